"""Which entities a question names outright."""

from collections.abc import Iterable

from bot.core import text
from bot.core.knowledge import Entity

LONGEST_NAME = 8
"""Tokens of the longest name that is looked for."""


class Names:
    """Aliases as runs of stems; the longest one at a place wins ("访问学者" is not "访问")."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._aliases: dict[tuple[str, ...], str] = {}
        self._weak: dict[tuple[str, ...], str] = {}
        for entity in entities:
            for alias in (*entity.names.values(), *entity.aliases):
                self._aliases[_stems(text.fold(alias))] = entity.id
            for alias in (*entity.called, *entity.weak_aliases):
                self._weak[_stems(text.fold(alias))] = entity.id

    def whole(self, folded: str) -> str | None:
        """The entity of which the text is the name and nothing else; here a weak name will do."""
        stems = _stems(folded)
        return self._aliases.get(stems) or self._weak.get(stems)

    def found(self, folded: str, *, weak: bool = False) -> frozenset[str]:
        """Ids of the entities whose name or alias stands in the text; `weak` counts what may be a name, too."""
        stems = _stems(folded)
        named: set[str] = set()
        at = 0
        while at < len(stems):
            for size in range(min(LONGEST_NAME, len(stems) - at), 0, -1):
                run = stems[at : at + size]
                entity = self._aliases.get(run) or (self._weak.get(run) if weak else None)
                if entity:
                    named.add(entity)
                    at += size - 1
                    break
            at += 1
        return frozenset(named)


def _stems(folded: str) -> tuple[str, ...]:
    return tuple(text.stem(word) for word in text.tokens(folded))
