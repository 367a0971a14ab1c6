"""Who belongs to the staff: asked at every step, whatever was so a moment ago."""

from collections.abc import Callable
from datetime import datetime

from bot.core.messages import Message, Speech
from bot.core.staff_roles import Right, Role, may
from bot.flows.ports import Address, Guests, Member, Roster


class Members:
    """`owner` is named outside the chat, and nobody inside can change that; None where nobody is named."""

    def __init__(self, owner: Address | None, roster: Roster) -> None:
        self.owner = owner
        self._roster = roster

    async def role(self, address: Address) -> Role | None:
        return "owner" if address == self.owner else await self._roster.role(address)

    async def may(self, address: Address, right: Right) -> bool:
        return may(await self.role(address), right)

    async def with_right(self, right: Right) -> tuple[Member, ...]:
        """The named owner first."""
        first = () if self.owner is None else (Member(self.owner, "owner", ""),)
        others = tuple(one for one in await self._roster.all() if one.address != self.owner)
        return tuple(one for one in (*first, *others) if may(one.role, right))


async def write(
    guests: Guests,
    speeches: Callable[[str | None], Speech],
    to: Address,
    made: Callable[[Speech], Message],
    now: datetime,
) -> None:
    """A letter to somebody of the staff, in their language."""
    guest = await guests.find(to)
    await guests.post(to, made(speeches(guest.person.language)), "staff", now)


def written(address: Address) -> str:
    """As the audit has it: "telegram:17"."""
    return f"{address.channel}:{address.id}"


def read(subject: str) -> Address | None:
    channel, _, id = subject.partition(":")
    return Address(channel, id) if channel and id else None
