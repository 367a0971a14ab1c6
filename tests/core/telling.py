"""Answers as one text, and the tiny knowledge with an entity replaced."""

from dataclasses import replace
from datetime import datetime

from bot.core.answers import Answers
from bot.core.knowledge import Entity
from bot.core.messages import Speech
from tests import tiny


def tell(answers: Answers, topic: str, speech: Speech, now: datetime = tiny.NOW, part: int = 0) -> str:
    return "\n\n".join(message.text for message in answers.compose(topic, now, speech, part))


def with_entity(entity: Entity) -> Answers:
    return Answers(replace(tiny.KNOWLEDGE, entities={**tiny.KNOWLEDGE.entities, entity.id: entity}))
