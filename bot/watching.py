"""Watching files: an edit of the knowledge, the calendar or both, told once it has come to rest."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

import watchfiles

_LOG = logging.getLogger(__name__)

SUFFIXES = (".yaml", ".yml")


async def watch(folder: Path, file: Path, changed: Callable[[], Awaitable[None]], stop: asyncio.Event) -> None:
    """Until `stop`. Editors write a file in several steps: half a second of quiet is one edit."""

    def ours(_: watchfiles.Change, path: str) -> bool:
        one = Path(path)
        return (
            one.suffix in SUFFIXES and not one.name.startswith(".") and (one.name == file.name or folder in one.parents)
        )

    folder, file = await asyncio.to_thread(lambda: (folder.resolve(), file.resolve()))
    places = {folder, file.parent}
    try:
        async for _ in watchfiles.awatch(*places, watch_filter=ours, stop_event=stop, debounce=1600, step=500):
            await changed()
    except (OSError, RuntimeError) as error:
        _LOG.warning("files are not watched; /reload reads them", extra={"reason": type(error).__name__})
