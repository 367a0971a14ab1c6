"""What gets in the way of what, said in a line each."""

from collections.abc import Sequence
from datetime import datetime

from bot.core import clashes, titles, upcoming
from bot.core.clashes import Clash
from bot.core.follow_pages import Office
from bot.core.knowledge import said
from bot.core.messages import Speech, Value
from bot.core.upcoming import Round

MOST = 6


def lines(office: Office, follows: Sequence[tuple[str, str]], now: datetime, speech: Speech) -> list[str]:
    """The nearest clashes among what is followed; what nobody has confirmed in time is left out."""
    today = now.astimezone(office.zone).date()
    trusted = [one for one in office.knowledge.entities.values() if not one.care.stale(today)]
    rounds = upcoming.followed(trusted, follows, now, office.zone)
    found = clashes.among(rounds, office.knowledge.papers, office.days)
    return [_line(office, one, speech) for one in found[:MOST]]


def _line(office: Office, clash: Clash, speech: Speech) -> str:
    values: dict[str, Value] = {
        "one": _name(office, clash.one, speech),
        "other": _name(office, clash.other, speech),
        "first": clash.first,
        "last": clash.last,
    }
    match clash.kind:
        case "stays":
            return speech.say("clash-stays", **values)
        case "touching":
            return speech.say("clash-touching", **values)
        case "closing":
            same = "yes" if clash.first == clash.last else "no"
            return speech.say("clash-closing", same=same, **values)
        case "paper":
            paper = said(clash.paper.names, speech.language) if clash.paper else ""
            return speech.say("clash-paper", paper=paper, **values)


def _name(office: Office, one: Round, speech: Speech) -> str:
    return titles.of_window(office.knowledge, one.entity.id, one.window.id, speech)
