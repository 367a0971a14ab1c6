"""What goes out: letters, their carriers, and the outbox between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.core.messages import Message
from bot.flows.ports.people import Address

Lane = Literal["answer", "letter", "broadcast"]
"""Which goes first: who has asked waits for nobody, and a notice to thousands holds up no reminder."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message on its way. `done` counts the parts of it that have arrived already.

    `messages` are the channel's numbers of what is there: of those parts, or, before any of them, of what is to be
    changed or taken back, where `kind` is a correction, a recall, or an answer to a question that was edited.
    """

    id: int
    lane: Lane
    kind: str
    address: Address
    place: str
    message: Message
    language: str
    done: int = 0
    tries: int = 0
    messages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """The message is there, under these numbers of its channel."""

    messages: tuple[int, ...] = ()


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
    messages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CutOff:
    """Nobody can tell whether it arrived."""

    reason: str
    done: int = 0
    messages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """Surely not sent: the chat lives under another id from now on."""

    id: str


Fate = Arrival | Absent | Refused | Later | CutOff | Moved


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
