"""How long a person waits after a start: real processes of `run_bot.py console`, fed by a pseudo-terminal."""

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot import locales, settings, understanding

ROOT = Path(__file__).resolve().parents[2]

QUESTION = "How do I apply for the semester exchange?"
SOME_MORE = (
    "what does it cost", "can I get money for the summer tour", "watz the deadlin for visiting scholers", "thanks",
    "护照要多久才能办好", "交換生要什麼條件", "hu zhao diu le zen me ban", "宿舍空调坏了找谁", "海外实习有工资吗",
)  # fmt: skip
"""Asked at full strength, before the memory is looked at."""
_PROMPT = re.compile(r"\[[^\[\]\n]{1,20}\] > ")
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_LIMIT = 600.0
_PAUSE = 0.2


class NeverAnswered(Exception):
    """The process ended or fell silent; the text holds the last that it wrote."""


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds after the process was started, its processor seconds, and its peak memory in MB."""

    first_answer: float
    full_strength: float | None
    processor: float
    peak: float | None


def start(data_dir: Path, until_full: bool = True) -> Start:
    """Types a question at once, and again until the answer is given at full strength."""
    with _Terminal(data_dir) as terminal:
        first = terminal.ask(QUESTION)
        strong, full = first.strong, first.after if first.strong else None
        while until_full and not strong:
            time.sleep(_PAUSE)
            reply = terminal.ask(QUESTION)
            strong, full = reply.strong, reply.after
        for question in SOME_MORE if until_full else ():
            terminal.ask(question)
        peak = terminal.peak()
        processor = terminal.quit()
    return Start(first.after, full, processor, peak)


def ask(data_dir: Path) -> float:
    """Seconds from start to end of `run_bot.py ask`."""
    begun = time.perf_counter()
    command = _command("ask", QUESTION)
    subprocess.run(command, env=_environment(data_dir), cwd=data_dir, check=True, capture_output=True)
    return time.perf_counter() - begun


@dataclass(frozen=True, slots=True)
class _Reply:
    after: float
    strong: bool


class _Terminal:
    def __init__(self, data_dir: Path) -> None:
        said = locales.load(understanding.LOCALES)
        self._weak = [_squeezed(speech.say("still-learning"))[:40] for speech in said.values()]
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        silent = termios.tcgetattr(slave)
        silent[3] &= ~termios.ECHO
        termios.tcsetattr(slave, termios.TCSANOW, silent)
        self._begun = time.perf_counter()
        self._process = subprocess.Popen(
            _command("console"), stdin=slave, stdout=slave, stderr=slave, env=_environment(data_dir), cwd=data_dir
        )
        os.close(slave)
        self._written = ""
        self._prompts = 0

    def __enter__(self) -> "_Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.returncode is None:
            self._process.kill()
            self._process.wait()
        os.close(self._master)

    def ask(self, question: str) -> _Reply:
        """Ready when the next prompt stands after the answer; the very first also waits for the first prompt."""
        before = len(self._written)
        os.write(self._master, f"{question}\n".encode())
        wanted = max(self._prompts + 1, 2)
        while len(_PROMPT.findall(self._written)) < wanted:
            self._read()
        after = time.perf_counter() - self._begun
        self._prompts = wanted
        answer = _squeezed(self._written[before:])
        return _Reply(after, not any(sentence in answer for sentence in self._weak))

    def peak(self) -> float | None:
        """Linux tells the peak of a living process; elsewhere it is left out."""
        status = Path(f"/proc/{self._process.pid}/status")
        if not status.exists():
            return None
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8"))
        return int(found[1]) / 1024 if found else None

    def quit(self) -> float:
        """Processor seconds."""
        os.write(self._master, b":quit\n")
        with contextlib.suppress(NeverAnswered):
            while True:
                self._read()
        _, status, used = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        return used.ru_utime + used.ru_stime

    def _read(self) -> None:
        left = self._begun + _LIMIT - time.perf_counter()
        ready, _, _ = select.select([self._master], [], [], max(left, 0))
        try:
            read = os.read(self._master, 65536) if ready else b""
        except OSError:  # Linux says so when the other end is closed
            read = b""
        if not read:
            raise NeverAnswered(self._written[-2000:] or "nothing was written")
        self._written += _COLOURS.sub("", read.decode("utf-8", errors="replace"))


def _command(*words: str) -> Sequence[str]:
    config, knowledge = ROOT / "config" / "settings.yaml", ROOT / "knowledge"
    name, *rest = words
    options = ["--config", str(config), "--knowledge", str(knowledge)]
    return [sys.executable, str(ROOT / "run_bot.py"), name, *options, *rest]


def _environment(data_dir: Path) -> dict[str, str]:
    """Nothing of this machine's settings; a terminal that needs no colours."""
    kept = {name: value for name, value in os.environ.items() if name not in settings.ENVIRONMENT}
    return kept | {"DATA_DIR": str(data_dir), "TERM": "dumb", "PYTHONUTF8": "1"}


def _squeezed(written: str) -> str:
    return "".join(written.split())
