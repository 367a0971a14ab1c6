"""One folded form for whatever a phone, an input method or a careless thumb makes of a question."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core import text

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=600)
"""Lone surrogates, control characters and unassigned code points included."""

WRITTEN = st.text(st.sampled_from("aAéﬁ１＋+3 '’ʼ的護护号貳㊣①Ａ한ก़\u200b\u202e\u0301\x00\ud800😀👨‍👩‍👧"), max_size=60)


@given(ANYTHING | WRITTEN)
@example("\ud800")
@example("\x00\x00")
@example("ﷺ" * 1600)
@example("a\u0301" * 2000)
@example("'s 's won't's")
@example("ẞ" * 500)
def test_folding_takes_anything_and_stays_short(anything: str) -> None:
    assert len(text.fold(anything)) <= text.LONGEST


@given(ANYTHING | WRITTEN)
@example("\u200b'\u200bs")
@example("a\u2028b")
@example("x" * 399 + " yz")
@example("who''s")
@example("x " * 198 + "it'sx yes")
@example("x" * 397 + "it'sxxx")
def test_folding_twice_changes_nothing_more(anything: str) -> None:
    once = text.fold(anything)
    assert text.fold(once) == once


@given(ANYTHING | WRITTEN)
def test_whatever_is_folded_can_be_read_on(anything: str) -> None:
    """No question makes the matcher's readers fail, and none brings a word longer than a word is."""
    folded = text.fold(anything)
    assert all(0 < len(word) <= text.LONGEST_WORD for word in text.tokens(folded))
    assert text.language(anything) in {"en", "zh"}
    assert all(text.stem(word) for word in text.tokens(folded))
    assert all(list(text.grams(folded))) or not text.tokens(folded)
    assert all(run.strip("'") for run in text.syllable_grams(folded))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＨＯＷ　ｍｕｃｈ？", "how much?"),
        ("What’s the fee", "what is the fee"),
        ("WON'T", "will not"),
        ("can’t and cannot", "can not and can not"),
        ("I'm, you're, they've, she'll, isn't", "i am, you are, they have, she will, is not"),
        ("the host's rule", "the host rule"),
        ("護照遺失了怎麼辦", "护照遗失了怎么办"),
        ("臺灣學生", "台湾学生"),
        ("pass\u200bport\u200d \ufeffvisa\u2060", "passport visa"),
        ("\u202etropssap\u202c", "tropssap"),
        ("n\u0303a\u0308i\u0308ve café", "naive cafe"),
        ("Z\u0351\u036b\u0343a\u0342l\u0346g\u0310o\u033f", "zalgo"),
        ("fee\x00\x07\x1b visa", "fee visa"),
        ("fee\ud83d visa\udc00", "fee visa"),
        ("  one \t\n two\u3000three  ", "one two three"),
        ("ﬁnance oﬃce", "finance office"),
        ("３＋１", "3+1"),
        ("", ""),
    ],
)
def test_other_ways_to_write_the_same_fold_to_the_same(written: str, folded: str) -> None:
    assert text.fold(written) == folded


@given(st.text(st.characters(categories=("Lu", "Ll", "Nd", "Zs"), max_codepoint=0x7F), max_size=80))
def test_full_width_and_capitals_make_no_difference(plain: str) -> None:
    wide = plain.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000})
    assert text.fold(wide) == text.fold(plain.upper()) == text.fold(plain)


@given(ANYTHING, st.lists(st.sampled_from(["\u200b", "\u202e", "\u200d", "\ufeff", "\u0301", "\u0489"]), min_size=1))
def test_what_cannot_be_seen_is_not_read(letters: str, invisible: list[str]) -> None:
    seen = "护照" + "".join(invisible) + "多少钱"
    assert text.fold(seen) == "护照多少钱"


