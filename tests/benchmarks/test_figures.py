"""The marks that the benchmark gives."""

import pytest

from bot.core.evaluation import Question
from tests.benchmarks import figures
from tests.benchmarks.figures import Found


def question(topic: str | None) -> Question:
    return Question("?", "en", "plain", frozenset({topic} if topic else ()), topic)


OURS = [question("a")] * 4
OTHERS = [question(None)] * 20


def test_one_in_twenty_may_be_answered_falsely() -> None:
    sure = [Found(("a",), value) for value in (0.9, 0.8, 0.7)] + [Found(("b", "c", "a"), 0.95)]
    strangers = [Found(("a",), value) for value in (0.85, 0.75, *[0.1] * 18)]
    marks = figures.quality([*OURS, *OTHERS], [*sure, *strangers])
    assert (marks.top1, marks.top3, marks.right_at) == (0.75, 1.0, 0.5)
    assert marks.auroc == pytest.approx((20 + 19 + 18 + 20) / 80)


def test_who_is_as_sure_of_nonsense_as_of_questions_answers_nothing() -> None:
    marks = figures.quality([*OURS, *OTHERS], [Found(("a",), 100.0)] * 24)
    assert (marks.top1, marks.auroc, marks.right_at) == (1.0, 0.5, 0.0)


def test_without_strangers_there_is_no_threshold() -> None:
    marks = figures.quality(OURS, [Found(("a",), 1.0)] * 4)
    assert (marks.auroc, marks.right_at) == (None, None)
