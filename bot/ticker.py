"""The ticker says "now", again and again, and nothing else: what is due lives in the database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

_LOG = logging.getLogger(__name__)

GRACE = 3.0
"""Seconds for a tick that is at work when the stop comes."""

Tick = Callable[[], Awaitable[object]]


class Ticker:
    """Each tick by itself, coalesced, one at a time, however late: a tick that was missed is the next one's work."""

    def __init__(self) -> None:
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._ticking: set[asyncio.Task[object]] = set()

    def every(self, seconds: float, tick: Tick) -> None:
        """First at once, then in turn; a tick that fails is logged, and the next one comes all the same."""

        async def job() -> None:
            task = asyncio.current_task()
            assert task is not None
            self._ticking.add(task)
            task.add_done_callback(self._ticking.discard)
            try:
                await tick()
            except Exception as error:
                _LOG.error("a tick failed", extra={"tick": _name(tick), "error": type(error).__name__})

        options = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler.add_job(job, "interval", seconds=seconds, **options)
        self._scheduler.add_job(job, "date", **options)

    def start(self) -> None:
        self._scheduler.start()

    async def stop(self, grace: float = GRACE) -> None:
        """No more ticks; the one that is at work may end. APScheduler would cut it off wherever it is."""
        self._scheduler.pause()
        await asyncio.sleep(0)  # what has been begun is known by then
        if self._ticking:
            await asyncio.wait(self._ticking, timeout=grace)
        self._scheduler.shutdown(wait=False)


def _name(tick: Tick) -> str:
    return getattr(tick, "__qualname__", type(tick).__name__)
