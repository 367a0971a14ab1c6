"""What is due: offsets, working days, openings, stages, zones and clock changes; nothing twice, nothing lost."""

import time as stopwatch
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.knowledge import Care, Day, Entity, Knowledge, Offset, Stage, Window
from bot.core.reminders import Occasion, Rules, coming, due, superseded, versions
from bot.core.working_days import WorkingDays

BEIJING = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
DAYS, RULES = WorkingDays(), Rules()
NAMES = {"en": "Round", "zh": "批次"}
SPRING = Window("spring", NAMES, Day(3, 1), Day(4, 10, at=time(17)))


def knowing(*windows: Window, zone: str = "Asia/Shanghai", care: Care = Care()) -> Knowledge:  # noqa: B008
    entity = Entity("exchange", "programme", NAMES, (), (), frozenset(), {}, windows, care)
    return Knowledge(("en", "zh"), zone, {"exchange": entity}, {}, ())


def at(moment: str, zone: ZoneInfo = BEIJING) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=zone).astimezone(UTC)


def told(found: tuple[Occasion, ...], zone: ZoneInfo = BEIJING) -> list[tuple[str, str]]:
    return [(one.offset, f"{one.at.astimezone(zone):%Y-%m-%dT%H:%M}") for one in found]


def year(
    window: Window, *, days: WorkingDays = DAYS, rules: Rules = RULES, zone: str = "Asia/Shanghai"
) -> list[tuple[str, str]]:
    here = ZoneInfo(zone)
    found = coming(knowing(window, zone=zone), days, rules, at("2027-01-01T00:00", here), at("2028-01-01T00:00", here))
    return told(found, here)


USUAL = [
    ("opens", "2027-03-01T09:00"),
    ("30", "2027-03-11T09:00"),
    ("7", "2027-04-03T09:00"),
    ("1", "2027-04-09T09:00"),
]


def test_a_yearly_round_is_reminded_of_at_nine_and_the_last_working_day_is_told_once() -> None:
    assert year(SPRING) == USUAL


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (replace(SPRING, closes=Day(4, 12)), [("last-working-day", "2027-04-09T09:00"), ("1", "2027-04-11T09:00")]),
        (replace(SPRING, closes=Day(4, 12), remind=("last-working-day", 3)), [("3", "2027-04-09T09:00")]),
        (replace(SPRING, closes=Day(4, 12), remind=(0, 0)), [("0", "2027-04-12T09:00")]),
        (replace(SPRING, closes=Day(4, 12, at=time(8)), remind=(0,)), [("0", "2027-04-12T06:00")]),
        (replace(SPRING, closes=Day(4, 12, at=time(9)), remind=(0,)), [("0", "2027-04-12T07:00")]),
        (replace(SPRING, closes=Day(4, 12, at=time(9, 1)), remind=(0,)), [("0", "2027-04-12T09:00")]),
        (replace(SPRING, closes=Day(4, 12, at=time(0, 30)), remind=(0,)), [("0", "2027-04-11T22:30")]),
    ],
)
def test_offsets_before_a_closing(window: Window, expected: list[tuple[str, str]]) -> None:
    assert year(window)[-len(expected) :] == expected


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (replace(SPRING, opens=Day(3, 1, at=time(8))), "2027-03-01T09:00"),
        (replace(SPRING, opens=Day(3, 1, at=time(12))), "2027-03-01T12:00"),
        (replace(SPRING, opens=Day(3, 1, at=time(7)), closes=Day(3, 1, at=time(8))), "2027-03-01T07:00"),
        (Window("w", NAMES, Day(3, 1)), "2027-03-01T09:00"),
        (Window("w", NAMES, Day(12, 30), Day(1, 9)), "2027-12-30T09:00"),
    ],
)
def test_an_opening_is_told_at_the_hour_or_when_it_comes(window: Window, expected: str) -> None:
    assert [moment for offset, moment in year(window) if offset == "opens"] == [expected]


