"""Files under answers: inside the folder, of a kind that phones open, and what their name says."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge_files import Loaded

PDF = b"%PDF-1.7\n..."
PNG = b"\x89PNG\r\n\x1a\n..."
GOOD = {
    "files/form.pdf": PDF,
    "files/FORM.PDF": PDF,
    "files/申请表.docx": b"PK\x03\x04...",
    "files/a.xlsx": b"PK\x03\x04...",
    "files/a.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...",
    "files/a.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...",
    "a.png": PNG,
    "a.jpg": b"\xff\xd8\xff...",
    "a.jpeg": b"\xff\xd8\xff...",
}
BAD = {
    "../secret.pdf": "the path '../secret.pdf' is not allowed (write it from the knowledge folder on",
    "files/../../secret.pdf": "the path 'files/../../secret.pdf' is not allowed",
    "/etc/passwd": "the path '/etc/passwd' is not allowed",
    "..\\secret.pdf": "the path '..\\secret.pdf' is not allowed",
    "C:/secret.pdf": "the path 'C:/secret.pdf' is not allowed",
    "files/run.exe": "a file '.exe' cannot be attached",
    "files/pic.svg": "a file '.svg' cannot be attached",
    "files/form.pdff": "a file '.pdff' cannot be attached (did you mean '.pdf'?)",
    "CON": "a file 'CON' cannot be attached",
    ".pdf": "a file '.pdf' cannot be attached",
    "files/gone.pdf": "the file 'files/gone.pdf' does not exist",
    "a" * 300 + ".pdf": "the file 'aaaa",
    "files/picture.pdf": "the file 'picture.pdf' is not what its name says",
    "files/text.png": "the file 'text.png' is not what its name says",
    "files/zero.pdf": "the file 'zero.pdf' is not what its name says",
    "files/big.png": "the file 'big.png' is larger than 10 MB",
    "files/big.pdf": "the file 'big.pdf' is larger than 50 MB",
    "files/out.pdf": "the file 'out.pdf' is a link that leaves the knowledge folder",
    "files/loop.pdf": "the file 'files/loop.pdf' cannot be read",
    "files/folder.pdf": "'folder.pdf' is not a file",
    "files/pipe.pdf": "'pipe.pdf' is not a file",
    "beyond/secret.pdf": "the file 'secret.pdf' is a link that leaves the knowledge folder",
}


@pytest.fixture
def disk(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").write_bytes(PDF)
    files = folder / "files"
    files.mkdir()
    for name, content in GOOD.items():
        (folder / name).write_bytes(content)
    contents = {"run.exe": b"MZ", "pic.svg": b"<svg>", "picture.pdf": PNG, "text.png": b"text", "zero.pdf": b""}
    for name, content in contents.items():
        (files / name).write_bytes(content)
    for name, start, size in (("big.png", PNG, 10_000_001), ("big.pdf", PDF, 50_000_001)):
        (files / name).write_bytes(start)
        os.truncate(files / name, size)
    (files / "out.pdf").symlink_to(tmp_path / "secret.pdf")
    (files / "loop.pdf").symlink_to(files / "loop.pdf")
    (files / "folder.pdf").mkdir()
    os.mkfifo(files / "pipe.pdf")
    (folder / "beyond").symlink_to(tmp_path)


def entry(path: str) -> dict[str, str]:
    care = f"attachments: [{{path: '{path}', names: {{en: Form, zh: 表}}}}]"
    return {"faq/a.yaml": f"- {{id: a, ask: {{en: [x]}}, answer: {{en: a, zh: b}}, {care}}}"}


@pytest.mark.usefixtures("disk")
@pytest.mark.parametrize("path", GOOD)
def test_a_sound_file_is_attached(path: str, office: Callable[[dict[str, str]], Loaded]) -> None:
    loaded = office(entry(path))
    assert loaded.problems == ()
    assert loaded.knowledge is not None
    (attachment,) = loaded.knowledge.entries["a"].answer.attachments
    assert (attachment.path, attachment.names["zh"]) == (path, "表")


@pytest.mark.usefixtures("disk")
@pytest.mark.parametrize("path", BAD)
def test_any_other_file_is_told(path: str, told: Callable[[dict[str, str]], list[str]]) -> None:
    (line,) = told(entry(path))
    assert line.startswith(f"knowledge/faq/a.yaml:1:72: {BAD[path]}"), line


@pytest.mark.usefixtures("disk")
def test_an_answer_of_an_entity_has_attachments_too(tour: Callable[..., list[str]]) -> None:
    lines = tour(
        ("    zh: 大约", "    attachments:\n      - path: gone.pdf\n        names: {en: A, zh: B}\n    zh: 大约")
    )
    assert lines[0].startswith("knowledge/programmes/summer-tour.yaml:22:15: the file 'gone.pdf' does not exist")
