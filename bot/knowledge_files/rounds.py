"""Windows with their stages and stays: core's values, and whether their days can be meant together."""

from collections.abc import Iterator
from datetime import date, datetime, time

from bot.core import knowledge
from bot.knowledge_files import checks, schema
from bot.knowledge_files.checks import Steps
from bot.knowledge_files.draft import Draft
from bot.knowledge_files.problems import quoted
from bot.knowledge_files.read import Sheet

_LEAP = 2024
_LONGEST_ID = 39
"""One less than of other ids: the steps before a window are called by its id and a sign."""
_LATE = 300
"""Days after the opening from which a yearly stage was more likely meant to lie before it. Guess."""
_YEARS = "give the year to all days of a window or to none"
_BACKWARDS = "exchange the days, or put the year right"

Named = tuple[Steps, str, knowledge.Day]
"""A day with where it stands and how it is called in a message."""


def windows(draft: Draft, sheet: Sheet, form: schema.Entity, above: knowledge.Care) -> tuple[knowledge.Window, ...]:
    found: dict[str, knowledge.Window] = {}
    for number, given in enumerate(form.windows):
        at = ("windows", number)
        _days(draft, sheet, at, given)
        if len(given.id) > _LONGEST_ID:
            place = sheet.place(*at, "id")
            what = f"the id of a window has at most {_LONGEST_ID} characters"
            draft.report.error(place, what, "choose a shorter one")
        if given.id in found:
            place = sheet.place(*at, "id")
            draft.report.error(place, f"the window {quoted(given.id)} stands twice", "give each its own id")
        found[given.id] = knowledge.Window(
            id=given.id,
            names=checks.texts(draft, sheet, (*at, "names"), given.names),
            opens=given.opens,
            closes=given.closes,
            state=given.state,
            tentative=given.tentative,
            sample=above.sample if given.sample is None else given.sample,
            notes=checks.markdown_texts(draft, sheet, (*at, "notes"), given.notes) if given.notes else {},
            stages=_stages(draft, sheet, at, given),
            stay=(given.stay.since, given.stay.to) if given.stay else None,
            remind=given.remind,
        )
    return tuple(found.values())


def _stages(draft: Draft, sheet: Sheet, steps: Steps, given: schema.Window) -> tuple[knowledge.Stage, ...]:
    found: dict[str, knowledge.Stage] = {}
    for number, stage in enumerate(given.stages):
        at = (*steps, "stages", number)
        names = checks.texts(draft, sheet, (*at, "names"), stage.names)
        if stage.id in found:
            place = sheet.place(*at, "id")
            draft.report.error(place, f"the stage {quoted(stage.id)} stands twice", "give each its own id")
        found[stage.id] = knowledge.Stage(stage.id, names, stage.closes, stage.opens, stage.remind)
    return tuple(found.values())


def _days(draft: Draft, sheet: Sheet, steps: Steps, given: schema.Window) -> None:
    opens, closes = given.opens, given.closes
    if opens is None and closes is None:
        if given.state == "dated":
            hint = "add 'opens' and 'closes', or say 'state: rolling' or 'state: to-be-announced'"
            draft.report.error(sheet.place(*steps), "a window without days", hint)
    elif opens and closes:
        place = sheet.place(*steps, "closes")
        if (opens.year is None) != (closes.year is None):
            draft.report.error(place, "only one of opens and closes has a year", "give the year to both or to neither")
            return
        if _backwards(opens, closes):
            draft.report.error(place, "the window closes before it opens", _BACKWARDS)
    if given.stages or given.stay:
        _course(draft, sheet, steps, given)


def _course(draft: Draft, sheet: Sheet, steps: Steps, given: schema.Window) -> None:
    """What happens in a round, beside its own days."""
    own = given.opens or given.closes
    if own is None or given.state != "dated":
        key = "stages" if given.stages else "stay"
        hint = "add 'opens' or 'closes', or leave it out until the days are known"
        draft.report.error(sheet.key(*steps, key), f"{quoted(key)} in a window without days", hint)
        return
    mixed = False
    for at, called, day in _named(steps, given):
        if (day.year is None) != (own.year is None):
            mixed = True
            what = "has no year, the window has one" if own.year else "has a year, the window has none"
            draft.report.error(sheet.place(*at), f"{called} {what}", _YEARS)
    if mixed:
        return
    for number, stage in enumerate(given.stages):
        _stage(draft, sheet, (*steps, "stages", number), stage, given.opens)
    if given.stay:
        _stay(draft, sheet, (*steps, "stay"), given.stay, given.closes or own)


def _named(steps: Steps, given: schema.Window) -> Iterator[Named]:
    for number, stage in enumerate(given.stages):
        at = (*steps, "stages", number)
        if stage.opens:
            yield (*at, "opens"), "the beginning of the stage", stage.opens
        yield (*at, "closes"), "the end of the stage", stage.closes
    if given.stay:
        yield (*steps, "stay", "from"), "the beginning of the stay", given.stay.since
        yield (*steps, "stay", "to"), "the end of the stay", given.stay.to


def _stage(draft: Draft, sheet: Sheet, at: Steps, stage: schema.Stage, opened: knowledge.Day | None) -> None:
    place = sheet.place(*at, "closes")
    if stage.opens and _backwards(stage.opens, stage.closes):
        draft.report.error(place, "the stage ends before it begins", _BACKWARDS)
    elif opened and opened.year is not None and _moment(stage.closes, time.max) < _moment(opened, time.min):
        draft.report.error(place, "the stage ends before the window opens", "put the day or the year right")
    elif opened and opened.year is None and (days := _days_after(opened, stage.opens or stage.closes)) > _LATE:
        hint = "a stage comes after the opening; give years to all days if it comes before"
        draft.report.warn(place, f"the stage comes {days} days after the window opens, in the next year", hint)


def _stay(draft: Draft, sheet: Sheet, at: Steps, stay: schema.Stay, closed: knowledge.Day) -> None:
    if _backwards(stay.since, stay.to):
        draft.report.error(sheet.place(*at, "to"), "the stay ends before it begins", _BACKWARDS)
    if closed.year is not None and _moment(stay.since, time.max) < _moment(closed, time.min):
        draft.report.error(sheet.place(*at, "from"), "the stay begins before the window closes", "put the year right")


def _days_after(first: knowledge.Day, then: knowledge.Day) -> int:
    """From a day that comes every year to the next time that the other one comes.

    >>> _days_after(knowledge.Day(9, 15), knowledge.Day(11, 5)), _days_after(knowledge.Day(9, 15), knowledge.Day(9, 1))
    (51, 352)
    """
    span = _moment(then, time.min).replace(hour=0, minute=0) - _moment(first, time.min).replace(hour=0, minute=0)
    return span.days % 366


def _backwards(opens: knowledge.Day, closes: knowledge.Day) -> bool:
    """Days without a year may run over New Year; only on one and the same day can they be wrong."""
    same_day = (opens.month, opens.day) == (closes.month, closes.day)
    if opens.year is None and not same_day:
        return False
    return _moment(closes, time.max) < _moment(opens, time.min)


def _moment(day: knowledge.Day, otherwise: time) -> datetime:
    return datetime.combine(date(day.year or _LEAP, day.month, day.day), day.at or otherwise)
