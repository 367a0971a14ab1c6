"""What the networks learn from: staff's phrasings, and for entities the whole grid of entity and aspect.

Names of an entity in the places of an aspect's ways to ask ("how long is {}") make examples for topics that nobody
wrote a phrasing for; ways to ask without a name teach the aspect alone, names alone teach the entity.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.core import text
from bot.core.knowledge import Entity, Knowledge, split
from bot.core.matching.heads import Task
from bot.core.matching.index import Index

GRID_EXAMPLES = 40
GRID_WEIGHT, BARE_WEIGHT, NAME_WEIGHT = 0.3, 0.3, 0.3


@dataclass(frozen=True, slots=True)
class Example:
    """A folded text with what it says of topic, entity and aspect (-1: nothing)."""

    folded: str
    topic: int = -1
    entity: int = -1
    aspect: int = -1
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Lessons:
    """`entity_of` and `aspect_of` give, for each topic of the index, its class (aspect -1: a plain entry)."""

    examples: tuple[Example, ...]
    entities: tuple[str, ...]
    aspects: tuple[str, ...]
    entity_of: tuple[int, ...]
    aspect_of: tuple[int, ...]

    def tasks(self, topics: int) -> list[Task]:
        def column(values: Iterable[int]) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
            return np.fromiter(values, dtype=np.int32)

        tasks = [Task("topic", column(example.topic for example in self.examples), topics)]
        if self.aspects:
            entities = column(example.entity for example in self.examples)
            aspects = column(example.aspect for example in self.examples)
            tasks += [Task("entity", entities, len(self.entities)), Task("aspect", aspects, len(self.aspects))]
        return tasks


def lessons(knowledge: Knowledge, index: Index) -> Lessons:
    pairs = [_pair(knowledge, topic) for topic in index.topics]
    entities = tuple(dict.fromkeys(entity for entity, _ in pairs))
    aspects = tuple(dict.fromkeys(aspect for _, aspect in pairs if aspect))
    entity_of = tuple(entities.index(entity) for entity, _ in pairs)
    aspect_of = tuple(aspects.index(aspect) if aspect else -1 for _, aspect in pairs)
    examples = [
        Example(folded, topic, entity_of[topic], aspect_of[topic])
        for folded, topic in zip(index.folded, index.groups.tolist(), strict=True)
    ]
    dice = random.Random(7)
    for number, (entity_id, aspect) in enumerate(pairs):
        entity = knowledge.entities.get(entity_id)
        if entity and aspect:
            for line in _grid(knowledge, entity, aspect, dice):
                examples.append(Example(line, number, entity_of[number], aspect_of[number], GRID_WEIGHT))
    for number, aspect in enumerate(aspects):
        for ask in _asks(knowledge, aspect):
            examples.append(Example(text.fold(ask.replace("{}", "")), aspect=number, weight=BARE_WEIGHT))
    for number, entity_id in enumerate(entities):
        named = knowledge.entities.get(entity_id)
        for alias in (*named.aliases, *named.called) if named else ():
            examples.append(Example(text.fold(alias), entity=number, weight=NAME_WEIGHT))
    return Lessons(tuple(examples), entities, aspects, entity_of, aspect_of)


def _pair(knowledge: Knowledge, topic: str) -> tuple[str, str | None]:
    entity, aspect = split(topic)
    return (entity, aspect) if entity in knowledge.entities else (topic, None)


def _asks(knowledge: Knowledge, aspect: str) -> Sequence[str]:
    words = knowledge.vocabulary.aspects.get(aspect)
    return words.asks if words else ()


def _grid(knowledge: Knowledge, entity: Entity, aspect: str, dice: random.Random) -> list[str]:
    """Names and ways to ask of one language stand together."""
    examples = []
    for chinese in (False, True):
        names = [
            name for name in (*entity.aliases, *entity.names.values(), *entity.called) if text.has_han(name) is chinese
        ]
        asks = [ask for ask in _asks(knowledge, aspect) if "{}" in ask and text.has_han(ask) is chinese]
        pairs = [(ask, name) for ask in asks for name in names]
        for ask, name in dice.sample(pairs, min(GRID_EXAMPLES // 2, len(pairs))):
            examples.append(text.fold(ask.replace("{}", name)))
    return examples
