"""The board: what is open, closing, opening next over everything that has windows, or what a period brings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core import calendar, windows
from bot.core.calendar import Standing, State
from bot.core.knowledge import Entity, said
from bot.core.messages import Speech
from bot.core.periods import Period

_GROUPS: dict[str, tuple[State, ...]] = {
    "board-closing": ("closing",),
    "board-open": ("open",),
    "board-opening": ("opening",),
    "board-anytime": ("rolling", "to-be-announced"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A window and whose it is."""

    entity: Entity
    standing: Standing


def rows(entities: Iterable[Entity], now: datetime, zone: ZoneInfo) -> list[Row]:
    """Every window, the nearest edge first; what is open without an end comes after what ends."""
    found = [Row(entity, calendar.standing(window, now, zone)) for entity in entities for window in entity.windows]
    return sorted(found, key=_nearness)


def _nearness(row: Row) -> tuple[bool, float]:
    edge = row.standing.opens if row.standing.state == "opening" else row.standing.closes
    return edge is None, edge.timestamp() if edge else 0.0


def whole(found: Sequence[Row], speech: Speech) -> list[str]:
    """Today's board, a block a group."""
    blocks = []
    for key, states in _GROUPS.items():
        here = [row for row in found if row.standing.state in states]
        if here:
            blocks.append(_block(key, here, speech))
    if not any(row.standing.state in {"open", "closing"} for row in found):
        blocks.insert(0, speech.say("board-none"))
    return blocks


def during(period: Period, entities: Sequence[Entity], now: datetime, zone: ZoneInfo, speech: Speech) -> list[str]:
    """What closes and opens in the period, what is open all through it, and which stages end in it."""
    start = max(datetime.combine(period.first, time.min, zone), now.astimezone(zone))
    seen = [Row(row.entity, _from_today(row.standing, now, zone)) for row in rows(entities, start, zone)]
    closing: list[Row] = []
    opening: list[Row] = []
    throughout: list[Row] = []
    for row in seen:
        one = row.standing
        if one.state == "opening" and one.opens and one.opens.date() <= period.last:
            opening.append(row)
        elif one.state in {"open", "closing"}:
            ends = one.closes is not None and one.closes.date() <= period.last
            (closing if ends else throughout).append(row)
    key = "board-period-day" if period.first == period.last else "board-period"
    blocks = [speech.say(key, first=period.first, last=period.last)]
    if not closing and not opening:
        blocks.append(_nothing(period, entities, zone, speech))
    anytime = [row for row in seen if row.standing.state == "rolling"]
    groups = {"board-period-closing": closing, "board-period-opening": opening}
    groups |= {"board-period-throughout": throughout, "board-anytime-too": anytime}
    blocks += [_block(name, here, speech) for name, here in groups.items() if here]
    return blocks + _stages(period, entities, start, zone, speech)


def _block(key: str, found: Iterable[Row], speech: Speech) -> str:
    return f"{speech.say(key)}\n\n" + "\n".join(f"- {_line(row, speech)}" for row in found)


def _line(row: Row, speech: Speech) -> str:
    """One window in as few words as a phone's line wants."""
    one = row.standing
    key = "board-line-open-ended" if one.state == "open" and one.closes is None else f"board-line-{one.state}"
    entity, name = said(row.entity.names, speech.language), said(one.window.names, speech.language)
    text = speech.say(key, entity=entity, name=name, **windows.values(one))
    return windows.run_on(text, speech.say("window-tentative") if one.window.tentative else "")


def _from_today(one: Standing, now: datetime, zone: ZoneInfo) -> Standing:
    """How it will stand at the period's beginning, with the days counted from today."""
    edge = one.opens if one.state == "opening" else one.closes
    return replace(one, days=(edge.date() - now.astimezone(zone).date()).days) if edge else one


def _nothing(period: Period, entities: Iterable[Entity], zone: ZoneInfo, speech: Speech) -> str:
    """That no window opens or closes in the period, and which does next."""
    after = datetime.combine(period.last + timedelta(1), time.min, zone)
    ahead = [row for row in rows(entities, after, zone) if row.standing.state in {"open", "closing", "opening"}]
    ahead = [row for row in ahead if not _nearness(row)[0]]
    text = speech.say("board-period-none")
    if not ahead:
        return text
    row = min(ahead, key=_nearness)
    entity, name = said(row.entity.names, speech.language), said(row.standing.window.names, speech.language)
    what = "opens" if row.standing.state == "opening" else "closes"
    day = windows.values(row.standing)[what]
    return windows.run_on(text, speech.say("board-period-next", entity=entity, name=name, what=what, day=day))


def _stages(period: Period, entities: Iterable[Entity], start: datetime, zone: ZoneInfo, speech: Speech) -> list[str]:
    lines = []
    ends = [
        (edge, entity)
        for entity in entities
        for window in entity.windows
        for edge in calendar.edges(window, start, zone)
    ]
    for edge, entity in sorted(ends, key=lambda pair: pair[0].closes):
        here = edge.closes.astimezone(zone)
        if edge.stage is None or edge.closes < start or here.date() > period.last:
            continue
        names = (said(texts, speech.language) for texts in (entity.names, edge.window.names, edge.stage.names))
        closes = here.date() if calendar.is_whole_day(edge.stage.closes) else here
        values = dict(zip(("entity", "name", "stage"), names, strict=True))
        lines.append(f"- {speech.say('board-line-stage', closes=closes, **values)}")
    return [f"{speech.say('board-period-stages')}\n\n" + "\n".join(lines)] if lines else []
