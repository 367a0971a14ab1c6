"""Attachments: read from the knowledge folder and nowhere else; uploaded once, afterwards sent by Telegram's own id."""

import asyncio
from pathlib import Path

PICTURES = frozenset({".png", ".jpg", ".jpeg"})


class Files:
    """`path` is always relative to the knowledge folder, as `Attachment.path` is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ids: dict[tuple[str, int, int], str] = {}

    async def content(self, path: str) -> str | bytes:
        """Telegram's id of the file as it is now, else its bytes. Raises OSError."""
        return await asyncio.to_thread(self._content, path)

    def sent(self, path: str, file_id: str) -> None:
        """The same file need not be uploaded again until it changes."""
        self._ids[self._key(path)] = file_id

    def _content(self, path: str) -> str | bytes:
        return self._ids.get(self._key(path)) or self._real(path).read_bytes()

    def _key(self, path: str) -> tuple[str, int, int]:
        facts = self._real(path).stat()
        return path, facts.st_mtime_ns, facts.st_size

    def _real(self, path: str) -> Path:
        real = (self._folder / path).resolve(strict=True)
        if not real.is_relative_to(self._folder.resolve()):
            raise PermissionError("the file leaves the knowledge folder")
        return real
