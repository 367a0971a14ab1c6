"""As public data sets are loaded: a folder that holds nothing but plain FAQ entries, each with five ways to ask.

The ways come from the shipped knowledge, the questions are other ways of the same topics that the folder does not
hold, and what is out of scope are ways to ask for other offices, of which the folder knows nothing either.
"""

import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import opencc
from pypinyin import lazy_pinyin

from bot import understanding
from bot.cache import NoCache
from bot.core import evaluation, text
from bot.core.evaluation import Prediction, Question
from bot.core.knowledge import Knowledge
from bot.core.matching import build
from bot.core.matching.matcher import Matcher
from bot.core.matching.ranking import outside
from tests.benchmarks import figures, peers, slips
from tests.benchmarks.figures import Found, Quality
from tests.benchmarks.workshop import Workshop, drafted

WAYS = 5
TOPICS = 40
"""So many in a quick run."""

_TRADITIONAL = opencc.OpenCC("s2t")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Check:
    """Marks of one system on one writing of the questions ("slips", "pinyin", …) in one language.

    Ours also sets a threshold of its own, and `answered_right` and `false_answers` are what it makes of it.
    """

    language: str
    writing: str
    system: str
    quality: Quality
    answered_right: float | None = None
    false_answers: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """`entries`: ways to ask by topic; `questions`: those held out, and those out of scope."""

    language: str
    entries: Mapping[str, Sequence[str]]
    questions: Sequence[Question]


def typed(question: str) -> str:
    """Pinyin as people type it: some syllable by syllable, some two at a time.

    >>> typed("CSC护照要多久"), typed("护照多少钱")
    ('CSC hu zhao yao duo jiu', 'huzhao duoshao qian')
    """
    size = 1 + len(question) % 2
    return " ".join(_CHINESE.sub(lambda run: f" {_grouped(lazy_pinyin(run[0]), size)} ", question).split())


def _grouped(sounds: Sequence[str], size: int) -> str:
    return " ".join("".join(sounds[at : at + size]) for at in range(0, len(sounds), size))


WRITINGS: Mapping[str, Mapping[str, Callable[[str], str]]] = {
    "en": {"as written": str, "1-2 slips": slips.slipped},
    "zh": {
        "as written": str,
        "1-2 slips": slips.slipped,
        "Traditional": _TRADITIONAL.convert,
        "typed as pinyin": typed,
    },
}


def check(shop: Workshop) -> tuple[Check, ...]:
    checks: list[Check] = []
    for language, writings in WRITINGS.items():
        sheet = _sheet(shop.knowledge, language, TOPICS if shop.quick else None)
        shop.progress(f"plain FAQ in {language}: learning {len(sheet.entries)} entries of {WAYS} ways")
        knowledge = _loaded(sheet)
        matcher = build.full(drafted(knowledge), shop.encoder, NoCache())
        for writing, write in writings.items():
            shop.progress(f"plain FAQ in {language}: {len(sheet.questions)} questions, {writing}")
            asked = [replace(one, text=write(one.text)) for one in sheet.questions]
            checks.append(_ours(matcher, asked, language, writing))
            for peer in peers.everybody(knowledge):
                marks = figures.quality(asked, [peer.found(one.text) for one in asked])
                checks.append(Check(language, writing, peer.peer.name, marks))
    return tuple(checks)


def _ours(matcher: Matcher, asked: Sequence[Question], language: str, writing: str) -> Check:
    rankings = [matcher.rank(one.text) for one in asked]
    topics = [tuple(one.topic for one in ranking.candidates) for ranking in rankings]
    pairs = zip(asked, topics, rankings, strict=True)
    predicted = [Prediction(one, ranking.outcome, some, ranking.confidence, 0.0) for one, some, ranking in pairs]
    marks = figures.quality(asked, [Found.of(one) for one in predicted])
    own = evaluation.figures(predicted)
    return Check(language, writing, "ours", marks, own.answered_right, own.false_answers)


def _sheet(knowledge: Knowledge, language: str, most: int | None) -> Sheet:
    """Five ways, evenly spread, are the entry's, one of the others is asked. As many strangers as ours."""
    ways: dict[str, list[str]] = defaultdict(list)
    for way in knowledge.phrasings:
        if text.language(way.text) == language and not text.typed_pinyin(text.fold(way.text)):
            ways[way.topic].append(way.text)
    ours = {topic: some for topic, some in ways.items() if not outside(knowledge, topic) and len(some) > WAYS}
    topics = sorted(ours)[:: max(len(ours) // (most or len(ours)), 1)]
    entries = {_id(topic): ours[topic][:: max(len(ours[topic]) // WAYS, 1)][:WAYS] for topic in topics}
    held_out = [_question(_left(ours[topic], entries[_id(topic)]), language, _id(topic)) for topic in topics]
    foreign = [way for topic, some in sorted(ways.items()) if outside(knowledge, topic) for way in some]
    strangers = foreign[:: max(len(foreign) // len(held_out), 1)][: len(held_out)]
    return Sheet(language, entries, [*held_out, *(_question(way, language, None) for way in strangers)])


def _left(ways: Sequence[str], taken: Sequence[str]) -> str:
    """The middle one of those that the entry did not get."""
    left = [way for way in ways if way not in taken]
    return left[len(left) // 2]


def _question(way: str, language: str, topic: str | None) -> Question:
    return Question(way, language, "plain", frozenset({topic} if topic else ()), topic)


def _id(topic: str) -> str:
    """Without the mark between entity and aspect: a plain entry has neither."""
    return topic.replace("#", "-about-")


def _loaded(sheet: Sheet) -> Knowledge:
    """Written as a folder and read as any other; JSON is YAML."""
    entries = [
        {"id": topic, "ask": {sheet.language: list(ways)}, "answer": {sheet.language: f"About {topic}."}}
        for topic, ways in sheet.entries.items()
    ]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "faq" / "all.yaml"
        file.parent.mkdir()
        file.write_text(json.dumps(entries, ensure_ascii=False, indent=1), encoding="utf-8")
        return understanding.load_knowledge(Path(folder))
