"""What is held about somebody, and the counts for staff."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.flows.ports.people import Address


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
