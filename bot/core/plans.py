"""When to start: from the day on which each paper is needed and the time that it takes, the latest start of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.calendar import Course
from bot.core.knowledge import DEPARTURE, Entity, Lead, Needed, Paper
from bot.core.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Step:
    """To be begun on `start` at the latest, so that it is there on `ready`, which is never after `need`."""

    paper: Paper
    start: date
    ready: date
    need: date
    by: str = ""
    certain: bool = True
    """Whether the public holidays on the way are known."""

    def late(self, today: date) -> bool:
        return today > self.start

    def missed(self, today: date) -> bool:
        return today > self.need


def steps(course: Course, entity: Entity, papers: Mapping[str, Paper], days: WorkingDays) -> tuple[Step, ...]:
    """The steps of one round, the earliest start first; none for what is needed on a day that is not known.

    A paper that another one waits for is needed before that one is begun.
    """
    needs = {one.paper: (_need(course, one, days), one.by) for one in entity.papers if one.paper in papers}
    known = {id: need for id, (need, _) in needs.items() if need is not None}
    found: dict[str, Step] = {}
    for id in _latest_first(known, papers):
        waiting = [found[other].start for other in found if id in papers[other].after]
        need = min([known[id], *waiting])
        start, ready = _fitted(papers[id].takes, need, days)
        certain = all(days.certain(day) for day in (start, need)) or not papers[id].takes.working
        found[id] = Step(papers[id], start, ready, need, needs[id][1], certain)
    return tuple(sorted(found.values(), key=lambda step: (step.start, step.need)))


def there_on(paper: Paper, today: date, days: WorkingDays) -> date:
    """When it is there if it is begun today."""
    return _ahead(paper.takes, today, days)


def circle(papers: Mapping[str, Paper]) -> tuple[str, ...]:
    """Papers that wait for each other for ever; empty if there are none."""
    left = dict(papers)
    while True:
        free = [id for id, paper in left.items() if not any(other in left for other in paper.after)]
        if not free:
            return tuple(left)
        for id in free:
            del left[id]


def _latest_first(known: Mapping[str, date], papers: Mapping[str, Paper]) -> list[str]:
    """Each after all that wait for it."""
    order: list[str] = []
    left = dict(known)
    while left:
        free = [id for id in left if not any(id in papers[other].after for other in left if other != id)]
        for id in free or list(left):
            order.append(id)
            left.pop(id, None)
    return order


def _need(course: Course, one: Needed, days: WorkingDays) -> date | None:
    """The last day on which somebody can take the paper; before departure it need only be in hand.

    None where that day is not known; a round without the stage `by` wants the paper when it closes.
    """
    if one.by == DEPARTURE:
        return None if course.stay is None else course.stay[0].date() - timedelta(1)
    stage = next((step.closes for step in course.steps if step.stage.id == one.by), None)
    if stage is not None:
        return days.back(stage.date(), 0)
    return days.back(course.closes.date(), 0) if course.closes else None


def _fitted(takes: Lead, need: date, days: WorkingDays) -> tuple[date, date]:
    if not takes.working:
        return need - timedelta(takes.days), need
    start = days.back(need, takes.days)
    return start, min(days.ahead(start, takes.days), need)


def _ahead(takes: Lead, day: date, days: WorkingDays) -> date:
    return days.ahead(day, takes.days) if takes.working else day + timedelta(takes.days)
