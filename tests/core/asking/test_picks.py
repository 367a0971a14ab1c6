"""What people say to choices instead of tapping one."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.core.actions import Show
from bot.core.asking.picks import picked
from bot.core.messages import Speech
from bot.core.people import Talk
from bot.core.talk.labels import SMALLTALK, Label
from tests.core.somebody import Somebody, actions, words

FOUR = ("exchange#cost", "training#cost", "passports#overview", "act:follow")


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("the first one", 0),
        ("First one!", 0),
        ("1", 0),
        ("第一个", 0),
        ("第一個", 0),
        ("the second one.", 1),
        ("后面那个", 1),
        ("第三个", 2),
        ("option 3", 2),
        ("the last one", 3),
        ("最后一个", 3),
        ("4", 3),
    ],
)
def test_a_place_is_a_choice(speeches: Mapping[str, Speech], said: str, place: int) -> None:
    assert picked(said, FOUR, speeches) == FOUR[place]


def test_the_last_is_the_last_of_those_that_are_there(speeches: Mapping[str, Speech]) -> None:
    assert picked("the last one", FOUR[:2], speeches) == "training#cost"
    assert picked("最后一个", FOUR[:3], speeches) == "passports#overview"


def test_a_place_that_is_not_there_says_nothing(speeches: Mapping[str, Speech]) -> None:
    assert picked("the third one", FOUR[:2], speeches) is None
    assert picked("第四个", FOUR[:3], speeches) is None


@pytest.mark.parametrize("said", ["none", "None of these.", "neither", "都不是", "都不對", "一个都不是"])
def test_none_of_them_is_an_answer_too(speeches: Mapping[str, Speech], said: str) -> None:
    assert picked(said, FOUR, speeches) is False


@pytest.mark.parametrize("said", ["yes", "Right!", "对", "就是这个", "是的。"])
def test_yes_is_a_choice_where_there_is_one_only(speeches: Mapping[str, Speech], said: str) -> None:
    assert picked(said, FOUR[:1], speeches) == "exchange#cost"
    assert picked(said, FOUR, speeches) is None


@pytest.mark.parametrize(
    "said", ["how much is the first semester", "none of my friends went", "yes but how much", "第一个学期", "", "?"]
)
def test_a_question_is_no_choice(speeches: Mapping[str, Speech], said: str) -> None:
    assert picked(said, FOUR, speeches) is None


@pytest.mark.parametrize("said", ["the first one", "都不是", "yes"])
def test_without_choices_the_words_mean_what_they_mean(speeches: Mapping[str, Speech], said: str) -> None:
    assert picked(said, (), speeches) is None


@pytest.mark.parametrize(("said", "place"), [("the first one", 0), ("第二个", 1)])
def test_at_the_door_a_choice_in_words_is_as_good_as_a_tap(unsure: Somebody, said: str, place: int) -> None:
    offered = unsure.asks("exchange papers or training").offered
    reply = unsure.asks(said)
    assert reply.outcome == "answer" and reply.said == (offered[place],) and reply.topic == offered[place].name
    assert "not sure" not in words(reply) and "不太确定" not in words(reply)
    assert unsure.talk.belief == ((offered[place].name.partition("#")[0], 1.0),) and not unsure.talk.offered


def test_at_the_door_an_act_in_words_is_done_and_not_only_shown(somebody: Somebody) -> None:
    somebody.talk = replace(Talk(), offered=("act:follow", "exchange#dates"))
    reply = somebody.asks("the first one")
    assert reply.said == (Label("act", "follow"),)
    assert reply.want is not None and reply.want.act == "follow" and not reply.want.about


def test_at_the_door_none_of_these_leads_to_other_words_or_a_person(unsure: Somebody) -> None:
    unsure.asks("exchange papers or training")
    reply = unsure.asks("都不是")
    assert reply.said == (SMALLTALK,) and Show("person") in actions(reply)
    assert words(reply) == unsure.conversation.speech("zh").say("choices-none")
    assert not unsure.talk.offered
    assert unsure.asks("how much would teacher training be").outcome == "choices", "what comes next is a new question"
