"""The time that a question names, in two languages, from any day on."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import periods
from bot.core.periods import Period

BEIJING = ZoneInfo("Asia/Shanghai")
NOW = datetime(2027, 3, 10, 9, tzinfo=BEIJING)
"""A Wednesday."""


def days(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


TODAY = days("2027-03-10", "2027-03-10")
TOMORROW = days("2027-03-11", "2027-03-11")
THIS_WEEK = days("2027-03-10", "2027-03-14")
NEXT_WEEK = days("2027-03-15", "2027-03-21")
WEEK_AFTER = days("2027-03-22", "2027-03-28")
THIS_MONTH = days("2027-03-10", "2027-03-31")
NEXT_MONTH = days("2027-04-01", "2027-04-30")
MONTH_AFTER = days("2027-05-01", "2027-05-31")
WEEK_FROM_NOW = days("2027-03-10", "2027-03-17")
TWO_WEEKS = days("2027-03-10", "2027-03-24")
NINETY = days("2027-03-10", "2027-06-08")
FEBRUARY = days("2028-02-01", "2028-02-29")
OCTOBER = days("2027-10-01", "2027-10-31")


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("what closes today?", TODAY),
        ("今天有什么截止", TODAY),
        ("what is due tomorrow", TOMORROW),
        ("明天截止的有哪些", TOMORROW),
        ("What closes THIS WEEK?", THIS_WEEK),
        ("这周有什么截止", THIS_WEEK),
        ("這週有什麼截止", THIS_WEEK),
        ("本周", THIS_WEEK),
        ("这个星期能报啥", THIS_WEEK),
        ("這個禮拜有什麼可以報名", THIS_WEEK),
        ("anything next week?", NEXT_WEEK),
        ("下周有什么截止", NEXT_WEEK),
        ("下个星期三之前", NEXT_WEEK),
        ("下下周呢", WEEK_AFTER),
        ("the week after next", WEEK_AFTER),
        ("what closes this month?", THIS_MONTH),
        ("这个月", THIS_MONTH),
        ("本月截止", THIS_MONTH),
        ("what can I apply for next month", NEXT_MONTH),
        ("下个月有什么能报", NEXT_MONTH),
        ("下個月有什麼能報", NEXT_MONTH),
        ("下月", NEXT_MONTH),
        ("the month after next", MONTH_AFTER),
        ("下下个月", MONTH_AFTER),
        ("what closes in the next 7 days", WEEK_FROM_NOW),
        ("deadlines within a week", WEEK_FROM_NOW),
        ("未来7天", WEEK_FROM_NOW),
        ("一周内截止的", WEEK_FROM_NOW),
        ("the next two weeks", TWO_WEEKS),
        ("in the coming 14 days", TWO_WEEKS),
        ("接下来两周", TWO_WEEKS),
        ("１４天之内", TWO_WEEKS),
        ("next three months", NINETY),
        ("三个月内", NINETY),
        ("next 9999 days", days("2027-03-10", "2028-03-10")),
        ("what closes in March", THIS_MONTH),
        ("三月有什么截止", THIS_MONTH),
        ("anything in May?", MONTH_AFTER),
        ("April deadlines", NEXT_MONTH),
        ("4月份", NEXT_MONTH),
        ("in Feb", FEBRUARY),
        ("february", FEBRUARY),
        ("二月", FEBRUARY),
        ("october", OCTOBER),
        ("by Sept", days("2027-09-01", "2027-09-30")),
        ("十月有什么能报的", OCTOBER),
        ("10月", OCTOBER),
        ("十一月", days("2027-11-01", "2027-11-30")),
        ("明年四月", days("2028-04-01", "2028-04-30")),
        ("april next year", days("2028-04-01", "2028-04-30")),
        ("April 2028", days("2028-04-01", "2028-04-30")),
        ("2028年4月", days("2028-04-01", "2028-04-30")),
        ("this month or next month", days("2027-03-10", "2027-04-30")),
        ("这周或下周", days("2027-03-10", "2027-03-21")),
    ],
)
def test_a_time_that_is_named_is_a_period(question: str, period: Period) -> None:
    assert periods.named(question, NOW, BEIJING) == period


@pytest.mark.parametrize(
    "question",
    [
        "what can I apply for right now?",
        "现在有什么能报",
        "what is open",
        "which programmes may I apply for",
        "this may be late, what is open",
        "how long is the tour, three days?",
        "三天够吗",
        "一个月多少钱",
        "以下周期怎么算",
        "几月截止",
        "13月",
        "0月",
        "the day after tomorrow's party",
        "next time",
        "last month",
        "上个月",
        "April 1999",
        "2026年4月",
        "",
        "；。？",
    ],
)
def test_no_time_is_no_period(question: str) -> None:
    assert periods.named(question, NOW, BEIJING) is None


def test_today_is_the_offices_day() -> None:
    late = datetime(2027, 3, 31, 16, 30, tzinfo=UTC)  # half past midnight in Beijing
    assert periods.named("this month", late, BEIJING) == days("2027-04-01", "2027-04-30")


def test_at_the_end_of_the_calendar_nothing_breaks() -> None:
    assert periods.named("next month", datetime(9999, 12, 31, 12, tzinfo=BEIJING), BEIJING) is None
    assert periods.named("in april 9999", NOW, BEIJING) is None


moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31), timezones=st.just(BEIJING))  # noqa: DTZ001
PHRASES = ("today", "tomorrow", "this week", "next week", "this month", "next month", "in 3 weeks", "in june", "in may")
SAID = ("今天", "这周", "下周", "这个月", "下个月", "六月", "2周内", "明年一月")
phrases = st.sampled_from((*PHRASES, *SAID))


@given(st.text(), phrases, st.text(), moments)
def test_a_period_is_ahead_and_has_an_end(before: str, phrase: str, after: str, now: datetime) -> None:
    for question in (phrase, f"{before} {phrase} {after}"):
        found = periods.named(question, now, BEIJING)
        if found:
            assert now.date() <= found.first <= found.last
    assert periods.named(phrase, now, BEIJING) is not None


@given(moments)
def test_weeks_and_months_follow_each_other(now: datetime) -> None:
    for this, following in (("this week", "next week"), ("这个月", "下个月")):
        one, other = periods.named(this, now, BEIJING), periods.named(following, now, BEIJING)
        assert one and other and one.last + timedelta(1) == other.first and one.first == now.date()


@given(moments, st.integers(1, 366))
def test_so_many_days_are_so_many_days(now: datetime, number: int) -> None:
    for question in (f"in the next {number} days", f"未来{number}天", f"{number}天内"):
        assert periods.named(question, now, BEIJING) == Period(now.date(), now.date() + timedelta(number))


@pytest.mark.parametrize(
    "question", ["what closes in april", "which programmes open in may", "四月有什么截止的", "這個月有什麼可以報的"]
)
def test_a_question_may_ask_for_whatever_a_time_brings(question: str) -> None:
    assert periods.open_to_all(question)


@pytest.mark.parametrize(
    "question", ["does it close in april", "what day in april does it close", "四月什么时候截止", "四月截止吗"]
)
def test_a_question_about_one_thing_stays_with_it(question: str) -> None:
    assert not periods.open_to_all(question)
