"""Every test of a store runs against SQLite in memory, SQLite in a file and a real PostgreSQL."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.stores import schema
from bot.stores.database import PATIENCE, Database
from bot.stores.tables import metadata
from tests.stores.cluster import Cluster

IN_MEMORY, IN_A_FILE, POSTGRESQL = "memory", "file", "postgresql"


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


@pytest.fixture
def in_a_file(tmp_path: Path) -> Place:
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
async def database(place: Place) -> AsyncIterator[Database]:
    """Ready and empty."""
    opened = place.open()
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


async def emptied(opened: Database) -> None:
    await schema.prepare(opened)
    if not opened.embedded:
        names = ", ".join(f'"{table}"' for table in metadata.tables)
        async with opened.write() as connection:
            await connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
