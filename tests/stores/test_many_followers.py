"""A hundred thousand followers: planning is one statement an occasion, and no follower passes through this process."""

import time
import tracemalloc
from datetime import timedelta

from sqlalchemy import text

from bot.flows.ports import Plan
from bot.stores import instants
from bot.stores.database import Database
from bot.stores.ledger import Ledger
from tests.stores.conftest import Place, emptied
from tests.stores.given import NOW, after, occasion, opened

PEOPLE = 100_000
WINDOWS = [f"round-{number}" for number in range(10)]
SECONDS = 3.0
"""On a quiet machine; one that is busy with other things may take as many times more."""
BUSY = 4
MEGABYTES = 20


async def crowd(database: Database, number: int = PEOPLE) -> None:
    columns = "channel, address, chose_language, was_asked_role, muted, gone, since, seen, mail_lease"
    count = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {number})"
    since = instants.kept(after(days=-1))
    async with database.write(long=True) as connection:
        values = "'telegram', CAST(i AS TEXT), false, false, false, false, 0, 0, 0"
        await connection.execute(text(f"{count} INSERT INTO people ({columns}) SELECT {values} FROM n"))
        follow = f"SELECT 'exchange', '', id, {since} FROM people"
        await connection.execute(text(f'INSERT INTO follows (entity, "window", person, since) {follow}'))


async def test_planning_for_all_of_them_is_quick_and_takes_no_memory(in_a_file: Place) -> None:
    database = in_a_file.open()
    await emptied(database)
    await crowd(database)
    ledger = Ledger(database)
    due = [occasion(window, edge=NOW + timedelta(days=7)) for window in WINDOWS]
    tracemalloc.start()
    began = time.perf_counter()
    plan = await ledger.plan(due, (), NOW)
    took = time.perf_counter() - began
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert plan == Plan(due=PEOPLE * len(WINDOWS), planned=PEOPLE * len(WINDOWS))
    assert took < SECONDS * BUSY, f"{took:.2f} s"
    assert peak < MEGABYTES * 2**20, f"{peak / 2**20:.1f} MB"
    print(f"planned {plan.planned:,} in {took:.2f} s, {peak / 2**20:.1f} MB")

    began = time.perf_counter()
    assert (await ledger.plan(due, (), NOW)).planned == 0
    again = time.perf_counter() - began
    assert again < SECONDS, f"{again:.2f} s"

    began = time.perf_counter()
    mail = await opened(database)
    took = time.perf_counter() - began
    assert len(mail.pending) == len(WINDOWS)
    assert took < 0.1, "all people are looked through for one mailbox"
    print(f"planned again in {again:.2f} s; a mailbox in {took * 1000:.1f} ms")
    await database.close()
