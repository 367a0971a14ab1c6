"""Who is spoken with, and what may go wrong with any port."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.core.people import Person, Talk


class StoreAway(Exception):
    """The database cannot be used for now: what was being done is undone and may be tried again."""


class Outdated(Exception):
    """The conversation went on meanwhile, at another replica: begin again with what it is now."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody is reached: the channel's name and its own id for the chat."""

    channel: str
    id: str


@dataclass(frozen=True, slots=True)
class Guest:
    """What is remembered of somebody between two messages; `version` counts what was kept of the talk."""

    person: Person = field(default_factory=Person)
    talk: Talk = field(default_factory=Talk)
    version: int = 0
    known: bool = False


class Clock(Protocol):
    def __call__(self) -> datetime:
        """The moment, aware."""
        ...
