"""The time that a question names: "what closes this month?", "下周有什么截止". Words of two languages, nothing else.

A period is whole days in the office's zone and never begins before today: what is over cannot be applied for.
"""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core import text

_MOST_DAYS = 366
"""Longer is as good as everything."""
_LAST_YEAR = 9990


_OPEN = re.compile(r"\b(?:what|which|anything|everything)\b|什[么麼](?![时時])|哪些|哪[个個]|啥(?![时時])")
_OF_ONE = re.compile(r"\b(?:it|its|what (?:date|day|time))\b|它")


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both included."""

    first: date
    last: date


_ENGLISH = {word: number for number, word in enumerate("a two three four five six seven eight nine ten".split(), 1)}
_ENGLISH |= {"one": 1, "couple of": 2, "a couple of": 2, "eleven": 11, "twelve": 12}
_CHINESE = {word: number for number, word in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二".split(), 1)} | {
    "两": 2
}
_NAMES = {calendar.month_name[number].casefold(): number for number in range(1, 13)}
_SHORT = {name[:3]: number for name, number in _NAMES.items()} | {"sept": 9}
_PLAIN = [name for name in _NAMES if name not in {"march", "may"}]  # the others are words of their own


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_N_EN = rf"(\d{{1,4}}|{_any(_ENGLISH)})"
_N_ZH = rf"(\d{{1,4}}|{_any(_CHINESE)})"
_UNIT_ZH = "(天|日|个?周|个?星期|个?礼拜|个月)"

_DAYS = (re.compile(r"\btoday\b|\btonight\b|今[天日晚]"), re.compile(r"(?<!after )\btomorrow\b|(?<!后)明[天日]"))
_STEPS = (
    re.compile(r"\b(this|next) (week|month)(?:end)?\b"),
    re.compile(r"\b()(week|month) after next\b"),
    re.compile(r"(?<![以线])(这|本|当|下{1,3})个?(周|星期|礼拜|月)(?!期)"),
)
_SPANS = (
    re.compile(
        r"\b(?:in|within|over|during|next|coming|following)(?: the)?(?: next| coming| following)? "
        rf"{_N_EN} (day|week|month)s?\b"
    ),
    re.compile(rf"(?:未来|接下来|今后|最近|这){_N_ZH}{_UNIT_ZH}"),
    re.compile(rf"{_N_ZH}{_UNIT_ZH}(?:之内|以内|内|里)"),
)
_MONTHS = (
    re.compile(rf"\b({_any(_PLAIN)})\b(?:,? (\d{{4}})\b)?"),
    re.compile(rf"\b(?:in|during|by|until|before|of|early|mid|late) ({_any([*_NAMES, *_SHORT])})\b(?:,? (\d{{4}})\b)?"),
    re.compile(rf"(?:(?P<year>\d{{4}})年)?(?<!\d){_N_ZH}月(?!内)"),
)
_NEXT_YEAR = re.compile(r"\bnext year\b|明年")


def named(question: str, now: datetime, zone: ZoneInfo) -> Period | None:
    """The period that `question` speaks of, from the first to the last of several; None where it names no time.

    >>> named("这个月有什么截止", datetime(2027, 3, 5, 9, tzinfo=ZoneInfo("UTC")), ZoneInfo("Asia/Shanghai"))
    Period(first=datetime.date(2027, 3, 5), last=datetime.date(2027, 3, 31))
    """
    today = now.astimezone(zone).date()
    if today.year > _LAST_YEAR:
        return None
    folded = text.fold(question)
    found = [*_days(folded, today), *_steps(folded, today), *_spans(folded, today), *_months(folded, today)]
    ahead = [one for one in found if one.last >= today]
    if not ahead:
        return None
    return Period(max(today, min(one.first for one in ahead)), max(one.last for one in ahead))


def _days(folded: str, today: date) -> Iterator[Period]:
    for number, pattern in enumerate(_DAYS):
        if pattern.search(folded):
            day = today + timedelta(number)
            yield Period(day, day)


def _steps(folded: str, today: date) -> Iterator[Period]:
    """This week is step 0, the next one step 1."""
    for pattern in _STEPS:
        for found in pattern.finditer(folded):
            which, unit = found.groups()
            steps = {"next": 1, "": 2}.get(which, which.count("下"))
            if unit in {"month", "月"}:
                yield _month(today.year, today.month + steps)
            else:
                monday = today - timedelta(today.weekday()) + timedelta(weeks=steps)
                yield Period(monday, monday + timedelta(6))


def _spans(folded: str, today: date) -> Iterator[Period]:
    for pattern in _SPANS:
        for number, unit in pattern.findall(folded):
            count = int(number) if number.isdecimal() else (_ENGLISH | _CHINESE)[number]
            size = 1 if unit in {"day", "天", "日"} else 30 if unit in {"month", "个月"} else 7
            yield Period(today, today + timedelta(min(count * size, _MOST_DAYS)))


def _months(folded: str, today: date) -> Iterator[Period]:
    """A month without a year is the one that is running or comes next."""
    later = 1 if _NEXT_YEAR.search(folded) else 0
    for pattern in _MONTHS:
        for found in pattern.finditer(folded):
            *_, name, year = found.groups() if pattern is not _MONTHS[2] else (found[2], found["year"])
            month = (_NAMES | _SHORT | _CHINESE).get(name) or int(name)
            if not 1 <= month <= 12:
                continue
            if year:
                yield from [_month(int(year), month)] if 0 < int(year) <= _LAST_YEAR else []
            else:
                yield _month(today.year + (later or month < today.month), month)


def _month(year: int, month: int) -> Period:
    """Month 13 is January of the year after."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def open_to_all(folded: str) -> bool:
    """ "What closes in April?" asks for whatever does; "does it close in April?" for one thing."""
    return bool(_OPEN.search(folded)) and not _OF_ONE.search(folded)
