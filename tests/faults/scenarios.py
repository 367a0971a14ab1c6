"""What is broken and what is counted then. Each scenario takes its size and gives counts; its bar is beside it."""

import asyncio
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.core.messages import Message
from bot.flows.ports import Address
from bot.stores import schema
from bot.stores.database import Database
from bot.stores.follows import Follows
from bot.stores.guests import Guests
from tests.botapi.faults import Answer, Cut
from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.faults.knowledge import write
from tests.faults.storm import StrictApi
from tests.faults.supervised import supervised

Counts = Mapping[str, float]


@dataclass(frozen=True)
class Place:
    """A folder for one scenario."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def environment(self, api: BotApi, **more: str) -> dict[str, str]:
        return {
            "TELEGRAM_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url,
            "DATA_DIR": str(self.data),
            "KNOWLEDGE": str(write(self.folder / "knowledge")),
            "MATCHING_ENCODER": "off",
            **more,
        }

    def rows(self, query: str) -> list[Any]:
        with closing(sqlite3.connect(self.data / "open-window.db", timeout=10)) as connection:
            return connection.execute(query).fetchall()

    def states(self, table: str) -> dict[int, int]:
        return dict(self.rows(f"SELECT state, count(*) FROM {table} GROUP BY state"))


async def until(true: Callable[[], bool], seconds: float) -> bool:
    """Whether it came true; looked at twenty times a second, since it happens in another process."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        await asyncio.sleep(0.05)
    return True


def answers(api: BotApi) -> Counter[int]:
    return Counter(call.params["chat_id"] for call in api.made("sendMessage"))


async def killed_while_answering(folder: Path, questions: int, kills: int) -> Counts:
    """R1: kill -9 at random during questions. Bar: 0 lost, doubled at most one a kill."""
    place = Place(folder)
    async with BotApi.running() as api:
        people = [Person(api, number) for number in range(1, questions + 1)]
        environment = place.environment(api, SENDING_A_SECOND="0")
        async with supervised(environment, folder / "log") as bot:
            asking = asyncio.create_task(_asked(api, people, kills * 1.0))
            killing = asyncio.create_task(bot.kill_at_random(kills, 0.2, 3.0, lambda: False))
            await asyncio.gather(asking, killing)
            await until(lambda: len(answers(api)) == questions, 60)
            await until(lambda: not place.rows("SELECT 1 FROM inbox WHERE state < 2 LIMIT 1"), 10)
        heard = answers(api)
    lost = sum(not heard[person.id] for person in people)
    doubled = sum(max(0, heard[person.id] - 1) for person in people)
    return {"questions": questions, "kills": bot.kills, "lost": lost, "doubled": doubled}


async def _asked(api: BotApi, people: list[Person], seconds: float) -> None:
    for person in people:
        await api.backlog.post(person.text("how much is the summer tour"))
        await asyncio.sleep(seconds / len(people))


async def killed_while_reminding(folder: Path, people: int, kills: int, days: int = 40) -> Counts:
    """R3: kills and downtime across due instants. Bar: each notice once or reported unknown, late <= 5 s."""
    place = Place(folder)
    start = datetime(2027, 2, 26, 1, 0, tzinfo=UTC)
    async with BotApi.running() as api:
        chats = [Person(api, number).id for number in range(1, people + 1)]
        quick = {"SENDING_A_SECOND": "0", "REMINDERS_MOST": "50", "REMINDERS_EVERY_SECONDS": "0.2"}
        environment = place.environment(api, **quick, SINCE=str(time.time() + 3))
        await followed(place, chats, ("programme-0", "programme-1", "programme-2", "programme-3", "programme-4"), start)
        command = ("-m", "tests.faults.serve", start.isoformat(), "86400")  # a day a second
        async with supervised(environment, folder / "log", command) as bot:
            await bot.kill_at_random(kills, 0.8, 2.0, lambda: False)
            polls = len(api.made("getUpdates"))
            await until(lambda: len(api.made("getUpdates")) > polls, 60)  # how long a start takes is not asked here
            await asyncio.sleep(max(0.0, days - (time.time() - float(environment["SINCE"]))))
            resumed = time.monotonic()
            await until(lambda: not place.rows("SELECT 1 FROM notices WHERE state = 0 LIMIT 1"), 20)
            late = time.monotonic() - resumed
            await until(lambda: not place.rows("SELECT 1 FROM letters WHERE state < 2 LIMIT 1"), 10)
        texts = Counter((call.params["chat_id"], call.params["text"]) for call in api.made("sendMessage"))
    return {
        "kills": bot.kills,
        "notices": place.rows("SELECT count(*) FROM notices")[0][0],
        "enclosed": place.states("notices").get(1, 0),
        "dropped": place.states("notices").get(2, 0),
        "pending": place.states("notices").get(0, 0),
        "letters sent": place.states("letters").get(2, 0),
        "unknown": place.states("letters").get(5, 0),
        "arrived": texts.total(),
        "doubled": sum(number - 1 for number in texts.values()),
        "seconds late": late,
    }


