"""Announcements: drafts, and the steps from there to the end, each taken once by whoever comes first."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import and_, delete, select, update

from bot.core import audience
from bot.core.broadcasts import STATES, Broadcast, Kind, Source, State
from bot.core.messages import Message
from bot.flows.ports import Begun, Free, Grown, HeadCount
from bot.stores import bodies, instants, recipients, rows
from bot.stores.database import Database, Transaction
from bot.stores.tables import audit, broadcast_texts, broadcasts

MOST_DRAFTS = 20


class _TooMany(Exception):
    """More people than were looked at."""


class Broadcasts:
    """`channels` are those that somebody carries letters for."""

    def __init__(self, database: Database, channels: Sequence[str]) -> None:
        self._database = database
        self._channels = tuple(channels)

    async def draft(self, author: str, kind: Kind, of: int | None, now: datetime) -> Broadcast:
        fresh = Broadcast(0, author, kind, of=of, created=now)
        texts = select(broadcast_texts.c.broadcast)
        earlier = and_(
            broadcasts.c.author == author,
            broadcasts.c.state == STATES.index("draft"),
            broadcasts.c.id.not_in(texts),
        )
        async with self._database.write() as connection:
            await connection.execute(delete(broadcasts).where(earlier))
            number = await _made(connection, fresh)
        return replace(fresh, id=number)

    async def find(self, number: int) -> Broadcast | None:
        found = await self._some(broadcasts.c.id == number, 1)
        return found[0] if found else None

    async def unfinished(self, author: str) -> tuple[Broadcast, ...]:
        draft = broadcasts.c.state == STATES.index("draft")
        found = await self._some(and_(broadcasts.c.author == author, draft), MOST_DRAFTS)
        never = datetime.min.replace(tzinfo=UTC)
        return tuple(sorted(found, key=lambda one: (one.asked or never, one.id), reverse=True))

    async def latest(self, states: Sequence[State], most: int) -> tuple[Broadcast, ...]:
        return await self._some(broadcasts.c.state.in_([STATES.index(one) for one in states]), most)

    async def due(self, now: datetime) -> tuple[Broadcast, ...]:
        planned = broadcasts.c.state == STATES.index("scheduled")
        return await self._some(and_(planned, broadcasts.c.at <= instants.kept(now)), 20)

    async def keep(self, draft: Broadcast, now: datetime) -> bool:
        mine = and_(broadcasts.c.id == draft.id, broadcasts.c.state == STATES.index("draft"))
        async with self._database.write() as connection:
            if not (await connection.execute(update(broadcasts).where(mine).values(**_columns(draft)))).rowcount:
                return False
            await _put_texts(connection, draft.id, draft.texts, anew=True)
            what = "broadcast tested" if draft.is_tested else "broadcast draft"
            await _note(connection, draft.id, draft.author, what, draft.mark, now)
        return True

    async def put_texts(self, number: int, texts: Mapping[str, Message]) -> None:
        async with self._database.write() as connection:
            await _put_texts(connection, number, texts)

    async def head_count(self, broadcast: Broadcast, languages: Sequence[str]) -> HeadCount:
        async with self._database.read() as connection:
            return await recipients.count(connection, broadcast, languages, self._channels)

    async def move(self, number: int, mark: str, before: Sequence[State], to: State, now: datetime, by: str) -> bool:
        async with self._database.write() as connection:
            return await moved(connection, number, mark, before, to, now, by)

    async def begin(
        self,
        broadcast: Broadcast,
        languages: Sequence[str],
        most: int | None,
        before: Sequence[State],
        free: Free,
        now: datetime,
        by: str,
    ) -> Begun | Grown | None:
        number = 0
        try:
            async with self._database.write(durable=True) as connection:
                if not await moved(connection, broadcast.id, broadcast.mark, before, "sending", now, by):
                    return None
                number = await recipients.enqueue(connection, broadcast, languages, self._channels, free, now)
                _checked(number, most)
                planned = {"planned": number, "begun": instants.kept(now)}
                mine = broadcasts.c.id == broadcast.id
                await connection.execute(update(broadcasts).where(mine).values(**planned))
        except _TooMany:
            return Grown(number)
        return Begun(number)

    async def next_round(self, broadcast: Broadcast, at: datetime | None, now: datetime) -> Broadcast:
        """Both in one transaction: a round is made once."""
        mine = and_(
            broadcasts.c.id == broadcast.id,
            broadcasts.c.at == instants.kept(broadcast.at),
            broadcasts.c.state == STATES.index("scheduled"),
        )
        later: dict[str, Any] = {"at": instants.kept(at)}
        if at is None:
            later = {"state": STATES.index("done"), "ended": instants.kept(now)}
        this = replace(broadcast, rhythm=None, until=None, first=None, of=broadcast.id)
        async with self._database.write(durable=True) as connection:
            if not (await connection.execute(update(broadcasts).where(mine).values(**later))).rowcount:
                return replace(this, id=0)
            number = await _made(connection, this)
            await _put_texts(connection, number, this.texts)
        return replace(this, id=number)

    async def _some(self, condition: Any, most: int) -> tuple[Broadcast, ...]:
        newest = select(broadcasts).where(condition).order_by(broadcasts.c.id.desc()).limit(most)
        async with self._database.read() as connection:
            found = (await connection.execute(newest)).all()
            numbers = [row.id for row in found]
            texts = await connection.execute(select(broadcast_texts).where(broadcast_texts.c.broadcast.in_(numbers)))
            by_number: dict[int, dict[str, Message]] = {}
            for row in texts:
                by_number.setdefault(row.broadcast, {})[row.language] = bodies.read(row.body)
        return tuple(_broadcast(row, by_number.get(row.id, {})) for row in found)


def _checked(number: int, most: int | None) -> None:
    if most is not None and number > most:
        raise _TooMany


async def moved(
    connection: Transaction, number: int, mark: str, before: Sequence[State], to: State, now: datetime, by: str
) -> bool:
    """The database is the lock: of two who press, one finds the state that the button was made for."""
    states = [STATES.index(one) for one in before]
    here = and_(broadcasts.c.id == number, broadcasts.c.state.in_(states))
    if mark:
        here = and_(here, broadcasts.c.mark == mark)
    values: dict[str, Any] = {"state": STATES.index(to), "step": ""}
    if tuple(before) == ("awaiting",) and to in {"scheduled", "sending"}:
        values["approved"] = by
    if to in {"cancelled", "missed", "done"}:
        values["ended"] = instants.kept(now)
    found = await connection.execute(update(broadcasts).where(here).values(**values).returning(broadcasts.c.mark))
    row = found.first()
    if row is None:
        return False
    await _note(connection, number, by, f"broadcast {to}", row.mark, now)
    return True


async def _note(connection: Transaction, number: int, who: str, what: str, mark: str, now: datetime) -> None:
    about = f"announcement {number} sha256:{mark}"
    await connection.execute(audit.insert().values(at=instants.kept(now), who=who, what=what, about=about))


async def _made(connection: Transaction, fresh: Broadcast) -> int:
    values = {
        **_columns(fresh),
        "author": fresh.author,
        "kind": fresh.kind,
        "state": STATES.index(fresh.state),
        "of": fresh.of,
        "planned": 0,
        "created": instants.kept(fresh.created),
        "tally": "",
        "warned": "",
    }
    return int((await connection.execute(broadcasts.insert().values(**values).returning(broadcasts.c.id))).scalar_one())


async def _put_texts(connection: Transaction, number: int, texts: Mapping[str, Message], anew: bool = False) -> None:
    if anew:
        await connection.execute(delete(broadcast_texts).where(broadcast_texts.c.broadcast == number))
    for language, message in texts.items():
        row = {"broadcast": number, "language": language, "body": bodies.written(message)}
        new = rows.insert(connection, broadcast_texts).values(row)
        same = ["broadcast", "language"]
        await connection.execute(new.on_conflict_do_update(index_elements=same, set_={"body": row["body"]}))


def _columns(draft: Broadcast) -> dict[str, Any]:
    return {
        "audience": audience.written(draft.audience),
        "urgent": draft.urgent,
        "at": instants.kept(draft.at),
        "rhythm": draft.rhythm,
        "first": _day(draft.first),
        "until": _day(draft.until),
        "valid_until": _day(draft.valid_until),
        "step": draft.step,
        "asked": instants.kept(draft.asked),
        "sources": json.dumps({name: [one.album, one.numbers] for name, one in draft.sources.items()}),
        "tested": draft.tested,
        "approved": draft.approved,
        "mark": draft.mark,
    }


def _broadcast(row: Any, texts: Mapping[str, Message]) -> Broadcast:
    return Broadcast(
        row.id,
        row.author,
        row.kind,
        STATES[row.state],
        audience.read(row.audience),
        texts,
        bool(row.urgent),
        instants.read(row.at),
        row.rhythm,
        _read_day(row.first),
        _read_day(row.until),
        _read_day(row.valid_until),
        row.of,
        row.step,
        instants.read(row.asked),
        {name: Source(album, tuple(numbers)) for name, (album, numbers) in json.loads(row.sources).items()},
        row.tested,
        row.approved,
        row.planned,
        instants.read(row.created),
        instants.read(row.begun),
        instants.read(row.ended),
    )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read_day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
