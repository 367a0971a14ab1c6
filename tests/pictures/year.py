"""The picture of the year's windows that the README shows: the shipped knowledge on a fixed day."""

from datetime import UTC, datetime
from pathlib import Path

from bot.core import timeline
from bot.core.conversation import Conversation
from bot.core.follow_pages import Office
from bot.renderings import Files

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
DAY = datetime(2027, 3, 2, 1, tzinfo=UTC)


def file(language: str) -> Path:
    return FOLDER / f"timeline.{language}.png"


def drawn(conversation: Conversation, language: str) -> bytes:
    office = Office(conversation.answers.knowledge, conversation.answers.working_days)
    return Files().timeline(timeline.picture(office, None, DAY, conversation.speech(language)))
