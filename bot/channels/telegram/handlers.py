"""The desk behind the door: what was received, read, and handed to the one flow that attends to it."""

import asyncio
import json
import logging
from collections.abc import Sequence
from dataclasses import replace

from telegram import Bot

from bot.channels.telegram import arrivals, incoming
from bot.channels.telegram.failures import UnreadableUpdate
from bot.channels.telegram.incoming import Me, Place, Seen
from bot.channels.telegram.inline import Inline
from bot.channels.telegram.sender import Sender
from bot.core.wishes import Wordless
from bot.flows.attend import Attend
from bot.flows.ports import Address, Inbox, Received
from bot.flows.respond import Visit

_LOG = logging.getLogger(__name__)

CHANNEL = "telegram"

TYPING_AFTER = 0.4
"""Seconds without an answer after which the person is shown that it is being worked on."""

FLOOD = 20
"""Messages of one chat waiting, from which on it is told that answers may take a moment."""


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
        self._flooding: set[str] = set()
        self._inline = Inline(attend.quoted, attend.spoken, bot, me, languages)

    async def __call__(self, received: Received) -> None:
        """Raises what goes wrong: the inbox tries again, and sets aside what fails each time."""
        update = arrivals.read(received.body, self._bot)
        if update.inline_query and not received.behind:  # else something newer has been typed since
            await self._inline(update.inline_query)
        seen = incoming.seen(update, self._me, self._languages)
        if seen is None:
            await self._inbox.done(received.id)
            return
        visit = self._visit(seen, received)
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
            raw = json.loads(received.body)
            chat = arrivals.chat_of(raw)
            if chat is None or chat < 0 or arrivals.INLINE in raw:  # in a group nobody knows whom it was meant for
                return
            seen = Seen(Place(chat), Wordless(), None)
        if seen is not None:
            await self._attend.apologise(replace(self._visit(seen, received), received=None), incident)

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

    def _visit(self, seen: Seen, received: Received) -> Visit:
        address = Address(CHANNEL, str(seen.place.chat))
        link = f"https://t.me/{self._me.username}?start="
        place = incoming.written(seen.place)
        return Visit(
            address, seen.wish, seen.language, place, received.id, None, seen.sent, seen.name, link, received.behind > 0
        )
