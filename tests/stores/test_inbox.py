"""The inbox: everything once, each chat in its order, nothing lost."""

import json

import pytest

from bot.flows.ports import Address, Arrived
from bot.stores.database import Database
from bot.stores.inbox import LEASE, Inbox
from bot.stores.records import Records
from bot.stores.tables import DONE, PARKED, inbox
from tests.stores.given import NOW, after, column, rows

T = "telegram"


def arrived(number: int, chat: str = "7", body: str = "{}") -> Arrived:
    return Arrived(number, chat, body)


@pytest.fixture
def arrivals(database: Database) -> Inbox:
    return Inbox(database)


async def bodies(arrivals: Inbox, most: int = 100) -> list[str]:
    return [one.body for one in await arrivals.claim(T, most, NOW)]


async def test_what_comes_three_times_is_stored_once(arrivals: Inbox) -> None:
    assert await arrivals.store(T, [arrived(5, body="one"), arrived(5, body="two")], NOW) == 1
    assert await arrivals.store(T, [arrived(5, body="three"), arrived(6)], NOW) == 1
    assert await arrivals.store(T, [], NOW) == 0
    assert await bodies(arrivals) == ["one"]


async def test_what_comes_again_after_it_was_done_stays_done(database: Database, arrivals: Inbox) -> None:
    await arrivals.store(T, [arrived(5)], NOW)
    (received,) = await arrivals.claim(T, 1, NOW)
    await arrivals.done(received.id)
    assert await arrivals.store(T, [arrived(5)], after(days=1)) == 0
    assert await arrivals.claim(T, 1, after(days=1)) == ()
    assert await column(database, inbox.c.body) == [""]


async def test_numbers_of_two_channels_have_nothing_to_do_with_each_other(arrivals: Inbox) -> None:
    await arrivals.store(T, [arrived(5, body="a")], NOW)
    await arrivals.store("web", [arrived(5, body="b")], NOW)
    assert await bodies(arrivals) == ["a"]


async def test_numbers_that_jump_down_are_handled_in_the_order_of_their_arrival(arrivals: Inbox) -> None:
    for number in (900_000_000, 5, 2**40, 4):
        await arrivals.store(T, [arrived(number, body=str(number))], NOW)
        (received,) = await arrivals.claim(T, 9, NOW)
        assert received.body == str(number)
        await arrivals.done(received.id)


async def test_a_chat_is_handled_one_by_one_and_told_how_many_wait(arrivals: Inbox) -> None:
    await arrivals.store(T, [arrived(1, "a"), arrived(2, "a"), arrived(3, "b"), arrived(4, "a")], NOW)
    first = await arrivals.claim(T, 9, NOW)
    assert [(one.chat, one.behind) for one in first] == [("a", 2), ("b", 0)]
    assert await arrivals.claim(T, 9, NOW) == ()
    await arrivals.done(first[0].id)
    (second,) = await arrivals.claim(T, 9, NOW)
    assert (second.chat, second.behind) == ("a", 1)


async def test_no_more_are_claimed_than_asked_for(arrivals: Inbox) -> None:
    await arrivals.store(T, [arrived(number, str(number)) for number in range(5)], NOW)
    assert [one.chat for one in await arrivals.claim(T, 2, NOW)] == ["0", "1"]
    assert [one.chat for one in await arrivals.claim(T, 9, NOW)] == ["2", "3", "4"]


async def test_a_thousand_messages_of_one_chat_keep_nobody_else_waiting(arrivals: Inbox) -> None:
    for start in range(0, 1000, 100):
        await arrivals.store(T, [arrived(number, "many") for number in range(start, start + 100)], NOW)
    await arrivals.store(T, [arrived(5000 + number, f"one {number}") for number in range(5)], NOW)
    found = await arrivals.claim(T, 16, NOW)
    assert [one.chat for one in found] == ["many", *(f"one {number}" for number in range(5))]
    assert found[0].behind == 999


async def test_after_its_lease_an_update_is_another_s(arrivals: Inbox) -> None:
    await arrivals.store(T, [arrived(1), arrived(2)], NOW)
    (first,) = await arrivals.claim(T, 9, NOW)
    assert await arrivals.claim(T, 9, NOW + LEASE - (after(milliseconds=1) - NOW)) == ()
    assert [one.id for one in await arrivals.claim(T, 9, NOW + LEASE)] == [first.id]


