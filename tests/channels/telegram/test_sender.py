"""Sending: what is waited out, what is sent again, what is given up."""

import functools
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.telegram.delivery import Delivery
from bot.channels.telegram.failures import Undelivered
from bot.channels.telegram.incoming import Place
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.transport import Connection
from bot.core.actions import Browse
from bot.core.knowledge import Attachment
from bot.core.messages import Button, Message
from tests.botapi.faults import Answer, Cut, Fault, Hold, Params, TooMany
from tests.botapi.people import Person, buttons
from tests.botapi.server import BotApi
from tests.channels.telegram.small import PNG, Time

HELLO = (Message("**Hello**", (Button("Topics", Browse()),)),)


@pytest.fixture
async def sender(api: BotApi, time: Time, tmp_path: Path) -> AsyncIterator[Sender]:
    connection = Connection(api.token, api.url, patience=0.3)
    yield Sender(connection.bot, tmp_path, Delivery(time.sleep, time.clock))
    await connection.close()


def refusal(description: str, code: int = 400, **parameters: object) -> Answer:
    body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
    return Answer(code, json.dumps(body))


def to(chat: int, params: Params) -> bool:
    return bool(params["chat_id"] == chat)


def tries(api: BotApi) -> int:
    return len([call for call in api.calls if call.method == "sendmessage"])


async def test_a_message_goes_out_as_html_with_buttons_and_without_preview(
    api: BotApi, sender: Sender, li: Person
) -> None:
    await sender.send(Place(li.id), HELLO, "en")
    (call,) = await li.hears()
    assert (call.params["text"], call.params["parse_mode"]) == ("<b>Hello</b>", "HTML")
    assert call.params["link_preview_options"] == {"is_disabled": True}
    assert buttons(call) == {"Topics": "1b"}


async def test_a_long_text_is_several_messages_and_the_buttons_are_under_the_last(
    api: BotApi, sender: Sender, li: Person
) -> None:
    await sender.send(Place(li.id), (Message("word " * 2000, HELLO[0].buttons),), "en")
    calls = await li.hears(3)
    assert [bool(buttons(call)) for call in calls] == [False, False, True]


async def test_in_a_group_the_first_message_answers_the_question_and_all_stay_in_the_topic(
    api: BotApi, sender: Sender
) -> None:
    group = Person(api, -1001234567890)
    await sender.send(Place(group.id, 3, 77), (*HELLO, *HELLO), "en")
    first, second = await group.hears(2)
    assert first.params["reply_parameters"] == {"message_id": 77, "allow_sending_without_reply": True}
    assert "reply_parameters" not in second.params
    assert first.params["message_thread_id"] == second.params["message_thread_id"] == 3


@pytest.mark.parametrize(
    ("fault", "waits"),
    [
        (TooMany(4), [4]),
        (TooMany("5"), [5]),
        (TooMany(0), [0.5]),
        (TooMany(told=False), [3]),
        (Answer(500, '{"ok":false,"error_code":500,"description":"Internal Server Error: restart"}'), [0.5]),
        (Answer(502, "<html>", "text/html"), [0.5]),
        (Answer(200, "<html>", "text/html"), [0.5]),
        (Answer(200, ""), [0.5]),
        (Answer(418, '{"ok":false,"error_code":418,"description":"I am a teapot"}'), [0.5]),
        (Answer(200, '{"ok":false,"error_code":429,"parameters":{"retry_after":2}}'), [2]),
        (Cut("before"), [0.5]),
        (Cut("middle"), [0.5]),
    ],
    ids=str,
)
async def test_what_passes_is_waited_out(
    api: BotApi, sender: Sender, li: Person, time: Time, fault: Fault, waits: list[float]
) -> None:
    api.faults.order("sendMessage", fault)
    await sender.send(Place(li.id), HELLO, "en")
    assert await li.hears()
    assert time.slept == waits


async def test_trouble_that_lasts_is_given_up_with_a_line_in_the_log(
    api: BotApi, sender: Sender, li: Person, time: Time, caplog: pytest.LogCaptureFixture
) -> None:
    api.faults.order("sendMessage", Answer(502, "<html>", "text/html"), times=99)
    with pytest.raises(Undelivered):
        await sender.send(Place(li.id), HELLO, "en")
    assert 30 < sum(time.slept) <= 60
    assert "a call was given up" in caplog.messages
    api.faults.none("sendMessage")
    await sender.send(Place(li.id), HELLO, "en")
    assert len(await li.hears()) == 1


async def test_an_hour_is_not_waited(api: BotApi, sender: Sender, li: Person, time: Time) -> None:
    api.faults.order("sendMessage", TooMany(3600))
    with pytest.raises(Undelivered):
        await sender.send(Place(li.id), HELLO, "en")
    assert time.slept == []


async def test_a_server_that_cannot_be_reached_is_waited_for_much_longer(
    api: BotApi, sender: Sender, li: Person, time: Time
) -> None:
    await api.stop()
    with pytest.raises(Undelivered):
        await sender.send(Place(li.id), HELLO, "en")
    assert 1700 < sum(time.slept) <= 1800


@pytest.mark.parametrize("fault", [Cut("after"), Hold()], ids=["cut", "late"])
async def test_an_answer_that_was_lost_is_sent_again_once_and_no_more(
    api: BotApi, sender: Sender, li: Person, fault: Fault
) -> None:
    api.faults.order("sendMessage", fault)
    await sender.send(Place(li.id), HELLO, "en")
    assert len(await li.hears(2)) == 2
    api.faults.order("sendMessage", fault, times=9)
    with pytest.raises(Undelivered):
        await sender.send(Place(li.id), HELLO, "en")
    assert tries(api) == 4


