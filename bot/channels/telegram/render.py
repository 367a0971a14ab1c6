"""Small Markdown as Telegram shows it: HTML, or plain where the HTML was refused.

A text becomes blocks of styled runs first, and is cut there: between blocks, else between words, never inside a tag,
because tags do not exist yet. The limit counts what is left after Telegram has read the tags, in UTF-16 units.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.core.messages import Message, length
from bot.core.messages import parts as cut

LIMIT = 4096

_BULLET = "• "
_INDENT = "    "
_STYLES = {"strong_open": "b", "em_open": "i", "heading_open": "b"}
_PARSER = MarkdownIt("commonmark", {"html": False})
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_SEAMS = ("\n", "。", "！", "？", ". ", "；", "，", " ")


@dataclass(frozen=True, slots=True)
class Run:
    """Letters in one style. `tags` from the outside in; a link is its address, a style its tag's name."""

    text: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a list item; `gap` stands before it unless it is the first of a message."""

    gap: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One Telegram message: the same words twice."""

    html: str
    plain: str


def of(message: Message) -> tuple[Part, ...]:
    """What a message says: as staff formatted it in the app, else small Markdown; a bare "…" over bare buttons."""
    if message.html and length(message.text) <= LIMIT:
        return (Part(message.html, message.text),)
    if message.html:
        return tuple(Part(html.escape(one, quote=False), one) for one in cut(message.text, LIMIT))
    bare = (Part("…", "…"),) if message.buttons and not message.media else ()
    return parts(message.text) or bare


@lru_cache(maxsize=256)  # many ask the same: the office's answers are rendered once a day, not once a question
def parts(markdown: str, limit: int = LIMIT) -> tuple[Part, ...]:
    """The messages that a text needs; none if it shows nothing.

    >>> parts("**Cost** < 5\\n\\n1. [form](https://example.edu/?a=1&b)")
    (Part(html='<b>Cost</b> &lt; 5\\n\\n1. <a href="https://example.edu/?a=1&amp;b">form</a>', \
plain='Cost < 5\\n\\n1. form (https://example.edu/?a=1&b)'),)
    """
    cut = _cut(tuple(_blocks(markdown)), limit)
    return tuple(Part(_html(runs), _plain(runs, limit)) for runs in cut)


def _blocks(markdown: str) -> Iterator[Block]:
    """The document, one block after another; a list is as tight as a phone needs it, whatever its source."""
    depth, marker, after_item = 0, "", False
    heading: tuple[str, ...] = ()
    for token in _PARSER.parse(_UNWRITABLE.sub(_writable, markdown)):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                depth += 1
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
                after_item = depth > 0
            case "list_item_open":
                marker = f"{token.info}{token.markup} " if token.info else _BULLET
            case "heading_open":
                heading = (_STYLES[token.type],)
            case "heading_close":
                heading = ()
            case "inline" | "fence" | "code_block":
                before = (Run(_INDENT * (depth - 1) + marker),) if depth else ()
                yield Block("\n" if depth and after_item else "\n\n", (*before, *_runs(token, heading)))
                marker, after_item = "", depth > 0


def _runs(token: Token, styles: tuple[str, ...]) -> Iterator[Run]:
    if token.type != "inline":
        yield Run(token.content.rstrip("\n"), styles)
        return
    tags = [*styles]
    for child in token.children or ():
        match child.type:
            case "softbreak" | "hardbreak":
                yield Run("\n", _allowed(tags))
            case "link_open":
                tags.append(str(child.attrGet("href") or ""))
            case "strong_open" | "em_open":
                tags.append(_STYLES[child.type])
            case "link_close" | "strong_close" | "em_close":
                tags.pop()
            case _:  # text, code, the words under a picture
                if child.content:
                    yield Run(child.content, _allowed(tags))


def _allowed(tags: Sequence[str]) -> tuple[str, ...]:
    """Each style once; of addresses only web ones."""
    return tuple(tag for tag in dict.fromkeys(tags) if tag in {"b", "i"} or tag.startswith(("https://", "http://")))


def _writable(found: re.Match[str]) -> str:
    """Half a letter (a lone surrogate) cannot be sent; control characters are dropped by Telegram anyway."""
    return "\ufffd" if found[0] >= "\ud800" else "\n" if found[0] == "\r" else ""


def _cut(blocks: Sequence[Block], limit: int) -> list[tuple[Run, ...]]:
    cut: list[tuple[Run, ...]] = []
    room = 0
    for block in blocks:
        for number, runs in enumerate(_fitting(block.runs, limit)):
            size = _size(runs)
            if number == 0 and cut and size + len(block.gap) <= room:
                cut[-1] = (*cut[-1], Run(block.gap), *runs)
                room -= size + len(block.gap)
            elif "".join(run.text for run in runs).strip():
                cut.append(runs)
                room = limit - size
    return cut


def _fitting(runs: tuple[Run, ...], limit: int) -> Iterator[tuple[Run, ...]]:
    """A block in pieces of at most `limit` units, cut between words where there are any."""
    while _size(runs) > limit:
        at = _seam("".join(run.text for run in runs), limit)
        head, runs = _split(runs, at)
        yield head
    yield runs


def _seam(text: str, limit: int) -> int:
    """Where to cut: after the last sentence, clause or word in the second half of what fits, else where it is full."""
    end = units = 0
    for end, letter in enumerate(text):  # noqa: B007
        units += 1 + (letter > "\uffff")
        if units > limit:
            break
    for mark in _SEAMS:
        found = text.rfind(mark, end // 2, end)
        if found >= 0:
            return found + len(mark)
    return max(end, 1)


def _split(runs: tuple[Run, ...], at: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    head: list[Run] = []
    for number, run in enumerate(runs):
        if at < len(run.text):
            rest = (Run(run.text[at:], run.tags), *runs[number + 1 :])
            return (*head, Run(run.text[:at], run.tags)), rest
        head.append(run)
        at -= len(run.text)
    return tuple(head), ()


def _size(runs: Sequence[Run]) -> int:
    return sum(length(run.text) for run in runs)


def _html(runs: Sequence[Run]) -> str:
    written: list[str] = []
    open_tags: tuple[str, ...] = ()
    for run in (*runs, Run("")):
        if run.tags != open_tags:
            kept = _common(open_tags, run.tags)
            written += [f"</{_name(tag)}>" for tag in reversed(open_tags[kept:])]
            written += [_opening(tag) for tag in run.tags[kept:]]
            open_tags = run.tags
        written.append(html.escape(run.text, quote=False))
    return "".join(written)


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return same


def _name(tag: str) -> str:
    return tag if tag in {"b", "i"} else "a"


def _opening(tag: str) -> str:
    return f"<{tag}>" if tag in {"b", "i"} else f'<a href="{html.escape(tag)}">'


def _plain(runs: Sequence[Run], limit: int) -> str:
    """Without styles; addresses are written out as long as there is room for all of them."""
    bare = "".join(run.text for run in runs)
    told: list[str] = []
    for run, after in zip(runs, (*runs[1:], Run("")), strict=True):
        address = next((tag for tag in run.tags if _name(tag) == "a"), None)
        ends = address is not None and address not in after.tags
        told.append(f"{run.text} ({address})" if ends and address != run.text else run.text)
    spelled = "".join(told)
    return spelled if length(spelled) <= limit else bare
