"""What to say to a turn, by what it is worth: an answer, two short ones, choices, or an honest "I don't know".

A wrong answer costs more than a question back, and somebody in danger who is brushed off costs most of all. The cuts
are measured on talks that no network has seen; `fit` finds the boldest ones that keep what is promised.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.judgement import COURAGES, Courage
from bot.core.talk.labels import Act, Label

Array = NDArray[np.float32]

WRONG: Mapping[Courage, float] = {"careful": 0.06, "balanced": 0.08, "bold": 0.14}
"""Of all turns that are the office's business, so many may get a wrong answer."""

FALSE_ALARMS = 0.006
"""Of all turns of people who are not in danger, so many may get the page for it."""

MOST_DANGER = 0.35
"""Whoever is in danger by one chance in three gets the page, however it was measured."""

CHOICES = 4
"""Most things to choose from."""

LIKELY = 0.08
"""Below this chance nothing is worth a button of its own."""

ALONE = 0.8
"""From this chance on the first meaning is enough, and a second would only be in the way."""

GUESS = 0.3
"""From this chance on the best guess is said to somebody who was asked back and did not choose."""

WISHED = 0.45
"""From this chance on something is done or shown that was wished for; below it what is out of scope would be obeyed."""

SECOND = 0.06
"""Below this chance a second answer is not worth its lines."""

CHANGING: frozenset[Act] = frozenset({"follow", "unfollow", "done", "snooze", "pause", "stop", "resume", "forget"})
"""Acts that change something: never done beside another answer."""

Chances = Sequence[tuple[Label, float]]
"""Meanings with the chance of each, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """`say`: from this chance on one of the office's topics is said, `other`: anything else; `danger`: somebody is
    taken to be in danger; `doubt`: the numbers to ring stand above whatever else is said."""

    say: Mapping[Courage, float] = field(default_factory=lambda: {"careful": 0.75, "balanced": 0.6, "bold": 0.45})
    other: float = 0.4
    danger: float = 0.4
    doubt: float = 0.15

    def array(self) -> Array:
        """For a cache."""
        return np.array(
            [*(self.say[courage] for courage in COURAGES), self.other, self.danger, self.doubt], dtype=np.float32
        )

    @classmethod
    def of(cls, array: Array) -> "Cuts":
        *say, other, danger, doubt = (float(value) for value in array)
        return cls(dict(zip(COURAGES, say, strict=True)), other, danger, doubt)


@dataclass(frozen=True, slots=True)
class Decision:
    """`said` is shown at once, at most two, the first first; `offered` are choices. Neither: nothing is near.

    `doubt`: somebody may be in danger, whatever else is said. `unsure`: what is said is only the best guess, and the
    reply says so.
    """

    said: tuple[Label, ...] = ()
    offered: tuple[Label, ...] = ()
    doubt: bool = False
    unsure: bool = False


def decide(chances: Chances, danger: float, cuts: Cuts, courage: Courage, asked_back: bool = False) -> Decision:
    """`danger` is the chance that somebody is in danger at all; `asked_back`: the last reply offered choices already,
    and another one would only stall."""
    if danger >= cuts.danger:
        return Decision(_in_danger(chances))
    doubt = danger >= cuts.doubt
    rest = [(label, chance) for label, chance in chances if label.kind != "emergency"]
    said = _worth_saying(rest)
    sure = sum(chance for label, chance in rest if label in said)
    first = rest[0][0] if rest else None
    enough = cuts.say[courage] if first is not None and first.kind == "office" else cuts.other
    if first is not None and first.kind == "act":
        enough = max(enough, WISHED)
    if first is not None and sure >= (GUESS if asked_back else enough):
        return Decision(() if first.kind == "unknown" else said, doubt=doubt, unsure=sure < enough)
    if asked_back:
        return Decision(doubt=doubt)
    return Decision((), _worth_offering(rest), doubt)


def _worth_offering(rest: Chances) -> tuple[Label, ...]:
    """What may be meant. What is no question to the office is offered only if it is likely; nothing, if nothing is."""
    if not rest or rest[0][1] < LIKELY:
        return ()
    wanted = [label for label, chance in rest if label.kind == "office" or chance >= LIKELY]
    return tuple(label for label in wanted if label.kind not in {"unknown", "smalltalk"})[:CHOICES]


def _in_danger(chances: Chances) -> tuple[Label, ...]:
    """The likeliest kind of trouble, and a second one that may well be meant; else what the talk goes on about."""
    kinds = [(label, chance) for label, chance in chances if label.kind == "emergency"]
    said = [label for label, chance in kinds[:2] if chance >= 0.25 * kinds[0][1]]
    if len(said) < 2:
        other = next(((label, chance) for label, chance in chances if label.kind == "office"), None)
        if other is not None and other[1] >= kinds[0][1] * 0.5:
            said.append(other[0])
    return tuple(said)


def _worth_saying(rest: Chances) -> tuple[Label, ...]:
    """The likeliest meaning, with the second where both are near and can stand beside each other."""
    if not rest:
        return ()
    first, chance = rest[0]
    if chance >= ALONE or first.kind == "unknown":
        return (first,)
    second = next((label for label, other in rest[1:3] if other >= SECOND and _beside(first, label)), None)
    return (first,) if second is None else (first, second)


def _beside(first: Label, second: Label) -> bool:
    """Whether two answers make one reply: nothing is changed beside an answer, nobody is thanked and told a price, and
    what may well be another office's business is no answer of this one."""
    kinds = {first.kind, second.kind}
    if first.kind == "office" and second.kind == "elsewhere":
        return False
    alone = CHANGING & {first.name, second.name} or kinds == {"act"}
    return not (kinds & {"smalltalk", "unknown"} or alone)


def fit(
    turns: Sequence[tuple[Chances, float, frozenset[Label]]], matches: Callable[[Label, frozenset[Label]], bool]
) -> Cuts:
    """`turns`: chances, chance of danger, and what would be accepted, of held-out turns."""
    safe = np.array([danger for _, danger, means in turns if not any(one.kind == "emergency" for one in means)])
    danger = float(np.quantile(safe, 1 - FALSE_ALARMS)) if len(safe) else 0.4
    danger = min(max(danger, 0.05), MOST_DANGER)
    found: dict[bool, tuple[list[float], list[bool]]] = {True: ([], []), False: ([], [])}
    for chances, in_danger, means in turns:
        rest = [(label, chance) for label, chance in chances if label.kind != "emergency"]
        if in_danger >= danger or not rest:
            continue
        said = _worth_saying(rest)
        sums, right = found[rest[0][0].kind == "office"]
        sums.append(sum(chance for label, chance in rest if label in said))
        right.append(any(matches(label, means) for label in said))
    cuts = {courage: _cut(*found[True], WRONG[courage]) for courage in COURAGES}
    other = _cut(*found[False], WRONG["bold"])
    return Cuts(cuts, other, danger, danger / 3)


def _cut(sums: Sequence[float], right: Sequence[bool], most: float) -> float:
    """The lowest chance from which on what is said is wrong in at most `most` of all turns."""
    order = np.argsort(-np.array(sums, dtype=np.float64))
    wrong = np.cumsum([not right[number] for number in order]) / max(len(sums), 1)
    good = np.flatnonzero(wrong <= most)
    return sums[order[good[-1]]] if len(good) else 1.0
