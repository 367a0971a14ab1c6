"""The desk behind the door: what was received, read, and handed to the one flow that attends to it."""

import asyncio
import json
import logging
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

from telegram import Bot

from bot.channels.telegram import arrivals, incoming
from bot.channels.telegram.failures import UnreadableUpdate
from bot.channels.telegram.incoming import Me, Place, Seen
from bot.channels.telegram.sender import Sender
from bot.core.wishes import Wordless
from bot.flows.attend import Attend, Visit
from bot.flows.ports import Address, Inbox, Received

_LOG = logging.getLogger(__name__)

CHANNEL = "telegram"

TYPING_AFTER = 0.4
"""Seconds without an answer after which the person is shown that it is being worked on."""

FLOOD = 20
"""Messages of one chat waiting, from which on it is told that answers may take a moment."""

_ALBUMS = 1024


class Handlers:
    """Called for one update at a time in each chat."""

    def __init__(
        self,
        attend: Attend,
        inbox: Inbox,
        sender: Sender,
        bot: Bot,
        me: Me,
        languages: Sequence[str],
        typing_after: float = TYPING_AFTER,
    ) -> None:
        self._attend = attend
        self._inbox = inbox
        self._sender = sender
        self._bot = bot
        self._me = me
        self._languages = languages
        self._typing_after = typing_after
        self._albums: OrderedDict[tuple[int, str], int] = OrderedDict()
        self._flooding: set[str] = set()

    async def __call__(self, received: Received) -> None:
        """Raises what goes wrong: the inbox tries again, and sets aside what fails each time."""
        seen = incoming.seen(arrivals.read(received.body, self._bot), self._me, self._languages)
        if seen is None or (isinstance(seen.wish, Wordless) and not self._first(seen, received.id)):
            await self._inbox.done(received.id)
            return
        visit = _visit(seen, received)
        if self._floods(received):
            visit = replace(visit, notice="too-many")
        spinner = asyncio.create_task(self._sender.pressed(seen.query)) if seen.query else None
        try:
            await self._attended(visit, seen.place)
            if spinner:
                await asyncio.wait({spinner}, timeout=5)
        finally:
            if spinner:
                spinner.cancel()
                await asyncio.wait({spinner})

    async def apologise(self, received: Received, incident: str) -> None:
        """To the person, as far as one can be made out."""
        try:
            seen = incoming.seen(arrivals.read(received.body, self._bot), self._me, self._languages)
        except UnreadableUpdate:
            chat = arrivals.chat_of(json.loads(received.body))
            if chat is None or chat < 0:  # in a group nobody knows that it was meant for the bot
                return
            seen = Seen(Place(chat), Wordless(), None)
        if seen is not None:
            await self._attend.apologise(replace(_visit(seen, received), received=None), incident)

    async def _attended(self, visit: Visit, place: Place) -> None:
        working = asyncio.ensure_future(self._attend(visit))
        try:
            await asyncio.wait({working}, timeout=self._typing_after)
            if not working.done():
                await self._sender.typing(place)
            await working
        finally:
            working.cancel()

    def _floods(self, received: Received) -> bool:
        """Said once while it lasts."""
        if received.behind >= FLOOD and received.chat not in self._flooding:
            self._flooding.add(received.chat)
            return True
        if received.behind == 0:
            self._flooding.discard(received.chat)
        return False

    def _first(self, seen: Seen, received: int) -> bool:
        """An album arrives as many messages; one answer is enough."""
        if seen.album is None:
            return True
        first = self._albums.setdefault((seen.place.chat, seen.album), received)
        while len(self._albums) > _ALBUMS:
            self._albums.popitem(last=False)
        return first == received


def _visit(seen: Seen, received: Received) -> Visit:
    address = Address(CHANNEL, str(seen.place.chat))
    return Visit(address, seen.wish, seen.language, incoming.written(seen.place), received.id)
