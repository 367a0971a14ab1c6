"""Announcements that have gone out: held, broken off, corrected, taken back, and what they did to their readers."""

import asyncio

from bot.core.actions import Announce
from bot.flows.ports import Absent, CutOff
from tests.flows.hall import OWNER, Hall


async def test_held_resumed_and_broken_off(hall: Hall) -> None:
    people = await hall.meet(1, 2, 3)
    await hall.announce(OWNER, "Words")
    await hall.says(OWNER, "/broadcasts")
    await hall.presses(OWNER, "1 …")
    assert "is held" in await hall.presses(OWNER, "Hold it")
    await hall.goes_on(5)
    assert not any(hall.road.read(one) for one in people)
    assert "Held: 1" in hall.road.read(OWNER)[-1]
    assert "goes on" in await hall.presses(OWNER, "Go on")
    await hall.deliver.turn()
    await asyncio.sleep(0)
    assert "broken off" in await hall.presses(OWNER, "Break it off")
    assert "decided already" in await hall.does(OWNER, Announce("resume", 1))
    before = [text for one in people for text in hall.road.read(one)]
    await hall.goes_on(5)
    assert [text for one in people for text in hall.road.read(one)] == before


async def test_who_blocked_is_retired_and_who_is_in_doubt_is_told_of(hall: Hall) -> None:
    gone, lost, fine = await hall.meet(1, 2, 3)
    hall.road.ordered = {gone: [Absent("blocked")], lost: [CutOff("cut")]}
    await hall.announce(OWNER, "Words")
    await hall.goes_on(5)
    report = hall.road.read(OWNER)[-1]
    assert "2 sent · 1 have blocked · 1 in doubt" in report
    assert hall.road.read(fine) == ["Words"]
    assert "2 people get it" not in await hall.draft(OWNER, "Next")
    assert "3 people get it" in hall.shown[OWNER][-1].text
    await hall.says(OWNER, "/resend")
    await hall.goes_on(5)
    assert hall.road.read(lost) == ["Words"]


async def test_a_correction_changes_what_arrived_and_is_marked(hall: Hall) -> None:
    ann, gone = await hall.meet(1, 2)
    await hall.announce(OWNER, "Friday")
    await hall.goes_on(5)
    await hall.says(OWNER, "/correct")
    await hall.presses(OWNER, "1: Friday")
    await hall.says(OWNER, "Monday")
    look = await hall.presses(OWNER, "Look")
    assert "Corrected\n\nMonday" in look and "3 people get it" in look
    await hall.presses(OWNER, "Send to 3")
    await hall.presses(OWNER, "Send to 3")
    del hall.road.chats[gone.id]
    await hall.goes_on(5)
    assert hall.road.read(ann) == ["Corrected\n\nMonday"]
    assert hall.road.read(gone) == ["Corrected\n\nMonday"], "who has it no more gets the correction by itself"


async def test_who_still_waits_gets_the_corrected_text_alone(hall: Hall) -> None:
    ann, bo = await hall.meet(1, 2)
    await hall.announce(OWNER, "Friday")
    await hall.presses(OWNER, "Hold") if "Hold it" in hall.labels(OWNER) else await hall.does(
        OWNER, Announce("hold", 1)
    )
    await hall.says(OWNER, "/correct 1")
    await hall.says(OWNER, "Monday")
    await hall.presses(OWNER, "Look")
    await hall.presses(OWNER, "Send to 0")
    await hall.presses(OWNER, "Send to 0")
    await hall.does(OWNER, Announce("resume", 1))
    await hall.goes_on(5)
    assert hall.road.read(ann) == hall.road.read(bo) == ["Monday"]


async def test_a_recall_takes_it_out_of_every_chat_within_two_days(hall: Hall) -> None:
    ann, bo = await hall.meet(1, 2)
    await hall.announce(OWNER, "Wrong")
    await hall.goes_on(5)
    await hall.says(OWNER, "/recall")
    assert "disappears from 3 chats" in await hall.presses(OWNER, "1: Wrong")
    await hall.presses(OWNER, "Take it back from 3")
    await hall.goes_on(5)
    assert hall.road.read(ann) == hall.road.read(bo) == []
    await hall.announce(OWNER, "Old")
    await hall.goes_on(5)
    hall.later(hours=48)
    assert "no announcement of the last 48 hours" in await hall.says(OWNER, "/recall")
    assert "can no longer be taken back" in await hall.says(OWNER, "/recall 3")


async def test_stops_are_counted_and_too_many_are_told_of(hall: Hall) -> None:
    people = await hall.meet(*range(1, 21))
    await hall.announce(OWNER, "Too much")
    await hall.goes_on(5)
    await hall.says(people[0], "/stop")
    await hall.office.conduct.watch_stops()
    await hall.office.conduct.watch_stops()
    await hall.goes_on(1)
    warnings = [text for text in hall.road.read(OWNER) if "🔴" in text]
    assert len(warnings) == 1 and "1 (4.8 %)" in warnings[0]
    await hall.says(OWNER, "/broadcasts")
    assert "🔴 Stopped all letters after it: 1 (4.8 %)" in hall.shown[OWNER][0].text


async def test_every_act_stands_in_the_audit_with_the_hash_of_what_was_sent(hall: Hall) -> None:
    await hall.meet(1)
    await hall.announce(OWNER, "Words")
    await hall.does(OWNER, Announce("hold", 1))
    await hall.does(OWNER, Announce("resume", 1))
    await hall.goes_on(5)
    acts = [(who, what) for who, what, about in await hall.audit() if "sha256:" in about]
    assert set(acts[:-4]) == {("telegram:900", "broadcast draft")}
    assert acts[-4:] == [
        ("telegram:900", "broadcast sending"),
        ("telegram:900", "broadcast paused"),
        ("telegram:900", "broadcast sending"),
        ("post office", "broadcast done"),
    ]
    marks = [about for _, what, about in await hall.audit() if what in {"broadcast sending", "broadcast done"}]
    assert len(set(marks)) == 1, "what ended is what was confirmed"
