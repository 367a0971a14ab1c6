"""Sentences about windows, worked out from their standing today."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core import calendar
from bot.core.calendar import Standing, is_whole_day, standing
from bot.core.knowledge import Day, Entity, Window, said
from bot.core.messages import Speech, Value
from bot.core.working_days import WorkingDays

_ORDER = ("closing", "open", "opening", "rolling", "to-be-announced", "closed")
_RECENT = timedelta(days=45)


def in_order(windows: Iterable[Window], now: datetime, zone: ZoneInfo) -> list[Standing]:
    """What is open first, then what opens soonest, then the rest."""
    standings = [standing(window, now, zone) for window in windows]
    return sorted(standings, key=lambda one: (_ORDER.index(one.state), one.days or 0))


def first(entity: Entity, now: datetime, zone: ZoneInfo) -> Standing:
    return in_order(entity.windows, now, zone)[0]


def sentence(one: Standing, speech: Speech, *, ahead: bool = False) -> str:
    """One line about one window: opens in, open until, closing today, closed and next expected.

    `ahead` leaves the round before out.
    """
    window = one.window
    name = said(window.names, speech.language)
    text = speech.say(_key(one, ahead), name=name, **values(one))
    tentative = speech.say("window-tentative") if window.tentative else ""
    return run_on(text, tentative, said(window.notes, speech.language) if window.notes else "")


def run_on(*pieces: str) -> str:
    """Sentences one behind the other; a full-width sign brings its own space.

    >>> run_on("Open.", "", "Ask."), run_on("开放。", "", "请问。")
    ('Open. Ask.', '开放。请问。')
    """
    text = ""
    for piece in filter(None, pieces):
        gap = "" if not text or text[-1] in "。）！？" else " "
        text += gap + piece
    return text


def last_working_day(one: Standing, working: WorkingDays, now: datetime, speech: Speech) -> str:
    """The last day on which somebody can still help, while it is ahead; nothing where no deadline is near enough."""
    if one.state not in {"open", "closing"} or one.closes is None:
        return ""
    today, last = now.astimezone(one.closes.tzinfo).date(), working.last_before(one.closes.date())
    if last is None or last < today:
        return ""
    return speech.say("window-last-working-day", last=last, today="yes" if last == today else "no")


def uncertain(standings: Iterable[Standing], working: WorkingDays, speech: Speech) -> str:
    """A word on last working days that are told although a public holiday may still move them."""
    ends = [one.closes.date() for one in standings if one.closes and one.state in {"open", "closing"}]
    years = sorted({day.year for day in ends if not working.certain(day)})
    return speech.say("working-days-uncertain", year=str(years[0])) if years else ""


def with_course(standings: Sequence[Standing], now: datetime, zone: ZoneInfo) -> list[Standing]:
    """Of which windows the stages are worth a phone's lines: of the near ones, else of the first."""
    near = [
        one
        for one in standings
        if one.state != "opening" or (one.days or 0) <= _RECENT.days or _going_on(one, now, zone)
    ]
    return near or list(standings[:1])


def _going_on(one: Standing, now: datetime, zone: ZoneInfo) -> calendar.Course | None:
    return calendar.unfinished(one.window, now, zone) if one.state in {"opening", "closed"} else None


def course(one: Standing, now: datetime, zone: ZoneInfo, speech: Speech) -> Iterator[str]:
    """What a round holds beside the application and is not over yet: its stages, and when one is away.

    While the last round still goes on, these are its own: who applied wants to know them.
    """
    going_on = _going_on(one, now, zone)
    if going_on:
        yield speech.say("window-going-on")
    found, moment = going_on or calendar.course(one, zone), now.astimezone(UTC)
    for step in found.steps:
        if step.closes < moment:
            continue
        name = said(step.stage.names, speech.language)
        closes = _shown(step.closes, step.stage.closes)
        if step.opens is None:
            yield speech.say("window-stage", name=name, closes=closes)
        else:
            opens = _shown(step.opens, step.stage.opens)
            yield speech.say("window-stage-from", name=name, opens=opens, closes=closes)
    if found.stay and found.stay[1] >= moment:
        yield _stay(found.stay, one.window, speech)


def stay(one: Standing, zone: ZoneInfo, speech: Speech) -> str:
    """When one is away in the round that `one` is about; nothing where that is not known."""
    found = calendar.course(one, zone).stay
    return _stay(found, one.window, speech) if found else ""


def _stay(found: tuple[datetime, datetime], window: Window, speech: Speech) -> str:
    assert window.stay is not None  # else the round would have none
    away, back = (_shown(*pair) for pair in zip(found, window.stay, strict=True))
    return speech.say("window-stay", away=away, back=back)


def closes_with_its_day(one: Standing) -> bool:
    """Whether a line about it says a closing day without a time."""
    return (one.closes or one.last_closed) is not None and is_whole_day(one.window.closes)


def _key(one: Standing, ahead: bool) -> str:
    match one.state:
        case "opening":
            if not ahead and one.last_closed and one.closes and one.opens and (one.days or 0) > _RECENT.days:
                return "window-closed-next"
            return "window-opening-until" if one.closes else "window-opening"
        case "open":
            return "window-open" if one.closes else "window-open-ended"
        case "closing":
            return "window-closing" if one.days else "window-closing-today"
        case state:
            return f"window-{state}"


def values(one: Standing) -> dict[str, Value]:
    """What a sentence about it may name; a day without a time is told as a day."""
    found: dict[str, Value] = {"days": one.days or 0}
    if one.opens:
        found["opens"] = _shown(one.opens, one.window.opens)
    if one.closes:
        found["closes"] = _shown(one.closes, one.window.closes)
    if one.last_closed:
        found["closed"] = _shown(one.last_closed, one.window.closes)
    return found


def _shown(moment: datetime, day: Day | None) -> Value:
    return moment.date() if is_whole_day(day) else moment
