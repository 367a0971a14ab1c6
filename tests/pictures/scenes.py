"""The scenes of the staff guide, played for real: the office with its own knowledge, staff at work, the post carried.

A line is what the person types, or after "!" the beginning of the button that they press.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.actions import Be
from bot.core.conversation import Conversation
from bot.flows.ports import Address
from tests.flows.hall import OWNER, Hall, opened
from tests.pictures.chat import Said

NOTICE = {
    "en": "Autumn exchange: papers are taken until Friday, 17:00, at the front desk.",
    "zh": "秋季交换：材料请于周五17:00前交到综合前台。",
}
MENDED = {
    "en": "Autumn exchange: papers are taken until Monday, 12:00, at the front desk.",
    "zh": "秋季交换：材料请于下周一12:00前交到综合前台。",
}
PEOPLE = 24
A_SECOND = 8


@dataclass(frozen=True)
class Scene:
    """`before` leads to where the picture begins; `delivered` shows what the post has brought by the end."""

    before: Sequence[str]
    lines: Sequence[str]
    delivered: bool = False


_ENGLISH = ("/broadcast", NOTICE["en"], "! Add Chinese", NOTICE["zh"])
_CHINESE = ("/broadcast", NOTICE["zh"], "! 添加英文", NOTICE["en"])
_SENT_ENGLISH = (*_ENGLISH, "! Look", "! Send to", "! Send to")
_SENT_CHINESE = (*_CHINESE, "! 看一看", "! 立即发给", "! 立即发给")

SCENES: Mapping[str, Mapping[str, Scene]] = {
    "en": {
        "compose": Scene((), _ENGLISH),
        "audience": Scene(_ENGLISH, ("! To whom", "! Who they are", "! students")),
        "time": Scene(_ENGLISH, ("! When", "! Type a time", "tomorrow 9:00")),
        "look": Scene(_ENGLISH, ("! Look",)),
        "send": Scene((*_ENGLISH, "! Look"), ("! Send it to me", "! Send to"), delivered=True),
        "correct": Scene(_SENT_ENGLISH, ("/correct", "! 1:", MENDED["en"])),
        "staff": Scene((), ("/staff", "! Invite: announcer")),
    },
    "zh": {
        "compose": Scene((), _CHINESE),
        "audience": Scene(_CHINESE, ("! 发给谁", "! 身份", "! 学生")),
        "time": Scene(_CHINESE, ("! 什么时候", "! 输入时间", "明天上午九点")),
        "look": Scene(_CHINESE, ("! 看一看",)),
        "send": Scene((*_CHINESE, "! 看一看"), ("! 先发给我看看", "! 立即发给"), delivered=True),
        "correct": Scene(_SENT_CHINESE, ("/correct", "! 1:", MENDED["zh"])),
        "staff": Scene((), ("/staff", "! 邀请：发布员")),
    },
}


async def played(conversation: Conversation, language: str, name: str) -> Sequence[Said]:
    """What the picture shows."""
    hall = await _hall(conversation)
    scene = SCENES[language][name]
    for line in scene.before:
        await _turn(hall, line, language)
    talk = [said for line in scene.lines for said in await _turn(hall, line, language)]
    if scene.delivered:
        await hall.goes_on(1.5, step=1 / A_SECOND)
        talk += [Said(message=message) for message in hall.road.chats[OWNER.id].values() if "█" in message.text]
        await hall.goes_on(6, step=1 / A_SECOND)
        (report,) = [message for message in hall.road.chats[OWNER.id].values() if message.documents]
        talk += [Said(message=report), Said(report.documents[0].name, file=report.documents[0].content)]
    await hall.office.close()
    return talk


async def _hall(conversation: Conversation) -> Hall:
    """Students and others, most of whom read Chinese."""
    hall = await opened(conversation, a_second=A_SECOND)
    for number in range(1, PEOPLE):
        person = Address("telegram", str(number))
        await hall.says(person, "/start", "zh" if number % 4 else "en")
        if number % 3:
            await hall.does(person, Be("student"))
    return hall


async def _turn(hall: Hall, line: str, language: str) -> Sequence[Said]:
    if line.startswith("!"):
        button = hall.button(OWNER, line[2:])
        await hall.does(OWNER, button.action)
        spoken = button.label
    else:
        await hall.says(OWNER, line, language)
        spoken = line
    return [Said(spoken, pressed=line.startswith("!")), *(Said(message=message) for message in hall.shown[OWNER])]
