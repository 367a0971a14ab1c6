"""Answers to a question that was edited: the first of them knows what the channel shows of those before."""

from bot.flows.ports import Arrival, Fate, Later, Letter, Returned
from bot.stores.database import Database
from tests.stores.given import ALL, ANN, BO, NOW, after, answer, claimed, outbox


async def sent(database: Database, *numbers: tuple[int, ...]) -> list[Letter]:
    """All that waits goes out, each letter under these numbers of the channel."""
    out = []
    for arrived in numbers:
        (letter,) = await claimed(database, NOW)
        await settled(database, letter, Arrival(arrived))
        out.append(letter)
    return out


async def settled(database: Database, letter: Letter, fate: Fate) -> None:
    due = after(seconds=1) if isinstance(fate, Later) else None
    await outbox(database).turn([Returned(letter, fate, due)], dict.fromkeys(ALL, 0), NOW)


async def test_an_answer_to_an_edited_question_knows_what_it_takes_the_place_of(database: Database) -> None:
    await answer(database, ANN, "first", question=7)
    (first,) = await sent(database, (101,))
    await answer(database, ANN, "second", question=7, edited=True)
    (second,) = await sent(database, (101,))
    await answer(database, ANN, "third", question=7, edited=True)
    (third,) = await claimed(database, NOW)
    assert (first.messages, second.messages, third.messages) == ((), (101,), (101,))


async def test_of_several_messages_the_first_takes_the_place_of_all(database: Database) -> None:
    await answer(database, ANN, "one", "two", question=7)
    await sent(database, (101, 102), (103,))
    await answer(database, ANN, "new", "and more", question=7, edited=True)
    new, more = await sent(database, (104,), (105,))
    assert (new.messages, more.messages) == ((101, 102, 103), ())
    await answer(database, ANN, "newest", question=7, edited=True)
    (newest,) = await claimed(database, NOW)
    assert newest.messages == (104, 105), "what was taken away is not taken away again"


async def test_other_questions_other_people_and_what_never_arrived_have_no_part_in_it(database: Database) -> None:
    await answer(database, ANN, "to another", question=6)
    await sent(database, (90,))
    await answer(database, BO, "to another person", question=7)
    await sent(database, (91,))
    await answer(database, ANN, "never seen", question=8, edited=True)
    (letter,) = await sent(database, (92,))
    assert letter.messages == ()
    await answer(database, ANN, "without a number", edited=True)
    (letter,) = await claimed(database, NOW)
    assert letter.messages == ()


async def test_a_try_that_failed_forgets_nothing(database: Database) -> None:
    await answer(database, ANN, "first", question=7)
    await sent(database, (101,))
    await answer(database, ANN, "second", question=7, edited=True)
    (letter,) = await claimed(database, NOW)
    await settled(database, letter, Later("too many", seconds=1))
    (again,) = await claimed(database, after(seconds=2))
    assert (again.messages, again.tries) == ((101,), 1)


async def test_an_edit_waits_for_the_answer_that_is_still_on_its_way(database: Database) -> None:
    await answer(database, ANN, "first", question=7)
    (first,) = await claimed(database, NOW)
    await answer(database, ANN, "second", question=7, edited=True)
    assert await claimed(database, NOW) == ()
    await settled(database, first, Arrival((101,)))
    (second,) = await claimed(database, NOW)
    assert second.messages == (101,)
