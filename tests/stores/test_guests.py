"""Guests in memory: kept apart, and the one unseen longest goes first."""

from bot.core.people import Person, Talk
from bot.flows.ports import Address, Guest
from bot.stores.guests import GuestsInMemory


def address(number: int) -> Address:
    return Address("telegram", str(number))


async def test_a_guest_never_seen_is_a_new_one() -> None:
    assert await GuestsInMemory().find(address(1)) == Guest(Person(), Talk())


async def test_every_address_has_its_own_guest() -> None:
    guests = GuestsInMemory()
    await guests.keep(address(1), Guest(Person("zh")))
    assert (await guests.find(address(1))).person.language == "zh"
    assert (await guests.find(address(2))).person.language is None
    assert (await guests.find(Address("console", "1"))).person.language is None


async def test_the_one_unseen_longest_goes_first() -> None:
    guests = GuestsInMemory(most=2)
    for number in (1, 2, 1, 3):
        await guests.keep(address(number), Guest(Person("zh")))
    kept = [(await guests.find(address(number))).person.language for number in (1, 2, 3)]
    assert kept == ["zh", None, "zh"]
