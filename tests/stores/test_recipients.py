"""Whom an announcement reaches: everybody who fulfils every condition, counted as they are written to."""

import itertools
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core import audience
from bot.core.audience import Audience
from bot.core.broadcasts import Broadcast
from bot.core.messages import Message
from bot.core.people import Person, Quiet
from bot.flows.ports import Address, Begun
from bot.stores import rows as people_rows
from bot.stores.broadcasts import Broadcasts
from bot.stores.database import Database
from bot.stores.follows import Follows
from bot.stores.tables import letters
from tests.stores.conftest import emptied
from tests.stores.given import NOW, rows

LANGUAGES = ("en", "zh")
ROLES = ("student", "teacher", None)
YEARS = (1, 2, None)
EVERYBODY = [
    Person(language, role, year=year, department="art" if year == 2 else None)  # type: ignore[arg-type]
    for language, role, year in itertools.product(LANGUAGES, ROLES, YEARS)
]


def at(number: int) -> Address:
    return Address("telegram", str(100 + number))


async def peopled(database: Database) -> None:
    async with database.write() as connection:
        for number, person in enumerate(EVERYBODY):
            await people_rows.keep(connection, at(number), person, NOW)
    follows = Follows(database)
    await follows.follow(at(0), "exchange", "", NOW)
    await follows.follow(at(1), "exchange", "spring", NOW)
    await follows.follow(at(2), "exchange", "autumn", NOW)


def fulfils(number: int, condition: audience.Condition) -> bool:
    """The same said once more, in Python."""
    person, values = EVERYBODY[number], condition.values
    found = {
        "lang": person.language in values,
        "role": person.role in values,
        "year": str(person.year) in values,
        "dept": person.department in values,
        "ids": at(number).id in values,
        "follows": any(number in _followers(value) for value in values),
    }[condition.kind]
    return found is not condition.negated


def _followers(key: str) -> set[int]:
    return {"exchange": {0, 1, 2}, "exchange/spring": {0, 1}, "exchange/autumn": {0, 2}}.get(key, set())


VALUES = {
    "lang": ("en", "zh"),
    "role": ("student", "teacher", "partner"),
    "year": ("1", "2", "3"),
    "dept": ("art", "law"),
    "ids": (at(0).id, at(5).id, "77"),
    "follows": ("exchange", "exchange/spring", "exchange/autumn", "other"),
}


@st.composite
def audiences(draw: st.DrawFn) -> Audience:
    made = Audience()
    for kind in audience.KINDS:
        for value in VALUES[kind]:
            made = made.having(kind, value, draw(st.sampled_from(("off", "off", "off", "in", "not"))))
    return made


async def reached(database: Database, chosen: Audience) -> tuple[int, set[str]]:
    """How many were counted, and who has a letter."""
    broadcasts = Broadcasts(database, ("telegram",))
    draft = await broadcasts.draft("telegram:900", "notice", None, NOW)
    ready = Broadcast(draft.id, draft.author, audience=chosen, texts={"en": Message("Words")}, created=NOW)
    assert await broadcasts.keep(ready, NOW)
    counted = sum((await broadcasts.head_count(ready, ("en",))).values())
    begun = await broadcasts.begin(ready, ("en",), None, ("draft",), _now, NOW, "telegram:900")
    assert begun == Begun(counted)
    async with database.read() as connection:
        people = letters.metadata.tables["people"]
        query = people.select().join(letters, letters.c.person == people.c.id).where(letters.c.broadcast == draft.id)
        return counted, {row.address for row in (await connection.execute(query)).all()}


def _now(zone: str | None, quiet: Quiet | None, paused_until: datetime | None, now: datetime) -> datetime:
    return now


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=audiences())
async def test_who_is_reached_is_who_fulfils_every_condition(database: Database, chosen: Audience) -> None:
    if not await rows(database, letters.metadata.tables["people"]):
        await emptied(database)
        await peopled(database)
    counted, found = await reached(database, chosen)
    expected = {
        at(number).id for number in range(len(EVERYBODY)) if all(fulfils(number, one) for one in chosen.conditions)
    }
    assert found == expected
    assert counted == len(expected)


async def test_who_stopped_or_left_or_lives_elsewhere_is_not_reached(database: Database) -> None:
    async with database.write() as connection:
        await people_rows.keep(connection, at(0), Person("en"), NOW)
        await people_rows.keep(connection, at(1), Person("en", muted=True), NOW)
        await people_rows.keep(connection, Address("web", "9"), Person("en"), NOW)
        await people_rows.keep(connection, at(2), Person("en"), NOW)
        people = letters.metadata.tables["people"]
        await connection.execute(people.update().where(people.c.address == at(2).id).values(gone=True))
        await people_rows.keep(connection, Address("telegram", "-100777"), Person("en"), NOW)
    assert await reached(database, Audience()) == (1, {at(0).id})
    group = Audience().having("ids", "-100777", "in")
    assert await reached(database, group) == (1, {"-100777"}), "a group that is named by its id is meant"


async def test_an_id_that_stands_twice_or_is_nobodys_makes_no_letter_more(database: Database) -> None:
    await peopled(database)
    found, wrong = audience.ids(f"{at(3).id} {at(3).id}\n999999, {at(3).id} x")
    chosen = Audience()
    for one in found:
        chosen = chosen.having("ids", one, "in")
    assert wrong == ("x",)
    assert await reached(database, chosen) == (1, {at(3).id})


@pytest.mark.parametrize("text", ["everyone", "not lang:zh", "role:student and year:1,2 and not follows:exchange"])
def test_an_audience_is_read_as_it_is_written(text: str) -> None:
    assert audience.written(audience.read(text)) == text
