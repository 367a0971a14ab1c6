"""Messages that are there already: their words changed, or taken back."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.channels.telegram import render
from bot.channels.telegram.incoming import Place
from bot.channels.telegram.keyboard import keyboard
from bot.core.messages import Message

Step = Callable[[Place], Awaitable[tuple[int, ...]]]

AT_ONCE = 100
"""Messages that one call deletes."""

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_SAME = "message is not modified"
_UNDER_A_PICTURE = "there is no text in the message"
_PARSE = "can't parse"


def edit(bot: Bot, message: Message, numbers: tuple[int, ...], anew: Sequence[Step], *, bare: bool = False) -> Step:
    """The words of a message that arrived under `numbers`; where they cannot be changed, it is sent `anew`.

    `bare`: words under a picture are not meant, such a message is sent anew as well.
    """
    parts = render.of(message)
    buttons = keyboard(message.buttons)

    async def step(place: Place) -> tuple[int, ...]:
        if len(parts) == 1:
            for html, plain in ((parts[0].html, None), (None, parts[0].plain)):
                try:
                    await _edited(bot, place, numbers, html or "", plain, buttons, bare)
                except BadRequest as error:
                    words = str(error).lower()
                    if _SAME in words:
                        return numbers
                    if _PARSE in words and html:
                        continue
                    break
                return numbers
        arrived: tuple[int, ...] = ()
        for one in anew:
            arrived += await one(place)
        return arrived

    return step


def replacement(bot: Bot, numbers: tuple[int, ...], first: Step) -> Step:
    """What arrived under `numbers` is taken away and the first of something else is sent, in one step.

    What cannot be taken away any more stays: an answer too many is better than none.
    """

    async def step(place: Place) -> tuple[int, ...]:
        with suppress(BadRequest):
            await deletion(bot, numbers)(place)
        return await first(place)

    return step


def deletion(bot: Bot, numbers: tuple[int, ...]) -> Step:
    """What is gone already is skipped by Telegram; what is too old for it is refused."""

    async def step(place: Place) -> tuple[int, ...]:
        for start in range(0, len(numbers), AT_ONCE):
            await bot.delete_messages(place.chat, sorted(set(numbers))[start : start + AT_ONCE])
        return ()

    return step


async def _edited(
    bot: Bot,
    place: Place,
    numbers: tuple[int, ...],
    html: str,
    plain: str | None,
    buttons: InlineKeyboardMarkup | None,
    bare: bool,
) -> None:
    """The words stand in the last message, or under the first picture."""
    mode, words = (None, plain) if plain is not None else (ParseMode.HTML, html)
    try:
        await bot.edit_message_text(
            words,
            place.chat,
            numbers[-1],
            parse_mode=mode,
            link_preview_options=_NO_PREVIEW,
            reply_markup=buttons,
        )
    except BadRequest as error:
        if bare or _UNDER_A_PICTURE not in str(error).lower():
            raise
        album = len(numbers) > 1
        under = None if album else buttons
        await bot.edit_message_caption(place.chat, numbers[0], caption=words, parse_mode=mode, reply_markup=under)
