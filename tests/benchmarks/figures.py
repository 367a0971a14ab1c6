"""Marks for a list of questions, whoever answered them: ours, rapidfuzz or BM25."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.core import evaluation
from bot.core.evaluation import Prediction, Question

FALSE_SHARE = 0.05
"""Share of the out-of-scope questions that may get an answer, where answers are counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """Topics, best first, and how sure the system is of the first; any scale, higher is surer."""

    topics: tuple[str, ...]
    sure: float

    @classmethod
    def of(cls, prediction: Prediction) -> "Found":
        return cls(prediction.topics, prediction.confidence)


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares between 0 and 1; `right_at` is answered rightly where `FALSE_SHARE` of the others get an answer."""

    questions: int
    top1: float | None
    top3: float | None
    auroc: float | None
    right_at: float | None


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds a question."""

    p50: float
    p99: float

    @classmethod
    def of(cls, milliseconds: Sequence[float]) -> "Latency":
        p50, p99 = np.percentile(milliseconds, [50, 99])
        return cls(float(p50), float(p99))


def quality(questions: Sequence[Question], found: Sequence[Found]) -> Quality:
    pairs = list(zip(questions, found, strict=True))
    ours = [(question, one) for question, one in pairs if question.right]
    others = [one for question, one in pairs if not question.right]
    return Quality(
        len(pairs),
        _share(any(topic in question.right for topic in one.topics[:1]) for question, one in ours),
        _share(any(topic in question.right for topic in one.topics[:3]) for question, one in ours),
        evaluation.auroc([one.sure for _, one in ours], [one.sure for one in others]),
        _right_at(ours, [one.sure for one in others]),
    )


def _right_at(ours: Sequence[tuple[Question, Found]], others: Sequence[float]) -> float | None:
    """A tie at the threshold counts as a false answer: whoever gives everything 100 can answer nothing."""
    if not others:
        return None
    falling = sorted(others, reverse=True)
    bar = falling[int(FALSE_SHARE * len(falling))]
    return _share(one.sure > bar and one.topics[0] in question.right for question, one in ours)


def _share(marks: Iterable[bool]) -> float | None:
    found = list(marks)
    return sum(found) / len(found) if found else None
