"""The deadlines around now, of rounds, of their stages and of being away: from them reminders are computed."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.core.calendar import Edge, course, edges, standing, unfinished
from bot.core.knowledge import Day, Stage, Window

BEIJING = ZoneInfo("Asia/Shanghai")
NOMINATION = Stage("nomination", {"en": "Nomination"}, Day(11, 5))
INTERVIEWS = Stage("interviews", {"en": "Interviews"}, Day(10, 27, at=time(17)), Day(10, 25))
AUTUMN = Window(
    "spring",
    {"en": "Spring semester"},
    Day(9, 1),
    Day(10, 20),
    stages=(NOMINATION, INTERVIEWS),
    stay=(Day(2, 15), Day(6, 30)),
)


@cache
def zones() -> list[str]:
    return sorted(available_timezones())


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=BEIJING)


def told(found: tuple[Edge, ...]) -> list[tuple[str, str]]:
    return [
        (edge.stage.id if edge.stage else "closes", edge.closes.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S"))
        for edge in found
    ]


def test_a_round_and_its_stages_give_one_deadline_each() -> None:
    assert told(edges(AUTUMN, at("2026-09-10T09:00"), BEIJING)) == [
        ("closes", "2026-10-20 23:59:59"),
        ("interviews", "2026-10-27 17:00:00"),
        ("nomination", "2026-11-05 23:59:59"),
    ]
    closing, interviews, nomination = edges(AUTUMN, at("2026-09-10T09:00"), BEIJING)
    assert closing.opens == at("2026-09-01T00:00") and closing.opens.tzinfo is UTC and closing.closes.tzinfo is UTC
    assert interviews.opens == at("2026-10-25T00:00") and nomination.opens is None
    assert interviews.window is AUTUMN and interviews.stage is INTERVIEWS


def test_what_is_just_past_is_listed_for_sixty_days() -> None:
    assert told(edges(AUTUMN, at("2026-12-19T00:00"), BEIJING))[:2] == [
        ("closes", "2026-10-20 23:59:59"),
        ("interviews", "2026-10-27 17:00:00"),
    ]
    assert told(edges(AUTUMN, at("2026-12-21T00:00"), BEIJING))[:2] == [
        ("interviews", "2026-10-27 17:00:00"),
        ("nomination", "2026-11-05 23:59:59"),
    ]


def test_a_year_ahead_is_listed_and_no_more() -> None:
    listed = told(edges(AUTUMN, at("2026-09-16T00:00"), BEIJING))
    assert listed[-1] == ("closes", "2027-10-20 23:59:59") and len(listed) == 4


def test_a_stage_may_fall_into_the_next_year() -> None:
    late = Window("w", {}, Day(11, 1), Day(12, 20), stages=(Stage("visa", {}, Day(1, 31)),))
    assert told(edges(late, at("2026-11-02T00:00"), BEIJING))[:2] == [
        ("closes", "2026-12-20 23:59:59"),
        ("visa", "2027-01-31 23:59:59"),
    ]
    assert told(edges(late, at("2027-01-15T00:00"), BEIJING))[:2] == [
        ("closes", "2026-12-20 23:59:59"),
        ("visa", "2027-01-31 23:59:59"),
    ]


def test_a_window_with_years_comes_once() -> None:
    once = Window("w", {}, Day(3, 1, 2027), Day(4, 15, 2027), stages=(Stage("form", {}, Day(5, 1, 2027)),))
    assert told(edges(once, at("2026-10-01T00:00"), BEIJING)) == [
        ("closes", "2027-04-15 23:59:59"),
        ("form", "2027-05-01 23:59:59"),
    ]
    assert edges(once, at("2025-01-01T00:00"), BEIJING) == ()
    assert edges(once, at("2029-01-01T00:00"), BEIJING) == ()


def test_without_an_opening_day_stages_lie_around_the_closing_day() -> None:
    check, nomination = Stage("check", {}, Day(10, 10)), Stage("nomination", {}, Day(11, 5))
    open_ended = Window("w", {}, None, Day(10, 20), stages=(check, nomination))
    assert told(edges(open_ended, at("2026-10-01T00:00"), BEIJING))[:3] == [
        ("check", "2026-10-10 23:59:59"),
        ("closes", "2026-10-20 23:59:59"),
        ("nomination", "2026-11-05 23:59:59"),
    ]


@pytest.mark.parametrize("state", ["rolling", "to-be-announced"])
def test_what_has_no_dates_has_no_deadlines(state: str) -> None:
    assert edges(Window("w", {}, state=state), at("2026-10-01T00:00"), BEIJING) == ()  # type: ignore[arg-type]
    assert unfinished(Window("w", {}, state=state), at("2026-10-01T00:00"), BEIJING) is None  # type: ignore[arg-type]


def test_only_an_opening_day_is_no_deadline() -> None:
    assert edges(Window("w", {}, Day(10, 20)), at("2026-10-01T00:00"), BEIJING) == ()


def test_a_standing_gives_its_stages_and_its_stay_in_the_same_round() -> None:
    one = course(standing(AUTUMN, at("2026-09-10T09:00"), BEIJING), BEIJING)
    assert [step.stage.id for step in one.steps] == ["interviews", "nomination"]
    assert one.steps[0].opens == at("2026-10-25T00:00") and one.steps[0].closes == at("2026-10-27T17:00")
    assert one.stay == (at("2027-02-15T00:00"), at("2027-06-30T23:59:59"))


def test_the_round_that_is_closed_goes_on_until_its_last_stage_is_over() -> None:
    assert unfinished(AUTUMN, at("2026-10-20T23:59:59"), BEIJING) is None  # still open
    going_on = unfinished(AUTUMN, at("2026-10-28T00:00"), BEIJING)
    assert going_on is not None and going_on.closes == at("2026-10-20T23:59:59")
    assert not going_on.over(at("2026-10-28T00:00")) and going_on.stay
    assert unfinished(AUTUMN, at("2026-11-06T00:00"), BEIJING) is None


def test_a_stay_over_new_year_ends_in_the_year_after() -> None:
    winter = Window("w", {}, Day(3, 1), Day(4, 15), stay=(Day(9, 1), Day(1, 15)))
    one = course(standing(winter, at("2027-03-02T00:00"), BEIJING), BEIJING)
    assert one.stay == (at("2027-09-01T00:00"), at("2028-01-15T23:59:59"))


@pytest.mark.parametrize("year", [1, 2, 9995, 9998, 9999])
def test_at_the_ends_of_the_calendar_nothing_breaks(year: int) -> None:
    now = datetime(year, 6, 1, tzinfo=UTC)
    for window in (AUTUMN, Window("w", {}, None, Day(10, 20), stages=(NOMINATION,), stay=(Day(2, 15), Day(1, 30)))):
        assert all(edge.window is window for edge in edges(window, now, BEIJING))
        assert course(standing(window, now, BEIJING), BEIJING).closes


any_zone = st.sampled_from(zones()).map(ZoneInfo)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
hours = st.none() | st.times().map(lambda moment: moment.replace(tzinfo=None, microsecond=0, second=0))
yearly = st.builds(lambda day, hour: Day(day.month, day.day, None, hour), st.dates(), hours).filter(
    lambda day: (day.month, day.day) != (2, 29)
)
stages = st.lists(yearly, max_size=3).map(
    lambda days: tuple(Stage(f"s{number}", {}, day) for number, day in enumerate(days))
)
windows = st.builds(
    lambda opens, closes, stages, stay: Window("w", {}, opens, closes, stages=stages, stay=stay),
    st.none() | yearly,
    yearly,
    stages,
    st.none() | st.tuples(yearly, yearly),
)


@given(windows, moments, any_zone)
@example(Window("w", {}, None, Day(3, 28, at=time(2, 30))), datetime(2027, 3, 1, tzinfo=UTC), ZoneInfo("Europe/Berlin"))
@example(
    Window("w", {}, None, Day(10, 31, at=time(2, 30))), datetime(2027, 3, 1, tzinfo=UTC), ZoneInfo("Europe/Berlin")
)
@example(Window("w", {}, None, Day(12, 30)), datetime(2011, 12, 1, tzinfo=UTC), ZoneInfo("Pacific/Apia"))
def test_deadlines_are_near_now_in_order_and_as_staff_wrote_them(one: Window, now: datetime, zone: ZoneInfo) -> None:
    found = edges(one, now, zone)
    assert [edge.closes for edge in found] == sorted(edge.closes for edge in found)
    days: dict[str | None, Day | None] = {None: one.closes, **{stage.id: stage.closes for stage in one.stages}}
    assert {edge.stage.id if edge.stage else None for edge in found} == set(days)  # yearly: each comes within 400 days
    for edge in found:
        assert edge.closes.utcoffset() == timedelta() and (edge.opens is None or edge.opens.utcoffset() == timedelta())
        assert timedelta(days=-60) <= edge.closes - now <= timedelta(days=400)
        day, here = days[edge.stage.id if edge.stage else None], edge.closes.astimezone(zone)
        assert day is not None
        wall = datetime.combine(date(here.year, day.month, day.day), day.at or time(23, 59, 59))
        assert abs(here.replace(tzinfo=None) - wall) <= timedelta(days=1)  # an hour, or a day, that does not exist


@given(windows, moments, any_zone)
def test_a_round_keeps_its_order(one: Window, now: datetime, zone: ZoneInfo) -> None:
    stands = standing(one, now, zone)
    found = course(stands, zone)
    assert found.opens == stands.opens and found.closes == stands.closes and len(found.steps) == len(one.stages)
    if found.opens:
        assert all(step.closes.date() >= found.opens.date() for step in found.steps)
    if found.stay and found.closes:
        away, back = found.stay
        assert found.closes.date() <= away.date() <= back.date() <= found.closes.date() + timedelta(days=732)


@given(windows, st.dates(date(1991, 1, 1), date(2098, 12, 31)))
def test_next_year_brings_the_same_deadlines(one: Window, day: date) -> None:
    assume((day.month, day.day) != (2, 29))
    later = datetime.combine(day.replace(year=day.year + 1), time(12), BEIJING)
    now = datetime.combine(day, time(12), BEIJING)
    soon = [edge.closes for edge in edges(one, now, BEIJING) if timedelta() < edge.closes - now < timedelta(days=300)]
    again = {edge.closes.astimezone(BEIJING) for edge in edges(one, later, BEIJING)}
    for closes in soon:
        here = closes.astimezone(BEIJING)
        assert here.replace(year=here.year + 1) in again
