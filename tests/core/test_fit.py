"""Which programme fits: every condition against every kind of answer, and nothing taken for granted."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import fit, fit_pages, packing
from bot.core.actions import Fit, tag
from bot.core.fit import MATTERS, Answers, Matter, Verdict
from bot.core.follow_pages import Office
from bot.core.knowledge import Audience, Choices, Conditions, Entity, Knowledge
from bot.core.messages import Speech
from tests import tiny

NAMED = {"en": "one", "zh": "一"}
CHOICES = Choices(
    {"none": NAMED, "basic": NAMED, "good": NAMED}, {"term": NAMED, "work": NAMED}, {"abroad": NAMED, "hmt": NAMED}
)
STRICT = Conditions(frozenset({2, 3}), frozenset({"arts"}), "basic", frozenset({"term"}), frozenset({"abroad"}))


def programme(conditions: Conditions, id: str = "exchange", audience: Audience = "student") -> Entity:
    return replace(tiny.EXCHANGE, id=id, conditions=conditions, audiences=frozenset({audience}), windows=())


def knowing(*entities: Entity) -> Knowledge:
    departments = {"arts": NAMED, "tourism": NAMED}
    entities = (*entities, programme(Conditions(), "lectures", "teacher"))
    there = {entity.id: entity for entity in entities}
    return replace(tiny.KNOWLEDGE, entities=there, choices=CHOICES, departments=departments)


FITTING: dict[Matter, tuple[str, ...]] = {
    "who": ("student",),
    "year": ("2", "3"),
    "department": ("arts",),
    "level": ("basic", "good"),
    "direction": ("term",),
    "place": ("abroad",),
}
FAILING: dict[Matter, tuple[str, ...]] = {
    "who": ("teacher",),
    "year": ("1", "4"),
    "department": ("tourism",),
    "level": ("none",),
    "direction": ("work",),
    "place": ("hmt",),
}


@pytest.mark.parametrize("matter", MATTERS)
def test_every_condition_tells_what_fits_what_fails_and_what_was_not_answered(matter: Matter) -> None:
    strict = programme(STRICT)
    for answer in FITTING[matter]:
        assert fit.verdicts(strict, CHOICES, {matter: answer})[matter] == "fits"
    for answer in FAILING[matter]:
        assert fit.verdicts(strict, CHOICES, {matter: answer})[matter] == "fails"
    assert fit.verdicts(strict, CHOICES, {})[matter] == "unanswered"


@pytest.mark.parametrize("matter", [matter for matter in MATTERS if matter != "who"])
def test_a_condition_that_the_programme_does_not_name_is_neither_met_nor_failed(matter: Matter) -> None:
    silent = programme(Conditions())
    for answer in (*FITTING[matter], *FAILING[matter]):
        assert fit.verdicts(silent, CHOICES, {matter: answer})[matter] == "unsaid"
    assert fit.verdicts(silent, CHOICES, {})[matter] == "unanswered"


STATES: tuple[str, ...] = ("fits", "fails", "open")


@pytest.mark.parametrize("states", list(product(STATES, repeat=len(MATTERS))), ids="-".join)
def test_the_whole_truth_table(states: tuple[str, ...]) -> None:
    """One answer that fails is enough, whatever the others are; what is left open fails nothing."""
    table: dict[str, dict[Matter, tuple[str, ...]]] = {"fits": FITTING, "fails": FAILING}
    answers: dict[Matter, str] = {
        matter: table[state][matter][0] for matter, state in zip(MATTERS, states, strict=True) if state != "open"
    }
    judged = next(one for one in fit.judge(knowing(programme(STRICT)), answers) if one.entity.id == "exchange")
    expected: dict[Matter, Verdict] = {}
    for matter, state in zip(MATTERS, states, strict=True):
        if matter == "year" and answers.get("who") == "teacher":
            continue
        expected[matter] = "unanswered" if state == "open" else "fits" if state == "fits" else "fails"
    assert dict(judged.verdicts) == expected
    assert judged.fails == ("fails" in expected.values())


def test_teachers_are_not_asked_for_their_year() -> None:
    knowledge = knowing(programme(STRICT))
    assert "year" not in fit.asked(knowledge, "teacher")
    assert "year" in fit.asked(knowledge, "student") and "year" in fit.asked(knowledge, None)
    answers, matter = fit.read(knowledge, (tag("teacher"),))
    assert (dict(answers), matter) == ({"who": "teacher"}, "department")


def test_what_there_is_no_choice_of_is_not_asked() -> None:
    bare = replace(knowing(programme(STRICT)), departments={}, choices=Choices())
    assert fit.asked(bare, "student") == ("who", "year")


def test_what_the_knowledge_no_longer_has_is_asked_anew() -> None:
    knowledge = knowing(programme(STRICT))
    tags = (tag("student"), tag("2"), tag("closed-department"), tag("good"))
    answers, matter = fit.read(knowledge, tags)
    assert (dict(answers), matter) == ({"who": "student", "year": "2"}, "department")


@given(st.lists(st.text(max_size=12), max_size=9))
def test_no_button_that_somebody_made_up_is_believed(tags: list[str]) -> None:
    answers, matter = fit.read(knowing(programme(STRICT)), tuple(tags))
    assert matter in {*MATTERS, None}
    assert all(value in {*FITTING[one], *FAILING[one]} for one, value in answers.items())


def test_the_longest_talk_fits_into_a_button() -> None:
    action = Fit(tuple(tag(matter) for matter in MATTERS))
    data = packing.pack(action)
    assert len(data.encode()) <= packing.LIMIT
    assert packing.unpack(data, [], ["en"]) == action


def test_what_fails_is_named_with_what_is_asked_for(english: Speech, chinese: Speech) -> None:
    office = Office(knowing(programme(STRICT), programme(Conditions(), "silent")))
    given: Answers = {"who": "student", "year": "1", "department": "arts", "level": "none"}
    tags = tuple(tag(given[matter]) if matter in given else fit.SKIPPED for matter in MATTERS)
    text = fit_pages.page(office, tags, tiny.NOW, english).text
    assert "it is for year 2, 3 only; it asks for at least “one”" in text
    assert "Nothing is said about the year of study, the department, a language score" in text
    assert text.index("This fits") < text.index("Nothing is said") < text.index("it is for year")
    assert "只收2、3年级" in fit_pages.page(office, tags, tiny.NOW, chinese).text


def test_when_nothing_fits_it_is_said_and_the_nearest_comes_first(english: Speech) -> None:
    office = Office(knowing(programme(STRICT), programme(replace(STRICT, level="good"), "harder")))
    tags = (tag("student"), tag("1"), tag("arts"), tag("basic"), fit.SKIPPED, fit.SKIPPED)
    text = fit_pages.page(office, tags, tiny.NOW, english).text
    assert "Nothing fits all of your answers" in text and "This fits" not in text
