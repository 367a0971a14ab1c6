"""The post office: everything that the bot sends leaves through here, answers before letters, at the pace allowed."""

import asyncio
import logging
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from bot.flows.ports import (
    Absent,
    Arrival,
    Carrier,
    Clock,
    CutOff,
    Fate,
    Lane,
    Later,
    Letter,
    Moved,
    Outbox,
    Refused,
    Returned,
    StoreAway,
    Turn,
)

_LOG = logging.getLogger(__name__)

NAP = 1.0
"""Seconds after which the outbox is looked at even if nobody here put anything into it: other processes do, too."""

KEPT_FREE = 2
"""Places in flight that only answers may take, so that a person who asks never waits for letters to land."""

IN_A_ROW = 4
"""So many chats refused with nothing arriving in between: it is the bot that is too fast, not the chats."""

LONGEST_PAUSE = timedelta(seconds=15)
PATIENCE = 1500
"""Tries after which an answer is given up: a day at the longest pause between them."""


NO_PLACES: Mapping[Lane, int] = {"answer": 0, "letter": 0, "broadcast": 0}


class Write(Protocol):
    async def __call__(self, now: datetime) -> bool:
        """Writes the next unasked letter, if any is due; whether there may be more."""
        ...


class Regret(Protocol):
    async def __call__(self, letter: Letter, incident: str) -> None:
        """Tells the person, in other words, that an answer cannot be shown."""
        ...


