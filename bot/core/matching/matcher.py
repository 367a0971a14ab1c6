"""From a question to a ranking of topics, with the reasons: the one door to this package."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.core import text
from bot.core.knowledge import Audience, Emergency, Entity, Knowledge, Outcome, split
from bot.core.matching.emergencies import Emergencies
from bot.core.matching.index import Index
from bot.core.matching.judgement import Courage, Judgement, Signs
from bot.core.matching.names import Names
from bot.core.matching.scoring import Scored, Scorer
from bot.core.matching.spelling import Spelling
from bot.core.matching.views import Scores

_LINKS = re.compile(r"^(?:(?:and|so|but|then|ok|well)\b[ ,]*|那么?|还有|请问|[ ,])+")
"""What links a question to the one before: "and how long is it" asks how long it is."""

SHOWN = 5
"""Candidates that a ranking keeps."""

GENERAL = "office"
"""What is asked of nobody in particular falls to the office; as long as the talk has a subject, it is about that."""

CONTEXT = 0.6
"""How far the subject of the talk pulls a question that names none."""

SHORT = (6.5, 15.0)
"""Words up to which a question may well be a follow-up, and from which it hardly is one."""

ELSEWHERE = 12.0
"""The higher, the surer a question must be of another entity before it stops being a follow-up."""

CLEARLY = 0.35
"""By so much another office's business must be nearer than this office's before the subject of the talk is left."""

NAMEABLE = 0.3
"""Below it another office is as likely as any: better not to name one."""

FOR_ME = 0.02
"""What a programme for the person's own role gains; enough to decide a near tie, no more."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A topic with its score and the phrasing of it that came nearest."""

    topic: str
    score: float
    nearest: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a question may mean. `outside` is the best entry that is not this office's business."""

    outcome: Outcome
    confidence: float
    candidates: tuple[Candidate, ...]
    outside: Candidate | None = None
    read_as: str = ""
    named: frozenset[str] = frozenset()
    emergency: bool = False
    full_strength: bool = True


