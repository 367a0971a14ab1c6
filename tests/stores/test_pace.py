"""The pace: never more messages a second than the other side takes, over all replicas, and nobody is kept idle."""

from bisect import bisect_left
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.messages import Message
from bot.flows.ports import Address
from bot.stores.database import Database
from bot.stores.guests import letter
from bot.stores.outbox import EARLY, Outbox, Rate
from bot.stores.tables import letters
from tests.stores.conftest import emptied
from tests.stores.given import ALL, ANN, NOW, after, met, outbox, rows

Both = tuple[Database, Database]
MOST = 30
"""Messages a second that Telegram takes."""


async def many(database: Database, number: int) -> None:
    await met(database, ANN)
    async with database.write() as connection:
        (person,) = (await connection.execute(letters.metadata.tables["people"].select())).all()
        some = [letter(person.id, ANN, Message(str(one)), "staff", 1, NOW) for one in range(number)]
        await connection.execute(letters.insert(), some)


async def pull(boxes: list[Outbox], waits: list[int], until: datetime) -> list[datetime]:
    """When letters went out: each box asks again when it was told that it may, or after its own wait (ms)."""
    moments: list[datetime] = []
    clocks = [NOW for _ in boxes]
    for step in range(100_000):
        number = min(range(len(boxes)), key=lambda one: clocks[one])
        now = clocks[number]
        if now >= until:
            break
        turn = await boxes[number].turn((), ALL, now)
        moments += [now] * len(turn.letters)
        if not turn.letters and turn.closed_until is None:
            break
        wait = timedelta(milliseconds=waits[step % len(waits)])
        clocks[number] = turn.closed_until if turn.closed_until else now + wait
    return moments


def most_in_a_second(moments: list[datetime]) -> int:
    return max(bisect_left(moments, one + timedelta(seconds=1)) - number for number, one in enumerate(sorted(moments)))


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(waits=st.lists(st.integers(1, 70), min_size=1, max_size=6))
async def test_two_outboxes_together_never_send_too_much_in_any_second(replicas: Both, waits: list[int]) -> None:
    await emptied(replicas[0])
    if replicas[0].embedded:
        async with replicas[0].write() as connection:
            for table in ("letters", "pace", "people"):
                await connection.execute(letters.metadata.tables[table].delete())
    await many(replicas[0], 80)
    boxes = [outbox(one, Rate()) for one in replicas]
    moments = await pull(boxes, waits, after(seconds=2))
    assert most_in_a_second(moments) <= MOST
    assert len(moments) >= 28 * 2


async def test_alone_it_sends_as_fast_as_it_may(database: Database) -> None:
    await many(database, 100)
    moments = await pull([outbox(database, Rate())], [1], after(seconds=2))
    assert 28 * 2 <= len(moments) <= 29 * 2 + 2
    assert most_in_a_second(moments) <= MOST


async def test_it_says_when_the_next_may_go(database: Database) -> None:
    await many(database, 3)
    box = outbox(database, Rate(10))
    assert len((await box.turn((), ALL, NOW)).letters) == 1
    turn = await box.turn((), ALL, NOW)
    soon = after(milliseconds=100) - EARLY
    assert (turn.letters, turn.closed_until) == ((), soon)
    assert (await box.turn((), ALL, soon - timedelta(milliseconds=1))).closed_until == soon
    assert len((await box.turn((), ALL, soon)).letters) == 1


async def test_a_closed_pace_takes_nothing_and_spends_nothing(database: Database) -> None:
    await many(database, 2)
    box = outbox(database, Rate(1))
    await box.turn((), ALL, NOW)
    for _ in range(5):
        assert (await box.turn((), ALL, after(milliseconds=500))).closed_until == after(seconds=1) - EARLY
    assert len((await box.turn((), ALL, after(seconds=1))).letters) == 1


async def test_where_nothing_waits_the_pace_stays_open(database: Database) -> None:
    turn = await outbox(database, Rate(1)).turn((), ALL, NOW)
    assert (turn.letters, turn.closed_until) == ((), None)


async def test_after_an_idle_hour_there_is_no_rush(database: Database) -> None:
    await many(database, 3)
    box = outbox(database, Rate(10))
    await box.turn((), ALL, NOW)
    later = after(hours=1)
    assert len((await box.turn((), ALL, later)).letters) == 1
    assert (await box.turn((), ALL, later)).closed_until == later + timedelta(milliseconds=100) - EARLY


async def test_a_pause_holds_for_all(replicas: Both) -> None:
    await many(replicas[0], 3)
    first, second = (outbox(one, Rate()) for one in replicas)
    until = after(seconds=20)
    assert (await first.turn((), ALL, NOW, pause=until)).closed_until == until
    assert (await second.turn((), ALL, after(seconds=19))).closed_until == until
    assert len((await second.turn((), ALL, until)).letters) == 1


async def test_a_shorter_pause_does_not_end_a_longer_one(database: Database) -> None:
    await many(database, 2)
    box = outbox(database, Rate())
    await box.turn((), ALL, NOW)
    await box.turn((), {}, NOW, pause=after(seconds=20))
    turn = await box.turn((), ALL, NOW, pause=after(seconds=5))
    assert turn.closed_until == after(seconds=20)


@pytest.mark.parametrize("channels", [("telegram",), ("telegram", "web")])
async def test_without_a_pace_all_that_fit_go_at_once(database: Database, channels: tuple[str, ...]) -> None:
    await many(database, 150)
    turn = await outbox(database, Rate(0), channels).turn((), ALL, NOW)
    assert len(turn.letters) == ALL["letter"]
    assert len(await rows(database, letters)) == 150
    assert {one.address for one in turn.letters} == {Address("telegram", ANN.id)}
