"""What people ask with and what answers are made of are different words: a lens learned from the ways to ask.

A matrix turns a question's vector so that it comes near to facts of its own topic's answer, away from those of the same
entity's other answers. Which of the facts is meant nobody has to say: each question chooses among its topic's facts as
it goes. Deterministic; about a second and a half for ten thousand ways to ask.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

KEPT = 192
"""Principal directions of facts and ways to ask that are looked at; more of them order facts the same (measured)."""

STEPS, PACE, SHARPNESS, PULL = 40, 0.007, 30.0, 0.01
"""Of the learning: Adam's steps and their size, how sharply nearness is told, and the pull back to no lens at all."""


@dataclass(frozen=True, slots=True)
class Lens:
    """`basis`: from the encoder's numbers to the kept directions. `turn`: the learned matrix over these."""

    basis: Vectors
    turn: Vectors

    def arrays(self) -> dict[str, Vectors]:
        """For a cache."""
        return {"basis": self.basis, "turn": self.turn}

    @classmethod
    def of(cls, arrays: dict[str, Vectors]) -> "Lens":
        return cls(arrays["basis"], arrays["turn"])


@dataclass(frozen=True, slots=True)
class Lesson:
    """One entity in one language: its questions, its facts, and which facts are of the question's own topic."""

    questions: Vectors
    facts: Vectors
    own: NDArray[np.bool_]


def basis(vectors: Vectors) -> Vectors:
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    return np.ascontiguousarray(directions[:, -KEPT:], dtype=np.float32)


def learn(kept: Vectors, lessons: Sequence[Lesson]) -> Lens:
    """`lessons` with the encoder's own vectors; those with nothing to choose from teach nothing."""
    short = [
        Lesson(lesson.questions @ kept, lesson.facts @ kept, lesson.own)
        for lesson in lessons
        if len(lesson.questions) and not lesson.own.all()
    ]
    turn = none = np.eye(kept.shape[1], dtype=np.float32)
    mean, square = np.zeros_like(turn), np.zeros_like(turn)
    total = max(sum(len(lesson.questions) for lesson in short), 1)
    for step in range(1, STEPS + 1 if short else 1):
        slope = np.float32(PULL) * (turn - none)
        for lesson in short:
            slope += np.float32(SHARPNESS / total) * _slope(lesson, turn)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        change = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-7)
        turn = np.asarray(turn - PACE * change, dtype=np.float32)
    return Lens(kept, turn)


def _slope(lesson: Lesson, turn: Vectors) -> Vectors:
    """Of the log chance that a question falls to a fact of its own topic."""
    near = SHARPNESS * ((lesson.questions @ turn) @ lesson.facts.T)
    chances = np.exp(near - near.max(axis=1, keepdims=True))
    own = chances * lesson.own
    own /= np.maximum(own.sum(axis=1, keepdims=True), 1e-9)
    chances /= chances.sum(axis=1, keepdims=True)
    return np.asarray(lesson.questions.T @ ((chances - own) @ lesson.facts), dtype=np.float32)
