"""What the networks learn from: staff's phrasings, whole talks, and for entities the grid of entity and aspect.

Names of an entity in the places of an aspect's ways to ask ("how long is {}") make examples for topics that few wrote
a phrasing for; ways to ask without a name teach the aspect alone, names alone teach the entity. Turns of talks teach
what the same words mean after other words.
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.core import text
from bot.core.knowledge import Entity, Knowledge, Told, Turn, split
from bot.core.matching.features import Features
from bot.core.matching.heads import Task
from bot.core.matching.index import Index
from bot.core.matching.situation import Places, Situation
from bot.core.talk import labels
from bot.core.talk.labels import KINDS, Kind, Label

GRID_EXAMPLES = 16
"""Examples of the grid for a topic without a phrasing; every phrasing makes one fewer necessary."""

LEAST_EXAMPLES = 8
"""The same for every other topic: a name and a plain way to ask must do, whatever else is said of both."""

GRID_DRAWS, BARE_DRAWS, NAME_DRAWS, TURN_DRAWS, BLIND_DRAWS = 0.4, 0.15, 0.15, 4.0, 2.0
"""How often an example is drawn beside a phrasing. What is said within a talk is what people really say; a turn is also
shown as if nobody knew what the talk is about, so that its words alone are listened to."""

TYPED = 7
"""One Chinese turn in so many is also shown as typed in pinyin."""

SHARES = (1.0, 0.5, 0.35, 0.25)
"""What the accepted labels of a turn count, the best first."""

Targets = Mapping[str, Mapping[int, float]]
"""Task to class to share."""

Mend = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Example:
    """A folded text with what it says of each task, and where the talk stood; `talk` is the number of its talk.

    `means` is kept of turns as they were said, to measure with.
    """

    folded: str
    targets: Targets
    draws: float = 1.0
    situation: Situation | None = None
    talk: int = -1
    means: tuple[Label, ...] = ()


@dataclass(frozen=True)
class Lessons:
    """`make` puts the examples together, once they are wanted: matching by words needs none of them.

    `labels` are the topics of the index and whatever else talks mean; `entity_of`, `aspect_of` and `office_of` give,
    for each of them, its class in that task (-1: none).
    """

    make: Callable[[], tuple[Example, ...]]
    labels: tuple[Label, ...]
    entities: tuple[str, ...]
    aspects: tuple[str, ...]
    offices: tuple[str, ...]
    entity_of: NDArray[np.int32]
    aspect_of: NDArray[np.int32]
    office_of: NDArray[np.int32]
    kind_of: NDArray[np.int32]
    places: Places = field(default_factory=lambda: Places(()))

    @cached_property
    def examples(self) -> tuple[Example, ...]:
        return self.make()

    @cached_property
    def features(self) -> Features:
        """How texts become numbers: by the words of staff's phrasings and of talks; the grid adds none of its own."""
        told = (example for example in self.examples if example.draws >= 1 and "label" in example.targets)
        return Features((example.folded, next(iter(example.targets["label"]))) for example in told)

    @property
    def talks(self) -> int:
        return max((example.talk for example in self.examples), default=-1) + 1

    def tasks(self) -> list[Task]:
        """Those that there is something to tell apart in."""
        sizes = {
            "label": len(self.labels),
            "kind": len(KINDS),
            "entity": len(self.entities) if len(self.aspects) else 0,
            "aspect": len(self.aspects),
            "office": len(self.offices),
            "same": 2,
            "about": 2,
        }
        tasks = []
        for name, size in sizes.items():
            given = [example.targets.get(name, {}) for example in self.examples]
            if size > 1 and len({number for one in given for number in one}) > 1:
                tasks.append(Task.of(name, size, given))
        return tasks


