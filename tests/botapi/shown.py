"""What chats show: messages that are sent with files, changed, and taken back, as strictly as the real server does."""

import time
from collections.abc import Callable
from typing import Any

from tests.botapi import methods
from tests.botapi.methods import Params, Refused, Upload

KEPT = 48 * 3600
"""Seconds after which no bot deletes a message."""

KINDS = ("document", "video", "audio", "voice", "animation", "video_note", "sticker")
CAPTIONED = frozenset(KINDS) - {"video_note", "sticker"}
IN_ALBUMS = frozenset({"photo", "video", "audio", "document"})


class Shown:
    """`messages` by chat and number, as they are shown now; `now` can be moved by a test."""

    _files: dict[str, Upload]
    _message: Callable[[Params], dict[str, Any]]
    _chat: Callable[[Params], dict[str, Any]]

    def __init__(self) -> None:
        self.messages: dict[tuple[int, int], dict[str, Any]] = {}
        self.now: Callable[[], float] = time.time

    def upload(self, name: str, content: bytes) -> str:
        """A file that somebody has sent to the bot: its id."""
        return self._kept(Upload(name, content))["file_id"]

    def in_chat(self, chat: int) -> list[dict[str, Any]]:
        return [message for (where, _), message in sorted(self.messages.items()) if where == chat]

    def _show(self, message: dict[str, Any]) -> dict[str, Any]:
        self.messages[message["chat"]["id"], message["message_id"]] = message
        return message

    def _kept(self, upload: Upload) -> dict[str, str]:
        known = next((one for one, file in self._files.items() if file == upload), f"file-{len(self._files)}")
        self._files[known] = upload
        return {"file_id": known, "file_unique_id": f"unique-{known}"}

    def _file(self, kind: str, params: Params) -> dict[str, Any]:
        upload = methods.file_of(params, kind, self._files)
        size: dict[str, Any] = {
            "width": 90,
            "height": 90,
            "length": 90,
            "duration": 3,
            "file_size": len(upload.content),
        }
        if kind == "sticker":
            size |= {"type": "regular", "is_animated": False, "is_video": False}
        held = {**size, "file_name": upload.name, **self._kept(upload)}
        caption = methods.checked_text(params, "caption", 1024) if kind in CAPTIONED | {"photo"} else {}
        return {**caption, kind: [held] if kind == "photo" else held}

    async def _single(self, kind: str, params: Params) -> Any:
        content = self._file(kind, params)
        return self._show({**self._message(params), **content, **methods.checked_markup(params)})

    async def _on_senddocument(self, params: Params) -> Any:
        return await self._single("document", params)

    async def _on_sendphoto(self, params: Params) -> Any:
        return await self._single("photo", params)

    async def _on_sendvideo(self, params: Params) -> Any:
        return await self._single("video", params)

    async def _on_sendaudio(self, params: Params) -> Any:
        return await self._single("audio", params)

    async def _on_sendvoice(self, params: Params) -> Any:
        return await self._single("voice", params)

    async def _on_sendanimation(self, params: Params) -> Any:
        return await self._single("animation", params)

    async def _on_sendvideonote(self, params: Params) -> Any:
        return await self._single("video_note", params)

    async def _on_sendsticker(self, params: Params) -> Any:
        return await self._single("sticker", params)

    async def _on_sendmediagroup(self, params: Params) -> Any:
        items = params.get("media") or []
        if not 2 <= len(items) <= 10:
            raise Refused(400, "Bad Request: there must be from 2 to 10 messages in the album")
        kinds = {item["type"] for item in items}
        if kinds - IN_ALBUMS or ("document" in kinds and kinds != {"document"}):
            raise Refused(400, "Bad Request: document can't be mixed with other media types")
        made = [self._file(item["type"], {**params, **item, item["type"]: item["media"]}) for item in items]
        heads = [self._message(params) for _ in items]
        album = f"album-{heads[0]['message_id']}"
        return [self._show({**head, **one, "media_group_id": album}) for head, one in zip(heads, made, strict=True)]

    async def _on_editmessagetext(self, params: Params) -> Any:
        return self._edited(params, "text", 4096)

    async def _on_editmessagecaption(self, params: Params) -> Any:
        return self._edited(params, "caption", 1024)

    def _edited(self, params: Params, key: str, limit: int) -> Any:
        self._chat(params)
        old = self.messages.get((params["chat_id"], params["message_id"]))
        if old is None:
            raise Refused(400, "Bad Request: message to edit not found")
        if key == "text" and "text" not in old:
            raise Refused(400, "Bad Request: there is no text in the message to edit")
        if key == "caption" and not any(kind in old for kind in (*CAPTIONED, "photo")):
            raise Refused(400, "Bad Request: there is no caption in the message to edit")
        gone = {key, "entities", "caption_entities", "reply_markup"}
        new = {name: value for name, value in old.items() if name not in gone}
        new |= {**methods.checked_text(params, key, limit), **methods.checked_markup(params)}
        if new == old:
            raise Refused(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly "
                "the same as a current content and reply markup of the message",
            )
        return self._show(new)

    async def _on_deletemessage(self, params: Params) -> Any:
        self._delete(params, params["message_id"])
        return True

    async def _on_deletemessages(self, params: Params) -> Any:
        """Those that cannot be found are passed over."""
        for number in params["message_ids"]:
            if (params["chat_id"], number) in self.messages:
                self._delete(params, number)
        return True

    def _delete(self, params: Params, number: int) -> None:
        self._chat(params)
        found = self.messages.get((params["chat_id"], number))
        if found is None:
            raise Refused(400, "Bad Request: message to delete not found")
        if self.now() - found["date"] > KEPT:
            raise Refused(400, "Bad Request: message can't be deleted for everyone")
        del self.messages[params["chat_id"], number]
