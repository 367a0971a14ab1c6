"""What has become of a window between two states of the knowledge: only what somebody who follows it must know.

Names, notes and sample flags are no change; neither is another way to write the same dates.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from bot.core import calendar, rounds, titles
from bot.core.knowledge import Day, Knowledge, Window, WindowState
from bot.core.messages import Speech, Value
from bot.core.rounds import Round

Kind = Literal["moved", "opened", "cancelled", "announced", "withdrawn", "rolling"]

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A window as far as followers care: kept, and compared with the next one."""

    entity: str
    window: str
    opens: Day | None = None
    closes: Day | None = None
    state: WindowState = "dated"
    tentative: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """From `old` to `new`, with the round of each that it is about; `new` is None where the window is gone.

    moved: another day; opened: moved so that it is open now; cancelled: gone; announced: a date, or a new round, where
    there was none; withdrawn: no date any more; rolling: open all year round now.
    """

    kind: Kind
    old: Snapshot
    new: Snapshot | None
    was: Round = field(default_factory=Round)
    now: Round = field(default_factory=Round)


def snapshots(knowledge: Knowledge) -> Mapping[tuple[str, str], Snapshot]:
    return {
        (entity.id, window.id): Snapshot(
            entity.id, window.id, window.opens, window.closes, window.state, window.tentative
        )
        for entity in knowledge.entities.values()
        for window in entity.windows
    }


