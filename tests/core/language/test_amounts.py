"""How long somebody wants peace, and in which year they study, as people put it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import text
from bot.core.language import amounts


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("pause for two weeks", 14),
        ("leave me alone for a month", 30),
        ("no pings for 10 days please", 10),
        ("out of office. 1 wk.", 7),
        ("a fortnight without you", 14),
        ("give it a rest for a couple of weeks", 14),
        ("quiet for twenty days", 20),
        ("2-3 weeks", 21),
        ("暂停两周", 14),
        ("先静音十天", 10),
        ("二十天后见", 20),
        ("十二天", 12),
        ("３个月别发", 90),
        ("半个月别发", 15),
        ("兩個禮拜唔好搵我", 14),
        ("一两个礼拜先不发", 14),
        ("俩月后再说", 60),
        ("两 个 星期", 14),
        ("睡一个星期", 7),
    ],
)
def test_a_length_of_time_is_understood(said: str, days: int) -> None:
    assert amounts.days(text.fold(said)) == days


@pytest.mark.parametrize(
    "said",
    [
        "shut up",
        "quiet till the 20th",
        "extra days off",
        "on Monday",
        "nothing before March",
        "六月底前安静点",
        "四月份整个月停",
        "12月再开",
        "到15号",
        "一百二十天",
        "0 days",
        "",
    ],
)
def test_a_date_or_nothing_is_no_length_of_time(said: str) -> None:
    """Then it is asked for how long: a wrong guess would keep a deadline from somebody."""
    assert amounts.days(text.fold(said)) is None


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("I am a second-year student", 2),
        ("first year nursing", 1),
        ("welder, year 3", 3),
        ("what's there for 4th years", 4),
        ("as a freshman", 1),
        ("sophomores", 2),
        ("我大三，能报啥", 3),
        ("我女儿护理专业二年级", 2),
        ("大一新生", 1),
    ],
)
def test_a_year_of_study_is_understood(said: str, year: int) -> None:
    assert amounts.year(text.fold(said)) == year


@pytest.mark.parametrize("said", ["in the year 2027", "next year", "year 12", "十年级", "大学", "every year", ""])
def test_other_years_are_none_of_study(said: str) -> None:
    assert amounts.year(text.fold(said)) is None


@given(st.text(max_size=60) | st.text("0123456789一二两三十百个天周月 aday weekmonth-", max_size=30))
def test_whatever_is_said_no_length_is_nothing_or_less(said: str) -> None:
    days = amounts.days(text.fold(said))
    assert days is None or days > 0
    assert amounts.year(text.fold(said)) in {None, 1, 2, 3, 4}
