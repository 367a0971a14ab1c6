"""What is passed on in WeChat: cards for parents and the digest of two weeks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import cards, digests
from bot.core.follow_pages import Office
from bot.core.knowledge import Care, Entity, Knowledge
from bot.core.messages import Speech
from tests import tiny

PROGRAMMES = 9
MOMENTS = [f"2027-{month:02}-15T09:00" for month in range(1, 13)]


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=tiny.ZONE)


def all_cards(knowledge: Knowledge, speech: Speech, moment: str) -> dict[str, str]:
    office = Office(knowledge)
    made = {id: cards.card(office, entity, at(moment), speech) for id, entity in knowledge.entities.items()}
    return {id: card for id, card in made.items() if card}


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_programme_has_a_card_of_less_than_a_thousand_characters(
    language: str, moment: str, shipped: Knowledge, speeches: Mapping[str, Speech]
) -> None:
    made = all_cards(shipped, speeches[language], moment)
    assert {*made} == {one.id for one in shipped.entities.values() if one.kind == "programme"}
    assert len(made) == PROGRAMMES
    for id, card in made.items():
        assert len(card) < cards.LONGEST, (id, len(card))
        assert not any(sign in card for sign in ("**", "](", "\n\n", "{")), id


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_card_is_complete(language: str, shipped: Knowledge, speeches: Mapping[str, Speech]) -> None:
    speech = speeches[language]
    card = all_cards(shipped, speech, "2027-03-15T09:00")["summer-study-tour"]
    keys = ("what", "when", "cost", "leader", "insurance", "refusal")
    heads = [speech.say(f"card-{key}", text="|").partition("|")[0] for key in keys]
    assert all(head in card for head in heads)
    assert "students@example.edu" in card and speech.say("card-sample") in card
    assert "2027" in card and "18" in card
    assert ("Away" if language == "en" else "在外") in card


def stale(entity: Entity) -> Entity:
    return replace(entity, care=Care("student-programmes", date(2026, 1, 1), date(2026, 6, 1)))


def test_a_card_that_nobody_confirmed_in_time_gives_no_date_and_no_amount(shipped: Knowledge, english: Speech) -> None:
    entity = stale(shipped.entities["summer-study-tour"])
    card = cards.card(Office(shipped), entity, at("2027-03-15T09:00"), english)
    assert card and "¥" not in card and "Cost" not in card and "May" not in card
    assert "have not been confirmed in time" in card and "Who leads" in card


def test_what_has_no_card_gives_none(shipped: Knowledge, english: Speech) -> None:
    assert cards.card(Office(shipped), shipped.entities["office"], at("2027-03-15T09:00"), english) is None


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_parts_of_the_digest_are_short_enough_and_plain(
    language: str, moment: str, shipped: Knowledge, speeches: Mapping[str, Speech]
) -> None:
    parts = digests.digest(Office(shipped), at(moment), speeches[language])
    assert parts and all(0 < len(part.encode()) <= digests.MOST_BYTES for part in parts)
    assert not any("**" in part or "\n\n\n" in part for part in parts)


def test_the_digest_names_what_closes_and_what_opens_within_two_weeks(shipped: Knowledge, english: Speech) -> None:
    whole = "\n".join(digests.digest(Office(shipped), at("2027-04-05T09:00"), english))
    closing, _, rest = whole.partition("Semester exchange")
    assert "5 April 2027" in closing and "19 April 2027" in closing
    assert "10 April 2027" in rest
    assert "SAMPLE" in whole
    before = "\n".join(digests.digest(Office(shipped), at("2027-02-25T09:00"), english))
    assert "Summer study tour" in before and "1 March 2027" in before


def test_the_digest_leaves_out_what_nobody_confirmed_and_says_so(shipped: Knowledge, english: Speech) -> None:
    entities = {**shipped.entities, "semester-exchange": stale(shipped.entities["semester-exchange"])}
    whole = "\n".join(digests.digest(Office(replace(shipped, entities=entities)), at("2027-04-05T09:00"), english))
    assert "Semester exchange" not in whole and "left out" in whole


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=900), max_size=12))
def test_nothing_is_lost_between_the_parts(lines: list[str]) -> None:
    parts = list(digests.parts(lines, 200))
    assert all(len(part.encode()) <= 200 for part in parts)
    assert "".join("".join(parts).split()) == "".join("".join(lines).split()), "at the end, empty lines may go"
