"""Menus and buttons: language, role, topics, what has gone since."""

from collections.abc import Mapping

import pytest

from bot.core.actions import Action, Ask, Be, Browse, Fit, More, Show, Speak, Stale
from bot.core.knowledge import Knowledge
from bot.core.messages import Speech
from bot.core.people import Person, Talk
from tests import tiny
from tests.core.somebody import Somebody, actions, talking_about, words


def test_a_chosen_language_stays_while_questions_get_their_own(somebody: Somebody) -> None:
    reply = somebody.presses(Speak("zh"))
    assert "以后用中文" in words(reply)
    assert "Semester exchange" in words(somebody.asks("how much is the exchange"))
    assert somebody.person == Person("zh", None, chose_language=True)
    assert "学生项目" in words(somebody.presses(Browse()))


def test_the_choice_of_language_is_offered_in_both(somebody: Somebody) -> None:
    reply = somebody.presses(Speak())
    assert [button.label for button in reply.messages[0].buttons] == ["English", "中文"]
    assert actions(reply) == [Speak("en"), Speak("zh")]


def test_the_role_is_asked_once(somebody: Somebody) -> None:
    assert Be("teacher") in actions(somebody.starts())
    assert Be("teacher") not in actions(somebody.starts())


def test_declining_to_say_counts_as_asked(somebody: Somebody) -> None:
    assert "That's fine" in words(somebody.presses(Be("nobody")))
    assert somebody.person.role is None
    assert Be("teacher") not in actions(somebody.starts())


def test_the_role_can_be_changed_and_orders_the_topics(somebody: Somebody) -> None:
    reply = somebody.presses(Be("teacher"))
    assert [message.text for message in reply.messages][1] == "**For teachers**"
    reply = somebody.presses(Be())
    assert {Be("student"), Be("teacher"), Be("partner"), Be("nobody")} == set(actions(reply))
    reply = somebody.presses(Be("student"))
    assert [message.text for message in reply.messages][1] == "**For students**"
    assert somebody.person.role == "student"
    assert [message.text for message in somebody.presses(Be("partner")).messages][1] == "**Services**"


def test_the_role_words_an_answer_that_is_for_somebody_else(somebody: Somebody) -> None:
    somebody.presses(Be("teacher"))
    assert "is a programme for students" in words(somebody.asks("how much is the exchange"))
    assert "is a programme" not in words(somebody.asks("how much is teacher training"))
    somebody.presses(Be("student"))
    assert "is for teachers and staff" in words(somebody.asks("how much is teacher training"))
    assert "面向教职工" in words(somebody.asks("教师培训多少钱"))
    somebody.presses(Be("partner"))
    assert "is a programme" not in words(somebody.asks("how do I get a passport"))


def test_an_old_button_is_answered_kindly(somebody: Somebody) -> None:
    reply = somebody.presses(Stale())
    assert "older message" in words(reply)
    assert Browse("exchange") in actions(reply)


@pytest.mark.parametrize(
    "gone", [Ask("gone#cost"), Ask("exchange#price"), More("gone", 1), Browse("smalltalk"), Browse("gone")]
)
def test_a_button_to_what_has_gone_is_an_old_one(somebody: Somebody, gone: Action) -> None:
    assert "older message" in words(somebody.presses(gone))


def test_browsing_sets_the_subject(somebody: Somebody) -> None:
    reply = somebody.presses(Browse("exchange"))
    assert "Semester exchange" in words(reply)
    assert {Ask("exchange#cost"), Ask("exchange#dates"), Browse()} <= set(actions(reply))
    assert Ask("exchange#credits") not in actions(reply)
    assert somebody.asks("and how much?").topic == "exchange#cost"


def test_all_topics_are_listed_in_groups(somebody: Somebody) -> None:
    reply = somebody.presses(Browse())
    assert [message.text for message in reply.messages] == ["**For students**", "**For teachers**", "**Services**"]
    assert [button.label for button in reply.messages[0].buttons] == ["Semester exchange", "Which fits me?"]
    assert {Fit(), *(Browse(entity) for entity in tiny.KNOWLEDGE.entities)} == set(actions(reply))


def test_the_rest_of_a_long_answer_comes_on_a_press(somebody: Somebody) -> None:
    reply = somebody.asks("documents for exchange")
    assert More("exchange#documents", 1) in actions(reply)
    rest = somebody.presses(More("exchange#documents", 1))
    assert rest.topic == "exchange#documents"
    assert words(rest) != words(reply)


def test_help_offers_topics_a_person_language_and_role(somebody: Somebody) -> None:
    reply = somebody.conversation.help(Person("zh"), Talk())
    assert "转人工" in words(reply)
    assert {Browse(), Show("person"), Ask("office#dates"), Speak(), Be()} == set(actions(reply))


def test_a_folder_of_plain_entries_offers_nothing_that_it_has_not(speeches: Mapping[str, Speech]) -> None:
    plain = Knowledge(
        ("en", "zh"),
        "UTC",
        {},
        tiny.KNOWLEDGE.entries,
        tuple(way for way in tiny.KNOWLEDGE.phrasings if way.topic in tiny.KNOWLEDGE.entries),
    )
    somebody = talking_about(plain, speeches)
    assert somebody.asks("where is my parcel").topic == tiny.LONG_ID
    for reply in (somebody.asks("zxcvb"), somebody.asks("?!"), somebody.starts(), somebody.presses(Speak("en"))):
        assert not [action for action in actions(reply) if isinstance(action, Ask)]
        assert Browse() in actions(reply)
    menu = somebody.presses(Browse())
    assert menu.messages and Ask(tiny.LONG_ID) in actions(menu)
    assert Ask("borrowing") not in actions(menu)