async def followed(place: Place, chats: list[int], programmes: tuple[str, ...], since: datetime) -> None:
    database = Database.at(None, place.data)
    await schema.prepare(database)
    follows = Follows(database)
    for chat in chats:
        for programme in programmes:
            await follows.follow(Address("telegram", str(chat)), programme, "", since)
    await database.close()


async def posted(place: Place, chats: list[int]) -> None:
    """A letter to everybody, waiting in the outbox."""
    database = Database.at(None, place.data)
    await schema.prepare(database)
    guests = Guests(database)
    for chat in chats:
        now = datetime.now(UTC)
        await guests.post(Address("telegram", str(chat)), Message(f"A notice for {chat}."), "staff", now)
    await database.close()


async def refused_by_a_strict_server(folder: Path, people: int, storms: int) -> Counts:
    """R4: a server that takes 30 a second, and storms of 429. Bars: all there, never above 30 a second, refused
    at most 2 %, requests inside a penalty at most the eight in flight for each storm."""
    place, api = Place(folder), StrictApi()
    await api.start()
    try:
        chats = [Person(api, number).id for number in range(1, people + 1)]
        environment = place.environment(api)
        await posted(place, chats)
        async with supervised(environment, folder / "log"):
            began = time.monotonic()
            for _ in range(storms):
                await asyncio.sleep(people / 29 / (storms + 1))
                api.storm()
            await until(lambda: len(answers(api)) == people, people / 29 * 2 + 60)
            took = time.monotonic() - began
        heard = answers(api)
    finally:
        await api.stop()
    first = api.asked[0] if api.asked else 0.0
    return {
        "letters": people,
        "lost": people - len(heard),
        "doubled": sum(number - 1 for number in heard.values()),
        "most in a second": api.most_in_a_second(),
        "refused": api.refused,
        "inside penalties": api.inside,
        "a second": len(heard) / max(api.asked[-1] - first, 0.001) if api.asked else 0.0,
        "seconds": took,
    }


