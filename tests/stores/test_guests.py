"""Guests: what is remembered between two messages, and the end of a visit, which is kept whole or not at all."""

from dataclasses import replace
from datetime import UTC, time, timedelta
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.knowledge import Audience
from bot.core.people import Person, Talk
from bot.flows.ports import Address, Arrived, Guest, Outdated, Settlement, Unanswered
from bot.stores.database import Database
from bot.stores.guests import Guests
from bot.stores.inbox import Inbox
from bot.stores.records import Records
from bot.stores.tables import DONE, HANDLING, inbox, letters, people, questions, talks
from tests.stores.given import ANN, BO, CY, NOW, after, column, met, rows, visit

_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=16)
_MINUTES = st.times().map(lambda one: one.replace(second=0, microsecond=0))
_PERSONS = st.builds(
    Person,
    st.none() | _TEXT,
    st.none() | st.sampled_from(get_args(Audience)),
    st.booleans(),
    st.booleans(),
    st.none() | st.integers(0, 20),
    st.none() | st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80),
    st.none() | st.sampled_from(["Asia/Shanghai", "America/Argentina/ComodRivadavia"]),
    st.none() | st.tuples(_MINUTES, _MINUTES),
    st.none() | st.integers(0, 10**12).map(lambda number: NOW + timedelta(milliseconds=number)),
    st.booleans(),
)
_IDS = st.sampled_from(["exchange", "teacher-training-abroad", "a" * 40])
_LABELS = st.sampled_from(
    [
        "exchange#cost",
        "act:follow",
        "emergency:papers",
        "elsewhere:nobody",
        "mycase",
        "smalltalk",
        "unknown",
        "护照 丢了?",
    ]
)
_TALKS = st.builds(
    Talk,
    st.none() | _IDS,
    st.none() | _LABELS,
    st.lists(st.tuples(_IDS, st.integers(1, 10**4).map(lambda share: share / 10**4)), max_size=4).map(tuple),
    st.none() | _LABELS,
    st.lists(_LABELS, max_size=4).map(tuple),
    st.none() | _IDS,
)


async def test_somebody_never_seen_is_a_new_guest(database: Database) -> None:
    assert await Guests(database).find(ANN) == Guest()
    assert not await rows(database, people)


async def test_a_guest_is_known_by_channel_and_number_together(database: Database) -> None:
    await met(database, ANN, person=Person("zh"))
    assert (await Guests(database).find(ANN)) == Guest(Person("zh"), Talk(), known=True)
    assert not (await Guests(database).find(Address("console", ANN.id))).known


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(person=_PERSONS)
async def test_everything_of_a_person_comes_back_as_it_was(database: Database, person: Person) -> None:
    guests = Guests(database)
    await guests.settle(Settlement(ANN, Guest(), person, Talk()), NOW)
    found = (await guests.find(ANN)).person
    assert found == person
    assert found.paused_until is None or found.paused_until.tzinfo is UTC


async def test_the_talk_is_remembered_with_a_version_that_counts(database: Database) -> None:
    guests = Guests(database)
    for number, topic in enumerate(["exchange#dates", "exchange#cost"], 1):
        before = await guests.find(ANN)
        await guests.settle(visit(ANN, before, talk=Talk("exchange", topic)), NOW)
        assert await guests.find(ANN) == Guest(Person(), Talk("exchange", topic), number, known=True)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(talk=_TALKS)
async def test_everything_of_a_talk_comes_back_as_it_was(database: Database, talk: Talk) -> None:
    guests = Guests(database)
    before = await guests.find(ANN)
    await guests.settle(visit(ANN, before, talk=talk), NOW)
    assert (await guests.find(ANN)).talk == talk


async def test_a_talk_is_followed_from_turn_to_turn(database: Database) -> None:
    """What was offered, what it may be about and what has been told once each change by themselves."""
    guests = Guests(database)
    unclear = Talk("exchange", None, (("exchange", 0.7), ("training", 0.3)), "exchange#cost")
    turns = [
        unclear,
        replace(unclear, offered=("exchange#cost", "act:follow")),
        replace(unclear, belief=(("training", 1.0),), offered=("exchange#cost", "act:follow")),
        replace(unclear, belief=(("training", 1.0),), marked="training"),
        replace(unclear, belief=(("training", 1.0),), marked="training", last="emergency:papers"),
        Talk(),
    ]
    for number, talk in enumerate(turns, 1):
        await guests.settle(visit(ANN, await guests.find(ANN), talk=talk), NOW)
        assert await guests.find(ANN) == Guest(Person(), talk, number, known=True)


