"""Buttons as rows that a phone can show."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.keyboard import keyboard, rows
from bot.core.actions import Ask, Browse, More
from bot.core.messages import Button
from tests.botapi import methods

TOPICS = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=90)
ACTIONS = st.one_of(TOPICS.map(Ask), TOPICS.map(Browse), st.builds(More, TOPICS, st.integers(0, 999)))
BUTTONS = st.lists(st.builds(Button, st.text(max_size=70), ACTIONS), max_size=120)


def labels(*words: str) -> list[tuple[str, ...]]:
    return [tuple(one.label for one in row) for row in rows([Button(word, Browse()) for word in words])]


def test_short_labels_share_a_row_and_long_ones_do_not() -> None:
    assert labels("Cost", "Dates", "Where to find the office", "Hours", "All topics", "Person") == [
        ("Cost", "Dates"),
        ("Where to find the office",),
        ("Hours", "All topics"),
        ("Person",),
    ]


def test_a_chinese_character_takes_the_room_of_two() -> None:
    assert labels("申请条件", "报名时间") == [("申请条件", "报名时间")]
    assert labels("国际合作与交流处的电话", "费用") == [("国际合作与交流处的电话",), ("费用",)]


def test_no_buttons_is_no_keyboard() -> None:
    assert keyboard(()) is None


@given(BUTTONS)
def test_telegram_takes_any_keyboard(buttons: list[Button]) -> None:
    made = keyboard([Button(one.label.strip(), one.action) for one in buttons])
    if made:
        methods.checked_markup({"reply_markup": made.to_dict()})
        assert len([one for row in made.inline_keyboard for one in row]) == min(len(buttons), 100)
