"""Makes core's values of checked files and adds them to the draft. One function for each kind of file."""

import zoneinfo
from collections.abc import Mapping
from dataclasses import replace

from bot.core import knowledge, text
from bot.knowledge_files import checks, planning, rounds, schema, wording
from bot.knowledge_files.draft import Draft
from bot.knowledge_files.problems import Place, did_you_mean, nearest, quoted
from bot.knowledge_files.read import Node, Sheet

_BEIJING = ("beijing", "chongqing", "peking", "china", "cst")


def office(draft: Draft, sheet: Sheet) -> bool:
    """The office, and what its file says about everything else; False when the file is too broken to tell."""
    form, whole = wording.checked(schema.Office, sheet, draft.report)
    if form is None:
        return False
    draft.languages = tuple(dict.fromkeys(form.languages or form.names)) or None
    draft.zone = form.zone
    _zone(draft, sheet, form.zone)
    desks = {id: _desk(draft, sheet, "desks", id, given) for id, given in form.desks.items()}
    offices = {id: _desk(draft, sheet, "offices", id, given) for id, given in form.offices.items()}
    draft.desks, draft.offices = (desks, offices) if whole else (None, None)
    draft.departments = {
        id: checks.texts(draft, sheet, ("departments", id), names) for id, names in form.departments.items()
    }
    draft.choices = planning.choices(draft, sheet, form.choices)
    if form.id != "office":
        draft.report.error(sheet.place("id"), f"the office is called {quoted(form.id)}", "write 'id: office'")
        form = form.model_copy(update={"id": "office"})
    _entity(draft, sheet, form, "office", whole)
    return True


def _zone(draft: Draft, sheet: Sheet, name: str) -> None:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        city = name.casefold().rpartition("/")[2]
        near = "Asia/Shanghai" if city in _BEIJING else nearest(name, zoneinfo.available_timezones())
        hint = f"did you mean {quoted(near)}?" if near else "for example Asia/Shanghai"
        draft.report.error(sheet.place("zone"), f"unknown time zone {quoted(name)}", hint)


def _desk(draft: Draft, sheet: Sheet, group: str, id: str, given: schema.Desk) -> knowledge.Desk:
    names = checks.texts(draft, sheet, (group, id, "names"), given.names)
    return knowledge.Desk(id, names, checks.markdown_texts(draft, sheet, (group, id, "contact"), given.contact))


def vocabulary(draft: Draft, sheet: Sheet) -> None:
    form, _ = wording.checked(schema.Vocabulary, sheet, draft.report)
    if form is None:
        return
    aspects = {}
    for aspect, given in form.aspects.items():
        checks.texts(draft, sheet, ("aspects", aspect, "names"), given.names)
        if given.short:
            checks.texts(draft, sheet, ("aspects", aspect, "short"), given.short)
        checks.languages(draft, sheet, ("aspects", aspect, "asks"), given.asks)
        asks = tuple(way for ways in given.asks.values() for way in ways)
        aspects[aspect] = knowledge.AspectWords(aspect, given.names, asks, given.short or given.names)
    draft.vocabulary = knowledge.Vocabulary(aspects, form.known)


def more_asks(draft: Draft, sheet: Sheet) -> None:
    """The longer part of the vocabulary: further ways to ask for its aspects."""
    form, _ = wording.checked(schema.MoreAsks, sheet, draft.report)
    known = dict(draft.vocabulary.aspects)
    for aspect, ways in form.root.items() if form else ():
        checks.languages(draft, sheet, (aspect,), ways)
        if aspect not in known:
            hint = "say there first how the subject is called, under 'aspects:'"
            draft.report.error(sheet.key(aspect), f"vocabulary.yaml does not have {quoted(aspect)}", hint)
            continue
        asks = dict.fromkeys((*known[aspect].asks, *(way for texts in ways.values() for way in texts)))
        known[aspect] = replace(known[aspect], asks=tuple(asks))
    draft.vocabulary = replace(draft.vocabulary, aspects=known)


def entity(draft: Draft, sheet: Sheet, kind: knowledge.Kind) -> str | None:
    """The id of the entity that the sheet describes, None when it is too broken to tell."""
    form, whole = wording.checked(schema.Entity, sheet, draft.report)
    if form is None:
        return None
    if form.id == "office":
        draft.report.error(sheet.place("id"), "only office.yaml describes the office", "choose another id")
    _entity(draft, sheet, form, kind, whole)
    return form.id


def _entity(draft: Draft, sheet: Sheet, form: schema.Entity, kind: knowledge.Kind, whole: bool) -> None:
    if not _first(draft, sheet, form.id):
        return
    if not whole:
        draft.broken.add(form.id)
    checks.texts(draft, sheet, ("names",), form.names)
    if form.short:
        checks.texts(draft, sheet, ("short",), form.short)
    care = checks.care(draft, sheet, (), form)
    draft.entities[form.id] = knowledge.Entity(
        id=form.id,
        kind=kind,
        names=form.names,
        aliases=_aliases(draft, sheet, form),
        weak_aliases=form.weak_aliases,
        audiences=frozenset(form.audiences),
        answers={aspect: _answer(draft, sheet, aspect, given, care) for aspect, given in form.answers.items()},
        windows=rounds.windows(draft, sheet, form, care),
        care=care,
        conditions=planning.conditions(draft, sheet, form.conditions),
        papers=planning.needed(draft, sheet, form),
        card=planning.card(draft, sheet, form.card),
        short=form.short or form.names,
    )


