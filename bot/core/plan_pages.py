"""When to start with each paper for a round, which are there, and what can still be done about a late one."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from bot.core import plans, titles, upcoming
from bot.core.actions import Ask, Follow, Plan, Tick, Unfollow, tag
from bot.core.follow_pages import Office
from bot.core.knowledge import Entity, Lead, Needed, Paper, said
from bot.core.messages import Button, Message, Speech
from bot.core.plans import Step
from bot.core.upcoming import Round

Ticked = Collection[tuple[str, str]]
"""Where a paper is there (`place`) and which."""


def page(
    office: Office, entity: Entity, window: str, ticked: Ticked, follows: bool, now: datetime, speech: Speech
) -> Message:
    """For the round of `window`, or of the next one; `follows`: whether its steps are reminded of."""
    today = now.astimezone(office.zone).date()
    rounds = upcoming.of_entity(entity, now, office.zone)
    chosen = next((one for one in rounds if one.window.id == window), rounds[0] if rounds else None)
    if not entity.papers:
        return _nothing(entity, "plan-no-papers", speech)
    if chosen is None or entity.care.stale(today):
        return _nothing(entity, "plan-no-round", speech)
    found = plans.steps(chosen.course, entity, office.knowledge.papers, office.days)
    blocks = [_title(office, chosen, speech)]
    left = [step for step in found if not there(ticked, chosen.place, step.paper)]
    undated = _undated(office, chosen, found, ticked, speech)
    if left:
        blocks.append("\n".join(f"- {_step(office, step, chosen, today, speech)}" for step in left))
    if not left and not undated:
        blocks.append(speech.say("plan-complete"))
    blocks.append(undated)
    done = [paper for paper in _papers(office, entity.papers) if there(ticked, chosen.place, paper)]
    if done:
        names = [said(paper.names, speech.language) for paper in done]
        blocks.append(speech.say("plan-there", names=speech.say("list-joint").join(names)))
    if any(not step.certain for step in left):
        blocks.append(speech.say("plan-uncertain"))
    if entity.care.sample or any(one.care.sample for one in _papers(office, entity.papers)):
        blocks.append(speech.say("sample"))
    buttons = (*_ticks(office, chosen, ticked, speech), *_further(chosen, rounds, bool(found), follows, speech))
    return Message("\n\n".join(filter(None, blocks)), buttons)


def there(ticked: Ticked, place: str, paper: Paper) -> bool:
    return (where(place, paper), paper.id) in ticked


def where(place: str, paper: Paper) -> str:
    """What is kept is there for every round."""
    return "" if paper.kept else place


def missing(office: Office, entity: Entity, place: str, ticked: Ticked) -> tuple[Paper, ...]:
    """What is not ticked off, if anything is: whoever ticks nothing has no list."""
    papers = _papers(office, entity.papers)
    left = tuple(paper for paper in papers if not there(ticked, place, paper))
    return left if len(left) < len(papers) else ()


def _nothing(entity: Entity, key: str, speech: Speech) -> Message:
    name = said(entity.names, speech.language)
    return Message(speech.say(key, name=name), (Button(speech.say("button-dates-of"), Ask(f"{entity.id}#dates")),))


def _title(office: Office, one: Round, speech: Speech) -> str:
    name = titles.of_window(office.knowledge, one.entity.id, one.window.id, speech)
    if one.course.closes is None:
        return speech.say("plan-title", name=name)
    return speech.say("plan-title-closes", name=name, closes=one.course.closes.date())


def _step(office: Office, step: Step, one: Round, today: date, speech: Speech) -> str:
    """By when, how long it takes; what is late is said, and what can still be done."""
    name = said(step.paper.names, speech.language)
    takes = _takes(step.paper.takes, speech)
    if not step.late(today):
        key = "plan-step-today" if step.start == today else "plan-step"
        line = speech.say(key, name=name, start=step.start, takes=takes, need=step.need)
        how = said(step.paper.how, speech.language)
        return f"{line}\n  - {how}" if how else line
    ready = plans.there_on(step.paper, today, office.days)
    days = (ready - step.need).days
    if days <= 0:  # a start on a day of rest is no worse than on the next working day
        line = speech.say("plan-step-now", name=name, takes=takes, need=step.need)
    elif step.missed(today):
        line = speech.say("plan-step-missed", name=name, need=step.need)
    else:
        line = speech.say("plan-step-late", name=name, start=step.start, ready=ready, need=step.need, days=days)
    return f"{line}\n  - {speech.say('plan-still', text=said(step.paper.late, speech.language))}"


def _takes(takes: Lead, speech: Speech) -> str:
    if takes.days == 0:
        return speech.say("takes-no-time")
    return speech.say("takes-working" if takes.working else "takes-days", days=takes.days)


def _undated(office: Office, one: Round, found: Sequence[Step], ticked: Ticked, speech: Speech) -> str:
    """What is needed on days that are not known: how long each takes is."""
    dated = {step.paper.id for step in found}
    papers = [paper for paper in _papers(office, one.entity.papers) if paper.id not in dated]
    left = [paper for paper in papers if not there(ticked, one.place, paper)]
    if not left:
        return ""
    lines = []
    for paper in left:
        name, takes = said(paper.names, speech.language), _takes(paper.takes, speech)
        lines.append(f"- {speech.say('plan-step-undated', name=name, takes=takes)}")
    return f"{speech.say('plan-undated-rest' if found else 'plan-undated')}\n\n" + "\n".join(lines)


def _papers(office: Office, needed: Sequence[Needed]) -> tuple[Paper, ...]:
    known = office.knowledge.papers
    return tuple(known[one.paper] for one in needed if one.paper in known)


def _ticks(office: Office, one: Round, ticked: Ticked, speech: Speech) -> list[Button]:
    buttons = []
    for paper in _papers(office, one.entity.papers):
        has = there(ticked, one.place, paper)
        key = "button-tick-off" if has else "button-tick"
        label = speech.say(key, name=said(paper.names, speech.language))
        buttons.append(Button(label, Tick(one.key, tag(paper.id), not has)))
    return buttons


def _further(one: Round, rounds: Sequence[Round], dated: bool, follows: bool, speech: Speech) -> list[Button]:
    buttons = []
    key = f"{one.entity.id}/{titles.STEPS}{one.window.id}"
    if dated:
        follow = Button(speech.say("button-plan-follow"), Follow(key))
        buttons.append(Button(speech.say("button-plan-unfollow"), Unfollow(key)) if follows else follow)
    for other in rounds:
        if other.window.id != one.window.id:
            buttons.append(Button(said(other.window.names, speech.language), Plan(other.key)))
    buttons.append(Button(speech.say("button-dates-of"), Ask(f"{one.entity.id}#dates")))
    return buttons