def to_text(snapshot: Snapshot) -> str:
    """One line that stays the same as long as the snapshot does.

    >>> to_text(Snapshot("exchange", "spring", None, Day(4, 10, at=time(17)), tentative=True))
    '{"v":1,"entity":"exchange","window":"spring","opens":null,"closes":"--04-10T17:00:00","state":"dated","tentative":true}'
    """
    values = {
        "v": _FORMAT,
        "entity": snapshot.entity,
        "window": snapshot.window,
        "opens": _written(snapshot.opens),
        "closes": _written(snapshot.closes),
        "state": snapshot.state,
        "tentative": snapshot.tentative,
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Snapshot:
    """Raises ValueError for what `to_text` has not written, or has written in a later format."""
    try:
        values = json.loads(text)
        state = {one: one for one in get_args(WindowState)}[values["state"]]
        opens, closes = _read(values["opens"]), _read(values["closes"])
        found = Snapshot(values["entity"], values["window"], opens, closes, state, values["tentative"])
        known = values["v"] == _FORMAT and to_text(found) == text
    except (LookupError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise ValueError(f"not the text of a snapshot: {text[:80]!r}") from error
    if not known:
        raise ValueError(f"the text of a snapshot in another format: {text[:80]!r}")
    return found


def _written(day: Day | None) -> str | None:
    if day is None:
        return None
    year = "-" if day.year is None else f"{day.year:04}"
    return f"{year}-{day.month:02}-{day.day:02}" + (f"T{day.at.isoformat()}" if day.at else "")


def _read(text: str | None) -> Day | None:
    if text is None:
        return None
    shown, _, hour = text.partition("T")
    year, month, day = shown.rsplit("-", 2)
    at = time.fromisoformat(hour) if hour else None
    return Day(int(month), int(day), None if year == "-" else int(year), at)


def compare(old: Snapshot, new: Snapshot | None, now: datetime, zone: ZoneInfo) -> Change | None:
    """What followers must know at `now`; None if nothing, or if it concerns only what was over already."""
    moment = now.astimezone(UTC)
    before = rounds.current(_window(old), moment, zone)
    if new is None or _is_nothing(new):
        gone = _is_nothing(old) or _is_over(old, moment, zone)
        return None if gone else Change("cancelled", old, new, before)
    if new.state != "dated":
        if new.state == old.state or (new.state == "to-be-announced" and _is_over(old, moment, zone)):
            return None
        return Change("rolling" if new.state == "rolling" else "withdrawn", old, new, before)
    after = rounds.current(_window(new), moment, zone)
    if old.state != "dated" or _is_nothing(old):
        return None if _is_over(new, moment, zone) else Change("announced", old, new, before, after)
    return _moved(old, new, moment, zone)


def _moved(old: Snapshot, new: Snapshot, now: datetime, zone: ZoneInfo) -> Change | None:
    """The first round that is not over in both decides: a later one is told when it is the next."""
    for was, then in rounds.pairs(_window(old), _window(new), now, zone):
        if was.ended(now) and then.ended(now):
            continue
        if _same(was, then, now):
            return None
        if rounds.is_next(was, then, now):
            return Change("announced", old, new, was, then)
        opened = was.opens is not None and was.opens > now and then.is_open(now)
        return Change("opened" if opened else "moved", old, new, was, then)
    return None


def _is_nothing(snapshot: Snapshot) -> bool:
    return snapshot.state == "dated" and snapshot.opens is None and snapshot.closes is None


def _is_over(snapshot: Snapshot, now: datetime, zone: ZoneInfo) -> bool:
    return calendar.standing(_window(snapshot), now, zone).state == "closed"


def _same(was: Round, then: Round, now: datetime) -> bool:
    """When something that has opened already did so is no news."""
    both_opened = all(one.opens is None or one.opens <= now for one in (was, then))
    return was.closes == then.closes and (both_opened or was.opens == then.opens)


def _window(snapshot: Snapshot) -> Window:
    return Window(snapshot.window, {}, snapshot.opens, snapshot.closes, snapshot.state, snapshot.tentative)


def sentence(change: Change, knowledge: Knowledge, now: datetime, zone: ZoneInfo, speech: Speech) -> str:
    """One line, "was -> now"; a window that is gone goes by the name of its entity."""
    name = titles.of_window(knowledge, change.old.entity, change.old.window, speech)
    was = _span(change.was, change.old, zone, speech)
    then = _span(change.now, change.new or change.old, zone, speech)
    match change.kind:
        case "moved":
            text = _moved_sentence(change, name, now.astimezone(UTC), zone, speech)
        case "opened":
            opened = _shown(change.was.opens, change.old.opens, zone)
            text = speech.say("change-opened", name=name, was=opened, then=then)
        case "announced":
            before = "next" if change.old.state == "dated" and was else change.old.state
            text = speech.say(f"change-announced-{before}", name=name, then=then)
        case kind:
            text = speech.say(f"change-{kind}", name=name) + (speech.say("change-before", was=was) if was else "")
    tentative = change.new is not None and change.new.tentative
    return f"{text} {speech.say('window-tentative')}" if tentative else text


def _moved_sentence(change: Change, name: str, now: datetime, zone: ZoneInfo, speech: Speech) -> str:
    was, then, old, new = change.was, change.now, change.old, change.new or change.old
    if was.closes and then.closes and (was.opens == then.opens or (was.is_open(now) and then.is_open(now))):
        key = "over" if then.ended(now) else "longer" if was.ended(now) else "closing"
        closed, closes = _shown(was.closes, old.closes, zone), _shown(then.closes, new.closes, zone)
        return speech.say(f"change-{key}", name=name, was=closed, closes=closes)
    if was.opens and then.opens and was.closes == then.closes:
        key = "opening" if was.opens > now else "opening-again"
        opened, opens = _shown(was.opens, old.opens, zone), _shown(then.opens, new.opens, zone)
        return speech.say(f"change-{key}", name=name, was=opened, opens=opens)
    before, after = _span(was, old, zone, speech), _span(then, new, zone, speech)
    return speech.say("change-dates", name=name, was=before, then=after)


def _span(one: Round, snapshot: Snapshot, zone: ZoneInfo, speech: Speech) -> str:
    """ "from 1 March to 10 April", or nothing where there is no date."""
    values: dict[str, Value] = {}
    if one.opens:
        values["opens"] = _shown(one.opens, snapshot.opens, zone)
    if one.closes:
        values["closes"] = _shown(one.closes, snapshot.closes, zone)
    match bool(one.opens), bool(one.closes):
        case True, True:
            return speech.say("span-from-to", **values)
        case True, False:
            return speech.say("span-from", **values)
        case False, True:
            return speech.say("span-until", **values)
        case _:
            return ""


def _shown(moment: datetime | None, day: Day | None, zone: ZoneInfo) -> Value:
    assert moment is not None
    local = moment.astimezone(zone)
    return local.date() if calendar.is_whole_day(day) else local
