"""Announcements in the database: each step is taken once, by whichever process comes first."""

import asyncio
import time
import tracemalloc
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select, text

from bot.core.audience import Audience
from bot.core.broadcasts import Broadcast, Source, State
from bot.core.messages import Media, Message
from bot.core.people import Quiet
from bot.flows.ports import Absent, Address, Arrival, Begun, CutOff, Fate, Grown, Lane, Refused, Returned
from bot.stores import instants
from bot.stores.broadcasts import Broadcasts
from bot.stores.database import Database
from bot.stores.outbox import Outbox
from bot.stores.sendings import Sendings
from bot.stores.tables import letters
from tests.stores.conftest import Place, emptied
from tests.stores.given import ALL, CHANNELS, NOW, UNPACED, after, outbox, rows

AUTHOR = "telegram:900"
MANY = 20_000
SECONDS = 2.0
BUSY = 4
"""A machine that is busy with other things may take as many times more."""

Both = tuple[Database, Database]


async def crowd(database: Database, number: int) -> None:
    columns = "channel, address, language, chose_language, was_asked_role, muted, gone, since, seen, mail_lease"
    count = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {number})"
    async with database.write(long=True) as connection:
        values = "'telegram', CAST(i AS TEXT), 'en', false, false, false, false, 0, 0, 0"
        await connection.execute(text(f"{count} INSERT INTO people ({columns}) SELECT {values} FROM n"))


def free(zone: str | None, quiet: Quiet | None, paused_until: datetime | None, now: datetime) -> datetime:
    return now


def store(database: Database) -> Broadcasts:
    return Broadcasts(database, ("telegram",))


async def drafted(database: Database, **more: object) -> Broadcast:
    fresh = await store(database).draft(AUTHOR, "notice", None, NOW)
    ready = replace(fresh, **{"texts": {"en": Message("Words")}, **more})  # type: ignore[arg-type]
    assert await store(database).keep(ready, NOW)
    return ready


async def begun(database: Database, ready: Broadcast, most: int | None = None) -> Begun | Grown | None:
    return await store(database).begin(ready, ("en",), most, ("draft",), free, NOW, AUTHOR)


async def carried(database: Database, *fates: Fate) -> None:
    """The next letters meet these fates."""
    box = outbox(database)
    for fate in fates:
        (letter,) = (await box.turn((), {**ALL, "answer": 0, "letter": 0, "broadcast": 1}, NOW)).letters[:1]
        await box.turn((Returned(letter, fate),), {}, NOW)


async def test_a_draft_comes_back_as_it_was_kept(database: Database) -> None:
    ready = await drafted(
        database,
        audience=Audience().having("role", "student", "in"),
        texts={"en": Message("Hi", html="<b>Hi</b>", media=(Media("photo", "p-1"),)), "zh": Message("你好")},
        urgent=True,
        at=after(days=1),
        rhythm="weekly",
        first=date(2027, 3, 2),
        until=date(2027, 4, 2),
        valid_until=date(2027, 3, 9),
        step="at",
        asked=NOW,
        sources={"en": Source("album", (4, 5))},
    )
    found = await store(database).find(ready.id)
    assert found == replace(ready, at=found.at, asked=found.asked, created=found.created) if found else False
    assert found and (found.at, found.asked, found.mark) == (ready.at, ready.asked, ready.mark)
    assert await store(database).unfinished(AUTHOR) == (found,)
    assert await store(database).unfinished("telegram:1") == ()


async def test_drafts_stay_unless_they_are_empty_and_what_is_sent_is_no_draft(database: Database) -> None:
    empty = await store(database).draft(AUTHOR, "notice", None, NOW)
    first = await drafted(database, asked=after(seconds=2))
    second = await drafted(database, asked=NOW)
    assert await store(database).find(empty.id) is None
    assert [one.id for one in await store(database).unfinished(AUTHOR)] == [first.id, second.id]
    await crowd(database, 1)
    await begun(database, second)
    assert not await store(database).keep(replace(second, urgent=True), NOW)


async def test_of_two_processes_that_begin_it_at_once_one_does(replicas: Both) -> None:
    await crowd(replicas[0], 50)
    ready = await drafted(replicas[0])
    done = await asyncio.gather(*(begun(one, ready) for one in (*replicas, *replicas)))
    assert [one for one in done if one is not None] == [Begun(50)]
    assert len(await rows(replicas[0], letters)) == 50


async def test_what_was_changed_since_is_not_begun(database: Database) -> None:
    await crowd(database, 3)
    seen = await drafted(database)
    await store(database).keep(replace(seen, texts={"en": Message("Other words")}), NOW)
    assert await begun(database, seen) is None
    assert not await rows(database, letters)


async def test_more_people_than_were_looked_at_are_written_to_by_nobody(database: Database) -> None:
    await crowd(database, 3)
    ready = await drafted(database)
    assert await begun(database, ready, most=2) == Grown(3)
    assert not await rows(database, letters)
    assert await begun(database, ready, most=3) == Begun(3)


@pytest.mark.parametrize("to", ["awaiting", "scheduled", "cancelled"])
async def test_a_state_is_changed_once(replicas: Both, to: State) -> None:
    ready = await drafted(replicas[0])
    moves = (store(one).move(ready.id, ready.mark, ("draft",), to, NOW, AUTHOR) for one in (*replicas, *replicas))
    assert sorted(await asyncio.gather(*moves)) == [False, False, False, True]


