"""What somebody wants the assistant to do or show, with whatever their words say of how."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.core import text
from bot.core.knowledge import Entity, Knowledge
from bot.core.language import amounts
from bot.core.matching.reading import Reading
from bot.core.messages import Speech
from bot.core.people import Talk
from bot.core.talk import labels
from bot.core.talk.labels import Act, Label

SUBJECTS = ("follow", "unfollow", "done", "plan", "card", "compare", "person", "fit")
"""Acts that are about a programme."""


NEAR = 0.25
"""From this share on a talk may well be about an entity."""

TORN = 0.9
"""From this share of its chance on, the opposite of a wish may be meant as well."""


@dataclass(frozen=True, slots=True)
class Want:
    """`entity` is the programme it is about, empty where none is meant; `others` are further ones that are named.

    `about`: it is only asked about, so nothing is changed. `days`, `year` and the rest are what the words say of
    them; None where they say nothing.
    """

    act: Act
    entity: str = ""
    others: tuple[str, ...] = ()
    about: bool = False
    days: int | None = None
    year: int | None = None
    department: str | None = None
    level: str | None = None
    language: str | None = None


def want(
    label: Label,
    question: str,
    reading: Reading,
    talk: Talk,
    knowledge: Knowledge,
    speeches: Mapping[str, Speech],
) -> Want | None:
    """None if the label is no act."""
    act = labels.act(label)
    if act is None:
        return None
    folded = text.fold(question)
    named = _in_order(reading.ranking.named, knowledge)
    entity = _meant(named, reading, talk, knowledge) if act in SUBJECTS else ""
    others = tuple(one for one in (*named, talk.subject or "") if one and one != entity)
    return Want(
        act,
        entity,
        others,
        reading.about or _torn(act, reading),
        days=amounts.days(folded),
        year=amounts.year(folded),
        department=_department(folded, knowledge),
        level=_level(folded, knowledge, speeches),
        language=_language(folded, speeches),
    )


def _in_order(named: Iterable[str], knowledge: Knowledge) -> list[str]:
    there = set(named)
    return [id for id, entity in knowledge.entities.items() if id in there]


def _meant(named: list[str], reading: Reading, talk: Talk, knowledge: Knowledge) -> str:
    """What is named, else what the talk is about; else nothing, and who asks is asked back."""
    hinted = [one for one in _in_order(reading.hinted, knowledge) if _has_dates(knowledge.entities[one])]
    dated = [one for one in named if _has_dates(knowledge.entities[one])] or hinted
    if dated or named:
        return (dated or named)[0]
    near = [one for one, share in talk.belief if share >= NEAR and one in knowledge.entities]
    with_dates = [one for one in near if _has_dates(knowledge.entities[one])]
    if talk.subject in near and not _has_dates(knowledge.entities[talk.subject or ""]) and len(with_dates) == 1:
        return with_dates[0]  # a visa has no dates to be reminded of, the exchange that it is for has
    return talk.subject if talk.subject and talk.subject in knowledge.entities else ""


def _has_dates(entity: Entity) -> bool:
    return bool(entity.windows)


def _language(folded: str, speeches: Mapping[str, Speech]) -> str | None:
    """The one language that is named in the words, in whichever language; of two it is not said which is wanted."""
    found = []
    for code in speeches:
        names = {name for speech in speeches.values() for name in speech.say(f"words-language-{code}").split("|")}
        if any(text.fold(name) in folded for name in names):
            found.append(code)
    return found[0] if len(found) == 1 else None


def _torn(act: Act, reading: Reading) -> bool:
    """Whether the opposite may be meant as well: then what there is is shown, and the person taps."""
    opposite = {"follow": "unfollow", "unfollow": "follow", "stop": "resume", "resume": "stop"}.get(act)
    chances = {str(label): chance for label, chance in reading.chances}
    return opposite is not None and chances.get(f"act:{opposite}", 0.0) > TORN * chances.get(f"act:{act}", 1.0)


def _department(folded: str, knowledge: Knowledge) -> str | None:
    """The department of which a telling word of the name stands in the text."""
    stems = {text.stem(word) for word in text.tokens(folded)}
    for id, names in knowledge.departments.items():
        for name in names.values():
            own = text.fold(name)
            told = {text.stem(word) for word in text.tokens(own) if word.isascii() and len(word) > 4}
            if (told - {"engin"}) & stems or (text.has_han(own) and own[:2] in folded):
                return id
    return None


def _level(folded: str, knowledge: Knowledge, speeches: Mapping[str, Speech]) -> str | None:
    """The lowest level, where somebody says that their language is poor."""
    words = {word for speech in speeches.values() for word in speech.say("words-level-low").split("|")}
    levels = tuple(knowledge.choices.levels)
    return levels[0] if levels and any(text.fold(word) in folded for word in words) else None