async def test_what_is_put_back_comes_first_again_and_counts_only_with_an_error(arrivals: Inbox) -> None:
    await arrivals.store(T, [arrived(1, body="one"), arrived(2, body="two")], NOW)
    (received,) = await arrivals.claim(T, 9, NOW)
    await arrivals.put_back(received.id, None, after(seconds=1))
    assert await arrivals.claim(T, 9, NOW) == ()
    (again,) = await arrivals.claim(T, 9, after(seconds=1))
    assert (again.id, again.tries) == (received.id, 0)
    await arrivals.put_back(received.id, "KeyError", after(seconds=2))
    (again,) = await arrivals.claim(T, 9, after(seconds=2))
    assert (again.id, again.body, again.tries) == (received.id, "one", 1)


async def test_what_its_sender_had_erased_meanwhile_does_not_come_back_empty(
    database: Database, arrivals: Inbox
) -> None:
    await arrivals.store(T, [arrived(1, body="forget me")], NOW)
    (received,) = await arrivals.claim(T, 9, NOW)
    await Records(database).forget(Address(T, "7"), NOW)
    await arrivals.put_back(received.id, None, NOW)
    assert await arrivals.claim(T, 9, after(seconds=1)) == ()
    assert await column(database, inbox.c.state) == [DONE]


async def test_what_is_parked_frees_its_chat_and_keeps_what_was_said(database: Database, arrivals: Inbox) -> None:
    await arrivals.store(T, [arrived(1, body="bad"), arrived(2, body="good")], NOW)
    (received,) = await arrivals.claim(T, 9, NOW)
    await arrivals.park(received.id, "7f3a KeyError attend.py:80", NOW)
    assert await bodies(arrivals) == ["good"]
    parked = (await rows(database, inbox))[0]
    assert (parked.state, parked.body, parked.error) == (PARKED, "bad", "7f3a KeyError attend.py:80")
    assert await arrivals.claim(T, 9, after(days=9)) != ()  # the good one, whose lease is over
    assert (await rows(database, inbox))[0].state == PARKED


async def test_what_is_done_says_nothing_of_anybody_any_more(database: Database, arrivals: Inbox) -> None:
    await arrivals.store(T, [arrived(1, body="secret")], NOW)
    (received,) = await arrivals.claim(T, 1, NOW)
    await arrivals.put_back(received.id, "secret error", NOW)
    await arrivals.claim(T, 1, NOW)
    await arrivals.done(received.id)
    (left,) = await rows(database, inbox)
    assert (left.state, left.chat, left.body, left.error) == (DONE, "", "", None)


async def test_after_a_kill_what_was_being_handled_waits_again(database: Database, arrivals: Inbox) -> None:
    await arrivals.store(T, [arrived(1, "a"), arrived(2, "b")], NOW)
    await arrivals.store("web", [arrived(1, "c")], NOW)
    await arrivals.claim(T, 9, NOW)
    await arrivals.claim("web", 9, NOW)
    soon = after(seconds=1)
    found = await arrivals.recover(T, soon)
    assert found == (2 if database.embedded else 0)  # beside other replicas only the lease tells
    await arrivals.recover(T, NOW + 2 * LEASE)
    assert [one.chat for one in await arrivals.claim(T, 9, NOW + 2 * LEASE)] == ["a", "b"]


@pytest.mark.parametrize("chat", ["-1001234567890", str(2**52 - 1), str(-(2**52)), "1"])
async def test_ids_of_chats_may_be_negative_and_of_52_bits(arrivals: Inbox, chat: str) -> None:
    await arrivals.store(T, [arrived(1, chat)], NOW)
    assert [one.chat for one in await arrivals.claim(T, 1, NOW)] == [chat]


async def test_whatever_somebody_types_can_be_stored_and_comes_back(arrivals: Inbox) -> None:
    said = "zero \x00, half \ud83d, whole \U0001f600, 中文, \x1b[31m, '; DROP TABLE inbox; --"
    await arrivals.store(T, [arrived(1, "a", json.dumps({"text": said}))], NOW)
    assert json.loads((await bodies(arrivals))[0]) == {"text": said}


async def test_what_cannot_be_written_down_does_not_stop_what_comes_with_it(arrivals: Inbox) -> None:
    bad = [arrived(1, "a", "raw \x00 zero"), arrived(2, "b", "raw \ud83d half"), arrived(3, "c", "fine")]
    assert await arrivals.store(T, bad, NOW) == 3
    assert await bodies(arrivals) == ["raw  zero", "raw ? half", "fine"]
