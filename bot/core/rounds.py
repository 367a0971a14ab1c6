"""Certain rounds of a window as instants, and which round of another window stands for which."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from bot.core import calendar
from bot.core.knowledge import Day, Window

_ANOTHER = timedelta(days=180)
"""A closing that lies so far from the old one belongs to another round."""
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Round:
    """The two ends of one certain round, as instants in UTC."""

    opens: datetime | None = None
    closes: datetime | None = None

    def ended(self, now: datetime) -> bool:
        return self.closes is not None and self.closes < now

    def is_open(self, now: datetime) -> bool:
        return (self.opens is None or self.opens <= now) and not self.ended(now)


def current(window: Window, now: datetime, zone: ZoneInfo) -> Round:
    """The round that stands on the board today; a window without dates has an empty one."""
    one = calendar.standing(window, now, zone)
    return Round(one.opens.astimezone(UTC) if one.opens else None, one.closes.astimezone(UTC) if one.closes else None)


def pairs(old: Window, new: Window, now: datetime, zone: ZoneInfo) -> Iterable[tuple[Round, Round]]:
    """Each round of `old` with the one of `new` that stands for it, the earliest first.

    Where one of the two comes once, so does the pair: what it is in the other years is not known on both sides.
    """
    olds, news = _around(old, now, zone), _around(new, now, zone)
    if len(olds) == len(news) == 1:
        return [(olds[0], news[0])]
    if len(olds) == 1 and olds[0].ended(now):
        return [(olds[0], current(new, now, zone))]
    if len(olds) == 1 or len(news) == 1:
        return [min(product(olds, news), key=lambda pair: _distance(*pair))]
    nearest = [(one, min(news, key=lambda other: _distance(one, other))) for one in olds]
    mutual = [pair for pair in nearest if min(olds, key=lambda one: _distance(one, pair[1])) == pair[0]]
    return [pair for pair in mutual if not _is_last_years(*pair, now)]


def is_next(was: Round, then: Round, now: datetime) -> bool:
    """Whether `was` is over and `then` is the round after it, not `was` made longer."""
    if was.closes is None or not was.ended(now):
        return False
    if then.opens is not None and then.opens > was.closes:
        return True
    return then.closes is not None and then.closes - was.closes > _ANOTHER


def _around(window: Window, now: datetime, zone: ZoneInfo) -> list[Round]:
    """The rounds of the years around `now`, or the only one there is."""
    years = range(now.year - 1, now.year + 3)
    return list(dict.fromkeys(current(_once(window, year), now, zone) for year in years))


def _once(window: Window, year: int) -> Window:
    """The round of `year`, which is that of its opening, as a window that comes once. A year that is given stays."""
    opens, closes = window.opens, window.closes
    if opens is None or closes is None:
        return replace(window, opens=_in(opens, year), closes=_in(closes, year))
    over = (closes.month, closes.day, closes.at or time.max) < (opens.month, opens.day, opens.at or time.min)
    if opens.year is None and closes.year is not None:
        year = closes.year - over
    return replace(window, opens=_in(opens, year), closes=_in(closes, (opens.year or year) + over))


def _in(day: Day | None, year: int) -> Day | None:
    return replace(day, year=year) if day is not None and day.year is None else day


def _is_last_years(was: Round, then: Round, now: datetime) -> bool:
    """Where only one of the two ever closes, a round of the past looks as if it went on in the other."""
    return (was.closes is None) != (then.closes is None) and (was.ended(now) or then.ended(now))


def _distance(was: Round, then: Round) -> timedelta:
    """How far two rounds are apart, by their closings where both have one."""
    if was.closes and then.closes:
        return abs(was.closes - then.closes)
    if was.opens and then.opens:
        return abs(was.opens - then.opens)
    return abs((was.closes or was.opens or _NEVER) - (then.closes or then.opens or _NEVER))
