"""English words by frequency, so that a slip is told from a word: the list that symspellpy ships."""

from functools import cache
from importlib import resources

_FILE = "frequency_dictionary_en_82_765.txt"


@cache
def words() -> tuple[str, ...]:
    """About 82,000 words, the most frequent first."""
    lines = resources.files("symspellpy").joinpath(_FILE).read_text(encoding="utf-8-sig").splitlines()
    return tuple(line.partition(" ")[0] for line in lines if line)
