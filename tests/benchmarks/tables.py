"""What was measured, as tables for people."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from tests.benchmarks.bars import Bar
from tests.benchmarks.faq import WAYS, Check
from tests.benchmarks.figures import FALSE_SHARE, Quality
from tests.benchmarks.parts import Part, Parts
from tests.benchmarks.speed import Compared, System
from tests.benchmarks.starts import Start
from tests.benchmarks.workshop import SETS

RIGHT = f"right at {FALSE_SHARE:.0%} false"


def starts(screen: Console, rows: dict[str, Start | None], ask: float | None) -> None:
    table = _table("Start times and memory (real processes, seconds after the start)", "")
    for head in ("first answer", "full strength", "processor s", "peak memory MB"):
        table.add_column(head, justify="right")
    for name, one in rows.items():
        cells = ("-",) * 4 if one is None else (
            _number(one.first_answer), _number(one.full_strength), _number(one.processor), _number(one.peak, 0)
        )  # fmt: skip
        table.add_row(name, *cells)
    table.add_row("`ask`, with the cache: start to end", "-", _number(ask), "-", "-")
    screen.print(table)


def compared(screen: Console, found: Compared) -> None:
    table = _table("Speed (milliseconds a question) and marks on the questions, in one run", "")
    heads = [f"{name} {head}" for name in SETS for head in ("top-1", "top-3", "AUROC", RIGHT)]
    for head in ("phrasings", "p50", "p99", *heads):
        table.add_column(head, justify="right")
    for one in found.systems:
        table.add_row(*_system(one))
    screen.print(table)


def _system(one: System) -> Sequence[str]:
    marks = [cell for name in SETS for cell in _quality(one.quality.get(name))]
    return (one.name, f"{one.phrasings:,}", f"{one.latency.p50:.2f}", f"{one.latency.p99:.2f}", *marks)


def _quality(marks: Quality | None) -> Sequence[str]:
    if marks is None:
        return ("-",) * 4
    return (_share(marks.top1), _share(marks.top3), _number(marks.auroc, 3), _share(marks.right_at))


def parts(screen: Console, found: Parts) -> None:
    title = (
        "What each part is worth: the change without it, in points "
        f"({found.phrasings:,} phrasings, all networks trained in {found.steps} steps)"
    )
    table = _table(title, "without")
    heads = [f"{name} {head}" for name in SETS for head in ("top-1", "top-3", RIGHT)]
    for head in (*heads, f"both {RIGHT}", "both AUROC", "follow-ups top-1"):
        table.add_column(head, justify="right")
    whole = _values(found.whole)
    table.add_row("(with everything)", *[_number(value, 1) for value in whole], end_section=True)
    for one in found.without:
        changes = [_change(value, before) for value, before in zip(_values(one), whole, strict=True)]
        table.add_row(one.name, *(["same"] * len(whole) if one.same else changes))
    screen.print(table)


def _values(part: Part) -> Sequence[float | None]:
    by_set = [mark for name in SETS for mark in _marks(part.quality[name])]
    both = part.quality["both"]
    return [_points(value) for value in (*by_set, both.right_at, both.auroc, part.follow_ups)]


def _marks(quality: Quality) -> Sequence[float | None]:
    return (quality.top1, quality.top3, quality.right_at)


def faq(screen: Console, checks: Sequence[Check]) -> None:
    title = f"As a plain FAQ of {WAYS} ways an entry, no entities, everything folded: top-1 / AUROC / {RIGHT}"
    systems = tuple(dict.fromkeys(one.system for one in checks))
    table = _table(title, "questions")
    for head in ("n", *systems, "ours, by its own cut: right / false"):
        table.add_column(head, justify="right")
    for language, writing in dict.fromkeys((one.language, one.writing) for one in checks):
        row = [one for one in checks if (one.language, one.writing) == (language, writing)]
        cells = [_three(one.quality) for one in row]
        own = f"{_share(row[0].answered_right)} / {_share(row[0].false_answers)}"
        table.add_row(f"{language}, {writing}", str(row[0].quality.questions), *cells, own)
    screen.print(table)


def _three(marks: Quality) -> str:
    return f"{_share(marks.top1)} / {_number(marks.auroc, 3)} / {_share(marks.right_at)}"


def bars(screen: Console, every: Sequence[Bar]) -> None:
    table = _table("What is meant to be reached", "")
    for head in ("measured", "bar", ""):
        table.add_column(head, justify="right")
    verdicts = {True: "[green]met[/green]", False: "[red]not met[/red]", None: "not measured"}
    for one in every:
        limit = f"{'<=' if one.at_most else '>='} {one.limit:g} {one.unit}"
        measured = "-" if one.measured is None else f"{one.measured:.1f} {one.unit}"
        table.add_row(one.name, measured, limit, verdicts[one.met])
    screen.print(table)


def _table(title: str, first: str) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold")
    table.add_column(first, no_wrap=True)
    return table


def _number(value: float | None, digits: int = 1) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}"


def _points(value: float | None) -> float | None:
    return None if value is None else 100 * value


def _change(value: float | None, before: float | None) -> str:
    return "-" if value is None or before is None else f"{value - before:+.1f}"
