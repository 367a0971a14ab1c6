"""Everything that is held about somebody: told, erased, or let go when its time is over; and counts for staff."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, update

from bot.core.broadcasts import STATES
from bot.core.privacy import AUDIT_DAYS, MARKS_DAYS
from bot.flows.ports import Address, Held
from bot.stores import guests, instants, rows
from bot.stores.database import Database, Transaction
from bot.stores.tables import (
    DONE,
    DROPPED,
    ENCLOSED,
    NOTICE_PENDING,
    PARKED,
    PENDING,
    UNKNOWN,
    audit,
    broadcasts,
    follows,
    inbox,
    invitations,
    letters,
    marks,
    notices,
    occasions,
    people,
    questions,
    staff,
    talks,
    ticks,
)

_NAMES = {
    letters: ("pending", "sending", "sent", "gone", "failed", "unknown", "dropped", "held"),
    inbox: ("waiting", "handling", "done", "parked"),
    notices: ("pending", "enclosed", "dropped"),
}
FORGOTTEN = "forgotten"
"""Who did something, where that is somebody who wanted to be forgotten."""

_REMEMBERED = timedelta(days=2)
"""Telegram repeats an update for a day at most; after that its number need not be known any more."""


class Records:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def held(self, address: Address) -> Held | None:
        async with self._database.read() as connection:
            row = (await connection.execute(select(people).where(people.c.id.in_(rows.at(address))))).first()
            if row is None:
                return None
            found = {name: await _rows(connection, query) for name, query in _everything(row.id, address).items()}
        for name, table in (("letters", letters), ("received", inbox), ("reminders", notices)):
            found[name] = [{**one, "state": _NAMES[table][one["state"]]} for one in found[name]]
        profile = {name: value for name, value in row._mapping.items() if name not in {"id", "mail_lease"}}
        return Held({"profile": [_readable(profile)], **found})

    async def forget(self, address: Address, now: datetime) -> None:
        """Nothing remains, in the file or its log: rows are overwritten, and the log is folded into the file."""
        async with self._database.write(durable=True) as connection:
            person = (await connection.execute(rows.at(address))).scalar()
            mine = and_(inbox.c.channel == address.channel, inbox.c.chat == address.id)
            await connection.execute(update(inbox).where(mine).values(body="", chat="", error=None, state=DONE))
            if person is not None:
                for table in (notices, letters, follows, marks, ticks, talks):
                    await connection.execute(delete(table).where(table.c.person == person))
                await connection.execute(delete(people).where(people.c.id == person))
            await _forget_staff(connection, address)
        await self._database.wipe()

    async def purge(self, now: datetime, keep: timedelta) -> Mapping[str, int]:
        """What is older than `keep` goes; how many rows of what."""
        old = instants.kept(now - keep)
        settled = instants.kept(now - _REMEMBERED)
        over = select(occasions.c.id).where(or_(occasions.c.edge < old, occasions.c.planned < old))
        finished = and_(notices.c.state != NOTICE_PENDING, notices.c.occasion.in_(over))
        departed = and_(people.c.gone, people.c.seen < old)
        years = instants.kept(now - max(keep, timedelta(days=MARKS_DAYS)))
        audited = instants.kept(now - max(keep, timedelta(days=AUDIT_DAYS)))
        chosen = {
            "questions": delete(questions).where(questions.c.asked < old),
            "letters": delete(letters).where(letters.c.settled < old),
            "notices": delete(notices).where(finished),
            "marks": delete(marks).where(marks.c.at < years),
            "ticks": delete(ticks).where(ticks.c.place != "", ticks.c.at < years),
            "inbox": delete(inbox).where(inbox.c.state == DONE, inbox.c.received < settled),
            "parked": delete(inbox).where(inbox.c.state == PARKED, inbox.c.received < old),
            "audit": delete(audit).where(audit.c.at < audited),
            "announcements": delete(broadcasts).where(broadcasts.c.created < audited, broadcasts.c.state.in_(ENDED)),
            "people": delete(people).where(departed),
        }
        gone = {}
        async with self._database.write(long=True) as connection:
            for row in (await connection.execute(select(people.c.channel, people.c.address).where(departed))).all():
                await _forget_staff(connection, Address(row.channel, row.address))
            for name, statement in chosen.items():
                gone[name] = int((await connection.execute(statement)).rowcount)
            gone["people"] += await guests.forget_departed(connection)
            await guests.forget_talks(connection, now - guests.TALK_LASTS)
        await self._database.wipe()
        return gone

    async def counts(self) -> Mapping[str, Mapping[str, int]]:
        """For staff: how many rows are in which state."""
        counted: dict[str, dict[str, int]] = {}
        async with self._database.read() as connection:
            for table, names in _NAMES.items():
                query = select(table.c.state, func.count()).group_by(table.c.state)
                there = dict((await connection.execute(query)).tuples().all())
                counted[table.name] = {name: there.get(number, 0) for number, name in enumerate(names)}
            for name, plain in {"people": people, "follows": follows, "questions": questions}.items():
                total = await connection.execute(select(func.count()).select_from(plain))
                counted[name] = {"all": int(total.scalar_one())}
        return counted

    async def resend_unknown(self, now: datetime) -> int:
        """Letters that may not have arrived are written once more, because staff say so; how many.

        What cannot be written again (an answer, a word to staff) is only no longer counted as in doubt.
        """
        moment = instants.kept(now)
        doubtful = letters.c.state == UNKNOWN
        enclosed = select(notices.c.letter).where(notices.c.state == ENCLOSED, notices.c.letter.is_not(None))
        async with self._database.write() as connection:
            lost = select(letters.c.id).where(doubtful, letters.c.id.in_(enclosed))
            numbers = list((await connection.execute(lost)).scalars())
            announced = doubtful & letters.c.broadcast.is_not(None)
            anew = {"state": PENDING, "due": moment, "settled": None, "reason": None}
            theirs = select(letters.c.broadcast).where(announced)
            ended = and_(broadcasts.c.id.in_(theirs), broadcasts.c.state == STATES.index("done"))
            reopened = {"state": STATES.index("sending"), "ended": None}
            await connection.execute(update(broadcasts).where(ended).values(**reopened))
            told_again = (await connection.execute(update(letters).where(announced).values(**anew))).rowcount
            again = update(notices).where(notices.c.letter.in_(numbers), notices.c.state == ENCLOSED)
            await connection.execute(again.values(state=NOTICE_PENDING, letter=None, due=moment, held=True))
            seen = {"state": DROPPED, "reason": "seen by staff", "settled": moment}
            await connection.execute(update(letters).where(doubtful).values(**seen))
        return len(numbers) + int(told_again)

    async def note(self, who: str, what: str, about: str, now: datetime) -> None:
        """A line of the audit."""
        async with self._database.write() as connection:
            await connection.execute(audit.insert().values(at=instants.kept(now), who=who, what=what, about=about))


ENDED = tuple(STATES.index(one) for one in STATES if one in {"draft", "cancelled", "done", "missed"})
"""States of announcements from which nothing goes out any more by itself."""


async def _forget_staff(connection: Transaction, address: Address) -> None:
    """Their role, their drafts; what they did stays written down, but not who it was."""
    who = f"{address.channel}:{address.id}"
    await connection.execute(delete(staff).where(staff.c.channel == address.channel, staff.c.address == address.id))
    await connection.execute(delete(invitations).where(invitations.c.by == who))
    await connection.execute(delete(broadcasts).where(broadcasts.c.author == who, broadcasts.c.state == 0))
    await connection.execute(update(broadcasts).where(broadcasts.c.author == who).values(author=FORGOTTEN))
    await connection.execute(update(broadcasts).where(broadcasts.c.approved == who).values(approved=FORGOTTEN))
    await connection.execute(update(audit).where(audit.c.who == who).values(who=FORGOTTEN))
    named = audit.c.about.like(f"{who} %") | (audit.c.about == who)
    await connection.execute(update(audit).where(named).values(about=FORGOTTEN))


def _everything(person: int, address: Address) -> Mapping[str, Any]:
    why = select(
        occasions.c.kind,
        occasions.c.entity,
        occasions.c.window,
        occasions.c.offset,
        occasions.c.at,
        notices.c.state,
        notices.c.reason,
    ).join(notices, notices.c.occasion == occasions.c.id)
    received = select(inbox.c.received, inbox.c.body, inbox.c.state)
    return {
        "conversation": select(*(talks.c[name] for name in (*rows.TALK, "updated"))).where(talks.c.person == person),
        "follows": select(follows.c.entity, follows.c.window, follows.c.since).where(follows.c.person == person),
        "marks": select(marks.c.entity, marks.c.window, marks.c.mark, marks.c.at).where(marks.c.person == person),
        "papers": select(ticks.c.place, ticks.c.paper, ticks.c.at).where(ticks.c.person == person),
        "reminders": why.where(notices.c.person == person).order_by(occasions.c.at),
        "letters": select(letters.c.kind, letters.c.state, letters.c.created, letters.c.settled, letters.c.body).where(
            letters.c.person == person
        ),
        "received": received.where(inbox.c.channel == address.channel, inbox.c.chat == address.id),
        "staff": select(staff.c.role, staff.c.name, staff.c.since).where(
            staff.c.channel == address.channel, staff.c.address == address.id
        ),
        "announcements": select(broadcasts.c.kind, broadcasts.c.created, broadcasts.c.begun).where(
            broadcasts.c.author == f"{address.channel}:{address.id}"
        ),
    }


async def _rows(connection: Transaction, query: Any) -> list[Mapping[str, Any]]:
    return [_readable(dict(row)) for row in (await connection.execute(query)).mappings()]


_INSTANTS = frozenset({"since", "seen", "paused_until", "updated", "at", "created", "settled", "received", "begun"})


def _readable(row: Mapping[str, Any]) -> dict[str, Any]:
    """Instants as ISO text, and nothing empty."""
    return {
        name: instants.read(value).isoformat() if name in _INSTANTS else value
        for name, value in row.items()
        if value not in {None, ""}
    }
