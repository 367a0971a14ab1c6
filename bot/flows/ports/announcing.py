"""Announcements and the staff who make them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Protocol

from bot.core.broadcasts import Broadcast, Kind, State, Tally
from bot.core.calendar_entries import Entry
from bot.core.messages import Message
from bot.core.people import Quiet
from bot.core.staff_roles import Role
from bot.core.timeline import Picture
from bot.flows.ports.people import Address

HeadCount = Mapping[tuple[str, str], int]
"""How many people by channel and by the language of the text that they get."""


class Free(Protocol):
    def __call__(self, zone: str | None, quiet: Quiet | None, paused_until: datetime | None, now: datetime) -> datetime:
        """The first moment from `now` on at which somebody with these habits may be written to."""
        ...


@dataclass(frozen=True, slots=True)
class Grown:
    """It was not begun: there are more people by now than were looked at."""

    number: int


@dataclass(frozen=True, slots=True)
class Begun:
    number: int


class Broadcasts(Protocol):
    async def draft(self, author: str, kind: Kind, of: int | None, now: datetime) -> Broadcast:
        """A new one; those of the same author that have no text are let go."""
        ...

    async def find(self, number: int) -> Broadcast | None: ...

    async def unfinished(self, author: str) -> tuple[Broadcast, ...]:
        """Somebody's drafts; the one about which they were asked last comes first."""
        ...

    async def latest(self, states: Sequence[State], most: int) -> tuple[Broadcast, ...]:
        """Newest first; corrections and recalls stand with the announcement that they are of."""
        ...

    async def keep(self, draft: Broadcast, now: datetime) -> bool:
        """What the author changed, with a line of the audit; False if it is no draft any more."""
        ...

    async def head_count(self, broadcast: Broadcast, languages: Sequence[str]) -> HeadCount:
        """The very rows that `begin` writes to now. `languages`: those with a text, the usual one first."""
        ...

    async def move(self, number: int, mark: str, before: Sequence[State], to: State, now: datetime, by: str) -> bool:
        """From one of these states to another, once, whoever asks; an empty `mark` is any. With a line of the audit."""
        ...

    async def begin(
        self,
        broadcast: Broadcast,
        languages: Sequence[str],
        most: int | None,
        before: Sequence[State],
        free: Free,
        now: datetime,
        by: str,
    ) -> Begun | Grown | None:
        """All letters are in the outbox, or none; None if it was begun already, or is not what was confirmed."""
        ...

    async def due(self, now: datetime) -> tuple[Broadcast, ...]:
        """Planned ones whose time has come."""
        ...

    async def next_round(self, broadcast: Broadcast, at: datetime | None, now: datetime) -> Broadcast:
        """The round of a repeated one that goes out now, as an announcement of its own; the rest waits until `at`."""
        ...

    async def put_texts(self, number: int, texts: Mapping[str, Message]) -> None:
        """Whoever has not got it yet gets it in these words."""
        ...


class Sendings(Protocol):
    """What happens to an announcement once it is on its way."""

    async def hold(self, number: int, by: str, now: datetime) -> bool: ...

    async def resume(self, number: int, by: str, now: datetime) -> bool: ...

    async def cancel(self, number: int, by: str, now: datetime) -> bool:
        """Nothing more of it goes out."""
        ...

    async def finish(self, number: int, now: datetime) -> bool:
        """Whether it has just ended: nothing of it waits any more, and nobody else has said so."""
        ...

    async def tally(self, number: int, now: datetime) -> Tally: ...

    async def landed(self, number: int) -> Sequence[tuple[datetime, int]]:
        """How many arrived when."""
        ...

    async def outcomes(self, number: int) -> Sequence[tuple[str, str, str, str, str, datetime | None]]:
        """A row a recipient: channel, chat, language, state, reason, when."""
        ...

    async def tell_progress(self, number: int, address: Address, message: Message, now: datetime) -> None:
        """In one message, which moves."""
        ...

    async def warned(self, number: int, level: str) -> bool:
        """Whether it is now, and was not before, so far that staff are to be told of it."""
        ...

    async def for_late_joiners(self, address: Address, language: str, now: datetime) -> tuple[Message, ...]:
        """The latest that still hold and were for people like this one."""
        ...


class Render(Protocol):
    """Makes files of figures."""

    def chart(
        self,
        title: str,
        bars: Sequence[tuple[str, int, str]],
        landed: Sequence[tuple[datetime, int]],
        axis: str,
        zone: tzinfo,
    ) -> bytes:
        """A picture (PNG): `bars` are label, number and kind, `landed` how many arrived when."""
        ...

    def timeline(self, picture: Picture) -> bytes:
        """PNG."""
        ...

    def calendar(self, name: str, entries: Iterable[Entry], zone: str, now: datetime) -> bytes:
        """An .ics file."""
        ...

    def csv(self, header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Member:
    address: Address
    role: Role
    name: str
    since: datetime | None = None


class Roster(Protocol):
    async def role(self, address: Address) -> Role | None: ...

    async def all(self) -> tuple[Member, ...]: ...

    async def put(self, member: Member, by: str, now: datetime) -> None: ...

    async def remove(self, address: Address, by: str, now: datetime) -> bool: ...

    async def invite(self, digest: str, role: Role, by: str, expires: datetime, now: datetime) -> None: ...

    async def offered(self, digest: str, now: datetime) -> Role | None:
        """The role that an open invitation would give."""
        ...

    async def accept(self, digest: str, member: Address, name: str, now: datetime) -> Role | None:
        """The role that an open invitation gives, once; None if it is used, expired or never was."""
        ...
