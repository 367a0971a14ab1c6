"""The desk behind the door: the right use case for each wish, and never silence."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import Update

from bot.channels.telegram.arrivals import Arrival
from bot.channels.telegram.delivery import Delivery
from bot.channels.telegram.handlers import FLOOD, Handlers
from bot.channels.telegram.incoming import Me
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.transport import Connection
from bot.core.conversation import Conversation, Reply
from bot.flows.ask import Ask
from bot.flows.ports import Address
from bot.stores.guests import GuestsInMemory
from tests.botapi.backlog import Raw
from tests.botapi.faults import Answer, Hold
from tests.botapi.people import Person, buttons, shown
from tests.botapi.server import BotApi
from tests.channels.telegram import small


class OddAsk(Ask):
    """Answers when it may; breaks on the word "break", with what was written in its error."""

    def __init__(self, talk: Conversation) -> None:
        super().__init__(lambda: talk, GuestsInMemory(), lambda: small.NOW)
        self.may = asyncio.Event()
        self.may.set()

    async def question(self, address: Address, question: str, language: str | None = None) -> Reply:
        await self.may.wait()
        if "break" in question:
            raise ValueError(question)
        return await super().question(address, question, language)


@pytest.fixture
def odd(conversation: Conversation) -> OddAsk:
    return OddAsk(conversation)


@pytest.fixture
async def handlers(api: BotApi, odd: OddAsk, folder: Path, time: small.Time) -> AsyncIterator[Handlers]:
    connection = Connection(api.token, api.url)
    sender = Sender(connection.bot, folder, Delivery(time.sleep, time.clock))
    yield Handlers(odd, sender, Me(99, "OpenWindowBot"), ("en", "zh"), typing_after=0.01)
    await connection.close()


def arrival(raw: Raw, number: int = 1) -> Arrival:
    update = Update.de_json({"update_id": number, **raw})
    chat = update.effective_chat
    return Arrival(number, chat.id if chat else None, update)


async def test_each_command_has_its_answer(handlers: Handlers, li: Person) -> None:
    said = {}
    for command in ("/start", "/help", "/topics", "/language", "/unknown"):
        await handlers(arrival(li.text(command)), 0)
        said[command] = shown(*li.answers()[li.shown :])
        li.shown = len(li.answers())
    assert "Open Window" in said["/start"]
    assert said["/unknown"] == said["/help"]
    assert "Which language" in said["/language"]
    assert len(set(said.values())) == 4


async def test_a_deep_link_leads_to_its_subject(handlers: Handlers, li: Person) -> None:
    await handlers(arrival(li.text("/start summer-tour--cost")), 0)
    assert "5,000" in shown(*li.answers())


async def test_a_press_is_acknowledged_and_answered(api: BotApi, handlers: Handlers, li: Person) -> None:
    await handlers(arrival(li.text("how much is the summer tour")), 0)
    (answer,) = li.answers()
    data = buttons(answer)
    await handlers(arrival(li.press(next(iter(data.values())))), 0)
    assert len(li.answers()) == 2
    assert len(api.made("answerCallbackQuery")) == 1


async def test_typing_is_shown_only_while_an_answer_takes_long(
    api: BotApi, handlers: Handlers, odd: OddAsk, li: Person
) -> None:
    await handlers(arrival(li.text("how much is the summer tour")), 0)
    assert not api.made("sendChatAction")
    odd.may.clear()
    task = asyncio.create_task(handlers(arrival(li.text("how much is the summer tour")), 0))
    await api.until(lambda: bool(api.made("sendChatAction", li.id)))
    odd.may.set()
    await task
    assert len(li.answers()) == 2


async def test_an_answer_that_fails_is_apologised_for_under_the_number_in_the_log(
    handlers: Handlers, li: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await handlers(arrival(li.text("please break, my passport is E1234"), 31), 0)
    (record,) = [one for one in caplog.records if one.message == "an answer failed"]
    fields = vars(record)
    assert fields["id"] in shown(*li.answers())
    assert (fields["update"], fields["chat"], fields["error"]) == (31, li.id, "ValueError")
    assert re.search(r"test_handlers\.py:\d+", fields["at"])
    assert "E1234" not in str(fields)


async def test_the_apology_is_in_the_language_of_the_person(api: BotApi, handlers: Handlers) -> None:
    wang = Person(api, 8, "zh-hans")
    await handlers(arrival(wang.text("break")), 0)
    assert "抱歉" in shown(*wang.answers())


async def test_an_update_that_cannot_be_read_is_apologised_for_in_private_only(
    api: BotApi, handlers: Handlers, li: Person
) -> None:
    Person(api, -100)
    for chat in (li.id, -100, None):
        await handlers(Arrival(1, chat, None), 0)
    assert [call.params["chat_id"] for call in api.made("sendMessage")] == [li.id]


async def test_an_answer_that_telegram_refuses_in_any_dress_is_apologised_for(
    api: BotApi, handlers: Handlers, li: Person
) -> None:
    refused = Answer(400, '{"ok":false,"error_code":400,"description":"Bad Request: MESSAGE_ODD"}')
    api.faults.order("sendMessage", refused, times=2)
    await handlers(arrival(li.text("how much is the summer tour")), 0)
    assert "something went wrong" in shown(*li.answers())


async def test_who_cannot_be_reached_costs_nothing_but_a_log_line(
    api: BotApi, handlers: Handlers, li: Person, caplog: pytest.LogCaptureFixture
) -> None:
    api.blocked.add(li.id)
    await handlers(arrival(li.text("how much is the summer tour")), 0)
    await handlers(arrival(li.text("break")), 0)
    assert "an update stays without an answer" in caplog.messages


async def test_an_album_is_answered_once_and_another_one_again(handlers: Handlers, li: Person) -> None:
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    for album in ("1", "1", "1", "2"):
        await handlers(arrival(li.message(photo=photo, media_group_id=album)), 0)
    await handlers(arrival(li.message(photo=photo)), 0)
    assert ["only read text" in shown(call) for call in li.answers()] == [True, True, True]


async def test_who_sends_very_fast_is_told_once(handlers: Handlers, li: Person) -> None:
    for waiting in (FLOOD + 5, FLOOD + 4, 3, 0, FLOOD):
        await handlers(arrival(li.text("how much is the summer tour")), waiting)
    assert [("very fast" in shown(call)) for call in li.answers()].count(True) == 2
    assert len(li.answers()) == 7


async def test_a_block_is_noted_without_a_word(
    handlers: Handlers, li: Person, api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    member = {"user": {"id": 99, "is_bot": True, "first_name": "x"}}
    change = {"chat": li.chat, "from": li.user, "date": 1, "old_chat_member": {**member, "status": "member"}}
    kicked = {**member, "status": "kicked", "until_date": 0}
    await handlers(arrival({"my_chat_member": {**change, "new_chat_member": kicked}}), 0)
    assert caplog.messages == ["a chat changed what the bot may do"]
    assert not api.calls


async def test_a_stop_in_the_middle_of_a_press_leaves_nothing_running(
    api: BotApi, handlers: Handlers, li: Person
) -> None:
    api.faults.order("answerCallbackQuery", Hold())
    api.faults.order("sendMessage", Hold())
    task = asyncio.create_task(handlers(arrival(li.press("1b")), 0))
    await api.until(lambda: bool(api.made("sendMessage")) and bool(api.made("answerCallbackQuery")))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    names = {one.get_coro().__qualname__ for one in asyncio.all_tasks() if one.get_coro()}  # type: ignore[union-attr]
    assert not {name for name in names if name.startswith(("Sender", "Handlers", "Ask"))}
