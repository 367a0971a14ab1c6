"""Choices: when several things may be meant, and what to say when none is near."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.core import menus
from bot.core.actions import Action, Ask, Card, Compare, Fit, Follow, Plan, Show, Speak
from bot.core.answers import Answers
from bot.core.knowledge import said, split
from bot.core.matching.ranking import Ranking
from bot.core.messages import Button, Message, Speech
from bot.core.people import Talk
from bot.core.talk import labels
from bot.core.talk.labels import Label


def did_you_mean(answers: Answers, offered: Sequence[Label], talk: Talk, speech: Speech) -> Message:
    """The words tell what is unclear: which programme, or what of the one that is meant."""
    subject = answers.knowledge.entities.get(talk.subject or "")
    dated = subject.id if subject and subject.windows else ""
    buttons = [Button(label_of(answers, one, speech), action_of(one, dated)) for one in offered]
    person = Button(speech.say("button-person"), Show("person"))
    there = "office" in answers.knowledge.entities and Label("act", "person") not in offered
    return Message(_asked(answers, offered, speech), (*buttons, *((person,) if there else ())))


def answerable(answers: Answers, offered: Sequence[Label], chances: Sequence[tuple[Label, float]]) -> tuple[Label, ...]:
    """What is offered as far as there is something to say to it; what comes next by its chance fills the gaps."""
    known = [one for one in offered if _told(answers, one)]
    others = (one for one, _ in chances if one.kind == "office" and one not in offered and _told(answers, one))
    missing = len(offered) - len(known)
    return (*known, *itertools.islice(others, missing))


def _told(answers: Answers, label: Label) -> bool:
    entity, aspect = split(label.name)
    known = answers.knowledge.entities.get(entity) if label.kind == "office" else None
    if known is not None and aspect:
        return answers.has(known, aspect) or label.name == "office#dates"
    return label.kind == "act" or topic_of(label) in answers.topics()


def _asked(answers: Answers, offered: Sequence[Label], speech: Speech) -> str:
    pairs = [split(one.name) for one in offered if one.kind == "office"]
    if len(pairs) < len(offered) or any(aspect is None for _, aspect in pairs):
        return speech.say("choices")
    entities = {entity for entity, _ in pairs}
    if len(entities) == 1 and len(pairs) > 1:
        name = said(answers.knowledge.entities[entities.pop()].names, speech.language)
        return speech.say("choices-of", entity=name)
    return speech.say("choices-which") if len({aspect for _, aspect in pairs}) == 1 else speech.say("choices")


def label_of(answers: Answers, label: Label, speech: Speech) -> str:
    """What stands on the button."""
    if label.kind == "act":
        return speech.say(f"act-{label.name}")
    return answers.label(topic_of(label), speech)


def topic_of(label: Label) -> str:
    """What `Answers` knows the label's page by."""
    return label.name if label.kind in {"office", "smalltalk"} else str(label)


def action_of(label: Label, subject: str = "") -> Action:
    """What the button of a label does, for the subject of the talk if that has dates; else it asks which."""
    match labels.act(label):
        case None:
            return Ask(topic_of(label))
        case "follow" if subject:
            return Follow(subject)
        case "fit":
            return Fit()
        case "compare":
            return Compare()
        case "plan" if subject:
            return Plan(subject)
        case "card" if subject:
            return Card(subject)
        case "language":
            return Speak()
        case "unfollow" | "done" | "snooze":
            return Show("following")
        case "resume":
            return Show("settings")
        case act:
            return Show(act)


def doubtful(messages: Sequence[Message], apart: bool, speech: Speech) -> list[Message]:
    """With a word that all this is only a guess, `apart` where a flow has something to show before it."""
    if apart or not messages:
        return [*messages, Message(speech.say("doubtful"))]
    return [*messages[:-1], replace(messages[-1], text=f"{messages[-1].text}\n\n{speech.say('doubtful')}")]


def not_known(answers: Answers, ranking: Ranking, entry: str, now: datetime, speech: Speech) -> Message:
    """Whose business it is where that is known; else that nobody here knows, and who may."""
    knowledge = answers.knowledge
    buttons = menus.ways_on(knowledge, speech)
    outside = entry or (ranking.outside.topic if ranking.outside else "")
    if outside:
        return Message(answers.compose(outside, now, speech)[0].text, buttons)
    office = knowledge.entities.get("office")
    desk = knowledge.desks.get(office.care.owner or "") if office else None
    lines = [speech.say("unknown")]
    if desk:
        name, contact = said(desk.names, speech.language), said(desk.contact, speech.language).strip()
        lines.append(speech.say("unknown-person", desk=name, contact=contact))
    return Message("\n\n".join(lines), buttons)
