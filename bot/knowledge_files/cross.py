"""What only the whole folder can tell: topics that lead nowhere, entities that nobody can ask for."""

from bot.core import knowledge
from bot.knowledge_files import spoken
from bot.knowledge_files.draft import Draft
from bot.knowledge_files.problems import quoted

_OF_THE_OFFICE = frozenset({"contact", "hours", "location"})
"""Taken from the office where an entity leaves them out."""


def check(draft: Draft) -> None:
    spoken.check(draft)
    _entries(draft)
    _asked_for_nothing(draft)
    _never_asked(draft)
    for place, term in draft.terms.items():
        if term < draft.today:
            draft.report.warn(place, *stale(term))


def stale(term: object) -> tuple[str, str]:
    """The words for a text whose time is over, or soon will be."""
    return f"valid only until {term}", "look it up again, then move verified and valid_until on"


def _entries(draft: Draft) -> None:
    """An entry may not sit on a topic of an entity: one of the two would never be seen."""
    for id in draft.entries:
        entity, aspect = knowledge.split(id)
        if entity in draft.entities and aspect in knowledge.ASPECTS:
            hint = f"see {draft.stands[entity].path}; choose another id"
            draft.report.error(draft.stands[id], f"{quoted(id)} is a topic of an entity", hint)


def _asked_for_nothing(draft: Draft) -> None:
    office = draft.entities.get("office")
    shared = _OF_THE_OFFICE & set(office.answers) if office else set()
    for (id, aspect), place in draft.asked.items():
        entity = draft.entities.get(id)
        if entity is None or id in draft.broken or aspect in entity.answers or aspect in shared:
            continue
        if aspect != "dates" or not (entity.windows or id == "office"):
            draft.report.warn(
                place, f"ways to ask, but {quoted(id)} has no answer for {quoted(aspect)}", "add the answer"
            )


def _never_asked(draft: Draft) -> None:
    asked = {knowledge.split(phrasing.topic)[0] for phrasing in draft.phrasings} if draft.entities else set()
    for id in draft.entities:
        if id not in asked and id not in draft.broken:
            place = draft.stands[id]
            name = place.path.rpartition("/")[2].removesuffix(".yaml")
            draft.report.warn(place, f"{quoted(id)} has no way to ask", f"write {name}.ask.yaml beside it")
