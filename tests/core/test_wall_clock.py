"""Local hours as instants: every zone, hours that do not exist, hours that come twice, a day that was left out."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core import wall_clock

ZONES = sorted(available_timezones())
any_zone = st.sampled_from(ZONES).map(ZoneInfo)
dates = st.dates(date(1980, 1, 1), date(2100, 12, 31))
minutes = st.times().map(lambda hour: hour.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("zone", "day", "hour", "expected"),
    [
        ("Asia/Shanghai", date(2027, 4, 10), time(9), "2027-04-10T01:00"),
        ("Asia/Shanghai", date(2028, 2, 29), time(0), "2028-02-28T16:00"),
        ("Europe/Berlin", date(2027, 3, 28), time(1, 59), "2027-03-28T00:59"),
        ("Europe/Berlin", date(2027, 3, 28), time(2, 0), "2027-03-28T01:00"),
        ("Europe/Berlin", date(2027, 3, 28), time(2, 59), "2027-03-28T01:00"),
        ("Europe/Berlin", date(2027, 3, 28), time(3, 0), "2027-03-28T01:00"),
        ("Europe/Berlin", date(2027, 10, 31), time(2, 30), "2027-10-31T00:30"),
        ("America/Sao_Paulo", date(2018, 11, 4), time(0), "2018-11-04T03:00"),
        ("Australia/Lord_Howe", date(2027, 10, 3), time(2, 15), "2027-10-02T15:30"),
        ("Pacific/Apia", date(2011, 12, 30), time(9), "2011-12-30T10:00"),
    ],
)
def test_an_hour_becomes_an_instant(zone: str, day: date, hour: time, expected: str) -> None:
    assert wall_clock.instant(day, hour, ZoneInfo(zone)) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@given(dates, minutes, any_zone)
@example(date(2027, 3, 28), time(2, 30), ZoneInfo("Europe/Berlin"))
@example(date(2011, 12, 30), time(23, 59), ZoneInfo("Pacific/Apia"))
def test_what_the_clock_shows_is_the_hour_or_the_first_moment_after_the_gap(
    day: date, hour: time, zone: ZoneInfo
) -> None:
    found = wall_clock.instant(day, hour, zone)
    planned = datetime.combine(day, hour)
    shown = found.astimezone(zone).replace(tzinfo=None)
    assert shown >= planned
    if shown > planned:
        before = (found - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
        assert before < planned


@given(dates, minutes, any_zone)
def test_an_hour_that_comes_twice_has_a_second_instant_that_shows_the_same(
    day: date, hour: time, zone: ZoneInfo
) -> None:
    second = wall_clock.second_instant(day, hour, zone)
    if second is not None:
        first = wall_clock.instant(day, hour, zone)
        assert first < second
        assert first.astimezone(zone).time() == second.astimezone(zone).time() == hour


def test_hours_that_come_twice_are_seen() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert wall_clock.second_instant(date(2027, 10, 31), time(2, 30), berlin) == datetime(
        2027, 10, 31, 1, 30, tzinfo=UTC
    )
    assert wall_clock.second_instant(date(2027, 10, 30), time(2, 30), berlin) is None
    assert wall_clock.second_instant(date(2027, 3, 28), time(2, 30), berlin) is None
