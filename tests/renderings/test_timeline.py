"""The picture of the year's windows: whatever there is to show, every word can be read and none lies on another."""

import random
import struct
import time
import warnings
from datetime import date, datetime, timedelta
from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from bot.core import timeline as rows
from bot.core.follow_pages import Office
from bot.core.knowledge import Knowledge
from bot.core.messages import Speech
from bot.core.timeline import Picture, Span, Words
from bot.renderings import Files
from bot.renderings import timeline as drawing
from tests import tiny

ENGLISH = Words(
    "Application windows, 2026/27",
    "today, 24 Nov",
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    ("open for applications", "sample or tentative", "away"),
)
CHINESE = Words(
    "申请时间一览 2026/27",
    "今天 11月24日",
    tuple(f"{one}月" for one in range(1, 13)),
    ("接受申请", "示例或暂定", "在外"),
)
NAMES = {
    "en": (
        "Semester exchange",
        "Summer study tour",
        "A programme with a name longer than any phone is wide, yes",
    ),
    "zh": ("学期交换", "暑期研学", "一个名字长得在任何手机屏幕上都放不下的国际交流与合作培养项目示例名称"),
}


def drawn(seed: int) -> Picture:
    """A picture of anything: edges missing, at the rim, equal, before and after the picture."""
    dice = random.Random(seed)
    language = dice.choice(["en", "zh"])
    words = ENGLISH if language == "en" else CHINESE
    today = date(2026, 1, 1) + timedelta(dice.randrange(700))
    first = (today.replace(day=1) - timedelta(1)).replace(day=1)
    spans = []
    for _ in range(dice.randrange(26)):
        opens = first + timedelta(dice.randrange(-60, 500))
        closes = opens + timedelta(dice.choice([0, 1, 30, 90, 400]))
        away = closes + timedelta(dice.randrange(100))
        spans.append(
            Span(
                dice.choice(NAMES[language]),
                dice.choice(NAMES[language]) + str(dice.randrange(100)),
                dice.choice([opens, opens, None]),
                dice.choice([closes, closes, None]),
                dice.choice(["until 10 Apr", "4月10日截止", "", "until 31 December 2027, the very last day"]),
                dice.random() < 0.5,
                dice.choice([None, (away, away + timedelta(dice.randrange(200)))]),
            )
        )
    spans.sort(key=lambda span: span.group)
    return Picture(words, tuple(spans), first, today)


def overlapping(picture: Picture) -> list[tuple[str, str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a letter that the font lacks is a warning
        made = drawing.figure(picture)
        canvas = FigureCanvasAgg(made)
        canvas.draw()  # type: ignore[no-untyped-call]
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
    texts = [one for one in made.findobj(Text) if isinstance(one, Text) and one.get_text().strip()]
    boxes = [(one.get_text(), Text.get_window_extent(one, renderer)) for one in texts]
    boxes = [(words, box) for words, box in boxes if box.width > 1]  # what is not drawn measures 1
    width, height = canvas.get_width_height()
    assert len(boxes) >= 14
    for words, box in boxes:
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height, words
    return [
        (one, other)
        for (one, first), (other, second) in combinations(boxes, 2)
        if first.padded(-1).overlaps(second.padded(-1))
    ]


@pytest.mark.parametrize("seed", range(100))
def test_no_word_lies_on_another_or_outside(seed: int) -> None:
    assert overlapping(drawn(seed)) == []


def test_the_harness_sees_words_that_lie_on_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    two = (Span("a", "one", None, None, ""), Span("a", "two", None, None, ""))
    crowded = Picture(ENGLISH, two, date(2026, 10, 1), date(2026, 11, 24))
    monkeypatch.setattr(drawing, "_LABEL", 0)
    monkeypatch.setattr(drawing, "_BAR", 2)
    monkeypatch.setattr(drawing, "_GAP", 2)
    assert ("one", "two") in overlapping(crowded)


def test_it_is_as_wide_as_two_small_phones_and_not_heavy() -> None:
    png = Files().timeline(drawn(7))
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">I", png[16:20]) == (drawing.WIDTH,)
    assert len(png) < 400_000


def test_an_equal_picture_is_not_drawn_again() -> None:
    first = Files().timeline(drawn(8))
    began = time.perf_counter()
    assert Files().timeline(drawn(8)) is first
    assert time.perf_counter() - began < 0.05


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("moment", [f"2027-{month:02}-{day:02}T09:00" for month in (1, 4, 7, 11) for day in (1, 28)])
def test_the_shipped_windows_can_all_be_read(
    language: str, moment: str, shipped: Knowledge, speeches: dict[str, Speech]
) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=tiny.ZONE)
    made = rows.picture(Office(shipped), None, now, speeches[language])
    assert len(made.spans) >= 9
    assert all(span.uncertain for span in made.spans), "what is shipped is a sample"
    assert overlapping(made) == []
