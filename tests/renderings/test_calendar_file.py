"""The personal calendar: parsed back it says what the knowledge says, and another reader takes it without a word."""

import warnings
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar, Event

from bot.core import calendar_entries
from bot.core.calendar_entries import Entry
from bot.core.follow_pages import Office
from bot.core.knowledge import Day, Knowledge, Stage, Window
from bot.core.messages import Speech
from bot.renderings import Files
from tests import tiny

NOW = datetime(2027, 3, 1, 9, tzinfo=tiny.ZONE)
NAMES = {"en": "Round; with, signs\\", "zh": "批次"}
ROUND = Window(
    "spring", NAMES, Day(3, 1), Day(4, 10, at=time(17)), remind=(30, 7, 1),
    stages=(
        Stage("interviews", {"en": "Interviews", "zh": "面试"}, Day(4, 22), Day(4, 20), remind=(3, 1)),
        Stage("list", {"en": "List", "zh": "名单"}, Day(5, 31)),
    ),
    stay=(Day(7, 15), Day(8, 5)),
)  # fmt: skip


def office(*windows: Window, zone: str = "Asia/Shanghai") -> Office:
    entity = replace(tiny.EXCHANGE, windows=windows)
    return Office(replace(tiny.KNOWLEDGE, entities={"exchange": entity}, zone=zone))


def written(entries: tuple[Entry, ...], zone: str = "Asia/Shanghai") -> bytes:
    return Files().calendar("Going abroad", entries, zone, NOW)


def events(content: bytes) -> dict[str, Event]:
    parsed = Calendar.from_ical(content.decode())
    assert isinstance(parsed, Calendar)
    return {str(event["uid"]): event for event in parsed.events}


def made(speech: Speech, *windows: Window) -> tuple[Entry, ...]:
    return calendar_entries.of(office(*windows), [("exchange", "")], NOW, speech)


def test_parsed_back_it_equals_the_knowledge(english: Speech) -> None:
    found = events(written(made(english, ROUND)))
    place = "exchange.spring.2027"
    assert {*found} == {f"{place}.{what}@open-window" for what in ("opens", "closes", "interviews", "list", "stay")}
    closes = found[f"{place}.closes@open-window"]
    assert closes.decoded("dtstart") == datetime(2027, 4, 10, 17, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert str(closes["summary"]) == "Semester exchange – Round; with, signs\\: closes"
    assert found[f"{place}.opens@open-window"].decoded("dtstart") == date(2027, 3, 1)
    interviews = found[f"{place}.interviews@open-window"]
    assert (interviews.decoded("dtstart"), interviews.decoded("dtend")) == (date(2027, 4, 20), date(2027, 4, 23))
    stay = found[f"{place}.stay@open-window"]
    assert (stay.decoded("dtstart"), stay.decoded("dtend")) == (date(2027, 7, 15), date(2027, 8, 6))


def at(month: int, day: int, hour: int = 0) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=tiny.ZONE)


def rings(event: Event, start: datetime) -> list[datetime]:
    return sorted(start + alarm.decoded("trigger") for alarm in event.walk("VALARM"))


def test_alarms_ring_when_the_bot_would_write(english: Speech) -> None:
    found = events(written(made(english, ROUND)))
    closes = found["exchange.spring.2027.closes@open-window"]
    days = [date(2027, 3, 11), date(2027, 4, 3), date(2027, 4, 9)]
    assert rings(closes, at(4, 10, 17)) == [at(day.month, day.day, 9) for day in days]
    interviews = found["exchange.spring.2027.interviews@open-window"]
    expected = [at(4, 19, 9), at(4, 21, 9)]
    assert rings(interviews, at(4, 20)) == expected


def test_a_whole_day_stays_a_day_in_whatever_zone_the_phone_is(english: Speech) -> None:
    found = events(written(made(english, replace(ROUND, closes=Day(4, 10)))))
    start = found["exchange.spring.2027.closes@open-window"].decoded("dtstart")
    assert start == date(2027, 4, 10) and not isinstance(start, datetime)


def test_times_come_with_their_zone(english: Speech) -> None:
    content = written(made(english, ROUND)).decode()
    assert "BEGIN:VTIMEZONE" in content and "TZID:Asia/Shanghai" in content
    assert "DTSTART;TZID=Asia/Shanghai:20270410T170000" in content


def test_uids_stay_while_the_dates_move_and_the_version_does_not(english: Speech) -> None:
    moved = replace(ROUND, closes=Day(4, 17, at=time(12)))
    before, after = ({one.uid: one for one in made(english, window)} for window in (ROUND, moved))
    assert {*before} == {*after}
    changed = {uid for uid in before if before[uid].version != after[uid].version}
    assert changed == {"exchange.spring.2027.closes@open-window"}


def test_a_sequence_is_written(english: Speech) -> None:
    entries = made(english, ROUND)
    numbered = calendar_entries.numbered(entries, {entries[0].uid: 4})
    found = events(written(numbered))
    assert sorted(int(str(event["sequence"])) for event in found.values()) == [0, 0, 0, 0, 4]


def test_the_same_calendar_is_the_same_bytes(english: Speech) -> None:
    assert written(made(english, ROUND)) == written(made(english, ROUND))


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC"])
def test_another_library_takes_it_without_a_warning(zone: str, english: Speech) -> None:
    entries = calendar_entries.of(office(ROUND, zone=zone), [("exchange", "")], NOW, english)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        other = vobject.readOne(written(entries, zone).decode())
    events_there = list(other.vevent_list)
    assert len(events_there) == 5
    closing = next(one for one in events_there if one.uid.value.endswith("closes@open-window"))
    assert closing.dtstart.value.astimezone(ZoneInfo(zone)) == datetime(2027, 4, 10, 17, tzinfo=ZoneInfo(zone))
    assert len(closing.valarm_list) == 3


@pytest.mark.parametrize("language", ["en", "zh"])
def test_everything_that_ships_can_be_taken_in(
    language: str, shipped: Knowledge, speeches: Mapping[str, Speech]
) -> None:
    follows = [(id, "") for id in shipped.entities]
    entries = calendar_entries.of(Office(shipped), follows, NOW, speeches[language])
    found = events(written(entries))
    assert len(found) == len(entries) > 30
    for entry in entries:
        assert found[entry.uid].decoded("dtstart") == entry.start
    content = written(entries)
    assert all(len(line) <= 75 for line in content.split(b"\r\n")), "lines are folded"
    assert vobject.readOne(content.decode()).vevent_list


def test_the_steps_of_a_plan_are_there_for_who_follows_them(shipped: Knowledge, english: Speech) -> None:
    with_steps = [("summer-study-tour", "~summer-round")]
    found = {entry.uid: entry for entry in calendar_entries.of(Office(shipped), with_steps, NOW, english)}
    passport = found["summer-study-tour.summer-round.2027.begin-passport@open-window"]
    assert isinstance(passport.start, date) and passport.alarms == (timedelta(hours=9),)
    assert all(".begin-" in uid for uid in found)
    without = calendar_entries.of(Office(shipped), [("summer-study-tour", "")], NOW, english)
    assert without and not any(".begin-" in entry.uid for entry in without)
