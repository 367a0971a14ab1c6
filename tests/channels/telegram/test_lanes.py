"""Chats side by side, each in order."""

import asyncio
from collections import defaultdict

import pytest

from bot.channels.telegram.arrivals import Arrival
from bot.channels.telegram.lanes import Lanes


class Desk:
    """Handles an arrival when its gate is open; remembers who was at work together."""

    def __init__(self) -> None:
        self.gates: defaultdict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self.began: list[int] = []
        self.ended: list[int] = []
        self.most = 0

    async def __call__(self, arrival: Arrival, waiting: int) -> None:
        self.began.append(arrival.id)
        self.most = max(self.most, len(self.began) - len(self.ended))
        try:
            await self.gates[arrival.id].wait()
        finally:
            self.ended.append(arrival.id)
        if arrival.id == 13:
            raise ValueError("what somebody wrote")


def arrivals(lanes: Lanes, *pairs: tuple[int, int]) -> None:
    for number, chat in pairs:
        lanes.put(Arrival(number, chat, None))


async def turn() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_chat_is_answered_in_order_and_others_do_not_wait_for_it() -> None:
    desk, done = Desk(), list[int]()
    lanes = Lanes(desk, done.append, 8)
    arrivals(lanes, (1, 7), (2, 7), (3, 8), (4, 8))
    desk.gates[3].set()
    desk.gates[4].set()
    desk.gates[2].set()
    await turn()
    assert done == [3, 4]
    assert 2 not in desk.began
    desk.gates[1].set()
    await turn()
    assert done == [3, 4, 1, 2]


async def test_only_so_many_chats_are_served_at_once() -> None:
    desk = Desk()
    lanes = Lanes(desk, lambda _: None, 3)
    arrivals(lanes, *((number, number) for number in range(20, 30)))
    for number in range(20, 30):
        desk.gates[number].set()
        await turn()
    assert desk.most == 3
    assert sorted(desk.ended) == list(range(20, 30))


async def test_a_handler_that_raises_holds_up_nobody(caplog: pytest.LogCaptureFixture) -> None:
    desk, done = Desk(), list[int]()
    lanes = Lanes(desk, done.append, 8)
    arrivals(lanes, (13, 7), (14, 7))
    desk.gates[13].set()
    desk.gates[14].set()
    await turn()
    assert done == [13, 14]
    assert "what somebody wrote" not in caplog.text


async def test_at_the_end_what_is_not_handled_in_time_is_counted_and_left() -> None:
    desk, done = Desk(), list[int]()
    lanes = Lanes(desk, done.append, 8)
    arrivals(lanes, (1, 7), (2, 7), (3, 8))
    desk.gates[3].set()
    assert await lanes.empty(0.01) == 2
    assert done == [3]


async def test_at_the_end_what_waits_is_still_handled() -> None:
    desk, done = Desk(), list[int]()
    lanes = Lanes(desk, done.append, 1)
    arrivals(lanes, *((number, number % 3) for number in range(30, 50)))
    for number in range(30, 50):
        desk.gates[number].set()
    assert await lanes.empty(5) == 0
    assert sorted(done) == list(range(30, 50))
