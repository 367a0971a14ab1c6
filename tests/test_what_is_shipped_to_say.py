"""Beyond questions, the shipped knowledge knows every kind of trouble and every wish, in both languages."""

import re
from collections import Counter

import pytest

from bot.core import text
from bot.core.knowledge import Knowledge, split
from bot.core.talk.labels import ACTS, DANGERS, Danger

LONGEST = {"en": 900, "zh": 420}
"""Characters of a page for somebody in trouble: it is read on a phone, at once and whole."""

NUMBERS = {"self-harm": "120", "health": "120", "crime": "110", "scam": "96110"}
"""Whom a page tells to ring, where it is not the consular line alone."""

SAMPLES = 25
"""Ways to say a thing in a language, below which nothing is learned of it."""

IN_TALKS = 20
"""Turns of talks that mean a thing, below which it is not learned in its place."""


def ways(shipped: Knowledge, topic: str, about: bool = False) -> Counter[str]:
    """How many ways there are to say it, by language."""
    found = (way.text for way in shipped.phrasings if way.topic == topic and way.about == about)
    return Counter("zh" if text.has_han(way) else "en" for way in found)


def meant(shipped: Knowledge) -> Counter[str]:
    return Counter(str(label) for talk in shipped.talks for turn in talk.turns for label in turn.means)


def test_every_kind_of_trouble_has_its_page(shipped: Knowledge) -> None:
    assert set(shipped.emergencies) == set(DANGERS) and len(DANGERS) == 9


@pytest.mark.parametrize("kind", DANGERS)
def test_a_page_for_trouble_is_short_and_says_the_same_in_both_languages(kind: Danger, shipped: Knowledge) -> None:
    texts = shipped.emergencies[kind].answer.texts
    assert set(texts) == set(LONGEST)
    assert all(200 < len(texts[language]) <= most for language, most in LONGEST.items())
    assert all(NUMBERS.get(kind, "12308") in said for said in texts.values())
    numbers = [set(re.findall(r"\d{5}", said)) for said in texts.values()]
    assert numbers[0] == numbers[1], "a number that only one language tells"


@pytest.mark.parametrize("kind", DANGERS)
def test_trouble_is_known_by_its_words_and_by_what_people_tell(kind: Danger, shipped: Knowledge) -> None:
    words = [word for rule in shipped.emergencies[kind].rules for group in rule for word in group]
    assert any(text.has_han(word) for word in words) and any(word.isascii() for word in words)
    told = ways(shipped, f"emergency:{kind}")
    assert min(told["en"], told["zh"]) >= SAMPLES
    assert meant(shipped)[f"emergency:{kind}"] >= IN_TALKS


@pytest.mark.parametrize("act", ACTS)
def test_a_wish_is_known_as_one_and_as_a_question_about_it(act: str, shipped: Knowledge) -> None:
    wished, asked = ways(shipped, f"act:{act}"), ways(shipped, f"act:{act}", about=True)
    assert min(wished["en"], wished["zh"]) >= SAMPLES
    assert min(asked["en"], asked["zh"]) >= 10
    assert meant(shipped)[f"act:{act}"] >= IN_TALKS


def test_whoever_asks_for_their_own_case_is_told_that_nobody_can_look_it_up_here(shipped: Knowledge) -> None:
    assert shipped.mycase is not None
    assert set(shipped.mycase.texts) == set(LONGEST)
    asked = ways(shipped, "mycase")
    assert min(asked["en"], asked["zh"]) >= SAMPLES


def test_talks_are_whole_and_of_both_languages(shipped: Knowledge) -> None:
    assert len(shipped.talks) > 500
    assert all(len(talk.turns) > 1 for talk in shipped.talks)
    spoken = Counter(text.has_han(talk.turns[0].text) for talk in shipped.talks)
    assert min(spoken.values()) > 200


def test_talks_speak_of_everything_that_the_office_is_asked_about(shipped: Knowledge) -> None:
    entities = Counter(split(label)[0] for label in meant(shipped).elements())
    rare = {id: entities[id] for id in shipped.entities if entities[id] < IN_TALKS}
    assert not rare
