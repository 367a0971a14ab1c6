"""Runs a file of questions through the conversation: one prediction a line, each line a conversation of its own."""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.channels.console import plain
from bot.commands import talks
from bot.core.conversation import Conversation, Reply
from bot.core.evaluation import Prediction, Question
from bot.core.people import Person, Talk
from bot.errors import Told


class QuestionsBroken(Told):
    """The file cannot be evaluated; the text names file, line and reason."""


class PredictionsNotKept(Told):
    """The file for the predictions cannot be written; the text names it and the reason."""


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True)
    text: str
    lang: str = "?"
    kind: str = "plain"
    expect: str | None = None
    also: list[str] = Field(default_factory=list)
    context: str | None = None


def read(file: Path) -> tuple[Question, ...]:
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionsBroken(f"{file}: cannot be read ({error})") from error
    asked = ((number, line) for number, line in enumerate(lines, 1) if line.strip() and not talks.is_talk(line))
    return tuple(_question(file, number, line) for number, line in asked)


def _question(file: Path, number: int, line: str) -> Question:
    try:
        one = _Line.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise QuestionsBroken(f"{file}:{number}: {place or 'line'}: {first['msg']}") from error
    right = frozenset({one.expect, *one.also}) if one.expect else frozenset()
    return Question(one.text, one.lang, one.kind, frozenset(filter(None, right)), one.expect, one.context)


def answer(conversation: Conversation, question: str, talk: Talk, now: datetime) -> tuple[Reply, float]:
    """The reply and the milliseconds from text to rendered answer."""
    start = time.perf_counter()
    reply = conversation.ask(question, Person(), talk, now)
    for message in reply.messages:
        plain(message.text)
    return reply, (time.perf_counter() - start) * 1000


def predict(
    conversation: Conversation, questions: Sequence[Question], now: datetime, each: Callable[[], None]
) -> Iterator[tuple[Question, Reply, float]]:
    """`each` is called after every question, for a progress bar."""
    for question in questions:
        talk = Talk()
        if question.context:
            talk = _talk_after(conversation, question.context, now)
        reply, milliseconds = answer(conversation, question.text, talk, now)
        each()
        yield question, reply, milliseconds


def _talk_after(conversation: Conversation, context: str, now: datetime) -> Talk:
    """The person taps the first choice if the context itself needed one: the talk is about that."""
    reply, _ = answer(conversation, context, Talk(), now)
    return reply.talk if reply.talk.subject else conversation.presumed(reply)


def scored(question: Question, reply: Reply, milliseconds: float) -> Prediction:
    candidates = reply.ranking.candidates if reply.ranking else ()
    confidence = reply.ranking.confidence if reply.ranking else 0.0
    return Prediction(question, reply.outcome, tuple(one.topic for one in candidates), confidence, milliseconds)


def as_json(reply: Reply) -> dict[str, Any]:
    """What `ask --json` prints and a prediction line holds."""
    ranking = reply.ranking
    return {
        "outcome": reply.outcome,
        "topic": reply.topic,
        "confidence": ranking.confidence if ranking else 0.0,
        "candidates": [{"topic": one.topic, "score": one.score} for one in (ranking.candidates if ranking else ())],
        "said": [str(label) for label in reply.said],
        "offered": [str(label) for label in reply.offered],
    }


def write(file: Path, runs: Iterable[tuple[Question, Reply, float]]) -> None:
    """One prediction a line, in the order of the questions."""
    try:
        with file.open("w", encoding="utf-8") as out:
            for question, reply, milliseconds in runs:
                line = {"text": question.text, "lang": question.lang, "expect": question.expect}
                print(json.dumps(line | as_json(reply) | {"ms": milliseconds}, ensure_ascii=False), file=out)
    except OSError as error:
        raise PredictionsNotKept(f"{file}: the predictions cannot be written ({error.strerror})") from error
