"""What somebody wants, whichever door they stand at: a closed union that every channel makes of what it receives."""

import re
from dataclasses import dataclass

from bot.core.messages import Message

COMMANDS = (
    "topics",
    "deadlines",
    "fit",
    "plan",
    "compare",
    "card",
    "timeline",
    "calendar",
    "follow",
    "following",
    "unfollow",
    "settings",
    "pause",
    "stop",
    "quiet",
    "zone",
    "year",
    "department",
    "news",
    "why",
    "privacy",
    "mydata",
    "forget",
    "person",
    "language",
    "help",
    "start",
)
"""What the bot knows to do when it is told so with a slash, the ones most used first."""

SHOWING = frozenset(COMMANDS) - {"follow", "unfollow", "pause", "stop", "quiet", "zone", "year", "department", "start"}
"""Those that may be obeyed again when the message that says them was edited: they do nothing but show."""

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Question:
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """`/name rest`; a name that nobody knows gets the help."""

    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A button's packed data, as it came back: nothing in it is trusted."""

    data: str


@dataclass(frozen=True, slots=True)
class Wordless:
    """A picture, a voice, a sticker."""


@dataclass(frozen=True, slots=True)
class Left:
    """The person blocked the bot (or came back): nothing to answer, but nothing more to send either."""

    gone: bool


Wish = Question | Command | Press | Wordless | Left


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent, as it was sent: formatted, with what hangs on it. Staff make announcements of it.

    `number` is the channel's own of the message, None where there is none; the pictures of one `album` are several
    messages. `edited`: it had been sent before, in other words.
    """

    message: Message
    number: int | None = None
    album: str = ""
    edited: bool = False


def typed(line: str) -> Question | Command:
    """A line somebody typed: a command or a question.

    >>> typed("/follow semester-exchange"), typed("how much?")
    (Command(name='follow', rest='semester-exchange'), Question(text='how much?'))
    """
    found = _COMMAND.fullmatch(line.strip())
    return Command(found[1].lower(), (found[2] or "").strip()) if found else Question(line)
