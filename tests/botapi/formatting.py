"""Telegram's HTML, read as the real server reads it: what is left after the tags, or what is wrong with them."""

import html
import re

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s+[A-Za-z-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*)\s*>")
_ATTRIBUTE = re.compile(r"([A-Za-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
_KNOWN = frozenset(
    {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote", "span", "tg-spoiler"}
)


class ParseError(Exception):
    """The words of the real server after "can't parse entities: "."""


def units(text: str) -> int:
    """UTF-16 units, counted by encoding, so that nothing is shared with the code under test."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def read(source: str, parse_mode: str | None) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text as shown, and its links (words, address)."""
    if not parse_mode:
        return source.strip(), ()
    if parse_mode.upper() != "HTML":
        raise ParseError(f"unsupported parse_mode {parse_mode}")
    text, open_tags, links, at = "", list[tuple[str, int, str]](), list[tuple[str, str]](), 0
    while at < len(source):
        letter = source[at]
        if letter == "<":
            tag = _TAG.match(source, at)
            if tag is None:
                raise ParseError(f"unsupported start tag at byte offset {at}")
            name = tag[2].lower()
            if tag[1]:
                if not open_tags or open_tags[-1][0] != name:
                    raise ParseError(f"unmatched end tag at byte offset {at}")
                _, began, address = open_tags.pop()
                if name == "a" and address:
                    links.append((text[began:], address))
            else:
                open_tags.append((name, len(text), _opened(name, tag[3], at)))
            at = tag.end()
        else:
            entity = _ENTITY.match(source, at) if letter == "&" else None
            text += html.unescape(entity[0]) if entity else letter
            at = entity.end() if entity else at + 1
    if open_tags:
        raise ParseError(f'can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    return text.strip(), tuple(links)


def _opened(name: str, attributes: str, at: int) -> str:
    if name not in _KNOWN:
        raise ParseError(f'unsupported start tag "{name}" at byte offset {at}')
    found = {one[1].lower(): html.unescape(one[2] or one[3] or "") for one in _ATTRIBUTE.finditer(attributes)}
    return found.get("href", "") if name == "a" else ""
