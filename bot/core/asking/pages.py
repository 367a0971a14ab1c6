"""What is shown for a label: an answer with the sentence that answers first, a page of help, a word, a person."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.core import menus
from bot.core.actions import Ask
from bot.core.answers import Answers
from bot.core.asking import choices
from bot.core.asking.leads import Leads
from bot.core.asking.telling import Manner
from bot.core.knowledge import split
from bot.core.matching.reading import Reading
from bot.core.messages import Button, Message, Speech
from bot.core.people import Talk
from bot.core.periods import Period
from bot.core.talk.labels import Label

BOARD = "office#dates"


@dataclass(frozen=True, slots=True)
class Pages:
    """`leads` is None until the answers' sentences have been learned."""

    answers: Answers
    leads: Leads | None = None

    def shown(
        self,
        label: Label,
        reading: Reading,
        talk: Talk,
        now: datetime,
        speech: Speech,
        period: Period | None,
        brief: bool = False,
    ) -> tuple[Message, ...]:
        """`brief`: one of two answers in a reply, in a few lines."""
        match label.kind:
            case "elsewhere" | "unknown":
                return (choices.not_known(self.answers, reading.ranking, reading.entry, now, speech),)
            case "smalltalk" if not label.name:
                return (Message(speech.say("smalltalk-ok")),)
            case "emergency":
                return self._help(label, talk, now, speech)
            case "mycase" if str(label) in self.answers.topics():
                told = self.answers.compose(str(label), now, speech)
                return (*told[:-1], replace(told[-1], buttons=(menus.person(speech),)))
        topic = choices.topic_of(label)
        if topic not in self.answers.topics():
            return (Message(speech.say("unknown"), menus.ways_on(self.answers.knowledge, speech)),)
        fact = None
        if self.leads is not None and label.kind == "office":
            fact = self.leads.lead(reading.ranking.read_as, reading.vector, topic, speech.language)
        manner = Manner(fact.place if fact else -1, known(talk, topic), brief)
        return self.answers.compose(topic, now, speech, period=period if topic == BOARD else None, manner=manner)

    def marked(self, talk: Talk, topic: str | None) -> Talk:
        """The talk once an answer was shown with its mark and its desk."""
        entity, aspect = split(topic or "")
        return replace(talk, marked=entity) if aspect and entity in self.answers.knowledge.entities else talk

    def _help(self, label: Label, talk: Talk, now: datetime, speech: Speech) -> tuple[Message, ...]:
        """The page for what happened, whole; under it what the subject's own programme says of safety."""
        entity = self.answers.knowledge.entities.get(talk.subject or "office")
        messages = self.answers.compose(str(label), now, speech)
        topic = f"{entity.id}#safety" if entity and "safety" in entity.answers else "office#safety"
        if topic not in self.answers.topics():
            return messages
        own = Button(self.answers.label(topic, speech), Ask(topic))
        return (*messages[:-1], replace(messages[-1], buttons=(own, menus.person(speech))))


def known(talk: Talk, topic: str) -> bool:
    """Whether the talk has heard the mark and the desk of this subject whole."""
    return talk.marked == split(topic)[0]
