"""What gets in the way of what, among the rounds that somebody follows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Literal

from bot.core import plans
from bot.core.calendar import Course
from bot.core.knowledge import Paper
from bot.core.upcoming import Round
from bot.core.working_days import WorkingDays

Kind = Literal["stays", "touching", "closing", "paper"]

WEEK = timedelta(days=7)
"""Closing days that are less than this apart are in one week."""


@dataclass(frozen=True, slots=True)
class Clash:
    """`first` to `last` is when both want the same: to be there, the week, the paper."""

    kind: Kind
    one: Round
    other: Round
    first: date
    last: date
    paper: Paper | None = None


def among(rounds: Sequence[Round], papers: Mapping[str, Paper], days: WorkingDays) -> tuple[Clash, ...]:
    """The earliest first. Two rounds of one programme are a choice between them, so only their stays can clash."""
    found: list[Clash] = []
    for one, other in combinations(rounds, 2):
        found += _stays(one, other)
        if one.entity.id != other.entity.id:
            found += _closing(one, other)
            found += _papers(one, other, papers, days)
    return tuple(sorted(found, key=lambda clash: (clash.first, clash.last, clash.kind)))


def _stays(one: Round, other: Round) -> Iterable[Clash]:
    """To be in two places on one day; with no day between there is no time to come home."""
    if one.course.stay is None or other.course.stay is None:
        return
    (a, b), (c, d) = ((start.date(), end.date()) for start, end in (one.course.stay, other.course.stay))
    first, last = max(a, c), min(b, d)
    if first <= last:
        yield Clash("stays", one, other, first, last)
    elif first - last == timedelta(1):
        yield Clash("touching", one, other, last, first)


def _closing(one: Round, other: Round) -> Iterable[Clash]:
    if one.course.closes is None or other.course.closes is None:
        return
    first, last = sorted((one.course.closes.date(), other.course.closes.date()))
    if last - first < WEEK:
        yield Clash("closing", one, other, first, last)


def _papers(one: Round, other: Round, papers: Mapping[str, Paper], days: WorkingDays) -> Iterable[Clash]:
    """An original lies with the office, or with an embassy, from when it is handed in until the round is over."""
    held = [_held(each, papers, days) for each in (one, other)]
    for id in held[0]:
        if id in held[1]:
            first, last = (pick(held[0][id][at], held[1][id][at]) for at, pick in enumerate((max, min)))
            if first <= last:
                yield Clash("paper", one, other, first, last, papers[id])


def _held(one: Round, papers: Mapping[str, Paper], days: WorkingDays) -> Mapping[str, tuple[date, date]]:
    steps = [step for step in plans.steps(one.course, one.entity, papers, days) if step.paper.original]
    return {step.paper.id: (step.need, max(step.need, _over(one.course, step.need))) for step in steps}


def _over(course: Course, otherwise: date) -> date:
    """Until one leaves, or until the last step."""
    if course.stay is not None:
        return course.stay[0].date() - timedelta(1)
    ends = [step.closes.date() for step in course.steps] + ([course.closes.date()] if course.closes else [])
    return max(ends, default=otherwise)
