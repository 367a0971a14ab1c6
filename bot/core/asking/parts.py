"""Two answers in one reply: two questions in one message, and two labels that show the same."""

import re
from collections.abc import Sequence

from bot.core import text
from bot.core.answers import Answers
from bot.core.knowledge import Knowledge, split
from bot.core.matching.matcher import Matcher
from bot.core.matching.ranking import Ranking
from bot.core.people import Talk
from bot.core.talk.labels import Label

SURE = 0.7
"""Chance from which a part of a question counts as asking for an aspect of its own."""

_ALIKE = (("act:deadlines", "office#dates"), ("act:person", "office#contact"))

_JOINTS = re.compile(r"\band\b|&|[,，、;；?？/]|以及|还有|和|与|跟|\bor\b")


def both(folded: str, ranking: Ranking, talk: Talk, answers: Answers, matcher: Matcher) -> tuple[str, ...]:
    """Two topics of one entity, if each part of the question surely asks for an aspect: "when and how much?".

    Where the whole question is clear, its topic comes first; else what is asked first.
    """
    if ranking.outcome == "unknown" or not ranking.candidates:
        return ()
    parts = [part for part in _JOINTS.split(folded) if text.tokens(part)]
    entity, first = split(ranking.candidates[0].topic)
    known = answers.knowledge.entities.get(entity)
    agreed = len({split(one.topic)[0] for one in ranking.candidates[:2]}) == 1
    about_it = ranking.outcome == "answer" or agreed or entity in {*ranking.named, talk.subject}
    if known is None or not about_it or not 1 < len(parts) < 5:
        return ()
    found = []
    for part in parts:
        asked = matcher.aspect(part)
        if asked is None or asked[1] < SURE:
            return ()  # one doubtful part is enough, and each costs as much as a question
        found.append(asked)
    aspects = dict.fromkeys(aspect for aspect, _ in found if answers.has(known, aspect))
    if len(aspects) < 2:
        return ()
    if first not in aspects and not all(sure == 1.0 for _, sure in found):
        return ()
    order = sorted(aspects, key=lambda aspect: ranking.outcome == "answer" and aspect != first)
    return tuple(f"{entity}#{aspect}" for aspect in order[:2])


def compared(said: Sequence[Label], ranking: Ranking, knowledge: Knowledge) -> bool:
    """Whether two programmes that are named are set against each other: their figures stand beside the words."""
    programmes = [one for one in ranking.named if knowledge.entities[one].kind == "programme"]
    return len(programmes) == 2 and bool(said) and split(said[0].name)[1] == "difference"


def shown_already(label: Label, said: Sequence[Label]) -> bool:
    """Whether a label before this one shows the same: said twice it would stand there twice."""
    before = {str(one) for one in said[: said.index(label)]}
    return any(str(label) in pair and before & set(pair) for pair in _ALIKE)
