"""The same talk through two doors: what was understood, what can be read, and which buttons there are."""

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.channels.console import HERE, Console
from bot.channels.telegram import keyboard, render
from bot.core import messages, wishes
from bot.core.conversation import Reply
from bot.core.packing import LIMIT
from bot.core.wishes import Press
from bot.flows.attend import Attend
from bot.flows.ports import Address
from bot.flows.respond import Visit


class Clock:
    """Stands still until it is set, in the office's local time."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self._now = datetime.now(UTC)

    def set(self, local: str) -> None:
        self._now = datetime.fromisoformat(local).replace(tzinfo=self._zone).astimezone(UTC)

    def __call__(self) -> datetime:
        return self._now


class Overheard(Attend):
    """The real flow, which notes its last reply."""

    reply: Reply

    def __init__(self, attend: Attend) -> None:
        self.__dict__.update(attend.__dict__)

    async def __call__(self, visit: Visit) -> Reply:
        self.reply = await super().__call__(visit)
        return self.reply


@dataclass(frozen=True)
class Heard:
    """What came back through a door."""

    reply: Reply
    text: str
    buttons: tuple[str, ...]


class Door(Protocol):
    async def says(self, words: str) -> Heard: ...

    async def presses(self, number: int) -> Heard:
        """From 1, over all buttons that the last reply showed."""
        ...


class ConsoleDoor:
    address = HERE

    def __init__(self, attend: Overheard) -> None:
        self._attend = attend
        self._out = io.StringIO()
        self._console = Console(attend, self._out)

    async def says(self, words: str) -> Heard:
        self._out.seek(0)
        self._out.truncate()
        await self._console.line(words)
        shown = self._out.getvalue()
        lines = shown.splitlines()
        buttons = [found[1] for line in lines if (found := re.fullmatch(r"  \d+\. (.*)", line))]
        return Heard(self._attend.reply, shown, tuple(buttons))

    async def presses(self, number: int) -> Heard:
        return await self.says(str(number))


class TelegramDoor:
    """The renderer and the keyboard, without Telegram: a press sends back the very data of the button."""

    address = Address("telegram", "1")

    def __init__(self, attend: Overheard) -> None:
        self._attend = attend
        self._data: tuple[str, ...] = ()

    async def says(self, words: str) -> Heard:
        return self._heard(await self._attend(Visit(self.address, wishes.typed(words))))

    async def presses(self, number: int) -> Heard:
        return self._heard(await self._attend(Visit(self.address, Press(self._data[number - 1]))))

    def _heard(self, reply: Reply) -> Heard:
        texts, labels, data = [], [], []
        for message in reply.messages:
            for part in render.parts(message.text):
                assert shown(part.html) == shown_plain(part), "the HTML does not show the words of the plain text"
                texts.append(part.plain)
            texts += [f"[{document.name}]" for document in message.documents]
            board = keyboard.keyboard(message.buttons)
            for button in [button for row in (board.inline_keyboard if board else ()) for button in row]:
                assert isinstance(button.callback_data, str)
                assert 0 < len(button.callback_data.encode()) <= LIMIT
                labels.append(button.text)
                data.append(button.callback_data)
        self._data = tuple(data)
        return Heard(reply, "\n\n".join(texts), tuple(labels))


class _Shown(HTMLParser):
    """What Telegram shows of its HTML; a tag that it does not know, or that is not closed in order, is an error."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"b", "i", "a"}, f"Telegram does not know <{tag}>"
        assert tag != "a" or str(dict(attrs)["href"]).startswith(("https://", "http://"))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def whole(self) -> str:
        assert not self._open, "a tag is left open"
        return self.text


def shown(html: str) -> str:
    parser = _Shown()
    parser.feed(html)
    parser.close()
    text = parser.whole()
    assert messages.length(text) <= render.LIMIT
    return text


def shown_plain(part: render.Part) -> str:
    """The plain text without the addresses that it writes out behind linked words."""
    return re.sub(r" \(https?://[^)\s]+\)", "", part.plain)
