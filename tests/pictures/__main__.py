"""`python -m tests.pictures`: draws the pictures of the guides anew, from talks that are really held."""

import asyncio
import sys

from rich.console import Console

from bot import settings
from bot.understanding import Understanding
from tests.pictures import DOCS, year
from tests.pictures.chat import picture
from tests.pictures.scenes import SCENES, played


async def draw(screen: Console) -> None:
    conversation = Understanding(settings.Settings()).conversation
    for language, scenes in SCENES.items():
        for name in scenes:
            file = DOCS / f"{name}.{language}.png"
            file.write_bytes(picture(await played(conversation, language, name)))
            screen.print(f"{file.name}: {file.stat().st_size // 1000} kB")
        file = year.file(language)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(year.drawn(conversation, language))
        screen.print(f"{file.name}: {file.stat().st_size // 1000} kB")


def main() -> int:
    asyncio.run(draw(Console()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
