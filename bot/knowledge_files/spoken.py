"""What people say in whole talks and what they want of the assistant: emergencies, wishes, talks as lessons."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar, get_args

from bot.core import knowledge
from bot.core.talk import labels
from bot.core.talk.labels import Act, Danger
from bot.knowledge_files import checks, schema, wording
from bot.knowledge_files.draft import Draft
from bot.knowledge_files.problems import Place, did_you_mean, quoted
from bot.knowledge_files.read import Node, Sheet

Name = TypeVar("Name", Act, Danger)


def emergencies(draft: Draft, sheet: Sheet) -> None:
    """`emergencies.yaml`: the pages for trouble, the most urgent first."""
    for number in _numbers(draft, sheet, "- id: ..."):
        form, _ = wording.checked(schema.Emergency, sheet, draft.report, (number,))
        kind = _known(draft, sheet.place(number, "id"), form.id, get_args(Danger), "emergency") if form else None
        if form is None or kind is None:
            continue
        checks.texts(draft, sheet, (number, "names"), form.names)
        answer = knowledge.Answer(checks.markdown_texts(draft, sheet, (number, "answer"), form.answer))
        rules = tuple(rule.when for rule in form.rules)
        draft.emergencies[kind] = knowledge.Emergency(kind, form.names, answer, rules)


def told_emergencies(draft: Draft, sheet: Sheet) -> None:
    """`emergencies.ask.yaml`: how people tell of trouble."""
    form, _ = wording.checked(schema.EmergencyAsks, sheet, draft.report)
    for kind, ways in form.root.items() if form else ():
        checks.languages(draft, sheet, (kind,), ways)
        _ways(draft, sheet, (kind,), ways, f"emergency:{kind}")


def assistant(draft: Draft, sheet: Sheet) -> None:
    """`assistant.yaml`: how people say what they want the assistant to do, and what is said of their own case."""
    form, _ = wording.checked(schema.Assistant, sheet, draft.report)
    if form is None:
        return
    for name, wish in form.wishes.items():
        for key, ways, about in (("ask", wish.ask, False), ("about", wish.about, True)):
            checks.languages(draft, sheet, ("wishes", name, key), ways)
            _ways(draft, sheet, ("wishes", name, key), ways, f"act:{name}", about=about)
    if form.mycase is not None:
        at = ("mycase", "answer")
        draft.mycase = knowledge.Answer(checks.markdown_texts(draft, sheet, at, form.mycase.answer))
        checks.languages(draft, sheet, ("mycase", "ask"), form.mycase.ask)
        _ways(draft, sheet, ("mycase", "ask"), form.mycase.ask, "mycase")


def talks(draft: Draft, sheet: Sheet) -> None:
    """`talks/*.yaml`: whole talks to learn from, every turn with what it means."""
    for number in _numbers(draft, sheet, "- id: ... who: ... turns: ..."):
        form, whole = wording.checked(schema.Told, sheet, draft.report, (number,))
        if form is None:
            continue
        turns = []
        for place, turn in enumerate(form.turns):
            means = tuple(labels.read(text) for text in turn.means)
            if whole:
                draft.meant += [(label, sheet.place(number, "turns", place, "means")) for label in means]
            turns.append(knowledge.Turn(turn.say, means))
        draft.talks.append(knowledge.Told(form.id, form.who, tuple(turns)))


def check(draft: Draft) -> None:
    """What only the whole folder can tell: labels of talks that nothing answers."""
    offices = {"", *(draft.offices or {})}
    known: dict[labels.Kind, Iterable[str]] = {
        "emergency": draft.emergencies,
        "act": labels.ACTS,
        "elsewhere": offices,
    }
    for label, place in draft.meant:
        if (
            label.kind in known
            and label.name not in known[label.kind]
            and (label.kind, draft.offices)
            != (
                "elsewhere",
                None,
            )
        ):
            hint = did_you_mean(label.name, known[label.kind])
            draft.report.error(place, f"no {label.kind} is called {quoted(label.name)}", hint)
        elif label.kind == "office":
            _topic(draft, label.name, place)


def _topic(draft: Draft, topic: str, place: Place) -> None:
    entity, aspect = knowledge.split(topic)
    if topic in draft.entries or entity in draft.broken:
        return
    if entity not in draft.entities:
        draft.report.error(place, f"unknown topic {quoted(topic)}", did_you_mean(entity, draft.entities))
    elif aspect not in knowledge.ASPECTS:
        draft.report.error(place, f"unknown aspect in {quoted(topic)}", did_you_mean(aspect or "", knowledge.ASPECTS))


def _numbers(draft: Draft, sheet: Sheet, example: str) -> range:
    items = sheet.root.value
    if isinstance(items, list):
        return range(len(items))
    draft.report.error(sheet.place(), "this should be a list", f"begin each item with '{example}'")
    return range(0)


def _known(draft: Draft, place: Place, given: str, names: tuple[Name, ...], what: str) -> Name | None:
    for name in names:
        if name == given:
            return name
    draft.report.error(place, f"no {what} is called {quoted(given)}", did_you_mean(given, names))
    return None


def _ways(
    draft: Draft,
    sheet: Sheet,
    at: tuple[str, ...],
    ways: dict[str, tuple[str, ...]],
    topic: str,
    *,
    about: bool = False,
) -> None:
    first = len(draft.phrasings)
    node, found = sheet.node(*at)
    if not found or not isinstance(node.value, dict):
        return
    for language, texts in ways.items():
        items = node.value[language].value
        for item, way in zip(items if isinstance(items, list) else (), texts, strict=True):
            assert isinstance(item, Node)
            draft.phrasings.append(knowledge.Phrasing(way, topic))
            draft.ways.append(Place(sheet.path, item.line, item.column))
    if about:
        draft.phrasings[first:] = [replace(way, about=True) for way in draft.phrasings[first:]]
