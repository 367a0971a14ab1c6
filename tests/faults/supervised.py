"""A process that is started again whenever it dies, and is killed at random."""

import asyncio
import os
import random
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Supervised:
    """`restarts` are the moments (monotonic) at which a new process was started."""

    def __init__(self, command: list[str], environment: Mapping[str, str], log: Path) -> None:
        self._command = command
        self._environment = {**os.environ, **environment}
        self._log = log
        self._wanted = True
        self.process: asyncio.subprocess.Process | None = None
        self.restarts: list[float] = []
        self.kills = 0

    async def keep_alive(self) -> None:
        while self._wanted:
            with self._log.open("ab") as log:
                self.process = await asyncio.create_subprocess_exec(
                    sys.executable,
                    *self._command,
                    cwd=ROOT,
                    env=self._environment,
                    stdin=asyncio.subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )
            self.restarts.append(time.monotonic())
            await self.process.wait()

    def kill(self) -> None:
        """As the system kills: no warning, no last words."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            self.kills += 1

    async def stop(self) -> tuple[int, float]:
        """The exit code after SIGTERM and the seconds it took."""
        self._wanted = False
        began = time.monotonic()
        code = 0
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
            code = await self.process.wait()
        return code, time.monotonic() - began

    async def kill_at_random(self, times: int, least: float, most: float, done: Callable[[], bool]) -> None:
        """So often, or until `done`."""
        for _ in range(times):
            await asyncio.sleep(random.uniform(least, most))
            if done():
                return
            self.kill()


@asynccontextmanager
async def supervised(
    environment: Mapping[str, str], log: Path, command: tuple[str, ...] = ("run_bot.py",)
) -> AsyncIterator[Supervised]:
    running = Supervised(list(command), environment, log)
    keeping = asyncio.create_task(running.keep_alive())
    try:
        yield running
    finally:
        await running.stop()
        await keeping
