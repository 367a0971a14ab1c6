"""One database behind all stores: SQLite in a file or in memory, or PostgreSQL. Every use is one short transaction."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

from bot.errors import Told
from bot.flows.ports import StoreAway

PATIENCE = 5.0
"""Seconds that SQLite waits for another process to let go of the file."""


class DatabaseRefused(Told):
    """DATABASE_URL is of no use, or the database is newer than this program."""


class Database:
    """SQLite has one writer at a time: the lock makes ours queue instead of trying again and again."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.embedded = engine.dialect.name == "sqlite"
        self._in_memory = engine.url.database in {None, "", ":memory:"}
        self._turn = asyncio.Lock()

    @classmethod
    def at(cls, url: str | None, folder: Path | None = None) -> "Database":
        """`url` as in DATABASE_URL; without one a SQLite file in `folder`, or memory if that is None too."""
        if url:
            return cls(_postgresql(url))
        if folder is None:
            return cls(_sqlite("sqlite+aiosqlite://", poolclass=StaticPool))
        folder.mkdir(parents=True, exist_ok=True)
        return cls(_sqlite(f"sqlite+aiosqlite:///{folder / 'open-window.db'}", pool_reset_on_return=None))

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Raises `StoreAway` when the database cannot be used for now."""
        if self._in_memory:
            async with self.write() as connection:
                yield connection
            return
        with _away():
            async with self.engine.connect() as connection:
                try:
                    yield connection
                finally:
                    await asyncio.shield(connection.rollback())

    @asynccontextmanager
    async def write(self, durable: bool = False) -> AsyncIterator[AsyncConnection]:
        """A transaction, undone whole by any exception. Raises `StoreAway` when the database cannot be used for now.

        `durable`: on the disk even if the power fails the moment after, for what nobody would send a second time.
        Without it only the last moments before a power cut may be undone; a killed process never loses anything.
        """
        if not self.embedded:
            with _away():
                async with self.engine.begin() as connection:
                    yield connection
            return
        with _away():
            async with self._turn, self.engine.connect() as connection:
                if durable:
                    await connection.exec_driver_sql("PRAGMA synchronous=FULL")
                try:
                    await connection.exec_driver_sql("BEGIN IMMEDIATE")
                    yield connection
                    await connection.exec_driver_sql("COMMIT")
                except BaseException:
                    await asyncio.shield(_undone(connection))
                    raise
                finally:
                    if durable:
                        await asyncio.shield(connection.exec_driver_sql("PRAGMA synchronous=NORMAL"))

    async def wipe(self) -> None:
        """What was deleted leaves the write-ahead log as well."""
        if self.embedded and not self._in_memory:
            with _away():
                async with self._turn, self.engine.connect() as connection:
                    await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        await self.engine.dispose()


def _sqlite(url: str, **options: Any) -> AsyncEngine:
    engine = create_async_engine(url, connect_args={"timeout": PATIENCE}, **options)

    @event.listens_for(engine.sync_engine, "connect")
    def opened(connection: Any, _: object) -> None:
        connection.isolation_level = None  # BEGIN and COMMIT are said by `write`, not by the driver
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _postgresql(url: str) -> AsyncEngine:
    try:
        read = make_url(url)
        if read.get_backend_name() not in {"postgresql", "postgres"}:
            raise DatabaseRefused("DATABASE_URL must begin with postgresql://; leave it out for a SQLite file")
        return create_async_engine(
            read.set(drivername="postgresql+asyncpg"), pool_size=10, max_overflow=5, pool_timeout=10, pool_pre_ping=True
        )
    except (ArgumentError, ValueError, TypeError) as error:
        raise DatabaseRefused(
            "DATABASE_URL cannot be read: write it like postgresql://user:password@host/name"
        ) from error


class _away:  # noqa: N801 - a context manager is called like a function
    """Turns "the database cannot be used" into the one error that flows know; a wrong statement stays what it is."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, (OperationalError, InterfaceError, ConnectionError, TimeoutError)) or (
            isinstance(error, DBAPIError) and error.connection_invalidated
        ):
            cause = getattr(error, "orig", None) or error
            raise StoreAway(type(cause).__name__) from error


async def _undone(connection: AsyncConnection) -> None:
    try:
        await connection.exec_driver_sql("ROLLBACK")
    except DBAPIError:  # nothing was begun, or SQLite has undone it already
        await connection.invalidate()
