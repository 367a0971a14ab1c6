"""The office's working days: the country's holidays as the library knows them, and what staff wrote in calendar.yaml.

China publishes its holidays and its worked Saturdays and Sundays year by year, in late autumn. A year that is not
known counts its weekends only; nothing is guessed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import chinese_calendar
from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator

from bot.core.working_days import WorkingDays
from bot.knowledge_files import Problem, scalars, schema, wording
from bot.knowledge_files.problems import Place, Report
from bot.knowledge_files.read import Sheet, read
from bot.settings import Settings

_LONGEST = 80
"""Days of a closure or holiday in one line; a longer one is a slip in a year."""
_SOON = timedelta(days=31)
"""From 1 December on next year's holidays should be known."""
_NATIONAL_DAY = (10, 1)
_USUAL = Settings.model_fields["calendar"].default


@dataclass(frozen=True, slots=True)
class Loaded:
    """`working_days` is None when there are errors."""

    working_days: WorkingDays | None
    problems: tuple[Problem, ...] = ()


class _Days(schema.Form):
    """One day, or from a day to a day, both included."""

    day: scalars.Date | None = None
    since: scalars.Date | None = Field(None, alias="from")
    to: scalars.Date | None = None

    def all(self) -> list[date]:
        first, last = self.day or self.since, self.day or self.to
        assert first and last
        return [first + timedelta(number) for number in range((last - first).days + 1)]


class _Closure(_Days):
    reason: scalars.Texts = Field(default_factory=dict)


def _bare(value: object) -> object:
    return {"day": value} if isinstance(value, str) else value


def _sound(days: _Days) -> _Days:
    if (days.day is None) == (days.since is None) or (days.since is None) != (days.to is None):
        raise scalars.fault("a day is expected here", "write YYYY-MM-DD, or {from: YYYY-MM-DD, to: YYYY-MM-DD}")
    if days.since and days.to and days.to < days.since:
        raise scalars.fault("these days end before they begin", "exchange the days, or put the year right")
    if days.since and days.to and (days.to - days.since).days >= _LONGEST:
        raise scalars.fault(f"these are more than {_LONGEST} days", "put the year right, or write two lines")
    return days


def _year(value: object) -> int:
    if isinstance(value, str) and value.isdecimal() and value.isascii() and 2000 <= int(value) <= 2100:
        return int(value)
    raise scalars.fault("a year is expected here", "for example 2027")


def _list(value: object) -> object:
    return [] if value == "" else value


_Line = Annotated[_Days, BeforeValidator(_bare), AfterValidator(_sound)]
_Closed = Annotated[_Closure, BeforeValidator(_bare), AfterValidator(_sound)]
_Year = Annotated[int, PlainValidator(_year)]


class _Form(schema.Form):
    closures: Annotated[tuple[_Closed, ...], BeforeValidator(_list)] = ()
    holidays: Annotated[tuple[_Line, ...], BeforeValidator(_list)] = ()
    working: Annotated[tuple[_Line, ...], BeforeValidator(_list)] = ()
    published: Annotated[tuple[_Year, ...], BeforeValidator(_list)] = ()


def load(path: Path, today: date) -> Loaded:
    """`today` decides only whether holidays are missing already.

    Where nobody named a file there may be none: then the library stands alone.
    """
    report = Report()
    shown = path.name if path.is_absolute() else path.as_posix()
    top = Place(shown, 1, 1)
    if path == _USUAL and not path.exists():
        days = _working_days(_Form())
        _unpublished(days, top, today, report)
        return Loaded(days, report.problems())
    sheet = read(path, shown, path.parent.resolve(), report)
    form, whole = wording.checked(_Form, sheet, report) if sheet else (None, False)
    if sheet is None or form is None or not whole:
        return Loaded(None, report.problems())
    _contradictions(form, sheet, report)
    days = _working_days(form)
    _unpublished(days, sheet.key("published"), today, report)
    return Loaded(None if report.errors else days, report.problems())


def _working_days(form: _Form) -> WorkingDays:
    """What staff wrote goes before what the library knows."""
    known, made_up = frozenset(chinese_calendar.holidays), frozenset(chinese_calendar.workdays)
    holidays, working = _every(form.holidays), _every(form.working)
    full = {day.year for day in known if (day.month, day.day) == _NATIONAL_DAY}
    return WorkingDays(
        holidays=(known | holidays) - working,
        make_up=(made_up | working) - holidays,
        closures=_every(form.closures),
        published=frozenset(full | set(form.published)),
    )


def _every(lines: Iterable[_Days]) -> frozenset[date]:
    return frozenset(day for line in lines for day in line.all())


def _contradictions(form: _Form, sheet: Sheet, report: Report) -> None:
    holidays, closures = _every(form.holidays), _every(form.closures)
    for number, line in enumerate(form.working):
        for day in line.all():
            if day in holidays or day in closures:
                key = "holidays" if day in holidays else "closures"
                report.error(sheet.place("working", number), f"{day} stands under '{key}' as well", "keep one")
    known = {day.year for day in (*holidays, *chinese_calendar.holidays)}
    for number, year in enumerate(form.published):
        if year not in known:
            hint = "type them in under 'holidays:' first"
            report.error(sheet.place("published", number), f"no public holidays of {year} are known", hint)


def _unpublished(days: WorkingDays, place: Place, today: date, report: Report) -> None:
    for year in sorted({today.year, (today + _SOON).year} - days.published):
        hint = f"update the package chinesecalendar, or type them in and write 'published: [{year}]'"
        report.warn(place, f"the public holidays of {year} are not known yet", hint)
