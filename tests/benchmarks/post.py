"""The way of a question through the real process: stored, matched, answered, sent; and planning for very many."""

import asyncio
import sqlite3
import time
import tracemalloc
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.core.reminders import Occasion
from bot.stores import schema
from bot.stores.database import Database
from bot.stores.ledger import Ledger
from bot.understanding import load_knowledge
from tests.benchmarks.workshop import ROOT
from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.channels.telegram import process

BACKLOG = 1500
RATE = 50
FOLLOWERS, WINDOWS = 100_000, 10


@dataclass(frozen=True)
class Post:
    """`backlog` in questions a second; latencies in ms at `RATE` questions a second; planning in s and MB."""

    backlog: float
    p50: float
    p99: float
    planning: float
    memory: float


def measure(folder: Path) -> Post:
    """`folder` is the data folder with what the matcher has learned."""
    backlog, p50, p99 = asyncio.run(_asked(folder))
    planning, memory = asyncio.run(_planned(folder / "planning"))
    return Post(backlog, p50, p99, planning, memory)


async def _asked(folder: Path) -> tuple[float, float, float]:
    known = load_knowledge(ROOT / "knowledge")
    texts = list(dict.fromkeys(way.text for way in known.phrasings))[: BACKLOG + 500]
    unpaced = {"SENDING_A_SECOND": "0", "MATCHING_ENCODER": "on"}
    async with BotApi.running() as api, process.bot(api, folder, **unpaced) as running:
        await running.says("matching is at full strength")
        await running.says("Telegram is open")
        people = [Person(api, number) for number in range(1, BACKLOG + 1)]
        updates = [person.text(text) for person, text in zip(people, texts, strict=False)]
        began = time.monotonic()
        await api.backlog.post(*updates)
        await api.until(lambda: len(api.made("sendMessage")) >= BACKLOG, 120)
        backlog = BACKLOG / (time.monotonic() - began)
        asking = []
        for number in range(500):
            asking.append(asyncio.create_task(_timed(api, people[number], texts[BACKLOG + number])))
            await asyncio.sleep(1 / RATE)
        times = sorted(await asyncio.gather(*asking))
    return backlog, times[len(times) // 2], times[len(times) * 99 // 100]


async def _timed(api: BotApi, person: Person, text: str) -> float:
    before, began = len(person.answers()), time.perf_counter()
    await person.says(text)
    await api.until(lambda: len(person.answers()) > before)
    return (time.perf_counter() - began) * 1000


async def _planned(folder: Path) -> tuple[float, float]:
    database = Database.at(None, folder)
    await schema.prepare(database)
    with closing(sqlite3.connect(folder / "open-window.db")) as crowd:
        crowd.executemany(
            "INSERT INTO people (id, channel, address, chose_language, was_asked_role, muted, gone, since, seen, "
            "mail_lease) VALUES (?, 'telegram', ?, 0, 0, 0, 0, 0, 0, 0)",
            ((number, str(number)) for number in range(1, FOLLOWERS + 1)),
        )
        for window in range(WINDOWS):
            crowd.executemany(
                "INSERT INTO follows (entity, window, person, since) VALUES (?, '', ?, 0)",
                ((f"programme-{window}", number) for number in range(1, FOLLOWERS + 1)),
            )
        crowd.commit()
    now = datetime(2027, 4, 3, 1, tzinfo=UTC)
    edge = now + timedelta(days=7)
    due = [Occasion(f"{one}/7", f"programme-{one}", "round", "", "v", "7", now, edge) for one in range(WINDOWS)]
    tracemalloc.start()
    began = time.perf_counter()
    plan = await Ledger(database).plan(due, (), now)
    took = time.perf_counter() - began
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    assert plan.planned == FOLLOWERS * WINDOWS
    await database.close()
    return took, peak
