"""The long poll against a server that keeps updates until they are confirmed."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from bot.channels.telegram.failures import TokenRejected
from bot.channels.telegram.poll import Poll
from bot.channels.telegram.transport import Connection
from bot.flows.ports import Arrived
from tests.botapi.faults import Answer, Cut, TooMany
from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.channels.telegram.small import Time


class Desk:
    """Stores what arrives, when it may."""

    def __init__(self) -> None:
        self.stored: list[Arrived] = []
        self.asked = 0
        self.may = asyncio.Event()
        self.may.set()

    async def __call__(self, arrived: Sequence[Arrived]) -> None:
        self.asked += 1
        await self.may.wait()
        self.stored += arrived

    def of(self, chat: int) -> list[int]:
        return [one.number for one in self.stored if one.chat == str(chat)]


@asynccontextmanager
async def polling(api: BotApi, desk: Desk, time: Time) -> AsyncIterator[asyncio.Task[None]]:
    connection = Connection(api.token, api.url)
    poll = Poll(connection.bot, connection.server, desk, time.sleep)
    task = asyncio.create_task(poll.run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.wait({task})
        await connection.close()


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_an_update_is_confirmed_only_after_it_was_stored(api: BotApi, desk: Desk, time: Time) -> None:
    li = Person(api, 1)
    desk.may.clear()
    async with polling(api, desk, time):
        number = await li.says("hello")
        await api.until(lambda: bool(desk.asked) or bool(api.made("getUpdates")))
        for _ in range(50):
            await asyncio.sleep(0)
        assert number not in api.backlog.confirmed
        desk.may.set()
        await api.until_confirmed(number)
    assert desk.of(1) == [number]


async def test_what_could_not_be_stored_before_the_end_comes_again(api: BotApi, desk: Desk, time: Time) -> None:
    li = Person(api, 1)
    desk.may.clear()
    async with polling(api, desk, time):
        number = await li.says("x")
        await api.until(lambda: bool(api.made("getUpdates")))
    assert [one["update_id"] for one in api.backlog.updates] == [number]
    later = Desk()
    async with polling(api, later, time):
        await api.until_confirmed(number)
    assert later.of(1) == [number]


async def test_all_of_many_chats_is_stored_in_the_order_of_each(api: BotApi, desk: Desk, time: Time) -> None:
    people = [Person(api, number) for number in (1, 2, 3)]
    sent = {person.id: [] for person in people}  # type: dict[int, list[int]]
    for _ in range(100):
        for person in people:
            sent[person.id].append(await person.says("x"))
    async with polling(api, desk, time):
        await api.until_confirmed(*(number for numbers in sent.values() for number in numbers))
    assert {person.id: desk.of(person.id) for person in people} == sent
    assert not api.backlog.updates


async def test_what_is_stored_says_whose_it_is_and_all_that_came(api: BotApi, desk: Desk, time: Time) -> None:
    li = Person(api, 1)
    update = li.text("how much \ud800 交换?")
    async with polling(api, desk, time):
        await api.until_confirmed(*await api.backlog.post(update))
    (stored,) = desk.stored
    assert stored.chat == "1"
    assert json.loads(stored.body) == update


async def test_ids_that_jump_down_or_come_out_of_order_are_all_stored(api: BotApi, desk: Desk, time: Time) -> None:
    li = Person(api, 1)
    async with polling(api, desk, time):
        for number in (900_000, 7, 9, 8, 3):
            await api.backlog.post({"update_id": number, **li.text("x")})
            await api.until_confirmed(number)
    assert list(dict.fromkeys(desk.of(1))) == [900_000, 7, 9, 8, 3]


async def test_a_server_in_trouble_is_asked_again_ever_more_slowly(
    api: BotApi, desk: Desk, time: Time, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    troubles = [Answer(502, "<html>bad gateway</html>", "text/html"), Answer(200, "<html>hi</html>", "text/html")]
    troubles += [Answer(200, ""), Answer(200, '{"ok":false}'), Answer(418, '{"ok":false,"error_code":418}')]
    troubles += [Answer(200, '{"ok":true,"result":"no list"}'), Answer(200, "[]"), Answer(200, "[" * 100_000)]
    for trouble in troubles:
        api.faults.order("getUpdates", trouble)
    api.faults.order("getUpdates", Cut("before"))
    async with polling(api, desk, time):
        number = await Person(api, 1).says("hello")
        await api.until_confirmed(number)
    assert time.slept == [0.5, 1, 2, 4, 8, 15, 15, 15, 15]
    assert "Telegram is reachable again" in caplog.messages
    assert api.token not in caplog.text


async def test_a_server_that_is_away_is_waited_for(api: BotApi, desk: Desk, time: Time) -> None:
    li = Person(api, 1)
    async with polling(api, desk, time):
        await api.until_confirmed(await li.says("before"))
        port = api.port
        await api.stop()
        await api.start(port)
        await api.until_confirmed(await li.says("after"))
    assert len(desk.stored) == 2


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        (TooMany(7), 7),
        (TooMany("5"), 5),
        (TooMany(0), 0.5),
        (TooMany(3600), 3600),
        (TooMany(told=False), 3),
        (TooMany("soon"), 3),
        (Answer(429, "<html>slow down</html>", "text/html"), 3),
    ],
)
async def test_the_wait_that_a_429_asks_for_is_kept(
    api: BotApi, desk: Desk, time: Time, fault: TooMany | Answer, seconds: float
) -> None:
    api.faults.order("getUpdates", fault)
    async with polling(api, desk, time):
        await api.until_confirmed(await Person(api, 1).says("hello"))
    assert time.slept == [seconds]


async def test_another_poller_is_named_and_the_poll_goes_on(
    api: BotApi, desk: Desk, time: Time, caplog: pytest.LogCaptureFixture
) -> None:
    conflict = '{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request"}'
    api.faults.order("getUpdates", Answer(409, conflict), 2)
    async with polling(api, desk, time):
        await api.until_confirmed(await Person(api, 1).says("hello"))
    assert caplog.messages.count("another process polls with this token; only one of them may run") == 2


async def test_a_webhook_that_appears_is_removed(api: BotApi, desk: Desk, time: Time) -> None:
    api.webhook = "https://example.edu/hook"
    async with polling(api, desk, time):
        await api.until_confirmed(await Person(api, 1).says("hello"))
    assert api.made("deleteWebhook")


async def test_a_token_that_is_revoked_ends_the_poll(api: BotApi, desk: Desk, time: Time) -> None:
    async with polling(api, desk, time) as task:
        await api.until_confirmed(await Person(api, 1).says("hello"))
        api.token = "1:revoked"
        await api.backlog.post(Person(api, 1).text("wakes the poll"))
        with pytest.raises(TokenRejected, match="BotFather"):
            await task


async def test_a_lone_404_from_something_in_between_does_not_end_the_poll(api: BotApi, desk: Desk, time: Time) -> None:
    api.faults.order("getUpdates", Answer(404, "<html>not here</html>", "text/html"))
    async with polling(api, desk, time):
        await api.until_confirmed(await Person(api, 1).says("hello"))
    assert time.slept == [0.5]


POISON = [
    {"message": "text"},
    {"message": {"message_id": "x", "date": "yesterday", "chat": {"id": 5, "type": "private"}, "text": 7}},
    {"message": {"chat": 5}},
    {"callback_query": [1, 2]},
    {"callback_query": {"id": 1, "from": {"id": 5}, "message": None}},
    {"message": None},
    {"surprise": {"chat": {"id": 5}}},
    {},
]


@pytest.mark.parametrize("poison", POISON, ids=str)
async def test_an_update_that_cannot_be_read_harms_only_itself(
    api: BotApi, desk: Desk, time: Time, poison: dict[str, object]
) -> None:
    li = Person(api, 1)
    api.backlog.kinds |= {"surprise"}
    before = await li.says("before")
    (bad,) = await api.backlog.post({"update_id": before + 1, **poison, "x": 1})
    after = await li.says("after")
    async with polling(api, desk, time):
        await api.until_confirmed(before, bad, after)
    assert desk.of(1) == [before, after]
    assert bad in {one.number for one in desk.stored}


async def test_updates_without_a_number_are_passed_over(api: BotApi, desk: Desk, time: Time) -> None:
    li = Person(api, 1)
    await api.backlog.post({"update_id": "seven", **li.text("x")}, {"update_id": True, **li.text("x")})
    async with polling(api, desk, time):
        await api.until_confirmed(await li.says("hello"))
    assert len(desk.of(1)) == 1


async def test_a_server_that_does_not_hold_the_poll_is_not_hammered(api: BotApi, desk: Desk, time: Time) -> None:
    api.faults.order("getUpdates", Answer(200, '{"ok":true,"result":[]}'), times=1000)
    async with polling(api, desk, time):
        await api.until(lambda: len(api.calls) >= 2)
    assert len(api.calls) < 5
