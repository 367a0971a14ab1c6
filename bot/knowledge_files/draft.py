"""What has been gathered while the files are read one by one, and what later files are judged by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.core import knowledge
from bot.core.talk.labels import Label
from bot.knowledge_files.problems import Place, Report


@dataclass(slots=True)
class Draft:
    within: Path
    """The knowledge folder, resolved."""
    today: date
    report: Report
    strict: bool = False
    """There is an office, so texts are written for this bot; the Markdown of public data sets is only warned of."""
    languages: tuple[str, ...] | None = None
    """As declared; None when any language may come."""
    zone: str = "Asia/Shanghai"
    desks: Mapping[str, knowledge.Desk] | None = field(default_factory=dict)
    """None when the file that lists them is broken: then nobody can say which are unknown."""
    offices: Mapping[str, knowledge.Desk] | None = field(default_factory=dict)
    departments: Mapping[str, knowledge.Texts] = field(default_factory=dict)
    choices: knowledge.Choices = field(default_factory=knowledge.Choices)
    papers: Mapping[str, knowledge.Paper] | None = field(default_factory=dict)
    """None when their file is broken."""
    vocabulary: knowledge.Vocabulary = field(default_factory=knowledge.Vocabulary)
    emergencies: dict[str, knowledge.Emergency] | None = field(default_factory=dict)
    """None when their file is broken."""
    mycase: knowledge.Answer | None = None
    talks: dict[str, knowledge.Told] = field(default_factory=dict)
    meant: list[tuple[Label, Place]] = field(default_factory=list)
    """What turns of talks and ways to tell of trouble mean, and where that is said."""
    entities: dict[str, knowledge.Entity] = field(default_factory=dict)
    entries: dict[str, knowledge.Entry] = field(default_factory=dict)
    phrasings: list[knowledge.Phrasing] = field(default_factory=list)
    ways: list[Place] = field(default_factory=list)
    """Where each phrasing stands, in the same order."""
    terms: dict[Place, date] = field(default_factory=dict)
    """Every `valid_until` and where it stands."""
    stands: dict[str, Place] = field(default_factory=dict)
    """Where each entity and each entry begins."""
    aliases: dict[str, tuple[str, Place]] = field(default_factory=dict)
    """Folded alias to the entity that had it first."""
    asked: dict[tuple[str, str], Place] = field(default_factory=dict)
    """Entity and aspect to the place of its ways to ask."""
    broken: set[str] = field(default_factory=set)
    """Ids of entities whose file is broken: what is said about them is not judged."""
    seen: dict[str, None] = field(default_factory=dict)
    """Languages in use, in the order in which they came."""

    def knowledge(self) -> knowledge.Knowledge:
        return knowledge.Knowledge(
            languages=self.languages or tuple(self.seen),
            zone=self.zone,
            entities=self.entities,
            entries=self.entries,
            phrasings=tuple(self.phrasings),
            vocabulary=self.vocabulary,
            desks=self.desks or {},
            offices=self.offices or {},
            departments=self.departments,
            choices=self.choices,
            papers=self.papers or {},
            emergencies=self.emergencies or {},
            mycase=self.mycase,
            talks=tuple(self.talks.values()),
        )
