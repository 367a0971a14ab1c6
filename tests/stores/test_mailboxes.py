"""Mailboxes: one person's mail, opened by one at a time, and closed with its letter or not at all."""

import asyncio

import pytest

from bot.core.mailbox import Decision
from bot.core.messages import Message
from bot.core.people import Person
from bot.flows.ports import Address, Mark, Settlement
from bot.stores.database import Database
from bot.stores.follows import Follows
from bot.stores.guests import Guests
from bot.stores.ledger import Ledger
from bot.stores.mailboxes import LEASE, Mailboxes
from bot.stores.records import Records
from bot.stores.tables import ENCLOSED, NOTICE_DROPPED, NOTICE_PENDING, letters, notices, people
from tests.stores.given import (
    ANN,
    BO,
    CHANNELS,
    CY,
    NOW,
    after,
    claimed,
    column,
    everything,
    follow,
    met,
    occasion,
    opened,
    planned,
    rows,
    texts,
    visit,
    written,
)

Both = tuple[Database, Database]
HELLO = Message("A reminder")


@pytest.fixture
def mailboxes(database: Database) -> Mailboxes:
    return Mailboxes(database)


async def waits_for(database: Database, *addresses: Address) -> None:
    """Two notices each."""
    await follow(database, *addresses)
    await planned(database, occasion("spring"), occasion("autumn", at=after(minutes=-5)))


async def test_a_mailbox_holds_everything_that_waits_oldest_first(database: Database) -> None:
    await met(database, ANN, person=Person("zh"))
    await waits_for(database, ANN)
    mail = await opened(database)
    assert (mail.address, mail.person.language, mail.sent) == (ANN, "zh", ())
    assert [one.window_key for one in mail.pending] == ["exchange/autumn", "exchange/spring"]
    assert [mail.reasons[one.id].occasion.at for one in mail.pending] == [after(minutes=-5), NOW]
    assert {one.kind for one in mail.pending} == {"reminder"}


async def test_an_open_mailbox_is_opened_by_nobody_else_until_a_minute_later(
    database: Database, mailboxes: Mailboxes
) -> None:
    await waits_for(database, ANN)
    await opened(database)
    assert await mailboxes.mailbox(CHANNELS, NOW + LEASE - (after(milliseconds=1) - NOW)) is None
    assert await mailboxes.mailbox(CHANNELS, NOW + LEASE) is not None


async def test_two_replicas_open_different_mailboxes(replicas: Both) -> None:
    several = [Address("telegram", str(number)) for number in range(6)]
    await waits_for(replicas[0], *several)
    asked = [Mailboxes(one).mailbox(CHANNELS, NOW) for one in (*replicas, *replicas)]
    found = [one.address for one in await asyncio.gather(*asked) if one is not None]
    while (mail := await Mailboxes(replicas[0]).mailbox(CHANNELS, NOW)) is not None:
        found.append(mail.address)
    assert sorted(one.id for one in found) == [one.id for one in several]


async def test_who_has_waited_longest_comes_first_and_only_channels_that_are_asked_for(
    database: Database, mailboxes: Mailboxes
) -> None:
    web = Address("web", "1")
    await follow(database, web)
    await planned(database, occasion("spring"), now=after(hours=-2))
    await follow(database, BO)
    await planned(database, occasion("autumn"), now=after(hours=-1))
    await follow(database, ANN)
    await planned(database, occasion("summer"))
    assert (await opened(database)).address == BO
    assert (await opened(database)).address == ANN
    assert await mailboxes.mailbox(CHANNELS, NOW) is None
    assert await mailboxes.mailbox(["web"], NOW) is not None


async def test_the_letter_and_the_decision_are_kept_together(database: Database, mailboxes: Mailboxes) -> None:
    await met(database, ANN, person=Person("zh"))
    await waits_for(database, ANN)
    await planned(database, occasion("summer"))
    mail = await opened(database)
    autumn, *_, last = mail.pending
    middle = next(one for one in mail.pending if one not in {autumn, last})
    decision = Decision((autumn.id,), ((middle.id, "superseded"),), wait_until=after(hours=3))
    number = await mailboxes.enclose(mail, decision, HELLO, "reminder", NOW)
    (letter,) = await rows(database, letters)
    assert (letter.id, letter.kind, letter.lane, letter.language) == (number, "reminder", 1, "zh")
    found = {row.occasion: (row.state, row.letter, row.reason, row.held) for row in await rows(database, notices)}
    assert found[autumn.id] == (ENCLOSED, number, None, False)
    assert found[middle.id] == (NOTICE_DROPPED, None, "superseded", False)
    assert found[last.id] == (NOTICE_PENDING, None, None, True)
    assert await mailboxes.mailbox(CHANNELS, after(hours=2)) is None
    again = await mailboxes.mailbox(CHANNELS, after(hours=3))
    assert again is not None and [(one.id, one.held) for one in again.pending] == [(last.id, True)]
    assert again.sent == (NOW,)


async def test_nothing_to_say_now_waits_without_a_letter(database: Database, mailboxes: Mailboxes) -> None:
    await waits_for(database, ANN)
    mail = await opened(database)
    assert await mailboxes.enclose(mail, Decision(wait_until=after(hours=8)), None, "", NOW) is None
    assert not await rows(database, letters)
    assert await mailboxes.mailbox(CHANNELS, after(hours=7)) is None
    assert await mailboxes.mailbox(CHANNELS, after(hours=8)) is not None


