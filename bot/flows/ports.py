"""What the flows need of the outside, no more."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.core.people import Person, Talk


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody is reached: the channel's name and its own id for the chat."""

    channel: str
    id: str


@dataclass(frozen=True, slots=True)
class Guest:
    """What is remembered of somebody between two messages."""

    person: Person = field(default_factory=Person)
    talk: Talk = field(default_factory=Talk)


class Guests(Protocol):
    async def find(self, address: Address) -> Guest:
        """A guest never seen before is a new one."""
        ...

    async def keep(self, address: Address, guest: Guest) -> None: ...


class Clock(Protocol):
    def __call__(self) -> datetime:
        """The moment, aware."""
        ...
