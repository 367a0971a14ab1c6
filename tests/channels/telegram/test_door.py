"""The whole door in this process, with a small office behind it."""

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.door import COMMANDS, TelegramDoor
from bot.channels.telegram.failures import TokenRejected
from bot.office import Office
from tests.botapi.faults import Answer, TooMany
from tests.botapi.people import Person, buttons
from tests.botapi.server import BotApi
from tests.channels.telegram import bad_inputs, small

ASKED = "how much is the summer tour"


async def works(person: Person) -> bool:
    """The next message is answered rightly, and nothing before it was refused by the server."""
    await person.says(ASKED)
    await person.hears_of("5,000")
    refused = [call for call in person.api.calls if call.method == "sendmessage" and call.result is None]
    return not refused


async def test_the_door_opens_with_its_menu_in_both_languages(api: BotApi, door: TelegramDoor) -> None:
    await api.until(lambda: len(api.made("setMyCommands")) == 2)
    english, chinese = (call.params for call in api.made("setMyCommands"))
    assert "language_code" not in english
    assert chinese["language_code"] == "zh"
    assert [one["command"] for one in english["commands"]] == list(COMMANDS)
    assert len(COMMANDS) < 10, "a menu is read at a glance"
    assert chinese["commands"][0]["description"] == "浏览全部主题"


async def test_the_bot_works_without_its_menu(api: BotApi, office: Office, folder: Path, time: small.Time) -> None:
    api.faults.order("setMyCommands", Answer(404, '{"ok":false}'), 9)
    api.faults.order("deleteWebhook", Answer(500, ""), 9)
    async with small.serving(api, office, folder, time):
        assert await works(Person(api, 1))


@pytest.mark.parametrize(
    ("told", "advice"),
    [
        ({}, ""),
        ({"can_read_all_group_messages": True}, "/setprivacy"),
        ({"supports_inline_queries": False}, "/setinline"),
    ],
)
async def test_what_only_botfather_can_set_is_said_in_the_log(
    api: BotApi,
    office: Office,
    folder: Path,
    time: small.Time,
    caplog: pytest.LogCaptureFixture,
    told: Any,
    advice: str,
) -> None:
    caplog.set_level(logging.INFO, "bot")
    api.me |= told
    async with small.serving(api, office, folder, time):
        assert await works(Person(api, 1))
    advised = [message for message in caplog.messages if "BotFather" in message]
    assert [advice in message for message in advised] == ([True] if advice else [])


