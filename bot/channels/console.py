"""The console: a prompt with numbered buttons for people, one question a line for pipes."""

import asyncio
import logging
import re
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from rich.console import Console as Screen
from rich.markdown import Markdown

from bot.core import packing, wishes
from bot.core.messages import Button, Document, Message
from bot.core.wishes import Command, Press, Wish
from bot.flows.attend import Attend
from bot.flows.ports import Address, Arrival, Fate, Letter
from bot.flows.respond import Visit

HERE = Address("console", "me")

_LOG = logging.getLogger(__name__)

_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")
_READABLE = (".json", ".csv", ".txt")
_EMPHASIS = re.compile(r"(\*\*|\*)(.+?)\1", re.DOTALL)


def plain(markdown: str) -> str:
    """Small Markdown as a terminal without colours shows it.

    >>> plain("**Cost**: see [here](https://example.edu)")
    'Cost: see here (https://example.edu)'
    """
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1 (\2)", markdown)).replace("\u200a", "")


class Console:
    """Reads a person or a pipe, writes to `out`; colours only on a terminal. It also carries letters: it shows them."""

    def __init__(self, attend: Attend, out: TextIO, files: Path | None = None) -> None:
        """`files`: where the files of an answer are put; without it only those that can be read are shown."""
        self._attend = attend
        self._out = out
        self._screen = Screen(file=out, highlight=False) if out.isatty() else None
        self._files = files
        self._buttons: Sequence[Button] = ()

    async def pipe(self, lines: TextIO) -> None:
        """Every line is a question, up to the end of the pipe; `:quit` ends it early."""
        for line in lines:
            if line.strip() == ":quit":
                return
            await self.line(line.rstrip("\r\n"))

    async def talk(self, lines: "asyncio.Queue[str | None]") -> None:
        """A person at a prompt, until `:quit` or the end of input (None)."""
        self._write(await self._attend.sentence(HERE, "console-hello"))
        self._show(await self._attended(Command("start")))
        while (typed := await self._typed(lines)) is not None:
            if typed.strip() in {":quit", ":q", ":exit"}:
                break
            if typed.strip():
                await self.line(typed)
        self._write(await self._attend.sentence(HERE, "console-goodbye"))

    async def line(self, typed: str) -> None:
        """A question, the number of a button, or a command as in the other channels."""
        words = typed.strip()
        if words.isascii() and words.isdigit() and self._buttons and len(words) < 3:
            await self._press(int(words))
        else:
            self._show(await self._attended(wishes.typed(typed)))

    async def __call__(self, letter: Letter) -> Fate:
        self._write("")
        self._show((letter.message,))
        return Arrival()

    async def _attended(self, wish: Wish) -> tuple[Message, ...]:
        """Never silence, never a traceback: what goes wrong is logged under the number that the person is told."""
        try:
            return (await self._attend(Visit(HERE, wish))).messages
        except Exception:
            number = secrets.token_hex(3)
            _LOG.exception("a question could not be answered", extra={"id": number})
            return (Message(self._attend.spoken("failed", id=number)),)

    async def _press(self, number: int) -> None:
        if not 1 <= number <= len(self._buttons):
            self._write(await self._attend.sentence(HERE, "console-unknown-button", number=str(number)))
            return
        self._show(await self._attended(Press(packing.pack(self._buttons[number - 1].action))))

    async def _typed(self, lines: "asyncio.Queue[str | None]") -> str | None:
        print(f"[{await self._attend.sentence(HERE, 'language-name')}] > ", end="", file=self._out, flush=True)
        return await lines.get()

    def _show(self, messages: Sequence[Message]) -> None:
        self._buttons = tuple(button for message in messages for button in message.buttons)
        number = 1
        for message in messages:
            self._write_message(message, number)
            number += len(message.buttons)

    def _write_message(self, message: Message, first: int) -> None:
        if self._screen:
            self._screen.print(Markdown(message.text))
        else:
            self._write(plain(message.text))
        for file in message.attachments:
            self._write(f"  [{file.path}]")
        for document in message.documents:
            self._write_document(document)
        for number, button in enumerate(message.buttons, first):
            self._write(f"  {number}. {button.label}")
        self._write("")

    def _write_document(self, document: Document) -> None:
        if self._files is not None:
            self._files.mkdir(parents=True, exist_ok=True)
            (self._files / document.name).write_bytes(document.content)
            self._write(f"  [{self._files / document.name}]")
            return
        self._write(f"  [{document.name}]")
        if document.name.endswith(_READABLE):
            self._write(document.content.decode("utf-8", "replace"))

    def _write(self, line: str) -> None:
        print(line, file=self._out, flush=True)
