"""The ledger: each reason to write, once for each person whom it concerns, whoever plans and however often."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.core.changes import Snapshot
from bot.core.knowledge import Day
from bot.core.people import Person
from bot.flows.ports import Plan, Standing
from bot.stores.database import Database
from bot.stores.guests import Guests
from bot.stores.ledger import Ledger
from bot.stores.tables import NOTICE_DROPPED, NOTICE_PENDING, notices, occasions
from tests.stores.given import (
    ANN,
    BO,
    CY,
    NOW,
    after,
    column,
    follow,
    met,
    occasion,
    planned,
    rows,
    visit,
    written,
)

Both = tuple[Database, Database]


@pytest.fixture
def ledger(database: Database) -> Ledger:
    return Ledger(database)


async def test_planning_twice_adds_nothing(database: Database, ledger: Ledger) -> None:
    await follow(database, ANN, BO)
    due = [occasion(), occasion(offset="opens")]
    assert await ledger.plan(due, (), NOW) == Plan(due=4, planned=4)
    assert await ledger.plan(due, (), after(minutes=1)) == Plan(due=4)
    assert await ledger.plan((), (), NOW) == Plan()
    assert len(await rows(database, notices)) == 4


async def test_two_that_plan_at_once_add_it_once(replicas: Both) -> None:
    people = [ANN, BO, CY]
    await follow(replicas[0], *people)
    due = [occasion(window, offset=offset) for window in ("spring", "autumn") for offset in ("30", "7", "1")]
    plans = await asyncio.gather(*(Ledger(one).plan(due, (), NOW) for one in (*replicas, *replicas)))
    assert sum(plan.planned for plan in plans) == len(due) * len(people)
    assert len(await rows(replicas[0], notices)) == len(due) * len(people)
    assert len(await rows(replicas[0], occasions)) == len(due)


async def test_who_follows_all_rounds_or_one_or_both_gets_one_notice(database: Database, ledger: Ledger) -> None:
    await follow(database, ANN)
    await follow(database, BO, window="spring")
    await follow(database, CY)
    await follow(database, CY, window="spring")
    assert await ledger.plan([occasion("spring")], (), NOW) == Plan(due=3, planned=3)
    assert await ledger.plan([occasion("autumn")], (), NOW) == Plan(due=2, planned=2)
    assert await ledger.plan([occasion("spring", entity="training")], (), NOW) == Plan()


async def test_who_began_to_follow_after_a_reminder_was_due_does_not_get_it(database: Database, ledger: Ledger) -> None:
    await follow(database, ANN, at=NOW)
    await follow(database, BO, at=after(milliseconds=1))
    assert (await ledger.plan([occasion(at=NOW)], (), after(hours=1))).planned == 1


async def test_who_follows_all_rounds_late_but_one_early_gets_that_one(database: Database, ledger: Ledger) -> None:
    await follow(database, ANN, window="spring", at=after(days=-1))
    await follow(database, ANN, at=after(days=1))
    assert (await ledger.plan([occasion(), occasion("autumn")], (), after(days=2))).planned == 1


async def test_nobody_gone_or_muted_is_written_to(database: Database, ledger: Ledger) -> None:
    await met(database, ANN, person=Person(muted=True))
    await follow(database, ANN, BO, CY)
    guests = Guests(database)
    await guests.settle(visit(BO, await guests.find(BO), gone=True), NOW)
    assert await ledger.plan([occasion()], (), NOW) == Plan(due=1, planned=1)


async def test_what_is_superseded_or_past_is_written_down_as_dropped(database: Database, ledger: Ledger) -> None:
    await follow(database, ANN)
    old, new = occasion(offset="30", at=after(days=-20), edge=after(days=7)), occasion()
    past = occasion("autumn", at=after(days=-9), edge=NOW)
    plan = await ledger.plan([old, past, new], [old.key], NOW)
    assert plan == Plan(due=2, planned=1, dropped=2)
    found = [(row.state, row.reason) for row in await rows(database, notices)]
    assert found == [(NOTICE_DROPPED, "superseded"), (NOTICE_DROPPED, "past"), (NOTICE_PENDING, None)]


async def test_what_is_planned_an_hour_after_its_time_counts_as_late(database: Database, ledger: Ledger) -> None:
    await follow(database, ANN)
    due = [occasion(at=after(minutes=-60)), occasion("autumn", at=after(minutes=-61))]
    assert await ledger.plan(due, (), NOW) == Plan(due=2, planned=2, late=1)


async def test_a_rehearsal_counts_and_leaves_nothing(database: Database, ledger: Ledger) -> None:
    await follow(database, ANN, BO)
    due = [occasion(offset="30"), occasion(offset="7")]
    superseded = [due[0].key]
    rehearsed = await ledger.plan(due, superseded, NOW, dry=True)
    assert not await rows(database, occasions)
    assert not await rows(database, notices)
    assert rehearsed == await ledger.plan(due, superseded, NOW) == Plan(due=4, planned=2, dropped=2)


async def test_a_change_is_told_once_to_all_who_follow(database: Database, ledger: Ledger) -> None:
    await follow(database, ANN, BO)
    change = occasion(version="c1", offset="moved")
    assert await ledger.announce(change, "was\nnow", NOW) == 2
    assert await ledger.announce(change, "was\nnow", NOW) == 0
    (row,) = await rows(database, occasions)
    assert (row.kind, row.body) == ("change", "was\nnow")


async def test_two_that_announce_at_once_tell_it_once(replicas: Both) -> None:
    await follow(replicas[0], ANN, BO)
    change = occasion(version="c1", offset="moved")
    counts = await asyncio.gather(*(Ledger(one).announce(change, "", NOW) for one in replicas))
    assert sorted(counts) == [0, 2]


async def test_windows_are_kept_as_they_were_told(ledger: Ledger) -> None:
    spring = Snapshot("exchange", "spring", Day(3, 1), Day(4, 10, 2027))
    later = Snapshot("exchange", "spring", Day(3, 1), Day(4, 20, 2027), tentative=True)
    gone = Snapshot("exchange", "autumn", state="rolling")
    ever = datetime(1970, 1, 1, tzinfo=UTC)
    told = [Standing(spring, later, NOW, after(minutes=1)), Standing(gone, None, ever)]
    await ledger.keep_windows(told)
    assert await ledger.windows() == {("exchange", "spring"): told[0], ("exchange", "autumn"): told[1]}
    rested = Standing(later, later, NOW)
    await ledger.keep_windows([rested])
    assert (await ledger.windows())["exchange", "spring"] == rested


async def test_waiting_reminders_of_rounds_that_are_no_longer_so_are_dropped(
    database: Database, ledger: Ledger
) -> None:
    await follow(database, ANN)
    await planned(database, occasion(offset="30", at=after(days=-1)))
    await written(database)
    await planned(database, occasion(), occasion("autumn", version="v9"))
    await ledger.announce(occasion(version="c1", offset="moved"), "", NOW)
    assert await ledger.drop_outdated(["v9"], NOW) == 1
    reasons = await column(database, notices.c.reason)
    assert reasons == [None, "moved", None, None]  # what was sent and what tells of the change stay


@pytest.mark.parametrize("lane", ["plan", "announce"])
async def test_a_database_without_anybody_is_fine(database: Database, ledger: Ledger, lane: str) -> None:
    if lane == "plan":
        assert await ledger.plan([occasion()], (), NOW) == Plan()
    else:
        assert await ledger.announce(occasion(), "", NOW) == 0
    assert await ledger.drop_outdated([], NOW) == 0
    assert await ledger.windows() == {}
