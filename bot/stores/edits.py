"""Answers to a question that was asked anew in other words: they take the place of the answers before."""

from typing import Any

from sqlalchemy import and_, func, select

from bot.stores.database import Transaction
from bot.stores.tables import DROPPED, letters

ANSWER = "answer"


async def earlier(connection: Transaction, person: int, question: int) -> int | None:
    """The last letter so far that answers the question; it need not have arrived yet."""
    theirs = and_(letters.c.person == person, letters.c.question == question, letters.c.kind == ANSWER)
    return (await connection.execute(select(func.max(letters.c.id)).where(theirs, letters.c.state != DROPPED))).scalar()


async def replaced(connection: Transaction, row: Any) -> tuple[int, ...]:
    """The channel's numbers of what is to go: the answers since the last time that answers took a place."""
    theirs = and_(
        letters.c.person == row.person,
        letters.c.question == row.question,
        letters.c.kind == ANSWER,
        letters.c.id <= row.original,
    )
    since = select(func.max(letters.c.id)).where(theirs, letters.c.original.is_not(None)).scalar_subquery()
    query = select(letters.c.messages).where(theirs, letters.c.id >= func.coalesce(since, 0)).order_by(letters.c.id)
    return tuple(
        int(number) for found in (await connection.execute(query)).scalars() for number in (found or "").split()
    )
