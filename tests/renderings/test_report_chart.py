"""The picture of a report: whatever the numbers are, every word can be read and none lies on another."""

import struct
import warnings
from datetime import UTC, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from bot.renderings import Files, fonts
from bot.renderings.report_chart import WIDTH, figure

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 25, 1, 20, tzinfo=UTC)
ENGLISH = ("sent", "blocked", "failed", "in doubt", "left out", "stopped after it")
CHINESE = ("已发送", "已屏蔽", "失败", "不确定", "略过", "之后停止接收")
KINDS = ("sent", "blocked", "failed", "unknown", "dropped", "stopped")

Landed = list[tuple[datetime, int]]


def steady(number: int, seconds: float) -> Landed:
    return [(NOW + timedelta(seconds=one * seconds / number), 1) for one in range(number)]


SCENES: dict[str, tuple[str, tuple[str, ...], tuple[int, ...], Landed]] = {
    "nobody": ("Announcement 1 to 0 people", ENGLISH, (0,), []),
    "one": ("Announcement 2 to 1 person", ENGLISH, (1,), steady(1, 1)),
    "many": ("Announcement 3 to 20,000 people", ENGLISH, (19_700, 200, 3, 7, 90, 400), steady(5_000, 700)),
    "chinese": ("通知 4，共 20,000 人", CHINESE, (19_700, 200, 3, 7, 90, 400), steady(2_000, 70)),
    "two days": ("通知 5，共 900 人", CHINESE, (900, 0, 1), [*steady(800, 30), (NOW + timedelta(hours=30), 100)]),
    "long": (
        "A title that is far longer than any phone is wide, in 通知 both languages",
        CHINESE,
        (5, 5),
        steady(5, 2),
    ),
}


@pytest.mark.parametrize("scene", SCENES)
def test_no_word_lies_on_another_or_outside(scene: str) -> None:
    title, labels, numbers, landed = SCENES[scene]
    bars = list(zip(labels, numbers, KINDS, strict=False))
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a letter that the font lacks is a warning
        made = figure(title, bars, landed, "arrived", ZONE)
        canvas = FigureCanvasAgg(made)
        canvas.draw()  # type: ignore[no-untyped-call]
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
    texts = [one for one in made.findobj(Text) if isinstance(one, Text) and one.get_text().strip()]
    measured = [(one.get_text(), one.get_window_extent(renderer)) for one in texts]
    boxes = [(words, box) for words, box in measured if box.width > 1]  # what is not drawn measures 1
    width, height = canvas.get_width_height()
    assert len(boxes) > 2
    for words, box in boxes:
        assert box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1, words
    for (one, first), (other, second) in combinations(boxes, 2):
        assert not first.padded(-1).overlaps(second.padded(-1)), (one, other)


def test_it_is_a_picture_as_wide_as_a_phone() -> None:
    png = Files().chart("通知 1", [("已发送", 3, "sent")], steady(3, 3), "已送达", ZONE)
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">I", png[16:20]) == (WIDTH,)
    assert len(png) < 200_000


def test_the_font_comes_with_a_package() -> None:
    assert fonts.path().is_file()
