"""Who of the staff may do what. One table: a flow asks it at every step."""

from collections.abc import Mapping
from typing import Literal, get_args

Role = Literal["owner", "announcer", "editor", "desk"]
Right = Literal["announce", "reload", "status", "resend", "staff"]

ROLES: tuple[Role, ...] = get_args(Role)

_RIGHTS: Mapping[Role, frozenset[Right]] = {
    "owner": frozenset(get_args(Right)),
    "announcer": frozenset({"announce", "status", "resend"}),
    "editor": frozenset({"reload", "status"}),
    "desk": frozenset({"status"}),
}

COMMANDS: Mapping[str, Right] = {
    "broadcast": "announce",
    "broadcasts": "announce",
    "correct": "announce",
    "recall": "announce",
    "reload": "reload",
    "status": "status",
    "resend": "resend",
    "staff": "staff",
}
"""What staff may say with a slash, and the right that it takes."""


def may(role: Role | None, right: Right) -> bool:
    """
    >>> may("announcer", "announce"), may("editor", "announce"), may(None, "status")
    (True, False, False)
    """
    return role is not None and right in _RIGHTS[role]


def commands(role: Role | None) -> tuple[str, ...]:
    """Those that somebody with this role may use."""
    return tuple(name for name, right in COMMANDS.items() if may(role, right))


def is_above(one: Role, other: Role) -> bool:
    """Whether whoever is `one` would lose by becoming `other`."""
    return ROLES.index(one) <= ROLES.index(other)
