"""Messages as the outbox keeps them: compact JSON, emptied once the message is there."""

import base64
import json
from typing import Any

from bot.core.actions import Packed
from bot.core.knowledge import Attachment
from bot.core.messages import Button, Document, Media, Message
from bot.core.packing import pack


def written(message: Message) -> str:
    body: dict[str, Any] = {"text": message.text}
    if message.buttons:
        body["buttons"] = [[button.label, pack(button.action)] for button in message.buttons]
    if message.attachments:
        body["attachments"] = [[one.path, dict(one.names)] for one in message.attachments]
    if message.documents:
        body["documents"] = [[one.name, base64.b64encode(one.content).decode()] for one in message.documents]
    if message.html:
        body["html"] = message.html
    if message.media:
        body["media"] = [[one.kind, one.ref] for one in message.media]
    return writable(json.dumps(body, ensure_ascii=False, separators=(",", ":")))


def writable(text: str) -> str:
    """Without what not every database takes: zero bytes, and half letters (lone surrogates), which become "?".

    >>> writable("a\\x00b \\ud83d")
    'ab ?'
    """
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def read(body: str) -> Message:
    """
    >>> read(written(Message("Hello", (Button("Again", Packed("1b")),))))
    Message(text='Hello', buttons=(Button(label='Again', action=Packed(data='1b')),), attachments=(), documents=(), \
html='', media=())
    """
    held = json.loads(body)
    return Message(
        held["text"],
        tuple(Button(label, Packed(data)) for label, data in held.get("buttons", ())),
        tuple(Attachment(path, names) for path, names in held.get("attachments", ())),
        tuple(Document(name, base64.b64decode(content)) for name, content in held.get("documents", ())),
        held.get("html", ""),
        tuple(Media(kind, ref) for kind, ref in held.get("media", ())),
    )
