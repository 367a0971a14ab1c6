"""Attending to whatever somebody sends, at any door: understood, done, answered, and settled in one transaction."""

import logging
from collections.abc import Callable
from dataclasses import replace

from bot.core import packing, privacy, quotations
from bot.core.actions import Forget
from bot.core.conversation import Conversation, Reply
from bot.core.messages import Message
from bot.core.quotations import Page
from bot.core.wishes import Left, Press, Question, Wish
from bot.flows.ports import Address, Clock, Guest, Guests, Letter, Outdated, Settlement, Unanswered
from bot.flows.respond import Respond, Visit
from bot.flows.staff import Staff

_LOG = logging.getLogger(__name__)

ROUNDS = 5
"""Replicas that answer the same person at the same moment wait for each other so often at most."""


class Attend:
    """`conversation` gives the one in force: it is swapped whole when knowledge or matcher change."""

    def __init__(
        self,
        conversation: Callable[[], Conversation],
        guests: Guests,
        respond: Respond,
        staff: Staff,
        clock: Clock,
    ) -> None:
        self._conversation = conversation
        self._guests = guests
        self._respond = respond
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

    def quoted(self, question: str, language: str | None, start: int) -> Page:
        """Answers to put into any chat. Nothing of it is kept."""
        return quotations.page(self._conversation(), question, language, self._clock(), start)

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
        sorry = Message(self._conversation().speech(guest.person.language).say("failed", id=incident))
        await self._guests.post(letter.address, sorry, "apology", self._clock())

    async def _once(self, visit: Visit) -> Reply:
        now = self._clock()
        before = await self._guests.find(visit.address)
        guest = _hinted(before, visit.language)
        if isinstance(visit.wish, Left):
            end = Settlement(visit.address, before, guest.person, guest.talk, gone=visit.wish.gone)
            await self._guests.settle(replace(end, received=visit.received), now)
            return Reply("answer", None, (), guest.person, guest.talk)
        reply = await self._respond(visit, guest, now)
        if visit.notice:
            first = Message(self._conversation().speech(reply.person.language).say(visit.notice))
            reply = replace(reply, messages=(first, *reply.messages))
        forgotten = visit.wish == Press(packing.pack(Forget(True)))
        if forgotten and visit.received is None:
            return reply  # said on the spot: nothing is kept of somebody who wants to be forgotten
        before = Guest() if forgotten else before
        end = Settlement(visit.address, before, reply.person, reply.talk, unanswered=_unanswered(visit.wish, reply))
        if visit.received is not None:
            end = replace(end, letters=reply.messages, place=visit.place, received=visit.received, farewell=forgotten)
        if visit.sent is not None:
            end = replace(end, question=visit.sent.number, edited=visit.sent.edited)
        await self._guests.settle(end, now)
        return reply


def _hinted(guest: Guest, language: str | None) -> Guest:
    """What the channel knows of the language counts until a question tells more."""
    if guest.person.language:
        return guest
    return replace(guest, person=replace(guest.person, language=language))


def _unanswered(wish: Wish, reply: Reply) -> Unanswered | None:
    """For the journal: a question that got no answer of ours, masked, without a word on who asked."""
    if not isinstance(wish, Question) or reply.outcome == "answer" or reply.ranking is None:
        return None
    if reply.ranking.outside is not None or not wish.text.strip():
        return None
    near = tuple(one.topic for one in reply.ranking.candidates[:3])
    return Unanswered(privacy.mask(wish.text).text[:1000], reply.person.language, reply.outcome, near)
