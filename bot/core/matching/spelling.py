"""Slips mended before anything is compared: Latin words, Chinese characters of the same sound, typed pinyin.

What the knowledge writes is never a slip; a word that neither the knowledge nor English knows becomes its nearest
neighbour. Pinyin becomes the characters that the knowledge most likely writes for those sounds.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core import text

CHAT = {
    "u": "you", "ur": "your", "r": "are", "n": "and", "pls": "please",
    "plz": "please", "thx": "thanks", "wat": "what", "wats": "what is", "watz": "what is",
    "whats": "what is", "wht": "what", "wen": "when", "wich": "which", "hw": "how",
    "hows": "how is", "im": "i am", "ive": "i have", "dont": "do not", "doesnt": "does not",
    "cant": "can not", "wont": "will not", "isnt": "is not", "didnt": "did not", "wanna": "want to",
    "gonna": "going to", "gotta": "have to", "b4": "before", "abt": "about", "bc": "because",
    "cuz": "because", "tmr": "tomorrow", "info": "information", "uni": "university", "dorm": "dormitory",
    "docs": "documents", "doc": "document", "prof": "professor", "sem": "semester", "msg": "message",
    "asap": "soon", "fyi": "", "hv": "have", "shud": "should", "cud": "could",
    "frm": "from", "coz": "because",
}  # fmt: skip
"""Chat spellings that are nobody's typing slip."""

_BEFORE_NOUN = {"4": "for", "2": "to"}
MOST_MENDED = 12
"""Unknown words of one question that are looked up: a page of nonsense costs no more than a question."""

COMMON = 30_000
"""So many of the English words may be what a slip meant; the rarer ones are only known to be no slip."""

_SEEN_OFTEN = 4
_COHESION = 0.25
"""Characters are a word if the rarer of them stands this often in it; "交材" of "交材料" is none."""


