"""The desk behind the door: what was received is read, attended to and done with, and never met with silence."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.channels.telegram import arrivals
from bot.channels.telegram.failures import UnreadableUpdate
from bot.channels.telegram.handlers import FLOOD, Handlers
from bot.channels.telegram.incoming import Me
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.transport import Connection
from bot.core.conversation import Conversation, Reply
from bot.core.messages import Message
from bot.core.packing import pack
from bot.core.wishes import Question
from bot.flows.attend import Attend
from bot.flows.ports import Address, Arrival, Arrived, Fate, Letter, Received
from bot.flows.respond import Visit
from bot.office import Office
from bot.settings import Settings
from tests import house
from tests.botapi.backlog import Raw
from tests.botapi.faults import Hold
from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.channels.telegram import small

OWNER = 900


class OddAttend(Attend):
    """Attends when it may; breaks on the word "break", with what was written in its error."""

    def __init__(self, sound: Attend) -> None:
        self.__dict__.update(sound.__dict__)
        self.may = asyncio.Event()
        self.may.set()

    async def __call__(self, visit: Visit) -> Reply:
        await self.may.wait()
        if isinstance(visit.wish, Question) and "break" in visit.wish.text:
            raise ValueError(visit.wish.text)
        return await super().__call__(visit)


@dataclass
class Desk:
    """The handlers over a real inbox and outbox; what would be sent is read from the outbox."""

    office: Office
    handlers: Handlers
    attend: OddAttend
    number: int = 0

    async def takes(self, raw: Raw) -> Received:
        """Stored and claimed, as the inbox hands it over."""
        self.number += 1
        body = {"update_id": self.number, **raw}
        chat = arrivals.chat_of(body)
        arrived = Arrived(self.number, "" if chat is None else str(chat), json.dumps(body))
        now = self.office.clock()
        await self.office.inbox.store("telegram", [arrived], now)
        (received,) = await self.office.inbox.claim("telegram", 1, now)
        return received

    async def handles(self, raw: Raw, behind: int = 0) -> None:
        await self.handlers(replace(await self.takes(raw), behind=behind))

    async def said(self) -> list[Message]:
        """What has been answered since the last look."""
        carried: list[Message] = []

        async def carrier(letter: Letter) -> Fate:
            carried.append(letter.message)
            return Arrival()

        deliver = self.office.post_office({"telegram": carrier})
        while True:
            before = len(carried)
            await deliver.turn()
            await deliver.finish(1)
            if len(carried) == before:
                return carried

    async def open(self) -> int:
        """Updates that are not done with."""
        counts = (await self.office.records.counts())["inbox"]
        return counts["waiting"] + counts["handling"]


@pytest.fixture
async def desk(api: BotApi, conversation: Conversation, folder: Path) -> AsyncIterator[Desk]:
    office = await small.office(conversation, chosen=Settings(sending=house.UNPACED, owner_id=str(OWNER)))
    connection = Connection(api.token, api.url)
    attend = OddAttend(office.attend)
    sender, me = Sender(connection.bot, folder), Me(99, "OpenWindowBot")
    handlers = Handlers(attend, office.inbox, sender, connection.bot, me, ("en", "zh"), typing_after=0.01)
    yield Desk(office, handlers, attend)
    await connection.close()
    await office.close()


def shown(messages: list[Message]) -> str:
    return house.words(tuple(messages))


async def test_each_command_has_its_answer(desk: Desk, li: Person) -> None:
    said = {}
    for command in ("/start", "/help", "/topics", "/language", "/settings", "/following", "/unknown"):
        await desk.handles(li.text(command))
        said[command] = shown(await desk.said())
    assert "Open Window" in said["/start"]
    assert said["/unknown"] == said["/help"]
    assert "Which language" in said["/language"]
    assert len(set(said.values())) == 6


async def test_a_deep_link_leads_to_its_subject(desk: Desk, li: Person) -> None:
    await desk.handles(li.text("/start summer-tour--cost"))
    assert "5,000" in shown(await desk.said())


async def test_a_press_is_acknowledged_and_answered(api: BotApi, desk: Desk, li: Person) -> None:
    await desk.handles(li.text("how much is the summer tour"))
    (answer,) = await desk.said()
    await desk.handles(li.press(pack(answer.buttons[0].action)))
    assert len(await desk.said()) == 1
    assert len(api.made("answerCallbackQuery")) == 1


async def test_an_answer_and_the_end_of_its_update_come_together(desk: Desk, li: Person) -> None:
    received = await desk.takes(li.text("how much is the summer tour"))
    assert await desk.open() == 1
    await desk.handlers(received)
    assert await desk.open() == 0
    assert (await desk.office.records.counts())["letters"]["pending"] == 1


async def test_typing_is_shown_only_while_an_answer_takes_long(api: BotApi, desk: Desk, li: Person) -> None:
    desk.handlers._typing_after = 5
    await desk.handles(li.text("how much is the summer tour"))
    assert not api.made("sendChatAction")
    desk.handlers._typing_after = 0.01
    desk.attend.may.clear()
    task = asyncio.create_task(desk.handles(li.text("how much is the summer tour")))
    await api.until(lambda: bool(api.made("sendChatAction", li.id)))
    desk.attend.may.set()
    await task
    assert len(await desk.said()) == 2


async def test_what_goes_wrong_is_raised_and_leaves_the_update_unanswered(desk: Desk, li: Person) -> None:
    """The inbox counts the tries and keeps the update."""
    with pytest.raises(ValueError, match="break"):
        await desk.handles(li.text("please break"))
    assert await desk.open() == 1
    assert not await desk.said()


async def test_an_apology_has_the_number_of_the_log_and_the_owner_is_told_it_too(desk: Desk, li: Person) -> None:
    await desk.handlers.apologise(await desk.takes(li.text("please break, my passport is E1234")), "abc123")
    to_person, to_owner = await desk.said()
    assert "abc123" in to_person.text and "something went wrong" in to_person.text
    assert "abc123" in to_owner.text and "E1234" not in to_owner.text


async def test_the_apology_is_in_the_language_of_the_person(api: BotApi, desk: Desk) -> None:
    await desk.handlers.apologise(await desk.takes(Person(api, 8, "zh-hans").text("break")), "abc123")
    assert "抱歉" in (await desk.said())[0].text


async def test_an_update_that_cannot_be_read_is_raised_and_apologised_for_in_private_only(
    api: BotApi, desk: Desk, li: Person
) -> None:
    for chat in (li.id, -100, None):
        raw = {"message": {"message_id": "x", "text": 7, "chat": {"id": chat}}}
        received = await desk.takes(raw)
        with pytest.raises(UnreadableUpdate):
            await desk.handlers(received)
        await desk.handlers.apologise(received, "abc123")
        await desk.office.inbox.done(received.id)
    private, to_owner = await desk.said()
    assert "something went wrong" in private.text
    assert "abc123" in to_owner.text
    assert await desk.office.records.held(Address("telegram", "-100")) is None


async def test_what_nobody_asked_is_done_with_in_silence(desk: Desk, li: Person) -> None:
    await desk.handles(li.message(pinned_message={"message_id": 4, "date": 1, "chat": li.chat, "text": "?"}))
    assert await desk.open() == 0
    assert not await desk.said()


async def test_an_album_is_answered_once_and_another_one_again(desk: Desk, li: Person) -> None:
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    for album in ("1", "1", "1", "2"):
        await desk.handles(li.message(photo=photo, media_group_id=album))
    await desk.handles(li.message(photo=photo))
    assert ["only read text" in one.text for one in await desk.said()] == [True, True, True]
    assert await desk.open() == 0


async def test_the_first_picture_of_an_album_is_answered_however_often_it_is_tried(desk: Desk, li: Person) -> None:
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    first = await desk.takes(li.message(photo=photo, media_group_id="1"))
    await desk.handlers(first)
    await desk.handlers(first)
    assert len(await desk.said()) == 2


async def test_who_sends_very_fast_is_told_once(desk: Desk, li: Person) -> None:
    for waiting in (FLOOD + 5, FLOOD + 4, 3, 0, FLOOD):
        await desk.handles(li.text("how much is the summer tour"), waiting)
    answers = await desk.said()
    assert [("very fast" in one.text) for one in answers].count(True) == 2
    assert len(answers) == 7


async def test_a_block_is_noted_without_a_word(desk: Desk, li: Person, api: BotApi) -> None:
    await desk.handles(li.text("how much is the summer tour"))
    member = {"user": {"id": 99, "is_bot": True, "first_name": "x"}}
    change = {"chat": li.chat, "from": li.user, "date": 1, "old_chat_member": {**member, "status": "member"}}
    kicked = {**member, "status": "kicked", "until_date": 0}
    await desk.handles({"my_chat_member": {**change, "new_chat_member": kicked}})
    held = await desk.office.records.held(Address("telegram", str(li.id)))
    assert held and held.kinds["profile"][0]["gone"]
    assert not await desk.said(), "what waits for somebody who is gone is dropped"
    assert not api.calls
    await desk.handles({"my_chat_member": {**change, "new_chat_member": {**member, "status": "member"}}})
    held = await desk.office.records.held(Address("telegram", str(li.id)))
    assert held and not held.kinds["profile"][0]["gone"]


async def test_a_stop_in_the_middle_of_a_press_leaves_nothing_running(api: BotApi, desk: Desk, li: Person) -> None:
    api.faults.order("answerCallbackQuery", Hold())
    desk.attend.may.clear()
    task = asyncio.create_task(desk.handles(li.press("1b")))
    await api.until(lambda: bool(api.made("answerCallbackQuery")) and bool(api.made("sendChatAction")))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    names = {one.get_coro().__qualname__ for one in asyncio.all_tasks() if one.get_coro()}  # type: ignore[union-attr]
    assert not {name for name in names if name.startswith(("Sender", "Handlers", "Attend", "OddAttend"))}
