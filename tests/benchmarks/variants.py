"""The matcher with a part taken away, composed from its public classes. All networks here are trained alike.

Who loses a part of the lexical score hands its share to another part (words to letters, all else to words), so that
the scores keep their size and what is seen is the part and not the size.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.core import text
from bot.core.knowledge import Phrasing
from bot.core.matching import heads, judgement, lessons
from bot.core.matching.build import Draft
from bot.core.matching.features import Features
from bot.core.matching.heads import Heads, Schooling
from bot.core.matching.index import Index, words
from bot.core.matching.judgement import Judgement, Signs
from bot.core.matching.lessons import Lessons
from bot.core.matching.matcher import Matcher
from bot.core.matching.meaning import Encoder
from bot.core.matching.ranking import outside, signs_of
from bot.core.matching.scoring import Learned, Scorer
from bot.core.matching.spelling import Spelling
from bot.core.matching.views import Grams, Scores, Terms, Words

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a matcher is made of. `networks` is None where they must be learned first; `schooling` None: no networks."""

    draft: Draft
    encoder: Encoder | None
    schooling: Schooling | None
    sample: int
    """Phrasings that the networks do not see, to fit the confidence on."""
    tasks: tuple[str, ...] = ("label", "entity", "aspect")
    networks: Heads | None = None


Change = Callable[[Recipe], Recipe]


def matcher(recipe: Recipe) -> Matcher:
    made, networks = recipe.draft, recipe.networks or learn(recipe)
    of_phrasings = _vectors(recipe)[: len(made.index.phrasings)] if recipe.encoder else None
    learned = _learned(recipe, networks) if networks else None
    scorer = Scorer(made.index, made.lessons, recipe.encoder, of_phrasings, learned, made.names)
    return Matcher(made.knowledge, scorer, made.spelling, _measured(recipe, scorer, of_phrasings))


def learn(recipe: Recipe) -> Heads | None:
    if recipe.schooling is None:
        return None
    examples = recipe.draft.lessons.examples
    features = recipe.draft.lessons.features
    vectors = _vectors(recipe)
    places = recipe.draft.lessons.places
    rows = [
        features.row(example.folded, np.concatenate([vector, places.row(example.situation)]))
        for example, vector in zip(examples, vectors, strict=True)
    ]
    draws = np.array([example.draws for example in examples], dtype=np.float32)
    draws[np.concatenate(_samples(recipe))] = 0
    tasks = [task for task in recipe.draft.lessons.tasks() if task.name in recipe.tasks]
    return heads.train(rows, tasks, recipe.schooling, draws)


def _vectors(recipe: Recipe) -> Array:
    examples = [example.folded for example in recipe.draft.lessons.examples]
    return recipe.encoder.vectors(examples) if recipe.encoder else np.zeros((len(examples), 0), dtype=np.float32)


def _learned(recipe: Recipe, networks: Heads) -> Learned:
    return Learned(networks) if "label" in recipe.tasks else _Apart(networks, lessons=recipe.draft.lessons)


@dataclass(frozen=True)
class _Apart(Learned):
    """No joint head: a topic is as likely as its entity times its aspect."""

    lessons: Lessons | None = None

    def chances(self, features: Features, folded: str, inputs: Array) -> dict[str, Scores]:
        chances = super().chances(features, folded, inputs)
        if self.lessons is None:
            return chances
        aspect_of, entity_of = self.lessons.aspect_of, self.lessons.entity_of
        entities = np.where(entity_of >= 0, chances["entity"][entity_of], 1.0)
        labels = np.where(aspect_of >= 0, entities * chances["aspect"][aspect_of], entities)
        return chances | {"label": np.asarray(labels, dtype=np.float32)}


