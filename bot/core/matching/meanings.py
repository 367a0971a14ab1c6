"""What a turn may mean, as people are told of it: the labels of the lessons, with what is one thing put together."""

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.lessons import Lessons
from bot.core.talk.labels import KINDS, UNKNOWN, Label

MOST = 60
"""Labels that are looked at, the likeliest first; what comes after has no chance worth a look."""

Exact = NDArray[np.float64]
Meanings = tuple[tuple[Label, float], ...]


def meanings_of(lessons: Lessons, chances: Exact, kinds: Exact, offices: NDArray[np.float32]) -> tuple[Meanings, str]:
    """Meanings, the likeliest first, and the entry that answers if it is another office's business.

    Small talk is one meaning, whichever entry answers it best; so is the business of other offices.
    """
    found: dict[Label, float] = {}
    entry = ""
    office = lessons.offices[int(np.argmax(offices))] if len(offices) else ""
    chatted = False
    for number in np.argsort(-chances, kind="stable"):
        label = lessons.labels[number]
        if label.kind == "elsewhere":
            of_office = lessons.office_of[number] >= 0 and lessons.offices[lessons.office_of[number]] == office
            entry = entry or (label.name if of_office or not len(offices) else "")
        elif label.kind == "smalltalk":
            if not chatted:
                found[label] = float(kinds[KINDS.index("smalltalk")])
            chatted = True
        elif len(found) < MOST or label.kind == "emergency":
            found[label] = float(chances[number])
    if entry:
        found[Label("elsewhere", office)] = float(kinds[KINDS.index("elsewhere")])
    found[UNKNOWN] = float(kinds[KINDS.index("unknown")])
    return tuple(sorted(found.items(), key=lambda one: -one[1])), entry


def same(said: Label, accepted: frozenset[Label]) -> bool:
    """Whether what was said is what was meant: another office counts by being one, small talk by being it."""
    if said.kind in {"elsewhere", "smalltalk", "unknown"}:
        return any(one.kind == said.kind for one in accepted)
    return said in accepted
