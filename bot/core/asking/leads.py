"""The sentence that answers comes first: which fact of an answer a question asks for, or None where it is not sure."""

import hashlib
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from bot.core.asking import lens
from bot.core.asking.facts import Fact, brief, facts, led
from bot.core.asking.lens import Lens, Lesson, Vectors
from bot.core.asking.signs import SIGNS, AnswerSigns, Asked, Vocabulary
from bot.core.asking.told import Key, Told, entity, told, units
from bot.core.matching.build import Cache
from bot.core.matching.views import Terms

__all__ = ["Fact", "Leads", "Lens", "Told", "brief", "facts", "full", "learn", "led", "told"]

WITH_ENCODER: Mapping[str, float] = {
    "meaning": 5.6,
    "lens": 6.5,
    "usual": -9.6,
    "words": 6.2,
    "letters": 6.8,
    "label": 2.8,
    "labelled": -0.5,
    "heading": 1.5,
    "opening": 2.0,
    "length": 1.0,
}
BY_WORDS: Mapping[str, float] = {"words": 3.9, "letters": 18.0, "opening": 0.9, "length": 1.8}
"""How much each sign counts: the log odds of a fact beside the other facts of its answer. Fitted on
tests/questions/leads-practice.jsonl by `python -m tests.benchmarks.leads --fit`."""

SURE, SURE_BY_WORDS = 0.68, 0.95
"""Chance from which a fact is told first. Measured on tests/questions/leads.jsonl: of what is told first from there on,
at least 85 of 100 are right."""

RECIPE = "1"
"""Part of the cache's key: changes whenever the same answers would be learned differently."""

NOTHING = np.zeros(0, dtype=np.float32)


def learn(knowledge: Told, vectors: Vectors) -> Lens:
    """`vectors`: one row for each of `knowledge.texts`. About two seconds for the shipped knowledge: to be kept."""
    row = {line: number for number, line in enumerate(knowledge.texts)}
    entities: dict[Key, list[Key]] = {}
    for key in knowledge.seen:
        entities.setdefault((entity(key), key[1]), []).append(key)
    lessons = []
    for keys in entities.values():
        asked = [(number, row[way]) for number, key in enumerate(keys) for way in knowledge.ways[key]]
        answers = [(number, row[one.folded]) for number, key in enumerate(keys) for one in knowledge.seen[key]]
        asking, answering = (np.array(some, dtype=np.int64).reshape(-1, 2).T for some in (asked, answers))
        own = asking[0][:, None] == answering[0]
        lessons.append(Lesson(vectors[asking[1]], vectors[answering[1]], own))
    compared = {*(way for some in knowledge.ways.values() for way in some)}
    compared |= {one.folded for some in knowledge.seen.values() for one in some}
    return lens.learn(lens.basis(vectors[sorted(row[line] for line in compared)]), lessons)


def full(knowledge: Told, encode: Callable[[Sequence[str]], Vectors], cache: Cache) -> "Leads":
    """With an encoder's vectors: seconds from the cache, tens of seconds the first time."""
    digest = hashlib.sha256("\n".join((RECIPE, *map(str, knowledge.ways.items()), *knowledge.texts)).encode())
    name = f"leads-{digest.hexdigest()[:24]}"
    kept = cache.get(name)
    if kept is None:
        vectors = encode(knowledge.texts)
        glass = learn(knowledge, vectors)
        kept = {**glass.arrays(), "rows": np.asarray(vectors @ glass.basis, dtype=np.float32)}
        cache.put(name, kept)
    return Leads(knowledge, kept["rows"], Lens.of(kept))


class Leads:
    """The facts of all answers, ready to be asked. Without vectors by words and letters alone, and seldom sure."""

    def __init__(self, knowledge: Told, vectors: Vectors = NOTHING, glass: Lens | None = None) -> None:
        """`vectors`: one row for each of `knowledge.texts`, the encoder's own or in the directions that `glass` keeps;
        or none. `glass`: what `learn` makes of them."""
        self._glass = (glass or learn(knowledge, vectors)) if len(vectors) else None
        if self._glass and vectors.shape[1] != self._glass.basis.shape[1]:
            vectors = vectors @ self._glass.basis
        rows = dict(zip(knowledge.texts, vectors, strict=True)) if self._glass else {}
        vocabulary = _vocabulary(knowledge, rows)
        told_ = {key: some for key, some in knowledge.seen.items() if some}
        self._facts = {key: tuple(one.fact for one in some) for key, some in told_.items()}
        self._answers = {
            key: AnswerSigns(
                some, vocabulary, rows, knowledge.ways[key], knowledge.called.get(entity(key), frozenset())
            )
            for key, some in told_.items()
        }

    def lead(self, question_folded: str, vector: Vectors, topic: str, language: str) -> Fact | None:
        """The fact that answers best, if one is sure enough; `vector` is the encoder's, empty where there is none."""
        ranked = self.ranked(question_folded, vector, topic, language)
        sure = SURE if self._looks(vector) else SURE_BY_WORDS
        return ranked[0][0] if ranked and ranked[0][1] >= sure else None

    def ranked(
        self, question_folded: str, vector: Vectors, topic: str, language: str
    ) -> tuple[tuple[Fact, float], ...]:
        """An answer's facts, the best first, each with its chance to be the one that is asked for."""
        known = self._facts.get((topic, language), ())
        if not known:
            return ()
        weights = WITH_ENCODER if self._looks(vector) else BY_WORDS
        strengths = self.signs(question_folded, vector, topic, language) @ _column(weights)
        chances = np.exp(strengths - strengths.max())
        chances /= chances.sum()
        return tuple((known[number], float(chances[number])) for number in np.argsort(-chances, kind="stable"))

    def signs(self, question_folded: str, vector: Vectors, topic: str, language: str) -> Vectors:
        """What speaks for each fact of an answer, in their order; for those who fit the weights."""
        short = turned = NOTHING
        if self._glass and len(vector):
            short = vector @ self._glass.basis
            turned = short @ self._glass.turn
        asked = Asked(question_folded, tuple(units(question_folded)), short, turned)
        return self._answers[topic, language].of(asked)

    def _looks(self, vector: Vectors) -> bool:
        return self._glass is not None and len(vector) > 0


def _column(weights: Mapping[str, float]) -> Vectors:
    return np.array([weights.get(name, 0.0) for name in SIGNS], dtype=np.float32)


def _vocabulary(knowledge: Told, rows: Mapping[str, Vectors]) -> Vocabulary:
    """A unit is the rarer, the fewer answers and their ways to ask it stands in."""
    groups = {key: {unit for one in some for unit in one.units} for key, some in knowledge.seen.items()}
    for key, ways in knowledge.ways.items():
        groups[key] |= {unit for way in ways for unit in units(way)}
    terms = Terms([sorted(group) for group in groups.values()], range(len(groups)))
    numbers = {unit: number for number, unit in enumerate(knowledge.vocabulary, 1)}
    width = len(next(iter(rows.values()))) if rows else 0
    vectors = np.zeros((len(numbers) + 1, width), dtype=np.float32)
    if rows:
        vectors[1:] = [rows[unit] for unit in knowledge.vocabulary]
        vectors[1:] /= np.maximum(np.linalg.norm(vectors[1:], axis=1, keepdims=True), 1e-9)
    return Vocabulary(numbers, vectors, terms)
