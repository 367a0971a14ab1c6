"""The way in: stored once, in order within a chat, chats side by side, three tries, then set aside and told."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest

from bot.core.conversation import Conversation
from bot.core.wishes import Question
from bot.flows import receive
from bot.flows.attend import Attend
from bot.flows.ports import Address, Arrived, Received, StoreAway
from bot.flows.receive import Receive
from bot.flows.respond import Visit
from bot.office import Office
from bot.settings import Settings
from bot.stores.inbox import Inbox
from tests import house, tiny

OWNER = Address("telegram", "900")


@dataclass
class Door:
    """Handles what it is given; a chat in `held` waits, a body in `broken` fails, so often as it says."""

    inbox: Inbox
    handled: list[tuple[str, str]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    apologies: list[tuple[str, str]] = field(default_factory=list)
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    broken: dict[str, list[Exception]] = field(default_factory=dict)
    at_work: set[str] = field(default_factory=set)
    most_at_once: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def __call__(self, received: Received) -> None:
        assert received.chat not in self.at_work, "two of one chat at the same time"
        self.at_work.add(received.chat)
        self.most_at_once = max(self.most_at_once, len(self.at_work))
        try:
            await self._handled(received)
        finally:
            self.at_work.discard(received.chat)
            await self._tell()

    async def _handled(self, received: Received) -> None:
        self.tried.append(received.body)
        await self._tell()
        await asyncio.sleep(0)
        if gate := self.held.get(received.chat):
            await gate.wait()
        if errors := self.broken.get(received.body):
            raise errors.pop(0)
        self.at_work.discard(received.chat)
        await self.inbox.done(received.id)
        self.handled.append((received.chat, received.body))

    async def apologise(self, received: Received, incident: str) -> None:
        self.apologies.append((received.body, incident))
        await self._tell()

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(10), self.changed:
            await self.changed.wait_for(true)

    async def _tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    def of(self, chat: str) -> list[str]:
        return [body for one, body in self.handled if one == chat]


@pytest.fixture
async def office(small: Conversation) -> AsyncIterator[Office]:
    chosen = Settings(sending=house.UNPACED, owner_id=OWNER.id)
    opened = await house.office(small, lambda: tiny.NOW, chosen)
    yield opened
    await opened.close()


@pytest.fixture
def door(office: Office) -> Door:
    return Door(office.inbox)


@asynccontextmanager
async def receiving(door: Door, office: Office, side_by_side: int = 16) -> AsyncIterator[Receive]:
    made = Receive(office.inbox, "telegram", door, door.apologise, office.clock, side_by_side, pause=0)
    task = asyncio.create_task(made.run())
    try:
        yield made
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await made.finish(1)


def sent(chat: str, *numbers: int, what: str = "") -> Sequence[Arrived]:
    return [Arrived(number, chat, what or f"{chat}:{number}") for number in numbers]


async def counts(office: Office) -> dict[str, int]:
    return {state: number for state, number in (await office.records.counts())["inbox"].items() if number}


async def test_what_is_stored_is_handled_at_once(door: Door, office: Office) -> None:
    async with receiving(door, office) as made:
        await made.store(sent("1", 1))
        await door.until(lambda: door.of("1") == ["1:1"])
    assert await counts(office) == {"done": 1}


async def test_an_update_that_comes_again_is_stored_and_handled_once(door: Door, office: Office) -> None:
    async with receiving(door, office) as made:
        await made.store(sent("1", 500, 500, 500))
        await door.until(lambda: bool(door.handled))
        await made.store(sent("1", 500, 501))
        await door.until(lambda: len(door.handled) == 2)
    assert door.of("1") == ["1:500", "1:501"]


async def test_each_chat_is_handled_in_order_and_chats_side_by_side(door: Door, office: Office) -> None:
    door.held["1"] = asyncio.Event()
    async with receiving(door, office) as made:
        for number in range(0, 30, 3):
            await made.store([*sent("1", number), *sent("2", number + 1), *sent("3", number + 2)])
        await door.until(lambda: len(door.handled) == 20)
        assert not door.of("1"), "a slow chat holds up no other"
        door.held["1"].set()
        await door.until(lambda: len(door.handled) == 30)
    for chat, first in (("1", 0), ("2", 1), ("3", 2)):
        assert door.of(chat) == [f"{chat}:{number}" for number in range(first, 30, 3)]


async def test_no_more_chats_than_allowed_are_attended_to_at_once(door: Door, office: Office) -> None:
    async with receiving(door, office, side_by_side=3) as made:
        await made.store([one for chat in range(20) for one in sent(str(chat), chat)])
        await door.until(lambda: len(door.handled) == 20)
    assert 2 <= door.most_at_once <= 3


async def test_an_update_is_told_how_many_wait_behind_it(office: Office) -> None:
    await office.inbox.store("telegram", [*sent("1", 1, 2, 3), *sent("2", 4)], office.clock())
    claimed = await office.inbox.claim("telegram", 16, office.clock())
    assert [(one.chat, one.behind) for one in claimed] == [("1", 2), ("2", 0)]


async def test_what_fails_three_times_is_set_aside_told_and_holds_up_nobody(
    door: Door, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    door.broken["poison"] = [ValueError("my passport is E1234") for _ in range(9)]
    async with receiving(door, office) as made:
        await made.store([*sent("1", 1), *sent("1", 2, what="poison"), *sent("1", 3), *sent("2", 4)])
        await door.until(lambda: door.of("1") == ["1:1", "1:3"] and bool(door.apologies))
    assert door.tried.count("poison") == receive.TRIES == 3
    ((body, incident),) = door.apologies
    assert body == "poison" and door.of("2") == ["2:4"]
    assert await counts(office) == {"done": 3, "parked": 1}
    (record,) = [one for one in caplog.records if one.message == "an update was set aside"]
    fields = vars(record)
    assert (fields["id"], fields["error"]) == (incident, "ValueError")
    assert "test_receive.py:" in fields["at"]
    assert "E1234" not in caplog.text and "E1234" not in str([vars(one) for one in caplog.records])


async def test_order_is_kept_while_an_update_waits_for_its_next_try(door: Door, office: Office) -> None:
    door.broken["1:1"] = [ValueError(), ValueError()]
    async with receiving(door, office) as made:
        await made.store(sent("1", 1, 2))
        await door.until(lambda: len(door.handled) == 2)
    assert door.tried == ["1:1", "1:1", "1:1", "1:2"]
    assert not door.apologies


async def test_a_database_that_is_away_is_no_try_of_the_update(door: Door, office: Office) -> None:
    door.broken["1:1"] = [StoreAway(), ValueError(), StoreAway(), StoreAway(), ValueError(), StoreAway()]
    async with receiving(door, office) as made:
        await made.store(sent("1", 1))
        await door.until(lambda: bool(door.handled))
    assert door.tried.count("1:1") == 7
    assert not door.apologies


async def test_an_apology_that_fails_holds_up_nothing(
    door: Door, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    class Speechless(Door):
        async def apologise(self, received: Received, incident: str) -> None:
            raise StoreAway

    speechless = Speechless(office.inbox, broken={"1:1": [ValueError() for _ in range(9)]})
    async with receiving(speechless, office) as made:
        await made.store(sent("1", 1, 2))
        await speechless.until(lambda: speechless.of("1") == ["1:2"])
    assert "nobody could be told" in caplog.messages


class Away(Inbox):
    """The database is away for the first `left` calls of anything."""

    left = 3

    async def store(self, channel: str, arrived: Sequence[Arrived], now: datetime) -> int:
        self._call()
        return await super().store(channel, arrived, now)

    async def claim(self, channel: str, most: int, now: datetime) -> tuple[Received, ...]:
        self._call()
        return await super().claim(channel, most, now)

    def _call(self) -> None:
        self.left -= 1
        if self.left >= 0:
            raise StoreAway


async def test_a_database_that_is_away_is_waited_for(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    away = replace(office, inbox=Away(office.database))
    door = Door(away.inbox)
    async with receiving(door, away) as made:
        await made.store(sent("1", 1))
        await door.until(lambda: bool(door.handled))
    assert caplog.records and {one.levelno for one in caplog.records} == {logging.WARNING}


async def test_the_end_finishes_what_is_being_handled(door: Door, office: Office) -> None:
    door.held["1"] = asyncio.Event()
    async with receiving(door, office) as made:
        await made.store(sent("1", 1, 2))
        await door.until(lambda: bool(door.tried))
        door.held["1"].set()
    assert door.of("1") == ["1:1"]
    assert await counts(office) == {"done": 1, "waiting": 1}


async def test_the_end_leaves_what_could_not_be_handled_for_the_next_start(door: Door, office: Office) -> None:
    door.held["1"] = asyncio.Event()
    made = Receive(office.inbox, "telegram", door, door.apologise, office.clock, pause=0)
    running = asyncio.create_task(made.run())
    await made.store(sent("1", 1, 2))
    await door.until(lambda: bool(door.tried))
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert await made.finish(0) == 1
    assert await counts(office) == {"handling": 1, "waiting": 1}
    await office.recover("telegram", started=True)
    later = Door(office.inbox)
    async with receiving(later, office):
        await later.until(lambda: later.of("1") == ["1:1", "1:2"])


# With the office's own flow behind the door


async def test_poison_is_told_to_the_person_and_to_the_owner_and_the_chat_goes_on(office: Office) -> None:
    """The whole way, from what was received to what the post office would carry."""
    door = Attending(office)
    made = Receive(office.inbox, "telegram", door, door.apologise, office.clock, pause=0)
    running = asyncio.create_task(made.run())
    await made.store([*sent("1", 1, what="break"), *sent("1", 2, what="how much is the exchange")])
    async with asyncio.timeout(10):
        while (await counts(office)).get("done") != 1:
            await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert await made.finish(5) == 0
    sorry, answer = await posted(office, Address("telegram", "1"))
    (told,) = await posted(office, OWNER)
    assert "something went wrong" in sorry and "Deposit" in answer
    incident = sorry.rpartition(": ")[2].strip('"} ').partition('"')[0].strip()
    assert incident in told


class Attending:
    def __init__(self, office: Office) -> None:
        self._attend: Attend = office.attend

    async def __call__(self, received: Received) -> None:
        if received.body == "break":
            raise ValueError
        await self._attend(self._visit(received))

    async def apologise(self, received: Received, incident: str) -> None:
        await self._attend.apologise(replace(self._visit(received), received=None), incident)

    def _visit(self, received: Received) -> Visit:
        return Visit(Address("telegram", received.chat), Question(received.body), received=received.id)


async def posted(office: Office, who: Address) -> list[str]:
    held = await office.records.held(who)
    assert held is not None
    return [str(letter["body"]) for letter in held.kinds["letters"]]
