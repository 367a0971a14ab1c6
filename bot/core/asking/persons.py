"""The way to a person: whose desk it is, whether anybody sits there today, and whom to ring when it cannot wait."""

from datetime import datetime, timedelta

from bot.core.actions import Ask
from bot.core.answers import Answers
from bot.core.knowledge import said
from bot.core.messages import Button, Message, Speech
from bot.core.people import Talk

NO_TALK = Talk()

AHEAD = 40
"""Days in which a working day is looked for."""


def page(answers: Answers, subject: str | None, now: datetime, speech: Speech) -> Message:
    """`subject` is what the talk is about; the office's own desk where it is about nothing."""
    knowledge = answers.knowledge
    entity = knowledge.entities.get(subject or "") or knowledge.entities.get("office")
    desk = knowledge.desks.get(entity.care.owner or "") if entity else None
    lines = []
    if desk:
        name, contact = said(desk.names, speech.language), said(desk.contact, speech.language).strip()
        lines.append(speech.say("person-desk", desk=name, contact=contact))
    lines += [_open(answers, now, speech), speech.say("person-night")]
    there = (f"office#{aspect}" for aspect in ("contact", "hours", "location"))
    buttons = tuple(Button(answers.label(topic, speech), Ask(topic)) for topic in there if topic in answers.topics())
    return Message("\n\n".join(filter(None, lines)), buttons)


def _open(answers: Answers, now: datetime, speech: Speech) -> str:
    """Whether today is a working day; the hours are as staff wrote them, to the end of their first paragraph."""
    office = answers.knowledge.entities.get("office")
    hours = office.answers.get("hours") if office else None
    if hours is None:
        return ""
    told = said(hours.texts, speech.language).strip().split("\n\n")[0]
    today = now.astimezone(answers.zone).date()
    days = answers.working_days
    if days.works(today):
        return speech.say("person-today", hours=told)
    later = (today + timedelta(number) for number in range(1, AHEAD))
    return speech.say("person-closed", day=next((day for day in later if days.works(day)), today), hours=told)
