"""When to remind of the steps of a plan: a week before each has to be begun, and on the day itself."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core import calendar, plans, wall_clock
from bot.core.calendar import Course
from bot.core.knowledge import Entity, Knowledge, Window
from bot.core.plans import Step
from bot.core.working_days import WorkingDays

OFFSETS = (7, 0)
"""Days before the latest start."""


@dataclass(frozen=True, slots=True)
class Due:
    """One reminder of one step. `version` begins with the year of the round, which is how a tick finds it."""

    step: Step
    version: str
    offset: int
    at: datetime
    edge: datetime


def of(
    knowledge: Knowledge, entity: Entity, window: Window, days: WorkingDays, hour: time, now: datetime, zone: ZoneInfo
) -> Iterator[Due]:
    """Of all rounds of `window` around `now`. Instants in UTC; after `edge`, the end of the day of need, it is late."""
    for course in calendar.courses(window, now, zone):
        for step in plans.steps(course, entity, knowledge.papers, days):
            edge = wall_clock.instant(step.need, time(23, 59, 59), zone)
            for offset in OFFSETS:
                at = wall_clock.instant(step.start - timedelta(offset), hour, zone)
                if at < edge:
                    yield Due(step, _version(course, step), offset, at, edge)


def _version(course: Course, step: Step) -> str:
    edge = course.closes or course.opens
    digest = hashlib.sha256(f"{step.start}|{step.need}".encode()).hexdigest()[:8]
    return f"{edge.year if edge else 0}-{digest}"
