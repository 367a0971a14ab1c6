"""What helps to plan ahead: whom a programme is for, the papers it asks for and how long they take, the card."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from bot.core import knowledge, plans
from bot.knowledge_files import checks, schema, wording
from bot.knowledge_files.checks import Steps
from bot.knowledge_files.draft import Draft
from bot.knowledge_files.problems import did_you_mean, quoted
from bot.knowledge_files.read import Sheet

CARD_LINE = {"zh": 80}
"""Characters of one text on a card, which has to stay under a thousand in all; of other languages `_LONGER`."""
_LONGER = 160


def choices(draft: Draft, sheet: Sheet, given: schema.Choices) -> knowledge.Choices:
    for group in ("levels", "directions", "places"):
        for id, names in getattr(given, group).items():
            checks.texts(draft, sheet, ("choices", group, id), names)
    return knowledge.Choices(given.levels, given.directions, given.places)


def conditions(draft: Draft, sheet: Sheet, given: schema.Conditions) -> knowledge.Conditions:
    there = draft.choices
    if draft.desks is not None:  # else the file that lists them is broken
        known: Mapping[str, tuple[Collection[str] | None, Collection[str]]] = {
            "departments": (given.departments, draft.departments),
            "directions": (given.directions, there.directions),
            "places": (given.places, there.places),
        }
        for key, (ids, listed) in known.items():
            for number, id in enumerate(ids or ()):
                _known(draft, sheet, ("conditions", key, number), id, listed, key)
        if given.level is not None:
            _known(draft, sheet, ("conditions", "level"), given.level, there.levels, "levels")
    sets = (None if ids is None else frozenset(ids) for ids in (given.departments, given.directions, given.places))
    departments, directions, places = sets
    years = None if given.years is None else frozenset(given.years)
    return knowledge.Conditions(years, departments, given.level, directions, places)


def _known(draft: Draft, sheet: Sheet, steps: Steps, id: str, listed: Collection[str], where: str) -> None:
    if id not in listed:
        place = "departments:" if where == "departments" else f"choices: {where}:"
        hint = did_you_mean(id, listed, f"office.yaml lists them under '{place}'")
        draft.report.error(sheet.place(*steps), f"{quoted(id)} is none of the {where}", hint)


def papers(draft: Draft, sheet: Sheet) -> None:
    """`papers.yaml`: every paper with the time that it takes."""
    form, _ = wording.checked(schema.Papers, sheet, draft.report)
    if form is None:
        draft.papers = None
        return
    found = {id: _paper(draft, sheet, id, given, form.root) for id, given in form.root.items()}
    waiting = plans.circle(found)
    if waiting:
        names = ", ".join(map(quoted, waiting))
        hint = "take one of them out of 'after:'"
        draft.report.error(sheet.key(waiting[0]), f"papers that wait for each other: {names}", hint)
        found = {id: replace(paper, after=()) for id, paper in found.items()}
    draft.papers = found


def _paper(
    draft: Draft, sheet: Sheet, id: str, given: schema.Paper, there: Mapping[str, schema.Paper]
) -> knowledge.Paper:
    checks.texts(draft, sheet, (id, "names"), given.names)
    checks.texts(draft, sheet, (id, "late"), given.late)
    if given.how:
        checks.texts(draft, sheet, (id, "how"), given.how)
    for number, other in enumerate(given.after):
        if other not in there:
            hint = did_you_mean(other, there)
            draft.report.error(sheet.place(id, "after", number), f"there is no paper {quoted(other)}", hint)
    care = checks.care(draft, sheet, (id,), given)
    checks.national(draft, sheet.key(id), care)
    texts = (given.names, given.takes, given.late, given.how)
    return knowledge.Paper(id, *texts, tuple(given.after), given.original, given.kept, care)


def needed(draft: Draft, sheet: Sheet, form: schema.Entity) -> tuple[knowledge.Needed, ...]:
    stages = {stage.id for window in form.windows for stage in window.stages}
    found: dict[str, knowledge.Needed] = {}
    for number, one in enumerate(form.papers):
        at = ("papers", number)
        if draft.papers is not None and one.paper not in draft.papers:
            hint = did_you_mean(one.paper, draft.papers, "papers.yaml lists the papers")
            draft.report.error(sheet.place(*at), f"there is no paper {quoted(one.paper)}", hint)
        if one.paper in found:
            draft.report.error(sheet.place(*at), f"the paper {quoted(one.paper)} stands twice", "keep one")
        if one.by is not None and one.by != knowledge.DEPARTURE and one.by not in stages:
            choices = (*stages, knowledge.DEPARTURE)
            hint = did_you_mean(one.by, choices, f"the id of a stage of a window here, or {knowledge.DEPARTURE}")
            draft.report.error(sheet.place(*at, "by"), f"no stage is called {quoted(one.by)}", hint)
        found[one.paper] = knowledge.Needed(one.paper, one.by or "")
    return tuple(found.values())


def card(draft: Draft, sheet: Sheet, given: schema.Card | None) -> knowledge.Card | None:
    if given is None:
        return None
    parts = {name: getattr(given, name) for name in schema.Card.model_fields}
    for name, texts in parts.items():
        checks.texts(draft, sheet, ("card", name), texts)
        for language, text in texts.items():
            most = CARD_LINE.get(language, _LONGER)
            if len(text) > most:
                place = sheet.place("card", name, language)
                what = f"{len(text)} characters are too many for one line of a card"
                draft.report.error(place, what, f"at most {most}: the whole card has to stay under 1,000")
    return knowledge.Card(**parts)
