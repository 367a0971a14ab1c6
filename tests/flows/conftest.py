"""A post office in memory."""

from collections.abc import AsyncIterator

import pytest

from bot.core.conversation import Conversation
from tests.flows.hall import Hall, standing
from tests.flows.postal import Post, opened


@pytest.fixture
async def post(small: Conversation) -> AsyncIterator[Post]:
    made = await opened(small)
    yield made
    await made.deliver.finish(0)
    await made.office.close()


@pytest.fixture
async def hall(small: Conversation) -> AsyncIterator[Hall]:
    async with standing(small) as made:
        yield made