def _samples(recipe: Recipe) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Numbers of phrasings, evenly spread: of ours, and of what is not this office's business."""
    index = recipe.draft.index
    elsewhere = np.array([outside(recipe.draft.knowledge, topic) for topic in index.topics])[index.groups]
    ours, others = np.flatnonzero(~elsewhere), np.flatnonzero(elsewhere)
    size = min(recipe.sample, len(ours) // 5)
    return (ours[:: max(len(ours) // size, 1)], others[:: max(len(others) // max(size * 2 // 3, 1), 1)])


def _measured(recipe: Recipe, scorer: Scorer, vectors: Array | None) -> Judgement:
    """Simpler than in `build`, so that one run fits all variants: the sample asked of the others, and, where nothing
    is another office's, as if the right topic did not exist."""
    index, (ours, others) = recipe.draft.index, _samples(recipe)
    is_outside = np.array([outside(recipe.draft.knowledge, topic) for topic in index.topics])
    asked: list[tuple[Signs, bool]] = []
    missing: list[Signs] = []
    for number in map(int, (*ours, *others)):
        own = int(index.groups[number])
        vector = None if vectors is None else vectors[number]
        scored = scorer.score(index.folded[number], vector, without=number)
        signs = signs_of(scored.topics, is_outside, scored.nearest)
        if not is_outside[own]:
            asked.append((signs, int(np.where(is_outside, -1, scored.topics).argmax()) == own))
        if not len(others):
            scored.topics[own] = scored.nearest[own] = 0
            missing.append(signs_of(scored.topics, is_outside, scored.nearest))
        elif is_outside[own]:
            missing.append(signs)
    return judgement.fit(asked, missing)


class _NoTerms(Terms):
    def __init__(self) -> None:
        super().__init__([], [])


class _GivenWords(Words):
    """Words that nobody looks at: the scores come from elsewhere."""

    def __init__(self) -> None:
        self.terms = _NoTerms()
        self.given: Scores = np.zeros(0, dtype=np.float32)

    def scores(self, words: Iterable[str]) -> Scores:
        return self.given


class _GivenGrams(Grams):
    def __init__(self) -> None:
        self.terms = _NoTerms()
        self.given: Scores = np.zeros(0, dtype=np.float32)

    def scores(self, runs: Iterable[str]) -> Scores:
        return self.given


class _WithoutWords(Index):
    def __init__(self, phrasings: Sequence[Phrasing]) -> None:
        super().__init__(phrasings)
        self.words = self._given = _GivenWords()

    def lexical(self, folded: str) -> Scores:
        self._given.given = self.letters.scores(text.grams(folded))
        return super().lexical(folded)


class _WithoutLetters(Index):
    def __init__(self, phrasings: Sequence[Phrasing]) -> None:
        super().__init__(phrasings)
        self.letters = self._given = _GivenGrams()

    def lexical(self, folded: str) -> Scores:
        self._given.given = self.words.scores(words(folded))
        return super().lexical(folded)


class _WithoutSyllables(Index):
    def __init__(self, phrasings: Sequence[Phrasing]) -> None:
        super().__init__(phrasings)
        self.syllables = self._given = _GivenGrams()

    def lexical(self, folded: str) -> Scores:
        self._given.given = self.words.scores(words(folded))
        return super().lexical(folded)


class _ExactWords(Words):
    def alike(self, word: str) -> list[tuple[str, float]]:
        return [(word, 1.0)] if word in self.terms.ids else []


class _WithoutFuzzy(Index):
    def __init__(self, phrasings: Sequence[Phrasing]) -> None:
        super().__init__(phrasings)
        self.words = _ExactWords([words(line) for line in self.folded], self.groups.tolist())


class _WithoutNearest(Index):
    """Phrasings are still compared, to show the nearest one; topics gain nothing from it."""

    def by_topic(self, scores: Scores, without: int | None = None) -> Scores:
        return np.zeros(len(self.topics), dtype=np.float32)


class _Unmended(Spelling):
    def mend(self, folded: str) -> str:
        return folded


def _index(recipe: Recipe, kind: Callable[[Sequence[Phrasing]], Index], relearn: bool) -> Recipe:
    made = replace(recipe.draft, index=kind(recipe.draft.knowledge.phrasings))
    return replace(recipe, draft=made, networks=None if relearn else recipe.networks)


def _lessons(recipe: Recipe, kept: Callable[[lessons.Example], bool]) -> Recipe:
    """Of the synthetic examples only those `kept`; staff's own phrasings, which come first, all stay."""
    every, own = recipe.draft.lessons.examples, len(recipe.draft.index.phrasings)
    fewer = replace(recipe.draft.lessons, make=lambda: (*every[:own], *filter(kept, every[own:])))
    return replace(recipe, draft=replace(recipe.draft, lessons=fewer), networks=None)


def _without_negatives(recipe: Recipe) -> Recipe:
    known = recipe.draft.knowledge
    ours = replace(
        known,
        phrasings=tuple(way for way in known.phrasings if not outside(known, way.topic)),
        entries={name: entry for name, entry in known.entries.items() if entry.outcome != "unknown"},
    )
    index = Index(ours.phrasings)
    made = replace(recipe.draft, knowledge=ours, index=index, lessons=lessons.lessons(ours, index, text.bare))
    return replace(recipe, draft=made, networks=None)


def _without_learning(recipe: Recipe) -> Recipe:
    return replace(recipe, schooling=None, networks=None)


def _schooled(recipe: Recipe, **changes: int) -> Recipe:
    schooling = replace(recipe.schooling or Schooling(), **changes)
    return replace(recipe, schooling=schooling, networks=None)


def _unmended(recipe: Recipe) -> Recipe:
    return replace(recipe, draft=replace(recipe.draft, spelling=_Unmended(())))


TAKEN_AWAY: Mapping[str, Change] = {
    "words": lambda recipe: _index(recipe, _WithoutWords, relearn=True),
    "letters": lambda recipe: _index(recipe, _WithoutLetters, relearn=True),
    "syllables": lambda recipe: _index(recipe, _WithoutSyllables, relearn=False),
    "fuzzy alignment of words": lambda recipe: _index(recipe, _WithoutFuzzy, relearn=False),
    "mending of spelling and pinyin": _unmended,
    "fuzzy alignment and mending": lambda recipe: _unmended(_index(recipe, _WithoutFuzzy, relearn=False)),
    "encoder (words only)": lambda recipe: replace(recipe, encoder=None, networks=None),
    "networks (nearest only)": _without_learning,
    "nearest (networks only)": lambda recipe: _index(recipe, _WithoutNearest, relearn=False),
    "hidden layer (linear network)": lambda recipe: _schooled(recipe, hidden=0),
    "entity and aspect heads (joint only)": lambda recipe: replace(recipe, tasks=("label",), networks=None),
    "joint head (entity x aspect only)": lambda recipe: replace(recipe, tasks=("entity", "aspect"), networks=None),
    "synthetic grid of names and ways": lambda recipe: _lessons(recipe, lambda example: "label" not in example.targets),
    "bare ways and bare names": lambda recipe: _lessons(recipe, lambda example: "label" in example.targets),
    "negatives (other offices, nonsense)": _without_negatives,
    "nothing, but another seed": lambda recipe: _schooled(recipe, seed=23),
}
"""The last row is the noise of training: what is smaller than it says nothing."""
