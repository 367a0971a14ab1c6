"""What a turn of a talk is about, and what a reply does: one small value for both, with a text form at the edges."""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["office", "emergency", "act", "mycase", "elsewhere", "smalltalk", "unknown"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Danger = Literal["self-harm", "health", "crime", "detained", "missing", "disaster", "scam", "stranded", "papers"]
DANGERS: tuple[Danger, ...] = get_args(Danger)

Act = Literal[
    "follow", "unfollow", "following", "done", "snooze", "pause", "stop", "resume", "mydata", "forget", "privacy",
    "language", "fit", "compare", "plan", "card", "timeline", "calendar", "deadlines", "news", "help", "person",
]  # fmt: skip
"""What a person may want the assistant to do or show."""

ACTS: tuple[Act, ...] = get_args(Act)

_NAMED: tuple[Kind, ...] = ("emergency", "act", "elsewhere")
_BARE: tuple[Kind, ...] = ("mycase", "smalltalk", "unknown")


@dataclass(frozen=True, slots=True)
class Label:
    """`name` is the topic of an "office", the kind of an "emergency", the name of an "act", the office of an
    "elsewhere" (empty: nobody's), the entry of a "smalltalk" where one is meant.

    >>> str(Label("emergency", "papers")), str(Label("office", "exchange#cost")), str(Label("mycase"))
    ('emergency:papers', 'exchange#cost', 'mycase')
    """

    kind: Kind
    name: str = ""

    def __str__(self) -> str:
        if self.kind == "office":
            return self.name
        if self.kind == "elsewhere":
            return f"elsewhere:{self.name or NOBODY}"
        return f"{self.kind}:{self.name}" if self.kind in _NAMED else self.kind


NOBODY = "nobody"
"""The office that another office's business falls to when it is nobody's at the college."""

SMALLTALK = Label("smalltalk")
MYCASE = Label("mycase")
UNKNOWN = Label("unknown")


def read(text: str) -> Label:
    """The label that a text stands for; whatever has no prefix of its own is a topic.

    >>> read("act:follow"), read("smalltalk#thanks")
    (Label(kind='act', name='follow'), Label(kind='smalltalk', name='smalltalk#thanks'))
    """
    kind, mark, name = text.partition(":")
    for named in _NAMED:
        if mark and kind == named:
            return Label(named, "" if named == "elsewhere" and name == NOBODY else name)
    for bare in _BARE:
        if text == bare:
            return Label(bare)
    return Label("smalltalk", text) if text.startswith("smalltalk#") else Label("office", text)


def act(label: Label) -> Act | None:
    """The act that a label names, if it names one."""
    return next((one for one in ACTS if label.kind == "act" and one == label.name), None)
