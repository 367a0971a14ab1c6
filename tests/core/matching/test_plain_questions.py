"""Plain questions, comparisons and cries for help, asked of the shipped knowledge, alone and within a talk."""

import pytest

from bot.core.conversation import Conversation
from bot.core.people import Person, Talk
from tests import tiny


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("how much", "office#cost"),
        ("怎么报名", "office#apply"),
        ("phone", "office#contact"),
        ("雅思要几分", "office#language"),
        ("我想出国", "office#overview"),
        ("救命", "emergency:crime"),
    ],
)
def test_what_is_asked_of_nobody_in_particular_is_answered_by_the_office(
    full: Conversation, question: str, topic: str
) -> None:
    assert full.ask(question, Person(), Talk(), tiny.NOW).topic == topic


def test_a_greeting_begins_anew(full: Conversation) -> None:
    talk = full.ask("how much is the summer tour", Person(), Talk(), tiny.NOW).talk
    assert full.ask("你好", Person(), talk, tiny.NOW).talk.subject is None


def test_an_emergency_without_a_name_is_about_what_it_sounds_like(full: Conversation) -> None:
    reply = full.ask("實習期間受傷了保險會賠嗎", Person(), Talk(), tiny.NOW)
    assert reply.topic == "overseas-internship#safety"


@pytest.mark.parametrize("question", ["I want to die", "我不想活了", "thinking of suicide, it is too much"])
def test_who_may_hurt_themselves_is_helped_first_and_the_talk_goes_on(full: Conversation, question: str) -> None:
    reply = full.ask(question, Person(), Talk("semester-exchange"), tiny.NOW)
    assert reply.topic == "emergency:self-harm"
    assert reply.talk.subject == "semester-exchange"


def test_what_falls_to_the_office_is_about_the_subject_while_there_is_one(full: Conversation) -> None:
    talk = full.ask("how much is the summer tour", Person(), Talk(), tiny.NOW).talk
    talk = full.ask("thanks", Person(), talk, tiny.NOW).talk
    reply = full.ask("and the deadline?", Person(), talk, tiny.NOW)
    assert "summer-study-tour#dates" in map(str, reply.said)


@pytest.mark.parametrize("question", ["宿舍空调坏了", "wifi password", "食堂的饭卡怎么充值"])
def test_another_offices_business_is_no_follow_up(full: Conversation, question: str) -> None:
    assert full.ask(question, Person(), Talk("summer-study-tour"), tiny.NOW).outcome == "unknown"