async def test_html_that_is_refused_goes_out_plain_with_its_buttons(api: BotApi, sender: Sender, li: Person) -> None:
    api.faults.order("sendMessage", refusal("Bad Request: can't parse entities: unsupported start tag"))
    await sender.send(Place(li.id), HELLO, "en")
    (call,) = await li.hears()
    assert (call.params["text"], "parse_mode" in call.params) == ("Hello", False)
    assert buttons(call)


async def test_buttons_that_are_refused_do_not_cost_the_answer(api: BotApi, sender: Sender, li: Person) -> None:
    api.faults.order("sendMessage", refusal("Bad Request: BUTTON_DATA_INVALID"))
    await sender.send(Place(li.id), HELLO, "en")
    (call,) = await li.hears()
    assert not buttons(call)


async def test_who_blocked_the_bot_or_is_gone_is_dropped(
    api: BotApi, sender: Sender, li: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    api.blocked.add(li.id)
    with pytest.raises(Undelivered):
        await sender.send(Place(li.id), HELLO, "en")
    with pytest.raises(Undelivered):
        await sender.send(Place(987), HELLO, "en")
    assert caplog.messages == ["a chat is gone", "a chat is gone"]
    assert tries(api) == 2


async def test_a_group_that_moved_is_followed(api: BotApi, sender: Sender) -> None:
    moved = Person(api, -1009876543210)
    api.faults.order("sendMessage", refusal("group chat was upgraded", migrate_to_chat_id=moved.id))
    await sender.send(Place(-55), HELLO, "en")
    assert len(await moved.hears()) == 1


async def test_a_topic_that_was_closed_does_not_cost_the_answer(api: BotApi, sender: Sender) -> None:
    group = Person(api, -1001234567890)
    api.faults.order("sendMessage", refusal("Bad Request: message thread not found"))
    await sender.send(Place(group.id, 3), HELLO, "en")
    (call,) = await group.hears()
    assert "message_thread_id" not in call.params


async def test_two_chats_refused_together_close_the_door_for_all(api: BotApi, sender: Sender, time: Time) -> None:
    for person in (Person(api, 1), Person(api, 2), Person(api, 3)):
        if person.id < 3:
            api.faults.order("sendMessage", TooMany(10), only=functools.partial(to, person.id))
    time_of_first = time.now
    await sender.send(Place(1), HELLO, "en")
    time.now = time_of_first + 1
    await sender.send(Place(2), HELLO, "en")
    closed = time.now
    time.now = time_of_first + 2
    await sender.send(Place(3), HELLO, "en")
    assert time.now == closed == time_of_first + 11


async def test_typing_and_the_spinner_are_worth_no_error(api: BotApi, sender: Sender, li: Person) -> None:
    for method in ("sendChatAction", "answerCallbackQuery"):
        api.faults.order(method, TooMany(9))
        api.faults.order(method, Cut("before"))
    for _ in range(3):
        await sender.typing(Place(li.id))
        await sender.pressed("unknown")
    assert len(api.made("sendChatAction")) == 1


async def test_files_follow_the_words_and_are_uploaded_once(
    api: BotApi, sender: Sender, li: Person, tmp_path: Path
) -> None:
    (tmp_path / "form.pdf").write_bytes(b"%PDF-1")
    (tmp_path / "map.png").write_bytes(PNG)
    files = (Attachment("form.pdf", {"en": "Form", "zh": "表格"}), Attachment("map.png", {"en": "Map"}))
    for _ in range(2):
        await sender.send(Place(li.id), (Message("See:", (), files),), "zh")
    forms, maps = api.made("sendDocument", li.id), api.made("sendPhoto", li.id)
    assert [call.result["caption"] for call in (*forms, *maps)] == ["表格", "表格", "Map", "Map"]
    assert forms[0].result["document"]["file_name"] == "form.pdf"
    assert [isinstance(call.params.get("document"), str) for call in forms] == [False, True]
    assert forms[1].params["document"] == forms[0].result["document"]["file_id"]
    (tmp_path / "form.pdf").write_bytes(b"%PDF-2 changed")
    await sender.send(Place(li.id), (Message("See:", (), files[:1]),), "en")
    assert api.made("sendDocument", li.id)[2].result["document"]["file_size"] == 14


async def test_a_picture_that_telegram_refuses_is_sent_as_a_file(
    api: BotApi, sender: Sender, li: Person, tmp_path: Path
) -> None:
    (tmp_path / "map.png").write_bytes(b"no picture")
    await sender.send(Place(li.id), (Message("See:", (), (Attachment("map.png", {"en": "Map"}),)),), "en")
    assert len(api.made("sendDocument", li.id)) == 1


@pytest.mark.parametrize("path", ["../secret.pdf", "/etc/passwd", "link.pdf", "missing.pdf", "empty.pdf"])
async def test_a_file_that_may_not_or_cannot_be_sent_leaves_the_words(
    api: BotApi, sender: Sender, li: Person, tmp_path: Path, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path.parent / "secret.pdf").write_bytes(b"%PDF-secret")
    (tmp_path / "link.pdf").symlink_to(tmp_path.parent / "secret.pdf")
    (tmp_path / "empty.pdf").write_bytes(b"")
    await sender.send(Place(li.id), (Message("See:", (), (Attachment(path, {"en": "x"}),)),), "en")
    assert await li.hears()
    assert "an attachment was not sent" in caplog.messages
    assert not api.made("sendDocument")
