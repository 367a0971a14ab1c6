"""A personal calendar as a file (RFC 5545) that phones and mail programs take."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event, Timezone

from bot.core.calendar_entries import Entry


def calendar_file(name: str, entries: Iterable[Entry], zone: str, now: datetime) -> bytes:
    """`zone` is the office's, whose times all entries have. Taken in again, the file moves what has moved."""
    made = Calendar()
    made.add("prodid", "-//Open Window//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", zone)
    given = tuple(entries)
    if any(isinstance(entry.start, datetime) for entry in given):
        days = [entry.start for entry in given]
        first, last = min(day.year for day in days) - 1, max(day.year for day in days) + 2
        made.add_component(Timezone.from_tzid(zone, first_date=date(first, 1, 1), last_date=date(last, 1, 1)))
    for entry in given:
        made.add_component(_event(entry, now))
    return bytes(made.to_ical())


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    if entry.text:
        event.add("description", entry.text)
    event.add("dtstart", entry.start)
    if entry.last is not None:
        event.add("dtend", entry.last + timedelta(1))  # the day after the last
    event.add("transp", "TRANSPARENT")
    for ring in entry.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", ring)
        event.add_component(alarm)
    return event
