"""Whatever is pending and whatever a person wishes: nothing lost, nothing at night, never more than the week holds."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core import mailbox
from bot.core.mailbox import Habits, Pending, decide

BEIJING = ZoneInfo("Asia/Shanghai")
NOW = datetime(2027, 4, 5, 2, 0, tzinfo=UTC)

minutes = st.times().map(lambda hour: hour.replace(second=0, microsecond=0))
spans = st.integers(-14 * 24 * 60, 14 * 24 * 60).map(lambda number: timedelta(minutes=number))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
habits = st.builds(
    Habits,
    st.sampled_from(sorted(available_timezones())).map(ZoneInfo),
    st.none() | st.tuples(minutes, minutes),
    st.none(),
    st.integers(1, 4),
)


@st.composite
def mails(draw: st.DrawFn) -> tuple[list[Pending], Habits, list[datetime], datetime]:
    now = draw(moments)
    pending = [
        Pending(
            number,
            draw(st.sampled_from(("reminder", "change", "snooze", "broadcast"))),
            draw(st.sampled_from(("a/1", "a/2", "b/1", "c/1"))),
            draw(st.sampled_from(("x", "y"))),
            now + draw(spans),
            draw(st.none() | spans.map(lambda span: now + 2 * span)),
            draw(st.booleans()),
            draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 14)))
    ]
    person = replace(draw(habits), paused_until=draw(st.none() | spans.map(lambda span: now + span)))
    return pending, person, [], now


def allowed(one: Pending, person: Habits, now: datetime) -> bool:
    if one.kind == "broadcast" and one.urgent:
        return True
    return not mailbox.is_quiet(now, person) and (person.paused_until is None or person.paused_until <= now)


@given(mails(), st.lists(spans.filter(lambda span: span <= timedelta()), max_size=6), st.randoms())
def test_every_notice_is_sent_dropped_or_waits_and_their_order_does_not_matter(
    mail: tuple[list[Pending], Habits, list[datetime], datetime], ago: list[timedelta], chance: random.Random
) -> None:
    pending, person, _, now = mail
    sent = [now + span for span in ago]
    decision = decide(pending, person, sent, now)
    gone = [*decision.send, *(id for id, _ in decision.drop)]
    assert len(gone) == len(set(gone)) and set(gone) <= {one.id for one in pending}
    assert (decision.wait_until is None) is (len(gone) == len(pending))
    assert decision.wait_until is None or decision.wait_until > now or (decision.send and decision.wait_until == now)
    assert decision.late <= set(decision.send) and len(decision.send) <= mailbox.LINES
    by_id = {one.id: one for one in pending}
    assert all(allowed(by_id[id], person, now) and by_id[id].at <= now for id in decision.send)
    assert len({by_id[id].kind == "broadcast" for id in decision.send}) < 2
    mixed = list(pending)
    chance.shuffle(mixed)
    chance.shuffle(sent)
    assert decide(mixed, person, sent, now) == decision


@settings(max_examples=150)
@given(mails())
@example(([], Habits(BEIJING), [], NOW))
def test_weeks_of_deciding_keep_the_cap_and_come_to_an_end(
    mail: tuple[list[Pending], Habits, list[datetime], datetime],
) -> None:
    pending, person, sent, now = mail
    by_id = {one.id: one for one in pending}
    waiting: Sequence[Pending] = pending
    for _ in range(200):
        decision = decide(waiting, person, sent, now)
        if decision.send and by_id[decision.send[0]].kind != "broadcast":
            sent.append(now)
        gone = {*decision.send, *(id for id, _ in decision.drop)}
        waiting = [replace(one, held=True) for one in waiting if one.id not in gone]
        if decision.wait_until is None:
            break
        now = decision.wait_until
    assert not waiting
    for last in sent:
        assert sum(last - mailbox.WEEK < one <= last for one in sent) <= person.most_a_week


@given(moments, habits)
def test_a_wait_ends_outside_quiet_hours_within_two_days(now: datetime, person: Habits) -> None:
    found = mailbox.reachable(now, person)
    assert found >= now and not mailbox.is_quiet(found, person)
    assert found == now or mailbox.is_quiet(now, person)
    assert found - now <= timedelta(hours=50)
