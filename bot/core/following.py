"""Letters to those who follow a window: what closes or has opened, in one message, the most urgent first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core import titles
from bot.core.calendar import is_whole_day
from bot.core.knowledge import Knowledge, Stage, Window
from bot.core.messages import Message, Speech, Value
from bot.core.reminders import OPENS, Occasion
from bot.core.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Follow:
    """What somebody follows; `window` is empty for all rounds of the entity."""

    entity: str
    window: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """One occasion with what the knowledge says of it today; `closes` is local, None where it never closes."""

    occasion: Occasion
    name: str
    window: Window | None
    stage: Stage | None
    closes: datetime | None

    @property
    def step(self) -> bool:
        return self.occasion.window.startswith(titles.STEPS)

    @property
    def whole_day(self) -> bool:
        return self.step or self.window is None or is_whole_day(self.stage.closes if self.stage else self.window.closes)


def reminder(
    occasions: Sequence[Occasion],
    late: Collection[str],
    knowledge: Knowledge,
    days: WorkingDays,
    now: datetime,
    speech: Speech,
) -> Message:
    """One letter for one occasion or for several; `late` are the keys of those that should have come earlier."""
    zone = ZoneInfo(knowledge.zone)
    today = now.astimezone(zone).date()
    ordered = sorted(occasions, key=lambda one: (one.edge, one.at, one.key))
    lines = [_line(one, knowledge, zone, speech) for one in ordered]
    if len(lines) == 1:
        parts = [_said(lines[0], today, zone, speech), _working_day(lines[0], days, today, speech)]
        blocks = [_joined(parts), _late(ordered[0], late, zone, speech)]
    else:
        listed = "\n".join(f"- {_said(line, today, zone, speech)}" for line in lines)
        missed = any(one.key in late for one in ordered)
        blocks = [speech.say("reminder-digest"), listed, speech.say("reminder-late-some") if missed else ""]
    blocks += [_footnotes(lines, knowledge, speech), _stop(lines, speech)]
    return Message("\n\n".join(filter(None, blocks)))


def _line(one: Occasion, knowledge: Knowledge, zone: ZoneInfo, speech: Speech) -> _Line:
    entity = knowledge.entities.get(one.entity)
    window = titles.find(entity, one.window) if entity else None
    stage = titles.find_stage(window, one.stage) if window else None
    name = titles.of_window(knowledge, one.entity, one.window, speech, one.stage)
    closes = window is None or one.offset != OPENS or window.closes is not None
    if one.window.startswith(titles.STEPS):
        start = one.at.astimezone(zone) + timedelta(int(one.offset))
        return _Line(one, name, window, None, start)
    return _Line(one, name, window, stage, one.edge.astimezone(zone) if closes else None)


def _said(line: _Line, today: date, zone: ZoneInfo, speech: Speech) -> str:
    if line.occasion.offset == OPENS:
        ago = max(0, (today - line.occasion.at.astimezone(zone).date()).days)
        parts = [speech.say("reminder-opened", name=line.name, days=ago)]
        parts += [speech.say("reminder-until", closes=_shown(line, line.closes))] if line.closes else []
    else:
        assert line.closes is not None  # only what closes has such an occasion
        left = max(0, (line.closes.date() - today).days)
        parts = [speech.say(_key(line), name=line.name, days=left, closes=_shown(line, line.closes))]
    parts += [speech.say("window-tentative")] if line.window is not None and line.window.tentative else []
    return _joined(parts)


def _joined(sentences: Sequence[str]) -> str:
    """One after the other; a Chinese full stop needs no space after it."""
    text = ""
    for one in filter(None, sentences):
        text += f" {one}" if text[-1:].isascii() and text else one
    return text


def _key(line: _Line) -> str:
    """An application closes, a stage ends, and an interview simply is on its day."""
    if line.step:
        return "reminder-step"
    if line.stage is None:
        return "reminder-closes"
    return "reminder-ends" if line.stage.opens else "reminder-is"


def _shown(line: _Line, moment: datetime) -> Value:
    return moment.date() if line.whole_day else moment


def _working_day(line: _Line, days: WorkingDays, today: date, speech: Speech) -> str:
    """The last day on which somebody at the office can still help, while it lies ahead; no matter on the first day."""
    if line.closes is None or line.occasion.offset == OPENS or line.step:
        return ""
    last = days.last_before(line.closes.date())
    if last is None or last < today:
        return ""
    key = "reminder-working-day-today" if last == today else "reminder-working-day"
    text = speech.say(key) if last == today else speech.say(key, last=last)
    return text if days.certain(last) else f"{text} {speech.say('reminder-working-day-uncertain')}"


def _late(one: Occasion, late: Collection[str], zone: ZoneInfo, speech: Speech) -> str:
    return speech.say("reminder-late", when=one.at.astimezone(zone)) if one.key in late else ""


def _footnotes(lines: Sequence[_Line], knowledge: Knowledge, speech: Speech) -> str:
    """That a value is a sample, and in which zone a time is meant."""
    notes = [speech.say("sample")] if any(line.window is not None and line.window.sample for line in lines) else []
    if any(line.closes is not None and not line.whole_day for line in lines):
        beijing = knowledge.zone == "Asia/Shanghai"
        zone = speech.say("zone-beijing", whole="no") if beijing else ""
        notes.append(zone or speech.say("zone-other", zone=knowledge.zone, whole="no"))
    return "\n".join(notes)


def _stop(lines: Sequence[_Line], speech: Speech) -> str:
    if len(lines) == 1:
        return speech.say("reminder-stop", name=lines[0].name)
    return speech.say("reminder-stop-all")
