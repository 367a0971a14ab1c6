"""The outbox: what goes out next, in which order, and what stays."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.core.messages import Message
from bot.flows.ports import Address, Arrival, Returned, StoreAway
from bot.stores import guests
from bot.stores.database import Database, Transaction
from bot.stores.guests import Guests
from bot.stores.mailboxes import Mailboxes
from bot.stores.outbox import FRESH, LEASE
from bot.stores.records import Records
from bot.stores.tables import (
    ENCLOSED,
    NOTICE_PENDING,
    PENDING,
    SENDING,
    SENT,
    UNKNOWN,
    letters,
    notices,
)
from tests.stores.conftest import copied
from tests.stores.given import (
    ALL,
    ANN,
    BO,
    CHANNELS,
    NOW,
    after,
    answer,
    claimed,
    column,
    follow,
    met,
    outbox,
    planned,
    rows,
    texts,
    written,
)


async def post(database: Database, address: Address, text: str) -> None:
    await Guests(database).post(address, Message(text), "staff", NOW)


async def reminded(database: Database, *addresses: Address) -> None:
    """A reminder for each, written but not sent."""
    await follow(database, *addresses)
    await planned(database)
    for _ in addresses:
        await written(database)


async def test_answers_go_before_letters(database: Database) -> None:
    await post(database, ANN, "a letter")
    await answer(database, BO, "an answer")
    assert texts(await claimed(database)) == ["an answer", "a letter"]


async def test_answers_of_one_chat_go_one_after_the_other(database: Database) -> None:
    await answer(database, ANN, "one", "two")
    await answer(database, BO, "other")
    await answer(database, ANN, "three")
    box, said = outbox(database), []
    turn = await box.turn((), ALL, NOW)
    assert texts(turn.letters) == ["one", "other"]
    while turn.letters:
        said += [one.message.text for one in turn.letters if one.address == ANN]
        turn = await box.turn([Returned(one, Arrival()) for one in turn.letters], ALL, NOW)
    assert said == ["one", "two", "three"]


async def test_a_letter_comes_out_as_it_was_put_in(database: Database) -> None:
    await answer(database, ANN, "**Hello** 你好", place='[7,"thread"]')
    (letter,) = await claimed(database)
    assert (letter.address, letter.place, letter.lane, letter.kind) == (ANN, '[7,"thread"]', "answer", "answer")
    assert (letter.message, letter.done, letter.tries) == (Message("**Hello** 你好"), 0, 0)


async def test_what_has_been_claimed_is_not_claimed_again(database: Database) -> None:
    await answer(database, ANN, "one")
    await post(database, BO, "two")
    assert len(await claimed(database)) == 2
    assert await claimed(database) == ()


@pytest.mark.parametrize(("answers", "others", "expected"), [(0, 1, ["letter"]), (1, 0, ["answer"]), (0, 0, [])])
async def test_each_lane_has_its_own_places(database: Database, answers: int, others: int, expected: list[str]) -> None:
    await answer(database, ANN, "an answer")
    await post(database, BO, "a letter")
    turn = await outbox(database).turn((), {"answer": answers, "letter": others}, NOW)
    assert [one.lane for one in turn.letters] == expected


async def test_letters_of_channels_that_are_not_carried_here_stay(database: Database) -> None:
    await post(database, Address("web", "9"), "for the web")
    await post(database, ANN, "for Telegram")
    assert texts(await claimed(database)) == ["for Telegram"]
    assert await claimed(database, after(days=30)) == ()
    turn = await outbox(database, channels=("web",)).turn((), ALL, after(days=30))
    assert texts(turn.letters) == ["for the web"]


async def test_a_letter_too_old_is_withdrawn_and_its_notices_wait_again(database: Database) -> None:
    await reminded(database, ANN)
    late = NOW + FRESH + (after(seconds=1) - NOW)
    assert await column(database, notices.c.state) == [ENCLOSED]
    assert await claimed(database, late) == ()
    assert not await rows(database, letters)
    (notice,) = await rows(database, notices)
    assert (notice.state, notice.letter) == (NOTICE_PENDING, None)
    anew = await written(database, "As of now", late)
    assert [(one.id, one.message.text) for one in await claimed(database, late)] == [(anew, "As of now")]


async def test_a_letter_still_fresh_goes_out(database: Database) -> None:
    await reminded(database, ANN)
    assert texts(await claimed(database, NOW + FRESH)) == ["A reminder"]


async def test_answers_and_letters_to_staff_are_never_too_old(database: Database) -> None:
    await answer(database, ANN, "an answer")
    await post(database, BO, "for staff")
    assert texts(await claimed(database, after(days=2))) == ["an answer", "for staff"]


async def test_thousands_of_letters_too_old_are_withdrawn_without_trouble(database: Database) -> None:
    count = 1200
    await met(database, ANN)
    async with database.write() as connection:
        await connection.execute(
            letters.insert(), [guests.letter(1, ANN, Message("old"), "reminder", 1, NOW) for _ in range(count)]
        )
    for _ in range(2 + count // ALL["letter"]):
        assert await claimed(database, after(hours=5)) == ()
    assert not await rows(database, letters)


class Faltering(Database):
    """Away for whatever has to be on the disk at once, as soon as `falters`."""

    falters = False

    @asynccontextmanager
    async def write(self, durable: bool = False, long: bool = False) -> AsyncIterator[Transaction]:
        if self.falters and durable:
            raise StoreAway
        async with super().write(durable, long) as connection:
            yield connection


async def test_answers_that_are_claimed_go_out_even_if_letters_cannot_be(prepared: Path) -> None:
    database = Faltering.at(None)
    assert isinstance(database, Faltering)
    await copied(prepared, database)
    await answer(database, ANN, "an answer")
    await post(database, BO, "a letter")
    database.falters = True
    assert texts(await claimed(database)) == ["an answer"]
    database.falters = False
    assert texts(await claimed(database)) == ["a letter"]
    await database.close()


async def test_after_a_kill_answers_are_sent_again_once_and_letters_are_unknown(database: Database) -> None:
    await answer(database, ANN, "an answer")
    await post(database, BO, "a letter")
    await claimed(database)
    box = outbox(database)
    await box.recover(after(seconds=1), everything=True)
    assert await column(database, letters.c.state) == [PENDING, UNKNOWN]
    assert await column(database, letters.c.body) != ["", ""]
    assert texts(await claimed(database, after(seconds=1))) == ["an answer"]
    await box.recover(after(seconds=2), everything=True)
    assert await column(database, letters.c.state) == [UNKNOWN, UNKNOWN]
    assert await column(database, letters.c.body) == ["", ""]
    assert await column(database, letters.c.reason) == ["process ended", "process ended"]


async def test_beside_others_only_what_has_outlived_its_lease_is_recovered(database: Database) -> None:
    await answer(database, ANN, "an answer")
    await claimed(database)
    box = outbox(database)
    await box.recover(NOW + LEASE, everything=False)
    assert await column(database, letters.c.state) == [SENDING]
    await box.recover(NOW + LEASE + (after(milliseconds=1) - NOW), everything=False)
    assert await column(database, letters.c.state) == [PENDING]


async def test_who_is_slow_but_alive_still_settles_what_was_taken_from_them(database: Database) -> None:
    await answer(database, ANN, "an answer")
    (slow,) = await claimed(database)
    box = outbox(database)
    await box.recover(NOW + 2 * LEASE, everything=False)
    (again,) = await claimed(database, NOW + 2 * LEASE)
    await box.turn([Returned(slow, Arrival())], {}, NOW + 2 * LEASE)
    await box.turn([Returned(again, Arrival())], {}, NOW + 2 * LEASE)
    assert await column(database, letters.c.state) == [SENT]


async def test_a_letter_in_flight_is_not_taken_for_another_one_of_the_same_number(database: Database) -> None:
    await answer(database, ANN, "to Ann")
    (flying,) = await claimed(database)
    await Records(database).forget(ANN, NOW)
    await answer(database, BO, "to Bo")
    (other,) = await claimed(database)
    await outbox(database).turn([Returned(flying, Arrival())], {}, NOW)
    assert other.id != flying.id
    assert await column(database, letters.c.state) == [SENDING]


async def test_what_waits_of_somebody_else_is_not_touched_by_a_withdrawal(database: Database) -> None:
    await reminded(database, ANN, BO)
    (first, second) = await claimed(database)
    await outbox(database).turn([Returned(first, Arrival())], {}, NOW)
    assert await claimed(database, after(hours=1)) == ()
    assert await Mailboxes(database).mailbox(CHANNELS, after(hours=1)) is None
    assert await column(database, letters.c.state) == [SENT, SENDING]
    assert {one.address for one in (first, second)} == {ANN, BO}
