"""What everybody else would take: rapidfuzz over all phrasings, and BM25."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from bot.core import text
from bot.core.knowledge import Knowledge
from bot.core.matching.ranking import outside
from tests.benchmarks.figures import Found

Scores = NDArray[np.float32]
Scorer = Callable[..., float]


class Peer(Protocol):
    name: str

    def first(self, folded: str) -> int:
        """The number of the best phrasing, as quickly as this peer can."""
        ...

    def scores(self, folded: str) -> Scores:
        """One score a phrasing."""
        ...


class Ratio:
    """`process.extractOne`, the line that every tutorial has."""

    def __init__(self, name: str, scorer: Scorer, ways: Sequence[str]) -> None:
        self.name = name
        self._scorer = scorer
        self._ways = ways

    def first(self, folded: str) -> int:
        found = process.extractOne(folded, self._ways, scorer=self._scorer)
        return int(found[2]) if found else 0

    def scores(self, folded: str) -> Scores:
        return np.asarray(process.cdist([folded], self._ways, scorer=self._scorer)[0], dtype=np.float32)


class BM25:
    """Robertson & Walker 1994 with the usual k1 and b, over Latin words and one or two Chinese characters."""

    name = "BM25"

    def __init__(self, ways: Sequence[str], k1: float = 1.2, b: float = 0.75) -> None:
        counted = [Counter(terms(way)) for way in ways]
        lengths = [count.total() for count in counted]
        mean = max(sum(lengths) / max(len(ways), 1), 1)
        holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, count in enumerate(counted):
            for term, times in count.items():
                share = times * (k1 + 1) / (times + k1 * (1 - b + b * lengths[number] / mean))
                holders[term].append((number, share))
        self._size = len(ways)
        self._holders: dict[str, tuple[NDArray[np.int64], Scores]] = {}
        for term, held in holders.items():
            rarity = math.log(1 + (len(ways) - len(held) + 0.5) / (len(held) + 0.5))
            numbers, shares = zip(*held, strict=True)
            self._holders[term] = np.array(numbers), np.array(shares, dtype=np.float32) * np.float32(rarity)

    def scores(self, folded: str) -> Scores:
        total = np.zeros(self._size, dtype=np.float32)
        for term in terms(folded):
            if term in self._holders:
                numbers, shares = self._holders[term]
                total[numbers] += shares
        return total

    def first(self, folded: str) -> int:
        return int(self.scores(folded).argmax())


def terms(folded: str) -> list[str]:
    """Words, and one and two characters of Chinese.

    >>> terms("3+1 项目费 fees")
    ['3+1', '项', '目', '费', 'fees', '项目', '目费']
    """
    words = text.tokens(folded)
    return words + [one + two for one, two in pairwise(words) if not one.isascii() and not two.isascii()]


class Ranked:
    """A peer over a knowledge: phrasings become topics. What is not this office's business is no candidate, but when
    it comes first the peer would not answer either, as ours would not."""

    def __init__(self, knowledge: Knowledge, make: Callable[[Sequence[str]], Peer]) -> None:
        ways = sorted(knowledge.phrasings, key=lambda way: way.topic)
        self._topics = list(dict.fromkeys(way.topic for way in ways))
        numbers = {topic: number for number, topic in enumerate(self._topics)}
        self._starts = np.searchsorted([numbers[way.topic] for way in ways], np.arange(len(self._topics)))
        self._outside = np.array([outside(knowledge, topic) for topic in self._topics])
        self.peer = make([text.fold(way.text) for way in ways])

    def found(self, question: str) -> Found:
        by_topic = np.maximum.reduceat(self.peer.scores(text.fold(question)), self._starts)
        ours = np.where(self._outside, -np.inf, by_topic)
        order = np.argsort(-ours, kind="stable")[:3]
        sure = float(ours[order[0]])
        if self._outside.any() and by_topic[self._outside].max() > sure:
            sure -= 1e6
        return Found(tuple(self._topics[number] for number in order), sure)


def everybody(knowledge: Knowledge) -> list[Ranked]:
    return [
        Ranked(knowledge, lambda ways: Ratio("rapidfuzz WRatio", fuzz.WRatio, ways)),
        Ranked(knowledge, lambda ways: Ratio("rapidfuzz token_set_ratio", fuzz.token_set_ratio, ways)),
        Ranked(knowledge, BM25),
    ]
