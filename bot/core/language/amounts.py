"""Lengths of time and years of study in what people write, in English and Chinese."""

import re

_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "couple of": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
          "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20,
          "thirty": 30}  # fmt: skip
_DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2, "俩": 2, "仨": 3}
_SPANS = {"day": 1, "week": 7, "wk": 7, "fortnight": 14, "month": 30, "天": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30}
_ENGLISH = rf"(\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})[ -]*(day|week|wk|fortnight|month)"
_COUNT = rf"(\d{{1,3}}|[十{''.join(_DIGITS)}]{{1,3}})"
_CHINESE = rf"{_COUNT} *(天|周|星期|礼拜)|{_COUNT} *个 *(星期|礼拜|月)|([两俩仨]) *(月)"
"""A bare number before 月 or 日 is a date: 六月 is June, not six months."""
_SPAN = re.compile(rf"(?<![a-z\d百十{''.join(_DIGITS)}])(?:{_ENGLISH}|{_CHINESE})")
_YEAR = re.compile(
    r"(?:year|grade) ?(1|2|3|4|one|two|three|four)\b|\b(1st|first|2nd|second|3rd|third|4th|fourth)[ -]year|"
    r"大([一二三四])|([一二三四])年级|(freshm[ae]n|sophomore|junior|senior)"
)
_YEARS = {"1": 1, "one": 1, "1st": 1, "first": 1, "一": 1, "freshman": 1, "freshmen": 1, "2": 2, "two": 2, "2nd": 2,
          "second": 2, "二": 2, "sophomore": 2, "3": 3, "three": 3, "3rd": 3, "third": 3, "三": 3, "junior": 3, "4": 4,
          "four": 4, "4th": 4, "fourth": 4, "四": 4, "senior": 4}  # fmt: skip


def days(folded: str) -> int | None:
    """How many days a text speaks of.

    >>> days("pause for two weeks"), days("半个月别发"), days("shut up")
    (14, 15, None)
    """
    if "半个月" in folded:
        return 15
    found = _SPAN.search(folded)
    if found is None:
        return None
    number, span = filter(None, found.groups())
    return _number(number) * _SPANS[span] or None


def _number(written: str) -> int:
    """
    >>> _number("28"), _number("couple of"), _number("二十一"), _number("十二")
    (28, 2, 21, 12)
    """
    if written.isdigit():
        return int(written)
    if written in _WORDS:
        return _WORDS[written]
    tens, ten, ones = written.partition("十")
    return _DIGITS.get(tens[-1:], 1) * 10 + _DIGITS.get(ones, 0) if ten else _DIGITS[written[-1]]


def year(folded: str) -> int | None:
    """The year of study that a text speaks of.

    >>> year("i am a second-year nursing student"), year("大三还能报哪些")
    (2, 3)
    """
    found = _YEAR.search(folded)
    return _YEARS.get(next(filter(None, found.groups()))) if found else None
