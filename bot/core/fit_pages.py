"""The questions of "which can I join?" and what comes of the answers."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.core import fit, windows
from bot.core.actions import Ask, Browse, Compare, Fit, tag
from bot.core.fit import Judged, Matter
from bot.core.follow_pages import Office
from bot.core.knowledge import Knowledge, Texts, said
from bot.core.messages import Button, Message, Speech

TAPPED = 4
"""Programmes that fit which have a button of their own."""


def page(office: Office, given: tuple[str, ...], now: datetime, speech: Speech) -> Message:
    """The next question, or the programmes once all are answered. `given` are tags out of a button."""
    answers, matter = fit.read(office.knowledge, given)
    if matter is None:
        return _result(office, answers, now, speech)
    asked = fit.asked(office.knowledge, answers.get("who"))
    here = given[: asked.index(matter)]
    step = speech.say("fit-step", number=asked.index(matter) + 1, total=len(asked))
    choices = [
        Button(shown(office.knowledge, matter, one, speech), Fit((*here, tag(one))))
        for one in fit.offered(office.knowledge, matter)
    ]
    skip = Button(speech.say("button-fit-skip"), Fit((*here, fit.SKIPPED)))
    anew = [Button(speech.say("button-fit-anew"), Fit())] if here else []
    return Message(f"{speech.say(f'fit-{matter}')}\n\n{step}", (*choices, skip, *anew))


def shown(knowledge: Knowledge, matter: Matter, id: str, speech: Speech) -> str:
    """An answer in words."""
    choices = knowledge.choices
    listed: Mapping[Matter, Mapping[str, Texts]] = {
        "department": knowledge.departments,
        "level": choices.levels,
        "direction": choices.directions,
        "place": choices.places,
    }
    match matter:
        case "who":
            return speech.say(f"fit-who-{id}")
        case "year":
            return speech.say("year-button", study=int(id))
    return said(listed[matter].get(id, {}), speech.language) or id


def _result(office: Office, answers: fit.Answers, now: datetime, speech: Speech) -> Message:
    judged = fit.judge(office.knowledge, answers)
    good, others = [one for one in judged if not one.fails], [one for one in judged if one.fails]
    given = [shown(office.knowledge, matter, id, speech) for matter, id in answers.items()]
    blocks = [speech.say("fit-answers", given=_joined(given, speech)) if given else ""]
    if good:
        blocks.append(_listed("fit-good", (_good(office, one, now, speech) for one in good), speech))
    else:
        blocks.append(speech.say("fit-none"))
    if others:
        blocks.append(_listed("fit-other", (_failing(office, one, speech) for one in others), speech))
    sample = any(one.entity.care.sample for one in judged)
    blocks += [speech.say("fit-who-decides"), speech.say("sample") if sample else ""]
    nearest = (good or others)[:TAPPED]
    buttons = [Button(said(one.entity.names, speech.language), Ask(f"{one.entity.id}#overview")) for one in nearest]
    if len(good) > 1:
        two = (tag(one.entity.id) for one in good[:2])
        buttons.append(Button(speech.say("button-compare-two"), Compare(*two)))
    buttons += [Button(speech.say("button-fit-anew"), Fit()), Button(speech.say("button-topics"), Browse())]
    return Message("\n\n".join(filter(None, blocks)), tuple(buttons))


def _listed(key: str, lines: Iterable[str], speech: Speech) -> str:
    return f"{speech.say(key)}\n\n" + "\n".join(f"- {line}" for line in lines)


def _good(office: Office, one: Judged, now: datetime, speech: Speech) -> str:
    """What fits, when it closes, and what the programme leaves open."""
    today = now.astimezone(office.zone).date()
    lines = [speech.say("fit-line", name=said(one.entity.names, speech.language))]
    if one.entity.care.stale(today):
        lines.append(f"  - {speech.say('stale-unverified')}")
    elif one.entity.windows:
        lines.append(f"  - {windows.sentence(windows.first(one.entity, now, office.zone), speech, ahead=True)}")
    if unsaid := one.having("unsaid"):
        matters = _joined([speech.say(f"unsaid-{matter}") for matter in unsaid], speech)
        lines.append(f"  - {speech.say('fit-unsaid', matters=matters)}")
    return "\n".join(lines)


def _failing(office: Office, one: Judged, speech: Speech) -> str:
    reasons = [
        speech.say(f"fit-fails-{matter}", wanted=wanted(office.knowledge, one, matter, speech))
        for matter in one.having("fails")
    ]
    name = said(one.entity.names, speech.language)
    return speech.say("fit-fails", name=name, reasons=speech.say("reasons-joint").join(reasons))


def wanted(knowledge: Knowledge, one: Judged, matter: Matter, speech: Speech) -> str:
    """What the programme asks for."""
    conditions = one.entity.conditions
    ids: Iterable[str]
    match matter:
        case "who":
            ids = sorted(one.entity.audiences)
        case "year":
            return _joined([str(year) for year in sorted(conditions.years or ())], speech)
        case "level":
            ids = [conditions.level] if conditions.level else []
        case "department":
            ids = (id for id in knowledge.departments if id in (conditions.departments or ()))
        case "direction":
            ids = (id for id in knowledge.choices.directions if id in (conditions.directions or ()))
        case "place":
            ids = (id for id in knowledge.choices.places if id in (conditions.places or ()))
    return _joined([shown(knowledge, matter, id, speech) for id in ids], speech)


def _joined(words: Iterable[str], speech: Speech) -> str:
    return speech.say("list-joint").join(words)
