"""Emergency words are looked at before anything else."""

import re
from collections.abc import Sequence

from bot.core import text
from bot.core.knowledge import Emergency


class Emergencies:
    """A rule fires when each of its groups has a word in the question: Latin by whole words, Chinese anywhere."""

    def __init__(self, rules: Sequence[Emergency]) -> None:
        self._rules = [(rule, [_pattern(group) for group in rule.groups]) for rule in rules]

    def found(self, folded: str) -> Emergency | None:
        """The first rule that fires."""
        for rule, groups in self._rules:
            if all(group.search(folded) for group in groups):
                return rule
        return None


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    folded = sorted(dict.fromkeys(text.fold(word) for word in words), key=len, reverse=True)
    return re.compile(
        "|".join(rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in folded if word)
    )
