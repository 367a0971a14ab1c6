"""Updates as they arrive: numbered and sorted by chat unread, read one by one, so that a broken one harms no other."""

import json
from typing import Any

from telegram import Bot, Update

from bot.channels.telegram.failures import UnreadableUpdate
from bot.flows.ports import Arrived

INLINE = "inline_query"
KINDS = ("message", "edited_message", "callback_query", INLINE, "my_chat_member")
"""What the bot asks Telegram for."""


def arrived(envelope: Update) -> Arrived:
    """From the envelope that `transport.Inbox` puts around each update: what the inbox keeps of it."""
    raw = envelope.api_kwargs["raw"]
    chat = chat_of(raw)
    return Arrived(envelope.update_id, "" if chat is None else str(chat), json.dumps(raw))


def read(body: str, bot: Bot) -> Update:
    """Raises `UnreadableUpdate`, whatever is wrong inside: PTB checks nothing, so anything may come."""
    try:
        update = Update.de_json(json.loads(body), bot)
    except Exception as error:
        raise UnreadableUpdate from error
    return update


def chat_of(raw: dict[str, Any]) -> int | None:
    """The chat, or the person where there is none, dug out without trusting anything on the way."""
    for kind in KINDS:
        inner = raw.get(kind)
        if not isinstance(inner, dict):
            continue
        holder = {"callback_query": inner.get("message"), INLINE: None}.get(kind, inner)
        chat = holder.get("chat") if isinstance(holder, dict) else inner.get("from")
        number = chat.get("id") if isinstance(chat, dict) else None
        if type(number) is int:
            return number
    return None
