"""Announcements in the chat: composed, looked at, confirmed once by who may, and what becomes of them."""

import asyncio

import pytest

from bot.core.actions import Announce
from bot.core.messages import Media, Message
from bot.core.wishes import Sent
from tests.flows.hall import OWNER, Hall, photo


async def test_an_announcement_reaches_everybody_once_and_is_reported_on(hall: Hall) -> None:
    people = await hall.meet(1, 2, 3)
    assert "Send me the announcement in English" in await hall.says(OWNER, "/broadcast")
    assert "“Forms close on Friday.”" in await hall.says(OWNER, "Forms close on Friday.")
    look = await hall.presses(OWNER, "Look")
    assert "Preview, English:\n\nForms close on Friday." in look
    assert "4 people get it" in look and "Telegram, text in English: 4" in look
    assert "Not tested yet" in look
    assert "not seen this text arrive" in await hall.presses(OWNER, "Send to 4")
    assert "on its way to 4 people" in await hall.presses(OWNER, "Send to 4")
    await hall.goes_on(5)
    assert all(hall.road.read(one) == ["Forms close on Friday."] for one in people)
    progress, _, report = hall.road.read(OWNER)
    assert "Sent: 1" in progress and "████████████ 100 %" in progress and "4 sent · 0 left" in progress
    assert "Report: announcement 1" in report
    told = [message for message in hall.road.chats[OWNER.id].values() if message.documents]
    names = [document.name for message in told for document in message.documents]
    assert names == ["announcement-1.png", "announcement-1.csv"]


async def test_a_test_arrives_as_readers_will_get_it_and_an_edit_clears_its_mark(hall: Hall) -> None:
    await hall.meet(1)
    await hall.draft(OWNER, "First words")
    assert "Tested: you have had it" in await hall.presses(OWNER, "Send it to me")
    await hall.goes_on()
    assert hall.road.read(OWNER) == ["First words"]
    stop = next(iter(hall.road.chats[OWNER.id].values())).buttons
    assert [button.label for button in stop] == ["Stop all letters"]
    await hall.presses(OWNER, "◂ Back")
    await hall.presses(OWNER, "Change English")
    await hall.says(OWNER, "Other words")
    assert "Not tested yet" in await hall.presses(OWNER, "Look")


async def test_a_message_mended_in_the_chat_mends_the_draft_and_clears_the_mark(hall: Hall) -> None:
    await hall.meet(1)
    await hall.says(OWNER, "/broadcast")
    await hall.sends(OWNER, Sent(Message("Frms close", html="<b>Frms</b> close"), 41))
    await hall.presses(OWNER, "Look")
    await hall.presses(OWNER, "Send it to me")
    old = hall.button(OWNER, "Send to 2")
    said = await hall.sends(OWNER, Sent(Message("Forms close", html="<b>Forms</b> close"), 41, edited=True))
    assert "A test from before no longer counts" in said and "“Forms close”" in said
    assert "nothing was sent" in await hall.does(OWNER, old.action)
    look = await hall.presses(OWNER, "Send to 2")
    assert "not seen this text" in look
    await hall.presses(OWNER, "Send to 2")
    await hall.goes_on(2)
    assert hall.road.chats["1"][max(hall.road.chats["1"])].html == "<b>Forms</b> close"


async def test_formatting_pictures_and_albums_go_out_as_they_came(hall: Hall) -> None:
    (li,) = await hall.meet(1)
    await hall.says(OWNER, "/broadcast")
    await hall.sends(OWNER, photo(50, "Two pictures", album="A"))
    assert await hall.sends(OWNER, photo(51, album="A")) == ""
    look = await hall.presses(OWNER, "Look") if hall.shown.get(OWNER) else await _look(hall)
    assert "Two pictures" in look
    await hall.presses(OWNER, "Send to 2")
    await hall.presses(OWNER, "Send to 2")
    await hall.goes_on(2)
    (sent,) = hall.road.chats[li.id].values()
    assert sent.media == (Media("photo", "photo-50"), Media("photo", "photo-51"))
    assert sent.text == "Two pictures" and not sent.buttons