async def test_a_round_of_a_repeated_one_is_made_once(replicas: Both) -> None:
    ready = await drafted(replicas[0], at=after(days=1), rhythm="weekly", first=date(2027, 3, 2))
    await store(replicas[0]).move(ready.id, ready.mark, ("draft",), "scheduled", NOW, AUTHOR)
    (due,) = await store(replicas[0]).due(after(days=1))
    made = await asyncio.gather(*(store(one).next_round(due, after(days=8), after(days=1)) for one in replicas))
    assert sorted(bool(one.id) for one in made) == [False, True]
    found = await store(replicas[0]).find(ready.id)
    assert found and (found.state, found.at) == ("scheduled", after(days=8))
    (this,) = [one for one in made if one.id]
    kept = await store(replicas[0]).find(this.id)
    assert kept and (kept.rhythm, kept.of, kept.texts) == (None, ready.id, ready.texts)


async def test_what_became_of_each_is_counted_and_kept_when_the_letters_are_gone(database: Database) -> None:
    await crowd(database, 5)
    ready = await drafted(database)
    await begun(database, ready)
    sendings = Sendings(database)
    await carried(database, Arrival((7,)), Absent("blocked"), Refused("odd"), CutOff("cut"))
    tally = await sendings.tally(ready.id, NOW)
    assert (tally.sent, tally.blocked, tally.failed, tally.unknown, tally.left) == (1, 1, 1, 1, 1)
    assert not await sendings.finish(ready.id, NOW)
    await carried(database, Arrival((8,)))
    assert await sendings.finish(ready.id, NOW) and not await sendings.finish(ready.id, NOW)
    ended = await sendings.tally(ready.id, NOW)
    async with database.write() as connection:
        await connection.execute(letters.delete())
    assert await sendings.tally(ready.id, NOW) == ended


async def test_what_is_held_goes_on_later_and_what_is_broken_off_does_not(database: Database) -> None:
    await crowd(database, 3)
    ready = await drafted(database)
    await begun(database, ready)
    sendings, box = Sendings(database), outbox(database)
    assert await sendings.hold(ready.id, AUTHOR, NOW) and not await sendings.hold(ready.id, AUTHOR, NOW)
    assert not (await box.turn((), ALL, NOW)).letters
    assert (await sendings.tally(ready.id, NOW)).left == 3
    assert await sendings.resume(ready.id, AUTHOR, NOW)
    await carried(database, Arrival((1,)))
    assert await sendings.cancel(ready.id, AUTHOR, NOW) and not await sendings.resume(ready.id, AUTHOR, NOW)
    tally = await sendings.tally(ready.id, NOW)
    assert (tally.sent, tally.dropped, tally.left) == (1, 2, 0)


async def test_who_sleeps_by_the_time_it_is_their_turn_is_not_woken(database: Database) -> None:
    await crowd(database, 2)
    ready = await drafted(database)
    await begun(database, ready)
    morning = after(hours=9)
    one: Mapping[Lane, int] = {"broadcast": 1}

    def asleep(zone: str | None, quiet: Quiet | None, paused_until: datetime | None, now: datetime) -> datetime:
        return max(now, morning)

    box = Outbox(database, CHANNELS, UNPACED, asleep)
    assert not (await box.turn((), one, NOW)).letters
    assert (await Sendings(database).tally(ready.id, NOW)).asleep == 2
    assert not (await box.turn((), one, after(hours=8))).letters
    assert (await box.turn((), one, morning)).letters


async def test_staff_are_warned_once_a_level(replicas: Both) -> None:
    ready = await drafted(replicas[0])
    both = [Sendings(one) for one in replicas]
    assert sorted(await asyncio.gather(*(one.warned(ready.id, "warn") for one in both))) == [False, True]
    assert await both[0].warned(ready.id, "alarm")
    assert not await both[1].warned(ready.id, "warn") and not await both[1].warned(ready.id, "")


async def test_the_message_that_moves_is_one_letter(database: Database) -> None:
    ready, owner = await drafted(database), Address("telegram", "900")
    sendings = Sendings(database)
    for number in range(3):
        await sendings.tell_progress(ready.id, owner, Message(f"{number} %"), NOW)
    (row,) = await rows(database, letters)
    assert "2 %" in row.body
    box = outbox(database)
    (letter,) = (await box.turn((), ALL, NOW)).letters
    await box.turn((Returned(letter, Arrival((41,))),), {}, NOW)
    await sendings.tell_progress(ready.id, owner, Message("3 %"), NOW)
    (again,) = (await box.turn((), ALL, NOW)).letters
    assert (again.id, again.messages, again.message.text) == (letter.id, (41,), "3 %")


async def test_twenty_thousand_are_written_to_in_two_seconds_and_no_memory(in_a_file: Place) -> None:
    database = in_a_file.open()
    await emptied(database)
    await crowd(database, MANY)
    ready = await drafted(database)
    tracemalloc.start()
    began = time.perf_counter()
    done = await begun(database, ready)
    took = time.perf_counter() - began
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"enqueued {MANY:,} in {took:.2f} s, {peak / 2**20:.1f} MB")
    assert done == Begun(MANY)
    assert took < SECONDS * BUSY, f"{took:.2f} s"
    assert peak < 5 * 2**20, f"{peak / 2**20:.1f} MB"
    async with database.read() as connection:
        due = (await connection.execute(select(func.min(letters.c.due), func.max(letters.c.due)))).one()
    assert tuple(due) == (instants.kept(NOW), instants.kept(NOW))
    began = time.perf_counter()
    tally = await Sendings(database).tally(ready.id, NOW + timedelta(seconds=1))
    assert tally.left == MANY and time.perf_counter() - began < 0.1 * BUSY
    await database.close()
