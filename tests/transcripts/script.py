"""Whole talks as text files that staff can read and write.

    # What the talk is about.
    now: 2027-03-01T09:00       local time of the office; may stand again between two turns: time has passed
    staff: announcer            the person belongs to the staff, with this role
    people: 12 zh               so many others have started the bot, in this language

    > how much is the exchange? what the person types
    ! Cost                      or: the button that the person presses, by its label or its number
    = answer exchange#cost      outcome (answer, choices, unknown; `menu` for what is no answer to a question), topic
    + deposit                   must be read in what comes back, on a screen without colours
    - 示例                       must not
    ? Dates and deadlines       must be a button, and so it must be one of the choices where there are choices

Everything from `=` to `?` is about the turn above it. Empty lines and lines that begin with `#` mean nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.core.staff_roles import ROLES

OUTCOMES = ("answer", "choices", "unknown", "menu")


@dataclass
class Turn:
    """`does` is ">" (types) or "!" (presses); `line` is where the turn stands in its file."""

    line: int
    does: str
    what: str
    now: str
    outcome: str = ""
    topic: str | None = None
    read: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)


@dataclass
class Talk:
    name: str
    staff: str = ""
    people: dict[str, int] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)


def read(file: Path) -> Talk:
    """A line that means nothing to us is an error: a check that nobody makes is worse than none."""
    talk, now = Talk(file.stem), ""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        mark, _, rest = line.strip().partition(" ")
        rest = rest.strip()
        match mark:
            case "" | "#":
                continue
            case "now:":
                now = rest
            case "staff:" if rest in ROLES:
                talk.staff = rest
            case "people:" if len(rest.split()) == 2 and rest.split()[0].isdigit():
                talk.people[rest.split()[1]] = int(rest.split()[0])
            case ">" | "!":
                talk.turns.append(Turn(number, mark, rest, now))
            case "=" | "+" | "-" | "?" if talk.turns and rest:
                _CHECKS[mark](talk.turns[-1], rest)
            case _:
                raise ValueError(f"{file.name}:{number}: {line!r} is no line of a talk")
    lacking = [turn.line for turn in talk.turns if turn.outcome not in OUTCOMES or not turn.now]
    if lacking or not talk.turns:
        raise ValueError(f"{file.name}: no `=` or no `now:` for the turns on lines {lacking}, or no turns at all")
    return talk


def _outcome(turn: Turn, rest: str) -> None:
    turn.outcome, _, topic = rest.partition(" ")
    turn.topic = topic or None


_CHECKS: dict[str, Callable[[Turn, str], None]] = {
    "=": _outcome,
    "+": lambda turn, rest: turn.read.append(rest),
    "-": lambda turn, rest: turn.unread.append(rest),
    "?": lambda turn, rest: turn.buttons.append(rest),
}
