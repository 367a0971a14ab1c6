"""Faults that a test orders for a method; each is used up by one call unless it says more."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Params = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TooMany:
    """429. `retry_after` as whatever the test wants; with `told` false the answer has no parameters at all."""

    retry_after: object = 1
    told: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """Another answer in place of the method's, which has no effect."""

    status: int = 200
    body: str | bytes = ""
    content_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection is closed: before the method had its effect, after it, or in the middle of the answer."""

    when: str = "before"


@dataclass(frozen=True, slots=True)
class Hold:
    """The method has its effect and the answer waits for `until`: slow for as long as the test likes."""

    until: asyncio.Event = field(default_factory=asyncio.Event)
    effect_first: bool = True


Fault = TooMany | Answer | Cut | Hold


@dataclass(slots=True)
class Order:
    """`times` calls of a method, of those that `only` picks."""

    fault: Fault
    times: int = 1
    only: Callable[[Params], bool] = lambda _: True


class Faults:
    def __init__(self) -> None:
        self._orders: dict[str, list[Order]] = {}

    def order(self, method: str, fault: Fault, times: int = 1, only: Callable[[Params], bool] = lambda _: True) -> None:
        self._orders.setdefault(method.lower(), []).append(Order(fault, times, only))

    def none(self, method: str) -> None:
        """Cancels what is left for a method."""
        self._orders.pop(method.lower(), None)

    def next(self, method: str, params: Params) -> Fault | None:
        for order in self._orders.get(method.lower(), ()):
            if order.times and order.only(params):
                order.times -= 1
                return order.fault
        return None
