"""Buttons as the channels carry them: an action in at most 64 bytes.

The first character is the version. What cannot be unpacked (an old version, a forgery) is `Stale`: the person gets a
kind word and the menu, never an error.
"""

import hashlib
from collections.abc import Iterable
from typing import get_args

from bot.core.actions import (
    Action,
    Adjust,
    Ahead,
    Announce,
    Ask,
    Be,
    Browse,
    Card,
    Close,
    Compare,
    Fit,
    Follow,
    Forget,
    Manage,
    More,
    Own,
    Packed,
    Plan,
    Show,
    Snooze,
    Speak,
    Stale,
    Tick,
    Unfollow,
)
from bot.core.knowledge import Audience

VERSION = "1"
LIMIT = 64


def pack(action: Action) -> str:
    """At most 64 bytes; long topic ids (plain FAQ entries) go by their digest.

    >>> pack(More("semester-exchange#cost", 1))
    '1m1:semester-exchange#cost'
    """
    match action:
        case Ask(topic):
            return f"{VERSION}a{short(topic)}"
        case More(topic, part, lead):
            place = f".{lead}" if lead >= 0 else ""
            return f"{VERSION}m{part}{place}:{short(topic)}"
        case Browse(entity):
            return f"{VERSION}b{short(entity or '')}"
        case Speak(language):
            return f"{VERSION}l{language or ''}"
        case Be(role):
            return f"{VERSION}r{role or ''}"
        case Stale():
            return f"{VERSION}?"
        case Packed(data):
            return data
        case Announce(verb, number, value):
            return f"{VERSION}n{verb}:{number}:{value}"
        case Manage(verb, role, subject):
            return f"{VERSION}w{verb}:{role}:{subject}"
        case Fit() | Compare() | Plan() | Tick() | Card():
            return _packed_ahead(action)
        case own:
            return _packed_own(own)


def _packed_ahead(action: Ahead) -> str:
    """What helps to plan ahead."""
    match action:
        case Fit(answers):
            return f"{VERSION}g{'.'.join(answers)}"
        case Compare(one, other):
            return f"{VERSION}p{one}.{other}"
        case Plan(key):
            return f"{VERSION}k{short(key)}"
        case Card(entity):
            return f"{VERSION}v{short(entity)}"
        case Tick(key, paper, there):
            return f"{VERSION}y{'+' if there else '-'}{paper}:{short(key, 16)}"


def _packed_own(action: Own) -> str:
    """What concerns the person's own follows and settings."""
    match action:
        case Show(command):
            return f"{VERSION}c{command}"
        case Follow(key):
            return f"{VERSION}f{short(key)}"
        case Unfollow(key):
            return f"{VERSION}u{short(key)}"
        case Close(mark, key, version):
            return f"{VERSION}{mark[0]}{version[:12]}:{short(key, 16)}"
        case Snooze(occasion):
            return f"{VERSION}z{occasion}"
        case Adjust(setting, value):
            return f"{VERSION}t{setting}:{value}"
        case Forget(sure):
            return f"{VERSION}x{'!' if sure else ''}"


def unpack(data: str, topics: Iterable[str], languages: Iterable[str], keys: Iterable[str] = ()) -> Action:
    """The action of a button's data. Only topics, entities, languages and rounds that exist now come back.

    `keys` are what can be followed: ids of entities, and of rounds as "entity/round".
    """
    if data[:1] != VERSION or len(data) > LIMIT:
        return Stale()
    kind, rest = data[1:2], data[2:]
    if kind in "fudszxct":
        return _own(kind, rest, keys)
    if kind in "nw":
        return _of_staff(kind, rest)
    if kind in "gpkyv":
        return _ahead(kind, rest, keys)
    match kind:
        case "a":
            topic = _long(rest, topics)
            return Ask(topic) if topic else Stale()
        case "m":
            number, _, name = rest.partition(":")
            topic = _long(name, topics)
            counted = [one for one in number.split(".") if one.isascii() and one.isdigit() and len(one) <= 3]
            whole = topic and 1 <= len(counted) <= 2 and len(counted) == number.count(".") + 1
            return More(topic, *map(int, counted)) if topic and whole else Stale()
        case "b":
            entities = dict.fromkeys(topic.partition("#")[0] for topic in topics)
            entity = _long(rest, entities) if rest else None
            return Browse(entity) if entity or not rest else Stale()
        case "l":
            return Speak(rest or None) if rest in {"", *languages} else Stale()
        case "r":
            return _role(rest)
    return Stale()


def _own(kind: str, rest: str, keys: Iterable[str]) -> Action:
    """What concerns the person's own follows and settings."""
    match kind:
        case "f" | "u":
            key = _long(rest, keys)
            return (Follow(key) if kind == "f" else Unfollow(key)) if key else Stale()
        case "d" | "s":
            version, _, name = rest.partition(":")
            key = _long(name, keys, 16)
            return Close("done" if kind == "d" else "skip", key, version) if key and version else Stale()
        case "z":
            return Snooze(int(rest)) if rest.isascii() and rest.isdigit() and len(rest) < 19 else Stale()
        case "c":
            return Show(rest) if rest.isascii() and rest.isalpha() else Stale()
        case "x":
            return Forget(rest == "!")
    setting, _, value = rest.partition(":")
    for known in get_args(Adjust.__annotations__["setting"]):
        if setting == known:
            return Adjust(known, value)
    return Stale()


def _ahead(kind: str, rest: str, keys: Iterable[str]) -> Action:
    """What helps to plan ahead. What a tag stands for only the knowledge tells."""
    match kind:
        case "g":
            return Fit(tuple(rest.split("."))) if rest else Fit()
        case "p":
            one, _, other = rest.partition(".")
            return Compare(one, other)
        case "k":
            key = _long(rest, keys)
            return Plan(key) if key else Stale()
        case "v":
            entity = _long(rest, (key for key in keys if "/" not in key))
            return Card(entity) if entity else Stale()
    paper, _, name = rest[1:].partition(":")
    key = _long(name, keys, 16)
    return Tick(key, paper, rest[0] == "+") if key and paper and rest[:1] in {"+", "-"} else Stale()


def _of_staff(kind: str, rest: str) -> Action:
    verb, _, more = rest.partition(":")
    middle, _, last = more.partition(":")
    if kind == "w":
        return Manage(verb, middle, last)
    known = middle.isascii() and middle.isdigit() and len(middle) < 19
    return Announce(verb, int(middle), last) if known else Stale()


def _role(word: str) -> Action:
    if word == "nobody":
        return Be("nobody")
    for role in get_args(Audience):
        if word == role:
            return Be(role)
    return Stale() if word else Be()


def short(topic: str, beside: int = 8) -> str:
    """An id, or its digest if it is too long; `beside` is the room for what else stands in the button."""
    return topic if len(topic.encode()) <= LIMIT - beside else f"={hashlib.sha256(topic.encode()).hexdigest()[:32]}"


def _long(written: str, topics: Iterable[str], beside: int = 8) -> str | None:
    return next((topic for topic in topics if short(topic, beside) == written), None)
