"""Staff: invited by a link that lets in one person once, given roles, let go; the owner stays the owner."""

import asyncio
import re

from sqlalchemy import select

from bot.core.actions import Manage
from bot.flows.ports import Address
from bot.stores.tables import invitations
from tests.flows.hall import LINK, OWNER, Hall

LI, WANG = Address("telegram", "5"), Address("telegram", "6")


async def invited(hall: Hall, role: str) -> str:
    """The payload of a fresh invitation."""
    await hall.says(OWNER, "/staff")
    said = await hall.presses(OWNER, f"Invite: {role}")
    found = re.search(re.escape(LINK) + r"(\S+)", said)
    assert found, said
    return found[1]


async def test_an_invitation_lets_in_one_person_once(hall: Hall) -> None:
    payload = await invited(hall, "announcer")
    assert "Welcome to the staff, as announcer" in await hall.says(LI, f"/start {payload}")
    assert "used or has expired" in await hall.says(WANG, f"/start {payload}")
    assert "Send me the announcement" in await hall.says(LI, "/broadcast")
    assert "Send me the announcement" not in await hall.says(WANG, "/broadcast")
    await hall.goes_on()
    assert any("Name 5 has joined the staff as announcer" in text for text in hall.road.read(OWNER))


async def test_of_two_who_use_it_at_once_one_is_let_in(hall: Hall) -> None:
    payload = await invited(hall, "desk")
    said = await asyncio.gather(hall.says(LI, f"/start {payload}"), hall.says(WANG, f"/start {payload}"))
    assert sum("Welcome to the staff" in one for one in said) == 1


async def test_an_invitation_expires_and_only_its_digest_is_kept(hall: Hall) -> None:
    payload = await invited(hall, "editor")
    async with hall.office.database.read() as connection:
        (row,) = (await connection.execute(select(invitations))).all()
    assert payload not in str(row) and len(row.digest) == 64
    hall.later(hours=48)
    assert "used or has expired" in await hall.says(LI, f"/start {payload}")


async def test_nobody_loses_what_they_may_do_by_a_link(hall: Hall) -> None:
    payload = await invited(hall, "desk")
    assert "belong to the staff already, as owner" in await hall.says(OWNER, f"/start {payload}")
    assert "Welcome to the staff, as desk" in await hall.says(LI, f"/start {payload}"), "it is still open"
    better = await invited(hall, "announcer")
    assert "as announcer" in await hall.says(LI, f"/start {better}")


async def test_the_owner_gives_another_role_and_lets_go(hall: Hall) -> None:
    await hall.hire(5, "announcer")
    assert "Name 5 (telegram:5): announcer" in await hall.says(OWNER, "/staff")
    await hall.presses(OWNER, "Name 5")
    assert "Name 5 (telegram:5): editor" in await hall.presses(OWNER, "Make editor")
    assert "Send me the announcement" not in await hall.says(LI, "/broadcast")
    await hall.presses(OWNER, "Name 5")
    assert "may do nothing of staff any more" in await hall.presses(OWNER, "Remove")
    assert "Name 5" not in await hall.says(OWNER, "/staff")


async def test_what_somebody_let_go_had_planned_is_named(hall: Hall) -> None:
    await hall.hire(5, "announcer")
    assert "is planned" in await hall.plans(LI, "Words")
    await hall.says(OWNER, "/staff")
    await hall.presses(OWNER, "Name 5")
    assert "planned them: 1" in await hall.presses(OWNER, "Remove")


async def test_the_named_owner_cannot_be_changed_in_the_chat(hall: Hall) -> None:
    await hall.hire(5, "owner")
    assert "set by the operator" in await hall.says(LI, "/staff")
    for verb in ("remove", "role", "one"):
        await hall.does(LI, Manage(verb, "desk", "telegram:900"))
    assert "Staff" in await hall.says(OWNER, "/staff")


async def test_only_owners_manage_staff(hall: Hall) -> None:
    await hall.hire(5, "announcer")
    for verb in ("invite", "role", "remove", "all", "one"):
        assert "You may not do that" in await hall.does(LI, Manage(verb, "owner", "telegram:5"))
    assert "Staff" not in await hall.says(LI, "/staff")


async def test_help_names_what_each_may_do(hall: Hall) -> None:
    await hall.hire(5, "desk")
    assert "/status" in await hall.says(LI, "/help") and "/broadcast" not in await hall.says(LI, "/help")
    assert "/broadcast" in await hall.says(OWNER, "/help")
    assert "For staff" not in await hall.says(WANG, "/help")


async def test_every_change_of_the_staff_stands_in_the_audit(hall: Hall) -> None:
    payload = await invited(hall, "desk")
    await hall.says(LI, f"/start {payload}")
    await hall.says(OWNER, "/staff")
    await hall.presses(OWNER, "Name 5")
    await hall.presses(OWNER, "Make editor")
    await hall.presses(OWNER, "Name 5")
    await hall.presses(OWNER, "Remove")
    acts = [(who, what) for who, what, _ in await hall.audit() if what.startswith("staff ")]
    assert acts == [
        ("telegram:900", "staff invited"),
        ("telegram:5", "staff joined"),
        ("telegram:900", "staff role"),
        ("telegram:900", "staff removed"),
    ]
    assert payload not in str(await hall.audit())
