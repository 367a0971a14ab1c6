"""A text as numbers for the networks: the encoder's vector beside its words and letters, hashed."""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.core import text
from bot.core.matching.index import words

Array = NDArray[np.float32]

SLOTS = 16_384
"""Places that words and letters are hashed to; with a quarter of them, one term drowns another (measured)."""

SHARE = 0.8
"""How much words and letters weigh beside a vector of length 1."""


@dataclass(frozen=True, slots=True)
class Row:
    """One text: its vector (empty without an encoder) with what is known of the talk behind it, and the slots that are
    not zero."""

    vector: Array
    slots: NDArray[np.int32]
    values: Array


class Features:
    """Words, and pairs of Chinese characters, weighed by their rarity (IDF counted over what texts mean).

    Letters of Latin words add nothing to a network: slips are mended before it reads (measured).
    """

    def __init__(self, texts: Iterable[tuple[str, int]]) -> None:
        """`texts`: all that is learned from, folded, each with the number of what it means."""
        groups: dict[str, set[int]] = {}
        for folded, group in texts:
            for term in _terms(folded):
                groups.setdefault(term, set()).add(group)
        total = len(set().union(*groups.values())) if groups else 0
        self._weights = {term: math.log((1 + total) / (0.5 + len(held))) for term, held in groups.items()}

    def row(self, folded: str, vector: Array) -> Row:
        """`vector` stands in the row as it is."""
        weights: dict[int, float] = {}
        for term in _terms(folded):
            if term in self._weights:
                slot, sign = _slot(term)
                weights[slot] = weights.get(slot, 0.0) + sign * self._weights[term]
        values = np.fromiter(weights.values(), dtype=np.float32, count=len(weights))
        norm = float(np.linalg.norm(values))
        values = values * np.float32((SHARE if vector.any() else 1.0) / norm) if norm else values
        return Row(vector, np.fromiter(weights, dtype=np.int32, count=len(weights)), values)


def _terms(folded: str) -> list[str]:
    return [*words(folded), *(run for run in text.grams(folded) if not run.isascii())]


@lru_cache(maxsize=200_000)
def _slot(term: str) -> tuple[int, int]:
    number = int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "little")
    return number % SLOTS, 1 if number >> 63 else -1


def block(rows: Sequence[Row]) -> tuple[Array, NDArray[np.int64]]:
    """Rows as one dense matrix for a batch of training, and which inputs its columns are: those that any row has."""
    width = len(rows[0].vector)
    used, places = np.unique(np.concatenate([row.slots for row in rows]), return_inverse=True)
    matrix = np.zeros((len(rows), width + len(used)), dtype=np.float32)
    matrix[:, :width] = [row.vector for row in rows]
    numbers = np.repeat(np.arange(len(rows)), [len(row.slots) for row in rows])
    matrix[numbers, width + places] = np.concatenate([row.values for row in rows])
    return matrix, np.concatenate([np.arange(width), width + used])
