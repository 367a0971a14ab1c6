"""The staff's side of the chat: who may is asked at every step; the rest is done by the flow that it belongs to."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot.core import staff_roles
from bot.core.actions import Announce as AnnounceAction
from bot.core.actions import Manage, OfStaff
from bot.core.messages import Message, Speech
from bot.core.wishes import Sent
from bot.flows import members
from bot.flows.announce import Announce
from bot.flows.compose import Desk
from bot.flows.enlist import Enlist
from bot.flows.members import Members
from bot.flows.ports import Address, Clock, Guests, Records, Sendings

MOST_PROBLEMS = 10

Messages = tuple[Message, ...]


class Staff:
    """`reload` reads the files anew and gives what is wrong with them."""

    def __init__(
        self,
        staff: Members,
        announce: Announce,
        enlist: Enlist,
        sendings: Sendings,
        guests: Guests,
        records: Records,
        reload: Callable[[], Awaitable[tuple[str, ...]]],
        speech: Callable[[str | None], Speech],
        clock: Clock,
    ) -> None:
        self._staff = staff
        self._announce = announce
        self._enlist = enlist
        self._sendings = sendings
        self._guests = guests
        self._records = records
        self._reload = reload
        self._speech = speech
        self._clock = clock

    async def __call__(self, command: str, rest: str, by: Address, now: datetime, speech: Speech) -> Messages | None:
        """None for what is no command of staff, or comes from somebody who may not: they get what anybody gets."""
        right = staff_roles.COMMANDS.get(command)
        if right is None or not await self._staff.may(by, right):
            return None
        await self._records.note(members.written(by), command, "", now)
        match right:
            case "announce":
                return await self._announce.command(command, rest, Desk(members.written(by), now, speech))
            case "staff":
                return await self._enlist.all(speech)
            case "reload":
                return (broken(await self._reload(), speech),)
            case "resend":
                number = await self._records.resend_unknown(now)
                return (Message(speech.say("staff-resent", number=number)),)
            case "status":
                return (Message(counted(await self._records.counts(), speech)),)

    async def press(self, action: OfStaff, by: Address, link: str, now: datetime, speech: Speech) -> Messages:
        if isinstance(action, AnnounceAction) and await self._staff.may(by, "announce"):
            return await self._announce.press(action, Desk(members.written(by), now, speech))
        if isinstance(action, Manage) and await self._staff.may(by, "staff"):
            return await self._enlist.press(action, by, link, now, speech)
        return (Message(speech.say("staff-may-not")),)

    async def sent(self, sent: Sent, by: Address, now: datetime, speech: Speech) -> Messages | None:
        """None if it is a question like anybody's."""
        if not await self._staff.may(by, "announce"):
            return None
        return await self._announce.sent(sent, Desk(members.written(by), now, speech))

    async def join(self, payload: str, by: Address, name: str, now: datetime, speech: Speech) -> Messages:
        return await self._enlist.join(payload, by, name, now, speech)

    async def help(self, by: Address, speech: Speech) -> Messages:
        """What somebody of the staff may do besides."""
        names = staff_roles.commands(await self._staff.role(by))
        lines = "\n".join(f"- /{name} {speech.say(f'staff-command-{name}')}" for name in names)
        return (Message(f"{speech.say('staff-help')}\n\n{lines}"),) if names else ()

    async def has_news(self, address: Address, now: datetime, speech: Speech) -> bool:
        return bool(await self._sendings.for_late_joiners(address, speech.language, now))

    async def news(self, address: Address, now: datetime, speech: Speech) -> Messages:
        """The latest announcements that still hold."""
        told = await self._sendings.for_late_joiners(address, speech.language, now)
        return (Message(speech.say("news")), *told) if told else (Message(speech.say("news-none")),)

    async def tell(self, key: str, **values: str) -> None:
        """A letter to the owner, in their language; nobody is told twice, so this goes through the outbox as well."""
        await self._post(lambda speech: Message(speech.say(key, **values)))

    async def tell_broken(self, problems: tuple[str, ...]) -> None:
        await self._post(lambda speech: broken(problems, speech))

    async def _post(self, made: Callable[[Speech], Message]) -> None:
        owner = self._staff.owner
        if owner is not None:
            await members.write(self._guests, self._speech, owner, made, self._clock())


def broken(problems: tuple[str, ...], speech: Speech) -> Message:
    """Every problem with file and line, as far as one message holds them."""
    if not problems:
        return Message(speech.say("staff-reloaded"))
    lines = "\n".join(f"- {problem}" for problem in problems[:MOST_PROBLEMS])
    more = f"\n- … {len(problems) - MOST_PROBLEMS}" if len(problems) > MOST_PROBLEMS else ""
    return Message(f"{speech.say('staff-broken')}\n\n{lines}{more}")


def counted(counts: Mapping[str, Mapping[str, int]], speech: Speech) -> str:
    lines = [
        f"- {name}: " + ", ".join(f"{state} {number}" for state, number in states.items() if number)
        for name, states in counts.items()
    ]
    return f"{speech.say('staff-status')}\n\n" + "\n".join(lines)
