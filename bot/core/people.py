"""Who asks: as little as the answers need, and what a person chose about being written to."""

from dataclasses import dataclass
from datetime import datetime, time

from bot.core.knowledge import Audience

YEARS = (1, 2, 3, 4)
"""Years of study that somebody can be in."""

Quiet = tuple[time, time]
"""From when to when nothing is sent unasked, in the person's zone; twice the same time means never quiet."""


@dataclass(frozen=True, slots=True)
class Person:
    """`language` is None until chosen or seen in a question; `role` is None until told.

    `zone` and `quiet` are None where the office's own hold. Somebody `muted` is sent nothing unasked.
    """

    language: str | None = None
    role: Audience | None = None
    chose_language: bool = False
    was_asked_role: bool = False
    year: int | None = None
    department: str | None = None
    zone: str | None = None
    quiet: Quiet | None = None
    paused_until: datetime | None = None
    muted: bool = False

    @property
    def habits(self) -> tuple[object, ...]:
        """What decides when letters go out: a change lets waiting ones be looked at again."""
        return self.zone, self.quiet, self.paused_until, self.muted


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a conversation stands. `subject` is the entity spoken of, `belief` whatever it may be about, with shares;
    `topic` is the last one with an aspect, `last` what was last understood (a label in its text form).

    `offered` are the labels of choices that were shown and not taken yet. `marked` is the subject whose mark and desk
    have been told whole.
    """

    subject: str | None = None
    topic: str | None = None
    belief: tuple[tuple[str, float], ...] = ()
    last: str | None = None
    offered: tuple[str, ...] = ()
    marked: str | None = None
