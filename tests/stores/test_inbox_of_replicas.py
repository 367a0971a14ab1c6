"""Two processes at one inbox: what one handles, the other leaves alone."""

import asyncio
from collections import defaultdict

from bot.flows.ports import Arrived, Received
from bot.stores.database import Database
from bot.stores.inbox import Inbox
from tests.stores.given import NOW, after

T = "telegram"
Both = tuple[Database, Database]

CHATS, EACH = 8, 12


async def test_two_that_store_the_same_at_once_store_it_once(replicas: Both) -> None:
    several = [Arrived(number, str(number % 5), "{}") for number in range(50)]
    counts = await asyncio.gather(*(Inbox(one).store(T, several, NOW) for one in replicas))
    assert sum(counts) == 50


async def test_claims_of_two_workers_never_overlap_and_no_chat_is_handled_twice_at_a_time(replicas: Both) -> None:
    inboxes = [Inbox(one) for one in replicas]
    several = [Arrived(number, f"chat {number % CHATS}", str(number)) for number in range(CHATS * EACH)]
    await inboxes[0].store(T, several, NOW)
    handled: dict[str, list[int]] = defaultdict(list)
    busy: set[str] = set()
    shares = [0, 0]

    async def handle(number: int, one: Received) -> None:
        assert one.chat not in busy
        busy.add(one.chat)
        await asyncio.sleep(0)
        handled[one.chat].append(int(one.body))
        busy.remove(one.chat)
        await inboxes[number].done(one.id)
        shares[number] += 1

    async def work(number: int) -> None:
        while sum(shares) < CHATS * EACH:
            for one in await inboxes[number].claim(T, 3, NOW):
                await handle(number, one)
            await asyncio.sleep(0)

    await asyncio.gather(work(0), work(0), work(1), work(1))
    assert all(shares)
    for number in range(CHATS):
        assert handled[f"chat {number}"] == list(range(number, CHATS * EACH, CHATS))


async def test_two_that_claim_at_the_same_moment_share(replicas: Both) -> None:
    await Inbox(replicas[0]).store(T, [Arrived(number, str(number), "{}") for number in range(20)], NOW)
    claims = await asyncio.gather(*(Inbox(one).claim(T, 10, NOW) for one in (*replicas, *replicas)))
    numbers = [one.id for claim in claims for one in claim]
    assert len(numbers) == len(set(numbers))
    rest = await Inbox(replicas[0]).claim(T, 20, NOW)  # what SKIP LOCKED stepped over
    assert len(numbers) + len(rest) == 20


async def test_a_worker_that_died_is_followed_by_the_other(replicas: Both) -> None:
    dead, alive = (Inbox(one) for one in replicas)
    await dead.store(T, [Arrived(1, "a", "{}")], NOW)
    (lost,) = await dead.claim(T, 1, NOW)
    assert await alive.claim(T, 1, after(seconds=29)) == ()
    assert [one.id for one in await alive.claim(T, 1, after(seconds=30))] == [lost.id]
