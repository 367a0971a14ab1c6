"""Inline mode: somebody types the bot's name and a question in any chat, and puts an answer into it."""

import logging
import re
from collections.abc import Sequence
from typing import Protocol

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.channels.telegram import render
from bot.channels.telegram.failures import reason
from bot.channels.telegram.incoming import Me, clean, hint
from bot.core.quotations import Page, Quotation

_LOG = logging.getLogger(__name__)

_DESCRIPTION = 120
_SPACES = re.compile(r"\s+")
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Quote(Protocol):
    def __call__(self, question: str, language: str | None, start: int) -> Page: ...


class Spoken(Protocol):
    def __call__(self, key: str, language: str | None = None) -> str: ...


class Inline:
    def __init__(self, quote: Quote, spoken: Spoken, bot: Bot, me: Me, languages: Sequence[str]) -> None:
        self._quote = quote
        self._spoken = spoken
        self._bot = bot
        self._me = me
        self._languages = languages

    async def __call__(self, query: InlineQuery) -> None:
        """Tried once: what comes late is asked again with the next letter that is typed."""
        start = int(query.offset) if query.offset.isascii() and query.offset.isdigit() else 0
        page = self._quote(clean(query.query), hint(query.from_user, self._languages), start)
        ask = self._spoken("quote-chat" if page.sure else "quote-unknown", page.language)
        try:
            await self._bot.answer_inline_query(
                query.id,
                [self._result(start + number, one, page.language) for number, one in enumerate(page.quotations)],
                cache_time=page.seconds,
                is_personal=page.personal,
                next_offset="" if page.following is None else str(page.following),
                button=InlineQueryResultsButton(ask, start_parameter="inline"),
            )
        except TelegramError as error:
            _LOG.info("an inline question was not answered", extra={"reason": reason(error)})

    def _result(self, number: int, quotation: Quotation, language: str) -> InlineQueryResultArticle:
        shown = render.parts(quotation.text)[0]
        title, _, rest = _SPACES.sub(" ", shown.plain.replace("\n", "\0", 1)).partition("\0")
        payload = quotation.topic.replace("#", "--")
        link = f"https://t.me/{self._me.username}?start={payload if _PAYLOAD.fullmatch(payload) else 'inline'}"
        return InlineQueryResultArticle(
            str(number),
            quotation.title,
            InputTextMessageContent(shown.html, ParseMode.HTML, link_preview_options=_NO_PREVIEW),
            InlineKeyboardMarkup([[InlineKeyboardButton(self._spoken("quote-ask", language), url=link)]]),
            description=(rest.strip() or title)[:_DESCRIPTION],
        )
