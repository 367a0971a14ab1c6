"""The server itself: routes, faults, records, and waiting for what the bot does without sleeping."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import web

from tests.botapi import methods
from tests.botapi.backlog import Backlog, Conflict, Raw
from tests.botapi.faults import Answer, Cut, Fault, Faults, Hold, TooMany
from tests.botapi.methods import Params, Refused, Upload
from tests.botapi.shown import Shown

TOKEN = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcK"
ME = {"id": 4839574812, "is_bot": True, "first_name": "Open Window", "username": "OpenWindowBot"}
ME |= {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True}
SOON = 30.0
"""Seconds that a test waits for what must happen, before it fails."""

_TEXTUAL = frozenset(
    {
        "text",
        "caption",
        "parse_mode",
        "callback_query_id",
        "inline_query_id",
        "next_offset",
        "action",
        "language_code",
        "url",
    }
)


@dataclass(frozen=True, slots=True)
class Call:
    """`result` is None if the method had no effect."""

    method: str
    params: Params
    result: Any
    at: float
    headers: Params = field(default_factory=dict, repr=False)


class BotApi(Shown):
    """One bot. Its chats are made by `people`; anything else may be posted raw."""

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__()
        self.token = token
        self.url = ""
        self.faults = Faults()
        self.backlog = Backlog()
        self.calls: list[Call] = []
        self.webhook = ""
        self.me = dict(ME)
        self.blocked: set[int] = set()
        self.chats: set[int] = set()
        self.queries: set[str] = set()
        self._made: dict[tuple[str, int | None], list[Call]] = {}
        self._files: dict[str, Upload] = {}
        self._ids: Iterator[int] = count(1)
        self._runner: web.AppRunner | None = None
        self._happened = asyncio.Condition()

    @classmethod
    @asynccontextmanager
    async def running(cls, token: str = TOKEN) -> AsyncIterator["BotApi"]:
        api = cls(token)
        await api.start()
        try:
            yield api
        finally:
            await api.stop()

    async def start(self, port: int = 0) -> None:
        app = web.Application(client_max_size=60_000_000)
        app.router.add_route("*", "/{path:.*}", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Away: connections are refused until `start` with the same port."""
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def made(self, method: str, chat: int | None = None) -> list[Call]:
        """Calls that had an effect, of all chats or of one."""
        return self._made.get((method.lower(), chat), [])

    async def until(self, true: Callable[[], bool], seconds: float = SOON) -> None:
        """Waits for what the bot does; looked at after every call."""
        async with asyncio.timeout(seconds), self._happened:
            await self._happened.wait_for(true)

    async def until_confirmed(self, *updates: int) -> None:
        async with asyncio.timeout(SOON + len(updates) / 20), self.backlog.changed:
            await self.backlog.changed.wait_for(lambda: self.backlog.confirmed >= set(updates))

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        root, _, method = request.path.removeprefix("/bot").partition("/")
        if root != self.token:
            return _error(Refused(401, "Unauthorized"))
        params = await _params(request)
        fault = self.faults.next(method, params)
        call = getattr(self, f"_on_{method.lower()}", None)
        if call is None:
            return _error(Refused(404, "Not Found"))
        try:
            result = None if isinstance(fault, (TooMany, Answer)) or fault == Cut("before") else await call(params)
        except Refused as error:
            await self._record(method, params, None, request)
            return _error(error)
        if isinstance(fault, Hold):
            await self._record(method, params, result, request)
            await fault.until.wait()
        else:
            await self._record(method, params, result, request)
        return _answer(request, fault, result)

    async def _record(self, method: str, params: Params, result: Any, request: web.Request) -> None:
        async with self._happened:
            call = Call(method.lower(), params, result, time.monotonic(), dict(request.headers))
            self.calls.append(call)
            for chat in {None, params.get("chat_id")} if result is not None else ():
                self._made.setdefault((call.method, chat), []).append(call)
            self._happened.notify_all()

    async def _on_getme(self, _: Params) -> Any:
        return self.me

    async def _on_getupdates(self, params: Params) -> list[Raw]:
        if self.webhook:
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first")
        limit, timeout = int(params.get("limit", 100)), float(params.get("timeout", 0))
        try:
            return await self.backlog.get(int(params.get("offset", 0)), limit, timeout, params.get("allowed_updates"))
        except Conflict as error:
            raise Refused(409, "Conflict: terminated by other getUpdates request") from error

    async def _on_deletewebhook(self, _: Params) -> Any:
        self.webhook = ""
        return True

    async def _on_setmycommands(self, params: Params) -> Any:
        methods.checked_commands(params)
        return True

    async def _on_sendchataction(self, params: Params) -> Any:
        self._chat(params)
        return True

    async def _on_answercallbackquery(self, params: Params) -> Any:
        if params.get("callback_query_id") not in self.queries:
            raise Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.queries.discard(params["callback_query_id"])
        return True

    async def _on_answerinlinequery(self, params: Params) -> Any:
        if params.get("inline_query_id") not in self.queries:
            raise Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        methods.checked_results(params)
        self.queries.discard(params["inline_query_id"])
        return True

    async def _on_sendmessage(self, params: Params) -> Any:
        text = methods.checked_text(params, "text", 4096)
        return self._show({**self._message(params), **text, **methods.checked_markup(params)})

    def _chat(self, params: Params) -> dict[str, Any]:
        chat = params.get("chat_id")
        if not isinstance(chat, int) or chat not in self.chats:
            raise Refused(400, "Bad Request: chat not found")
        if chat in self.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        return {"id": chat, "type": "private" if chat > 0 else "supergroup"}

    def _message(self, params: Params) -> dict[str, Any]:
        sent = {"message_id": next(self._ids), "date": int(time.time()), "from": ME, "chat": self._chat(params)}
        return sent | ({"message_thread_id": params["message_thread_id"]} if "message_thread_id" in params else {})


async def _params(request: web.Request) -> dict[str, Any]:
    """From the address, a form, a multipart form or JSON."""
    params: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        told: dict[str, Any] = await request.json()
        return params | told
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            params[name] = Upload(value.filename, value.file.read())
        else:
            params[name] = value if name in _TEXTUAL else methods.read_json(str(value))
    return params


def _error(error: Refused) -> web.Response:
    body = {"ok": False, "error_code": error.code, "description": error.description}
    return web.json_response(body | ({"parameters": error.parameters} if error.parameters else {}), status=error.code)


def _answer(request: web.Request, fault: Fault | None, result: Any) -> web.StreamResponse:
    match fault:
        case TooMany(seconds, told):
            return _error(Refused(429, f"Too Many Requests: retry after {seconds}", **_asked(seconds, told)))
        case Answer(status, body, content_type):
            content = body if isinstance(body, bytes) else body.encode()
            return web.Response(status=status, body=content, content_type=content_type)
        case Cut(when):
            if request.transport:
                if when == "middle":
                    request.transport.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"ok":tr')
                request.transport.close()
            return web.Response(status=500)
    return web.Response(body=json.dumps({"ok": True, "result": result}).encode(), content_type="application/json")


def _asked(seconds: object, told: bool) -> dict[str, Any]:
    return {"retry_after": seconds} if told else {}
