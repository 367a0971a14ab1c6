"""One database behind all stores: SQLite in a file or in memory, or PostgreSQL. Every use is one short transaction.

SQLite answers within microseconds, so its short transactions run where they are asked for: through a thread, every
statement would wait for two changes of threads, which costs a question four times as much. What takes long
(a hundred thousand notices, tidying up, folding the log into the file) goes through aiosqlite and its thread.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Dialect, Engine, Executable, NullPool, create_engine, event, make_url
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

from bot.errors import Told
from bot.stores import away

PATIENCE = 5.0
"""Seconds that SQLite is waited for while another process writes."""

_Result = TypeVar("_Result")


FILE = "open-window.db"
"""The embedded database, in the data folder."""


class DatabaseRefused(Told):
    """DATABASE_URL is of no use, or the database is newer than this program."""


class Transaction(Protocol):
    """What the stores use of a connection."""

    @property
    def dialect(self) -> Dialect: ...

    async def execute(self, statement: Executable, parameters: Any = None, /) -> CursorResult[Any]: ...

    async def run_sync(self, act: Callable[[Connection], _Result], /) -> _Result: ...


class _Here:
    """A synchronous connection that is used without leaving the event loop: nothing comes between its statements."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        return self._connection.dialect

    async def execute(self, statement: Executable, parameters: Any = None, /) -> CursorResult[Any]:
        return self._connection.execute(statement, parameters)

    async def run_sync(self, act: Callable[[Connection], _Result], /) -> _Result:
        return act(self._connection)


