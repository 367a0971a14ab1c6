"""Updates as they arrive: numbered, sorted by chat, and read one at a time, so that a broken one harms only itself."""

from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""What the bot asks Telegram for."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """`update` is None if it could not be read. `chat` is whose turn it is, and where its sender can be told so."""

    id: int
    chat: int | None
    update: Update | None


def arrival(envelope: Update, bot: Bot) -> Arrival:
    """From the envelope that `transport.Inbox` puts around each update."""
    raw = envelope.api_kwargs["raw"]
    chat = _chat(raw)
    try:
        return Arrival(envelope.update_id, chat, Update.de_json(raw, bot))
    except Exception:  # whatever is wrong inside: PTB checks nothing, so anything may come
        return Arrival(envelope.update_id, chat, None)


def _chat(raw: dict[str, Any]) -> int | None:
    """The chat, dug out without trusting anything on the way."""
    for kind in KINDS:
        inner = raw.get(kind)
        if not isinstance(inner, dict):
            continue
        holder = inner.get("message") if kind == "callback_query" else inner
        chat = holder.get("chat") if isinstance(holder, dict) else inner.get("from")
        number = chat.get("id") if isinstance(chat, dict) else None
        if type(number) is int:
            return number
    return None
