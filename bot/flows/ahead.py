"""Planning ahead: which programme fits, two beside each other, when to start, and the papers ticked off."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.core import calendar_entries, cards, compare_pages, fit, fit_pages, plan_pages, timeline, titles, upcoming
from bot.core.actions import Ahead as Step
from bot.core.actions import Card, Compare, Fit, Plan, Show, Tick, tag
from bot.core.follow_pages import Office
from bot.core.knowledge import Entity, said
from bot.core.messages import Button, Document, Message, Speech
from bot.flows.ports import Address, Checklist, Entries, Follows, Render

COMMANDS = ("fit", "compare", "plan", "card", "timeline", "timelineall", "calendar")

Messages = tuple[Message, ...]


class Ahead:
    """`office` gives the one in force. Of the answers about what fits nothing is kept."""

    def __init__(
        self,
        follows: Follows,
        checklist: Checklist,
        entries: Entries,
        office: Callable[[], Office],
        render: Render,
    ) -> None:
        self._follows = follows
        self._checklist = checklist
        self._office = office
        self._entries = entries
        self._render = render

    async def __call__(self, wish: Step | Show, address: Address, now: datetime, speech: Speech) -> Messages:
        office = self._office()
        match wish:
            case Fit(answers):
                return (fit_pages.page(office, answers, now, speech),)
            case Compare(one, other):
                return (compare_pages.page(office, one, other, now, speech),)
            case Plan(key):
                return await self._planned(key, address, now, speech)
            case Card(entity):
                return self._card(entity, now, speech)
            case Tick():
                return await self._tick(wish, address, now, speech)
            case Show(command):
                return await self.commanded(command, "", address, now, speech)

    def fit(self, answers: fit.Answers, now: datetime, speech: Speech) -> Messages:
        """Which programme fits, going on from what somebody said of themselves."""
        office = self._office()
        return (fit_pages.page(office, fit.told(office.knowledge, answers), now, speech),)

    async def commanded(self, name: str, rest: str, address: Address, now: datetime, speech: Speech) -> Messages:
        """`/fit`, `/compare exchange visiting`, `/plan exchange`, `/card exchange`; what is not known asks which."""
        office = self._office()
        match name:
            case "fit":
                return (fit_pages.page(office, (), now, speech),)
            case "compare":
                found = [entity for entity in (office.programme(word) for word in rest.split()) if entity]
                one, other = ([tag(entity.id) for entity in found] + ["", ""])[:2]
                return (compare_pages.page(office, one, other, now, speech),)
            case "card":
                return self._card(rest, now, speech)
            case "timeline":
                return await self._timeline(address, now, speech)
            case "calendar":
                return (await self._calendar(address, now, speech),)
            case "timelineall":
                return (await self._drawn(None, now, speech),)
        found_key = office.find(rest)
        entity = found_key[0] if found_key else office.programme(rest)
        if entity is None:
            return (self._which("plan-which", Plan, speech),)
        return await self._planned(f"{entity.id}/{found_key[1]}" if found_key else entity.id, address, now, speech)

    async def _planned(self, key: str, address: Address, now: datetime, speech: Speech) -> Messages:
        office = self._office()
        found = office.find(key)
        if found is None:
            return (self._which("plan-which", Plan, speech),)
        entity, window = found[0], found[1].removeprefix(titles.STEPS)
        follows = {(one.entity, one.window) for one in await self._follows.of(address)}
        rounds = upcoming.of_entity(entity, now, office.zone)
        shown = window or (rounds[0].window.id if rounds else "")
        steps = (entity.id, f"{titles.STEPS}{shown}") in follows
        ticked = await self._checklist.ticked(address)
        return (plan_pages.page(office, entity, shown, ticked, steps, now, speech),)

    async def _tick(self, wish: Tick, address: Address, now: datetime, speech: Speech) -> Messages:
        office = self._office()
        found = office.find(wish.key)
        paper = next((one for one in office.knowledge.papers.values() if tag(one.id) == wish.paper), None)
        if found is None or paper is None:
            return (Message(speech.say("old-button")),)
        entity, window = found[0], found[1].removeprefix(titles.STEPS)
        rounds = upcoming.of_entity(entity, now, office.zone)
        chosen = next((one for one in rounds if one.window.id == window), rounds[0] if rounds else None)
        if chosen is None:
            return (Message(speech.say("old-button")),)
        place = plan_pages.where(chosen.place, paper)
        await self._checklist.tick(address, place, paper.id, wish.there, now)
        return await self._planned(chosen.key, address, now, speech)

    async def _timeline(self, address: Address, now: datetime, speech: Speech) -> Messages:
        """Of what somebody follows, with a button for everything; of everything where they follow nothing."""
        follows = [(one.entity, one.window) for one in await self._follows.of(address)]
        if not follows:
            return (await self._drawn(None, now, speech),)
        own = await self._drawn(follows, now, speech)
        return (replace(own, buttons=(Button(speech.say("button-timeline-all"), Show("timelineall")),)),)

    async def _drawn(self, follows: list[tuple[str, str]] | None, now: datetime, speech: Speech) -> Message:
        picture = timeline.picture(self._office(), follows, now, speech)
        png = await asyncio.to_thread(self._render.timeline, picture)
        sample = speech.say("sample") if any(span.uncertain for span in picture.spans) else ""
        text = "\n\n".join(filter(None, (speech.say("timeline"), sample)))
        return Message(text, documents=(Document("open-window.png", png),))

    async def _calendar(self, address: Address, now: datetime, speech: Speech) -> Message:
        """Of what somebody follows, as a file that their phone takes."""
        office = self._office()
        follows = [(one.entity, one.window) for one in await self._follows.of(address)]
        if not follows:
            return Message(speech.say("calendar-none"), (Button(speech.say("button-following"), Show("following")),))
        found = calendar_entries.of(office, follows, now, speech)
        if not found:
            return Message(speech.say("calendar-empty"))
        sequences = await self._entries.sequences({entry.uid: entry.version for entry in found})
        entries = calendar_entries.numbered(found, sequences)
        name = speech.say("calendar-name")
        content = await asyncio.to_thread(self._render.calendar, name, entries, office.knowledge.zone, now)
        return Message(speech.say("calendar", number=len(entries)), documents=(Document("open-window.ics", content),))

    def _card(self, rest: str, now: datetime, speech: Speech) -> Messages:
        office = self._office()
        entity = office.programme(rest)
        text = cards.card(office, entity, now, speech) if entity else None
        if text is None:
            there = tuple(one for one in office.knowledge.entities.values() if one.card)
            asked = speech.say("card-which" if there else "card-none")
            return (Message(asked, tuple(_choice(one, Card, speech) for one in there)),)
        return (Message(speech.say("card-copy")), Message(text))

    def _which(self, key: str, action: Callable[[str], Plan], speech: Speech) -> Message:
        listed = [one for one in self._office().knowledge.entities.values() if one.windows and one.papers]
        return Message(speech.say(key), tuple(_choice(one, action, speech) for one in listed))


def _choice(entity: Entity, action: Callable[[str], Plan | Card], speech: Speech) -> Button:
    return Button(said(entity.names, speech.language), action(entity.id))
