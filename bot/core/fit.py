"""Which programme fits: the conditions of each against what somebody answered. Nothing of it is remembered.

The answers travel in the buttons alone, as tags that say nothing without the knowledge.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from bot.core.actions import tag
from bot.core.knowledge import Audience, Choices, Entity, Knowledge
from bot.core.people import YEARS

Matter = Literal["who", "year", "department", "level", "direction", "place"]
MATTERS: tuple[Matter, ...] = get_args(Matter)
"""In the order in which they are asked."""

Verdict = Literal["fits", "fails", "unsaid", "unanswered"]
"""`unsaid`: the programme says nothing about it. `unanswered`: the person did not."""

SKIPPED = "-"

Answers = Mapping[Matter, str]
"""What was answered, as ids of the knowledge; what was left open is missing."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A programme and what became of each condition."""

    entity: Entity
    verdicts: Mapping[Matter, Verdict]

    def having(self, verdict: Verdict) -> tuple[Matter, ...]:
        return tuple(matter for matter, one in self.verdicts.items() if one == verdict)

    @property
    def fails(self) -> bool:
        return "fails" in self.verdicts.values()


def offered(knowledge: Knowledge, matter: Matter) -> tuple[str, ...]:
    """The ids that can be answered; none where the office has not said what there is to choose."""
    programmes = [one for one in knowledge.entities.values() if one.kind == "programme"]
    match matter:
        case "who":
            there = {audience for one in programmes for audience in one.audiences}
            return tuple(one for one in get_args(Audience) if one in there)
        case "year":
            return tuple(str(year) for year in YEARS)
        case "department":
            return tuple(knowledge.departments)
        case "level":
            return tuple(knowledge.choices.levels)
        case "direction":
            return tuple(knowledge.choices.directions)
        case "place":
            return tuple(knowledge.choices.places)


def asked(knowledge: Knowledge, who: str | None) -> tuple[Matter, ...]:
    """What is worth a question: only students are in a year, and one choice is none."""
    there = [matter for matter in MATTERS if len(offered(knowledge, matter)) > 1]
    return tuple(matter for matter in there if matter != "year" or who in {None, "student"})


def read(knowledge: Knowledge, tags: tuple[str, ...]) -> tuple[Answers, Matter | None]:
    """The answers behind tags and what is to be asked next; what is not known any more is asked anew."""
    answers: dict[Matter, str] = {}
    left = list(tags)
    for matter in MATTERS:
        if matter not in asked(knowledge, answers.get("who")):
            continue
        if not left:
            return answers, matter
        given = left.pop(0)
        if given == SKIPPED:
            continue
        found = next((one for one in offered(knowledge, matter) if tag(one) == given), None)
        if found is None:
            return answers, matter
        answers[matter] = found
    return answers, None


def told(knowledge: Knowledge, answers: Answers) -> tuple[str, ...]:
    """The tags of what somebody said of themselves already: what lies before the last of it is skipped."""
    matters = asked(knowledge, answers.get("who"))
    last = max((place for place, matter in enumerate(matters) if matter in answers), default=-1)
    return tuple(tag(answers[one]) if one in answers else SKIPPED for one in matters[: last + 1])


def judge(knowledge: Knowledge, answers: Answers) -> tuple[Judged, ...]:
    """Every programme: what fits with the most conditions first, then what fails with the fewest."""
    programmes = [one for one in knowledge.entities.values() if one.kind == "programme"]
    judged = [Judged(one, verdicts(one, knowledge.choices, answers)) for one in programmes]
    return tuple(sorted(judged, key=lambda one: (len(one.having("fails")), -len(one.having("fits")))))


def verdicts(entity: Entity, choices: Choices, answers: Answers) -> Mapping[Matter, Verdict]:
    who = answers.get("who")
    there = [matter for matter in MATTERS if matter != "year" or who in {None, "student"}]
    return {matter: _verdict(entity, choices, matter, answers.get(matter)) for matter in there}


def _verdict(entity: Entity, choices: Choices, matter: Matter, given: str | None) -> Verdict:
    if given is None:
        return "unanswered"
    conditions = entity.conditions
    wanted: frozenset[str] | None
    match matter:
        case "who":
            wanted = frozenset(entity.audiences)
        case "year":
            wanted = None if conditions.years is None else frozenset(str(year) for year in conditions.years)
        case "department":
            wanted = conditions.departments
        case "level":
            wanted = _reached(choices, conditions.level)
        case "direction":
            wanted = conditions.directions
        case "place":
            wanted = conditions.places
    if wanted is None:
        return "unsaid"
    return "fits" if given in wanted else "fails"


def _reached(choices: Choices, least: str | None) -> frozenset[str] | None:
    """The levels from the least upwards."""
    levels = tuple(choices.levels)
    return None if least is None or least not in levels else frozenset(levels[levels.index(least) :])
