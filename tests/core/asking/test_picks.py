"""What people say to choices instead of tapping one."""

from collections.abc import Mapping

import pytest

from bot.core.asking import picks
from bot.core.messages import Speech

OFFERED = ("exchange#cost", "exchange#dates", "act:fit")


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("the first one", "exchange#cost"), ("2", "exchange#dates"), ("第二个", "exchange#dates"),
        ("the last one", "act:fit"),
        ("none of these", False), ("都不是", False), ("how much is the tour", None), ("yes", None),
    ],
)  # fmt: skip
def test_a_choice_can_be_said(said: str, label: object, speeches: Mapping[str, Speech]) -> None:
    assert picks.picked(said, OFFERED, speeches) == label


def test_yes_means_the_only_one(speeches: Mapping[str, Speech]) -> None:
    assert picks.picked("yes", OFFERED[:1], speeches) == OFFERED[0]


def test_without_choices_nothing_is_picked(speeches: Mapping[str, Speech]) -> None:
    assert picks.picked("the first one", (), speeches) is None
