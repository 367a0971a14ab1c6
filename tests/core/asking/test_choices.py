"""Choices: how they are asked for, what their buttons do, and what is said when nothing is near."""

from dataclasses import replace
from typing import get_args

import pytest

from bot.core import packing
from bot.core.actions import Ask, Card, Compare, Fit, Follow, Plan, Show, Speak, Stale
from bot.core.answers import Answers
from bot.core.asking import choices
from bot.core.follow_pages import Office
from bot.core.matching.ranking import Candidate, Ranking
from bot.core.messages import Message, Speech
from bot.core.people import Talk
from bot.core.talk import labels
from bot.core.talk.labels import ACTS, Act, Label
from bot.core.wishes import COMMANDS
from tests import tiny

ANSWERS = Answers(tiny.KNOWLEDGE)
NOTHING = Ranking("unknown", 0.0, ())


def read(*names: str) -> tuple[Label, ...]:
    return tuple(labels.read(name) for name in names)


@pytest.mark.parametrize(
    ("offered", "asked"),
    [
        (("exchange#cost", "training#cost"), "Which one do you mean?"),
        (("exchange#cost", "exchange#dates"), "What about **Semester exchange**?"),
        (("exchange#cost", "training#overview"), "Did you mean one of these?"),
        (("exchange#cost", "act:follow"), "Did you mean one of these?"),
        (("exchange#cost", tiny.LONG_ID), "Did you mean one of these?"),
        (("mycase", "act:person"), "Did you mean one of these?"),
    ],
)
def test_the_words_tell_what_is_unclear(english: Speech, offered: tuple[str, ...], asked: str) -> None:
    assert choices.did_you_mean(ANSWERS, read(*offered), Talk(), english).text == asked


def test_buttons_say_first_what_tells_them_apart(english: Speech, chinese: Speech) -> None:
    offered = read("exchange#cost", "act:follow", "mycase", tiny.LONG_ID)
    message = choices.did_you_mean(ANSWERS, offered, Talk(), english)
    labels_shown = [button.label for button in message.buttons]
    assert labels_shown == [
        "Cost – Semester exchange",
        "Remind me",
        "My own case",
        "where is my parcel",
        english.say("button-person"),
    ]
    message = choices.did_you_mean(ANSWERS, offered, Talk(), chinese)
    assert message.buttons[0].label == "费用 – 学期交换"


def test_a_person_is_always_there_and_never_twice(english: Speech) -> None:
    for offered in (read("exchange#cost", "act:fit"), read("exchange#cost", "act:person")):
        message = choices.did_you_mean(ANSWERS, offered, Talk(), english)
        assert [button.action for button in message.buttons].count(Show("person")) == 1
    alone = Answers(replace(tiny.KNOWLEDGE, entities={}))
    message = choices.did_you_mean(alone, read(tiny.LONG_ID, "borrowing"), Talk(), english)
    assert Show("person") not in [button.action for button in message.buttons]


@pytest.mark.parametrize("subject", ["", "exchange"])
@pytest.mark.parametrize("act", ACTS)
def test_every_act_on_a_button_comes_back_as_something_to_do(act: Act, subject: str) -> None:
    """Without a subject it asks which; nothing is an old button."""
    keys = Office(tiny.KNOWLEDGE).keys()
    action = choices.action_of(Label("act", act), subject)
    back = packing.unpack(packing.pack(action), ANSWERS.topics(), ("en", "zh"), keys)
    assert back == action and back != Stale()
    assert not isinstance(back, Show) or back.command in COMMANDS


@pytest.mark.parametrize(
    ("act", "action"),
    [("follow", Follow("exchange")), ("plan", Plan("exchange")), ("card", Card("exchange")), ("fit", Fit())],
)
def test_what_is_about_a_programme_is_about_the_subject(english: Speech, act: Act, action: object) -> None:
    message = choices.did_you_mean(ANSWERS, (Label("act", act),), Talk("exchange"), english)
    assert message.buttons[0].action == action


@pytest.mark.parametrize("subject", [None, "training", "office", "gone"])
@pytest.mark.parametrize("act", ["follow", "plan", "card"])
def test_what_has_no_dates_is_nothing_to_follow(english: Speech, subject: str | None, act: Act) -> None:
    message = choices.did_you_mean(ANSWERS, (Label("act", act),), Talk(subject), english)
    assert message.buttons[0].action == Show(act)


def test_what_changes_something_for_good_is_never_one_tap_away() -> None:
    assert choices.action_of(Label("act", "forget")) == Show("forget"), "which asks first"
    assert choices.action_of(Label("act", "language")) == Speak()
    assert choices.action_of(Label("act", "compare"), "exchange") == Compare()


@pytest.mark.parametrize("act", get_args(Act))
def test_every_act_has_a_name_in_both_languages(english: Speech, chinese: Speech, act: Act) -> None:
    for speech in (english, chinese):
        assert 0 < len(choices.label_of(ANSWERS, Label("act", act), speech)) <= 24


def test_a_topic_of_another_office_and_a_page_are_asked_for_by_their_names() -> None:
    assert choices.action_of(Label("mycase")) == Ask("mycase")
    assert choices.action_of(Label("emergency", "papers")) == Ask("emergency:papers")
    assert choices.action_of(Label("smalltalk", "smalltalk#thanks")) == Ask("smalltalk#thanks")


def test_whose_business_it_is_is_said_where_that_is_known(english: Speech) -> None:
    told = choices.not_known(ANSWERS, NOTHING, "borrowing", tiny.NOW, english)
    assert told.text == "Not ours.\n\nThat is a matter for: **Library**. library desk"
    outside = replace(NOTHING, outside=Candidate("borrowing", 0.9, ""))
    assert choices.not_known(ANSWERS, outside, "", tiny.NOW, english) == told


def test_what_nobody_knows_is_said_with_the_desk_if_there_is_one(english: Speech) -> None:
    told = choices.not_known(ANSWERS, NOTHING, "", tiny.NOW, english)
    assert told.text.endswith("Front desk can help: front@example.edu")
    alone = Answers(replace(tiny.KNOWLEDGE, desks={}))
    assert choices.not_known(alone, NOTHING, "", tiny.NOW, english).text == english.say("unknown")


def test_a_guess_is_followed_by_a_word_of_doubt(english: Speech) -> None:
    doubt = english.say("doubtful")
    assert [one.text for one in choices.doubtful([Message("A"), Message("B")], False, english)] == [
        "A",
        f"B\n\n{doubt}",
    ]
    assert [one.text for one in choices.doubtful([Message("A")], True, english)] == ["A", doubt]
    assert [one.text for one in choices.doubtful([], True, english)] == [doubt]
