"""How an answer is told: what stands in it before it is cut, how long its messages are, and in which manner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core import staleness
from bot.core.asking.facts import facts, led

READABLE = 1400
"""UTF-16 units that fit a phone in one look; what is longer is cut at a paragraph, with a button for the rest."""

FIRST: Mapping[str, int] = {"en": 600, "zh": 350}
"""The same for the first message of an answer: what was asked, and what belongs to it. The rest waits for a tap."""

BRIEF: Mapping[str, int] = {"en": 300, "zh": 160}
"""The same for each of two answers in one reply."""


@dataclass(frozen=True, slots=True)
class Written:
    """An answer before it is cut. `date` is said under the first part, wherever that ends; `foot` under every part:
    whose fact it is, how fresh, who to ask."""

    body: str
    foot: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """How an answer is told. `lead`: the place of the fact that comes first, -1 for the order in which it is written.

    `known`: the talk has heard its mark and its desk already, so both are said in short. `brief`: one of two answers.
    """

    lead: int = -1
    known: bool = False
    brief: bool = False


PLAIN = Manner()


def written(blocks: Sequence[str], foot: Sequence[str], date: str = "") -> Written:
    return Written("\n\n".join(filter(None, blocks)), "\n\n".join(filter(None, foot)), date)


def told_first(text: str, lead: int, stale: bool) -> str:
    """An answer with the fact at `lead` in front; what is out of date loses its dates and amounts first."""
    fact = next((one for one in facts(text) if one.place == lead), None) if lead >= 0 else None
    kept = staleness.withhold(text) if stale else text
    return led(kept, fact) if fact else kept
