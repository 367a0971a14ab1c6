"""The words of the floor: trouble is recognised by them before anything has been learned; nothing else is trouble."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import text
from bot.core.knowledge import Answer, Emergency, Knowledge
from bot.core.matching.emergencies import Emergencies
from bot.core.talk.labels import DANGERS
from tests import tiny

RULES = Emergencies(tiny.EMERGENCIES.values())


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("I lost my passport", ("papers",)),
        ("PASSPORT STOLEN!!", ("papers",)),
        ("護照丟了", ("papers",)),
        ("my friend has been arrested", ("detained",)),
        ("她住院了", ("health",)),
        ("how do I get a passport", ()),
        ("I lost my way", ()),
        ("lostpassport", ()),
        ("", ()),
    ],
)
def test_every_group_must_have_a_word_in_the_question(question: str, kinds: tuple[str, ...]) -> None:
    assert RULES.found(text.fold(question)) == kinds


def test_all_kinds_that_fire_are_told_the_most_urgent_first() -> None:
    assert RULES.found("passport lost, i am in hospital") == ("health", "papers")


def test_without_rules_nothing_is_an_emergency() -> None:
    assert not Emergencies(()).found("i am in hospital")


def test_signs_in_a_word_mean_themselves() -> None:
    rules = Emergencies((Emergency("scam", {}, Answer({}), ((("(help)", "c++", "a|b"),),)),))
    assert not rules.found("ab")
    assert not rules.found("help")


@given(st.text(max_size=200))
def test_any_question_can_be_looked_at(question: str) -> None:
    assert set(RULES.found(text.fold(question))) <= set(tiny.EMERGENCIES)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("I lost my passport in Bangkok", "papers"),
        ("somebody stole my travel permit", "papers"),
        ("护照被偷了怎么办", "papers"),
        ("my roommate is in hospital after a car accident", "health"),
        ("我摔断了腿，在医院", "health"),
        ("我们被抢劫了", "crime"),
        ("someone from the embassy called me and wants me to transfer money", "scam"),
        ("有人自称公安打电话让我转账", "scam"),
        ("不想活了", "self-harm"),
        ("how do I renew my passport", None),
        ("护照怎么办理", None),
        ("I lost my campus card", None),
        ("is the summer tour safe", None),
        ("交换期间安全吗", None),
        ("how do I pay the deposit", None),
    ],
)
def test_the_office_knows_trouble_from_a_question(shipped: Knowledge, question: str, kind: str | None) -> None:
    found = Emergencies(shipped.emergencies.values()).found(text.fold(question))
    assert (kind in found[:2]) if kind else not found


def test_every_kind_of_trouble_has_a_page_that_begins_with_whom_to_ring(shipped: Knowledge) -> None:
    assert tuple(shipped.emergencies) == DANGERS
    for kind, emergency in shipped.emergencies.items():
        for language, page in emergency.answer.texts.items():
            first = "\n\n".join(page.split("\n\n")[:2])
            assert any(number in first for number in ("110", "120", "12308", "12356")), (kind, language)
            assert len(page) <= 1000


def test_hardly_any_way_to_ask_for_something_else_is_an_emergency(shipped: Knowledge) -> None:
    rules = Emergencies(shipped.emergencies.values())
    others = [way for way in shipped.phrasings if "safety" not in way.topic and not way.topic.startswith("emergency:")]
    fired = {way.text: way.topic for way in others if rules.found(text.fold(way.text))}
    assert len(others) > 10_000
    assert len(fired) <= len(others) / 160, fired
