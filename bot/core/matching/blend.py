"""From what speaks for each meaning to the chance of each: a log-linear mix, fitted on talks that no network has seen.

What a mix says is a chance in earnest: of all turns to which it gives .8, four in five mean it. Fitted with the sum of
the chances of all accepted meanings (multinomial logistic regression, Newton's direction approximated by Adam).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.lessons import Lessons
from bot.core.matching.signals import OF_LABELS, OFFICE, Signals
from bot.core.talk.labels import KINDS, Label

Array = NDArray[np.float32]
Exact = NDArray[np.float64]

STEPS = 250
RATE = 0.05
PENALTY = 2e-3


@dataclass(frozen=True, slots=True)
class Blend:
    """Weights for the columns of `Signals.labels` (of the office's topics, and of all else), for the two of
    `Signals.kinds`, and what each kind starts with."""

    topics: Exact
    others: Exact
    kinds: Exact
    start: Exact

    def chances(self, lessons: Lessons, found: Signals) -> tuple[Exact, Exact]:
        """The chance of each label of the lessons, and of each kind."""
        kinds = _softmax(found.kinds @ self.kinds + self.start)
        ours = lessons.kind_of == OFFICE
        scores = np.where(ours, found.labels @ self.topics, found.labels @ self.others)
        chances = np.zeros(len(scores))
        for number in np.unique(lessons.kind_of):
            own = lessons.kind_of == number
            chances[own] = kinds[number] * _softmax(scores[own])
        return chances, kinds

    def array(self) -> Array:
        """For a cache."""
        return np.concatenate([self.topics, self.others, self.kinds, self.start]).astype(np.float32)

    @classmethod
    def of(cls, array: Array) -> "Blend":
        width = len(OF_LABELS)
        parts = np.split(array.astype(np.float64), [width, 2 * width, 2 * width + 2])
        return cls(parts[0], parts[1], parts[2], parts[3])


def fit(lessons: Lessons, turns: Sequence[tuple[Signals, Sequence[Label]]]) -> Blend:
    """`turns`: what speaks for the meanings of each held-out turn, and what would be accepted."""
    kinds, start = _fit_kinds(turns)
    number = {label: place for place, label in enumerate(lessons.labels)}
    weights = []
    for ours in (True, False):
        chosen = np.flatnonzero((lessons.kind_of == OFFICE) == ours)
        rows, right = [], []
        for found, means in turns:
            accepted = np.zeros(len(lessons.labels), dtype=bool)
            accepted[[number[label] for label in means if label in number]] = True
            own = _same_kind(lessons, chosen, accepted, ours)
            if accepted[own].any():
                rows.append(found.labels[own])
                right.append(accepted[own])
        weights.append(
            _fit(rows, right, np.array([0.4, 0.3, 0.6, 1.0, 0.5]) if ours else np.array([0, 0, 0.6, 1.0, 0]))
        )
    return Blend(weights[0], weights[1], kinds, start)


def _same_kind(
    lessons: Lessons, chosen: NDArray[np.int64], accepted: NDArray[np.bool_], ours: bool
) -> NDArray[np.int64]:
    """The labels that one of the office's topics, or one of another kind, is chosen among."""
    if ours:
        return chosen
    there = [number for number in chosen if accepted[number]]
    return chosen[lessons.kind_of[chosen] == lessons.kind_of[there[0]]] if there else chosen


def _fit(rows: Sequence[Array], right: Sequence[NDArray[np.bool_]], start: Exact) -> Exact:
    """Ascends the likelihood that something accepted is chosen; a weight never turns against its meaning."""
    sizes = {len(row) for row in rows}
    groups = [
        (np.array([row for row in rows if len(row) == size]), np.array([one for one in right if len(one) == size]))
        for size in sizes
    ]
    weights = start.astype(np.float64)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    used = start != 0
    for step in range(1, STEPS + 1):
        slope = -PENALTY * weights
        for table, accepted in groups:
            slope += _slope(table, accepted, weights) / len(rows)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        weights = weights + RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8) * used
        weights = np.maximum(weights, 0)
    return weights


def _slope(table: Array, accepted: NDArray[np.bool_], weights: Exact) -> Exact:
    """The gradient of the log-likelihood: `table` has one row of features a label and turn."""
    chances = _softmax(np.asarray(table @ weights, dtype=np.float64))
    share = np.where(accepted, chances, 0)
    share /= np.maximum(share.sum(axis=1, keepdims=True), 1e-12)
    return np.asarray(np.tensordot(share - chances, table, axes=([0, 1], [0, 1])), dtype=np.float64)


def _fit_kinds(turns: Sequence[tuple[Signals, Sequence[Label]]]) -> tuple[Exact, Exact]:
    """The same for the kinds, which have a start of their own each: one column a kind."""
    rows, right = [], []
    for found, means in turns:
        rows.append(np.concatenate([found.kinds, np.eye(len(KINDS))], axis=1))
        right.append(np.isin(np.arange(len(KINDS)), [KINDS.index(label.kind) for label in means]))
    start = np.zeros(2 + len(KINDS))
    start[:2] = (1.0, 1.0)
    weights = _fit_free(np.array(rows), np.array(right), start)
    return weights[:2], weights[2:]


def _fit_free(rows: Exact, right: NDArray[np.bool_], start: Exact) -> Exact:
    """As `_fit`, all turns at once; only the first two weights have a meaning to keep."""
    weights = start.copy()
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        chances = _softmax(rows @ weights)
        share = np.where(right, chances, 0)
        share /= np.maximum(share.sum(axis=1, keepdims=True), 1e-12)
        slope = np.einsum("nk,nkf->f", share - chances, rows) / len(rows) - PENALTY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        weights[:2] = np.maximum(weights[:2], 0)
    return weights


def _softmax(scores: Exact) -> Exact:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float64)
