"""The long poll. PTB's own confirms updates when they are queued and so loses them with the process; this one confirms
them, with the offset of the next getUpdates, once they are stored."""

import asyncio
import logging
import time
from collections.abc import Iterator, Sequence
from typing import Protocol

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.telegram.arrivals import KINDS, arrived
from bot.channels.telegram.failures import SlowDown, TokenRejected, pauses, reason
from bot.flows.ports import Arrived

_LOG = logging.getLogger(__name__)

LONG = 30
"""Seconds that the server holds a getUpdates with nothing to tell."""

UNHELD = 0.55
"""Seconds to wait after an empty answer that came at once: not every server holds a long poll."""


class Sleep(Protocol):
    async def __call__(self, seconds: float, /) -> None: ...


class Store(Protocol):
    async def __call__(self, arrived: Sequence[Arrived]) -> None:
        """Returns when they are safe."""
        ...


class Poll:
    """Receives, stores, confirms. `server` is named in errors."""

    def __init__(self, bot: Bot, server: str, store: Store, sleep: Sleep = asyncio.sleep) -> None:
        self._bot = bot
        self._server = server
        self._store = store
        self._sleep = sleep

    async def run(self) -> None:
        """Until it is cancelled. Raises `TokenRejected` when no other token will ever be tried."""
        offset: int | None = None
        while True:
            asked = time.monotonic()
            updates = await self._updates(offset)
            if updates:
                await self._store([arrived(update) for update in updates])
                # Not the highest ever seen: after a week of silence the numbers begin anew somewhere else.
                offset = max(update.update_id for update in updates) + 1
                continue
            offset = None
            if time.monotonic() - asked < UNHELD:
                await asyncio.sleep(UNHELD)

    async def _updates(self, offset: int | None) -> Sequence[Update]:
        """One getUpdates, as often as it takes."""
        waits, failed = pauses(), False
        while True:
            try:
                updates = await self._bot.get_updates(offset=offset, limit=100, timeout=LONG, allowed_updates=KINDS)
            except Exception as error:
                failed = True
                await self._sleep(await self._remedy(error, waits))
            else:
                if failed:
                    _LOG.info("Telegram is reachable again")
                return updates

    async def _remedy(self, error: Exception, waits: Iterator[float]) -> float:
        """What can be done about a getUpdates that failed, and how long to wait before the next."""
        match error:
            case InvalidToken():
                await self._verify()
                return next(waits)
            case Conflict() if "webhook" in str(error).lower():
                _LOG.warning("a webhook is set for this bot; it is removed, because updates are polled here")
                await remove_webhook(self._bot)
                return next(waits)
            case Conflict():
                _LOG.error("another process polls with this token; only one of them may run")
                return next(waits)
            case SlowDown(seconds=seconds):
                _LOG.warning("Telegram asks to poll more slowly", extra={"seconds": seconds})
                return seconds
        wait = next(waits)
        _LOG.warning("Telegram cannot be polled; trying again", extra={"reason": reason(error), "seconds": wait})
        return wait

    async def _verify(self) -> None:
        """A lone 401 or 404 may come from something in between; the server's word on the token is getMe."""
        try:
            await self._bot.get_me()
        except InvalidToken as error:
            raise TokenRejected(self._server) from error
        except TelegramError as error:
            _LOG.warning("the token could not be verified", extra={"reason": reason(error)})


async def remove_webhook(bot: Bot) -> None:
    """What arrived for it stays and is polled."""
    try:
        await bot.delete_webhook(drop_pending_updates=False)
    except TelegramError as error:
        _LOG.warning("the webhook could not be removed", extra={"reason": reason(error)})