class Database:
    """`at` makes one. SQLite has one writer at a time: ours queue for it, and wait for other processes `patience`."""

    def __init__(self, shared: AsyncEngine | None, here: Engine | None = None, patience: float = PATIENCE) -> None:
        self._shared = shared
        self._here = here
        self._patience = patience
        self._kept: Connection | None = None
        self._turn = asyncio.Lock()

    @classmethod
    def at(cls, url: str | None, folder: Path | None = None, patience: float = PATIENCE) -> "Database":
        """`url` as in DATABASE_URL; without one a SQLite file in `folder`, or memory if that is None too."""
        if url:
            return cls(_postgresql(url), None, patience)
        if folder is None:
            return cls(None, _opening(create_engine("sqlite://", poolclass=StaticPool)), patience)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / FILE
        waits = {"timeout": patience}
        here = create_engine(f"sqlite:///{file}", poolclass=NullPool, connect_args=waits)
        beside = create_async_engine(f"sqlite+aiosqlite:///{file}", poolclass=NullPool, connect_args=waits)
        _opening(beside.sync_engine)
        return cls(beside, _opening(here, "busy_timeout=0"), patience)  # `_begun` waits, not the event loop

    @property
    def embedded(self) -> bool:
        """Whether nobody else serves from this database."""
        return self._here is not None

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        """Raises `StoreAway` when the database cannot be used for now."""
        if self._here is not None:
            with away.told():
                async with self._turn:
                    yield _Here(self._opened())
            return
        with away.told():
            async with _there(self._shared).connect() as connection:
                yield connection

    @asynccontextmanager
    async def write(self, durable: bool = False, long: bool = False) -> AsyncIterator[Transaction]:
        """A transaction, undone whole by any exception. Raises `StoreAway` when the database cannot be used for now.

        `durable`: on the disk even if the power fails the moment after, for what nobody would send a second time.
        Without it only the last moments before a power cut may be undone; a killed process never loses anything.
        `long`: it may take more than milliseconds, and others go on meanwhile.
        """
        if self._here is None:
            with away.told():
                async with _there(self._shared).begin() as connection:
                    yield connection
            return
        with away.told():
            async with self._turn:
                if long and self._shared is not None:
                    async with self._beside(self._shared) as beside:
                        yield beside
                    return
                async with self._inside(durable) as here:
                    yield here

    @asynccontextmanager
    async def _inside(self, durable: bool) -> AsyncIterator[Transaction]:
        connection = self._opened()
        if durable:
            connection.exec_driver_sql("PRAGMA synchronous=FULL")
        await self._begun(connection)
        try:
            yield _Here(connection)
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            self._undo(connection)
            raise
        finally:
            if durable and self._kept is not None:
                connection.exec_driver_sql("PRAGMA synchronous=NORMAL")

    async def _begun(self, connection: Connection) -> None:
        """Another process that writes is waited for without holding up the event loop."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self._patience
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            except OperationalError as error:
                if loop.time() >= until or away.sqlite_code(error.orig) not in away.BUSY:
                    raise
                await asyncio.sleep(0.01)
            else:
                return

    @asynccontextmanager
    async def _beside(self, engine: AsyncEngine) -> AsyncIterator[Transaction]:
        async with _connected(engine) as connection:
            await connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                await connection.exec_driver_sql("COMMIT")
            except BaseException:
                with suppress(SQLAlchemyError):  # it was cut off in the middle of a statement, or is undone already
                    await asyncio.shield(connection.exec_driver_sql("ROLLBACK"))
                raise

    async def wipe(self) -> None:
        """What was deleted leaves the write-ahead log as well."""
        if self._shared is not None and self._here is not None:
            with away.told():
                async with self._turn, _connected(self._shared) as connection:
                    await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        if self._kept is not None:
            self._kept.close()
            self._kept = None
        if self._here is not None:
            self._here.dispose()
        if self._shared is not None:
            await self._shared.dispose()

    def _opened(self) -> Connection:
        assert self._here is not None
        if self._kept is None:
            self._kept = self._here.connect().execution_options(isolation_level="AUTOCOMMIT")
        return self._kept

    def _undo(self, connection: Connection) -> None:
        try:
            connection.exec_driver_sql("ROLLBACK")
        except DBAPIError:  # SQLite has undone it already, or the file is gone: begin with a new connection
            if self._shared is not None:
                connection.invalidate()
                connection.close()
                self._kept = None


def _there(engine: AsyncEngine | None) -> AsyncEngine:
    assert engine is not None
    return engine


@asynccontextmanager
async def _connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Opened and closed whole, even if its task is cancelled: half a connection leaves a thread behind, and the
    process would wait for it for ever."""
    connection = engine.connect()
    opening = asyncio.ensure_future(_started(connection))
    try:
        await asyncio.shield(opening)
        yield connection
    finally:
        await asyncio.wait({opening})
        if not opening.cancelled() and opening.exception() is None:
            await asyncio.shield(connection.close())


async def _started(connection: AsyncConnection) -> None:
    await connection.start()


def _opening(engine: Engine, *more: str) -> Engine:
    @event.listens_for(engine, "connect")
    def opened(connection: Any, _: object) -> None:
        connection.isolation_level = None  # BEGIN and COMMIT are said by `write`, not by the driver
        cursor = connection.cursor()
        _write_ahead(cursor)
        for pragma in ("synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON", *more):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """Where several processes open a new file at once, this one statement does not wait by itself for its turn."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.005)
        else:
            return


def _postgresql(url: str) -> AsyncEngine:
    try:
        read = make_url(url)
        if read.get_backend_name() not in {"postgresql", "postgres"}:
            raise DatabaseRefused("DATABASE_URL must begin with postgresql://; leave it out for a SQLite file")
        query = {"ssl" if name == "sslmode" else name: value for name, value in read.query.items()}
        read = read.set(drivername="postgresql+asyncpg", query=query)
        return create_async_engine(read, pool_size=10, max_overflow=5, pool_timeout=10, pool_pre_ping=True)
    except (ArgumentError, ValueError, TypeError) as error:
        raise DatabaseRefused(
            "DATABASE_URL cannot be read: write it like postgresql://user:password@host/name"
        ) from error
