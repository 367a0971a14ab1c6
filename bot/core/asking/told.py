"""All that the answers of a knowledge base tell, fact by fact, and how people ask for it: what `Leads` is made of."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core import text
from bot.core.asking.facts import Fact, facts
from bot.core.asking.pieces import marker
from bot.core.knowledge import Entity, Knowledge

Key = tuple[str, str]
"""A topic and a language."""

OFTEN = 3
"""A pair of Chinese characters that occurs but once is seldom a word."""

_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_CLAUSE = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；])")
_LABEL = re.compile(r"\*\*([^*]+?)[:：?？]?\*\*|([^:：.。]{2,40})[:：]")


@dataclass(frozen=True, slots=True)
class Seen:
    """A fact as it is compared: folded, without marks; with the parts that may answer on their own."""

    fact: Fact
    folded: str
    clauses: tuple[str, ...]
    label: str
    heading: str
    units: tuple[str, ...]

    def texts(self) -> Iterator[str]:
        yield self.folded
        yield from self.clauses
        yield from filter(None, (self.label, self.heading))


@dataclass(frozen=True, slots=True)
class Told:
    """`ways` are the ways to ask of each topic; `called` the units of an entity's names, which tell nothing apart in
    its own answers; `vocabulary` every unit that is known."""

    seen: Mapping[Key, tuple[Seen, ...]]
    ways: Mapping[Key, tuple[str, ...]]
    called: Mapping[str, frozenset[str]]
    vocabulary: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything whose vector is needed, each once."""
        every = (line for some in self.seen.values() for one in some for line in one.texts())
        ways = (way for some in self.ways.values() for way in some)
        return tuple(dict.fromkeys((*every, *ways, *self.vocabulary)))


def entity(key: Key) -> str:
    """What an answer is of: the entity of its topic, or a plain entry itself."""
    return key[0].partition("#")[0]


def answers(knowledge: Knowledge) -> dict[Key, str]:
    """Every answer as it is written."""
    entities, entries = knowledge.entities.items(), knowledge.entries.items()
    every = {f"{name}#{aspect}": answer for name, one in entities for aspect, answer in one.answers.items()}
    every |= {name: entry.answer for name, entry in entries}
    return {
        (topic, language): words.strip() for topic, answer in every.items() for language, words in answer.texts.items()
    }


def told(knowledge: Knowledge) -> Told:
    seen = {key: tuple(map(_seen, facts(words))) for key, words in answers(knowledge).items()}
    ways: dict[Key, list[str]] = {key: [] for key in seen}
    for way in knowledge.phrasings:
        ways.get((way.topic, text.language(way.text)), []).append(text.bare(text.fold(way.text)))
    called = {name: _units_of(_names(one)) for name, one in knowledge.entities.items()}
    asked = {key: tuple(dict.fromkeys(some)) for key, some in ways.items()}
    return Told(seen, asked, called, _vocabulary(seen.values(), asked.values()))


def units(folded: str) -> list[str]:
    """What is compared word by word: Latin words, no numbers, and every two Chinese characters in a row.

    >>> units("30 days for a passport 护照要几天")
    ['days', 'for', 'a', 'passport', '护照', '照要', '要几', '几天']
    """
    found: list[str] = []
    before = ""
    for token in text.tokens(folded):
        latin = token.isascii()
        if latin and not token.isdigit():
            found.append(token)
        elif before and not latin:
            found.append(before + token)
        before = "" if latin else token
    return list(dict.fromkeys(found))


def plain(shown: str) -> str:
    """Small Markdown without its signs."""
    bare = _LINK.sub(r"\1", shown[len(marker(shown)) :]).replace("**", "")
    return " ".join(bare.split())


def _names(entity: Entity) -> Iterable[str]:
    return (*entity.names.values(), *entity.aliases, *entity.weak_aliases, *entity.called)


def _units_of(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(unit for line in lines for unit in units(text.fold(line)))


def _seen(fact: Fact) -> Seen:
    words = plain(fact.text)
    clauses = [folded for part in _CLAUSE.split(words) if len(folded := text.bare(text.fold(part))) > 3]
    label = _LABEL.match(fact.text[len(marker(fact.text)) :])
    folded = text.bare(text.fold(words))
    return Seen(
        fact,
        folded,
        tuple(clauses) if len(clauses) > 1 else (),
        text.bare(text.fold(label[1] or label[2])) if label else "",
        text.bare(text.fold(plain(fact.heading))),
        tuple(units(folded)),
    )


def _vocabulary(seen: Iterable[Sequence[Seen]], ways: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Units of facts, and those of the ways to ask that are not met but once."""
    of_facts = Counter(unit for some in seen for one in some for unit in one.units)
    of_ways = Counter(unit for some in ways for way in some for unit in units(way))
    facts_ = {unit for unit, often in of_facts.items() if unit.isascii() or often + of_ways[unit] >= OFTEN}
    return tuple(sorted(facts_ | {unit for unit, often in of_ways.items() if often >= OFTEN}))
