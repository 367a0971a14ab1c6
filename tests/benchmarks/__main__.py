"""`python -m tests.benchmarks`: measures, prints tables (or JSON), and exits with 0 if everything could be measured."""

import dataclasses
import json
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot import settings
from tests.benchmarks import bars, faq, parts, post, speed, starts, tables
from tests.benchmarks.bars import Bar
from tests.benchmarks.faq import Check
from tests.benchmarks.parts import Parts
from tests.benchmarks.post import Post
from tests.benchmarks.speed import Compared
from tests.benchmarks.starts import Start
from tests.benchmarks.workshop import ROOT, Machine, Progress, Workshop

WIDTH = 170
"""Columns where there is no terminal."""


class Measure(StrEnum):
    STARTS = "starts"
    SPEED = "speed"
    PARTS = "parts"
    FAQ = "faq"
    POST = "post"


@dataclass
class Report:
    """All figures; None stands for what this run left out."""

    machine: Machine
    quick: bool
    empty_start: Start | None = None
    kept_start: Start | None = None
    ask: float | None = None
    compared: Compared | None = None
    parts: Parts | None = None
    faq: tuple[Check, ...] = ()
    post: Post | None = None
    bars: list[Bar] = field(default_factory=list)

    def as_json(self) -> str:
        every = dataclasses.asdict(self) | {"bars": [dataclasses.asdict(bar) | {"met": bar.met} for bar in self.bars]}
        return json.dumps(every, ensure_ascii=False)


def main(
    quick: Annotated[bool, typer.Option("--quick", help="Under two minutes: fewer questions and steps.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON alone on standard output.")] = False,
    only: Annotated[list[Measure] | None, typer.Option(help="Measure this alone; may be given again.")] = None,
) -> None:
    """Speed, start times, memory, and what each part of the matcher is worth, beside rapidfuzz and BM25.

    Progress goes to standard error. A quick run takes what the bot has learned from DATA_DIR (it learns in a copy
    if nothing is there, which takes a minute more), and does not measure the first start up to full strength.
    """
    wanted = set(only or Measure)
    progress = Progress()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        report = _measured(Path(folder), wanted, progress, quick)
    progress("done")
    if as_json:
        print(report.as_json())
    else:
        _show(report)


def _measured(folder: Path, wanted: set[Measure], progress: Progress, quick: bool) -> Report:
    report = Report(Machine.here(), quick)
    data_dir = folder / "data"
    data_dir.mkdir()
    if Measure.STARTS in wanted:
        progress("starts: the very first time, nothing learned yet")
        report.empty_start = starts.start(data_dir, until_full=not quick)
    if quick:
        _take_learned(data_dir)
    shop = Workshop.open(data_dir, progress, quick)
    if Measure.STARTS in wanted:
        progress("starts: with the cache")
        report.kept_start, report.ask = starts.start(data_dir), starts.ask(data_dir)
        report.bars += bars.of_starts(report.empty_start, report.kept_start)
    if Measure.SPEED in wanted:
        report.compared = speed.compare(shop)
        report.bars += [*bars.of_speed(report.compared), *bars.of_answers(report.compared.shipped)]
    if Measure.PARTS in wanted:
        report.parts = parts.take_away(shop)
    if Measure.FAQ in wanted:
        report.faq = faq.check(shop)
    if Measure.POST in wanted:
        progress("the way of a question through the process, and planning for a hundred thousand")
        report.post = post.measure(data_dir)
        report.bars += bars.of_post(report.post)
    return report


def _take_learned(data_dir: Path) -> None:
    """A copy: nothing of a benchmark ends in the bot's own folder."""
    kept = ROOT / settings.load(ROOT / "config" / "settings.yaml").data_dir / "cache"
    if kept.is_dir():
        shutil.copytree(kept, data_dir / "cache", dirs_exist_ok=True)


def _show(report: Report) -> None:
    screen = Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False)
    machine = report.machine
    screen.print(f"Python {machine.python}, {machine.cores} cores, load {machine.load:.1f} before the start")
    if machine.load > machine.cores / 4:
        screen.print("Other work was running: times are longer than on a quiet machine.")
    if report.quick:
        screen.print("Quick: fewer questions and shorter training; the figures are coarse.")
    if report.kept_start:
        rows = {"the very first time": report.empty_start, "with the cache": report.kept_start}
        tables.starts(screen, rows, report.ask)
    if report.compared:
        tables.compared(screen, report.compared)
    if report.parts:
        tables.parts(screen, report.parts)
    if report.faq:
        tables.faq(screen, report.faq)
    if report.bars:
        tables.bars(screen, report.bars)


if __name__ == "__main__":
    typer.run(main)
