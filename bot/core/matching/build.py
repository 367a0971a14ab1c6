"""Making a matcher: at once from words alone, and at full strength from vectors, networks and a measured judgement."""

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.core import text
from bot.core.knowledge import Knowledge
from bot.core.matching import blend, decision, heads, judgement, lessons
from bot.core.matching.blend import Blend
from bot.core.matching.decision import Cuts
from bot.core.matching.heads import Heads, Schooling
from bot.core.matching.index import Index
from bot.core.matching.judgement import Courage, Judgement, Signs
from bot.core.matching.matcher import Matcher, Measured
from bot.core.matching.meaning import Encoder
from bot.core.matching.meanings import meanings_of, same
from bot.core.matching.names import Names
from bot.core.matching.ranking import outside, signs_of, texts_of
from bot.core.matching.scoring import Learned, Scored, Scorer
from bot.core.matching.signals import Signals, signals
from bot.core.matching.situation import Situation
from bot.core.matching.spelling import Spelling
from bot.core.talk.labels import KINDS

SAMPLE = 800
"""Phrasings that are asked to measure the judgement."""

ENOUGH = 200
"""From so many phrasings of what is not this office's, these stand for the questions without an answer."""

FEW = 20
"""Topics that are left out at least, if that is no more than a third of all."""

WITH_LINEAR = 6_000
"""Up to so many examples a linear network beside the deep one steadies it; beyond, it adds nothing but time."""

MOST_STEPS = 1_700
"""Of training: what more steps gain is not worth the seconds that a first start takes."""

ENOUGH_TALKS = 40
"""From so many talks on they are worth measuring with."""

MOSTLY = 0.4
"""From this share of turns in danger on a talk is about nothing else."""

FROM_PHRASINGS = 1.5
"""Networks need several phrasings a topic on average; below it they hurt."""

RECIPE = "32"
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
    ways = (text.fold(way.text) for way in knowledge.phrasings)
    spelling = Spelling(texts_of(knowledge, ways), english)

    def mend(folded: str) -> str:
        return text.bare(spelling.mend(folded))

    index = Index(knowledge.phrasings, lambda way: mend(way) if text.typed_pinyin(way) else text.bare(way))
    taught = lessons.lessons(knowledge, index, mend)
    return Draft(knowledge, index, taught, spelling, Names(knowledge.entities.values()), courage)


def full(made: Draft, encoder: Encoder | None, cache: Cache) -> Matcher:
    """Everything: seconds from the cache, tens of seconds the first time. Runs in a thread."""
    name = _digest(made, encoder)
    kept = cache.get(name)
    if kept is None:
        examples = [example.folded for example in made.lessons.examples]
        kept = _learnt(_Learning(made, encoder, encoder.vectors(examples) if encoder else None))
        cache.put(name, kept)
    vectors = encoder.vectors(made.index.folded) if encoder else None
    deep, linear, second = (
        Heads.of(part) if part else None for part in (_part(kept, name) for name in ("deep/", "linear/", "second/"))
    )
    learned = Learned(deep, linear, second) if deep else None
    scorer = _scorer(made, encoder, vectors, learned)
    measured = Measured(Blend.of(kept["blend"]), Cuts.of(kept["cuts"])) if "blend" in kept else None
    judged = Judgement.of(kept["judgement"])
    return Matcher(made.knowledge, scorer, made.spelling, judged, made.courage, measured=measured)


def _learnt(learning: "_Learning") -> dict[str, NDArray[np.float32]]:
    """What a cache keeps of it."""
    found: list[dict[str, NDArray[np.float32]]] = []
    beside = threading.Thread(target=lambda: found.append(learning.measure()), daemon=True)
    beside.start()  # numpy lets both run at once; a daemon, so that a stop need not wait
    learned = learning.learn(None)
    beside.join()
    kept = found[0] if found else {"judgement": Judgement().array()}
    if learned:
        kept |= {f"deep/{key}": value for key, value in learned.deep.arrays().items()}
        linear = learned.linear.arrays() if learned.linear else {}
        kept |= {f"linear/{key}": value for key, value in linear.items()}
    return kept


