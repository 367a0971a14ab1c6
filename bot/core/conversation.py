"""What to reply: from a question or a press, with the person and the talk so far, to messages and the talk after.

Pure: the moment is an argument, state goes in and comes back. Channels only translate what comes out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.core import menus, periods, text
from bot.core.actions import Action, Ask, Be, Browse, More, Speak, Stale
from bot.core.answers import Answers
from bot.core.knowledge import Audience, Outcome, said, split
from bot.core.matching.matcher import Candidate, Matcher, Ranking
from bot.core.messages import Button, Message, Speech
from bot.core.people import Person, Talk
from bot.core.periods import Period

CHOICES = 4
"""Most topics in a "did you mean"."""

WORTH_CHOOSING = 0.45
"""A choice is offered if it scores at least this share of the best."""

BEGINNINGS = frozenset({"smalltalk#greeting", "office#overview"})

BOARD = "office#dates"

SMALLTALK = "smalltalk"
"""Entries of this family are nothing to choose: nobody means to ask for a greeting."""

SURE = 0.75
"""Chance from which a part of a question counts as asking for an aspect of its own."""

_JOINTS = re.compile(r"\band\b|&|[,，、;；?？/]|以及|还有|和|与|跟|\bor\b")


@dataclass(frozen=True, slots=True)
class Reply:
    """`topic` is set for an answer only."""

    outcome: Outcome
    topic: str | None
    messages: tuple[Message, ...]
    person: Person
    talk: Talk
    ranking: Ranking | None = None


class Conversation:
    """Answers and a matcher; `speeches` are the bot's own sentences by language."""

    def __init__(self, answers: Answers, matcher: Matcher, speeches: Mapping[str, Speech]) -> None:
        self.answers = answers
        self._matcher = matcher
        self.speeches = speeches
        self._knowledge = answers.knowledge

    def speech(self, language: str | None) -> Speech:
        """The speech of a language; without it the first that the knowledge declares, else English."""
        for wanted in (language, *self._knowledge.languages, "en"):
            if wanted is not None and wanted in self.speeches:
                return self.speeches[wanted]
        return next(iter(self.speeches.values()))

    def ask(self, question: str, person: Person, talk: Talk, now: datetime, language: str | None = None) -> Reply:
        """`language` asks for the answer in it, whatever the question is written in."""
        folded = text.fold(question)
        if not text.tokens(folded):
            speech = self.speech(language or person.language)
            empty = Message(speech.say("empty"), menus.ways_on(self._knowledge, speech))
            return Reply("unknown", None, (empty,), person, talk, self._matcher.rank(question))
        written = text.language(question) if text.has_words(folded) else person.language
        language = language or written
        if not person.chose_language:
            person = replace(person, language=language)
        speech = self.speech(language)
        ranking = self._matcher.rank(question, talk.subject, person.role)
        both = self._both(folded, ranking, talk)
        period = periods.named(question, now, self.answers.zone)
        if period and talk.subject and not ranking.named and periods.open_to_all(folded):
            alone = self._matcher.rank(question, None, person.role)
            if alone.outcome != "unknown" and alone.candidates[0].topic == BOARD:
                ranking, both = _led_by(BOARD, alone), ()
        if both:
            return self._answered(both, person, talk, now, speech, _led_by(both[0], ranking), period)
        if period and ranking.outcome == "choices" and not ranking.named and self._offers(BOARD, ranking):
            ranking = _led_by(BOARD, ranking)  # "what closes this month?": a time and no programme is the board's
        match ranking.outcome:
            case "answer":
                return self._answered((ranking.candidates[0].topic,), person, talk, now, speech, ranking, period)
            case "choices":
                messages = (self._did_you_mean(ranking, speech),)
                talk = self._leaning(ranking, talk)
                return Reply("choices", None, self._noted(messages, ranking, speech), person, talk, ranking)
            case "unknown":
                messages = (self._not_known(ranking, now, speech),)
                return Reply("unknown", None, self._noted(messages, ranking, speech), person, talk, ranking)

    def press(self, action: Action, person: Person, talk: Talk, now: datetime) -> Reply:
        """What a button does, in the person's language."""
        speech = self.speech(person.language)
        match self._known(action):
            case Ask(topic):
                return self._answered((topic,), person, talk, now, speech, None)
            case More(topic, part):
                messages = self.answers.compose(topic, now, speech, part)
                return Reply("answer", topic, messages, person, self._after(topic, talk))
            case Browse(entity):
                return self._browsed(entity, person, talk, speech)
            case Speak(language):
                return self._speaking(language, person, talk, speech)
            case Be(role):
                return self._being(role, person, talk, speech)
            case _:
                menu = menus.topics(self.answers, person.role, speech)
                return self._shown((Message(speech.say("old-button")), *menu), person, talk)

    def _known(self, action: Action) -> Action:
        """What a button names may have gone since: another knowledge is in force now, or somebody made it up."""
        match action:
            case Ask(topic) | More(topic, _) if topic not in self.answers.topics():
                return Stale()
            case Browse(entity) if entity is not None and entity not in self._knowledge.entities:
                return Stale()
        return action

    def _browsed(self, entity: str | None, person: Person, talk: Talk, speech: Speech) -> Reply:
        if entity is None:
            return self._shown(menus.topics(self.answers, person.role, speech), person, talk)
        return self._shown(menus.aspects(self.answers, entity, speech), person, Talk(entity, talk.topic))

    def _speaking(self, language: str | None, person: Person, talk: Talk, speech: Speech) -> Reply:
        if language is None:
            return self._shown((menus.languages(self.speeches, speech),), person, talk)
        person = replace(person, language=language, chose_language=True)
        spoken = self.speech(language)
        return self._shown((Message(spoken.say("language-set"), menus.ways_on(self._knowledge, spoken)),), person, talk)

    def _being(self, role: Audience | Literal["nobody"] | None, person: Person, talk: Talk, speech: Speech) -> Reply:
        person = replace(person, was_asked_role=True)
        if role is None:
            return self._shown((menus.roles(speech),), person, talk)
        person = replace(person, role=None if role == "nobody" else role)
        said_so = Message(speech.say(f"role-set-{role}"))
        return self._shown((said_so, *menus.topics(self.answers, person.role, speech)), person, talk)

    def presumed(self, reply: Reply) -> Talk:
        """The talk as if the person had tapped the first choice that a reply offers."""
        first = reply.ranking.candidates[0].topic if reply.ranking and reply.ranking.candidates else None
        return self._after(first, reply.talk) if first and reply.outcome == "choices" else reply.talk

    def welcome(self, person: Person, talk: Talk) -> Reply:
        """/start: who this is, and once the question who you are."""
        speech = self.speech(person.language)
        hello = Message(speech.say("welcome"), menus.ways_on(self._knowledge, speech))
        if person.was_asked_role:
            return self._shown((hello,), person, talk)
        asked = replace(person, was_asked_role=True)
        return self._shown((hello, menus.roles(speech)), asked, talk)

    def help(self, person: Person, talk: Talk) -> Reply:
        speech = self.speech(person.language)
        return self._shown(
            (Message(speech.say("help"), menus.ways_on(self._knowledge, speech, role=True)),), person, talk
        )

    def deadlines(self, person: Person, talk: Talk, now: datetime) -> Reply:
        """/deadlines: what is open, closing soon, opening, over everything that has dates."""
        speech = self.speech(person.language)
        if "office" in self._knowledge.entities:
            return self._answered((BOARD,), person, talk, now, speech, None)
        none = Message(speech.say("board-none"), menus.ways_on(self._knowledge, speech))
        return self._shown((none,), person, talk)

    def _shown(self, messages: tuple[Message, ...], person: Person, talk: Talk) -> Reply:
        return Reply("answer", None, messages, person, talk)

    def _answered(
        self,
        topics: tuple[str, ...],
        person: Person,
        talk: Talk,
        now: datetime,
        speech: Speech,
        ranking: Ranking | None,
        period: Period | None = None,
    ) -> Reply:
        messages = tuple(
            message
            for topic in topics
            for message in self.answers.compose(topic, now, speech, period=period if topic == BOARD else None)
        )
        messages = self._worded_for(person, topics[0], messages, speech)
        noted = self._noted(messages, ranking, speech) if ranking else messages
        return Reply("answer", topics[0], noted, person, self._after(topics[0], talk), ranking)

    def _leaning(self, ranking: Ranking, talk: Talk) -> Talk:
        """A question that only its aspect leaves open has a subject all the same: "and how much?" may follow."""
        entities = {split(one.topic)[0] for one in ranking.candidates[:2]}
        subject = next(iter(entities)) if len(entities) == 1 else None
        subject = next(iter(ranking.named)) if len(ranking.named) == 1 else subject
        return Talk(subject, talk.topic) if subject in self._knowledge.entities and subject != "office" else talk

    def _after(self, topic: str, talk: Talk) -> Talk:
        """The talk keeps its subject through thanks and general questions to the office; a greeting begins anew."""
        if topic in BEGINNINGS:
            return Talk(None, topic)
        entity = split(topic)[0]
        subject = entity if entity in self._knowledge.entities and entity != "office" else talk.subject
        return Talk(subject, topic)

    def _worded_for(
        self, person: Person, topic: str, messages: tuple[Message, ...], speech: Speech
    ) -> tuple[Message, ...]:
        """A word in front when the person's role may not join what the answer is about."""
        entity = self._knowledge.entities.get(split(topic)[0])
        if person.role is None or entity is None or entity.kind != "programme" or person.role in entity.audiences:
            return messages
        for_whom = sorted(entity.audiences)[0]
        note = speech.say(f"for-{for_whom}", entity=said(entity.names, speech.language))
        return (replace(messages[0], text=f"{note}\n\n{messages[0].text}"), *messages[1:])

    def _both(self, folded: str, ranking: Ranking, talk: Talk) -> tuple[str, ...]:
        """Two topics of one entity, if each part of the question surely asks for an aspect: "when and how much?".

        Where the whole question is clear, its topic comes first; else what is asked first.
        """
        if ranking.outcome == "unknown" or ranking.emergency:
            return ()
        parts = [part for part in _JOINTS.split(folded) if text.tokens(part)]
        entity, first = split(ranking.candidates[0].topic)
        known = self._knowledge.entities.get(entity)
        agreed = len({split(one.topic)[0] for one in ranking.candidates[:2]}) == 1
        about_it = ranking.outcome == "answer" or agreed or entity in {*ranking.named, talk.subject}
        if known is None or not about_it or not 1 < len(parts) < 5:
            return ()
        found = []
        for part in parts:
            asked = self._matcher.aspect(part)
            if asked is None or asked[1] < SURE:
                return ()  # one doubtful part is enough, and each costs as much as a question
            found.append(asked)
        aspects = dict.fromkeys(aspect for aspect, _ in found if self.answers.has(known, aspect))
        if len(aspects) < 2:
            return ()
        if first not in aspects and not all(sure == 1.0 for _, sure in found):
            return ()
        order = sorted(aspects, key=lambda aspect: ranking.outcome == "answer" and aspect != first)
        return tuple(f"{entity}#{aspect}" for aspect in order[:2])

    def _did_you_mean(self, ranking: Ranking, speech: Speech) -> Message:
        sayable = [one for one in ranking.candidates if split(one.topic)[0] != SMALLTALK]
        offered = [one for one in sayable if one.score >= WORTH_CHOOSING * sayable[0].score][:CHOICES]
        if len(offered) < 2:
            offered = sayable[:2]
        buttons = tuple(self._button(one, speech) for one in offered)
        person = Button(speech.say("button-person"), Ask("office#contact"))
        there = "office" in self._knowledge.entities and all(one.topic != "office#contact" for one in offered)
        extra = (person,) if there else ()
        return Message(speech.say("choices"), (*buttons, *extra))

    def _offers(self, topic: str, ranking: Ranking) -> bool:
        return topic in {one.topic for one in ranking.candidates[:CHOICES]}

    def _button(self, candidate: Candidate, speech: Speech) -> Button:
        return Button(self.answers.label(candidate.topic, speech), Ask(candidate.topic))

    def _not_known(self, ranking: Ranking, now: datetime, speech: Speech) -> Message:
        buttons = menus.ways_on(self._knowledge, speech)
        if ranking.outside:
            text_of_it = self.answers.compose(ranking.outside.topic, now, speech)[0].text
            return Message(text_of_it, buttons)
        office = self._knowledge.entities.get("office")
        desk = self._knowledge.desks.get(office.care.owner or "") if office else None
        lines = [speech.say("unknown")]
        if desk:
            name, contact = said(desk.names, speech.language), said(desk.contact, speech.language).strip()
            lines.append(speech.say("unknown-person", desk=name, contact=contact))
        return Message("\n\n".join(lines), buttons)

    def _noted(self, messages: tuple[Message, ...], ranking: Ranking, speech: Speech) -> tuple[Message, ...]:
        """While the matcher is not at full strength yet, the last message says so."""
        if ranking.full_strength:
            return messages
        last = messages[-1]
        return (*messages[:-1], replace(last, text=f"{last.text}\n\n{speech.say('still-learning')}"))


def _led_by(topic: str, ranking: Ranking) -> Ranking:
    """An answer's topic is its first candidate."""
    nearest = next((one.nearest for one in ranking.candidates if one.topic == topic), "")
    others = [one for one in ranking.candidates if one.topic != topic]
    led = (Candidate(topic, ranking.candidates[0].score, nearest), *others)
    return replace(ranking, outcome="answer", candidates=led[: len(ranking.candidates)])
