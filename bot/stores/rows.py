"""People as rows: found by their address, made when first met."""

import json
from datetime import datetime, time
from typing import Any

from sqlalchemy import Row, Select, and_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from bot.core.people import Person, Quiet, Talk
from bot.flows.ports import Address, Outdated
from bot.stores import instants
from bot.stores.database import Transaction
from bot.stores.tables import people


def insert(connection: Transaction, table: Any) -> Any:
    """`INSERT … ON CONFLICT` is spelled alike in both databases but lives in two places of SQLAlchemy."""
    return (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)


def at(address: Address) -> Select[Any]:
    return select(people.c.id).where(people.c.channel == address.channel, people.c.address == address.id)


_MAKE = people.insert().returning(people.c.id)


async def number(connection: Transaction, address: Address, now: datetime) -> int:
    """The person's number; somebody new gets one."""
    found = (await connection.execute(at(address))).scalar()
    return await _made(connection, address, Person(), now) if found is None else int(found)


async def keep(connection: Transaction, address: Address, person: Person, now: datetime) -> int:
    """What is known of the person from now on; the person's number. Whoever writes is there (again)."""
    here = and_(people.c.channel == address.channel, people.c.address == address.id)
    changed = {**columns(person), "gone": False, "seen": instants.kept(now)}
    found = (await connection.execute(update(people).where(here).values(**changed).returning(people.c.id))).scalar()
    return await _made(connection, address, person, now) if found is None else int(found)


async def _made(connection: Transaction, address: Address, person: Person, now: datetime) -> int:
    """Raises `Outdated` if another replica has just met the same person.

    Not `ON CONFLICT`: SQLAlchemy compiles such a statement anew each time, which takes longer than to run it.
    """
    moment = instants.kept(now)
    new = {"channel": address.channel, "address": address.id, "since": moment, "seen": moment, "mail_lease": 0}
    row = {**new, **columns(person), "gone": False}
    try:
        return int((await connection.execute(_MAKE, row)).scalar_one())
    except IntegrityError as error:
        raise Outdated from error


TALK = ("subject", "topic", "belief", "last", "offered", "marked")
"""The columns of a talk that say where it stands."""


def talk(row: Row[Any]) -> Talk:
    offered = tuple(json.loads(row.offered or "[]"))
    shares = (one.rpartition("=") for one in (row.belief or "").split())
    belief = tuple((entity, float(share)) for entity, _, share in shares)
    return Talk(row.subject, row.topic, belief, row.last, offered, row.marked)


def kept_talk(talk: Talk) -> dict[str, Any]:
    """Entities hold no spaces, so a space stands between them; plain entries may be called anything."""
    belief = " ".join(f"{entity}={share:g}" for entity, share in talk.belief) or None
    return {
        **{name: getattr(talk, name) for name in TALK},
        "belief": belief,
        "offered": json.dumps(talk.offered, ensure_ascii=False) if talk.offered else None,
    }


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
        quiet(row.quiet),
        instants.read(row.paused_until),
        bool(row.muted),
    )


def _written(quiet: Quiet | None) -> str | None:
    return None if quiet is None else "-".join(f"{one:%H:%M}" for one in quiet)


def quiet(written: str | None) -> Quiet | None:
    """The hours as they are kept, "22:00-08:00"."""
    if written is None:
        return None
    start, _, end = written.partition("-")
    return time.fromisoformat(start), time.fromisoformat(end)
