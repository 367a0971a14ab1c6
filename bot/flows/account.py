"""A person's own settings and data: how letters come, what is held, and how to have it erased."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import get_args

from bot.core import account_pages
from bot.core.actions import Adjust
from bot.core.follow_pages import Office
from bot.core.messages import Document, Message, Speech
from bot.core.people import Person, Quiet
from bot.flows.ports import Address, Records

QUIET: Quiet = (time(22), time(8))

SETTINGS = frozenset({"settings", "pause", "quiet", "zone", "year", "department", "stop"})
"""Commands that show or change a person's own settings."""

Told = tuple[tuple[Message, ...], Person]


class Account:
    """`quiet` are the office's usual quiet hours; `days` is how long questions and letters are kept."""

    def __init__(self, records: Records, office: Callable[[], Office], quiet: Quiet = QUIET, days: int = 90) -> None:
        self._records = records
        self._office = office
        self._quiet = quiet
        self._days = days

    def adjust(self, wish: Adjust, person: Person, now: datetime, speech: Speech) -> Told:
        changed = account_pages.adjusted(person, wish, now, self._office().knowledge.departments)
        if changed is None:
            return (Message(speech.say("adjust-unknown")), *self.settings(person, now, speech)), person
        return (Message(speech.say("adjusted")), *self.settings(changed, now, speech)), changed

    def set(self, name: str, value: str, person: Person, now: datetime, speech: Speech) -> Told:
        """A setting with its value, or the question which."""
        questions: Mapping[str, Callable[[], Message]] = {
            "quiet": lambda: account_pages.quiet_choice(speech),
            "zone": lambda: account_pages.zone_choice(speech),
            "year": lambda: account_pages.year_choice(speech),
            "department": lambda: account_pages.department_choice(self._office().knowledge.departments, speech),
            "pause": lambda: account_pages.pause_choice(speech),
        }
        if name == "stop":
            return self.adjust(Adjust("letters", "off"), person, now, speech)
        if name not in questions:
            return self.settings(person, now, speech), person
        if not value:
            return (questions[name](),), person
        for setting in get_args(Adjust.__annotations__["setting"]):
            if setting == name:
                return self.adjust(Adjust(setting, value), person, now, speech)
        return self.settings(person, now, speech), person

    def settings(self, person: Person, now: datetime, speech: Speech) -> tuple[Message, ...]:
        zone = person.zone or self._office().knowledge.zone
        departments = self._office().knowledge.departments
        quiet = person.quiet or self._quiet
        return (account_pages.settings(person, quiet, zone, departments, now, speech),)

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
