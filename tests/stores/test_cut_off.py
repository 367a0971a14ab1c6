"""A task that is cancelled while it uses the database leaves neither a thread nor a transaction behind."""

import asyncio
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.stores.database import Database


async def long(database: Database) -> None:
    async with database.write(long=True) as connection:
        await connection.execute(text("CREATE TABLE half (id INTEGER)"))


@pytest.mark.parametrize("steps", range(12))
async def test_a_long_use_of_a_file_may_be_cut_off_anywhere(tmp_path: Path, steps: int) -> None:
    database = Database.at(None, tmp_path)
    before = set(threading.enumerate())
    task = asyncio.create_task(long(database))
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    for thread in set(threading.enumerate()) - before:
        thread.join(5)
        assert not thread.is_alive(), "the process would wait for it for ever"
    async with database.write() as connection:
        await connection.execute(text("CREATE TABLE whole (id INTEGER)"))
    await database.close()
