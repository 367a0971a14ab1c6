"""What opens and closes in the next two weeks as plain text, in parts that WeChat takes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.core import board
from bot.core.follow_pages import Office
from bot.core.messages import Speech
from bot.core.periods import Period

DAYS = 14
MOST_BYTES = 2048
"""Of one part, in UTF-8: what WeChat takes as one text."""


def digest(office: Office, now: datetime, speech: Speech) -> tuple[str, ...]:
    """Plain text without any Markdown. What nobody has confirmed in time is left out, and that is said."""
    today = now.astimezone(office.zone).date()
    period = Period(today, today + timedelta(DAYS))
    dated = [one for one in office.knowledge.entities.values() if one.windows]
    trusted = [one for one in dated if not one.care.stale(today)]
    lines = [speech.say("digest-title", first=period.first, last=period.last), ""]
    _, *blocks = board.during(period, trusted, now, office.zone, speech)
    for block in blocks:
        lines += [*block.replace("*", "").split("\n"), ""]
    if len(trusted) < len(dated):
        lines += [speech.say("digest-stale"), ""]
    if any(window.sample for one in trusted for window in one.windows):
        lines += [speech.say("sample").replace("*", ""), ""]
    lines.append(speech.say("digest-ask"))
    return tuple(parts(_single(lines)))


def parts(lines: Iterable[str], most: int = MOST_BYTES) -> Iterable[str]:
    """Whole lines together while they fit; a line that is too long by itself is cut between characters."""
    held = ""
    for line in lines:
        for piece in _cut(line, most):
            joined = f"{held}\n{piece}" if held else piece
            if len(joined.encode()) <= most:
                held = joined
                continue
            yield held.strip("\n")
            held = piece
    if held.strip():
        yield held.strip("\n")


def _cut(line: str, most: int) -> Iterable[str]:
    while len(line.encode()) > most:
        head = line.encode()[:most].decode(errors="ignore")
        yield head
        line = line[len(head) :]
    yield line


def _single(lines: Iterable[str]) -> Iterable[str]:
    """No two empty lines follow one another."""
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line