async def test_a_server_that_is_away_at_the_start_is_waited_for(
    api: BotApi, office: Office, folder: Path, time: small.Time, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    port = api.port
    await api.stop()
    async with small.serving(api, office, folder, time):
        async with asyncio.timeout(10):
            while len(time.slept) < 7:
                await asyncio.sleep(0)
        assert time.slept[:7] == [0.5, 1, 2, 4, 8, 15, 15]
        await api.start(port)
        assert await works(Person(api, 1))
    assert "Telegram cannot be reached; trying again" in caplog.messages
    assert "Telegram is open" in caplog.messages


async def test_a_wrong_token_ends_the_door_with_the_remedy(
    api: BotApi, office: Office, folder: Path, time: small.Time
) -> None:
    door = small.made(office, "1:wrong", api.url, folder, sleep=time.sleep)
    with pytest.raises(TokenRejected, match=r"TELEGRAM_TOKEN was rejected by http.*BotFather") as told:
        await door.serve(asyncio.Event())
    assert "1:wrong" not in str(told.value)


async def test_a_stop_before_the_server_answers_is_obeyed(api: BotApi, office: Office, folder: Path) -> None:
    await api.stop()
    stop = asyncio.Event()
    stop.set()
    async with asyncio.timeout(2):
        await small.made(office, api.token, api.url, folder).serve(stop)


async def test_a_form_comes_with_its_answer(api: BotApi, door: TelegramDoor, li: Person) -> None:
    await li.asks("how do I apply for the summer tour")
    await api.until(lambda: bool(api.made("sendPhoto", li.id)))
    (photo,) = api.made("sendPhoto", li.id)
    assert photo.result["caption"] == "The form"


@pytest.mark.parametrize("text", bad_inputs.TEXTS.values(), ids=bad_inputs.TEXTS.keys())
async def test_any_text_is_answered(api: BotApi, door: TelegramDoor, li: Person, text: str) -> None:
    assert await li.asks(text)
    assert await works(li)


@pytest.mark.parametrize("data", bad_inputs.PRESSES.values(), ids=bad_inputs.PRESSES.keys())
async def test_any_button_is_answered_and_its_spinner_stopped(
    api: BotApi, door: TelegramDoor, li: Person, data: str | None
) -> None:
    await li.presses(data)
    await li.hears()
    await api.until(lambda: len(api.made("answerCallbackQuery")) == 1)
    assert await works(li)


@pytest.mark.parametrize(
    "more",
    [
        {"message": {"message_id": 1, "date": 0, "chat": {"id": 42, "type": "private"}}},
        {"message": None, "inline_message_id": "1"},
        {"message": None},
        {"message": {"message_id": 1, "date": 1, "chat": {"id": 42, "type": "private"}, "text": "48 hours ago"}},
        {"id": "a query that is too old"},
    ],
    ids=str,
)
async def test_a_button_is_answered_wherever_it_was(
    api: BotApi, door: TelegramDoor, li: Person, more: dict[str, Any]
) -> None:
    press = li.press("1asummer-tour#cost", **more)
    if "id" in more:
        api.queries.clear()
    await api.backlog.post(press)
    (answer,) = await li.hears()
    assert "5,000" in answer.result["text"]


async def test_a_button_pressed_twenty_times_at_once_is_answered_twenty_times(
    api: BotApi, door: TelegramDoor, li: Person
) -> None:
    await api.backlog.post(*(li.press("1asummer-tour#cost") for _ in range(20)))
    await li.hears(20)
    await api.until(lambda: len(api.made("answerCallbackQuery")) == 20)
    assert await works(li)


@pytest.mark.parametrize("payload", bad_inputs.PAYLOADS)
async def test_any_deep_link_is_welcomed(api: BotApi, door: TelegramDoor, li: Person, payload: str) -> None:
    assert "Open Window" in await li.asks(f"/start {payload}", 2)
    assert await works(li)


@pytest.mark.parametrize("content", bad_inputs.CONTENTS.values(), ids=bad_inputs.CONTENTS.keys())
async def test_what_has_no_words_gets_a_friendly_line(
    api: BotApi, door: TelegramDoor, li: Person, content: dict[str, Any]
) -> None:
    await li.sends(**content)
    (answer,) = await li.hears()
    assert "I can only read text" in answer.result["text"]
    assert await works(li)


@pytest.mark.parametrize("content", bad_inputs.SILENT.values(), ids=bad_inputs.SILENT.keys())
async def test_what_is_no_message_gets_no_answer(
    api: BotApi, door: TelegramDoor, li: Person, content: dict[str, Any]
) -> None:
    await api.until_confirmed(await li.sends(**content))
    assert await works(li)
    assert len(li.answers()) == 1


@pytest.mark.parametrize("about", bad_inputs.PEOPLE.values(), ids=bad_inputs.PEOPLE.keys())
async def test_anybody_is_answered(api: BotApi, door: TelegramDoor, about: dict[str, Any]) -> None:
    assert await works(Person(api, about.get("number", 42), **{k: v for k, v in about.items() if k != "number"}))


async def test_a_question_from_nobody_and_one_in_an_odd_year_are_answered(
    api: BotApi, door: TelegramDoor, li: Person
) -> None:
    nobody = li.text(ASKED)
    del nobody["message"]["from"]
    await api.backlog.post(nobody, li.text(ASKED, date=0), li.text(ASKED, date=4_000_000_000))
    await li.hears(3)


async def test_an_update_that_cannot_be_read_is_apologised_for_and_the_next_is_answered(
    api: BotApi, door: TelegramDoor, li: Person
) -> None:
    await api.backlog.post({"message": {"message_id": "x", "chat": li.chat, "text": {"no": "text"}}})
    (answer,) = await li.hears()
    assert "something went wrong" in answer.result["text"]
    assert await works(li)


def without(person: Person, words: str) -> list[str]:
    return [text for call in person.answers() if words not in (text := call.result["text"])]


async def test_a_thousand_messages_of_one_person_are_all_answered_in_order_and_others_between_them(
    api: BotApi, door: TelegramDoor, li: Person
) -> None:
    wang = Person(api, 8)
    ways = (ASKED, "when is the summer tour", "how do I reach you")
    sent = await api.backlog.post(*(li.text(ways[number % 3]) for number in range(500)), wang.text(ASKED))
    sent += await api.backlog.post(*(li.text(ways[number % 3]) for number in range(500, 1000)))
    await wang.hears()
    before = len(li.answers())
    await api.until_confirmed(*sent)
    await api.until(lambda: len(li.answers()) > 1000 and len(without(li, "very fast")) == 1000)
    real = without(li, "very fast")
    fast = len(li.answers()) - len(real)
    assert before < 50, "who asks one thing does not wait for who asks a thousand"
    assert 1 <= fast <= 20
    assert [len(set(real[number::3])) for number in range(3)] == [1, 1, 1]
    assert (len(real), len(wang.answers())) == (1000, 1)


async def test_fifty_people_at_once_under_a_storm_of_refusals_are_all_answered_once(
    api: BotApi, door: TelegramDoor
) -> None:
    people = [Person(api, number) for number in range(100, 150)]
    api.faults.order("sendMessage", TooMany(1), times=20)
    await asyncio.gather(*(person.says(ASKED) for person in people))
    await asyncio.gather(*(person.hears() for person in people))
    assert [len(person.answers()) for person in people] == [1] * 50


async def test_languages_follow_the_question_and_the_choice(api: BotApi, door: TelegramDoor) -> None:
    wang = Person(api, 8, "zh-hans")
    assert "国际合作与交流处" in await wang.asks("/start", 2)
    assert "大约五千元" in await wang.asks("暑期研学多少钱")
    await wang.asks("/language")
    names = buttons(wang.answers()[-1])
    await wang.presses(names["English"])
    (told,) = await wang.hears()
    assert "I'll speak English" in told.result["text"]
