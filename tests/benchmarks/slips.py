"""Realistic typing slips, made by dice: one or two a question, always the same for the same question."""

import random
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from pypinyin import lazy_pinyin

from bot.core import text

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def slipped(question: str, most: int = 2) -> str:
    """The question with one to `most` slips.

    >>> slipped("how long does the passport take"), slipped("护照要多久才能办好")
    ('how long does the passpport take', '护沼要跺久才能办好')
    """
    dice = random.Random(question)
    letters = list(question)
    for _ in range(dice.randint(1, most)):
        _slip(letters, dice)
    return "".join(letters)


def _slip(letters: list[str], dice: random.Random) -> None:
    """In place; a text with nothing to slip on stays as it is."""
    places = [at for at, letter in enumerate(letters) if _inside_word(letters, at) or _others(letter)]
    if not places:
        return
    at = dice.choice(places)
    if others := _others(letters[at]):
        letters[at] = dice.choice(others)
        return
    match dice.choice(("swap", "drop", "double", "neighbour")):
        case "swap":
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        case "drop":
            del letters[at]
        case "double":
            letters.insert(at, letters[at])
        case _:
            letters[at] = dice.choice(_neighbours(letters[at].lower()))


def _inside_word(letters: Sequence[str], at: int) -> bool:
    """Neither the first nor the last letter of a Latin word: slips there are rarer, and short words become others."""
    around = "".join(letters[max(at - 1, 0) : at + 3])
    return at > 0 and len(around) == 4 and around.isascii() and around.isalpha()


@cache
def _neighbours(letter: str) -> str:
    """The keys around a letter on a QWERTY keyboard.

    >>> _neighbours("s"), _neighbours("p")
    ('adwezx', 'ol')
    """
    row = next(number for number, keys in enumerate(_ROWS) if letter in keys)
    at = _ROWS[row].index(letter)
    near = [_ROWS[row][max(at - 1, 0) : at] + _ROWS[row][at + 1 : at + 2]]
    near += [_ROWS[row - 1][at : at + 2]] if row else []
    near += [_ROWS[row + 1][max(at - 1, 0) : at + 1]] if row < 2 else []
    return "".join(near)


def _others(letter: str) -> Sequence[str]:
    """Common characters that an input method offers for the same toneless syllable."""
    if not text.has_han(letter):
        return ()
    return [other for other in _same_sound().get(lazy_pinyin(letter)[0], ()) if other != letter]


@cache
def _same_sound() -> dict[str, list[str]]:
    """The 3,755 common characters of GB 2312, level 1, by toneless syllable."""
    heard: dict[str, list[str]] = defaultdict(list)
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            letter = bytes((high, low)).decode("gb2312", errors="ignore")
            if letter:
                heard[lazy_pinyin(letter)[0]].append(letter)
    return heard
