"""Moments as staff type them, in English and Chinese, and the next ones of what comes again and again."""

import calendar
import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.core.broadcasts import Rhythm

LONGEST = 60
MORNING = time(9)
EVENING = time(18)

_DAYS = {"today": 0, "tonight": 0, "tomorrow": 1, "今天": 0, "今日": 0, "今早": 0, "今晚": 0, "明天": 1, "明日": 1}
_DAYS |= {"明早": 1, "明晚": 1, "后天": 2, "後天": 2, "大后天": 3}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DIGITS = {letter: number for number, letter in enumerate("零一二三四五六七八九十")} | {"两": 2, "〇": 0}
_LATE = {"pm", "下午", "晚上", "晚", "tonight", "今晚", "明晚", "中午"}

_NUMBER = r"(?:\d{1,3}|[零〇一二两三四五六七八九十]{1,3})"
_NAMES = "|".join(_MONTHS)
_ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)?"
_UNIT = r"(minutes?|mins?|hours?|hrs?|分钟|小时|钟头|days?|天)"
_PART = r"(上午|早上|早|中午|下午|晚上|晚)?"
_MINUTE = rf"(?:(?::|点|时)(半|一刻|三刻|{_NUMBER})?分?)?"

_IN = re.compile(rf"(?:in )?(a|an|half an|半|{_NUMBER}) ?(?:个)?{_UNIT}(后|以后|之后)?")
_CLOCK = re.compile(rf"(?:at )?{_PART}({_NUMBER}){_MINUTE} ?(am|pm|a\.m\.|p\.m\.)?")
_WEEKDAY = re.compile(
    rf"(next |this |下个?|这个?|本)?(?:({'|'.join(_WEEKDAYS)})[a-z]*|(?:周|星期|礼拜)([一二三四五六日天]))"
)
_ISO = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?")
_EUROPEAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?")
_SHORT = re.compile(r"(\d{1,2})[-/月](\d{1,2})[日号]?")
_DAY_MONTH = re.compile(rf"{_ORDINAL} ({_NAMES})[a-z]*\.?,? ?(\d{{4}})?")
_MONTH_DAY = re.compile(rf"({_NAMES})[a-z]*\.? {_ORDINAL},? ?(\d{{4}})?")
_DATES = ((_EUROPEAN, 1, 2, 3), (_DAY_MONTH, 1, 2, 3), (_MONTH_DAY, 2, 1, 3), (_SHORT, 2, 1, 0))
"""Ways to write a day, with the groups of day, month and year."""