def _scorer(
    made: Draft, encoder: Encoder | None, vectors: NDArray[np.float32] | None, learned: Learned | None
) -> Scorer:
    return Scorer(made.index, made.lessons, encoder, vectors, learned, made.names)


def _part(kept: dict[str, NDArray[np.float32]], name: str) -> dict[str, NDArray[np.float32]]:
    return {key.removeprefix(name): value for key, value in kept.items() if key.startswith(name)}


def _digest(made: Draft, encoder: Encoder | None) -> str:
    digest = hashlib.sha256(f"{RECIPE} {encoder.width if encoder else 0}".encode())
    for example in made.lessons.examples:
        targets = sorted((task, sorted(shares.items())) for task, shares in example.targets.items())
        digest.update(f"\n{targets}\t{example.situation}\t{example.folded}".encode())
    return f"learned-{digest.hexdigest()[:24]}"


Numbers = NDArray[np.int64]


class _Learning:
    def __init__(self, made: Draft, encoder: Encoder | None, vectors: NDArray[np.float32] | None) -> None:
        self._made = made
        self._encoder = encoder
        self._vectors = vectors
        features = made.lessons.features
        places = made.lessons.places
        self._rows = [
            features.row(example.folded, np.concatenate([self._vector(number), places.row(example.situation)]))
            for number, example in enumerate(made.lessons.examples)
        ]
        count = len(made.index.phrasings)
        self._looked_up: dict[int, Scored] = {}
        self._worth = len(made.index.topics) > 1 and count >= FROM_PHRASINGS * len(made.index.topics)

    def _vector(self, number: int) -> NDArray[np.float32]:
        return np.zeros(0, dtype=np.float32) if self._vectors is None else self._vectors[number]

    def learn(self, without: NDArray[np.int64] | None, seed: int = 7) -> Learned | None:
        if not self._worth:
            return None
        draws = np.array([example.draws for example in self._made.lessons.examples], dtype=np.float32)
        if without is not None:
            draws[without] = 0.0
        steps = min(MOST_STEPS, 250 + len(draws) // 8)
        tasks = self._made.lessons.tasks()
        deep = heads.train(self._rows, tasks, Schooling(steps=steps, seed=seed), draws)
        if len(self._rows) > WITH_LINEAR:
            return Learned(deep)
        return Learned(deep, heads.train(self._rows, tasks, Schooling(hidden=0, steps=steps), draws))

    def measure(self) -> dict[str, NDArray[np.float32]]:
        """Ask networks what they never saw: a sample of the phrasings, of the talks, and of what nothing answers."""
        index, made = self._made.index, self._made
        if len(index.topics) < 3 or len(index.phrasings) < 20:
            return {"judgement": Judgement().array()}
        is_outside = np.array([outside(made.knowledge, topic) for topic in index.topics])
        sample, strangers, unseen = self._samples(is_outside)
        held = self._held_talks()
        learned = self.learn(np.concatenate([sample, unseen, held]), seed=23)
        of_ways = None if self._vectors is None else self._vectors[: len(index.phrasings)]
        scorer = _scorer(made, self._encoder, of_ways, learned)
        asked: list[tuple[Signs, bool]] = []
        missing: list[Signs] = []
        for number in np.concatenate([sample, strangers]).tolist():
            own = int(index.groups[number])
            vector = None if self._vectors is None else self._vectors[number]
            scored = scorer.score(index.folded[number], vector, without=number)
            if number in strangers:
                scored.topics[own] = scored.nearest[own] = 0
                missing.append(signs_of(scored.topics, is_outside, scored.nearest))
                continue
            best = int(np.where(is_outside, -1, scored.topics).argmax())
            asked.append((signs_of(scored.topics, is_outside, scored.nearest), best == own))
        kept = {"judgement": judgement.fit(asked, missing).array()}
        if not len(held) or learned is None:
            return kept
        second = {f"second/{key}": value for key, value in learned.deep.arrays().items()}
        return kept | self._measured(scorer, held) | second

    def _samples(self, is_outside: NDArray[np.bool_]) -> tuple[Numbers, Numbers, Numbers]:
        """Phrasings to be found, phrasings that nothing answers, and all that no network may see for their sake.

        What is found must have another wording. What nothing answers is another office's business where there is
        enough of it; else whole topics are left out, since a network that saw their other wordings would know them.
        """
        groups, dice = self._made.index.groups, np.random.default_rng(11)
        counts = np.bincount(groups)
        elsewhere = np.flatnonzero(is_outside[groups])
        ours = np.flatnonzero(~is_outside)
        if len(elsewhere) >= ENOUGH:
            strangers = unseen = dice.choice(elsewhere, min(SAMPLE // 2, len(elsewhere) // 5), replace=False)
        else:
            count = max(len(ours) // 6, min(len(ours) // 3, FEW)) if self._worth else len(ours)
            unseen = np.flatnonzero(np.isin(groups, dice.choice(ours, count, replace=False)))
            strangers = dice.choice(unseen, min(SAMPLE // 2, len(unseen)), replace=False)
        found = np.flatnonzero(~is_outside[groups] & (counts[groups] > 1) & ~np.isin(groups, groups[unseen]))
        sample = dice.choice(found, min(SAMPLE // 2, len(found) // 4), replace=False)
        return sample, strangers, unseen

    def _held_talks(self) -> NDArray[np.int64]:
        """The turns of every fifth talk, if there are enough talks to spare them.

        Talks that are about nothing but danger teach, but are no measure of how often people are in danger.
        """
        told = self._made.lessons
        if told.talks < ENOUGH_TALKS:
            return np.zeros(0, dtype=np.int64)
        talks = np.array([example.talk for example in told.examples])
        danger = np.array([any(one.kind == "emergency" for one in example.means) for example in told.examples])
        said = np.array([bool(example.means) for example in told.examples])
        turns = np.bincount(talks[said], minlength=told.talks)
        usual = np.bincount(talks[said & danger], minlength=told.talks) <= MOSTLY * turns
        return np.flatnonzero((talks >= 0) & (talks % 5 == 2) & usual[talks])

    def _measured(self, scorer: Scorer, held: NDArray[np.int64]) -> dict[str, NDArray[np.float32]]:
        """Fitted twice: first on turns after what was really meant before, then after what is understood by then."""
        turns = [number for number in held.tolist() if self._made.lessons.examples[number].means]
        told = self._made.lessons
        found = [self._signals(scorer, number, told.examples[number].situation or Situation()) for number in turns]
        means = [told.examples[number].means for number in turns]
        mix = blend.fit(told, list(zip(found, means, strict=True)))
        heard = self._as_heard(scorer, turns, mix)
        mix = blend.fit(told, [(one, meant) for (one, _), meant in zip(heard, means, strict=True)])
        weighed = []
        for (one, _), meant in zip(self._as_heard(scorer, turns, mix), means, strict=True):
            chances, kinds = mix.chances(told, one)
            meanings, _ = meanings_of(told, chances, kinds, one.offices)
            weighed.append((meanings, float(kinds[KINDS.index("emergency")]), frozenset(meant)))
        return {"blend": mix.array(), "cuts": decision.fit(weighed, same).array()}

    def _signals(self, scorer: Scorer, number: int, situation: Situation) -> Signals:
        scored = self._scored(scorer, number)
        chances = scorer.chances(self._made.lessons.examples[number].folded, self._vector(number), situation)
        return signals(self._made.lessons, replace(scored, chances=chances), situation)

    def _scored(self, scorer: Scorer, number: int) -> Scored:
        """What the ways say, which is the same in every situation."""
        if number not in self._looked_up:
            example = self._made.lessons.examples[number]
            self._looked_up[number] = scorer.score(example.folded, self._vector(number))
        return self._looked_up[number]

    def _as_heard(self, scorer: Scorer, turns: Sequence[int], mix: Blend) -> list[tuple[Signals, Situation]]:
        """The turns of talks one after another, each in the situation that the matcher believes in by then."""
        told = self._made.lessons
        heard: list[tuple[Signals, Situation]] = []
        situation, talk = Situation(), -1
        for number in turns:
            example = told.examples[number]
            situation = Situation() if example.talk != talk else situation
            talk = example.talk
            found = self._signals(scorer, number, situation)
            chances, kinds = mix.chances(told, found)
            meanings, _ = meanings_of(told, chances, kinds, found.offices)
            heard.append((found, situation))
            situation = situation.following(meanings, told.places.entities)
        return heard
