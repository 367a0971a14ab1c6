"""The post office while the database is away, which happens between any two of its steps."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

import pytest

from bot.flows.deliver import Deliver
from bot.flows.ports import Address, Lane, Outbox, Returned, StoreAway, Turn
from bot.stores.outbox import Outbox as Kept
from bot.stores.outbox import Rate
from tests.flows.postal import Post

ANN = Address("telegram", "1")


class Away:
    """The outbox of a database that is away when it says so."""

    def __init__(self, kept: Outbox) -> None:
        self._kept = kept
        self.away = False
        self.asked = asyncio.Event()

    async def turn(
        self, returned: Sequence[Returned], most: Mapping[Lane, int], now: datetime, pause: datetime | None = None
    ) -> Turn:
        self.asked.set()
        if self.away:
            raise StoreAway
        return await self._kept.turn(returned, most, now, pause)

    async def recover(self, now: datetime, everything: bool) -> None:
        await self._kept.recover(now, everything)


async def test_what_became_of_a_letter_is_not_forgotten_while_the_database_is_away(post: Post) -> None:
    outbox = Away(Kept(post.office.database, ("telegram",), Rate(0)))
    deliver = Deliver(outbox, None, {"telegram": post.road}, post.clock)
    await post.answer(ANN, "one")
    await deliver.turn()
    while not post.road.arrived:
        await asyncio.sleep(0)
    outbox.away = True
    for _ in range(3):
        with pytest.raises(StoreAway):
            await deliver.turn()
    outbox.away = False
    await deliver.turn()
    assert await post.counts() == {"sent": 1}
    assert post.road.arrived == ["one"]


async def test_the_post_office_waits_for_a_database_that_is_away_and_goes_on(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    outbox = Away(Kept(post.office.database, ("telegram",), Rate(0)))
    deliver = Deliver(outbox, None, {"telegram": post.road}, post.clock)
    outbox.away = True
    running = asyncio.create_task(deliver.run())
    await outbox.asked.wait()
    await post.answer(ANN, "one")
    outbox.away = False
    async with asyncio.timeout(5):
        while not post.road.arrived:
            await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await deliver.finish(1)
    assert "the outbox cannot be used; trying again" in caplog.messages
    assert await post.counts() == {"sent": 1}