async def _look(hall: Hall) -> str:
    return await hall.does(OWNER, Announce("look", 1))


async def test_what_cannot_be_sent_on_is_said_and_asked_for_again(hall: Hall) -> None:
    await hall.says(OWNER, "/broadcast")
    assert "cannot send that on" in await hall.sends(OWNER, Sent(Message("")))
    assert "(draft)" in await hall.says(OWNER, "Words")


async def test_each_gets_the_text_in_their_language_and_who_has_none_the_other(hall: Hall) -> None:
    (ann,) = await hall.meet(1)
    (li,) = await hall.meet(2, language="zh")
    await hall.draft(OWNER, "In English")
    assert "No text in Chinese" in hall.shown[OWNER][-1].text
    await hall.presses(OWNER, "◂ Back")
    assert "Send me the announcement in Chinese" in await hall.presses(OWNER, "Add Chinese")
    await hall.says(OWNER, "中文的")
    look = await hall.presses(OWNER, "Look")
    assert "text in Chinese: 1" in look and "text in English: 2" in look
    await hall.presses(OWNER, "Send to 3")
    await hall.presses(OWNER, "Send to 3")
    await hall.goes_on(2)
    assert (hall.road.read(ann), hall.road.read(li)) == (["In English"], ["中文的"])


async def test_of_two_presses_at_once_one_sends(hall: Hall) -> None:
    people = await hall.meet(*range(1, 6))
    await hall.draft(OWNER, "Once")
    await hall.presses(OWNER, "Send to 6")
    send = hall.button(OWNER, "Send to 6").action
    said = await asyncio.gather(*(hall.does(OWNER, send) for _ in range(20)))
    assert sum("on its way" in one for one in said) == 1
    await hall.goes_on(3)
    assert all(hall.road.read(one) == ["Once"] for one in people)
    assert [what for _, what, _ in await hall.audit()].count("broadcast sending") == 1


async def test_who_may_not_is_told_and_nothing_happens(hall: Hall) -> None:
    (student,) = await hall.meet(1)
    editor = await hall.hire(2, "editor")
    for one in (student, editor):
        assert "Send me the announcement" not in await hall.says(one, "/broadcast")
        assert "You may not do that" in await hall.does(one, Announce("new", 0))
    await hall.draft(OWNER, "Mine")
    for verb in ("send", "text", "look", "hold", "agree", "recall", "away"):
        assert "You may not do that" in await hall.does(editor, Announce(verb, 1, "en"))
    await hall.goes_on()
    assert "(draft)" in await hall.does(OWNER, Announce("show", 1)), "the draft is as it was"


async def test_somebody_demoted_between_look_and_press_sends_nothing(hall: Hall) -> None:
    (student,) = await hall.meet(1)
    announcer = await hall.hire(2, "announcer")
    await hall.draft(announcer, "No more")
    await hall.presses(announcer, "Send to 2")
    send = hall.button(announcer, "Send to 2").action
    await hall.office.roster.remove(announcer, "test", hall.clock())
    assert "You may not do that" in await hall.does(announcer, send)
    await hall.goes_on(2)
    assert hall.road.read(student) == []


async def test_a_second_draft_does_not_cost_the_first(hall: Hall) -> None:
    await hall.says(OWNER, "/broadcast")
    await hall.sends(OWNER, Sent(Message("First"), 11))
    await hall.says(OWNER, "/broadcast")
    await hall.sends(OWNER, Sent(Message("Second"), 12))
    await hall.presses(OWNER, "Change English")
    assert "“First, mended”" in await hall.sends(OWNER, Sent(Message("First, mended"), 11, edited=True))
    assert "Announcement 2" in await hall.sends(OWNER, Sent(Message("Second, anew"), 13))
    listed = await hall.says(OWNER, "/broadcasts")
    assert "Draft 1: “First, mended”" in listed and "Draft 2: “Second, anew”" in listed
    await hall.presses(OWNER, "1 …")
    await hall.presses(OWNER, "Open the draft")
    hall.later(seconds=1)
    await hall.presses(OWNER, "Change English")
    assert "Announcement 1" in await hall.says(OWNER, "First, once more")


