"""Attending to whatever somebody sends, at any door: understood, done, answered, and settled in one transaction."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from bot.core import account_pages, actions, privacy, requests
from bot.core.actions import Action, Adjust, Browse, Close, Forget, Show, Snooze, Speak, Unfollow
from bot.core.actions import Follow as FollowAction
from bot.core.conversation import Conversation, Reply
from bot.core.messages import Button, Message, Speech
from bot.core.people import Person, Talk
from bot.core.wishes import Command, Left, Press, Question, Wish, Wordless
from bot.flows.account import Account
from bot.flows.follow import Follow
from bot.flows.ports import Address, Clock, Guest, Guests, Letter, Outdated, Settlement, Unanswered
from bot.flows.staff import Staff

_LOG = logging.getLogger(__name__)

ROUNDS = 5
"""Replicas that answer the same person at the same moment wait for each other so often at most."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What the channel knows: who, what, the language of their app, and where to answer.

    `received` is the inbox's number of what is being handled: its answers go to the outbox, for `place`. Without it
    the channel shows the reply itself. `notice` is a sentence of the bot's own to be said first.
    """

    address: Address
    wish: Wish
    language: str | None = None
    place: str = ""
    received: int | None = None
    notice: str | None = None


class Attend:
    """`conversation` gives the one in force: it is swapped whole when knowledge or matcher change."""

    def __init__(
        self,
        conversation: Callable[[], Conversation],
        guests: Guests,
        follow: Follow,
        account: Account,
        staff: Staff,
        clock: Clock,
    ) -> None:
        self._conversation = conversation
        self._guests = guests
        self._follow = follow
        self._account = account
        self._staff = staff
        self._clock = clock

    async def __call__(self, visit: Visit) -> Reply:
        """The reply, with everything that it brought already kept. Raises `StoreAway`: then nothing has happened."""
        for _ in range(ROUNDS):
            try:
                return await self._once(visit)
            except Outdated:
                _LOG.info("a conversation went on meanwhile; answering once more")
        raise Outdated

    async def sentence(self, address: Address, key: str, language: str | None = None, **values: str) -> str:
        """One of the bot's own sentences in the person's language."""
        guest = _hinted(await self._guests.find(address), language)
        return self._conversation().speech(guest.person.language).say(key, **values)

    def spoken(self, key: str, language: str | None = None, **values: str) -> str:
        """The same in a given language, when nobody can be looked up."""
        return self._conversation().speech(language).say(key, **values)

    async def apologise(self, visit: Visit, incident: str) -> None:
        """Something of this person's could not be handled and was set aside."""
        guest = await self._guests.find(visit.address)
        speech = self._conversation().speech(_hinted(guest, visit.language).person.language)
        sorry = (Message(speech.say("failed", id=incident)),)
        end = Settlement(visit.address, guest, guest.person, guest.talk, sorry, visit.place)
        await self._guests.settle(end, self._clock())
        await self._staff.tell("staff-parked", id=incident)

    async def regret(self, letter: Letter, incident: str) -> None:
        """An answer that no channel takes. Sent as a letter, so that a second refusal is not answered once more."""
        guest = _hinted(await self._guests.find(letter.address), letter.language or None)
        sorry = Message(self._speech(guest).say("failed", id=incident))
        await self._guests.post(letter.address, sorry, "apology", self._clock())

    async def _once(self, visit: Visit) -> Reply:
        now = self._clock()
        before = await self._guests.find(visit.address)
        guest = _hinted(before, visit.language)
        if isinstance(visit.wish, Left):
            end = Settlement(visit.address, before, guest.person, guest.talk, gone=visit.wish.gone)
            await self._guests.settle(replace(end, received=visit.received), now)
            return Reply("answer", None, (), guest.person, guest.talk)
        reply = await self._reply(visit, guest, now)
        if visit.notice:
            first = Message(self._conversation().speech(reply.person.language).say(visit.notice))
            reply = replace(reply, messages=(first, *reply.messages))
        forgotten = visit.wish == Press(actions.pack(Forget(True)))
        if forgotten and visit.received is None:
            return reply  # said on the spot: nothing is kept of somebody who wants to be forgotten
        before = Guest() if forgotten else before
        end = Settlement(visit.address, before, reply.person, reply.talk, unanswered=_unanswered(visit.wish, reply))
        if visit.received is not None:
            end = replace(end, letters=reply.messages, place=visit.place, received=visit.received, farewell=forgotten)
        await self._guests.settle(end, now)
        return reply

    async def _reply(self, visit: Visit, guest: Guest, now: datetime) -> Reply:
        conversation = self._conversation()
        match visit.wish:
            case Question(text):
                return await self._asked(text, visit.address, guest, now)
            case Press(data):
                keys = self._follow.keys()
                action = actions.unpack(data, conversation.answers.topics(), ("en", "zh"), keys)
                return await self._act(action, visit.address, guest, now)
            case Command(name, rest):
                return await self._commanded(name, rest, visit.address, guest, now)
            case Wordless():
                return _told((Message(self._speech(guest).say("only-text")),), guest)
            case Left():
                return _told((), guest)

    async def _asked(self, text: str, address: Address, guest: Guest, now: datetime) -> Reply:
        """Numbers of identity papers and the like are not looked at, not kept, and the person is told so."""
        masked = privacy.mask(text)
        conversation = self._conversation()
        reply = conversation.ask(masked.text, guest.person, guest.talk, now)
        speech = conversation.speech(reply.person.language)
        alone = partial(conversation.ask, masked.text, guest.person, Talk(), now)
        knowledge = conversation.answers.knowledge
        wanted = requests.of(masked.text, reply, alone, knowledge, guest.talk, conversation.speeches)
        if wanted is not None:
            reply = await self._requested(wanted, reply, address, now)
        if masked.kinds:
            bring = Message(speech.say("bring-not-send"))
            reply = replace(reply, messages=(*reply.messages, bring))
        return reply

    async def _requested(self, wanted: FollowAction | Unfollow, reply: Reply, address: Address, now: datetime) -> Reply:
        """ "Remind me before it closes": done at once, and the talk goes on about it."""
        speech = self._conversation().speech(reply.person.language)
        entity = wanted.key.partition("/")[0]
        if isinstance(wanted, FollowAction):
            done = await self._follow.follow(wanted.key, address, now, speech)
            done = _reminded(done, reply.person, speech)
        elif wanted.key:
            done = await self._follow.unfollow(wanted.key, address, now, speech)
        else:
            done = await self._follow.following(address, now, speech)
        topic = f"{entity}#dates" if entity else None
        talk = Talk(entity, topic) if entity else reply.talk
        return replace(reply, outcome="answer", topic=topic, messages=done, talk=talk)

    async def _act(self, action: Action, address: Address, guest: Guest, now: datetime) -> Reply:
        speech = self._speech(guest)
        match action:
            case FollowAction() | Unfollow() | Close() | Snooze():
                done = await self._follow(action, address, now, speech)
                return _told(_reminded(done, guest.person, speech) if isinstance(action, FollowAction) else done, guest)
            case Adjust():
                messages, person = self._account.adjust(action, guest.person, now, speech)
                return _told(messages, replace(guest, person=person))
            case Show(command):
                return await self._commanded(command, "", address, guest, now)
            case Forget(sure=True):
                await self._account.forget(address, now)
                known = Guest(self._account.stranger(guest.person))
                return _told((Message(speech.say("forgotten")),), known)
            case Forget():
                return _told((account_pages.forget_question(speech),), guest)
        return self._conversation().press(action, guest.person, guest.talk, now)

    async def _commanded(self, name: str, rest: str, address: Address, guest: Guest, now: datetime) -> Reply:
        conversation, speech = self._conversation(), self._speech(guest)
        person, talk = guest.person, guest.talk
        if self._staff.may(address, name):
            return _told(await self._staff(name, address, now, speech), guest)
        match name:
            case "start":
                return self._started(rest, guest, now)
            case "topics":
                return conversation.press(Browse(), person, talk, now)
            case "language":
                return conversation.press(Speak(), person, talk, now)
            case "deadlines":
                return conversation.deadlines(person, talk, now)
            case "follow" | "unfollow" | "following" | "why":
                done = await self._followed(name, rest, address, now, speech)
                return _told(_reminded(done, person, speech) if name == "follow" else done, guest)
            case "privacy" | "mydata" | "forget":
                return _told(await self._account_page(name, address, speech), guest)
            case "settings" | "pause" | "quiet" | "zone" | "year" | "stop":
                return self._set(name, rest, guest, now, speech)
        return conversation.help(person, talk)

    def _started(self, payload: str, guest: Guest, now: datetime) -> Reply:
        """Welcome; a payload that names an entity or a topic ("semester-exchange", "office--dates") leads there."""
        conversation = self._conversation()
        topic = payload.replace("--", "#")
        topics = conversation.answers.topics()
        if topic not in topics and f"{topic}#overview" in topics:
            topic = f"{topic}#overview"
        if topic in topics:
            return conversation.press(actions.Ask(topic), guest.person, guest.talk, now)
        return conversation.welcome(guest.person, guest.talk)

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

    def _set(self, name: str, rest: str, guest: Guest, now: datetime, speech: Speech) -> Reply:
        """A setting with its value, or the question which."""
        questions: dict[str, Callable[[Speech], Message]] = {
            "quiet": account_pages.quiet_choice,
            "zone": account_pages.zone_choice,
            "year": account_pages.year_choice,
            "pause": account_pages.pause_choice,
        }
        if name == "stop":
            wish = Adjust("letters", "off")
        elif name == "settings":
            return _told(self._account.settings(guest.person, now, speech), guest)
        elif not rest:
            return _told((questions[name](speech),), guest)
        else:
            wish = _adjustment(name, rest)
        messages, person = self._account.adjust(wish, guest.person, now, speech)
        return _told(messages, replace(guest, person=person))

    def _speech(self, guest: Guest) -> Speech:
        return self._conversation().speech(guest.person.language)


