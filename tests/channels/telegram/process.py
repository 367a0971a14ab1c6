"""The real process, `python run_bot.py`, beside a Bot API server, with everything that it prints."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.botapi.server import BotApi

ROOT = Path(__file__).resolve().parents[3]
SOON = 30.0


class Running:
    """A started process; `lines` grows as it prints."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.lines: list[str] = []
        self._printed = asyncio.Condition()
        self._readers = [asyncio.create_task(self._read(pipe)) for pipe in (process.stdout, process.stderr) if pipe]

    @property
    def printed(self) -> str:
        return "\n".join(self.lines)

    async def says(self, words: str) -> None:
        """Waits for a line with these words."""
        async with asyncio.timeout(SOON), self._printed:
            await self._printed.wait_for(lambda: words in self.printed)

    async def ends(self) -> int:
        async with asyncio.timeout(SOON):
            code = await self.process.wait()
            await asyncio.gather(*self._readers)
        return code

    async def stops(self) -> tuple[int, float]:
        """The exit code after SIGTERM, and the seconds it took."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        return await self.ends(), time.monotonic() - began

    async def _read(self, pipe: asyncio.StreamReader) -> None:
        async for line in pipe:
            async with self._printed:
                self.lines.append(line.decode().rstrip())
                self._printed.notify_all()


@asynccontextmanager
async def bot(api: BotApi, data: Path, **environment: str) -> AsyncIterator[Running]:
    """Serving `api`, quick, with its own data folder; killed if a test leaves it running. It never prints the token."""
    settings = {
        "TELEGRAM_TOKEN": api.token,
        "TELEGRAM_API_URL": api.url,
        "DATA_DIR": str(data),
        "MATCHING_ENCODER": "off",
        "SENDING_A_SECOND": "0",
        "PYTHONWARNINGS": "error",
        **environment,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "run_bot.py",
        cwd=ROOT,
        env={**os.environ, **settings},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    running = Running(process)
    try:
        yield running
    finally:
        if process.returncode is None:
            process.kill()
        await running.ends()
        for secret in {settings["TELEGRAM_TOKEN"], api.token}:
            assert secret not in running.printed
