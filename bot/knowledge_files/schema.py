"""The form of each file. Everything arrives as text (see `read`), so that what staff typed is what is judged."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    RootModel,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from bot.core import knowledge

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DAY = re.compile(r"(?:(\d{4})-)?(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?", re.ASCII)
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


def _none_is(empty: Callable[[], object]) -> BeforeValidator:
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
Aspect = Literal[knowledge.ASPECTS]  # type: ignore[valid-type]
CALLED = "called"
Asked = Literal[(CALLED, *knowledge.ASPECTS)]  # type: ignore[valid-type]
Date = Annotated[date, PlainValidator(_whole_date)]
Day = Annotated[knowledge.Day, PlainValidator(_day)]
TextList = Annotated[tuple[Text, ...], _none_is(list)]
Texts = Annotated[dict[Language, Text], _none_is(dict)]
TextLists = Annotated[dict[Language, TextList], _none_is(dict)]


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Care(Form):
    owner: Text | None = None
    verified: Date | None = None
    valid_until: Date | None = None
    sample: Truth | None = None
    mark: knowledge.Mark | None = None


class Attachment(Form):
    path: Text
    names: Texts


Attachments = Annotated[tuple[Attachment, ...], _none_is(list)]


class Answer(Care):
    """Beside the named keys every key is a language; which ones are right only the whole folder tells."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Text]
    attachments: Attachments = ()

    @property
    def texts(self) -> dict[str, str]:
        return self.__pydantic_extra__


Offsets = Annotated[tuple[Annotated[knowledge.Offset, PlainValidator(_offset)], ...], AfterValidator(_offsets)]


class Stage(Form):
    id: Id
    names: Texts
    opens: Day | None = None
    closes: Day
    remind: Offsets = ()


class Stay(Form):
    since: Day = Field(alias="from")
    to: Day


class Window(Form):
    id: Id
    names: Texts
    opens: Day | None = None
    closes: Day | None = None
    state: knowledge.WindowState = "dated"
    tentative: Truth = False
    sample: Truth | None = None
    notes: Texts = Field(default_factory=dict)
    stages: Annotated[tuple[Stage, ...], _none_is(list)] = ()
    stay: Stay | None = None
    remind: Offsets | None = None


class Entity(Care):
    id: Id
    names: Texts
    aliases: TextLists = Field(default_factory=dict)
    weak_aliases: TextList = ()
    audiences: tuple[knowledge.Audience, ...] = Field(min_length=1)
    windows: Annotated[tuple[Window, ...], _none_is(list)] = ()
    answers: Annotated[dict[Aspect, Answer], _none_is(dict)] = Field(default_factory=dict)


class Desk(Form):
    names: Texts
    contact: Texts


Desks = Annotated[dict[Id, Desk], _none_is(dict)]


class Office(Entity):
    audiences: tuple[knowledge.Audience, ...] = Field(("student", "teacher", "partner"), min_length=1)
    languages: tuple[Language, ...] = Field((), max_length=20)
    zone: Text = "Asia/Shanghai"
    desks: Desks = Field(default_factory=dict)
    offices: Desks = Field(default_factory=dict)
    departments: Annotated[dict[Id, Texts], _none_is(dict)] = Field(default_factory=dict, max_length=40)


class Entry(Care):
    id: Text
    ask: TextLists = Field(default_factory=dict)
    answer: Texts = Field(min_length=1)
    outcome: Literal["answer", "unknown"] = "answer"
    office: Text | None = None
    attachments: Attachments = ()


class Asks(RootModel[dict[Asked, TextLists]]):
    """`<stem>.ask.yaml`: ways to ask by aspect, and what people call the thing without naming it."""


class MoreAsks(RootModel[dict[Aspect, TextLists]]):
    """`vocabulary.ask.yaml`"""


class AspectWords(Form):
    names: Texts
    asks: TextLists = Field(default_factory=dict)


class Emergency(Form):
    topic: Text
    when: tuple[Annotated[TextList, Field(min_length=1)], ...] = Field(min_length=1)
    always: Truth = False


class Vocabulary(Form):
    aspects: Annotated[dict[Aspect, AspectWords], _none_is(dict)] = Field(default_factory=dict)
    emergencies: Annotated[tuple[Emergency, ...], _none_is(list)] = ()
    known: TextList = ()
