"""What comes of what somebody sent: a question answered, a button's action done, a command obeyed."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core import account_pages, actions, packing, privacy
from bot.core.actions import (
    Action,
    Adjust,
    Announce,
    Browse,
    Card,
    Close,
    Compare,
    Fit,
    Forget,
    Manage,
    Plan,
    Show,
    Snooze,
    Speak,
    Tick,
    Unfollow,
)
from bot.core.actions import Follow as FollowAction
from bot.core.asking import persons, talks
from bot.core.asking.wants import Want
from bot.core.conversation import Conversation, Reply
from bot.core.messages import Button, Message, Speech
from bot.core.people import Person
from bot.core.text import fold, has_words
from bot.core.wishes import Command, Left, Press, Question, Sent, Wish, Wordless
from bot.flows.account import SETTINGS, Account
from bot.flows.ahead import COMMANDS as AHEAD
from bot.flows.ahead import Ahead
from bot.flows.enlist import PAYLOAD
from bot.flows.follow import Follow
from bot.flows.obey import Obey
from bot.flows.ports import Address, Guest
from bot.flows.staff import Staff

_ALBUMS = 1024


@dataclass(frozen=True, slots=True)
class Visit:
    """What the channel knows: who, what, the language of their app, and where to answer.

    `received` is the inbox's number of what is being handled: its answers go to the outbox, for `place`. Without it
    the channel shows the reply itself. `notice` is a sentence of the bot's own to be said first. `name` is what the
    person is called there, and `link` what leads to the bot with a payload put to its end. `behind`: more of the same
    chat waits already.
    """

    address: Address
    wish: Wish
    language: str | None = None
    place: str = ""
    received: int | None = None
    notice: str | None = None
    sent: Sent | None = None
    name: str = ""
    link: str = ""
    behind: bool = False


class Respond:
    def __init__(
        self,
        conversation: Callable[[], Conversation],
        obey: Obey,
        follow: Follow,
        ahead: Ahead,
        account: Account,
        staff: Staff,
    ) -> None:
        self._conversation = conversation
        self._obey = obey
        self._follow = follow
        self._ahead = ahead
        self._account = account
        self._staff = staff
        self._albums: OrderedDict[tuple[Address, str], int | None] = OrderedDict()

    async def __call__(self, visit: Visit, guest: Guest, now: datetime) -> Reply:
        match visit.wish:
            case Question() | Wordless():
                return await self._said(visit, guest, now)
            case Press(data):
                guest = _moved_on(guest)
                topics = self._conversation().answers.topics()
                action = packing.unpack(data, topics, ("en", "zh"), self._follow.keys())
                return await self._act(action, visit, guest, now)
            case Command(name, rest):
                guest = _moved_on(guest)
                return await self._commanded(name, rest, visit, guest, now)
            case Left():
                return _told((), guest)

    async def _said(self, visit: Visit, guest: Guest, now: datetime) -> Reply:
        """An announcement's text if somebody of the staff was asked for it, else a question."""
        text = visit.wish.text if isinstance(visit.wish, Question) else ""
        sent = visit.sent or Sent(Message(text))
        done = await self._staff.sent(sent, visit.address, now, self._speech(guest))
        if done is not None:
            return _told(done, guest)
        first = self._is_first(visit)
        if isinstance(visit.wish, Question):
            if sent.edited:  # what is told instead says everything that was told before
                guest = replace(guest, talk=replace(guest.talk, marked=None))
            return _unhurried(await self._asked(text, visit.address, guest, now), visit)
        quiet = sent.edited or not first
        return _told(() if quiet else (Message(self._speech(guest).say("only-text")),), guest)

    def _is_first(self, visit: Visit) -> bool:
        """An album arrives as many messages; one answer is enough."""
        if visit.sent is None or not visit.sent.album:
            return True
        first = self._albums.setdefault((visit.address, visit.sent.album), visit.received)
        while len(self._albums) > _ALBUMS:
            self._albums.popitem(last=False)
        return first == visit.received

    async def _asked(self, text: str, address: Address, guest: Guest, now: datetime) -> Reply:
        """Numbers of identity papers and the like are not looked at, not kept, and the person is told so."""
        masked = privacy.mask(text)
        reply = self._conversation().ask(masked.text, guest.person, guest.talk, now)
        reply = replace(reply, messages=await self._follow.news_only(reply.messages, address))
        if reply.want is not None:
            reply = await self._obeyed(reply.want, reply, address, now)
        if masked.kinds:
            bring = Message(self._conversation().speech(reply.person.language).say("bring-not-send"))
            reply = replace(reply, messages=(*reply.messages, bring))
        return reply

    async def _obeyed(self, want: Want, reply: Reply, address: Address, now: datetime) -> Reply:
        """What was wanted is done, and what it shows stands where the reply has its place."""
        done, person = await self._obey(want, address, reply.person, reply.talk.subject, now)
        speech = self._conversation().speech(person.language)
        if want.act == "follow" and not want.about:
            done = _reminded(done, person, speech)
        messages = (*reply.messages[: reply.at], *done, *reply.messages[reply.at :])
        known = want.entity in self._conversation().answers.knowledge.entities
        talk = talks.about(reply.talk, want.entity) if known else reply.talk
        return replace(reply, messages=messages, person=person, talk=talk)

    async def _act(self, action: Action, visit: Visit, guest: Guest, now: datetime) -> Reply:
        speech, address = self._speech(guest), visit.address
        match action:
            case FollowAction() | Unfollow() | Close() | Snooze():
                done = await self._follow(action, address, now, speech)
                return _told(_reminded(done, guest.person, speech) if isinstance(action, FollowAction) else done, guest)
            case Adjust():
                messages, person = self._account.adjust(action, guest.person, now, speech)
                return _told(messages, replace(guest, person=person))
            case Show(command):
                return await self._commanded(command, "", visit, guest, now)
            case Forget(sure=True):
                await self._account.forget(address, now)
                known = Guest(self._account.stranger(guest.person))
                return _told((Message(speech.say("forgotten")),), known)
            case Forget():
                return _told((account_pages.forget_question(speech),), guest)
            case Fit() | Compare() | Plan() | Tick() | Card():
                return _told(await self._ahead(action, address, now, speech), guest)
            case Announce() | Manage():
                return _told(await self._staff.press(action, address, visit.link, now, speech), guest)
        reply = self._conversation().press(action, guest.person, guest.talk, now)
        return replace(reply, messages=await self._follow.news_only(reply.messages, address))

    async def _commanded(self, name: str, rest: str, visit: Visit, guest: Guest, now: datetime) -> Reply:
        conversation, speech, address = self._conversation(), self._speech(guest), visit.address
        person, talk = guest.person, guest.talk
        of_staff = await self._staff(name, rest, address, now, speech)
        if of_staff is not None:
            return _told(of_staff, guest)
        match name:
            case "start":
                return await self._started(rest, visit, guest, now)
            case "topics":
                return conversation.press(Browse(), person, talk, now)
            case "language":
                return conversation.press(Speak(), person, talk, now)
            case "deadlines":
                return conversation.deadlines(person, talk, now)
            case "person":
                return _told((persons.page(conversation.answers, talk.subject, now, speech),), guest)
            case "news":
                return _told(await self._staff.news(address, now, speech), guest)
            case "follow" | "unfollow" | "following" | "why":
                done = await self._followed(name, rest, address, now, speech)
                return _told(_reminded(done, person, speech) if name == "follow" else done, guest)
            case "privacy" | "mydata" | "forget":
                return _told(await self._account_page(name, address, speech), guest)
            case _ if name in AHEAD:
                return _told(await self._ahead.commanded(name, rest, address, now, speech), guest)
            case _ if name in SETTINGS:
                messages, person = self._account.set(name, rest, person, now, speech)
                return _told(messages, replace(guest, person=person))
        reply = conversation.help(person, talk)
        return replace(reply, messages=(*reply.messages, *await self._staff.help(address, speech)))

    async def _started(self, payload: str, visit: Visit, guest: Guest, now: datetime) -> Reply:
        """Welcome; a payload that names an entity or a topic ("semester-exchange", "office--dates") leads there."""
        conversation, speech = self._conversation(), self._speech(guest)
        if payload.startswith(PAYLOAD):
            return _told(await self._staff.join(payload, visit.address, visit.name, now, speech), guest)
        topic = payload.replace("--", "#")
        topics = conversation.answers.topics()
        if topic not in topics and f"{topic}#overview" in topics:
            topic = f"{topic}#overview"
        if topic in topics:
            return conversation.press(actions.Ask(topic), guest.person, guest.talk, now)
        reply = conversation.welcome(guest.person, guest.talk)
        if not await self._staff.has_news(visit.address, now, speech):
            return reply
        show = (Button(speech.say("button-news"), Show("news")),)
        return replace(reply, messages=(*reply.messages, Message(speech.say("news-there"), show)))

    async def _followed(
        self, name: str, rest: str, address: Address, now: datetime, speech: Speech
    ) -> tuple[Message, ...]:
        match name:
            case "follow":
                return await self._follow.follow(rest, address, now, speech)
            case "unfollow" if rest:
                return await self._follow.unfollow(rest, address, now, speech)
            case "why":
                return await self._follow.why(address, speech)
        return await self._follow.following(address, now, speech)

    async def _account_page(self, name: str, address: Address, speech: Speech) -> tuple[Message, ...]:
        match name:
            case "privacy":
                return self._account.privacy(speech)
            case "mydata":
                return await self._account.my_data(address, speech)
        return (account_pages.forget_question(speech),)

    def _speech(self, guest: Guest) -> Speech:
        return self._conversation().speech(guest.person.language)


def _unhurried(reply: Reply, visit: Visit) -> Reply:
    """A greeting that a question follows at once ("在吗", "我想问下", …) waits for it: one reply for both."""
    worded = isinstance(visit.wish, Question) and has_words(fold(visit.wish.text))
    opener = worded and bool(reply.said) and all(label.kind == "smalltalk" for label in reply.said)
    return replace(reply, messages=()) if opener and visit.behind else reply


def _moved_on(guest: Guest) -> Guest:
    """Whoever taps or commands something has left the choices that were shown, or taken one of them."""
    return replace(guest, talk=replace(guest.talk, offered=()))


def _reminded(done: tuple[Message, ...], person: Person, speech: Speech) -> tuple[Message, ...]:
    """Whoever has stopped all letters and follows something is told that nothing will come."""
    if not person.muted:
        return done
    on = (Button(speech.say("button-letters-on"), Adjust("letters", "on")),)
    return (*done, Message(speech.say("followed-but-stopped"), on))


def _told(messages: tuple[Message, ...], guest: Guest) -> Reply:
    return Reply("answer", None, messages, guest.person, guest.talk)
