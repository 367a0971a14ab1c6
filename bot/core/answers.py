"""The answer to a topic, worked out today: text, windows, marks, who to ask, and buttons for what may come next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core import board, messages, staleness, windows
from bot.core.actions import Ask, More
from bot.core.asking.facts import begun
from bot.core.asking.onward import onward
from bot.core.asking.telling import BRIEF, FIRST, PLAIN, READABLE, Manner, Written, told_first, written
from bot.core.calendar import Standing
from bot.core.knowledge import ASPECTS, Answer, Care, Entity, Entry, Knowledge, said, split
from bot.core.messages import Button, Message, Speech
from bot.core.periods import Period
from bot.core.text import language
from bot.core.working_days import WorkingDays

_FROM_OFFICE = ("contact", "hours", "location")
_WITH_WINDOWS = ("overview", "apply", "eligibility")


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything an answer is made of except the moment and the language."""

    knowledge: Knowledge
    working_days: WorkingDays = field(default_factory=WorkingDays)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.knowledge.zone)

    def topics(self) -> tuple[str, ...]:
        """Every legal topic: all pairs of entity and aspect, and the plain entries."""
        pairs = (f"{entity}#{aspect}" for entity in self.knowledge.entities for aspect in ASPECTS)
        return (*pairs, *self.knowledge.entries, *self._pages())

    def _pages(self) -> Mapping[str, Answer]:
        """What is no topic and has a page all the same, by its label: trouble, and how somebody's own case stands."""
        pages = {f"emergency:{kind}": one.answer for kind, one in self.knowledge.emergencies.items()}
        return pages | ({"mycase": self.knowledge.mycase} if self.knowledge.mycase else {})

    def compose(
        self,
        topic: str,
        now: datetime,
        speech: Speech,
        part: int = 0,
        period: Period | None = None,
        manner: Manner = PLAIN,
    ) -> tuple[Message, ...]:
        """The messages of an answer; safety comes whole, everything else in parts with a "more" button.

        `period` is what the board is asked for; no other answer minds it.
        """
        entity_id, aspect = split(topic)
        page = self._pages().get(topic)
        if page is not None:
            return self._cut(topic, Written(said(page.texts, speech.language).strip()), 0, (), page, speech, whole=True)
        entry = self.knowledge.entries.get(topic)
        if entry is not None:
            return self._cut(
                topic, self._entry_text(entry, now, speech, manner), part, (), entry.answer, speech, manner
            )
        entity = self.knowledge.entities[entity_id]
        aspect = aspect or "overview"
        answer = entity.answers.get(aspect)
        buttons = self._next(entity, aspect, speech)
        if topic == "office#dates":
            text = self._board(answer, now, speech, period)
        elif not self.has(entity, aspect):
            name = said(entity.names, speech.language)
            text = Written(speech.say("not-here", entity=name, aspect=self.name(aspect, speech)))
        else:
            text = self._answer_text(entity, aspect, answer, now, speech, manner)
        return self._cut(topic, text, part, buttons, answer, speech, manner, whole=period is not None)

    def has(self, entity: Entity, aspect: str) -> bool:
        """Whether there is something to say: a text, windows, or at least the desk whom to ask."""
        told = aspect in entity.answers or self._office_answer(aspect) is not None
        desk = aspect == "contact" and entity.care.owner in self.knowledge.desks
        return told or desk or (aspect == "dates" and bool(entity.windows))

    def name(self, aspect: str, speech: Speech) -> str:
        words = self.knowledge.vocabulary.aspects.get(aspect)
        return said(words.names, speech.language) if words else aspect

    def short(self, aspect: str, speech: Speech) -> str:
        """The name of an aspect on a button."""
        words = self.knowledge.vocabulary.aspects.get(aspect)
        return said(words.short or words.names, speech.language) if words else aspect

    def label(self, topic: str, speech: Speech) -> str:
        """A topic on a button: "Cost – Exchange"."""
        entity_id, aspect = split(topic)
        kind = self.knowledge.emergencies.get(topic.removeprefix("emergency:"))
        if kind is not None:
            return said(kind.names, speech.language)
        if topic == "mycase":
            return speech.say("button-mycase")
        entity = self.knowledge.entities.get(entity_id)
        if entity is None:
            entry = self.knowledge.entries[topic]
            ways = [way.text for way in self.knowledge.phrasings if way.topic == topic]
            own = [way for way in ways if language(way) == speech.language]
            first = said(entry.answer.texts, speech.language).strip().split("\n")[0]
            return next(iter((*own, *ways, first)))[:40]
        return f"{self.short(aspect or 'overview', speech)} – {said(entity.short or entity.names, speech.language)}"

    def _answer_text(
        self, entity: Entity, aspect: str, answer: Answer | None, now: datetime, speech: Speech, manner: Manner
    ) -> Written:
        today = now.astimezone(self.zone).date()
        care = answer.care if answer else entity.care
        name = said(entity.names, speech.language)
        blocks = [speech.say("title", entity=name, aspect=self.name(aspect, speech))]
        of_windows = care if care.stale(today) else entity.care
        if aspect == "dates":
            blocks += self._windows(entity, of_windows, now, speech)
        source = answer or self._office_answer(aspect)
        if source:
            text = said(source.texts, speech.language).strip()
            blocks.append(told_first(text, manner.lead, stale=care.stale(today)))
            care = source.care if answer is None else care
        line = ""
        if aspect in _WITH_WINDOWS and entity.windows and not of_windows.stale(today):
            nearest = windows.first(entity, now, self.zone)
            line = windows.run_on(self._told(nearest, now, speech), self._uncertain([nearest], now, speech))
        sample = care.sample or (aspect in {"dates", *_WITH_WINDOWS} and any(w.sample for w in entity.windows))
        owner = self._owner(care.owner or entity.care.owner, speech, manner.known)
        return written(blocks, [self._marks(care, sample, today, speech, manner.known), owner], line)

    def _office_answer(self, aspect: str) -> Answer | None:
        office = self.knowledge.entities.get("office")
        return office.answers.get(aspect) if office and aspect in _FROM_OFFICE else None

    def _windows(self, entity: Entity, care: Care, now: datetime, speech: Speech) -> list[str]:
        today = now.astimezone(self.zone).date()
        if not entity.windows:
            desk = self.knowledge.desks.get(entity.care.owner or "")
            return [speech.say("no-windows", desk=said(desk.names, speech.language))] if desk else []
        if care.stale(today):
            return [speech.say("windows-stale", verified=care.verified or care.valid_until or today)]
        standings = windows.in_order(entity.windows, now, self.zone)
        near = windows.with_course(standings, now, self.zone)
        lines = []
        for one in standings:
            lines.append(f"- {self._told(one, now, speech)}")
            lines += [f"  - {line}" for line in windows.course(one, now, self.zone, speech) if one in near]
        return ["\n".join(lines), self._zone_line(standings, speech), self._uncertain(standings, now, speech)]

    def _told(self, one: Standing, now: datetime, speech: Speech) -> str:
        last = windows.last_working_day(one, self.working_days, now, speech)
        return windows.run_on(windows.sentence(one, speech), last)

    def _uncertain(self, standings: Sequence[Standing], now: datetime, speech: Speech) -> str:
        told = [one for one in standings if windows.last_working_day(one, self.working_days, now, speech)]
        return windows.uncertain(told, self.working_days, speech)

    def _board(self, answer: Answer | None, now: datetime, speech: Speech, period: Period | None) -> Written:
        today = now.astimezone(self.zone).date()
        dated = [
            entity for entity in self.knowledge.entities.values() if entity.windows and not entity.care.stale(today)
        ]
        rows = board.rows(dated, now, self.zone)
        care = answer.care if answer else Care()
        if period:
            blocks = board.during(period, dated, now, self.zone, speech)
        else:
            text = said(answer.texts, speech.language).strip() if answer else ""
            blocks = [*board.whole(rows, speech), staleness.withhold(text) if care.stale(today) else text]
        sample = any(window.sample for entity in dated for window in entity.windows)
        owner = self._owner(care.owner, speech) if care.stale(today) else ""
        marks = self._marks(care, sample or care.sample, today, speech)
        return written(blocks, [marks, owner, self._zone_line([row.standing for row in rows], speech)])

    def _zone_line(self, standings: Sequence[Standing], speech: Speech) -> str:
        whole = "yes" if any(windows.closes_with_its_day(one) for one in standings) else "no"
        if self.knowledge.zone == "Asia/Shanghai":
            return speech.say("zone-beijing", whole=whole)
        return speech.say("zone-other", zone=self.knowledge.zone, whole=whole)

    def _marks(self, care: Care, sample: bool, today: date, speech: Speech, known: bool = False) -> str:
        marks = []
        if care.stale(today):
            marks.append(
                speech.say("stale", verified=care.verified) if care.verified else speech.say("stale-unverified")
            )
        if care.mark in {"national", "host"}:
            marks.append(speech.say(f"mark-{care.mark}"))
        if sample:
            marks.append(speech.say("sample-known" if known else "sample"))
        elif care.verified and not care.stale(today):
            marks.append(speech.say("verified", verified=care.verified))
        return "\n".join(marks)

    def _owner(self, owner: str | None, speech: Speech, known: bool = False) -> str:
        desk = self.knowledge.desks.get(owner or "")
        if desk is None:
            return ""
        language = speech.language
        if known:
            return speech.say("ask-owner-known", desk=said(desk.names, language))
        return speech.say("ask-owner", desk=said(desk.names, language), contact=said(desk.contact, language).strip())

    def _entry_text(self, entry: Entry, now: datetime, speech: Speech, manner: Manner) -> Written:
        today = now.astimezone(self.zone).date()
        care = entry.answer.care
        text = said(entry.answer.texts, speech.language).strip()
        blocks = [told_first(text, manner.lead, stale=care.stale(today))]
        office = self.knowledge.offices.get(entry.office or "")
        if office:
            name, contact = said(office.names, speech.language), said(office.contact, speech.language).strip()
            blocks.append(speech.say("elsewhere", office=name, contact=contact))
        owner = "" if office else self._owner(care.owner, speech)
        return written(blocks, [self._marks(care, care.sample, today, speech), owner])

    def _next(self, entity: Entity, aspect: str, speech: Speech) -> tuple[Button, ...]:
        person = "office" in self.knowledge.entities
        offers = onward(entity, aspect, lambda other: self.short(other, speech), speech.say, person)
        return tuple(Button(label, action) for label, action in offers)

    def _cut(
        self,
        topic: str,
        text: Written,
        part: int,
        buttons: tuple[Button, ...],
        answer: Answer | None,
        speech: Speech,
        manner: Manner = PLAIN,
        whole: bool = False,
    ) -> tuple[Message, ...]:
        files = answer.attachments if answer and part == 0 else ()
        foot = f"\n\n{text.foot}" if text.foot else ""
        date = f"\n\n{text.date}" if text.date else ""
        if whole or split(topic)[1] == "safety":
            buttons = () if manner.brief else buttons  # the ways on stand under the reply, once
            pieces = messages.parts(text.body + date + foot)
            last = len(pieces) - 1
            return tuple(
                Message(piece, buttons if number == last else (), files if number == last else ())
                for number, piece in enumerate(pieces)
            )
        if manner.brief:
            beginning, _ = begun(text.body, BRIEF.get(speech.language, READABLE))
            return (Message(beginning + date + foot, (Button(self.label(topic, speech), Ask(topic)),)),)
        dated = split(topic)[1] == "dates"  # all windows with their days are what was asked for
        first = READABLE if dated else FIRST.get(speech.language, READABLE)
        beginning, rest = begun(text.body, max(first - messages.length(date + foot), first // 2))
        room = max(READABLE - messages.length(foot), READABLE // 2)
        pieces = (beginning + date, *(messages.parts(rest, room) if rest else ()))
        part = min(part, len(pieces) - 1)
        if part < len(pieces) - 1:
            buttons = (Button(speech.say("button-more"), More(topic, part + 1, manner.lead)), *buttons)
        return (Message(pieces[part] + foot, buttons, files),)
