"""How sure, and what follows: the measure that a knowledge sets itself."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching import judgement
from bot.core.matching.judgement import QUANTILE, Judgement
from bot.core.matching.ranking import signs_of

scores = st.lists(st.floats(0, 1, width=32), min_size=4, max_size=12)
OUTSIDE = np.array([False, False, False, True])


def signs(*values: float) -> judgement.Signs:
    topics = np.array(values, dtype=np.float32)
    return signs_of(topics, OUTSIDE, topics)


CLEAR, TIED, FAINT, ELSEWHERE = (
    signs(0.9, 0.2, 0.1, 0.1),
    signs(0.4, 0.4, 0.3, 0.1),
    signs(0.05, 0.04, 0, 0),
    signs(0.3, 0.1, 0, 0.8),
)


def test_clear_is_answered_tied_is_asked_back_and_the_rest_is_not_known() -> None:
    judge = judgement.fit([(CLEAR, True)] * 30 + [(TIED, False)] * 10, [FAINT] * 30 + [ELSEWHERE] * 5)
    assert judge.outcome(CLEAR, "balanced") == "answer"
    assert judge.outcome(ELSEWHERE, "balanced") == "unknown"
    assert judge.outcome(FAINT, "balanced") != "answer"
    assert judge.confidence(CLEAR) > judge.confidence(TIED)


def test_what_is_nearer_to_another_office_is_never_answered() -> None:
    eager = replace(Judgement(), cuts=dict.fromkeys(QUANTILE, 0.0), floor=0.0)
    assert eager.outcome(ELSEWHERE, "bold") == "unknown"
    assert eager.outcome(TIED, "bold") == "answer"


@given(scores)
def test_confidence_is_a_chance_and_every_question_has_an_outcome(values: list[float]) -> None:
    topics = np.array(values, dtype=np.float32)
    outside = np.zeros(len(topics), dtype=bool)
    outside[-1] = True
    found = signs_of(topics, outside, topics)
    assert 0 <= Judgement().confidence(found) <= 1
    assert Judgement().outcome(found, "careful") in {"answer", "choices", "unknown"}


@given(st.lists(st.tuples(scores, st.booleans()), min_size=2, max_size=40), st.lists(scores, min_size=2, max_size=40))
def test_any_sample_gives_cuts_in_order_of_courage(
    asked: list[tuple[list[float], bool]], missing: list[list[float]]
) -> None:
    judge = judgement.fit(
        [(signs(*values[:4]), right) for values, right in asked], [signs(*values[:4]) for values in missing]
    )
    assert judge.cuts["careful"] >= judge.cuts["balanced"] >= judge.cuts["bold"] >= judge.floor


def test_what_is_kept_judges_as_before() -> None:
    judge = judgement.fit([(CLEAR, True)] * 30 + [(TIED, False)] * 10, [FAINT] * 30)
    again = Judgement.of(judge.array())
    for one in (CLEAR, TIED, FAINT, ELSEWHERE):
        assert again.confidence(one) == pytest.approx(judge.confidence(one), rel=1e-3)
    assert again.cuts == pytest.approx(judge.cuts) and again.floor == pytest.approx(judge.floor)
    assert Judgement.of(again.array()) == again
