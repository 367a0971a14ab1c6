"""What a round, or a stage of it, is called in a letter that stands alone."""

from bot.core.knowledge import Entity, Knowledge, Stage, Window, said
from bot.core.messages import Speech

STEPS = "~"
"""In front of a round's id: the steps of the plan for it, which are followed by themselves."""


def of_window(knowledge: Knowledge, entity: str, window: str, speech: Speech, stage: str = "") -> str:
    """ "Semester exchange – Spring round: interviews", as far as the knowledge still has the names.

    An entity that is gone is called by its id: whoever follows it has typed or tapped it.
    """
    whose = knowledge.entities.get(entity)
    if whose is None:
        return entity
    name, one = said(whose.names, speech.language), find(whose, window)
    if one is None:
        return name
    step = find_stage(one, stage)
    values = {"entity": name, "window": said(one.names, speech.language)}
    if window.startswith(STEPS):
        paper = knowledge.papers.get(stage)
        if not stage:
            return speech.say("title-steps", **values)
        return speech.say("title-step", step=said(paper.names, speech.language) if paper else stage, **values)
    if step is None:
        return speech.say("title-round", **values)
    return speech.say("title-stage", stage=said(step.names, speech.language), **values)


def find(entity: Entity, window: str) -> Window | None:
    """The round, or the one that steps lead to."""
    return next((one for one in entity.windows if one.id == window.removeprefix(STEPS)), None)


def find_stage(window: Window, stage: str) -> Stage | None:
    return next((one for one in window.stages if one.id == stage), None)
