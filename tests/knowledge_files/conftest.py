"""A small sound office in a temporary folder; each test spoils one thing in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge_files import Loaded, load
from tests.knowledge_files import sound

Files = dict[str, str | bytes]


def write(folder: Path, files: Files) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "knowledge"
    path.mkdir()
    return path


@pytest.fixture
def only(folder: Path) -> Callable[[Files], Loaded]:
    """Loads a folder with these files and no others."""

    def load_only(files: Files) -> Loaded:
        write(folder, files)
        return load(folder, sound.TODAY)

    return load_only


@pytest.fixture
def office(only: Callable[[Files], Loaded]) -> Callable[..., Loaded]:
    """Loads the sound office with some files replaced or added."""
    return lambda files=None: only({**sound.FILES, **(files or {})})


@pytest.fixture
def told(office: Callable[..., Loaded]) -> Callable[[Files], list[str]]:
    """What is said about the sound office with these files, a line each; nothing else may be wrong."""
    return lambda files: [str(problem) for problem in office(files).problems]


@pytest.fixture
def tour(told: Callable[[Files], list[str]]) -> Callable[..., list[str]]:
    """What is said when pieces of the tour's file are replaced; each piece must be there."""

    def told_of(*pairs: tuple[str, str], name: str = "programmes/summer-tour.yaml") -> list[str]:
        text = sound.FILES[name]
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        return told({name: text})

    return told_of


@pytest.fixture
def faq(told: Callable[[Files], list[str]]) -> Callable[[str], list[str]]:
    """What is said about one more faq file beside the sound office."""
    return lambda text: told({"faq/a.yaml": text})
