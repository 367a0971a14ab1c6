"""Which fact a question asks for: by words, by vectors, through the lens; and no fact where it is not sure."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from bot.core import text
from bot.core.asking.leads import Leads, Lens, Told, learn, told
from bot.core.asking.lens import Vectors
from bot.core.asking.signs import SIGNS
from bot.core.asking.told import units
from tests import tiny

NOTHING = np.zeros(0, dtype=np.float32)


def vectors(texts: Sequence[str]) -> Vectors:
    """Meaning for the poor: words hashed into 512 directions."""
    rows = np.full((len(texts), 512), 1e-3, dtype=np.float32)
    for row, line in zip(rows, texts, strict=True):
        for unit in units(line) or [line]:
            row[int(hashlib.md5(unit.encode()).hexdigest(), 16) % 512] += 1
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture(scope="module")
def knowledge() -> Told:
    return told(tiny.KNOWLEDGE)


@pytest.fixture(scope="module")
def seeing(knowledge: Told) -> Leads:
    return Leads(knowledge, vectors(knowledge.texts))


@pytest.fixture(scope="module")
def blind(knowledge: Told) -> Leads:
    return Leads(knowledge)


def first(leads: Leads, question: str, topic: str, with_vector: bool = True) -> str:
    folded = text.fold(question)
    vector = vectors([folded])[0] if with_vector else NOTHING
    return leads.ranked(folded, vector, topic, text.language(question))[0][0].text


@pytest.mark.parametrize(
    ("question", "topic", "answer"),
    [
        ("must I pay a deposit?", "exchange#cost", "- Deposit: ¥2,000"),
        ("insurance, is it mine to buy", "exchange#cost", "- Insurance is yours."),
        ("押金多少", "exchange#cost", "- 押金：2000元"),
        ("保险谁买", "exchange#cost", "- 保险自己买。"),
        ("does it cost any money", "exchange#cost", "It costs money."),
    ],
)
def test_the_fact_with_the_questions_words_is_nearest(
    question: str, topic: str, answer: str, seeing: Leads, blind: Leads
) -> None:
    assert first(seeing, question, topic) == answer
    assert first(blind, question, topic, with_vector=False) == answer
    assert first(seeing, question, topic, with_vector=False) == answer


def test_a_question_about_something_else_gets_no_fact(seeing: Leads, blind: Leads) -> None:
    folded = text.fold("any curfew after midnight")
    assert seeing.lead(folded, vectors([folded])[0], "exchange#cost", "en") is None
    assert blind.lead(folded, NOTHING, "exchange#cost", "en") is None


def test_an_answer_of_one_fact_is_that_fact(seeing: Leads) -> None:
    lead = seeing.lead("anything", vectors(["anything"])[0], "exchange#language", "en")
    assert lead is not None and lead.text == "IELTS 6.0 or N3."


def test_what_has_no_answer_has_no_fact(seeing: Leads) -> None:
    for topic, language in (("exchange#credits", "en"), ("nothing", "en"), ("exchange#cost", "fr")):
        assert seeing.ranked("deposit", NOTHING, topic, language) == ()
        assert seeing.lead("deposit", NOTHING, topic, language) is None


def test_a_question_without_words_is_no_trouble(seeing: Leads, blind: Leads) -> None:
    for leads in (seeing, blind):
        assert leads.lead("", NOTHING, "exchange#cost", "en") is None
        assert leads.lead("???", NOTHING, "exchange#cost", "en") is None


def test_chances_are_of_all_facts_and_fall(seeing: Leads) -> None:
    ranked = seeing.ranked("deposit", vectors(["deposit"])[0], "exchange#cost", "en")
    chances = [chance for _, chance in ranked]
    assert len(ranked) == 4
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) == pytest.approx(1, abs=1e-5)


def test_who_asks_how_long_gets_a_length_of_time(blind: Leads) -> None:
    length = SIGNS.index("length")
    assert not blind.signs("how much is it", NOTHING, "exchange#cost", "en")[:, length].any()
    assert not blind.signs("how long does it take", NOTHING, "exchange#cost", "en")[:, length].any()
    assert told(tiny.KNOWLEDGE).seen["exchange#eligibility", "en"][0].folded == "year two and above"


def test_each_text_is_encoded_once(knowledge: Told) -> None:
    assert len(set(knowledge.texts)) == len(knowledge.texts)
    assert "deposit" in knowledge.texts
    assert text.bare(text.fold("who may join the exchange programme")) in knowledge.texts


def test_names_of_the_entity_tell_nothing_apart(knowledge: Told) -> None:
    assert {"exchange", "semester", "jhs"} <= knowledge.called["exchange"]


def test_the_same_is_learned_from_the_same(knowledge: Told) -> None:
    rows = vectors(knowledge.texts)
    one, other = learn(knowledge, rows), learn(knowledge, rows)
    assert np.array_equal(one.turn, other.turn)
    assert not np.allclose(one.turn, np.eye(len(one.turn)))
    kept = Lens.of(one.arrays())
    assert np.array_equal(kept.basis, one.basis) and np.array_equal(kept.turn, one.turn)


def test_a_kept_lens_does_the_same(knowledge: Told, seeing: Leads) -> None:
    rows = vectors(knowledge.texts)
    kept = Leads(knowledge, rows, learn(knowledge, rows))
    asked = ("what is the deposit", vectors(["what is the deposit"])[0], "exchange#cost", "en")
    assert kept.ranked(*asked) == seeing.ranked(*asked)


def test_no_ways_to_ask_teach_nothing() -> None:
    silent = told(replace(tiny.KNOWLEDGE, phrasings=()))
    leads = Leads(silent, vectors(silent.texts))
    assert first(leads, "must I pay a deposit?", "exchange#cost") == "- Deposit: ¥2,000"
