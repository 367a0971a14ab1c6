"""What people say to choices instead of tapping one: "the first one", 都不是, "yes"."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from bot.core import text
from bot.core.messages import Speech

_PLACES = ("words-first", "words-second", "words-third", "words-fourth")


def picked(question: str, offered: Sequence[str], speeches: Mapping[str, Speech]) -> str | Literal[False] | None:
    """The label that was meant; False where none of them is, None where the words say neither."""
    if not offered:
        return None
    folded = text.bare(text.fold(question))
    for place, key in enumerate(_PLACES):
        if _says(folded, key, speeches):
            return offered[place] if place < len(offered) else None
    if _says(folded, "words-last", speeches):
        return offered[-1]
    if _says(folded, "words-none", speeches):
        return False
    return offered[0] if len(offered) == 1 and _says(folded, "words-yes", speeches) else None


def _says(folded: str, key: str, speeches: Mapping[str, Speech]) -> bool:
    return any(folded in _folded(speech.say(key)) for speech in speeches.values())


@cache
def _folded(words: str) -> frozenset[str]:
    return frozenset(text.bare(text.fold(word)) for word in words.split("|"))
