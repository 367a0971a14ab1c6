"""After somebody was forgotten, what they said and where they are reached is in no byte of the files."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.messages import Message
from bot.core.people import Person, Talk
from bot.flows.ports import Address, Arrival, Arrived, Guest, Mark, Member, Returned, Settlement
from bot.stores.broadcasts import Broadcasts
from bot.stores.database import Database
from bot.stores.follows import Follows
from bot.stores.guests import Guests
from bot.stores.inbox import Inbox
from bot.stores.ledger import Ledger
from bot.stores.mailboxes import Mailboxes
from bot.stores.records import Records
from bot.stores.roster import Roster
from tests.stores.conftest import Place, emptied
from tests.stores.given import ALL, CHANNELS, NOW, after, claimed, occasion, outbox, planned, written

NUMBER = 4212345678901
ANN = Address("telegram", str(NUMBER))
WORDS = ("zebrafinch", "quokkaland", "okapiland", "numbatland", "tapirland", "axolotland")
NEIGHBOURS = 150
LONG = 3000
"""Letters longer than a page of the file lie in pages of their own."""


async def lives(database: Database, address: Address, words: tuple[str, ...], number: int) -> None:
    """Everything that the bot can come to know: asked, followed, done with, answered, written to."""
    asked, subject, department, answered, queued, received = words
    guests = Guests(database)
    person = Person("en", department=department)
    meant = Talk(subject, f"{subject}#{asked}", ((subject, 0.5),), f"{asked}#cost", (f"{asked}#apply",), subject)
    await guests.settle(Settlement(address, Guest(), person, meant), NOW)
    await Follows(database).follow(address, "exchange", "", after(days=-1))
    await Follows(database).mark(address, Mark(subject, "spring", "v1", "done"), NOW)
    arrivals = Inbox(database)
    await arrivals.store("telegram", [Arrived(number, address.id, f'{{"text":"{asked}"}}')], NOW)
    (first,) = await arrivals.claim("telegram", 1, NOW)
    end = Settlement(
        address,
        await guests.find(address),
        person,
        Talk(subject, f"{subject}#{asked} again"),
        (Message(answered), Message(f"{queued} " * (LONG // len(queued)))),
        place=f"[{address.id}]",
        received=first.id,
    )
    await guests.settle(end, NOW)
    await arrivals.store("telegram", [Arrived(number + 1, address.id, f'{{"text":"{received}"}}')], NOW)
    (second,) = await arrivals.claim("telegram", 1, NOW)
    await arrivals.park(second.id, "KeyError", NOW)
    who = f"{address.channel}:{address.id}"
    await Roster(database).put(Member(address, "announcer", department), who, NOW)
    broadcasts = Broadcasts(database, CHANNELS)
    draft = await broadcasts.draft(who, "notice", None, NOW)
    await broadcasts.keep(replace(draft, texts={"en": Message(f"{queued} {asked}")}), NOW)


def found(folder: Path) -> list[str]:
    """File and word of everything that is still there."""
    places = []
    for file in sorted(folder.rglob("*")):
        content = file.read_bytes() if file.is_file() else b""
        wanted = [word.encode() for word in (*WORDS, ANN.id)]
        wanted += [NUMBER.to_bytes(size, "big") for size in (6, 8)]
        places += [f"{file.name}: {word!r}" for word in wanted if word in content]
    return places


@pytest.fixture
async def file(in_a_file: Place) -> Database:
    opened = in_a_file.open()
    await emptied(opened)
    return opened


async def neighbours(database: Database, start: int, count: int) -> None:
    for number in range(start, start + count):
        words = tuple(f"word{number}of{part}" for part in range(len(WORDS)))
        await lives(database, Address("telegram", str(10**12 + number)), words, 10 * number)


async def test_what_was_asked_answered_followed_and_received_is_overwritten(in_a_file: Place, file: Database) -> None:
    assert in_a_file.folder is not None
    await neighbours(file, 1, NEIGHBOURS // 2)
    await lives(file, ANN, WORDS, 5)
    await neighbours(file, 1000, NEIGHBOURS // 2)
    await planned(file, occasion(at=NOW))
    await written(file)
    assert len(found(in_a_file.folder)) >= len(WORDS), "the search itself works"
    await Records(file).forget(ANN, NOW)
    assert found(in_a_file.folder) == []
    assert (await Records(file).counts())["people"]["all"] == NEIGHBOURS
    await file.close()
    assert found(in_a_file.folder) == []


async def test_after_the_farewell_has_arrived_nothing_is_left_either(in_a_file: Place, file: Database) -> None:
    assert in_a_file.folder is not None
    await neighbours(file, 1, 20)
    await lives(file, ANN, WORDS, 5)
    await Inbox(file).store("telegram", [Arrived(7, ANN.id, '{"text":"/forget"}')], NOW)
    (received,) = await Inbox(file).claim("telegram", 1, NOW)
    await Records(file).forget(ANN, NOW)
    bye = (Message("Everything is forgotten."),)
    place = f'{{"chat":{NUMBER}}}'
    end = Settlement(ANN, Guest(), Person("en"), Talk(), bye, place, received.id, farewell=True)
    await Guests(file).settle(end, NOW)
    letter = next(one for one in await claimed(file) if one.address == ANN)
    assert found(in_a_file.folder) != [], "somewhere the farewell has to go"
    await outbox(file).turn([Returned(letter, Arrival())], ALL, NOW)
    assert found(in_a_file.folder) == []
    await file.close()


async def test_what_was_sent_and_what_was_dropped_goes_as_well(in_a_file: Place, file: Database) -> None:
    assert in_a_file.folder is not None
    await lives(file, ANN, WORDS, 5)
    ledger = Ledger(file)
    await ledger.plan([occasion(), occasion("autumn")], ["exchange/spring/v1/7"], NOW)
    mail = await Mailboxes(file).mailbox(CHANNELS, NOW)
    assert mail is not None  # and left open: whoever holds it comes too late
    for letter in await claimed(file):
        await outbox(file).turn([Returned(letter, Arrival())], ALL, NOW)
    await Guests(file).settle(Settlement(ANN, await Guests(file).find(ANN), Person(), Talk(), gone=True), NOW)
    await Records(file).forget(ANN, NOW)
    assert found(in_a_file.folder) == []
    await file.close()


async def test_who_is_let_go_of_after_a_long_absence_is_in_no_file_either(in_a_file: Place, file: Database) -> None:
    assert in_a_file.folder is not None
    await neighbours(file, 1, 20)
    await lives(file, ANN, WORDS, 5)
    await Guests(file).settle(Settlement(ANN, await Guests(file).find(ANN), Person(), Talk(), gone=True), NOW)
    await Records(file).purge(after(days=91), timedelta(days=90))
    assert found(in_a_file.folder) == []
    await file.close()
