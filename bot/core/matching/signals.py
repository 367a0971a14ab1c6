"""Everything that speaks for each meaning of a turn, as numbers: what the networks think, and how near the ways are."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.lessons import Lessons
from bot.core.matching.scoring import Scored
from bot.core.matching.situation import Situation
from bot.core.talk.labels import KINDS

Array = NDArray[np.float32]

OFFICE = KINDS.index("office")
ELSEWHERE = KINDS.index("elsewhere")

LEAST = 1e-4
"""A chance below it is as good as none."""

EVIDENCE = 0.7
"""How much the words of a turn count for which of several subjects it goes on about: 0 not at all, 1 in full."""

OF_LABELS = ("entity", "aspect", "label", "nearest", "named")
"""The columns of `Signals.labels`."""


@dataclass(frozen=True, slots=True)
class Signals:
    """`labels`: one row a label of the lessons, columns as `OF_LABELS` (chances as logarithms).

    `kinds`: one row a kind, with the logarithm of its chance and how near its nearest way is. `offices`: the chances of
    the other offices, empty where there are none.
    """

    labels: Array
    kinds: Array
    offices: Array


def signals(lessons: Lessons, scored: Scored, situation: Situation) -> Signals:
    chances = scored.chances
    count = len(lessons.labels)
    nearest = np.zeros(count, dtype=np.float32)
    nearest[: len(scored.nearest)] = scored.nearest
    labels = np.zeros((count, len(OF_LABELS)), dtype=np.float32)
    if "entity" in chances:
        entities = _pointed(lessons, chances, situation)
        has = lessons.entity_of >= 0
        labels[has, 0] = np.log(entities[lessons.entity_of[has]] + LEAST)
        labels[has, 4] = [lessons.entities[number] in scored.named for number in lessons.entity_of[has]]
    if "aspect" in chances:
        has = lessons.aspect_of >= 0
        labels[has, 1] = np.log(chances["aspect"][lessons.aspect_of[has]] + LEAST)
    within = _within_kind(lessons, chances.get("label", np.full(count, 1 / count, dtype=np.float32)))
    labels[:, 2] = np.log(within + LEAST / 10)
    labels[:, 3] = nearest
    return Signals(labels, _kinds(lessons, chances, nearest), chances.get("office", np.zeros(0, dtype=np.float32)))


def _pointed(lessons: Lessons, chances: Mapping[str, Array], situation: Situation) -> Array:
    """The chances of the entities: what the words alone say, and what the talk is about as far as the turn stays so."""
    entities = chances["entity"]
    known = [
        (lessons.entities.index(entity), share) for entity, share in situation.belief if entity in lessons.entities
    ]
    if not known or "same" not in chances:
        return entities
    stays = float(chances["same"][1]) * min(sum(share for _, share in known), 1.0)
    fits = [share * (float(entities[number]) + LEAST) ** EVIDENCE for number, share in known]
    pointed = entities * np.float32(1 - stays)
    for (number, _), fit in zip(known, fits, strict=True):
        pointed[number] += stays * fit / sum(fits)
    return pointed


def _within_kind(lessons: Lessons, chances: Array) -> Array:
    """Each label's chance among the labels of its kind."""
    totals = np.bincount(lessons.kind_of, weights=chances, minlength=len(KINDS)).astype(np.float32)
    return np.asarray(chances / np.maximum(totals[lessons.kind_of], 1e-12), dtype=np.float32)


def _kinds(lessons: Lessons, chances: Mapping[str, Array], nearest: Array) -> Array:
    kinds = np.zeros((len(KINDS), 2), dtype=np.float32)
    kinds[:, 0] = np.log(chances["kind"] + LEAST) if "kind" in chances else 0
    np.maximum.at(kinds[:, 1], lessons.kind_of, nearest)
    return kinds
