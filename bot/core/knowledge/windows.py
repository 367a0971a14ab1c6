"""Rounds of applications: when they open and close, with their stages. Local to the office's zone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Literal

Texts = Mapping[str, str]
"""Language code ("en", "zh") to text."""

WindowState = Literal["dated", "rolling", "to-be-announced"]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a window. Without `year` it comes back every year; without `at` it is the whole day."""

    month: int
    day: int
    year: int | None = None
    at: time | None = None


LAST_WORKING_DAY = "last-working-day"

Offset = int | Literal["last-working-day"]
"""When to remind: so many days before something ends, or on the last working day before it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step inside a round, such as interviews or the host's own form: from `opens` (or one day) to `closes`."""

    id: str
    names: Texts
    closes: Day
    opens: Day | None = None
    remind: tuple[Offset, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """One round of applications. `opens` and `closes` are local to the office's zone; a closing day is included.

    `stay` is from when to when one is away. `remind` is None where the office's usual offsets hold.
    """

    id: str
    names: Texts
    opens: Day | None = None
    closes: Day | None = None
    state: WindowState = "dated"
    tentative: bool = False
    sample: bool = False
    notes: Texts = field(default_factory=dict)
    stages: tuple[Stage, ...] = ()
    stay: tuple[Day, Day] | None = None
    remind: tuple[Offset, ...] | None = None