def _first(draft: Draft, sheet: Sheet, id: str, *at: str | int) -> bool:
    place = sheet.place(*at, "id")
    if id in draft.stands:
        first = draft.stands[id]
        draft.report.error(place, f"the id {quoted(id)} is taken", f"see {first.path}:{first.line}; ids stand once")
        return False
    draft.stands[id] = place
    return True


def _aliases(draft: Draft, sheet: Sheet, form: schema.Entity) -> tuple[str, ...]:
    """All languages together. What two entities are both called would always be a coin toss."""
    checks.languages(draft, sheet, ("aliases",), form.aliases)
    placed = [(name, sheet.place("names", language)) for language, name in form.names.items()]
    for language, aliases in form.aliases.items():
        placed += [(alias, sheet.place("aliases", language, number)) for number, alias in enumerate(aliases)]
    for alias, place in placed:
        owner, first = draft.aliases.setdefault(text.fold(alias), (form.id, place))
        if owner != form.id:
            hint = f"also in {first.path}:{first.line}; keep it in one, or make it a weak alias"
            draft.report.error(place, f"{quoted(alias)} is also a name of {quoted(owner)}", hint)
    return tuple(dict.fromkeys(alias for aliases in form.aliases.values() for alias in aliases))


def _answer(draft: Draft, sheet: Sheet, aspect: str, given: schema.Answer, above: knowledge.Care) -> knowledge.Answer:
    at = ("answers", aspect)
    sound = checks.answer_keys(draft, sheet, at, given.texts)
    texts = checks.markdown_texts(draft, sheet, at, sound)
    care = checks.care(draft, sheet, at, given, above)
    checks.national(draft, sheet.key(*at), care)
    return knowledge.Answer(texts, care, checks.attached(draft, sheet, at, given.attachments))


def asks(draft: Draft, sheet: Sheet, entity: str | None) -> None:
    """Ways to ask for the aspects of `entity`; None when its own file is broken, then only the form is checked."""
    form, _ = wording.checked(schema.Asks, sheet, draft.report)
    if form is None:
        return
    for aspect, ways in form.root.items():
        checks.languages(draft, sheet, (aspect,), ways)
        if aspect == schema.CALLED:
            if entity is not None:
                called = tuple(dict.fromkeys(name for names in ways.values() for name in names))
                draft.entities[entity] = replace(draft.entities[entity], called=called)
        elif entity is not None:
            draft.asked[entity, aspect] = sheet.key(aspect)
            _ways(draft, sheet.path, sheet.node(aspect)[0], ways, f"{entity}#{aspect}")


def _ways(draft: Draft, path: str, node: Node, ways: Mapping[str, tuple[str, ...]], topic: str) -> None:
    for language, texts in ways.items():
        assert isinstance(node.value, dict)
        items = node.value[language].value
        assert isinstance(items, list) or not texts
        for item, way in zip(items, texts, strict=True):
            assert isinstance(item, Node)
            draft.phrasings.append(knowledge.Phrasing(way, topic))
            draft.ways.append(Place(path, item.line, item.column))


def entries(draft: Draft, sheet: Sheet) -> None:
    """A list of plain entries; a broken one does not hide the others."""
    items = sheet.root.value
    if not isinstance(items, list):
        draft.report.error(sheet.place(), "this should be a list of entries", "begin each entry with '- id: ...'")
        return
    for number in range(len(items)):
        form, whole = wording.checked(schema.Entry, sheet, draft.report, (number,))
        if form is not None:
            _entry(draft, sheet, number, form, whole)


def _entry(draft: Draft, sheet: Sheet, number: int, form: schema.Entry, whole: bool) -> None:
    at = (number,)
    texts = checks.markdown_texts(draft, sheet, (*at, "answer"), form.answer)
    checks.languages(draft, sheet, (*at, "ask"), form.ask)
    care = checks.care(draft, sheet, at, form)
    checks.national(draft, sheet.place(*at), care)
    if form.office is not None and draft.offices is not None and form.office not in draft.offices:
        hint = did_you_mean(form.office, draft.offices, "office.yaml lists the offices")
        draft.report.error(sheet.place(*at, "office"), f"unknown office {quoted(form.office)}", hint)
    answer = knowledge.Answer(texts, care, checks.attached(draft, sheet, at, form.attachments))
    if not _first(draft, sheet, form.id, *at):
        return
    if whole and not any(form.ask.values()):
        draft.report.warn(
            sheet.place(*at, "id"), f"{quoted(form.id)} has no way to ask", "add 'ask:', or nobody will find it"
        )
    draft.entries[form.id] = knowledge.Entry(form.id, answer, form.outcome, form.office)
    if form.ask:
        _ways(draft, sheet.path, sheet.node(*at, "ask")[0], form.ask, form.id)
