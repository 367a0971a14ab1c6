"""The connection: addresses, proxies, and telling what was never sent from what may have arrived."""

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.failures import AddressRefused, Lost, Unsent, Unwell
from bot.channels.telegram.transport import Connection, server
from tests.botapi.faults import Answer, Cut, Hold
from tests.botapi.server import TOKEN, BotApi


@asynccontextmanager
async def connected(api_url: str, proxy: str | None = None, token: str = TOKEN) -> AsyncIterator[Connection]:
    connection = Connection(token, api_url, proxy, patience=0.3)
    try:
        yield connection
    finally:
        await connection.close()


class Proxy:
    """Forwards what is asked in full, tunnels nothing; keeps the first lines and headers that it saw."""

    def __init__(self, connect: str = "403 Forbidden") -> None:
        self.seen: list[str] = []
        self._connect = connect

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.seen.append(head)
        method, address, _ = head.splitlines()[0].split()
        if method == "CONNECT":
            writer.write(f"HTTP/1.1 {self._connect}\r\nContent-Length: 0\r\n\r\n".encode())
        else:
            host, port = address.removeprefix("http://").split("/")[0].split(":")
            path = address.removeprefix(f"http://{host}:{port}")
            length = next((line for line in head.splitlines() if line.lower().startswith("content-length")), "x: 0")
            body = await reader.readexactly(int(length.split(":")[1]))
            there, back = await asyncio.open_connection(host, int(port))
            asked = head.replace(address, path).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
            back.write(asked.encode() + body)
            writer.write(await there.read())
            back.close()
        await writer.drain()
        writer.close()


@asynccontextmanager
async def proxying(proxy: Proxy) -> AsyncIterator[str]:
    listening = await asyncio.start_server(proxy, "127.0.0.1", 0)
    async with listening:
        yield f"127.0.0.1:{listening.sockets[0].getsockname()[1]}"


@pytest.mark.parametrize("form", ["{}", "{}/", "{}/bot", "{}/bot/", " {} "])
async def test_the_address_of_the_server_may_be_written_in_several_ways(api: BotApi, form: str) -> None:
    async with connected(form.format(api.url)) as connection:
        assert (await connection.bot.get_me()).username == "OpenWindowBot"


@pytest.mark.parametrize("address", ["127.0.0.1:8081", "ftp://x", "http://", "", "https://x?y", "telegram"])
def test_an_address_of_no_use_is_refused_with_an_example(address: str) -> None:
    with pytest.raises(AddressRefused, match=r"https://api\.telegram\.org"):
        server(address)


@pytest.mark.parametrize("address", ["socks5://127.0.0.1:1080", "127.0.0.1:7890", "nonsense", "http://", "ftp://x:1"])
def test_a_proxy_of_no_use_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(AddressRefused, match="TELEGRAM_PROXY") as told:
        Connection(TOKEN, "https://api.telegram.org", address.replace("//", "//user:hush@"))
    assert "hush" not in str(told.value)


async def test_requests_go_through_the_proxy_with_its_password(api: BotApi) -> None:
    proxy = Proxy()
    async with proxying(proxy) as address, connected(api.url, f"http://user:p%40ss@{address}") as connection:
        assert (await connection.bot.get_me()).id
        assert await connection.bot.get_updates(timeout=0) == ()
    assert len(proxy.seen) == 2
    assert f"proxy-authorization: basic {base64.b64encode(b'user:p@ss').decode()}".lower() in proxy.seen[0].lower()


async def test_https_goes_through_a_tunnel_and_a_refused_tunnel_means_nothing_was_sent() -> None:
    proxy = Proxy()
    async with (
        proxying(proxy) as address,
        connected("https://api.telegram.org", f"http://user:hush@{address}") as connection,
    ):
        with pytest.raises(Unsent):
            await connection.bot.send_message(1, "x")
    assert proxy.seen[0].startswith("CONNECT api.telegram.org:443 ")
    assert "proxy-authorization: basic dxnlcjpodxno" in proxy.seen[0].lower()
    assert TOKEN not in proxy.seen[0]


async def test_a_proxy_that_is_away_means_nothing_was_sent(api: BotApi) -> None:
    async with proxying(Proxy()) as address:
        pass
    async with connected(api.url, f"http://{address}") as connection:
        with pytest.raises(Unsent):
            await connection.bot.get_me()


async def test_a_server_that_is_away_means_nothing_was_sent(api: BotApi) -> None:
    await api.stop()
    async with connected(api.url) as connection:
        with pytest.raises(Unsent):
            await connection.bot.send_message(1, "x")


@pytest.mark.parametrize("fault", [Cut("before"), Cut("after"), Cut("middle"), Hold()], ids=str)
async def test_a_connection_that_was_cut_may_have_had_its_effect(api: BotApi, fault: Cut | Hold) -> None:
    api.faults.order("getMe", fault)
    async with connected(api.url) as connection:
        with pytest.raises(Lost):
            await connection.bot.get_me()
        assert await connection.bot.get_me()


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer(200, "<html>", "text/html"), Unwell),
        (Answer(200, ""), Unwell),
        (Answer(200, "null"), Unwell),
        (Answer(200, '{"ok":true}'), Unwell),
        (Answer(200, '{"ok":"yes","result":1}'), Unwell),
        (Answer(302, ""), Unwell),
        (Answer(400, "<html>", "text/html"), Unwell),
        (Answer(503, '{"ok":true,"result":1}'), Unwell),
        (Answer(401, "<html>", "text/html"), InvalidToken),
        (Answer(404, '{"ok":false}'), InvalidToken),
        (Answer(200, '{"ok":false,"error_code":401,"description":"Unauthorized"}'), InvalidToken),
    ],
    ids=str,
)
async def test_odd_answers_have_a_name(api: BotApi, answer: Answer, kind: type[TelegramError]) -> None:
    api.faults.order("getMe", answer)
    async with connected(api.url) as connection:
        with pytest.raises(kind):
            await connection.bot.get_me()


@pytest.mark.parametrize(
    "token", ["1:wrong", "x", "4839574812:AAFD39\nkkd", "4839574812:AA/../x", "a b", "😀", "?", "#", "%00", "{token}"]
)
async def test_a_tokens_form_is_for_the_server_to_judge(api: BotApi, token: str) -> None:
    async with connected(api.url, token=token) as connection:
        with pytest.raises(InvalidToken):
            await connection.bot.get_me()


async def test_no_error_tells_the_token(api: BotApi) -> None:
    errors = []
    async with connected(api.url) as connection:
        for fault in (Cut("before"), Cut("middle"), Hold(), Answer(404, ""), Answer(500, ""), Answer(200, "<")):
            api.faults.order("getMe", fault)
            with pytest.raises(TelegramError) as caught:
                await connection.bot.get_me()
            errors.append(caught.value)
        await api.stop()
        with pytest.raises(TelegramError) as caught:
            await connection.bot.get_me()
        errors.append(caught.value)
    for error in errors:
        assert TOKEN not in f"{error!r} {error} {error.__cause__!r}"
