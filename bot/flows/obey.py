"""Doing what somebody wants of the assistant in their own words: followed, paused, shown, or asked about first."""

from collections.abc import Callable
from datetime import datetime

from bot.core import account_pages, fit, menus
from bot.core.actions import Adjust, Card, Compare, Plan, Speak, tag
from bot.core.asking import persons
from bot.core.asking.wants import Want
from bot.core.conversation import Conversation
from bot.core.follow_pages import Office
from bot.core.messages import Message, Speech
from bot.core.people import Person
from bot.flows.account import Account
from bot.flows.ahead import Ahead
from bot.flows.follow import Follow
from bot.flows.ports import Address
from bot.flows.staff import Staff

Messages = tuple[Message, ...]
Done = tuple[Messages, Person]


class Obey:
    """Asking is not doing: what would change something is only shown where it was only asked about."""

    def __init__(
        self,
        conversation: Callable[[], Conversation],
        office: Callable[[], Office],
        follow: Follow,
        ahead: Ahead,
        account: Account,
        staff: Staff,
    ) -> None:
        self._conversation = conversation
        self._office = office
        self._follow = follow
        self._ahead = ahead
        self._account = account
        self._staff = staff

    async def __call__(self, want: Want, address: Address, person: Person, subject: str | None, now: datetime) -> Done:
        """What it brought, and the person with whatever it changed of them."""
        speech = self._conversation().speech(person.language)
        match want.act:
            case "follow" | "unfollow" | "following" | "done" | "snooze":
                return await self._about_letters(want, address, now, speech), person
            case "pause" | "stop" | "resume":
                return self._adjusted(want, person, now, speech)
            case "fit" | "compare" | "plan" | "card" | "timeline" | "calendar":
                return await self._planned(want, address, now, speech), person
            case "mydata":
                return await self._account.my_data(address, speech), person
            case "privacy":
                return self._account.privacy(speech), person
            case "forget":
                return (account_pages.forget_question(speech),), person
            case "news":
                return await self._staff.news(address, now, speech), person
            case "person":
                answers = self._conversation().answers
                return (persons.page(answers, want.entity or subject, now, speech),), person
            case "language":
                return self._spoken(want, person, now, speech)
            case "deadlines":
                return self._conversation().deadlines(person, persons.NO_TALK, now).messages, person
            case "help":
                return self._conversation().help(person, persons.NO_TALK).messages, person

    async def _about_letters(self, want: Want, address: Address, now: datetime, speech: Speech) -> Messages:
        if want.act == "following" or (want.about and want.act != "follow"):
            return await self._follow.following(address, now, speech)
        if want.act == "follow" and want.about:
            return await self._follow.told(want.entity, address, now, speech)
        if want.act == "follow":
            return await self._follow.follow(want.entity, address, now, speech)
        if want.act == "unfollow" and want.entity:
            return await self._follow.unfollow(want.entity, address, now, speech)
        if want.act == "done" and want.entity:
            return await self._follow.done(want.entity, address, now, speech)
        if want.act == "snooze":
            return await self._follow.snooze_last(address, now, speech)
        return await self._follow.following(address, now, speech)

    def _adjusted(self, want: Want, person: Person, now: datetime, speech: Speech) -> Done:
        if want.about:
            return self._account.settings(person, now, speech), person
        if want.act == "pause" and want.days is None:
            return self._account.set("pause", "", person, now, speech)
        value = {"pause": str(min(want.days or 0, 365)), "stop": "off", "resume": "on"}[want.act]
        return self._account.adjust(Adjust("pause" if want.act == "pause" else "letters", value), person, now, speech)

    async def _planned(self, want: Want, address: Address, now: datetime, speech: Speech) -> Messages:
        match want.act:
            case "fit":
                return self._ahead.fit(_told(want), now, speech)
            case "compare":
                two = [one for one in (want.entity, *want.others) if self._office().programme(one)][:2]
                one, other = ([tag(id) for id in two] + ["", ""])[:2]
                return await self._ahead(Compare(one, other), address, now, speech)
            case "plan":
                return await self._ahead(Plan(want.entity), address, now, speech)
            case "card":
                return await self._ahead(Card(want.entity), address, now, speech)
            case name:
                return await self._ahead.commanded(name, "", address, now, speech)

    def _spoken(self, want: Want, person: Person, now: datetime, speech: Speech) -> Done:
        conversation = self._conversation()
        if want.language is None or want.about:
            return (menus.languages(conversation.speeches, speech),), person
        reply = conversation.press(Speak(want.language), person, persons.NO_TALK, now)
        return reply.messages, reply.person


def _told(want: Want) -> fit.Answers:
    """What the words say of whom a programme should fit."""
    found: dict[fit.Matter, str | None] = {
        "who": "student" if want.year else None,
        "year": str(want.year) if want.year else None,
        "department": want.department,
        "level": want.level,
    }
    return {matter: value for matter, value in found.items() if value is not None}
