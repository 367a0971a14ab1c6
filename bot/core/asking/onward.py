"""Buttons under an answer: what may come next, at most six before "more"."""

from collections.abc import Callable

from bot.core.actions import Action, Ask, Browse, Follow, Plan, Show
from bot.core.knowledge import Entity

MOST = 6

ASKED_NEXT = ("overview", "eligibility", "dates", "cost", "funding", "documents", "apply", "duration", "credits")
"""Aspects in the order in which people ask on."""

_PLANNED_FROM = ("documents", "apply", "dates")
"""Aspects under whose answer one may ask when to start."""

_FOLLOWED_FROM = ("dates", "overview", "apply")
"""Aspects under whose answer one may ask to be reminded."""

Offer = tuple[str, Action]
"""What stands on a button, and what it does."""


def onward(
    entity: Entity, aspect: str, name: Callable[[str], str], say: Callable[[str], str], person: bool
) -> tuple[Offer, ...]:
    """`name` gives the short name of an aspect, `say` the bot's own words; `person`: whether there is anybody to ask.

    What "more" opens lists everything that can be asked about the entity.
    """
    steps: list[Offer] = []
    if entity.windows and aspect in _FOLLOWED_FROM:
        steps.append((say("button-follow"), Follow(entity.id)))
    if entity.papers and entity.windows and aspect in _PLANNED_FROM:
        steps.append((say("button-plan"), Plan(entity.id)))
    human: list[Offer] = [(say("button-person"), Show("person"))] if person else []
    there = [other for other in ASKED_NEXT if other != aspect and other in entity.answers]
    there += ["dates"] if entity.windows and aspect != "dates" and "dates" not in there else []
    there += ["safety"] if "safety" in entity.answers and aspect != "safety" else []
    room = MOST - len(steps) - len(human)
    asks = [(name(other), Ask(f"{entity.id}#{other}")) for other in there[:room]]
    return (*steps, *asks, *human, (say("button-aspects"), Browse(entity.id)))
