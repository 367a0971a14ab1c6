"""How a turn is judged: by what is said, then by what is offered."""

from dataclasses import replace

import pytest

from bot.core.asking.evaluation import Judged, grouped, shares
from bot.core.talk import labels
from bot.core.talk.labels import UNKNOWN

BASE = Judged("t", 0, "en", "question", "?", (labels.read("exchange#cost"),), (), (), "answer", 1.0)


def turn(expect: str, said: str = "", offered: str = "", kind: str = "question") -> Judged:
    read = [tuple(labels.read(one) for one in words.split()) for words in (expect, said, offered)]
    return replace(BASE, expect=read[0], said=read[1], offered=read[2], kind=kind)


@pytest.mark.parametrize(
    ("one", "verdict"),
    [
        (turn("exchange#cost", "exchange#dates exchange#cost"), "R"),
        (turn("exchange#cost", "exchange#dates tour#cost exchange#cost"), "W"),
        (turn("exchange#cost", "", "tour#cost exchange#cost"), "A"),
        (turn("exchange#cost", "", "tour#cost a#b c#d e#f exchange#cost"), "X"),
        (turn("exchange#cost", "exchange#dates", "exchange#cost"), "W"),
        (turn("exchange#cost", "unknown"), "U"),
        (turn("elsewhere:finance", "elsewhere:hr", kind="elsewhere"), "R"),
        (turn("smalltalk", "smalltalk", kind="smalltalk"), "R"),
        (turn("emergency:health", "emergency:crime", kind="emergency"), "W"),
        (turn("unknown", "unknown", kind="unknown"), "R"),
    ],
)
def test_the_verdict(one: Judged, verdict: str) -> None:
    assert one.verdict == verdict


def test_a_turn_whose_first_label_is_trouble_counts_with_the_emergencies() -> None:
    one = turn("emergency:health tour#safety", "tour#safety", kind="followup")
    assert one.group == "emergency" and one.verdict == "R"
    assert list(grouped([one])) == ["en emergency", "en all"]


def test_false_alarms_are_counted_where_nobody_is_in_danger() -> None:
    turns = [
        turn("exchange#cost", "emergency:health"),
        turn("exchange#cost", "exchange#cost"),
        turn("emergency:scam", "emergency:scam"),
    ]
    assert shares(turns).false_alarms == 0.5
    assert UNKNOWN.kind == "unknown"