class Matcher:
    def __init__(
        self,
        knowledge: Knowledge,
        scorer: Scorer,
        spelling: Spelling,
        judgement: Judgement,
        courage: Courage = "balanced",
        full_strength: bool = True,
    ) -> None:
        self.full_strength = full_strength
        self._knowledge = knowledge
        self._scorer = scorer
        self._spelling = spelling
        self._judgement = judgement
        self._courage = courage
        self._emergencies = Emergencies(knowledge.vocabulary.emergencies)
        self._names = Names(knowledge.entities.values())
        self._topics = scorer.index.topics
        self._entities = [split(topic)[0] for topic in self._topics]
        self._asks = {
            text.bare(text.fold(ask)): aspect.id
            for aspect in knowledge.vocabulary.aspects.values()
            for ask in aspect.asks
            if "{}" not in ask
        }
        self._outside = np.array([outside(knowledge, topic) for topic in self._topics], dtype=bool)
        self._written = _written(scorer.index)

    def rank(self, question: str, subject: str | None = None, role: Audience | None = None) -> Ranking:
        """`subject` is the entity last spoken of; it counts where the question names no other."""
        folded = text.fold(question)
        mended = text.bare(self._spelling.mend(folded))
        if not text.tokens(mended) or self._outside.all():
            first = np.flatnonzero(~self._outside)[:SHOWN]
            nothing = tuple(Candidate(self._topics[number], 0.0, "") for number in first)
            return Ranking("unknown", 0.0, nothing, read_as=mended)
        scored = self._scorer.score(mended)
        scores, named = scored.topics, scored.named
        if subject and not named - {subject} and not self._stands_alone(scored, subject):
            scores = self._with_subject(scored, subject, mended)
        if not named - {subject}:
            scores = self._with_ask_alone(scores, mended, subject or GENERAL)
        scores = self._with_name_alone(scores, mended)
        written = self._written.get(mended, -1)
        if written >= 0 and mended not in self._asks:
            scores = _raised(scores, written)
        if role:
            scores = scores + np.float32(FOR_ME) * self._for_role(role)
        ranking = self._judged(scored, scores, mended, named)
        emergency = self._emergencies.found(folded) or self._emergencies.found(mended)
        return self._urgent(emergency, ranking, subject) if emergency else ranking

    def aspect(self, question: str) -> tuple[str, float] | None:
        """The aspect that a text asks for by itself, with its chance."""
        mended = text.bare(self._spelling.mend(text.fold(question)))
        if mended in self._asks:
            return self._asks[mended], 1.0
        aspects = self._scorer.aspects(mended) if text.tokens(mended) else ()
        if not len(aspects):
            return None
        best = int(np.argmax(aspects))
        return self._scorer.lessons.aspects[best], float(aspects[best])

    def _with_ask_alone(self, scores: Scores, mended: str, subject: str) -> Scores:
        """What staff listed as a way to ask for an aspect asks it of the subject, and without one of the office."""
        topic = f"{subject}#{self._asks.get(mended) or self._asks.get(_LINKS.sub('', mended))}"
        return _raised(scores, self._topics.index(topic)) if topic in self._topics else scores

    def _with_name_alone(self, scores: Scores, mended: str) -> Scores:
        """A name and nothing else asks what it is."""
        entity = self._names.whole(mended)
        topic = f"{entity}#overview"
        return _raised(scores, self._topics.index(topic)) if topic in self._topics else scores

    def _stands_alone(self, scored: Scored, subject: str) -> bool:
        """A question that is sure of another entity by itself, or of another office's business, is no follow-up."""
        signs = signs_of(scored.topics, self._outside, scored.nearest)
        if signs.outside - signs.best > CLEARLY:
            return True
        first = int(np.where(self._outside, np.float32(-1), scored.topics).argmax())
        sure = self._judgement.outcome(signs, "careful") == "answer"
        return sure and self._entities[first] not in {subject, GENERAL}

    def _with_subject(self, scored: Scored, subject: str, mended: str) -> Scores:
        """The subject's topics gain what the question says of their aspect alone, less what it says of others."""
        lessons = self._scorer.lessons
        if not len(scored.aspects):
            return scored.topics
        scores = scored.topics.copy()
        chances = zip(scored.entities, lessons.entities, strict=True)
        others = [chance for chance, entity in chances if entity not in {subject, GENERAL}]
        open_to_it = (1.0 - max(others, default=0.0) ** ELSEWHERE) * _shortness(mended)
        for number, entity in enumerate(self._entities):
            aspect = lessons.aspect_of[number]
            if entity == subject and aspect >= 0:
                scores[number] += CONTEXT * open_to_it * float(np.sqrt(scored.aspects[aspect]))
            elif entity == GENERAL:
                scores[number] *= 0.5
        return scores

    def _for_role(self, role: Audience) -> Scores:
        entities = self._knowledge.entities
        mine = [entity in entities and role in entities[entity].audiences for entity in self._entities]
        return np.array(mine, dtype=np.float32)

    def _judged(self, scored: Scored, scores: Scores, mended: str, named: frozenset[str]) -> Ranking:
        order = np.argsort(-scores, kind="stable")
        ours = [int(number) for number in order if not self._outside[number]][:SHOWN]
        others = [int(number) for number in order if self._outside[number]][:1]
        candidates = tuple(self._candidate(number, scores, scored) for number in ours)
        elsewhere = self._candidate(others[0], scores, scored) if others else None
        signs = signs_of(self._compared(scores, ours[0], mended), self._outside, scored.nearest)
        outcome = self._judgement.outcome(signs, self._courage)
        return Ranking(
            outcome,
            self._judgement.confidence(signs),
            candidates,
            elsewhere if elsewhere and signs.outside > max(signs.best, NAMEABLE) else None,
            mended,
            named,
            full_strength=self.full_strength,
        )

    def _compared(self, scores: Scores, first: int, mended: str) -> Scores:
        """Two things that are compared have one answer under two topics: the other one is no doubt about the first."""
        named = self._names.found(mended, weak=True)
        if len(named) < 2 or split(self._topics[first])[1] != "difference":
            return scores
        scores = scores.copy()
        for number, topic in enumerate(self._topics):
            entity, aspect = split(topic)
            if number != first and aspect == "difference" and entity in named:
                scores[number] = 0
        return scores

    def _candidate(self, number: int, scores: Scores, scored: Scored) -> Candidate:
        nearest = self._scorer.index.nearest(number, scored.phrasings)
        return Candidate(self._topics[number], float(scores[number]), nearest.phrasing)

    def _in_danger(self, ranking: Ranking, subject: str | None) -> str:
        """What somebody in danger is likely away on: what they name, what the talk is about, what a word hints at."""
        entities = self._knowledge.entities
        about = [name for name in sorted(ranking.named) if "safety" in entities[name].answers]
        if about:
            return about[0]
        if subject and "student" in entities[subject].audiences:
            return subject
        entity, aspect = split(ranking.candidates[0].topic)
        hinted = aspect == "safety" and entity in self._names.found(ranking.read_as, weak=True)
        return entity if hinted and ranking.outcome != "unknown" else GENERAL

    def _urgent(self, rule: Emergency, ranking: Ranking, subject: str | None) -> Ranking:
        """The safety answer of what the question or the talk is about; loss of papers has its own."""
        entity = split(rule.topic)[0]
        if entity == GENERAL and not rule.always:
            entity = self._in_danger(ranking, subject)
        chosen = f"{entity}#safety" if "safety" in self._knowledge.entities[entity].answers else rule.topic
        rest = tuple(one for one in ranking.candidates if one.topic != chosen)
        top = max((one.score for one in ranking.candidates), default=1.0)
        first = Candidate(chosen, max(top, 1.0), ranking.read_as)
        candidates = (first, *rest)[:SHOWN]
        return replace(ranking, outcome="answer", confidence=1.0, candidates=candidates, outside=None, emergency=True)


