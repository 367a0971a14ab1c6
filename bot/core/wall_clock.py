"""A local day and hour as an instant, also on the days when the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)


def instant(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """When it is `hour` on `day` in `zone`, in UTC: something planned for it happens once, never twice or not at all.

    An hour that the clock skips becomes the first moment after the gap; of an hour that comes twice it is the first.

    >>> instant(date(2027, 3, 28), time(2, 30), ZoneInfo("Europe/Berlin")).isoformat()
    '2027-03-28T01:00:00+00:00'
    """
    local = datetime.combine(day, hour.replace(tzinfo=None, fold=0), zone)
    found = local.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return found
    return _after_gap(local.replace(fold=1).astimezone(UTC), found, zone)


def second_instant(day: date, hour: time, zone: ZoneInfo) -> datetime | None:
    """Where the clock shows `hour` of `day` twice: the second time."""
    local = datetime.combine(day, hour.replace(tzinfo=None, fold=1), zone)
    found = local.astimezone(UTC)
    return found if found > local.replace(fold=0).astimezone(UTC) else None


def _after_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The moment between two instants at which the zone's offset changes."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
