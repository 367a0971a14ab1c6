"""What a button does: a closed union of actions, packed into at most 64 bytes.

The first character is the version. What cannot be unpacked (an old version, a forgery) is `Stale`: the person gets a
kind word and the menu, never an error. Nothing sensitive is in a button, and nothing in it is trusted.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from bot.core.knowledge import Audience

VERSION = "1"
LIMIT = 64


@dataclass(frozen=True, slots=True)
class Ask:
    """Show the answer to a topic."""

    topic: str


@dataclass(frozen=True, slots=True)
class More:
    """Show part `part` (from 1) of a long answer."""

    topic: str
    part: int


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
class Stale:
    """A button that this version does not know."""


Action = Ask | More | Browse | Speak | Be | Stale


def pack(action: Action) -> str:
    """At most 64 bytes; long topic ids (plain FAQ entries) go by their digest.

    >>> pack(More("semester-exchange#cost", 1))
    '1m1:semester-exchange#cost'
    """
    match action:
        case Ask(topic):
            return f"{VERSION}a{_short(topic)}"
        case More(topic, part):
            return f"{VERSION}m{part}:{_short(topic)}"
        case Browse(entity):
            return f"{VERSION}b{_short(entity or '')}"
        case Speak(language):
            return f"{VERSION}l{language or ''}"
        case Be(role):
            return f"{VERSION}r{role or ''}"
        case Stale():
            return f"{VERSION}?"


def unpack(data: str, topics: Iterable[str], languages: Iterable[str]) -> Action:
    """The action of a button's data. Only topics, entities and languages that exist now come back."""
    if data[:1] != VERSION or len(data) > LIMIT:
        return Stale()
    kind, rest = data[1:2], data[2:]
    match kind:
        case "a":
            topic = _long(rest, topics)
            return Ask(topic) if topic else Stale()
        case "m":
            number, _, short = rest.partition(":")
            topic = _long(short, topics)
            small = number.isascii() and number.isdigit() and len(number) <= 3
            return More(topic, int(number)) if topic and small else Stale()
        case "b":
            entities = dict.fromkeys(topic.partition("#")[0] for topic in topics)
            entity = _long(rest, entities) if rest else None
            return Browse(entity) if entity or not rest else Stale()
        case "l":
            return Speak(rest or None) if rest in {"", *languages} else Stale()
        case "r":
            return _role(rest)
    return Stale()


def _role(word: str) -> Action:
    if word == "nobody":
        return Be("nobody")
    for role in get_args(Audience):
        if word == role:
            return Be(role)
    return Stale() if word else Be()


def _short(topic: str) -> str:
    return topic if len(topic.encode()) <= LIMIT - 8 else f"={hashlib.sha256(topic.encode()).hexdigest()[:32]}"


def _long(short: str, topics: Iterable[str]) -> str | None:
    return next((topic for topic in topics if _short(topic) == short), None)
