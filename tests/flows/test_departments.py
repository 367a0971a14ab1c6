"""Departments: somebody says which they belong to, and an announcement is for one of them."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.core.conversation import Conversation
from tests import tiny
from tests.flows.hall import OWNER, Hall, standing

DEPARTMENTS = {"art": {"en": "Art and Design", "zh": "艺术设计学院"}, "law": {"en": "Law", "zh": "法学院"}}


@pytest.fixture
async def hall(small: Conversation) -> AsyncIterator[Hall]:
    talk = tiny.conversation(replace(tiny.KNOWLEDGE, departments=DEPARTMENTS), small.speeches)
    async with standing(talk) as made:
        yield made


async def test_somebody_says_which_department_and_is_reached_by_it(hall: Hall) -> None:
    ann, bo = await hall.meet(1, 2)
    assert "Which department" in await hall.says(ann, "/department")
    assert "Department: Art and Design" in await hall.presses(ann, "Art and Design")
    assert "did not understand that value" in await hall.says(bo, "/department magic")
    await hall.says(OWNER, "/broadcast")
    await hall.says(OWNER, "For artists")
    await hall.presses(OWNER, "To whom")
    await hall.presses(OWNER, "Department")
    assert "To: **Art and Design**\n\n1 person" in await hall.presses(OWNER, "Art and Design")
    await hall.back_and_sure(OWNER)
    await hall.goes_on(3)
    assert (hall.road.read(ann), hall.road.read(bo)) == (["For artists"], [])


async def test_it_can_be_taken_back(hall: Hall) -> None:
    (ann,) = await hall.meet(1)
    await hall.says(ann, "/department law")
    await hall.says(ann, "/department")
    assert "Department:" not in await hall.presses(ann, "Rather not say")


async def test_where_the_office_lists_none_nobody_is_asked(small: Conversation) -> None:
    async with standing(small) as hall:
        (ann,) = await hall.meet(1)
        assert "has not listed any departments" in await hall.says(ann, "/department")
        assert "Department" not in await hall.says(ann, "/settings")
