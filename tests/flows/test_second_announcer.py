"""So many people that a second announcer must agree: to the very thing, once, and somebody else."""

import asyncio

from bot.core.actions import Announce
from bot.core.conversation import Conversation
from tests.flows.hall import OWNER, opened


async def test_many_people_take_a_second_announcer(small: Conversation) -> None:
    hall = await opened(small, second_above=2)
    people = await hall.meet(1, 2)
    other = await hall.hire(5, "announcer")
    assert "a second announcer must agree" in await hall.draft(OWNER, "To many")
    await hall.presses(OWNER, "Ask a second")
    assert "waits for a second announcer" in await hall.presses(OWNER, "Ask a second")
    await hall.goes_on(2)
    assert all(not hall.road.read(one) for one in people)
    asked = list(hall.road.chats[other.id].values())
    assert [one.text for one in asked][:2] == ["Preview, English:", "To many"]
    hall.shown[other] = tuple(asked)
    hall.shown[OWNER] = tuple(asked)
    assert "somebody other than you" in await hall.presses(OWNER, "Agree: 4")
    agree = hall.button(other, "Agree: 4").action
    both = await asyncio.gather(hall.does(other, agree), hall.does(other, agree))
    assert sum("on its way to 4" in one for one in both) == 1
    await hall.goes_on(3)
    assert all(hall.road.read(one) == ["To many"] for one in people)
    assert any("second announcer has agreed" in text for text in hall.road.read(OWNER))
    await hall.office.close()


async def test_a_second_announcer_may_give_it_back_and_is_not_asked_where_there_is_none(small: Conversation) -> None:
    hall = await opened(small, second_above=0)
    await hall.meet(1)
    await hall.draft(OWNER, "Words")
    await hall.presses(OWNER, "Ask a second")
    assert "there is none" in await hall.presses(OWNER, "Ask a second")
    other = await hall.hire(5, "owner")
    await hall.does(OWNER, Announce("look", 1))
    await hall.presses(OWNER, "Ask a second")
    await hall.presses(OWNER, "Ask a second")
    await hall.goes_on()
    hall.shown[other] = tuple(hall.road.chats[other.id].values())
    assert "given back to its author" in await hall.presses(other, "Give it back")
    await hall.goes_on()
    assert any("was given back" in text for text in hall.road.read(OWNER))
    assert "(draft)" in await hall.does(OWNER, Announce("show", 1))
    await hall.office.close()


async def test_an_author_who_left_meanwhile_sends_nothing(small: Conversation) -> None:
    hall = await opened(small, second_above=0)
    (student,) = await hall.meet(1)
    announcer = await hall.hire(5, "announcer")
    await hall.draft(announcer, "Words")
    await hall.presses(announcer, "Ask a second")
    await hall.presses(announcer, "Ask a second")
    await hall.goes_on()
    hall.shown[OWNER] = tuple(hall.road.chats[OWNER.id].values())
    await hall.office.roster.remove(announcer, "test", hall.clock())
    assert "may not send any more" in await hall.presses(OWNER, "Agree")
    await hall.goes_on(3)
    assert hall.road.read(student) == []
    await hall.office.close()
