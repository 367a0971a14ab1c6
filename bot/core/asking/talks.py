"""Where a talk stands after each turn: what it is about, what was understood last, what was offered."""

from dataclasses import replace

from bot.core.knowledge import split
from bot.core.matching.reading import Reading
from bot.core.matching.situation import GENERAL, Belief, Situation
from bot.core.people import Talk
from bot.core.talk import labels
from bot.core.talk.labels import Label

BEGINNINGS = frozenset({"smalltalk#greeting"})
"""What begins a talk anew."""

FEARED = 0.3
"""From this chance of danger on a talk remembers it, whatever was said."""

TOLD = 0.4
"""How far an answer moves the belief towards what it was about."""


def situation(talk: Talk) -> Situation:
    """A talk as the networks know it."""
    last = labels.read(talk.last) if talk.last else None
    aspect = split(talk.topic)[1] if talk.topic else None
    belief = talk.belief or (((talk.subject, 1.0),) if talk.subject else ())
    return Situation(belief, aspect, last)


def after(talk: Talk, label: Label) -> Talk:
    """Once something was certainly meant, as by a tap; thanks, wishes and general questions keep the subject."""
    if label.name in BEGINNINGS:
        return Talk(last=str(labels.SMALLTALK))
    talk = replace(talk, topic=_topic(talk, label), last=str(label), offered=())
    entity, aspect = split(label.name) if label.kind == "office" else (GENERAL, None)
    return about(talk, entity) if aspect and entity != GENERAL else talk


def about(talk: Talk, entity: str) -> Talk:
    """The talk with a subject beyond doubt."""
    return replace(talk, subject=entity, belief=((entity, 1.0),))


def heard(talk: Talk, label: Label | None, reading: Reading) -> Talk:
    """Once something was understood (`label`), or nothing for sure: what it may be about is kept with its doubts."""
    if label is not None and label.name in BEGINNINGS:
        return after(talk, label)
    likely = _feared(label, reading) or label or next((one for one, _ in reading.chances if one.kind == "office"), None)
    belief = _told(reading.belief, label)
    talk = replace(talk, subject=Situation(belief).subject, belief=belief, offered=())
    return replace(talk, topic=_topic(talk, likely), last=str(likely)) if likely else talk


def _feared(label: Label | None, reading: Reading) -> Label | None:
    """The danger that somebody may well be in: what comes next is listened to with that in mind."""
    if reading.danger < FEARED or (label is not None and label.kind == "emergency"):
        return None
    return next((one for one, _ in reading.chances if one.kind == "emergency"), None)


def _topic(talk: Talk, label: Label) -> str | None:
    """Thanks and the like leave the aspect as it was: "how much?", "thanks!", "and Thailand?"."""
    return label.name if label.kind == "office" and split(label.name)[1] else talk.topic


def _told(belief: Belief, label: Label | None) -> Belief:
    """What was answered is more likely than it was: whoever reads of it and goes on has not said no."""
    entity, aspect = split(label.name) if label is not None and label.kind == "office" else (GENERAL, None)
    if not aspect or entity == GENERAL:
        return belief
    shares = {one: share * (1 - TOLD) for one, share in belief}
    shares[entity] = shares.get(entity, 0.0) + TOLD
    return tuple(sorted(((one, round(share, 2)) for one, share in shares.items()), key=lambda one: -one[1]))
