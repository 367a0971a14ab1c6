"""What an owner sees of the staff: who they are, what each may do, and the ways to change it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.actions import Manage
from bot.core.messages import Button, Message, Speech, literal
from bot.core.staff_roles import ROLES, Role


@dataclass(frozen=True, slots=True)
class Listed:
    """`subject` is "telegram:17"; `fixed` for whom the chat cannot change."""

    subject: str
    name: str
    role: Role
    fixed: bool = False


def roster(staff: Sequence[Listed], speech: Speech) -> Message:
    lines = [f"- {_line(one, speech)}" for one in staff]
    buttons = [
        Button(speech.say("button-staff-one", name=one.name or one.subject), Manage("one", "", one.subject))
        for one in staff
        if not one.fixed
    ]
    asks = [
        Button(speech.say("button-staff-invite", role=title(role, speech)), Manage("invite", role)) for role in ROLES
    ]
    rights = "\n".join(f"- {speech.say(f'staff-role-{role}')}" for role in ROLES)
    text = "\n\n".join([speech.say("staff-list"), "\n".join(lines), speech.say("staff-rights"), rights])
    return Message(text, (*buttons, *asks))


def one(member: Listed, speech: Speech) -> Message:
    """What can be changed about one of them."""
    changes = [
        Button(speech.say("button-staff-make", role=title(role, speech)), Manage("role", role, member.subject))
        for role in ROLES
        if role != member.role
    ]
    remove = Button(speech.say("button-staff-remove"), Manage("remove", "", member.subject))
    return Message(_line(member, speech), (*changes, remove, Button(speech.say("button-staff-all"), Manage("all"))))


def invitation(role: Role, link: str, hours: int, speech: Speech) -> Message:
    """To be passed on to one person; the link stands by itself, so that it can be copied."""
    return Message(f"{speech.say('staff-invitation', role=title(role, speech), hours=hours)}\n\n{link}")


def joined(name: str, role: Role, speech: Speech) -> Message:
    """For the owner."""
    return Message(speech.say("staff-joined-told", name=literal(name), role=title(role, speech)))


def title(role: Role, speech: Speech) -> str:
    return speech.say(f"staff-title-{role}")


def _line(member: Listed, speech: Speech) -> str:
    name = literal(member.name) if member.name else ""
    key = "staff-line-fixed" if member.fixed else "staff-line"
    return speech.say(key, name=name or member.subject, id=member.subject, role=title(member.role, speech))
