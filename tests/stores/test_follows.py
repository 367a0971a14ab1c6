"""Following: who is reminded of what, what somebody has done with, and letters wanted once more."""

import pytest

from bot.core.messages import Message
from bot.core.people import Person
from bot.flows.ports import Following, Mark
from bot.stores.database import Database
from bot.stores.follows import Follows
from bot.stores.guests import Guests
from bot.stores.ledger import Ledger
from bot.stores.mailboxes import Mailboxes
from bot.stores.tables import ENCLOSED, NOTICE_DROPPED, NOTICE_PENDING, notices
from tests.stores.given import (
    ANN,
    BO,
    CHANNELS,
    NOW,
    after,
    column,
    everything,
    follow,
    met,
    occasion,
    opened,
    planned,
    rows,
    written,
)


@pytest.fixture
def follows(database: Database) -> Follows:
    return Follows(database)


async def waiting(database: Database) -> list[str]:
    """Keys of what waits."""
    found = []
    while (mail := await Mailboxes(database).mailbox(CHANNELS, after(days=6))) is not None:
        found += [mail.reasons[one.id].occasion.key for one in mail.pending]
    return sorted(found)


async def test_what_is_followed_is_listed_oldest_first(follows: Follows) -> None:
    assert await follows.of(ANN) == ()
    await follows.follow(ANN, "training", "", after(minutes=1))
    await follows.follow(ANN, "exchange", "spring", NOW)
    await follows.follow(BO, "exchange", "", NOW)
    expected = (Following("exchange", "spring", NOW), Following("training", "", after(minutes=1)))
    assert await follows.of(ANN) == expected


async def test_following_twice_changes_nothing(follows: Follows) -> None:
    await follows.follow(ANN, "exchange", "", NOW)
    await follows.follow(ANN, "exchange", "", after(days=3))
    assert await follows.of(ANN) == (Following("exchange", "", NOW),)


async def test_following_leaves_what_somebody_chose_alone(database: Database, follows: Follows) -> None:
    await met(database, ANN, person=Person("zh", muted=True))
    await follows.follow(ANN, "exchange", "", NOW)
    assert (await Guests(database).find(ANN)).person == Person("zh", muted=True)


async def test_unfollowing_drops_what_waits(database: Database, follows: Follows) -> None:
    await follow(database, ANN, BO)
    await planned(database, occasion(), occasion("autumn"))
    await follows.unfollow(ANN, "exchange", "")
    assert await follows.of(ANN) == ()
    states = {(row.person, row.state, row.reason) for row in await rows(database, notices)}
    assert states == {(1, NOTICE_DROPPED, "unfollowed"), (2, NOTICE_PENDING, None)}


async def test_unfollowing_one_round_leaves_the_others(database: Database, follows: Follows) -> None:
    for window in ("spring", "autumn"):
        await follow(database, ANN, window=window)
    await planned(database, occasion("spring"), occasion("autumn"))
    await follows.unfollow(ANN, "exchange", "spring")
    assert [one.window for one in await follows.of(ANN)] == ["autumn"]
    assert await waiting(database) == ["exchange/autumn/v1/7"]


async def test_who_follows_all_rounds_still_hears_of_one_that_was_followed_besides(
    database: Database, follows: Follows
) -> None:
    await follow(database, ANN)
    await follow(database, ANN, window="spring")
    await planned(database)
    await follows.unfollow(ANN, "exchange", "spring")
    assert await waiting(database) == ["exchange/spring/v1/7"]


async def test_letting_go_of_all_rounds_at_once_keeps_those_followed_by_name(
    database: Database, follows: Follows
) -> None:
    await follow(database, ANN)
    await follow(database, ANN, window="spring")
    await planned(database, occasion("spring"), occasion("autumn"))
    await follows.unfollow(ANN, "exchange", "", only=True)
    assert [one.window for one in await follows.of(ANN)] == ["spring"]
    assert await waiting(database) == ["exchange/spring/v1/7"]


async def test_unfollowing_what_was_never_followed_is_harmless(database: Database, follows: Follows) -> None:
    await follows.unfollow(ANN, "exchange", "")
    await met(database, ANN)
    await follows.unfollow(ANN, "exchange", "spring")
    assert await follows.of(ANN) == ()


