"""Where a talk stands: what it may be about, with shares, and what was understood last."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching.situation import KEPT, Places, Situation, believed
from bot.core.talk.labels import Label

ENTITIES = ("exchange", "training", "passports", "office")
COST = Label("office", "exchange#cost")

chances = st.lists(
    st.tuples(
        st.sampled_from([Label("office", f"{entity}#cost") for entity in ENTITIES] + [Label("smalltalk")]),
        st.floats(0, 0.25),
    ),
    max_size=4,
)


def test_what_was_certainly_meant_is_what_the_talk_is_about() -> None:
    situation = Situation().after(COST)
    assert (situation.subject, situation.aspect, situation.last) == ("exchange", "cost", COST)


def test_thanks_and_questions_to_the_office_keep_the_subject() -> None:
    situation = Situation().after(COST).after(Label("smalltalk")).after(Label("office", "office#hours"))
    assert situation.subject == "exchange"
    assert situation.aspect == "hours"


def test_a_guess_is_a_share_and_not_the_subject() -> None:
    guessed = [(COST, 0.4), (Label("office", "training#cost"), 0.3)]
    belief = believed((), guessed, ENTITIES)
    assert belief == (("exchange", 0.4), ("training", 0.3))
    assert Situation(belief).subject is None


def test_what_is_about_nothing_leaves_the_belief_as_it_was() -> None:
    belief = (("exchange", 0.9),)
    assert believed(belief, [(Label("smalltalk"), 1.0)], ENTITIES) == belief


@given(chances, chances)
def test_shares_never_come_to_more_than_everything(
    first: list[tuple[Label, float]], then: list[tuple[Label, float]]
) -> None:
    belief = believed(believed((), first, ENTITIES), then, ENTITIES)
    assert len(belief) <= KEPT
    assert sum(share for _, share in belief) <= 1.0 + KEPT * 0.005
    assert [share for _, share in belief] == sorted((share for _, share in belief), reverse=True)


def test_a_beginning_says_nothing_and_every_fact_of_a_talk_has_a_place_of_its_own() -> None:
    places = Places(ENTITIES)
    assert not places.row(None).any() and not places.row(Situation()).any()
    one = places.row(Situation().after(COST))
    other = places.row(Situation().after(Label("emergency", "papers")))
    assert len(one) == len(other) == places.width
    assert one.astype(bool).sum() == 4  # entity, aspect, kind, and that there is a talk
    assert other.astype(bool).sum() == 3  # kind, danger, and that there is a talk
