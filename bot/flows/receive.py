"""The way in: stored before it is confirmed, handled in order within a chat, tried three times, never lost."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Protocol, TypeVar

from bot.flows.ports import Arrived, Clock, Inbox, Received, StoreAway

_LOG = logging.getLogger(__name__)

Result = TypeVar("Result")

TRIES = 3
NAP = 1.0
"""Seconds after which the inbox is looked at even if nothing was stored here: another process may have left some."""

PAUSE = 0.3
"""Seconds before the second try; the third waits four times as long."""


class Handle(Protocol):
    async def __call__(self, received: Received) -> None:
        """Handles and settles; whatever it raises, the update is tried again."""
        ...


class Apologise(Protocol):
    async def __call__(self, received: Received, incident: str) -> None:
        """Tells the person and staff that something was set aside."""
        ...


class Receive:
    def __init__(
        self,
        inbox: Inbox,
        channel: str,
        handle: Handle,
        apologise: Apologise,
        clock: Clock,
        side_by_side: int = 16,
        pause: float = PAUSE,
    ) -> None:
        self._inbox = inbox
        self._channel = channel
        self._handle = handle
        self._apologise = apologise
        self._clock = clock
        self._side_by_side = side_by_side
        self._pause = pause
        self._wake = asyncio.Event()
        self._working: set[asyncio.Task[None]] = set()
        self._missed = True
        """The last look at the inbox may have left something that can be handled when a place or a chat is free."""

    async def store(self, arrived: Sequence[Arrived]) -> None:
        """Returns when they are safe, however long that takes: who sent them keeps them until then."""
        await insist(lambda: self._inbox.store(self._channel, arrived, self._clock()), "updates cannot be stored")
        self._wake.set()

    async def run(self) -> None:
        """Until it is cancelled; what is being handled then is finished by `finish`."""
        while True:
            self._wake.clear()
            free = self._side_by_side - len(self._working)
            claimed = await self._claim(free) if free else ()
            self._missed = bool(self._working) or len(claimed) == free or any(one.behind for one in claimed)
            for received in claimed:
                task = asyncio.create_task(self._one(received), name=f"update {received.id}")
                self._working.add(task)
                task.add_done_callback(self._finished)
            await self._rest()

    async def finish(self, grace: float) -> int:
        """Waits for what is being handled; what is not done by then stays in the inbox. How many."""
        if not self._working:
            return 0
        _, left = await asyncio.wait(self._working, timeout=grace)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        return len(left)

    async def _claim(self, most: int) -> tuple[Received, ...]:
        return await insist(lambda: self._inbox.claim(self._channel, most, self._clock()), "the inbox cannot be read")

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._working.discard(task)
        if self._missed:
            self._wake.set()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(NAP):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _one(self, received: Received) -> None:
        try:
            await self._handle(received)
        except StoreAway as error:  # not the update's fault: its tries do not count
            _LOG.warning("an update waits for the database", extra={"update": received.id, "reason": str(error)})
            await self._back(received, None, self._pause)
        except Exception as error:
            await self._failed(received, error)

    async def _failed(self, received: Received, error: Exception) -> None:
        """Not the error's own words into the log: they may quote what somebody wrote."""
        incident = secrets.token_hex(4)
        extra = {"id": incident, "update": received.id, "error": type(error).__name__, "at": _frames(error)}
        if received.tries + 1 < TRIES:
            _LOG.error("handling an update failed; trying again", extra=extra)
            await self._back(received, type(error).__name__, self._pause * 4**received.tries)
            return
        _LOG.error("an update was set aside", extra=extra)
        about = f"{incident} {type(error).__name__} {_frames(error)}"
        await insist(lambda: self._inbox.park(received.id, about, self._clock()), "an update cannot be set aside")
        try:
            await self._apologise(received, incident)
        except Exception as second:
            _LOG.error("nobody could be told", extra={**extra, "error": type(second).__name__})

    async def _back(self, received: Received, error: str | None, seconds: float) -> None:
        due = self._clock() + timedelta(seconds=seconds)
        await insist(lambda: self._inbox.put_back(received.id, error, due), "an update cannot be put back")
        asyncio.get_running_loop().call_later(seconds, self._wake.set)


async def insist(act: Callable[[], Awaitable[Result]], complaint: str) -> Result:
    """`act`, as often as it takes while the database is away."""
    pause = 0.25
    while True:
        try:
            return await act()
        except StoreAway as error:
            _LOG.warning(complaint, extra={"reason": str(error), "seconds": pause})
            await asyncio.sleep(pause)
            pause = min(pause * 2, 5.0)


def _frames(error: BaseException) -> str:
    """Where an error came from, innermost last: "attend.py:80 follow.py:31"."""
    frames = []
    trace = error.__traceback__
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " ".join(frames[-6:])
