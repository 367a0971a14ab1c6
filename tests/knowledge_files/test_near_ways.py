"""Ways to ask that two topics share, or nearly share."""

import random
import time
from collections.abc import Callable

from rapidfuzz import fuzz

from bot.core import text
from bot.knowledge_files import Loaded, near_ways

Only = Callable[[dict[str, str]], Loaded]


def entries(*ways: list[str]) -> dict[str, str]:
    rows = [f"- id: q{n}\n  ask: {{en: {some}}}\n  answer: {{en: x}}\n" for n, some in enumerate(ways)]
    return {"faq/a.yaml": "".join(rows)}


def test_the_same_way_under_two_topics_is_told_with_both_places(only: Only) -> None:
    loaded = only(entries(["how much is it", "other"], ["HOW much is it"]))
    assert loaded.problems == ()
    assert [str(problem) for problem in near_ways(loaded)] == [
        "knowledge/faq/a.yaml:5:14: 'HOW much is it' of 'q1' stands also under 'q0' "
        "('how much is it' in knowledge/faq/a.yaml:2; keep it where it belongs)"
    ]


def test_a_way_that_is_nearly_the_same_is_told_once_and_as_a_warning(only: Only) -> None:
    loaded = only(entries(["how much does the summer tour cost"], ["how much does a summer tour cost"]))
    (problem,) = near_ways(loaded)
    assert problem.warning
    assert "is nearly the same as one under 'q0'" in str(problem)


def test_ways_of_one_topic_may_be_alike(only: Only) -> None:
    assert (
        near_ways(
            only(entries(["how much does the tour cost", "how much did the tour cost", "How much did the tour cost"]))
        )
        == ()
    )


def test_short_ways_that_differ_in_a_letter_are_different(only: Only) -> None:
    assert near_ways(only(entries(["交换生费用"], ["交换生学费"]))) == ()


def test_a_broken_folder_has_no_near_ways(only: Only) -> None:
    assert near_ways(only({"faq/a.yaml": "["})) == ()


def test_a_folder_without_ways_has_no_near_ways(only: Only) -> None:
    assert near_ways(only({"faq/a.yaml": "- {id: a, answer: {en: b}}"})) == ()


def test_no_pair_is_missed(only: Only) -> None:
    """Against the plain comparison of all with all."""
    dice = random.Random(7)
    ways = ["".join(dice.choices("ab 中", k=dice.randint(1, 40))) + "z" for _ in range(700)]
    ways += [way[:-3] + "yz" for way in ways if len(way) > 10]
    folded = list(dict.fromkeys(text.fold(way) for way in ways))
    expected = sum(fuzz.ratio(a, b) >= 92 for n, a in enumerate(folded) for b in folded[:n])
    found = near_ways(only(entries(*([way] for way in folded))))
    assert expected > 100
    assert len(found) == min(expected, 1001)


def test_a_flood_of_near_ways_is_cut(only: Only) -> None:
    loaded = only(entries(*([f"what is the balance of account number {n}"] for n in range(3_000))))
    started = time.perf_counter()
    found = near_ways(loaded)
    assert len(found) == 1001
    assert any("more than 1000 ways to ask are nearly the same" in problem.text for problem in found)
    assert time.perf_counter() - started < 5


def test_twenty_thousand_ways_are_compared_in_seconds(only: Only) -> None:
    dice = random.Random(1)
    ways = [["".join(dice.choices("abcdefghijklmnopq ", k=30)).strip() + "z"] for _ in range(20_000)]
    halves = {
        f"faq/{part}.yaml": entries(*ways[part::4])["faq/a.yaml"].replace("id: q", f"id: {part}-") for part in range(4)
    }
    loaded = only(halves)
    assert loaded.problems == ()
    started = time.perf_counter()
    near_ways(loaded)
    assert time.perf_counter() - started < 15
