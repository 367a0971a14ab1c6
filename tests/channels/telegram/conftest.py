"""A Bot API server, a small office and a door between them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.telegram.door import TelegramDoor
from bot.core.conversation import Conversation
from bot.office import Office
from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.channels.telegram import small


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("knowledge")


@pytest.fixture(scope="session")
def conversation(folder: Path) -> Conversation:
    return small.conversation(small.knowledge(folder))


@pytest.fixture
async def office(conversation: Conversation) -> AsyncIterator[Office]:
    opened = await small.office(conversation)
    yield opened
    await opened.close()


@pytest.fixture
def time() -> small.Time:
    return small.Time()


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi.running() as running:
        yield running


@pytest.fixture
async def door(api: BotApi, office: Office, folder: Path, time: small.Time) -> AsyncIterator[TelegramDoor]:
    async with small.serving(api, office, folder, time) as standing:
        yield standing


@pytest.fixture
def li(api: BotApi) -> Person:
    return Person(api, 42)
