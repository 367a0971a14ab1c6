"""A person's own settings and data: how letters come, what is held, and how to have it erased."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time

from bot.core import account_pages
from bot.core.actions import Adjust
from bot.core.follow_pages import Office
from bot.core.messages import Document, Message, Speech
from bot.core.people import Person, Quiet
from bot.flows.ports import Address, Records

QUIET: Quiet = (time(22), time(8))

Told = tuple[tuple[Message, ...], Person]


class Account:
    """`quiet` are the office's usual quiet hours; `days` is how long questions and letters are kept."""

    def __init__(self, records: Records, office: Callable[[], Office], quiet: Quiet = QUIET, days: int = 90) -> None:
        self._records = records
        self._office = office
        self._quiet = quiet
        self._days = days

    def adjust(self, wish: Adjust, person: Person, now: datetime, speech: Speech) -> Told:
        changed = account_pages.adjusted(person, wish, now)
        if changed is None:
            return (Message(speech.say("adjust-unknown")), *self.settings(person, now, speech)), person
        return (Message(speech.say("adjusted")), *self.settings(changed, now, speech)), changed

    def settings(self, person: Person, now: datetime, speech: Speech) -> tuple[Message, ...]:
        zone = person.zone or self._office().knowledge.zone
        return (account_pages.settings(person, person.quiet or self._quiet, zone, now, speech),)

    def privacy(self, speech: Speech) -> tuple[Message, ...]:
        return (account_pages.privacy(speech, self._days),)

    async def my_data(self, address: Address, speech: Speech) -> tuple[Message, ...]:
        held = await self._records.held(address)
        if held is None:
            return (Message(speech.say("mydata-nothing")),)
        text = account_pages.my_data(held.kinds, speech)
        export = json.dumps(held.kinds, ensure_ascii=False, indent=1).encode()
        return (Message(text, documents=(Document("open-window-my-data.json", export),)),)

    async def forget(self, address: Address, now: datetime) -> None:
        await self._records.forget(address, now)

    def stranger(self, person: Person) -> Person:
        """Somebody forgotten: only the language of this very conversation is left, and not kept."""
        return replace(Person(), language=person.language)
