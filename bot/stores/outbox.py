"""The outbox: one turn settles what came back and claims what goes out, in one transaction and within the pace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.flows.ports import Absent, Address, Arrival, CutOff, Lane, Later, Letter, Refused, Returned, Turn
from bot.stores import bodies, guests, instants, rows
from bot.stores.database import Database
from bot.stores.tables import (
    ENCLOSED,
    FAILED,
    GONE,
    NOTICE_PENDING,
    OVER,
    PENDING,
    SENDING,
    SENT,
    UNKNOWN,
    letters,
    notices,
    pace,
    people,
)

LEASE = timedelta(seconds=90)
"""After so long whoever was sending a letter is taken for dead."""

FRESH = timedelta(minutes=10)
"""An unasked letter that could not go out for so long is written anew, so that it says what is true by then."""

_LANES: Sequence[Lane] = ("answer", "letter")


@dataclass(frozen=True, slots=True)
class Rate:
    """Messages a second, of one bot, over all its replicas; 0 is without a limit."""

    a_second: float = 29.0


class Outbox:
    def __init__(self, database: Database, channels: Sequence[str], rate: Rate = Rate()) -> None:
        """`channels` are those that this process carries letters for."""
        self._database = database
        self._channels = tuple(channels)
        self._step = int(1_000_000 / rate.a_second) if rate.a_second else 0

    async def turn(
        self, returned: Sequence[Returned], most: Mapping[Lane, int], now: datetime, pause: datetime | None = None
    ) -> Turn:
        # Once a letter is marked as being sent, a power cut must not unmark it: it would be sent again.
        async with self._database.write(durable=most.get("letter", 0) > 0) as connection:
            for one in returned:
                await self._settle(connection, one, now)
            if pause is not None:
                await self._close(connection, pause)
            turn = await self._claim(connection, most, now)
        if any(one.letter.kind == guests.FAREWELL for one in returned):
            await self._database.wipe()
        return turn

    async def recover(self, now: datetime, everything: bool) -> None:
        """`everything` where nobody else sends from this database; else what the lease says."""
        dead = letters.c.state == SENDING
        if not everything:
            dead = and_(dead, letters.c.due < instants.kept(now))
        moment = instants.kept(now)
        again = and_(dead, letters.c.lane == 0, letters.c.resent == 0)
        async with self._database.write() as connection:
            await connection.execute(update(letters).where(again).values(state=PENDING, resent=1, due=moment))
            lost = {"state": UNKNOWN, "reason": "process ended", "settled": moment, "body": ""}
            await connection.execute(update(letters).where(dead).values(**lost))

    async def _claim(self, connection: AsyncConnection, most: Mapping[Lane, int], now: datetime) -> Turn:
        claimed: list[Letter] = []
        for lane in _LANES:
            for _ in range(most.get(lane, 0)):
                row = await self._next(connection, lane, now)
                if row is None:
                    break
                closed = await self._granted(connection, now)
                if closed is not None:
                    return Turn(tuple(claimed), closed)
                claimed.append(await self._marked(connection, row, lane, now))
        return Turn(tuple(claimed))

    async def _next(self, connection: AsyncConnection, lane: Lane, now: datetime) -> Any:
        query = _ready(_LANES.index(lane), self._channels, instants.kept(now))
        if not self._database.embedded:
            query = query.with_for_update(skip_locked=True, of=letters)
        row = (await connection.execute(query)).first()
        if row is not None and lane == "letter" and row.kind != "staff" and row.created < instants.kept(now - FRESH):
            await _withdraw(connection, row.id, now)
            return await self._next(connection, lane, now)
        return row

    async def _granted(self, connection: AsyncConnection, now: datetime) -> datetime | None:
        """None if a message may go out now, else when the next may: one row, one conditional UPDATE."""
        moment = instants.kept(now) * 1000
        free = pace.c.free
        after = case((free > moment, free), else_=moment) + self._step
        one = and_(pace.c.channel == self._channels[0], free <= moment)
        if (await connection.execute(update(pace).where(one).values(free=after))).rowcount:
            return None
        held = (await connection.execute(select(free).where(pace.c.channel == self._channels[0]))).scalar()
        if held is None:
            new = rows.insert(connection, pace).values(channel=self._channels[0], free=moment + self._step)
            await connection.execute(new.on_conflict_do_nothing())
            return None
        return instants.read(-(-int(held) // 1000))

    async def _close(self, connection: AsyncConnection, until: datetime) -> None:
        end = instants.kept(until) * 1000
        known = (pace.c.channel == self._channels[0]) & (pace.c.free < end)
        await connection.execute(update(pace).where(known).values(free=end))

    async def _marked(self, connection: AsyncConnection, row: Any, lane: Lane, now: datetime) -> Letter:
        until = instants.kept(now + LEASE)
        mine = and_(letters.c.id == row.id, letters.c.state == PENDING)
        await connection.execute(update(letters).where(mine).values(state=SENDING, due=until, tries=row.tries + 1))
        address = Address(row.channel, row.address)
        message = bodies.read(row.body)
        return Letter(row.id, lane, row.kind, address, row.place, message, row.language, row.done, row.tries)

    async def _settle(self, connection: AsyncConnection, one: Returned, now: datetime) -> None:
        mine = and_(letters.c.id == one.letter.id, letters.c.state == SENDING)
        moment = instants.kept(now)
        over = {"body": "", "settled": moment}
        values: dict[str, Any]
        match one.fate:
            case Arrival():
                values = {"state": SENT, **over}
            case Absent(reason):
                values = {"state": GONE, "reason": reason[:80], **over}
                await guests.set_gone(connection, one.letter.address, True, now)
            case Refused(reason):
                values = {"state": FAILED, "reason": reason[:80], **over}
            case Later(reason, done) if one.due is not None:
                values = {"state": PENDING, "reason": reason[:80], "done": done, "due": instants.kept(one.due)}
            case CutOff(reason, done) if one.due is not None:
                mine = and_(mine, letters.c.resent == 0)
                again = {"state": PENDING, "resent": 1, "done": done, "due": instants.kept(one.due)}
                await connection.execute(update(letters).where(mine).values(**again))
                mine = and_(letters.c.id == one.letter.id, letters.c.state == SENDING)
                values = {"state": UNKNOWN, "reason": reason[:80], **over}
            case Later(reason):
                values = {"state": FAILED, "reason": reason[:80], **over}
            case CutOff(reason):
                values = {"state": UNKNOWN, "reason": reason[:80], **over}
        await connection.execute(update(letters).where(mine).values(**values))
        if one.letter.kind == guests.FAREWELL and values["state"] != PENDING:
            await guests.forget_address(connection, one.letter.id)


def _ready(lane: int, channels: Sequence[str], moment: int) -> Any:
    """The oldest letter whose time has come. Answers of one chat go in their order, so the first holds up the rest."""
    query = (
        select(letters, people.c.address)
        .join(people, people.c.id == letters.c.person)
        .where(letters.c.lane == lane, letters.c.state == PENDING, letters.c.state < OVER, letters.c.due <= moment)
        .where(letters.c.channel.in_(channels))
        .order_by(letters.c.id)
        .limit(1)
    )
    if lane == 0:
        earlier = letters.alias("earlier")
        query = query.where(
            ~exists().where(
                earlier.c.person == letters.c.person,
                earlier.c.id < letters.c.id,
                earlier.c.lane == 0,
                earlier.c.state < OVER,
            )
        )
    return query


async def _withdraw(connection: AsyncConnection, letter: int, now: datetime) -> None:
    enclosed = and_(notices.c.letter == letter, notices.c.state == ENCLOSED)
    again = {"state": NOTICE_PENDING, "letter": None, "due": instants.kept(now)}
    await connection.execute(update(notices).where(enclosed).values(**again))
    await connection.execute(letters.delete().where(letters.c.id == letter))
