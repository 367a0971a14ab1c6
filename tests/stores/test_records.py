"""What is held about somebody is told whole, and let go when its time is over."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import Table

from bot.core.messages import Message
from bot.core.people import Person, Talk
from bot.flows.ports import (
    Absent,
    Address,
    Arrival,
    Arrived,
    CutOff,
    Fate,
    Mark,
    Member,
    Returned,
    Settlement,
    Unanswered,
)
from bot.stores.broadcasts import Broadcasts
from bot.stores.checklist import Checklist
from bot.stores.database import Database
from bot.stores.follows import Follows
from bot.stores.guests import TALK_LASTS, Guests
from bot.stores.inbox import Inbox
from bot.stores.mailboxes import Mailboxes
from bot.stores.records import Records
from bot.stores.roster import Roster
from bot.stores.tables import (
    audit,
    follows,
    inbox,
    letters,
    marks,
    notices,
    occasions,
    people,
    questions,
    talks,
    ticks,
)
from tests.stores.given import (
    ANN,
    BO,
    CHANNELS,
    CY,
    NOW,
    after,
    answer,
    claimed,
    column,
    follow,
    met,
    occasion,
    outbox,
    planned,
    rows,
    visit,
    written,
)

KEEP = timedelta(days=90)


@pytest.fixture
def records(database: Database) -> Records:
    return Records(database)


async def lives(database: Database, address: Address, word: str) -> None:
    """Somebody who has left something of themselves everywhere; `word` stands in all of it."""
    guests = Guests(database)
    person = Person("zh", department=word, zone="Asia/Shanghai")
    talk = Talk(word, f"{word}#dates", ((word, 0.75),), f"{word}#cost", (f"{word}#apply", "act:follow"), word)
    await guests.settle(Settlement(address, await guests.find(address), person, talk), NOW)
    await answer(database, address, f"answer {word}")
    await Follows(database).follow(address, word, "", NOW)
    await Follows(database).mark(address, Mark(word, "spring", "v1", "done"), NOW)
    await Checklist(database).tick(address, f"{word}/spring/2027", "passport", True, NOW)
    await planned(database, occasion(entity=word, window="autumn"))
    await Inbox(database).store("telegram", [Arrived(len(word), address.id, json.dumps({"text": word}))], NOW)
    await Roster(database).put(Member(address, "desk", word), "test", NOW)
    await Broadcasts(database, CHANNELS).draft(f"{address.channel}:{address.id}", "notice", None, NOW)


async def test_all_that_is_held_is_told_and_nothing_of_anybody_else(database: Database, records: Records) -> None:
    await lives(database, ANN, "annsword")
    await lives(database, BO, "bosword")
    held = await records.held(ANN)
    assert held is not None
    worded = {"profile", "conversation", "follows", "marks", "papers", "reminders", "letters", "received", "staff"}
    assert set(held.kinds) == {*worded, "announcements"}
    assert all("annsword" in json.dumps(held.kinds[kind]) for kind in worded)
    assert held.kinds["announcements"] == [{"kind": "notice", "created": NOW.isoformat()}]
    assert "bosword" not in json.dumps(held.kinds) and BO.id not in json.dumps(held.kinds)
    (profile,) = held.kinds["profile"]
    assert profile["address"] == ANN.id
    assert profile["since"] == NOW.isoformat()
    assert profile["muted"] is False
    assert "year" not in profile  # nothing empty


async def test_nothing_is_held_of_a_stranger(records: Records) -> None:
    assert await records.held(CY) is None


async def test_what_is_told_can_be_written_as_json_whatever_is_in_it(database: Database, records: Records) -> None:
    await met(database, ANN, person=Person("en", year=3, muted=True, paused_until=after(days=1)))
    held = await records.held(ANN)
    assert held is not None
    assert json.loads(json.dumps(held.kinds))["profile"][0]["paused_until"] == after(days=1).isoformat()


async def test_what_is_old_goes_and_what_is_not_stays(database: Database, records: Records) -> None:
    guests = Guests(database)
    old, recent = after(days=-91), after(days=-89)
    for moment in (old, recent):
        told = Unanswered(moment.isoformat(), "en", "unknown", ())
        await guests.settle(visit(ANN, await guests.find(ANN), "Hello", unanswered=told), moment)
        (letter,) = await claimed(database, moment)
        await outbox(database).turn([Returned(letter, Arrival())], {}, moment)
    assert await records.purge(NOW, KEEP) == {
        "questions": 1, "letters": 1, "notices": 0, "marks": 0, "ticks": 0, "inbox": 0, "parked": 0, "audit": 0,
        "people": 0, "announcements": 0,
    }  # fmt: skip
    assert await column(database, questions.c.text) == [recent.isoformat()]
    assert len(await rows(database, letters)) == 1
    assert not any((await records.purge(NOW, KEEP)).values())


async def test_what_is_not_over_is_never_purged(database: Database, records: Records) -> None:
    await answer(database, ANN, "still waits", now=after(days=-200))
    await Inbox(database).store("telegram", [Arrived(1, ANN.id, "{}")], after(days=-200))
    await follow(database, ANN, at=after(days=-400))
    await planned(database, occasion(at=after(days=-200), edge=after(days=-199)), now=after(days=-200))
    assert not any((await records.purge(NOW, KEEP)).values())
    for table in (letters, inbox, follows, notices, people):
        assert len(await rows(database, table)) == 1, table.name


async def test_numbers_of_what_was_done_are_kept_as_long_as_it_may_come_again(
    database: Database, records: Records
) -> None:
    arrivals = Inbox(database)
    await arrivals.store("telegram", [Arrived(1, "a", "{}"), Arrived(2, "b", "bad")], NOW)
    first, second = await arrivals.claim("telegram", 2, NOW)
    await arrivals.done(first.id)
    await arrivals.park(second.id, "KeyError", NOW)
    assert (await records.purge(after(days=1), KEEP))["inbox"] == 0
    assert (await records.purge(after(days=2, seconds=1), KEEP))["inbox"] == 1
    assert await column(database, inbox.c.body) == ["bad"]
    assert (await records.purge(after(days=91), KEEP))["parked"] == 1


async def test_notices_that_are_over_go_with_their_time(database: Database, records: Records) -> None:
    await follow(database, ANN)
    await planned(database)
    await written(database)
    await planned(database, occasion("autumn"))
    assert (await records.purge(after(days=89), KEEP))["notices"] == 0
    assert (await records.purge(after(days=99), KEEP))["notices"] == 1
    assert len(await rows(database, notices)) == 1  # the one that waits
    assert len(await rows(database, occasions)) == 2


async def test_whoever_has_been_gone_for_long_is_let_go_of(database: Database, records: Records) -> None:
    guests = Guests(database)
    await met(database, ANN, BO)
    await follow(database, ANN)
    await guests.settle(visit(ANN, await guests.find(ANN), gone=True), NOW)
    assert (await records.purge(after(days=90), KEEP))["people"] == 0
    assert (await records.purge(after(days=91), KEEP))["people"] == 1
    assert await column(database, people.c.address) == [BO.id]
    assert not await rows(database, follows)


async def test_marks_outlive_the_year_of_their_round(database: Database, records: Records) -> None:
    await Follows(database).mark(ANN, Mark("exchange", "spring", "v1", "done"), NOW)
    assert (await records.purge(after(days=399), KEEP))["marks"] == 0
    assert (await records.purge(after(days=401), KEEP))["marks"] == 1
    assert not await rows(database, marks)


async def test_a_talk_is_over_after_half_a_day(database: Database, records: Records) -> None:
    await Guests(database).settle(visit(ANN, talk=Talk("exchange")), NOW)
    await records.purge(NOW + TALK_LASTS, KEEP)
    assert len(await rows(database, talks)) == 1
    await records.purge(NOW + TALK_LASTS + timedelta(seconds=1), KEEP)
    assert not await rows(database, talks)
    assert (await Guests(database).find(ANN)).talk == Talk()


async def test_counts_tell_how_much_is_in_which_state(database: Database, records: Records) -> None:
    await follow(database, ANN, BO)
    await planned(database)
    await written(database)
    await answer(database, ANN, "one", unanswered=Unanswered("?", None, "unknown", ()))
    await claimed(database)
    await Inbox(database).store("telegram", [Arrived(1, "a", "{}")], NOW)
    counts = await records.counts()
    assert counts["letters"] == {name: 2 * (name == "sending") for name in counts["letters"]}
    assert counts["notices"] == {"pending": 1, "enclosed": 1, "dropped": 0}
    assert counts["inbox"] == {"waiting": 1, "handling": 0, "done": 0, "parked": 0}
    assert [counts[name]["all"] for name in ("people", "follows", "questions")] == [2, 2, 1]


@pytest.mark.parametrize(("fate", "again"), [(CutOff("timeout"), 1), (Arrival(), 0), (Absent("blocked"), 0)])
async def test_staff_may_send_again_what_may_not_have_arrived(
    database: Database, records: Records, fate: Fate, again: int
) -> None:
    await follow(database, ANN)
    await planned(database)
    await written(database)
    await answer(database, BO, "an answer")
    await Guests(database).post(BO, Message("for staff"), "staff", NOW)
    await outbox(database).turn([Returned(one, fate) for one in await claimed(database)], {}, NOW)
    assert await records.resend_unknown(after(hours=1)) == again
    assert await records.resend_unknown(after(hours=2)) == 0
    assert (await records.counts())["letters"]["unknown"] == 0
    if again:
        await written(database, "Once more", after(hours=1))
        assert [one.message.text for one in await claimed(database, after(hours=1))] == ["Once more"]


async def test_what_was_let_go_of_meanwhile_is_not_sent_again(database: Database, records: Records) -> None:
    await follow(database, ANN)
    await planned(database)
    await written(database)
    (letter,) = await claimed(database)
    await outbox(database).turn([Returned(letter, CutOff("timeout"))], {}, NOW)
    (number,) = await column(database, notices.c.occasion)
    await Follows(database).snooze(ANN, number, after(days=1), NOW)
    await Follows(database).unfollow(ANN, "exchange", "")
    assert await records.resend_unknown(NOW) == 0
    assert await Mailboxes(database).mailbox(CHANNELS, after(days=2)) is None


async def test_what_staff_did_is_noted(database: Database, records: Records) -> None:
    await records.note("telegram:1", "reload", "2 problems", NOW)
    (line,) = await rows(database, audit)
    assert (line.who, line.what, line.about) == ("telegram:1", "reload", "2 problems")


PERSONAL: list[Table] = [people, talks, follows, marks, ticks, notices, letters]


async def test_who_is_forgotten_leaves_no_row_behind_and_nobody_else_is_touched(
    database: Database, records: Records
) -> None:
    await lives(database, ANN, "annsword")
    await lives(database, BO, "bosword")
    kept = await records.held(BO)
    await records.forget(ANN, NOW)
    assert await records.held(ANN) is None
    assert await records.held(BO) == kept
    for table in PERSONAL:
        assert len(await rows(database, table)) == 1, table.name
    assert sorted(await column(database, inbox.c.chat)) == ["", BO.id]


async def test_forgetting_twice_or_a_stranger_is_harmless(database: Database, records: Records) -> None:
    await lives(database, ANN, "annsword")
    for address in (ANN, ANN, CY):
        await records.forget(address, NOW)
    assert not await rows(database, people)


async def test_whoever_writes_after_being_forgotten_begins_anew(database: Database, records: Records) -> None:
    await lives(database, ANN, "annsword")
    await records.forget(ANN, NOW)
    guests = Guests(database)
    assert not (await guests.find(ANN)).known
    await guests.settle(visit(ANN, await guests.find(ANN), "Hello", talk=Talk("training")), after(hours=1))
    guest = await guests.find(ANN)
    assert (guest.person, guest.talk, guest.version) == (Person(), Talk("training"), 1)
    assert await Follows(database).of(ANN) == ()


async def test_what_staff_did_is_kept_for_two_years(database: Database, records: Records) -> None:
    for days in (-731, -729):
        await records.note("operator", "resend", "", after(days=days))
    assert (await records.purge(NOW, KEEP))["audit"] == 1
    assert len(await rows(database, audit)) == 1


async def test_states_are_told_in_words(database: Database, records: Records) -> None:
    await answer(database, ANN, "Hello")
    held = await records.held(ANN)
    assert held is not None
    assert [letter["state"] for letter in held.kinds["letters"]] == ["pending"]
