"""Two programmes beside each other, a matter at a time, so that a narrow screen is wide enough."""

import re
from datetime import date, datetime

from bot.core import staleness, windows
from bot.core.actions import Ask, Compare, Show, tag
from bot.core.fit import MATTERS, Judged, Matter
from bot.core.fit_pages import wanted
from bot.core.follow_pages import Office
from bot.core.knowledge import Entity, said
from bot.core.messages import Button, Message, Speech

_ASPECTS = ("duration", "cost", "funding", "language", "credits", "accommodation")
"""What is told in the first words of each answer, in this order."""

_FIRST = 150
_SENTENCE = re.compile(r"(?<=[。！？])|(?<=[.!?])\s+(?=[A-Z\"“])")
_LISTED: tuple[Matter, ...] = tuple(matter for matter in MATTERS if matter != "department")


def page(office: Office, one: str, other: str, now: datetime, speech: Speech) -> Message:
    """`one` and `other` are tags; what is missing, gone or twice the same is asked for."""
    programmes = {tag(entity.id): entity for entity in office.knowledge.entities.values() if entity.kind == "programme"}
    first, second = programmes.get(one), programmes.get(other)
    if first is None or second is None or first == second:
        return _choice(programmes, first or second, speech)
    return _beside(office, first, second, now, speech)


def _choice(programmes: dict[str, Entity], first: Entity | None, speech: Speech) -> Message:
    left = {known: entity for known, entity in programmes.items() if entity != first}
    if first is None:
        buttons = (Button(said(entity.names, speech.language), Compare(known)) for known, entity in left.items())
        return Message(speech.say("compare-first"), tuple(buttons))
    text = speech.say("compare-second", name=said(first.names, speech.language))
    near = sorted(left.items(), key=lambda pair: first.audiences != pair[1].audiences)
    buttons = (Button(said(entity.names, speech.language), Compare(tag(first.id), known)) for known, entity in near)
    return Message(text, tuple(buttons))


def _beside(office: Office, first: Entity, second: Entity, now: datetime, speech: Speech) -> Message:
    today = now.astimezone(office.zone).date()
    names = [said(entity.names, speech.language) for entity in (first, second)]
    blocks = [speech.say("compare-title", one=names[0], other=names[1])]
    rows = [(speech.say("compare-dates"), *(_dates(office, entity, now, speech) for entity in (first, second)))]
    rows += [
        (speech.say(f"matter-{matter}"), *(_condition(office, entity, matter, speech) for entity in (first, second)))
        for matter in _LISTED
    ]
    words = office.knowledge.vocabulary.aspects
    for aspect in _ASPECTS:
        name = said(words[aspect].names, speech.language) if aspect in words else aspect
        rows.append((name, *(_told(entity, aspect, today, speech) for entity in (first, second))))
    for title, one, other in rows:
        if not one and not other:
            continue
        if one == other:
            blocks.append(f"**{title}**\n\n- {speech.say('compare-both', text=one)}")
            continue
        lines = [
            f"- *{name}*: {text or speech.say('compare-unsaid')}"
            for name, text in zip(names, (one, other), strict=True)
        ]
        blocks.append(f"**{title}**\n\n" + "\n".join(lines))
    if any(entity.care.sample for entity in (first, second)):
        blocks.append(speech.say("sample"))
    asks = (Button(name, Ask(f"{entity.id}#overview")) for name, entity in zip(names, (first, second), strict=True))
    return Message("\n\n".join(blocks), (*asks, Button(speech.say("button-compare"), Show("compare"))))


def _dates(office: Office, entity: Entity, now: datetime, speech: Speech) -> str:
    today = now.astimezone(office.zone).date()
    if not entity.windows:
        return ""
    if entity.care.stale(today):
        return speech.say("windows-stale", verified=entity.care.verified or entity.care.valid_until or today)
    return windows.sentence(windows.first(entity, now, office.zone), speech, ahead=True)


def _condition(office: Office, entity: Entity, matter: Matter, speech: Speech) -> str:
    return wanted(office.knowledge, Judged(entity, {}), matter, speech)


def _told(entity: Entity, aspect: str, today: date, speech: Speech) -> str:
    """The first words of an answer, which say it; past its term without dates and amounts."""
    answer = entity.answers.get(aspect)
    if answer is None:
        return ""
    paragraph = said(answer.texts, speech.language).strip().split("\n")[0]
    text = staleness.withhold(paragraph) if answer.care.stale(today) else paragraph
    if len(text) <= _FIRST:
        return text
    return _SENTENCE.split(text)[0].strip()
