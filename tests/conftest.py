"""What many tests share: the shipped knowledge, the matcher by words and at full strength, and a tiny knowledge.

The full matcher is built once a session (about 40 s on two quiet cores). What it learned lies in a folder that goes
with the session; KEEP_LEARNED=<folder> keeps it for the next one, which is what one wants while writing talks.
"""

import copy
import os
from collections.abc import Mapping
from pathlib import Path

import hypothesis
import pytest

from bot import locales, settings, understanding
from bot.core.conversation import Conversation
from bot.core.knowledge import Knowledge
from bot.core.messages import Speech
from bot.understanding import Understanding
from tests import command_line, tiny

ROOT = Path(__file__).resolve().parent.parent


hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

PATIENCE = 900
"""Seconds for a test that may be the one for which a matcher learns, on a machine busy with other things."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if {"full", "strong"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.timeout(PATIENCE))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """DATA_DIR of the session."""
    kept = os.environ.get("KEEP_LEARNED")
    return Path(kept) if kept else tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def shipped_settings(data_dir: Path) -> settings.Settings:
    """The shipped settings and nothing of the machine's own environment."""
    environment = {"DATA_DIR": str(data_dir), "KNOWLEDGE": str(ROOT / "knowledge")}
    return settings.load(ROOT / "config" / "settings.yaml", environment)


@pytest.fixture(scope="session")
def opened(shipped_settings: settings.Settings) -> Understanding:
    """The shipped knowledge, by words only, as in the first seconds after a start."""
    return Understanding(shipped_settings)


@pytest.fixture(scope="session")
def shipped(opened: Understanding) -> Knowledge:
    return opened.knowledge


@pytest.fixture(scope="session")
def lexical(opened: Understanding) -> Conversation:
    """The shipped knowledge matched by words only; ready in some seconds."""
    return opened.conversation


@pytest.fixture(scope="session")
def full(opened: Understanding) -> Conversation:
    """The shipped knowledge at full strength, encoder on. Tests that ask for it must allow it time to be built."""
    strong = copy.copy(opened)
    strong.strengthen()
    return strong.conversation


@pytest.fixture(scope="session")
def speeches() -> Mapping[str, Speech]:
    return locales.load(understanding.LOCALES)


@pytest.fixture(scope="session")
def english(speeches: Mapping[str, Speech]) -> Speech:
    return speeches["en"]


@pytest.fixture(scope="session")
def chinese(speeches: Mapping[str, Speech]) -> Speech:
    return speeches["zh"]


@pytest.fixture(scope="session")
def small(speeches: Mapping[str, Speech]) -> Conversation:
    """The tiny knowledge, matched with all that needs no encoder."""
    return tiny.conversation(tiny.KNOWLEDGE, speeches)


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> command_line.CommandLine:
    """run_bot.py as a process, beside folders with a small sound knowledge, plain entries alone, and a broken one."""
    place = tmp_path_factory.mktemp("command-line")
    for name, files in (("sound", command_line.FILES), ("plain", command_line.PLAIN), ("broken", command_line.BROKEN)):
        command_line.write(place / name, files)
    return command_line.CommandLine(ROOT, place)
