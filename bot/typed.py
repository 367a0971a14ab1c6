"""What was typed at the command line, read; what cannot be meant is told with the option that it was typed for."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import typer


def language(text: str | None) -> str | None:
    if text not in {None, "en", "zh"}:
        raise typer.BadParameter("must be en or zh", param_hint="--lang")
    return text


def moment(text: str | None, zone: str) -> datetime:
    """The moment asked for, in the office's zone, as UTC."""
    if text is None:
        return datetime.now(UTC)
    try:
        read = datetime.fromisoformat(text)
        return (read if read.tzinfo else read.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise typer.BadParameter(f"{text!r} is no time such as 2027-03-01T09:00", param_hint="--now") from error


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def days(text: str) -> int | None:
    if not text:
        return None
    number = text.removesuffix("d")
    if not (number.isascii() and number.isdigit() and len(number) < 6):
        raise typer.BadParameter("must be a number of days such as 30d", param_hint="--stale-by")
    return int(number)
