"""A snapshot of a window as one line of text, and back."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import changes
from bot.core.changes import Snapshot
from bot.core.knowledge import Day

ONCE = Snapshot("exchange", "round", Day(3, 1, 2027), Day(4, 10, 2027))
any_days = st.none() | st.builds(
    lambda day, yearly, hour: Day(day.month, day.day, None if yearly else day.year, hour),
    st.dates(date(2, 1, 1), date(9998, 12, 31)),
    st.booleans(),
    st.none() | st.times(),
)
any_snapshot = st.builds(
    Snapshot,
    st.text(),
    st.text(),
    any_days,
    any_days,
    st.sampled_from(("dated", "rolling", "to-be-announced")),
    st.booleans(),
)


@given(any_snapshot)
def test_what_was_kept_comes_back(one: Snapshot) -> None:
    text = changes.to_text(one)
    assert "\n" not in text
    assert changes.from_text(text) == one
    assert changes.to_text(changes.from_text(text)) == text


WRONG: tuple[dict[str, object], ...] = (
    {"v": 2},
    {"state": "open"},
    {"state": []},
    {"opens": "1 March"},
    {"opens": 3},
    {"more": 1},
)


def spoilt(wrong: dict[str, object]) -> str:
    return json.dumps({**json.loads(changes.to_text(ONCE)), **wrong}, separators=(",", ":"))


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "1", "{", '{"v":2}', "[" * 5000, *map(spoilt, WRONG)])
def test_what_was_not_kept_by_us_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="snapshot"):
        changes.from_text(text)
