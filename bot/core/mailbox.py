"""What of one person's pending letters goes out now, what is dropped, and when to look again.

The office writes rarely, never at night and never twice about the same: this is decided when a letter is claimed, not
when it was planned, so what a person has changed since then holds at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.core import wall_clock

Kind = Literal["reminder", "change", "snooze", "broadcast"]

WEEK = timedelta(days=7)
SOON = timedelta(hours=72)
"""An edge within this time is urgent."""
LINES = 10
"""As many notices go into one digest."""
LATE_AFTER = timedelta(hours=1)

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pending:
    """A notice that waits. Instants in UTC: `at` is when it was due, past `edge` it is pointless.

    `urgent` counts for broadcasts. `held`: an earlier decision let it wait, so its delay is no fault of the office's.
    """

    id: int
    kind: Kind
    window_key: str
    version: str
    at: datetime
    edge: datetime | None
    urgent: bool = False
    held: bool = False


@dataclass(frozen=True, slots=True)
class Habits:
    """When one person may be written to unasked. `quiet` may run over midnight; twice the same time is never quiet.

    `most_a_week` is at least 1: who wants nothing pauses.
    """

    zone: ZoneInfo
    quiet: tuple[time, time] | None = None
    paused_until: datetime | None = None
    most_a_week: int = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """`send` is one message, most urgent first. `drop` has reasons: past, superseded.

    `wait_until` is when to decide again; None means that nothing is left waiting. `late` are those of `send` that
    should have come earlier and were not held back for the person's own sake.
    """

    send: tuple[int, ...] = ()
    drop: tuple[tuple[int, str], ...] = ()
    wait_until: datetime | None = None
    late: frozenset[int] = frozenset()


def decide(
    pending: Sequence[Pending],
    habits: Habits,
    sent: Sequence[datetime],
    now: datetime,
    late_after: timedelta = LATE_AFTER,
) -> Decision:
    """`sent` are the instants of the messages of the last 7 days that nobody asked for, broadcasts left out."""
    now = now.astimezone(UTC)
    drop = _dropped(pending, now)
    alive = [one for one in pending if one.id not in drop]
    due = [one for one in alive if one.at <= now]
    coming = [one.at.astimezone(UTC) for one in alive if one.at > now]
    free = reachable(now, habits)
    send, moments = _broadcast(due, now, free) or _digest(due, habits, sent, now, free)
    return Decision(
        tuple(one.id for one in send),
        tuple(sorted(drop.items())),
        min([*moments, *coming], default=None),
        frozenset(one.id for one in send if _late(one, habits, now, late_after)),
    )


def reachable(moment: datetime, habits: Habits) -> datetime:
    """The first instant from `moment` on that lies neither in a pause nor in quiet hours."""
    moment = moment.astimezone(UTC)
    if habits.paused_until is not None:
        moment = max(moment, habits.paused_until.astimezone(UTC))
    if habits.quiet is None or not is_quiet(moment, habits):
        return moment
    today = moment.astimezone(habits.zone).date()
    return min(one for one in _ends(today, habits.quiet[1], habits.zone) if one > moment and not is_quiet(one, habits))


def is_quiet(moment: datetime, habits: Habits) -> bool:
    """Whether the clock on the person's wall shows a quiet hour; the end is no longer quiet."""
    if habits.quiet is None:
        return False
    start, end = habits.quiet
    shown = moment.astimezone(habits.zone).time()
    return start <= shown < end if start <= end else shown >= start or shown < end


def _ends(today: date, end: time, zone: ZoneInfo) -> Iterable[datetime]:
    for number in range(4):
        day = today + timedelta(number)
        yield wall_clock.instant(day, end, zone)
        if second := wall_clock.second_instant(day, end, zone):
            yield second


def _dropped(pending: Sequence[Pending], now: datetime) -> dict[int, str]:
    """What is past, and what a newer notice that is due says better."""
    drop = {one.id: "past" for one in pending if one.edge is not None and one.edge < now}
    kept: dict[tuple[str, ...], Pending] = {}
    for one in sorted(pending, key=lambda one: (one.at, one.id)):
        if one.id in drop or one.at > now or one.kind == "broadcast":
            continue
        subject = ("change", one.window_key) if one.kind == "change" else ("window", one.window_key, one.version)
        if subject in kept:
            drop[kept[subject].id] = "superseded"
        kept[subject] = one
    return drop


def _broadcast(
    due: Sequence[Pending], now: datetime, free: datetime
) -> tuple[Sequence[Pending], Sequence[datetime]] | None:
    """One broadcast alone, the urgent ones first; then all the rest is looked at again at once."""
    ready = [one for one in due if one.kind == "broadcast" and (one.urgent or free <= now)]
    if not ready:
        return None
    return [min(ready, key=lambda one: (not one.urgent, one.at, one.id))], [now] if len(due) > 1 else []


def _digest(
    due: Sequence[Pending], habits: Habits, sent: Sequence[datetime], now: datetime, free: datetime
) -> tuple[Sequence[Pending], Sequence[datetime]]:
    notices = sorted((one for one in due if one.kind != "broadcast"), key=lambda one: _urgency(one, now))
    broadcasts = [free for one in due if one.kind == "broadcast"]
    if not notices:
        return [], broadcasts
    moment = reachable(_room(notices, habits.most_a_week, sent, now), habits)
    if moment > now:
        return [], [moment, *broadcasts]
    send, rest = notices[:LINES], notices[LINES:]
    if rest:
        moment = reachable(_room(rest, habits.most_a_week, [*sent, now], now), habits)
    return send, [moment, *broadcasts] if rest else broadcasts


def _urgency(one: Pending, now: datetime) -> tuple[bool, datetime, datetime, int]:
    return _urgent_from(one) > now, one.edge or _NEVER, one.at, one.id


def _urgent_from(one: Pending) -> datetime:
    """A change is urgent from the start, a reminder when its edge is near."""
    if one.kind == "change":
        return one.at
    return _NEVER if one.edge is None else one.edge - SOON


def _room(notices: Sequence[Pending], most: int, sent: Sequence[datetime], now: datetime) -> datetime:
    """From when on the week has room for one more message. Its last place is kept for what is urgent."""
    most = max(1, most)
    urgent = max(_below(most, sent, now), min(map(_urgent_from, notices)))
    return min(urgent, _below(max(1, most - 1), sent, now))


def _below(most: int, sent: Sequence[datetime], now: datetime) -> datetime:
    """From when on fewer than `most` messages lie in the 7 days before."""
    counted = sorted(one.astimezone(UTC) for one in sent if one > now - WEEK)
    return counted[-most] + WEEK if len(counted) >= most else now


def _late(one: Pending, habits: Habits, now: datetime, late_after: timedelta) -> bool:
    if one.held or one.kind not in {"reminder", "snooze"}:
        return False
    return now - reachable(one.at, habits) > late_after
