"""What to reply: from a question or a press, with the person and the talk so far, to messages and the talk after.

Pure: the moment is an argument, state goes in and comes back. Channels only translate what comes out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.core import menus, periods, text
from bot.core.actions import Action, Ask, Be, Browse, More, Speak, Stale
from bot.core.answers import Answers
from bot.core.asking import choices, pages, parts, picks, talks
from bot.core.asking.leads import Leads
from bot.core.asking.pages import BOARD, Pages
from bot.core.asking.telling import Manner
from bot.core.asking.wants import Want, want
from bot.core.knowledge import Audience, Outcome, said, split
from bot.core.matching.decision import GUESS, Decision
from bot.core.matching.matcher import Matcher
from bot.core.matching.ranking import Ranking
from bot.core.matching.reading import Reading
from bot.core.messages import Message, Speech
from bot.core.people import Person, Talk
from bot.core.periods import Period
from bot.core.talk import labels
from bot.core.talk.labels import Label

SMALLTALK = "smalltalk"
"""Entries of this family are nothing to choose: nobody means to ask for a greeting."""


@dataclass(frozen=True, slots=True)
class Reply:
    """`topic` is set for an answer only. `said` tells what is shown at once, `offered` what there is to choose from.

    `want`: what a flow is to do; what it shows stands at `messages[at]`.
    """

    outcome: Outcome
    topic: str | None
    messages: tuple[Message, ...]
    person: Person
    talk: Talk
    ranking: Ranking | None = None
    said: tuple[Label, ...] = ()
    offered: tuple[Label, ...] = ()
    want: Want | None = None
    at: int = 0
    reading: Reading | None = None


class Conversation:
    """Answers and a matcher; `speeches` are the bot's own sentences by language."""

    def __init__(
        self, answers: Answers, matcher: Matcher, speeches: Mapping[str, Speech], leads: Leads | None = None
    ) -> None:
        self.answers = answers
        self._pages = Pages(answers, leads)
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
            return self._wordless(question, person, talk, self.speech(language or person.language))
        written = text.language(question) if text.has_words(folded) else person.language
        language = language or written
        if not person.chose_language:
            person = replace(person, language=language)
        speech = self.speech(language)
        pick = picks.picked(question, talk.offered, self.speeches)
        if pick is False:
            ways = Message(speech.say("choices-none"), menus.ways_on(self._knowledge, speech))
            return Reply("choices", None, (ways,), person, replace(talk, offered=()), said=(labels.SMALLTALK,))
        if isinstance(pick, str):
            return self._chosen(labels.read(pick), question, person, talk, now, speech)
        reading = self._matcher.read(question, talks.situation(talk), person.role, bool(talk.offered))
        period = periods.named(question, now, self.answers.zone)
        said_labels = self._meant(folded, reading, talk, period)
        if said_labels:
            return self._said(said_labels, question, reading, person, talk, now, speech, period)
        talk = talks.heard(talk, None, reading)
        return self._undecided(reading, person, talk, now, speech)

    def _wordless(self, question: str, person: Person, talk: Talk, speech: Speech) -> Reply:
        """An emoji is small talk and gets a word; nothing at all is told what to do."""
        there = bool(question.strip()) and "office" in self._knowledge.entities
        key = "smalltalk-ok" if there else "empty"
        message = Message(speech.say(key), menus.ways_on(self._knowledge, speech))
        said = (labels.SMALLTALK,) if there else ()
        return Reply("unknown", None, (message,), person, talk, self._matcher.rank(question), said)

    def _chosen(self, label: Label, question: str, person: Person, talk: Talk, now: datetime, speech: Speech) -> Reply:
        """One of the choices, named in words: as certain as a tap on it."""
        reading = self._matcher.read(question, talks.situation(talk), person.role, True)
        reading = replace(reading, decision=Decision(), about=False, chances=())
        return self._said((label,), question, reading, person, talk, now, speech, None)

    def _meant(self, folded: str, reading: Reading, talk: Talk, period: Period | None) -> tuple[Label, ...]:
        """What is said at once: the decision, or what the shape of the question says beyond it."""
        decision, ranking, board = reading.decision, reading.ranking, Label("office", BOARD)
        kinds = {label.kind for label in (*decision.said, *decision.offered)}
        if "emergency" in {label.kind for label in decision.said}:
            return decision.said
        likely = board in decision.said or dict(reading.chances).get(board, 0.0) >= GUESS
        near = (likely and board in (*decision.said, *decision.offered)) or periods.open_to_all(folded)
        if period and near and not ranking.named:
            return (board,)  # "what closes this month?": a time and no programme is the board's
        if parts.compared(decision.said, ranking, self._knowledge):
            return (decision.said[0], Label("act", "compare"))
        both = parts.both(folded, ranking, talk, self.answers, self._matcher) if "office" in kinds else ()
        return tuple(Label("office", topic) for topic in both) or decision.said

    def _said(
        self,
        said_labels: tuple[Label, ...],
        question: str,
        reading: Reading,
        person: Person,
        talk: Talk,
        now: datetime,
        speech: Speech,
        period: Period | None,
    ) -> Reply:
        """The reply that says these labels, in their order."""
        messages: list[Message] = [Message(speech.say("doubt"))] if reading.decision.doubt else []
        wanted, at = None, 0
        two = len([label for label in said_labels if label.kind == "office"]) > 1
        for label in said_labels:
            if parts.shown_already(label, said_labels):
                continue
            if label.kind == "act":
                wanted = want(label, question, reading, talk, self._knowledge, self.speeches)
                at = len(messages)
            else:
                messages = [*messages, *self._pages.shown(label, reading, talk, now, speech, period, two)]
        if two and messages:
            messages[-1] = replace(messages[-1], buttons=(*messages[-1].buttons, menus.person(speech)))
        if reading.decision.unsure and said_labels == reading.decision.said:
            messages = choices.doubtful(messages, wanted is not None, speech)
            wanted = replace(wanted, about=True) if wanted else None  # a guess is shown; only what is sure is done
        first = said_labels[0]
        page = choices.topic_of(first)
        topic = page if page in self.answers.topics() and first.kind != "elsewhere" else None
        messages = [*self._worded_for(person, topic, tuple(messages), speech)]
        outcome: Outcome = "unknown" if first.kind in {"elsewhere", "unknown"} else "answer"
        after = talks.heard(talk, first, reading) if reading.decision.said else talks.after(talk, first)
        after = self._pages.marked(after, topic)
        noted = self._noted(tuple(messages), reading.ranking, speech)
        return Reply(outcome, topic, noted, person, after, reading.ranking, said_labels, (), wanted, at, reading)

    def _undecided(self, reading: Reading, person: Person, talk: Talk, now: datetime, speech: Speech) -> Reply:
        offered, ranking = reading.decision.offered, reading.ranking
        known = choices.answerable(self.answers, offered, reading.chances)
        doubt = (Message(speech.say("doubt")),) if reading.decision.doubt else ()
        if known:
            message = choices.did_you_mean(self.answers, known, talk, speech)
            shown = self._noted((*doubt, message), ranking, speech)
            talk = replace(talk, offered=tuple(str(one) for one in known))
            return Reply("choices", None, shown, person, talk, ranking, (), known, reading=reading)
        message = choices.not_known(self.answers, ranking, reading.entry, now, speech)
        shown = self._noted((*doubt, message), ranking, speech)
        return Reply(
            "unknown", None, shown, person, replace(talk, offered=()), ranking, (labels.UNKNOWN,), reading=reading
        )

    def press(self, action: Action, person: Person, talk: Talk, now: datetime) -> Reply:
        """What a button does, in the person's language."""
        speech = self.speech(person.language)
        match self._known(action):
            case Ask(topic):
                manner = Manner(known=pages.known(talk, topic))
                told = self.answers.compose(topic, now, speech, manner=manner)
                after = self._pages.marked(talks.after(talk, labels.read(topic)), topic)
                return Reply("answer", topic, self._worded_for(person, topic, told, speech), person, after)
            case More(topic, part, lead):
                manner = Manner(lead, pages.known(talk, topic))
                messages = self.answers.compose(topic, now, speech, part, manner=manner)
                after = self._pages.marked(talks.after(talk, labels.read(topic)), topic)
                return Reply("answer", topic, messages, person, after)
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
            case Ask(topic) | More(topic, _, _) if topic not in self.answers.topics():
                return Stale()
            case Browse(entity) if entity is not None and entity not in self._knowledge.entities:
                return Stale()
        return action

    def _browsed(self, entity: str | None, person: Person, talk: Talk, speech: Speech) -> Reply:
        if entity is None:
            return self._shown(menus.topics(self.answers, person.role, speech), person, talk)
        return self._shown(menus.aspects(self.answers, entity, speech), person, talks.about(talk, entity))

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
        return talks.after(reply.talk, reply.offered[0]) if reply.offered else reply.talk

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
            return self.press(Ask(BOARD), person, talk, now)
        none = Message(speech.say("board-none"), menus.ways_on(self._knowledge, speech))
        return self._shown((none,), person, talk)

    def _shown(self, messages: tuple[Message, ...], person: Person, talk: Talk) -> Reply:
        return Reply("answer", None, messages, person, talk)

    def _worded_for(
        self, person: Person, topic: str | None, messages: tuple[Message, ...], speech: Speech
    ) -> tuple[Message, ...]:
        """A word in front when the person's role may not join what the answer is about."""
        entity = self._knowledge.entities.get(split(topic)[0]) if topic else None
        if person.role is None or entity is None or entity.kind != "programme" or person.role in entity.audiences:
            return messages
        for_whom = sorted(entity.audiences)[0]
        note = speech.say(f"for-{for_whom}", entity=said(entity.names, speech.language))
        return (replace(messages[0], text=f"{note}\n\n{messages[0].text}"), *messages[1:])

    def _noted(self, messages: tuple[Message, ...], ranking: Ranking, speech: Speech) -> tuple[Message, ...]:
        """While the matcher is not at full strength yet, the last message says so."""
        if ranking.full_strength or not messages:
            return messages
        last = messages[-1]
        return (*messages[:-1], replace(last, text=f"{last.text}\n\n{speech.say('still-learning')}"))
