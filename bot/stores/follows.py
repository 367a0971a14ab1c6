"""What people follow, and the rounds that they have done with."""

from datetime import datetime

from sqlalchemy import and_, delete, or_, select, update

from bot.core.titles import STEPS
from bot.flows.ports import Address, Following, Mark
from bot.stores import instants, rows
from bot.stores.database import Database, Transaction
from bot.stores.tables import ENCLOSED, IN_WAITING, NOTICE_DROPPED, NOTICE_PENDING, follows, marks, notices, occasions


class Follows:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def follow(self, address: Address, entity: str, window: str, now: datetime) -> None:
        """Somebody who follows already goes on as before: nothing is missed by following twice."""
        async with self._database.write() as connection:
            person = await rows.number(connection, address, now)
            row = {"entity": entity, "window": window, "person": person, "since": instants.kept(now)}
            await connection.execute(rows.insert(connection, follows).values(row).on_conflict_do_nothing())
            reopened = and_(marks.c.person == person, marks.c.entity == entity)
            if window:
                reopened = and_(reopened, marks.c.window == window)
            await connection.execute(delete(marks).where(reopened))

    async def unfollow(self, address: Address, entity: str, window: str, only: bool = False) -> None:
        """Without a window everything of the entity goes, or `only` the following of all its rounds at once."""
        async with self._database.write() as connection:
            person = (await connection.execute(rows.at(address))).scalar()
            mine = and_(follows.c.person == person, follows.c.entity == entity)
            if window or only:
                mine = and_(mine, follows.c.window == window)
            await connection.execute(delete(follows).where(mine))
            left = await connection.execute(
                select(follows.c.window).where(follows.c.person == person, follows.c.entity == entity)
            )
            if person is not None:
                still = [row.window for row in left]
                await _drop(connection, person, entity, window or None, "unfollowed", still)

    async def of(self, address: Address) -> tuple[Following, ...]:
        query = select(follows).where(follows.c.person == rows.at(address).scalar_subquery()).order_by(follows.c.since)
        async with self._database.read() as connection:
            found = (await connection.execute(query)).all()
        return tuple(Following(row.entity, row.window, instants.read(row.since)) for row in found)

    async def marks(self, address: Address) -> tuple[Mark, ...]:
        query = select(marks).where(marks.c.person == rows.at(address).scalar_subquery())
        async with self._database.read() as connection:
            found = (await connection.execute(query)).all()
        return tuple(Mark(row.entity, row.window, row.version, row.mark) for row in found)

    async def mark(self, address: Address, mark: Mark, now: datetime) -> None:
        async with self._database.write() as connection:
            person = await rows.number(connection, address, now)
            row = {
                "person": person,
                "entity": mark.entity,
                "window": mark.window,
                "version": mark.version,
                "mark": mark.mark,
                "at": instants.kept(now),
            }
            statement = rows.insert(connection, marks).values(row)
            same = ["person", "entity", "window", "version"]
            await connection.execute(statement.on_conflict_do_update(index_elements=same, set_={"mark": mark.mark}))
            await _drop(connection, person, mark.entity, mark.window, mark.mark, version=mark.version)

    async def snooze(self, address: Address, occasion: int, until: datetime, now: datetime) -> bool:
        """The notices wait again, as what they were: their rows stay the only ones, so nothing doubles."""
        async with self._database.write() as connection:
            person = (await connection.execute(rows.at(address))).scalar()
            mine = and_(notices.c.person == person, notices.c.occasion == occasion, notices.c.state == ENCLOSED)
            letter = (await connection.execute(select(notices.c.letter).where(mine))).scalar()
            if letter is None:
                return False
            together = and_(notices.c.person == person, notices.c.letter == letter, notices.c.state == ENCLOSED)
            again = {"state": NOTICE_PENDING, "held": True, "due": instants.kept(until)}
            done = await connection.execute(update(notices).where(together).values(**again))
            return bool(done.rowcount)


async def _drop(
    connection: Transaction,
    person: int,
    entity: str,
    window: str | None,
    reason: str,
    still: list[str] | None = None,
    version: str = "",
) -> None:
    """Waiting notices of an entity's rounds; those of rounds that are `still` followed stay."""
    if still and "" in still and not (window or "").startswith(STEPS):
        return
    theirs = select(occasions.c.id).where(occasions.c.entity == entity)
    if window:
        theirs = theirs.where(occasions.c.window == window)
    if version:
        theirs = theirs.where(or_(occasions.c.version == version, occasions.c.version.like(f"{version}%")))
    if still:
        theirs = theirs.where(occasions.c.window.notin_(still))
    waiting = and_(notices.c.person == person, notices.c.state == IN_WAITING, notices.c.occasion.in_(theirs))
    await connection.execute(update(notices).where(waiting).values(state=NOTICE_DROPPED, reason=reason))
