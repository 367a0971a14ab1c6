"""Making a matcher: at once from words alone, and at full strength from vectors, networks and a measured judgement."""

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.core.knowledge import Knowledge
from bot.core.matching import heads, judgement, lessons
from bot.core.matching.features import Features
from bot.core.matching.heads import Heads, Schooling
from bot.core.matching.index import Index
from bot.core.matching.judgement import Courage, Judgement, Signs
from bot.core.matching.matcher import Matcher, outside, signs_of, texts_of
from bot.core.matching.meaning import Encoder
from bot.core.matching.names import Names
from bot.core.matching.scoring import Learned, Scorer
from bot.core.matching.spelling import Spelling

SAMPLE = 800
"""Phrasings that are asked to measure the judgement."""

ENOUGH = 200
"""From so many phrasings of what is not this office's, these stand for the questions without an answer."""

WITH_LINEAR = 6_000
"""Up to so many examples a linear network beside the deep one steadies it; beyond, it adds nothing but time."""

MOST_STEPS = 1_700
"""Of training: what more steps gain is not worth the seconds that a first start takes."""

FROM_PHRASINGS = 1.5
"""Networks need several phrasings a topic on average; below it they hurt."""

RECIPE = "20"
"""Part of every cache's key: changes whenever the same knowledge would learn something else."""


class Cache(Protocol):
    """Arrays by name; what is not there comes back as None."""

    def get(self, name: str) -> dict[str, NDArray[np.float32]] | None: ...

    def put(self, name: str, arrays: dict[str, NDArray[np.float32]]) -> None: ...


@dataclass(frozen=True, slots=True)
class Draft:
    """What both matchers of one knowledge share; made in about a second."""

    knowledge: Knowledge
    index: Index
    lessons: lessons.Lessons
    spelling: Spelling
    names: Names
    courage: Courage

    def matcher(self) -> Matcher:
        """Lexical: ready at once, with a judgement that nobody measured yet."""
        scorer = Scorer(self.index, self.lessons, names=self.names)
        return Matcher(self.knowledge, scorer, self.spelling, LEXICAL, self.courage, full_strength=False)


LEXICAL = Judgement((-8.0, 7.0, 8.0, 4.0, 0.0), {"careful": 0.75, "balanced": 0.6, "bold": 0.45}, 0.1)


def draft(knowledge: Knowledge, english: Sequence[str], courage: Courage) -> Draft:
    index = Index(knowledge.phrasings)
    spelling = Spelling(texts_of(knowledge, index.folded), english)
    return Draft(
        knowledge, index, lessons.lessons(knowledge, index), spelling, Names(knowledge.entities.values()), courage
    )


def full(made: Draft, encoder: Encoder | None, cache: Cache) -> Matcher:
    """Everything: seconds from the cache, tens of seconds the first time. Runs in a thread."""
    examples = [example.folded for example in made.lessons.examples]
    vectors = encoder.vectors(examples) if encoder else None
    name = _digest(made, encoder)
    kept = cache.get(name)
    if kept is None:
        learning = _Learning(made, encoder, vectors)
        measured: list[Judgement] = []
        beside = threading.Thread(target=lambda: measured.append(learning.measure()), daemon=True)
        beside.start()  # numpy lets both run at once; a daemon, so that a stop need not wait
        learned = learning.learn(None, 1.0)
        beside.join()
        kept = {"judgement": (measured or [Judgement()])[0].array()}
        if learned:
            kept |= {f"deep/{key}": value for key, value in learned.deep.arrays().items()}
            linear = learned.linear.arrays() if learned.linear else {}
            kept |= {f"linear/{key}": value for key, value in linear.items()}
        cache.put(name, kept)
    deep, linear = _part(kept, "deep/"), _part(kept, "linear/")
    learned = Learned(Heads.of(deep), Heads.of(linear) if linear else None) if deep else None
    scorer = _scorer(made, encoder, vectors, learned)
    return Matcher(made.knowledge, scorer, made.spelling, Judgement.of(kept["judgement"]), made.courage)


