"""What becomes of a letter after it was carried: there, gone, refused, later, or nobody knows."""

import pytest

from bot.core.messages import Message
from bot.flows.ports import Absent, Arrival, CutOff, Fate, Lane, Later, Letter, Refused, Returned
from bot.stores.database import Database
from bot.stores.guests import Guests
from bot.stores.outbox import Outbox
from bot.stores.tables import (
    DROPPED,
    FAILED,
    GONE,
    NOTICE_DROPPED,
    NOTICE_PENDING,
    PENDING,
    SENT,
    UNKNOWN,
    follows,
    letters,
    notices,
    people,
    talks,
)
from tests.stores.given import ALL, ANN, BO, NOW, after, answer, claimed, column, follow, met, outbox, planned, rows

SOON = after(seconds=1)


@pytest.fixture
def box(database: Database) -> Outbox:
    return outbox(database)


async def sent(database: Database, lane: Lane) -> Letter:
    """One letter to Ann, on its way."""
    if lane == "answer":
        await answer(database, ANN, "Hello")
    else:
        await Guests(database).post(ANN, Message("Hello"), "staff", NOW)
    (letter,) = await claimed(database)
    return letter


OVER: list[tuple[Fate, int]] = [
    (Arrival(), SENT),
    (Absent("blocked"), GONE),
    (Refused("can't parse"), FAILED),
    (Later("too many"), FAILED),
    (CutOff("timeout"), UNKNOWN),
]


@pytest.mark.parametrize("lane", ["answer", "letter"])
@pytest.mark.parametrize(("fate", "state"), OVER)
async def test_a_letter_that_is_over_says_nothing_any_more(
    database: Database, box: Outbox, fate: Fate, state: int, lane: Lane
) -> None:
    letter = await sent(database, lane)
    await box.turn([Returned(letter, fate)], {}, SOON)
    (row,) = await rows(database, letters)
    assert (row.state, row.body, row.reason) == (state, "", getattr(fate, "reason", None))
    assert row.settled == row.created + 1000
    assert await claimed(database, after(days=1)) == ()


async def test_a_long_reason_is_cut(database: Database, box: Outbox) -> None:
    await box.turn([Returned(await sent(database, "answer"), Refused("x" * 500))], {}, SOON)
    assert await column(database, letters.c.reason) == ["x" * 80]


async def test_later_means_again_from_where_it_stopped_however_often(database: Database, box: Outbox) -> None:
    letter = await sent(database, "letter")
    for tries in range(1, 6):
        due = after(seconds=tries)
        turn = await box.turn([Returned(letter, Later("too many", done=tries), due)], ALL, NOW)
        assert turn.letters == ()
        (letter,) = await claimed(database, due)
        assert (letter.done, letter.tries, letter.message.text) == (tries, tries, "Hello")


async def test_an_answer_that_was_cut_off_is_sent_again_once_and_only_once(database: Database, box: Outbox) -> None:
    letter = await sent(database, "answer")
    await box.turn([Returned(letter, CutOff("timeout", done=1), SOON)], ALL, NOW)
    assert await column(database, letters.c.state) == [PENDING]
    (again,) = await claimed(database, SOON)
    assert (again.done, again.message.text) == (1, "Hello")
    await box.turn([Returned(again, CutOff("timeout", done=1), after(seconds=2))], ALL, SOON)
    assert await column(database, letters.c.state) == [UNKNOWN]
    assert await column(database, letters.c.body) == [""]
    assert await claimed(database, after(days=1)) == ()


async def test_a_kill_and_a_cut_count_together(database: Database, box: Outbox) -> None:
    await sent(database, "answer")
    await box.recover(NOW, everything=True)
    (again,) = await claimed(database)
    await box.turn([Returned(again, CutOff("timeout"), SOON)], ALL, NOW)
    assert await column(database, letters.c.state) == [UNKNOWN]


