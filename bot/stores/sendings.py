"""Announcements on their way: held and let go, counted, told of in one message, and ended once."""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, delete, func, select, update

from bot.core import audience
from bot.core.broadcasts import STATES, State, Tally
from bot.core.messages import Message
from bot.flows.ports import Address
from bot.stores import announcing, bodies, guests, instants, recipients, rows
from bot.stores.broadcasts import moved
from bot.stores.database import Database, Transaction
from bot.stores.tables import (
    DROPPED,
    FAILED,
    GONE,
    HELD,
    PENDING,
    SENDING,
    SENT,
    UNKNOWN,
    broadcast_texts,
    broadcasts,
    letters,
    people,
)

_WAITING = (PENDING, SENDING, HELD)
_NAMES: Mapping[int, str] = {
    PENDING: "waiting",
    SENDING: "waiting",
    HELD: "waiting",
    SENT: "sent",
    GONE: "blocked",
    FAILED: "failed",
    UNKNOWN: "unknown",
    DROPPED: "dropped",
}
_A_MOMENT = timedelta(minutes=2)
"""What waits longer than that waits for somebody's morning, not for its turn."""

MOST_FOR_LATE_JOINERS = 3


class Sendings:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def hold(self, number: int, by: str, now: datetime) -> bool:
        async with self._database.write() as connection:
            if not await moved(connection, number, "", ("sending",), "paused", now, by):
                return False
            await _put(connection, number, (PENDING,), {"state": HELD})
        return True

    async def resume(self, number: int, by: str, now: datetime) -> bool:
        async with self._database.write() as connection:
            if not await moved(connection, number, "", ("paused",), "sending", now, by):
                return False
            await _put(connection, number, (HELD,), {"state": PENDING})
        return True

    async def cancel(self, number: int, by: str, now: datetime) -> bool:
        """Also what is only planned, or waits for a second member of staff."""
        before: Sequence[State] = ("sending", "paused", "scheduled", "awaiting")
        async with self._database.write() as connection:
            if not await moved(connection, number, "", before, "cancelled", now, by):
                return False
            over = {"state": DROPPED, "reason": "cancelled", "settled": instants.kept(now)}
            await _put(connection, number, (PENDING, HELD), over)
        return True

    async def finish(self, number: int, now: datetime) -> bool:
        left = select(letters.c.id).where(letters.c.broadcast == number, letters.c.state.in_(_WAITING)).limit(1)
        async with self._database.write() as connection:
            if (await connection.execute(left)).scalar() is not None:
                return False
            if not await moved(connection, number, "", ("sending",), "done", now, "post office"):
                return False
            kept = json.dumps(dataclasses.asdict(await _counted(connection, number, now)))
            await connection.execute(update(broadcasts).where(broadcasts.c.id == number).values(tally=kept))
        return True

    async def tally(self, number: int, now: datetime) -> Tally:
        """Of letters that are no longer kept, what was counted at the end."""
        async with self._database.read() as connection:
            counted = await _counted(connection, number, now)
            if counted.all:
                return counted
            kept = (await connection.execute(select(broadcasts.c.tally).where(broadcasts.c.id == number))).scalar()
        return Tally(**json.loads(kept)) if kept else counted

    async def landed(self, number: int) -> Sequence[tuple[datetime, int]]:
        query = select(letters.c.settled, func.count()).where(letters.c.broadcast == number, letters.c.state == SENT)
        async with self._database.read() as connection:
            found = await connection.execute(query.group_by(letters.c.settled).order_by("settled"))
            return [(instants.read(settled), count) for settled, count in found]

    async def outcomes(self, number: int) -> Sequence[tuple[str, str, str, str, str, datetime | None]]:
        query = (
            select(letters, people.c.address)
            .join(people, people.c.id == letters.c.person)
            .where(letters.c.broadcast == number)
            .order_by(letters.c.id)
        )
        async with self._database.read() as connection:
            found = (await connection.execute(query)).all()
        return [
            (row.channel, row.address, row.language, _NAMES[row.state], row.reason or "", instants.read(row.settled))
            for row in found
        ]

    async def tell_progress(self, number: int, address: Address, message: Message, now: datetime) -> None:
        """The letter that tells how far it has come is written anew, and its message changes; the first is sent."""
        body, moment = bodies.written(message), instants.kept(now)
        async with self._database.write() as connection:
            mine = broadcasts.c.id == number
            letter = (await connection.execute(select(broadcasts.c.progress).where(mine))).scalar()
            if letter is None:
                person = await rows.number(connection, address, now)
                values = guests.letter(person, address, message, announcing.PROGRESS, 1, now)
                made = await connection.execute(letters.insert().values(**values).returning(letters.c.id))
                number = made.scalar_one()
                first = update(broadcasts).where(mine, broadcasts.c.progress.is_(None)).values(progress=number)
                if not (await connection.execute(first)).rowcount:  # another process was quicker
                    await connection.execute(delete(letters).where(letters.c.id == number))
                return
            idle = and_(letters.c.id == letter, letters.c.state != SENDING)
            refused = and_(letters.c.state == PENDING, letters.c.due > moment)  # the chat asked to be waited for
            due = case((refused, letters.c.due), else_=moment)
            anew = {"body": body, "state": PENDING, "due": due, "done": 0}
            await connection.execute(update(letters).where(idle).values(**anew))

    async def warned(self, number: int, level: str) -> bool:
        """Once a level, and not downwards."""
        below = {"warn": ("",), "alarm": ("", "warn")}.get(level, ())
        mine = and_(broadcasts.c.id == number, broadcasts.c.warned.in_(below))
        async with self._database.write() as connection:
            return bool((await connection.execute(update(broadcasts).where(mine).values(warned=level))).rowcount)

    async def for_late_joiners(self, address: Address, language: str, now: datetime) -> tuple[Message, ...]:
        """`language` is the person's own; another text is shown where there is none in it."""
        holding = and_(
            broadcasts.c.kind == "notice",
            broadcasts.c.state.in_([STATES.index("sending"), STATES.index("done")]),
            broadcasts.c.begun.is_not(None),
            broadcasts.c.valid_until >= now.date().isoformat(),
        )
        newest = select(broadcasts.c.id, broadcasts.c.audience).where(holding).order_by(broadcasts.c.id.desc())
        told: list[Message] = []
        async with self._database.read() as connection:
            for row in (await connection.execute(newest.limit(10))).all():
                mine = await recipients.reaches(connection, audience.read(row.audience), address)
                if mine and len(told) < MOST_FOR_LATE_JOINERS:
                    texts = select(broadcast_texts).where(broadcast_texts.c.broadcast == row.id)
                    found = {one.language: one.body for one in (await connection.execute(texts)).all()}
                    told.append(bodies.read(found.get(language) or next(iter(found.values()))))
        return tuple(told)


async def _counted(connection: Transaction, number: int, now: datetime) -> Tally:
    mine = letters.c.broadcast == number
    asleep = and_(mine, letters.c.state == PENDING, letters.c.due > instants.kept(now + _A_MOMENT))
    query = select(letters.c.state, func.count()).where(mine).group_by(letters.c.state)
    there: dict[str, int] = {}
    for state, count in (await connection.execute(query)).all():
        there[_NAMES[state]] = there.get(_NAMES[state], 0) + count
    sleeping = (await connection.execute(select(func.count()).where(asleep))).scalar_one()
    stops = select(func.count()).where(mine, letters.c.stopped.is_not(None))
    stopped = (await connection.execute(stops)).scalar_one()
    left = there.pop("waiting", 0)
    return Tally(left, **there, asleep=int(sleeping), stopped=int(stopped))


async def _put(connection: Transaction, number: int, before: Sequence[int], values: Mapping[str, Any]) -> None:
    mine = and_(letters.c.broadcast == number, letters.c.state.in_(before))
    await connection.execute(update(letters).where(mine).values(**values))
