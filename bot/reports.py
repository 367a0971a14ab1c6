"""What the command line prints of figures and reasons."""

from collections.abc import Mapping
from typing import TextIO

from rich.console import Console
from rich.table import Table

from bot.core.asking.evaluation import VERDICTS, Shares
from bot.core.conversation import Reply
from bot.core.evaluation import Figures

_COLUMNS = {
    "questions": "n",
    "top1": "top-1",
    "top3": "top-3",
    "answered_right": "answered, right",
    "answered_wrong": "answered, wrong",
    "wrong_of_answered": "wrong of answers",
    "false_answers": "false on out-of-scope",
    "auroc": "AUROC",
    "p50": "p50 ms",
    "p99": "p99 ms",
}


def figures(groups: Mapping[str, Figures], out: TextIO) -> None:
    """One row a group; shares in percent."""
    table = Table(*["", *_COLUMNS.values()], header_style="bold")
    for name, group in groups.items():
        table.add_row(name, *[_cell(column, getattr(group, column)) for column in _COLUMNS])
    Console(file=out, width=None if out.isatty() else 150).print(table)


def talks(groups: Mapping[str, Shares], out: TextIO) -> None:
    """One row a group of turns; shares in percent."""
    named = ("right at once", "among choices", "choices without", "wrong", "unknown")
    table = Table("", "turns", *named, "false alarms", "p50 ms", "p99 ms", header_style="bold")
    for name, group in groups.items():
        shares = [f"{100 * group.verdicts[verdict]:.1f}" for verdict in VERDICTS]
        alarms = "-" if group.false_alarms is None else f"{100 * group.false_alarms:.1f}"
        table.add_row(name, str(group.turns), *shares, alarms, f"{group.p50:.1f}", f"{group.p99:.1f}")
    Console(file=out, width=None if out.isatty() else 150).print(table)


def _cell(column: str, value: float | int | None) -> str:
    if value is None:
        return "-"
    if column in {"questions"}:
        return str(value)
    if column in {"p50", "p99"}:
        return f"{value:.1f}"
    return f"{value:.3f}" if column == "auroc" else f"{100 * value:.1f}"


def why(reply: Reply, out: TextIO) -> None:
    """The candidates with their scores, and the phrasing that came nearest to the question."""
    ranking = reply.ranking
    if ranking is None:
        return
    named = ", ".join(sorted(ranking.named)) or "nothing by name"
    print(f"\nread as: {ranking.read_as}\nnames: {named}\noutcome: {reply.outcome}", file=out)
    print(
        f"confidence: {ranking.confidence:.3f}" + (f"  (danger {reply.reading.danger:.2f})" if reply.reading else ""),
        file=out,
    )
    table = Table("topic", "score", "nearest way to ask")
    for one in (*ranking.candidates, *([ranking.outside] if ranking.outside else [])):
        table.add_row(one.topic, f"{one.score:.3f}", one.nearest)
    Console(file=out, width=None if out.isatty() else 150).print(table)


def counts(counted: Mapping[str, Mapping[str, int]], out: TextIO) -> None:
    """How many of what are in which state; nothing where nothing is."""
    table = Table("", "state", "number", header_style="bold")
    for name, states in counted.items():
        for state, number in states.items():
            if number:
                table.add_row(name, state, str(number))
    Console(file=out, width=None if out.isatty() else 100).print(table)
