"""Scenes for the tests of the stores: people, reasons to write to them, and rows as they lie in the tables."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Table, select

from bot.core.mailbox import Decision
from bot.core.messages import Message
from bot.core.people import Person, Talk
from bot.core.reminders import Occasion
from bot.flows.ports import Address, Guest, Lane, Letter, Mailbox, Settlement
from bot.stores.database import Database
from bot.stores.follows import Follows
from bot.stores.guests import Guests
from bot.stores.ledger import Ledger
from bot.stores.mailboxes import Mailboxes
from bot.stores.outbox import Outbox, Rate

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
ANN, BO, CY = (Address("telegram", number) for number in ("4212345678901", "-1001234567890", "77"))
CHANNELS = ("telegram",)
UNPACED = Rate(0)
ALL: Mapping[Lane, int] = {"answer": 100, "letter": 100}


def after(**lapse: float) -> datetime:
    return NOW + timedelta(**lapse)


async def rows(database: Database, table: Table, *where: Any) -> Sequence[Row[Any]]:
    """Oldest first."""
    async with database.read() as connection:
        return (await connection.execute(select(table).where(*where).order_by(*table.primary_key))).all()


async def column(database: Database, wanted: Any) -> list[Any]:
    return [getattr(row, wanted.name) for row in await rows(database, wanted.table)]


def visit(
    address: Address, before: Guest | None = None, *answers: str, talk: Talk | None = None, **more: Any
) -> Settlement:
    known = before or Guest()
    letters = tuple(Message(one) for one in answers)
    return Settlement(address, known, known.person, talk or known.talk, letters, **more)


async def met(database: Database, *addresses: Address, person: Person | None = None) -> None:
    for address in addresses:
        await Guests(database).settle(Settlement(address, Guest(), person or Person(), Talk()), NOW)


async def answer(database: Database, address: Address, *texts: str, now: datetime = NOW, **more: Any) -> None:
    """Somebody is answered; the answers wait in the outbox."""
    guests = Guests(database)
    await guests.settle(visit(address, await guests.find(address), *texts, **more), now)


async def follow(database: Database, *addresses: Address, window: str = "", at: datetime | None = None) -> None:
    for address in addresses:
        await Follows(database).follow(address, "exchange", window, at or after(days=-30))


def occasion(
    window: str = "spring",
    version: str = "v1",
    offset: str = "7",
    at: datetime = NOW,
    edge: datetime | None = None,
    entity: str = "exchange",
    stage: str = "",
) -> Occasion:
    key = "/".join(filter(None, (entity, window, stage, version, offset)))
    return Occasion(key, entity, window, stage, version, offset, at, edge or at + timedelta(days=7))


async def planned(database: Database, *due: Occasion, now: datetime | None = None) -> None:
    await Ledger(database).plan(due or (occasion(),), (), now or NOW)


def everything(opened: Mailbox) -> Decision:
    return Decision(send=tuple(one.id for one in opened.pending))


async def opened(database: Database, now: datetime | None = None) -> Mailbox:
    found = await Mailboxes(database).mailbox(CHANNELS, now or NOW)
    assert found is not None
    return found


async def written(database: Database, text: str = "A reminder", now: datetime | None = None) -> int:
    """All that waits for whoever has waited longest goes into one letter; its number."""
    mail = await opened(database, now)
    number = await Mailboxes(database).enclose(mail, everything(mail), Message(text), "reminder", now or NOW)
    assert number is not None
    return number


def outbox(database: Database, rate: Rate = UNPACED, channels: Sequence[str] = CHANNELS) -> Outbox:
    return Outbox(database, channels, rate)


async def claimed(database: Database, now: datetime | None = None) -> tuple[Letter, ...]:
    return (await outbox(database).turn((), ALL, now or NOW)).letters


def texts(letters: Sequence[Letter]) -> list[str]:
    return [one.message.text for one in letters]
