"""A date moves after its reminder was planned, or sent: nobody is told twice, and nobody is left out."""

from datetime import datetime, timedelta

import pytest

from bot.core.reminders import Occasion
from bot.flows.ports import Mark
from bot.stores.database import Database
from bot.stores.follows import Follows
from bot.stores.ledger import Ledger
from bot.stores.mailboxes import Mailboxes
from tests.stores.given import ANN, BO, CHANNELS, NOW, after, follow, occasion, planned, written

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EDGE = after(days=7)


def moved(version: str, by: timedelta, **more: str) -> Occasion:
    """The reminder of seven days for the date moved `by`."""
    return occasion(version=version, at=NOW, edge=EDGE + by, **more)


@pytest.fixture
def ledger(database: Database) -> Ledger:
    return Ledger(database)


async def sent_to_ann(database: Database) -> None:
    await follow(database, ANN)
    await planned(database, moved("v1", timedelta()))
    await written(database)


async def put_back(ledger: Ledger, now: datetime) -> None:
    """The round is again what it was at first."""
    await ledger.drop_outdated(["v1"], now)
    await ledger.restore(["v1"], now)


@pytest.mark.parametrize("by", [HOUR, 23 * HOUR, -23 * HOUR])
async def test_by_less_than_a_day_it_is_not_repeated_for_who_has_had_it(
    database: Database, ledger: Ledger, by: timedelta
) -> None:
    await sent_to_ann(database)
    await follow(database, BO)
    assert (await ledger.plan([moved("v2", by)], (), NOW)).planned == 1
    assert (await Mailboxes(database).mailbox(CHANNELS, NOW) or None) is not None
    assert await Mailboxes(database).mailbox(CHANNELS, NOW) is None  # it was Bo's alone


@pytest.mark.parametrize("by", [DAY, -DAY, 10 * DAY])
async def test_by_a_day_or_more_it_is_said_again(database: Database, ledger: Ledger, by: timedelta) -> None:
    await sent_to_ann(database)
    assert (await ledger.plan([moved("v2", by)], (), NOW)).planned == 1


@pytest.mark.parametrize("other", [{"window": "autumn"}, {"offset": "1"}, {"stage": "papers"}, {"entity": "training"}])
async def test_another_round_stage_or_reminder_is_not_the_same(
    database: Database, ledger: Ledger, other: dict[str, str]
) -> None:
    await sent_to_ann(database)
    await Follows(database).follow(ANN, "training", "", after(days=-30))
    assert (await ledger.plan([moved("v2", HOUR, **other)], (), NOW)).planned == 1


async def test_moved_there_and_back_nothing_is_repeated(database: Database, ledger: Ledger) -> None:
    await sent_to_ann(database)
    await ledger.drop_outdated(["v2"], NOW)
    assert (await ledger.plan([moved("v2", 3 * DAY)], (), NOW)).planned == 1
    await put_back(ledger, NOW)
    assert (await ledger.plan([moved("v1", timedelta())], (), NOW)).planned == 0
    assert await Mailboxes(database).mailbox(CHANNELS, after(days=1)) is None


async def test_moved_by_hours_several_times_is_said_once(database: Database, ledger: Ledger) -> None:
    await sent_to_ann(database)
    for number in range(2, 6):
        await ledger.drop_outdated([f"v{number}"], NOW)
        assert (await ledger.plan([moved(f"v{number}", number * HOUR)], (), NOW)).planned == 0


async def test_moved_before_it_was_sent_only_the_new_one_goes(database: Database, ledger: Ledger) -> None:
    await follow(database, ANN)
    await planned(database, moved("v1", timedelta()))
    await ledger.drop_outdated(["v2"], NOW)
    await planned(database, moved("v2", HOUR))
    mail = await Mailboxes(database).mailbox(CHANNELS, NOW)
    assert mail is not None and [one.version for one in mail.pending] == ["v2"]


async def test_moved_away_and_put_back_before_it_was_sent_it_still_goes(database: Database, ledger: Ledger) -> None:
    await follow(database, ANN, BO)
    await planned(database, moved("v1", timedelta()))
    await ledger.drop_outdated(["v2"], NOW)
    await Follows(database).unfollow(BO, "exchange", "")
    await put_back(ledger, after(minutes=5))
    await planned(database, moved("v1", timedelta()), now=after(minutes=5))
    mail = await Mailboxes(database).mailbox(CHANNELS, after(minutes=5))
    assert mail is not None and mail.address == ANN
    assert [one.version for one in mail.pending] == ["v1"]
    assert await Mailboxes(database).mailbox(CHANNELS, after(minutes=5)) is None


async def test_put_back_after_a_like_reminder_was_sent_it_does_not_go_again(database: Database, ledger: Ledger) -> None:
    await follow(database, ANN)
    await planned(database, moved("v1", timedelta()))
    await ledger.drop_outdated(["v2"], NOW)
    await planned(database, moved("v2", HOUR))
    await written(database)
    await put_back(ledger, after(minutes=5))
    await planned(database, moved("v1", timedelta()), now=after(minutes=5))
    assert await Mailboxes(database).mailbox(CHANNELS, after(minutes=5)) is None


async def test_put_back_what_somebody_has_done_with_meanwhile_stays_dropped(database: Database, ledger: Ledger) -> None:
    await follow(database, ANN)
    await planned(database, moved("v1", timedelta()))
    await ledger.drop_outdated(["v2"], NOW)
    await Follows(database).mark(ANN, Mark("exchange", "spring", "v1", "done"), NOW)
    await put_back(ledger, NOW)
    assert await Mailboxes(database).mailbox(CHANNELS, NOW) is None


async def test_what_is_past_when_it_is_put_back_stays_dropped(database: Database, ledger: Ledger) -> None:
    await follow(database, ANN)
    await planned(database, moved("v1", timedelta()))
    await ledger.drop_outdated(["v2"], NOW)
    await put_back(ledger, after(days=8))
    assert await Mailboxes(database).mailbox(CHANNELS, after(days=8)) is None
