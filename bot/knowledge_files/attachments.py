"""Files under answers: they stay inside the knowledge folder and are what their name says."""

import stat
from pathlib import Path, PurePosixPath

from bot.knowledge_files.problems import did_you_mean, quoted, reason

_MEGABYTE = 1_000_000
_PICTURE, _OTHER = 10 * _MEGABYTE, 50 * _MEGABYTE
"""Telegram's limits for a photo and for any other file sent by upload."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = {
    ".pdf": (b"%PDF-", _OTHER),
    ".doc": (_OLE, _OTHER),
    ".docx": (_ZIP, _OTHER),
    ".xls": (_OLE, _OTHER),
    ".xlsx": (_ZIP, _OTHER),
    ".png": (b"\x89PNG\r\n\x1a\n", _PICTURE),
    ".jpg": (b"\xff\xd8\xff", _PICTURE),
    ".jpeg": (b"\xff\xd8\xff", _PICTURE),
}


def fault(path: str, within: Path) -> tuple[str, str] | None:
    """What is wrong with the attachment, and a hint; `within` is the resolved knowledge folder."""
    given = PurePosixPath(path)
    if given.is_absolute() or ".." in given.parts or "\\" in path or ":" in path:
        hint = "write it from the knowledge folder on, with / and without .. and :"
        return f"the path {quoted(path)} is not allowed", hint
    suffix = given.suffix.lower()
    if suffix not in _KINDS:
        return f"a file {quoted(suffix or given.name)} cannot be attached", did_you_mean(suffix, _KINDS)
    try:
        return _content_fault(within / given, within, *_KINDS[suffix])
    except FileNotFoundError:
        return f"the file {quoted(path)} does not exist", "the path begins in the knowledge folder; capitals matter"
    except (OSError, RuntimeError, ValueError) as error:
        return f"the file {quoted(path)} cannot be read: {reason(error)}", "check its name and its rights"


def _content_fault(file: Path, within: Path, magic: bytes, limit: int) -> tuple[str, str] | None:
    real = file.resolve(strict=True)
    if not real.is_relative_to(within):
        return f"the file {quoted(file.name)} is a link that leaves the knowledge folder", "copy the file into it"
    facts = real.stat()
    if not stat.S_ISREG(facts.st_mode):
        return f"{quoted(file.name)} is not a file", "name a file"
    if facts.st_size > limit:
        return f"the file {quoted(file.name)} is larger than {limit // _MEGABYTE} MB", "make it smaller"
    with real.open("rb") as opened:
        start = opened.read(len(magic))
    if start != magic:
        return (
            f"the file {quoted(file.name)} is not what its name says",
            "save it again in that format; do not just rename it",
        )
    return None
