"""Sentences about windows, worked out from their standing today."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.calendar import Standing, is_whole_day, standing
from bot.core.knowledge import Day, Entity, Window, said
from bot.core.messages import Speech, Value

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
    text = speech.say(_key(one, ahead), name=name, **_values(one))
    extra = [speech.say("window-tentative")] if window.tentative else []
    extra += [said(window.notes, speech.language)] if window.notes else []
    return " ".join([text, *extra])


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


def _values(one: Standing) -> dict[str, Value]:
    values: dict[str, Value] = {"days": one.days or 0}
    if one.opens:
        values["opens"] = _shown(one.opens, one.window.opens)
    if one.closes:
        values["closes"] = _shown(one.closes, one.window.closes)
    if one.last_closed:
        values["closed"] = _shown(one.last_closed, one.window.closes)
    return values


def _shown(moment: datetime, day: Day | None) -> Value:
    return moment.date() if is_whole_day(day) else moment
