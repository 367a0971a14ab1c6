"""The way to a person: whose desk, whether anybody sits there today, and whom to ring when it cannot wait."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.actions import Ask
from bot.core.answers import Answers
from bot.core.asking import persons
from bot.core.messages import Speech
from bot.core.working_days import WorkingDays
from tests import tiny

ANSWERS = Answers(tiny.KNOWLEDGE)
SATURDAY = tiny.NOW + timedelta(days=5)


@pytest.mark.parametrize(
    ("subject", "desk"),
    [
        ("exchange", "**Student desk**, ext. 1"),
        ("passports", "**Front desk**, front@example.edu"),
        (None, "**Front desk**, front@example.edu"),
        ("gone", "**Front desk**, front@example.edu"),
    ],
)
def test_the_desk_is_the_one_of_what_is_spoken_of(english: Speech, subject: str | None, desk: str) -> None:
    assert persons.page(ANSWERS, subject, tiny.NOW, english).text.startswith(f"A person can help you: {desk}")


def test_on_a_working_day_the_hours_are_told(english: Speech, chinese: Speech) -> None:
    assert "Today is a working day. Office hours: Nine to five." in persons.page(ANSWERS, None, tiny.NOW, english).text
    assert "今天上班。办公时间：九点到五点。" in persons.page(ANSWERS, None, tiny.NOW, chinese).text


def test_on_another_day_the_next_working_day_is_told(english: Speech) -> None:
    assert "the next one is Monday 8 March 2027" in persons.page(ANSWERS, None, SATURDAY, english).text
    off = WorkingDays(frozenset({date(2027, 3, 8)}), published=frozenset({2027}))
    told = persons.page(Answers(tiny.KNOWLEDGE, off), None, SATURDAY, english).text
    assert "the next one is Tuesday 9 March 2027" in told


def test_it_is_the_offices_day_that_counts(english: Speech) -> None:
    late = datetime(2027, 3, 6, 1, tzinfo=tiny.ZONE)  # still Friday in London
    assert "Today is no working day" in persons.page(ANSWERS, None, late.astimezone(UTC), english).text


def test_whom_to_ring_at_night_is_always_there(english: Speech, chinese: Speech) -> None:
    bare = Answers(replace(tiny.KNOWLEDGE, desks={}, entities={"training": tiny.TRAINING}))
    for answers in (ANSWERS, bare):
        for speech in (english, chinese):
            assert "**+86-10-12308**" in persons.page(answers, None, tiny.NOW, speech).text
    assert persons.page(bare, None, tiny.NOW, english).text == english.say("person-night")


def test_the_office_is_a_tap_away(english: Speech) -> None:
    shown = persons.page(ANSWERS, None, tiny.NOW, english)
    assert [button.action for button in shown.buttons] == [
        Ask(f"office#{aspect}") for aspect in ("contact", "hours", "location")
    ]
    assert not persons.page(Answers(replace(tiny.KNOWLEDGE, entities={})), None, tiny.NOW, english).buttons
