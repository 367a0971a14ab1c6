"""Requests inside a question: "remind me before it closes", "别再提醒我了". The words for them are in the locales."""

import functools
import re
from collections.abc import Callable, Iterable, Mapping

from bot.core import text
from bot.core.actions import Card, Compare, Fit, Follow, Plan, Show, Unfollow, tag
from bot.core.conversation import SMALLTALK, Reply
from bot.core.knowledge import Knowledge, split
from bot.core.matching.matcher import GENERAL
from bot.core.messages import Speech
from bot.core.people import Talk

_BARE = 6
"""Letters beside the words of a request within which it names nothing of its own: "it", "please", "一下"."""


_AHEAD = ("words-fit", "words-plan", "words-card", "words-timeline", "words-calendar", "words-compare")

_SIGNS = re.compile(r"[^\w\s']")


def of(
    question: str,
    reply: Reply,
    alone: Callable[[], Reply],
    knowledge: Knowledge,
    talk: Talk,
    speeches: Mapping[str, Speech],
) -> Follow | Unfollow | None:
    """What is asked for; an empty key where it is not said of which programme.

    `alone` is the reply to the same words out of the blue: what they say by themselves goes before the talk.
    """
    folded = text.fold(question)
    if _has(folded, _words("words-unfollow", speeches)):
        return Unfollow(_named(reply, knowledge))
    if not _has(folded, _words("words-follow", speeches)):
        return None
    said = (*_words("words-follow", speeches), *_words("words-when", speeches))
    bare = len(_without(folded, said)) <= _BARE
    if not bare and not _has(folded, _words("words-when", speeches)):
        return None  # "remind me which papers I need" is a question
    return Follow(
        _named(reply, knowledge) or _pointed_at(alone(), knowledge) or _spoken_of(reply, knowledge, talk, bare)
    )


def ahead(
    question: str, reply: Reply, knowledge: Knowledge, talk: Talk, speeches: Mapping[str, Speech]
) -> Fit | Plan | Compare | Card | Show | None:
    """ "Which can I join?", "when should I start with the papers?", "compare it with the tour", of what is named or
    spoken of."""
    folded = text.fold(question)
    asked = next((key for key in _AHEAD if _has(folded, _words(key, speeches))), "")
    entity = _first((_named(reply, knowledge), talk.subject or ""), knowledge)
    match asked:
        case "words-fit":
            return Fit()
        case "words-timeline" | "words-calendar":
            return Show(asked.removeprefix("words-"))
        case "words-card":
            return Card(entity)
        case "words-plan":
            return Plan(entity) if entity and knowledge.entities[entity].papers else None
        case "words-compare":
            two = _two(reply, knowledge, talk)
            return Compare(*map(tag, two)) if len(two) == 2 else None
    return None


def _two(reply: Reply, knowledge: Knowledge, talk: Talk) -> list[str]:
    """The programmes that are named; beside a single one, what the conversation is about."""
    named = reply.ranking.named if reply.ranking else ()
    there = {*named, *((talk.subject,) if len(named) == 1 else ())}
    return [id for id, entity in knowledge.entities.items() if id in there and entity.kind == "programme"]


def _named(reply: Reply, knowledge: Knowledge) -> str:
    """What the request names, or what it was clearly understood to be about."""
    named = tuple(reply.ranking.named) if reply.ranking else ()
    answered = split(reply.topic)[0] if reply.topic else ""
    return _first((*(named if len(named) == 1 else ()), answered), knowledge)


def _pointed_at(reply: Reply, knowledge: Knowledge) -> str:
    """The one programme among the nearest topics, where only its aspect is in doubt."""
    if reply.ranking is None or reply.outcome == "unknown":
        return ""
    near = [split(one.topic)[0] for one in reply.ranking.candidates[:3]]
    entities = [one for one in near if one not in {GENERAL, SMALLTALK}]
    agreed = len(entities) > 1 and len({*entities}) == 1
    return _first(entities, knowledge) if agreed else ""


def _spoken_of(reply: Reply, knowledge: Knowledge, talk: Talk, bare: bool) -> str:
    """What the conversation is about: for a bare "remind me", or where only the aspect was in doubt."""
    leaning = reply.talk.subject if reply.talk.subject != talk.subject else None
    return _first((leaning or "", (talk.subject or "") if bare else ""), knowledge)


def _first(candidates: Iterable[str], knowledge: Knowledge) -> str:
    return next((one for one in candidates if one in knowledge.entities and knowledge.entities[one].windows), "")


def _words(key: str, speeches: Mapping[str, Speech]) -> Iterable[str]:
    for speech in speeches.values():
        yield from _folded(speech.say(key))


@functools.cache
def _folded(words: str) -> tuple[str, ...]:
    return tuple(text.fold(word) for word in words.split("|"))


def _without(folded: str, words: Iterable[str]) -> str:
    """What a request says beside asking for it."""
    padded = f" {folded} "
    for word in sorted(words, key=len, reverse=True):
        padded = padded.replace(f" {word} ", " ") if word.isascii() else padded.replace(word, "")
    return padded.strip()


def _has(folded: str, words: Iterable[str]) -> bool:
    padded = f" {' '.join(_SIGNS.sub(' ', folded).split())} "
    return any((f" {word} " in padded) if word.isascii() else (word in folded) for word in words if word)
