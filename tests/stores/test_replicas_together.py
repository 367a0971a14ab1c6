"""Two processes that do everything at once to the same few people: nobody is in another's way, nothing doubles."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import time

from bot.core.messages import Message
from bot.core.people import Person, Talk
from bot.flows.ports import Address, Arrival, Outdated, Returned, Settlement
from bot.stores.database import Database
from bot.stores.guests import Guests
from bot.stores.ledger import Ledger
from bot.stores.mailboxes import Mailboxes
from bot.stores.tables import ENCLOSED, SENT, letters, notices
from tests.stores.conftest import Place, emptied
from tests.stores.given import ALL, CHANNELS, NOW, everything, follow, occasion, outbox, rows

PEOPLE = [Address("telegram", str(number)) for number in range(8)]
WINDOWS = [f"round-{number}" for number in range(4)]
VISITS = 10


async def visits(database: Database, address: Address) -> int:
    """Changes of habits touch what waits while its letter is written; how many visits had to begin again."""
    guests, again = Guests(database), 0
    for number in range(VISITS):
        before = await guests.find(address)
        person = replace(before.person, quiet=(time(22), time(number)))
        end = Settlement(address, before, person, Talk("exchange", f"exchange#{number}"), (Message("Hello"),))
        try:
            await guests.settle(end, NOW)
        except Outdated:
            again += 1
    return again


async def writes(database: Database, done: asyncio.Event) -> None:
    mailboxes = Mailboxes(database)
    while not done.is_set():
        mail = await mailboxes.mailbox(CHANNELS, NOW)
        if mail is not None:
            await mailboxes.enclose(mail, everything(mail), Message("Reminder"), "reminder", NOW)
        await asyncio.sleep(0)


async def sends(database: Database, done: asyncio.Event, carried: Counter[int]) -> None:
    box, returned = outbox(database), list[Returned]()
    while not done.is_set() or returned:
        turn = await box.turn(returned, {} if done.is_set() else ALL, NOW)
        carried.update(one.id for one in turn.letters)
        returned = [Returned(one, Arrival()) for one in turn.letters]
        await asyncio.sleep(0)


async def test_everything_at_once(on_postgresql: Place) -> None:
    replicas = first, second = on_postgresql.open(), on_postgresql.open()
    await emptied(first)
    await follow(first, *PEOPLE)
    done, carried = asyncio.Event(), Counter[int]()
    beside = [asyncio.create_task(work) for one in replicas for work in (writes(one, done), sends(one, done, carried))]
    plans = [Ledger(one).plan([occasion(name)], (), NOW) for name in WINDOWS for one in replicas]
    talks = [visits(one, address) for address in PEOPLE for one in replicas]
    found = await asyncio.gather(*plans, *talks)
    again = sum(number for number in found if isinstance(number, int))
    while any(row.state != ENCLOSED for row in await rows(first, notices)):
        await asyncio.sleep(0)
    while any(row.state != SENT for row in await rows(first, letters)):
        await asyncio.sleep(0)
    done.set()
    await asyncio.gather(*beside)
    answers = [row for row in await rows(first, letters) if row.lane == 0]
    assert len(answers) == len(PEOPLE) * VISITS * 2 - again
    assert set(carried.values()) == {1}
    assert len(await rows(second, notices)) == len(PEOPLE) * len(WINDOWS)
    for one in PEOPLE:
        assert (await Guests(second).find(one)).person != Person()
    for database in replicas:
        await database.close()
