"""The Telegram door: opens the connection, stands at it until told to stop, and leaves nothing half done."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from telegram import Bot, User
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.failures import SlowDown, TokenRejected, pauses, reason
from bot.channels.telegram.handlers import CHANNEL, TYPING_AFTER, Handlers
from bot.channels.telegram.incoming import Me
from bot.channels.telegram.poll import Poll, Sleep, remove_webhook
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.transport import Connection
from bot.flows.attend import Attend
from bot.flows.deliver import Deliver
from bot.flows.ports import Carrier, Clock, Inbox, Received
from bot.flows.receive import Apologise, Handle, Receive

_LOG = logging.getLogger(__name__)

COMMANDS = ("topics", "deadlines", "following", "settings", "why", "privacy", "language", "help", "start")
"""In the order of Telegram's menu; what they do is said by the sentences `command-…`."""

GRACE = 6.0
"""Seconds for what is being handled and sent when the stop comes: supervisors kill after ten."""


class PostOffice(Protocol):
    def __call__(self, carriers: dict[str, Carrier]) -> Deliver: ...


class TelegramDoor:
    """`sleep` is for waits that the other side asks for or makes necessary; tests inject a quick one."""

    def __init__(
        self,
        attend: Attend,
        inbox: Inbox,
        post_office: PostOffice,
        clock: Clock,
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
    ) -> None:
        """`folder` holds the attachments. Raises `AddressRefused` for an `api_url` or a `proxy` of no use."""
        self._attend = attend
        self._inbox = inbox
        self._post_office = post_office
        self._clock = clock
        self._folder = folder
        self._languages = languages
        self._side_by_side = side_by_side
        self._grace = grace
        self._typing_after = typing_after
        self._sleep = sleep
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
        sender = Sender(bot, self._folder)
        handlers = Handlers(self._attend, self._inbox, sender, bot, me, self._languages, self._typing_after)
        deliver = self._post_office({CHANNEL: sender})
        receive = self._receive(handlers, handlers.apologise, deliver)
        poll = Poll(bot, self._connection.server, receive.store, self._sleep)
        commands = asyncio.create_task(self._set_commands(bot), name="telegram commands")
        works = (poll.run(), receive.run(), deliver.run())
        running = [asyncio.create_task(work, name=f"telegram {number}") for number, work in enumerate(works)]
        try:
            done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in (commands, *running):
                task.cancel()
            await asyncio.gather(commands, *running, return_exceptions=True)
            left = await receive.finish(self._grace)
            await deliver.finish(self._grace / 2)
            _LOG.info("Telegram is closed", extra={"unfinished": left})

    def _receive(self, handle: Handle, apologise: Apologise, deliver: Deliver) -> Receive:
        return Receive(self._inbox, CHANNEL, _waking(handle, deliver), apologise, self._clock, self._side_by_side)

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
                _advise(user)
                return Me(user.id, user.username or "")

    async def _set_commands(self, bot: Bot) -> None:
        """The menu, first for everybody, then in each other language. The bot works without it."""
        for language in self._languages:
            menu = [(name, self._attend.spoken(f"command-{name}", language)) for name in COMMANDS]
            code = None if language == self._languages[0] else language
            for wait in (1.0, 5.0, 30.0):
                try:
                    await bot.set_my_commands(menu, language_code=code)
                    break
                except TelegramError as error:
                    extra = {"language": language, "reason": reason(error)}
                    _LOG.warning("the menu of commands was not set", extra=extra)
                    await self._sleep(error.seconds if isinstance(error, SlowDown) else wait)


def _advise(me: User) -> None:
    """What only BotFather can set."""
    if me.can_read_all_group_messages:
        _LOG.warning("privacy mode is off: groups send the bot all that is said; @BotFather: /setprivacy, Enable")
    if me.supports_inline_queries is False:
        _LOG.info("inline mode is off: nobody can quote the bot in other chats; @BotFather: /setinline")


def _waking(handle: Handle, deliver: Deliver) -> Handle:
    """An answer that was put into the outbox leaves at once."""

    async def handled(received: Received) -> None:
        await handle(received)
        deliver.wake()

    return handled
