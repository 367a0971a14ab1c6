"""How sure a match is, and what follows: an answer, choices, or an honest "I don't know".

The knowledge sets its own measure. A sample of staff's phrasings is asked of the others: once as it is (is the right
topic found?), once as if its entity did not exist (what does a question without an answer get?). A logistic fit on the
two turns scores into the chance of being right; the cuts are quantiles of the second kind.
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

PRECISION: Mapping[Courage, float] = {"careful": 0.93, "balanced": 0.87, "bold": 0.75}
"""Share of given answers that are expected to be right, on the sample."""

HIGHEST_CUT = 0.97
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
    weights: tuple[float, ...] = (-4.5, 4.0, 6.0, 4.0, 0.5)
    cuts: Mapping[Courage, float] = field(default_factory=lambda: {"careful": 0.75, "balanced": 0.6, "bold": 0.45})
    floor: float = 0.15
    """Below it nothing is near: not even choices are offered."""

    def confidence(self, signs: Signs) -> float:
        total = sum(weight * value for weight, value in zip(self.weights, signs.row(), strict=True))
        return float(1 / (1 + np.exp(-total)))

    def outcome(self, signs: Signs, courage: Courage) -> Outcome:
        confidence = self.confidence(signs)
        if confidence >= self.cuts[courage] and signs.best > signs.outside:
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
    """`asked`: signs of sample questions and whether the first topic was right; `missing`: signs without own entity."""
    rows = np.array([signs.row() for signs, _ in asked] + [signs.row() for signs in missing], dtype=np.float64)
    right = np.array([was_right for _, was_right in asked] + [False] * len(missing), dtype=np.float64)
    weights = _logistic(rows, right)
    sure = Judgement(tuple(float(weight) for weight in weights))
    of_missing = np.array([sure.confidence(signs) for signs in missing])
    of_asked = np.array([sure.confidence(signs) for signs, _ in asked])
    cuts = {
        courage: min(
            max(float(np.quantile(of_missing, share)), _sure_enough(of_asked, PRECISION[courage])), HIGHEST_CUT
        )
        for courage, share in QUANTILE.items()
    }
    return Judgement(sure.weights, cuts, min(float(np.quantile(of_missing, 0.5)), *cuts.values()))


def _sure_enough(confidences: Array, share: float) -> float:
    """The lowest cut above which the mean confidence, which is the expected precision, is at least `share`."""
    falling = np.sort(confidences)[::-1]
    expected = np.cumsum(falling) / np.arange(1, len(falling) + 1)
    good = np.flatnonzero(expected >= share)
    return float(falling[good[-1]]) if len(good) else 1.0


def _logistic(rows: Array, right: Array, penalty: float = 0.01) -> Array:
    """Newton's method with a small ridge; no sign of a feature may turn against its meaning."""
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        chances = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (chances - right) + penalty * weights
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + penalty * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights
