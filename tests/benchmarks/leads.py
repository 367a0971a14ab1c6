"""How often the right sentence comes first: `python -m tests.benchmarks.leads`.

`tests/questions/leads.jsonl` is the measure. Each line names the topic, and words that stand in the fact that answers
(`also`: in others that answer as well), or null where the answer has no such fact. `leads-practice.jsonl` is what the
weights of `bot/core/asking/leads.py` are fitted on: `--fit` prints them anew.
"""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from threadpoolctl import threadpool_limits

from bot import settings, understanding
from bot.cache import FileCache
from bot.core import text
from bot.core.asking.facts import Fact
from bot.core.asking.leads import Leads, learn, led, told
from bot.core.asking.signs import SIGNS
from bot.core.asking.told import Key, answers
from bot.encoder import SentenceEncoder

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ROOT / "tests" / "questions"
Array = NDArray[np.float32]
NOTHING = np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Question:
    """`says`: words of the facts that answer; none where no fact does."""

    text: str
    language: str
    topic: str
    says: tuple[str, ...]

    @property
    def folded(self) -> str:
        return text.bare(text.fold(self.text))

    def answered(self, fact: Fact) -> bool:
        return any(words in fact.text for words in self.says)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`first` is the fact that is nearest, whether it is told first or not; `moved`: the answer is told otherwise than
    it is written."""

    question: Question
    lead: Fact | None
    moved: bool
    first: Fact
    chance: float
    milliseconds: float

    @property
    def right(self) -> bool:
        return self.lead is not None and self.question.answered(self.lead)


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares, but for the number of questions and the milliseconds of a question (median)."""

    questions: int
    led: float
    right: float
    moved: float
    moved_right: float
    led_if_any: float
    silent_if_none: float
    nearest: float
    milliseconds: float

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> "Figures":
        given = [one for one in outcomes if one.lead]
        moved = [one for one in given if one.moved]
        some = [one for one in outcomes if one.question.says]
        none = [one for one in outcomes if not one.question.says]
        return cls(
            len(outcomes),
            _share(len(given), len(outcomes)),
            _share(sum(one.right for one in given), len(given)),
            _share(len(moved), len(outcomes)),
            _share(sum(one.right for one in moved), len(moved)),
            _share(sum(one.lead is not None for one in some), len(some)),
            _share(sum(one.lead is None for one in none), len(none)),
            _share(sum(one.question.answered(one.first) for one in some), len(some)),
            float(np.median([one.milliseconds for one in outcomes])),
        )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def read(name: str) -> tuple[Question, ...]:
    lines = map(json.loads, (QUESTIONS / f"{name}.jsonl").read_text("utf-8").splitlines())
    return tuple(
        Question(line["text"], line["lang"], line["topic"], tuple(filter(None, (line["says"], *line.get("also", ())))))
        for line in lines
    )


def ask(
    leads: Leads, answers: Mapping[Key, str], questions: Sequence[Question], vectors: Mapping[str, Array]
) -> list[Outcome]:
    """`answers` as they are written; `vectors` of the folded questions, or nothing to ask without an encoder."""
    outcomes = []
    for one in questions:
        vector = vectors.get(one.folded, NOTHING)
        begun = time.perf_counter()
        lead = leads.lead(one.folded, vector, one.topic, one.language)
        spent = (time.perf_counter() - begun) * 1000
        first, chance = leads.ranked(one.folded, vector, one.topic, one.language)[0]
        moved = lead is not None and led(answers[one.topic, one.language], lead) != answers[one.topic, one.language]
        outcomes.append(Outcome(one, lead, moved, first, chance, spent))
    return outcomes


def by_language(outcomes: Sequence[Outcome]) -> dict[str, Figures]:
    languages = dict.fromkeys(one.question.language for one in outcomes)
    figures = {code: Figures.of([one for one in outcomes if one.question.language == code]) for code in languages}
    return {**figures, "all": Figures.of(outcomes)}


