"""The figures against examples that were counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import evaluation
from bot.core.evaluation import Prediction, Question
from bot.core.knowledge import Outcome


def asked(
    outcome: Outcome, topics: str, right: str, confidence: float = 0.5, lang: str = "en", kind: str = "plain"
) -> Prediction:
    question = Question("?", lang, kind, frozenset(right.split()), right.split(maxsplit=1)[0] if right else None)
    return Prediction(question, outcome, tuple(topics.split()), confidence, confidence * 10)


BY_HAND = [
    asked("answer", "a b c d", "a", 0.9),
    asked("answer", "b a", "a", 0.8),
    asked("answer", "b a", "a b", 0.7, "zh"),
    asked("choices", "a b", "a", 0.6, "zh", "typo"),
    asked("choices", "b c d a", "a", 0.4, "zh", "typo"),
    asked("unknown", "", "a", 0.1, "en", "typo"),
    asked("answer", "c", "", 0.6, "en", "oos"),
    asked("unknown", "c", "", 0.2, "en", "oos"),
    asked("choices", "c", "", 0.3, "zh", "oos"),
    asked("unknown", "", "", 0.0, "zh", "oos"),
]


def test_the_figures_are_those_counted_by_hand() -> None:
    figures = evaluation.figures(BY_HAND)
    assert figures.questions == 10
    assert figures.top1 == pytest.approx(3 / 6)
    assert figures.top3 == pytest.approx(4 / 6)
    assert figures.answered_right == pytest.approx(2 / 6)
    assert figures.answered_wrong == pytest.approx(1 / 6)
    assert figures.wrong_of_answered == pytest.approx(1 / 3)
    assert figures.false_answers == pytest.approx(1 / 4)
    # of 6 x 4 pairs the question in scope is surer in 4+4+4+3.5+3+1 = 19.5
    assert figures.auroc == pytest.approx(19.5 / 24)
    assert figures.p50 == pytest.approx(5.0)
    assert figures.p99 == pytest.approx(8.91)


def test_groups_are_all_then_languages_then_kinds() -> None:
    groups = evaluation.grouped(BY_HAND)
    assert list(groups) == ["all", "lang en", "lang zh", "kind plain", "kind typo", "kind oos"]
    assert [figures.questions for figures in groups.values()] == [10, 5, 5, 3, 3, 4]
    assert groups["kind typo"].top1 == pytest.approx(1 / 3)
    assert groups["kind oos"].top1 is None and groups["kind oos"].auroc is None
    assert groups["kind plain"].false_answers is None


def test_no_questions_have_no_figures() -> None:
    figures = evaluation.figures([])
    assert (figures.questions, figures.top1, figures.auroc, figures.p50) == (0, None, None, 0.0)


confidences = st.lists(st.integers(0, 5).map(lambda tenth: tenth / 5), min_size=1, max_size=12)


@given(confidences, confidences)
def test_auroc_is_the_share_of_pairs_in_the_right_order(inside: list[float], outside: list[float]) -> None:
    pairs = [1.0 if a > b else 0.5 if a == b else 0.0 for a in inside for b in outside]
    assert evaluation.auroc(inside, outside) == pytest.approx(sum(pairs) / len(pairs))
