"""The shipped knowledge with another number of phrasings: fewer of its own, or more of the same kind."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from bot.core import text
from bot.core.knowledge import Knowledge, Phrasing


def resized(knowledge: Knowledge, size: int) -> Knowledge:
    """Evenly thinned over all topics, or grown; always the same for the same knowledge."""
    ways = sorted(knowledge.phrasings, key=lambda way: way.topic)
    if size <= len(ways):
        return replace(knowledge, phrasings=tuple(ways[number * len(ways) // size] for number in range(size)))
    known = {way.text for way in ways}
    grown = list(ways)
    for way in _more(ways):
        if way.text not in known:
            known.add(way.text)
            grown.append(way)
        if len(grown) == size:
            break
    return replace(knowledge, phrasings=tuple(grown))


def _more(ways: list[Phrasing]) -> Iterator[Phrasing]:
    """Endlessly: the beginning of one way to ask and the end of another of the same topic and language."""
    alike: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for way in ways:
        alike[way.topic, text.has_han(way.text)].append(way.text)
    dice = random.Random(3)
    while True:
        for (topic, _), texts in alike.items():
            yield Phrasing(_joined(dice.choice(texts), dice.choice(texts)), topic)


def _joined(one: str, other: str) -> str:
    """
    >>> _joined("how much does it cost", "the price of the summer tour"), _joined("护照怎么办", "办护照要多久")
    ('how much does the summer tour', '护照怎要多久')
    """
    gap = "" if text.has_han(one + other) else " "
    left, right = (list(part) if not gap else part.split() for part in (one, other))
    return gap.join([*left[: (len(left) + 1) // 2], *right[len(right) // 2 :]])
