"""The board in a talk: whole on /deadlines, for a period where the question names one."""

from collections.abc import Mapping
from dataclasses import replace

from bot.core.conversation import Conversation
from bot.core.messages import Speech
from bot.core.people import Person, Talk
from tests import tiny
from tests.core.somebody import Somebody, words


def test_a_question_without_a_time_gets_the_whole_board(somebody: Somebody) -> None:
    reply = somebody.asks("what is open now")
    assert reply.topic == "office#dates"
    assert "**Open now**" in words(reply) and "two seasons" in words(reply)


def test_a_question_that_names_a_time_gets_the_board_of_that_time(somebody: Somebody) -> None:
    reply = somebody.asks("which programmes can I apply for next month")
    assert reply.topic == "office#dates"
    assert words(reply).startswith(
        "**From Thursday 1 April 2027 to Friday 30 April 2027**\n\n**Closing**\n\n- **Semester"
    )
    assert "This week" not in words(reply)
    reply = somebody.asks("这周现在能报什么")
    assert reply.topic == "office#dates"
    assert words(reply).startswith("**2027年3月1日（星期一）至2027年3月7日（星期日）**\n\n**开放**\n\n") is False
    assert "这段时间没有项目开放或截止。" in words(reply) and "**这段时间内都可以报名**" in words(reply)


def test_a_time_changes_no_other_answer(somebody: Somebody) -> None:
    reply = somebody.asks("when does the exchange close, this week?")
    assert reply.topic == "exchange#dates"
    assert words(reply).startswith("**Semester exchange · Dates**")


def test_deadlines_are_the_whole_board_in_the_persons_language(small: Conversation) -> None:
    reply = small.deadlines(Person(language="zh", chose_language=True), Talk("exchange", "exchange#cost"), tiny.NOW)
    assert (reply.outcome, reply.topic, reply.talk.subject) == ("answer", "office#dates", "exchange")
    assert "**现在可以报名**\n\n- **学期交换**：春季批次，" in words(reply)


def test_without_an_office_there_is_no_board(speeches: Mapping[str, Speech]) -> None:
    bare = tiny.conversation(replace(tiny.KNOWLEDGE, entities={}, phrasings=(), desks={}), speeches)
    reply = bare.deadlines(Person(), Talk(), tiny.NOW)
    assert (reply.outcome, reply.topic) == ("answer", None)
    assert words(reply) == "Nothing is open for applications at the moment."
