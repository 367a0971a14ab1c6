"""The ledger of what is said unasked: one row for each occasion and person, whose key makes it happen once."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, exists, false, func, literal, or_, select, update

from bot.core import changes
from bot.core.mailbox import LATE_AFTER
from bot.core.reminders import Occasion
from bot.core.titles import STEPS
from bot.flows.ports import Plan, Standing
from bot.stores import instants, rows
from bot.stores.database import Database, Transaction
from bot.stores.tables import (
    ENCLOSED,
    IN_WAITING,
    NOTICE_DROPPED,
    NOTICE_PENDING,
    follows,
    looks,
    marks,
    notices,
    occasions,
    people,
    windows,
)

SAME_MOVE = timedelta(days=1)
"""A reminder that somebody has had is not repeated when its date moves by less."""


class _Rehearsed(Exception):
    """Undoes a transaction whose counts were all that was wanted."""


class Ledger:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def plan(
        self,
        due: Sequence[Occasion],
        superseded: Sequence[str],
        now: datetime,
        dry: bool = False,
        since: datetime | None = None,
    ) -> Plan:
        """Each occasion in its own transaction, so that a hundred thousand followers hold up nobody for long."""
        plan, known = Plan(), await self._known([one.key for one in due])
        for one in due:
            if one.key in known:
                plan = _sum(plan, Plan(due=await self._count(one.key)) if one.edge > now else Plan())
                continue
            if since is not None and one.at <= since:
                continue
            reason = "past" if one.edge <= now else "superseded" if one.key in superseded else None
            plan = _sum(plan, await self._plan_one(one, reason, now, dry))
        return plan

    async def looked(self) -> datetime | None:
        async with self._database.read() as connection:
            at = (await connection.execute(select(looks.c.at))).scalar()
        return None if at is None else instants.read(at)

    async def look(self, now: datetime) -> None:
        moment = instants.kept(now)
        async with self._database.write() as connection:
            if not (await connection.execute(update(looks).values(at=moment))).rowcount:
                first = rows.insert(connection, looks).values(of="reminders", at=moment)
                await connection.execute(first.on_conflict_do_nothing())

    async def announce(self, occasion: Occasion, body: str, now: datetime) -> int:
        written = 0
        async with self._database.write(long=True) as connection:
            number = await _occasion(connection, occasion, "change", body, now)
            if number is not None:
                written = await _fan_out(connection, occasion, number, NOTICE_PENDING, None, now)
        return written

    async def windows(self) -> Mapping[tuple[str, str], Standing]:
        async with self._database.read() as connection:
            found = (await connection.execute(select(windows))).all()
        return {(row.entity, row.window): _standing(row) for row in found}

    async def keep_windows(self, standings: Sequence[Standing]) -> None:
        async with self._database.write() as connection:
            for one in standings:
                row = {
                    "entity": one.announced.entity,
                    "window": one.announced.window,
                    "announced": changes.to_text(one.announced),
                    "current": changes.to_text(one.current) if one.current else "",
                    "since": instants.kept(one.since),
                    "changed": instants.kept(one.changed),
                }
                statement = rows.insert(connection, windows).values(row)
                same = ["entity", "window"]
                await connection.execute(statement.on_conflict_do_update(index_elements=same, set_=row))

    async def restore(self, versions: Sequence[str], now: datetime) -> int:
        """Reminders that were dropped because their round had moved, and that has been put back, wait again.

        Not for those who have stopped following since, or have had the same reminder for a date close by.
        """
        back = occasions.alias("back")
        again = exists().where(
            back.c.id == notices.c.occasion,
            back.c.kind == "reminder",
            back.c.version.in_(versions),
            back.c.edge > instants.kept(now),
            _still_followed(back),
            ~_had_alike(back),
        )
        moved = and_(notices.c.state == NOTICE_DROPPED, notices.c.reason == "moved", again)
        values = {"state": NOTICE_PENDING, "reason": None, "due": instants.kept(now)}
        async with self._database.write(long=True) as connection:
            return (await connection.execute(update(notices).where(moved).values(**values))).rowcount

    async def drop_outdated(self, versions: Sequence[str], now: datetime) -> int:
        """Waiting reminders of rounds that have moved or gone; a change says so, if anybody must know."""
        old = select(occasions.c.id).where(occasions.c.kind == "reminder", occasions.c.version.notin_(versions))
        waiting = and_(notices.c.state == IN_WAITING, notices.c.occasion.in_(old))
        values = {"state": NOTICE_DROPPED, "reason": "moved", "due": instants.kept(now)}
        async with self._database.write(long=True) as connection:
            return (await connection.execute(update(notices).where(waiting).values(**values))).rowcount

    async def _known(self, keys: Sequence[str]) -> frozenset[str]:
        if not keys:
            return frozenset()
        async with self._database.read() as connection:
            found = await connection.execute(select(occasions.c.key).where(occasions.c.key.in_(keys)))
            return frozenset(found.scalars())

    async def _count(self, key: str) -> int:
        query = (
            select(func.count())
            .select_from(notices.join(occasions, occasions.c.id == notices.c.occasion))
            .where(occasions.c.key == key, notices.c.state != NOTICE_DROPPED)
        )
        async with self._database.read() as connection:
            return int((await connection.execute(query)).scalar_one())

    async def _plan_one(self, one: Occasion, reason: str | None, now: datetime, dry: bool) -> Plan:
        state = NOTICE_DROPPED if reason else NOTICE_PENDING
        count = 0
        with suppress(_Rehearsed):
            async with self._database.write(long=True) as connection:
                number = await _occasion(connection, one, "reminder", "", now)
                if number is not None:
                    count = await _fan_out(connection, one, number, state, reason, now)
                _end_rehearsal(dry)
        if reason:
            return Plan(due=count if reason != "past" else 0, dropped=count)
        return Plan(due=count, planned=count, late=count if now - one.at > LATE_AFTER else 0)


def _end_rehearsal(dry: bool) -> None:
    if dry:
        raise _Rehearsed


async def _occasion(connection: Transaction, one: Occasion, kind: str, body: str, now: datetime) -> int | None:
    """The number of a new occasion; None if another replica was quicker."""
    row = {
        "key": one.key,
        "kind": kind,
        "entity": one.entity,
        "window": one.window,
        "stage": one.stage,
        "version": one.version,
        "offset": one.offset,
        "at": instants.kept(one.at),
        "edge": instants.kept(one.edge),
        "body": body,
        "planned": instants.kept(now),
    }
    statement = rows.insert(connection, occasions).values(row).on_conflict_do_nothing().returning(occasions.c.id)
    found = (await connection.execute(statement)).scalar()
    return None if found is None else int(found)


async def _fan_out(
    connection: Transaction, one: Occasion, number: int, state: int, reason: str | None, now: datetime
) -> int:
    """One INSERT … SELECT over the followers, whatever their number: nothing passes through this process."""
    chosen = _followers(one, number, state, reason, now)
    if (await connection.execute(_siblings(one, number).limit(1))).first():
        chosen = chosen.where(~_has_had(one, number))
    columns = ["occasion", "person", "state", "held", "due", "letter", "reason"]
    statement = rows.insert(connection, notices).from_select(columns, chosen).on_conflict_do_nothing()
    return int((await connection.execute(statement)).rowcount)


def _followers(one: Occasion, number: int, state: int, reason: str | None, now: datetime) -> Any:
    done = exists().where(
        marks.c.person == follows.c.person,
        marks.c.entity == one.entity,
        marks.c.window == one.window,
        marks.c.version == one.version,
    )
    return (
        select(
            literal(number),
            follows.c.person,
            literal(state),
            false(),
            literal(instants.kept(now)),
            literal(None, type_=notices.c.letter.type),
            literal(reason, type_=notices.c.reason.type),
        )
        .join(people, people.c.id == follows.c.person)
        .where(follows.c.entity == one.entity, follows.c.window.in_(_followed_as(one.window)))
        .where(follows.c.since <= instants.kept(one.at), ~people.c.gone, ~people.c.muted, ~done)
        .group_by(follows.c.person)
    )


def _followed_as(window: str) -> list[str]:
    """Who follows all rounds of a programme does not follow the steps of its plans."""
    return [window] if window.startswith(STEPS) else ["", window]


def _siblings(one: Occasion, number: int) -> Any:
    """The same occasion at another date, less than a day away."""
    near = SAME_MOVE // timedelta(milliseconds=1)
    edge = instants.kept(one.edge)
    return select(occasions.c.id).where(
        occasions.c.entity == one.entity,
        occasions.c.window == one.window,
        occasions.c.stage == one.stage,
        occasions.c.offset == one.offset,
        occasions.c.kind == "reminder",
        occasions.c.id != number,
        occasions.c.edge > edge - near,
        occasions.c.edge < edge + near,
    )


def _has_had(one: Occasion, number: int) -> Any:
    return exists().where(
        notices.c.person == follows.c.person,
        notices.c.state == ENCLOSED,
        notices.c.occasion.in_(_siblings(one, number)),
    )


def _still_followed(back: Any) -> Any:
    theirs = exists().where(
        follows.c.person == notices.c.person,
        follows.c.entity == back.c.entity,
        or_(and_(follows.c.window == "", ~back.c.window.like(f"{STEPS}%")), follows.c.window == back.c.window),
    )
    done = exists().where(
        marks.c.person == notices.c.person,
        marks.c.entity == back.c.entity,
        marks.c.window == back.c.window,
        marks.c.version == back.c.version,
    )
    return and_(theirs.correlate(notices, back), ~done.correlate(notices, back))


def _had_alike(back: Any) -> Any:
    other, sent = occasions.alias("other"), notices.alias("sent")
    near = SAME_MOVE // timedelta(milliseconds=1)
    alike = exists().where(
        sent.c.person == notices.c.person,
        sent.c.state == ENCLOSED,
        sent.c.occasion == other.c.id,
        other.c.id != back.c.id,
        other.c.kind == "reminder",
        *(getattr(other.c, name) == getattr(back.c, name) for name in ("entity", "window", "stage", "offset")),
        other.c.edge > back.c.edge - near,
        other.c.edge < back.c.edge + near,
    )
    return alike.correlate(notices, back)


def _standing(row: Any) -> Standing:
    current = changes.from_text(row.current) if row.current else None
    announced = changes.from_text(row.announced)
    return Standing(announced, current, instants.read(row.since), instants.read(row.changed))


def _sum(one: Plan, other: Plan) -> Plan:
    return Plan(one.due + other.due, one.planned + other.planned, one.late + other.late, one.dropped + other.dropped)
