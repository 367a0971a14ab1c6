"""What staff are told and may do in the chat: read the knowledge anew, see the counts, send again what is in doubt."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot.core.messages import Message, Speech
from bot.flows.ports import Address, Clock, Guests, Records

_LOG = logging.getLogger(__name__)

COMMANDS = frozenset({"reload", "status", "resend"})

MOST_PROBLEMS = 10


class Staff:
    """`owner` answers for the bot; None where nobody is named. `reload` gives what is wrong with the files.

    Who may is decided here, by the numeric id, at every step.
    """

    def __init__(
        self,
        owner: Address | None,
        guests: Guests,
        records: Records,
        reload: Callable[[], Awaitable[tuple[str, ...]]],
        speech: Callable[[str | None], Speech],
        clock: Clock,
    ) -> None:
        self._owner = owner
        self._guests = guests
        self._records = records
        self._reload = reload
        self._speech = speech
        self._clock = clock

    def may(self, address: Address, command: str) -> bool:
        return command in COMMANDS and address == self._owner

    async def __call__(self, command: str, address: Address, now: datetime, speech: Speech) -> tuple[Message, ...]:
        """One of `COMMANDS`; `may` has been asked."""
        await self._records.note(f"{address.channel}:{address.id}", command, "", now)
        match command:
            case "reload":
                return (broken(await self._reload(), speech),)
            case "resend":
                number = await self._records.resend_unknown(now)
                return (Message(speech.say("staff-resent", number=number)),)
        return (Message(counted(await self._records.counts(), speech)),)

    async def tell(self, key: str, **values: str) -> None:
        """A letter to the owner, in their language; nobody is told twice, so this goes through the outbox as well."""
        if self._owner is None:
            return
        guest = await self._guests.find(self._owner)
        message = Message(self._speech(guest.person.language).say(key, **values))
        await self._guests.post(self._owner, message, "staff", self._clock())

    async def tell_broken(self, problems: tuple[str, ...]) -> None:
        if self._owner is None:
            return
        guest = await self._guests.find(self._owner)
        message = broken(problems, self._speech(guest.person.language))
        await self._guests.post(self._owner, message, "staff", self._clock())


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
