"""Settings: a YAML file with every default, overridden by the environment; an empty variable counts as not set."""

import os
from collections.abc import Mapping
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


class Settings(_Strict):
    data_dir: Path = Path("data")
    knowledge: Path = Path("knowledge")
    calendar: Path = Path("config/calendar.yaml")
    matching: Matching = Matching()
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
        known = [*Settings.model_fields, *(f"matching.{name}" for name in Matching.model_fields)]
        known += [f"telegram.{name}" for name in Telegram.model_fields]
        near = process.extractOne(place, known)
        return f"{file}: unknown setting {place}" + (f" (did you mean {near[0]}?)" if near else "")
    return f"{file}: {place} cannot be {problem['input']!r}: {problem['msg'].lower()}"
