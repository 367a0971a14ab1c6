"""Milliseconds a question and the marks that go with them: ours beside rapidfuzz and BM25, in one run."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core import evaluation, text
from bot.core.evaluation import Figures, Prediction, Question
from bot.core.knowledge import Knowledge
from bot.core.matching import build
from bot.core.matching.matcher import Matcher
from tests.benchmarks import figures, growth, peers
from tests.benchmarks.figures import Found, Latency, Quality
from tests.benchmarks.workshop import Array, Workshop, asked, drafted

MANY = 10_000


@dataclass(frozen=True, slots=True)
class System:
    """One row: `quality` by question set, empty where only the clock was looked at."""

    name: str
    phrasings: int
    latency: Latency
    quality: dict[str, Quality]


@dataclass(frozen=True, slots=True)
class Compared:
    systems: tuple[System, ...]
    shipped: dict[str, dict[str, Figures]]
    """What `evaluate` says of the shipped matcher: by question set, by language and kind."""


class Borrowed:
    """A cache that lends the shipped knowledge's networks to one with the same topics: they cost the same time."""

    def __init__(self, learned: dict[str, Array]) -> None:
        self._learned = learned

    def get(self, name: str) -> dict[str, Array] | None:
        return self._learned if name.startswith("learned") else None

    def put(self, name: str, arrays: dict[str, Array]) -> None:
        raise RuntimeError(f"networks cannot be borrowed any more: {name} was learned anew")


def compare(shop: Workshop) -> Compared:
    shop.progress("speed: ours on the shipped knowledge")
    systems = []
    whole = _predicted(shop, shop.knowledge, shop.matcher)
    systems.append(_ours("ours, full strength", shop, shop.knowledge, whole))
    words = _predicted(shop, shop.knowledge, shop.draft.matcher())
    systems.append(_ours("ours, by words (first seconds)", shop, shop.knowledge, words))
    for peer in peers.everybody(shop.knowledge):
        shop.progress(f"speed: {peer.peer.name}")
        systems.append(_peer(peer, shop, shop.knowledge))
    shop.progress(f"speed: everybody with {MANY:,} phrasings")
    many = growth.resized(shop.knowledge, MANY)
    matcher = build.full(drafted(many), shop.encoder, Borrowed(shop.shelf.learned))
    systems.append(_ours("ours, full strength", shop, many, _predicted(shop, many, matcher), marks=False))
    systems += [_peer(peer, shop, many, marks=False) for peer in peers.everybody(many)]
    return Compared(tuple(systems), {name: _grouped(some) for name, some in whole.items()})


def _grouped(predicted: Sequence[Prediction]) -> dict[str, Figures]:
    rare = [one for one in predicted if one.question.lang not in {"en", "zh-Hans"}]
    return {**evaluation.grouped(predicted), "lang others": evaluation.figures(rare)}


def _predicted(shop: Workshop, knowledge: Knowledge, matcher: Matcher) -> dict[str, list[Prediction]]:
    return {name: asked(knowledge, matcher, questions) for name, questions in shop.questions.items()}


def _ours(
    name: str, shop: Workshop, knowledge: Knowledge, predicted: dict[str, list[Prediction]], marks: bool = True
) -> System:
    milliseconds = [one.ms for some in predicted.values() for one in some]
    marked = {
        name: figures.quality(shop.questions[name], [Found.of(one) for one in some]) for name, some in predicted.items()
    }
    return System(name, len(knowledge.phrasings), Latency.of(milliseconds), marked if marks else {})


def _peer(peer: peers.Ranked, shop: Workshop, knowledge: Knowledge, marks: bool = True) -> System:
    latency = _timed(peer.peer, shop.all_questions[:: 5 if shop.quick else 2])
    marked = (
        {
            name: figures.quality(questions, [peer.found(in_full(question)) for question in questions])
            for name, questions in shop.questions.items()
        }
        if marks
        else {}
    )
    return System(peer.peer.name, len(knowledge.phrasings), latency, marked)


def _timed(peer: peers.Peer, questions: Sequence[Question]) -> Latency:
    for question in questions[:5]:
        peer.first(text.fold(question.text))
    milliseconds = []
    for question in questions:
        begun = time.perf_counter()
        peer.first(text.fold(question.text))
        milliseconds.append((time.perf_counter() - begun) * 1000)
    return Latency.of(milliseconds)


def in_full(question: Question) -> str:
    """A peer knows no conversation: a follow-up is asked with the question before it in front."""
    return f"{question.context} {question.text}" if question.context else question.text
