"""Application windows, worked out from `now`: what is open, opening, closing or closed, and when next.

`now` is an aware instant; days are counted in the office's zone. A closing day without a time ends with that day.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.core.knowledge import Day, Window

State = Literal["rolling", "to-be-announced", "opening", "open", "closing", "closed"]

DAYS_CLOSING = 14
"""From this many days before the end an open window counts as closing soon."""


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


def standing(window: Window, now: datetime, zone: ZoneInfo) -> Standing:
    if window.state != "dated":
        return Standing(window, window.state)
    here, moment = (
        now.astimezone(zone),
        now.astimezone(UTC),
    )  # two times of one zone would be compared by the wall clock
    yearly = window.opens is not None and window.opens.year is None
    yearly = yearly or (window.closes is not None and window.closes.year is None)
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
