"""The mail of one person at a time: opened under a lease, closed with what was decided about it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, select, update

from bot.core.mailbox import Decision, Pending
from bot.core.messages import Message
from bot.core.reminders import Occasion
from bot.flows.ports import Address, Mailbox, Reason
from bot.stores import guests, instants, rows
from bot.stores.database import Database, Transaction
from bot.stores.tables import DROPPED, ENCLOSED, IN_WAITING, NOTICE_DROPPED, letters, notices, occasions, people, ticks

LEASE = timedelta(minutes=1)
WEEK = timedelta(days=7)
COUNTED = ("reminder", "change")
"""Kinds of letters that count towards the week's most."""


class _Overtaken(Exception):
    """Something in the mailbox was dropped while its letter was being written."""


class Mailboxes:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def mailbox(self, channels: Sequence[str], now: datetime) -> Mailbox | None:
        moment = instants.kept(now)
        async with self._database.write() as connection:
            query = _LONGEST if self._database.embedded else _LONGEST_UNLOCKED
            row = (await connection.execute(query, {"now": moment, "through": list(channels)})).first()
            if row is None:
                return None
            lease = {"mail_lease": moment + LEASE // timedelta(milliseconds=1)}
            await connection.execute(update(people).where(people.c.id == row.id).values(**lease))
            waiting = (await connection.execute(_waiting(row.id, moment))).all()
            since = instants.kept(now - WEEK)
            sent = (await connection.execute(_counted(row.id, since))).scalars().all()
            ticked = (await connection.execute(_TICKED, {"whose": row.id})).all()
        return Mailbox(
            Address(row.channel, row.address),
            rows.person(row),
            tuple(_pending(one) for one in waiting),
            {one.id: Reason(one.kind, _occasion(one), one.body) for one in waiting},
            tuple(instants.read(one) for one in sent),
            frozenset((one.place, one.paper) for one in ticked),
        )

    async def enclose(
        self, mailbox: Mailbox, decision: Decision, message: Message | None, kind: str, now: datetime
    ) -> int | None:
        try:
            async with self._database.write() as connection:
                theirs = rows.at(mailbox.address).with_for_update(key_share=True)  # as a visit does: people first
                person = (await connection.execute(theirs)).scalar()
                if person is None:  # forgotten meanwhile, and everything of theirs with them
                    return None
                letter = await _letter(connection, person, mailbox, message, kind, now) if message else None
                await _decided(connection, person, mailbox, decision, letter, now)
                await connection.execute(update(people).where(people.c.id == person).values(mail_lease=0))
                return letter
        except _Overtaken:
            async with self._database.write() as connection:
                mine = and_(people.c.channel == mailbox.address.channel, people.c.address == mailbox.address.id)
                await connection.execute(update(people).where(mine).values(mail_lease=0))
            return None

    async def last(self, address: Address) -> tuple[Reason, ...]:
        """The reasons of the last letter that went to somebody unasked."""
        person = rows.at(address).scalar_subquery()
        newest = (
            select(letters.c.id)
            .where(letters.c.person == person, letters.c.kind.in_(COUNTED), letters.c.state != DROPPED)
            .order_by(letters.c.id.desc())
            .limit(1)
        )
        query = (
            select(occasions, notices.c.held)
            .join(notices, notices.c.occasion == occasions.c.id)
            .where(notices.c.person == person, notices.c.letter == newest.scalar_subquery())
            .order_by(occasions.c.edge)
        )
        async with self._database.read() as connection:
            found = (await connection.execute(query)).all()
        return tuple(Reason(one.kind, _occasion(one), one.body, number=one.id) for one in found)


def _longest() -> Any:
    """From the notices, by their index: SQLite would rather begin with all people of a channel if it could."""
    channel = people.c.channel + ""
    return (
        select(people)
        .join(notices, notices.c.person == people.c.id)
        .where(notices.c.state == IN_WAITING, notices.c.due <= bindparam("now"))
        .where(channel.in_(bindparam("through", expanding=True)))
        .where(~people.c.gone, ~people.c.muted, people.c.mail_lease <= bindparam("now"))
        .order_by(notices.c.due, notices.c.person)
        .limit(1)
    )


# Built once: to put such a statement together takes longer than to run it.
_LONGEST = _longest()
_TICKED = select(ticks.c.place, ticks.c.paper).where(ticks.c.person == bindparam("whose"))
_LONGEST_UNLOCKED = _LONGEST.with_for_update(skip_locked=True, of=people)


def _waiting(person: int, moment: int) -> Any:
    """What is snoozed or held until later stays out of it."""
    return (
        select(occasions, notices.c.held, notices.c.due)
        .join(notices, notices.c.occasion == occasions.c.id)
        .where(notices.c.person == person, notices.c.state == IN_WAITING, notices.c.due <= moment)
        .order_by(occasions.c.at)
    )


def _counted(person: int, since: int) -> Any:
    return select(letters.c.created).where(
        letters.c.person == person,
        letters.c.kind.in_(COUNTED),
        letters.c.created > since,
        letters.c.state != DROPPED,
    )


def _pending(row: Any) -> Pending:
    key = f"{row.entity}/{row.window}" + (f"/{row.stage}" if row.stage else "")
    at, edge = instants.read(row.at), instants.read(row.edge)
    return Pending(row.id, row.kind, key, row.version, at, edge, held=bool(row.held))


def _occasion(row: Any) -> Occasion:
    at, edge = instants.read(row.at), instants.read(row.edge)
    return Occasion(row.key, row.entity, row.window, row.stage, row.version, row.offset, at, edge)


async def _letter(
    connection: Transaction, person: int, mailbox: Mailbox, message: Message, kind: str, now: datetime
) -> int:
    values = guests.letter(person, mailbox.address, message, kind, 1, now)
    values["language"] = mailbox.person.language or ""
    return int((await connection.execute(letters.insert().values(**values).returning(letters.c.id))).scalar_one())


async def _decided(
    connection: Transaction, person: int, mailbox: Mailbox, decision: Decision, letter: int | None, now: datetime
) -> None:
    open_here = and_(notices.c.person == person, notices.c.state == IN_WAITING)

    async def put(occasion_ids: Sequence[int], **values: object) -> int:
        chosen = and_(open_here, notices.c.occasion.in_(occasion_ids))
        return int((await connection.execute(update(notices).where(chosen).values(**values))).rowcount)

    if letter is not None and await put(decision.send, state=ENCLOSED, letter=letter) != len(decision.send):
        raise _Overtaken
    for reason in {reason for _, reason in decision.drop}:
        chosen = [number for number, why in decision.drop if why == reason]
        await put(chosen, state=NOTICE_DROPPED, reason=reason)
    over = {*decision.send, *(number for number, _ in decision.drop)}
    rest = [one.id for one in mailbox.pending if one.id not in over]
    if rest:
        await put(rest, due=instants.kept(decision.wait_until or now + timedelta(hours=1)), held=True)
