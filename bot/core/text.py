"""Text as the matcher sees it: one folded form of a question, its words, its letters and its syllables.

Whatever a phone, an input method or a careless thumb makes of a question, `fold` brings it to the same string:
NFKC (full width, ligatures), case, Traditional to Simplified, contractions, no invisible characters.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

import opencc
import snowballstemmer
from pypinyin.constants import PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal

LONGEST = 400
"""Characters of a question that are read. Past it nothing new is said, and a bomb costs no more than a question."""

LONGEST_WORD = 32

_SIMPLIFIED = opencc.OpenCC("t2s")
_STEMMER = snowballstemmer.stemmer("english")
_SPACES = re.compile(r"[\s\x00-\x1f\x7f]+")
_WORDS = re.compile(r"[a-z0-9]+(?:[+][0-9]+)*|[\u3007\u3400-\u9fff\U00020000-\U0003ffff]|[^\W_]")
_LATIN = re.compile(r"[a-z]+")
_GRAMMAR = frozenset("的吗呢呀啊吧了么没不怎咋是能要哪几谁啥")
_HAN = re.compile(r"[\u3007\u3400-\u9fff\U00020000-\U0003ffff]")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "＇": "'"})
_CONTRACTIONS = (
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bcan't\b|\bcannot\b"), "can not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'(?:re)\b"), " are"),
    (re.compile(r"'(?:ve)\b"), " have"),
    (re.compile(r"'(?:ll)\b"), " will"),
    (re.compile(r"'m\b"), " am"),
    (re.compile(r"\b(what|who|where|when|how|it|that|there|he|she)'s\b"), r"\1 is"),
    (re.compile(r"'s\b"), ""),
)


def fold(text: str) -> str:
    """The one form in which texts are compared; never shown to anybody.

    >>> fold("Ｗｈａｔ’s the 護照規費?")
    'what is the 护照规费?'
    """
    plain = unicodedata.normalize("NFKC", text[: 4 * LONGEST]).casefold().translate(_APOSTROPHES)
    if not plain.isascii():
        plain = _SIMPLIFIED.convert(_visible(plain))
    if "'" in plain:
        for pattern, full in _CONTRACTIONS:
            plain = pattern.sub(full, plain)
    plain = _SPACES.sub(" ", plain).strip()
    return plain if len(plain) <= LONGEST else _whole_words(plain[:LONGEST])


def _whole_words(cut: str) -> str:
    """Without the word that was cut in half, unless it is all there is: what is left folds to itself."""
    return cut.rpartition(" ")[0] or cut.partition("'")[0]


def _visible(text: str) -> str:
    """Without accents, stacked marks, direction overrides, zero-width and control characters, lone surrogates."""
    kept = [
        " " if kind == "Cc" else letter
        for letter in unicodedata.normalize("NFKD", text)
        if (kind := unicodedata.category(letter)) not in {"Mn", "Me", "Cf", "Cs", "Co", "Cn"}
    ]
    return unicodedata.normalize("NFKC", "".join(kept))


def bare(folded: str) -> str:
    """Without the signs at the end: "what is open?" and "what is open" are one question, to an encoder too."""
    return folded.rstrip(" ?!.,;:~…。、")


def tokens(folded: str) -> list[str]:
    """Latin words and numbers whole ("3+1" too), Chinese one character each; no punctuation."""
    return [word[:LONGEST_WORD] for word in _WORDS.findall(folded)]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of an English word; anything else as it is."""
    return str(_STEMMER.stemWord(word)) if _LATIN.fullmatch(word) else word


def is_latin(word: str) -> bool:
    return word.isascii()


def has_han(folded: str) -> bool:
    return _HAN.search(folded) is not None


def has_words(folded: str) -> bool:
    """Whether a text has anything that tells its language; digits and signs do not."""
    return has_han(folded) or _LATIN.search(folded) is not None


def language(text: str) -> str:
    """ "zh" or "en": what the question is written in.

    Chinese grammar decides, however many English words stand in it; without any, a Chinese character weighs about as
    much as three Latin letters. Typed pinyin is Chinese.

    >>> [language(text) for text in ("offer要多久才到吗", "what does 交换 mean", "IELTS?", "ban huzhao cailiao")]
    ['zh', 'en', 'en', 'zh']
    """
    folded = fold(text)
    han = _HAN.findall(folded)
    if not han:
        return "zh" if typed_pinyin(folded) else "en"
    latin = sum(map(len, _LATIN.findall(folded)))
    return "zh" if _GRAMMAR.intersection(han) or len(han) * 3 >= latin else "en"


