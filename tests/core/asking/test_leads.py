"""An answer told with one fact first says the same: nothing lost, nothing doubled, no condition left behind."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import messages
from bot.core.asking.facts import Fact, brief, facts, led
from bot.core.asking.told import answers
from bot.core.knowledge import Knowledge

COST = """You keep paying tuition here and pay **no tuition at the host**; everything else is yours.

- **You pay:** room, meals, flights. As a rough plan, ¥30,000–60,000 for a term (sample).
- **Here:** no application fee.

Your home dorm bed and bills: finance office. Short of money? Ask about grants before you give up. \
It is an ordinary question, and nobody is thought less of for asking it."""

PAPERS = """For the selection you hand in:

1. exchange form
2. transcript

**After the offer**
- insurance
- visa form

Hand in one PDF."""


def fact(text: str, words: str) -> Fact:
    return next(one for one in facts(text) if words in one.text)


def told(text: str) -> list[str]:
    return [one.text for one in facts(text)]


def test_items_paragraphs_and_sentences_of_long_paragraphs_are_facts() -> None:
    assert told(COST) == [
        "You keep paying tuition here and pay **no tuition at the host**; everything else is yours.",
        "- **You pay:** room, meals, flights. As a rough plan, ¥30,000–60,000 for a term (sample).",
        "- **Here:** no application fee.",
        "Your home dorm bed and bills: finance office.",
        "Short of money? Ask about grants before you give up. It is an ordinary question, and nobody is thought less "
        "of for asking it.",
    ]


def test_a_fact_brings_the_heading_of_its_list_and_the_other_items_follow() -> None:
    assert {one.text: one.heading for one in facts(PAPERS)} == {
        "1. exchange form": "For the selection you hand in:",
        "2. transcript": "For the selection you hand in:",
        "- insurance": "**After the offer**",
        "- visa form": "**After the offer**",
        "Hand in one PDF.": "",
    }
    moved = led(PAPERS, fact(PAPERS, "visa"))
    assert moved.startswith(
        "**After the offer**\n- visa form\n- insurance\n\nFor the selection you hand in:\n\n1. exchange"
    )
    assert moved.endswith("2. transcript\n\nHand in one PDF.")


def test_a_numbered_step_keeps_its_number() -> None:
    assert led(PAPERS, fact(PAPERS, "transcript")).startswith(
        "For the selection you hand in:\n\n2. transcript\n1. exchange"
    )


def test_a_sentence_comes_out_of_its_paragraph() -> None:
    moved = led(COST, fact(COST, "Short of money"))
    assert moved.startswith("Short of money? Ask about grants")
    assert moved.endswith("\n\nYour home dorm bed and bills: finance office.")


@pytest.mark.parametrize(
    "whole",
    [
        "You may work there. Otherwise the visa is taken away.",
        "Is there still time? While the round is open, yes.",
        "**Passport:** it belongs to you. Nobody may keep it.",
        "Sometimes. A course in the plan gives its credits.",
        "You may stay for a second term. (Only with a new nomination.)",
        "可以延期。但要提前两个月提出。",
        "还来得及吗？批次没截止就来得及。",
        "**护照**：是你自己的。谁也不能扣。",
        'Somebody says: "Wait. Then go."',
    ],
)  # fmt: skip
def test_what_is_not_understood_alone_stays_together(whole: str) -> None:
    before = "Every paragraph that goes on for very long is told sentence by sentence, as this one here is."
    after = "Whoever reads so far has read enough of it and may stop."
    first, second, *_ = told(f"{before} {whole} {after}")
    assert first == before
    assert second.startswith(whole)


def test_a_label_goes_with_its_own_sentence_only() -> None:
    first = "**Online**: register the meeting with the office about two weeks ahead, and the office checks the slides."
    second = "**Own international meeting here**: come at least six months before, because others have to agree."
    assert told(f"{first} {second}") == [first, second]


def test_one_line_of_a_paragraph_is_a_fact_where_lines_are_sentences() -> None:
    lines = ["**Got lost:** stay where you are.", "**Fraud:** hang up."]
    assert told("\n".join(lines)) == lines
    assert told("A sentence that is\nbroken in two.") == ["A sentence that is\nbroken in two."]


def test_a_fact_that_is_gone_changes_nothing() -> None:
    assert led("Ask us.", fact(COST, "no application fee")) == "Ask us."
    assert led("", fact(COST, "no application fee")) == ""


def test_an_item_never_gets_the_heading_of_another_list() -> None:
    text = "You pay:\n\n- the flight\n\nThe rest is free for you.\n\n- the room\n\nAsk us."
    assert led(text, fact(text, "The rest is free")) == text


def test_brief_is_the_fact_and_the_first_paragraph() -> None:
    assert brief(COST, fact(COST, "no application fee"), 140) == (
        "- **Here:** no application fee.\n\n"
        "You keep paying tuition here and pay **no tuition at the host**; everything else is yours."
    )
    assert brief(COST, fact(COST, "no application fee"), 60) == "- **Here:** no application fee."
    assert brief(COST, fact(COST, "no application fee"), 20) == ""
    assert brief(PAPERS, fact(PAPERS, "visa form"), 100) == "**After the offer**\n- visa form"


def test_brief_of_a_fact_that_is_gone_is_how_the_text_begins() -> None:
    assert brief("Ask us.", fact(COST, "no application fee"), 50) == "Ask us."
    assert brief("", fact(COST, "no application fee"), 50) == ""


def test_every_fact_of_the_shipped_knowledge_can_come_first(shipped: Knowledge) -> None:
    moved = 0
    for text in answers(shipped).values():
        for one in facts(text):
            first = led(text, one)
            assert first.startswith(one.heading or one.text), (text, one)
            assert led(first, one) == first
            assert letters(first) == letters(text)
            moved += first != text
    assert moved > 2000


words = st.sampled_from(
    [
        "You may go.", "It costs ¥500.", "What you pay:", "**For the trip**", "**Label:** so it is.", "Is it far?",
        "No.",
        "A sentence that is long enough to stand by itself, and to be told alone.", "e.g. this one", "12.5 %", "x" * 90,
        "(sample)", "**bold. Not yet", "\"Quoted. Twice.\"", "a word",
        "可以。", "但要先申请。", "材料如下：", "**标签**：就是这样。", "多久？",
    ]
)  # fmt: skip
starts = st.sampled_from(["", "- ", "1. ", "2) ", "* ", "  - ", "   "])
gaps = st.sampled_from([" ", "\n", "\n\n", "\n\n\n", ""])
knowledge = st.lists(st.tuples(starts, words, gaps), max_size=14).map(lambda all_: "".join(map("".join, all_)))
anything = st.text(st.sampled_from("ab- 1.*:：\n?。（)不"), max_size=80) | st.text(max_size=60)


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def lines(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.split("\n") if line.strip().startswith(("- ", "* ", "1. ", "2) ")))


@given(knowledge | anything, st.data())
def test_nothing_is_lost_and_nothing_is_doubled(text: str, data: st.DataObject) -> None:
    found = facts(text)
    if not found:
        return
    one = data.draw(st.sampled_from(found))
    first = led(text, one)
    assert letters(first) == letters(text)
    assert lines(first) == lines(text)
    assert led(first, one) == first
    if first != text:
        assert first.startswith(one.heading or one.text)
        assert Counter((each.text, each.heading) for each in facts(first) if each.heading) == Counter(
            (each.text, each.heading) for each in found if each.heading
        )


@given(knowledge | anything, st.integers(0, 120), st.data())
def test_brief_is_never_too_long_and_says_what_the_text_says(text: str, limit: int, data: st.DataObject) -> None:
    for one in facts(text)[:3]:
        short = brief(text, one, limit)
        assert messages.length(short) <= limit
        assert not letters(short) - letters(text)
        if short:
            assert short.startswith(one.heading or one.text)


@given(knowledge | anything)
def test_facts_stand_in_the_text_in_order(text: str) -> None:
    at = 0
    for one in facts(text):
        at = text.index(one.text, at) + len(one.text)
    assert [one.place for one in facts(text)] == sorted({one.place for one in facts(text)})
