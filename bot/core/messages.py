"""What the bot says, before any channel dresses it: small Markdown, buttons, attachments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from bot.core.actions import Action
from bot.core.knowledge import Attachment

Value = str | int | date | datetime

MediaKind = Literal["photo", "video", "animation", "document", "audio", "voice", "video_note", "sticker"]

_SIGNS = re.compile(r"([\\`*_\[\]<>#~|])")

LONGEST = 3500
"""UTF-16 units of one message: Telegram allows 4,096 after its own counting."""


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    action: Action


@dataclass(frozen=True, slots=True)
class Document:
    """A file made for this person, such as an export: it exists nowhere else."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, a video, a file that somebody sent: `ref` is their channel's own name for it, and no path."""

    kind: MediaKind
    ref: str


@dataclass(frozen=True, slots=True)
class Message:
    """`text` is small Markdown: paragraphs, lists, **strong**, *emphasis*, links.

    What staff wrote in a chat app comes as it is: then `html` holds its formatting in the few tags that chat apps
    know, `text` the bare words, and `media` what hangs on them.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    documents: tuple[Document, ...] = ()
    html: str = ""
    media: tuple[Media, ...] = ()


class Speech(Protocol):
    """The bot's own sentences in one language; dates and numbers come out as that language writes them."""

    language: str

    def say(self, key: str, **values: Value) -> str: ...


def literal(text: str) -> str:
    """Somebody's own words inside small Markdown, where no sign of theirs means anything.

    >>> literal("*Li* [x](http://a)")
    '\\\\*Li\\\\* \\\\[x\\\\](http://a)'
    """
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def length(text: str) -> int:
    """UTF-16 code units, which is how Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parts(text: str, limit: int = LONGEST) -> tuple[str, ...]:
    """A long text cut between paragraphs, each part within `limit`; a longer paragraph is cut between words."""
    cut: list[str] = []
    for paragraph in filter(str.strip, text.split("\n\n")):
        lead = _lead(cut[-1], paragraph) if cut else ""
        room = limit - length(lead) - 2
        if not lead or room < limit // 2:
            lead, room = "", limit
        first, *rest = _pieces(paragraph, room)
        joined = f"{cut[-1]}\n\n{first}" if cut else first
        if cut and length(joined) <= limit:
            cut[-1] = joined
        elif lead:
            cut[-1] = cut[-1].removesuffix(lead).rstrip()
            cut.append(f"{lead}\n\n{first}")
        else:
            cut.append(first)
        cut += rest
    return tuple(cut) or ("",)


def _lead(before: str, after: str) -> str:
    """The words over a list, which do not stay behind when the list goes to another part."""
    head, _, last = before.rpartition("\n\n")
    return last if head and after.startswith("- ") and not last.startswith("- ") else ""


def _pieces(paragraph: str, limit: int) -> Sequence[str]:
    pieces = []
    while length(paragraph) > limit:
        paragraph = paragraph.lstrip()
        at = _seam(paragraph, limit if length(paragraph[:limit]) <= limit else limit // 2)
        pieces.append(paragraph[:at].rstrip())
        paragraph = paragraph[at:].lstrip()
    return [*pieces, paragraph] if paragraph or not pieces else pieces


def _seam(paragraph: str, end: int) -> int:
    """After the last line, sentence or word in the second half of what fits, else where it is full."""
    for mark in ("\n", "。", ". ", " "):
        at = paragraph.rfind(mark, end // 2, end)
        if at >= 0:
            return at + len(mark)
    return end
