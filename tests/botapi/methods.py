"""The methods that the bot uses: what the real server checks, and what it answers."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.botapi import formatting

Params = Mapping[str, Any]
"""What was sent, JSON already read; a file is an `Upload`."""


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    content: bytes


class Refused(Exception):
    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def checked_text(params: Params, key: str, limit: int) -> dict[str, Any]:
    """`text` or `caption` as the chat shows it."""
    try:
        text, links = formatting.read(str(params.get(key, "")), params.get("parse_mode"))
    except formatting.ParseError as error:
        raise Refused(400, f"Bad Request: can't parse entities: {error}") from error
    if not text and key == "text":
        raise Refused(400, "Bad Request: message text is empty")
    if formatting.units(text) > limit:
        raise Refused(400, f"Bad Request: message {'is' if key == 'text' else 'caption is'} too long")
    entities = [{"type": "text_link", "offset": 0, "length": len(words), "url": url} for words, url in links]
    return {key: text, "entities" if key == "text" else "caption_entities": entities} if text else {}


def checked_markup(params: Params) -> dict[str, Any]:
    markup = params.get("reply_markup")
    if markup is None:
        return {}
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise Refused(400, "Bad Request: can't parse inline keyboard button: object expected")
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100 or any(len(row) > 8 for row in rows):
        raise Refused(400, "Bad Request: reply markup is too long")
    for button in buttons:
        if not str(button.get("text", "")).strip():
            raise Refused(400, "Bad Request: text buttons are unallowed in the inline keyboard")
        if not 1 <= len(button.get("callback_data", "").encode()) <= 64:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
    return {"reply_markup": markup}


def checked_results(params: Params) -> None:
    """Of an inline question: articles with a text, under a button that leads somewhere."""
    results = params.get("results")
    if not isinstance(results, list) or len(results) > 50:
        raise Refused(400, "Bad Request: RESULTS_TOO_MUCH")
    if len({one["id"] for one in results}) < len(results):
        raise Refused(400, "Bad Request: RESULT_ID_DUPLICATE")
    if len(str(params.get("next_offset", "")).encode()) > 64:
        raise Refused(400, "Bad Request: NEXT_OFFSET_INVALID")
    for one in results:
        if one["type"] != "article" or not one.get("title") or not 1 <= len(one["id"].encode()) <= 64:
            raise Refused(400, "Bad Request: can't parse inline query result")
        content = one["input_message_content"]
        checked_text({"text": content["message_text"], "parse_mode": content.get("parse_mode")}, "text", 4096)
        for row in one["reply_markup"]["inline_keyboard"]:
            if not all(button["text"] and button["url"].startswith("https://") for button in row):
                raise Refused(400, "Bad Request: BUTTON_URL_INVALID")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", params.get("button", {}).get("start_parameter", "a")):
        raise Refused(400, "Bad Request: START_PARAM_INVALID")


def checked_commands(params: Params) -> None:
    for one in params.get("commands", ()):
        if not re.fullmatch(r"[a-z0-9_]{1,32}", one["command"]) or not 1 <= len(one["description"]) <= 256:
            raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
    if not re.fullmatch(r"([a-z]{2})?", params.get("language_code", "")):
        raise Refused(400, "Bad Request: invalid language code specified")


def file_of(params: Params, key: str, known: Mapping[str, Upload]) -> Upload:
    """An upload, also by `attach://`, or one that was sent before, by its id."""
    told = params.get(key)
    if isinstance(told, str) and told.startswith("attach://"):
        told = params.get(told.removeprefix("attach://"))
    if isinstance(told, str) and told in known:
        told = known[told]
    if not isinstance(told, Upload) or not told.content:
        raise Refused(400, "Bad Request: wrong file identifier/HTTP URL specified")
    if key == "photo" and not told.content.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        raise Refused(400, "Bad Request: IMAGE_PROCESS_FAILED")
    return told


def read_json(value: str) -> Any:
    """PTB sends everything that is no text as JSON inside a form."""
    try:
        return json.loads(value)
    except ValueError:
        return value
