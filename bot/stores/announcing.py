"""Letters that carry an announcement: their text, those who sleep, chats that move, and what corrects or recalls."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select, update

from bot.core.messages import Message
from bot.flows.ports import Letter
from bot.stores import bodies, edits, instants
from bot.stores.database import Transaction
from bot.stores.tables import DROPPED, PENDING, SENDING, SENT, UNKNOWN, broadcast_texts, letters, people

OF_ANOTHER = ("correction", "recall")
"""Kinds of letters that change another one."""

PROGRESS = "progress"
"""The kind of the letter that tells staff how far an announcement has come."""

CHANGEABLE = ("broadcast", "correction", PROGRESS, edits.ANSWER)
"""Kinds of letters of which is kept where they arrived, so that they can be changed there."""

_SOON = timedelta(seconds=2)


async def text(connection: Transaction, row: Any) -> Message:
    """Looked up when it goes out, so that what waits gets a corrected text at once."""
    if row.kind == "recall":
        return Message("")
    query = select(broadcast_texts.c.body).where(
        broadcast_texts.c.broadcast == row.broadcast, broadcast_texts.c.language == row.language
    )
    return bodies.read((await connection.execute(query)).scalar_one())


async def messages(connection: Transaction, row: Any) -> tuple[int, ...]:
    """The numbers of what has arrived of this letter; where it changes another one, of what is to be changed."""
    if row.kind not in OF_ANOTHER or row.done:
        return _numbers(row.messages)
    theirs = or_(letters.c.id == row.original, letters.c.original == row.original)
    query = select(letters.c.messages).where(theirs, letters.c.messages.is_not(None)).order_by(letters.c.id)
    found = [_numbers(one) for one in (await connection.execute(query)).scalars()]
    if row.kind == "recall":
        return tuple(sorted({number for numbers in found for number in numbers}))
    return found[-1] if found else ()


async def has_original(connection: Transaction, row: Any, now: datetime) -> bool:
    """Whether there is anything to change: a letter that is still on its way is waited for."""
    query = select(letters.c.state).where(letters.c.id == row.original)
    state = (await connection.execute(query)).scalar()
    if state in {SENT, UNKNOWN}:
        return True
    moment = instants.kept(now)
    values: dict[str, Any] = {"state": DROPPED, "reason": "not received", "settled": moment}
    if state == SENDING:
        values = {"due": moment + _SOON // timedelta(milliseconds=1)}
    await connection.execute(update(letters).where(letters.c.id == row.id).values(**values))
    return False


async def let_sleep(connection: Transaction, row: Any, until: datetime, now: datetime) -> None:
    """Everybody with the same habits waits until then: the night falls for thousands at once."""
    same = (
        people.c.zone.is_not_distinct_from(row.zone),
        people.c.quiet.is_not_distinct_from(row.quiet),
        people.c.paused_until.is_not_distinct_from(row.paused_until),
    )
    waiting = and_(
        letters.c.broadcast == row.broadcast, letters.c.state == PENDING, letters.c.due <= instants.kept(now)
    )
    theirs = letters.c.person.in_(select(people.c.id).where(*same))
    await connection.execute(update(letters).where(waiting, theirs).values(due=instants.kept(until)))


async def moved(connection: Transaction, letter: Letter, chat: str, now: datetime) -> None:
    """The chat is called by its new id from now on, and the letter goes there; unless it has got one there."""
    here = and_(people.c.channel == letter.address.channel, people.c.address == letter.address.id)
    there = select(people.c.id).where(people.c.channel == letter.address.channel, people.c.address == chat)
    mine = and_(letters.c.id == letter.id, letters.c.state == SENDING)
    if (await connection.execute(there)).scalar() is None:
        await connection.execute(update(people).where(here).values(address=chat))
        again = {"state": PENDING, "due": instants.kept(now)}
        await connection.execute(update(letters).where(mine).values(**again))
        return
    await connection.execute(update(people).where(here).values(gone=True))
    over = {"state": DROPPED, "reason": "moved", "settled": instants.kept(now), "body": ""}
    await connection.execute(update(letters).where(mine).values(**over))


def _numbers(written: str | None) -> tuple[int, ...]:
    return tuple(int(number) for number in (written or "").split())