def test_a_window_that_never_closes_is_news_for_two_weeks() -> None:
    (one,) = due(
        knowing(Window("w", NAMES, Day(3, 1, 2027))), DAYS, RULES, at("2027-03-01T08:59"), at("2027-03-01T09:00")
    )
    assert one.edge == one.at + 14 * DAY


@pytest.mark.parametrize(
    "window",
    [
        Window("w", NAMES, state="rolling"),
        Window("w", NAMES, state="to-be-announced"),
        Window("w", NAMES, Day(3, 1), Day(4, 10), state="rolling"),
        Window("w", NAMES),
        replace(SPRING, remind=()),
        Window("w", NAMES, Day(3, 1, 2025), Day(4, 10, 2025)),
    ],
)
def test_without_dates_or_without_wishes_there_is_nothing_to_remind_of(window: Window) -> None:
    assert year(window) == []


def test_tentative_dates_are_reminded_of() -> None:
    assert year(replace(SPRING, tentative=True)) == USUAL


def test_no_opening_is_told_where_none_is_known() -> None:
    assert year(replace(SPRING, opens=None)) == USUAL[1:]


def test_a_make_up_saturday_is_the_last_working_day() -> None:
    window = replace(SPRING, closes=Day(4, 12, 2027), opens=Day(3, 1, 2027), remind=("last-working-day",))
    days = WorkingDays(make_up=frozenset({date(2027, 4, 10)}))
    assert year(window, days=days)[-1] == ("last-working-day", "2027-04-10T09:00")


def test_an_office_that_is_closed_for_ever_has_no_last_working_day() -> None:
    days = WorkingDays(closures=frozenset(date(2027, 1, 1) + number * DAY for number in range(365)))
    assert year(replace(SPRING, remind=("last-working-day",)), days=days) == USUAL[:1]


def test_stages_have_their_own_offsets_and_none_by_default() -> None:
    stages = (Stage("interviews", NAMES, Day(4, 20), remind=(3, 1)), Stage("forms", NAMES, Day(5, 10), Day(5, 1)))
    found = coming(knowing(replace(SPRING, stages=stages)), DAYS, RULES, at("2027-04-10T00:00"), at("2027-06-01T00:00"))
    assert told(found) == [("3", "2027-04-17T09:00"), ("1", "2027-04-19T09:00")]
    assert {one.stage for one in found} == {"interviews"}
    assert all(one.key == f"exchange/spring/interviews/{one.version}/{one.offset}" for one in found)


def test_the_twenty_ninth_of_february_is_a_day() -> None:
    leap = Window("w", NAMES, Day(2, 1, 2028), Day(2, 29, 2028), remind=(1, 0))
    found = coming(knowing(leap), DAYS, RULES, at("2028-02-01T12:00"), at("2028-04-01T00:00"))
    assert told(found) == [("1", "2028-02-28T09:00"), ("0", "2028-02-29T09:00")]
    march = replace(leap, closes=Day(3, 1, 2028), remind=(1,))
    assert told(coming(knowing(march), DAYS, RULES, at("2028-02-02T00:00"), at("2028-04-01T00:00"))) == [
        ("1", "2028-02-29T09:00")
    ]


@pytest.mark.parametrize(
    ("closes", "expected"),
    [(Day(3, 29, 2027), "2027-03-28T01:00"), (Day(11, 1, 2027), "2027-10-31T00:30")],
)
def test_an_hour_that_is_missing_or_comes_twice_reminds_once(closes: Day, expected: str) -> None:
    window = Window("w", NAMES, None, closes, remind=(1,))
    found = coming(
        knowing(window, zone="Europe/Berlin"),
        DAYS,
        Rules(hour=time(2, 30)),
        at("2027-03-01T00:00"),
        at("2027-12-01T00:00"),
    )
    assert [f"{one.at:%Y-%m-%dT%H:%M}" for one in found] == [expected]


