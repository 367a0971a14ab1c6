"""Pictures, videos and files that staff sent, passed on by Telegram's own ids."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
)
from telegram import Message as SentMessage
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.channels.telegram.incoming import Place
from bot.core.messages import Media, MediaKind, Message, length

CAPTION = 1024
"""UTF-16 units; longer words follow in a message of their own."""

_UNCAPTIONED: frozenset[MediaKind] = frozenset({"sticker", "video_note"})
_IN_ALBUMS = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "document": InputMediaDocument,
    "audio": InputMediaAudio,
}

Step = Callable[[Place], Awaitable[tuple[int, ...]]]


def is_captioned(message: Message) -> bool:
    """Whether the words stand under the picture, not in a message of their own. An album has no buttons."""
    if not message.media or length(message.text) > CAPTION:
        return False
    return len(message.media) > 1 or message.media[0].kind not in _UNCAPTIONED or not message.text


def steps(bot: Bot, message: Message, buttons: InlineKeyboardMarkup | None) -> list[Step]:
    words = _words(message) if is_captioned(message) else ("", "")
    if len(message.media) > 1:
        return [_with_words(lambda place, words: _album(bot, place, message.media, words), words)]
    under = buttons if is_captioned(message) else None
    return [_with_words(lambda place, words: _single(bot, place, message.media[0], words, under), words)]


def _words(message: Message) -> tuple[str, str]:
    """As HTML, and bare for when Telegram does not take that."""
    return message.html, message.text


def _with_words(send: Callable[[Place, dict[str, Any]], Awaitable[tuple[int, ...]]], words: tuple[str, str]) -> Step:
    formatted, bare = words

    async def step(place: Place) -> tuple[int, ...]:
        try:
            caption: dict[str, Any] = {"caption": formatted, "parse_mode": ParseMode.HTML} if formatted else {}
            return await send(place, caption or ({"caption": bare} if bare else {}))
        except BadRequest as error:
            if "can't parse" not in str(error).lower() or not formatted:
                raise
            return await send(place, {"caption": bare})

    return step


async def _album(bot: Bot, place: Place, many: tuple[Media, ...], words: dict[str, Any]) -> tuple[int, ...]:
    """The words stand under the first."""
    items = [_IN_ALBUMS[one.kind](one.ref, **(words if number == 0 else {})) for number, one in enumerate(many[:10])]
    sent = await bot.send_media_group(place.chat, items, message_thread_id=place.thread)
    return tuple(one.message_id for one in sent)


async def _single(
    bot: Bot, place: Place, one: Media, words: dict[str, Any], buttons: InlineKeyboardMarkup | None
) -> tuple[int, ...]:
    sends: Mapping[MediaKind, Any] = {
        "photo": bot.send_photo,
        "video": bot.send_video,
        "animation": bot.send_animation,
        "document": bot.send_document,
        "audio": bot.send_audio,
        "voice": bot.send_voice,
        "video_note": bot.send_video_note,
        "sticker": bot.send_sticker,
    }
    sent: SentMessage = await sends[one.kind](
        place.chat, one.ref, reply_markup=buttons, message_thread_id=place.thread, **words
    )
    return (sent.message_id,)
