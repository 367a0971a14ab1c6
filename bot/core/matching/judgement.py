"""How sure a match is, and what follows: an answer, choices, or an honest "I don't know".

The knowledge sets its own measure. A sample of staff's phrasings is asked of networks that never saw it: some of topics
with other phrasings (is the right one found?), some of topics that were left out altogether (what does a question
without an answer get?). A logistic fit on the two turns scores into the chance of being right; the cuts are quantiles
of the second kind.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from bot.core.knowledge import Outcome

Courage = Literal["careful", "balanced", "bold"]
COURAGES: tuple[Courage, ...] = get_args(Courage)

QUANTILE: Mapping[Courage, float] = {"careful": 0.95, "balanced": 0.9, "bold": 0.8}
"""Share of questions without an answer that must stay below the cut."""

ENOUGH = 30
"""Sample questions that must be found before weights are learned from them."""

RIDGE = 1.0
"""How strongly the weights of the default hold against what a sample says."""

HIGHEST_CUT = 0.99
"""However hard a knowledge is to tell apart, what staff wrote word by word is answered."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Signs:
    """What the confidence is worked out from: the best score, the second, the best of what is not ours.

    `agreed`: the nearest phrasings alone and the networks lead to the same topic.
    """

    best: float
    second: float
    outside: float
    agreed: bool = True

    def row(self) -> tuple[float, ...]:
        return (1.0, self.best, self.best - self.second, self.best - self.outside, float(self.agreed))


@dataclass(frozen=True, slots=True)
class Judgement:
    """The default weights hold wherever nothing was measured: above all, a match must stand off from the second."""

    weights: tuple[float, ...] = (-6.0, 4.0, 15.0, 4.0, 0.5)
    cuts: Mapping[Courage, float] = field(default_factory=lambda: {"careful": 0.75, "balanced": 0.6, "bold": 0.45})
    floor: float = 0.05
    """Below it nothing is near: not even choices are offered."""

    def confidence(self, signs: Signs) -> float:
        total = sum(weight * value for weight, value in zip(self.weights, signs.row(), strict=True))
        return float(1 / (1 + np.exp(-total)))

    def outcome(self, signs: Signs, courage: Courage) -> Outcome:
        confidence = self.confidence(signs)
        if confidence > self.cuts[courage] and signs.best > signs.outside:
            return "answer"
        if signs.outside > signs.best or confidence < self.floor:
            return "unknown"
        return "choices"

    def array(self) -> NDArray[np.float32]:
        """For a cache."""
        cuts = (self.cuts["careful"], self.cuts["balanced"], self.cuts["bold"])
        return np.array([*self.weights, *cuts, self.floor], dtype=np.float32)

    @classmethod
    def of(cls, array: NDArray[np.float32]) -> "Judgement":
        values = [float(value) for value in array]
        *weights, careful, balanced, bold, floor = values
        return cls(tuple(weights), {"careful": careful, "balanced": balanced, "bold": bold}, floor)


def fit(asked: Sequence[tuple[Signs, bool]], missing: Sequence[Signs]) -> Judgement:
    """`asked`: signs of sample questions and whether the first topic was right; `missing`: signs of questions whose
    topic nobody knows.

    Where hardly anything was found, as where every topic has one wording, there is nothing to learn weights from: then
    those of the default hold, and only the cuts are measured.
    """
    found = sum(was_right for _, was_right in asked)
    weights = Judgement().weights
    if found >= ENOUGH:
        rows = np.array([signs.row() for signs, _ in asked] + [signs.row() for signs in missing], dtype=np.float64)
        right = np.array([was_right for _, was_right in asked] + [False] * len(missing), dtype=np.float64)
        weights = tuple(float(weight) for weight in _logistic(rows, right, np.array(weights)))
    sure = Judgement(weights)
    of_missing = np.array([sure.confidence(signs) for signs in missing])
    cuts = {courage: min(_above(of_missing, share), HIGHEST_CUT) for courage, share in QUANTILE.items()}
    return Judgement(weights, cuts, min(float(np.quantile(of_missing, 0.5)), *cuts.values()))


def _above(sample: Array, share: float) -> float:
    """What `share` of all that such a sample stands for stay below: the fewer there are, the more of them must."""
    return float(np.quantile(sample, min(share * (len(sample) + 1) / len(sample), 1.0), method="higher"))


def _logistic(rows: Array, right: Array, start: Array) -> Array:
    """Newton's method with a ridge around `start`, so that a sample of one kind does not turn all on one sign.

    A sign never counts against its meaning: whatever turns negative is left out and the rest fitted anew; the first
    column is where all begins.
    """
    used = np.ones(rows.shape[1], dtype=bool)
    while True:
        weights = np.zeros(rows.shape[1])
        weights[used] = _newton(rows[:, used], right, start[used])
        against = used & (weights < 0)
        against[0] = False
        if not against.any():
            return weights
        used &= ~against


def _newton(rows: Array, right: Array, start: Array) -> Array:
    weights = start.copy()
    for _ in range(50):
        chances = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (chances - right) + RIDGE * (weights - start)
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights
