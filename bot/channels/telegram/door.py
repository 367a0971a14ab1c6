"""The Telegram door: opens the connection, stands at it until told to stop, and leaves nothing half done."""

import asyncio
import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from telegram import Bot
from telegram.error import BadRequest, InvalidToken

from bot.channels.telegram.delivery import Clock, Delivery, Sleep
from bot.channels.telegram.failures import SlowDown, TokenRejected, Undelivered, pauses, reason
from bot.channels.telegram.handlers import TYPING_AFTER, Handlers
from bot.channels.telegram.incoming import Me, Place
from bot.channels.telegram.poll import Poll, remove_webhook
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.transport import Connection
from bot.flows.ask import Ask
from bot.flows.ports import Address

_LOG = logging.getLogger(__name__)

COMMANDS = ("topics", "language", "help", "start")
"""In the order of Telegram's menu; what they do is said by the sentences `command-…`."""

GRACE = 8.0
"""Seconds for what is being handled when the stop comes: supervisors kill after ten."""


class TelegramDoor:
    """`sleep` and `clock` are for waits that the other side asks for or makes necessary; tests inject quick ones."""

    def __init__(
        self,
        ask: Ask,
        token: str,
        api_url: str,
        proxy: str | None,
        folder: Path,
        *,
        languages: Sequence[str] = ("en", "zh"),
        side_by_side: int = 16,
        grace: float = GRACE,
        typing_after: float = TYPING_AFTER,
        patience: float = 20.0,
        sleep: Sleep = asyncio.sleep,
        clock: Clock = time.monotonic,
    ) -> None:
        """`folder` holds the attachments. Raises `AddressRefused` for an `api_url` or a `proxy` of no use."""
        self._ask = ask
        self._folder = folder
        self._languages = languages
        self._side_by_side = side_by_side
        self._grace = grace
        self._typing_after = typing_after
        self._sleep = sleep
        self._deliver = Delivery(sleep, clock)
        self._connection = Connection(token, api_url, proxy, in_flight=2 * side_by_side + 4, patience=patience)

    async def serve(self, stop: asyncio.Event) -> None:
        """Until `stop`; a server that is away is waited for. Raises `TokenRejected`."""
        serving = asyncio.create_task(self._serve(self._connection.bot), name="telegram")
        stopping = asyncio.create_task(stop.wait(), name="telegram stop")
        try:
            await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            serving.cancel()
            await asyncio.wait({serving, stopping})
            await self._connection.close()
        with suppress(asyncio.CancelledError):
            serving.result()

    async def _serve(self, bot: Bot) -> None:
        me = await self._introduced(bot)
        await remove_webhook(bot)
        sender = Sender(bot, self._folder, self._deliver)
        handlers = Handlers(self._ask, sender, me, self._languages, self._typing_after)
        poll = Poll(bot, self._connection.server, handlers, self._side_by_side, self._sleep)
        commands = asyncio.create_task(self._set_commands(bot), name="telegram commands")
        try:
            await poll.run()
        finally:
            commands.cancel()
            await asyncio.gather(commands, return_exceptions=True)
            await poll.finish(self._grace)
            _LOG.info("Telegram is closed")

    async def _introduced(self, bot: Bot) -> Me:
        """Who the bot is, however long the server stays away."""
        waits = pauses()
        while True:
            try:
                user = await bot.get_me()
            except InvalidToken as error:
                raise TokenRejected(self._connection.server) from error
            except Exception as error:
                wait = error.seconds if isinstance(error, SlowDown) else next(waits)
                extra = {"server": self._connection.server, "reason": reason(error), "seconds": wait}
                _LOG.warning("Telegram cannot be reached; trying again", extra=extra)
                await self._sleep(wait)
            else:
                _LOG.info("Telegram is open", extra={"bot": user.username, "server": self._connection.server})
                return Me(user.id, user.username or "")

    async def _set_commands(self, bot: Bot) -> None:
        """The menu, first for everybody, then in each other language. The bot works without it."""
        for language in self._languages:
            try:
                await self._set_menu(bot, language, None if language == self._languages[0] else language)
            except (Undelivered, BadRequest):
                _LOG.warning("the menu of commands was not set", extra={"language": language})

    async def _set_menu(self, bot: Bot, language: str, code: str | None) -> None:
        nobody = Address("telegram", "")
        menu = [(name, await self._ask.sentence(nobody, f"command-{name}", language)) for name in COMMANDS]
        await self._deliver(Place(0), lambda _: bot.set_my_commands(menu, language_code=code))
