"""People as rows: found by their address, made when first met."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from bot.core.people import Person, Quiet
from bot.flows.ports import Address
from bot.stores import instants
from bot.stores.database import Transaction
from bot.stores.tables import people


def insert(connection: Transaction, table: Any) -> Any:
    """`INSERT … ON CONFLICT` is spelled alike in both databases but lives in two places of SQLAlchemy."""
    return (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)


def at(address: Address) -> Select[Any]:
    return select(people.c.id).where(people.c.channel == address.channel, people.c.address == address.id)


async def number(connection: Transaction, address: Address, now: datetime) -> int:
    """The person's number; somebody new gets one."""
    found = (await connection.execute(at(address))).scalar()
    if found is None:
        found = (await connection.execute(_upsert(connection, address, Person(), now))).scalar_one()
    return int(found)


async def keep(connection: Transaction, address: Address, person: Person, now: datetime) -> int:
    return int((await connection.execute(_upsert(connection, address, person, now))).scalar_one())


def _upsert(connection: Transaction, address: Address, person: Person, now: datetime) -> Insert:
    moment = instants.kept(now)
    new = {"channel": address.channel, "address": address.id, "since": moment, "mail_lease": 0}
    kept = {**columns(person), "gone": False, "seen": moment}
    statement = insert(connection, people).values(**new, **kept)
    updated: Insert = statement.on_conflict_do_update(index_elements=["channel", "address"], set_=kept).returning(
        people.c.id
    )
    return updated


def columns(person: Person) -> dict[str, Any]:
    return {
        "language": person.language,
        "chose_language": person.chose_language,
        "role": person.role,
        "was_asked_role": person.was_asked_role,
        "year": person.year,
        "department": person.department,
        "zone": person.zone,
        "quiet": _written(person.quiet),
        "paused_until": instants.kept(person.paused_until),
        "muted": person.muted,
    }


def person(row: Row[Any]) -> Person:
    return Person(
        row.language,
        row.role,
        bool(row.chose_language),
        bool(row.was_asked_role),
        row.year,
        row.department,
        row.zone,
        _quiet(row.quiet),
        instants.read(row.paused_until),
        bool(row.muted),
    )


def _written(quiet: Quiet | None) -> str | None:
    return None if quiet is None else "-".join(f"{one:%H:%M}" for one in quiet)


def _quiet(written: str | None) -> Quiet | None:
    if written is None:
        return None
    start, _, end = written.partition("-")
    return time.fromisoformat(start), time.fromisoformat(end)
