"""Announcements: what one is, how it stands, and the mark that tells one wording from another."""

import hashlib
import html
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from bot.core import audience
from bot.core.audience import Audience
from bot.core.messages import Message

Kind = Literal["notice", "correction", "recall"]
State = Literal["draft", "awaiting", "scheduled", "sending", "paused", "cancelled", "done", "missed"]
Rhythm = Literal["weekly", "monthly"]

STATES: tuple[State, ...] = (
    "draft", "awaiting", "scheduled", "sending", "paused", "cancelled", "done", "missed",
)  # fmt: skip
UNDER_WAY: frozenset[State] = frozenset({"sending", "paused"})

RECALLABLE = timedelta(hours=48)
"""Telegram deletes no message of a bot that is older."""

TOO_LATE = timedelta(hours=24)
"""A planned announcement that could not begin for so long is not sent unasked any more."""

WARN, ALARM = 0.005, 0.015
"""Shares of those reached who stopped all letters: from the first on it is told, from the second on it is alarming."""


@dataclass(frozen=True, slots=True)
class Source:
    """The messages in which its author sent a text: the pictures of one `album` are several."""

    album: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Broadcast:
    """`texts` by language. `at` is when it goes out, None for at once; `first` the day a repeated one began with.

    `of` is the announcement that this one corrects, recalls, or is one round of. `step` is what its author is asked
    for next, and `asked` when; `sources` is where its texts came from. `tested` is the mark of the texts that the
    author has seen arrive.
    """

    id: int
    author: str
    kind: Kind = "notice"
    state: State = "draft"
    audience: Audience = field(default_factory=Audience)
    texts: Mapping[str, Message] = field(default_factory=dict)
    urgent: bool = False
    at: datetime | None = None
    rhythm: Rhythm | None = None
    first: date | None = None
    until: date | None = None
    valid_until: date | None = None
    of: int | None = None
    step: str = ""
    asked: datetime | None = None
    sources: Mapping[str, "Source"] = field(default_factory=dict)
    tested: str = ""
    approved: str = ""
    planned: int = 0
    created: datetime | None = None
    begun: datetime | None = None
    ended: datetime | None = None

    @property
    def words(self) -> str:
        """The mark of the texts alone: a test is of these."""
        told = [(language, one.text, one.html, one.media) for language, one in sorted(self.texts.items())]
        return _mark(repr(told))

    @property
    def mark(self) -> str:
        """Changes with anything that is confirmed: the texts, whom they are for, when and how they go out."""
        at = self.at.astimezone(UTC).isoformat() if self.at else ""
        when = (at, self.rhythm, str(self.until), str(self.valid_until))
        return _mark(self.words, self.kind, str(self.of), audience.written(self.audience), str(self.urgent), repr(when))

    @property
    def is_tested(self) -> bool:
        return self.tested == self.words


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of one announcement's letters are where. `asleep` of those `left` wait for their morning."""

    left: int = 0
    sent: int = 0
    blocked: int = 0
    failed: int = 0
    unknown: int = 0
    dropped: int = 0
    asleep: int = 0
    stopped: int = 0

    @property
    def over(self) -> int:
        return self.sent + self.blocked + self.failed + self.unknown + self.dropped

    @property
    def all(self) -> int:
        return self.over + self.left

    @property
    def stop_rate(self) -> float:
        """Of those reached, how many stopped all letters with this one."""
        return self.stopped / self.sent if self.sent else 0.0

    @property
    def alarm(self) -> Literal["", "warn", "alarm"]:
        if self.stop_rate > ALARM:
            return "alarm"
        return "warn" if self.stop_rate > WARN else ""


def corrected(message: Message, mark: str) -> Message:
    """A text that takes another's place says so in its first line."""
    formatted = message.html or html.escape(message.text, quote=False)
    strong = f"<b>{html.escape(mark, quote=False)}</b>"
    return replace(message, text=f"{mark}\n\n{message.text}".strip(), html=f"{strong}\n\n{formatted}".strip())


def uncorrected(message: Message, mark: str) -> Message:
    """The same for those who get it first in these words."""
    strong = f"<b>{html.escape(mark, quote=False)}</b>"
    return replace(
        message, text=message.text.removeprefix(mark).lstrip(), html=message.html.removeprefix(strong).lstrip()
    )


def can_be_recalled(broadcast: Broadcast, now: datetime) -> bool:
    return broadcast.begun is not None and now - broadcast.begun < RECALLABLE


def _mark(*parts: str) -> str:
    return hashlib.sha256("\x01".join(parts).encode("utf-8", "replace")).hexdigest()
