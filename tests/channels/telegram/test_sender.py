"""Carrying a letter, once: what it looks like when it arrives, and what became of it when it does not."""

import functools
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.telegram import incoming
from bot.channels.telegram.incoming import Place
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.transport import Connection
from bot.core.actions import Browse
from bot.core.knowledge import Attachment
from bot.core.messages import Button, Document, Message
from bot.flows.ports import Absent, Address, Arrival, CutOff, Fate, Later, Letter, Refused
from tests.botapi.faults import Answer, Cut, Fault, Hold, Params, TooMany
from tests.botapi.people import Person, buttons
from tests.botapi.server import BotApi
from tests.channels.telegram.small import PNG

HELLO = Message("**Hello**", (Button("Topics", Browse()),))


@pytest.fixture
async def sender(api: BotApi, tmp_path: Path) -> AsyncIterator[Sender]:
    connection = Connection(api.token, api.url, patience=0.3)
    yield Sender(connection.bot, tmp_path)
    await connection.close()


def refusal(description: str, code: int = 400, **parameters: object) -> Answer:
    body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
    return Answer(code, json.dumps(body))


def letter(place: Place, message: Message = HELLO, language: str = "en", done: int = 0) -> Letter:
    address = Address("telegram", str(place.chat))
    return Letter(1, "answer", "answer", address, incoming.written(place), message, language, done)


def tries(api: BotApi) -> int:
    return len([call for call in api.calls if call.method == "sendmessage"])


async def test_a_message_goes_out_as_html_with_buttons_and_without_preview(
    api: BotApi, sender: Sender, li: Person
) -> None:
    await sender(letter(Place(li.id)))
    (call,) = await li.hears()
    assert (call.params["text"], call.params["parse_mode"]) == ("<b>Hello</b>", "HTML")
    assert call.params["link_preview_options"] == {"is_disabled": True}
    assert buttons(call) == {"Topics": "1b"}


async def test_a_long_text_is_several_messages_and_the_buttons_are_under_the_last(
    api: BotApi, sender: Sender, li: Person
) -> None:
    await sender(letter(Place(li.id), Message("word " * 2000, HELLO.buttons)))
    calls = await li.hears(3)
    assert [bool(buttons(call)) for call in calls] == [False, False, True]


async def test_in_a_group_the_first_message_answers_the_question_and_all_stay_in_the_topic(
    api: BotApi, sender: Sender
) -> None:
    group = Person(api, -1001234567890)
    await sender(letter(Place(group.id, 3, 77), Message("word " * 1000)))
    first, second = await group.hears(2)
    assert first.params["reply_parameters"] == {"message_id": 77, "allow_sending_without_reply": True}
    assert "reply_parameters" not in second.params
    assert first.params["message_thread_id"] == second.params["message_thread_id"] == 3


async def test_what_arrived_is_told(sender: Sender, li: Person) -> None:
    fate = await sender(letter(Place(li.id)))
    (call,) = await li.hears()
    assert fate == Arrival((call.result["message_id"],))


@pytest.mark.parametrize(
    ("fault", "seconds", "everyone"),
    [
        (TooMany(4), 4, False),
        (TooMany("5"), 5, False),
        (TooMany(0), 0.5, False),
        (TooMany(3600), 3600, False),
        (TooMany(told=False), 3, False),
        (Answer(500, '{"ok":false,"error_code":500,"description":"Internal Server Error: restart"}'), None, False),
        (Answer(502, "<html>", "text/html"), None, False),
        (Answer(200, "<html>", "text/html"), None, False),
        (Answer(200, ""), None, False),
        (Answer(418, '{"ok":false,"error_code":418,"description":"I am a teapot"}'), None, False),
        (Answer(200, '{"ok":false,"error_code":429,"parameters":{"retry_after":2}}'), 2, False),
        (Answer(401, '{"ok":false,"error_code":401,"description":"Unauthorized"}'), None, True),
    ],
    ids=str,
)
async def test_what_passes_is_surely_not_sent_and_may_be_tried_later(
    api: BotApi, sender: Sender, li: Person, fault: Fault, seconds: float | None, everyone: bool
) -> None:
    api.faults.order("sendMessage", fault)
    fate = await sender(letter(Place(li.id)))
    assert isinstance(fate, Later)
    assert (fate.seconds, fate.everyone, fate.done) == (seconds, everyone, 0)
    assert not li.answers()
    assert isinstance(await sender(letter(Place(li.id))), Arrival)


