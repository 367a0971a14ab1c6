"""What a button does: a closed union of actions. Nothing sensitive is in one, and nothing in it is trusted."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from bot.core.knowledge import Audience


@dataclass(frozen=True, slots=True)
class Ask:
    """Show the answer to a topic."""

    topic: str


@dataclass(frozen=True, slots=True)
class More:
    """Show part `part` (from 1) of a long answer that was told with the fact at `lead` first (-1: as it is written)."""

    topic: str
    part: int
    lead: int = -1


@dataclass(frozen=True, slots=True)
class Browse:
    """Show the topics: of an entity, or (None) all programmes and services."""

    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Speak:
    """Switch the language; None offers the choice."""

    language: str | None = None


@dataclass(frozen=True, slots=True)
class Be:
    """Set the role; None offers the choice, "nobody" declines to say."""

    role: Audience | Literal["nobody"] | None = None


@dataclass(frozen=True, slots=True)
class Show:
    """What the command of this name does."""

    command: str


@dataclass(frozen=True, slots=True)
class Follow:
    """Follow a programme ("semester-exchange") or one of its rounds ("semester-exchange/spring-round")."""

    key: str


@dataclass(frozen=True, slots=True)
class Unfollow:
    key: str


@dataclass(frozen=True, slots=True)
class Close:
    """No more reminders of this very round: I have applied, or it is not for me."""

    mark: Literal["done", "skip"]
    key: str
    version: str


@dataclass(frozen=True, slots=True)
class Snooze:
    """Remind me again in a day of what stood in the same letter; `occasion` is one of the reasons of that letter."""

    occasion: int


@dataclass(frozen=True, slots=True)
class Adjust:
    """One of a person's own settings.

    `quiet` 22:00-08:00, `zone` Europe/Berlin, `pause` 7, `year` 2, `department` art, `letters` on.
    """

    setting: Literal["quiet", "zone", "pause", "year", "department", "letters"]
    value: str


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase everything about me; `sure` is the second press."""

    sure: bool = False


@dataclass(frozen=True, slots=True)
class Announce:
    """A step of staff with one announcement. `value` says how it shall be, not how it changes: twice is once."""

    verb: str
    number: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Manage:
    """A step of an owner with the staff: `subject` is "telegram:17", or nobody for what concerns all."""

    verb: str
    role: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """Which programme fits: what was answered so far, as tags. It is kept nowhere but in the buttons."""

    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compare:
    """Two programmes beside each other, as tags; what is empty is still to be chosen."""

    one: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """When to start for a round ("semester-exchange/spring-round"), or for the next one of a programme."""

    key: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A paper, as a tag, for a round is there, or is not."""

    key: str
    paper: str
    there: bool


@dataclass(frozen=True, slots=True)
class Card:
    """The card of a programme, for parents."""

    entity: str


@dataclass(frozen=True, slots=True)
class Stale:
    """A button that this version does not know."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A button as it lies in the outbox: it goes out as it is."""

    data: str


OfStaff = Announce | Manage
Ahead = Fit | Compare | Plan | Tick | Card
Own = Show | Follow | Unfollow | Close | Snooze | Adjust | Forget
Action = Ask | More | Browse | Speak | Be | Own | Ahead | OfStaff | Stale | Packed


def tag(id: str) -> str:
    """Stands for an id in a button, however long that is; whoever reads it looks which id has this tag."""
    return hashlib.sha256(id.encode()).hexdigest()[:8]
