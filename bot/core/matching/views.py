"""Two ways to compare a question with every phrasing at once: by its words, and by runs of letters or syllables.

Both are inverted indexes over numpy arrays: only phrasings that share something with the question are touched.
Scores are between 0 and 1, one a phrasing, in the order in which the phrasings were given.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

Scores = NDArray[np.float32]
Numbers = NDArray[np.int32]

NEAREST_SPELLING = 0.74
"""Below this similarity (optimal string alignment, normalised) two words are different words, not a slip."""

MOST_WORDS = 80
"""Different words of a question that count; nobody asks with more."""


class Terms:
    """Which phrasings hold which terms, and how telling a term is.

    Rarity is IDF counted over groups (topics), so that a topic with many phrasings counts once.
    """

    def __init__(self, documents: Sequence[Iterable[str]], groups: Sequence[int]) -> None:
        ids: dict[str, int] = {}
        terms: list[int] = []
        holders: list[int] = []
        for number, document in enumerate(documents):
            for term in document:
                terms.append(ids.setdefault(term, len(ids)))
                holders.append(number)
        most = max(len(documents), 1)
        pairs = np.array(terms, dtype=np.int64) * most + np.array(holders, dtype=np.int64)
        unique, counts = np.unique(pairs, return_counts=True)
        self.ids: Mapping[str, int] = ids
        self.size = len(documents)
        self.terms, self.holders = (unique // most).astype(np.int32), (unique % most).astype(np.int32)
        self.counts = counts.astype(np.float32)
        self.edges = np.searchsorted(self.terms, np.arange(len(ids) + 1))
        self.rarity = self._rarity(np.asarray(groups, dtype=np.int64))
        self.unknown = float(np.log(1 + len(set(groups))) + np.log(2))

    def _rarity(self, groups: NDArray[np.int64]) -> Scores:
        total = int(groups.max()) + 1 if len(groups) else 0
        held = np.unique(self.terms.astype(np.int64) * max(total, 1) + groups[self.holders]) // max(total, 1)
        in_groups = np.bincount(held, minlength=len(self.ids))
        return np.log((1 + total) / (0.5 + in_groups)).astype(np.float32)

    def span(self, term: str) -> slice | None:
        number = self.ids.get(term)
        return None if number is None else slice(int(self.edges[number]), int(self.edges[number + 1]))

    def weight(self, term: str) -> float:
        number = self.ids.get(term)
        return self.unknown if number is None else float(self.rarity[number])


class Words:
    """Fuzzy, weighted coverage both ways: how much of the question a phrasing holds, and how much of it is asked.

    A word that nobody knows stays in the question's weight: it is what keeps questions out of scope out.
    """

    def __init__(self, documents: Sequence[Sequence[str]], groups: Sequence[int]) -> None:
        self.terms = Terms([sorted(set(words)) for words in documents], groups)
        self._spellings = [word for word in self.terms.ids if word.isascii() and len(word) > 2]
        weights = np.bincount(
            self.terms.holders, weights=self.terms.rarity[self.terms.terms], minlength=self.terms.size
        )
        self._weights = np.maximum(weights, 1e-3).astype(np.float32)

    def alike(self, word: str) -> list[tuple[str, float]]:
        """Known words with their similarity to `word`: itself if it is known, else what it may be a slip of."""
        if word in self.terms.ids:
            return [(word, 1.0)]
        if not word.isascii() or len(word) < 4 or word.isdigit():
            return []
        near = process.extract(
            word, self._spellings, scorer=OSA.normalized_similarity, score_cutoff=NEAREST_SPELLING, limit=3
        )
        return [(spelling, similarity**2) for spelling, similarity, _ in near]

    def scores(self, words: Iterable[str]) -> Scores:
        asked = list(dict.fromkeys(words))[:MOST_WORDS]
        of_question = np.zeros(self.terms.size, dtype=np.float32)
        total = 0.0
        lookups = 8
        for word in asked:
            known = word in self.terms.ids
            alike = self.alike(word) if known or lookups else []
            lookups -= not known and lookups > 0
            weight = max((self.terms.weight(spelling) for spelling, _ in alike), default=self.terms.unknown)
            total += weight
            for place, (spelling, similarity) in enumerate(alike):
                holders = self.terms.holders[self.terms.span(spelling) or slice(0)]
                of_question[holders] += weight * similarity * (1.0 if place == 0 else 0.5)
        if not total:
            return of_question
        covered = np.minimum(of_question / self._weights, 1.0)
        asked_for = np.minimum(of_question / np.float32(total), 1.0)
        return np.asarray(asked_for**0.7 * covered**0.3, dtype=np.float32)


class Grams:
    """Cosine of TF-IDF vectors over runs (of letters, or of syllables)."""

    def __init__(self, documents: Sequence[Iterable[str]], groups: Sequence[int]) -> None:
        self.terms = Terms(documents, groups)
        raw = np.sqrt(self.terms.counts) * self.terms.rarity[self.terms.terms]
        squares = np.bincount(self.terms.holders, weights=raw * raw, minlength=self.terms.size)
        norms = np.sqrt(np.maximum(squares, 1e-9)).astype(np.float32)
        self._weights = (raw / norms[self.terms.holders]).astype(np.float32)

    def scores(self, runs: Iterable[str]) -> Scores:
        counts: dict[str, int] = {}
        for run in runs:
            counts[run] = counts.get(run, 0) + 1
        weights = {run: count**0.5 * self.terms.weight(run) for run, count in counts.items()}
        norm = sum(weight * weight for weight in weights.values()) ** 0.5
        spans = [(span, weight / norm) for run, weight in weights.items() if (span := self.terms.span(run))]
        if not spans:
            return np.zeros(self.terms.size, dtype=np.float32)
        holders = np.concatenate([self.terms.holders[span] for span, _ in spans])
        values = np.concatenate([self._weights[span] * np.float32(weight) for span, weight in spans])
        return np.bincount(holders, weights=values, minlength=self.terms.size).astype(np.float32)
