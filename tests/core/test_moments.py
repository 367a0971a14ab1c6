"""Moments as staff type them, in both languages, and what comes again and again."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import moments

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 25, 10, 20, tzinfo=ZONE)
"""A Wednesday."""

TYPED = {
    "tomorrow 9:00": "2026-11-26 09:00",
    "Tomorrow at 9": "2026-11-26 09:00",
    "tomorrow 9am": "2026-11-26 09:00",
    "tomorrow": "2026-11-26 09:00",
    "today 18:30": "2026-11-25 18:30",
    "today 8:00": "2026-11-25 08:00",
    "tonight": "2026-11-25 20:00",
    "tonight 8pm": "2026-11-25 20:00",
    "fri 14:00": "2026-11-27 14:00",
    "Wednesday 9:00": "2026-12-02 09:00",
    "next monday 8:30": "2026-11-30 08:30",
    "in 2 hours": "2026-11-25 12:20",
    "in 30 minutes": "2026-11-25 10:50",
    "in half an hour": "2026-11-25 10:50",
    "in 3 days": "2026-11-28 10:20",
    "30 Nov 9:00": "2026-11-30 09:00",
    "Nov 30, 9am": "2026-11-30 09:00",
    "1st Dec 2027 at 17:05": "2027-12-01 17:05",
    "2026-11-30 09:00": "2026-11-30 09:00",
    "30.11.2026 9:00": "2026-11-30 09:00",
    "2026/11/30 9:00": "2026-11-30 09:00",
    "11-30 9:00": "2026-11-30 09:00",
    "20 Nov": "2027-11-20 09:00",
    "29 Feb": "2028-02-29 09:00",
    "9:00": "2026-11-26 09:00",
    "11:00": "2026-11-25 11:00",
    "12am": "2026-11-26 00:00",
    "12pm": "2026-11-25 12:00",
    "明天9点": "2026-11-26 09:00",
    "明天上午九点": "2026-11-26 09:00",
    "明早8点半": "2026-11-26 08:30",
    "后天下午3点": "2026-11-27 15:00",
    "今晚八点": "2026-11-25 20:00",
    "周五14:00": "2026-11-27 14:00",
    "星期五下午两点一刻": "2026-11-27 14:15",
    "下周一 8:30": "2026-11-30 08:30",
    "11月30日9点": "2026-11-30 09:00",
    "11月30号上午9:30": "2026-11-30 09:30",
    "2026年12月1日下午2点半": "2026-12-01 14:30",
    "明天９：００": "2026-11-26 09:00",
    "中午12点": "2026-11-25 12:00",
    "2小时后": "2026-11-25 12:20",
    "半小时后": "2026-11-25 10:50",
    "两个小时后": "2026-11-25 12:20",
    "三十分钟后": "2026-11-25 10:50",
}

UNCLEAR = [
    "",
    "  ",
    "soon",
    "9",
    "一",
    "31 Feb",
    "25:00",
    "13pm",
    "tomorrow 9:61",
    "30.13.2026",
    "下周",
    "in",
    "后",
    "x" * 61,
]


@pytest.mark.parametrize("typed", TYPED)
def test_what_staff_type_is_understood(typed: str) -> None:
    found = moments.read(typed, NOW, ZONE)
    assert found is not None
    assert f"{found:%Y-%m-%d %H:%M}" == TYPED[typed] and found.tzinfo is ZONE


@pytest.mark.parametrize("typed", UNCLEAR)
def test_what_is_unclear_is_nothing(typed: str) -> None:
    assert moments.read(typed, NOW, ZONE) is None


@given(st.text(max_size=70) | st.sampled_from(list(TYPED)).map(lambda typed: typed + "x"))
def test_no_text_is_an_error(typed: str) -> None:
    found = moments.read(typed, NOW, ZONE)
    assert found is None or found.tzinfo is not None


def test_at_the_end_of_a_year_and_before_midnight() -> None:
    late = datetime(2026, 12, 31, 23, 59, tzinfo=ZONE)
    assert moments.read("tomorrow", late, ZONE) == datetime(2027, 1, 1, 9, tzinfo=ZONE)
    assert moments.read("1月2日", late, ZONE) == datetime(2027, 1, 2, 9, tzinfo=ZONE)
    assert moments.read("23:59", late, ZONE) == datetime(2027, 1, 1, 23, 59, tzinfo=ZONE)


def test_a_time_that_the_clocks_leave_out_is_moved_on() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    found = moments.read("28 Mar 2027 2:30", datetime(2027, 3, 1, tzinfo=UTC), berlin)
    assert found is not None and found.astimezone(UTC) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


@given(
    st.dates(date(2026, 1, 1), date(2035, 1, 1)),
    st.integers(0, 900),
    st.sampled_from(("weekly", "monthly")),
    st.sampled_from(("Asia/Shanghai", "Europe/Berlin", "America/New_York")),
)
def test_what_follows_is_later_and_at_the_same_time_of_day(begun: date, days: int, rhythm: str, zone_name: str) -> None:
    zone = ZoneInfo(zone_name)
    first = datetime.combine(begun, time(9), zone)
    moment = first + timedelta(days=days)
    found = moments.following(moment, "weekly" if rhythm == "weekly" else "monthly", zone, first)
    assert moment < found <= moment + timedelta(days=32)
    assert found.astimezone(zone).time() == first.time()
    if rhythm == "weekly":
        assert found.astimezone(zone).weekday() == first.weekday()


def test_what_began_on_a_31st_comes_on_the_last_day_of_each_month() -> None:
    first = moment = datetime(2027, 1, 31, 9, tzinfo=ZONE)
    days = []
    for _ in range(4):
        moment = moments.following(moment, "monthly", ZONE, first)
        days.append(f"{moment:%m-%d}")
    assert days == ["02-28", "03-31", "04-30", "05-31"]


@pytest.mark.parametrize(("hour", "offered"), [(9, 3), (17, 3), (19, 2)])
def test_usual_moments_are_ahead_and_in_order(hour: int, offered: int) -> None:
    found = moments.choices(NOW.replace(hour=hour), ZONE)
    assert len(found) == offered and list(found) == sorted(found) and found[0] > NOW.replace(hour=hour)


def test_on_a_sunday_tomorrow_and_next_monday_are_one() -> None:
    assert len(moments.choices(datetime(2026, 11, 29, 20, tzinfo=ZONE), ZONE)) == 1
