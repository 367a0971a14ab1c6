"""What is broken while an announcement goes out, ordered at the command line and carried by the running bot."""

import asyncio
import functools
import os
import re
import sys
import time as clock
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from bot.core.people import Person as Known
from bot.flows.ports import Address
from bot.stores import rows, schema
from bot.stores.database import Database
from tests.botapi.faults import Answer, Cut, Fault, TooMany
from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.faults.scenarios import Counts, Place, until
from tests.faults.storm import StrictApi
from tests.faults.supervised import ROOT, Supervised, supervised

OWNER = 9_000_001
ASKING = 5_000_000
NOTICE = "The form for the **autumn exchange** is open until Friday."
SHOWN = "The form for the autumn exchange is open until Friday."

_ENDED = re.compile(r"(\d+) (sent|blocked|failed|unknown|dropped|left)")


@dataclass
class Scene:
    """People, a bot at work, and one announcement to all of them."""

    api: BotApi
    place: Place
    chats: list[int]
    bot: Supervised
    environment: Mapping[str, str]
    told: Counter[str] = field(default_factory=Counter)
    exit_code: int = -1

    def heard(self) -> Counter[int]:
        """How often each chat was shown the announcement."""
        return Counter(call.params["chat_id"] for call in self.api.made("sendMessage") if call.result["text"] == SHOWN)

    def moments(self) -> list[float]:
        """When it arrived somewhere, in order."""
        return sorted(call.at for call in self.api.made("sendMessage") if call.result["text"] == SHOWN)

    async def announce(self) -> None:
        """As a script would; what the command tells at its end is kept."""
        notice = self.place.folder / "notice.md"
        notice.write_text(NOTICE, encoding="utf-8")
        command = ("run_bot.py", "broadcast", "--to", "everyone", "--file", str(notice), "--yes")
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            cwd=ROOT,
            env={**os.environ, **self.environment},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
        )
        out, _ = await process.communicate()
        self.exit_code = process.returncode or 0
        last = [line for line in out.decode().splitlines() if _ENDED.search(line)][-1:]
        self.told = Counter({name: int(number) for number, name in _ENDED.findall("".join(last))})

    def is_over(self) -> bool:
        waiting = "SELECT 1 FROM letters WHERE broadcast IS NOT NULL AND state IN (0, 1, 7) LIMIT 1"
        planned = "SELECT 1 FROM broadcasts WHERE planned > 0"
        return bool(self.place.rows(planned)) and not self.place.rows(waiting)

    def counts(self) -> dict[str, float]:
        """Every chat exactly once, or reported as unknown."""
        heard, states = self.heard(), self.place.states("letters WHERE broadcast IS NOT NULL")
        by_chat = "SELECT people.address FROM letters JOIN people ON people.id = letters.person WHERE letters.state = 5"
        doubtful = {int(row[0]) for row in self.place.rows(by_chat)}
        return {
            "people": len(self.chats),
            "arrived": len(heard),
            "lost": sum(not heard[chat] and chat not in doubtful for chat in self.chats),
            "doubled": sum(number - 1 for number in heard.values()),
            "sent": states.get(2, 0),
            "unknown": states.get(5, 0),
            "pending": states.get(0, 0) + states.get(1, 0),
            "failed": states.get(4, 0),
            "exit code": self.exit_code,
        }

    def rate(self, chats: set[int] | None = None) -> float:
        """Arrivals a second, from the twentieth to the last but twentieth."""
        calls = [call for call in self.api.made("sendMessage") if call.result["text"] == SHOWN]
        moments = sorted(call.at for call in calls if chats is None or call.params["chat_id"] in chats)
        edge = min(20, len(moments) // 5)
        first, last = moments[edge], moments[-1 - edge]
        return (len(moments) - 1 - 2 * edge) / max(last - first, 0.001)


@asynccontextmanager
async def scene(folder: Path, people: int, api: BotApi, **environment: str) -> AsyncIterator[Scene]:
    place = Place(folder)
    await api.start()
    try:
        chats = [Person(api, number).id for number in range(1, people + 1)]
        Person(api, OWNER)
        await met(place, chats)
        told = place.environment(api, OWNER_ID=str(OWNER), **environment)
        async with supervised(told, folder / "log") as bot:
            await until(lambda: bool(api.calls), 20)
            yield Scene(api, place, chats, bot, told)
    finally:
        await api.stop()


async def met(place: Place, chats: list[int]) -> None:
    """People who have started the bot and never have quiet hours, so that the run does not depend on the hour."""
    database = Database.at(None, place.data)
    await schema.prepare(database)
    awake = Known("en", quiet=(time(0), time(0)))
    async with database.write() as connection:
        for chat in chats:
            await rows.keep(connection, Address("telegram", str(chat)), awake, datetime.now(UTC))
    await database.close()


async def killed(folder: Path, people: int, kills: int, a_second: float = 28.5) -> Counts:
    """R2: kill -9 at random while it goes out. Bars: each chat once or reported as unknown, 0 lost, 0 doubled."""
    async with scene(folder, people, BotApi(), SENDING_A_SECOND=str(a_second)) as at:
        announcing = asyncio.create_task(at.announce())
        await until(lambda: len(at.heard()) > 0, 20)
        await at.bot.kill_at_random(kills, 0.2, 3.0, at.is_over)
        await until(at.is_over, people / a_second + 60)
        await announcing
        return {"kills": at.bot.kills, **at.counts()}


async def refused(folder: Path, people: int, storms: int) -> Counts:
    """R4: a server that takes 30 a second, and storms of 429. Bars: all there, never above 30 in any second, at least
    28 a second when nothing is refused."""
    api = StrictApi()
    async with scene(folder, people, api) as at:
        announcing = asyncio.create_task(at.announce())
        for _ in range(storms):
            await asyncio.sleep(people / 29 / (storms + 1))
            api.storm()
        await until(at.is_over, people / 28 + 10 * storms + 60)
        await announcing
        return {
            **at.counts(),
            "most in a second": api.most_in_a_second(),
            "refused": api.refused,
            "inside penalties": api.inside,
            "a second": at.rate(),
        }


async def some_refused(folder: Path, people: int, tries: int = 3) -> Counts:
    """R5: every tenth chat refuses some times. Bar: the others keep 90 % of the rate."""
    api = BotApi()
    refusing = {chat for chat in range(1, people + 1) if chat % 10 == 0}
    left = Counter(dict.fromkeys(refusing, tries))

    def refuses(params: Mapping[str, Any]) -> bool:
        chat = params["chat_id"]
        if chat not in refusing or left[chat] <= 0:
            return False
        left[chat] -= 1
        return True

    api.faults.order("sendMessage", TooMany(3), tries * len(refusing), refuses)
    async with scene(folder, people, api) as at:
        await at.announce()
        await until(at.is_over, people / 28 + 60)
        others = set(at.chats) - refusing
        return {**at.counts(), "refusals": tries * len(refusing), "others a second": at.rate(others)}


async def asked_meanwhile(folder: Path, people: int, a_second: float = 5.0) -> Counts:
    """R6: questions while it goes out. Bar: 99 % are answered within 1.5 s, none is left out."""
    async with scene(folder, people, BotApi()) as at:
        announcing = asyncio.create_task(at.announce())
        await until(lambda: len(at.heard()) > 5, 20)
        asked: dict[int, float] = {}
        while not announcing.done() and len(at.heard()) < people:
            person = Person(at.api, ASKING + len(asked))
            asked[person.id] = clock.monotonic()
            await person.says("how much is the summer tour")
            await asyncio.sleep(1 / a_second)
        await announcing
        first = {call.params["chat_id"]: call.at for call in reversed(at.api.made("sendMessage"))}
        waits = sorted(first[chat] - since for chat, since in asked.items() if chat in first)
        return {
            **at.counts(),
            "questions": len(asked),
            "unanswered": len(asked) - len(waits),
            "p50 ms": 1000 * waits[len(waits) // 2],
            "p99 ms": 1000 * waits[min(len(waits) - 1, int(len(waits) * 0.99))],
            "a second": at.rate(),
        }


async def broken(folder: Path, people: int) -> Counts:
    """R7: 20 % 500 and 502, 5 % cut before the effect and 5 % after it. Bars: none twice, each cut one unknown."""
    api, tenth = BotApi(), people // 10
    html = Answer(502, "<html>bad gateway</html>", "text/html")
    restart = Answer(500, '{"ok":false,"error_code":500,"description":"restart"}')
    some: tuple[tuple[Fault, int], ...] = (
        (html, tenth),
        (restart, tenth),
        (Cut("before"), tenth // 2),
        (Cut("after"), tenth // 2),
    )
    for rest, (fault, number) in enumerate(some):
        api.faults.order("sendMessage", fault, number, functools.partial(_is_of, rest))
    async with scene(folder, people, api, SENDING_A_SECOND="0") as at:
        await at.announce()
        await until(at.is_over, 60)
        return {**at.counts(), "cut": 2 * (tenth // 2), "told as unknown": at.told["unknown"]}


def _is_of(rest: int, params: Mapping[str, Any]) -> bool:
    return bool(params["chat_id"] % 5 == rest)


async def stopped(folder: Path, people: int) -> Counts:
    """R13: SIGTERM in the middle. Bars: exit 0 within 10 s, and with the next start the rest goes out, nobody twice."""
    async with scene(folder, people, BotApi()) as at:
        announcing = asyncio.create_task(at.announce())
        await until(lambda: len(at.heard()) > people // 4, 60)
        code, seconds = await at.bot.stop()
        early = len(at.heard())
        async with supervised(at.environment, folder / "log"):
            await until(at.is_over, people / 28 + 30)
            await announcing
        return {**at.counts(), "code of the bot": code, "seconds to stop": seconds, "before the stop": early}
