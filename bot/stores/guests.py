"""Guests, and the end of a visit: what is remembered, answered and done with, in one transaction."""

from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, delete, exists, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.core.messages import Message
from bot.flows.ports import Address, Guest, Outdated, Settlement
from bot.stores import bodies, edits, instants, rows
from bot.stores.database import Database, Transaction
from bot.stores.tables import (
    DONE,
    DROPPED,
    HELD,
    IN_WAITING,
    NOTICE_DROPPED,
    OVER,
    PENDING,
    SENT,
    follows,
    inbox,
    letters,
    notices,
    people,
    questions,
    talks,
)

FAREWELL = "farewell"
"""The kind of a letter after which its address is forgotten."""

BLAMED_FOR = timedelta(days=7)

TALK_LASTS = timedelta(hours=12)
"""After so long a silence a question begins a new conversation."""


_GUEST = (
    select(people, talks.c.version, *(talks.c[name] for name in rows.TALK))
    .outerjoin(talks, talks.c.person == people.c.id)
    .where(people.c.channel == bindparam("through"), people.c.address == bindparam("at"))
)
_HANDLED = update(inbox).where(inbox.c.id == bindparam("this")).values(state=DONE, body="", chat="")


class Guests:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, address: Address) -> Guest:
        async with self._database.read() as connection:
            row = (await connection.execute(_GUEST, {"through": address.channel, "at": address.id})).first()
        if row is None:
            return Guest()
        return Guest(rows.person(row), rows.talk(row), row.version or 0, known=True)

    async def settle(self, end: Settlement, now: datetime) -> None:
        async with self._database.write() as connection:
            if end.gone is not None:
                await set_gone(connection, end.address, end.gone, now)
            if end.gone is None or not end.gone:
                person = await self._remember(connection, end, now)
                await _queue(connection, person, end, now)
            if end.unanswered:
                await connection.execute(questions.insert().values(**_journal(end, now)))
            if end.received is not None:
                await connection.execute(_HANDLED, {"this": end.received})

    async def post(self, address: Address, message: Message, kind: str, now: datetime) -> None:
        async with self._database.write() as connection:
            person = await rows.number(connection, address, now)
            await connection.execute(letters.insert().values(**letter(person, address, message, kind, 1, now)))

    async def begin_anew(self, address: Address) -> None:
        """A new conversation; what the person chose stays."""
        async with self._database.write() as connection:
            await connection.execute(delete(talks).where(talks.c.person == rows.at(address).scalar_subquery()))

    async def _remember(self, connection: Transaction, end: Settlement, now: datetime) -> int:
        person = await rows.keep(connection, end.address, end.person, now)
        if end.person.habits != end.before.person.habits:
            waiting = (notices.c.person == person) & (notices.c.state == IN_WAITING)
            await connection.execute(update(notices).where(waiting).values(due=instants.kept(now)))
        if end.person.muted and not end.before.person.muted:
            await drop(connection, person, "stopped", now, answers=False)
            await _blame(connection, person, now)
        if end.talk != end.before.talk:
            await self._continue(connection, person, end, now)
        return person

    async def _continue(self, connection: Transaction, person: int, end: Settlement, now: datetime) -> None:
        values = {**rows.kept_talk(end.talk), "updated": instants.kept(now)}
        if end.before.version:
            same = (talks.c.person == person) & (talks.c.version == end.before.version)
            done = await connection.execute(update(talks).where(same).values(version=end.before.version + 1, **values))
            if not done.rowcount:
                raise Outdated
            return
        try:
            await connection.execute(talks.insert(), {"person": person, "version": 1, **values})
        except IntegrityError as error:
            raise Outdated from error