async def answered_by_a_broken_server(folder: Path, people: int) -> Counts:
    """R7: 20 % 500 and 502, 5 % cut before the effect, 5 % after it. Bars: nothing pending for ever, no letter twice,
    each cut one reported as unknown."""
    place = Place(folder)
    async with BotApi.running() as api:
        chats = [Person(api, number).id for number in range(1, people + 1)]
        await posted(place, chats)
        tenth = people // 10
        html = Answer(502, "<html>bad gateway</html>", "text/html")
        api.faults.order("sendMessage", html, tenth, lambda params: params["chat_id"] % 5 == 0)
        broken = Answer(500, '{"ok":false,"error_code":500,"description":"restart"}')
        api.faults.order("sendMessage", broken, tenth, lambda params: params["chat_id"] % 5 == 1)
        api.faults.order("sendMessage", Cut("before"), tenth // 2, lambda params: params["chat_id"] % 5 == 2)
        api.faults.order("sendMessage", Cut("after"), tenth // 2, lambda params: params["chat_id"] % 5 == 3)
        async with supervised(place.environment(api, SENDING_A_SECOND="0"), folder / "log"):
            await until((place.data / "open-window.db").exists, 10)
            await until(lambda: not place.rows("SELECT 1 FROM letters WHERE state < 2 LIMIT 1"), 60)
        heard = answers(api)
    states = place.states("letters")
    return {
        "letters": people,
        "arrived": len(heard),
        "doubled": sum(number - 1 for number in heard.values()),
        "sent": states.get(2, 0),
        "unknown": states.get(5, 0),
        "pending": states.get(0, 0) + states.get(1, 0),
        "failed": states.get(4, 0),
    }


async def away(folder: Path, seconds: float) -> Counts:
    """R8: the API refuses connections, also at the start. Bars: the process lives, 0 lost, back <= 35 s after."""
    place = Place(folder)
    async with BotApi.running() as api:
        port, people = api.port, [Person(api, number) for number in range(1, 41)]
        environment = place.environment(api)
        await api.stop()
        async with supervised(environment, folder / "log") as bot:
            await asyncio.sleep(min(3.0, seconds))
            await api.start(port)
            await api.backlog.post(*(person.text("how much is the summer tour") for person in people[:20]))
            await until(lambda: len(answers(api)) == 20, 40)
            await api.stop()
            await asyncio.sleep(seconds)
            await api.backlog.post(*(person.text("how much is the summer tour") for person in people[20:]))
            back = time.monotonic()
            await api.start(port)
            await until(lambda: len(answers(api)) == 40, 60)
            took = time.monotonic() - back
        heard = answers(api)
    doubled = sum(number - 1 for number in heard.values())
    return {"lost": 40 - len(heard), "doubled": doubled, "back after": took, "starts": len(bot.restarts)}


async def locked_out(folder: Path, seconds: float) -> Counts:
    """R9: the database is locked by somebody else. Bars: the process lives, 0 lost, back <= 10 s after."""
    place = Place(folder)
    async with BotApi.running() as api:
        people = [Person(api, number) for number in range(1, 31)]
        async with supervised(place.environment(api, SENDING_A_SECOND="0"), folder / "log") as bot:
            await api.backlog.post(people[0].text("how much is the summer tour"))
            await until(lambda: len(answers(api)) == 1, 20)
            with closing(sqlite3.connect(place.data / "open-window.db", isolation_level=None)) as other:
                other.execute("BEGIN EXCLUSIVE")
                sent = await api.backlog.post(*(one.text("how much is the summer tour") for one in people[1:]))
                await asyncio.sleep(seconds)
                early = len(api.backlog.confirmed & set(sent))
                other.execute("ROLLBACK")
            back = time.monotonic()
            await until(lambda: len(answers(api)) == 30, 40)
            took = time.monotonic() - back
        heard = answers(api)
    return {
        "confirmed but not stored": early,
        "lost": 30 - len(heard),
        "doubled": sum(number - 1 for number in heard.values()),
        "back after": took,
        "starts": len(bot.restarts),
    }


async def stopped(folder: Path, waiting: int, letters: int) -> Counts:
    """R13: SIGTERM with questions waiting and letters on their way. Bars: exit <= 10 s, code 0, 0 lost, it resumes."""
    place = Place(folder)
    async with BotApi.running() as api:
        people = [Person(api, number) for number in range(1, waiting + 1)]
        others = [Person(api, 10_000 + number).id for number in range(letters)]
        await posted(place, others)
        environment = place.environment(api, SENDING_A_SECOND="100")
        async with supervised(environment, folder / "log") as bot:
            await until(lambda: len(answers(api)) > 20, 20)
            await api.backlog.post(*(person.text("how much is the summer tour") for person in people))
            await asyncio.sleep(0.3)
            code, seconds = await bot.stop()
        async with supervised(environment, folder / "log"):
            await until(lambda: len(answers(api)) == waiting + letters, 60)
        heard = answers(api)
    lost = waiting + letters - len(heard)
    doubled = sum(number - 1 for number in heard.values())
    return {"exit code": code, "seconds to stop": seconds, "lost": lost, "doubled": doubled}
