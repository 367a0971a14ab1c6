"""The desk behind the door: from what somebody wants to the use case that does it, and its messages back."""

import asyncio
import logging
import secrets
from collections import OrderedDict
from collections.abc import Coroutine, Sequence
from contextlib import suppress

from telegram.error import TelegramError

from bot.channels.telegram import incoming
from bot.channels.telegram.arrivals import Arrival
from bot.channels.telegram.failures import Undelivered, UnreadableUpdate
from bot.channels.telegram.incoming import Help, Languages, Me, Place, Press, Question, Start, Topics, Unreadable, Visit
from bot.channels.telegram.sender import Sender
from bot.core.conversation import Reply
from bot.flows.ask import Ask
from bot.flows.ports import Address

_LOG = logging.getLogger(__name__)

TYPING_AFTER = 0.4
"""Seconds without an answer after which the person is shown that it is being worked on."""

FLOOD = 20
"""Messages of one chat waiting, from which on it is told that answers may take a moment."""

_ALBUMS = 1024


class Handlers:
    """Called for one update at a time in each chat."""

    def __init__(
        self, ask: Ask, sender: Sender, me: Me, languages: Sequence[str], typing_after: float = TYPING_AFTER
    ) -> None:
        self._ask = ask
        self._sender = sender
        self._me = me
        self._languages = languages
        self._typing_after = typing_after
        self._albums: OrderedDict[tuple[int, str], None] = OrderedDict()
        self._flooding: set[int] = set()

    async def __call__(self, arrival: Arrival, waiting: int) -> None:
        """Raises nothing: what goes wrong here is told to the person and to the log, under one number."""
        visit: Visit | None = None
        try:
            visit = self._read(arrival)
            if visit:
                await self._flood(visit, waiting)
                await self._serve(visit)
        except Undelivered:
            _LOG.error("an update stays without an answer", extra={"update": arrival.id, "chat": arrival.chat})
        except Exception as error:
            await self._apologise(arrival, visit, error)

    def _read(self, arrival: Arrival) -> Visit | None:
        if arrival.update is None:
            raise UnreadableUpdate
        if member := arrival.update.my_chat_member:
            extra = {"chat": member.chat.id, "status": member.new_chat_member.status}
            _LOG.info("a chat changed what the bot may do", extra=extra)
        return incoming.visit(arrival.update, self._me, self._languages)

    async def _serve(self, visit: Visit) -> None:
        address = Address("telegram", str(visit.place.chat))
        match visit.wish:
            case Unreadable(album):
                if self._first(visit.place.chat, album):
                    await self._sender.say(visit.place, await self._ask.sentence(address, "only-text", visit.language))
            case Press(data, query):
                spinner = asyncio.create_task(self._sender.pressed(query))
                try:
                    await self._reply(visit.place, self._ask.press(address, data, visit.language))
                except asyncio.CancelledError:
                    spinner.cancel()
                    raise
                finally:
                    await asyncio.wait({spinner})
            case wish:
                await self._reply(visit.place, self._asked(address, wish, visit.language))

    def _asked(
        self, address: Address, wish: Question | Start | Help | Topics | Languages, language: str | None
    ) -> Coroutine[None, None, Reply]:
        match wish:
            case Question(text):
                return self._ask.question(address, text, language)
            case Start(payload):
                return self._ask.start(address, payload, language)
            case Help():
                return self._ask.help(address, language)
            case Topics():
                return self._ask.topics(address, language)
            case Languages():
                return self._ask.languages(address, language)

    async def _reply(self, place: Place, flow: Coroutine[None, None, Reply]) -> None:
        working = asyncio.ensure_future(flow)
        try:
            await asyncio.wait({working}, timeout=self._typing_after)
            if not working.done():
                await self._sender.typing(place)
            reply = await working
        finally:
            working.cancel()
        await self._sender.send(place, reply.messages, reply.person.language or "")

    async def _flood(self, visit: Visit, waiting: int) -> None:
        """Said once while it lasts."""
        chat = visit.place.chat
        if waiting >= FLOOD and chat not in self._flooding:
            self._flooding.add(chat)
            address = Address("telegram", str(chat))
            await self._sender.say(visit.place, await self._ask.sentence(address, "too-many", visit.language))
        elif waiting == 0:
            self._flooding.discard(chat)

    def _first(self, chat: int, album: str | None) -> bool:
        """An album arrives as many messages; one answer is enough."""
        if album is None:
            return True
        first = (chat, album) not in self._albums
        self._albums[chat, album] = None
        while len(self._albums) > _ALBUMS:
            self._albums.popitem(last=False)
        return first

    async def _apologise(self, arrival: Arrival, visit: Visit | None, error: Exception) -> None:
        """Not the error's own words into the log: they may quote what somebody wrote."""
        incident = secrets.token_hex(4)
        extra = {"id": incident, "update": arrival.id, "chat": arrival.chat}
        _LOG.error("an answer failed", extra={**extra, "error": type(error).__name__, "at": _frames(error)})
        if arrival.chat is None or (visit is None and arrival.chat < 0):
            return
        place = visit.place if visit else Place(arrival.chat)
        language = visit.language if visit else None
        with suppress(Undelivered, TelegramError):
            address = Address("telegram", str(place.chat))
            await self._sender.say(place, await self._ask.sentence(address, "failed", language, id=incident))


def _frames(error: BaseException) -> str:
    """Where an error came from, innermost last: "handlers.py:80 ask.py:31"."""
    frames = []
    trace = error.__traceback__
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " ".join(frames[-6:])
