"""What the bot is called, asked once: for links that lead to it."""

from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.failures import TokenRejected, reason
from bot.channels.telegram.transport import Connection
from bot.errors import Told


class Unreachable(Told):
    """The Bot API server did not say what the bot is called."""


async def username(token: str, api_url: str, proxy: str | None) -> str:
    """Raises `TokenRejected`, `AddressRefused`, `Unreachable`."""
    connection = Connection(token, api_url, proxy, in_flight=1, patience=10)
    try:
        return (await connection.bot.get_me()).username or ""
    except InvalidToken as error:
        raise TokenRejected(connection.server) from error
    except TelegramError as error:
        raise Unreachable(
            f"{connection.server} cannot be asked for the bot's name ({reason(error)}); say it with --bot NAME"
        ) from error
    finally:
        await connection.close()