def _scorer(
    made: Draft, encoder: Encoder | None, vectors: NDArray[np.float32] | None, learned: Learned | None
) -> Scorer:
    of_phrasings = None if vectors is None else vectors[: len(made.index.phrasings)]
    return Scorer(made.index, made.lessons, encoder, of_phrasings, learned, made.names)


def _part(kept: dict[str, NDArray[np.float32]], name: str) -> dict[str, NDArray[np.float32]]:
    return {key.removeprefix(name): value for key, value in kept.items() if key.startswith(name)}


def _digest(made: Draft, encoder: Encoder | None) -> str:
    digest = hashlib.sha256(f"{RECIPE} {encoder.width if encoder else 0}".encode())
    for example in made.lessons.examples:
        digest.update(f"\n{example.topic}\t{example.entity}\t{example.aspect}\t{example.folded}".encode())
    return f"learned-{digest.hexdigest()[:24]}"


class _Learning:
    def __init__(self, made: Draft, encoder: Encoder | None, vectors: NDArray[np.float32] | None) -> None:
        self._made = made
        self._encoder = encoder
        self._vectors = vectors
        features = Features(made.index.words.terms, made.index.letters.terms)
        nothing = np.zeros(0, dtype=np.float32)
        self._rows = [
            features.row(example.folded, nothing if vectors is None else vectors[number])
            for number, example in enumerate(made.lessons.examples)
        ]
        count = len(made.index.phrasings)
        self._worth = len(made.index.topics) > 1 and count >= FROM_PHRASINGS * len(made.index.topics)

    def learn(self, without: NDArray[np.int64] | None, effort: float) -> Learned | None:
        if not self._worth:
            return None
        importance = np.array([example.weight for example in self._made.lessons.examples], dtype=np.float32)
        if without is not None:
            importance[without] = 0.0
        steps = int(min(MOST_STEPS, 250 + len(importance) // 8) * effort)
        tasks = self._made.lessons.tasks(len(self._made.index.topics))
        deep = heads.train(self._rows, tasks, Schooling(steps=steps), importance)
        if len(self._rows) > WITH_LINEAR:
            return Learned(deep)
        return Learned(deep, heads.train(self._rows, tasks, Schooling(hidden=0, steps=steps), importance))

    def measure(self) -> Judgement:
        """Ask a sample of the phrasings of networks that never saw them, and as if the right entry did not exist."""
        index, made = self._made.index, self._made
        if len(index.topics) < 3 or len(index.phrasings) < 20:
            return Judgement()
        dice = np.random.default_rng(11)
        is_outside = np.array([outside(made.knowledge, topic) for topic in index.topics])
        elsewhere = np.flatnonzero(is_outside[index.groups])
        askable = np.flatnonzero(~is_outside[index.groups])
        shares = (SAMPLE * 3 // 5, SAMPLE * 2 // 5) if len(elsewhere) >= ENOUGH else (SAMPLE, 0)
        sample = dice.choice(askable, min(shares[0], max(len(askable) // 5, 10)), replace=False)
        strangers = dice.choice(elsewhere, min(shares[1], len(elsewhere) // 5), replace=False)
        scorer = _scorer(self._made, self._encoder, self._vectors, self.learn(np.concatenate([sample, strangers]), 0.7))
        asked: list[tuple[Signs, bool]] = []
        missing: list[Signs] = []
        for number in np.concatenate([sample, strangers]):
            own = int(index.groups[number])
            vector = None if self._vectors is None else self._vectors[number]
            scored = scorer.score(index.folded[number], vector, without=int(number))
            if not is_outside[own]:
                best = int(np.where(is_outside, -1, scored.topics).argmax())
                asked.append((signs_of(scored.topics, is_outside, scored.nearest), best == own))
            if is_outside[own] or not len(strangers):
                scored.topics[own] = scored.nearest[own] = 0
                missing.append(signs_of(scored.topics, is_outside, scored.nearest))
        return judgement.fit(asked, missing)