def _reminded(done: tuple[Message, ...], person: Person, speech: Speech) -> tuple[Message, ...]:
    """Whoever has stopped all letters and follows something is told that nothing will come."""
    if not person.muted:
        return done
    on = (Button(speech.say("button-letters-on"), Adjust("letters", "on")),)
    return (*done, Message(speech.say("followed-but-stopped"), on))


def _adjustment(name: str, value: str) -> Adjust:
    match name:
        case "quiet":
            return Adjust("quiet", value)
        case "zone":
            return Adjust("zone", value)
        case "year":
            return Adjust("year", value)
    return Adjust("pause", value)


def _hinted(guest: Guest, language: str | None) -> Guest:
    """What the channel knows of the language counts until a question tells more."""
    if guest.person.language:
        return guest
    return replace(guest, person=replace(guest.person, language=language))


def _told(messages: tuple[Message, ...], guest: Guest) -> Reply:
    return Reply("answer", None, messages, guest.person, guest.talk)


def _unanswered(wish: Wish, reply: Reply) -> Unanswered | None:
    """For the journal: a question that got no answer of ours, masked, without a word on who asked."""
    if not isinstance(wish, Question) or reply.outcome == "answer" or reply.ranking is None:
        return None
    if reply.ranking.outside is not None or not wish.text.strip():
        return None
    near = tuple(one.topic for one in reply.ranking.candidates[:3])
    return Unanswered(privacy.mask(wish.text).text[:1000], reply.person.language, reply.outcome, near)
