"""What staff see of an announcement that is on its way or has gone out: how far, how fast, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core import broadcast_pages as pages
from bot.core.actions import Announce
from bot.core.broadcasts import Broadcast, Tally, can_be_recalled
from bot.core.messages import Button, Message, Speech

CELLS = 12
LISTED = 8

_COUNTED = ("sent", "blocked", "failed", "unknown", "dropped", "left")


@dataclass(frozen=True, slots=True)
class Pace:
    """Messages a second over the last while, and when the rest will be through; None while nobody can tell."""

    a_second: float = 0.0
    left: timedelta | None = None


def bar(tally: Tally) -> str:
    """
    >>> bar(Tally(left=50, sent=50))
    '██████░░░░░░ 50 %'
    """
    done = tally.over / tally.all if tally.all else 1.0
    full = int(done * CELLS)
    return f"{'█' * full}{'░' * (CELLS - full)} {int(done * 100)} %"


def counts(tally: Tally, speech: Speech) -> str:
    """Those that matter: what is nought is left out, but for what went out and what is left."""
    told = [(name, getattr(tally, name)) for name in _COUNTED]
    shown = [(name, number) for name, number in told if number or name in {"sent", "left"}]
    return " · ".join(speech.say(f"cast-count-{name}", number=number) for name, number in shown)


def bars(tally: Tally) -> Sequence[tuple[str, int]]:
    """For the picture: what there is of each."""
    told = [(name, int(getattr(tally, name))) for name in (*_COUNTED[:-1], "stopped")]
    return [(name, number) for name, number in told if number or name == "sent"]


def progress(broadcast: Broadcast, tally: Tally, pace: Pace, speech: Speech) -> Message:
    """One message that moves. It can be held, let go and broken off from here."""
    name = pages.title(broadcast, speech.language)
    lines = [speech.say(f"cast-{broadcast.state}", number=broadcast.id, title=name), bar(tally), counts(tally, speech)]
    if broadcast.state == "sending" and tally.asleep:
        lines.append(speech.say("cast-asleep", number=tally.asleep))
    if broadcast.state == "sending" and pace.left is not None and tally.left > tally.asleep:
        minutes = max(1, round(pace.left.total_seconds() / 60))
        lines.append(speech.say("cast-pace", rate=f"{pace.a_second:.1f}", minutes=minutes))
    return Message("\n\n".join(lines), steps(broadcast, speech))


def steps(broadcast: Broadcast, speech: Speech) -> tuple[Button, ...]:
    """What can be done with it as it stands."""
    number = broadcast.id
    hold = Button(speech.say("button-cast-hold"), Announce("hold", number))
    go_on = Button(speech.say("button-cast-resume"), Announce("resume", number))
    stop = Button(speech.say("button-cast-cancel"), Announce("cancel", number))
    match broadcast.state:
        case "sending":
            return hold, stop
        case "paused":
            return go_on, stop
        case "awaiting":
            return Button(speech.say("button-cast-second"), Announce("second", number)), stop
        case "scheduled":
            return (stop,)
        case "draft":
            return (Button(speech.say("button-cast-open"), Announce("show", number)),)
        case "done" | "cancelled" if broadcast.begun:
            return (Button(speech.say("button-cast-report"), Announce("report", number)),)
    return ()


def report(broadcast: Broadcast, tally: Tally, zone: ZoneInfo, speech: Speech) -> str:
    """What became of it, and how many it drove away."""
    lines = [
        speech.say("cast-report", number=broadcast.id, title=pages.title(broadcast, speech.language)),
        counts(tally, speech),
    ]
    if broadcast.begun and broadcast.ended:
        lines.append(
            speech.say("cast-took", begun=broadcast.begun.astimezone(zone), ended=broadcast.ended.astimezone(zone))
        )
    if tally.blocked:
        lines.append(speech.say("cast-retired", number=tally.blocked))
    if tally.unknown:
        lines.append(speech.say("cast-unknown", number=tally.unknown))
    lines.append(stops(tally, speech))
    return "\n\n".join(lines)


def stops(tally: Tally, speech: Speech) -> str:
    rate = f"{100 * tally.stop_rate:.1f}"
    if tally.alarm:
        return speech.say(f"cast-stops-{tally.alarm}", number=tally.stopped, rate=rate)
    return speech.say("cast-stops", number=tally.stopped, rate=rate)


def stopped(broadcast: Broadcast, tally: Tally, speech: Speech) -> str:
    """A letter to staff when more people stop than is usual."""
    name = pages.title(broadcast, speech.language)
    return f"{speech.say('cast-report', number=broadcast.id, title=name)}\n\n{stops(tally, speech)}"


def listing(found: Sequence[tuple[Broadcast, Tally]], zone: ZoneInfo, speech: Speech) -> Message:
    """The latest, each with a line and what can be done about it."""
    new = Button(speech.say("button-cast-new"), Announce("new", 0))
    if not found:
        return Message(speech.say("cast-none"), (new,))
    lines = [f"- {_line(one, tally, zone, speech)}" for one, tally in found]
    buttons = [
        Button(speech.say("button-cast-details", number=one.id), Announce("details", one.id)) for one, _ in found
    ]
    return Message(f"{speech.say('cast-list')}\n\n" + "\n".join(lines), (*buttons, new))


def details(broadcast: Broadcast, tally: Tally, now: datetime, zone: ZoneInfo, speech: Speech) -> Message:
    buttons = list(steps(broadcast, speech))
    if broadcast.kind == "notice" and broadcast.begun and broadcast.state != "draft":
        buttons.append(Button(speech.say("button-cast-correct"), Announce("correct", broadcast.id)))
        if can_be_recalled(broadcast, now):
            buttons.append(Button(speech.say("button-cast-recall"), Announce("recall", broadcast.id)))
    return Message(_line(broadcast, tally, zone, speech), tuple(buttons))


def _line(one: Broadcast, tally: Tally, zone: ZoneInfo, speech: Speech) -> str:
    parts = [speech.say(f"cast-{one.state}", number=one.id, title=pages.title(one, speech.language))]
    if one.kind != "notice":
        parts.append(speech.say(f"cast-is-{one.kind}", number=one.of or 0))
    if one.state in {"scheduled", "awaiting"}:
        parts.append(pages.when(one, zone, speech))
    if one.begun:
        parts += [speech.say("cast-begun", at=one.begun.astimezone(zone)), counts(tally, speech)]
        parts += [stops(tally, speech)] if tally.stopped else []
    return "; ".join(parts)


def which(found: Sequence[Broadcast], verb: str, speech: Speech) -> Message:
    """Which of the latest is to be corrected, or recalled."""
    if not found:
        return Message(speech.say(f"cast-{verb}-none"))
    buttons = tuple(
        Button(f"{one.id}: {_bare(pages.title(one, speech.language))}", Announce(verb, one.id)) for one in found
    )
    return Message(speech.say(f"cast-{verb}-which"), buttons)


def _bare(text: str) -> str:
    return text.replace("\\", "")
