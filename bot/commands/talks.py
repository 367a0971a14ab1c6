"""Runs whole talks through the same flow as a channel: a new person each, an empty database in memory, 30 s a turn."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.core.asking.evaluation import Judged
from bot.core.conversation import Reply
from bot.core.talk import labels
from bot.core.wishes import Question
from bot.errors import Told
from bot.flows.ports import Address
from bot.flows.respond import Visit
from bot.office import Office, Understood
from bot.settings import Settings
from bot.stores import schema
from bot.stores.database import Database

BETWEEN = timedelta(seconds=30)
CHANNEL = "evaluate"


class TalksBroken(Told):
    """The file cannot be evaluated; the text names file, line and reason."""


class _Turn(BaseModel):
    model_config = ConfigDict(frozen=True)
    say: str
    expect: list[str] = Field(min_length=1)
    kind: str = "question"


class _Talk(BaseModel):
    model_config = ConfigDict(frozen=True)
    id: str
    lang: str = "?"
    turns: list[_Turn] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Talk:
    """One line of a file; each turn is what is said, the labels that are right, and its kind."""

    id: str
    lang: str
    turns: tuple[tuple[str, tuple[labels.Label, ...], str], ...]


def is_talk(line: str) -> bool:
    """Whether a line is a talk rather than a question."""
    try:
        return "turns" in json.loads(line)
    except (json.JSONDecodeError, TypeError):
        return False


def read(file: Path) -> tuple[Talk, ...]:
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise TalksBroken(f"{file}: cannot be read ({error})") from error
    told = ((number, line) for number, line in enumerate(lines, 1) if is_talk(line))
    return tuple(_talk(file, number, line) for number, line in told)


def _talk(file: Path, number: int, line: str) -> Talk:
    try:
        one = _Talk.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise TalksBroken(f"{file}:{number}: {place or 'line'}: {first['msg']}") from error
    turns = tuple((turn.say, tuple(map(labels.read, turn.expect)), turn.kind) for turn in one.turns)
    return Talk(one.id, one.lang, turns)


async def predict(
    settings: Settings,
    understanding: Understood,
    talks: Sequence[Talk],
    now: datetime,
    each: Callable[[], None] = lambda: None,
) -> list[Judged]:
    """`each` is called after every talk, for a progress bar."""
    moment = now
    database = Database.at(None)
    await schema.prepare(database)
    house = Office.over(database, settings, understanding, lambda: moment)
    judged = []
    try:
        for talk in talks:
            moment = now
            for number, (say, expect, kind) in enumerate(talk.turns):
                start = time.perf_counter()
                reply = await house.attend(Visit(Address(CHANNEL, talk.id), Question(say)))
                took = (time.perf_counter() - start) * 1000
                judged.append(_judged(talk, number, say, expect, kind, reply, took))
                moment += BETWEEN
            each()
    finally:
        await house.close()
    return judged


def _judged(
    talk: Talk, number: int, say: str, expect: tuple[labels.Label, ...], kind: str, reply: Reply, took: float
) -> Judged:
    said = reply.said or ((labels.UNKNOWN,) if reply.outcome == "unknown" else ())
    return Judged(talk.id, number, talk.lang, kind, say, expect, said, reply.offered, reply.outcome, took)


def write(file: Path, judged: Sequence[Judged]) -> None:
    """Adds one prediction a turn to what stands in the file."""
    with file.open("a", encoding="utf-8") as out:
        for one in judged:
            print(as_json(one), file=out)


def as_json(one: Judged) -> str:
    """A prediction's line."""
    return json.dumps(
        {
            "talk": one.talk,
            "turn": one.turn,
            "text": one.text,
            "expect": [str(label) for label in one.expect],
            "outcome": one.outcome,
            "said": [str(label) for label in one.said],
            "offered": [str(label) for label in one.offered],
            "ms": one.ms,
        },
        ensure_ascii=False,
    )