async def test_another_announcer_cannot_change_or_send_a_draft(hall: Hall) -> None:
    announcer = await hall.hire(2, "announcer")
    await hall.draft(OWNER, "Mine")
    for verb in ("text", "look", "send", "away"):
        assert "Only its author" in await hall.does(announcer, Announce(verb, 1, "en"))


async def test_more_people_than_were_shown_are_shown_first(hall: Hall) -> None:
    await hall.meet(1)
    await hall.draft(OWNER, "Words")
    await hall.presses(OWNER, "Send to 2")
    await hall.meet(2, 3)
    said = await hall.presses(OWNER, "Send to 2")
    assert "would reach 4 people by now" in said
    await hall.presses(OWNER, "Send to 4")
    assert "on its way to 4" in await hall.presses(OWNER, "Send to 4")


async def test_an_announcement_to_nobody_cannot_be_sent(hall: Hall) -> None:
    await hall.says(OWNER, "/broadcast")
    await hall.says(OWNER, "Words")
    await hall.presses(OWNER, "To whom")
    await hall.presses(OWNER, "Who they are")
    assert "partners" in await hall.presses(OWNER, "partners")
    look = await hall.does(OWNER, Announce("look", 1))
    assert "Nobody would get it" in look
    assert not [label for label in hall.labels(OWNER) if label.startswith("Send to")]


async def test_what_is_no_answer_to_a_question_of_an_hour_ago_is_a_question(hall: Hall) -> None:
    await hall.says(OWNER, "/broadcast")
    hall.later(hours=1, seconds=1)
    assert "Semester exchange" in await hall.says(OWNER, "what is the semester exchange")
    await hall.says(OWNER, "/broadcast")
    assert "(draft)" in await hall.says(OWNER, "what is the semester exchange")


async def test_somebody_forgotten_gets_nothing_more_of_it(hall: Hall) -> None:
    ann, bo = await hall.meet(1, 2)
    await hall.announce(OWNER, "Words")
    await hall.says(ann, "/forget")
    await hall.presses(ann, "Yes")
    await hall.goes_on(5)
    assert (hall.road.read(ann), hall.road.read(bo)) == ([], ["Words"])


async def test_staff_who_are_forgotten_in_the_middle_leave_no_draft_and_no_name(hall: Hall) -> None:
    (student,) = await hall.meet(1)
    announcer = await hall.hire(5, "announcer")
    await hall.draft(announcer, "Half done")
    send = hall.button(announcer, "Send to").action
    for _ in range(2):
        await hall.says(announcer, "/forget")
        await hall.presses(announcer, "Yes")
    assert "You may not do that" in await hall.does(announcer, send)
    assert "Send me the announcement" not in await hall.says(announcer, "/broadcast")
    await hall.goes_on(3)
    assert hall.road.read(student) == []
    assert "telegram:5" not in str(await hall.audit())


async def test_staff_see_what_is_held_of_them(hall: Hall) -> None:
    announcer = await hall.hire(5, "announcer")
    await hall.draft(announcer, "Words")
    told = await hall.says(announcer, "/mydata")
    assert "Your place in the staff" in told and "Name: Name 5" in told and "Role: announcer" in told
    assert "Announcements that you made" in told


@pytest.mark.parametrize(
    "value", ["", "x", "0123456789abcdef", "0123456789abcdef.x", "0123456789abcdef.9999999999999", "é" * 10]
)
async def test_a_forged_confirmation_sends_nothing(hall: Hall, value: str) -> None:
    (ann,) = await hall.meet(1)
    await hall.draft(OWNER, "Words")
    assert "nothing was sent" in await hall.does(OWNER, Announce("send", 1, value))
    await hall.goes_on(3)
    assert hall.road.read(ann) == []
