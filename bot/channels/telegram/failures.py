"""How a call to the Bot API fails, in the words that decide what happens next.

PTB tells "the server said no" apart, but not "nothing went out" from "the answer was lost", which is the difference
between a free retry and a possible duplicate; so `transport` sorts those and raises what stands here.
"""

from collections.abc import Iterator

from telegram.error import NetworkError, TelegramError

from bot.errors import Told


class Unsent(NetworkError):
    """The request never left: no address, no connection, no proxy. Trying again costs nothing."""


class Lost(NetworkError):
    """The request went out and no answer came back: it may have had its effect."""


class Unwell(NetworkError):
    """The server answered, but not as a Bot API server does: 5xx, HTML, an empty body, an unknown code."""

    def __init__(self, code: int) -> None:
        super().__init__(f"HTTP {code}")
        self.code = code


class SlowDown(TelegramError):
    """429. PTB's own `RetryAfter` warns of its future whenever it is made and takes whole numbers only."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"asked to wait {seconds:g} s")
        self.seconds = seconds


class UnreadableUpdate(Exception):
    """Telegram, or whoever speaks for it, sent something that is no update."""


class TokenRejected(Told):
    """The Bot API server does not know the token; nothing but another token helps."""

    def __init__(self, server: str) -> None:
        super().__init__(
            f"TELEGRAM_TOKEN was rejected by {server}: copy it again from @BotFather (/mybots, API Token) "
            "and check TELEGRAM_API_URL if you set it"
        )


class AddressRefused(Told):
    """TELEGRAM_API_URL or TELEGRAM_PROXY cannot be used as it stands."""


def pauses(longest: float = 15.0) -> Iterator[float]:
    """Seconds to wait between tries: doubling, then steady.

    >>> from itertools import islice
    >>> list(islice(pauses(), 7))
    [0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0]
    """
    pause = 0.5
    while True:
        yield min(pause, longest)
        pause = min(pause * 2, longest)


def reason(error: BaseException) -> str:
    """For a log line: the kind of error and, where the words are ours and free of addresses, the words."""
    ours = isinstance(error, (Unsent, Lost, Unwell, SlowDown))
    return f"{type(error).__name__}: {error}" if ours else type(error).__name__
