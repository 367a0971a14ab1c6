"""One short transaction at a time: whole or not at all, and told apart: away for now, or wrong."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.flows.ports import StoreAway
from bot.stores import schema
from bot.stores.database import Database, Transaction
from bot.stores.tables import inbox, people
from tests.stores.cluster import Cluster
from tests.stores.conftest import FILE, Place, emptied
from tests.stores.given import ANN, BO, met, rows


async def meet(connection: Transaction, number: int = 1) -> None:
    columns = "id, channel, address, chose_language, was_asked_role, muted, gone, since, seen, mail_lease"
    values = f"{number}, 'telegram', '{number}', false, false, false, false, 0, 0, 0"
    await connection.execute(text(f"INSERT INTO people ({columns}) VALUES ({values})"))


async def meet_all(database: Database, numbers: Iterable[int]) -> None:
    async with database.write() as connection:
        for number in numbers:
            await meet(connection, number)


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("durable", [False, True])
async def test_a_transaction_that_fails_leaves_nothing(database: Database, durable: bool, long: bool) -> None:
    async def fails() -> None:
        async with database.write(durable, long) as connection:
            await meet(connection)
            raise LookupError

    with pytest.raises(LookupError):
        await fails()
    assert not await rows(database, people)
    async with database.write(durable, long) as connection:
        await meet(connection)
    assert len(await rows(database, people)) == 1


@pytest.mark.parametrize("long", [False, True])
async def test_a_transaction_that_is_cancelled_leaves_nothing_and_nothing_open(database: Database, long: bool) -> None:
    begun = asyncio.Event()

    async def half() -> None:
        async with database.write(long=long) as connection:
            await meet(connection)
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(half())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not await rows(database, people)
    await met(database, ANN)


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("steps", [0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22])
async def test_wherever_it_is_cancelled_it_is_whole_or_nothing(database: Database, steps: int, long: bool) -> None:
    async def meets() -> None:
        async with database.write(long=long) as connection:
            await meet(connection, 1)
            await meet(connection, 2)

    task = asyncio.create_task(meets())
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    (end,) = await asyncio.gather(task, return_exceptions=True)
    assert end is None or isinstance(end, asyncio.CancelledError)
    assert len(await rows(database, people)) in ({2} if end is None else {0, 2})
    async with database.write() as connection:
        await meet(connection, 3)


async def test_a_wrong_statement_stays_what_it_is(database: Database) -> None:
    for statement in ("SELECT * FROM nowhere", "SELECT 1 FROM people WHERE", "INSERT INTO people (id) VALUES (1)"):
        with pytest.raises(SQLAlchemyError):
            async with database.write() as connection:
                await connection.execute(text(statement))
    with pytest.raises(SQLAlchemyError):
        async with database.write() as connection:
            await connection.execute(inbox.insert(), {"number": "many"})
    assert not await rows(database, people)


async def test_many_at_once_take_their_turns(database: Database) -> None:
    async def one(number: int) -> None:
        async with database.write(long=number % 5 == 0) as connection:
            await meet(connection, number)

    await asyncio.gather(*(one(number) for number in range(1, 41)))
    assert len(await rows(database, people)) == 40


async def test_two_that_want_what_the_other_holds_are_told_that_it_may_be_tried_again(
    on_postgresql: Place,
) -> None:
    first, second = on_postgresql.open(), on_postgresql.open()
    await emptied(first)
    await met(first, ANN, BO)
    ready = asyncio.Barrier(2)

    async def both(database: Database, one: str, other: str) -> None:
        async with database.write() as connection:
            await connection.execute(text(f"UPDATE people SET seen = 1 WHERE address = '{one}'"))
            await ready.wait()
            await connection.execute(text(f"UPDATE people SET seen = 1 WHERE address = '{other}'"))

    done = await asyncio.gather(both(first, ANN.id, BO.id), both(second, BO.id, ANN.id), return_exceptions=True)
    assert sorted(type(one).__name__ for one in done) == ["NoneType", "StoreAway"]
    for one in (first, second):
        await one.close()


async def held_by_another(folder: Path) -> sqlite3.Connection:
    holder = sqlite3.connect(folder / FILE, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    return holder


@pytest.mark.parametrize("long", [False, True])
async def test_a_file_that_another_process_holds_is_waited_for_and_then_away(in_a_file: Place, long: bool) -> None:
    assert in_a_file.folder is not None
    database = in_a_file.open(patience=0.05)
    await schema.prepare(database)
    holder = await held_by_another(in_a_file.folder)
    with pytest.raises(StoreAway):
        async with database.write(long=long) as connection:
            await meet(connection)
    assert not await rows(database, people)  # reading goes on
    holder.execute("ROLLBACK")
    await met(database, ANN)
    assert len(await rows(database, people)) == 1
    holder.close()
    await database.close()


async def test_a_file_that_is_let_go_of_in_time_is_written_to(in_a_file: Place) -> None:
    assert in_a_file.folder is not None
    database = in_a_file.open()
    await schema.prepare(database)
    holder = await held_by_another(in_a_file.folder)
    meeting = asyncio.create_task(met(database, ANN))
    for _ in range(5):
        await asyncio.sleep(0)
    assert not meeting.done()
    holder.execute("ROLLBACK")
    await meeting
    assert len(await rows(database, people)) == 1
    holder.close()
    await database.close()


async def full(database: Database) -> None:
    async with database.read() as connection:
        pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
        await connection.execute(text(f"PRAGMA max_page_count = {pages}"))


async def read_only(database: Database) -> None:
    async with database.read() as connection:
        await connection.execute(text("PRAGMA query_only = ON"))


async def writable(database: Database) -> None:
    async with database.read() as connection:
        await connection.execute(text("PRAGMA query_only = OFF"))
        await connection.execute(text("PRAGMA max_page_count = 1000000"))


@pytest.mark.parametrize("trouble", [full, read_only])
async def test_a_full_disk_or_one_that_cannot_be_written_is_away_and_comes_back(
    in_a_file: Place, trouble: Callable[[Database], Awaitable[None]]
) -> None:
    database = in_a_file.open()
    await emptied(database)
    await trouble(database)
    with pytest.raises(StoreAway):
        await meet_all(database, range(1, 2000))
    await writable(database)
    assert not await rows(database, people)
    await met(database, ANN)
    await database.close()


async def test_a_file_that_is_no_database_is_away(in_a_file: Place) -> None:
    assert in_a_file.folder is not None
    (in_a_file.folder / FILE).write_bytes(b"no database at all, but long enough to be looked at " * 100)
    database = in_a_file.open()
    with pytest.raises(StoreAway):
        await schema.prepare(database)
    await database.close()


async def test_a_server_that_falls_is_away_and_once_it_stands_again_everything_works() -> None:
    cluster = Cluster.start()
    database = Database.at(cluster.url)
    await schema.prepare(database)
    await met(database, ANN)
    cluster.halt()
    for _ in range(3):
        with pytest.raises(StoreAway):
            await met(database, BO)
        with pytest.raises(StoreAway):
            await rows(database, people)
    cluster.resume()
    await met(database, BO)
    assert [row.address for row in await rows(database, people)] == [ANN.id, BO.id]
    await database.close()
    cluster.discard()


async def test_a_server_that_ends_our_connections_is_away_only_in_the_middle_of_something(
    on_postgresql: Place, postgresql: Cluster
) -> None:
    database = on_postgresql.open()
    await emptied(database)
    end = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = 'postgres'"
    )

    async def ended() -> None:
        async with database.write() as connection:
            await meet(connection)
            postgresql.say(end)
            await meet(connection, 2)

    with pytest.raises(StoreAway):
        await ended()
    assert not await rows(database, people)
    postgresql.say(end)
    await met(database, ANN)  # a connection that died while it was idle is noticed and replaced
    await database.close()


@pytest.mark.parametrize("user", ["nobody", "postgres"])
async def test_a_database_or_user_that_is_not_there_yet_is_away(postgresql: Cluster, user: str) -> None:
    url = postgresql.url.replace("postgres:@/postgres", f"{user}:@/missing")
    database = Database.at(url)
    with pytest.raises(StoreAway):
        await schema.prepare(database)
    await database.close()


async def test_a_server_that_is_nowhere_is_away(tmp_path: Path) -> None:
    database = Database.at(f"postgresql://postgres:@/postgres?host={tmp_path}")
    with pytest.raises(StoreAway):
        await schema.prepare(database)
    await database.close()


async def test_an_address_may_say_how_to_encrypt_as_other_programs_write_it(postgresql: Cluster) -> None:
    database = Database.at(f"{postgresql.url}&sslmode=disable".replace("postgresql:", "postgres:", 1))
    await emptied(database)
    await met(database, ANN)
    await database.close()


async def test_the_same_key_twice_is_not_away(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await meet_all(database, [1, 1])
    assert not await rows(database, people)
