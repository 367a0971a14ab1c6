"""The papers that people have ticked off."""

from datetime import datetime

from sqlalchemy import and_, delete, select

from bot.flows.ports import Address
from bot.stores import instants, rows
from bot.stores.database import Database
from bot.stores.tables import ticks


class Checklist:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def ticked(self, address: Address) -> frozenset[tuple[str, str]]:
        query = select(ticks.c.place, ticks.c.paper).where(ticks.c.person == rows.at(address).scalar_subquery())
        async with self._database.read() as connection:
            return frozenset((row.place, row.paper) for row in await connection.execute(query))

    async def tick(self, address: Address, place: str, paper: str, there: bool, now: datetime) -> None:
        async with self._database.write() as connection:
            person = await rows.number(connection, address, now)
            if there:
                row = {"person": person, "place": place, "paper": paper, "at": instants.kept(now)}
                await connection.execute(rows.insert(connection, ticks).values(row).on_conflict_do_nothing())
                return
            mine = and_(ticks.c.person == person, ticks.c.place == place, ticks.c.paper == paper)
            await connection.execute(delete(ticks).where(mine))