async def test_a_server_that_cannot_be_reached_holds_up_everyone(api: BotApi, sender: Sender, li: Person) -> None:
    await api.stop()
    fate = await sender(letter(Place(li.id)))
    assert isinstance(fate, Later) and fate.everyone and fate.seconds is None


@pytest.mark.parametrize("fault", [Cut("before"), Cut("middle"), Cut("after"), Hold()], ids=str)
async def test_whether_an_answer_that_was_lost_arrived_nobody_knows(
    api: BotApi, sender: Sender, li: Person, fault: Fault
) -> None:
    api.faults.order("sendMessage", fault)
    assert isinstance(await sender(letter(Place(li.id))), CutOff)
    assert tries(api) <= 1, "it is tried once: what follows is the post office's to decide"


async def test_of_a_letter_in_parts_only_what_is_missing_is_sent_again(api: BotApi, sender: Sender, li: Person) -> None:
    long = Message("word " * 2000, HELLO.buttons)
    api.faults.order("sendMessage", TooMany(2), only=lambda params: len(li.answers()) == 1)
    fate = await sender(letter(Place(li.id), long))
    assert isinstance(fate, Later) and fate.done == 1 and len(fate.messages) == 1
    rest = await sender(replace(letter(Place(li.id), long, done=fate.done), messages=fate.messages))
    assert isinstance(rest, Arrival) and rest.messages[0] == fate.messages[0] and len(rest.messages) == 3
    calls = await li.hears(3)
    assert [bool(buttons(call)) for call in calls] == [False, False, True]
    assert len(li.answers()) == 3


@pytest.mark.parametrize("fault", [Cut("after"), Cut("middle")], ids=str)
async def test_a_cut_in_the_middle_tells_how_far_it_came(api: BotApi, sender: Sender, li: Person, fault: Fault) -> None:
    api.faults.order("sendMessage", fault, only=lambda params: len(li.answers()) == 2)
    fate = await sender(letter(Place(li.id), Message("word " * 2000)))
    assert isinstance(fate, CutOff) and fate.done == 2


async def test_a_message_that_is_refused_in_any_dress_is_refused_for_good(
    api: BotApi, sender: Sender, li: Person
) -> None:
    api.faults.order("sendMessage", refusal("Bad Request: MESSAGE_ODD"), times=2)
    assert await sender(letter(Place(li.id))) == Refused("BadRequest")


async def test_html_that_is_refused_goes_out_plain_with_its_buttons(api: BotApi, sender: Sender, li: Person) -> None:
    api.faults.order("sendMessage", refusal("Bad Request: can't parse entities: unsupported start tag"))
    await sender(letter(Place(li.id)))
    (call,) = await li.hears()
    assert (call.params["text"], "parse_mode" in call.params) == ("Hello", False)
    assert buttons(call)


async def test_buttons_that_are_refused_do_not_cost_the_answer(api: BotApi, sender: Sender, li: Person) -> None:
    api.faults.order("sendMessage", refusal("Bad Request: BUTTON_DATA_INVALID"))
    await sender(letter(Place(li.id)))
    (call,) = await li.hears()
    assert not buttons(call)


async def test_who_blocked_the_bot_or_is_gone_is_absent(api: BotApi, sender: Sender, li: Person) -> None:
    api.blocked.add(li.id)
    fates: list[Fate] = [await sender(letter(Place(li.id))), await sender(letter(Place(987)))]
    assert all(isinstance(fate, Absent) for fate in fates)
    assert tries(api) == 2


