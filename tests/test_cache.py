"""What was learned is kept; losing it costs seconds, never an answer."""

import logging
import os
from pathlib import Path

import numpy as np
import pytest

from bot.cache import KEPT, FileCache, NoCache


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "cache"


def test_what_is_put_can_be_got_by_another(folder: Path) -> None:
    rows = np.arange(6, dtype=np.float32).reshape(2, 3)
    FileCache(folder).put("vectors", {"rows": rows, "deep/w": rows[0]})
    found = FileCache(folder).get("vectors")
    assert found is not None
    assert set(found) == {"rows", "deep/w"}
    np.testing.assert_array_equal(found["rows"], rows)


def test_what_is_not_there_is_none(folder: Path) -> None:
    assert FileCache(folder).get("vectors") is None


def test_the_last_put_counts_and_leaves_nothing_beside_it(folder: Path) -> None:
    for number in (1.0, 2.0):
        FileCache(folder).put("a", {"x": np.full(3, number, dtype=np.float32)})
    found = FileCache(folder).get("a")
    assert found is not None and found["x"][0] == 2.0
    assert [path.name for path in folder.iterdir()] == ["a.npz"]


def test_of_many_versions_of_one_family_the_newest_stay(folder: Path) -> None:
    cache = FileCache(folder)
    cache.put("vectors", {"x": np.zeros(1, dtype=np.float32)})
    for number in range(KEPT + 2):
        cache.put(f"learned-{number}", {"x": np.full(1, number, dtype=np.float32)})
        os.utime(folder / f"learned-{number}.npz", (number, number))
    kept = {path.stem for path in folder.iterdir()}
    assert kept == {"vectors", *(f"learned-{number}" for number in range(2, KEPT + 2))}


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 half a zip", b"\x93NUMPY"])
def test_a_broken_file_is_as_good_as_none(folder: Path, content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    folder.mkdir(parents=True)
    (folder / "a.npz").write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert FileCache(folder).get("a") is None
    assert "made anew" in caplog.text


def test_half_a_file_is_as_good_as_none(folder: Path) -> None:
    cache = FileCache(folder)
    cache.put("a", {"x": np.random.default_rng(1).random((200, 200), dtype=np.float32)})
    whole = (folder / "a.npz").read_bytes()
    for length in (10, len(whole) // 2, len(whole) - 10):
        (folder / "a.npz").write_bytes(whole[:length])
        assert cache.get("a") is None


def test_objects_are_never_unpickled(folder: Path) -> None:
    folder.mkdir(parents=True)
    np.savez(folder / "a.npz", x=np.array([{"evil": True}], dtype=object))
    assert FileCache(folder).get("a") is None


def test_a_place_that_cannot_be_written_costs_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with caplog.at_level(logging.WARNING):
        FileCache(blocked / "cache").put("a", {"x": np.zeros(3, dtype=np.float32)})
        assert FileCache(blocked / "cache").get("a") is None
    assert "cannot be written" in caplog.text


def test_no_cache_keeps_nothing() -> None:
    cache = NoCache()
    cache.put("a", {"x": np.zeros(3, dtype=np.float32)})
    found: object = cache.get("a")  # type: ignore[func-returns-value]
    assert found is None
