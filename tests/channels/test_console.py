"""The console: numbered buttons, commands, a pipe read to its end, a person at a prompt."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.console import HERE, Console, plain
from bot.core.actions import Browse
from bot.core.conversation import Conversation, Reply
from bot.core.messages import Button, Document, Message
from bot.flows.attend import Attend
from bot.flows.ports import Arrival, Letter
from bot.flows.respond import Visit
from bot.office import Office
from tests import house, tiny


class Screen(io.StringIO):
    """A terminal as far as colours are concerned."""

    def isatty(self) -> bool:
        return True


class Broken(Attend):
    """A flow in which something always goes wrong."""

    def __init__(self, sound: Attend) -> None:
        self.__dict__.update(sound.__dict__)

    async def __call__(self, visit: Visit) -> Reply:
        raise RuntimeError("no such thing")


@pytest.fixture
async def office(small: Conversation) -> AsyncIterator[Office]:
    opened = await house.office(small, lambda: tiny.NOW)
    yield opened
    await opened.close()


@pytest.fixture
def out() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def console(office: Office, out: io.StringIO) -> Console:
    return Console(office.attend, out)


async def piped(console: Console, out: io.StringIO, lines: str) -> str:
    await console.pipe(io.StringIO(lines))
    return out.getvalue()


async def test_files_are_put_where_they_can_be_opened(office: Office, out: io.StringIO, tmp_path: Path) -> None:
    shown = await piped(Console(office.attend, out, tmp_path / "files"), out, "/timeline\n/mydata\n")
    picture = tmp_path / "files" / "open-window.png"
    assert f"[{picture}]" in shown and picture.read_bytes().startswith(b"\x89PNG")
    assert "\ufffd" not in shown
    assert len(list(picture.parent.iterdir())) == 2


async def test_without_a_place_for_files_what_can_be_read_is_shown(console: Console, out: io.StringIO) -> None:
    shown = await piped(console, out, "/timeline\n/mydata\n")
    assert "[open-window.png]" in shown and "\ufffd" not in shown
    assert '"profile"' in shown


async def test_a_pipe_is_read_to_its_end(console: Console, out: io.StringIO) -> None:
    shown = await piped(console, out, "how much is the exchange\n\nhow much is teacher training")
    assert "Semester exchange · Cost" in shown
    assert "I did not see any words" in shown
    assert "Teacher training · Cost" in shown


async def test_quit_ends_a_pipe_early(console: Console, out: io.StringIO) -> None:
    shown = await piped(console, out, "how much is the exchange\r\n :quit \nhow much is teacher training\n")
    assert "Semester exchange" in shown and "Teacher training" not in shown


async def test_buttons_are_numbered_and_a_number_presses_one(console: Console, out: io.StringIO) -> None:
    shown = await piped(console, out, "how much is the exchange\n")
    number = next(line.split(".")[0].strip() for line in shown.splitlines() if line.endswith(". Dates"))
    assert "Semester exchange · Dates" in await piped(console, out, f"{number}\n")


async def test_numbers_run_on_over_all_messages_of_a_reply(console: Console, out: io.StringIO) -> None:
    shown = await piped(console, out, "/topics\n")
    numbers = [int(line.split(".")[0]) for line in shown.splitlines() if line.startswith("  ")]
    assert numbers == list(range(1, 6))
    assert "International office: what would you like" in await piped(console, out, "5\n")


@pytest.mark.parametrize("number", ["0", "99", "00"])
async def test_a_number_that_no_button_has_is_told(console: Console, out: io.StringIO, number: str) -> None:
    shown = await piped(console, out, f"how much is the exchange\n{number}\n")
    assert f"There is no button {int(number)} here." in shown


@pytest.mark.parametrize("typed", ["²", "٣", "1.5", "-1", "123456"])
async def test_what_is_no_button_number_is_a_question(console: Console, out: io.StringIO, typed: str) -> None:
    shown = await piped(console, out, f"how much is the exchange\n{typed}\n")
    assert "There is no button" not in shown
    assert len(shown.split("\n\n")) > 2


async def test_a_number_without_buttons_is_a_question(console: Console, out: io.StringIO) -> None:
    assert "There is no button" not in await piped(console, out, "7\n")


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("/start", "Hello, I'm Open Window"),
        ("/help", "Type a question"),
        ("/topics", "For students"),
        ("/language", "中文"),
        ("/deadlines", "The year has two seasons."),
        ("/follow exchange", "Semester exchange"),
        ("/settings", "Letters that I send unasked"),
        ("/nonsense", "Type a question"),
    ],
)
async def test_commands_are_those_of_the_other_channels(
    console: Console, out: io.StringIO, command: str, shown: str
) -> None:
    assert shown in await piped(console, out, f"{command}\n")


async def test_a_person_is_greeted_asked_and_let_go(office: Office, out: io.StringIO) -> None:
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    for line in ("", "  ", "交换生多少钱", ":quit", "never asked"):
        lines.put_nowait(line)
    await Console(office.attend, out).talk(lines)
    shown = out.getvalue()
    assert shown.startswith("Open Window. Type a question")
    assert "Hello, I'm Open Window" in shown
    assert shown.count("[English] > ") == 3 and shown.count("[中文] > ") == 1
    assert "学期交换 · 费用" in shown
    assert shown.rstrip().endswith("再见。")
    assert lines.qsize() == 1


async def test_the_end_of_input_is_a_goodbye_too(office: Office, out: io.StringIO) -> None:
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    lines.put_nowait(None)
    await Console(office.attend, out).talk(lines)
    assert out.getvalue().endswith("Goodbye.\n")


async def test_a_letter_is_shown_and_its_buttons_are_the_ones_to_press(console: Console, out: io.StringIO) -> None:
    """Letters come in between, and go out through the same door."""
    message = Message("**A letter**", (Button("Topics", Browse()),), documents=(Document("data.json", b"{}"),))
    assert await console(Letter(1, "letter", "reminder", HERE, "", message, "en")) == Arrival()
    assert "A letter" in out.getvalue() and "  1. Topics" in out.getvalue() and "[data.json]" in out.getvalue()
    assert "For students" in await piped(console, out, "1\n")


async def test_colours_only_on_a_terminal(office: Office) -> None:
    screen, pipe = Screen(), io.StringIO()
    for out in (screen, pipe):
        await Console(office.attend, out).line("how much is the exchange")
    assert "\x1b[" in screen.getvalue()
    assert "\x1b[" not in pipe.getvalue()
    assert "Cost" in screen.getvalue() and "**" not in screen.getvalue()


async def test_what_goes_wrong_is_told_with_a_number_that_the_log_has(
    office: Office, out: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        await Console(Broken(office.attend), out).pipe(io.StringIO("my secret question\nanother\n"))
    assert out.getvalue().count("Sorry, something went wrong") == 2
    numbers = [record.__dict__["id"] for record in caplog.records]
    assert all(number in out.getvalue() for number in numbers) and len(set(numbers)) == 2
    assert "my secret question" not in caplog.text


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("**Cost**: *about* 5", "Cost: about 5"),
        ("see [the form](https://example.edu/a_b?c=1)", "see the form (https://example.edu/a_b?c=1)"),
        ("- one\n- two", "- one\n- two"),
        ("3 * 4 = 12", "3 * 4 = 12"),
        ("**two\nlines**", "two\nlines"),
        ("", ""),
    ],
)
def test_small_markdown_is_plain_without_colours(markdown: str, shown: str) -> None:
    assert plain(markdown) == shown
