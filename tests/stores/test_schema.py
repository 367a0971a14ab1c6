"""The form of the database: reached from nothing, once, by whoever comes first, and never gone back from."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.core.people import Talk
from bot.flows.ports import Guest
from bot.stores import schema
from bot.stores.database import Database, DatabaseRefused
from bot.stores.guests import Guests
from bot.stores.tables import metadata
from tests.stores.cluster import Cluster
from tests.stores.conftest import IN_A_FILE, Place
from tests.stores.given import ANN, NOW, met, visit

MIGRATIONS = Path(schema.__file__).parent / "migrations"

FORMER = "0004"
"""The form before talks knew more than their subject and their topic."""
SOMEBODY = f"""\
INSERT INTO people (id, channel, address, chose_language, was_asked_role, muted, gone, since, seen, mail_lease)
VALUES (1, '{ANN.channel}', '{ANN.id}', false, false, false, false, 1, 1, 0)
"""
IN_A_TALK = (
    "INSERT INTO talks (person, version, subject, topic, updated) VALUES (1, 3, 'exchange', 'exchange#dates', 1)"
)


@pytest.fixture(params=["memory", "file", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A database in which nothing is yet."""
    match request.param:
        case "file":
            return Place("file", folder=tmp_path / "data")
        case "memory":
            return Place("memory")
    cluster = request.getfixturevalue("postgresql")
    assert isinstance(cluster, Cluster)
    return Place("postgresql", url=cluster.fresh())


@pytest.fixture
async def nothing(empty: Place) -> Any:
    opened = empty.open()
    yield opened
    await opened.close()


async def version(database: Database) -> str:
    async with database.read() as connection:
        return str((await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar_one())


def test_the_form_of_this_program_is_the_newest_migration() -> None:
    script = ScriptDirectory(str(MIGRATIONS))
    assert script.get_heads() == [schema.HEAD]
    assert len(list(script.walk_revisions())) == len(list((MIGRATIONS / "versions").glob("*_0*.py")))


async def test_an_empty_database_is_brought_to_the_form_of_this_program(nothing: Database) -> None:
    await schema.prepare(nothing)
    assert await version(nothing) == schema.HEAD


async def test_preparing_again_leaves_everything_as_it_is(nothing: Database) -> None:
    await schema.prepare(nothing)
    await met(nothing, ANN)
    await schema.prepare(nothing)
    assert await version(nothing) == schema.HEAD
    async with nothing.read() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM people"))).scalar_one() == 1


def to_the_former(connection: Connection) -> None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS))
    command.upgrade(config, FORMER)


async def test_somebody_in_a_talk_goes_on_with_it_after_the_form_has_changed(empty: Place) -> None:
    opened = empty.open()
    async with opened.write(durable=True) as connection:
        await connection.run_sync(to_the_former)
        for line in (SOMEBODY, IN_A_TALK):
            await connection.execute(text(line))
    assert await version(opened) == FORMER
    if empty.kind != "memory":
        await opened.close()
        opened = empty.open()
    await schema.prepare(opened)
    assert await version(opened) == schema.HEAD
    guests = Guests(opened)
    before = await guests.find(ANN)
    assert (before.talk, before.version) == (Talk("exchange", "exchange#dates"), 3)
    after = Talk("exchange", "exchange#cost", (("exchange", 1.0),), "exchange#cost", ("act:follow",), "exchange")
    await guests.settle(visit(ANN, before, "About that", talk=after), NOW)
    assert await guests.find(ANN) == Guest(before.person, after, 4, known=True)
    await opened.close()


async def test_the_migrations_give_exactly_the_tables_that_the_stores_use(nothing: Database) -> None:
    await schema.prepare(nothing)

    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    async with nothing.write() as connection:
        assert await connection.run_sync(differences) == []


async def test_indexes_and_keys_are_those_that_the_tables_say(tmp_path: Path) -> None:
    """What compare_metadata does not see: conditions of indexes, rows without a number of their own, cascades."""
    migrated, made = (Database.at(None) for _ in range(2))
    await schema.prepare(migrated)
    async with made.write() as connection:
        await connection.run_sync(metadata.create_all)
    assert await _definitions(migrated) == await _definitions(made)
    for one in (migrated, made):
        await one.close()


async def _definitions(database: Database) -> dict[str, list[str]]:
    """What SQLite was told, by name; the order of the lines is of no matter."""
    query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'"
    async with database.read() as connection:
        found = (await connection.execute(text(query))).all()
    return {row.name: sorted(line.strip() for line in re.split(r"[,\n]", row.sql) if line.strip()) for row in found}


async def test_two_that_prepare_at_once_do_not_hinder_each_other(empty: Place) -> None:
    opened = [empty.open() for _ in range(2 if empty.kind != "memory" else 1)]
    await asyncio.gather(*(schema.prepare(one) for one in opened * 2))
    for one in opened:
        assert await version(one) == schema.HEAD
        await one.close()


def test_processes_that_start_together_in_an_empty_folder_do_not_hinder_each_other(tmp_path: Path) -> None:
    async def start() -> None:
        opened = Database.at(None, tmp_path)
        await schema.prepare(opened)
        await opened.close()

    with ThreadPoolExecutor(4) as processes:
        for one in [processes.submit(asyncio.run, start()) for _ in range(4)]:
            one.result()


async def test_a_newer_database_is_refused_with_a_line_that_says_what_to_do(nothing: Database) -> None:
    await schema.prepare(nothing)
    async with nothing.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    expected = (
        rf"the form 9999, which is newer than this program \({schema.HEAD}\): start the newer version of Open Window"
    )
    with pytest.raises(DatabaseRefused, match=expected):
        await schema.prepare(nothing)
    assert await version(nothing) == "9999"


@pytest.mark.parametrize("url", ["mysql://root@host/name", "nonsense", "postgresql://host:port/name", "http://x"])
def test_an_address_that_is_of_no_use_is_refused(url: str) -> None:
    with pytest.raises(DatabaseRefused, match="DATABASE_URL"):
        Database.at(url)


def test_the_folder_of_the_file_is_made(tmp_path: Path) -> None:
    Place(IN_A_FILE, folder=tmp_path / "a" / "b").open()
    assert (tmp_path / "a" / "b").is_dir()
