"""One score a topic for a question: how near its phrasings are, mixed with what the networks learned.

Works without networks and without an encoder (the first seconds after a start): what is there is used.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.features import Features
from bot.core.matching.heads import Heads
from bot.core.matching.index import Index
from bot.core.matching.lessons import Lessons
from bot.core.matching.meaning import Encoder, Meanings
from bot.core.matching.names import Names
from bot.core.matching.situation import Situation
from bot.core.matching.views import Scores

NEAREST = 0.5
"""Share of the nearest phrasings in a topic's score; the rest is the networks'. Measured on both question sets."""

NAMED = 0.25
"""What the topics of the one entity gain that a question names outright."""

THE_SAME = 0.93
"""From this score on a question is what staff wrote, and their word goes before what the networks think."""

_NOTHING = np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Learned:
    """Networks for an index: a hidden layer for all tasks, a linear one, and a second opinion of another deep one."""

    deep: Heads
    linear: Heads | None = None
    second: Heads | None = None

    def chances(self, features: Features, folded: str, inputs: NDArray[np.float32]) -> dict[str, Scores]:
        """By task; `inputs` are the text's vector and where the talk stands."""
        row = features.row(folded, inputs)
        deep = self.deep.probabilities(row)
        if self.second is not None:
            second = self.second.probabilities(row)
            deep = {task: np.asarray((deep[task] + second[task]) / 2, dtype=np.float32) for task in deep}
        if self.linear is None:
            return deep
        linear = self.linear.probabilities(row)
        return {task: np.asarray(0.7 * deep[task] + 0.3 * linear[task], dtype=np.float32) for task in deep}


@dataclass(frozen=True, slots=True)
class Scored:
    """`topics` is one score a topic, `nearest` its part that comes from the nearest phrasings; `phrasings` one score
    a phrasing; `chances` are what the networks think, by task, or empty."""

    topics: Scores
    nearest: Scores
    phrasings: Scores
    chances: Mapping[str, Scores] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    """Entities that the question names."""
    vector: Scores = field(default_factory=lambda: _NOTHING)
    """The encoder's, or empty."""


class Scorer:
    def __init__(
        self,
        index: Index,
        lessons: Lessons,
        encoder: Encoder | None = None,
        vectors: NDArray[np.float32] | None = None,
        learned: Learned | None = None,
        names: Names | None = None,
    ) -> None:
        self.index = index
        self.lessons = lessons
        self._encoder = encoder
        self._meanings = None if vectors is None else Meanings(vectors)
        self._learned = learned
        self._names = names or Names(())
        topics = len(index.topics)
        self._entity_of = lessons.entity_of[:topics]
        self._aspect_of = lessons.aspect_of[:topics]

    def vector(self, folded: str) -> NDArray[np.float32]:
        return self._encoder.vector(folded) if self._encoder else _NOTHING

    def score(
        self,
        folded: str,
        vector: NDArray[np.float32] | None = None,
        without: int | None = None,
        situation: Situation | None = None,
    ) -> Scored:
        """`vector` if it is known already; `without` leaves out one phrasing, to ask it of the others."""
        vector = self.vector(folded) if vector is None else vector
        scored = replace(self._scored(folded, vector, without, situation), vector=vector)
        named = self._names.found(folded)
        if len(named) != 1:
            return replace(scored, named=named)
        theirs = np.array([self._named(number, named) for number in self._entity_of], dtype=np.float32)
        return replace(scored, topics=scored.topics + np.float32(NAMED) * theirs, named=named)

    def _named(self, entity: int, named: frozenset[str]) -> bool:
        return entity >= 0 and self.lessons.entities[entity] in named

    def aspects(self, folded: str) -> Scores:
        """The chances of the aspects alone, or empty: without a look at any phrasing."""
        if self._learned is None:
            return _NOTHING
        inputs = self._inputs(self.vector(folded), None)
        return self._learned.chances(self.lessons.features, folded, inputs).get("aspect", _NOTHING)

    def chances(self, folded: str, vector: NDArray[np.float32], situation: Situation) -> Mapping[str, Scores]:
        """What the networks alone think."""
        if self._learned is None:
            return {}
        return self._learned.chances(self.lessons.features, folded, self._inputs(vector, situation))

    def _inputs(self, vector: NDArray[np.float32], situation: Situation | None) -> NDArray[np.float32]:
        return np.concatenate([vector, self.lessons.places.row(situation)])

    def _scored(
        self, folded: str, vector: NDArray[np.float32], without: int | None, situation: Situation | None
    ) -> Scored:
        phrasings = self.index.lexical(folded)
        if self._meanings is not None and len(vector):
            phrasings = np.asarray(0.5 * phrasings + 0.5 * self._meanings.scores(vector), dtype=np.float32)
        topics = self.index.by_topic(phrasings, without)
        if self._learned is None:
            return Scored(topics, topics, phrasings)
        chances = self._learned.chances(self.lessons.features, folded, self._inputs(vector, situation))
        learned = self._of_topics(chances)
        mixed = np.asarray(NEAREST * topics + (1 - NEAREST) * np.sqrt(learned), dtype=np.float32)
        if without is None:
            best = self.index.best(phrasings)
            mixed = np.where(best >= THE_SAME, np.maximum(mixed, best), mixed)
        return Scored(mixed, topics, phrasings, chances)

    def _of_topics(self, chances: Mapping[str, Scores]) -> Scores:
        """The joint head and the two apart, as their geometric mean: an entity and an aspect must both be right."""
        if "label" not in chances:  # a single thing to talk about leaves nothing to tell apart
            return np.ones(len(self._entity_of), dtype=np.float32)
        joint = chances["label"][: len(self._entity_of)]
        if "aspect" not in chances or "entity" not in chances:
            return joint
        apart = np.where(self._entity_of >= 0, chances["entity"][self._entity_of], joint)
        pairs = self._aspect_of >= 0
        apart = np.where(pairs, apart * chances["aspect"][self._aspect_of], apart)
        return np.asarray(np.sqrt(joint * apart), dtype=np.float32)
