"""The queue of updates: kept until confirmed by a higher offset, given to one long poll at a time."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

DEFAULT_KINDS = frozenset({"message", "edited_message", "channel_post", "callback_query", "my_chat_member", "poll"})

Raw = dict[str, Any]


class Conflict(Exception):
    """409: another long poll took over."""


@dataclass
class Backlog:
    """As [SRV] in telegram.md §1: the same offset again within 0.5 s shows one update only."""

    next_id: int = 100_001
    updates: list[Raw] = field(default_factory=list)
    confirmed: set[int] = field(default_factory=set)
    kinds: frozenset[str] = DEFAULT_KINDS
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _poll: int = 0
    _before: tuple[int, float] = (-1, 0.0)

    async def post(self, *updates: Raw) -> list[int]:
        """Numbers updates that have no number; known kinds that nobody asked for are not kept."""
        async with self.changed:
            for update in updates:
                number = update.setdefault("update_id", self.next_id)
                if type(number) is int:
                    self.next_id = number + 1
                kinds = set(update) - {"update_id"}
                if kinds & self.kinds or kinds - DEFAULT_KINDS:
                    self.updates.append(update)
            self.changed.notify_all()
        return [update["update_id"] for update in updates]

    async def get(self, offset: int, limit: int, timeout: float, kinds: Sequence[str] | None) -> list[Raw]:
        """One getUpdates. Raises `Conflict` in the poll that a newer one replaces."""
        async with self.changed:
            self._poll += 1
            mine = self._poll
            if kinds is not None:
                self.kinds = frozenset(kinds) or DEFAULT_KINDS
            self._confirm(offset)
            again = offset == self._before[0]
            if again and time.monotonic() < self._before[1] + 0.5:
                limit = 1
            self.changed.notify_all()
            try:
                async with asyncio.timeout(timeout):
                    await self.changed.wait_for(lambda: self._poll != mine or bool(self.updates))
            except TimeoutError:
                return []
            finally:
                self._before = (offset, time.monotonic())
            if self._poll != mine:
                raise Conflict
            return self.updates[:limit]

    def _confirm(self, offset: int) -> None:
        kept = []
        for one in self.updates:
            number = one["update_id"]
            if type(number) is int and number < offset:
                self.confirmed.add(number)
            else:
                kept.append(one)
        self.updates = kept
