"""Letters to followers: one occasion or several, late or not, in both languages."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import following
from bot.core.following import Follow
from bot.core.knowledge import Day, Knowledge, Stage, Window
from bot.core.messages import Speech
from bot.core.reminders import Occasion, Rules, coming, due
from bot.core.working_days import WorkingDays
from tests import tiny

DAYS = WorkingDays(published=frozenset({2027}))
NAMES = {"en": "Winter round", "zh": "冬季批次"}
INTERVIEWS = Stage("interviews", {"en": "interviews", "zh": "面试"}, Day(4, 20), remind=(3,))
FORMS = Stage("forms", {"en": "forms", "zh": "表格"}, Day(5, 10, at=time(12)), Day(5, 1), remind=(1,))


def knowing(*windows: Window) -> Knowledge:
    exchange = replace(tiny.EXCHANGE, windows=windows or (tiny.ROUND,))
    return replace(tiny.KNOWLEDGE, entities={**tiny.KNOWLEDGE.entities, "exchange": exchange})


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=tiny.ZONE).astimezone(UTC)


def missed(knowledge: Knowledge, until: str) -> tuple[Occasion, ...]:
    now = at(until)
    return due(knowledge, DAYS, Rules(), now - timedelta(days=1), now)


def written(knowledge: Knowledge, now: str, speech: Speech, *, late: bool = False, days: WorkingDays = DAYS) -> str:
    found = missed(knowledge, now)
    assert found
    keys = {one.key for one in found} if late else set()
    return following.reminder(found, keys, knowledge, days, at(now), speech).text


def test_one_reminder_says_what_closes_when_and_how_to_stop(english: Speech, chinese: Speech) -> None:
    assert written(knowing(), "2027-04-03T09:00", english) == (
        "**Semester exchange – Spring round** closes in 7 days: Saturday 10 April 2027 17:00. "
        "The last working day before it is Friday 9 April 2027.\n\n"
        + english.say("sample")
        + "\n*All times are Beijing time (UTC+8).*\n\n"
        "*You get this because you follow Semester exchange – Spring round. "
        "To stop or change it: /following · Which rule: /why*"
    )
    assert written(knowing(), "2027-04-03T09:00", chinese) == (
        "**学期交换 · 春季批次**：还有 7 天截止，2027年4月10日（星期六） 17:00。"
        "截止前最后一个工作日是2027年4月9日（星期五）。\n\n" + chinese.say("sample") + "\n*以上均为北京时间。*\n\n"
        "*你关注了“学期交换 · 春季批次”，所以收到这条提醒。取消或调整：/following · 依据哪条规则：/why*"
    )


@pytest.mark.parametrize(
    ("window", "now", "english_text", "chinese_text"),
    [
        (
            Window("w", NAMES, Day(3, 1), Day(4, 10)),
            "2027-04-09T09:00",
            "closes tomorrow: Saturday 10 April 2027. Today is the last working day before it.",
            "：明天截止，2027年4月10日（星期六）。今天是截止前最后一个工作日。",
        ),
        (
            Window("w", NAMES, Day(3, 1), Day(4, 10), remind=(0,), tentative=True),
            "2027-04-10T09:00",
            "closes today: Saturday 10 April 2027. (tentative)",
            "：今天截止，2027年4月10日（星期六）。（暂定）",
        ),
        (
            Window("w", NAMES, Day(3, 1), Day(4, 10)),
            "2027-03-01T09:00",
            "opens today. Open until Saturday 10 April 2027.",
            "：今天开放申请。2027年4月10日（星期六）截止。",
        ),
        (Window("w", NAMES, Day(3, 1)), "2027-03-02T08:00", "opened yesterday.", "：昨天已开放申请。"),
        (
            Window("w", NAMES, Day(3, 1), Day(4, 10), stages=(INTERVIEWS,)),
            "2027-04-17T09:00",
            "Winter round: interviews** is in 3 days: Tuesday 20 April 2027. "
            "The last working day before it is Monday 19 April 2027.",
            "：面试**：还有 3 天，2027年4月20日（星期二）。截止前最后一个工作日是2027年4月19日（星期一）。",
        ),
        (
            Window("w", NAMES, Day(3, 1), Day(4, 10), stages=(FORMS,)),
            "2027-05-09T09:00",
            "Winter round: forms** ends tomorrow: Monday 10 May 2027 12:00.",
            "：表格**：明天结束，2027年5月10日（星期一） 12:00。",
        ),
    ],
)
def test_what_the_first_paragraph_says(
    window: Window, now: str, english_text: str, chinese_text: str, english: Speech, chinese: Speech
) -> None:
    for speech, expected in ((english, english_text), (chinese, chinese_text)):
        first, *rest = written(knowing(window), now, speech).split("\n\n")
        assert first.endswith(expected)
        assert "/following" in rest[-1] and "/why" in rest[-1]


def test_a_late_one_says_when_it_should_have_come(english: Speech, chinese: Speech) -> None:
    late = written(knowing(), "2027-04-03T12:00", english, late=True)
    assert "This comes late, sorry: it should have come on Saturday 3 April 2027 09:00." in late
    assert "本应在2027年4月3日（星期六） 09:00发出" in written(knowing(), "2027-04-03T12:00", chinese, late=True)


def test_several_are_a_digest_the_most_urgent_first(english: Speech, chinese: Speech) -> None:
    windows = (
        Window("late", NAMES, Day(3, 1), Day(4, 17), remind=(14,)),
        Window("soon", {"en": "Soon", "zh": "将近"}, Day(3, 1), Day(4, 4), remind=(1,)),
        Window("new", {"en": "New", "zh": "新"}, Day(4, 3)),
    )
    text = written(knowing(*windows), "2027-04-03T09:00", english)
    assert text == (
        "**Dates that you follow**\n\n"
        "- **Semester exchange – Soon** closes tomorrow: Sunday 4 April 2027.\n"
        "- **Semester exchange – New** opens today.\n"
        "- **Semester exchange – Winter round** closes in 14 days: Saturday 17 April 2027.\n\n"
        "*You get this because you follow these. To stop or change it: /following · Which rules: /why*"
    )
    late = written(knowing(*windows), "2027-04-03T12:00", chinese, late=True)
    assert "抱歉，其中有些提醒来晚了" in late and late.startswith("**你关注的日期**")


def test_working_days_without_published_holidays_say_so(english: Speech) -> None:
    text = written(knowing(), "2027-04-03T09:00", english, days=WorkingDays())
    assert "(Only weekends are counted: the public holidays of that year are not published yet.)" in text


def test_another_zone_is_named(english: Speech) -> None:
    knowledge = replace(knowing(), zone="Europe/Berlin")
    (one,) = coming(knowledge, DAYS, Rules(), at("2027-04-03T09:00"), at("2027-04-04T09:00"))
    text = following.reminder([one], (), knowledge, DAYS, one.at, english).text
    assert "*All times are in the zone Europe/Berlin.*" in text


def test_what_is_gone_from_the_knowledge_can_still_be_said(english: Speech) -> None:
    (one,) = missed(knowing(), "2027-04-03T09:00")
    knowledge = replace(tiny.KNOWLEDGE, entities={})
    text = following.reminder([one], (), knowledge, WorkingDays(), at("2027-04-03T09:00"), english).text
    assert text.startswith("**exchange** closes in 7 days: Saturday 10 April 2027.")


def test_a_follow_is_of_all_rounds_unless_it_names_one() -> None:
    assert Follow("exchange") == Follow("exchange", "")


@given(
    st.datetimes(datetime(2027, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(("Asia/Shanghai", "Europe/Berlin", "Pacific/Kiritimati", "America/Adak")),
    st.booleans(),
)
def test_whatever_was_missed_can_be_said(now: datetime, zone: str, late: bool) -> None:
    knowledge = replace(
        knowing(tiny.ROUND, Window("w", NAMES, Day(12, 20), Day(1, 20), stages=(INTERVIEWS, FORMS))), zone=zone
    )
    found = due(knowledge, DAYS, Rules(), now - timedelta(days=60), now)
    keys = {one.key for one in found} if late else set()
    for language in ("en", "zh"):
        speech = Echo(language)
        for chosen in (found, *((one,) for one in found)):
            if chosen:
                text = following.reminder(chosen, keys, knowledge, DAYS, now, speech).text
                assert ("reminder-late" in text) is late
                assert text == following.reminder(chosen[::-1], keys, knowledge, DAYS, now, speech).text


class Echo:
    """Says keys, so that rules can be seen without words."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, key: str, **values: object) -> str:
        assert not isinstance(values.get("days"), int) or int(str(values["days"])) >= 0
        return key