def lessons(knowledge: Knowledge, index: Index, mend: Mend) -> Lessons:
    """`mend` is how a question is read: folded, its slips mended."""
    known = _Known(knowledge, index)

    def make() -> tuple[Example, ...]:
        ours = (*_phrasings(known, index), *_grid(known, index), *_bare(known), *_names(known))
        return (*ours, *_turns(known, mend))

    return Lessons(
        make,
        known.labels,
        known.entities,
        known.aspects,
        known.offices,
        np.array([known.entity(label) for label in known.labels], dtype=np.int32),
        np.array([known.aspect(label) for label in known.labels], dtype=np.int32),
        np.array([known.office(label) for label in known.labels], dtype=np.int32),
        np.array([KINDS.index(label.kind) for label in known.labels], dtype=np.int32),
        Places(tuple(knowledge.entities)),
    )


class _Known:
    """Classes by what they stand for."""

    def __init__(self, knowledge: Knowledge, index: Index) -> None:
        self.knowledge = knowledge
        found = [label_of(knowledge, topic) for topic in index.topics]
        in_talks = (label for told in knowledge.talks for turn in told.turns for label in turn.means)
        self.labels = tuple(dict.fromkeys((*found, *(label for label in in_talks if self._is_one(label)))))
        parts = [self._parts(label) for label in self.labels]
        self.entities = tuple(dict.fromkeys(entity for entity, _ in parts if entity))
        self.aspects = tuple(dict.fromkeys(aspect for _, aspect in parts if aspect))
        outside = [entry.office or "" for entry in knowledge.entries.values() if entry.outcome == "unknown"]
        self.offices = tuple(dict.fromkeys(outside))
        self._label = {label: number for number, label in enumerate(self.labels)}
        self._entity = {entity: number for number, entity in enumerate(self.entities)}
        self._aspect = {aspect: number for number, aspect in enumerate(self.aspects)}
        self._office = {office: number for number, office in enumerate(self.offices)}

    def _is_one(self, label: Label) -> bool:
        """Whether it is a meaning of its own, which needs no way to ask: small talk and other offices are entries."""
        if label.kind == "office":
            return split(label.name)[0] in self.knowledge.entities or label.name in self.knowledge.entries
        return label.kind in {"emergency", "act", "mycase"}

    def _parts(self, label: Label) -> tuple[str | None, str | None]:
        """Entity and aspect; a plain entry stands for itself, what is no topic has neither."""
        if label.kind not in {"office", "elsewhere", "smalltalk"}:
            return None, None
        entity, aspect = split(label.name)
        return (entity, aspect) if entity in self.knowledge.entities else (label.name, None)

    def entity(self, label: Label) -> int:
        return self._entity.get(self._parts(label)[0] or "", -1)

    def aspect(self, label: Label) -> int:
        return self._aspect.get(self._parts(label)[1] or "", -1)

    def office(self, label: Label) -> int:
        entry = self.knowledge.entries.get(label.name)
        if label.kind != "elsewhere":
            return -1
        return self._office.get((entry.office or "") if entry else label.name, -1)

    def targets(self, means: Sequence[Label], situation: Situation | None = None) -> dict[str, dict[int, float]]:
        found: dict[str, dict[int, float]] = {}
        for label, share in zip(means, SHARES, strict=False):
            classes = {
                "kind": KINDS.index(label.kind),
                "label": self._label.get(label, -1),
                "entity": self.entity(label),
                "aspect": self.aspect(label),
                "office": self.office(label),
            }
            for task, number in classes.items():
                if number >= 0:
                    task_shares = found.setdefault(task, {})
                    task_shares[number] = task_shares.get(number, 0.0) + share
        return _pointing(found, self._entity.get(situation.subject or "", -1)) if situation else found


def _pointing(found: dict[str, dict[int, float]], subject: int) -> dict[str, dict[int, float]]:
    """Whether a turn stays with the subject is a task of its own; which entity it names is taught where it does not."""
    if subject >= 0 and "entity" in found:
        entities = found["entity"]
        stays = max(entities, key=lambda entity: entities[entity]) == subject
        found["same"] = {int(stays): 1.0}
        if stays:
            del found["entity"]
    return found