class Spelling:
    """Built from the knowledge's own texts (folded) and a list of English words, most frequent first."""

    def __init__(self, texts: Iterable[str], english: Sequence[str] = ()) -> None:
        words, runs = _words_and_runs(texts)
        self._known = Counter(words)
        self._runs: Counter[str] = Counter()
        for size in (1, 2, 3):
            self._runs.update(run[at : at + size] for run in runs for at in range(len(run) - size + 1))
        self._english = {word: rank for rank, word in enumerate(english)}
        self._candidates = self._by_shape()
        self._sounds = self._same_sound()
        self._pairs = _by_syllable(self._runs)

    def _by_shape(self) -> Mapping[tuple[int, str], tuple[list[str], list[str]]]:
        """By a slip's length and first letter: the knowledge's words, and with them the common English ones.

        A slip rarely changes the first letter, other than by swapping it with the second.
        """
        common = (word for word, rank in self._english.items() if rank < COMMON)
        shapes: dict[tuple[int, str], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for word in {**self._known, **dict.fromkeys(common)}:
            if len(word) < 3 or not word.isalpha():
                continue
            for size in range(len(word) - 2, len(word) + 3):
                for letter in {word[0], word[1]}:
                    own, both = shapes[size, letter]
                    both.append(word)
                    if word in self._known:
                        own.append(word)
        return dict(shapes)

    def _same_sound(self) -> Mapping[str, str]:
        best: dict[str, str] = {}
        for run, count in self._runs.items():
            if len(run) > 1 and count >= _SEEN_OFTEN and count >= _COHESION * min(self._runs[x] for x in run):
                sound = "'".join(text.syllables(run))
                if count > self._runs.get(best.get(sound, ""), 0):
                    best[sound] = run
        return best

    def mend(self, folded: str) -> str:
        """The folded text without its slips; a text without any comes back as it was."""
        if text.typed_pinyin(folded) and not self._is_english(folded):
            return self._characters(text.syllables(folded))
        mended = self._homophones(folded) if text.has_han(folded) else folded
        words = text.tokens(mended)
        latin = [word for word in words if word.isascii()]
        if all(word in self._known and word not in CHAT for word in latin):
            return mended
        return self._latin(words)

    def _is_english(self, folded: str) -> bool:
        words = text.tokens(folded)
        return sum(word in self._english or word in self._known for word in words) * 2 > len(words)

    def _latin(self, words: list[str]) -> str:
        out, left = "", MOST_MENDED
        for place, word in enumerate(words):
            mended = word
            if word in CHAT:
                mended = CHAT[word]
            elif word in _BEFORE_NOUN and place and words[place - 1].isalpha() and word != words[-1]:
                mended = _BEFORE_NOUN[word]
            elif left and word.isascii() and not self._knows(word):
                left -= 1
                mended = self.word(word)
            out += f" {mended} " if word.isascii() else mended
        return " ".join(out.split())

    def _knows(self, word: str) -> bool:
        common = self._english.get(word, COMMON) < COMMON
        return word in self._known or common or len(word) < 3 or not word.isalpha()

    def word(self, word: str) -> str:
        """The nearest known word, two words that were run together, pinyin as characters, or the word itself."""
        own, both = self._candidates.get((len(word), word[0]), ([], []))
        if word in self._english:
            found = process.extractOne(word, own, scorer=OSA.normalized_similarity, score_cutoff=0.8)
            return found[0] if found else word
        sounds = text.split_syllables(word)
        if len(sounds) > 1:  # a Chinese name or word in Latin letters, no slip of English
            return self._sounds.get("'".join(sounds), word)
        near = process.extract(word, both, scorer=OSA.normalized_similarity, score_cutoff=0.66, limit=8)
        best = max(((self._merit(word, spelling, share), spelling) for spelling, share, _ in near), default=(0.0, word))
        if best[0] >= 0.74:
            return best[1]
        for at in range(3, len(word) - 2):
            if self._knows(word[:at]) and self._knows(word[at:]):
                return f"{word[:at]} {word[at:]}"
        return best[1] if best[0] >= 0.7 else word

    def _merit(self, word: str, spelling: str, share: float) -> float:
        familiar = 0.08 if spelling in self._known else 0.0
        common = 0.05 * (1 - min(self._english.get(spelling, COMMON), COMMON) / COMMON)
        return share + familiar + common + (0.04 if spelling[0] == word[0] else -0.04)

    def _homophones(self, folded: str) -> str:
        """Two or three characters that the knowledge never writes, but whose sounds it writes often another way."""
        letters = list(folded)
        for size in (3, 2):
            for at in range(len(letters) - size + 1):
                run = "".join(letters[at : at + size])
                if self._runs[run] or not all(text.has_han(letter) for letter in run):
                    continue
                meant = self._sounds.get("'".join(text.syllables(run)), "")
                changed = [at + i for i, (old, new) in enumerate(zip(run, meant, strict=False)) if old != new]
                if len(meant) == size and len(changed) == 1 and not self._stands(letters, changed[0]):
                    letters[at : at + size] = meant
        return "".join(letters)

    def _stands(self, letters: list[str], at: int) -> bool:
        """Whether a character is part of something that the knowledge does write."""
        pairs = ("".join(letters[max(at - 1, 0) : at + 1]), "".join(letters[at : at + 2]))
        return any(len(pair) > 1 and self._runs[pair] > 1 for pair in pairs)

    def _characters(self, sounds: list[str]) -> str:
        """The likeliest characters for syllables: Viterbi over the knowledge's own pairs of characters."""
        paths: dict[str, tuple[float, str]] = {"": (0.0, "")}
        for sound in sounds:
            step: dict[str, tuple[float, str]] = {}
            for letter in self._pairs.get(sound, (sound,)):
                alone = math.log(self._runs[letter] + 0.1)
                step[letter] = max(
                    (score + self._follows(before, letter, alone), written + letter)
                    for before, (score, written) in paths.items()
                )
            paths = step
        return max(paths.values())[1]

    def _follows(self, before: str, letter: str, alone: float) -> float:
        if not before or not self._runs[before]:
            return alone - 6.0
        pair = self._runs[before + letter]
        share = pair / self._runs[before]
        return math.log(0.9 * share + 0.1 * math.exp(alone) / 50_000)


def _words_and_runs(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """Every Latin word, and every unbroken run of Chinese."""
    words: list[str] = []
    runs: list[str] = []
    for line in texts:
        run = ""
        for word in text.tokens(line):
            if not word.isascii():
                run += word
                continue
            words.append(word)
            if run:
                runs.append(run)
                run = ""
        if run:
            runs.append(run)
    return words, runs


def _by_syllable(runs: Mapping[str, int]) -> Mapping[str, tuple[str, ...]]:
    heard: dict[str, list[str]] = defaultdict(list)
    for letter in runs:
        if len(letter) == 1:
            for sound in text.readings(letter):
                heard[sound].append(letter)
    return {sound: tuple(sorted(letters, key=lambda x: -runs[x])[:12]) for sound, letters in heard.items()}
