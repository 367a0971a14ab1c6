"""The outbox: one turn settles what came back and claims what goes out, in one transaction and within the pace."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, case, exists, select, update

from bot.core.people import Quiet
from bot.flows.ports import (
    Absent,
    Address,
    Arrival,
    CutOff,
    Lane,
    Later,
    Letter,
    Moved,
    Refused,
    Returned,
    StoreAway,
    Turn,
)
from bot.stores import announcing, bodies, edits, guests, instants, rows
from bot.stores.database import Database, Transaction
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

Free = Callable[[str | None, Quiet | None, datetime | None, datetime], datetime]
"""The first moment from `now` on that lies neither in somebody's quiet hours nor in their pause, in their zone."""

LANE_OF: Mapping[Lane, int] = {"answer": 0, "letter": 1, "broadcast": 2}

LEASE = timedelta(seconds=90)
"""After so long whoever was sending a letter is taken for dead."""

FRESH = timedelta(minutes=10)
"""An unasked letter that could not go out for so long is written anew, so that it says what is true by then."""

WORDED = ("reminder", "change")
"""Kinds of letters that say something about today."""

_LANES: Sequence[Lane] = tuple(LANE_OF)

EARLY = timedelta(milliseconds=25)
"""A message may go so much before its turn: what wakes late is caught up, and no second holds one more."""

_EARLY = EARLY // timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Rate:
    """Messages a second, of one bot, over all its replicas; 0 is without a limit."""

    a_second: float = 28.5


def _at_once(_zone: str | None, _quiet: Quiet | None, paused_until: datetime | None, now: datetime) -> datetime:
    return max(now, paused_until or now)


