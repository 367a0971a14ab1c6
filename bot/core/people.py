"""Who asks: as little as the answers need."""

from dataclasses import dataclass

from bot.core.knowledge import Audience


@dataclass(frozen=True, slots=True)
class Person:
    """`language` is None until chosen or seen in a question; `role` is None until told."""

    language: str | None = None
    role: Audience | None = None
    chose_language: bool = False
    was_asked_role: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a conversation stands: the entity last spoken of, and what was last answered."""

    subject: str | None = None
    topic: str | None = None
