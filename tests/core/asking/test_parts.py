"""Two answers in one reply: when they are wanted, and when the second would say the same again."""

from dataclasses import replace

import pytest

from bot.core import text
from bot.core.answers import Answers
from bot.core.asking import parts
from bot.core.matching.matcher import Matcher
from bot.core.matching.ranking import Ranking
from bot.core.people import Talk
from bot.core.talk import labels
from bot.core.talk.labels import Label
from tests import tiny

ANSWERS = Answers(tiny.KNOWLEDGE)
NOTHING = Ranking("choices", 0.5, ())


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return tiny.matcher(tiny.KNOWLEDGE)


def both(matcher: Matcher, question: str, subject: str | None = None) -> tuple[str, ...]:
    return parts.both(text.fold(question), matcher.rank(question, subject), Talk(subject), ANSWERS, matcher)


@pytest.mark.parametrize(
    ("question", "subject", "topics"),
    [
        ("when and how much?", "exchange", ("exchange#dates", "exchange#cost")),
        ("how much, and when?", "exchange", ("exchange#cost", "exchange#dates")),
        ("什么时候截止，要多少钱", "exchange", ("exchange#dates", "exchange#cost")),
    ],
)
def test_two_aspects_of_what_is_spoken_of_are_two_answers(
    matcher: Matcher, question: str, subject: str, topics: tuple[str, ...]
) -> None:
    assert set(both(matcher, question, subject)) == set(topics)


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("how much is the exchange", None),
        ("how much, how much?", "exchange"),
        ("when, and zxqv wvut", "exchange"),
        ("when and how much?", None),
        ("how much and when?", "training"),
        ("", "exchange"),
    ],
)
def test_otherwise_one_answer_is_enough(matcher: Matcher, question: str, subject: str | None) -> None:
    """One aspect twice, a part that says nothing, no programme, or one without any dates."""
    assert not both(matcher, question, subject)


def test_two_programmes_are_compared_where_both_are_named() -> None:
    difference = (Label("office", "exchange#difference"),)
    two = replace(NOTHING, named=frozenset({"exchange", "training"}))
    assert parts.compared(difference, two, tiny.KNOWLEDGE)
    assert not parts.compared(difference, replace(NOTHING, named=frozenset({"exchange"})), tiny.KNOWLEDGE)
    assert not parts.compared(
        difference, replace(NOTHING, named=frozenset({"exchange", "passports"})), tiny.KNOWLEDGE
    ), "a service is no programme"
    assert not parts.compared((Label("office", "exchange#cost"),), two, tiny.KNOWLEDGE)
    assert not parts.compared((), two, tiny.KNOWLEDGE)


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (("office#dates", "act:deadlines"), [True, False]),
        (("act:deadlines", "office#dates"), [True, False]),
        (("act:person", "office#contact"), [True, False]),
        (("act:person", "office#dates"), [True, True]),
        (("exchange#cost", "exchange#dates"), [True, True]),
    ],
)
def test_what_shows_the_same_is_shown_once(names: tuple[str, ...], shown: list[bool]) -> None:
    said = tuple(labels.read(name) for name in names)
    assert [not parts.shown_already(label, said) for label in said] == shown