async def test_where_a_talk_stands_is_told_with_everything_that_is_kept_of_it(database: Database) -> None:
    stands = Talk(
        "exchange", "exchange#dates", (("exchange", 0.75), ("training", 0.25)), "act:follow", ("mycase",), "x"
    )
    await Guests(database).settle(visit(ANN, talk=stands), NOW)
    held = await Records(database).held(ANN)
    assert held is not None
    assert held.kinds["conversation"] == [
        {
            "subject": "exchange",
            "topic": "exchange#dates",
            "belief": "exchange=0.75 training=0.25",
            "last": "act:follow",
            "offered": '["mycase"]',
            "marked": "x",
            "updated": NOW.isoformat(),
        }
    ]


async def test_a_visit_that_leaves_the_talk_alone_does_not_count(database: Database) -> None:
    guests = Guests(database)
    await guests.settle(visit(ANN, talk=Talk("exchange")), NOW)
    before = await guests.find(ANN)
    await guests.settle(visit(ANN, before, "Hello"), NOW)
    assert await guests.find(ANN) == before


@pytest.mark.parametrize("first", [True, False])
async def test_of_two_ends_from_the_same_beginning_nothing_of_the_second_is_kept(
    database: Database, first: bool
) -> None:
    guests, arrivals = Guests(database), Inbox(database)
    if not first:
        await guests.settle(visit(ANN, talk=Talk("training")), NOW)
    before = await guests.find(ANN)
    await arrivals.store("telegram", [Arrived(1, ANN.id, "{}")], NOW)
    (received,) = await arrivals.claim("telegram", 1, NOW)
    await guests.settle(visit(ANN, before, "One", talk=Talk("exchange")), NOW)
    late = visit(ANN, before, "Two", talk=Talk("partnerships"), received=received.id)
    late = replace(late, person=Person("zh"), unanswered=Unanswered("?", "zh", "unknown", ()))
    with pytest.raises(Outdated):
        await guests.settle(late, NOW)
    assert (await guests.find(ANN)).talk == Talk("exchange")
    assert (await guests.find(ANN)).person == Person()
    assert len(await rows(database, letters)) == 1
    assert await column(database, inbox.c.state) == [HANDLING]
    assert not await rows(database, questions)


async def test_a_talk_that_was_forgotten_meanwhile_is_begun_again(database: Database) -> None:
    guests = Guests(database)
    await guests.settle(visit(ANN, talk=Talk("exchange")), NOW)
    before = await guests.find(ANN)
    await guests.begin_anew(ANN)
    with pytest.raises(Outdated):
        await guests.settle(visit(ANN, before, talk=Talk("training")), NOW)
    assert (await guests.find(ANN)).talk == Talk()
    assert not await rows(database, talks)


async def test_an_end_answers_journals_and_is_done_with_what_was_received(database: Database) -> None:
    arrivals = Inbox(database)
    await arrivals.store("telegram", [Arrived(1, ANN.id, '{"text":"visa for the moon"}')], NOW)
    (received,) = await arrivals.claim("telegram", 1, NOW)
    told = Unanswered("visa for the moon", "en", "choices", ("exchange#documents", "office#contact"))
    end = visit(ANN, None, "Did you mean", "one of these?", place="[1]", received=received.id, unanswered=told)
    await Guests(database).settle(end, NOW)
    (left,) = await rows(database, inbox)
    assert (left.state, left.body, left.chat) == (DONE, "", "")
    assert await column(database, letters.c.place) == ["[1]", "[1]"]
    (question,) = await rows(database, questions)
    assert (question.text, question.near) == ("visa for the moon", "exchange#documents office#contact")


async def test_signs_that_no_database_takes_do_not_undo_a_visit(database: Database) -> None:
    told = Unanswered("a\x00b \ud800c", "en", "unknown", ())
    await Guests(database).settle(visit(ANN, None, "Half a sign \ud83d and \x00", unanswered=told), NOW)
    (question,) = await rows(database, questions)
    assert question.text.replace("?", "").replace("\ufffd", "") == "ab c"
    assert len(await rows(database, letters)) == 1


async def test_who_blocks_the_bot_is_gone_and_who_writes_again_is_back(database: Database) -> None:
    guests = Guests(database)
    await met(database, ANN, BO)
    await guests.settle(visit(ANN, await guests.find(ANN), gone=True), NOW)
    assert await column(database, people.c.gone) == [True, False]
    await guests.settle(visit(ANN, await guests.find(ANN), "Welcome back"), after(hours=1))
    assert await column(database, people.c.gone) == [False, False]
    await guests.settle(visit(ANN, await guests.find(ANN), gone=True), after(hours=2))
    await guests.settle(visit(ANN, await guests.find(ANN), gone=False), after(hours=3))
    assert await column(database, people.c.gone) == [False, False]


async def test_a_stranger_who_blocks_the_bot_is_not_written_down(database: Database) -> None:
    await Guests(database).settle(visit(CY, gone=True), NOW)
    assert not await rows(database, people)


async def test_a_quiet_hour_is_kept_to_the_minute(database: Database) -> None:
    await met(database, ANN, person=Person(quiet=(time(22, 30), time(0, 0))))
    assert await column(database, people.c.quiet) == ["22:30-00:00"]
