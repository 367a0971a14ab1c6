"""The port to a sentence encoder: the matcher knows no model, and runs without one."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Encoder(Protocol):
    """Meaning as vectors of length 1."""

    @property
    def width(self) -> int:
        """How many numbers a vector has."""
        ...

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text."""
        ...

    def vector(self, text: str) -> NDArray[np.float32]:
        """One question, not cached."""
        ...


class Meanings:
    """Phrasings' vectors against a question's: cosines, on the directions in which the phrasings differ most.

    From some thousands of phrasings on, reading 512 numbers of each costs more than encoding the question; 192
    principal components order them the same (measured: no change of top-1).
    """

    KEPT = 192
    FROM = 2_000

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        self._basis: NDArray[np.float32] | None = None
        self._rows = vectors
        if len(vectors) >= self.FROM:
            _, directions = np.linalg.eigh(vectors.T @ vectors)
            self._basis = np.ascontiguousarray(directions[:, -self.KEPT :], dtype=np.float32)
            self._rows = vectors @ self._basis

    def scores(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """One cosine a phrasing, nothing below 0."""
        short = vector if self._basis is None else vector @ self._basis
        return np.asarray(np.maximum(self._rows @ short, 0), dtype=np.float32)
