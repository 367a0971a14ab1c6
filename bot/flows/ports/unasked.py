"""What is said unasked: follows, the ledger of reasons, and the mail of one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.core.changes import Snapshot
from bot.core.mailbox import Decision, Pending
from bot.core.messages import Message
from bot.core.people import Person
from bot.core.reminders import Occasion
from bot.flows.ports.people import Address


@dataclass(frozen=True, slots=True)
class Following:
    """What somebody follows; `window` is empty for all rounds."""

    entity: str
    window: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Mark:
    """A round that somebody has done with."""

    entity: str
    window: str
    version: str
    mark: Literal["done", "skip"]


class Follows(Protocol):
    async def follow(self, address: Address, entity: str, window: str, now: datetime) -> None: ...

    async def unfollow(self, address: Address, entity: str, window: str, only: bool = False) -> None:
        """Without a window everything of the entity, or `only` the following of all its rounds at once.

        Waiting notices of what is not followed any more are dropped as well.
        """
        ...

    async def of(self, address: Address) -> tuple[Following, ...]: ...

    async def marks(self, address: Address) -> tuple[Mark, ...]: ...

    async def mark(self, address: Address, mark: Mark, now: datetime) -> None: ...

    async def snooze(self, address: Address, occasion: int, until: datetime, now: datetime) -> bool:
        """Everything of the letter with that occasion once more. Whether this person had such a letter."""
        ...


class Checklist(Protocol):
    """Papers that somebody has, each with the round ("entity/window/year") for which it is there, or none for all."""

    async def ticked(self, address: Address) -> frozenset[tuple[str, str]]:
        """Pairs of the round and the paper."""
        ...

    async def tick(self, address: Address, place: str, paper: str, there: bool, now: datetime) -> None: ...


class Entries(Protocol):
    async def sequences(self, versions: Mapping[str, str]) -> Mapping[str, int]:
        """How often each calendar entry (by its uid) has moved since it was first given out; `versions` are now."""
        ...


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody was written to: the occasion, and its line in the ledger."""

    kind: str
    occasion: Occasion
    body: str = ""
    late: bool = False
    number: int = 0
    """The occasion's own, by which a reminder is put off."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Everything that waits for one person, held by whoever opened it until `enclose` or a minute later."""

    address: Address
    person: Person
    pending: tuple[Pending, ...]
    reasons: Mapping[int, Reason]
    sent: tuple[datetime, ...]
    ticked: frozenset[tuple[str, str]] = frozenset()
    """The papers that the person has; see `Checklist`."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What planning did. `due` counts occasions x followers that are due and not yet past."""

    due: int = 0
    planned: int = 0
    late: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """A window as last told to its followers, and as it is in the knowledge; `changed` while the two differ."""

    announced: Snapshot
    current: Snapshot | None
    since: datetime
    changed: datetime | None = None


class Ledger(Protocol):
    async def plan(
        self,
        due: Sequence[Occasion],
        superseded: Sequence[str],
        now: datetime,
        dry: bool = False,
        since: datetime | None = None,
    ) -> Plan:
        """One row for each occasion and follower; what is there already is not touched.

        What was due by `since` and is not there was asked for only later: nobody is told late of it.
        """
        ...

    async def looked(self) -> datetime | None:
        """When everything that was due had been planned for the last time."""
        ...

    async def look(self, now: datetime) -> None:
        """Everything that is due at `now` is planned."""
        ...

    async def announce(self, occasion: Occasion, body: str, now: datetime) -> int:
        """A change, to everybody who follows; how many. Announced once, whoever asks."""
        ...

    async def windows(self) -> Mapping[tuple[str, str], Standing]: ...

    async def keep_windows(self, standings: Sequence[Standing]) -> None: ...

    async def restore(self, versions: Sequence[str], now: datetime) -> int:
        """Reminders dropped as outdated whose round has been put back wait again."""
        ...

    async def drop_outdated(self, versions: Sequence[str], now: datetime) -> int:
        """Waiting reminders of rounds that are no longer so."""
        ...


class Mailboxes(Protocol):
    async def mailbox(self, channels: Sequence[str], now: datetime) -> Mailbox | None:
        """The one that has waited longest."""
        ...

    async def enclose(
        self, mailbox: Mailbox, decision: Decision, message: Message | None, kind: str, now: datetime
    ) -> int | None:
        """The decision, in the ledger, and the letter, in the outbox: both or neither. The letter's number."""
        ...

    async def last(self, address: Address) -> tuple[Reason, ...]:
        """The reasons of the last letter that went to somebody unasked."""
        ...
