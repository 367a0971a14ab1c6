"""Single values as staff type them: ids, dates, days, offsets. What cannot be meant is told in words."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainValidator, StringConstraints
from pydantic_core import PydanticCustomError

from bot.core import knowledge, people

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DAY = re.compile(r"(?:(\d{4})-)?(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?", re.ASCII)
_LEAD = re.compile(r"(\d{1,3}) (working )?days?", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,6}", re.ASCII)
_MOST_DAYS = 366
_MOST_OFFSETS = 12
"""More reminders of one deadline are a slip, or nobody reads them."""
_YEARS = range(2000, 2101)
"""A year outside is a slip of the keyboard."""
_LEAP = 2024
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}


def fault(text: str, hint: str = "") -> PydanticCustomError:
    """An error that is already worded for staff."""
    return PydanticCustomError("worded", "{text}", {"text": text, "hint": hint})


def _id(text: str) -> str:
    if not _ID.fullmatch(text) or len(text) > 40:
        raise fault(
            f"{text[:60]!r} cannot be an id",
            "small letters, digits and single hyphens, at most 40, for example summer-study-tour",
        )
    return text


def is_language(text: str) -> bool:
    """Whether `text` could be a language code, for all that one can see."""
    return _LANGUAGE.fullmatch(text) is not None


def _language(text: str) -> str:
    if not is_language(text):
        raise fault(f"{text[:60]!r} is not a language code", "for example en or zh")
    return text


def _truth(value: object) -> bool:
    if isinstance(value, str) and value.casefold() in _TRUTHS:
        return _TRUTHS[value.casefold()]
    raise fault("true or false is expected here")


def none_is(empty: Callable[[], object]) -> BeforeValidator:
    """`aliases:` with nothing behind it means no aliases; only a text must not be empty."""
    return BeforeValidator(lambda value: empty() if value == "" else value)


def _whole_date(value: object) -> date:
    found = _DATE.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise fault("a date is expected here", "write YYYY-MM-DD, for example 2027-08-31")
    year, month, day = map(int, found.groups())
    _possible(year, month, day)
    return date(year, month, day)


def _possible(year: int | None, month: int, day: int) -> None:
    if year is not None and year not in _YEARS:
        raise fault(f"the year {year} cannot be meant", f"{_YEARS[0]} to {_YEARS[-1]}")
    if (month, day) == (2, 29) and year is None:
        raise fault("29 February does not come every year", "write 02-28 or 03-01, or give the year")
    try:
        date(year or _LEAP, month, day)
    except ValueError:
        shown = f"{month:02}-{day:02}" if year is None else f"{year}-{month:02}-{day:02}"
        raise fault(f"there is no day {shown}", "month first, then day: MM-DD") from None


def _day(value: object) -> knowledge.Day:
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise fault(
            "a day is expected here", "write MM-DD or YYYY-MM-DD, with a time MM-DDTHH:MM, for example 04-10T17:00"
        )
    year, month, day, hour, minute = (int(part) if part else None for part in found.groups())
    assert month is not None and day is not None
    _possible(year, month, day)
    if hour is None or minute is None:
        return knowledge.Day(month, day, year)
    if hour > 23 or minute > 59:
        hint = "00:00 to 23:59; the end of a day is the day without a time"
        raise fault(f"there is no time {hour:02}:{minute:02}", hint)
    return knowledge.Day(month, day, year, time(hour, minute))


def _offset(value: object) -> knowledge.Offset:
    if value == knowledge.LAST_WORKING_DAY:
        return "last-working-day"
    hint = f"whole days before the end, 0 to {_MOST_DAYS}, or {knowledge.LAST_WORKING_DAY}"
    number = value if isinstance(value, str) and _NUMBER.fullmatch(value) else None
    if number is None or int(number) not in range(_MOST_DAYS + 1):
        shown = value[:30] if isinstance(value, str) else "this"
        raise fault(f"nobody can be reminded {shown!r} days before", hint)
    return int(number)


def _lead(value: object) -> knowledge.Lead:
    found = _LEAD.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None or not 0 <= int(found[1]) <= _MOST_DAYS:
        raise fault("how long something takes is expected here", "for example '20 working days' or '60 days'")
    return knowledge.Lead(int(found[1]), found[2] is not None)


def _year(value: object) -> int:
    known = ", ".join(map(str, people.YEARS))
    if not isinstance(value, str) or value not in {str(year) for year in people.YEARS}:
        raise fault("a year of study is expected here", f"one of {known}")
    return int(value)


def _offsets(given: tuple[knowledge.Offset, ...]) -> tuple[knowledge.Offset, ...]:
    if len(given) > _MOST_OFFSETS:
        raise fault(f"{len(given)} reminders of one deadline are too many", f"at most {_MOST_OFFSETS}")
    for offset in given:
        if given.count(offset) > 1:
            raise fault(f"the reminder {str(offset)!r} stands twice", "keep one")
    return given


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[Text, AfterValidator(_id)]
Language = Annotated[str, AfterValidator(_language)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Date = Annotated[date, PlainValidator(_whole_date)]
Day = Annotated[knowledge.Day, PlainValidator(_day)]
TextList = Annotated[tuple[Text, ...], none_is(list)]
Texts = Annotated[dict[Language, Text], none_is(dict)]
TextLists = Annotated[dict[Language, TextList], none_is(dict)]
Offsets = Annotated[tuple[Annotated[knowledge.Offset, PlainValidator(_offset)], ...], AfterValidator(_offsets)]
Lead = Annotated[knowledge.Lead, PlainValidator(_lead)]
Year = Annotated[int, PlainValidator(_year)]
