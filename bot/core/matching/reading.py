"""What a turn means, and what is to be said to it: the answer of every way to match."""

from dataclasses import dataclass, field

import numpy as np

from bot.core.matching.decision import Decision
from bot.core.matching.meanings import Meanings
from bot.core.matching.ranking import Ranking
from bot.core.matching.situation import Belief
from bot.core.matching.views import Scores


@dataclass(frozen=True, slots=True)
class Reading:
    """What a turn means. `chances`: meanings, the likeliest first. `entry` answers if it is another office's
    business; `about`: the person only asks about what the assistant does."""

    decision: Decision
    ranking: Ranking
    chances: Meanings = ()
    entry: str = ""
    about: bool = False
    danger: float = 0.0
    belief: Belief = ()
    """What the talk may be about after this turn, where it was not made certain."""
    vector: Scores = field(default_factory=lambda: np.zeros(0, dtype=np.float32), compare=False)
    """The encoder's, of the whole turn; empty where there is none."""
    hinted: frozenset[str] = frozenset()
    """Entities that a weak name in the words hints at: "exchange", 实习."""
