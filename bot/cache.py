"""Arrays kept in DATA_DIR, so that the second start is quick. Losing them costs seconds, never an answer."""

import logging
import os
import zipfile
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_LOG = logging.getLogger(__name__)


KEPT = 4
"""Files of one family (`learned-…`) that stay: as many versions of the knowledge as somebody may go back to."""


class FileCache:
    """One `.npz` a name. Written beside and moved into place, so a reader never sees half a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> dict[str, NDArray[np.float32]] | None:
        try:
            with (self._folder / f"{name}.npz").open("rb") as raw, np.load(raw, allow_pickle=False) as file:
                return {key: file[key] for key in file.files}
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            _LOG.warning("cache cannot be read and is made anew", extra={"cache": name})
            return None

    def put(self, name: str, arrays: dict[str, NDArray[np.float32]]) -> None:
        beside = self._folder / f".{name}.{os.getpid()}.npz"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as file:
                np.savez(file, **arrays)  # type: ignore[arg-type]
            beside.replace(self._folder / f"{name}.npz")
            self._forget_old(name.partition("-")[0])
        except OSError:
            _LOG.warning("cache cannot be written; the next start takes longer", extra={"cache": name})
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def _forget_old(self, family: str) -> None:
        files = sorted(self._folder.glob(f"{family}-*.npz"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[KEPT:]:
            file.unlink(missing_ok=True)


class NoCache:
    """Keeps nothing."""

    def get(self, name: str) -> None:
        return None

    def put(self, name: str, arrays: dict[str, NDArray[np.float32]]) -> None:
        return None