@pytest.mark.parametrize("mark", ["done", "skip"])
async def test_a_round_that_somebody_has_done_with_is_dropped_and_not_planned_again(
    database: Database, follows: Follows, mark: str
) -> None:
    await follow(database, ANN, BO)
    await planned(database, occasion(offset="7"), occasion("autumn"))
    done = Mark("exchange", "spring", "v1", "done" if mark == "done" else "skip")
    await follows.mark(ANN, done, NOW)
    assert await follows.marks(ANN) == (done,)
    assert await follows.marks(BO) == ()
    dropped = await rows(database, notices, notices.c.state == NOTICE_DROPPED)
    assert [(row.person, row.reason) for row in dropped] == [(1, mark)]
    plan = await Ledger(database).plan([occasion(offset="1", at=after(days=1))], (), after(days=1))
    assert plan.planned == 1  # Bo's


async def test_the_next_round_is_another_one(database: Database, follows: Follows) -> None:
    await follow(database, ANN)
    await follows.mark(ANN, Mark("exchange", "spring", "v1", "done"), NOW)
    assert (await Ledger(database).plan([occasion(version="v2")], (), NOW)).planned == 1


async def test_a_mark_may_be_changed(follows: Follows) -> None:
    await follows.mark(ANN, Mark("exchange", "spring", "v1", "done"), NOW)
    await follows.mark(ANN, Mark("exchange", "spring", "v1", "skip"), NOW)
    assert await follows.marks(ANN) == (Mark("exchange", "spring", "v1", "skip"),)


async def test_following_anew_opens_what_was_done_with(follows: Follows) -> None:
    for window in ("spring", "autumn"):
        await follows.mark(ANN, Mark("exchange", window, "v1", "done"), NOW)
    await follows.follow(ANN, "exchange", "spring", NOW)
    assert [one.window for one in await follows.marks(ANN)] == ["autumn"]
    await follows.follow(ANN, "exchange", "", NOW)
    assert await follows.marks(ANN) == ()


async def test_a_snoozed_letter_comes_once_more_with_everything_in_it(database: Database, follows: Follows) -> None:
    await follow(database, ANN)
    await planned(database, occasion("spring"), occasion("autumn"))
    mail = await opened(database)
    number = await Mailboxes(database).enclose(mail, everything(mail), Message("Two rounds"), "reminder", NOW)
    assert number is not None
    assert await follows.snooze(ANN, mail.pending[0].id, after(days=1), NOW)
    assert await Mailboxes(database).mailbox(CHANNELS, after(hours=23)) is None
    again = await opened(database, after(days=1))
    assert {(one.id, one.held) for one in again.pending} == {(one.id, True) for one in mail.pending}
    await written(database, "Once more", after(days=1, minutes=2))
    assert set(await column(database, notices.c.state)) == {ENCLOSED}
    assert not await Mailboxes(database).mailbox(CHANNELS, after(days=3))


async def test_only_one_s_own_letter_can_be_snoozed_and_only_one_that_went(
    database: Database, follows: Follows
) -> None:
    await follow(database, ANN)
    await met(database, BO)
    await planned(database)
    (number,) = await column(database, notices.c.occasion)
    assert not await follows.snooze(ANN, number, after(days=1), NOW)  # still waits
    await written(database)
    assert not await follows.snooze(BO, number, after(days=1), NOW)
    assert not await follows.snooze(ANN, number + 1, after(days=1), NOW)
    assert await follows.snooze(ANN, number, after(days=1), NOW)
    assert not await follows.snooze(ANN, number, after(days=1), NOW)  # tapped twice


async def test_what_was_snoozed_and_then_unfollowed_does_not_come(database: Database, follows: Follows) -> None:
    await follow(database, ANN)
    await planned(database)
    await written(database)
    (number,) = await column(database, notices.c.occasion)
    await follows.snooze(ANN, number, after(days=1), NOW)
    await follows.unfollow(ANN, "exchange", "")
    assert await Mailboxes(database).mailbox(CHANNELS, after(days=2)) is None
