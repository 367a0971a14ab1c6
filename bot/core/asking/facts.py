"""The facts of an answer, and the answer told with one of them first: nothing lost, nothing doubled."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.asking.pieces import Piece, pieces
from bot.core.messages import length


@dataclass(frozen=True, slots=True)
class Fact:
    """A paragraph, a sentence of a long one, or a list item, as it is shown.

    `place` counts the pieces of the answer; `heading` is what stands over the item's list, without which the item may
    mean something else ("**After the offer**", "What the teacher pays:").
    """

    text: str
    place: int
    heading: str = ""


def facts(text: str) -> tuple[Fact, ...]:
    """Everything in a text that can be told first. Headings of lists are no facts.

    >>> [fact.text for fact in facts("You may come.\\n\\n- **When:** in May.\\n- **Cost:** none.")]
    ['You may come.', '- **When:** in May.', '- **Cost:** none.']
    """
    found = pieces(text)
    headings = {piece.heading for piece in found}
    return tuple(
        Fact(piece.text, number, _heading(found, piece)) for number, piece in enumerate(found) if number not in headings
    )


def led(text: str, fact: Fact) -> str:
    """The text with the fact in front; an item of a headed list brings its heading and the other items after it.

    The text as it is if the fact does not stand in it (any more), or cannot be moved without giving some item a heading
    that is not its own.

    >>> text = "You may come.\\n\\n- **When:** in May.\\n- **Cost:** none."
    >>> led(text, facts(text)[2])
    '- **Cost:** none.\\n\\nYou may come.\\n\\n- **When:** in May.'
    """
    found = pieces(text)
    place = _place(found, fact)
    if place is None:
        return text
    front = _front(found, place)
    moved = _joined(found, (*front, *(number for number in range(len(found)) if number not in front)))
    return moved if _same(text, moved) and moved != text.strip() else text


def brief(text: str, fact: Fact, limit: int) -> str:
    """The fact with its heading, then of the text's first paragraph what fits into `limit` UTF-16 units.

    Cut between facts only: nothing at all if the fact alone is longer. Where the fact does not stand in the text, the
    text's own first fact takes its place.
    """
    found = pieces(text)
    place = _place(found, fact)
    if place is None:
        first = facts(text)[:1]
        return brief(text, first[0], limit) if first else ""
    told = [number for number in (found[place].heading, place) if number >= 0]
    if length(_joined(found, told)) > limit:
        return ""
    for number in _opening(found):
        if number not in told:
            if length(_joined(found, (*told, number))) > limit:
                break
            told.append(number)
    return _joined(found, told)


def begun(text: str, limit: int) -> tuple[str, str]:
    """The beginning of a text that fits into `limit` UTF-16 units, at least one fact of it, and what is left.

    Cut between facts; the rest of a list keeps its heading, and a heading never stands at the end.

    >>> begun("You may come.\\n\\n- **When:** in May.\\n- **Cost:** none.", 34)
    ('You may come.\\n\\n- **When:** in May.', '- **Cost:** none.')
    """
    found = pieces(text)
    if length(text) <= limit or not found:
        return text, ""
    headings = {piece.heading for piece in found}
    least = next((number for number in range(len(found)) if number not in headings), 0) + 1
    end = least
    for number in range(least, len(found)):
        if length(_joined(found, tuple(range(number + 1)))) > limit:
            break
        if number not in headings:
            end = number + 1
    if end == len(found):
        return text, ""
    over = found[end].heading
    rest = (*((over,) if 0 < over < end else ()), *range(end, len(found)))
    return _joined(found, tuple(range(end))), _joined(found, rest)


def _heading(found: Sequence[Piece], piece: Piece) -> str:
    return found[piece.heading].text if piece.heading >= 0 else ""


def _place(found: Sequence[Piece], fact: Fact) -> int | None:
    """Where the fact stands: it may have moved, and a text that went out of date has lost sentences."""
    same = (
        number
        for number, piece in enumerate(found)
        if (piece.text, _heading(found, piece)) == (fact.text, fact.heading)
    )
    return next(same, None)


def _front(found: Sequence[Piece], place: int) -> tuple[int, ...]:
    """What comes first, in its order: the fact, and what belongs to its list if that has a heading."""
    heading = found[place].heading
    if heading < 0:
        return (place,)
    items = (number for number, piece in enumerate(found) if piece.heading == heading and number != place)
    return (heading, place, *items)


def _opening(found: Sequence[Piece]) -> Iterator[int]:
    """The first paragraph's pieces, without the heading of a list."""
    headings = {piece.heading for piece in found}
    for number, piece in enumerate(found):
        if piece.line == found[0].line and piece.list < 0 and number not in headings:
            yield number


def _joined(found: Sequence[Piece], order: Sequence[int]) -> str:
    """Pieces one after another; neighbours from of old keep their gap."""
    text = found[order[0]].text
    for before, number in itertools.pairwise(order):
        piece = found[number]
        text += (piece.gap if number == before + 1 else _gap(found, before, number)) + piece.text
    return text


def _gap(found: Sequence[Piece], before: int, after: int) -> str:
    one, other = found[before], found[after]
    if other.list >= 0 and one.list == other.list:
        return "\n"
    if before == other.heading:
        return found[other.list].gap
    return other.gap if one.line == other.line and before < after else "\n\n"


def _same(text: str, moved: str) -> bool:
    """Whether the same is said in both: every sentence and item as often, under the same heading."""
    return _content(text) == _content(moved)


def _content(text: str) -> Counter[tuple[str, str]]:
    found = pieces(text, long=0)
    return Counter((piece.text, _heading(found, piece)) for piece in found)
