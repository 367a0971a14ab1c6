"""Slips are mended, and what is no slip is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import english
from bot.core import text
from bot.core.knowledge import Knowledge
from bot.core.matching.ranking import texts_of
from bot.core.matching.spelling import Spelling
from tests import tiny

LINES = [
    *texts_of(tiny.KNOWLEDGE, (text.fold(way.text) for way in tiny.KNOWLEDGE.phrasings)),
    *["暑期研学多少钱", "暑期研学住哪里", "暑期研学的材料", "报名暑期研学", "交换生的材料", "交换生名单", "huiyi"],
]


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(LINES, english.words())


@pytest.fixture(scope="module")
def of_the_office(shipped: Knowledge) -> Spelling:
    return Spelling(texts_of(shipped, (text.fold(way.text) for way in shipped.phrasings)), english.words())


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("when is the dedline", "when is the deadline"),
        ("excahnge programme", "exchange programme"),
        ("pasport", "passport"),
        ("my passpotr was lsot", "my passport was lost"),
        ("u need 2 docs 4 visa", "you need to documents for visa"),
        ("pls, wat is it", "please what is it"),
        ("examplesentence", "example sentence"),
    ],
)
def test_slips_and_chat_become_words(spelling: Spelling, slip: str, meant: str) -> None:
    assert spelling.mend(slip) == meant


@pytest.mark.parametrize(
    "right",
    ["what does the exchange programme cost?", "ielts 6.0 or n3", "3+1", "交换生多少钱", "a", "", "?!", "123"],
)
def test_what_is_right_stays_letter_by_letter(spelling: Spelling, right: str) -> None:
    assert spelling.mend(right) == right


def test_initials_that_staff_listed_are_no_slip(spelling: Spelling) -> None:
    assert "jhs" in tiny.EXCHANGE.weak_aliases
    assert spelling.mend("jhs deadline") == "jhs deadline"


@given(number=st.integers(0, len(LINES) - 1))
def test_what_the_knowledge_writes_is_never_a_slip(spelling: Spelling, number: int) -> None:
    line = LINES[number]
    assert text.typed_pinyin(line) or spelling.mend(line) == line


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("护召怎么办", "护照怎么办"), ("署期研学住哪里", "暑期研学住哪里"), ("暑期演学的材料", "暑期研学的材料")],
)
def test_a_character_of_the_same_sound_is_mended(of_the_office: Spelling, wrong: str, right: str) -> None:
    assert of_the_office.mend(wrong) == right


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jiaohuansheng duoshao qian", "交换生多少钱"),
        ("jiao huan sheng duo shao qian", "交换生多少钱"),
        ("huzhao diu le zenme ban", "护照丢了怎么办"),
        ("shuqi yanxue", "暑期研学"),
        ("nihao", "你好"),
    ],
)
def test_typed_pinyin_becomes_the_likeliest_characters(of_the_office: Spelling, typed: str, meant: str) -> None:
    assert of_the_office.mend(typed) == meant


def test_pinyin_among_english_words_is_understood(of_the_office: Spelling) -> None:
    assert "护照" in of_the_office.mend("where is my huzhao")


def test_sounds_that_the_knowledge_never_writes_stay_sounds(spelling: Spelling) -> None:
    assert "nuan" in spelling.mend("nuan nuan kuang")


@given(
    question=st.text(st.characters(exclude_categories=()), max_size=300)
    | st.text(st.sampled_from("abehznioux 护照的?"), max_size=80)
)
def test_anything_can_be_mended(spelling: Spelling, question: str) -> None:
    folded = text.fold(question)
    mended = spelling.mend(folded)
    assert bool(text.tokens(mended)) <= bool(text.tokens(folded))
    assert len(mended) <= 4 * len(folded) + 40


def test_without_any_texts_nothing_is_known_and_nothing_breaks() -> None:
    empty = Spelling([])
    assert empty.mend("qwertz asdfg") == "qwertz asdfg"
    assert empty.mend("护照怎么办") == "护照怎么办"
    assert empty.mend("huzhao zenme ban")