async def _queue(connection: Transaction, person: int, end: Settlement, now: datetime) -> None:
    """The answers, in their order, ready to go."""
    kind = FAREWELL if end.farewell else edits.ANSWER
    edited = end.edited and end.question is not None
    original = await edits.earlier(connection, person, end.question or 0) if edited else None
    for message in end.letters:
        values = letter(person, end.address, message, kind, 0, now)
        values |= {"place": end.place, "language": end.person.language or ""}
        values |= {"question": end.question, "original": original}
        await connection.execute(letters.insert(), values)
        original = None  # the first takes the place of all that was there


def letter(person: int, address: Address, message: Message, kind: str, lane: int, now: datetime) -> dict[str, object]:
    moment = instants.kept(now)
    return {
        "person": person,
        "channel": address.channel,
        "lane": lane,
        "kind": kind,
        "place": "",
        "language": "",
        "body": bodies.written(message),
        "state": PENDING,
        "done": 0,
        "tries": 0,
        "resent": 0,
        "due": moment,
        "created": moment,
    }


def _journal(end: Settlement, now: datetime) -> dict[str, object]:
    told = end.unanswered
    assert told is not None
    return {
        "asked": instants.kept(now),
        "language": told.language,
        "outcome": told.outcome,
        "text": bodies.writable(told.text),
        "near": " ".join(told.near),
    }


async def set_gone(connection: Transaction, address: Address, gone: bool, now: datetime) -> None:
    """Somebody blocked the bot or came back. Nothing waits for whoever is gone."""
    person = (await connection.execute(rows.at(address))).scalar()
    if person is None:
        return
    await connection.execute(update(people).where(people.c.id == person).values(gone=gone, seen=instants.kept(now)))
    if gone:
        await drop(connection, person, "gone", now)


async def drop(connection: Transaction, person: int, reason: str, now: datetime, answers: bool = True) -> None:
    """Nothing of what waits for this person goes out; `answers` are let go as well, or only what is unasked."""
    waiting = (notices.c.person == person) & (notices.c.state == IN_WAITING)
    await connection.execute(update(notices).where(waiting).values(state=NOTICE_DROPPED, reason=reason))
    unsent = (letters.c.person == person) & letters.c.state.in_((PENDING, HELD))
    unsent &= letters.c.lane >= (0 if answers else 1)
    await connection.execute(
        update(letters).where(unsent).values(state=DROPPED, reason=reason, body="", settled=instants.kept(now))
    )


async def _blame(connection: Transaction, person: int, now: datetime) -> None:
    """The announcement after which somebody stopped all letters is counted with it."""
    lately = and_(letters.c.settled > instants.kept(now - BLAMED_FOR), letters.c.broadcast.is_not(None))
    newest = select(func.max(letters.c.id)).where(letters.c.person == person, letters.c.state == SENT, lately)
    theirs = letters.c.id == newest.scalar_subquery()
    await connection.execute(update(letters).where(theirs).values(stopped=instants.kept(now)))


async def forget_talks(connection: Transaction, before: datetime) -> None:
    await connection.execute(delete(talks).where(talks.c.updated < instants.kept(before)))


async def forget_departed(connection: Transaction, letter: int | None = None) -> int:
    """The last that is known of those who wanted to be forgotten, once their farewell is over; how many.

    Not of those who have come back meanwhile. With `letter` only that farewell is looked at.
    """
    said, open_still = letters.alias("said"), letters.alias("open_still")
    over = and_(said.c.kind == FAREWELL, said.c.state >= OVER)
    theirs = (
        select(said.c.person).where(over) if letter is None else select(said.c.person).where(over, said.c.id == letter)
    )
    last = exists().where(said.c.person == people.c.id, over, said.c.created >= people.c.seen)
    back = (
        exists().where(open_still.c.person == people.c.id, open_still.c.state < OVER),
        exists().where(talks.c.person == people.c.id),
        exists().where(follows.c.person == people.c.id),
    )
    chosen = and_(people.c.id.in_(theirs), or_(people.c.gone, last), *(~one for one in back))
    return (await connection.execute(delete(people).where(chosen))).rowcount
