"""Buttons as an inline keyboard that reads well on a phone."""

import unicodedata
from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.core.messages import Button
from bot.core.packing import pack

HALF = 18
"""Columns that half the width of a small phone shows; a Chinese character takes two."""

MOST = 100
"""Telegram takes no more buttons under one message."""


def rows(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """Two short labels share a row; a long one has its own."""
    made: list[tuple[Button, ...]] = []
    for button in buttons[:MOST]:
        pair = made and len(made[-1]) == 1 and columns(made[-1][0].label) <= HALF and columns(button.label) <= HALF
        if pair:
            made[-1] = (*made[-1], button)
        else:
            made.append((button,))
    return tuple(made)


def keyboard(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(one.label or "…", callback_data=pack(one.action)) for one in row]
            for row in rows(buttons)
        ]
    )


def columns(label: str) -> int:
    """Columns in a fixed-width font.

    >>> columns("Cost"), columns("费用")
    (4, 4)
    """
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in label)