def read(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """In the office's zone; a day without a time is 09:00, a time without a day the next such. None if it is unclear.

    >>> read("tomorrow at 9:30", datetime(2027, 3, 1, 4, tzinfo=UTC), UTC)
    datetime.datetime(2027, 3, 2, 9, 30, tzinfo=datetime.timezone.utc)
    """
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if not words or len(words) > LONGEST:
        return None
    local = now.astimezone(zone)
    try:
        after = _IN.fullmatch(words)
        if after:
            return _later(after, words, now, zone)
        day, rest, late = _day(words, local.date())
        return _at(day, rest.strip(" ,，的"), late, local, zone)
    except (ValueError, OverflowError):
        return None


def following(moment: datetime, rhythm: Rhythm, zone: tzinfo, first: datetime) -> datetime:
    """The next after `moment` of what began at `first`, at the same time of day: what began on a 31st comes on the last
    day of shorter months."""
    begun = first.astimezone(zone)
    day = begun.date()
    for number in range(1, 100_000):
        if rhythm == "weekly":
            day = begun.date() + timedelta(weeks=number)
        else:
            year, month = divmod(begun.month - 1 + number, 12)
            last = calendar.monthrange(begun.year + year, month + 1)[1]
            day = date(begun.year + year, month + 1, min(begun.day, last))
        found = _real(day, begun.time(), zone)
        if found > moment:
            return found
    raise OverflowError(moment)


def choices(now: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """Usual moments: this evening if it is still ahead, tomorrow and the next Monday in the morning."""
    local = now.astimezone(zone)
    monday = local.date() + timedelta(days=7 - local.weekday())
    evening = _real(local.date(), EVENING, zone)
    offered = [evening] if evening - now > timedelta(minutes=30) else []
    offered += [_real(local.date() + timedelta(days=1), MORNING, zone), _real(monday, MORNING, zone)]
    return tuple(dict.fromkeys(offered))


def _later(found: re.Match[str], words: str, now: datetime, zone: tzinfo) -> datetime | None:
    """ "in 2 hours", "半小时后": the one needs the word before, the other the word behind."""
    if not words.startswith("in ") and not found[3]:
        return None
    number = {"a": 1.0, "an": 1.0, "half an": 0.5, "半": 0.5}.get(found[1]) or float(_number(found[1]))
    unit = found[2]
    minutes = number * (1 if unit[0] == "m" or unit == "分钟" else 60)
    if unit[0] == "d" or unit == "天":
        minutes = number * 24 * 60
    return (now + timedelta(minutes=minutes)).astimezone(zone).replace(second=0, microsecond=0)


def _day(words: str, today: date) -> tuple[date | None, str, bool]:
    """The day that is named, what is left of the words, and whether it is an evening."""
    for name in sorted(_DAYS, key=len, reverse=True):
        if words.startswith(name):
            return today + timedelta(days=_DAYS[name]), words[len(name) :], name in _LATE
    weekday = _WEEKDAY.match(words)
    if weekday:
        index = _WEEKDAYS.index(weekday[2]) if weekday[2] else "一二三四五六日".index(weekday[3].replace("天", "日"))
        ahead = (index - today.weekday()) % 7 or 7
        if weekday[1] and weekday[1].startswith(("next", "下")):
            ahead = 7 - today.weekday() + index
        return today + timedelta(days=ahead), words[weekday.end() :], False
    return (*_dated(words, today), False)


def _dated(words: str, today: date) -> tuple[date | None, str]:
    found = _ISO.match(words)
    if found:
        return date(int(found[1]), int(found[2]), int(found[3])), words[found.end() :]
    for pattern, day, month, year in (
        (_EUROPEAN, 1, 2, 3),
        (_DAY_MONTH, 1, 2, 3),
        (_MONTH_DAY, 2, 1, 3),
        (_SHORT, 2, 1, 0),
    ):
        found = pattern.match(words)
        if found is None:
            continue
        month_number = int(found[month]) if found[month].isdigit() else _MONTHS.index(found[month]) + 1
        if year and found[year]:
            return date(int(found[year]), month_number, int(found[day])), words[found.end() :]
        return _next_such(month_number, int(found[day]), today), words[found.end() :]
    return None, words


def _next_such(month: int, day: int, today: date) -> date:
    """Of this year, or of the first that has it: 29 February."""
    for year in range(today.year, today.year + 9):
        if day <= calendar.monthrange(year, month)[1] and date(year, month, day) >= today:
            return date(year, month, day)
    raise ValueError(day)


def _at(day: date | None, words: str, late: bool, local: datetime, zone: tzinfo) -> datetime | None:
    if not words:
        return None if day is None else _real(day, time(20) if late else MORNING, zone)
    found = _CLOCK.fullmatch(words)
    if found is None or (day is None and not re.search(r"[:点时]|am|pm|a\.m|p\.m", words)):
        return None
    hour = _number(found[2])
    minute = {"半": 30, "一刻": 15, "三刻": 45, None: 0}.get(found[3], -1)
    minute = _number(found[3]) if minute < 0 else minute
    mark = (found[4] or "").replace(".", "")
    if mark and not 1 <= hour <= 12:
        return None
    if (late or found[1] in _LATE or mark == "pm") and hour < 12 and not (found[1] == "中午" and hour > 9):
        hour += 12
    if mark == "am" and hour == 12:
        hour = 0
    clock = time(hour, minute)
    if day is not None:
        return _real(day, clock, zone)
    today = _real(local.date(), clock, zone)
    return today if today > local else _real(local.date() + timedelta(days=1), clock, zone)


def _number(word: str) -> int:
    """
    >>> _number("30"), _number("十"), _number("二十五"), _number("零五")
    (30, 10, 25, 5)
    """
    if word.isdigit():
        return int(word)
    tens, ten, ones = word.partition("十")
    if ten:
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS[letter]) for letter in word))


def _real(day: date, clock: time, zone: tzinfo) -> datetime:
    """A time that a change of clocks leaves out is moved on by it."""
    return datetime.combine(day, clock.replace(tzinfo=None), zone).astimezone(UTC).astimezone(zone)
