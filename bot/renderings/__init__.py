"""Files made of figures, for people who would rather look than read: pictures, and tables for a spreadsheet."""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from bot.core.calendar_entries import Entry
from bot.core.timeline import Picture


class Files:
    """What makes them, as one thing to hand to a flow. The library for pictures is loaded with the first of them."""

    def chart(
        self,
        title: str,
        bars: Sequence[tuple[str, int, str]],
        landed: Sequence[tuple[datetime, int]],
        axis: str,
        zone: tzinfo,
    ) -> bytes:
        from bot.renderings.report_chart import chart

        return chart(title, bars, landed, axis, zone)

    def timeline(self, picture: Picture) -> bytes:
        from bot.renderings.timeline import timeline

        return timeline(picture)

    def calendar(self, name: str, entries: Iterable[Entry], zone: str, now: datetime) -> bytes:
        from bot.renderings.calendar_file import calendar_file

        return calendar_file(name, entries, zone, now)

    def csv(self, header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
        from bot.renderings.sheet import csv

        return csv(header, rows)
