"""Who belongs to the staff: invited by a link that lets in one person once, given another role, or let go."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import get_args

from bot.core import roster_pages
from bot.core.actions import Manage
from bot.core.messages import Message, Speech
from bot.core.roster_pages import Listed
from bot.core.staff_roles import Role, is_above
from bot.flows import members
from bot.flows.members import Members
from bot.flows.ports import Address, Broadcasts, Guests, Member, Roster

PAYLOAD = "inv-"
"""What the payload of an invitation begins with, after /start."""

Messages = tuple[Message, ...]


class Enlist:
    """`hours` an invitation is open. Every method but `join` is for those who may change the staff."""

    def __init__(
        self,
        staff: Members,
        roster: Roster,
        broadcasts: Broadcasts,
        guests: Guests,
        speeches: Callable[[str | None], Speech],
        hours: float = 48,
    ) -> None:
        self._staff = staff
        self._roster = roster
        self._broadcasts = broadcasts
        self._guests = guests
        self._speeches = speeches
        self._hours = hours

    async def all(self, speech: Speech) -> Messages:
        return (roster_pages.roster(await self._listed(), speech),)

    async def press(self, action: Manage, by: Address, link: str, now: datetime, speech: Speech) -> Messages:
        role = next((one for one in get_args(Role) if one == action.role), None)
        if action.verb == "invite" and role is not None:
            return await self._invite(role, by, link, now, speech)
        listed = next((one for one in await self._listed() if one.subject == action.subject), None)
        if listed is None or listed.fixed:
            return await self.all(speech)
        match action.verb:
            case "one":
                return (roster_pages.one(listed, speech),)
            case "role" if role is not None:
                return await self._put(listed, role, by, now, speech)
            case "remove":
                return await self._remove(listed, by, now, speech)
        return await self.all(speech)

    async def join(self, payload: str, address: Address, name: str, now: datetime, speech: Speech) -> Messages:
        """Somebody came through an invitation; nobody loses what they may do by their own link."""
        digest = _digest(payload)
        before = await self._staff.role(address)
        offered = await self._roster.offered(digest, now)
        if before is not None and offered is not None and is_above(before, offered):
            return (Message(speech.say("staff-joined-already", role=roster_pages.title(before, speech))),)
        role = await self._roster.accept(digest, address, name, now)
        if role is None:
            return (Message(speech.say("staff-invitation-over")),)
        if self._staff.owner is not None and self._staff.owner != address:
            told = partial(roster_pages.joined, name or address.id, role)
            await members.write(self._guests, self._speeches, self._staff.owner, told, now)
        return (Message(speech.say("staff-joined", role=roster_pages.title(role, speech))),)

    async def _invite(self, role: Role, by: Address, link: str, now: datetime, speech: Speech) -> Messages:
        """Only the digest is kept: whoever reads the database cannot use the link."""
        payload = PAYLOAD + secrets.token_urlsafe(24)
        expires = now + timedelta(hours=self._hours)
        await self._roster.invite(_digest(payload), role, members.written(by), expires, now)
        return (roster_pages.invitation(role, f"{link}{payload}", round(self._hours), speech),)

    async def _put(self, listed: Listed, role: Role, by: Address, now: datetime, speech: Speech) -> Messages:
        address = members.read(listed.subject)
        if address is not None:
            await self._roster.put(Member(address, role, listed.name), members.written(by), now)
        return (Message(speech.say("staff-changed")), *await self.all(speech))

    async def _remove(self, listed: Listed, by: Address, now: datetime, speech: Speech) -> Messages:
        """What they have planned is named: it will not go out, unless somebody else sends it."""
        address = members.read(listed.subject)
        if address is not None:
            await self._roster.remove(address, members.written(by), now)
        planned = await self._broadcasts.latest(("scheduled", "awaiting"), 50)
        theirs = ", ".join(str(one.id) for one in planned if one.author == listed.subject)
        left = (Message(speech.say("staff-left-planned", numbers=theirs)),) if theirs else ()
        return (Message(speech.say("staff-removed")), *left, *await self.all(speech))

    async def _listed(self) -> tuple[Listed, ...]:
        owner = self._staff.owner
        first = () if owner is None else (Listed(members.written(owner), "", "owner", fixed=True),)
        others = (one for one in await self._roster.all() if one.address != owner)
        return (*first, *(Listed(members.written(one.address), one.name, one.role) for one in others))


def _digest(payload: str) -> str:
    return hashlib.sha256(payload.encode("utf-8", "replace")).hexdigest()
