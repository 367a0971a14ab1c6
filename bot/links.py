"""Links that lead into the bot: one for every programme and service, as a QR code."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from bot.core.knowledge import Knowledge
from bot.errors import Told
from bot.renderings import qr
from bot.settings import Settings
from bot.understanding import load_knowledge

ALL = "all"


class NoLink(Told):
    """There is nothing to link to, or no name to link with."""


def links(settings: Settings, entity: str, bot: str) -> Mapping[str, str]:
    """By entity; `entity` is an id, or "all". Without `bot` the token tells its name."""
    knowledge = load_knowledge(settings.knowledge)
    chosen = _chosen(knowledge, entity)
    name = bot.strip().removeprefix("@") or _asked(settings)
    return {id: f"https://t.me/{name}?start={id}" for id in chosen}


def save(made: Mapping[str, str], to: Path) -> tuple[Path, ...]:
    """Into a file (.png or .svg), or into a folder, one file an entity. Raises `NoLink` where that cannot be."""
    folder = to.suffix.lower() not in {".png", ".svg"}
    if not folder and len(made) > 1:
        raise NoLink(f"{to}: {len(made)} codes need a folder; name one with --to")
    written = []
    try:
        (to if folder else to.parent).mkdir(parents=True, exist_ok=True)
        for id, link in made.items():
            file = to / f"{id}.png" if folder else to
            file.write_bytes(qr.code(link, "svg" if file.suffix.lower() == ".svg" else "png"))
            written.append(file)
    except OSError as error:
        raise NoLink(f"{to}: cannot be written ({error.strerror})") from error
    return tuple(written)


def _chosen(knowledge: Knowledge, entity: str) -> tuple[str, ...]:
    if entity == ALL:
        return tuple(knowledge.entities)
    if entity not in knowledge.entities:
        raise NoLink(f"nothing is called {entity!r}: choose one of {', '.join(knowledge.entities)}, or {ALL}")
    return (entity,)


def _asked(settings: Settings) -> str:
    from bot.channels.telegram.whoami import username  # noqa: PLC0415 - costs a third of a second

    telegram = settings.telegram
    if telegram.token is None:
        raise NoLink("without TELEGRAM_TOKEN nobody knows what the bot is called: say it with --bot NAME")
    return asyncio.run(username(telegram.token.get_secret_value(), telegram.api_url, telegram.proxy or None))
