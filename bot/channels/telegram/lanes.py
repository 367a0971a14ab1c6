"""Chats side by side, each in order: a lane a chat, and a bounded number of lanes moving at once."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Hashable
from typing import Protocol

from bot.channels.telegram.arrivals import Arrival

_LOG = logging.getLogger(__name__)


class Handle(Protocol):
    async def __call__(self, arrival: Arrival, waiting: int) -> None:
        """`waiting` counts what the same chat has sent since."""
        ...


class Lanes:
    """Owns the tasks that handle updates; `done` hears of each one that is finished with."""

    def __init__(self, handle: Handle, done: Callable[[int], None], side_by_side: int) -> None:
        self._handle = handle
        self._done = done
        self._slots = asyncio.Semaphore(side_by_side)
        self._waiting: dict[Hashable, deque[Arrival]] = {}
        self._moving: set[asyncio.Task[None]] = set()

    def put(self, arrival: Arrival) -> None:
        lane = self._waiting.get(arrival.chat)
        if lane is not None:
            lane.append(arrival)
            return
        self._waiting[arrival.chat] = deque([arrival])
        task = asyncio.create_task(self._move(arrival.chat), name=f"chat {arrival.chat}")
        self._moving.add(task)
        task.add_done_callback(self._moving.discard)

    async def empty(self, grace: float) -> int:
        """Waits until everything is handled, at most `grace` seconds, then stops the rest; how many were left."""
        if self._moving:
            await asyncio.wait(self._moving, timeout=grace)
        left = sum(len(lane) for lane in self._waiting.values())
        for task in self._moving:
            task.cancel()
        await asyncio.gather(*self._moving, return_exceptions=True)
        return left

    async def _move(self, chat: Hashable) -> None:
        lane = self._waiting[chat]
        try:
            while lane:
                async with self._slots:
                    await self._one(lane[0], len(lane) - 1)
                self._done(lane.popleft().id)
        finally:
            if not lane:
                del self._waiting[chat]

    async def _one(self, arrival: Arrival, waiting: int) -> None:
        """Whatever a handler raises, the update is over: it would only fail again and hold up its chat."""
        try:
            await self._handle(arrival, waiting)
        except Exception as error:
            _LOG.error("an update could not be handled", extra={"update": arrival.id, "error": type(error).__name__})