def test_a_bomb_is_read_no_further_than_a_question() -> None:
    assert text.fold("word " * 5000) == text.fold("word " * (text.LONGEST // 5 + 1))[: text.LONGEST]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("3+1 or 2+2?", ["3+1", "or", "2+2"]),
        ("护照 visa多少钱", ["护", "照", "visa", "多", "少", "钱"]),
        ("n3, cet-4; hsk_5", ["n3", "cet", "4", "hsk", "5"]),
        ("<b>&amp;</b>", ["b", "amp", "b"]),
        ("!?… 。，", []),
        ("สวัสดี", list("สวสด")),
        ("a" * 100, ["a" * 32]),
    ],
)
def test_words_are_latin_whole_and_chinese_by_the_character(written: str, words: list[str]) -> None:
    assert text.tokens(text.fold(written)) == words


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How much is the exchange?", "en"),
        ("交换要多少钱", "zh"),
        ("IELTS 要考几分", "zh"),
        ("exchange 的 deadline 是什么时候", "zh"),
        ("what does 交换 mean", "en"),
        ("is 学期交换 the same as exchange", "en"),
        ("護照遺失", "zh"),
        ("jiaohuansheng duoshao qian", "zh"),
        ("huzhao diu le zenme ban", "zh"),
        ("can she dance", "en"),
        ("change", "en"),
        ("cost", "en"),
        ("??", "en"),
        ("ｃｏｓｔ？", "en"),
        ("费用?", "zh"),
    ],
)
def test_the_language_is_the_one_the_question_is_written_in(question: str, language: str) -> None:
    assert text.language(question) == language


@pytest.mark.parametrize(
    ("word", "split"),
    [
        ("jiaohuansheng", ("jiao", "huan", "sheng")),
        ("huzhao", ("hu", "zhao")),
        ("xian", ("xian",)),
        ("nvsheng", ("nu", "sheng")),
        ("zhuangxue", ("zhuang", "xue")),
        ("deadline", ()),
        ("passport", ()),
        ("", ()),
        ("zh", ()),
    ],
)
def test_pinyin_is_split_into_the_fewest_syllables(word: str, split: tuple[str, ...]) -> None:
    assert text.split_syllables(word) == split


@given(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), max_size=40))
def test_split_syllables_are_the_word_again(word: str) -> None:
    split = text.split_syllables(word)
    assert "".join(split) in {"", word.replace("v", "u")[: text.LONGEST_WORD]}


@given(
    st.lists(
        st.sampled_from(["huan", "zhao", "ban", "li", "qian", "shen", "me", "jiao", "xue"]), min_size=1, max_size=5
    )
)
def test_syllables_run_together_are_always_pinyin(sounds: list[str]) -> None:
    assert text.split_syllables("".join(sounds))


def test_a_text_of_english_words_is_no_pinyin() -> None:
    assert not text.typed_pinyin("can she change")
    assert not text.typed_pinyin("护照 huzhao")
    assert not text.typed_pinyin("123")
    assert not text.typed_pinyin("ma")
    assert text.typed_pinyin("huzhao zenme ban")


def test_a_latin_word_parts_two_runs_of_characters() -> None:
    grams = set(text.grams("办visa费"))
    assert {"办", "费", " vi", "sa "} <= grams
    assert "办费" not in grams


@given(st.text(st.sampled_from("abcdefg"), min_size=5, max_size=12), st.integers(0, 11))
def test_a_word_with_a_slip_shares_runs_with_the_word(word: str, at: int) -> None:
    slip = word[: at % len(word)] + word[at % len(word) + 1 :]
    assert set(text.grams(word)) & set(text.grams(slip))


def test_syllables_of_characters_and_of_typed_pinyin_are_the_same() -> None:
    assert text.syllables("护照怎么办") == text.syllables("huzhao zenmeban") == ["hu", "zhao", "zen", "me", "ban"]
    assert "zen'me" in set(text.syllable_grams("护照怎么办"))
    assert text.syllables("passport 护照") == ["hu", "zhao"]
    assert text.syllables("passport") == []


def test_a_character_may_sound_in_two_ways() -> None:
    assert set(text.readings("行")) == {"xing", "hang"}
    assert text.readings("a") == ()


def test_only_english_words_have_stems() -> None:
    assert text.stem("applications") == text.stem("application")
    assert text.stem("护") == "护"
    assert text.stem("n3") == "n3"


def test_signs_and_digits_tell_no_language() -> None:
    assert text.has_words("fee") and text.has_words("费")
    assert not text.has_words("123 + 4?") and not text.has_words("")
    assert text.is_latin("fee") and not text.is_latin("费")
