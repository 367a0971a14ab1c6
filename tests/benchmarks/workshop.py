"""What every measurement needs once: the shipped knowledge, the encoder, the questions, and a line of progress."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from threadpoolctl import threadpool_limits

from bot import english, evaluating, locales, understanding
from bot.cache import FileCache
from bot.core.answers import Answers
from bot.core.conversation import Conversation
from bot.core.evaluation import Prediction, Question
from bot.core.knowledge import Knowledge
from bot.core.matching import build
from bot.core.matching.build import Draft
from bot.core.matching.matcher import Matcher
from bot.core.matching.meaning import Encoder
from bot.encoder import SentenceEncoder

ROOT = Path(__file__).resolve().parents[2]
SETS = ("dev", "second")
NOW = datetime(2027, 3, 1, 1, 0, tzinfo=UTC)
"""The moment of all questions, so that answers do not depend on the day of the measurement."""

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Machine:
    """`load`: how many processes wanted a core in the last minute, before anything was measured."""

    python: str
    cores: int
    load: float

    @classmethod
    def here(cls) -> "Machine":
        return cls(sys.version.split()[0], os.cpu_count() or 1, os.getloadavg()[0])


class Progress:
    """A line on standard error for each thing that begins, with the seconds so far."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()
        self._screen = Console(stderr=True, highlight=False)

    def __call__(self, line: str) -> None:
        self._screen.print(f"[dim]{time.perf_counter() - self._begun:5.0f} s[/dim]  {line}")


@dataclass
class Remembered:
    """An encoder that encodes no phrasing twice, however many matchers ask; questions only if `questions` is set."""

    encoder: Encoder
    questions: bool = False
    known: dict[str, Array] = field(default_factory=dict)

    @property
    def width(self) -> int:
        return self.encoder.width

    def vectors(self, texts: Sequence[str]) -> Array:
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        if new:
            self.known.update(zip(new, self.encoder.vectors(new), strict=True))
        return np.array([self.known[text] for text in texts], dtype=np.float32).reshape(-1, self.width)

    def vector(self, text: str) -> Array:
        if not self.questions:
            return self.encoder.vector(text)
        if text not in self.known:
            self.known[text] = self.encoder.vector(text)
        return self.known[text]

    def with_questions(self) -> "Remembered":
        """For comparing matchers, where nobody looks at the clock."""
        return replace(self, questions=True)


class Shelf:
    """The bot's cache; what was learned last stays at hand."""

    def __init__(self, folder: Path) -> None:
        self._files = FileCache(folder)
        self.learned: dict[str, Array] = {}

    def get(self, name: str) -> dict[str, Array] | None:
        kept = self._files.get(name)
        if kept is not None and name.startswith("learned"):
            self.learned = kept
        return kept

    def put(self, name: str, arrays: dict[str, Array]) -> None:
        self._files.put(name, arrays)
        if name.startswith("learned"):
            self.learned = arrays


@dataclass(frozen=True)
class Workshop:
    """`matcher` is the shipped knowledge's, at full strength; `shelf` keeps its networks."""

    progress: Progress
    draft: Draft
    encoder: Remembered
    shelf: Shelf
    matcher: Matcher
    questions: dict[str, tuple[Question, ...]]
    quick: bool

    @classmethod
    def open(cls, data_dir: Path, progress: Progress, quick: bool) -> "Workshop":
        threadpool_limits(1, "blas")  # as the bot itself does
        progress(
            "reading the shipped knowledge"
            + ("" if list(data_dir.glob("cache/learned-*")) else " and learning from it")
        )
        made = drafted(understanding.load_knowledge(ROOT / "knowledge"))
        shelf = Shelf(data_dir / "cache")
        encoder = Remembered(SentenceEncoder(shelf))
        matcher = build.full(made, encoder, shelf)
        questions = {name: evaluating.read(ROOT / "tests" / "questions" / f"{name}.jsonl") for name in SETS}
        if quick:
            questions["second"] = questions["second"][::8]
        return cls(progress, made, encoder, shelf, matcher, questions, quick)

    @property
    def knowledge(self) -> Knowledge:
        return self.draft.knowledge

    @property
    def all_questions(self) -> list[Question]:
        return [question for every in self.questions.values() for question in every]


def drafted(knowledge: Knowledge) -> Draft:
    return build.draft(knowledge, english.words(), "balanced")


def asked(knowledge: Knowledge, matcher: Matcher, questions: Sequence[Question]) -> list[Prediction]:
    """Through the conversation, as `evaluate` does; the first few are asked once before, to warm up."""
    conversation = Conversation(Answers(knowledge), matcher, locales.load(understanding.LOCALES))
    done: Callable[[], None] = lambda: None  # noqa: E731
    list(evaluating.predict(conversation, questions[:5], NOW, done))
    return [evaluating.scored(*run) for run in evaluating.predict(conversation, questions, NOW, done)]
