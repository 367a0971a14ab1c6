"""Instants as the database keeps them: whole milliseconds since 1970, UTC."""

from datetime import UTC, datetime, timedelta
from typing import overload

_START = datetime(1970, 1, 1, tzinfo=UTC)
_STEP = timedelta(milliseconds=1)


@overload
def kept(moment: datetime) -> int: ...
@overload
def kept(moment: None) -> None: ...
def kept(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - _START) // _STEP


@overload
def read(number: int) -> datetime: ...
@overload
def read(number: None) -> None: ...
def read(number: int | None) -> datetime | None:
    """
    >>> read(kept(datetime(2027, 3, 1, tzinfo=UTC)))
    datetime.datetime(2027, 3, 1, 0, 0, tzinfo=datetime.timezone.utc)
    """
    return None if number is None else _START + number * _STEP
