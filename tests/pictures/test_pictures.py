"""The pictures of the guides show what the bot says and draws now."""

import io
import re

import pytest
from PIL import Image, ImageChops

from bot.core.actions import Browse
from bot.core.conversation import Conversation
from bot.core.messages import Button, Message
from tests.pictures import DOCS, year
from tests.pictures.chat import CONTENT, WIDTH, Said, content, picture
from tests.pictures.scenes import SCENES, played

ALL = [(language, name) for language, scenes in SCENES.items() for name in scenes]


@pytest.mark.parametrize(("language", "name"), ALL)
async def test_a_picture_is_as_the_bot_speaks_now(language: str, name: str, lexical: Conversation) -> None:
    """If not: `make pictures`, and look at them."""
    with Image.open(DOCS / f"{name}.{language}.png") as drawn:
        told, width = drawn.info[CONTENT], drawn.width
    talk = await played(lexical, language, name)
    assert _steady(told) == _steady(content(talk))
    assert width == WIDTH


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_year_is_drawn_as_it_was_looked_at(language: str, lexical: Conversation) -> None:
    """If not: `make pictures`, and look at it. Another version of a library may set a letter a little apart."""
    with Image.open(year.file(language)) as kept, Image.open(io.BytesIO(year.drawn(lexical, language))) as now:
        assert kept.size == now.size
        apart = ImageChops.difference(kept.convert("L"), now.convert("L")).point(lambda step: 255 * (step > 64))
        changed = apart.histogram()[255] / (kept.width * kept.height)
    assert changed < 0.002, f"{changed:.2%} of the picture is another"


def test_the_measure_sees_other_words() -> None:
    with Image.open(year.file("en")) as kept, Image.open(year.file("zh")) as other:
        size = (min(kept.width, other.width), min(kept.height, other.height))
        one, two = kept.convert("L").crop((0, 0, *size)), other.convert("L").crop((0, 0, *size))
    apart = ImageChops.difference(one, two).point(lambda step: 255 * (step > 64))
    assert apart.histogram()[255] / (size[0] * size[1]) > 0.002


def _steady(told: str) -> str:
    """An invitation is another each time."""
    return re.sub(r"inv-\S+", "inv-…", told)


@pytest.mark.parametrize(("language", "guide"), [("en", "README.md"), ("zh", "README.zh.md")])
def test_the_guide_shows_every_picture_and_no_other(language: str, guide: str) -> None:
    text = (DOCS.parent / guide).read_text(encoding="utf-8")
    shown = re.findall(r"\]\(pictures/(\S+?)\.(\w\w)\.png\)", text)
    assert shown == [(name, language) for name in SCENES[language]]


def test_what_is_long_is_wrapped_and_nothing_is_lost_on_the_right() -> None:
    long = Message("word " * 60 + "汉字" * 60, (Button("A label that is far too long for one button " * 2, Browse()),))
    png = picture([Said("hello"), Said(message=long)])
    assert png.startswith(b"\x89PNG") and len(png) > 5_000
