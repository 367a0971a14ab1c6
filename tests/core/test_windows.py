"""Every standing of a window as a sentence, in both languages."""

from datetime import datetime, time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import windows
from bot.core.calendar import State, standing
from bot.core.knowledge import Day, Window
from bot.core.messages import Speech
from tests import tiny

NAMES = {"en": "Round", "zh": "批次"}
YEARLY = Window("w", NAMES, Day(3, 1), Day(4, 10))
ONCE = Window("w", NAMES, Day(3, 1, 2027), Day(4, 10, 2027))
TIMED = Window("w", NAMES, Day(3, 1, 2027, time(9)), Day(4, 10, 2027, time(17)))


def said(one: Window, now: str, speech: Speech) -> str:
    moment = datetime.fromisoformat(now).replace(tzinfo=tiny.ZONE)
    return windows.sentence(standing(one, moment, tiny.ZONE), speech)


@pytest.mark.parametrize(
    ("one", "now", "in_english", "in_chinese"),
    [
        (
            ONCE,
            "2027-02-01T09:00",
            "**Round**: opens Monday 1 March 2027, in 28 days, and closes Saturday 10 April 2027.",
            "**批次**：2027年3月1日（星期一）开放（还有 28 天），2027年4月10日（星期六）截止。",
        ),
        (
            ONCE,
            "2027-02-28T09:00",
            "**Round**: opens Monday 1 March 2027, tomorrow, and closes Saturday 10 April 2027.",
            "**批次**：2027年3月1日（星期一）开放（明天），2027年4月10日（星期六）截止。",
        ),
        (
            TIMED,
            "2027-03-01T08:00",
            "**Round**: opens Monday 1 March 2027 09:00, today, and closes Saturday 10 April 2027 17:00.",
            "**批次**：2027年3月1日（星期一） 09:00开放（今天），2027年4月10日（星期六） 17:00截止。",
        ),
        (
            ONCE,
            "2027-03-11T09:00",
            "**Round**: open until Saturday 10 April 2027 (30 days left).",
            "**批次**：正在接受申请，2027年4月10日（星期六）截止（还剩 30 天）。",
        ),
        (
            ONCE,
            "2027-04-01T09:00",
            "**Round**: closing soon, open until Saturday 10 April 2027 (9 days left).",
            "**批次**：即将截止，2027年4月10日（星期六）截止（还剩 9 天）。",
        ),
        (
            ONCE,
            "2027-04-09T09:00",
            "**Round**: closing soon, open until Saturday 10 April 2027 (1 day left).",
            "**批次**：即将截止，2027年4月10日（星期六）截止（还剩 1 天）。",
        ),
        (
            TIMED,
            "2027-04-10T09:00",
            "**Round**: closing **today**, Saturday 10 April 2027 17:00.",
            "**批次**：**今天**截止（2027年4月10日（星期六） 17:00）。",
        ),
        (
            ONCE,
            "2027-04-11T09:00",
            "**Round**: closed since Saturday 10 April 2027. The next round has not been announced.",
            "**批次**：已于2027年4月10日（星期六）截止，下一批尚未公布。",
        ),
        (
            YEARLY,
            "2027-04-11T09:00",
            "**Round**: closed since Saturday 10 April 2027. "
            "Next round expected from Wednesday 1 March 2028 to Monday 10 April 2028.",
            "**批次**：已于2027年4月10日（星期六）截止。下一批预计2028年3月1日（星期三）至2028年4月10日（星期一）。",
        ),
        (
            YEARLY,
            "2028-02-01T09:00",
            "**Round**: opens Wednesday 1 March 2028, in 29 days, and closes Monday 10 April 2028.",
            "**批次**：2028年3月1日（星期三）开放（还有 29 天），2028年4月10日（星期一）截止。",
        ),
        (
            Window("w", NAMES, Day(3, 1, 2027)),
            "2027-02-27T09:00",
            "**Round**: opens Monday 1 March 2027, in 2 days.",
            "**批次**：2027年3月1日（星期一）开放（还有 2 天）。",
        ),
        (
            Window("w", NAMES, Day(3, 1, 2027)),
            "2027-04-11T09:00",
            "**Round**: open; no closing date is set.",
            "**批次**：正在接受申请，未设截止日期。",
        ),
        (
            Window("w", NAMES, state="rolling"),
            "2027-04-11T09:00",
            "**Round**: no fixed dates, applications are taken all year round.",
            "**批次**：没有固定时间，全年都可以申请。",
        ),
        (
            Window(
                "w", NAMES, state="to-be-announced", tentative=True, notes={"en": "Ask in May.", "zh": "五月再问。"}
            ),
            "2027-04-11T09:00",
            "**Round**: dates to be announced. (tentative) Ask in May.",
            "**批次**：时间待公布。（暂定）五月再问。",
        ),
    ],
)
def test_a_window_is_told_as_it_stands(
    one: Window, now: str, in_english: str, in_chinese: str, english: Speech, chinese: Speech
) -> None:
    assert said(one, now, english) == in_english
    assert said(one, now, chinese) == in_chinese


