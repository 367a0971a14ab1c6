"""Lengths of time and years of study in what people write, in English and Chinese."""

import re

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "ten": 10, "一": 1, "两": 2, "二": 2,
            "三": 3, "四": 4, "六": 6, "十": 10, "半": 0}  # fmt: skip
_SPANS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30}
_SPAN = re.compile(
    r"(\d{1,3}|an?|one|two|three|four|six|ten|[一两二三四六十])[ -]*个? *"
    r"(day|week|fortnight|month|天|日|周|星期|礼拜|月)"
)
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
    number = int(found[1]) if found[1].isdigit() else _NUMBERS[found[1]]
    return number * _SPANS[found[2]] or None


def year(folded: str) -> int | None:
    """The year of study that a text speaks of.

    >>> year("i am a second-year nursing student"), year("大三还能报哪些")
    (2, 3)
    """
    found = _YEAR.search(folded)
    return _YEARS.get(next(filter(None, found.groups()))) if found else None
