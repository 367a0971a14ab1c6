"""Long texts are cut where a reader would breathe; nothing is lost on the way."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import messages

words = st.text(st.sampled_from("ab 。. \n护😀"), max_size=400)
anything = st.text(max_size=400)


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(words | anything, st.integers(4, 80))
def test_no_part_is_over_the_limit_and_nothing_is_lost(text: str, limit: int) -> None:
    parts = messages.parts(text, limit)
    assert all(messages.length(part) <= limit for part in parts)
    assert bare("".join(parts)) == bare(text)


@given(words | anything, st.integers(4, 80))
def test_there_is_always_a_part_and_no_part_is_empty_among_others(text: str, limit: int) -> None:
    parts = messages.parts(text, limit)
    assert parts
    assert len(parts) == 1 or all(part.strip() for part in parts)


def test_a_heading_goes_with_its_list_to_the_next_part() -> None:
    text = "One.\n\nClosing soon\n\n- a programme\n- another programme"
    assert messages.parts(text, 52) == ("One.", "Closing soon\n\n- a programme\n- another programme")


@given(st.lists(st.text(st.sampled_from("abc 护😀"), min_size=1).filter(str.strip), min_size=1, max_size=8))
def test_what_fits_is_left_as_it_is(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    assert messages.parts(text, messages.length(text)) == (text,)


def test_a_text_is_cut_between_paragraphs() -> None:
    assert messages.parts("one one\n\ntwo two\n\nthree", 16) == ("one one\n\ntwo two", "three")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("a line of many words\nand another", "a line of many words"),
        ("第一句话不短。第二句话也不短。第三句话也一样不短", "第一句话不短。第二句话也不短。"),
        ("The first one it is. And then another", "The first one it is."),
        ("word after word after word after", "word after word after"),
        ("short. averyveryverylongwordindeed", "short. averyveryverylo"),
    ],
)
def test_a_long_paragraph_is_cut_between_lines_sentences_or_words(text: str, first: str) -> None:
    assert messages.parts(text, 22)[0] == first


def test_a_letter_of_two_units_is_never_cut_in_half() -> None:
    parts = messages.parts("😀" * 50, 7)
    assert all(set(part) == {"😀"} for part in parts)
    assert "".join(parts) == "😀" * 50


def test_length_is_counted_as_telegram_counts() -> None:
    assert messages.length("a护😀") == 4
    assert messages.length("👨‍👩‍👧") == 8
    assert messages.length("") == 0
