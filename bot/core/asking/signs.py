"""What speaks for a fact: numbers between about 0 and 1, one row a fact of an answer, one column a sign.

With an encoder: how near the question is in meaning, through the lens, to the label and to the list's heading; how near
it would be if somebody asked what everybody asks of the topic. Without one: words and letters alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core import text
from bot.core.asking.lens import Vectors
from bot.core.asking.told import Seen
from bot.core.matching.views import Grams, Terms

SIGNS = (
    "meaning",
    "lens",
    "usual",
    "words",
    "letters",
    "label",
    "labelled",
    "heading",
    "opening",
    "length",
)
"""meaning: cosine, the best of the fact and its clauses. lens: the same through the lens, of the fact. usual: of the
fact with the mean of the topic's ways to ask. words, letters: how much of the question stands in the fact, what is rare
counting more. label, heading: cosine with the fact's bold words, with its list's heading. labelled: has bold words.
opening: for what the answer begins with, how near the question is to a way to ask. length: gives a length of time to
somebody who asks for one.

Measured and left out, as they moved nothing: "yes", "no", "may" and "must" for yes-or-no questions, amounts for "how
much", "pays" for "who pays", dates for "when", places for "where", how far down a fact stands, how long it is."""

NEAR = 0.3
"""Cosine from which two words are a little the same."""

_SPAN = re.compile(
    r"""
    (?:\d|\b(?:one|two|three|four|five|six|ten|twelve|half\ an?|an?)\b)[\d–-]*\s*(?:\w+\s)?
    (?:days?|weeks?|months?|years?|hours?|terms?)\b |
    [\d一二三四五六七八九十两半]\s*(?:个)?(?:工作日|小时|天|周|月|年|学期)
    """,
    re.VERBOSE,
)
_HOW_LONG = re.compile(
    r"how long|how quick|how many (?:days|weeks|months|years)|多久|多长|几天|几周|几个月|几年|多少天"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as facts are compared with it. `vector` is the encoder's in the kept directions, or empty; `turned`
    the same through the lens."""

    folded: str
    units: tuple[str, ...]
    vector: Vectors
    turned: Vectors


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Units with their vectors of length 1 (no columns without an encoder); number 0 is like nothing."""

    numbers: Mapping[str, int]
    vectors: Vectors
    terms: Terms

    def of(self, units: Sequence[str]) -> NDArray[np.int64]:
        known = [number for unit in units if (number := self.numbers.get(unit))]
        return np.array(known, dtype=np.int64)

    def alike(self, asked: NDArray[np.int64], told: NDArray[np.int64]) -> Vectors:
        """One row a unit asked, one column a unit told; 1 is the same."""
        if not self.vectors.shape[1]:
            return np.asarray(asked[:, None] == told[None, :], dtype=np.float32)
        near = self.vectors[asked] @ self.vectors[told].T
        return np.asarray(np.maximum(near - NEAR, 0) / (1 - NEAR), dtype=np.float32)


class AnswerSigns:
    """The facts of one answer in one language. `rows`: vectors of their texts, in the kept directions, or nothing."""

    def __init__(
        self,
        seen: Sequence[Seen],
        vocabulary: Vocabulary,
        rows: Mapping[str, Vectors],
        ways: Sequence[str],
        called: frozenset[str],
    ) -> None:
        self._vocabulary = vocabulary
        self._called = called
        told = [vocabulary.of(one.units) for one in seen]
        self._units = np.concatenate([np.append(numbers, 0) for numbers in told])
        self._starts = np.cumsum([0, *(len(numbers) + 1 for numbers in told[:-1])])
        self._letters = Grams([list(text.grams(one.folded)) for one in seen], range(len(seen)))
        self._fixed = np.zeros((len(seen), len(SIGNS)), dtype=np.float32)
        self._fixed[:, SIGNS.index("labelled")] = [bool(one.label) for one in seen]
        self._spans = np.array([_SPAN.search(one.folded) is not None for one in seen])
        self._opens = np.array([one.fact.place == 0 for one in seen])
        self._encoded = bool(rows)
        if rows:
            self._with_vectors(seen, rows, ways)

    def _with_vectors(self, seen: Sequence[Seen], rows: Mapping[str, Vectors], ways: Sequence[str]) -> None:
        nothing = np.zeros_like(rows[seen[0].folded])
        self._whole = np.array([rows[one.folded] for one in seen])
        self._parts = np.array([rows[part] for one in seen for part in (one.folded, *one.clauses)])
        self._firsts = np.cumsum([0, *(len(one.clauses) + 1 for one in seen[:-1])])
        self._labels = np.array([rows[one.label] if one.label else nothing for one in seen])
        self._headings = np.array([rows[one.heading] if one.heading else nothing for one in seen])
        self._ways = np.array([rows[way] for way in ways] or [nothing])
        self._fixed[:, SIGNS.index("usual")] = self._whole @ self._ways.mean(axis=0)

    def of(self, asked: Asked) -> Vectors:
        """One row a fact, one column a sign."""
        table = self._fixed.copy()
        put = {name: table[:, number] for number, name in enumerate(SIGNS)}
        put["words"][:] = self._words(asked.units)
        put["letters"][:] = self._letters.scores(text.grams(asked.folded))
        if _HOW_LONG.search(asked.folded):
            put["length"][:] = self._spans
        if self._encoded and len(asked.vector):
            put["meaning"][:] = np.maximum.reduceat(self._parts @ asked.vector, self._firsts)
            put["lens"][:] = self._whole @ asked.turned
            put["label"][:] = self._labels @ asked.vector
            put["heading"][:] = self._headings @ asked.vector
            put["opening"][:] = self._opens * np.max(self._ways @ asked.vector)
        else:
            put["opening"][:] = self._opens
        return table

    def _words(self, units: Sequence[str]) -> Vectors:
        """The share of the question's words that a fact has, in these or in like words; the rare count more."""
        telling = [unit for unit in units if unit not in self._called] or list(units)
        known = [unit for unit in telling if unit in self._vocabulary.numbers]
        if not known:
            return np.zeros(len(self._fixed), dtype=np.float32)
        weights = np.array([max(self._vocabulary.terms.weight(unit), 0.0) for unit in known], dtype=np.float32)
        alike = self._vocabulary.alike(self._vocabulary.of(known), self._units)
        best = np.maximum.reduceat(alike, self._starts, axis=1)
        return np.asarray(weights @ best / max(float(weights.sum()), 1e-9), dtype=np.float32)
