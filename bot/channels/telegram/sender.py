"""Messages out, each tried once: HTML where Telegram takes it, plain where not, files after the words."""

import io
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath

from telegram import Bot, InlineKeyboardMarkup, InputFile, LinkPreviewOptions, ReplyParameters
from telegram import Message as SentMessage
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from bot.channels.telegram import changes, incoming, media, render
from bot.channels.telegram.failures import Lost, SlowDown, Unsent, Unwell, reason
from bot.channels.telegram.files import PICTURES, Files
from bot.channels.telegram.incoming import Place
from bot.channels.telegram.keyboard import keyboard
from bot.core.knowledge import Attachment, said
from bot.core.messages import Document
from bot.flows.ports import Absent, Arrival, CutOff, Fate, Later, Letter, Moved, Refused

_LOG = logging.getLogger(__name__)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_CAPTION = 1024
_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "not enough rights",
    "have no rights",
    "chat_write_forbidden",
)
_CHANGING = ("correction", "progress")
"""Letters that change a message where there is one already."""

_ANSWER = "answer"
"""Kind of the letters that do so where a question was edited."""

_NO_TOPIC = ("message thread not found", "topic_closed", "topic_deleted")

Step = Callable[[Place], Awaitable[tuple[int, ...]]]
"""One call to the Bot API, a message may take several; the numbers of what is there then."""


class Sender:
    """The carrier of this channel: what to do about a failure is for the post office to decide."""

    def __init__(self, bot: Bot, folder: Path) -> None:
        """`folder` is the knowledge folder, where attachments live."""
        self._bot = bot
        self._files = Files(folder)

    async def __call__(self, letter: Letter) -> Fate:
        if letter.kind == "recall" and not letter.messages:
            return Refused("nobody knows where it arrived")
        place = incoming.read(letter.place, letter.address.id)
        messages = letter.messages if letter.done else ()
        for done, step in enumerate(self._steps(letter)):
            if done < letter.done:
                continue
            here = replace(place, answering=None) if done else place
            fate, place, arrived = await _tried(step, here, done, moves=bool(letter.place))
            messages += arrived
            if fate is not None:
                return _with(fate, messages)
        return Arrival(messages)

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

    def _steps(self, letter: Letter) -> Sequence[Step]:
        message = letter.message
        anew = self._sending(letter)
        if letter.kind == "recall":
            return [changes.deletion(self._bot, letter.messages)]
        if letter.kind == _ANSWER and letter.messages and not letter.done and anew:
            return self._instead(letter, anew)
        if letter.messages and not letter.done and letter.kind in _CHANGING and not message.media:
            return [changes.edit(self._bot, message, letter.messages, anew)]
        return anew

    def _instead(self, letter: Letter, anew: Sequence[Step]) -> Sequence[Step]:
        """One text is edited into another; of anything more, the old goes and the new comes."""
        message, first = letter.message, changes.replacement(self._bot, letter.messages, anew[0])
        if len(anew) == len(letter.messages) == 1 and not (message.media or message.attachments or message.documents):
            return [changes.edit(self._bot, message, letter.messages, [first], bare=True)]
        return [first, *anew[1:]]

    def _sending(self, letter: Letter) -> Sequence[Step]:
        message = letter.message
        buttons = keyboard(message.buttons)
        captioned = media.is_captioned(message)
        steps: list[Step] = media.steps(self._bot, message, buttons) if message.media else []
        if not captioned:
            parts = render.of(message)
            steps += [self._part(part, buttons if part is parts[-1] else None) for part in parts]
        steps += [self._attachment(one, letter.language) for one in message.attachments]
        return [*steps, *(self._document(one) for one in message.documents)]

    def _part(self, part: render.Part, buttons: InlineKeyboardMarkup | None) -> Step:
        async def step(place: Place) -> tuple[int, ...]:
            try:
                sent = await self._text(place, part.html, ParseMode.HTML, buttons)
            except BadRequest as error:
                words = str(error).lower()
                if any(sign in words for sign in (*_GONE, *_NO_TOPIC)):
                    raise
                kept = buttons if "can't parse" in words else None
                _LOG.error("a message was refused as it is and goes out plain", extra={"chat": place.chat})
                sent = await self._text(replace(place, answering=None), part.plain, None, kept)
            return (sent.message_id,)

        return step

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

    def _attachment(self, attachment: Attachment, language: str) -> Step:
        """A file that cannot be sent is logged: the words that it belongs to are there already."""
        path = attachment.path

        async def step(place: Place) -> tuple[int, ...]:
            picture = PurePosixPath(path).suffix.lower() in PICTURES
            try:
                content = await self._files.content(path)
                try:
                    sent = await self._file(place, attachment, content, language, picture)
                except BadRequest:  # a picture with odd sides is still a file
                    sent = await self._file(place, attachment, content, language, False)
                held = sent.photo[-1] if sent.photo else sent.document
                if held:
                    self._files.sent(path, held.file_id)
            except (OSError, BadRequest) as error:
                _LOG.error("an attachment was not sent", extra={"path": path, "reason": type(error).__name__})
                return ()
            return (sent.message_id,)

        return step

    def _document(self, document: Document) -> Step:
        async def step(place: Place) -> tuple[int, ...]:
            file = InputFile(io.BytesIO(document.content), filename=document.name)
            if PurePosixPath(document.name).suffix.lower() in PICTURES:
                sent = await self._bot.send_photo(place.chat, file, message_thread_id=place.thread)
            else:
                sent = await self._bot.send_document(place.chat, file, message_thread_id=place.thread)
            return (sent.message_id,)

        return step

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


