"""The form of each file. Everything arrives as text (see `read`), so that what staff typed is what is judged."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, model_validator

from bot.core import knowledge
from bot.core.talk import labels
from bot.knowledge_files.scalars import (
    Date,
    Day,
    Id,
    Language,
    Lead,
    Offsets,
    Text,
    TextList,
    TextLists,
    Texts,
    Truth,
    Year,
    none_is,
)

Aspect = Literal[knowledge.ASPECTS]  # type: ignore[valid-type]
CALLED = "called"
Asked = Literal[(CALLED, *knowledge.ASPECTS)]  # type: ignore[valid-type]


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Care(Form):
    owner: Text | None = None
    verified: Date | None = None
    valid_until: Date | None = None
    sample: Truth | None = None
    mark: knowledge.Mark | None = None


class Attachment(Form):
    path: Text
    names: Texts


Attachments = Annotated[tuple[Attachment, ...], none_is(list)]


class Answer(Care):
    """Beside the named keys every key is a language; which ones are right only the whole folder tells."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Text]
    attachments: Attachments = ()

    @property
    def texts(self) -> dict[str, str]:
        return self.__pydantic_extra__


class Stage(Form):
    id: Id
    names: Texts
    opens: Day | None = None
    closes: Day
    remind: Offsets = ()


class Stay(Form):
    since: Day = Field(alias="from")
    to: Day


class Window(Form):
    id: Id
    names: Texts
    opens: Day | None = None
    closes: Day | None = None
    state: knowledge.WindowState = "dated"
    tentative: Truth = False
    sample: Truth | None = None
    notes: Texts = Field(default_factory=dict)
    stages: Annotated[tuple[Stage, ...], none_is(list)] = ()
    stay: Stay | None = None
    remind: Offsets | None = None


class Conditions(Form):
    years: tuple[Year, ...] | None = Field(None, min_length=1)
    departments: tuple[Id, ...] | None = Field(None, min_length=1)
    level: Id | None = None
    directions: tuple[Id, ...] | None = Field(None, min_length=1)
    places: tuple[Id, ...] | None = Field(None, min_length=1)


class Needed(Form):
    """`- passport`, or `- {paper: passport, by: interviews}`."""

    paper: Id
    by: Id | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: object) -> object:
        return {"paper": value} if isinstance(value, str) else value


class Card(Form):
    what: Texts
    cost: Texts
    leader: Texts
    insurance: Texts
    refusal: Texts


class Entity(Care):
    id: Id
    names: Texts
    short: Texts = Field(default_factory=dict)
    aliases: TextLists = Field(default_factory=dict)
    weak_aliases: TextList = ()
    audiences: tuple[knowledge.Audience, ...] = Field(min_length=1)
    windows: Annotated[tuple[Window, ...], none_is(list)] = ()
    conditions: Annotated[Conditions, none_is(dict)] = Field(default_factory=dict, validate_default=True)
    papers: Annotated[tuple[Needed, ...], none_is(list)] = ()
    card: Card | None = None
    answers: Annotated[dict[Aspect, Answer], none_is(dict)] = Field(default_factory=dict)


class Desk(Form):
    names: Texts
    contact: Texts


Desks = Annotated[dict[Id, Desk], none_is(dict)]


Names = Annotated[dict[Id, Texts], none_is(dict)]


class Choices(Form):
    levels: Names = Field(default_factory=dict, max_length=12)
    directions: Names = Field(default_factory=dict, max_length=12)
    places: Names = Field(default_factory=dict, max_length=12)


class Office(Entity):
    audiences: tuple[knowledge.Audience, ...] = Field(("student", "teacher", "partner"), min_length=1)
    languages: tuple[Language, ...] = Field((), max_length=20)
    zone: Text = "Asia/Shanghai"
    desks: Desks = Field(default_factory=dict)
    offices: Desks = Field(default_factory=dict)
    departments: Names = Field(default_factory=dict, max_length=40)
    choices: Annotated[Choices, none_is(dict)] = Field(default_factory=dict, validate_default=True)


class Paper(Care):
    names: Texts
    takes: Lead
    late: Texts
    how: Texts = Field(default_factory=dict)
    after: TextList = ()
    original: Truth = False
    kept: Truth = False


class Papers(RootModel[dict[Id, Paper]]):
    """`papers.yaml`"""


class Entry(Care):
    id: Text
    ask: TextLists = Field(default_factory=dict)
    answer: Texts = Field(min_length=1)
    outcome: Literal["answer", "unknown"] = "answer"
    office: Text | None = None
    attachments: Attachments = ()


class Asks(RootModel[dict[Asked, TextLists]]):
    """`<stem>.ask.yaml`: ways to ask by aspect, and what people call the thing without naming it."""


class MoreAsks(RootModel[dict[Aspect, TextLists]]):
    """`vocabulary.ask.yaml`"""


class AspectWords(Form):
    names: Texts
    short: Texts = Field(default_factory=dict)
    asks: TextLists = Field(default_factory=dict)


class Rule(Form):
    when: tuple[Annotated[TextList, Field(min_length=1)], ...] = Field(min_length=1)


class Emergency(Form):
    id: Id
    names: Texts
    answer: Texts = Field(min_length=1)
    rules: Annotated[tuple[Rule, ...], none_is(list)] = ()


class EmergencyAsks(RootModel[dict[labels.Danger, TextLists]]):
    """`emergencies.ask.yaml`"""


class Wish(Form):
    ask: TextLists = Field(default_factory=dict)
    about: TextLists = Field(default_factory=dict)


class MyCase(Form):
    answer: Texts = Field(min_length=1)
    ask: TextLists = Field(default_factory=dict)


class Assistant(Form):
    """`assistant.yaml`"""

    wishes: Annotated[dict[labels.Act, Wish], none_is(dict)] = Field(default_factory=dict)
    mycase: MyCase | None = None


class Turn(Form):
    """`- {say: "and how much?", means: [semester-exchange#cost]}`"""

    say: Text
    means: TextList = Field(min_length=1)


class Told(Form):
    id: Id
    who: Text
    turns: tuple[Turn, ...] = Field(min_length=1)


class Vocabulary(Form):
    aspects: Annotated[dict[Aspect, AspectWords], none_is(dict)] = Field(default_factory=dict)
    known: TextList = ()
