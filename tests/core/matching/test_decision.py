"""What is said follows from what it is worth."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching.decision import CHANGING, CHOICES, Cuts, decide, fit
from bot.core.matching.meanings import same
from bot.core.talk.labels import UNKNOWN, Label

CUTS = Cuts()
COST, DATES = Label("office", "exchange#cost"), Label("office", "exchange#dates")
HEALTH, SCAM = Label("emergency", "health"), Label("emergency", "scam")
FOLLOW, HELP = Label("act", "follow"), Label("act", "help")

labels = st.sampled_from([COST, DATES, HEALTH, SCAM, FOLLOW, HELP, UNKNOWN, Label("mycase"), Label("smalltalk")])


def test_a_clear_meaning_is_said_alone() -> None:
    assert decide([(COST, 0.9), (DATES, 0.1)], 0.0, CUTS, "balanced").said == (COST,)


def test_two_near_meanings_are_both_said() -> None:
    assert decide([(COST, 0.5), (DATES, 0.4)], 0.0, CUTS, "balanced").said == (COST, DATES)


def test_what_is_not_sure_enough_becomes_choices_once() -> None:
    chances = [(COST, 0.3), (DATES, 0.2), (HELP, 0.1)]
    first = decide(chances, 0.0, CUTS, "balanced")
    assert first.said == () and first.offered == (COST, DATES, HELP)
    again = decide(chances, 0.0, CUTS, "balanced", asked_back=True)
    assert again.said == (COST, DATES) and again.unsure


def test_after_choices_hardly_a_guess_is_an_honest_unknown() -> None:
    decision = decide([(COST, 0.1), (DATES, 0.05)], 0.0, CUTS, "balanced", asked_back=True)
    assert not decision.said and not decision.offered


def test_what_changes_something_is_done_alone() -> None:
    assert decide([(FOLLOW, 0.5), (COST, 0.4)], 0.0, CUTS, "balanced").said == (FOLLOW,)
    assert decide([(COST, 0.5), (FOLLOW, 0.45)], 0.0, CUTS, "bold").said == (COST,)


def test_somebody_in_danger_is_helped_whatever_else_is_likelier() -> None:
    chances = [(COST, 0.5), (HEALTH, 0.3), (SCAM, 0.2)]
    assert decide(chances, 0.5, CUTS, "balanced").said == (HEALTH, SCAM)


def test_a_doubt_is_told_above_whatever_else_is_said() -> None:
    decision = decide([(COST, 0.8), (HEALTH, 0.2)], 0.2, CUTS, "balanced")
    assert decision.said == (COST,) and decision.doubt


@given(st.lists(st.tuples(labels, st.floats(0, 1)), max_size=9, unique_by=lambda one: one[0]), st.booleans())
def test_at_most_two_are_said_and_four_offered_and_never_choices_after_choices(
    chances: list[tuple[Label, float]], asked_back: bool
) -> None:
    ordered = sorted(chances, key=lambda one: -one[1])
    decision = decide(ordered, 0.0, CUTS, "balanced", asked_back)
    assert len(decision.said) <= 2 and len(decision.offered) <= CHOICES
    assert not (decision.said and decision.offered)
    assert not (asked_back and decision.offered)
    if len(decision.said) == 2:
        assert not CHANGING & {label.name for label in decision.said}


def test_the_bolder_the_lower_the_cut_and_the_more_wrong_answers() -> None:
    turns = [
        ([(COST, share / 100), (DATES, 0.01)], 0.0, frozenset({COST if share % 3 else DATES})) for share in range(2, 80)
    ]
    cuts = fit(turns, same)
    assert cuts.say["careful"] >= cuts.say["balanced"] >= cuts.say["bold"]
    assert Cuts.of(cuts.array()).say.keys() == cuts.say.keys()
