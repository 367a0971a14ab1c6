"""A small office to ask at the Telegram door, made in milliseconds, and time that passes at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot import knowledge_files, locales
from bot.channels.telegram.door import TelegramDoor
from bot.core.answers import Answers
from bot.core.conversation import Conversation
from bot.core.knowledge import Knowledge
from bot.core.matching import build
from bot.flows.ports import Clock
from bot.office import Office
from bot.settings import Settings
from tests import house
from tests.botapi.server import BotApi

NOW = datetime(2027, 3, 1, 1, 0, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n" + b"picture"
FILES = {
    "office.yaml": """\
id: office
languages: [en, zh]
names: {en: International Office, zh: 国际处}
aliases: {en: [office], zh: [国际处]}
owner: front
desks:
  front:
    names: {en: Front desk, zh: 前台}
    contact: {en: front@example.edu, zh: front@example.edu}
answers:
  contact: {en: Write to us., zh: 写信给我们。}
""",
    "office.ask.yaml": "contact: {en: [how do I reach you, talk to a person], zh: [怎么联系你们, 转人工]}\n",
    "programmes/summer-tour.yaml": """\
id: summer-tour
names: {en: Summer tour, zh: 暑期研学}
aliases: {en: [summer tour], zh: [暑期研学]}
audiences: [student]
owner: front
windows:
  - id: round
    names: {en: Round, zh: 批次}
    opens: 03-01
    closes: 04-10T17:00
answers:
  overview: {en: Three weeks abroad., zh: 出国三周。}
  cost:
    en: |
      About **5,000** & no more; see [the form](https://example.edu/?a=1&b=2).

      - flight
      - room
    zh: 大约**五千元**。
  apply:
    en: Fill in the form.
    zh: 填表。
    attachments:
      - {path: forms/form.png, names: {en: The form, zh: 表格}}
""",
    "programmes/summer-tour.ask.yaml": """\
overview: {en: [what is the summer tour], zh: [什么是暑期研学]}
cost: {en: [how much is the summer tour, price of the tour], zh: [暑期研学多少钱, 研学费用]}
apply: {en: [how do I apply for the summer tour], zh: [怎么报名暑期研学]}
dates: {en: [when is the summer tour], zh: [暑期研学什么时候]}
""",
    "programmes/winter-school.yaml": """\
id: winter-school
names: {en: Winter school, zh: 冬令营}
aliases: {en: [winter school], zh: [冬令营]}
audiences: [student]
owner: front
answers:
  overview: {en: Two weeks of snow., zh: 两周冰雪。}
  cost: {en: "About 3,000.", zh: 大约三千元。}
""",
    "programmes/winter-school.ask.yaml": """\
overview: {en: [what is the winter school], zh: [什么是冬令营]}
cost: {en: [how much is the winter school, price of the winter school], zh: [冬令营多少钱]}
""",
    "vocabulary.yaml": """\
aspects:
  overview: {names: {en: Overview, zh: 简介}, asks: {en: ["what is {}"], zh: ["什么是{}"]}}
  cost: {names: {en: Cost, zh: 费用}, asks: {en: ["how much is {}", how much is it], zh: ["{}多少钱", 多少钱]}}
""",
}


def knowledge(folder: Path) -> Knowledge:
    """The small office, written into a folder and read from it."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "forms").mkdir(exist_ok=True)
    (folder / "forms" / "form.png").write_bytes(PNG)
    loaded = knowledge_files.load(folder, NOW.date())
    assert loaded.knowledge is not None, loaded.problems
    return loaded.knowledge


def conversation(known: Knowledge) -> Conversation:
    speeches = locales.load(Path("config/locales"))
    return Conversation(Answers(known), build.draft(known, (), "balanced").matcher(), speeches)


async def office(talk: Conversation, time: "Time | None" = None, chosen: Settings | None = None) -> Office:
    """The office over a database in memory; its clock is `time`'s, or the real one, set to the morning of `NOW`."""
    return await house.office(talk, time.now if time else _running(), chosen)


def _running() -> Clock:
    """A clock that runs, because what is put off must come due."""
    began = datetime.now(UTC)
    return lambda: NOW + (datetime.now(UTC) - began)


class Time:
    """Sleeping moves the clock and takes no time."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    async def sleep(self, seconds: float, /) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)

    def now(self) -> datetime:
        return NOW + timedelta(seconds=sum(self.slept))


@asynccontextmanager
async def serving(api: BotApi, office: Office, folder: Path, time: Time, **more: Any) -> AsyncIterator[TelegramDoor]:
    """The door in this process, closed as a stop signal closes it."""
    door = made(office, api.token, api.url, folder, **{"sleep": time.sleep, "patience": 5.0, **more})
    stop = asyncio.Event()
    task = asyncio.create_task(door.serve(stop))
    try:
        yield door
    finally:
        stop.set()
        await task


def made(office: Office, token: str, url: str, folder: Path, **more: Any) -> TelegramDoor:
    post = office.post_office
    return TelegramDoor(office.attend, office.inbox, post, office.clock, token, url, None, folder, **more)