@pytest.mark.parametrize("meanwhile", ["unfollows", "is done with it", "blocks", "is forgotten", "comes back new"])
async def test_no_letter_about_what_was_dropped_while_it_was_written(
    database: Database, mailboxes: Mailboxes, meanwhile: str
) -> None:
    await waits_for(database, ANN)
    mail = await opened(database)
    match meanwhile:
        case "unfollows":
            await follow(database, ANN, window="autumn")
            await Follows(database).unfollow(ANN, "exchange", "", only=True)
        case "is done with it":
            await Follows(database).mark(ANN, Mark("exchange", "spring", "v1", "done"), NOW)
        case "blocks":
            await Guests(database).settle(visit(ANN, await Guests(database).find(ANN), gone=True), NOW)
        case _:
            await Records(database).forget(ANN, NOW)
    if meanwhile == "comes back new":
        await follow(database, ANN)
    assert await mailboxes.enclose(mail, everything(mail), HELLO, "reminder", NOW) is None
    assert not await rows(database, letters)
    again = await mailboxes.mailbox(CHANNELS, NOW)
    left = [one.window_key for one in again.pending] if again else []
    assert left == (["exchange/autumn"] if meanwhile in {"unfollows", "is done with it"} else [])


async def test_of_two_that_held_the_same_mailbox_only_one_writes(database: Database, mailboxes: Mailboxes) -> None:
    await waits_for(database, ANN)
    slow, quick = await opened(database), await opened(database, NOW + LEASE)
    assert await mailboxes.enclose(quick, everything(quick), HELLO, "reminder", NOW + LEASE) is not None
    assert await mailboxes.enclose(slow, everything(slow), HELLO, "reminder", NOW + LEASE) is None
    assert len(await rows(database, letters)) == 1


async def test_a_change_of_habits_lets_what_waits_be_looked_at_at_once(
    database: Database, mailboxes: Mailboxes
) -> None:
    await waits_for(database, ANN)
    mail = await opened(database)
    await mailboxes.enclose(mail, Decision(wait_until=after(days=2)), None, "", NOW)
    guests = Guests(database)
    before = await guests.find(ANN)
    await guests.settle(Settlement(ANN, before, Person(language="zh"), before.talk), NOW)
    assert await mailboxes.mailbox(CHANNELS, NOW) is None  # a language is no habit
    before = await guests.find(ANN)
    await guests.settle(Settlement(ANN, before, Person(zone="Europe/Paris"), before.talk), NOW)
    assert await mailboxes.mailbox(CHANNELS, NOW) is not None


async def test_who_stops_all_letters_gets_none_of_those_that_waited_but_their_answers(
    database: Database, mailboxes: Mailboxes
) -> None:
    await waits_for(database, ANN, BO)
    await written(database)
    guests = Guests(database)
    before = await guests.find(ANN)
    stopped = (Message("Stopped"),)
    await guests.settle(Settlement(ANN, before, Person(muted=True), before.talk, stopped), NOW)
    await guests.settle(Settlement(ANN, await guests.find(ANN), Person(), before.talk), after(hours=2))
    mail = await opened(database, after(hours=2))
    assert mail.address == BO
    assert await mailboxes.mailbox(CHANNELS, after(hours=2)) is None
    assert texts(await claimed(database)) == ["Stopped"]


async def test_what_waits_for_somebody_who_has_stopped_all_letters_stays(
    database: Database, mailboxes: Mailboxes
) -> None:
    await waits_for(database, ANN)
    async with database.write() as connection:
        await connection.execute(people.update().values(muted=True))
    assert await mailboxes.mailbox(CHANNELS, NOW) is None


async def test_only_unasked_letters_of_the_last_week_count(database: Database, mailboxes: Mailboxes) -> None:
    await waits_for(database, ANN)
    await written(database, now=NOW)
    await planned(database, occasion("summer", at=after(days=3)), now=after(days=3))
    await written(database, now=after(days=3))
    await Guests(database).post(ANN, Message("for staff"), "staff", after(days=4))
    await planned(database, occasion("winter", at=after(days=6)), now=after(days=6))
    mail = await mailboxes.mailbox(CHANNELS, after(days=6))
    assert mail is not None and sorted(mail.sent) == [NOW, after(days=3)]
    await planned(database, occasion("winter", offset="1", at=after(days=8)), now=after(days=8))
    mail = await mailboxes.mailbox(CHANNELS, after(days=8))
    assert mail is not None and mail.sent == (after(days=3),)


async def test_why_is_answered_by_the_last_letter_alone(database: Database, mailboxes: Mailboxes) -> None:
    assert await mailboxes.last(CY) == ()
    await waits_for(database, ANN, BO)
    await written(database)
    await written(database)
    await planned(database, occasion("summer"))
    await written(database)
    told = {address.id: await mailboxes.last(address) for address in (ANN, BO)}
    keys = {number: [one.occasion.key for one in reasons] for number, reasons in told.items()}
    assert sorted(keys.values(), key=len) == [
        ["exchange/summer/v1/7"],
        ["exchange/autumn/v1/7", "exchange/spring/v1/7"],
    ]


async def test_a_change_brings_its_words_along(database: Database, mailboxes: Mailboxes) -> None:
    await follow(database, ANN)
    await Ledger(database).announce(occasion(version="c1", offset="moved"), "was\nnow", NOW)
    mail = await opened(database)
    assert [(one.kind, mail.reasons[one.id].body) for one in mail.pending] == [("change", "was\nnow")]
    await mailboxes.enclose(mail, everything(mail), HELLO, "change", NOW)
    assert [one.kind for one in await mailboxes.last(ANN)] == ["change"]
    assert await column(database, people.c.mail_lease) == [0]
