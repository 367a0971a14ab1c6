"""What became of an announcement, in one picture: how many of each, and how they arrived over time."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.renderings.fonts import font

WIDTH = 780
"""Pixels: twice the width of a small phone."""

DOTS = 200
"""Pixels an inch: 10 points are as large as the text of the chat around."""

COLOURS: Mapping[str, str] = {
    "sent": "#0072b2",
    "blocked": "#7f7f7f",
    "failed": "#d55e00",
    "unknown": "#e69f00",
    "dropped": "#999999",
    "stopped": "#cc79a7",
}
"""Told apart by people who do not see red and green as others do."""

_INK = "#222222"
_LONGEST = 40


def chart(
    title: str,
    bars: Sequence[tuple[str, int, str]],
    landed: Sequence[tuple[datetime, int]],
    axis: str,
    zone: tzinfo,
) -> bytes:
    """PNG. `bars` are label, number and kind (a key of `COLOURS`); `landed` how many arrived when, drawn as a sum."""
    out = io.BytesIO()
    figure(title, bars, landed, axis, zone).savefig(out, format="png", dpi=DOTS)
    return out.getvalue()


def figure(
    title: str,
    bars: Sequence[tuple[str, int, str]],
    landed: Sequence[tuple[datetime, int]],
    axis: str,
    zone: tzinfo,
) -> Figure:
    rows = 0.26 * len(bars)
    curve = 1.7 if landed else 0.0
    height = 0.75 + rows + curve
    made = Figure(figsize=(WIDTH / DOTS, height), dpi=DOTS, facecolor="white", layout="constrained")
    FigureCanvasAgg(made)
    shown = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
    made.suptitle(shown, fontproperties=font(9), color=_INK, x=0.02, ha="left")
    if not landed:
        _bars(made.subplots(1, 1), bars)
        return made
    above, below = made.subplots(2, 1, gridspec_kw={"height_ratios": [max(rows, 0.4), curve - 0.2]})
    _bars(above, bars)
    _curve(below, landed, axis, zone)
    return made


def _bars(axes: Axes, bars: Sequence[tuple[str, int, str]]) -> None:
    """The number stands at the end of its bar, and the first bar is on top."""
    places = range(len(bars))
    most = max([number for _, number, _ in bars], default=0) or 1
    axes.barh(list(places), [number for _, number, _ in bars], color=[COLOURS[kind] for *_, kind in bars], height=0.6)
    for place, (_, number, _) in zip(places, bars, strict=True):
        axes.text(number + most * 0.02, place, f"{number:,}", va="center", fontproperties=font(8), color=_INK)
    axes.set_yticks(list(places), [label for label, _, _ in bars], fontproperties=font(8), color=_INK)
    axes.set_xlim(0, most * 1.22)
    axes.set_ylim(len(bars) - 0.5, -0.5)
    axes.set_xticks([])
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)


def _curve(axes: Axes, landed: Sequence[tuple[datetime, int]], axis: str, zone: tzinfo) -> None:
    total, sums = 0, []
    for _, number in landed:
        total += number
        sums.append(total)
    moments = [moment.astimezone(zone) for moment, _ in landed]
    start, end = moments[0], max(moments[-1], moments[0] + timedelta(seconds=1))
    seconds = [(moment - start).total_seconds() for moment in moments]
    axes.fill_between([0.0, *seconds], [0, *sums], step="post", color=COLOURS["sent"], alpha=0.25, linewidth=0)
    axes.step([0.0, *seconds], [0, *sums], where="post", color=COLOURS["sent"], linewidth=1.2)
    whole = (end - start).total_seconds()
    form = "%H:%M:%S" if whole < 600 else "%H:%M" if start.date() == end.date() else "%m-%d %H:%M"
    ticks = [0.0, whole / 2, whole]
    labels = [f"{start + timedelta(seconds=second):{form}}" for second in ticks]
    axes.set_xticks(ticks, labels, fontproperties=font(7), color=_INK)
    first, _, last = axes.get_xticklabels()
    first.set_horizontalalignment("left")
    last.set_horizontalalignment("right")
    axes.set_yticks([0, total], ["0", f"{total:,}"], fontproperties=font(7), color=_INK)
    axes.set_xlim(0, whole)
    axes.set_ylim(0, max(total, 1) * 1.05)
    axes.set_title(axis, fontproperties=font(8), color=_INK, loc="left")
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