def grams(folded: str) -> Iterator[str]:
    """Letter n-grams: three of a Latin word with its edges, two of a run of Chinese (or its only character).

    >>> sorted(grams("exam 签证费"))
    [' ex', 'am ', 'exa', 'xam', '签证', '证费']
    """
    run = ""
    for word in [*tokens(folded), "|"]:
        if not word.isascii():
            run += word
            continue
        if run:
            yield from (run[i : i + 2] for i in range(max(len(run) - 1, 1)))
            run = ""
        if word != "|":
            padded = f" {word} "
            yield from (padded[i : i + 3] for i in range(len(padded) - 2))


@cache
def _sounds() -> dict[str, tuple[str, ...]]:
    """Toneless readings of every Chinese character, the commonest first; ü is written u."""
    read = {code: sounds.split(",") for code, sounds in PINYIN_DICT.items()}
    toneless = {
        sound: to_normal(sound).replace("v", "u").replace("ü", "u")
        for sound in {sound for sounds in read.values() for sound in sounds}
    }
    return {chr(code): tuple(dict.fromkeys(toneless[sound] for sound in sounds)) for code, sounds in read.items()}


@cache
def _syllables() -> frozenset[str]:
    common = (sounds[0] for letter, sounds in _sounds().items() if "\u4e00" <= letter <= "\u9fa5")
    odd = {"m", "n", "ng", "hm", "hng", "ê", "eng", "o", "lo", "yo", "den", "dia", "ei", "nun", "rua", "zhei", "fiao"}
    return frozenset(common) - odd


def readings(letter: str) -> tuple[str, ...]:
    """How a Chinese character may sound: its two commonest readings."""
    return _sounds().get(letter, ())[:2]


@lru_cache(maxsize=4096)
def split_syllables(word: str) -> tuple[str, ...]:
    """A Latin word as pinyin syllables, the fewest and then the longest first; empty if it is none.

    >>> split_syllables("jiaohuansheng"), split_syllables("deadline")
    (('jiao', 'huan', 'sheng'), ())
    """
    word = word.replace("v", "u")[:LONGEST_WORD]
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            before = best[start]
            if before is None or word[start:end] not in _syllables():
                continue
            here = (*before, word[start:end])
            if best[end] is None or len(here) < len(best[end] or ()):
                best[end] = here
    return best[-1] or ()


def as_pinyin(text: str) -> str:
    """Chinese as somebody without Chinese keys types it: toneless syllables, everything else as it is.

    >>> as_pinyin("护照丢了")
    'hu zhao diu le'
    """
    sounds = _sounds()
    return " ".join("".join(f" {sounds[letter][0]} " if letter in sounds else letter for letter in text).split())


def typed_pinyin(folded: str) -> bool:
    """Whether the whole text is pinyin: every word splits into syllables, and it is more than one short word."""
    words = _LATIN.findall(folded)
    if not words or has_han(folded):
        return False
    split = [split_syllables(word) for word in words]
    return all(split) and sum(map(len, split)) >= 2 and not all(word in _ENGLISH_TOO for word in words)


# English words that happen to split into syllables; a text of nothing else is English.
_ENGLISH_TOO = frozenset(
    """
    a age an ban banana bang bike bin cake can change cheng dance die dong dune fan fee finance gang gene gun hang
    he hen hi home huge in lane lie line long lounge ma man manage me men mine mu ni nine no one pa pan pen pi pie
    pin pine ping range sang sense she sing song sun tan ten tie tune wage wan wine women you
    """.split()
)


def syllables(folded: str) -> list[str]:
    """Toneless syllables of the Chinese in a text, or of the whole text if it is typed pinyin."""
    if typed_pinyin(folded):
        return [sound for word in _LATIN.findall(folded) for sound in split_syllables(word)]
    sounds = _sounds()
    return [sounds[letter][0] for letter in _HAN.findall(folded) if letter in sounds]


def syllable_grams(folded: str) -> Iterator[str]:
    """One and two syllables in a row."""
    sounds = syllables(folded)
    for size in (1, 2):
        yield from ("'".join(sounds[i : i + size]) for i in range(len(sounds) - size + 1))
