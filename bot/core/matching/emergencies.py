"""The floor under everything learned: words by which trouble is recognised from the first second on."""

import re
from collections.abc import Iterable, Sequence

from bot.core import text
from bot.core.knowledge import Emergency
from bot.core.talk.labels import Danger


class Emergencies:
    """A rule fires when each of its groups has a word in the question: Latin by whole words, Chinese anywhere."""

    def __init__(self, kinds: Iterable[Emergency]) -> None:
        self._rules = [(kind.id, [_pattern(group) for group in rule]) for kind in kinds for rule in kind.rules]

    def found(self, folded: str) -> tuple[Danger, ...]:
        """The kinds whose rules fire, in the order of the knowledge: the most urgent first."""
        fired = (kind for kind, groups in self._rules if all(group.search(folded) for group in groups))
        return tuple(dict.fromkeys(fired))


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    folded = sorted(dict.fromkeys(text.fold(word) for word in words), key=len, reverse=True)
    return re.compile(
        "|".join(rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in folded if word)
    )
