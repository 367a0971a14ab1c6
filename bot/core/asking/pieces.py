"""An answer's text (small Markdown) in pieces that can be moved: list items, paragraphs, sentences of long paragraphs.

A piece keeps what it cannot be understood without: a sentence that leans on the one before ("It ...", "Otherwise ...")
stays with it, a question with its answer, a list item with the lines below it. Headings of lists are pieces too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONG = 160
"""Width from which a paragraph is told sentence by sentence; a Chinese character counts two."""

SHORT = 24
"""Width below which a sentence is told only beside another."""

ENDS = 8
"""Characters at the end of a sentence in which its stop stands, before brackets and quotation marks."""

_LINE = re.compile(r"[^\n]+")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_END = re.compile(r"[.!?]+[\"'”’)\]*]*\s+(?=[A-Z\"“'‘(\[*\u3400-\u9fff])|[。！？]+[”’」』）)]*\s*")
_CLOSED = re.compile(r"[.!?。！？:：;；][\"'”’」』）)*]*$")
_ASKS = re.compile(r"[?？][\"'”’」』）)*]*$")
_LEANS = re.compile(
    r"""
    [(（] |
    (?:this|that|these|those|it|its|they|them|their|he|she|so|but|and|or|then|otherwise|however|therefore|else|instead|
    also|both|neither|such|unless|except|later|until\ (?:then|it)|if\ (?:so|not)|the\ (?:same|rest|latter|former)|
    for\ example|(?:in|with|without|after|before|for|by|of)\ (?:this|that|these|those|it|them|which))\b |
    这|那|它|他们|否则|不然|但|不过|可是|然而|所以|因此|因而|于是|其(?![他它余])|此|该|上述|然后|随后|接着|再(?!读)|
    也|还(?=[要得须可会应])|又|同样|同时|除此|比如|例如|到时|届时|过了|后者|前者
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BOLD_LINE = re.compile(r"\*\*[^*\n]+\*\*[:：]?")
_LABEL = re.compile(r"\*\*[^*\n]+(?:[:：?？]\*\*|\*\*\s?(?:[(（][^()（）]*[)）])?[:：])")
_OPEN, _CLOSE = "(（“「《[", ")）”」》]"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """`gap` stands before it in the text. Sentences of one line share `line`; items of one list share `list`, all
    others have -1; `heading` is the number of the piece that heads the list, or -1."""

    text: str
    gap: str
    line: int
    list: int = -1
    heading: int = -1


def pieces(text: str, long: int = LONG) -> tuple[Piece, ...]:
    """All of a text but the blanks at its ends: joined, with their gaps, the pieces are the text."""
    text = text.strip()
    found: list[Piece] = []
    end = 0
    for number, line in enumerate(_lines(text)):
        for start, stop in _sentences(text, line, long):
            words = text[start:stop]
            found.append(Piece(words, text[end:start], number, *_place(words, found)))
            end = stop
    return tuple(found)


def marker(text: str) -> str:
    """ "- " or "3. " in front of a list item, else nothing."""
    found = _ITEM.match(text)
    return found[0] if found else ""


def width(text: str) -> int:
    return len(text) + sum(letter > "\u2e7f" for letter in text)


def _place(words: str, before: Sequence[Piece]) -> tuple[int, int]:
    """The list that words belong to, and its heading. Items go together by their sign."""
    if not marker(words):
        return -1, -1
    if before and before[-1].list >= 0 and _sign(before[-1].text) == _sign(words):
        return before[-1].list, before[-1].heading
    headed = bool(before) and before[-1].list < 0 and _heads(before[-1].text)
    return len(before), len(before) - 1 if headed else -1


def _sign(item: str) -> str:
    return marker(item).rstrip()[-1]


def _heads(text: str) -> bool:
    """Whether words over a list are its heading: they end in a colon, or are one bold line."""
    return text.rstrip("* ").endswith((":", "：")) or _BOLD_LINE.fullmatch(text) is not None


def _lines(text: str) -> Iterator[Span]:
    """Items and lines of paragraphs; a line that goes on with the one before is a part of it."""
    start = end = 0
    for found in _LINE.finditer(text):
        if not (bare := found[0].strip()):
            continue
        at = found.start() + found[0].index(bare[0])
        if end and not _goes_on(text[start:end], text[end:at], bare):
            yield start, end
            start = at
        end = at + len(bare)
    if end:
        yield start, end


def _goes_on(before: str, gap: str, line: str) -> bool:
    indented = len(gap) - gap.rfind("\n") > 2
    if marker(before):
        return indented or not (marker(line) or "\n" in gap.replace("\n", "", 1))
    return gap.count("\n") == 1 and not (marker(line) or line.startswith("**") or _CLOSED.search(before[-ENDS:]))


def _sentences(text: str, line: Span, long: int) -> Iterator[Span]:
    """A list item whole; a long paragraph's sentences, each with those that lean on it."""
    start, end = line
    if marker(text[start:end]):
        yield line
        return
    short = width(text[start:end]) < long
    for found in _END.finditer(text, start, end):
        stop = found.end()
        stop += 2 * (text.startswith("**", stop) and text.count("**", start, stop) % 2)
        words, rest = text[start:stop].rstrip(), text[stop:end].lstrip()
        if not marker(rest) and (_leads_on(rest) or not (short or _leans(rest, words) or _unready(words))):
            yield start, start + len(words)
            start = end - len(rest)
    yield start, end


def _unready(words: str) -> bool:
    """Whether words may not end here: a bare "Sometimes.", a question without its answer, something left open."""
    return width(words) < SHORT or _ASKS.search(words[-ENDS:]) is not None or not _whole(words)


def _leans(rest: str, before: str) -> bool:
    """Whether what follows means nothing without the words before it: under a label all belongs to the label."""
    if width(rest) < SHORT:
        return True
    return _LEANS.match(rest) is not None or (_LABEL.match(before) is not None and not rest.startswith("**"))


def _leads_on(rest: str) -> bool:
    """Whether what is left of a line is one short sentence with a colon, as stands over a list."""
    return len(rest) < 30 and rest.rstrip("*").endswith((":", "：")) and not _END.search(rest)


def _whole(words: str) -> bool:
    """Whether no bold, bracket or quotation is left open."""
    opened, closed = sum(map(words.count, _OPEN)), sum(map(words.count, _CLOSE))
    return words.count("**") % 2 == 0 and words.count('"') % 2 == 0 and opened == closed
