"""Who writes to the bot: updates as Telegram makes them, and the answers that came back."""

import time
from itertools import count
from typing import Any

from tests.botapi.backlog import Raw
from tests.botapi.server import ME, BotApi, Call

_MESSAGES = count(50_001)
_QUERIES = count(1)


class Person:
    """A private chat; `shown` counts the answers that the person has read."""

    def __init__(self, api: BotApi, number: int, language: str | None = "en", **more: Any) -> None:
        self.api = api
        self.id = number
        self.shown = 0
        self.last: Raw = {}
        self.user = {"id": number, "is_bot": False, "first_name": "Li", **more}
        if language is not None:
            self.user["language_code"] = language
        self.chat = {"id": number, "type": "private", "first_name": "Li"}
        api.chats.add(number)

    def message(self, **content: Any) -> Raw:
        head = {"message_id": next(_MESSAGES), "date": int(time.time()), "chat": self.chat, "from": self.user}
        return {"message": {**head, **content}}

    def text(self, text: str, **more: Any) -> Raw:
        """With the entity that apps put on a command."""
        if text.startswith("/") and "entities" not in more:
            word = text.split(maxsplit=1)[0]
            more["entities"] = [{"type": "bot_command", "offset": 0, "length": len(word)}]
        return self.message(text=text, **more)

    def press(self, data: str | None, **more: Any) -> Raw:
        """On a message of the bot, unless `message` says otherwise; `message=None` is one under an inline message."""
        query = {"id": f"q{next(_QUERIES)}", "from": self.user, "chat_instance": "7", **more}
        message = {"message_id": 1, "date": int(time.time()), "chat": self.chat, "from": ME, "text": "?"}
        query.setdefault("message", message)
        if query["message"] is None:
            del query["message"]
        if data is not None:
            query["data"] = data
        self.api.queries.add(query["id"])
        return {"callback_query": query}

    def inline(self, query: str, offset: str = "", **more: Any) -> Raw:
        """The bot's name and a question, typed in some other chat."""
        asked = {"id": f"i{next(_QUERIES)}", "from": self.user, "query": query, "offset": offset, **more}
        self.api.queries.add(asked["id"])
        return {"inline_query": asked}

    async def says(self, text: str) -> int:
        self.last = self.text(text)
        return (await self.api.backlog.post(self.last))[0]

    async def rephrases(self, text: str) -> int:
        """Edits what was said last."""
        new = self.text(text)["message"]
        edited = {**new, "message_id": self.last["message"]["message_id"], "edit_date": int(time.time())}
        return (await self.api.backlog.post({"edited_message": edited}))[0]

    async def presses(self, data: str | None, **more: Any) -> int:
        return (await self.api.backlog.post(self.press(data, **more)))[0]

    async def sends(self, **content: Any) -> int:
        return (await self.api.backlog.post(self.message(**content)))[0]

    def answers(self) -> list[Call]:
        return self.api.made("sendMessage", self.id)

    async def hears(self, messages: int = 1) -> list[Call]:
        """The next `messages` answers."""
        await self.api.until(lambda: len(self.answers()) >= self.shown + messages)
        heard = self.answers()[self.shown : self.shown + messages]
        self.shown += messages
        return heard

    async def asks(self, text: str, messages: int = 1) -> str:
        """A question and its answer of so many messages, as shown; the next question starts after it."""
        await self.says(text)
        return shown(*await self.hears(messages))

    async def hears_of(self, *words: str) -> Call:
        """The next answer with one of these words, whatever comes before it: answers keep the order of questions."""

        def found() -> Call | None:
            return next((call for call in self.answers()[self.shown :] if _has(call, words)), None)

        await self.api.until(lambda: found() is not None)
        call = found()
        assert call is not None
        self.shown = self.answers().index(call) + 1
        return call


def _has(call: Call, words: tuple[str, ...]) -> bool:
    return any(one in call.result["text"] for one in words)


def shown(*calls: Call) -> str:
    """The words of messages, without their tags."""
    return "\n".join(str(call.result["text"]) for call in calls)


def buttons(call: Call) -> dict[str, str]:
    """Label to data."""
    rows = call.params.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["text"]: button["callback_data"] for row in rows for button in row}
