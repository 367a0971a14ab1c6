"""Messages out: HTML where Telegram takes it, plain where not, files after the words."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram import Message as SentMessage
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram import render
from bot.channels.telegram.delivery import Delivery
from bot.channels.telegram.files import PICTURES, Files
from bot.channels.telegram.incoming import Place
from bot.channels.telegram.keyboard import keyboard
from bot.core.knowledge import Attachment, said
from bot.core.messages import Message

_LOG = logging.getLogger(__name__)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_CAPTION = 1024


class Sender:
    """One message at a time to a chat; whoever calls sees to that."""

    def __init__(self, bot: Bot, folder: Path, deliver: Delivery) -> None:
        """`folder` is the knowledge folder, where attachments live."""
        self._bot = bot
        self._files = Files(folder)
        self._deliver = deliver

    async def send(self, place: Place, messages: Sequence[Message], language: str) -> None:
        """Raises `Undelivered`, or `BadRequest` if Telegram refuses a message even without any dress."""
        for message in messages:
            parts = render.parts(message.text) or ((render.Part("…", "…"),) if message.buttons else ())
            for number, part in enumerate(parts, 1):
                last = number == len(parts)
                await self._part(place, part, keyboard(message.buttons) if last else None)
                place = replace(place, answering=None)
            for attachment in message.attachments:
                await self._attach(place, attachment, language)

    async def say(self, place: Place, text: str) -> None:
        """One of the bot's own sentences, undressed: for when everything else has failed."""
        await self._deliver(place, lambda spot: self._text(spot, text, None, None))

    async def typing(self, place: Place) -> None:
        """A courtesy: never worth a wait or an error."""
        with suppress(TelegramError):
            await self._bot.send_chat_action(
                place.chat, ChatAction.TYPING, message_thread_id=place.thread, read_timeout=2
            )

    async def pressed(self, query: str) -> None:
        """Stops the button's spinner. Too late to do so is no error."""
        with suppress(TelegramError):
            await self._bot.answer_callback_query(query, read_timeout=5)

    async def _part(self, place: Place, part: render.Part, buttons: InlineKeyboardMarkup | None) -> None:
        try:
            await self._deliver(place, lambda spot: self._text(spot, part.html, ParseMode.HTML, buttons))
        except BadRequest as error:
            kept = buttons if "can't parse" in str(error).lower() else None
            _LOG.error("a message was refused as it is and goes out plain", extra={"chat": place.chat})
            bare = replace(place, answering=None)
            await self._deliver(bare, lambda spot: self._text(spot, part.plain, None, kept))

    async def _text(
        self, place: Place, text: str, mode: ParseMode | None, buttons: InlineKeyboardMarkup | None
    ) -> SentMessage:
        return await self._bot.send_message(
            place.chat,
            text,
            parse_mode=mode,
            link_preview_options=_NO_PREVIEW,
            reply_markup=buttons,
            message_thread_id=place.thread,
            reply_parameters=_reply(place),
        )

    async def _attach(self, place: Place, attachment: Attachment, language: str) -> None:
        """A file that cannot be sent is logged: the words that it belongs to are there already."""
        path = attachment.path
        picture = PurePosixPath(path).suffix.lower() in PICTURES
        try:
            content = await self._files.content(path)
            try:
                sent = await self._deliver(place, lambda spot: self._file(spot, attachment, content, language, picture))
            except BadRequest:  # a picture with odd sides is still a file
                sent = await self._deliver(place, lambda spot: self._file(spot, attachment, content, language, False))
            held = sent.photo[-1] if sent.photo else sent.document
            if held:
                self._files.sent(path, held.file_id)
        except (OSError, BadRequest) as error:
            _LOG.error("an attachment was not sent", extra={"path": path, "reason": type(error).__name__})

    async def _file(
        self, place: Place, attachment: Attachment, content: str | bytes, language: str, picture: bool
    ) -> SentMessage:
        caption = said(attachment.names, language)[:_CAPTION]
        name = PurePosixPath(attachment.path).name
        if picture:
            return await self._bot.send_photo(
                place.chat, content, caption, message_thread_id=place.thread, filename=name
            )
        return await self._bot.send_document(
            place.chat, content, caption, message_thread_id=place.thread, filename=name
        )


def _reply(place: Place) -> ReplyParameters | None:
    """In a group an answer names its question; should that be deleted meanwhile, it comes all the same."""
    if place.answering is None:
        return None
    return ReplyParameters(place.answering, allow_sending_without_reply=True)
