"""What people say in whole talks and what they want of the assistant: emergencies, wishes, talks as lessons."""

from collections.abc import Container, Iterable
from dataclasses import replace

from bot.core import knowledge
from bot.core.talk import labels
from bot.core.talk.labels import DANGERS, Danger, Label
from bot.knowledge_files import checks, schema, wording
from bot.knowledge_files.draft import Draft
from bot.knowledge_files.problems import Place, did_you_mean, quoted
from bot.knowledge_files.read import Node, Sheet

_BARE = (str(labels.SMALLTALK), str(labels.MYCASE), str(labels.UNKNOWN))
"""Labels that are no topic and stand alone."""


def emergencies(draft: Draft, sheet: Sheet) -> None:
    """`emergencies.yaml`: the pages for trouble, the most urgent first."""
    found: dict[str, knowledge.Emergency] = {}
    before = draft.report.errors
    for number in _numbers(draft, sheet, "- id: ..."):
        form, _ = wording.checked(schema.Emergency, sheet, draft.report, (number,))
        place = sheet.place(number, "id")
        kind = _kind(draft, place, form.id) if form and _first(draft, place, form.id, found, "emergency") else None
        if form is None or kind is None:
            continue
        checks.texts(draft, sheet, (number, "names"), form.names)
        answer = knowledge.Answer(checks.markdown_texts(draft, sheet, (number, "answer"), form.answer))
        rules = tuple(rule.when for rule in form.rules)
        found[kind] = knowledge.Emergency(kind, form.names, answer, rules)
    draft.emergencies = found if draft.report.errors == before else None


def told_emergencies(draft: Draft, sheet: Sheet) -> None:
    """`emergencies.ask.yaml`: how people tell of trouble."""
    form, _ = wording.checked(schema.EmergencyAsks, sheet, draft.report)
    for kind, ways in form.root.items() if form else ():
        checks.languages(draft, sheet, (kind,), ways)
        draft.meant.append((Label("emergency", kind), sheet.key(kind)))
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
        if form is None or not _first(draft, sheet.place(number, "id"), form.id, draft.talks, "talk"):
            continue
        turns = []
        for at, turn in enumerate(form.turns):
            means = tuple(labels.read(text) for text in turn.means)
            steps = (number, "turns", at, "means")
            if whole:
                draft.meant += [(label, sheet.place(*steps, item)) for item, label in enumerate(means)]
            turns.append(knowledge.Turn(turn.say, means))
        draft.talks[form.id] = knowledge.Told(form.id, form.who, tuple(turns))


def check(draft: Draft) -> None:
    """What only the whole folder can tell: labels that nothing answers. Files that are broken are not judged by."""
    for label, place in draft.meant:
        match label.kind:
            case "act" if label.name not in labels.ACTS:
                _no(draft, place, "act", label.name, labels.ACTS)
            case "elsewhere" if draft.offices is not None and label.name not in {"", *draft.offices}:
                _no(draft, place, "office", label.name, (labels.NOBODY, *draft.offices))
            case "emergency":
                _page(draft, label.name, place)
            case "office":
                _topic(draft, label.name, place)


def _no(draft: Draft, place: Place, what: str, given: str, names: Iterable[str]) -> None:
    draft.report.error(place, f"no {what} is called {quoted(given)}", did_you_mean(given, names))


def _page(draft: Draft, kind: str, place: Place) -> None:
    if _kind(draft, place, kind) and draft.emergencies is not None and kind not in draft.emergencies:
        hint = "write the page first: it is what people in trouble are shown"
        draft.report.error(place, f"emergencies.yaml has no page for {quoted(kind)}", hint)


def _topic(draft: Draft, topic: str, place: Place) -> None:
    entity, aspect = knowledge.split(topic)
    if topic in draft.entries or entity in draft.broken:
        return
    if entity not in draft.entities:
        known = (*draft.entities, *_BARE)
        draft.report.error(place, f"unknown topic {quoted(topic)}", did_you_mean(entity, known))
    elif aspect not in knowledge.ASPECTS:
        draft.report.error(place, f"unknown aspect in {quoted(topic)}", did_you_mean(aspect or "", knowledge.ASPECTS))


def _numbers(draft: Draft, sheet: Sheet, example: str) -> range:
    items = sheet.root.value
    if isinstance(items, list):
        return range(len(items))
    draft.report.error(sheet.place(), "this should be a list", f"begin each item with '{example}'")
    return range(0)


def _kind(draft: Draft, place: Place, given: str) -> Danger | None:
    for danger in DANGERS:
        if danger == given:
            return danger
    _no(draft, place, "emergency", given, DANGERS)
    return None


def _first(draft: Draft, place: Place, id: str, known: Container[str], what: str) -> bool:
    if id in known:
        draft.report.error(place, f"the {what} {quoted(id)} stands twice", "keep one, or give each its own id")
    return id not in known


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
