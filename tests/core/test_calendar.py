"""Windows worked out from now: every zone, every day, leap years, the turn of the year, hours that do not exist."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.core import calendar
from bot.core.calendar import Standing, standing
from bot.core.knowledge import Day, Window

BEIJING = ZoneInfo("Asia/Shanghai")
STEPS = ("opening", "open", "closing", "closed")


@cache
def zones() -> list[str]:
    return sorted(available_timezones())


def window(opens: Day | None, closes: Day | None) -> Window:
    return Window("w", {"en": "Round"}, opens, closes)


def at(moment: str, zone: ZoneInfo = BEIJING) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=zone)


moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
any_zone = st.sampled_from(zones()).map(ZoneInfo)
hours = st.none() | st.times().map(lambda moment: moment.replace(tzinfo=None, microsecond=0, second=0))
dates = st.dates(date(1990, 1, 1), date(2100, 12, 31))
fixed_days = st.builds(lambda day, hour: Day(day.month, day.day, day.year, hour), dates, hours)
yearly_days = st.builds(lambda day, hour: Day(day.month, day.day, None, hour), dates, hours).filter(
    lambda day: (day.month, day.day) != (2, 29)
)
any_window = st.one_of(
    st.builds(window, fixed_days | st.none(), fixed_days | st.none()),
    st.builds(window, yearly_days | st.none(), yearly_days | st.none()),
    st.builds(window, yearly_days, fixed_days),
    st.builds(window, fixed_days, yearly_days),
)


@given(any_window, moments, any_zone)
@example(window(Day(2, 29, 2028), Day(2, 29, 2028)), datetime(2028, 2, 29, 12, tzinfo=UTC), BEIJING)
@example(
    window(Day(3, 28, at=time(2, 30)), Day(3, 29)), datetime(2027, 3, 28, 1, tzinfo=UTC), ZoneInfo("Europe/Berlin")
)
@example(window(Day(12, 30, 2011), Day(12, 30, 2011)), datetime(2011, 12, 30, tzinfo=UTC), ZoneInfo("Pacific/Apia"))
@example(window(None, None), datetime(2027, 1, 1, tzinfo=UTC), BEIJING)
def test_every_window_stands_somehow_at_every_moment_in_every_zone(one: Window, now: datetime, zone: ZoneInfo) -> None:
    here = now.astimezone(zone)
    found = standing(one, now, zone)
    assert found.state in STEPS  # all comparisons with `now`, which is in another zone: by the instant
    match found.state:
        case "opening":
            assert found.opens is not None and found.opens > now
            assert found.days == (found.opens.date() - here.date()).days >= 0
        case "open" | "closing" if found.closes:
            assert found.opens is None or found.opens <= now
            assert now <= found.closes
            assert found.days == (found.closes.date() - here.date()).days >= 0
            assert (found.state == "closing") is (found.days <= calendar.DAYS_CLOSING)
        case "open":
            assert one.closes is None
        case "closed":
            assert found.closes is not None and found.closes < now
    if found.last_closed:
        assert found.last_closed < now


@given(fixed_days, fixed_days, any_zone, st.lists(moments, min_size=2, max_size=12))
def test_a_round_opens_closes_and_never_goes_back(
    opens: Day, closes: Day, zone: ZoneInfo, nows: list[datetime]
) -> None:
    assume((opens.year, opens.month, opens.day) < (closes.year, closes.month, closes.day))
    states = [standing(window(opens, closes), now, zone).state for now in sorted(nows)]
    places = [STEPS.index(state) for state in states]
    assert places == sorted(places)


@given(fixed_days, fixed_days, any_zone, st.integers(0, 3000))
def test_between_its_edges_a_round_is_open(opens: Day, closes: Day, zone: ZoneInfo, hour: int) -> None:
    assume(opens.year is not None and closes.year is not None)
    begin = datetime.combine(date(opens.year or 1, opens.month, opens.day), opens.at or time.min, zone)
    end = datetime.combine(date(closes.year or 1, closes.month, closes.day), closes.at or time(23, 59, 59), zone)
    assume(begin < end)
    now = begin.astimezone(UTC) + timedelta(hours=hour)
    found = standing(window(opens, closes), now, zone)
    assert (found.state in {"open", "closing"}) is (now <= end)


@given(yearly_days, yearly_days, moments, any_zone)
def test_a_yearly_window_is_never_over(opens: Day, closes: Day, now: datetime, zone: ZoneInfo) -> None:
    found = standing(window(opens, closes), now, zone)
    assert found.state != "closed"
    assert found.days is not None and 0 <= found.days <= 366


@given(yearly_days, yearly_days, st.dates(date(1991, 1, 1), date(2099, 12, 31)), st.times())
def test_a_yearly_window_stands_a_year_later_as_it_stood(opens: Day, closes: Day, day: date, hour: time) -> None:
    assume((day.month, day.day) != (2, 29))
    one = window(opens, closes)
    before = standing(one, datetime.combine(day, hour, BEIJING), BEIJING)
    after = standing(one, datetime.combine(day.replace(year=day.year + 1), hour, BEIJING), BEIJING)
    if {before.state, after.state} != {"open", "closing"}:  # a leap day may lie between now and the end
        assert before.state == after.state


@pytest.mark.parametrize(
    ("now", "state", "days"),
    [
        ("2026-12-09T23:59:59", "opening", 1),
        ("2026-12-10T00:00", "open", 36),
        ("2026-12-31T23:59", "open", 15),
        ("2027-01-01T00:00", "closing", 14),
        ("2027-01-15T23:59:59", "closing", 0),
        ("2027-01-16T00:00", "opening", 328),
    ],
)
def test_a_yearly_window_goes_over_the_new_year(now: str, state: str, days: int) -> None:
    found = standing(window(Day(12, 10), Day(1, 15)), at(now), BEIJING)
    assert (found.state, found.days) == (state, days)


def test_between_two_rounds_the_last_end_is_known() -> None:
    found = standing(window(Day(12, 10), Day(1, 15)), at("2027-06-01T12:00"), BEIJING)
    assert found.last_closed is not None and found.last_closed.date() == date(2027, 1, 15)
    assert found.opens is not None and found.opens.date() == date(2027, 12, 10)
    assert found.closes is not None and found.closes.date() == date(2028, 1, 15)


def test_a_closing_day_counts_until_midnight() -> None:
    one = window(Day(3, 1, 2027), Day(4, 10, 2027))
    assert standing(one, at("2027-04-10T23:59:59"), BEIJING).state == "closing"
    assert standing(one, at("2027-04-10T00:00"), BEIJING).days == 0
    assert standing(one, at("2027-04-11T00:00"), BEIJING).state == "closed"


def test_an_exact_time_closes_in_the_middle_of_the_day() -> None:
    one = window(Day(3, 1, 2027, time(8)), Day(4, 10, 2027, time(17)))
    assert standing(one, at("2027-03-01T07:59"), BEIJING).state == "opening"
    assert standing(one, at("2027-03-01T08:00"), BEIJING).state == "open"
    assert standing(one, at("2027-04-10T17:00"), BEIJING).state == "closing"
    assert standing(one, at("2027-04-10T17:00:01"), BEIJING).state == "closed"
    assert calendar.is_whole_day(Day(3, 1)) and calendar.is_whole_day(None)
    assert not calendar.is_whole_day(one.opens)


def test_days_are_counted_in_the_zone_of_the_office() -> None:
    one = window(Day(3, 1, 2027), Day(4, 10, 2027))
    late = datetime(2027, 4, 10, 16, 30, tzinfo=UTC)  # 00:30 on the 11th in Beijing, 09:30 on the 10th in Los Angeles
    assert standing(one, late, BEIJING).state == "closed"
    assert standing(one, late, ZoneInfo("America/Los_Angeles")).state == "closing"


def test_an_hour_that_comes_twice_does_not_open_a_window_again() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    one = window(Day(10, 1, 2027), Day(10, 31, 2027, time(2, 30)))  # at 03:00 the clock goes back to 02:00
    steps = [datetime(2027, 10, 31, hour, minute, tzinfo=UTC) for hour, minute in ((0, 20), (0, 45), (1, 10), (1, 45))]
    assert [standing(one, now, berlin).state for now in steps] == ["closing", "closed", "closed", "closed"]
    assert [standing(one, now.astimezone(berlin), berlin).state for now in steps][2] == "closed"


def test_an_hour_that_never_comes_closes_a_window_all_the_same() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    one = window(Day(3, 1, 2027), Day(3, 28, 2027, time(2, 30)))  # at 02:00 the clock goes to 03:00
    assert standing(one, datetime(2027, 3, 28, 0, 59, tzinfo=UTC), berlin).state == "closing"
    assert standing(one, datetime(2027, 3, 28, 1, 31, tzinfo=UTC), berlin).state == "closed"


def test_without_an_end_a_window_stays_open() -> None:
    one = window(Day(3, 1, 2027), None)
    assert standing(one, at("2027-02-28T12:00"), BEIJING) == Standing(one, "opening", at("2027-03-01"), None, 1)
    assert standing(one, at("2031-01-01T12:00"), BEIJING).state == "open"


def test_without_a_beginning_a_window_is_open_until_its_end() -> None:
    one = window(None, Day(4, 10, 2027))
    assert standing(one, at("2026-11-01T12:00"), BEIJING).state == "open"
    assert standing(one, at("2027-04-09T12:00"), BEIJING).state == "closing"
    assert standing(one, at("2027-04-11T12:00"), BEIJING).state == "closed"


def test_without_dates_a_window_says_how_it_is() -> None:
    assert standing(Window("w", {}, state="rolling"), at("2027-04-09T12:00"), BEIJING).state == "rolling"
    assert (
        standing(Window("w", {}, state="to-be-announced"), at("2027-04-09T12:00"), BEIJING).state == "to-be-announced"
    )


def test_a_window_of_one_day_opens_and_closes_on_it() -> None:
    one = window(Day(2, 29, 2028), Day(2, 29, 2028))
    assert standing(one, at("2028-02-28T23:59"), BEIJING).days == 1
    assert standing(one, at("2028-02-29T00:00"), BEIJING).state == "closing"
    assert standing(one, at("2028-03-01T00:00"), BEIJING).state == "closed"


@pytest.mark.parametrize("year", [1, 2, 9998, 9999])
def test_the_first_and_the_last_year_there_are_do_no_harm(year: int) -> None:
    one = window(Day(12, 10), Day(1, 15))
    assert standing(one, datetime(year, 6, 1, tzinfo=UTC), BEIJING).state in STEPS
    assert (
        standing(window(Day(1, 1, year), Day(12, 31, year)), datetime(2027, 6, 1, tzinfo=UTC), BEIJING).state in STEPS
    )
