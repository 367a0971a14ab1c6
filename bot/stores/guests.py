"""Guests kept in memory: language, role and last subject, gone with the process."""

from collections import OrderedDict

from bot.flows.ports import Address, Guest

MOST = 50_000
"""Guests kept at a time; the one unseen longest goes first."""


class GuestsInMemory:
    def __init__(self, most: int = MOST) -> None:
        self._guests: OrderedDict[Address, Guest] = OrderedDict()
        self._most = most

    async def find(self, address: Address) -> Guest:
        return self._guests.get(address, Guest())

    async def keep(self, address: Address, guest: Guest) -> None:
        self._guests[address] = guest
        self._guests.move_to_end(address)
        while len(self._guests) > self._most:
            self._guests.popitem(last=False)
