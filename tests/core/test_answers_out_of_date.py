"""Past its date an answer gives no date and no amount, says so, and names who can tell."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.core.answers import Answers
from bot.core.knowledge import Answer, Care
from bot.core.messages import Speech
from tests import tiny
from tests.core.telling import tell, with_entity


@pytest.mark.parametrize("topic", ["exchange#cost", "exchange#dates", "exchange#overview"])
def test_past_its_date_an_answer_gives_no_date_and_no_amount(topic: str, english: Speech, chinese: Speech) -> None:
    old = Care("students", date(2026, 11, 1), date(2027, 2, 28))
    entity = replace(
        tiny.EXCHANGE,
        care=old,
        answers={aspect: replace(one, care=old) for aspect, one in tiny.EXCHANGE.answers.items()},
    )
    stale = with_entity(entity)
    in_english, in_chinese = tell(stale, topic, english), tell(stale, topic, chinese)
    assert "This was last confirmed on Sunday 1 November 2026" in in_english
    assert "最近一次核实是在2026年11月1日（星期日）" in in_chinese
    assert "Please ask Student desk. ext. 1" in in_english
    for gone in ("2,000", "30,000", "10 April", "2027", "days left"):
        assert gone not in in_english
    for gone in ("2000", "3万", "4月", "2027"):
        assert gone not in in_chinese


def test_what_is_no_date_and_no_amount_stays_past_its_date(english: Speech) -> None:
    old = replace(tiny.EXCHANGE.answers["cost"], care=replace(tiny.CONFIRMED, valid_until=date(2027, 2, 28)))
    text = tell(with_entity(replace(tiny.EXCHANGE, answers={"cost": old})), "exchange#cost", english)
    assert "It costs money." in text
    assert "- Insurance is yours." in text


def test_dates_that_are_out_of_date_hide_the_windows_as_well(english: Speech) -> None:
    old = replace(tiny.EXCHANGE.answers["dates"], care=replace(tiny.CONFIRMED, valid_until=date(2027, 2, 28)))
    stale = with_entity(replace(tiny.EXCHANGE, answers={"dates": old}))
    text = tell(stale, "exchange#dates", english)
    assert "The dates have not been confirmed since Sunday 1 November 2026" in text
    assert "2027" not in text


def test_the_last_day_is_still_good(english: Speech) -> None:
    last = replace(tiny.EXCHANGE.answers["cost"], care=replace(tiny.CONFIRMED, valid_until=date(2027, 3, 1)))
    entity = replace(tiny.EXCHANGE, answers={"cost": last})
    late = datetime(2027, 3, 1, 23, 59, tzinfo=tiny.ZONE)
    assert "2,000" in tell(with_entity(entity), "exchange#cost", english, late)
    assert "2,000" not in tell(with_entity(entity), "exchange#cost", english, late + timedelta(minutes=1))


def test_never_confirmed_and_past_its_date_is_said_too(english: Speech, chinese: Speech) -> None:
    old = replace(tiny.EXCHANGE.answers["cost"], care=Care(valid_until=date(2027, 1, 1)))
    stale = with_entity(replace(tiny.EXCHANGE, answers={"cost": old}))
    assert "This has not been confirmed for a while" in tell(stale, "exchange#cost", english)
    assert "已有一段时间没有核实" in tell(stale, "exchange#cost", chinese)


def test_a_plain_entry_past_its_date_gives_no_amount(english: Speech) -> None:
    entry = tiny.KNOWLEDGE.entries[tiny.LONG_ID]
    old = replace(
        entry, answer=Answer({"en": "It costs ¥5. It is quick."}, Care("front", valid_until=date(2027, 1, 1)))
    )
    stale = Answers(replace(tiny.KNOWLEDGE, entries={tiny.LONG_ID: old}))
    text = tell(stale, tiny.LONG_ID, english)
    assert "It is quick." in text and "Front desk" in text
    assert "¥5" not in text


def test_the_board_leaves_out_what_is_out_of_date(english: Speech) -> None:
    old = Care("front", date(2026, 1, 1), date(2027, 1, 1))
    knowledge = replace(
        tiny.KNOWLEDGE,
        entities={
            "exchange": replace(tiny.EXCHANGE, care=old),
            "office": replace(tiny.OFFICE, answers={"dates": Answer({"en": "In March 2027. Ask us."}, old)}),
        },
    )
    text = tell(Answers(knowledge), "office#dates", english)
    assert "Semester exchange" not in text
    assert "March" not in text and "Ask us." in text
    assert "last confirmed on Thursday 1 January 2026" in text and "Front desk" in text