async def test_a_letter_that_comes_back_twice_is_settled_once(database: Database, box: Outbox) -> None:
    letter = await sent(database, "answer")
    await box.turn([Returned(letter, Arrival())], {}, SOON)
    await box.turn([Returned(letter, Absent("blocked")), Returned(letter, Later("x"), SOON)], {}, SOON)
    assert await column(database, letters.c.state) == [SENT]


async def test_nothing_waits_for_whoever_is_gone(database: Database, box: Outbox) -> None:
    await follow(database, ANN, BO)
    await planned(database)
    await answer(database, ANN, "one", "two")
    await answer(database, BO, "three")
    first = next(one for one in await claimed(database) if one.address == ANN)
    await box.turn([Returned(first, Absent("blocked"))], {}, SOON)
    ann, bo = await rows(database, people)
    assert (ann.gone, bo.gone) == (True, False)
    states = [row.state for row in await rows(database, letters, letters.c.person == ann.id)]
    assert states == [GONE, DROPPED]
    waiting = {row.person: (row.state, row.reason) for row in await rows(database, notices)}
    assert waiting == {ann.id: (NOTICE_DROPPED, "gone"), bo.id: (NOTICE_PENDING, None)}
    assert len(await rows(database, follows)) == 2


async def farewell(database: Database, *words: str) -> tuple[Letter, ...]:
    """Ann has just been forgotten, and is told so."""
    guests = Guests(database)
    await answer(database, ANN, *words, farewell=True)
    assert (await guests.find(ANN)).known
    return await claimed(database)


@pytest.mark.parametrize("fate", [fate for fate, _ in OVER])
async def test_after_the_farewell_the_address_is_forgotten(database: Database, box: Outbox, fate: Fate) -> None:
    await met(database, BO)
    (letter,) = await farewell(database, "Forgotten.")
    await box.turn([Returned(letter, fate)], {}, SOON)
    assert await column(database, people.c.address) == [BO.id]
    assert not await rows(database, letters)


async def test_every_part_of_a_farewell_arrives_before_the_address_goes(database: Database, box: Outbox) -> None:
    (first,) = await farewell(database, "Forgotten.", "Goodbye.")
    turn = await box.turn([Returned(first, Arrival())], ALL, SOON)
    assert [one.message.text for one in turn.letters] == ["Goodbye."]
    await box.turn([Returned(turn.letters[0], Arrival())], ALL, SOON)
    assert not await rows(database, people)


async def test_a_farewell_that_was_cut_off_is_sent_again_before_the_address_goes(
    database: Database, box: Outbox
) -> None:
    (letter,) = await farewell(database, "Forgotten.")
    await box.turn([Returned(letter, CutOff("timeout"), SOON)], ALL, NOW)
    (again,) = await claimed(database, SOON)
    await box.turn([Returned(again, Arrival())], ALL, SOON)
    assert not await rows(database, people)


async def test_a_farewell_whose_sender_died_twice_leaves_no_address(database: Database, box: Outbox) -> None:
    await farewell(database, "Forgotten.")
    await box.recover(NOW, everything=True)
    await claimed(database)
    await box.recover(NOW, everything=True)
    assert not await rows(database, people)


@pytest.mark.parametrize("way", ["talk", "follow", "visit"])
async def test_who_comes_back_before_the_farewell_arrives_stays(database: Database, box: Outbox, way: str) -> None:
    (letter,) = await farewell(database, "Forgotten.")
    if way == "follow":
        await follow(database, ANN)
    elif way == "talk":
        guest = await Guests(database).find(ANN)
        async with database.write() as connection:
            person = (await connection.execute(people.select())).one().id
            await connection.execute(talks.insert().values(person=person, version=1, updated=0))
        assert guest.known
    else:
        await answer(database, ANN, now=SOON)
    await box.turn([Returned(letter, Arrival())], {}, after(seconds=2))
    assert await column(database, people.c.address) == [ANN.id]
