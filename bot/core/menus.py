"""Menus: topics to browse without typing, languages, roles, and the buttons that are always a way on."""

from collections.abc import Mapping

from bot.core.actions import Ask, Be, Browse, Card, Fit, Plan, Show, Speak
from bot.core.answers import Answers
from bot.core.knowledge import ASPECTS, Audience, Entity, Knowledge, said
from bot.core.messages import Button, Message, Speech

_GROUPS = ("topics-programmes-student", "topics-programmes-teacher", "topics-services")


MOST_ENTRIES = 30
"""Plain entries that a menu lists; nobody reads on."""


def person(speech: Speech) -> Button:
    return Button(speech.say("button-person"), Show("person"))


def ways_on(knowledge: Knowledge, speech: Speech, role: bool = False) -> tuple[Button, ...]:
    """Topics, what is open, a person, the language: where to go when there is nothing else to press."""
    office = (
        Button(speech.say("button-dates"), Ask("office#dates")),
        Button(speech.say("button-person"), Show("person")),
    )
    return (
        Button(speech.say("button-topics"), Browse()),
        *(office if "office" in knowledge.entities else ()),
        Button(speech.say("button-language"), Speak()),
        *((Button(speech.say("button-role"), Be()),) if role else ()),
    )


def topics(answers: Answers, role: Audience | None, speech: Speech) -> tuple[Message, ...]:
    """All programmes and services, in groups; the person's own group comes first. Without any, the plain entries."""
    knowledge = answers.knowledge
    if not knowledge.entities:
        ours = [entry.id for entry in knowledge.entries.values() if entry.outcome == "answer"][:MOST_ENTRIES]
        return (Message(speech.say("topics"), tuple(Button(answers.label(id, speech), Ask(id)) for id in ours)),)
    groups: dict[str, list[Entity]] = {key: [] for key in _GROUPS}
    for entity in knowledge.entities.values():
        groups[_group(entity)].append(entity)
    own = "topics-programmes-teacher" if role == "teacher" else "topics-services" if role == "partner" else _GROUPS[0]
    order = sorted(_GROUPS, key=lambda key: key != own)
    fit = (Button(speech.say("button-fit"), Fit()),)
    return tuple(
        Message(
            speech.say(key),
            tuple(Button(said(entity.names, speech.language), Browse(entity.id)) for entity in groups[key])
            + (fit if key == order[0] and key != "topics-services" else ()),
        )
        for key in order
        if groups[key]
    )


def _group(entity: Entity) -> str:
    if entity.kind != "programme":
        return "topics-services"
    return "topics-programmes-student" if "student" in entity.audiences else "topics-programmes-teacher"


def aspects(answers: Answers, entity_id: str, speech: Speech) -> tuple[Message, ...]:
    """What can be asked about one entity."""
    entity = answers.knowledge.entities[entity_id]
    there = [aspect for aspect in ASPECTS if aspect in entity.answers or (aspect == "dates" and entity.windows)]
    buttons = tuple(Button(answers.name(aspect, speech), Ask(f"{entity_id}#{aspect}")) for aspect in there)
    plan = (Button(speech.say("button-plan"), Plan(entity_id)),) if entity.papers and entity.windows else ()
    card = (Button(speech.say("button-card"), Card(entity_id)),) if entity.card else ()
    back = Button(speech.say("button-topics"), Browse())
    text = speech.say("topics-entity", entity=said(entity.names, speech.language))
    return (Message(text, (*buttons, *plan, *card, back)),)


def languages(speeches: Mapping[str, Speech], speech: Speech) -> Message:
    buttons = tuple(Button(other.say("language-name"), Speak(code)) for code, other in speeches.items())
    return Message(speech.say("language-question"), buttons)


def roles(speech: Speech) -> Message:
    return Message(
        speech.say("role-question"),
        (
            Button(speech.say("role-student"), Be("student")),
            Button(speech.say("role-teacher"), Be("teacher")),
            Button(speech.say("role-partner"), Be("partner")),
            Button(speech.say("role-nobody"), Be("nobody")),
        ),
    )
