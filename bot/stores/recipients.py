"""Whom an announcement reaches: one condition, by which people are counted and by which they are written to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, insert, literal, null, or_, select, true
from sqlalchemy.sql.elements import ColumnElement as Element

from bot.core.audience import Audience, Condition
from bot.core.broadcasts import Broadcast
from bot.flows.ports import Address, Free, HeadCount
from bot.stores import instants, rows
from bot.stores.database import Transaction
from bot.stores.tables import DROPPED, FAILED, GONE, HELD, PENDING, follows, letters, people

_GROUP = "-"
"""What the address of a group begins with."""

BROADCAST, LETTER = 2, 1
"""The lanes: what is urgent goes with the letters, before everything that is not."""


def chosen(audience: Audience, channels: Sequence[str]) -> ColumnElement[bool]:
    """People who are there, have not stopped all letters, and fulfil every condition; groups only by their ids."""
    here = and_(people.c.channel.in_(channels), ~people.c.gone, ~people.c.muted)
    if not audience.values("ids"):
        here = and_(here, ~people.c.address.startswith(_GROUP))
    return and_(here, *(_fulfilled(one) for one in audience.conditions))


async def count(
    connection: Transaction, broadcast: Broadcast, languages: Sequence[str], channels: Sequence[str]
) -> HeadCount:
    source, condition = _source(broadcast, channels)
    read = _read_in(broadcast, languages)
    query = select(people.c.channel, read.label("read"), func.count()).select_from(source).where(condition)
    found = await connection.execute(query.group_by(people.c.channel, read))
    return {(channel, language): number for channel, language, number in found.all()}


async def enqueue(
    connection: Transaction,
    broadcast: Broadcast,
    languages: Sequence[str],
    channels: Sequence[str],
    free: Free,
    now: datetime,
) -> int:
    """A letter for each, in as many statements as there are different quiet hours; how many."""
    moment = instants.kept(now)
    if broadcast.urgent or broadcast.kind != "notice":
        return await _put(connection, broadcast, languages, channels, LETTER, literal(moment), true(), moment)
    resting = and_(people.c.paused_until.is_not(None), people.c.paused_until > moment)
    number = await _put(connection, broadcast, languages, channels, BROADCAST, people.c.paused_until, resting, moment)
    _, condition = _source(broadcast, channels)
    habits = select(people.c.zone, people.c.quiet).where(condition).distinct()
    for zone, quiet in (await connection.execute(habits)).all():
        due = instants.kept(free(zone, rows.quiet(quiet), None, now))
        same = and_(people.c.zone.is_not_distinct_from(zone), people.c.quiet.is_not_distinct_from(quiet))
        awake = and_(same, or_(people.c.paused_until.is_(None), people.c.paused_until <= moment))
        number += await _put(connection, broadcast, languages, channels, BROADCAST, literal(due), awake, moment)
    return number


async def reaches(connection: Transaction, audience: Audience, address: Address) -> bool:
    """Whether somebody is one of these; of a newcomer nothing is known."""
    mine = and_(people.c.channel == address.channel, people.c.address == address.id)
    query = select(chosen(audience, (address.channel,))).where(mine)
    found: bool | None = (await connection.execute(query)).scalar()
    return all(one.negated for one in audience.conditions) if found is None else bool(found)


async def _put(
    connection: Transaction,
    broadcast: Broadcast,
    languages: Sequence[str],
    channels: Sequence[str],
    lane: int,
    due: Element[Any],
    some: ColumnElement[bool],
    moment: int,
) -> int:
    source, condition = _source(broadcast, channels)
    kind = {"notice": "broadcast"}.get(broadcast.kind, broadcast.kind)
    values: dict[str, Any] = {
        "person": people.c.id,
        "channel": people.c.channel,
        "lane": literal(lane),
        "kind": literal(kind),
        "place": literal(""),
        "language": _read_in(broadcast, languages),
        "body": literal(""),
        "state": literal(PENDING),
        "done": literal(0),
        "tries": literal(0),
        "resent": literal(0),
        "due": due,
        "created": literal(moment),
        "broadcast": literal(broadcast.id),
        "original": letters.c.id if broadcast.kind != "notice" else null(),
    }
    query = select(*(value.label(name) for name, value in values.items())).select_from(source).where(condition, some)
    done = await connection.execute(insert(letters).from_select(list(values), query.order_by(people.c.id)))
    return int(done.rowcount)


def _source(broadcast: Broadcast, channels: Sequence[str]) -> tuple[Any, ColumnElement[bool]]:
    """From which tables people come; a correction goes to those who got what it corrects."""
    if broadcast.kind == "notice":
        return people, chosen(broadcast.audience, channels)
    source = people.join(letters, letters.c.person == people.c.id)
    got = letters.c.state.notin_((PENDING, HELD, GONE, FAILED, DROPPED))
    return source, and_(letters.c.broadcast == broadcast.of, got, people.c.channel.in_(channels), ~people.c.gone)


def _read_in(broadcast: Broadcast, languages: Sequence[str]) -> ColumnElement[str]:
    """The language of the text that somebody gets: their own, where there is one in it."""
    if broadcast.kind != "notice":
        told = case((letters.c.language.in_(languages), letters.c.language), else_=languages[0] if languages else "")
        return told if broadcast.kind == "correction" else letters.c.language
    return case((people.c.language.in_(languages), people.c.language), else_=languages[0])


def _fulfilled(condition: Condition) -> ColumnElement[bool]:
    """What is not known of somebody fulfils no condition, and so every negated one."""
    found: ColumnElement[bool]
    match condition.kind:
        case "lang":
            found = people.c.language.in_(condition.values)
        case "role":
            found = people.c.role.in_(condition.values)
        case "year":
            found = people.c.year.in_([int(value) for value in condition.values])
        case "dept":
            found = people.c.department.in_(condition.values)
        case "ids":
            found = people.c.address.in_(condition.values)
        case "follows":
            found = exists().where(follows.c.person == people.c.id, or_(*map(_followed, condition.values)))
    return ~func.coalesce(found, False) if condition.negated else found


def _followed(key: str) -> ColumnElement[bool]:
    """Who follows a programme follows its rounds; who follows one round is of the programme's followers as well."""
    entity, _, window = key.partition("/")
    if not window:
        return follows.c.entity == entity
    return and_(follows.c.entity == entity, follows.c.window.in_(("", window)))
