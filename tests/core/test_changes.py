"""Old and new windows: what a follower must know, how it is kept and how it is said."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import changes
from bot.core.changes import Snapshot, compare
from bot.core.knowledge import Day, Window
from bot.core.messages import Speech
from tests import tiny

ZONE = tiny.ZONE
YEARLY = Snapshot("exchange", "round", Day(3, 1), Day(4, 10))
ONCE = Snapshot("exchange", "round", Day(3, 1, 2027), Day(4, 10, 2027))
PENDING = Snapshot("exchange", "round", state="to-be-announced")
ROLLING = Snapshot("exchange", "round", state="rolling")


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=ZONE).astimezone(UTC)


def until(month: int, day: int, year: int | None = None, of: Snapshot = YEARLY) -> Snapshot:
    return replace(of, closes=Day(month, day, year))


def since(month: int, day: int, year: int | None = None, of: Snapshot = YEARLY) -> Snapshot:
    return replace(of, opens=Day(month, day, year))


@pytest.mark.parametrize(
    ("old", "new", "now", "english", "chinese"),
    [
        (
            YEARLY,
            until(4, 15),
            "2027-03-20T09:00",
            "moved: it was to close on Saturday 10 April 2027, it now closes on Thursday 15 April 2027.",
            "：时间有调整，原定2027年4月10日（星期六）截止，现改为2027年4月15日（星期四）截止。",
        ),
        (
            YEARLY,
            until(4, 15),
            "2027-04-12T09:00",
            "moved: it closed on Saturday 10 April 2027, it now closes on Thursday 15 April 2027.",
            "：时间有调整，原已于2027年4月10日（星期六）截止，现延长至2027年4月15日（星期四）。",
        ),
        (
            until(4, 15, 2027, ONCE),
            ONCE,
            "2027-04-12T09:00",
            "moved: it was to close on Thursday 15 April 2027, and has been closed since Saturday 10 April 2027.",
            "：时间有调整，原定2027年4月15日（星期四）截止，现已于2027年4月10日（星期六）截止。",
        ),
        (
            YEARLY,
            until(4, 15),
            "2027-06-01T09:00",
            "moved: it was to close on Monday 10 April 2028, it now closes on Saturday 15 April 2028.",
            "：时间有调整，原定2028年4月10日（星期一）截止，现改为2028年4月15日（星期六）截止。",
        ),
        (
            ONCE,
            replace(ONCE, closes=Day(4, 10, 2027, time(17))),
            "2027-03-20T09:00",
            "moved: it was to close on Saturday 10 April 2027, it now closes on Saturday 10 April 2027 17:00.",
            "：时间有调整，原定2027年4月10日（星期六）截止，现改为2027年4月10日（星期六） 17:00截止。",
        ),
        (
            YEARLY,
            since(3, 8),
            "2027-02-01T09:00",
            "moved: it was to open on Monday 1 March 2027, it now opens on Monday 8 March 2027.",
            "：时间有调整，原定2027年3月1日（星期一）开放，现改为2027年3月8日（星期一）开放。",
        ),
        (
            YEARLY,
            since(3, 8),
            "2027-03-02T09:00",
            "moved: it opened on Monday 1 March 2027, it now opens on Monday 8 March 2027.",
            "：时间有调整，原已于2027年3月1日（星期一）开放，现改为2027年3月8日（星期一）开放。",
        ),
        (
            YEARLY,
            since(3, 8, of=until(4, 15)),
            "2027-02-01T09:00",
            "moved. Before: open from Monday 1 March 2027 to Saturday 10 April 2027. "
            "Now: open from Monday 8 March 2027 to Thursday 15 April 2027.",
            "：时间有调整。原定：2027年3月1日（星期一）至2027年4月10日（星期六）。"
            "现改为：2027年3月8日（星期一）至2027年4月15日（星期四）。",
        ),
        (
            YEARLY,
            replace(YEARLY, closes=None),
            "2027-02-01T09:00",
            "moved. Before: open from Monday 1 March 2027 to Saturday 10 April 2027. "
            "Now: open from Monday 1 March 2027, with no closing date.",
            "：时间有调整。原定：2027年3月1日（星期一）至2027年4月10日（星期六）。"
            "现改为：2027年3月1日（星期一）起，未设截止日期。",
        ),
        (
            YEARLY,
            since(2, 1),
            "2027-02-10T09:00",
            "is open now, earlier than planned: it was to open on Monday 1 March 2027. "
            "Now: open from Monday 1 February 2027 to Saturday 10 April 2027.",
            "：提前开放了，原定2027年3月1日（星期一）开放。现在的时间：2027年2月1日（星期一）至2027年4月10日（星期六）。",
        ),
        (
            ONCE,
            None,
            "2027-02-01T09:00",
            "has been cancelled. Before: open from Monday 1 March 2027 to Saturday 10 April 2027.",
            "：已取消。原定：2027年3月1日（星期一）至2027年4月10日（星期六）。",
        ),
        (ROLLING, None, "2027-02-01T09:00", "has been cancelled.", "：已取消。"),
        (
            until(4, 10, of=replace(YEARLY, opens=None)),
            PENDING,
            "2027-02-01T09:00",
            "has no dates for now; new ones will be announced. Before: open until Saturday 10 April 2027.",
            "：时间暂不确定，新的时间另行公布。原定：2027年4月10日（星期六）截止。",
        ),
        (
            PENDING,
            replace(ONCE, tentative=True),
            "2027-02-01T09:00",
            "now has dates: open from Monday 1 March 2027 to Saturday 10 April 2027. (tentative)",
            "：时间已公布，2027年3月1日（星期一）至2027年4月10日（星期六）。 （暂定）",
        ),
        (
            ROLLING,
            YEARLY,
            "2027-03-01T09:00",
            "now has dates. Before: open all year round. Now: open from Monday 1 March 2027 to Saturday 10 April 2027.",
            "：时间已公布。此前全年可申请，现在的时间：2027年3月1日（星期一）至2027年4月10日（星期六）。",
        ),
        (
            ONCE,
            replace(ONCE, opens=Day(3, 1, 2028), closes=Day(4, 10, 2028)),
            "2027-06-01T09:00",
            "has a new round: open from Wednesday 1 March 2028 to Monday 10 April 2028.",
            "：有了新一批，2028年3月1日（星期三）至2028年4月10日（星期一）。",
        ),
        (
            YEARLY,
            ROLLING,
            "2027-03-01T09:00",
            "has no deadline any more: applications are taken all year round. "
            "Before: open from Monday 1 March 2027 to Saturday 10 April 2027.",
            "：不再设截止日期，全年都可以申请。原定：2027年3月1日（星期一）至2027年4月10日（星期六）。",
        ),
    ],
)
def test_what_followers_are_told(
    old: Snapshot, new: Snapshot | None, now: str, english: str, chinese: str, speeches: dict[str, Speech]
) -> None:
    change = compare(old, new, at(now), ZONE)
    assert change is not None
    told = changes.sentence(change, tiny.KNOWLEDGE, at(now), ZONE, speeches["en"])
    assert told.removeprefix("**Semester exchange – Spring round** ").removeprefix("has ") == english.removeprefix(
        "has "
    )
    told = changes.sentence(change, tiny.KNOWLEDGE, at(now), ZONE, speeches["zh"])
    assert told == f"**学期交换 · 春季批次**{chinese}"


@pytest.mark.parametrize(
    ("old", "new", "now", "kind"),
    [
        (YEARLY, YEARLY, "2027-03-01T09:00", None),
        (YEARLY, ONCE, "2027-03-01T09:00", None),
        (ONCE, YEARLY, "2027-03-01T09:00", None),
        (YEARLY, replace(YEARLY, tentative=True), "2027-03-01T09:00", None),
        (replace(ONCE, closes=Day(4, 10, 2027, time(23, 59, 59))), ONCE, "2027-03-01T09:00", None),
        (YEARLY, since(2, 20), "2027-03-10T09:00", None),
        (ONCE, until(4, 15, 2027, ONCE), "2027-06-01T09:00", None),
        (ONCE, None, "2027-06-01T09:00", None),
        (ONCE, PENDING, "2027-06-01T09:00", None),
        (ONCE, replace(ONCE, opens=None, closes=None), "2027-06-01T09:00", None),
        (PENDING, ONCE, "2027-06-01T09:00", None),
        (PENDING, PENDING, "2027-03-01T09:00", None),
        (ROLLING, ROLLING, "2027-03-01T09:00", None),
        (ONCE, replace(ONCE, opens=None, closes=None), "2027-03-01T09:00", "cancelled"),
        (replace(ONCE, opens=None, closes=None), ONCE, "2027-03-01T09:00", "announced"),
        (PENDING, None, "2027-03-01T09:00", "cancelled"),
        (PENDING, ROLLING, "2027-03-01T09:00", "rolling"),
        (ROLLING, PENDING, "2027-03-01T09:00", "withdrawn"),
        (ONCE, ROLLING, "2027-06-01T09:00", "rolling"),
        (ONCE, YEARLY, "2027-06-01T09:00", "announced"),
        (YEARLY, ONCE, "2027-06-01T09:00", None),
        (YEARLY, until(4, 12, 2028, since(3, 1, 2028)), "2027-06-01T09:00", "moved"),
        (ONCE, until(4, 15, 2027, ONCE), "2027-04-11T09:00", "moved"),
        (until(4, 10, 2026, of=replace(ONCE, opens=None)), until(4, 9, 2027), "2026-12-01T09:00", "announced"),
        (replace(YEARLY, opens=Day(12, 20), closes=Day(1, 20)), replace(YEARLY, opens=Day(1, 5), closes=Day(1, 25)),
         "2027-12-01T09:00", "moved"),
        (ONCE, replace(ONCE, opens=Day(3, 5, 2027), closes=Day(4, 20, 2027)), "2027-04-12T09:00", "moved"),
    ],
)  # fmt: skip
def test_only_what_they_must_know(old: Snapshot, new: Snapshot | None, now: str, kind: str | None) -> None:
    change = compare(old, new, at(now), ZONE)
    assert (change.kind if change else None) == kind


def test_a_round_over_new_year_moves_within_its_winter() -> None:
    old, new = (
        replace(YEARLY, opens=Day(12, 20), closes=Day(1, 20)),
        replace(YEARLY, opens=Day(12, 20), closes=Day(1, 25)),
    )
    change = compare(old, new, at("2028-01-22T09:00"), ZONE)
    assert change is not None and change.was.closes and change.now.closes
    assert change.was.closes.astimezone(ZONE).date() == date(2028, 1, 20)
    assert change.now.closes.astimezone(ZONE).date() == date(2028, 1, 25)


def test_a_window_that_is_gone_goes_by_the_name_of_its_entity_and_an_entity_by_its_id(english: Speech) -> None:
    now = at("2027-03-01T09:00")
    for entity, name in (("exchange", "Semester exchange"), ("no-such", "no-such")):
        change = compare(replace(ROLLING, entity=entity, window="gone"), None, now, ZONE)
        assert change is not None
        told = changes.sentence(change, tiny.KNOWLEDGE, now, ZONE, english)
        assert told == f"**{name}** has been cancelled."


def test_the_knowledge_as_snapshots_knows_no_names_and_no_notes() -> None:
    found = changes.snapshots(tiny.KNOWLEDGE)
    assert found["exchange", "round"] == Snapshot("exchange", "round", Day(3, 1), Day(4, 10, at=time(17)))
    renamed = replace(tiny.ROUND, names={"en": "Another"}, notes={"en": "Note"}, sample=False)
    exchange = replace(tiny.EXCHANGE, windows=(renamed,))
    entities = {**tiny.KNOWLEDGE.entities, "exchange": exchange}
    assert changes.snapshots(replace(tiny.KNOWLEDGE, entities=entities)) == found


def test_a_window_of_the_knowledge_has_every_field_that_counts() -> None:
    one = changes.snapshots(replace(tiny.KNOWLEDGE, entities={"x": replace(tiny.EXCHANGE, id="x", windows=(
        Window("w", {}, Day(2, 29, 2028), None, "dated", True),
    ))}))  # fmt: skip
    assert one == {("x", "w"): Snapshot("x", "w", Day(2, 29, 2028), None, "dated", True)}


near_days = st.none() | st.builds(
    lambda day, yearly, hour: Day(
        day.month, day.day, None if yearly and (day.month, day.day) != (2, 29) else day.year, hour
    ),
    st.dates(date(2026, 1, 1), date(2029, 12, 31)),
    st.booleans(),
    st.none() | st.times().map(lambda hour: hour.replace(microsecond=0)),
)
near_snapshot = st.builds(
    Snapshot,
    st.just("exchange"),
    st.just("round"),
    near_days,
    near_days,
    st.sampled_from(("dated", "dated", "rolling", "to-be-announced")),
    st.booleans(),
)
any_zone = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@given(old=near_snapshot, new=near_snapshot | st.none(), now=moments, zone=any_zone)
def test_any_two_can_be_compared_and_every_change_can_be_said(
    old: Snapshot, new: Snapshot | None, now: datetime, zone: ZoneInfo, speeches: dict[str, Speech]
) -> None:
    assert compare(old, old, now, zone) is None
    change = compare(old, new, now, zone)
    if change is not None:
        for speech in speeches.values():
            assert changes.sentence(change, tiny.KNOWLEDGE, now, zone, speech)
