"""Where a talk stands after each turn: what it is about, what was understood last, what was offered."""

from dataclasses import replace

from bot.core.knowledge import split
from bot.core.matching.reading import Reading
from bot.core.matching.situation import GENERAL, Situation
from bot.core.people import Talk
from bot.core.talk import labels
from bot.core.talk.labels import Label

BEGINNINGS = frozenset({"smalltalk#greeting"})
"""What begins a talk anew."""


def situation(talk: Talk) -> Situation:
    """A talk as the networks know it."""
    last = labels.read(talk.last) if talk.last else None
    aspect = split(talk.topic)[1] if talk.topic else None
    belief = talk.belief or (((talk.subject, 1.0),) if talk.subject else ())
    return Situation(belief, aspect, last)


def after(talk: Talk, label: Label) -> Talk:
    """Once something was certainly meant, as by a tap; thanks, wishes and general questions keep the subject."""
    if label.name in BEGINNINGS:
        return Talk(topic=label.name, last=str(labels.SMALLTALK))
    topic = label.name if label.kind in {"office", "smalltalk"} and label.name else talk.topic
    talk = replace(talk, topic=topic, last=str(label), offered=())
    entity, aspect = split(label.name) if label.kind == "office" else (GENERAL, None)
    return about(talk, entity) if aspect and entity != GENERAL else talk


def about(talk: Talk, entity: str) -> Talk:
    """The talk with a subject beyond doubt."""
    return replace(talk, subject=entity, belief=((entity, 1.0),))


def heard(talk: Talk, label: Label | None, reading: Reading) -> Talk:
    """Once something was understood (`label`), or nothing for sure: what it may be about is kept with its doubts."""
    if label is not None and label.name in BEGINNINGS:
        return after(talk, label)
    likely = label or next((one for one, _ in reading.chances if one.kind == "office"), None)
    subject = Situation(reading.belief).subject
    talk = replace(talk, subject=subject, belief=reading.belief, last=str(likely) if likely else talk.last)
    topic = likely.name if likely is not None and likely.kind in {"office", "smalltalk"} and likely.name else talk.topic
    return replace(talk, topic=topic, offered=())
