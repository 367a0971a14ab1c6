"""The gate: how well whole talks go at full strength. They measure; nothing is learned from them."""

import asyncio
import itertools
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands import talks
from bot.core import text
from bot.core.asking.evaluation import Judged, Shares, Verdict, shares
from bot.core.conversation import Conversation
from bot.core.knowledge import Knowledge
from bot.settings import Settings
from tests import house

SETS = ("dev", "own", "kept")
NOW = datetime(2027, 3, 1, 1, tzinfo=UTC)

RIGHT: Mapping[tuple[str, str], float] = {
    ("en", "office"): 0.42,
    ("zh", "office"): 0.60,
    ("en", "emergency"): 0.62,
    ("zh", "emergency"): 0.78,
    ("en", "act"): 0.75,
    ("zh", "act"): 0.79,
    ("en", "mycase"): 0.86,
    ("zh", "mycase"): 0.84,
    ("en", "elsewhere"): 0.70,
    ("zh", "elsewhere"): 0.63,
    ("en", "smalltalk"): 0.75,
    ("zh", "smalltalk"): 0.75,
}
"""Right at once, over all three sets: a few points under what is reached, as another seed alone moves it by as much."""

NEAR, WRONG, FALSE_ALARMS = 0.66, 0.20, 0.035
"""Right at once or among the choices, wrong, and false alarms, of office turns and of all turns."""


@pytest.fixture(scope="module")
def judged(full: Conversation, shipped_settings: Settings, root: Path) -> Sequence[Judged]:
    told = [talk for name in SETS for talk in talks.read(root / "tests" / "talks" / f"{name}.jsonl")]
    return asyncio.run(talks.predict(shipped_settings, house.Understood(full), told, NOW))


def of(judged: Sequence[Judged], language: str, group: str) -> Shares:
    return shares([one for one in judged if one.group == group and (one.lang == "en") is (language == "en")])


def sum_of(group: Shares, *verdicts: Verdict) -> float:
    return sum(group.verdicts[verdict] for verdict in verdicts)


@pytest.mark.parametrize(("language", "group"), RIGHT, ids=" ".join)
def test_enough_turns_get_the_right_answer_at_once(judged: Sequence[Judged], language: str, group: str) -> None:
    found = of(judged, language, group)
    assert found.turns > 20
    assert found.verdicts["R"] >= RIGHT[language, group], found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_office_turns_are_rarely_answered_wrongly(judged: Sequence[Judged], language: str) -> None:
    found = of(judged, language, "office")
    assert sum_of(found, "R", "A") >= NEAR, found
    assert found.verdicts["W"] <= WRONG, found


def test_few_who_are_not_in_danger_get_the_page_for_it(judged: Sequence[Judged]) -> None:
    found = shares(judged)
    assert found.false_alarms is not None and found.false_alarms <= FALSE_ALARMS, found


def test_no_choices_are_followed_by_choices(judged: Sequence[Judged]) -> None:
    pairs = itertools.pairwise(judged)
    twice = [one.text for one, then in pairs if one.talk == then.talk and one.offered and then.offered]
    assert any(one.offered for one in judged)
    assert not twice


def test_no_turn_is_copied_into_the_knowledge(shipped: Knowledge, root: Path) -> None:
    """Beyond a few words people say the same things; from there on a line is somebody's own."""
    known = {text.fold(way.text) for way in shipped.phrasings}
    known |= {text.fold(turn.text) for told in shipped.talks for turn in told.turns}
    lines = [
        turn["say"]
        for name in SETS
        for talk in map(json.loads, (root / "tests" / "talks" / f"{name}.jsonl").read_text("utf-8").splitlines())
        for turn in talk["turns"]
    ]
    copied = [line for line in lines if text.fold(line) in known and len(text.tokens(text.fold(line))) > 5]
    assert len(lines) > 700
    assert not copied
