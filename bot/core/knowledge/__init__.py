"""What the office knows, as values: entities, their answers, windows, and the ways people ask.

A topic is `entity#aspect` ("semester-exchange#cost"), or the id of a plain FAQ entry. Texts are small Markdown,
one per language. Everything is frozen: a reload builds a new `Knowledge` beside the old one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot.core.knowledge.windows import LAST_WORKING_DAY as LAST_WORKING_DAY
from bot.core.knowledge.windows import Day as Day
from bot.core.knowledge.windows import Offset as Offset
from bot.core.knowledge.windows import Stage as Stage
from bot.core.knowledge.windows import Texts as Texts
from bot.core.knowledge.windows import Window as Window
from bot.core.knowledge.windows import WindowState as WindowState
from bot.core.talk.labels import Danger, Label

ASPECTS = (
    "overview",
    "eligibility",
    "dates",
    "cost",
    "funding",
    "duration",
    "destinations",
    "language",
    "documents",
    "apply",
    "credits",
    "contact",
    "hours",
    "location",
    "processing-time",
    "difference",
    "safety",
    "accommodation",
)

Audience = Literal["student", "teacher", "partner"]
Kind = Literal["programme", "service", "office"]
Mark = Literal["general", "national", "host"]
"""Whose fact it is: true anywhere, a rule of the country, or decided by the host. The answer says so."""

Outcome = Literal["answer", "choices", "unknown"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A form or picture under an answer; `path` is relative to the knowledge folder and stays inside it."""

    path: str
    names: Texts


@dataclass(frozen=True, slots=True)
class Care:
    """Who keeps a text true, and until when it may be trusted."""

    owner: str | None = None
    verified: date | None = None
    valid_until: date | None = None
    sample: bool = False
    mark: Mark | None = None

    def stale(self, today: date) -> bool:
        """Past `valid_until` no date and no amount is given from this text."""
        return self.valid_until is not None and today > self.valid_until


@dataclass(frozen=True, slots=True)
class Answer:
    texts: Texts
    care: Care = field(default_factory=Care)
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Conditions:
    """Whom a programme is for, beside its audiences. None: nothing is said about it, which is not "everybody"."""

    years: frozenset[int] | None = None
    departments: frozenset[str] | None = None
    level: str | None = None
    """The least language level, one of the office's `Choices.levels`."""
    directions: frozenset[str] | None = None
    places: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What people are asked who look for a programme: id to name. Levels go upwards from none."""

    levels: Mapping[str, Texts] = field(default_factory=dict)
    directions: Mapping[str, Texts] = field(default_factory=dict)
    places: Mapping[str, Texts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lead:
    """How long something takes, in working days or in days of the calendar."""

    days: int
    working: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that programmes ask for. `late` says what can still be done when its time has passed.

    `after` are papers that have to be there before this one can be begun. An `original` is given out of hand; what is
    `kept` is got once and serves every programme.
    """

    id: str
    names: Texts
    takes: Lead
    late: Texts
    how: Texts = field(default_factory=dict)
    after: tuple[str, ...] = ()
    original: bool = False
    kept: bool = False
    care: Care = field(default_factory=Care)


DEPARTURE = "departure"


@dataclass(frozen=True, slots=True)
class Needed:
    """A paper that a programme asks for: by the end of the application, of the stage `by`, or before departure."""

    paper: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What parents want to know, in a line each: the rest of a card is worked out."""

    what: Texts
    cost: Texts
    leader: Texts
    insurance: Texts
    refusal: Texts


@dataclass(frozen=True, slots=True)
class Entity:
    """A programme, a service or the office itself: what people ask about."""

    id: str
    kind: Kind
    names: Texts
    aliases: tuple[str, ...]
    weak_aliases: tuple[str, ...]
    audiences: frozenset[Audience]
    answers: Mapping[str, Answer]
    windows: tuple[Window, ...] = ()
    care: Care = field(default_factory=Care)
    called: tuple[str, ...] = ()
    """What people say instead of a name: examples to learn from, no names that are looked for."""
    conditions: Conditions = field(default_factory=Conditions)
    papers: tuple[Needed, ...] = ()
    card: Card | None = None
    short: Texts = field(default_factory=dict)
    """The names as they fit a button; empty: the names themselves."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A plain FAQ entry. With outcome "unknown" it names what is *not* this office's, and `office` says whose."""

    id: str
    answer: Answer
    outcome: Literal["answer", "unknown"] = "answer"
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk of this office that owns entries, or another office that people are sent to."""

    id: str
    names: Texts
    contact: Texts


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to ask, as staff wrote it. `topic` is a label in its text form: a topic, or "act:follow".

    `about`: it only asks about what the assistant does ("will you remind me?"), so nothing is to be changed.
    """

    text: str
    topic: str
    about: bool = False


@dataclass(frozen=True, slots=True)
class Emergency:
    """One kind of trouble: its page, shown whole, and the words by which it is recognised before anything is learned.

    A rule fires when each of its groups has one of its words in what somebody says.
    """

    id: Danger
    names: Texts
    answer: Answer
    rules: tuple[tuple[tuple[str, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody said within a talk, and everything that a thoughtful officer would accept as the first thing to
    show, best first."""

    text: str
    means: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A whole talk as it was held, to learn from; `who` says in a few words whose it is."""

    id: str
    who: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class AspectWords:
    """How an aspect is called and asked for, whatever the entity."""

    id: str
    names: Texts
    asks: tuple[str, ...]
    """Ways to ask for the aspect alone; `{}` stands where an entity's name may stand, or is left out."""
    short: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    aspects: Mapping[str, AspectWords] = field(default_factory=dict)
    known: tuple[str, ...] = ()
    """Names and codes that are never spelling slips: IELTS, N3, CSC."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    languages: tuple[str, ...]
    zone: str
    entities: Mapping[str, Entity]
    entries: Mapping[str, Entry]
    phrasings: tuple[Phrasing, ...]
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    desks: Mapping[str, Desk] = field(default_factory=dict)
    offices: Mapping[str, Desk] = field(default_factory=dict)
    departments: Mapping[str, Texts] = field(default_factory=dict)
    choices: Choices = field(default_factory=Choices)
    papers: Mapping[str, Paper] = field(default_factory=dict)
    emergencies: Mapping[str, Emergency] = field(default_factory=dict)
    """By kind, the most urgent first."""
    mycase: Answer | None = None
    """What is said to everybody who asks how their own case stands."""
    talks: tuple[Told, ...] = ()


def split(topic: str) -> tuple[str, str | None]:
    """`entity#aspect` as a pair; a plain entry has no aspect."""
    entity, mark, aspect = topic.partition("#")
    return entity, aspect if mark else None


def said(texts: Texts, language: str) -> str:
    """The text in `language`, else in the first language there is, else nothing."""
    return texts.get(language) or next(iter(texts.values()), "")
