"""What the tests of the command line share: a small knowledge on disk and processes of run_bot.py."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.knowledge_files import sound

PATIENCE = 120
"""Seconds for a process on a machine that is busy with other things."""

_PLAIN = """\
- id: parcels
  ask: {en: [where is my parcel, where do I pick up a parcel], zh: [快递在哪里取]}
  answer: {en: Parcels lie at the gate., zh: 快递在门口。}
- id: hello
  ask: {en: [hello, good morning], zh: [你好]}
  answer: {en: Hello!, zh: 你好！}
"""
_ASKS = """\
cost: {en: [how much is the tour, what does the summer tour cost], zh: [研学多少钱, 暑期研学要花多少钱]}
dates: {en: [when does the summer tour close, deadline of the summer tour], zh: [研学什么时候截止]}
"""
FILES: Mapping[str, str] = {
    **sound.FILES,
    "programmes/summer-tour.ask.yaml": _ASKS,
    "faq/plain.yaml": _PLAIN,
}
PLAIN: Mapping[str, str] = {"faq/plain.yaml": _PLAIN}
BROKEN: Mapping[str, str] = {
    "office.yaml": sound.OFFICE,
    "programmes/a.yaml": "id: a\nnmaes: {en: A, zh: 甲}\naudiences: [student]\n",
}


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class CommandLine:
    """`place` holds the knowledge folders `sound`, `plain` and `broken`, and everything that a test writes."""

    root: Path
    place: Path

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of the machine's own settings."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "COVERAGE_PROCESS_START") if name in os.environ}
        ours = {"DATA_DIR": str(self.place / "data"), "KNOWLEDGE": str(self.place / "sound")}
        return {**kept, **ours, "MATCHING_ENCODER": "off"}

    @property
    def command(self) -> list[str]:
        return [sys.executable, str(self.root / "run_bot.py")]

    def __call__(self, *words: str, stdin: str | bytes = b"", **variables: str) -> Ran:
        done = subprocess.run(
            [*self.command, *words],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=self.place,
            env={**self.environment, **variables},
            timeout=PATIENCE,
            check=False,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in out + err, err
        return Ran(done.returncode, out, err)


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder
