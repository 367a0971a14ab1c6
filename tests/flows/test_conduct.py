"""Announcements at a time of their own: planned, repeated, too late, at night, and told of while they go."""

import pytest

from bot.core.actions import Announce
from bot.core.conversation import Conversation
from tests.flows.hall import OWNER, Hall, opened

HOUR = 3600
DAY = 24 * HOUR


async def plan(hall: Hall, words: str, when: str) -> str:
    await hall.says(OWNER, "/broadcast")
    await hall.says(OWNER, words)
    await hall.presses(OWNER, "When")
    await hall.presses(OWNER, "Type a time")
    return await hall.says(OWNER, when)


async def confirm(hall: Hall) -> str:
    await hall.presses(OWNER, "◂ Back")
    await hall.presses(OWNER, "Look")
    await hall.presses(OWNER, "Plan it")
    return await hall.presses(OWNER, "Plan it")


async def test_a_planned_one_goes_out_at_its_time_to_who_is_there_then(hall: Hall) -> None:
    (ann,) = await hall.meet(1)
    assert "When: Tuesday 2 March 2027 09:00" in await plan(hall, "Tomorrow", "tomorrow 9:00")
    assert "is planned" in await confirm(hall)
    (bo,) = await hall.meet(2)
    hall.later(seconds=DAY - 1)
    await hall.goes_on()
    assert hall.road.read(ann) == []
    hall.later(seconds=1)
    await hall.goes_on(5)
    assert hall.road.read(ann) == hall.road.read(bo) == ["Tomorrow"]


async def test_a_time_that_is_past_or_unclear_is_asked_for_again(hall: Hall) -> None:
    assert "is past" in await plan(hall, "Words", "today 8:00")
    assert "did not understand that time" in await hall.says(OWNER, "soon")
    assert "09:30" in await hall.says(OWNER, "9:30")


async def test_a_time_that_passes_before_it_is_confirmed_sends_nothing(hall: Hall) -> None:
    (ann,) = await hall.meet(1)
    await plan(hall, "Words", "9:30")
    await hall.presses(OWNER, "◂ Back")
    await hall.presses(OWNER, "Look")
    await hall.presses(OWNER, "Plan it")
    hall.later(seconds=HOUR)
    assert "is past" in await hall.presses(OWNER, "Plan it")
    await hall.goes_on(5)
    assert hall.road.read(ann) == []


async def test_a_planned_one_can_be_called_off(hall: Hall) -> None:
    (ann,) = await hall.meet(1)
    await plan(hall, "Words", "tomorrow 9:00")
    await confirm(hall)
    await hall.says(OWNER, "/broadcasts")
    assert "Planned: 1" in hall.shown[OWNER][0].text
    await hall.presses(OWNER, "1 …")
    await hall.presses(OWNER, "Break it off")
    hall.later(seconds=DAY)
    await hall.goes_on(5)
    assert hall.road.read(ann) == []


async def test_what_is_more_than_a_day_late_is_not_sent_and_told_of(hall: Hall) -> None:
    (ann,) = await hall.meet(1)
    await plan(hall, "Words", "tomorrow 9:00")
    await confirm(hall)
    hall.later(seconds=2 * DAY + 1)
    await hall.goes_on(5)
    assert hall.road.read(ann) == []
    assert any("could not go out at its time" in text for text in hall.road.read(OWNER))


async def test_what_is_some_hours_late_goes_out_once(hall: Hall) -> None:
    (ann,) = await hall.meet(1)
    await plan(hall, "Words", "tomorrow 9:00")
    await confirm(hall)
    hall.later(seconds=DAY + 3 * HOUR)
    await hall.goes_on(5)
    assert hall.road.read(ann) == ["Words"]


async def test_a_weekly_one_goes_out_each_week_until_its_end_and_never_twice(hall: Hall) -> None:
    (ann,) = await hall.meet(1)
    await plan(hall, "Weekly", "tomorrow 9:00")
    assert "every week, from Tuesday 2 March 2027 09:00 until" in await hall.presses(OWNER, "Every week")
    await hall.presses(OWNER, "For 4 weeks")
    await confirm(hall)
    for weeks in range(1, 8):
        hall.later(seconds=DAY if weeks == 1 else 7 * DAY - 10)
        await hall.goes_on(10)
        assert len(hall.road.read(ann)) == min(weeks, 5)
    assert hall.road.read(ann) == ["Weekly"] * 5


async def test_rounds_that_nobody_was_there_for_are_left_out(hall: Hall) -> None:
    (ann,) = await hall.meet(1)
    await plan(hall, "Weekly", "tomorrow 9:00")
    await hall.presses(OWNER, "Every week")
    await confirm(hall)
    hall.later(days=22)
    await hall.goes_on(5)
    assert hall.road.read(ann) == ["Weekly"], "the one of today; the three before it are not made up for"
    hall.later(days=7)
    await hall.goes_on(5)
    assert hall.road.read(ann) == ["Weekly"] * 2


async def test_who_has_quiet_hours_gets_it_in_the_morning_unless_it_is_urgent(hall: Hall) -> None:
    ann, owl = await hall.meet(1, 2)
    await hall.says(owl, "/quiet off")
    hall.later(hours=14)
    await hall.announce(OWNER, "At night")
    await hall.goes_on(5)
    assert (hall.road.read(ann), hall.road.read(owl)) == ([], ["At night"])
    assert "2 of these have quiet hours" in hall.road.read(OWNER)[0]
    hall.later(hours=9)
    await hall.goes_on(5)
    assert hall.road.read(ann) == ["At night"]


async def test_an_urgent_one_does_not_wait_for_the_morning(hall: Hall) -> None:
    (ann,) = await hall.meet(1)
    hall.later(hours=14)
    await hall.says(OWNER, "/broadcast")
    await hall.says(OWNER, "Typhoon")
    assert "Urgent" in await hall.presses(OWNER, "Make it urgent")
    await hall.presses(OWNER, "Look")
    await hall.presses(OWNER, "Send to 2")
    await hall.presses(OWNER, "Send to 2")
    await hall.goes_on(5)
    assert hall.road.read(ann) == ["Typhoon"]


async def test_an_author_demoted_before_its_time_has_it_not_sent(hall: Hall) -> None:
    (ann,) = await hall.meet(1)
    announcer = await hall.hire(5, "announcer")
    assert "is planned" in await hall.plans(announcer, "Words")
    await hall.office.roster.remove(announcer, "test", hall.clock())
    hall.later(days=1)
    await hall.goes_on(5)
    assert hall.road.read(ann) == []
    assert any("its author may not send any more" in text for text in hall.road.read(OWNER))


async def test_one_that_has_grown_past_what_one_may_send_waits_for_a_second(small: Conversation) -> None:
    hall = await opened(small, second_above=3)
    (ann,) = await hall.meet(1)
    await plan(hall, "Words", "tomorrow 9:00")
    await confirm(hall)
    await hall.meet(2, 3, 4)
    hall.later(days=1)
    await hall.goes_on(5)
    assert hall.road.read(ann) == []
    assert any("A second announcer must agree" in text for text in hall.road.read(OWNER))
    other = await hall.hire(7, "announcer")
    await hall.says(other, "/broadcasts")
    await hall.presses(other, "1 …")
    assert "Words" in await hall.presses(other, "Look at it and agree")
    await hall.presses(other, "Agree: 6")
    await hall.goes_on(5)
    assert hall.road.read(ann) == ["Words"]
    await hall.office.close()


async def test_the_progress_is_one_message_that_moves_and_comes_back_after_a_restart(hall: Hall) -> None:
    await hall.meet(*range(1, 30))
    await hall.announce(OWNER, "Words")
    await hall.office.conduct()
    for _ in range(2):
        await hall.deliver.turn()
    number = max(hall.road.chats.get(OWNER.id, {0: None}))
    again = hall.office.post_office({"telegram": hall.road})
    await hall.deliver.finish(1)
    hall.deliver = again
    await hall.goes_on(10)
    progress = [text for text in hall.road.read(OWNER) if "Sent: 1" in text]
    assert len(progress) == 1 and "30 sent · 0 left" in progress[0]
    assert number in {0, *hall.road.chats[OWNER.id]}


async def test_people_who_come_later_are_offered_what_still_holds(hall: Hall) -> None:
    await hall.says(OWNER, "/broadcast")
    await hall.says(OWNER, "Still true")
    await hall.presses(OWNER, "Holds until")
    assert "Holds until Monday 8 March 2027" in await hall.presses(OWNER, "A week")
    await hall.presses(OWNER, "Look")
    await hall.sure(OWNER)
    await hall.goes_on(5)
    (late,) = await hall.meet(7)
    assert "Still true" in await hall.presses(late, "Show announcements")
    hall.later(days=8)
    assert "no announcement that still holds" in await hall.says(late, "/news")
    (later,) = await hall.meet(8)
    assert "Show announcements" not in hall.labels(later)


@pytest.mark.parametrize("verb", ["hold", "resume", "cancel", "report", "details", "agree", "refuse", "show", "send"])
async def test_a_button_of_one_that_is_gone_says_so(hall: Hall, verb: str) -> None:
    assert "no announcement 77" in await hall.does(OWNER, Announce(verb, 77))


async def test_the_night_that_falls_in_the_middle_puts_off_the_rest(small: Conversation) -> None:
    hall = await opened(small, a_second=1)
    people = await hall.meet(*range(1, 9))
    hall.later(hours=12, minutes=59, seconds=56)
    await hall.announce(OWNER, "Late")
    await hall.goes_on(3)
    early = [one for one in people if hall.road.read(one)]
    assert 1 <= len(early) <= 5
    await hall.goes_on(60)
    assert [one for one in people if hall.road.read(one)] == early, "it is past ten o'clock"
    hall.later(hours=10)
    await hall.goes_on(20)
    assert all(hall.road.read(one) == ["Late"] for one in people)
    await hall.office.close()
