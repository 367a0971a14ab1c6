"""What the flows need of the outside, no more. Every method is one short transaction; any may raise `StoreAway`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, Protocol

from bot.core.changes import Snapshot
from bot.core.knowledge import Outcome
from bot.core.mailbox import Decision, Pending
from bot.core.messages import Message
from bot.core.people import Person, Talk
from bot.core.reminders import Occasion


class StoreAway(Exception):
    """The database cannot be used for now: what was being done is undone and may be tried again."""


class Outdated(Exception):
    """The conversation went on meanwhile, at another replica: begin again with what it is now."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody is reached: the channel's name and its own id for the chat."""

    channel: str
    id: str


@dataclass(frozen=True, slots=True)
class Guest:
    """What is remembered of somebody between two messages; `version` counts what was kept of the talk."""

    person: Person = field(default_factory=Person)
    talk: Talk = field(default_factory=Talk)
    version: int = 0
    known: bool = False


class Clock(Protocol):
    def __call__(self) -> datetime:
        """The moment, aware."""
        ...


# What comes in


@dataclass(frozen=True, slots=True)
class Arrived:
    """Something received and not yet looked at. `number` is the channel's own, which tells a repetition."""

    number: int
    chat: str
    body: str


@dataclass(frozen=True, slots=True)
class Received:
    """Something stored, ready to be handled. `behind` counts what the same chat has sent since."""

    id: int
    chat: str
    body: str
    tries: int = 0
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question for the journal: masked, and without a word on who asked."""

    text: str
    language: str | None
    outcome: Outcome
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settlement:
    """The end of one visit: what is remembered, what is answered, and what was received is done with.

    `letters` are to be sent to `place` by the post office; empty where the channel itself shows them.
    """

    address: Address
    before: Guest
    person: Person
    talk: Talk
    letters: tuple[Message, ...] = ()
    place: str = ""
    received: int | None = None
    unanswered: Unanswered | None = None
    gone: bool | None = None
    farewell: bool = False
    """The letters go to somebody who is to be forgotten: once they are out, so is the address."""


class Guests(Protocol):
    async def find(self, address: Address) -> Guest:
        """A guest never seen before is a new one."""
        ...

    async def settle(self, end: Settlement, now: datetime) -> None:
        """All of it or nothing. Raises `Outdated`."""
        ...

    async def post(self, address: Address, message: Message, kind: str, now: datetime) -> None:
        """One message to somebody, unasked, besides the ledger: for staff."""
        ...


class Inbox(Protocol):
    async def store(self, channel: str, arrived: Sequence[Arrived], now: datetime) -> int:
        """Keeps them, safe from a power cut; what was stored before is left alone. How many were new."""
        ...

    async def claim(self, channel: str, most: int, now: datetime) -> tuple[Received, ...]:
        """The oldest of each chat in which nothing is being handled."""
        ...

    async def put_back(self, received: int, error: str | None, due: datetime) -> None:
        """To be tried again; with `error` the try counts."""
        ...

    async def done(self, received: int) -> None:
        """It needed no answer."""
        ...

    async def park(self, received: int, error: str, now: datetime) -> None:
        """Set aside for staff: its chat goes on."""
        ...

    async def recover(self, channel: str, now: datetime) -> int:
        """What a killed process was handling is to be handled again."""
        ...


# What goes out

Lane = Literal["answer", "letter"]


@dataclass(frozen=True, slots=True)
class Letter:
    """One message on its way. `done` counts the parts of it that have arrived already."""

    id: int
    lane: Lane
    kind: str
    address: Address
    place: str
    message: Message
    language: str
    done: int = 0
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Arrival:
    """The message is there."""


@dataclass(frozen=True, slots=True)
class Absent:
    """Nobody is there any more: blocked, deleted, not found."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """This message will never be taken, whoever asks."""

    reason: str


@dataclass(frozen=True, slots=True)
class Later:
    """Surely not sent. `seconds` as asked for by the other side, None if it did not say.

    `everyone`: nothing goes out for now, whoever it is for.
    """

    reason: str
    done: int = 0
    seconds: float | None = None
    everyone: bool = False


@dataclass(frozen=True, slots=True)
class CutOff:
    """Nobody can tell whether it arrived."""

    reason: str
    done: int = 0


Fate = Arrival | Absent | Refused | Later | CutOff


class Carrier(Protocol):
    """A channel's way of handing a message over, tried once."""

    async def __call__(self, letter: Letter) -> Fate: ...


@dataclass(frozen=True, slots=True)
class Returned:
    """A letter back from its carrier; `due` for the next try, or None if there is none."""

    letter: Letter
    fate: Fate
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn of the post office brought: letters to carry now, and when the pace allows the next."""

    letters: tuple[Letter, ...] = ()
    closed_until: datetime | None = None


class Outbox(Protocol):
    async def turn(
        self, returned: Sequence[Returned], most: Mapping[Lane, int], now: datetime, pause: datetime | None = None
    ) -> Turn:
        """Settles what came back and claims what goes out, answers first, within the pace.

        `pause`: nothing goes out before that, from any replica.
        """
        ...

    async def recover(self, now: datetime, everything: bool) -> None:
        """Letters whose sender died: answers are resent once, others become unknown."""
        ...


# What is said unasked


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


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody was written to: the occasion, and its line in the ledger."""

    kind: str
    occasion: Occasion
    body: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Everything that waits for one person, held by whoever opened it until `enclose` or a minute later."""

    address: Address
    person: Person
    pending: tuple[Pending, ...]
    reasons: Mapping[int, Reason]
    sent: tuple[datetime, ...]


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
    async def plan(self, due: Sequence[Occasion], superseded: Sequence[str], now: datetime, dry: bool = False) -> Plan:
        """One row for each occasion and follower; what is there already is not touched."""
        ...

    async def announce(self, occasion: Occasion, body: str, now: datetime) -> int:
        """A change, to everybody who follows; how many. Announced once, whoever asks."""
        ...

    async def windows(self) -> Mapping[tuple[str, str], Standing]: ...

    async def keep_windows(self, standings: Sequence[Standing]) -> None: ...

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


# What is held


@dataclass(frozen=True, slots=True)
class Held:
    """Everything about one person, by kind; values are texts, numbers and truths, instants ISO text."""

    kinds: Mapping[str, Sequence[Mapping[str, object]]]


class Records(Protocol):
    async def held(self, address: Address) -> Held | None: ...

    async def forget(self, address: Address, now: datetime) -> None: ...

    async def purge(self, now: datetime, keep: timedelta) -> Mapping[str, int]: ...

    async def counts(self) -> Mapping[str, Mapping[str, int]]: ...

    async def resend_unknown(self, now: datetime) -> int: ...

    async def note(self, who: str, what: str, about: str, now: datetime) -> None: ...
