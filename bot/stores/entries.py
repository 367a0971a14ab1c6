"""How often the entries of calendars have moved, so that a calendar that is taken in again follows."""

from collections.abc import Mapping

from sqlalchemy import select, update

from bot.stores import rows
from bot.stores.database import Database
from bot.stores.tables import entries


class Entries:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def sequences(self, versions: Mapping[str, str]) -> Mapping[str, int]:
        if not versions:
            return {}
        wanted = entries.c.uid.in_(list(versions))
        async with self._database.write() as connection:
            known = {row.uid: row for row in await connection.execute(select(entries).where(wanted))}
            found = {}
            for uid, version in versions.items():
                before = known.get(uid)
                if before is None:
                    new = rows.insert(connection, entries).values(uid=uid, version=version, sequence=0)
                    await connection.execute(new.on_conflict_do_nothing())
                    found[uid] = 0
                    continue
                found[uid] = before.sequence
                if before.version != version:
                    found[uid] += 1
                    same = (entries.c.uid == uid) & (entries.c.sequence == before.sequence)
                    await connection.execute(update(entries).where(same).values(version=version, sequence=found[uid]))
        return found
