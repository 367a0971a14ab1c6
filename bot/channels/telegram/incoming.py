"""What an update asks of the bot: Telegram's objects in, a closed union out. Everything else is `None`.

In a group the bot speaks only when spoken to: a command, its name, or a reply to it. An inline question is
answered by `inline`.
"""

import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatMemberStatus

from bot.core import messages
from bot.core.messages import Media, MediaKind
from bot.core.wishes import COMMANDS, SHOWING, Command, Left, Press, Question, Sent, Wish, Wordless

GROUPS = frozenset({"group", "supergroup"})

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w{1,64}))?(?:\s+(.*))?", re.DOTALL)
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Me:
    """Who the bot is in Telegram, to know when a group speaks to it."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes. In a group it is a reply to `answering`, in a forum it stays in its `thread`."""

    chat: int
    thread: int | None = None
    answering: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """An update that asks for something. `language` is a hint of Telegram's app, not a choice.

    `query` is the press to be acknowledged; `sent` is what was sent as it was sent, `name` what the person is called.
    """

    place: Place
    wish: Wish
    language: str | None
    query: str | None = None
    sent: Sent | None = None
    name: str = ""


def seen(update: Update, me: Me, languages: Sequence[str]) -> Seen | None:
    """Channel posts, joins, pins and what this version does not know are None."""
    if update.callback_query:
        return _pressed(update.callback_query, languages)
    if update.my_chat_member:
        return _membership(update.my_chat_member)
    message = update.message or update.edited_message
    if message is None or (message.from_user and message.from_user.is_bot and message.sender_chat is None):
        return None
    if message.via_bot and message.via_bot.id == me.id:
        return None  # an answer of ours that somebody has put here
    edited = update.message is None
    wish = _wish(message, me, edited)
    if wish is None:
        return None
    name = clean(message.from_user.full_name) if message.from_user else ""
    return Seen(_place(message), wish, hint(message.from_user, languages), None, _sent(message, edited), name)


def written(place: Place) -> str:
    """As the outbox keeps it."""
    return json.dumps([place.chat, place.thread, place.answering])


def read(place: str, chat: str) -> Place:
    """Back from the outbox; what is sent unasked has no place but its chat."""
    return Place(*json.loads(place)) if place else Place(int(chat))


def hint(user: User | None, languages: Sequence[str]) -> str | None:
    """The language of the person's app, if the bot speaks it: "zh-hans" is "zh"."""
    code = user.language_code if user else None
    short = re.split(r"[-_]", code)[0].lower() if isinstance(code, str) else ""
    return short if short in languages else None


def clean(text: str) -> str:
    """Half letters (lone surrogates) become a mark that can be written down.

    >>> clean("ok \\ud800")
    'ok \ufffd'
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _membership(member: ChatMemberUpdated) -> Seen:
    """Blocked, kicked or deleted, or back again: in private this is all that Telegram tells of it."""
    gone = member.new_chat_member.status in {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}
    return Seen(Place(member.chat.id), Left(gone), None)


def _pressed(query: CallbackQuery, languages: Sequence[str]) -> Seen:
    """A press on a message too old to be seen still tells its chat; one under an inline message only the person."""
    press = Press(clean(query.data or ""))
    under = query.message
    if under is None:
        place = Place(query.from_user.id)
    else:
        place = Place(under.chat.id, _thread(under) if isinstance(under, Message) else None)
    return Seen(place, press, hint(query.from_user, languages), query.id)


def _place(message: Message) -> Place:
    answering = message.message_id if message.chat.type in GROUPS else None
    return Place(message.chat.id, _thread(message), answering)


def _thread(message: Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


def _wish(message: Message, me: Me, edited: bool) -> Wish | None:
    text = clean(message.text if message.text is not None else message.caption or "")
    command = None if message.forward_origin else _COMMAND.fullmatch(text.strip())  # somebody else's is no order
    if message.chat.type in GROUPS:
        if command:
            return _command(command, me, group=True, edited=edited)
        if not _spoken_to(message, text, me):
            return None
        text = _name(me).sub(" ", text)
    elif message.chat.type != "private":
        return None
    elif command:
        return _command(command, me, group=False, edited=edited)
    if message.text is not None or (message.caption and not edited):
        return Question(text)
    unknown = bool(message.api_kwargs)  # something that Telegram has learned since
    return Wordless() if message.effective_attachment or (unknown and not edited) else None


def _sent(message: Message, edited: bool) -> Sent:
    """The words with their formatting, in the few tags that Telegram takes back, and what hangs on them."""
    text = clean(message.text if message.text is not None else message.caption or "")
    try:
        formatted = message.text_html if message.text is not None else message.caption_html
    except (ValueError, UnicodeError, IndexError):  # entities that do not fit their words
        formatted = html.escape(text, quote=False)
    said = messages.Message(text, html=clean(formatted or ""), media=_media(message))
    return Sent(said, message.message_id, message.media_group_id or "", edited)


def _media(message: Message) -> tuple[Media, ...]:
    """What the bot can send on by its name; of a picture the largest size. An animation is a document as well."""
    if message.photo:
        return (Media("photo", message.photo[-1].file_id),)
    found: Mapping[MediaKind, Any] = {
        "animation": message.animation,
        "document": message.document,
        "video": message.video,
        "audio": message.audio,
        "voice": message.voice,
        "video_note": message.video_note,
        "sticker": message.sticker,
    }
    return next(((Media(kind, one.file_id),) for kind, one in found.items() if one), ())


def _command(command: re.Match[str], me: Me, group: bool, edited: bool) -> Wish | None:
    """Another bot's command is not ours; in a group neither is one that we do not know, unless it names us.

    What has been ordered is not ordered again because a letter of it was mended.
    """
    name, addressee, rest = command[1].lower(), (command[2] or "").lower(), (command[3] or "").strip()
    ours = addressee == me.username.lower()
    if group and ((addressee and not ours) or (not ours and name not in COMMANDS)):
        return None
    if edited and name not in SHOWING:
        return None
    if name == "start" and not _PAYLOAD.fullmatch(rest):
        rest = ""
    return Command(name, rest)


def _spoken_to(message: Message, text: str, me: Me) -> bool:
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == me.id:
        return True
    named = (entity.user for entity in (*message.entities, *message.caption_entities) if entity.user)
    return bool(_name(me).search(text)) or any(user.id == me.id for user in named)


def _name(me: Me) -> re.Pattern[str]:
    return re.compile(rf"@{re.escape(me.username)}\b", re.IGNORECASE)
