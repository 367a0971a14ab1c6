"""What a picture of the year's windows shows: a row a round, the nearest first within its programme."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.core import upcoming
from bot.core.follow_pages import Office
from bot.core.knowledge import said
from bot.core.messages import Speech
from bot.core.upcoming import Round

BEFORE = timedelta(days=31)
MONTHS = 14
"""The picture begins with the month before today's and is so many months wide."""


@dataclass(frozen=True, slots=True)
class Span:
    """One row. Without `opens` it begins at the edge of the picture, without `closes` it does not end in it."""

    group: str
    label: str
    opens: date | None
    closes: date | None
    closing: str
    uncertain: bool = False
    stay: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that is written in the picture beside the rows."""

    title: str
    today: str
    months: tuple[str, ...]
    """January first."""
    legend: tuple[str, str, str]
    """A window, one that is not certain, the time away."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Equal pictures look the same: this is what they are cached by."""

    words: Words
    spans: tuple[Span, ...]
    first: date
    today: date


def picture(office: Office, follows: Sequence[tuple[str, str]] | None, now: datetime, speech: Speech) -> Picture:
    """Of all windows with days, or of those in `follows`; what nobody has confirmed in time is left out."""
    today = now.astimezone(office.zone).date()
    before = today.replace(day=1) - timedelta(1)
    first = before.replace(day=1)
    trusted = [one for one in office.knowledge.entities.values() if not one.care.stale(today)]
    if follows is None:
        rounds = tuple(one for entity in trusted for one in upcoming.of_entity(entity, now, office.zone))
    else:
        rounds = upcoming.followed(trusted, follows, now, office.zone)
    dated = [one for one in rounds if one.course.opens or one.course.closes]
    title = speech.say("timeline-title" if follows is None else "timeline-title-own", year=str(today.year))
    months = tuple(speech.say("month-short", month=number) for number in range(1, 13))
    legend = (speech.say("timeline-open"), speech.say("timeline-uncertain"), speech.say("timeline-away"))
    note = "" if dated else speech.say("timeline-nothing")
    words = Words(title, speech.say("timeline-today", today=_short(today, speech)), months, legend, note)
    return Picture(words, tuple(_spans(dated, speech)), first, today)


def _spans(rounds: Iterable[Round], speech: Speech) -> Iterable[Span]:
    for one in rounds:
        course = one.course
        closing = speech.say("timeline-until", day=_short(course.closes.date(), speech)) if course.closes else ""
        yield Span(
            said(one.entity.names, speech.language),
            said(one.window.names, speech.language),
            course.opens.date() if course.opens else None,
            course.closes.date() if course.closes else None,
            closing,
            one.window.tentative or one.window.sample,
            (course.stay[0].date(), course.stay[1].date()) if course.stay else None,
        )


def _short(day: date, speech: Speech) -> str:
    return speech.say("day-short", day=day.day, month=speech.say("month-short", month=day.month))