days = st.builds(
    Day, st.integers(1, 12), st.integers(1, 28), st.none() | st.integers(2026, 2028), st.none() | st.just(time(17))
)
any_window = st.builds(
    Window,
    st.just("w"),
    st.just(NAMES),
    st.none() | days,
    st.none() | days,
    st.sampled_from(["dated", "rolling", "to-be-announced"]),
    st.booleans(),
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1), timezones=st.just(tiny.ZONE))  # noqa: DTZ001


@given(one=any_window, now=moments)
def test_every_window_has_a_sentence_in_every_language(
    one: Window, now: datetime, english: Speech, chinese: Speech
) -> None:
    for speech in (english, chinese):
        sentence = windows.sentence(standing(one, now, tiny.ZONE), speech)
        assert sentence.startswith(f"**{NAMES[speech.language]}**")
        assert "{" not in sentence


def test_all_standings_are_told_apart(english: Speech) -> None:
    """The table above shows every state there is."""
    cases = [
        (ONCE, "2027-02-01T09:00"),
        (ONCE, "2027-03-11T09:00"),
        (ONCE, "2027-04-01T09:00"),
        (ONCE, "2027-04-11T09:00"),
        (Window("w", NAMES, state="rolling"), "2027-02-01T09:00"),
        (Window("w", NAMES, state="to-be-announced"), "2027-02-01T09:00"),
    ]
    shown = [standing(one, datetime.fromisoformat(now).replace(tzinfo=tiny.ZONE), tiny.ZONE) for one, now in cases]
    assert {one.state for one in shown} == set(get_args(State))
    assert len({windows.sentence(one, english) for one in shown}) == len(cases)


def test_what_is_open_comes_first_then_what_opens_soonest() -> None:
    now = datetime(2027, 4, 1, 9, tzinfo=tiny.ZONE)
    closed = Window("closed", NAMES, Day(1, 1, 2027), Day(1, 31, 2027))
    later = Window("later", NAMES, Day(9, 1, 2027), Day(9, 30, 2027))
    soon = Window("soon", NAMES, Day(5, 1, 2027), Day(5, 31, 2027))
    rolling = Window("rolling", NAMES, state="rolling")
    opened = Window("open", NAMES, Day(3, 1, 2027), Day(6, 1, 2027))
    order = [one.window.id for one in windows.in_order([closed, later, rolling, soon, opened, ONCE], now, tiny.ZONE)]
    assert order == ["w", "open", "soon", "later", "rolling", "closed"]


def test_the_first_window_of_an_entity_is_the_one_to_speak_of() -> None:
    assert windows.first(tiny.EXCHANGE, tiny.NOW, tiny.ZONE).state == "open"
