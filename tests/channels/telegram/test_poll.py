"""The long poll against a server that keeps updates until they are confirmed."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from bot.channels.telegram.arrivals import Arrival
from bot.channels.telegram.failures import TokenRejected
from bot.channels.telegram.poll import Poll
from bot.channels.telegram.transport import Connection
from tests.botapi.faults import Answer, Cut, TooMany
from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.channels.telegram.small import Time


class Desk:
    """Handles at once, except chats that are held."""

    def __init__(self) -> None:
        self.handled: list[Arrival] = []
        self.held: dict[int | None, asyncio.Event] = {}
        self.changed = asyncio.Condition()
        self.waiting: defaultdict[int | None, list[int]] = defaultdict(list)

    async def __call__(self, arrival: Arrival, waiting: int) -> None:
        self.waiting[arrival.chat].append(waiting)
        if gate := self.held.get(arrival.chat):
            await gate.wait()
        async with self.changed:
            self.handled.append(arrival)
            self.changed.notify_all()

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(10), self.changed:
            await self.changed.wait_for(true)

    def of(self, chat: int) -> list[int]:
        return [arrival.id for arrival in self.handled if arrival.chat == chat]


@asynccontextmanager
async def polling(api: BotApi, desk: Desk, time: Time, grace: float = 5) -> AsyncIterator[asyncio.Task[None]]:
    connection = Connection(api.token, api.url)
    poll = Poll(connection.bot, connection.server, desk, 16, time.sleep)
    task = asyncio.create_task(poll.run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.wait({task})
        await poll.finish(grace)
        await connection.close()


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_an_update_is_confirmed_only_after_it_was_handled(api: BotApi, desk: Desk, time: Time) -> None:
    li = Person(api, 1)
    desk.held[1] = asyncio.Event()
    async with polling(api, desk, time):
        number = await li.says("hello")
        await api.until(lambda: len(api.made("getUpdates")) > 2)
        assert number not in api.backlog.confirmed
        desk.held[1].set()
        await api.until_confirmed(number)
    assert desk.of(1) == [number]


async def test_a_slow_chat_holds_up_no_other_and_nothing_of_it_is_confirmed(
    api: BotApi, desk: Desk, time: Time
) -> None:
    slow, others = Person(api, 1), [Person(api, number) for number in range(2, 12)]
    desk.held[1] = asyncio.Event()
    async with polling(api, desk, time):
        stuck = await slow.says("first")
        for person in others:
            await person.says("one")
        await desk.until(lambda: len(desk.handled) == 10)
        for person in others:  # noticed although the slow one is still in front of the queue
            await person.says("two")
        await desk.until(lambda: len(desk.handled) == 20)
        assert not api.backlog.confirmed
        desk.held[1].set()
        await api.until_confirmed(stuck)
    assert len(desk.handled) == 21
    assert not api.backlog.updates


async def test_each_chat_is_handled_in_order(api: BotApi, desk: Desk, time: Time) -> None:
    people = [Person(api, number) for number in (1, 2, 3)]
    sent = defaultdict(list)
    for _ in range(100):
        for person in people:
            sent[person.id].append(await person.says("x"))
    async with polling(api, desk, time):
        await desk.until(lambda: len(desk.handled) == 300)
    assert {person.id: desk.of(person.id) for person in people} == sent
    assert not api.backlog.updates


async def test_an_update_that_comes_three_times_is_handled_once(api: BotApi, desk: Desk, time: Time) -> None:
    li = Person(api, 1)
    async with polling(api, desk, time):
        await api.backlog.post(*({"update_id": 500, **li.text("again")} for _ in range(3)))
        await api.until_confirmed(500)
        await api.backlog.post({"update_id": 500, **li.text("again")})
        last = await li.says("next")
        await api.until_confirmed(last)
    assert desk.of(1) == [500, last]


async def test_ids_that_jump_down_or_come_out_of_order_are_all_handled(api: BotApi, desk: Desk, time: Time) -> None:
    li = Person(api, 1)
    async with polling(api, desk, time):
        for number in (900_000, 7, 9, 8, 3):
            await api.backlog.post({"update_id": number, **li.text("x")})
            await api.until_confirmed(number)
    assert desk.of(1) == [900_000, 7, 9, 8, 3]


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
    assert len(desk.handled) == 2


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
    assert bad in {arrival.id for arrival in desk.handled}


async def test_updates_without_a_number_are_passed_over(api: BotApi, desk: Desk, time: Time) -> None:
    li = Person(api, 1)
    await api.backlog.post({"update_id": "seven", **li.text("x")}, {"update_id": True, **li.text("x")})
    async with polling(api, desk, time):
        await api.until_confirmed(await li.says("hello"))
    assert len(desk.of(1)) == 1


async def test_the_end_handles_and_confirms_what_was_received(api: BotApi, desk: Desk, time: Time) -> None:
    li = Person(api, 1)
    desk.held[1] = asyncio.Event()
    async with polling(api, desk, time):
        sent = [await li.says("x") for _ in range(5)]
        await api.until(lambda: bool(desk.waiting[1]))
        desk.held[1].set()
    assert api.backlog.confirmed >= set(sent[: len(desk.handled)])
    assert desk.handled
    assert not [one for one in api.backlog.updates if one["update_id"] in desk.of(1)]


async def test_the_end_leaves_what_could_not_be_handled_for_the_next_start(
    api: BotApi, desk: Desk, time: Time, caplog: pytest.LogCaptureFixture
) -> None:
    li = Person(api, 1)
    desk.held[1] = asyncio.Event()
    async with polling(api, desk, time, grace=0.01):
        number = await li.says("x")
        await api.until(lambda: bool(desk.waiting[1]))
    assert [one["update_id"] for one in api.backlog.updates] == [number]
    assert "stopped before everything was handled; it comes again" in caplog.messages
    later = Desk()
    async with polling(api, later, time):
        await api.until_confirmed(number)
    assert later.of(1) == [number]


async def test_a_server_that_does_not_hold_the_poll_is_not_hammered(api: BotApi, desk: Desk, time: Time) -> None:
    api.faults.order("getUpdates", Answer(200, '{"ok":true,"result":[]}'), times=1000)
    async with polling(api, desk, time):
        await api.until(lambda: len(api.calls) >= 2)
    assert len(api.calls) < 5