def test_keys_stay_and_a_moved_date_has_others() -> None:
    since, now = at("2027-03-11T08:00"), at("2027-03-11T09:00")
    (one,) = due(knowing(SPRING), DAYS, RULES, since, now)
    assert one.key == "exchange/spring/caf64a69d8/30"
    assert due(knowing(SPRING), DAYS, RULES, since - 9 * DAY, now + DAY) == (one,)
    moved = replace(SPRING, closes=Day(4, 11, at=time(17)))
    (other,) = due(knowing(moved), DAYS, RULES, since + DAY, now + DAY)
    assert other.offset == "30" and other.version != one.version
    fixed = replace(SPRING, opens=Day(3, 1, 2027), closes=Day(4, 10, 2027, time(17)))
    assert due(knowing(fixed), DAYS, RULES, since, now) == (one,)


def test_versions_are_those_of_what_is_due() -> None:
    stages = (Stage("interviews", NAMES, Day(4, 20), remind=(3, 1)),)
    knowledge = knowing(replace(SPRING, stages=stages), Window("late", NAMES, Day(9, 1)))
    now = at("2027-09-15T00:00")
    found = due(knowledge, DAYS, RULES, now - 300 * DAY, now)
    assert {one.window for one in found} == {"spring", "late"}
    assert {one.version for one in found} <= versions(knowledge, DAYS, now)
    assert not versions(knowing(replace(SPRING, state="rolling")), DAYS, now)


@pytest.mark.parametrize(
    ("until", "offsets"),
    [(date(2027, 12, 31), ["opens", "30", "7", "1"]), (date(2027, 4, 3), ["opens", "30", "7"]), (date(2027, 2, 1), [])],
)
def test_nothing_is_said_from_the_day_on_which_it_is_stale(until: date, offsets: list[str]) -> None:
    knowledge = knowing(SPRING, care=Care(valid_until=until))
    found = coming(knowledge, DAYS, RULES, at("2027-01-01T00:00"), at("2028-01-01T00:00"))
    assert [one.offset for one in found] == offsets


def test_what_became_stale_meanwhile_is_not_due_any_more() -> None:
    knowledge = knowing(SPRING, care=Care(valid_until=date(2027, 4, 3)))
    since = at("2027-04-03T08:00")
    assert len(due(knowledge, DAYS, RULES, since, at("2027-04-03T23:00"))) == 1
    assert due(knowledge, DAYS, RULES, since, at("2027-04-04T00:00")) == ()


def test_of_several_missed_ones_the_latest_is_left() -> None:
    stages = (Stage("interviews", NAMES, Day(4, 5), remind=(3, 1)),)
    knowledge = knowing(SPRING, replace(SPRING, id="other", stages=stages, remind=(30,)))
    found = due(knowledge, DAYS, RULES, at("2027-02-28T00:00"), at("2027-04-04T12:00"))
    gone = superseded(found)
    left = [(one.window, one.stage, one.offset) for one in found if one.key not in gone]
    assert left == [("other", "", "30"), ("spring", "", "7"), ("other", "interviews", "1")]
    assert superseded(tuple(reversed(found))) == gone
    assert superseded(()) == ()


def test_an_opening_gives_way_to_a_later_stage_but_not_to_another_window() -> None:
    stages = (Stage("interviews", NAMES, Day(3, 20), remind=(1,)),)
    knowledge = knowing(replace(SPRING, stages=stages, remind=(1,)), Window("late", NAMES, Day(3, 2)))
    found = due(knowledge, DAYS, RULES, at("2027-02-28T00:00"), at("2027-03-19T12:00"))
    assert [(one.window, one.offset) for one in found if one.key not in superseded(found)] == [
        ("late", "opens"),
        ("spring", "1"),
    ]


def test_a_start_after_years_looks_back_a_year_and_no_end_is_too_far() -> None:
    now = at("2027-04-09T09:00")
    found = due(knowing(SPRING), DAYS, RULES, datetime.min.replace(tzinfo=UTC), now)
    assert len(found) == len({one.key for one in found}) == 7
    assert coming(knowing(SPRING), DAYS, RULES, now, datetime.max.replace(tzinfo=UTC))


