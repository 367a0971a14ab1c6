"""Whom an announcement is for: conditions joined by "and", each of them perhaps with "not"."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, get_args

from bot.core import knowledge, people

Kind = Literal["lang", "role", "year", "dept", "follows", "ids"]
Way = Literal["in", "not", "off"]

KINDS: tuple[Kind, ...] = get_args(Kind)
EVERYONE = "everyone"
YEARS = tuple(str(year) for year in people.YEARS)
MOST_IDS = 5000
"""Longer lists are a group of their own: a language, a role, a programme that is followed."""

_ID = re.compile(r"-?[0-9]{1,19}|[a-z][a-z0-9_-]{0,31}")


class Unclear(ValueError):
    """`part` of what was written names nobody; `hint` is what could stand there."""

    def __init__(self, part: str, hint: str) -> None:
        super().__init__(f"{part!r}: {hint}")
        self.part = part
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Condition:
    """Any of `values` holds; or none of them, where it is `negated`."""

    kind: Kind
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Audience:
    """All conditions together; without any it is everyone. Of a kind there is one at most, and one negated."""

    conditions: tuple[Condition, ...] = ()

    def way(self, kind: Kind, value: str) -> Way:
        for one in self.conditions:
            if one.kind == kind and value in one.values:
                return "not" if one.negated else "in"
        return "off"

    def values(self, kind: Kind, negated: bool = False) -> tuple[str, ...]:
        found = (one.values for one in self.conditions if one.kind == kind and one.negated is negated)
        return next(found, ())

    def having(self, kind: Kind, value: str, way: Way) -> "Audience":
        """With a value taken in, left out, or not looked at. Saying it twice changes nothing.

        >>> written(Audience().having("role", "student", "in").having("year", "2", "in").having("year", "3", "in"))
        'role:student and year:2,3'
        """
        made = []
        for negated in (False, True):
            for each in KINDS:
                values = self.values(each, negated)
                if each == kind:
                    values = tuple(one for one in values if one != value)
                    values += (value,) if way == ("not" if negated else "in") else ()
                if values:
                    made.append(Condition(each, values, negated))
        return Audience(tuple(made))


@dataclass(frozen=True, slots=True)
class Known:
    """What may be named: `keys` are what can be followed, `departments` the ids of departments."""

    languages: Collection[str] = ()
    keys: Collection[str] = ()
    departments: Collection[str] = ()


def written(audience: Audience) -> str:
    """As the command line takes it; `read` gives the same audience back."""
    parts = [f"{'not ' if one.negated else ''}{one.kind}:{','.join(one.values)}" for one in audience.conditions]
    return " and ".join(parts) or EVERYONE


def read(text: str, known: Known | None = None) -> Audience:
    """ "role:student and year:2,3 and not lang:zh". Raises `Unclear`; without `known` any value is taken.

    >>> written(read("not lang:zh and role:student"))
    'role:student and not lang:zh'
    """
    made = Audience()
    for part in re.split(r"\s+and\s+|\s*[&＆]\s*", " ".join(text.split()), flags=re.IGNORECASE):
        bare = part.strip()
        if bare.casefold() in {EVERYONE, "all"}:
            continue
        negated = re.match(r"(?:not\s+|!)", bare, re.IGNORECASE)
        kind, colon, values = bare[negated.end() if negated else 0 :].partition(":")
        if not colon or kind.strip().casefold() not in KINDS:
            raise Unclear(bare, f"write everyone, or {', '.join(f'{one}:…' for one in KINDS)}")
        for value in re.split(r"[,，、]", values):
            made = _taken(made, kind.strip().casefold(), value.strip(), negated is not None, known)
    return made


def ids(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A pasted list: each id once, in its order; and what is none.

    >>> ids("17, 18\\n17;Li 6000000000000000000000")
    (('17', '18'), ('Li', '6000000000000000000000'))
    """
    found: dict[str, None] = {}
    wrong: dict[str, None] = {}
    for word in re.split(r"[\s,;，；、]+", text.strip()):
        if re.fullmatch(r"-?[0-9]{1,19}", word):
            found[str(int(word))] = None
        elif word:
            wrong[word] = None
    return tuple(found), tuple(wrong)


def _taken(audience: Audience, kind: str, value: str, negated: bool, known: Known | None) -> Audience:
    for each in KINDS:
        if each == kind:
            if not value or (hint := _wrong(each, value, known)):
                raise Unclear(f"{kind}:{value}", hint if value else "the value is missing")
            if audience.way(each, value) == ("in" if negated else "not"):
                raise Unclear(f"{kind}:{value}", "it is both taken in and left out")
            return audience.having(each, value, "not" if negated else "in")
    raise AssertionError(kind)


def _wrong(kind: Kind, value: str, known: Known | None) -> str:
    """What could stand there instead; empty if the value is sound."""
    if kind == "ids":
        return "" if _ID.fullmatch(value) else "an id is the number of a chat"
    roles = get_args(knowledge.Audience)
    allowed: Collection[str] = {"role": roles, "year": YEARS}.get(kind, ())
    if not allowed:
        if known is None:
            return ""
        allowed = {"lang": known.languages, "dept": known.departments, "follows": known.keys}[kind]
    if value in allowed:
        return ""
    return f"one of {', '.join(allowed)}" if allowed else "there is none to name"
