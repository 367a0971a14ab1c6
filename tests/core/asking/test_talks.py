"""Where a talk stands after each turn: what is certain, what is only likely, and what stays as it was."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.actions import Ask, Browse
from bot.core.asking import talks
from bot.core.matching.decision import Decision
from bot.core.matching.ranking import Ranking
from bot.core.matching.reading import Reading
from bot.core.matching.situation import Belief, Situation, believed
from bot.core.people import Talk
from bot.core.talk import labels
from bot.core.talk.labels import Label
from tests import tiny
from tests.core.somebody import Somebody

COST = Label("office", "exchange#cost")
UNDERWAY = Talk(
    "exchange", "exchange#dates", (("exchange", 1.0),), "exchange#dates", ("exchange#cost", "act:follow"), "exchange"
)
THANKS, GREETING = Label("smalltalk", "smalltalk#thanks"), Label("smalltalk", "smalltalk#greeting")
OTHERS = [
    THANKS,
    labels.SMALLTALK,
    labels.MYCASE,
    labels.UNKNOWN,
    Label("act", "follow"),
    Label("emergency", "papers"),
    Label("elsewhere", "library"),
    Label("office", "office#hours"),
    Label("office", tiny.LONG_ID),
]
"""What may be said in a talk without changing what it is about."""


def reading(belief: Belief = (), *chances: tuple[Label, float]) -> Reading:
    return Reading(Decision(), Ranking("choices", 0.5, ()), chances, belief=belief)


def test_what_was_tapped_is_the_subject_beyond_doubt() -> None:
    doubtful = Talk("training", None, (("training", 0.6), ("exchange", 0.4)), "act:fit", ("exchange#cost",))
    told = talks.after(doubtful, COST)
    assert told == Talk("exchange", "exchange#cost", (("exchange", 1.0),), "exchange#cost")


@pytest.mark.parametrize("label", OTHERS, ids=str)
def test_thanks_wishes_trouble_and_the_office_keep_the_subject(label: Label) -> None:
    for told in (talks.after(UNDERWAY, label), talks.heard(UNDERWAY, label, reading(UNDERWAY.belief))):
        assert (told.subject, told.belief, told.marked) == ("exchange", (("exchange", 1.0),), "exchange")
        assert told.last == str(label)
        assert talks.situation(told).aspect == ("hours" if label.name == "office#hours" else "dates")


def test_a_greeting_begins_anew() -> None:
    for told in (talks.after(UNDERWAY, GREETING), talks.heard(UNDERWAY, GREETING, reading(UNDERWAY.belief))):
        assert told == Talk(last="smalltalk")
        assert talks.situation(told) == Situation(last=labels.SMALLTALK)


@pytest.mark.parametrize("label", [COST, *OTHERS, GREETING, None], ids=str)
def test_choices_are_over_with_the_next_turn(label: Label | None) -> None:
    assert not talks.heard(UNDERWAY, label, reading(UNDERWAY.belief, (COST, 0.4))).offered
    assert label is None or not talks.after(UNDERWAY, label).offered


def test_a_guess_that_nobody_tapped_is_kept_with_its_doubt() -> None:
    told = talks.heard(Talk(), None, reading((("exchange", 0.55), ("training", 0.3)), (COST, 0.5)))
    assert told.subject == "exchange" and told.belief == (("exchange", 0.55), ("training", 0.3))
    assert (told.topic, told.last) == ("exchange#cost", "exchange#cost")
    even = talks.heard(told, None, reading((("exchange", 0.45), ("training", 0.45)), (COST, 0.4)))
    assert even.subject is None and even.belief, "of two alike neither is the subject"


def test_where_nothing_of_the_office_is_likely_the_talk_stands_where_it_stood() -> None:
    told = talks.heard(UNDERWAY, None, reading(UNDERWAY.belief, (labels.UNKNOWN, 0.9), (THANKS, 0.1)))
    assert told == replace(UNDERWAY, offered=())


def test_what_was_browsed_is_the_subject_and_leaves_the_rest() -> None:
    told = talks.about(Talk("training", "training#cost", (("training", 0.7),), "training#cost"), "exchange")
    assert told == Talk("exchange", "training#cost", (("exchange", 1.0),), "training#cost")


def test_a_talk_becomes_what_the_networks_know_of_it() -> None:
    assert talks.situation(Talk()) == Situation()
    assert talks.situation(UNDERWAY) == Situation((("exchange", 1.0),), "dates", Label("office", "exchange#dates"))
    assert talks.situation(Talk("exchange", "exchange#cost")).belief == (("exchange", 1.0),), "kept before beliefs were"
    trouble = talks.situation(Talk(last="emergency:health"))
    assert (trouble.belief, trouble.aspect, trouble.last) == ((), None, Label("emergency", "health"))


entities = st.sampled_from(sorted(tiny.KNOWLEDGE.entities))
meant = st.builds(
    lambda entity, aspect: Label("office", f"{entity}#{aspect}"), entities, st.sampled_from(["cost", "dates"])
)
shares = st.floats(0, 0.9)


@given(st.lists(st.tuples(meant, shares), min_size=1, max_size=6), entities.filter(lambda one: one != "office"))
def test_no_guess_is_ever_beyond_doubt(chances: list[tuple[Label, float]], subject: str) -> None:
    total = sum(share for _, share in chances)
    less = [(label, share / max(total, 1.0) * 0.9) for label, share in chances]
    for before in ((), ((subject, 0.9),)):
        belief = believed(before, less, tiny.KNOWLEDGE.entities)
        told = talks.heard(Talk(belief=before), None, reading(belief, *less))
        assert all(share < 1 for _, share in told.belief)
        assert "office" not in dict(told.belief)


def test_at_the_door_only_a_tap_or_a_clear_question_leaves_no_doubt(unsure: Somebody, somebody: Somebody) -> None:
    for question in ("exchange programme", "what does it cost", "how much would teacher training be", "and when"):
        unsure.asks(question)
        assert all(share < 1 for _, share in unsure.talk.belief), question
    unsure.presses(Ask("training#cost"))
    assert unsure.talk.belief == (("training", 1.0),)
    unsure.presses(Browse("exchange"))
    assert unsure.talk.belief == (("exchange", 1.0),)
    somebody.asks("how much is the exchange")
    assert somebody.talk.belief == (("exchange", 1.0),)


def test_at_the_door_thanks_keep_the_subject_and_a_greeting_does_not(somebody: Somebody) -> None:
    somebody.asks("how much is the exchange")
    somebody.asks("thank you very much")
    assert somebody.asks("and when").topic == "exchange#dates"
    assert somebody.asks("good morning").topic == "smalltalk#greeting"
    assert somebody.talk == Talk(last="smalltalk")
    assert somebody.asks("and when").topic != "exchange#dates"
