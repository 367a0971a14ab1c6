"""What of the pending letters goes out: quiet hours over midnight and clock changes, pauses, the week's cap."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.mailbox import Decision, Habits, Pending, decide

BEIJING = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = (time(22), time(8))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = datetime(2027, 4, 5, 2, 0, tzinfo=UTC)
"""Ten in the morning in Beijing."""
ANY_TIME = Habits(BEIJING)
NIGHTS = Habits(BEIJING, NIGHT)


def at(moment: str, zone: ZoneInfo = BEIJING) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=zone).astimezone(UTC)


def reminder(number: int, window: str = "", **values: object) -> Pending:
    return replace(
        Pending(number, "reminder", window or f"exchange/{number}", "v1", NOW, NOW + 30 * DAY),
        **values,  # type: ignore[arg-type]
    )


def change(number: int, **values: object) -> Pending:
    return reminder(number, **{"kind": "change", **values})  # type: ignore[arg-type]


def broadcast(number: int, **values: object) -> Pending:
    return reminder(number, **{"kind": "broadcast", "edge": None, **values})  # type: ignore[arg-type]


def test_nothing_pending_sends_nothing_and_waits_for_nothing() -> None:
    assert decide([], NIGHTS, [], NOW) == Decision()


def test_a_reminder_goes_at_once_by_day() -> None:
    assert decide([reminder(1)], NIGHTS, [], NOW) == Decision(send=(1,))


def test_what_is_past_its_edge_is_dropped_and_on_the_edge_still_goes() -> None:
    past, just = reminder(1, edge=NOW - timedelta(seconds=1)), reminder(2, edge=NOW)
    decision = decide([past, just], NIGHTS, [], NOW)
    assert decision == Decision(send=(2,), drop=((1, "past"),))


def test_of_several_reminders_of_one_round_the_latest_goes() -> None:
    missed = [reminder(number, "exchange/spring", at=NOW - number * DAY, held=True) for number in (1, 2, 3)]
    assert decide(missed, NIGHTS, [], NOW) == Decision(send=(1,), drop=((2, "superseded"), (3, "superseded")))


def test_reminders_of_two_dates_of_one_round_are_two() -> None:
    decision = decide([reminder(1, "exchange/spring"), reminder(2, "exchange/spring", version="v2")], NIGHTS, [], NOW)
    assert decision.send == (1, 2) and not decision.drop


def test_a_change_is_not_superseded_by_a_reminder_and_of_two_changes_the_newest_goes() -> None:
    spring = "exchange/spring"
    pending = [
        change(1, window_key=spring, at=NOW - 2 * HOUR),
        change(2, window_key=spring, at=NOW - HOUR, version="v2"),
        reminder(3, spring),
    ]
    assert decide(pending, NIGHTS, [], NOW) == Decision(send=(2, 3), drop=((1, "superseded"),))


def test_what_is_not_yet_due_waits_and_supersedes_nothing() -> None:
    pending = [reminder(1, "exchange/spring"), reminder(2, "exchange/spring", at=NOW + 3 * DAY, edge=NOW + 4 * DAY)]
    assert decide(pending, NIGHTS, [], NOW) == Decision(send=(1,), wait_until=NOW + 3 * DAY)


@pytest.mark.parametrize(
    ("zone", "quiet", "now", "until"),
    [
        (BEIJING, NIGHT, "2027-04-05T22:00", "2027-04-06T08:00"),
        (BEIJING, NIGHT, "2027-04-05T21:59:59", None),
        (BEIJING, NIGHT, "2027-04-06T07:59:59", "2027-04-06T08:00"),
        (BEIJING, NIGHT, "2027-04-06T08:00", None),
        (BEIJING, NIGHT, "2028-02-28T23:00", "2028-02-29T08:00"),
        (BEIJING, (time(12), time(14)), "2027-04-05T13:00", "2027-04-05T14:00"),
        (BEIJING, (time(12), time(12)), "2027-04-05T12:00", None),
        (BEIJING, (time(0), time(23, 59)), "2027-04-05T12:00", "2027-04-05T23:59"),
        (BERLIN, NIGHT, "2027-03-27T23:00", "2027-03-28T08:00"),
        (BERLIN, NIGHT, "2027-10-30T23:00", "2027-10-31T08:00"),
        (BERLIN, (time(22), time(2, 30)), "2027-03-28T01:00", "2027-03-28T03:00"),
        (BERLIN, (time(22), time(2, 30)), "2027-10-31T01:00", "2027-10-31T02:30"),
    ],
)
def test_quiet_hours_are_kept_until_their_end(
    zone: ZoneInfo, quiet: tuple[time, time], now: str, until: str | None
) -> None:
    decision = decide([reminder(1, at=at("2027-01-01T00:00"), edge=None)], Habits(zone, quiet), [], at(now, zone))
    if until is None:
        assert decision.send == (1,) and decision.wait_until is None
    else:
        assert decision.send == () and decision.wait_until == at(until, zone)


def test_an_hour_that_comes_twice_is_quiet_both_times() -> None:
    quiet = Habits(BERLIN, (time(22), time(2, 30)))
    second_two = datetime(2027, 10, 31, 1, 0, tzinfo=UTC)
    decision = decide([reminder(1, edge=None)], quiet, [], second_two)
    assert decision.wait_until == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_a_pause_holds_everything_but_an_urgent_broadcast() -> None:
    paused = Habits(BEIJING, NIGHT, paused_until=NOW + 3 * DAY)
    pending = [reminder(1), change(2), broadcast(3), broadcast(4, urgent=True)]
    assert decide(pending, paused, [], NOW) == Decision(send=(4,), wait_until=NOW)
    assert decide(pending[:3], paused, [], NOW) == Decision(wait_until=NOW + 3 * DAY)


def test_a_pause_that_ends_at_night_ends_in_the_morning() -> None:
    paused = Habits(BEIJING, NIGHT, paused_until=at("2027-04-07T00:00"))
    assert decide([reminder(1)], paused, [], NOW).wait_until == at("2027-04-07T08:00")


def test_a_pause_that_is_over_holds_nothing() -> None:
    assert decide([reminder(1)], Habits(BEIJING, NIGHT, paused_until=NOW), [], NOW).send == (1,)


def test_an_urgent_broadcast_goes_at_night_and_an_ordinary_one_does_not() -> None:
    night = at("2027-04-05T23:00")
    pending = [broadcast(1), broadcast(2, urgent=True)]
    assert decide(pending, NIGHTS, [], night) == Decision(send=(2,), wait_until=night)
    assert decide(pending[:1], NIGHTS, [], night) == Decision(wait_until=at("2027-04-06T08:00"))


def test_broadcasts_go_one_by_one_before_the_reminders_and_are_not_counted() -> None:
    sent = [NOW - DAY, NOW - 2 * DAY, NOW - 3 * DAY]
    pending = [reminder(1), broadcast(2, at=NOW), broadcast(3, at=NOW - HOUR)]
    assert decide(pending, NIGHTS, sent, NOW) == Decision(send=(3,), wait_until=NOW)
    assert decide(pending[:2], NIGHTS, sent, NOW) == Decision(send=(2,), wait_until=NOW)
    assert decide(pending[:1], NIGHTS, sent, NOW).send == ()
    assert decide(pending[1:2], NIGHTS, sent, NOW) == Decision(send=(2,))


@pytest.mark.parametrize(
    ("ago", "most", "urgent", "until"),
    [
        ((), 3, False, None),
        ((1,), 3, False, None),
        ((1, 2), 3, False, 5),
        ((1, 2), 3, True, None),
        ((1, 2, 6), 3, True, 1),
        ((1, 2, 6), 3, False, 5),
        ((1, 7), 3, False, None),
        ((1, 3, 5, 6), 3, True, 2),
        ((), 1, False, None),
        ((4,), 1, False, 3),
        ((4,), 1, True, 3),
        ((4,), 0, True, 3),
        ((1,), 2, False, 6),
        ((1,), 2, True, None),
    ],
)
def test_the_week_has_so_many_messages_and_the_last_is_kept_for_what_is_urgent(
    ago: tuple[int, ...], most: int, urgent: bool, until: int | None
) -> None:
    edge = NOW + (70 * HOUR if urgent else 30 * DAY)
    pending = [reminder(1, edge=edge if until is None else NOW + 30 * DAY)]
    if urgent and until is not None:
        pending = [change(1)]
    decision = decide(pending, Habits(BEIJING, most_a_week=most), [NOW - days * DAY for days in ago], NOW)
    if until is None:
        assert decision == Decision(send=(1,))
    else:
        assert decision == Decision(wait_until=NOW + until * DAY)


def test_a_reminder_that_becomes_urgent_while_it_waits_goes_then() -> None:
    sent = [NOW - DAY, NOW - 2 * DAY]
    decision = decide([reminder(1, edge=NOW + 4 * DAY)], ANY_TIME, sent, NOW)
    assert decision.wait_until == NOW + DAY
    assert decide([reminder(1, edge=NOW + 4 * DAY)], ANY_TIME, sent, NOW + DAY).send == (1,)


def test_what_is_not_urgent_travels_with_what_is() -> None:
    sent = [NOW - DAY, NOW - 2 * DAY]
    pending = [reminder(1, edge=NOW + 20 * DAY), reminder(2, edge=NOW + DAY)]
    assert decide(pending, ANY_TIME, sent, NOW) == Decision(send=(2, 1))


def test_a_digest_has_ten_the_most_urgent_first_and_the_rest_comes_next() -> None:
    pending = [reminder(number, edge=NOW + (40 - number) * DAY) for number in range(1, 13)]
    decision = decide(pending, ANY_TIME, [], NOW)
    assert decision.send == tuple(range(12, 2, -1))
    assert decision.wait_until == NOW
    assert decide(pending[:2], ANY_TIME, [NOW], NOW).send == (2, 1)


def test_a_change_stands_before_what_has_time_and_after_what_has_none() -> None:
    pending = [reminder(1, edge=NOW + 10 * DAY), change(2), reminder(3, edge=NOW + DAY), change(4, edge=None)]
    assert decide(pending, ANY_TIME, [], NOW).send == (3, 2, 4, 1)


@pytest.mark.parametrize(
    ("due", "held", "late"),
    [
        ("2027-04-05T09:00", False, False),
        ("2027-04-05T08:59", False, True),
        ("2027-04-05T08:59", True, False),
        ("2027-04-04T23:00", False, True),
    ],
)
def test_a_reminder_is_late_when_nothing_of_the_persons_own_held_it(due: str, held: bool, late: bool) -> None:
    decision = decide([reminder(1, at=at(due), held=held)], NIGHTS, [], at("2027-04-05T10:00"))
    assert decision.late == (frozenset({1}) if late else frozenset())


def test_a_night_or_a_pause_is_no_lateness() -> None:
    woken = at("2027-04-05T08:30")
    assert not decide([reminder(1, at=at("2027-04-04T23:00"))], NIGHTS, [], woken).late
    paused = Habits(BEIJING, None, paused_until=woken)
    assert not decide([reminder(1, at=woken - 3 * DAY)], paused, [], woken).late


def test_changes_and_broadcasts_are_never_late() -> None:
    for one in (change(1, at=NOW - DAY), broadcast(1, at=NOW - DAY)):
        assert not decide([one], NIGHTS, [], NOW).late
