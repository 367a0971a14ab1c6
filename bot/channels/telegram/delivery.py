"""One call to the Bot API, tried until it is done or hopeless. Waits are injected: a test waits for nothing."""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.channels.telegram.failures import Lost, SlowDown, Undelivered, Unsent, Unwell, pauses, reason
from bot.channels.telegram.incoming import Place

_LOG = logging.getLogger(__name__)

ASKED = 60.0
"""Seconds of waiting that one message is worth while the server says "slow down" or is unwell."""

AWAY = 1800.0
"""The same while the server cannot be reached: nothing can arrive twice then, so only patience is spent."""

TOGETHER = 2.0
"""Two chats refused within so many seconds: it is the bot that is too fast, not the chat."""

_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "not enough rights",
    "have no rights",
    "chat_write_forbidden",
)
_NO_TOPIC = ("message thread not found", "topic_closed", "topic_deleted")

Sent = TypeVar("Sent")


class Sleep(Protocol):
    async def __call__(self, seconds: float, /) -> None: ...


class Clock(Protocol):
    def __call__(self) -> float:
        """Seconds that only grow."""
        ...


class Delivery:
    """Shared by all chats, because the whole bot may be asked to slow down."""

    def __init__(self, sleep: Sleep = asyncio.sleep, clock: Clock = time.monotonic) -> None:
        self._sleep = sleep
        self._clock = clock
        self._closed_until = -AWAY
        self._refused: tuple[int, float] = (0, -AWAY)

    async def __call__(self, place: Place, post: Callable[[Place], Awaitable[Sent]]) -> Sent:
        """What `post` gives. Raises `Undelivered`, or `BadRequest` where other words may still do."""
        spent: defaultdict[float, float] = defaultdict(float)  # seconds waited under each limit
        lost, waits = 0, pauses()
        failure: TelegramError
        for _ in range(200):
            await self._open()
            try:
                return await post(place)
            except SlowDown as error:
                self._slow(place.chat, error.seconds)
                failure, wait, limit = error, error.seconds, ASKED
            except Unsent as error:
                failure, wait, limit = error, next(waits), AWAY
            except Unwell as error:
                failure, wait, limit = error, next(waits), ASKED
            except Lost as error:  # it may have arrived: once more, and no further
                lost += 1
                failure, wait, limit = error, next(waits), ASKED if lost == 1 else 0.0
            except TelegramError as error:
                place = _elsewhere(place, error)
                continue
            spent[limit] += wait
            if spent[limit] > limit:
                break
            _LOG.warning("a call waits", extra={"chat": place.chat, "reason": reason(failure), "seconds": wait})
            await self._sleep(wait)
        _LOG.error("a call was given up", extra={"chat": place.chat})
        raise Undelivered

    async def _open(self) -> None:
        while (wait := self._closed_until - self._clock()) > 0:
            await self._sleep(wait)

    def _slow(self, chat: int, seconds: float) -> None:
        """A second chat refused at about the same time closes the door for all of them."""
        before, at = self._refused
        now = self._clock()
        if before != chat and now - at <= TOGETHER:
            self._closed_until = now + min(seconds, ASKED)
        self._refused = (chat, now)


def _elsewhere(place: Place, error: TelegramError) -> Place:
    """Where to send it instead. Raises `Undelivered` if nowhere, and `error` itself if the place is not to blame."""
    words = str(error).lower()
    match error:
        case ChatMigrated(new_chat_id=chat) if chat != place.chat:
            return replace(place, chat=chat, thread=None, answering=None)
        case BadRequest() if place.thread is not None and any(sign in words for sign in _NO_TOPIC):
            return replace(place, thread=None)
        case BadRequest() if not any(sign in words for sign in _GONE):
            raise error
        case Forbidden() | BadRequest():
            _LOG.info("a chat is gone", extra={"chat": place.chat, "reason": type(error).__name__})
        case _:
            _LOG.error("a call was refused", extra={"chat": place.chat, "reason": type(error).__name__})
    raise Undelivered from error
