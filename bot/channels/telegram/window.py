"""Which updates are open, which may be confirmed, which were here before: book-keeping without a network."""

from collections import OrderedDict

REMEMBERED = 4096
"""Update ids kept to recognise a repeated one."""


class Window:
    """Telegram confirms every id below the offset of the next getUpdates, so the offset stops at the first open one.

    >>> window = Window()
    >>> [window.add(number) for number in (7, 8, 9, 8)]
    [True, True, True, False]
    >>> window.handled(7); window.handled(9); window.offset()
    8
    """

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._handled: dict[int, bool] = {}
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._remembered = remembered

    @property
    def open(self) -> int:
        """Updates that are not handled yet."""
        return sum(not handled for handled in self._handled.values())

    def add(self, number: int) -> bool:
        """Whether an update is new. One seen before only needs to be confirmed again."""
        if number in self._handled:
            return False
        new = number not in self._seen
        self._handled[number] = not new
        self._seen[number] = None
        while len(self._seen) > self._remembered:
            self._seen.popitem(last=False)
        return new

    def handled(self, number: int) -> None:
        self._handled[number] = True

    def offset(self) -> int | None:
        """What to ask for next; None once everything is confirmed, so ids may start anew wherever they like."""
        if not self._handled:
            return None
        opened = [number for number, handled in self._handled.items() if not handled]
        return min(opened) if opened else max(self._handled) + 1

    def confirmed(self, offset: int | None) -> None:
        """The server answered a request with this offset."""
        if offset is not None:
            self._handled = {number: done for number, done in self._handled.items() if not done or number >= offset}
