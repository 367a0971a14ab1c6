"""What comes in: kept until it is handled, and the end of a visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.knowledge import Outcome
from bot.core.messages import Message
from bot.core.people import Person, Talk
from bot.flows.ports.people import Address, Guest


@dataclass(frozen=True, slots=True)
class Arrived:
    """Something received and not yet looked at. `number` is the channel's own, which tells a repetition."""

    number: int
    chat: str
    body: str


@dataclass(frozen=True, slots=True)
class Received:
    """Something stored, ready to be handled. `behind` counts what the same chat has sent since."""

    id: int
    chat: str
    body: str
    tries: int = 0
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question for the journal: masked, and without a word on who asked."""

    text: str
    language: str | None
    outcome: Outcome
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settlement:
    """The end of one visit: what is remembered, what is answered, and what was received is done with.

    `letters` are to be sent to `place` by the post office; empty where the channel itself shows them.
    """

    address: Address
    before: Guest
    person: Person
    talk: Talk
    letters: tuple[Message, ...] = ()
    place: str = ""
    received: int | None = None
    unanswered: Unanswered | None = None
    gone: bool | None = None
    question: int | None = None
    """The channel's own number of the message that is answered."""
    edited: bool = False
    """It had been answered before, in other words: the letters take the place of those answers."""
    farewell: bool = False
    """The letters go to somebody who is to be forgotten: once they are out, so is the address."""


class Guests(Protocol):
    async def find(self, address: Address) -> Guest:
        """A guest never seen before is a new one."""
        ...

    async def settle(self, end: Settlement, now: datetime) -> None:
        """All of it or nothing. Raises `Outdated`."""
        ...

    async def post(self, address: Address, message: Message, kind: str, now: datetime) -> None:
        """One message to somebody, unasked, besides the ledger: for staff."""
        ...


class Inbox(Protocol):
    async def store(self, channel: str, arrived: Sequence[Arrived], now: datetime) -> int:
        """Keeps them, safe from a power cut; what was stored before is left alone. How many were new."""
        ...

    async def claim(self, channel: str, most: int, now: datetime) -> tuple[Received, ...]:
        """The oldest of each chat in which nothing is being handled."""
        ...

    async def put_back(self, received: int, error: str | None, due: datetime) -> None:
        """To be tried again; with `error` the try counts."""
        ...

    async def done(self, received: int) -> None:
        """It needed no answer."""
        ...

    async def park(self, received: int, error: str, now: datetime) -> None:
        """Set aside for staff: its chat goes on."""
        ...

    async def recover(self, channel: str, now: datetime) -> int:
        """What a killed process was handling is to be handled again."""
        ...
