"""What was received, kept until it has been handled: in order within a chat, by whichever replica is free."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, select, update

from bot.flows.ports import Arrived, Received
from bot.stores import bodies, instants, rows
from bot.stores.database import Database
from bot.stores.tables import DONE, HANDLING, OVER, PARKED, WAITING, inbox

LEASE = timedelta(seconds=30)
"""After so long the handler of an update is taken for dead, and another replica has its turn."""


class Inbox:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def store(self, channel: str, arrived: Sequence[Arrived], now: datetime) -> int:
        if not arrived:
            return 0
        moment = instants.kept(now)
        values = [
            {
                "channel": channel,
                "number": one.number,
                "chat": one.chat,
                "body": bodies.writable(one.body),
                "state": WAITING,
                "tries": 0,
                "due": moment,
                "received": moment,
            }
            for one in arrived
        ]
        async with self._database.write(durable=True) as connection:
            statement = rows.insert(connection, inbox).on_conflict_do_nothing().returning(inbox.c.id)
            return len((await connection.execute(statement.values(values))).all())

    async def claim(self, channel: str, most: int, now: datetime) -> tuple[Received, ...]:
        moment = instants.kept(now)
        async with self._database.write() as connection:
            heads = _HEADS if self._database.embedded else _HEADS_UNLOCKED
            chosen = (await connection.execute(heads, {"of": channel, "now": moment, "most": most})).all()
            if not chosen:
                return ()
            until = moment + LEASE // timedelta(milliseconds=1)
            await connection.execute(_TAKEN, {"chosen": [row.id for row in chosen], "until": until})
        return tuple(Received(row.id, row.chat, row.body, row.tries, row.behind) for row in chosen)

    async def put_back(self, received: int, error: str | None, due: datetime) -> None:
        values: dict[str, Any] = {"state": WAITING, "due": instants.kept(due)}
        if error is not None:
            values |= {"tries": inbox.c.tries + 1, "error": error}
        mine = and_(inbox.c.id == received, inbox.c.state == HANDLING)  # not what its sender has had erased meanwhile
        async with self._database.write() as connection:
            await connection.execute(update(inbox).where(mine).values(**values))

    async def done(self, received: int) -> None:
        async with self._database.write() as connection:
            done = update(inbox).where(inbox.c.id == received)
            await connection.execute(done.values(state=DONE, body="", chat="", error=None))

    async def park(self, received: int, error: str, now: datetime) -> None:
        values = {"state": PARKED, "tries": inbox.c.tries + 1, "error": error, "due": instants.kept(now)}
        async with self._database.write() as connection:
            await connection.execute(update(inbox).where(inbox.c.id == received).values(**values))

    async def recover(self, channel: str, now: datetime) -> int:
        """In SQLite nobody else handles anything; elsewhere the lease tells."""
        handling = and_(inbox.c.channel == channel, inbox.c.state == HANDLING)
        if not self._database.embedded:
            handling = and_(handling, inbox.c.due < instants.kept(now))
        async with self._database.write() as connection:
            done = await connection.execute(update(inbox).where(handling).values(state=WAITING, due=instants.kept(now)))
            return done.rowcount


def _heads() -> Any:
    """The first open update of each chat, if it waits and its time has come."""
    earlier = inbox.alias("earlier")
    first = ~exists().where(
        earlier.c.chat == inbox.c.chat,
        earlier.c.id < inbox.c.id,
        earlier.c.channel == inbox.c.channel,
        earlier.c.state < OVER,
    )
    later = inbox.alias("later")
    behind = select(func.count()).where(later.c.chat == inbox.c.chat, later.c.id > inbox.c.id, later.c.state < OVER)
    # Also what its handler has left, once its lease is over.
    ready = and_(inbox.c.channel == bindparam("of"), inbox.c.state < OVER, inbox.c.due <= bindparam("now"))
    query = select(inbox, behind.scalar_subquery().label("behind"))
    return query.where(ready, first).order_by(inbox.c.id).limit(bindparam("most"))


# Built once: to put such a statement together takes longer than to run it.
_HEADS = _heads()
_HEADS_UNLOCKED = _HEADS.with_for_update(skip_locked=True)
_TAKEN = (
    update(inbox)
    .where(inbox.c.id.in_(bindparam("chosen", expanding=True)))
    .values(state=HANDLING, due=bindparam("until"))
)
