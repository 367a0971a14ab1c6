"""Emergency words come before everything else; nothing else is an emergency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import text
from bot.core.knowledge import Emergency, Knowledge
from bot.core.matching.emergencies import Emergencies
from tests import tiny

RULES = Emergencies(tiny.KNOWLEDGE.vocabulary.emergencies)


def found(rules: Emergencies, folded: str) -> str | None:
    rule = rules.found(folded)
    return rule.topic if rule else None


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("I lost my passport", "passports#safety"),
        ("PASSPORT STOLEN!!", "passports#safety"),
        ("護照丟了", "passports#safety"),
        ("my friend has been arrested", "office#safety"),
        ("她住院了", "office#safety"),
        ("how do I get a passport", None),
        ("I lost my way", None),
        ("lostpassport", None),
        ("", None),
    ],
)
def test_every_group_must_have_a_word_in_the_question(question: str, topic: str | None) -> None:
    assert found(RULES, text.fold(question)) == topic


def test_the_first_rule_that_fires_counts() -> None:
    assert found(RULES, "passport lost, i am in hospital") == "passports#safety"


def test_without_rules_nothing_is_an_emergency() -> None:
    assert Emergencies(()).found("i am in hospital") is None


def test_signs_in_a_word_mean_themselves() -> None:
    rules = Emergencies((Emergency("x#safety", (("(help)", "c++", "a|b"),)),))
    assert rules.found("ab") is None
    assert rules.found("help") is None


@given(st.text(max_size=200))
def test_any_question_can_be_looked_at(question: str) -> None:
    assert found(RULES, text.fold(question)) in {None, "passports#safety", "office#safety"}


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("I lost my passport in Bangkok", "travel-documents#safety"),
        ("somebody stole my travel permit", "travel-documents#safety"),
        ("护照被偷了怎么办", "travel-documents#safety"),
        ("護照遺失了", "travel-documents#safety"),
        ("my roommate is in hospital after a car accident", "office#safety"),
        ("我们被抢劫了", "office#safety"),
        ("someone from the embassy called me and wants me to transfer money", "office#safety"),
        ("有人自称公安打电话让我转账", "office#safety"),
        ("how do I renew my passport", None),
        ("护照怎么办理", None),
        ("I lost my campus card", None),
        ("is the summer tour safe", None),
        ("交换期间安全吗", None),
        ("how do I pay the deposit", None),
    ],
)
def test_the_office_knows_an_emergency_from_a_question(shipped: Knowledge, question: str, topic: str | None) -> None:
    assert found(Emergencies(shipped.vocabulary.emergencies), text.fold(question)) == topic


def test_hardly_any_way_to_ask_for_something_else_is_an_emergency(shipped: Knowledge) -> None:
    rules = Emergencies(shipped.vocabulary.emergencies)
    fired = {
        way.text: way.topic
        for way in shipped.phrasings
        if rules.found(text.fold(way.text)) and not way.topic.endswith("#safety")
    }
    assert len(fired) <= len(shipped.phrasings) / 500, fired