async def _tried(step: Step, place: Place, done: int, moves: bool) -> tuple[Fate | None, Place, tuple[int, ...]]:
    """No fate if the step is done. An answer to a chat that moved, or lost its topic, is followed there at once
    (`moves`); of a letter the post office is told."""
    for _ in range(3):
        try:
            arrived = await step(place)
        except TelegramError as error:
            if isinstance(error, ChatMigrated) and not moves and done == 0:
                return Moved(str(error.new_chat_id)), place, ()
            elsewhere = _elsewhere(place, error)
            if elsewhere is None:
                return _fate(error, done), place, ()
            place = elsewhere
        else:
            return None, place, arrived
    return Refused("the chat keeps moving"), place, ()


def _with(fate: Fate, messages: tuple[int, ...]) -> Fate:
    """What of a message has arrived is kept, so that it can be changed."""
    return replace(fate, messages=messages) if isinstance(fate, Later | CutOff) else fate


def _elsewhere(place: Place, error: TelegramError) -> Place | None:
    words = str(error).lower()
    match error:
        case ChatMigrated(new_chat_id=chat) if chat != place.chat:
            return replace(place, chat=chat, thread=None, answering=None)
        case BadRequest() if place.thread is not None and any(sign in words for sign in _NO_TOPIC):
            return replace(place, thread=None)
    return None


def _fate(error: TelegramError, done: int) -> Fate:
    words = str(error).lower()
    match error:
        case SlowDown(seconds=seconds):
            return Later(reason(error), done, seconds)
        case Unsent():
            return Later(reason(error), done, everyone=True)
        case Lost():
            return CutOff(reason(error), done)
        case Unwell():
            return Later(reason(error), done)
        case InvalidToken():  # the poll finds out whether it is the token
            return Later("token refused", done, everyone=True)
        case Forbidden():
            return Absent(type(error).__name__)
        case BadRequest() if any(sign in words for sign in _GONE):
            return Absent("chat not found")
    return Refused(type(error).__name__)


def _reply(place: Place) -> ReplyParameters | None:
    """In a group an answer names its question; should that be deleted meanwhile, it comes all the same."""
    if place.answering is None:
        return None
    return ReplyParameters(place.answering, allow_sending_without_reply=True)
