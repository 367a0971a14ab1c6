"""All phrasings of a knowledge base, arranged by topic, and how near a question is to each topic's phrasings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core import text
from bot.core.knowledge import Phrasing
from bot.core.matching.views import Grams, Scores, Words

Vectors = NDArray[np.float32]

BEST, MEAN = 0.7, 0.3
"""A topic's score: its best phrasing, and a little of all of them, so that one odd phrasing does not decide."""


def words(folded: str) -> list[str]:
    return [text.stem(word) for word in text.tokens(folded)]


@dataclass(frozen=True, slots=True)
class Nearest:
    """One topic's best phrasing for a question."""

    score: float
    phrasing: str


class Index:
    """`topics` in order; `phrasings` sorted by topic. `read` makes of a folded phrasing what is compared."""

    def __init__(self, phrasings: Sequence[Phrasing], read: Callable[[str], str] = text.bare) -> None:
        self.topics = tuple(dict.fromkeys(sorted(phrasing.topic for phrasing in phrasings)))
        number = {topic: place for place, topic in enumerate(self.topics)}
        self.phrasings = sorted(phrasings, key=lambda phrasing: number[phrasing.topic])
        self.folded = [read(text.fold(phrasing.text)) for phrasing in self.phrasings]
        self.groups = np.array([number[phrasing.topic] for phrasing in self.phrasings], dtype=np.int32)
        self._starts = np.searchsorted(self.groups, np.arange(len(self.topics)))
        self._counts = np.diff(np.append(self._starts, len(self.groups))).astype(np.float32)
        groups = self.groups.tolist()
        self.words = Words([words(line) for line in self.folded], groups)
        self.letters = Grams([list(text.grams(line)) for line in self.folded], groups)
        self.syllables = Grams([list(text.syllable_grams(line)) for line in self.folded], groups)

    def lexical(self, folded: str) -> Scores:
        """One score a phrasing: words and letters, and where it is Chinese a part of syllables."""
        scores = np.float32(0.7) * self.words.scores(words(folded)) + np.float32(0.3) * self.letters.scores(
            text.grams(folded)
        )
        if text.has_han(folded):
            sounds = self.syllables.scores(text.syllable_grams(folded))
            scores = np.float32(0.85) * scores + np.float32(0.15) * sounds
        return np.asarray(scores, dtype=np.float32)

    def by_topic(self, scores: Scores, without: int | None = None) -> Scores:
        """Scores of phrasings as scores of topics; `without` leaves one phrasing out (to ask it of the others)."""
        if without is not None:
            scores = scores.copy()
            scores[without] = 0
        best = self.best(scores)
        mean = np.add.reduceat(scores, self._starts) / self._counts
        return np.asarray(BEST * best + MEAN * mean, dtype=np.float32)

    def best(self, scores: Scores) -> Scores:
        """The score of each topic's best phrasing."""
        return np.asarray(np.maximum.reduceat(scores, self._starts), dtype=np.float32)

    def nearest(self, topic: int, scores: Scores) -> Nearest:
        start = int(self._starts[topic])
        own = scores[start : start + int(self._counts[topic])]
        place = int(own.argmax())
        return Nearest(float(own[place]), self.phrasings[start + place].text)
