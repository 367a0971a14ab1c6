"""The real process over the loopback Bot API server: what a student, an operator and a bad network do to it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
import pytest_asyncio

from bot import knowledge_files
from bot.core import text
from bot.core.knowledge import Knowledge, split
from tests.botapi.faults import Answer, Cut, TooMany
from tests.botapi.people import Person, buttons, shown
from tests.botapi.server import BotApi
from tests.channels.telegram import bad_inputs, process
from tests.channels.telegram.process import Running

pytestmark = pytest.mark.asyncio(loop_scope="module")

TOPICS = (
    "semester-exchange#cost",
    "summer-study-tour#dates",
    "travel-documents#documents",
    "overseas-internship#eligibility",
    "foreign-teachers#apply",
)
EXCHANGE = "what is the semester exchange"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def server() -> AsyncIterator[BotApi]:
    async with BotApi.running() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def serving(server: BotApi, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Running]:
    """One process for the tests that leave it running; in the end it must stop as it should."""
    async with process.bot(server, tmp_path_factory.mktemp("data")) as running:
        await running.says("Telegram is open")
        yield running
        code, _ = await running.stops()
        assert code == 0
        assert "Traceback" not in running.printed


@pytest.fixture(scope="module")
def office() -> Knowledge:
    """What the shipped office knows, to ask it as its staff think that people ask."""
    known = knowledge_files.load(process.ROOT / "knowledge", datetime.now(UTC).date()).knowledge
    assert known
    return known


def person(server: BotApi, language: str = "en", numbers: list[int] = [1000]) -> Person:  # noqa: B006
    """Somebody new."""
    numbers[0] += 1
    return Person(server, numbers[0], language)


async def works(someone: Person) -> bool:
    await someone.says(EXCHANGE)
    await someone.hears_of("Semester exchange · Overview")
    return True


async def test_a_student_is_welcomed_and_asked_once_who_they_are(server: BotApi, serving: Running) -> None:
    someone = person(server)
    assert "Hello, I'm Open Window" in await someone.asks("/start", 2)
    roles = buttons(someone.answers()[-1])
    await someone.presses(roles["I'm a student"])
    assert "Programmes for students come first" in shown(*await someone.hears())
    await server.until(lambda: len(someone.answers()) == 6)
    someone.shown = 6
    assert "Hello" in await someone.asks("/start")


async def test_ten_questions_in_two_languages_are_answered(server: BotApi, serving: Running, office: Knowledge) -> None:
    someone = person(server)
    asked = 0
    for topic, language in product(TOPICS, office.languages):
        entity, aspect = split(topic)
        ways = (way.text for way in office.phrasings if way.topic == topic)
        question = next(way for way in ways if text.language(way) == language)
        names = office.entities[entity].names, office.vocabulary.aspects[aspect or ""].names
        title = " · ".join(name[language] for name in names)
        assert (await someone.asks(question)).startswith(title), question
        asked += 1
    assert asked == 10


async def test_an_emergency_comes_first(server: BotApi, serving: Running) -> None:
    someone = person(server)
    assert "12308" in await someone.asks("I lost my passport abroad")
    assert "12308" in await someone.asks("在国外护照丢了怎么办")


async def test_buttons_lead_on_without_typing(server: BotApi, serving: Running) -> None:
    someone = person(server)
    assert await works(someone)
    offered = buttons(someone.answers()[-1])
    await someone.presses(offered["Cost"])
    assert "Semester exchange · Cost" in shown(*await someone.hears())
    await someone.presses(offered["More about it"])
    about = await someone.hears()
    assert "what would you like to know?" in shown(*about)
    await someone.presses(buttons(about[-1])["All topics"])
    topics = await someone.hears(3)
    await someone.presses(next(iter(buttons(topics[0]).values())))
    assert "what would you like to know?" in shown(*await someone.hears())


async def test_the_language_can_be_switched(server: BotApi, serving: Running) -> None:
    someone = person(server, "zh-hans")
    assert "开放之窗" in await someone.asks("/start", 2)
    await someone.asks("/language")
    await someone.presses(buttons(someone.answers()[-1])["English"])
    assert "I'll speak English" in shown(*await someone.hears())
    assert "Type a question" in await someone.asks("/help")


async def test_a_button_of_an_older_version_gets_a_kind_word_and_the_menu(server: BotApi, serving: Running) -> None:
    someone = person(server)
    await someone.presses("0asemester-exchange#cost")
    assert "older message" in shown(*await someone.hears())


async def answered(someone: Person, update: dict[str, Any]) -> bool:
    """Answered with something, and the next question rightly."""
    await someone.api.backlog.post(update)
    await someone.hears()
    return await works(someone)


async def test_bad_texts_buttons_links_and_pictures_are_all_answered(server: BotApi, serving: Running) -> None:
    someone = person(server)
    for name, words in bad_inputs.TEXTS.items():
        assert await answered(someone, someone.text(words)), name
    for name, data in bad_inputs.PRESSES.items():
        assert await answered(someone, someone.press(data)), name
    for content in bad_inputs.CONTENTS.values():
        await someone.sends(**content)
        await someone.hears_of("I can only read text", "我只看得懂文字")
    for payload in bad_inputs.PAYLOADS:
        assert await answered(someone, someone.text(f"/start {payload}"))
    assert await works(person(server))
    assert not [call for call in server.calls if call.method == "sendmessage" and call.result is None]


async def test_updates_that_cannot_be_read_harm_nobody(server: BotApi, serving: Running) -> None:
    someone = person(server)
    before = await someone.says(EXCHANGE)
    poison: list[dict[str, Any]] = [
        {"message": {"message_id": "x", "date": "yesterday", "chat": someone.chat, "text": 7}},
        {"message": 5},
        {"callback_query": {"id": [], "from": {}}},
    ]
    bad = await server.backlog.post(*poison)
    assert "something went wrong" in shown(*await someone.hears(2))
    await server.until_confirmed(before, *bad)
    incident = shown(*someone.answers()).rpartition(": ")[2].strip()
    await serving.says(f"id={incident}")
    assert await works(someone)


async def test_refusals_and_losses_cost_no_answer(server: BotApi, serving: Running) -> None:
    someone = person(server)
    faults = (
        TooMany(1),
        TooMany("1"),
        Answer(502, "<html>bad gateway</html>", "text/html"),
        Answer(200, "<html>hello</html>", "text/html"),
        Cut("before"),
    )
    for fault in faults:
        server.faults.order("sendMessage", fault)
        assert await works(someone), fault
    server.faults.order("sendMessage", Cut("after"))
    await someone.says(EXCHANGE)
    assert len(await someone.hears(2)) == 2
    assert len(someone.answers()) == len(faults) + 2


async def test_fifty_people_and_one_who_sends_very_much_are_all_answered(server: BotApi, serving: Running) -> None:
    flooding, others = person(server), [person(server) for _ in range(50)]
    texts = [flooding.text(f"{number} how much is the exchange") for number in range(200)]
    sent = await server.backlog.post(*texts)
    for other in others:
        sent.append(await other.says(EXCHANGE))
    await server.until_confirmed(*sent)
    await server.until(lambda: len(flooding.answers()) >= 200 and all(other.answers() for other in others))
    assert [len(other.answers()) for other in others] == [1] * 50


async def test_a_server_that_goes_away_and_comes_back_finds_the_bot_waiting(server: BotApi, serving: Running) -> None:
    someone = person(server)
    assert await works(someone)
    port = server.port
    await server.stop()
    await serving.says("Telegram cannot be polled; trying again")
    waiting = await server.backlog.post(someone.text(EXCHANGE))
    await server.start(port)
    await server.until_confirmed(*waiting)
    assert "Overview" in shown(*await someone.hears())
    await serving.says("Telegram is reachable again")