class Outbox:
    def __init__(self, database: Database, channels: Sequence[str], rate: Rate = Rate(), free: Free = _at_once) -> None:
        """`channels` are those that this process carries letters for; `free` says when somebody may be written to."""
        self._database = database
        self._free = free
        self._channels = tuple(channels)
        self._step = int(1_000_000 / rate.a_second) if rate.a_second else 0

    async def turn(
        self, returned: Sequence[Returned], most: Mapping[Lane, int], now: datetime, pause: datetime | None = None
    ) -> Turn:
        async with self._database.write() as connection:
            for one in returned:
                await self._settle(connection, one, now)
            if pause is not None:
                await self._close(connection, pause)
            turn = await self._claim(connection, "answer", most.get("answer", 0), now)
            lane = None if turn.closed_until else await self._waiting(connection, most, len(turn.letters), now)
        if lane is not None:
            # Once a letter is marked as being sent, a power cut must not unmark it: it would be sent again.
            with suppress(StoreAway):  # the answers are claimed already: they are not to wait
                async with self._database.write(durable=True) as connection:
                    letter = await self._claim(connection, lane, most[lane] - len(turn.letters), now)
                turn = Turn((*turn.letters, *letter.letters), letter.closed_until)
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
            over = (await connection.execute(update(letters).where(dead).values(**lost))).rowcount
            departed = await guests.forget_departed(connection) if over else 0
        if departed:
            await self._database.wipe()

    async def _waiting(
        self, connection: Transaction, most: Mapping[Lane, int], taken: int, now: datetime
    ) -> Lane | None:
        """The lane of letters that has something to send and a place to send it from."""
        for lane in _LANES[1:]:
            if most.get(lane, 0) > taken and await self._ready(connection, lane, 1, now):
                return lane
        return None

    async def _claim(self, connection: Transaction, lane: Lane, most: int, now: datetime) -> Turn:
        """As many as there is room for; one, where the pace is to be kept."""
        found = await self._ready(connection, lane, min(most, 1) if self._step else most, now)
        fresh = found if lane == "answer" else [row for row in found if await self._holds(connection, row, now)]
        if not fresh:
            return Turn()
        closed = await self._granted(connection, now) if self._step else None
        if closed is not None:
            return Turn((), closed)
        until = instants.kept(now + LEASE)
        mine = and_(letters.c.id.in_([row.id for row in fresh]), letters.c.state == PENDING)
        await connection.execute(
            update(letters).where(mine).values(state=SENDING, due=until, tries=letters.c.tries + 1)
        )
        return Turn(tuple([await _letter(connection, row, lane) for row in fresh]))

    async def _holds(self, connection: Transaction, row: Any, now: datetime) -> bool:
        """Whether a letter may go as it is: what says something of another day, or finds nobody awake, may not."""
        if row.kind in WORDED and row.created < instants.kept(now - FRESH):
            await _withdraw(connection, row.id, now)
            return False
        if row.kind in announcing.OF_ANOTHER:
            return await announcing.has_original(connection, row, now)
        if row.lane < LANE_OF["broadcast"]:
            return True
        free = self._free(row.zone, rows.quiet(row.quiet), instants.read(row.paused_until), now)
        if free > now:
            await announcing.let_sleep(connection, row, free, now)
        return free <= now

    async def _ready(self, connection: Transaction, lane: Lane, most: int, now: datetime) -> Sequence[Any]:
        if not most:
            return ()
        query = _READY[lane] if self._database.embedded else _READY_UNLOCKED[lane]
        values = {"now": instants.kept(now), "through": self._channels, "most": most}
        return (await connection.execute(query, values)).all()

    async def _granted(self, connection: Transaction, now: datetime) -> datetime | None:
        """None if a message may go out now, else when the next may: one row, one conditional UPDATE."""
        moment = instants.kept(now) * 1000
        free = pace.c.free
        after = case((free > moment, free), else_=moment) + self._step
        one = and_(pace.c.channel == self._channels[0], free <= moment + _EARLY)
        if (await connection.execute(update(pace).where(one).values(free=after))).rowcount:
            return None
        new = rows.insert(connection, pace).values(channel=self._channels[0], free=moment + self._step)
        if (await connection.execute(new.on_conflict_do_nothing())).rowcount:
            return None
        held = (await connection.execute(select(free).where(pace.c.channel == self._channels[0]))).scalar_one()
        return instants.read(-(-(int(held) - _EARLY) // 1000))

    async def _close(self, connection: Transaction, until: datetime) -> None:
        end = instants.kept(until) * 1000 + _EARLY
        new = rows.insert(connection, pace).values(channel=self._channels[0], free=end)
        later = {"index_elements": ["channel"], "set_": {"free": end}, "where": pace.c.free < end}
        await connection.execute(new.on_conflict_do_update(**later))

    async def _settle(self, connection: Transaction, one: Returned, now: datetime) -> None:
        mine = and_(letters.c.id == one.letter.id, letters.c.state == SENDING)
        moment = instants.kept(now)
        over = {"body": "", "settled": moment}
        values: dict[str, Any]
        match one.fate:
            case Moved(chat):
                await announcing.moved(connection, one.letter, chat, now)
                return
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
        if one.letter.kind in announcing.CHANGEABLE and isinstance(one.fate, Arrival | Later | CutOff):
            values |= {"messages": " ".join(map(str, one.fate.messages))} if one.fate.messages else {}
        await connection.execute(update(letters).where(mine).values(**values))
        if one.letter.kind == guests.FAREWELL:
            await guests.forget_departed(connection, one.letter.id)


def _ready(lane: int) -> Any:
    """The oldest letter whose time has come. Answers of one chat go in their order, so the first holds up the rest."""
    query = (
        select(letters, people.c.address, people.c.zone, people.c.quiet, people.c.paused_until)
        .join(people, people.c.id == letters.c.person)
        .where(letters.c.lane == lane, letters.c.state == PENDING, letters.c.state < OVER)
        .where(letters.c.due <= bindparam("now"), letters.c.channel.in_(bindparam("through", expanding=True)))
        .order_by(letters.c.due, letters.c.id)  # what was refused goes after what was not tried yet
        .limit(bindparam("most"))
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


# Built once: to put such a statement together takes longer than to run it.
_READY: Mapping[Lane, Any] = {lane: _ready(number) for number, lane in enumerate(_LANES)}
_READY_UNLOCKED: Mapping[Lane, Any] = {
    lane: query.with_for_update(skip_locked=True, of=letters) for lane, query in _READY.items()
}


async def _letter(connection: Transaction, row: Any, lane: Lane) -> Letter:
    address = Address(row.channel, row.address)
    message = await announcing.text(connection, row) if row.broadcast else bodies.read(row.body)
    takes_place = row.kind == edits.ANSWER and row.original is not None and not row.done
    messages = await (edits.replaced if takes_place else announcing.messages)(connection, row)
    return Letter(row.id, lane, row.kind, address, row.place, message, row.language, row.done, row.tries, messages)


async def _withdraw(connection: Transaction, letter: int, now: datetime) -> None:
    enclosed = and_(notices.c.letter == letter, notices.c.state == ENCLOSED)
    again = {"state": NOTICE_PENDING, "letter": None, "due": instants.kept(now)}
    await connection.execute(update(notices).where(enclosed).values(**again))
    await connection.execute(letters.delete().where(letters.c.id == letter))