def _raised(scores: Scores, number: int) -> Scores:
    """One topic above all others, beyond doubt."""
    scores = scores.copy()
    scores[number] = 1.0 + float(scores.max())
    return scores


def _written(index: Index) -> dict[str, int]:
    """Staff's own words, where they stand under one topic only: what they lead to is not in question."""
    found: dict[str, set[int]] = {}
    for folded, topic in zip(index.folded, index.groups, strict=True):
        found.setdefault(folded, set()).add(int(topic))
    return {folded: next(iter(topics)) for folded, topics in found.items() if len(topics) == 1}


def _shortness(mended: str) -> float:
    """Follow-ups are short: 1 for a few words, falling to a third. Two Chinese characters are about a word."""
    words = sum(1.0 if word.isascii() else 0.6 for word in text.tokens(mended))
    return float(np.clip((SHORT[1] - words) / (SHORT[1] - SHORT[0]), 1 / 3, 1))


def outside(knowledge: Knowledge, topic: str) -> bool:
    entry = knowledge.entries.get(topic)
    return entry is not None and entry.outcome == "unknown"


def signs_of(scores: Scores, is_outside: NDArray[np.bool_], nearest: Scores) -> Signs:
    ours = np.where(is_outside, np.float32(-1), scores)
    first = int(ours.argmax())
    best = float(max(ours[first], 0))
    rest = np.delete(ours, first)
    second = float(max(rest.max(), 0)) if len(rest) else 0.0
    others = scores[is_outside]
    agreed = int(np.where(is_outside, np.float32(-1), nearest).argmax()) == first
    return Signs(best, second, float(others.max()) if len(others) else 0.0, agreed)


def _names(entity: Entity) -> Iterable[str]:
    return (*entity.aliases, *entity.weak_aliases, *entity.names.values(), *entity.called)


def texts_of(knowledge: Knowledge, ways: Iterable[str]) -> Iterable[str]:
    """Every text whose spelling is right by definition, folded; `ways` are the ways to ask, already folded."""
    yield from ways
    for entity in knowledge.entities.values():
        yield from (text.fold(name) for name in _names(entity))
        for answer in entity.answers.values():
            yield from (text.fold(line) for words in answer.texts.values() for line in words.split("\n"))
    yield from (text.fold(word) for word in knowledge.vocabulary.known)
    for aspect in knowledge.vocabulary.aspects.values():
        yield from (text.fold(ask.replace("{}", "")) for ask in aspect.asks)