async def test_a_group_that_moved_is_followed(api: BotApi, sender: Sender) -> None:
    moved = Person(api, -1009876543210)
    api.faults.order("sendMessage", refusal("group chat was upgraded", migrate_to_chat_id=moved.id))
    await sender(letter(Place(-55)))
    assert len(await moved.hears()) == 1


async def test_a_topic_that_was_closed_does_not_cost_the_answer(api: BotApi, sender: Sender) -> None:
    group = Person(api, -1001234567890)
    api.faults.order("sendMessage", refusal("Bad Request: message thread not found"))
    await sender(letter(Place(group.id, 3)))
    (call,) = await group.hears()
    assert "message_thread_id" not in call.params


def elsewhere(chat: int, params: Params) -> bool:
    return bool(params["chat_id"] != chat)


async def test_a_chat_that_keeps_moving_is_given_up(api: BotApi, sender: Sender) -> None:
    for number in range(-60, -50):
        moved = refusal("group chat was upgraded", migrate_to_chat_id=number)
        api.faults.order("sendMessage", moved, only=functools.partial(elsewhere, number))
    assert isinstance(await sender(letter(Place(-55))), Refused)


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
        await sender(letter(Place(li.id), Message("See:", (), files), "zh"))
    forms, maps = api.made("sendDocument", li.id), api.made("sendPhoto", li.id)
    assert [call.result["caption"] for call in (*forms, *maps)] == ["表格", "表格", "Map", "Map"]
    assert forms[0].result["document"]["file_name"] == "form.pdf"
    assert [isinstance(call.params.get("document"), str) for call in forms] == [False, True]
    assert forms[1].params["document"] == forms[0].result["document"]["file_id"]
    (tmp_path / "form.pdf").write_bytes(b"%PDF-2 changed")
    await sender(letter(Place(li.id), Message("See:", (), files[:1]), "en"))
    assert api.made("sendDocument", li.id)[2].result["document"]["file_size"] == 14


async def test_a_picture_that_telegram_refuses_is_sent_as_a_file(
    api: BotApi, sender: Sender, li: Person, tmp_path: Path
) -> None:
    (tmp_path / "map.png").write_bytes(b"no picture")
    await sender(letter(Place(li.id), Message("See:", (), (Attachment("map.png", {"en": "Map"}),)), "en"))
    assert len(api.made("sendDocument", li.id)) == 1


@pytest.mark.parametrize("path", ["../secret.pdf", "/etc/passwd", "link.pdf", "missing.pdf", "empty.pdf"])
async def test_a_file_that_may_not_or_cannot_be_sent_leaves_the_words(
    api: BotApi, sender: Sender, li: Person, tmp_path: Path, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path.parent / "secret.pdf").write_bytes(b"%PDF-secret")
    (tmp_path / "link.pdf").symlink_to(tmp_path.parent / "secret.pdf")
    (tmp_path / "empty.pdf").write_bytes(b"")
    await sender(letter(Place(li.id), Message("See:", (), (Attachment(path, {"en": "x"}),)), "en"))
    assert await li.hears()
    assert "an attachment was not sent" in caplog.messages
    assert not api.made("sendDocument")


async def test_a_file_made_for_somebody_follows_the_words(api: BotApi, sender: Sender, li: Person) -> None:
    export = Message("Yours:", documents=(Document("my-data.json", b"{}"),))
    assert isinstance(await sender(letter(Place(li.id), export)), Arrival)
    (sent,) = api.made("sendDocument", li.id)
    assert (sent.result["document"]["file_name"], sent.result["document"]["file_size"]) == ("my-data.json", 2)


async def test_a_letter_unasked_goes_to_its_chat(sender: Sender, li: Person) -> None:
    unasked = Letter(1, "letter", "reminder", Address("telegram", str(li.id)), "", HELLO, "en")
    assert isinstance(await sender(unasked), Arrival)
    (call,) = await li.hears()
    assert not {"reply_parameters", "message_thread_id"} & set(call.params)
