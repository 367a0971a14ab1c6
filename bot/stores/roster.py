"""Staff and their roles, and the invitations that make them."""

from datetime import datetime

from sqlalchemy import and_, delete, select

from bot.core.staff_roles import Role
from bot.flows.ports import Address, Member
from bot.stores import instants, rows
from bot.stores.database import Database, Transaction
from bot.stores.tables import audit, invitations, staff


class Roster:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def role(self, address: Address) -> Role | None:
        query = select(staff.c.role).where(staff.c.channel == address.channel, staff.c.address == address.id)
        async with self._database.read() as connection:
            found: Role | None = (await connection.execute(query)).scalar()
        return found

    async def all(self) -> tuple[Member, ...]:
        async with self._database.read() as connection:
            found = (await connection.execute(select(staff).order_by(staff.c.since))).all()
        return tuple(
            Member(Address(row.channel, row.address), row.role, row.name, instants.read(row.since)) for row in found
        )

    async def put(self, member: Member, by: str, now: datetime) -> None:
        async with self._database.write(durable=True) as connection:
            await _put(connection, member, now)
            await _note(connection, by, "staff role", f"{_written(member.address)} {member.role}", now)

    async def remove(self, address: Address, by: str, now: datetime) -> bool:
        mine = and_(staff.c.channel == address.channel, staff.c.address == address.id)
        async with self._database.write(durable=True) as connection:
            if not (await connection.execute(delete(staff).where(mine))).rowcount:
                return False
            await _note(connection, by, "staff removed", _written(address), now)
        return True

    async def invite(self, digest: str, role: Role, by: str, expires: datetime, now: datetime) -> None:
        row = {"digest": digest, "role": role, "by": by, "expires": instants.kept(expires)}
        async with self._database.write() as connection:
            await connection.execute(delete(invitations).where(invitations.c.expires < instants.kept(now)))
            await connection.execute(invitations.insert().values(**row))
            await _note(connection, by, "staff invited", f"{role} sha256:{digest}", now)

    async def offered(self, digest: str, now: datetime) -> Role | None:
        mine = and_(invitations.c.digest == digest, invitations.c.expires > instants.kept(now))
        async with self._database.read() as connection:
            found: Role | None = (await connection.execute(select(invitations.c.role).where(mine))).scalar()
        return found

    async def accept(self, digest: str, member: Address, name: str, now: datetime) -> Role | None:
        """The invitation goes in the same transaction: of two who use it at once, one is let in."""
        query = (
            delete(invitations)
            .where(invitations.c.digest == digest, invitations.c.expires > instants.kept(now))
            .returning(invitations.c.role)
        )
        async with self._database.write(durable=True) as connection:
            role: Role | None = (await connection.execute(query)).scalar()
            if role is None:
                return None
            await _put(connection, Member(member, role, name), now)
            await _note(connection, _written(member), "staff joined", f"{role} sha256:{digest}", now)
        return role


async def _put(connection: Transaction, member: Member, now: datetime) -> None:
    row = {
        "channel": member.address.channel,
        "address": member.address.id,
        "role": member.role,
        "name": member.name[:80],
        "since": instants.kept(now),
    }
    new = rows.insert(connection, staff).values(row)
    changed = {"role": member.role}
    await connection.execute(new.on_conflict_do_update(index_elements=["channel", "address"], set_=changed))


async def _note(connection: Transaction, who: str, what: str, about: str, now: datetime) -> None:
    await connection.execute(audit.insert().values(at=instants.kept(now), who=who, what=what, about=about))


def _written(address: Address) -> str:
    return f"{address.channel}:{address.id}"
