"""Application windows, worked out from `now`: what is open, opening, closing or closed, and when next.

`now` is an aware instant; days are counted in the office's zone. A closing day without a time ends with that day.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.core.knowledge import Day, Stage, Window

State = Literal["rolling", "to-be-announced", "opening", "open", "closing", "closed"]

DAYS_CLOSING = 14
"""From this many days before the end an open window counts as closing soon."""
_PAST = timedelta(days=60)
_AHEAD = timedelta(days=400)
"""How far back and ahead edges are listed: the round that is just over, and a whole year to come."""
_BEFORE_CLOSING = timedelta(days=180)
"""Where it is not said when a round opens: its stages are looked for from so long before it closes."""
_LAST_YEAR = 9996
"""A round may reach into the third year after; Python's calendar ends with 9999."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a window stands today. `days` are to the next edge: 0 is today.

    `opens` and `closes` are local; `last_closed` is the end of the round before, if the window comes back yearly.
    """

    window: Window
    state: State
    opens: datetime | None = None
    closes: datetime | None = None
    days: int | None = None
    last_closed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of one certain round, in local time; without `opens` it is the one day, or the one moment, `closes`."""

    stage: Stage
    closes: datetime
    opens: datetime | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """One certain round, in local time: the application, what follows in it, and from when to when one is away."""

    opens: datetime | None = None
    closes: datetime | None = None
    steps: tuple[Step, ...] = ()
    stay: tuple[datetime, datetime] | None = None

    def over(self, now: datetime) -> bool:
        """Whether nothing of it is still to be done; to be away is nothing to be done."""
        ends = [step.closes for step in self.steps] + ([self.closes] if self.closes else [])
        return all(end < now.astimezone(UTC) for end in ends)


@dataclass(frozen=True, slots=True)
class Edge:
    """A deadline: the end of an application round, or of one of its stages. Instants in UTC."""

    window: Window
    stage: Stage | None
    opens: datetime | None
    closes: datetime


def standing(window: Window, now: datetime, zone: ZoneInfo) -> Standing:
    if window.state != "dated":
        return Standing(window, window.state)
    here, moment = (
        now.astimezone(zone),
        now.astimezone(UTC),
    )  # two times of one zone would be compared by the wall clock
    yearly = _is_yearly(window)
    rounds = [_round(window, year, zone) for year in _years(here, yearly)]
    past = [closes for _, closes in rounds if closes is not None and closes < moment]
    last = max(past) if past and yearly else None
    for opens, closes in rounds:
        if closes is not None and closes < moment:
            continue
        if opens is not None and opens > moment:
            return Standing(window, "opening", opens, closes, _days(here, opens), last)
        if closes is None:
            return Standing(window, "open", opens)
        days = _days(here, closes)
        return Standing(window, "closing" if days <= DAYS_CLOSING else "open", opens, closes, days, last)
    opens, closes = rounds[-1]
    return Standing(window, "closed", opens, closes)


def course(one: Standing, zone: ZoneInfo) -> Course:
    """The round that `one` is about, with its stages and its stay."""
    return _course(one.window, one.opens, one.closes, zone)


def unfinished(window: Window, now: datetime, zone: ZoneInfo) -> Course | None:
    """The latest round that nobody can apply for any more, but that goes on: nomination after the deadline."""
    moment = now.astimezone(UTC)
    closed = [one for one in courses(window, now, zone) if one.closes is not None and one.closes < moment]
    return next((one for one in reversed(closed) if not one.over(now)), None)


def edges(window: Window, now: datetime, zone: ZoneInfo) -> tuple[Edge, ...]:
    """Every deadline of `window` from 60 days ago to 400 days ahead, the earliest first.

    A day without a time ends at 23:59:59 in `zone`. A window without a closing day gives only its stages' deadlines.
    """
    found: dict[tuple[str | None, datetime], Edge] = {}
    moment = now.astimezone(UTC)
    for one in courses(window, now, zone):
        ends = [(None, one.opens, one.closes), *((step.stage, step.opens, step.closes) for step in one.steps)]
        for stage, opens, closes in ends:
            if closes is not None and -_PAST <= closes - moment <= _AHEAD:
                edge = Edge(window, stage, opens.astimezone(UTC) if opens else None, closes.astimezone(UTC))
                found[stage.id if stage else None, edge.closes] = edge
    return tuple(sorted(found.values(), key=lambda edge: edge.closes))


def courses(window: Window, now: datetime, zone: ZoneInfo) -> list[Course]:
    """The rounds around `now`: a stage may lie up to a year after the opening, and the opening a year before."""
    if window.state != "dated":
        return []
    year = now.astimezone(zone).year
    years = [one for one in range(year - 2, year + 3) if 1 < one <= _LAST_YEAR] if _is_yearly(window) else [year]
    return [_course(window, *_round(window, one, zone), zone) for one in years]


def _course(window: Window, opens: datetime | None, closes: datetime | None, zone: ZoneInfo) -> Course:
    start = opens or (closes - _BEFORE_CLOSING if closes and closes.year > 1 else closes)
    if start is None or start.year > _LAST_YEAR:
        return Course(opens, closes)
    steps = []
    for stage in window.stages:
        begins = _from(start, stage.opens, time.min, zone) if stage.opens else None
        ends = _from(begins or start, stage.closes, time(23, 59, 59), zone)
        steps.append(Step(stage, ends, begins))
    stay = None
    if window.stay:
        away = _from(closes or start, window.stay[0], time.min, zone)
        stay = away, _from(away, window.stay[1], time(23, 59, 59), zone)
    return Course(opens, closes, tuple(sorted(steps, key=lambda step: step.closes)), stay)


def _from(start: datetime, day: Day, otherwise: time, zone: ZoneInfo) -> datetime:
    """The first time that `day` comes on or after the day of `start`; a day with a year comes once."""
    year = start.year if (day.month, day.day) >= (start.month, start.day) else start.year + 1
    return datetime.combine(date(day.year or year, day.month, day.day), day.at or otherwise, zone)


def _is_yearly(window: Window) -> bool:
    return any(day is not None and day.year is None for day in (window.opens, window.closes))


def _years(here: datetime, yearly: bool) -> tuple[int, ...]:
    return (
        tuple(year for year in (here.year - 1, here.year, here.year + 1, here.year + 2) if 0 < year < 9999)
        if yearly
        else (here.year,)
    )


def _round(window: Window, year: int, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    opens = _instant(window.opens, year, time.min, zone)
    closes = _instant(window.closes, year, time(23, 59, 59), zone)
    if opens and closes and closes < opens and window.closes and window.closes.year is None and year < 9999:
        closes = _instant(window.closes, year + 1, time(23, 59, 59), zone)
    return opens, closes


def _instant(day: Day | None, year: int, otherwise: time, zone: ZoneInfo) -> datetime | None:
    if day is None:
        return None
    return datetime.combine(date(day.year or year, day.month, day.day), day.at or otherwise, zone)


def _days(here: datetime, edge: datetime) -> int:
    return (edge.date() - here.date()) // timedelta(days=1)


def is_whole_day(day: Day | None) -> bool:
    return day is None or day.at is None
