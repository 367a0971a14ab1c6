"""What stands in a personal calendar: the deadlines, stages and stays of the rounds that one follows, with alarms."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.core import plans, reminders, titles, upcoming, windows
from bot.core.calendar import is_whole_day
from bot.core.follow_pages import Office
from bot.core.knowledge import Day, said
from bot.core.messages import Speech
from bot.core.reminders import OPENS, Occasion
from bot.core.upcoming import Round

_AROUND = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a calendar. A `start` without a time is a whole day, to `last` where there are several.

    `uid` stays the same whatever the days become; `version` is another one when they move. `alarms` are before
    `start`, a whole day counting from its midnight.
    """

    uid: str
    title: str
    start: date | datetime
    last: date | None = None
    text: str = ""
    alarms: tuple[timedelta, ...] = ()
    sequence: int = 0

    @property
    def version(self) -> str:
        return hashlib.sha256(f"{self.start.isoformat()}|{self.last}".encode()).hexdigest()[:16]


def of(office: Office, follows: Sequence[tuple[str, str]], now: datetime, speech: Speech) -> tuple[Entry, ...]:
    """The earliest first. What nobody has confirmed in time is left out."""
    today = now.astimezone(office.zone).date()
    trusted = [one for one in office.knowledge.entities.values() if not one.care.stale(today)]
    rounds = upcoming.followed(trusted, follows, now, office.zone)
    alarms = _alarms(office, now)
    found = [entry for one in rounds for entry in _entries(office, one, alarms, now, speech)]
    with_steps = upcoming.followed(
        trusted, [(id, w.removeprefix(titles.STEPS)) for id, w in follows if _steps(w)], now, office.zone
    )
    found += [entry for one in with_steps for entry in _of_steps(office, one, speech)]
    return tuple(sorted(found, key=lambda entry: (_day(entry.start), entry.uid)))


def numbered(entries: Iterable[Entry], sequences: Mapping[str, int]) -> tuple[Entry, ...]:
    """With the number of times that each has moved."""
    return tuple(replace(entry, sequence=sequences.get(entry.uid, 0)) for entry in entries)


def _steps(window: str) -> bool:
    return window.startswith(titles.STEPS)


def _day(start: date | datetime) -> date:
    return start.date() if isinstance(start, datetime) else start


def _alarms(office: Office, now: datetime) -> dict[tuple[str, str, str, datetime], list[Occasion]]:
    """Reminders by what they are of; those of a deadline by its instant."""
    knowledge, days, rules = office.knowledge, office.days, office.rules
    around = (
        *reminders.due(knowledge, days, rules, now - _AROUND, now),
        *reminders.coming(knowledge, days, rules, now, now + 2 * _AROUND),
    )
    found: dict[tuple[str, str, str, datetime], list[Occasion]] = {}
    for one in around:
        if one.offset != OPENS:
            found.setdefault((one.entity, one.window, one.stage, one.edge), []).append(one)
    return found


def _entries(
    office: Office,
    one: Round,
    alarms: dict[tuple[str, str, str, datetime], list[Occasion]],
    now: datetime,
    speech: Speech,
) -> Iterable[Entry]:
    entity, window, course = one.entity, one.window, one.course
    name = titles.of_window(office.knowledge, entity.id, window.id, speech)
    text = windows.run_on(
        windows.sentence(one.standing, speech, ahead=True).replace("*", ""),
        said(window.notes, speech.language) if window.notes else "",
    )
    marks = [speech.say("sample")] if window.sample else []
    told = "\n".join([text, *marks]).replace("*", "")
    if course.opens:
        yield Entry(
            _uid(one, "opens"), speech.say("calendar-opens", name=name), _start(course.opens, window.opens), None, told
        )
    if course.closes:
        start = _start(course.closes, window.closes)
        rings = _rings(alarms.get((entity.id, window.id, "", course.closes), ()), start, office)
        yield Entry(_uid(one, "closes"), speech.say("calendar-closes", name=name), start, None, told, rings)
    for step in course.steps:
        stage = step.stage
        title = titles.of_window(office.knowledge, entity.id, window.id, speech, stage.id)
        start = _start(step.closes, stage.closes)
        rings = _rings(alarms.get((entity.id, window.id, stage.id, step.closes), ()), start, office)
        if step.opens and isinstance(start, date) and not isinstance(start, datetime):
            yield Entry(
                _uid(one, stage.id), title, step.opens.date(), start, told, _moved(rings, step.opens.date(), start)
            )
        else:
            yield Entry(_uid(one, stage.id), title, start, None, told, rings)
    if course.stay:
        away, back = (moment.date() for moment in course.stay)
        yield Entry(_uid(one, "stay"), speech.say("calendar-away", name=name), away, back, told)


def _of_steps(office: Office, one: Round, speech: Speech) -> Iterable[Entry]:
    for step in plans.steps(one.course, one.entity, office.knowledge.papers, office.days):
        title = titles.of_window(
            office.knowledge, one.entity.id, f"{titles.STEPS}{one.window.id}", speech, step.paper.id
        )
        ring = timedelta(hours=office.rules.hour.hour, minutes=office.rules.hour.minute)
        text = said(step.paper.how, speech.language) if step.paper.how else ""
        yield Entry(
            _uid(one, f"begin-{step.paper.id}"),
            speech.say("calendar-begin", name=title),
            step.start,
            None,
            text,
            (ring,),
        )


def _uid(one: Round, what: str) -> str:
    return f"{one.place}/{what}@open-window".replace("/", ".")


def _start(moment: datetime, day: Day | None) -> date | datetime:
    return moment.date() if is_whole_day(day) else moment


def _rings(occasions: Iterable[Occasion], start: date | datetime, office: Office) -> tuple[timedelta, ...]:
    """By the clock on the wall, so that a change of clocks in between moves no alarm."""
    begin = start.replace(tzinfo=None) if isinstance(start, datetime) else datetime.combine(start, time.min)
    return tuple(sorted({one.at.astimezone(office.zone).replace(tzinfo=None) - begin for one in occasions}))


def _moved(rings: tuple[timedelta, ...], start: date, last: date) -> tuple[timedelta, ...]:
    """Alarms before the last day, counted from the first."""
    return tuple(ring + (last - start) for ring in rings)
