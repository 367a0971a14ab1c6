"""The post office in a test: real stores, a clock that the test moves, and a road with troubles to order."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.conversation import Conversation
from bot.core.messages import Message
from bot.core.people import Person, Talk
from bot.flows.deliver import NAP, Deliver
from bot.flows.ports import Address, Arrival, Fate, Letter, Settlement
from bot.office import Office
from bot.settings import Sending, Settings
from tests import house, tiny


@dataclass
class Time:
    """Seconds since the test began; they pass when the test says so."""

    passed: float = 0.0

    def __call__(self) -> datetime:
        return tiny.NOW + timedelta(seconds=self.passed)


@dataclass
class Road:
    """What becomes of letters: as ordered for a chat, else they arrive. A chat in `held` waits."""

    clock: Time
    ordered: dict[Address, list[Fate | Exception]] = field(default_factory=dict)
    held: dict[Address, asyncio.Event] = field(default_factory=dict)
    tries: list[tuple[Letter, float]] = field(default_factory=list)
    arrived: list[str] = field(default_factory=list)

    async def __call__(self, letter: Letter) -> Fate:
        self.tries.append((letter, self.clock.passed))
        if gate := self.held.get(letter.address):
            await gate.wait()
        fate = self.ordered[letter.address].pop(0) if self.ordered.get(letter.address) else Arrival()
        if isinstance(fate, Exception):
            raise fate
        if fate == Arrival():
            self.arrived.append(letter.message.text)
        return fate

    def moments(self, address: Address) -> list[float]:
        return [moment for letter, moment in self.tries if letter.address == address]


@dataclass
class Post:
    office: Office
    clock: Time
    road: Road
    deliver: Deliver

    async def answer(self, address: Address, *texts: str) -> None:
        guests = self.office.guests
        before = await guests.find(address)
        end = Settlement(address, before, Person("en"), Talk(), tuple(map(Message, texts)), f"[{address.id}]")
        await guests.settle(end, self.clock())

    async def letter(self, address: Address, text: str) -> None:
        await self.office.guests.post(address, Message(text), "staff", self.clock())

    async def turn(self) -> float:
        """One turn, and what went out lands as far as nothing holds it."""
        nap = await self.deliver.turn()
        for _ in range(5):
            await asyncio.sleep(0)
        return nap

    async def goes_on(self, seconds: float, step: float = 0.25) -> None:
        """The post office at work for so long; nobody looks while it rests, but every `step`."""
        end = self.clock.passed + seconds
        while self.clock.passed < end:
            nap = await self.turn()
            self.clock.passed += step if nap >= NAP else min(nap, step)
        await self.turn()

    async def counts(self) -> Mapping[str, int]:
        counted = (await self.office.records.counts())["letters"]
        return {state: number for state, number in counted.items() if number}


async def opened(small: Conversation, a_second: float = 0) -> Post:
    clock = Time()
    office = await house.office(small, clock, Settings(sending=Sending(a_second=a_second)))
    road = Road(clock)
    return Post(office, clock, road, office.post_office({"telegram": road}))
