"""Which programmes and services a question names outright."""

from dataclasses import replace

import pytest

from bot.core import text
from bot.core.matching.names import Names
from tests import tiny

NAMES = Names(
    [
        *tiny.KNOWLEDGE.entities.values(),
        replace(tiny.TRAINING, id="visiting", names={"zh": "访学"}, aliases=("访问学者",)),
    ]
)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("how much is the semester exchange", {"exchange"}),
        ("Exchange Programmes?", {"exchange"}),
        ("交换生多少钱", {"exchange"}),
        ("學期交換", {"exchange"}),
        ("visa for the exchange programme", {"exchange", "passports"}),
        ("访问学者的签证", {"visiting", "passports"}),
        ("how much", set()),
        ("jhs", set()),
        ("exchange", set()),
        ("", set()),
    ],
)
def test_names_and_aliases_are_found_and_weak_ones_are_not(question: str, named: set[str]) -> None:
    assert NAMES.found(text.fold(question)) == named


def test_weak_names_are_found_where_they_are_asked_for() -> None:
    weak = Names([replace(tiny.EXCHANGE, weak_aliases=("swap",), called=("a term with a partner",)), tiny.TRAINING])
    assert weak.found("swap or teacher training") == {"training"}
    assert weak.found("swap or teacher training", weak=True) == {"exchange", "training"}
    assert weak.whole("a term with a partner") == "exchange"


def test_the_longest_name_at_a_place_wins() -> None:
    both = Names([replace(tiny.EXCHANGE, aliases=("访问",)), replace(tiny.TRAINING, aliases=("访问学者",))])
    assert both.found("访问学者") == {"training"}
    assert both.found("访问") == {"exchange"}


def test_names_side_by_side_are_both_found() -> None:
    assert NAMES.found("交换生护照") == {"exchange", "passports"}
