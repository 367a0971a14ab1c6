"""How good whole talks go: a verdict for each turn, and the shares of the verdicts by language and kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from bot.core.talk.labels import Label

Verdict = Literal["R", "A", "X", "W", "U"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""Right at once; among the choices; choices without it; something wrong said; unknown though it could be answered."""

SAID, OFFERED = 2, 4
"""So many labels of a reply count."""

OFFICE = "office"
"""Questions and what follows them, taken together."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One turn of a talk with what came of it; `ms` is wall time of the whole turn."""

    talk: str
    turn: int
    lang: str
    kind: str
    text: str
    expect: tuple[Label, ...]
    said: tuple[Label, ...]
    offered: tuple[Label, ...]
    outcome: str
    ms: float

    @property
    def group(self) -> str:
        """What the turn is counted with."""
        if self.expect[0].kind == "emergency":
            return "emergency"
        return OFFICE if self.kind in {"question", "followup"} else self.kind

    @property
    def verdict(self) -> Verdict:
        said, offered = self.said[:SAID], self.offered[:OFFERED]
        if any(_accepted(one, self.expect) for one in said):
            return "R"
        if any(one.kind != "unknown" for one in said):
            return "W"
        if any(_accepted(one, self.expect) for one in offered):
            return "A"
        return "X" if offered else "U"

    @property
    def false_alarm(self) -> bool | None:
        """None where somebody is in danger."""
        if any(one.kind == "emergency" for one in self.expect):
            return None
        return any(one.kind == "emergency" for one in self.said[:SAID])


def _accepted(said: Label, expect: Sequence[Label]) -> bool:
    """Another office counts by being another office, small talk by being it."""
    if said.kind in {"elsewhere", "smalltalk", "unknown"}:
        return any(one.kind == said.kind for one in expect)
    return said in expect


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares between 0 and 1 over `turns` turns."""

    turns: int
    verdicts: Mapping[Verdict, float]
    false_alarms: float | None
    p50: float
    p99: float


def shares(judged: Sequence[Judged]) -> Shares:
    alarms = [one.false_alarm for one in judged if one.false_alarm is not None]
    milliseconds = [one.ms for one in judged] or [0.0]
    total = max(len(judged), 1)
    return Shares(
        len(judged),
        {verdict: sum(one.verdict == verdict for one in judged) / total for verdict in VERDICTS},
        sum(alarms) / len(alarms) if alarms else None,
        float(np.percentile(milliseconds, 50)),
        float(np.percentile(milliseconds, 99)),
    )


def grouped(judged: Sequence[Judged]) -> Mapping[str, Shares]:
    """By language (English, and all that is Chinese), then by kind, and all turns of each language."""
    groups = {}
    for language, own in (("en", True), ("zh", False)):
        turns = [one for one in judged if (one.lang == "en") is own]
        for kind in dict.fromkeys(one.group for one in turns):
            groups[f"{language} {kind}"] = shares([one for one in turns if one.group == kind])
        if turns:
            groups[f"{language} all"] = shares(turns)
    return groups
