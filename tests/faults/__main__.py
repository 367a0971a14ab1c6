"""`python -m tests.faults [NAME …]`: breaks things at full size and prints the counts. Exit 1 if a bar is not met."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path

from rich.console import Console

from tests.faults import broadcasts, scenarios
from tests.faults.scenarios import Counts

Bar = Callable[[Counts], bool]

FULL: Mapping[str, tuple[Callable[[Path], Coroutine[None, None, Counts]], Bar]] = {
    "R1": (
        lambda folder: scenarios.killed_while_answering(folder, 2000, 50),
        lambda counts: not counts["lost"] and counts["doubled"] <= counts["kills"],
    ),
    "R3": (
        lambda folder: scenarios.killed_while_reminding(folder, 25, 15),
        lambda counts: not counts["doubled"] and not counts["pending"] and counts["seconds late"] <= 5,
    ),
    "R4": (
        lambda folder: scenarios.refused_by_a_strict_server(folder, 600, 2),
        lambda counts: (
            not counts["lost"]
            and counts["most in a second"] <= 30
            and counts["inside penalties"] <= 16
            and counts["refused"] <= 0.02 * counts["letters"] + 8
        ),
    ),
    "R2": (
        lambda folder: broadcasts.killed(folder, 2000, 50),
        lambda counts: not counts["lost"] and not counts["doubled"] and not counts["pending"],
    ),
    "R4-broadcast": (
        lambda folder: broadcasts.refused(folder, 2000, 3),
        lambda counts: not counts["lost"] and not counts["doubled"] and counts["most in a second"] <= 30,
    ),
    "R4-rate": (
        lambda folder: broadcasts.refused(folder, 2000, 0),
        lambda counts: not counts["lost"] and counts["most in a second"] <= 30 and counts["a second"] >= 28,
    ),
    "R5": (
        lambda folder: broadcasts.some_refused(folder, 2000),
        lambda counts: not counts["lost"] and not counts["doubled"] and counts["others a second"] >= 0.9 * 28,
    ),
    "R6": (
        lambda folder: broadcasts.asked_meanwhile(folder, 2000),
        lambda counts: not counts["lost"] and not counts["unanswered"] and counts["p99 ms"] <= 1500,
    ),
    "R7-broadcast": (
        lambda folder: broadcasts.broken(folder, 2000),
        lambda counts: not counts["doubled"] and counts["unknown"] == counts["cut"] == counts["told as unknown"],
    ),
    "R13-broadcast": (
        lambda folder: broadcasts.stopped(folder, 500),
        lambda counts: (
            not counts["code of the bot"]
            and not counts["lost"]
            and not counts["doubled"]
            and counts["seconds to stop"] <= 10
        ),
    ),
    "R7": (
        lambda folder: scenarios.answered_by_a_broken_server(folder, 400),
        lambda counts: not counts["doubled"] and not counts["pending"] and counts["unknown"] == 40,
    ),
    "R8": (
        lambda folder: scenarios.away(folder, 600),
        lambda counts: not counts["lost"] and counts["back after"] <= 35,
    ),
    "R9": (
        lambda folder: scenarios.locked_out(folder, 10),
        lambda counts: not counts["lost"] and not counts["confirmed but not stored"] and counts["back after"] <= 10,
    ),
    "R13": (
        lambda folder: scenarios.stopped(folder, 200, 500),
        lambda counts: not counts["exit code"] and not counts["lost"] and counts["seconds to stop"] <= 10,
    ),
}


def main() -> int:
    console, missed = Console(), 0
    for name in sys.argv[1:] or FULL:
        run, bar = FULL[name]
        with tempfile.TemporaryDirectory() as folder, console.status(f"{name} ..."):
            began = time.monotonic()
            counts = asyncio.run(run(Path(folder)))
        shown = ", ".join(f"{key} {value:g}" for key, value in counts.items())
        met = bar(counts)
        missed += not met
        console.print(f"{name} {'met' if met else 'NOT MET'} ({time.monotonic() - began:.0f} s): {shown}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
