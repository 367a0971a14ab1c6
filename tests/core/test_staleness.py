"""Past its date a text gives no date and no amount; what else it says stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import staleness

AMOUNTS = [
    "¥2,000", "￥ 500", "$300", "€1.200", "£80", "30%", "12.5 %", "75％", "3000 yuan", "RMB 800", "cny 12", "USD 40",
    "HK$500", "50 dollars", "3 thousand yuan", "two thousand yuan", "2,000元", "3万元", "1.5 万 元", "五千元",
    "三百块钱", "500块", "800港币", "40美元",
]  # fmt: skip
DATES = [
    "15 April", "1st March", "3 of May", "April 15", "Sept 3", "Oct. 20", "2027-03-01", "2027-03", "in October",
    "20 Dec 2027", "3月15日", "10月", "12 月 1 号", "2027年", "9月份", "before May 5",
    "十月", "三月十五日", "每月15号", "2027/4/10", "10.4.2027", "Apr 2027", "spring 2027",
]  # fmt: skip
STAY = [
    "Call +86-10-12308 at any hour.", "外交部热线 12308，24 小时。", "Phone 000-0000 0000 ext. 3.",
    "3+1 means one year abroad.", "IELTS 6.0 is enough.", "N3 or HSK 4 is asked for.", "It takes two weeks.",
    "办理需要 15 个工作日。", "Room 301, block A.", "4–8 weeks.", "You may stay 90 days.", "students@example.edu",
    "Maybe 30 days, 2 decisions.", "https://example.edu/a?b=1",
    "The decision is theirs.", "读一个学期。", "Year 2 and above.", "大二以上可以报名，三个月内有结果。", "1–3 周。",
]  # fmt: skip


@pytest.mark.parametrize("amount", AMOUNTS)
def test_every_way_to_write_an_amount_is_seen(amount: str) -> None:
    assert staleness.dated(f"You pay {amount} here")
    assert staleness.withhold(f"Bring papers.\n\n- Fee: {amount}\n- Photo") == "Bring papers.\n\n- Photo"


@pytest.mark.parametrize("day", DATES)
def test_every_way_to_write_a_date_is_seen(day: str) -> None:
    assert staleness.withhold(f"Bring papers. It closes {day}. Ask us.") == "Bring papers. Ask us."


@pytest.mark.parametrize("text", STAY)
def test_telephones_levels_and_lengths_stay(text: str) -> None:
    assert staleness.withhold(text) == text


def test_a_sentence_goes_and_its_neighbours_stay() -> None:
    text = "Ask first. The fee is ¥500. It is paid once."
    assert staleness.withhold(text) == "Ask first. It is paid once."
    assert staleness.withhold("先问清楚。费用500元。交一次就行。") == "先问清楚。交一次就行。"


def test_a_list_item_goes_whole() -> None:
    assert staleness.withhold("1. Come.\n2. Pay 30 yuan. Keep the receipt.\n3. Go.") == "1. Come.\n3. Go."
    assert staleness.withhold("* Pay 30 yuan.\n* Go.") == "* Go."


def test_nothing_may_be_left() -> None:
    assert staleness.withhold("¥500") == ""
    assert staleness.withhold("") == ""


fragments = st.sampled_from([*[f"It is {amount}." for amount in AMOUNTS], *[f"It is {day}." for day in DATES], *STAY])
marks = st.sampled_from(["", "- ", "1. ", "* "])


@given(st.lists(st.tuples(marks, fragments, st.sampled_from([" ", "\n", "\n\n"])), max_size=8))
def test_no_date_and_no_amount_survives(pieces: list[tuple[str, str, str]]) -> None:
    text = "".join(mark + fragment + gap for mark, fragment, gap in pieces)
    left = staleness.withhold(text)
    assert not staleness.dated(left)
    assert staleness.withhold(left) == left
