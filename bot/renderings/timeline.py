"""The year's windows in one picture for a phone: a row a round, today marked, what is not certain hatched.

Everything is placed in pixels, from top to bottom, so that no word can lie on another whatever there is to show.
"""

import functools
import io
from datetime import date, timedelta
from itertools import groupby

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.textpath import TextPath

from bot.core.timeline import MONTHS, Picture, Span
from bot.renderings.fonts import font

WIDTH = 780
"""Pixels: twice the width of a small phone."""

DOTS = 200
_LEFT, _RIGHT = 18, WIDTH - 18
_GROUP, _LABEL, _BAR, _GAP = 40, 30, 18, 14
"""Pixels in height."""

_LARGE, _NORMAL = 9.5, 8.0
"""Points; 8 are 11 pixels on a phone that shows the picture at half its size."""

_INK, _SOFT, _GRID = "#1a1a1a", "#555555", "#e3e6ea"
_OPEN, _AWAY, _TODAY = "#0072b2", "#e69f00", "#d55e00"


@functools.lru_cache(maxsize=32)
def timeline(picture: Picture) -> bytes:
    """PNG; an equal picture is drawn once."""
    out = io.BytesIO()
    figure(picture).savefig(out, format="png", dpi=DOTS)
    return out.getvalue()


def figure(picture: Picture) -> Figure:
    groups = [(name, list(spans)) for name, spans in groupby(picture.spans, key=lambda span: span.group)]
    legend = _legend_rows(picture)
    rows = sum(_GROUP + len(spans) * (_LABEL + _BAR + _GAP) for _, spans in groups)
    height = 150 + rows + (44 if picture.words.note else 0) + len(legend) * 34 + 20
    made = Figure(figsize=(WIDTH / DOTS, height / DOTS), dpi=DOTS, facecolor="white")
    FigureCanvasAgg(made)
    axes = made.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    axes.axis("off")
    scale = _Scale(picture.first)
    _write(axes, _LEFT, 34, _clipped(picture.words.title, _RIGHT - _LEFT, _LARGE), _LARGE)
    bottom = 140 + rows
    _months(axes, picture, scale, bottom)
    y = 140
    for name, spans in groups:
        _write(axes, _LEFT, y + 24, _clipped(name, _RIGHT - _LEFT, _LARGE), _LARGE)
        y += _GROUP
        for span in spans:
            _row(axes, span, scale, y)
            y += _LABEL + _BAR + _GAP
    if picture.words.note:
        _write(axes, _LEFT, y + 26, _clipped(picture.words.note, _RIGHT - _LEFT, _NORMAL), _NORMAL)
        y += 44
    _legend(axes, legend, y + 26)
    return made


class _Scale:
    """From days to pixels."""

    def __init__(self, first: date) -> None:
        self.starts = [_month_after(first, number) for number in range(MONTHS + 1)]
        self._first = first
        self._days = (self.starts[-1] - first).days

    def at(self, day: date) -> float:
        """Never outside the picture."""
        share = (day - self._first).days / self._days
        return _LEFT + (_RIGHT - _LEFT) * min(max(share, 0.0), 1.0)


