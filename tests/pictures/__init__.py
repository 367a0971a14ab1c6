"""Pictures of chats for the guides, drawn by a command from talks that are really held."""

from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs" / "staff" / "pictures"
