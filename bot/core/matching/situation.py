"""Where a talk stands when somebody says something, as the networks see it."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.knowledge import ASPECTS, split
from bot.core.talk.labels import DANGERS, KINDS, Kind, Label

Array = NDArray[np.float32]

WEIGHT = 0.5
"""How much each fact of the talk weighs beside a vector of length 1."""

GENERAL = "office"
"""What is asked of nobody in particular falls to the office; as long as the talk has a subject, it is about that."""


Belief = tuple[tuple[str, float], ...]

KEPT, LEAST = 4, 0.05
"""Entities that a talk may be about at the same time, and the share below which one is forgotten."""


@dataclass(frozen=True, slots=True)
class Situation:
    """`belief` is what the talk may be about: entities, each with its share, the likeliest first; what is missing to 1
    is about nothing yet. `last` is what was last understood, None at the beginning of a talk."""

    belief: Belief = ()
    aspect: str | None = None
    last: Label | None = None

    @property
    def subject(self) -> str | None:
        """What the talk is about, if it is more likely than everything else."""
        return self.belief[0][0] if self.belief and self.belief[0][1] > 0.5 else None

    def after(self, label: Label) -> "Situation":
        """The situation once somebody certainly meant `label`."""
        if label.kind != "office":
            return Situation(self.belief, self.aspect, label)
        entity, aspect = split(label.name)
        belief = ((entity, 1.0),) if aspect and entity != GENERAL else self.belief
        return Situation(belief, aspect or self.aspect, label)

    def following(self, meanings: Sequence[tuple[Label, float]], entities: Container[str]) -> "Situation":
        """The situation once somebody may have meant this or that, the likeliest first."""
        likely = meanings[0][0]
        aspect = split(likely.name)[1] if likely.kind == "office" else None
        return Situation(believed(self.belief, meanings, entities), aspect or self.aspect, likely)


def believed(belief: Belief, meanings: Iterable[tuple[Label, float]], entities: Container[str]) -> Belief:
    """What a talk may be about after a turn that may mean this or that: as far as it is about no entity, all stays."""
    shares = dict.fromkeys((entity for entity, _ in belief), 0.0)
    moved = 0.0
    for label, chance in meanings:
        entity, aspect = split(label.name) if label.kind == "office" else (GENERAL, None)
        if aspect and entity != GENERAL and entity in entities:
            shares[entity] = shares.get(entity, 0.0) + chance
            moved += chance
    for entity, share in belief:
        shares[entity] += max(1 - moved, 0.0) * share
    likely = sorted(((entity, share) for entity, share in shares.items() if share >= LEAST), key=lambda one: -one[1])
    return tuple((entity, round(share, 2)) for entity, share in likely[:KEPT])


@dataclass(frozen=True, slots=True)
class Places:
    """Which number of a row says what of a situation."""

    entities: Sequence[str]

    @property
    def width(self) -> int:
        return len(self.entities) + len(ASPECTS) + len(KINDS) + len(DANGERS) + 1

    def row(self, situation: Situation | None) -> Array:
        """All zero at the beginning of a talk."""
        row = np.zeros(self.width, dtype=np.float32)
        if situation is None or situation.last is None:
            return row
        aspects = len(self.entities)
        kinds = aspects + len(ASPECTS)
        dangers = kinds + len(KINDS)
        kind: Kind = situation.last.kind
        row[kinds + KINDS.index(kind)] = WEIGHT
        row[-1] = WEIGHT
        for entity, share in situation.belief:
            if entity in self.entities:
                row[self.entities.index(entity)] = WEIGHT * share
        if situation.aspect in ASPECTS:
            row[aspects + ASPECTS.index(situation.aspect)] = WEIGHT
        for number, danger in enumerate(DANGERS):
            if kind == "emergency" and danger == situation.last.name:
                row[dangers + number] = WEIGHT
        return row
