"""Reads a whole knowledge folder: values for core, or every problem of every file at once."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from bot.core import knowledge
from bot.knowledge_files import assemble, cross, folder, planning, spoken
from bot.knowledge_files.draft import Draft
from bot.knowledge_files.problems import Place, Problem, Report, did_you_mean


@dataclass(frozen=True, slots=True)
class Loaded:
    """`knowledge` is None when there are errors; warnings leave it usable."""

    knowledge: knowledge.Knowledge | None
    problems: tuple[Problem, ...]
    ways: tuple[Place, ...] = field(default=(), repr=False)
    """Where each of `knowledge.phrasings` stands, in the same order."""
    terms: tuple[tuple[Place, date], ...] = field(default=(), repr=False)
    """Every `valid_until`, with where it stands."""


def load(path: Path, today: date) -> Loaded:
    """Everything in the folder; `today` decides only what is stale. Nothing that the files hold makes it raise.

    Takes about a second for each megabyte, without waiting for anything: call it in a thread.
    """
    report = Report()
    found = folder.survey(path, report)
    if found is None:
        return Loaded(None, report.problems())
    draft = Draft(found.within, today, report)
    stems = _entities(draft, found)
    _asks(draft, found, stems)
    for name in found.faqs():
        if sheet := found.sheet(name, report):
            assemble.entries(draft, sheet)
    _spoken(draft, found)
    cross.check(draft)
    sound = draft.knowledge() if not report.errors else None
    return Loaded(sound, report.problems(), tuple(draft.ways), tuple(draft.terms.items()))


def _spoken(draft: Draft, found: folder.Folder) -> None:
    readers = (spoken.emergencies, spoken.told_emergencies, spoken.assistant)
    files = [*zip((*folder.EMERGENCIES, folder.ASSISTANT), readers, strict=True)]
    files += [(name, spoken.talks) for name in found.talks()]
    for name, read in files:
        if name not in found.names:
            continue
        sheet = found.sheet(name, draft.report)
        if sheet:
            read(draft, sheet)
        elif read is spoken.emergencies:
            draft.emergencies = None


def stale_within(loaded: Loaded, today: date, days: int) -> tuple[Problem, ...]:
    """What is out of date, or will be in less than `days` days, as errors: `check --stale-by` fails on them.

    In words and place they equal the warnings of `load` about what is out of date already.
    """
    try:
        limit = today + timedelta(days)
    except OverflowError:
        limit = date.max
    return tuple(sorted(Problem(*place, *cross.stale(term)) for place, term in loaded.terms if term < limit))


def _entities(draft: Draft, found: folder.Folder) -> dict[str, str | None]:
    """Reads the office, the vocabulary and the entities; path without suffix to id, None where that is broken."""
    stems: dict[str, str | None] = {}
    if "office.yaml" in found.names:
        draft.strict = True
        stems["office"] = _office(draft, found)
    for name, read in zip(folder.VOCABULARY, (assemble.vocabulary, assemble.more_asks), strict=True):
        if name in found.names and (sheet := found.sheet(name, draft.report)):
            read(draft, sheet)
    if folder.PAPERS in found.names:
        sheet = found.sheet(folder.PAPERS, draft.report)
        if sheet:
            planning.papers(draft, sheet)
        else:
            draft.papers = None
    for name, kind in found.entities():
        sheet = found.sheet(name, draft.report)
        stem = name.removesuffix(".yaml")
        stems[stem] = assemble.entity(draft, sheet, kind) if sheet else None
        if stems[stem] is None:
            draft.broken.add(stem.rpartition("/")[2])
    return stems


def _office(draft: Draft, found: folder.Folder) -> str | None:
    sheet = found.sheet("office.yaml", draft.report)
    if sheet and assemble.office(draft, sheet):
        return "office"
    draft.desks = draft.offices = None
    draft.broken.add("office")
    return None


def _asks(draft: Draft, found: folder.Folder, stems: dict[str, str | None]) -> None:
    for name in found.asks():
        sheet = found.sheet(name, draft.report)
        if sheet is None:
            continue
        stem = name.removesuffix(folder.ASK)
        if stem not in stems:
            files = [f"{known}.yaml" for known in stems]
            hint = did_you_mean(f"{stem}.yaml", files, "it takes the name of the file that it belongs to")
            draft.report.error(Place(sheet.path, 1, 1), "no entity file stands beside these ways to ask", hint)
        assemble.asks(draft, sheet, stems.get(stem))
