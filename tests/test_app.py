"""The composition root with a small knowledge on disk: by words at once, at full strength soon after."""

import asyncio
import logging
import threading
from pathlib import Path

import pytest

from bot import app, settings, understanding
from bot.core.people import Person, Talk
from bot.flows.ports import Address
from bot.office import Office
from bot.understanding import Understanding
from tests import command_line, house, tiny

HERE = Address("test", "1")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    command_line.write(tmp_path / "knowledge", command_line.FILES)
    return tmp_path


@pytest.fixture
def small_settings(place: Path, root: Path) -> settings.Settings:
    environment = {"DATA_DIR": str(place / "data"), "KNOWLEDGE": str(place / "knowledge"), "MATCHING_ENCODER": "off"}
    return settings.load(root / "config" / "settings.yaml", environment)


def full_strength(in_force: Understanding) -> bool:
    reply = in_force.conversation.ask("how much is the tour", Person(), Talk(), tiny.NOW)
    assert reply.ranking is not None
    return reply.ranking.full_strength


def test_words_answer_at_once_and_full_strength_comes_beside(small_settings: settings.Settings) -> None:
    in_force = Understanding(small_settings)
    assert not full_strength(in_force)
    done = threading.Event()
    in_force.strengthen_beside(done.set)
    assert done.wait(60)
    assert full_strength(in_force)


def test_where_strength_cannot_be_had_words_go_on(
    small_settings: settings.Settings, caplog: pytest.LogCaptureFixture
) -> None:
    class Weak(Understanding):
        def strengthen(self) -> None:
            raise MemoryError("no room for the encoder")

    in_force = Weak(small_settings)
    with caplog.at_level(logging.ERROR):
        in_force.strengthen_beside(lambda: pytest.fail("nothing was strengthened"))
        for thread in threading.enumerate():
            if thread.name == "strengthen":
                thread.join(60)
    assert "matching stays on words only" in caplog.text
    assert not full_strength(in_force)


async def test_the_flow_answers_from_the_conversation_in_force(small_settings: settings.Settings) -> None:
    in_force = Understanding(small_settings)
    office = await Office.open(small_settings, in_force, lambda: tiny.NOW)
    before = await house.says(office, HERE, "when does the summer tour close")
    assert "by words only" in before.messages[-1].text
    await asyncio.to_thread(in_force.strengthen)
    after = await house.says(office, HERE, "when does the summer tour close")
    await office.close()
    assert after.topic == "summer-tour#dates" and "by words only" not in after.messages[-1].text
    assert "40 days left" in after.messages[0].text


def test_a_broken_folder_is_told_with_every_error_and_no_warning(tmp_path: Path) -> None:
    command_line.write(tmp_path, command_line.BROKEN)
    with pytest.raises(understanding.KnowledgeBroken) as error:
        understanding.load_knowledge(tmp_path)
    assert "a.yaml:2" in str(error.value)
    assert len(str(error.value).splitlines()) == sum(not problem.warning for problem in error.value.problems)


def test_a_reply_is_shown_with_its_buttons(small_settings: settings.Settings) -> None:
    in_force = Understanding(small_settings)
    shown = app.shown(in_force.conversation.welcome(Person(), Talk()))
    assert "Hello, I'm Open Window" in shown and "I'm a student | " in shown
    assert "**" not in shown


def test_today_is_the_day_in_the_zone_of_the_office() -> None:
    ahead = understanding.today("Pacific/Kiritimati") - understanding.today("Pacific/Pago_Pago")
    assert ahead.days in {1, 2}  # 25 hours lie between them
    assert app.now().tzinfo is not None
