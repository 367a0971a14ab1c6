"""What stands beside a window's sentence: the last working day, stages, and when one is away."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from bot.core import windows
from bot.core.answers import Answers
from bot.core.calendar import standing
from bot.core.knowledge import Day, Stage, Window
from bot.core.messages import Speech
from bot.core.working_days import WorkingDays
from tests import tiny

NAMES = {"en": "Round", "zh": "批次"}
ONCE = Window("w", NAMES, Day(3, 1, 2027), Day(4, 10, 2027))
APRIL = WorkingDays(
    holidays=frozenset({date(2027, 4, 9)}), make_up=frozenset({date(2027, 5, 8)}), published=frozenset({2027})
)


@pytest.mark.parametrize(
    ("closes", "now", "in_english", "in_chinese"),
    [
        (
            Day(4, 10, 2027),
            "2027-04-01T09:00",
            "The last working day before it is Thursday 8 April 2027.",
            "截止前最后一个工作日是2027年4月8日（星期四）。",
        ),
        (
            Day(4, 10, 2027),
            "2027-04-08T23:00",
            "Today is the last working day before it.",
            "今天是截止前最后一个工作日。",
        ),
        (Day(4, 10, 2027), "2027-04-09T09:00", "", ""),
        (Day(4, 10, 2027), "2027-04-10T09:00", "", ""),
        (Day(4, 10, 2027), "2027-02-10T09:00", "", ""),  # not open yet
        (Day(4, 10, 2027), "2027-05-10T09:00", "", ""),
        (
            Day(5, 9, 2027, time(12)),
            "2027-05-01T09:00",
            "The last working day before it is Saturday 8 May 2027.",
            "截止前最后一个工作日是2027年5月8日（星期六）。",
        ),
        (
            Day(4, 14, 2027, time(17)),
            "2027-04-01T09:00",
            "The last working day before it is Tuesday 13 April 2027.",
            "截止前最后一个工作日是2027年4月13日（星期二）。",
        ),
    ],
)
def test_the_last_working_day_before_the_end_is_told_while_it_is_ahead(
    closes: Day, now: str, in_english: str, in_chinese: str, english: Speech, chinese: Speech
) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=tiny.ZONE)
    one = standing(Window("w", NAMES, Day(3, 1, 2027), closes), moment, tiny.ZONE)
    assert windows.last_working_day(one, APRIL, moment, english) == in_english
    assert windows.last_working_day(one, APRIL, moment, chinese) == in_chinese


def test_holidays_that_are_not_published_yet_are_told_once(english: Speech, chinese: Speech) -> None:
    now = datetime(2027, 3, 10, tzinfo=tiny.ZONE)
    one = standing(ONCE, now, tiny.ZONE)
    assert windows.uncertain([one], APRIL, english) == ""
    assert windows.uncertain([one, one], WorkingDays(), english) == (
        "*For working days only weekends are counted so far: the public holidays of 2027 are not published yet.*"
    )
    assert "2027年的法定节假日安排尚未公布" in windows.uncertain([one], WorkingDays(), chinese)
    assert (
        windows.uncertain([standing(ONCE, datetime(2027, 1, 1, tzinfo=tiny.ZONE), tiny.ZONE)], WorkingDays(), english)
        == ""
    )


STAGED = Window(
    "w",
    NAMES,
    Day(9, 15),
    Day(10, 20),
    stages=(
        Stage("check", {"en": "Department check", "zh": "院系审核"}, Day(10, 25), Day(10, 21)),
        Stage("nomination", {"en": "Nomination", "zh": "推荐"}, Day(11, 5, at=time(17))),
    ),
    stay=(Day(2, 20), Day(6, 30)),
)


def lines(now: str, speech: Speech) -> list[str]:
    moment = datetime.fromisoformat(now).replace(tzinfo=tiny.ZONE)
    return list(windows.course(standing(STAGED, moment, tiny.ZONE), moment, tiny.ZONE, speech))


def test_stages_and_the_stay_stand_under_their_window(english: Speech, chinese: Speech) -> None:
    assert lines("2026-09-20T09:00", english) == [
        "Department check, Wednesday 21 October 2026 to Sunday 25 October 2026",
        "Nomination, Thursday 5 November 2026 17:00",
        "Away: Saturday 20 February 2027 to Wednesday 30 June 2027",
    ]
    assert lines("2026-09-20T09:00", chinese)[1:] == [
        "推荐，2026年11月5日（星期四） 17:00",
        "在外时间：2027年2月20日（星期六）至2027年6月30日（星期三）",
    ]


def test_who_has_applied_is_told_what_still_comes_of_that_round(english: Speech, chinese: Speech) -> None:
    assert lines("2026-10-26T09:00", english) == [
        "What is still to come in the round that has closed:",
        "Nomination, Thursday 5 November 2026 17:00",
        "Away: Saturday 20 February 2027 to Wednesday 30 June 2027",
    ]
    assert lines("2026-10-26T09:00", chinese)[:2] == [
        "已截止的这一批，接下来还有：",
        "推荐，2026年11月5日（星期四） 17:00",
    ]
    assert lines("2026-11-06T09:00", english)[-1] == "Away: Sunday 20 February 2028 to Friday 30 June 2028"


def test_the_answer_on_dates_holds_all_of_it(english: Speech) -> None:
    days = WorkingDays(published=frozenset({2026}))
    known = {**tiny.KNOWLEDGE.entities, "exchange": replace(tiny.EXCHANGE, windows=(STAGED,))}
    answers = Answers(replace(tiny.KNOWLEDGE, entities=known), days)
    (message, *_) = answers.compose("exchange#dates", datetime(2026, 10, 1, 9, tzinfo=tiny.ZONE), english)
    assert (
        "- **Round**: open until Tuesday 20 October 2026 (19 days left). "
        "The last working day before it is Monday 19 October 2026.\n  - Department check, " in message.text
    )
    assert "published" not in message.text


def test_far_rounds_keep_their_stages_to_themselves_unless_nothing_is_near() -> None:
    check = Stage("check", {"en": "Department check", "zh": "院系审核"}, Day(4, 15))
    spring = replace(STAGED, id="spring", opens=Day(3, 1), closes=Day(4, 10), stages=(check,), stay=None)

    def told(now: str, *rounds: Window) -> list[str]:
        moment = datetime.fromisoformat(now).replace(tzinfo=tiny.ZONE)
        standings = windows.in_order(rounds, moment, tiny.ZONE)
        return [one.window.id for one in windows.with_course(standings, moment, tiny.ZONE)]

    assert told("2026-10-01T09:00", STAGED, spring) == ["w"]
    assert told("2026-10-30T09:00", STAGED, spring) == ["w"]  # closed, but it goes on
    assert told("2027-02-10T09:00", STAGED, spring) == ["spring"]
    assert told("2026-12-20T09:00", STAGED, spring) == ["spring"]
