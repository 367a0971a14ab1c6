"""How good the answers are on a file of questions: the figures, from predictions, and nothing else."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.knowledge import Outcome


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a question file. `right` is empty for a question out of scope."""

    text: str
    lang: str
    kind: str
    right: frozenset[str]
    expect: str | None
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    """`topics` are the candidates, best first; `ms` is wall time from text to rendered answer."""

    question: Question
    outcome: Outcome
    topics: tuple[str, ...]
    confidence: float
    ms: float

    @property
    def first_is_right(self) -> bool:
        return bool(self.topics) and self.topics[0] in self.question.right


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares between 0 and 1, over the questions they are about; None where there are none."""

    questions: int
    top1: float | None
    top3: float | None
    answered_right: float | None
    answered_wrong: float | None
    wrong_of_answered: float | None
    false_answers: float | None
    auroc: float | None
    p50: float
    p99: float


def figures(predictions: Sequence[Prediction]) -> Figures:
    ours = [one for one in predictions if one.question.right]
    others = [one for one in predictions if not one.question.right]
    given = [one for one in ours if one.outcome == "answer"]
    milliseconds = [one.ms for one in predictions] or [0.0]
    return Figures(
        len(predictions),
        _share(ours, lambda one: one.first_is_right),
        _share(ours, lambda one: any(topic in one.question.right for topic in one.topics[:3])),
        _share(ours, lambda one: one.outcome == "answer" and one.first_is_right),
        _share(ours, lambda one: one.outcome == "answer" and not one.first_is_right),
        _share(given, lambda one: not one.first_is_right),
        _share(others, lambda one: one.outcome == "answer"),
        auroc([one.confidence for one in ours], [one.confidence for one in others]),
        float(np.percentile(milliseconds, 50)),
        float(np.percentile(milliseconds, 99)),
    )


def grouped(predictions: Sequence[Prediction]) -> Mapping[str, Figures]:
    """Figures of all, then by language, then by kind."""
    groups: dict[str, Figures] = {"all": figures(predictions)}
    for name in dict.fromkeys(one.question.lang for one in predictions):
        groups[f"lang {name}"] = figures([one for one in predictions if one.question.lang == name])
    for name in dict.fromkeys(one.question.kind for one in predictions):
        groups[f"kind {name}"] = figures([one for one in predictions if one.question.kind == name])
    return groups


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float | None:
    """The chance that a question in scope is surer than one out of scope; ties count half."""
    if not inside or not outside:
        return None
    values = np.concatenate([inside, outside])
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    total = float(ranks[: len(inside)].sum())
    return (total - len(inside) * (len(inside) + 1) / 2) / (len(inside) * len(outside))


def _share(predictions: Iterable[Prediction], which: Callable[[Prediction], bool]) -> float | None:
    marks = [which(one) for one in predictions]
    return sum(marks) / len(marks) if marks else None
