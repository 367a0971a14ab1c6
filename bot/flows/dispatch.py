"""From the draft to the outbox: counted, confirmed by whom it takes, begun once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from bot.core import mailbox
from bot.core.broadcasts import Broadcast, State
from bot.core.follow_pages import Office
from bot.core.mailbox import Habits
from bot.core.people import Quiet
from bot.flows.account import QUIET
from bot.flows.ports import Begun, Broadcasts, Grown, HeadCount

OPERATOR = "operator"
"""Who acts at the command line: somebody who has the machine needs no second member of staff."""

CONFIRMABLE: Sequence[State] = ("draft",)

Result = Literal["begun", "planned", "waits", "grown", "nobody", "wordless", "over", "past"]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a confirmation came to; `number` of people."""

    result: Result
    number: int = 0


class Dispatch:
    """`second_above`: more people than that need a second member of staff."""

    def __init__(
        self, broadcasts: Broadcasts, office: Callable[[], Office], quiet: Quiet = QUIET, second_above: int = 500
    ) -> None:
        self._broadcasts = broadcasts
        self._office = office
        self._quiet = quiet
        self.second_above = second_above

    @property
    def zone(self) -> ZoneInfo:
        return self._office().zone

    async def head_count(self, broadcast: Broadcast) -> HeadCount:
        languages = self.languages(broadcast)
        return await self._broadcasts.head_count(broadcast, languages) if languages else {}

    def languages(self, broadcast: Broadcast) -> tuple[str, ...]:
        """Those with a text; the first is for people whose own has none."""
        known = self._office().knowledge.languages
        if broadcast.kind == "recall":
            return tuple(known)
        return tuple(sorted(broadcast.texts, key=lambda one: (*known, one).index(one)))

    def free(self, zone: str | None, quiet: Quiet | None, paused_until: datetime | None, now: datetime) -> datetime:
        """The first moment at which somebody with these habits may be written to."""
        theirs = ZoneInfo(zone or self._office().knowledge.zone)
        return mailbox.reachable(now, Habits(theirs, quiet or self._quiet, paused_until))

    async def confirm(self, broadcast: Broadcast, shown: int, by: str, now: datetime) -> Confirmed:
        """Sent, planned, or laid before a second member of staff; `shown` is the number of people that was seen."""
        if not self.languages(broadcast):
            return Confirmed("wordless")
        number = sum((await self.head_count(broadcast)).values())
        if number == 0 and broadcast.at is None and broadcast.kind == "notice":
            return Confirmed("nobody")
        if broadcast.at is not None and broadcast.at <= now:
            return Confirmed("past")
        if self.needs_second(broadcast, number, by):
            return await self._moved(broadcast, CONFIRMABLE, "awaiting", "waits", number, by, now)
        if broadcast.at is not None:
            return await self._moved(broadcast, CONFIRMABLE, "scheduled", "planned", number, by, now)
        return await self.begin(broadcast, shown, CONFIRMABLE, by, now)

    def needs_second(self, broadcast: Broadcast, number: int, by: str) -> bool:
        """Whether a second member of staff must agree; to take something back, nobody is waited for."""
        return number > self.second_above and by != OPERATOR and broadcast.kind != "recall"

    async def approve(self, broadcast: Broadcast, shown: int, by: str, now: datetime) -> Confirmed:
        """The second member of staff agrees to the very thing that the first has confirmed."""
        if broadcast.at is not None and broadcast.at > now:
            number = sum((await self.head_count(broadcast)).values())
            return await self._moved(broadcast, ("awaiting",), "scheduled", "planned", number, by, now)
        return await self.begin(broadcast, shown, ("awaiting",), by, now)

    async def begin(
        self, broadcast: Broadcast, most: int | None, before: Sequence[State], by: str, now: datetime
    ) -> Confirmed:
        languages = self.languages(broadcast)
        match await self._broadcasts.begin(broadcast, languages, most, before, self.free, now, by):
            case Begun(number):
                return Confirmed("begun", number)
            case Grown(number):
                return Confirmed("grown", number)
        return Confirmed("over")

    async def _moved(
        self,
        broadcast: Broadcast,
        before: Sequence[State],
        to: State,
        result: Result,
        number: int,
        by: str,
        now: datetime,
    ) -> Confirmed:
        done = await self._broadcasts.move(broadcast.id, broadcast.mark, before, to, now, by)
        return Confirmed(result if done else "over", number)
