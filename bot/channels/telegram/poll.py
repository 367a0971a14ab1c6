"""The long poll. PTB's own confirms updates when they are queued and so loses them with the process; this one confirms
an update when it has been handled: the offset of the next getUpdates stops at the first one that has not."""

import asyncio
import logging
import time
from collections.abc import Iterator, Sequence

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.telegram.arrivals import KINDS, arrival
from bot.channels.telegram.delivery import Sleep
from bot.channels.telegram.failures import SlowDown, TokenRejected, pauses, reason
from bot.channels.telegram.lanes import Handle, Lanes
from bot.channels.telegram.window import Window

_LOG = logging.getLogger(__name__)

LONG = 30
"""Seconds that the server holds a getUpdates with nothing to tell."""

GATHER = 0.02
"""Seconds in which handled updates gather before the next getUpdates confirms them."""

NOTICE = 0.55
"""Seconds between looks for others' updates while one is stuck: sooner, Telegram shows the stuck one only."""


class Poll:
    """Receives, hands on to the lanes, confirms. `server` is named in errors.

    The price of losing nothing: Telegram shows a hundred unconfirmed updates and no more. Only once a hundred are open
    behind one that is stuck, or are one chat's own, do the others wait for them.
    """

    def __init__(
        self, bot: Bot, server: str, handle: Handle, side_by_side: int = 16, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._bot = bot
        self._server = server
        self._sleep = sleep
        self._window = Window()
        self._lanes = Lanes(handle, self._done, side_by_side)
        self._progress = asyncio.Event()

    async def run(self) -> None:
        """Until it is cancelled. Raises `TokenRejected` when no other token will ever be tried."""
        while True:
            offset = self._window.offset()
            asked = time.monotonic()
            updates = await self._updates(offset)
            self._window.confirmed(offset)
            fresh = [update for update in updates if self._window.add(update.update_id)]
            for update in fresh:
                self._lanes.put(arrival(update, self._bot))
            if self._window.open:
                await self._meanwhile(offset)
            elif not fresh and time.monotonic() - asked < NOTICE:
                await asyncio.sleep(NOTICE)  # a server that does not hold a long poll, or repeats itself

    async def finish(self, grace: float) -> None:
        """Handles what was received, at most for `grace` seconds, and confirms it; the rest comes again."""
        left = await self._lanes.empty(grace)
        if left:
            _LOG.warning("stopped before everything was handled; it comes again", extra={"updates": left})
        offset = self._window.offset()
        if offset is None:
            return
        try:
            async with asyncio.timeout(1.5):
                await self._bot.get_updates(offset=offset, limit=1, timeout=0, allowed_updates=KINDS)
        except (TelegramError, TimeoutError) as error:
            _LOG.warning("the last updates could not be confirmed", extra={"reason": reason(error)})

    def _done(self, number: int) -> None:
        self._window.handled(number)
        self._progress.set()

    async def _meanwhile(self, last: int | None) -> None:
        """While updates are being handled: until there is something to confirm, or it is time to look for others."""
        started = time.monotonic()
        while self._window.open:
            moved = self._window.offset() != last
            rest = (GATHER if moved else NOTICE) - (time.monotonic() - started)
            if rest <= 0:
                return
            self._progress.clear()
            try:
                async with asyncio.timeout(rest):
                    await self._progress.wait()
            except TimeoutError:
                return

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
