"""What gets in the way of what: stays, closing days, and papers of which there is one."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.core import clashes, upcoming
from bot.core.knowledge import Day, Entity, Lead, Needed, Paper, Window
from bot.core.working_days import WorkingDays
from tests import tiny

NOW = datetime(2027, 2, 1, 9, tzinfo=tiny.ZONE)
NAMES = {"en": "one", "zh": "一"}
PASSPORT = Paper("passport", NAMES, Lead(20, True), NAMES, original=True)
COPY = Paper("copy", NAMES, Lead(1), NAMES)
PAPERS = {paper.id: paper for paper in (PASSPORT, COPY)}

Stay = tuple[Day, Day] | None


def entity(
    id: str, closes: Day | None, stay: Stay = None, papers: tuple[str, ...] = (), opens: Day | None = None
) -> Entity:
    window = Window("round", NAMES, opens or Day(2, 1, 2027), closes, stay=stay)
    return replace(tiny.EXCHANGE, id=id, windows=(window,), papers=tuple(map(Needed, papers)))


def kinds(*entities: Entity) -> list[tuple[str, str, str]]:
    follows = [(one.id, "") for one in entities]
    rounds = upcoming.followed(entities, follows, NOW, tiny.ZONE)
    found = clashes.among(rounds, PAPERS, WorkingDays())
    return [(one.kind, f"{one.first:%m-%d}", f"{one.last:%m-%d}") for one in found]


def day(text: str) -> Day:
    month, number = map(int, text.split("-"))
    return Day(month, number, 2027)


FAR = (day("03-01"), day("05-01"))
"""Closing days far from each other."""

STAYS = {
    "one after the other": ("07-01", "07-10", "07-20", "07-30", []),
    "overlapping": ("07-01", "07-20", "07-15", "07-30", [("stays", "07-15", "07-20")]),
    "one inside the other": ("07-01", "07-30", "07-10", "07-12", [("stays", "07-10", "07-12")]),
    "the same": ("07-01", "07-30", "07-01", "07-30", [("stays", "07-01", "07-30")]),
    "on one day": ("07-01", "07-10", "07-10", "07-30", [("stays", "07-10", "07-10")]),
    "touching": ("07-01", "07-10", "07-11", "07-30", [("touching", "07-10", "07-11")]),
    "touching the other way round": ("07-11", "07-30", "07-01", "07-10", [("touching", "07-10", "07-11")]),
    "a day between": ("07-01", "07-10", "07-12", "07-30", []),
}


@pytest.mark.parametrize("case", STAYS)
def test_stays(case: str) -> None:
    a, b, c, d, expected = STAYS[case]
    found = kinds(entity("one", FAR[0], (day(a), day(b))), entity("other", FAR[1], (day(c), day(d))))
    assert found == expected


CLOSING = {
    "the same day": ("04-10", "04-10", [("closing", "04-10", "04-10")]),
    "six days": ("04-10", "04-16", [("closing", "04-10", "04-16")]),
    "six days before": ("04-16", "04-10", [("closing", "04-10", "04-16")]),
    "seven days": ("04-10", "04-17", []),
    "far": ("03-01", "05-01", []),
}


@pytest.mark.parametrize("case", CLOSING)
def test_closing_days(case: str) -> None:
    one, other, expected = CLOSING[case]
    assert kinds(entity("one", day(one)), entity("other", day(other))) == expected


def test_what_is_open_without_an_end_clashes_with_nothing() -> None:
    assert kinds(entity("one", None), entity("other", day("04-10"))) == []
    assert kinds(entity("one", None), entity("other", None)) == []


def test_a_stay_is_asked_of_even_where_the_closing_day_is_missing() -> None:
    away = (day("07-01"), day("07-20"))
    found = kinds(entity("one", None, away, opens=Day(2, 1, 2027)), entity("other", FAR[1], away))
    assert [kind for kind, *_ in found] == ["stays"]


def test_an_original_is_needed_twice_while_it_lies_with_the_first() -> None:
    early = entity("one", day("03-01"), (day("06-01"), day("06-30")), ("passport",))
    late = entity("other", day("04-30"), (day("08-01"), day("08-30")), ("passport",))
    assert kinds(early, late) == [("paper", "04-30", "05-31")]


def test_an_original_that_is_back_in_time_is_no_clash() -> None:
    early = entity("one", day("03-01"), (day("03-20"), day("03-30")), ("passport",))
    late = entity("other", day("04-30"), (day("08-01"), day("08-30")), ("passport",))
    assert kinds(early, late) == []


def test_of_copies_there_are_enough() -> None:
    away = (day("06-01"), day("06-30")), (day("08-01"), day("08-30"))
    assert kinds(entity("one", FAR[0], away[0], ("copy",)), entity("other", FAR[1], away[1], ("copy",))) == []


def test_two_rounds_of_one_programme_are_a_choice_and_clash_only_when_one_is_away() -> None:
    first = Window("first", NAMES, Day(2, 1, 2027), day("04-10"), stay=(day("07-01"), day("07-20")))
    second = replace(first, id="second", closes=day("04-12"))
    both = replace(tiny.EXCHANGE, id="both", windows=(first, second), papers=(Needed("passport"),))
    assert [kind for kind, *_ in kinds(both)] == ["stays"]
