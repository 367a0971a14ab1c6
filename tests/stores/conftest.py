"""Every test of a store runs against SQLite in memory, SQLite in a file and a real PostgreSQL."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from bot.stores import schema
from bot.stores.database import PATIENCE, Database
from bot.stores.tables import metadata
from tests.stores.cluster import Cluster

IN_MEMORY, IN_A_FILE, POSTGRESQL = "memory", "file", "postgresql"
FILE = "open-window.db"


@dataclass(frozen=True)
class Place:
    """Where a database is; opened twice, it is seen by two processes."""

    kind: str
    url: str | None = None
    folder: Path | None = None

    def open(self, patience: float = PATIENCE) -> Database:
        return Database.at(self.url, self.folder, patience)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    cluster = Cluster.start()
    yield cluster
    cluster.discard()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file in this program's form, to be copied: that is quicker than making one for each test."""
    folder = tmp_path_factory.mktemp("prepared")

    async def prepare() -> None:
        opened = Database.at(None, folder)
        await schema.prepare(opened)
        await opened.close()

    asyncio.run(prepare())
    return folder / FILE


@pytest.fixture
def in_a_file(prepared: Path, tmp_path: Path) -> Place:
    (tmp_path / "data").mkdir()
    shutil.copy(prepared, tmp_path / "data" / FILE)
    return Place(IN_A_FILE, folder=tmp_path / "data")


@pytest.fixture
def on_postgresql(postgresql: Cluster) -> Place:
    return Place(POSTGRESQL, url=postgresql.url)


@pytest.fixture(params=[IN_MEMORY, IN_A_FILE, POSTGRESQL])
def place(request: pytest.FixtureRequest) -> Place:
    match request.param:
        case "file":
            found = request.getfixturevalue("in_a_file")
        case "postgresql":
            found = request.getfixturevalue("on_postgresql")
        case _:
            found = Place(IN_MEMORY)
    assert isinstance(found, Place)
    return found


@pytest.fixture(params=[IN_A_FILE, POSTGRESQL])
def shared_place(request: pytest.FixtureRequest) -> Place:
    """One that several processes may use."""
    found = request.getfixturevalue("in_a_file" if request.param == IN_A_FILE else "on_postgresql")
    assert isinstance(found, Place)
    return found


@pytest.fixture
async def database(place: Place, prepared: Path) -> AsyncIterator[Database]:
    """Ready and empty."""
    opened = place.open()
    if place.kind == IN_MEMORY:
        await copied(prepared, opened)
    await emptied(opened)
    yield opened
    await opened.close()


@pytest.fixture
async def replicas(shared_place: Place) -> AsyncIterator[tuple[Database, Database]]:
    """The same database as two processes have it."""
    opened = shared_place.open(), shared_place.open()
    await emptied(opened[0])
    yield opened
    for one in opened:
        await one.close()


async def copied(prepared: Path, opened: Database) -> None:
    def copy(connection: Connection) -> None:
        source = sqlite3.connect(prepared)
        target = connection.connection.driver_connection
        assert isinstance(target, sqlite3.Connection)
        source.backup(target)
        source.close()

    async with opened.read() as connection:
        await connection.run_sync(copy)


async def emptied(opened: Database) -> None:
    await schema.prepare(opened)
    if not opened.embedded:
        async with opened.write() as connection:
            await connection.execute(text(f"DO $$ BEGIN {_emptying()} END $$"))


def _emptying() -> str:
    """Quicker than TRUNCATE, which makes new files for every table and index."""
    rows = [f'DELETE FROM "{table.name}";' for table in reversed(metadata.sorted_tables)]
    counted = [table.name for table in metadata.sorted_tables if "id" in table.columns]
    numbers = [f"PERFORM setval(pg_get_serial_sequence('{name}', 'id'), 1, false);" for name in counted]
    return " ".join(rows + numbers)
