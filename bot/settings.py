"""Settings: a YAML file with every default, overridden by the environment; an empty variable counts as not set."""

import os
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from dotenv import dotenv_values
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from rapidfuzz import process

from bot.errors import Told

ENVIRONMENT = {
    "DATA_DIR": "data_dir",
    "KNOWLEDGE": "knowledge",
    "CALENDAR": "calendar",
    "MATCHING_ENCODER": "matching.encoder",
    "MATCHING_COURAGE": "matching.courage",
    "DATABASE_URL": "database_url",
    "OWNER_ID": "owner_id",
    "REMINDERS_HOLD_MINUTES": "reminders.hold_minutes",
    "REMINDERS_MOST": "reminders.most_a_week",
    "REMINDERS_EVERY_SECONDS": "reminders.every_seconds",
    "SENDING_A_SECOND": "sending.a_second",
    "SENDING_IN_FLIGHT": "sending.in_flight",
    "ANNOUNCEMENTS_SECOND_ABOVE": "announcements.second_above",
    "TELEGRAM_TOKEN": "telegram.token",
    "TELEGRAM_API_URL": "telegram.api_url",
    "TELEGRAM_PROXY": "telegram.proxy",
    "LOG_LEVEL": "log_level",
}
"""Environment variables and the settings that they override."""


class SettingsError(Told):
    """A setting that cannot be used; the text names the place and the remedy."""


def _switch(value: object) -> object:
    """YAML reads `on` and `off` as booleans; the environment brings words."""
    return {True: "on", False: "off"}.get(value, value) if isinstance(value, bool) else value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Matching(_Strict):
    encoder: Annotated[Literal["on", "off"], BeforeValidator(_switch)] = "on"
    courage: Literal["careful", "balanced", "bold"] = "balanced"


class Telegram(_Strict):
    token: SecretStr | None = None
    api_url: str = "https://api.telegram.org"
    proxy: str = ""
    side_by_side: Annotated[int, Field(ge=1, le=256)] = 16


def _offset(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value


def _hour(value: object) -> object:
    """YAML reads 9:00 as a number of minutes; what was meant is the time of day. A bare 9 is the full hour."""
    if isinstance(value, int) and not isinstance(value, bool) and value in {*range(24), *range(60, 1440)}:
        return time(value) if value < 24 else time(value // 60, value % 60)
    return str(value).strip().zfill(len("09:00"))  # never a number: pydantic would take it for seconds


def _quiet(value: object) -> object:
    """`22:00-08:00`, or `off`."""
    if value is False or value == "off":
        return time(0), time(0)
    if isinstance(value, str) and value.count("-") == 1:
        start, _, end = value.partition("-")
        return _hour(start), _hour(end)
    return value


Offsets = tuple[
    Annotated[Annotated[int, Field(ge=0, le=366)] | Literal["last-working-day"], BeforeValidator(_offset)], ...
]


class Reminders(_Strict):
    offsets: Annotated[Offsets, Field(max_length=12)] = (30, 7, 1, "last-working-day")
    hour: Annotated[time, BeforeValidator(_hour)] = time(9, 0)
    quiet: Annotated[tuple[time, time], BeforeValidator(_quiet)] = (time(22), time(8))
    most_a_week: Annotated[int, Field(ge=1, le=50)] = 3
    hold_minutes: Annotated[float, Field(ge=0, le=1440)] = 10
    every_seconds: Annotated[float, Field(ge=0.05, le=3600)] = 10


class Sending(_Strict):
    a_second: Annotated[float, Field(ge=0, le=1000)] = 28.5
    in_flight: Annotated[int, Field(ge=3, le=100)] = 8


class Announcements(_Strict):
    second_above: Annotated[int, Field(ge=0, le=10_000_000)] = 500
    every_seconds: Annotated[float, Field(ge=0.05, le=60)] = 3
    invitation_hours: Annotated[float, Field(gt=0, le=720)] = 48


class Privacy(_Strict):
    keep_days: Annotated[int, Field(ge=1, le=3650)] = 90


class Settings(_Strict):
    data_dir: Path = Path("data")
    knowledge: Path = Path("knowledge")
    calendar: Path = Path("config/calendar.yaml")
    matching: Matching = Matching()
    database_url: SecretStr | None = None
    owner_id: str = ""
    reminders: Reminders = Reminders()
    sending: Sending = Sending()
    announcements: Announcements = Announcements()
    privacy: Privacy = Privacy()
    telegram: Telegram = Telegram()
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"


def load(file: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Settings of a file and an environment (the process's own and `.env` if none is given)."""
    if environment is None:
        set_here = {key: value for key, value in os.environ.items() if value.strip()}
        environment = {**{key: value or "" for key, value in dotenv_values(".env").items()}, **set_here}
    values = _read(file)
    for variable, path in ENVIRONMENT.items():
        value = environment.get(variable, "").strip().strip("'\"")
        if value:
            _put(values, path.split("."), value)
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise SettingsError("\n".join(_told(file, problem) for problem in error.errors())) from error


def _read(file: Path) -> dict[str, Any]:
    try:
        values = yaml.safe_load(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror}); name another with --config") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: is not valid YAML: {' '.join(str(error).split())}") from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise SettingsError(f"{file}: must hold settings as `name: value` lines")
    if isinstance(values.get("telegram"), dict) and "token" in values["telegram"]:
        raise SettingsError(f"{file}: telegram.token is a secret; put TELEGRAM_TOKEN in the environment or in .env")
    if "database_url" in values:
        raise SettingsError(f"{file}: database_url is a secret; put DATABASE_URL in the environment or in .env")
    return {name: value for name, value in values.items() if value is not None}


def _put(values: dict[str, Any], path: list[str], value: str) -> None:
    for name in path[:-1]:
        inner = values.get(name)
        values[name] = dict(inner) if isinstance(inner, dict) else {}
        values = values[name]
    values[path[-1]] = value


def _told(file: Path, problem: Any) -> str:
    place = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        known = [*Settings.model_fields]
        for group in (Matching, Reminders, Sending, Announcements, Privacy, Telegram):
            known += [f"{group.__name__.lower()}.{name}" for name in group.model_fields]
        near = process.extractOne(place, known)
        return f"{file}: unknown setting {place}" + (f" (did you mean {near[0]}?)" if near else "")
    return f"{file}: {place} cannot be {problem['input']!r}: {problem['msg'].lower()}"
