"""Draws a chat as a phone shows it: who says what, with the buttons under it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import matplotlib
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from bot.channels.telegram import keyboard, render
from bot.core.messages import Message
from bot.renderings import fonts

WIDTH = 780
SIZE, LINE = 27, 39
MARGIN, PAD, GAP = 22, 20, 14
WIDEST = 640
CONTENT = "content"
"""The note in the file that says what is drawn: a picture whose content has changed is out of date."""

BACK, OURS, THEIRS, INK, BUTTON, EDGE = "#dfe8ee", "#ffffff", "#dcf5c4", "#1b1b1b", "#f3f7fa", "#5288c1"

Runs = list[tuple[str, bool]]


@dataclass(frozen=True)
class Said:
    """`message` of the bot, or what the person typed or `pressed`; `file` is a picture that hangs on it."""

    words: str = ""
    pressed: bool = False
    message: Message | None = None
    file: bytes = b""

    @property
    def told(self) -> str:
        if self.message is None:
            return f"{'!' if self.pressed else '>'} {self.words}"
        labels = " | ".join(button.label for button in self.message.buttons)
        return f"{self.message.text} [{labels}]"


def picture(talk: Sequence[Said]) -> bytes:
    """PNG, as tall as it takes."""
    sheet = Image.new("RGB", (WIDTH, 8000), BACK)
    pen, y = ImageDraw.Draw(sheet), MARGIN
    for said in talk:
        y = _drawn(sheet, pen, said, y) + GAP
    note = PngImagePlugin.PngInfo()
    note.add_itxt(CONTENT, content(talk))
    out = io.BytesIO()
    cut = sheet.crop((0, 0, WIDTH, y + MARGIN - GAP)).quantize(64)
    cut.save(out, format="PNG", pnginfo=note, optimize=True)
    return out.getvalue()


def content(talk: Sequence[Said]) -> str:
    return "\n".join(said.told for said in talk)


def _drawn(sheet: Image.Image, pen: ImageDraw.ImageDraw, said: Said, top: int) -> int:
    """Where it ends."""
    if said.file:
        image = Image.open(io.BytesIO(said.file)).convert("RGB")
        image.thumbnail((WIDEST - 2 * PAD, 4000))
        pen.rounded_rectangle((MARGIN, top, MARGIN + image.width + 2 * PAD, top + image.height + 2 * PAD), 18, OURS)
        sheet.paste(image, (MARGIN + PAD, top + PAD))
        return top + image.height + 2 * PAD
    if said.message is None:
        return _bubble(pen, [(f"☞ {said.words}" if said.pressed else said.words, False)], top, THEIRS, right=True)
    for part in render.of(said.message):
        bottom = _bubble(pen, _read(part.html), top, OURS, right=False)
        top = bottom + GAP
    return _buttons(pen, said.message, top - GAP + 8) if said.message.buttons else top - GAP


def _bubble(pen: ImageDraw.ImageDraw, runs: Runs, top: int, colour: str, right: bool) -> int:
    lines = _wrapped(runs, WIDEST - 2 * PAD)
    width = max(_width(line) for line in lines) + 2 * PAD
    left = WIDTH - MARGIN - width if right else MARGIN
    bottom = top + len(lines) * LINE + 2 * PAD - 8
    pen.rounded_rectangle((left, top, left + width, bottom), 18, colour)
    for number, line in enumerate(lines):
        _write(pen, line, left + PAD, top + PAD - 4 + number * LINE)
    return int(bottom)


def _buttons(pen: ImageDraw.ImageDraw, message: Message, top: int) -> int:
    for row in keyboard.rows(message.buttons):
        wide = (WIDEST - (len(row) - 1) * 8) // len(row)
        for number, button in enumerate(row):
            left = MARGIN + number * (wide + 8)
            pen.rounded_rectangle((left, top, left + wide, top + 52), 12, BUTTON, EDGE)
            label = _cut(button.label, wide - 24)
            _write(pen, [(label, False)], left + (wide - _width([(label, False)])) / 2, top + 8, EDGE)
        top += 60
    return top - 8


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: Runs = []
        self._bold = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._bold += tag == "b"

    def handle_endtag(self, tag: str) -> None:
        self._bold -= tag == "b"

    def handle_data(self, data: str) -> None:
        self.runs.append((data, self._bold > 0))


def _read(html: str) -> Runs:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.runs


def _wrapped(runs: Runs, room: float) -> list[Runs]:
    """Latin words stay whole, Chinese may be cut anywhere."""
    lines: list[Runs] = [[]]
    for word, bold in _words(runs):
        if word == "\n":
            lines.append([])
            continue
        if lines[-1] and _width([*lines[-1], (word.rstrip(), bold)]) > room:
            lines.append([])
        lines[-1].append((word, bold))
    return lines


def _words(runs: Runs) -> list[tuple[str, bool]]:
    words: list[tuple[str, bool]] = []
    for text, bold in runs:
        word = ""
        for letter in text:
            if letter == "\n" or letter > "\u2e80":
                words += [(word, bold)] if word else []
                words.append((letter, bold))
                word = ""
            else:
                word += letter
                if letter == " ":
                    words.append((word, bold))
                    word = ""
        words += [(word, bold)] if word else []
    return words


def _width(line: Runs) -> float:
    return sum(_font(letter).getlength(letter) for text, _ in line for letter in text)


def _write(pen: ImageDraw.ImageDraw, line: Runs, x: float, y: float, ink: str = INK) -> None:
    for text, bold in line:
        for letter in text:
            font = _font(letter)
            lower = 0 if font is _font("a") else 6
            pen.text((x, y + lower), letter, ink, font, stroke_width=0.5 if bold else 0, stroke_fill=ink)
            x += font.getlength(letter)


def _cut(label: str, room: float) -> str:
    while _width([(label, False)]) > room:
        label = f"{label[:-2]}…"
    return label


def _font(letter: str) -> ImageFont.FreeTypeFont:
    """The one of the house; for signs that it lacks, the one that comes with matplotlib."""
    ours, other = _faces()
    return ours if ord(letter) in _letters() else other


@cache
def _faces() -> tuple[ImageFont.FreeTypeFont, ImageFont.FreeTypeFont]:
    signs = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    return ImageFont.truetype(str(fonts.path()), SIZE), ImageFont.truetype(str(signs), SIZE - 4)


@cache
def _letters() -> frozenset[int]:
    return frozenset(TTFont(str(fonts.path())).getBestCmap())