def fitted(leads: Leads, questions: Sequence[Question], vectors: Mapping[str, Array], ridge: float = 10.0) -> Array:
    """Weights of the signs under which the facts that answer are the likeliest: a conditional logit, by gradient."""
    tables, rights = [], []
    for one in questions:
        facts = [fact for fact, _ in leads.ranked(one.folded, NOTHING, one.topic, one.language)]
        facts.sort(key=lambda fact: fact.place)
        if any(map(one.answered, facts)):
            tables.append(leads.signs(one.folded, vectors.get(one.folded, NOTHING), one.topic, one.language))
            rights.append(np.array([one.answered(fact) for fact in facts], dtype=np.float32))
    spread = np.vstack(tables).std(axis=0) + 1e-6
    weights, mean, square = (np.zeros(len(SIGNS)) for _ in range(3))
    for step in range(1, 401):
        slope = ridge * weights
        for table, right in zip(tables, rights, strict=True):
            strengths = table / spread @ weights
            chances = np.exp(strengths - strengths.max())
            own = chances * right
            slope += (table / spread).T @ (chances / chances.sum() - own / own.sum())
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        weights -= 0.08 * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return np.asarray(weights / spread, dtype=np.float32)


def _show(screen: Console, title: str, figures: Mapping[str, Figures]) -> None:
    table = Table(title=title, title_justify="left")
    for head in (
        "",
        "questions",
        "led",
        "of these right",
        "moved",
        "of these right",
        "led, fact there",
        "as written, no fact",
        "nearest",
        "ms",
    ):
        table.add_column(head, justify="left" if not head else "right")
    for name, one in figures.items():
        shares = (one.led, one.right, one.moved, one.moved_right, one.led_if_any, one.silent_if_none, one.nearest)
        table.add_row(name, str(one.questions), *(f"{share:.1%}" for share in shares), f"{one.milliseconds:.2f}")
    screen.print(table)


def _show_wrong(screen: Console, outcomes: Sequence[Outcome]) -> None:
    for one in outcomes:
        if one.lead and not one.right:
            screen.print(f"\n{one.question.topic}  {one.question.text}\n  {one.chance:.2f}  {one.lead.text[:150]}")
            screen.print(f"  wanted: {one.question.says[0] if one.question.says else 'nothing'}")


def main(
    wrong: Annotated[bool, typer.Option("--wrong", help="Also print every wrong lead.")] = False,
    fit: Annotated[
        bool, typer.Option("--fit", help="Fit the weights on the practice questions and print them.")
    ] = False,
) -> None:
    """With the sentence encoder and by words alone. Vectors are kept in data/leads: the second run takes seconds."""
    threadpool_limits(1, "blas")  # as the bot itself does
    screen = Console(width=150, highlight=False)
    shipped = understanding.load_knowledge(ROOT / "knowledge")
    knowledge, written = told(shipped), answers(shipped)
    questions, practice = read("leads"), read("leads-practice")
    folder = settings.load(ROOT / "config" / "settings.yaml", {}).data_dir / "leads"
    encoder = SentenceEncoder(FileCache(folder))
    folded = [one.folded for one in (*questions, *practice)]
    texts = knowledge.texts
    rows = encoder.vectors((*texts, *folded))
    vectors = dict(zip(folded, rows[len(texts) :], strict=True))
    begun = time.perf_counter()
    glass = learn(knowledge, rows[: len(texts)])
    screen.print(f"{len(texts)} texts; the lens was learned in {time.perf_counter() - begun:.1f} s")
    ways = {
        "with the encoder": (Leads(knowledge, rows[: len(texts)], glass), vectors),
        "by words alone": (Leads(knowledge), {}),
    }
    for name, (leads, known) in ways.items():
        outcomes = ask(leads, written, questions, known)
        _show(screen, name, by_language(outcomes))
        if wrong:
            _show_wrong(screen, outcomes)
        if fit:
            found = fitted(leads, practice, known)
            screen.print({sign: round(float(weight), 2) for sign, weight in zip(SIGNS, found, strict=True)})


if __name__ == "__main__":
    typer.run(main)
