"""The office with its staff and the people whom announcements are for: staff talk, the post office carries."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from bot.core import packing
from bot.core.actions import Action
from bot.core.conversation import Conversation
from bot.core.messages import Button, Media, Message
from bot.core.staff_roles import Role
from bot.core.wishes import Press, Question, Sent, Wordless, typed
from bot.flows.deliver import NAP, Deliver
from bot.flows.ports import Address, Arrival, Fate, Letter, Member
from bot.flows.respond import Visit
from bot.office import Office
from bot.settings import Announcements, Sending, Settings, Telegram
from bot.stores.tables import audit
from tests import house, tiny
from tests.flows.postal import Time

OWNER = Address("telegram", "900")
LINK = "https://t.me/OpenWindowBot?start="


@dataclass
class Road:
    """Carries letters into chats and keeps what each chat shows: changed and taken back like the real one."""

    ordered: dict[Address, list[Fate]] = field(default_factory=dict)
    chats: dict[str, dict[int, Message]] = field(default_factory=dict)
    carried: list[Letter] = field(default_factory=list)
    number: int = 0

    async def __call__(self, letter: Letter) -> Fate:
        self.carried.append(letter)
        fate = self.ordered[letter.address].pop(0) if self.ordered.get(letter.address) else None
        if fate is not None and not isinstance(fate, Arrival):
            return fate
        chat = self.chats.setdefault(letter.address.id, {})
        if letter.kind == "recall":
            for one in letter.messages:
                chat.pop(one, None)
            return Arrival()
        if letter.messages and letter.messages[0] in chat:
            chat[letter.messages[0]] = letter.message
            return Arrival(letter.messages)
        self.number += 1
        chat[self.number] = letter.message
        return Arrival((self.number,))

    def read(self, who: Address) -> list[str]:
        return [message.text for message in self.chats.get(who.id, {}).values()]


@dataclass
class Hall:
    office: Office
    clock: Time
    road: Road
    deliver: Deliver
    shown: dict[Address, tuple[Message, ...]] = field(default_factory=dict)

    async def says(self, who: Address, words: str, language: str = "en") -> str:
        return await self._visits(Visit(who, typed(words), language, name=f"Name {who.id}", link=LINK))

    async def sends(self, who: Address, sent: Sent) -> str:
        wish = Question(sent.message.text) if sent.message.text else Wordless()
        return await self._visits(Visit(who, wish, "en", sent=sent, name=f"Name {who.id}", link=LINK))

    async def presses(self, who: Address, label: str) -> str:
        """The button whose label begins so, in what was last shown."""
        return await self.does(who, self.button(who, label).action)

    async def does(self, who: Address, action: Action) -> str:
        return await self._visits(Visit(who, Press(packing.pack(action)), "en", name=f"Name {who.id}", link=LINK))

    def button(self, who: Address, label: str) -> Button:
        there = [button for message in self.shown[who] for button in message.buttons]
        found = [button for button in there if button.label.startswith(label)]
        assert found, f"no button {label!r} among {[button.label for button in there]}"
        return found[0]

    def labels(self, who: Address) -> list[str]:
        return [button.label for message in self.shown[who] for button in message.buttons]

    async def _visits(self, visit: Visit) -> str:
        reply = await self.office.attend(visit)
        self.shown[visit.address] = reply.messages
        return house.words(reply.messages)

    async def draft(self, who: Address, text: str) -> str:
        """Up to the last look."""
        await self.says(who, "/broadcast")
        await self.says(who, text)
        return await self.presses(who, "Look")

    async def announce(self, who: Address, text: str) -> str:
        await self.draft(who, text)
        return await self.sure(who)

    async def sure(self, who: Address) -> str:
        """From the last look on: sent."""
        await self.presses(who, "Send to")
        return await self.presses(who, "Send to")

    async def back_and_sure(self, who: Address) -> str:
        """From a choice on: looked at, and sent."""
        await self.presses(who, "◂ Back")
        await self.presses(who, "Look")
        return await self.sure(who)

    async def plans(self, who: Address, text: str) -> str:
        """For tomorrow morning."""
        await self.says(who, "/broadcast")
        await self.says(who, text)
        for label in ("When", "Tuesday 2 March", "◂ Back", "Look", "Plan it"):
            await self.presses(who, label)
        return await self.presses(who, "Plan it")

    async def meet(self, *numbers: int, language: str = "en") -> list[Address]:
        people = [Address("telegram", str(number)) for number in numbers]
        for one in people:
            await self.says(one, "/start", language)
        return people

    async def hire(self, number: int, role: Role) -> Address:
        address = Address("telegram", str(number))
        await self.office.roster.put(Member(address, role, f"Name {number}"), "test", self.clock())
        await self.says(address, "/start")
        return address

    async def goes_on(self, seconds: float = 0, step: float = 1.0) -> None:
        """The post office and the conductor at work for so long."""
        end = self.clock.passed + seconds
        while True:
            await self.office.conduct()
            for _ in range(400):
                nap = await self.deliver.turn()
                for _ in range(5):
                    await asyncio.sleep(0)
                if nap >= NAP:
                    break
            if self.clock.passed >= end:
                return
            self.clock.passed += step

    def later(self, **times: float) -> None:
        self.clock.passed += timedelta(**times).total_seconds()

    async def audit(self) -> list[tuple[str, str, str]]:
        async with self.office.database.read() as connection:
            found = (await connection.execute(select(audit).order_by(audit.c.id))).all()
        return [(row.who, row.what, row.about) for row in found]


@asynccontextmanager
async def standing(conversation: Conversation) -> AsyncIterator[Hall]:
    """For the length of a test."""
    made = await opened(conversation)
    try:
        yield made
    finally:
        await made.deliver.finish(0)
        await made.office.close()


async def opened(conversation: Conversation, second_above: int = 500, a_second: float = 0) -> Hall:
    clock = Time()
    settings = Settings(
        sending=Sending(a_second=a_second),
        owner_id=OWNER.id,
        telegram=Telegram.model_validate({"token": f"123456:{'a' * 35}"}),
        announcements=Announcements(second_above=second_above),
    )
    office = await house.office(conversation, clock, settings)
    road = Road()
    return Hall(office, clock, road, office.post_office({"telegram": road}))


def photo(number: int, caption: str = "", album: str = "", edited: bool = False) -> Sent:
    return Sent(Message(caption, html=caption, media=(Media("photo", f"photo-{number}"),)), number, album, edited)


assert tiny.NOW.hour == 9, "the scenes begin in the morning, when nobody has quiet hours"
