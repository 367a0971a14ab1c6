"""Answers to put into any chat: the same for everybody who asks in the same words, and nothing about who asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from bot.core import text
from bot.core.answers import Answers
from bot.core.calendar import standing
from bot.core.conversation import SMALLTALK, Conversation, Reply
from bot.core.knowledge import ASPECTS, split
from bot.core.people import Person, Talk

MOST = 50
"""Quotations on a page."""

LONGEST = timedelta(minutes=5)
"""For so long a page may be shown again at most: staff mend their answers at any time."""


@dataclass(frozen=True, slots=True)
class Quotation:
    topic: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """`sure`: there is an answer, or choices. `personal`: it is in the language of who asks, whose words have none.

    `seconds`: so long it stays true. `following`: where the next page starts, if there is one.
    """

    quotations: tuple[Quotation, ...]
    language: str
    sure: bool
    personal: bool
    seconds: int
    following: int | None = None


def page(conversation: Conversation, question: str, language: str | None, now: datetime, start: int = 0) -> Page:
    """From the quotation `start` on; `language` is that of the person's app, for a question without words."""
    answers = conversation.answers
    wordless = not text.has_words(text.fold(question))
    language = conversation.speech(language if wordless else text.language(question)).language
    topics = _topics(conversation, question, language, now)
    sure = bool(topics)
    speech = conversation.speech(language)
    shown = topics[start : start + MOST]
    quotations = tuple(
        Quotation(topic, answers.label(topic, speech), answers.compose(topic, now, speech)[0].text) for topic in shown
    )
    more = start + MOST < len(topics)
    return Page(quotations, language, sure, wordless, _true_for(answers, now), start + MOST if more else None)


def _topics(conversation: Conversation, question: str, language: str, now: datetime) -> Sequence[str]:
    """The answer and what else is known of its subject; of several possible ones, those; of no words, all subjects."""
    answers = conversation.answers
    if not text.tokens(text.fold(question)):
        return _subjects(answers)
    reply = conversation.ask(question, Person(), Talk(), now, language)
    match reply.outcome:
        case "unknown":
            return ()
        case "choices":
            return _possible(reply)
    if reply.topic is None:
        return _subjects(answers)
    entity = answers.knowledge.entities.get(split(reply.topic)[0])
    if split(reply.topic)[0] == SMALLTALK:
        return _subjects(answers)
    others = [f"{entity.id}#{aspect}" for aspect in ASPECTS if answers.has(entity, aspect)] if entity else []
    return tuple(dict.fromkeys((reply.topic, *others)))


def _possible(reply: Reply) -> Sequence[str]:
    return [label.name for label in reply.offered if label.kind == "office"]


def _subjects(answers: Answers) -> Sequence[str]:
    found = (f"{id}#overview" for id, entity in answers.knowledge.entities.items() if answers.has(entity, "overview"))
    return tuple(found)


def _true_for(answers: Answers, now: datetime) -> int:
    """Seconds until the day ends or a window opens or closes, within `LONGEST`."""
    local = now.astimezone(answers.zone)
    midnight = (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    windows = chain.from_iterable(entity.windows for entity in answers.knowledge.entities.values())
    standings = [standing(window, now, answers.zone) for window in windows]
    edges = [edge for one in standings for edge in (one.opens, one.closes) if edge is not None and edge > now]
    return int(min(LONGEST, min((midnight, *edges)) - now).total_seconds())
