"""The board over everything that has windows: today's, and what a period brings."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import board
from bot.core.answers import Answers
from bot.core.knowledge import Day, Entity, Stage, Window
from bot.core.messages import Speech
from bot.core.periods import Period
from tests import tiny

TALK = Stage("talk", {"en": "Interviews", "zh": "面试"}, Day(4, 22))


def entity(id: str, *windows: Window) -> Entity:
    return replace(tiny.TRAINING, id=id, names={"en": id.capitalize(), "zh": f"{id}项目"}, windows=windows)


def window(opens: Day | None, closes: Day | None, **more: object) -> Window:
    return replace(Window("w", {"en": "Round", "zh": "批次"}, opens, closes), **more)  # type: ignore[arg-type]


SOON = entity("soon", window(Day(2, 1), Day(3, 10)))
TODAY = entity("now", window(Day(2, 1), Day(3, 1)))
LONG = entity("long", window(Day(1, 10), Day(6, 30)))
TOUR = entity("tour", window(Day(3, 1), Day(4, 10), stages=(TALK,)))
LATER = entity("later", window(Day(9, 1), Day(9, 20), tentative=True))
NEXT = entity("next", window(Day(3, 20), Day(5, 20)))
ALWAYS = entity("always", window(None, None, state="rolling"))
UNKNOWN = entity("unknown", window(None, None, state="to-be-announced"))
ENDLESS = entity("endless", window(Day(2, 1, 2027), None))
ALL = (UNKNOWN, LATER, LONG, ALWAYS, ENDLESS, NEXT, TOUR, SOON, TODAY)


def whole(speech: Speech, *entities: Entity, now: datetime = tiny.NOW) -> str:
    return "\n\n".join(board.whole(board.rows(entities, now, tiny.ZONE), speech))


def during(first: str, last: str, speech: Speech, *entities: Entity, now: datetime = tiny.NOW) -> str:
    period = Period(date.fromisoformat(first), date.fromisoformat(last))
    return "\n\n".join(board.during(period, entities, now, tiny.ZONE, speech))


def test_the_board_has_its_groups_and_the_nearest_comes_first(english: Speech) -> None:
    assert (
        whole(english, *ALL)
        == """\
**Closing soon**

- **Now**: Round, until Monday 1 March 2027 (today!)
- **Soon**: Round, until Wednesday 10 March 2027 (9 days left)

**Open now**

- **Tour**: Round, until Saturday 10 April 2027 (40 days left)
- **Long**: Round, until Wednesday 30 June 2027 (121 days left)
- **Endless**: Round, no closing date

**Opening next**

- **Next**: Round, from Saturday 20 March 2027 (in 19 days)
- **Later**: Round, from Wednesday 1 September 2027 (in 184 days) (tentative)

**Any time, or to be announced**

- **Unknown**: Round, dates to be announced
- **Always**: Round, all year round"""
    )


def test_the_board_in_chinese(chinese: Speech) -> None:
    text = whole(chinese, *ALL)
    assert "**即将截止**\n\n- **now项目**：批次，2027年3月1日（星期一）截止（就在今天）" in text
    assert "**接下来开放**\n\n- **next项目**：批次，2027年3月20日（星期六）开放（还有 19 天）" in text


def test_nothing_open_is_said_first(english: Speech) -> None:
    text = whole(english, LATER)
    assert text.startswith("Nothing is open for applications at the moment.\n\n**Opening next**")
    assert whole(english) == "Nothing is open for applications at the moment."


def test_a_period_brings_what_closes_and_opens_in_it(english: Speech) -> None:
    assert (
        during("2027-03-01", "2027-03-31", english, *ALL)
        == """\
**From Monday 1 March 2027 to Wednesday 31 March 2027**

**Closing**

- **Now**: Round, until Monday 1 March 2027 (today!)
- **Soon**: Round, until Wednesday 10 March 2027 (9 days left)

**Opening**

- **Next**: Round, from Saturday 20 March 2027 (in 19 days)

**Open throughout**

- **Tour**: Round, until Saturday 10 April 2027 (40 days left)
- **Long**: Round, until Wednesday 30 June 2027 (121 days left)
- **Endless**: Round, no closing date

**At any time**

- **Always**: Round, all year round"""
    )


def test_a_coming_period_is_seen_from_its_beginning_with_days_from_today(english: Speech) -> None:
    text = during("2027-04-01", "2027-04-30", english, *ALL)
    assert "**Closing**\n\n- **Tour**: Round, until Saturday 10 April 2027 (40 days left)" in text
    assert "**Open throughout**\n\n- **Next**: Round, until Thursday 20 May 2027 (80 days left)" in text
    assert "**Opening**" not in text and "Soon" not in text
    assert "**For those who have applied**\n\n- **Tour**, Round: Interviews, Thursday 22 April 2027" in text


def test_a_period_without_dates_names_the_next_one(english: Speech, chinese: Speech) -> None:
    few = (SOON, LATER, ALWAYS)
    text = during("2027-04-01", "2027-04-30", english, *few)
    assert "No applications open or close in this time." in text
    assert "Next to open, on Wednesday 1 September 2027: Later, Round." in text and "all year round" in text
    text = during("2027-03-02", "2027-03-02", english, *few)
    assert text.startswith("**Tuesday 2 March 2027**")
    assert "Next to close, on Wednesday 10 March 2027: Soon, Round." in text
    text = during("2027-04-01", "2027-04-30", chinese, *few)
    assert "这段时间没有项目开放或截止。接下来最早开放的是“later项目”的批次：2027年9月1日（星期三）。" in text


def test_where_no_date_is_known_none_is_named(english: Speech) -> None:
    assert during("2027-04-01", "2027-04-30", english, UNKNOWN) == (
        "**From Thursday 1 April 2027 to Friday 30 April 2027**\n\nNo applications open or close in this time."
    )


def test_an_answer_on_a_period_is_one_whole_message(speeches: Mapping[str, Speech]) -> None:
    many = {one.id: one for one in (entity(f"p{number}", window(Day(2, 1), Day(3, 10))) for number in range(40))}
    answers = Answers(replace(tiny.KNOWLEDGE, entities={**tiny.KNOWLEDGE.entities, **many}))
    march = Period(date(2027, 3, 1), date(2027, 3, 31))
    messages = answers.compose("office#dates", tiny.NOW, speeches["en"], period=march)
    text = "\n\n".join(message.text for message in messages)
    assert all(f"**P{number}**" in text for number in range(40))
    assert "SAMPLE" in text and "Beijing time" in text and "two seasons" not in text


days = st.builds(Day, st.integers(1, 12), st.integers(1, 28), st.none() | st.integers(2026, 2028))
windows = st.builds(lambda opens, closes: window(opens, closes, stages=(TALK,)), st.none() | days, st.none() | days)
starts = st.dates(date(2027, 3, 1), date(2028, 6, 1))


@given(windows, starts, starts)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_period_can_be_told(
    language: str, speeches: Mapping[str, Speech], one: Window, first: date, last: date
) -> None:
    period = Period(min(first, last), max(first, last))
    blocks = board.during(period, (entity("e", one),), tiny.NOW, tiny.ZONE, speeches[language])
    assert len(blocks) > 1 or one.opens is one.closes is None
    assert all(block.strip() and "{" not in block for block in blocks)
