"""The composition root with a small knowledge on disk: by words at once, at full strength soon after."""

import asyncio
import logging
import threading
from pathlib import Path

import pytest

from bot import app, settings
from bot.core.people import Person, Talk
from bot.flows.ports import Address
from tests import command_line, tiny

HERE = Address("test", "1")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    command_line.write(tmp_path / "knowledge", command_line.FILES)
    return tmp_path


@pytest.fixture
def small_settings(place: Path, root: Path) -> settings.Settings:
    environment = {"DATA_DIR": str(place / "data"), "KNOWLEDGE": str(place / "knowledge"), "MATCHING_ENCODER": "off"}
    return settings.load(root / "config" / "settings.yaml", environment)


def full_strength(understanding: app.Understanding) -> bool:
    reply = understanding.conversation.ask("how much is the tour", Person(), Talk(), tiny.NOW)
    assert reply.ranking is not None
    return reply.ranking.full_strength


def test_words_answer_at_once_and_full_strength_comes_beside(small_settings: settings.Settings) -> None:
    understanding = app.Understanding.open(small_settings)
    assert not full_strength(understanding)
    done = threading.Event()
    understanding.strengthen_beside(done.set)
    assert done.wait(60)
    assert full_strength(understanding)


def test_where_strength_cannot_be_had_words_go_on(
    small_settings: settings.Settings, caplog: pytest.LogCaptureFixture
) -> None:
    class Weak(app.Understanding):
        def strengthen(self) -> None:
            raise MemoryError("no room for the encoder")

    understanding = Weak.open(small_settings)
    with caplog.at_level(logging.ERROR):
        understanding.strengthen_beside(lambda: pytest.fail("nothing was strengthened"))
        for thread in threading.enumerate():
            if thread.name == "strengthen":
                thread.join(60)
    assert "matching stays on words only" in caplog.text
    assert not full_strength(understanding)


def test_the_flow_answers_from_the_conversation_in_force(small_settings: settings.Settings) -> None:
    understanding = app.Understanding.open(small_settings)
    ask = app.ask_flow(understanding, lambda: tiny.NOW)
    before = asyncio.run(ask.question(HERE, "when does the summer tour close"))
    assert "by words only" in before.messages[-1].text
    understanding.strengthen()
    after = asyncio.run(ask.question(HERE, "when does the summer tour close"))
    assert after.topic == "summer-tour#dates" and "by words only" not in after.messages[-1].text
    assert "40 days left" in after.messages[0].text


def test_a_broken_folder_is_told_with_every_error_and_no_warning(tmp_path: Path) -> None:
    command_line.write(tmp_path, command_line.BROKEN)
    with pytest.raises(app.KnowledgeBroken) as error:
        app.load_knowledge(tmp_path)
    assert "a.yaml:2" in str(error.value)
    assert len(str(error.value).splitlines()) == sum(not problem.warning for problem in error.value.problems)


def test_a_reply_is_shown_with_its_buttons(small_settings: settings.Settings) -> None:
    understanding = app.Understanding.open(small_settings)
    shown = app.shown(understanding.conversation.welcome(Person(), Talk()))
    assert "Hello, I'm Open Window" in shown and "I'm a student | " in shown
    assert "**" not in shown


def test_today_is_the_day_in_the_zone_of_the_office() -> None:
    ahead = app.today("Pacific/Kiritimati") - app.today("Pacific/Pago_Pago")
    assert ahead.days in {1, 2}  # 25 hours lie between them
    assert app.now().tzinfo is not None
