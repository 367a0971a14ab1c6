"""Ways to ask that stand under two topics, or nearly do: the assistant cannot tell such topics apart."""

import itertools
from collections.abc import Iterator, Mapping

import numpy as np
from rapidfuzz import fuzz, process

from bot.core import knowledge, text
from bot.knowledge_files.load import Loaded
from bot.knowledge_files.problems import Problem, quoted

LIKE = 92.0
"""0..100, rapidfuzz.ratio: one letter in thirteen."""
_LONGER = (200 - LIKE) / LIKE
"""ratio = 200 * common / (a + b) with common <= a: where b is more than this times a, it cannot reach LIKE."""
_MOST = 50_000
"""Beyond, comparing all with all takes minutes; equal ones are still found."""
_SHOWN = 1_000
_ROWS = 512


def near_ways(loaded: Loaded) -> tuple[Problem, ...]:
    """A warning for each pair of ways that are (nearly) the same under two topics. Seconds for 20,000 ways."""
    if loaded.knowledge is None:
        return ()
    phrasings = loaded.knowledge.phrasings
    first: dict[str, int] = {}
    problems = []
    for number, phrasing in enumerate(phrasings):
        earlier = first.setdefault(text.fold(phrasing.text), number)
        if phrasings[earlier].topic != phrasing.topic:
            problems.append(_problem(loaded, earlier, number, "stands also under"))
    pairs = _pairs(loaded.knowledge, first) if len(first) <= _MOST else iter(())
    for earlier, later in itertools.islice(pairs, _SHOWN):
        problems.append(_problem(loaded, earlier, later, "is nearly the same as one under"))
    if next(pairs, None):
        problems.append(_more(loaded, f"more than {_SHOWN} ways to ask are nearly the same; not all are shown"))
    if len(first) > _MOST:
        problems.append(
            _more(loaded, f"more than {_MOST} ways to ask: only equal ones are looked for, not similar ones")
        )
    return tuple(sorted(problems))


def _pairs(known: knowledge.Knowledge, first: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Numbers of phrasings that are alike and lead to different topics, the earlier one first.

    `first` is folded text to number. Sorted by length, each text is compared with those that are little longer only.
    """
    texts = sorted(first, key=len)
    lengths = np.array([len(text) for text in texts])
    numbers = np.array([first[text] for text in texts])
    ids = {topic: id for id, topic in enumerate(dict.fromkeys(phrasing.topic for phrasing in known.phrasings))}
    topics = np.array([ids[known.phrasings[number].topic] for number in numbers])
    for start in range(0, len(texts), _ROWS):
        end = min(start + _ROWS, len(texts))
        stop = int(np.searchsorted(lengths, lengths[end - 1] * _LONGER, side="right"))
        rows, columns = texts[start:end], texts[start:stop]
        scores = process.cdist(rows, columns, scorer=fuzz.ratio, score_cutoff=LIKE, dtype=np.float32, workers=-1)
        alike = np.triu(scores > 0, k=1) & (topics[start:end, None] != topics[None, start:stop])
        for row, column in np.argwhere(alike):
            one, other = sorted((int(numbers[start + row]), int(numbers[start + column])))
            yield one, other


def _more(loaded: Loaded, what: str) -> Problem:
    return Problem(*loaded.ways[0], what, warning=True)


def _problem(loaded: Loaded, earlier: int, later: int, how: str) -> Problem:
    assert loaded.knowledge is not None
    old, new = loaded.knowledge.phrasings[earlier], loaded.knowledge.phrasings[later]
    path, line, _ = loaded.ways[earlier]
    hint = f"{quoted(old.text)} in {path}:{line}; keep it where it belongs"
    what = f"{quoted(new.text)} of {quoted(new.topic)} {how} {quoted(old.topic)}"
    return Problem(*loaded.ways[later], what, hint, warning=True)