class Deliver:
    """`in_flight` bounds the messages on their way at one time, and with it what a kill can leave unknown."""

    def __init__(
        self,
        outbox: Outbox,
        write: Write | None,
        carriers: Mapping[str, Carrier],
        clock: Clock,
        in_flight: int = 8,
        regret: Regret | None = None,
    ) -> None:
        self._outbox = outbox
        self._write = write
        self._carriers = carriers
        self._clock = clock
        self._in_flight = in_flight
        self._regret = regret
        self._wake = asyncio.Event()
        self._flying: dict[asyncio.Task[None], Letter] = {}
        self._returned: list[Returned] = []
        self._pause: datetime | None = None
        self._closed: datetime | None = None
        self._refused: set[str] = set()
        self._failures = 0

    def wake(self) -> None:
        """Something was put into the outbox."""
        self._wake.set()

    async def run(self) -> None:
        """Until it is cancelled; then `finish` lets what is in flight land."""
        waits = 0
        while True:
            try:
                nap = await self.turn()
                waits = 0
            except StoreAway as error:
                waits += 1
                nap = min(0.25 * 2**waits, 5.0)
                _LOG.warning("the outbox cannot be used; trying again", extra={"reason": str(error), "seconds": nap})
            if nap > 0:
                await self._rest(nap)

    async def finish(self, grace: float) -> None:
        """Lets what is in flight land, and writes down what became of it; the rest stays in the outbox."""
        if self._flying:
            await asyncio.wait(self._flying, timeout=grace)
        for task in list(self._flying):
            task.cancel()
        await asyncio.gather(*self._flying, return_exceptions=True)
        try:
            await self._outbox.turn(self._returned, {}, self._clock())
            self._returned = []
        except StoreAway as error:
            _LOG.warning("the last letters could not be settled", extra={"reason": str(error)})

    async def turn(self) -> float:
        """One turn: settle, claim, send on their way. Seconds to rest until the next; 0 for at once."""
        self._wake.clear()
        now = self._clock()
        returned, self._returned = self._returned, []
        pause, self._pause = self._pause, None
        shut = self._shut(now)
        most = NO_PLACES if shut else self._places()
        try:
            turn = await self._outbox.turn(returned, {**most, "broadcast": 0}, now, pause)
        except BaseException:
            self._returned, self._pause = [*returned, *self._returned], pause
            raise
        self._send(turn)
        if shut:
            return min(shut, NAP)
        if most["letter"] and not turn.letters and turn.closed_until is None:
            if self._write is not None and await self._write(now):
                return 0.0
            turn = await self._outbox.turn((), {"broadcast": most["broadcast"]}, now)
            self._send(turn)
        if turn.closed_until is not None:
            return min(max((turn.closed_until - self._clock()).total_seconds(), 0.001), NAP)
        return 0.0 if turn.letters and self._places()["answer"] else NAP

    def _send(self, turn: Turn) -> None:
        for letter in turn.letters:
            task = asyncio.create_task(self._carry(letter), name=f"letter {letter.id}")
            self._flying[task] = letter
            task.add_done_callback(self._landed)

    def _shut(self, now: datetime) -> float:
        """Seconds for which nothing goes out; the outbox tells the other replicas."""
        return 0.0 if self._closed is None else max(0.0, (self._closed - now).total_seconds())

    def _places(self) -> Mapping[Lane, int]:
        free = self._in_flight - len(self._flying)
        letters = sum(letter.lane != "answer" for letter in self._flying.values())
        room = max(0, min(free, self._in_flight - KEPT_FREE - letters))
        return {"answer": free, "letter": room, "broadcast": room}

    async def _rest(self, seconds: float) -> None:
        if seconds < NAP:  # the pace: nothing that is put in meanwhile may go earlier
            await asyncio.sleep(seconds)
            return
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.pop(task, None)
        self._wake.set()

    async def _carry(self, letter: Letter) -> None:
        try:
            fate = await self._carriers[letter.address.channel](letter)
        except asyncio.CancelledError:
            fate = CutOff("stopped", letter.done)
        except Exception as error:
            _LOG.exception("a letter could not be carried", extra={"letter": letter.id})
            fate = Refused(type(error).__name__)
        if isinstance(fate, Refused) and letter.kind == "answer":
            await self._regretted(letter)
        returned = self._judged(letter, fate)
        self._returned.append(returned)
        if returned.due is not None:
            seconds = (returned.due - self._clock()).total_seconds()
            asyncio.get_running_loop().call_later(seconds, self._wake.set)

    async def _regretted(self, letter: Letter) -> None:
        """Never silence: the channel takes no answer like this, so something plainer is said."""
        if self._regret is None:
            return
        incident = secrets.token_hex(4)
        _LOG.error("an answer is apologised for", extra={"id": incident, "letter": letter.id})
        try:
            await self._regret(letter, incident)
        except StoreAway as error:
            _LOG.error("nobody could be told", extra={"id": incident, "reason": str(error)})

    def _judged(self, letter: Letter, fate: Fate) -> Returned:
        now = self._clock()
        extra = {"letter": letter.id, "kind": letter.kind}
        match fate:
            case Arrival():
                self._failures = 0
                self._refused.clear()
            case Absent(reason):
                _LOG.info("nobody is there any more", extra={**extra, "reason": reason})
            case Refused(reason):
                _LOG.error("a letter was refused", extra={**extra, "reason": reason})
            case CutOff(reason):
                again = letter.lane == "answer"
                _LOG.warning("nobody knows whether a letter arrived", extra={**extra, "reason": reason, "again": again})
                return Returned(letter, fate, now + timedelta(seconds=1) if again else None)
            case Later(reason):
                return self._later(letter, fate, reason, now)
            case Moved():
                _LOG.info("a chat has moved", extra=extra)
        return Returned(letter, fate)

    def _later(self, letter: Letter, fate: Later, reason: str, now: datetime) -> Returned:
        """A chat that is refused waits alone; when one after another is refused, everything waits."""
        if letter.tries > PATIENCE:
            return Returned(letter, Refused(reason))
        if fate.seconds is not None:
            wait = timedelta(seconds=fate.seconds)
            if letter.tries == 0:  # who was refused before is refused for reasons of their own
                self._refused.add(letter.address.id)
            if len(self._refused) >= IN_A_ROW:
                self._stop(now + wait)
                self._refused.clear()
        elif fate.everyone:
            if self._closed is None or now >= self._closed:  # else it is the same trouble, met by another letter
                self._failures += 1
            wait = min(timedelta(seconds=0.25 * 2 ** min(self._failures, 8)), LONGEST_PAUSE)
            self._stop(now + wait)
        else:
            wait = min(timedelta(seconds=0.5 * 2 ** min(letter.tries, 8)), LONGEST_PAUSE)
        extra = {"letter": letter.id, "reason": reason, "seconds": wait.total_seconds()}
        _LOG.warning("a letter waits", extra=extra)
        return Returned(letter, fate, now + wait)

    def _stop(self, until: datetime) -> None:
        self._pause = until if self._pause is None else max(self._pause, until)
        self._closed = until if self._closed is None else max(self._closed, until)
