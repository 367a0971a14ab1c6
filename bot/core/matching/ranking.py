"""Topics in the order in which a question may mean them, and what the judgement makes of their scores."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core import text
from bot.core.knowledge import Audience, Entity, Knowledge, Outcome, split
from bot.core.matching.index import Index
from bot.core.matching.judgement import Signs
from bot.core.matching.views import Scores
from bot.core.talk.labels import Label

LINKS = re.compile(r"^(?:(?:and|so|but|then|ok|well)\b[ ,]*|那么?|还有|请问|[ ,])+")
"""What links a question to the one before: "and how long is it" asks how long it is."""

SHOWN = 5
"""Candidates that a ranking keeps."""

SHORT = (6.5, 15.0)
"""Words up to which a question may well be a follow-up, and from which it hardly is one."""


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
    full_strength: bool = True


def raised(scores: Scores, number: int) -> Scores:
    """One topic above all others, beyond doubt."""
    scores = scores.copy()
    scores[number] = 1.0 + float(scores.max())
    return scores


def written(index: Index) -> dict[str, int]:
    """Staff's own words, where they stand under one topic only: what they lead to is not in question."""
    found: dict[str, set[int]] = {}
    for folded, topic in zip(index.folded, index.groups, strict=True):
        found.setdefault(folded, set()).add(int(topic))
    return {folded: next(iter(topics)) for folded, topics in found.items() if len(topics) == 1}


def shortness(mended: str) -> float:
    """Follow-ups are short: 1 for a few words, falling to a third. Two Chinese characters are about a word."""
    words = sum(1.0 if word.isascii() else 0.6 for word in text.tokens(mended))
    return float(np.clip((SHORT[1] - words) / (SHORT[1] - SHORT[0]), 1 / 3, 1))


def asks_alone(knowledge: Knowledge) -> dict[str, str]:
    """Ways to ask for an aspect without a name, as a question is read, with the aspect."""
    aspects = knowledge.vocabulary.aspects.values()
    return {text.bare(text.fold(ask)): aspect.id for aspect in aspects for ask in aspect.asks if "{}" not in ask}


def for_role(knowledge: Knowledge, labels: Sequence[Label], role: Audience) -> Scores:
    """1 for what a programme or service for that role answers, else 0."""
    names = [split(label.name)[0] for label in labels]
    mine = [name in knowledge.entities and role in knowledge.entities[name].audiences for name in names]
    return np.array(mine, dtype=np.float32)


def candidate(index: Index, number: int, scores: Scores, phrasings: Scores) -> Candidate:
    return Candidate(index.topics[number], float(scores[number]), index.nearest(number, phrasings).phrasing)


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
    """Every text whose spelling is right by definition, folded; `ways` are the ways to ask, already folded.

    Pinyin is no spelling: it is read as what it stands for, whoever typed it.
    """
    yield from (way for way in ways if not text.typed_pinyin(way))
    for entity in knowledge.entities.values():
        yield from (text.fold(name) for name in _names(entity))
        for answer in entity.answers.values():
            yield from (text.fold(line) for words in answer.texts.values() for line in words.split("\n"))
    yield from (text.fold(word) for word in knowledge.vocabulary.known)
    for aspect in knowledge.vocabulary.aspects.values():
        yield from (text.fold(ask.replace("{}", "")) for ask in aspect.asks)
