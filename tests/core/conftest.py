"""Somebody at the door of the tiny office."""

from collections.abc import Mapping

import pytest

from bot.core.conversation import Conversation
from bot.core.messages import Speech
from tests import tiny
from tests.core.somebody import Somebody


@pytest.fixture
def somebody(small: Conversation) -> Somebody:
    return Somebody(small)


@pytest.fixture(scope="session")
def timid(speeches: Mapping[str, Speech]) -> Conversation:
    """The tiny knowledge that asks back, whatever is asked."""
    return tiny.conversation(tiny.KNOWLEDGE, speeches, tiny.UNSURE)


@pytest.fixture
def unsure(timid: Conversation) -> Somebody:
    return Somebody(timid)
