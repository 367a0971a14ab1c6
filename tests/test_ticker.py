"""The ticker: at once and again, one at a time, whatever fails; a stop lets a tick that is at work end."""

import asyncio
import logging

import pytest

from bot.ticker import Ticker


class Tick:
    def __init__(self, fails: bool = False) -> None:
        self.begun = self.ended = self.at_once = self.most = 0
        self.may = asyncio.Event()
        self.may.set()
        self.changed = asyncio.Event()
        self._fails = fails

    async def __call__(self) -> None:
        self.begun += 1
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.changed.set()
        try:
            await self.may.wait()
        finally:
            self.at_once -= 1
        if self._fails:
            raise ValueError
        self.ended += 1

    async def until(self, begun: int) -> None:
        async with asyncio.timeout(5):
            while self.begun < begun:
                self.changed.clear()
                await self.changed.wait()


async def test_a_tick_comes_at_once_and_again_and_never_twice_at_the_same_time() -> None:
    tick, ticker = Tick(), Ticker()
    ticker.every(0.01, tick)
    ticker.start()
    await tick.until(4)
    await ticker.stop()
    assert tick.most == 1
    assert tick.ended == tick.begun


async def test_a_tick_that_fails_is_logged_and_the_next_one_comes(caplog: pytest.LogCaptureFixture) -> None:
    tick, ticker = Tick(fails=True), Ticker()
    ticker.every(0.01, tick)
    ticker.start()
    await tick.until(3)
    await ticker.stop()
    record = caplog.records[0]
    assert (record.message, vars(record)["error"], record.exc_info) == ("a tick failed", "ValueError", None)


async def test_a_stop_lets_a_tick_that_is_at_work_end_and_begins_no_other() -> None:
    tick, ticker = Tick(), Ticker()
    tick.may.clear()
    ticker.every(0.01, tick)
    ticker.start()
    await tick.until(1)
    stopping = asyncio.create_task(ticker.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    tick.may.set()
    await stopping
    assert tick.ended == tick.begun


async def test_a_tick_that_does_not_end_does_not_hold_up_the_stop(caplog: pytest.LogCaptureFixture) -> None:
    tick, ticker = Tick(), Ticker()
    tick.may.clear()
    ticker.every(60, tick)
    ticker.start()
    await tick.until(1)
    with caplog.at_level(logging.CRITICAL, "apscheduler"):
        await ticker.stop(grace=0.01)
        await asyncio.sleep(0)
    assert tick.ended == 0
