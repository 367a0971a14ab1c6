"""PTB's `Bot` over aiohttp, which is many times cheaper than httpx alone with requests in flight.

`httpx_aiohttp` reports a connection that was cut in mid-answer as a failure to connect. Told apart here by aiohttp's
own errors: what surely never left may be sent again freely, what may have arrived may not.
"""

import base64
import json
import math
import ssl
from typing import Any
from urllib.parse import quote, urlsplit

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.channels.telegram.failures import AddressRefused, Lost, SlowDown, Unsent, Unwell

WAIT_UNTOLD = 3.0
"""Seconds to wait after a 429 that does not say how long."""

_NEVER_LEFT = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientConnectorCertificateError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)


class Request(HTTPXRequest):
    """Answers are checked before PTB reads them: its own reader logs bodies and trips over odd ones."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Raises `Unsent`, `Lost`, `Unwell` and `SlowDown` beside PTB's errors; none of them holds the address."""
        timeouts = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        try:
            code, payload = await super().do_request(url, method, request_data, *timeouts)
        except Exception as error:  # aiohttp has errors that neither httpx nor PTB knows
            cause = _root(error)
            kind = Unsent if _never_left(error) else Lost
            raise kind(type(cause).__name__) from None  # the chain holds the address, and that the token
        _check(code, payload)
        return code, payload


class Inbox(Request):
    """For getUpdates: each update arrives unread inside an envelope, so that one bad update spoils no other."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(payload.decode("utf-8", "replace"))
        if not isinstance(answer["result"], list):
            raise Unwell(200)
        numbered = [one for one in answer["result"] if isinstance(one, dict) and type(one.get("update_id")) is int]
        return {"ok": True, "result": [{"update_id": one["update_id"], "raw": one} for one in numbered]}


class Connection:
    """A bot and the two pools under it: the long poll never waits behind the answers, nor they behind it."""

    def __init__(
        self, token: str, api_url: str, proxy: str | None = None, in_flight: int = 32, patience: float = 20.0
    ) -> None:
        """`in_flight` bounds connections beside the long poll; `patience` is how many seconds an answer may take."""
        self.server = server(api_url)
        checked = _proxy(proxy)
        tunnel = self.server.startswith("https:")
        trust = httpx.create_ssl_context()  # reads all certificates: once is enough
        self._requests = (
            _request(Inbox, 2, trust, checked, tunnel, patience),
            _request(Request, in_flight, trust, checked, tunnel, patience),
        )
        written = quote(token.strip(), safe=":")  # a stray line break is for getMe to refuse, not for the address
        self.bot = Bot(
            written,
            base_url=f"{self.server}/bot",
            base_file_url=f"{self.server}/file/bot",
            get_updates_request=self._requests[0],
            request=self._requests[1],
        )

    async def close(self) -> None:
        for request in self._requests:
            await request.shutdown()


def server(api_url: str) -> str:
    """The root of a Bot API server, however it was written.

    >>> server("http://127.0.0.1:8081/bot/"), server("https://api.telegram.org")
    ('http://127.0.0.1:8081', 'https://api.telegram.org')
    """
    root = api_url.strip().rstrip("/").removesuffix("/bot").rstrip("/")
    parts = urlsplit(root)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise AddressRefused(f"TELEGRAM_API_URL cannot be {api_url!r}: write it like https://api.telegram.org")
    return root


def _proxy(address: str | None) -> httpx.Proxy | None:
    if not address:
        return None
    try:
        proxy = httpx.Proxy(address)
        sound = proxy.url.scheme in {"http", "https"} and bool(proxy.url.host)
    except (ValueError, httpx.InvalidURL):
        sound = False
    if not sound:  # the address may hold a password: it is not repeated
        raise AddressRefused(
            "TELEGRAM_PROXY cannot be used: write it like http://127.0.0.1:7890 (SOCKS is not supported; "
            "most proxy programs offer an HTTP port as well)"
        )
    if proxy.auth is None:
        return proxy
    password = base64.b64encode(":".join(proxy.auth).encode()).decode()
    return httpx.Proxy(proxy.url, headers={"Proxy-Authorization": f"Basic {password}"})  # aiohttp gives up its own way


def _request(
    kind: type[Request], most: int, trust: ssl.SSLContext, proxy: httpx.Proxy | None, tunnel: bool, patience: float
) -> Request:
    """The proxy goes into the transport; given to PTB, httpx would open its own connections beside it.

    A tunnel is asked for with the proxy's password; without one each request carries it.
    """

    def session() -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(limit=most, ssl=trust, keepalive_timeout=30)
        return aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    transport = AiohttpTransport(verify=trust, proxy=proxy, client=session)
    return kind(
        connection_pool_size=most,
        connect_timeout=10,
        pool_timeout=15,  # aiohttp counts connecting into it
        read_timeout=patience,
        httpx_kwargs={"transport": transport, "headers": None if tunnel or proxy is None else proxy.headers},
    )


def _check(code: int, payload: bytes) -> None:
    """Raises unless this is the answer of a Bot API server to a call that worked."""
    try:
        answer = json.loads(payload.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        answer = None
    told = answer if isinstance(answer, dict) else {}
    if code < 300 and told.get("ok") is True and "result" in told:
        return
    status = told.get("error_code") if code < 300 else code
    description = told.get("description")
    words = description if isinstance(description, str) else f"HTTP {code}"
    parameters = told.get("parameters")
    more = parameters if isinstance(parameters, dict) else {}
    match status:
        case 429:
            raise SlowDown(_seconds(more.get("retry_after")))
        case 401 | 404:  # whatever the body: a server may refuse a token before it speaks JSON
            raise InvalidToken(words)
        case 400 if told and isinstance(more.get("migrate_to_chat_id"), int):
            raise ChatMigrated(more["migrate_to_chat_id"])
        case 400 if told:
            raise BadRequest(words)
        case 403 if told:
            raise Forbidden(words)
        case 409 if told:
            raise Conflict(words)
        case _:
            raise Unwell(status if isinstance(status, int) else code)


def _seconds(told: object) -> float:
    """How long a 429 asks to wait; servers in between write it as a string, or not at all."""
    if isinstance(told, bool) or not isinstance(told, (int, float, str)):
        return WAIT_UNTOLD
    try:
        seconds = float(told)
    except ValueError:
        return WAIT_UNTOLD
    return max(seconds, 0.5) if math.isfinite(seconds) else WAIT_UNTOLD


def _chain(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__
    return chain


def _root(error: BaseException) -> BaseException:
    """The first error that is not a translation of another library's."""
    known = [link for link in _chain(error) if not isinstance(link, (NetworkError, httpx.HTTPError))]
    return known[0] if known else error


def _never_left(error: BaseException) -> bool:
    return any(isinstance(link, _NEVER_LEFT) for link in _chain(error))