def _month_after(first: date, number: int) -> date:
    month = first.month - 1 + number
    return date(first.year + month // 12, month % 12 + 1, 1)


def _months(axes: Axes, picture: Picture, scale: _Scale, bottom: float) -> None:
    """The names of the months, faint lines between them, and today, which stands in a line of its own above."""
    for start, end in zip(scale.starts, scale.starts[1:], strict=False):
        left, right = scale.at(start), scale.at(end)
        axes.plot([left, left], [106, bottom], color=_GRID, linewidth=0.8, zorder=0)
        _write(axes, (left + right) / 2, 122, picture.words.months[start.month - 1], 6.8, _SOFT, "center")
    here = scale.at(picture.today)
    axes.plot([here, here], [94, bottom], color=_TODAY, linewidth=1.4, zorder=1)
    half = _width(picture.words.today, _NORMAL) / 2
    middle = min(max(here, _LEFT + half), _RIGHT - half)
    _write(axes, middle, 78, picture.words.today, _NORMAL, _TODAY, "center")


def _row(axes: Axes, span: Span, scale: _Scale, y: float) -> None:
    """What it is called on the left and until when on the right; below, the window and the time away."""
    room = float(_RIGHT - _LEFT)
    if span.closing:
        room -= _width(span.closing, _NORMAL) + 24
        _write(axes, _RIGHT, y + 14, span.closing, _NORMAL, _SOFT, "right")
    _write(axes, _LEFT, y + 14, _clipped(span.label, room, _NORMAL), _NORMAL, _SOFT)
    top = y + _LABEL
    left = scale.at(span.opens) if span.opens else float(_LEFT)
    right = scale.at(span.closes + timedelta(1)) if span.closes else float(_RIGHT)
    shape = Rectangle((left, top), max(right - left, 6), _BAR, linewidth=0.9, zorder=2)
    shape.set(facecolor="#cfe6f5" if span.uncertain else _OPEN, edgecolor=_OPEN)
    if span.uncertain:
        shape.set_hatch("//////")
    axes.add_patch(shape)
    if span.closes is None:
        axes.plot([_RIGHT - 8], [top + _BAR / 2], marker=">", color=_INK, markersize=4, zorder=3)
    if span.stay:
        away, back = scale.at(span.stay[0]), scale.at(span.stay[1] + timedelta(1))
        if back > away:
            axes.add_patch(Rectangle((away, top + 5), max(back - away, 6), _BAR - 10, facecolor=_AWAY, zorder=2))


def _legend_rows(picture: Picture) -> list[list[tuple[int, str]]]:
    """Side by side while there is room, else below one another."""
    rows: list[list[tuple[int, str]]] = [[]]
    used = 0.0
    for number, word in enumerate(picture.words.legend):
        needed = 52 + _width(word, _NORMAL) + 28
        if rows[-1] and used + needed > _RIGHT - _LEFT:
            rows.append([])
            used = 0.0
        rows[-1].append((number, _clipped(word, _RIGHT - _LEFT - 60, _NORMAL)))
        used += needed
    return rows


def _legend(axes: Axes, rows: list[list[tuple[int, str]]], y: float) -> None:
    for row in rows:
        x = float(_LEFT)
        for number, word in row:
            high = 8 if number == 2 else 16
            shape = Rectangle((x, y - high / 2), 40, high, linewidth=0.9)
            shape.set(facecolor=(_OPEN, "#cfe6f5", _AWAY)[number], edgecolor=_AWAY if number == 2 else _OPEN)
            if number == 1:
                shape.set_hatch("//////")
            axes.add_patch(shape)
            _write(axes, x + 52, y, word, _NORMAL, _SOFT)
            x += 52 + _width(word, _NORMAL) + 28
        y += 34


def _write(axes: Axes, x: float, y: float, words: str, size: float, colour: str = _INK, side: str = "left") -> None:
    """Words hide the lines behind them."""
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
    axes.text(
        x, y, words, fontproperties=font(size), color=colour, ha=side, va="center", zorder=4, bbox=ground,
        parse_math=False,
    )  # fmt: skip


@functools.lru_cache(maxsize=2048)
def _width(words: str, size: float) -> float:
    """Pixels."""
    if not words.strip():
        return 0.0
    return float(TextPath((0, 0), words, prop=font(size)).get_extents().x1) * DOTS / 72


def _clipped(words: str, room: float, size: float) -> str:
    words = " ".join(words.split())
    if _width(words, size) <= room:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if _width(f"{words[:middle]}…", size) <= room:
            low = middle
        else:
            high = middle - 1
    return f"{words[:low].rstrip()}…"
