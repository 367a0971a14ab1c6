"""A Bot API server as strict as Telegram: so many messages in any second, and a penalty for more."""

import time
from collections import deque
from typing import Any

from tests.botapi.methods import Refused
from tests.botapi.server import BotApi


class StrictApi(BotApi):
    """Over `window` messages in a second it refuses everything for `penalty` seconds, and so it does on `storms`."""

    def __init__(self, window: int = 30, penalty: float = 3.0) -> None:
        super().__init__()
        self.window = window
        self.penalty = penalty
        self.refused = 0
        self.inside = 0
        self.asked: list[float] = []
        self._taken: deque[float] = deque()
        self._closed_until = 0.0

    def storm(self) -> None:
        """From now on, for the length of a penalty, everything is refused."""
        self._closed_until = time.monotonic() + self.penalty

    async def _on_sendmessage(self, params: Any) -> Any:
        self._counted()
        return await super()._on_sendmessage(params)

    async def _on_editmessagetext(self, params: Any) -> Any:
        self._counted()
        return await super()._on_editmessagetext(params)

    def _counted(self) -> None:
        now = time.monotonic()
        self.asked.append(now)
        while self._taken and self._taken[0] <= now - 1:
            self._taken.popleft()
        if now < self._closed_until:
            self.inside += 1
            self._refuse(self._closed_until - now)
        if len(self._taken) >= self.window:
            self._closed_until = now + self.penalty
            self._refuse(self.penalty)
        self._taken.append(now)

    def _refuse(self, seconds: float) -> None:
        self.refused += 1
        whole = int(seconds) + 1
        raise Refused(429, f"Too Many Requests: retry after {whole}", retry_after=whole)

    def most_in_a_second(self) -> int:
        """Of all that asked, refused or not."""
        most, first = 0, 0
        for last, at in enumerate(self.asked):
            while self.asked[first] <= at - 1:
                first += 1
            most = max(most, last - first + 1)
        return most
