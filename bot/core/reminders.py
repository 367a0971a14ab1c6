"""What is due: every reminder that the windows of the knowledge ask for, each with a key that stays the same.

Nothing is remembered here. Whoever asks twice gets the same occasions with the same keys, so planning twice, anywhere,
adds nothing. A date that moved has another version, so its reminders are others.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core import calendar, step_reminders, wall_clock
from bot.core.knowledge import LAST_WORKING_DAY, Entity, Knowledge, Offset, Stage, Window
from bot.core.titles import STEPS
from bot.core.working_days import WorkingDays

OPENS = "opens"
FURTHEST = timedelta(days=400)
"""So far back and ahead occasions are looked for: a yearly round is seen once on either side."""

_LISTED = timedelta(days=400)
"""So far ahead of its `now` the calendar lists deadlines."""
_LONGEST_OFFSET = timedelta(days=366)
_BEFORE_EDGE = timedelta(hours=2)
"""A reminder whose hour comes after the deadline is sent so long before it."""
_NEWS = timedelta(days=14)
"""So long it is news that a window without a closing day has opened."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How the office reminds: `offsets` where a window says nothing of its own, `hour` on the office's clock."""

    offsets: tuple[Offset, ...] = (30, 7, 1, "last-working-day")
    hour: time = time(9, 0)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One reminder, due at `at` and pointless after `edge` (both UTC).

    `key` is "entity/window[/stage]/version/offset"; `version` tells one concrete date from another; `offset` is a
    number of days, "last-working-day" or "opens".
    """

    key: str
    entity: str
    window: str
    stage: str
    version: str
    offset: str
    at: datetime
    edge: datetime


@dataclass(frozen=True, slots=True)
class _Round:
    """One certain round of a window, or one stage in it; instants in UTC."""

    stage: Stage | None
    opens: datetime | None
    closes: datetime | None

    @property
    def version(self) -> str:
        return hashlib.sha256(f"{self.opens}|{self.closes}".encode()).hexdigest()[:10]


def due(knowledge: Knowledge, days: WorkingDays, rules: Rules, since: datetime, now: datetime) -> tuple[Occasion, ...]:
    """Every occasion after `since` and not after `now`, in order of `at`; at most `FURTHEST` back.

    What nobody has confirmed in time is not reminded of.
    """
    today = now.astimezone(ZoneInfo(knowledge.zone)).date()
    found = _between(knowledge, days, rules, max(_utc(since), _utc(now) - FURTHEST), _utc(now))
    return tuple(one for one in found if not knowledge.entities[one.entity].care.stale(today))


def coming(
    knowledge: Knowledge, days: WorkingDays, rules: Rules, now: datetime, until: datetime
) -> tuple[Occasion, ...]:
    """Every occasion after `now` and not after `until`, as far as is known today; at most `FURTHEST` ahead."""
    return _between(knowledge, days, rules, _utc(now), min(_utc(until), _utc(now) + FURTHEST))


def versions(knowledge: Knowledge, days: WorkingDays, now: datetime) -> frozenset[str]:
    """Of every round, stage and step that an occasion of today may be about; a waiting one of another is outdated."""
    zone, moment = ZoneInfo(knowledge.zone), _utc(now)
    windows = [(entity, window) for entity in knowledge.entities.values() for window in entity.windows]
    rounds = (one.version for _, window in windows for one in _rounds(window, moment - FURTHEST, moment, zone))
    steps = (one.version for pair in windows for one in step_reminders.of(knowledge, *pair, days, time(9), now, zone))
    return frozenset((*rounds, *steps))


def superseded(occasions: Collection[Occasion]) -> tuple[str, ...]:
    """Keys of what need not be sent because a later one says more: of several missed ones the most urgent is left.

    That something opens is told by any later occasion of the same window.
    """
    latest: dict[tuple[str, ...], Occasion] = {}
    for one in sorted(occasions, key=_rank):
        latest[one.entity, one.window] = one
        latest[one.entity, one.window, one.stage, one.version] = one
    return tuple(
        one.key
        for one in sorted(occasions, key=_rank)
        if latest[one.entity, one.window, one.stage, one.version] != one
        or (one.offset == OPENS and latest[one.entity, one.window] != one)
    )


def _rank(one: Occasion) -> tuple[datetime, bool, str]:
    return one.at, one.offset != OPENS, one.key


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _between(
    knowledge: Knowledge, days: WorkingDays, rules: Rules, start: datetime, end: datetime
) -> tuple[Occasion, ...]:
    zone = ZoneInfo(knowledge.zone)
    found = []
    for entity in knowledge.entities.values():
        for window in entity.windows:
            for one in _rounds(window, start, end, zone):
                for offset, at, edge in _times(window, one, days, rules, zone):
                    if start < at <= end and not entity.care.stale(at.astimezone(zone).date()):
                        found.append(_occasion(entity, window, one, offset, at, edge))
            for due in step_reminders.of(knowledge, entity, window, days, rules.hour, end, zone):
                if start < due.at <= end and not entity.care.stale(due.at.astimezone(zone).date()):
                    found.append(_of_step(entity, window, due))
    return tuple(sorted(found, key=_rank))


def _occasion(entity: Entity, window: Window, one: _Round, offset: str, at: datetime, edge: datetime) -> Occasion:
    stage = one.stage.id if one.stage else ""
    place = "/".join(filter(None, (entity.id, window.id, stage)))
    key = f"{place}/{one.version}/{offset}"
    return Occasion(key, entity.id, window.id, stage, one.version, offset, at, edge)


def _of_step(entity: Entity, window: Window, due: step_reminders.Due) -> Occasion:
    steps, paper, offset = f"{STEPS}{window.id}", due.step.paper.id, str(due.offset)
    key = f"{entity.id}/{steps}/{paper}/{due.version}/{offset}"
    return Occasion(key, entity.id, steps, paper, due.version, offset, due.at, due.edge)


def _times(
    window: Window, one: _Round, days: WorkingDays, rules: Rules, zone: ZoneInfo
) -> Iterator[tuple[str, datetime, datetime]]:
    """Offset, instant and edge of every reminder of a round."""
    usual = rules.offsets if window.remind is None else window.remind
    if one.stage is None and one.opens is not None and window.remind != ():
        at = _opening(one.opens, one.closes, rules.hour, zone)
        yield OPENS, at, one.closes or at + _NEWS
    if one.closes is not None:
        for offset, day in _days(one.closes.astimezone(zone).date(), one.stage.remind if one.stage else usual, days):
            at = wall_clock.instant(day, rules.hour, zone)
            yield offset, at if at < one.closes else one.closes - _BEFORE_EDGE, one.closes


def _opening(opens: datetime, closes: datetime | None, hour: time, zone: ZoneInfo) -> datetime:
    at = max(opens, wall_clock.instant(opens.astimezone(zone).date(), hour, zone))
    return at if closes is None or at < closes else opens


def _days(last: date, offsets: Sequence[Offset], days: WorkingDays) -> Iterator[tuple[str, date]]:
    """The day of every offset before `last`; two that fall on one day are one, called by its number."""
    numbers = {last - timedelta(offset): str(offset) for offset in offsets if isinstance(offset, int)}
    yield from ((offset, day) for day, offset in numbers.items())
    working = days.last_before(last) if LAST_WORKING_DAY in offsets else None
    if working is not None and working not in numbers:
        yield LAST_WORKING_DAY, working


def _rounds(window: Window, start: datetime, end: datetime, zone: ZoneInfo) -> list[_Round]:
    """Every round, and every stage of one, that an occasion between `start` and `end` may belong to."""
    if window.state != "dated":
        return []
    moments = [start]
    while moments[-1] + _LISTED < end + _LONGEST_OFFSET:
        moments.append(moments[-1] + _LISTED)
    edges = {
        (edge.closes, edge.stage.id if edge.stage else ""): edge
        for moment in moments
        for edge in calendar.edges(window, moment, zone)
    }
    openings = [] if window.closes else _openings(window, start, end, zone)
    rounds = [_Round(edge.stage, edge.opens, edge.closes) for edge in edges.values()]
    return [*rounds, *(_Round(None, opening, None) for opening in openings)]


def _openings(window: Window, start: datetime, end: datetime, zone: ZoneInfo) -> list[datetime]:
    day = window.opens
    if day is None:
        return []
    years = [day.year] if day.year else range(start.year - 1, end.year + 2)
    return [wall_clock.instant(date(year, day.month, day.day), day.at or time.min, zone) for year in years]