def label_of(knowledge: Knowledge, topic: str) -> Label:
    """What a topic of the index means: entries that are not this office's business are told from its own."""
    entry = knowledge.entries.get(topic)
    if entry is not None and entry.outcome == "unknown":
        return Label("elsewhere", topic)
    return labels.read(topic)


def _phrasings(known: _Known, index: Index) -> Iterable[Example]:
    targets = [known.targets((label_of(known.knowledge, topic),)) for topic in index.topics]
    for phrasing, folded, topic in zip(index.phrasings, index.folded, index.groups.tolist(), strict=True):
        own: Targets = targets[topic]
        if targets[topic].get("kind") == {KINDS.index("act"): 1.0}:
            own = {**own, "about": {int(phrasing.about): 1.0}}
        yield Example(folded, own)


def _grid(known: _Known, index: Index) -> Iterable[Example]:
    dice = random.Random(7)
    counts = np.bincount(index.groups, minlength=len(index.topics))
    for topic, count in zip(index.topics, counts.tolist(), strict=True):
        entity_id, aspect = split(topic)
        entity = known.knowledge.entities.get(entity_id)
        if entity and aspect:
            targets = known.targets((Label("office", topic),))
            for line in _lines(known.knowledge, entity, aspect, dice, max(GRID_EXAMPLES - count, LEAST_EXAMPLES)):
                yield Example(line, targets, GRID_DRAWS)


def _lines(knowledge: Knowledge, entity: Entity, aspect: str, dice: random.Random, most: int) -> list[str]:
    """Names and ways to ask of one language stand together."""
    examples = []
    for chinese in (False, True):
        names = [
            name for name in (*entity.aliases, *entity.names.values(), *entity.called) if text.has_han(name) is chinese
        ]
        asks = [ask for ask in _asks(knowledge, aspect) if "{}" in ask and text.has_han(ask) is chinese]
        pairs = [(ask, name) for ask in asks for name in names]
        for ask, name in dice.sample(pairs, max(min(most // 2, len(pairs)), 0)):
            examples.append(text.fold(ask.replace("{}", name)))
    return examples


def _bare(known: _Known) -> Iterable[Example]:
    kind: Kind = "office"
    for number, aspect in enumerate(known.aspects):
        targets = {"aspect": {number: 1.0}, "kind": {KINDS.index(kind): 1.0}}
        for ask in _asks(known.knowledge, aspect):
            yield Example(text.fold(ask.replace("{}", "")), targets, BARE_DRAWS)


def _names(known: _Known) -> Iterable[Example]:
    for number, entity_id in enumerate(known.entities):
        entity = known.knowledge.entities.get(entity_id)
        for alias in (*entity.aliases, *entity.called) if entity else ():
            yield Example(text.fold(alias), {"entity": {number: 1.0}}, NAME_DRAWS)


def _asks(knowledge: Knowledge, aspect: str) -> Sequence[str]:
    words = knowledge.vocabulary.aspects.get(aspect)
    return words.asks if words else ()


def _turns(known: _Known, mend: Mend) -> Iterable[Example]:
    for number, told in enumerate(known.knowledge.talks):
        for turn, situation in situated(told):
            folded = mend(text.fold(turn.text))
            yield Example(folded, known.targets(turn.means, situation), TURN_DRAWS, situation, number, turn.means)
            if situation.belief:
                blind = replace(situation, belief=())
                yield Example(folded, known.targets(turn.means, blind), BLIND_DRAWS, blind, number)
            if text.has_han(turn.text) and len(turn.text) % TYPED == 0:
                typed = text.as_pinyin(turn.text)
                yield Example(mend(text.fold(typed)), known.targets(turn.means, situation), 1.0, situation, number)


def situated(told: Told) -> Iterable[tuple[Turn, Situation]]:
    """Every turn with where the talk stood when it was said."""
    situation = Situation()
    for turn in told.turns:
        yield turn, situation
        situation = situation.after(turn.means[0])
