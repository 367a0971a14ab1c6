"""Finds what the small Markdown of answers does not allow, before any channel has to show it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.common.utils import isPunctChar, isWhiteSpace
from markdown_it.token import Token

from bot.knowledge_files.problems import quoted

MAX_PARAGRAPH = 3500
"""UTF-16 units. Telegram takes 4096 a message, and answers are cut between paragraphs; marks and owner need room."""
MAX_TEXT = 20_000
"""Characters of one answer: five messages on a phone. Also the bound on what is parsed."""

_MOST_LINKS = 100
"""Looking for the ends of thousands of '[' takes the parser seconds."""
_FORBIDDEN = {
    "heading_open": ("headings are not allowed", "write a **bold** line; no '#' in front, no '---' below"),
    "html_block": ("HTML is not allowed", "write it in Markdown, or leave out the '<'"),
    "html_inline": ("HTML is not allowed", "write it in Markdown, or leave out the '<'"),
    "image": ("pictures are not allowed in a text", "use 'attachments'"),
    "fence": ("code blocks are not allowed", "leave out the ``` or ~~~"),
    "code_block": ("code blocks are not allowed", "indent by fewer than four spaces more than the text above"),
    "code_inline": ("code is not allowed", "leave out the `"),
    "table_open": ("tables are not allowed", "write a list"),
    "blockquote_open": ("quotes ('>') are not allowed", "leave out the '>'"),
    "hr": ("lines across the page are not allowed", "leave out the '---' or '***'"),
    "s_open": ("struck-out text is not allowed", "leave out the ~~"),
}
_SUSPICIOUS = re.compile(r"[#<>\[\]`~|]|\*\*|__|^[ \t]*(?:[-=*_+][ \t]*)+$| {4}|\t", re.MULTILINE)
"""A text without any of these is sound, whatever else it holds, and need not be parsed."""
_SURE_BOLD = re.compile(r"(?<![*\\])\*\*[^\W_](?:[^*\\\n]*(?:[^\W_]|[^*\\\s](?=\*\*(?:\s|\Z))))?\*\*(?!\*)")
"""Begins with a letter or digit, and ends with one or before a space: bold, whatever stands around (but `_`)."""
_BOLD = re.compile(r"(?<![*\\])\*\*(?![\s*])([^*\n]+)(?<!\s)\*\*(?!\*)")
_STOPS = frozenset(".,:;!?。，：；！？、…")
_HAIR = "\u200a"
_HOST = re.compile(r"[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::\d+)?")
"""No `name@` in front: what looks like the bank's address would lead elsewhere."""
_HALF_LINK = re.compile(r"\]\s*[(（]\s*(?:https?:|www\.|/)")


@dataclass(frozen=True, slots=True)
class Fault:
    """`line` counts from 0 inside the text."""

    line: int
    text: str
    hint: str


def _parser() -> MarkdownIt:
    """Keeps wrong links and escapes visible as tokens, and knows tables only to refuse them."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("text_join")
    parser.validateLink = lambda url: bool(url) or True  # type: ignore[method-assign]
    return parser


_PARSER = _parser()


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 units."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def mended(text: str) -> str:
    """Bold as Chinese writes it, in the form that Markdown understands.

    Markdown was made for words between spaces: in `**费用：**每年` it sees no bold, since punctuation stands inside
    and a letter outside. The stop moves out; before and after brackets a hair space, as good as invisible, is put.

    >>> mended("**费用：**每年"), mended("见**《办法》**。")
    ('**费用**：每年', '见\u200a**《办法》**。')
    """
    return _BOLD.sub(_mend, text) if "**" in text else text


def _mend(found: re.Match[str]) -> str:
    inner, text = found[1], found.string
    before = text[found.start() - 1] if found.start() else " "
    after = text[found.end()] if found.end() < len(text) else " "
    opening = _HAIR if isPunctChar(inner[0]) and not _is_gap(before) else ""
    if not isPunctChar(inner[-1]) or _is_gap(after):
        return f"{opening}**{inner}**"
    if inner[-1] in _STOPS and len(inner) > 1 and not inner[-2].isspace():
        return f"{opening}**{inner[:-1]}**{inner[-1]}"
    return f"{opening}**{inner}**{_HAIR}"


def _is_gap(letter: str) -> bool:
    return isWhiteSpace(ord(letter)) or isPunctChar(letter)


@lru_cache(maxsize=4096)
def faults(text: str) -> tuple[Fault, ...]:
    """Everything in `text` that may not be there; remembered, because a reload brings mostly the same texts."""
    if long := _too_long(text):
        return long
    if text.count("[") > _MOST_LINKS:
        return (Fault(0, f"the text holds more than {_MOST_LINKS} '['", "write fewer links, in several entries"),)
    if not _SUSPICIOUS.search(text if "_" in text else _SURE_BOLD.sub("b", text)):
        return ()
    found: list[Fault] = []
    memory: dict[str, object] = {}
    for token in _PARSER.parse(text, memory):
        line = token.map[0] if token.map else 0
        if token.type in _FORBIDDEN:
            found.append(Fault(line, *_FORBIDDEN[token.type]))
        found += _inline(token.children or [], line)
    if memory.get("references"):
        found.append(Fault(0, "link footnotes ('[name]: address') are not allowed", "write [text](https://...)"))
    return tuple(dict.fromkeys(found))


def _too_long(text: str) -> tuple[Fault, ...]:
    if len(text) > MAX_TEXT:
        return (Fault(0, f"the text is longer than {MAX_TEXT} characters", "nobody reads that on a phone; split it"),)
    if len(text) * 2 <= MAX_PARAGRAPH:
        return ()
    found, line = [], 0
    for paragraph in re.split(r"(\n[ \t]*\n)", text):
        if units(paragraph) > MAX_PARAGRAPH:
            hint = "put an empty line in between"
            found.append(Fault(line, f"the paragraph is longer than {MAX_PARAGRAPH} characters", hint))
        line += paragraph.count("\n")
    return tuple(found)


def _inline(children: list[Token], line: int) -> list[Fault]:
    found = []
    words = ""
    for token in children:
        if token.type in ("softbreak", "hardbreak"):
            found += _left_over(words, line)
            words, line = "", line + 1
            continue
        words += token.content if token.type == "text" else " "
        if token.type == "link_open":
            found += _link(str(token.attrGet("href") or ""), line)
        elif token.type in _FORBIDDEN:
            found.append(Fault(line, *_FORBIDDEN[token.type]))
    return found + _left_over(words, line)


def _left_over(words: str, line: int) -> list[Fault]:
    """Signs that Markdown did not understand and would show as they are."""
    found = []
    if "**" in words:
        hint = "bold begins and ends with **, in one line, with no space just inside"
        found.append(Fault(line, "'**' without its partner", hint))
    if _HALF_LINK.search(words):
        hint = "write [text](https://...) with nothing between ] and ( and without spaces"
        found.append(Fault(line, "a broken link", hint))
    return found


def _link(address: str, line: int) -> list[Fault]:
    if not address:
        return [Fault(line, "a link without an address", "write [text](https://...)")]
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and bool(_HOST.fullmatch(parts.netloc))
    except ValueError:
        sound = False
    if sound:
        return []
    return [Fault(line, f"the link to {quoted(address)} is not allowed", "links begin with https:// or http://")]
