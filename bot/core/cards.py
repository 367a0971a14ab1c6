"""A card for parents: one plain text a programme and language, complete, short enough to be passed on in a chat."""

from datetime import datetime

from bot.core import windows
from bot.core.follow_pages import Office
from bot.core.knowledge import Care, Entity, said
from bot.core.messages import Speech

LONGEST = 1000
"""Characters of a whole card."""


def card(office: Office, entity: Entity, now: datetime, speech: Speech) -> str | None:
    """Plain text without any Markdown; None for what has no card."""
    if entity.card is None:
        return None
    given, language = entity.card, speech.language
    today = now.astimezone(office.zone).date()
    stale = entity.care.stale(today)
    lines = [speech.say("card-title", name=said(entity.names, language))]
    lines.append(speech.say("card-what", text=said(given.what, language)))
    if stale:
        lines.append(speech.say("card-stale"))
    else:
        when = windows.run_on(*_when(office, entity, now, speech))
        lines += [speech.say("card-when", text=when)] if when else []
        lines.append(speech.say("card-cost", text=said(given.cost, language)))
    lines.append(speech.say("card-leader", text=said(given.leader, language)))
    lines.append(speech.say("card-insurance", text=said(given.insurance, language)))
    if not stale:
        lines.append(speech.say("card-refusal", text=said(given.refusal, language)))
    lines += _contact(office, entity, speech)
    lines.append(_confirmed(entity.care, speech))
    return "\n".join(lines)


def _when(office: Office, entity: Entity, now: datetime, speech: Speech) -> list[str]:
    """The nearest round, and when one is away in it."""
    if not entity.windows:
        return []
    one = windows.first(entity, now, office.zone)
    told = windows.sentence(one, speech, ahead=True).replace("*", "")
    return [told, windows.stay(one, office.zone, speech)]


def _contact(office: Office, entity: Entity, speech: Speech) -> list[str]:
    desk = office.knowledge.desks.get(entity.care.owner or "")
    if desk is None:
        return []
    contact = said(desk.contact, speech.language).strip().split("\n")[0]
    return [speech.say("card-contact", desk=said(desk.names, speech.language), contact=contact)]


def _confirmed(care: Care, speech: Speech) -> str:
    if care.sample:
        return speech.say("card-sample")
    return speech.say("card-confirmed", verified=care.verified) if care.verified else speech.say("card-unconfirmed")
