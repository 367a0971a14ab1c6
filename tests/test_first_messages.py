"""What is read on a phone: short first messages, short names on buttons, nothing lost behind "more"."""

from collections.abc import Iterator
from statistics import median

import pytest

from bot.channels.telegram.keyboard import columns
from bot.core.actions import Ask, Browse, More
from bot.core.answers import Answers
from bot.core.asking.facts import facts
from bot.core.asking.telling import FIRST, READABLE, Manner
from bot.core.conversation import Conversation
from bot.core.knowledge import ASPECTS, Knowledge, said
from bot.core.messages import Message, length
from tests import tiny

LANGUAGES = ("en", "zh")
WIDEST = 30


def written(knowledge: Knowledge) -> Iterator[str]:
    """Topics that have an answer of their own."""
    for entity in knowledge.entities.values():
        yield from (f"{entity.id}#{aspect}" for aspect in entity.answers)


def parts(answers: Answers, topic: str, language: str, conversation: Conversation, manner: Manner) -> list[Message]:
    """An answer and all that its "more" leads to."""
    speech = conversation.speech(language)
    shown = [answers.compose(topic, tiny.NOW, speech, manner=manner)[-1]]
    while more := next((one.action for one in shown[-1].buttons if isinstance(one.action, More)), None):
        again = Manner(more.lead, manner.known)
        shown.append(answers.compose(topic, tiny.NOW, speech, more.part, manner=again)[-1])
    return shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_message_fits_a_phone_in_the_median(shipped: Knowledge, lexical: Conversation, language: str) -> None:
    speech = lexical.speech(language)
    whole = [lexical.answers.compose(topic, tiny.NOW, speech)[0].text for topic in written(shipped)]
    later = [
        lexical.answers.compose(topic, tiny.NOW, speech, manner=Manner(known=True))[0].text
        for topic in written(shipped)
    ]
    assert median(map(length, whole)) <= FIRST[language]
    assert median(map(length, later)) < median(map(length, whole))
    assert max(map(length, whole)) <= 2 * READABLE


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_on_a_button_is_wider_than_thirty_columns(
    shipped: Knowledge, lexical: Conversation, language: str
) -> None:
    speech = lexical.speech(language)
    labels = [lexical.answers.label(f"{entity}#{aspect}", speech) for entity in shipped.entities for aspect in ASPECTS]
    assert [label for label in labels if columns(label) > WIDEST] == []
    assert len(set(labels)) == len(labels), "two buttons that read the same cannot be told apart"


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_most_six_buttons_stand_before_more(shipped: Knowledge, lexical: Conversation, language: str) -> None:
    speech = lexical.speech(language)
    for topic in written(shipped):
        buttons = lexical.answers.compose(topic, tiny.NOW, speech)[-1].buttons
        rest = [one for one in buttons if not isinstance(one.action, More | Browse)]
        assert len(rest) <= 6, topic
        assert Browse(topic.partition("#")[0]) in [one.action for one in buttons]
        asked = [one.action.topic for one in rest if isinstance(one.action, Ask)]
        assert set(asked) <= {*written(shipped), *(f"{entity}#dates" for entity in shipped.entities)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whichever_fact_comes_first_nothing_is_lost_behind_more(
    shipped: Knowledge, lexical: Conversation, language: str
) -> None:
    for topic in list(written(shipped))[::3]:
        entity, _, aspect = topic.partition("#")
        text = said(shipped.entities[entity].answers[aspect].texts, language).strip()
        told = facts(text)
        for manner in (Manner(), Manner(lead=told[-1].place)):
            everything = "\n".join(one.text for one in parts(lexical.answers, topic, language, lexical, manner))
            lost = [fact.text for fact in told if fact.text not in everything]
            assert lost == [], topic


def test_of_two_answers_each_is_told_in_a_few_lines_under_its_title(lexical: Conversation) -> None:
    speech = lexical.speech("en")
    brief = lexical.answers.compose("semester-exchange#cost", tiny.NOW, speech, manner=Manner(brief=True))
    whole = lexical.answers.compose("semester-exchange#cost", tiny.NOW, speech)
    assert brief[0].text.startswith("**Semester exchange · Cost**")
    assert length(brief[0].text) <= length(whole[0].text)
    assert [one.action for one in brief[0].buttons] == [Ask("semester-exchange#cost")]


def test_safety_is_whole_beside_another_answer_too_and_the_ways_on_are_not_doubled(lexical: Conversation) -> None:
    speech = lexical.speech("en")
    whole = lexical.answers.compose("summer-study-tour#safety", tiny.NOW, speech)
    beside = lexical.answers.compose("summer-study-tour#safety", tiny.NOW, speech, manner=Manner(brief=True))
    assert [one.text for one in beside] == [one.text for one in whole]
    assert whole[-1].buttons and not beside[-1].buttons


def test_the_mark_and_the_desk_are_told_whole_once_a_subject(lexical: Conversation) -> None:
    speech = lexical.speech("en")
    first = lexical.answers.compose("semester-exchange#cost", tiny.NOW, speech)[0].text
    again = lexical.answers.compose("semester-exchange#cost", tiny.NOW, speech, manner=Manner(known=True))[0].text
    assert speech.say("sample") in first and "students@" in first
    assert speech.say("sample-known") in again and "students@" not in again and "SAMPLE" in again