def test_twenty_windows_take_no_time() -> None:
    stages = (Stage("interviews", NAMES, Day(4, 20), remind=(3, 1)),)
    knowledge = knowing(*(replace(SPRING, id=f"round-{number}", stages=stages) for number in range(20)))
    now = at("2027-04-09T09:00")
    took = []
    for _ in range(20):
        begun = stopwatch.perf_counter()
        due(knowledge, DAYS, RULES, now - timedelta(minutes=1), now)
        took.append(stopwatch.perf_counter() - begun)
    assert min(took) < 0.025, "some 2 ms on an idle machine; the tests also run on slow ones, and watched"


minutes = st.times().map(lambda hour: hour.replace(second=0, microsecond=0))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2060, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
spans = st.integers(0, 200 * 24 * 60).map(lambda number: timedelta(minutes=number))
dates = st.dates(date(2023, 1, 1), date(2023, 12, 31))
yearly = st.builds(lambda day, hour: Day(day.month, day.day, None, hour), dates, st.none() | minutes)


def _as_offsets(values: list[Offset]) -> tuple[Offset, ...]:
    return tuple(values)


_last: st.SearchStrategy[Offset] = st.just("last-working-day")
offsets = st.lists(st.integers(0, 90) | _last, max_size=5).map(_as_offsets)
stages = st.builds(Stage, st.just("stage"), st.just(NAMES), yearly, st.none() | yearly, offsets)
any_window = st.builds(
    Window,
    st.just("w"),
    st.just(NAMES),
    st.none() | yearly,
    st.none() | yearly,
    stages=st.lists(stages, max_size=1).map(tuple),
    remind=st.none() | offsets,
)
any_zone = st.sampled_from(sorted(available_timezones()))
any_rules = st.builds(Rules, offsets, minutes)


@given(any_window, any_rules, any_zone, moments, spans, spans)
@example(SPRING, Rules(hour=time(0)), "America/Sao_Paulo", datetime(2018, 11, 1, tzinfo=UTC), DAY, 9 * DAY)
def test_a_span_cut_in_two_has_the_same_occasions_once(
    window: Window, rules: Rules, zone: str, since: datetime, first: timedelta, second: timedelta
) -> None:
    knowledge, middle, now = knowing(window, zone=zone), since + first, since + first + second
    whole = due(knowledge, DAYS, rules, since, now)
    parts = (*due(knowledge, DAYS, rules, since, middle), *due(knowledge, DAYS, rules, middle, now))
    assert sorted(one.key for one in parts) == sorted({one.key for one in whole})
    assert set(parts) == set(whole)
    assert set(coming(knowledge, DAYS, rules, since, now)) == set(whole)


@given(any_window, any_rules, any_zone, moments, spans)
def test_every_occasion_lies_in_its_span_before_its_edge_at_its_hour(
    window: Window, rules: Rules, zone: str, since: datetime, span: timedelta
) -> None:
    found = due(knowing(window, zone=zone), DAYS, rules, since, since + span)
    assert list(found) == sorted(found, key=lambda one: one.at)
    here = ZoneInfo(zone)
    for one in found:
        assert since < one.at <= since + span
        assert one.at < one.edge or one.offset == "opens"
        assert one.at.tzinfo is UTC and one.edge.tzinfo is UTC
        shown, last = one.at.astimezone(here), one.edge.astimezone(here)
        if one.offset.isdigit() and int(one.offset) > 0:
            planned = datetime.combine(last.date() - int(one.offset) * DAY, rules.hour)
            assert timedelta() <= shown.replace(tzinfo=None) - planned <= DAY
    left = [one for one in found if one.key not in superseded(found)]
    assert len({(one.window, one.stage, one.version) for one in left}) == len(left)
    assert bool(left) is bool(found)
