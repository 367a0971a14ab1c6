"""What is wrong in the knowledge folder, told to people who are no programmers: where, what, and what to do."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz, process

_NEAR = 60.0
"""Guess: below this likeness (0..100) "did you mean" proposes nonsense more often than help."""
_MOST = 500
"""Problems of a kind that are kept of one file: a data set in a wrong form would give one for each entry."""
_LAST_LINE = 1_000_000
"""Behind every line that a file of the permitted size has, or nearly."""
_FEW = 25
"""So many choices a hint may list: all aspects, all acts."""
_SHOWN = 60
"""Longest piece of somebody's text that is repeated inside a message."""


class Place(NamedTuple):
    """Where something stands; line and column count from 1, as editors do."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right. A warning leaves the knowledge usable."""

    path: str
    line: int
    column: int
    text: str
    hint: str = ""
    warning: bool = False

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {self.text}{hint}"


@dataclass(slots=True)
class Report:
    """Gathers the problems of all files, so that staff see them all at once."""

    kept: list[Problem] = field(default_factory=list)
    counts: Counter[tuple[str, bool]] = field(default_factory=Counter)
    """By path and whether they are warnings; those that are not kept as well."""
    errors: int = 0

    def error(self, place: Place, text: str, hint: str = "") -> None:
        self.errors += 1
        self._keep(Problem(*place, text, hint))

    def warn(self, place: Place, text: str, hint: str = "") -> None:
        self._keep(Problem(*place, text, hint, warning=True))

    def problems(self) -> tuple[Problem, ...]:
        """In the order of the files; a file that is wrong in every line ends with how many there are."""
        more = [
            Problem(path, _LAST_LINE, 1, f"and {count - _MOST} more problems in this file", "", warning)
            for (path, warning), count in self.counts.items()
            if count > _MOST
        ]
        return tuple(sorted(self.kept + more))

    def _keep(self, problem: Problem) -> None:
        self.counts[problem.path, problem.warning] += 1
        if self.counts[problem.path, problem.warning] <= _MOST:
            self.kept.append(problem)


def reason(error: Exception) -> str:
    """Why a file could not be had, without the paths of this machine, which are nobody's business."""
    if isinstance(error, RuntimeError):
        return "it is a link that leads to itself"
    return getattr(error, "strerror", None) or str(error)


def quoted(text: object) -> str:
    """Somebody's text inside a message: short, on one line, nothing invisible.

    >>> quoted("a\\nb")
    "'a b'"
    """
    line = " ".join(str(text).split())
    line = "".join(letter if letter.isprintable() else "?" for letter in line)
    return f"'{line if len(line) <= _SHOWN else line[:_SHOWN] + '…'}'"


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` was probably meant to be, if any is near."""
    found = process.extractOne(word.casefold(), list(choices), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return found[0] if found else None


def did_you_mean(word: str, choices: Iterable[str], otherwise: str = "") -> str:
    """A hint: the nearest choice, else all of them when they are few, else `otherwise`."""
    known = sorted(choices)
    if near := nearest(word, known):
        return f"did you mean {quoted(near)}?"
    if otherwise or not known or len(known) > _FEW:
        return otherwise
    return "allowed: " + ", ".join(known)
