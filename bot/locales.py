"""The bot's own sentences: Fluent files by language, with dates and numbers as Babel writes them."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from babel.dates import format_date, format_time
from fluent.runtime import FluentBundle, FluentResource

from bot.core.messages import Value

_BABEL = {"en": "en_GB", "zh": "zh_Hans_CN"}
_DAY = {"en": "EEEE d MMMM y", "zh": "y年M月d日（EEEE）"}


class Locale:
    """One language. A missing sentence is an error of ours and says its key; tests walk all keys."""

    def __init__(self, language: str, source: str) -> None:
        self.language = language
        self._bundle = FluentBundle([_BABEL.get(language, language).replace("_", "-")], use_isolating=False)
        self._bundle.add_resource(FluentResource(source))

    def say(self, key: str, **values: Value) -> str:
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        written = {name: self._written(value) for name, value in values.items()}
        text, errors = self._bundle.format_pattern(message.value, written)
        if errors:
            raise ValueError(f"sentence {key!r} in {self.language}: {errors[0]}") from errors[0]
        return str(text)

    def _written(self, value: Value) -> str | int:
        language = _BABEL.get(self.language, "en_GB")
        match value:
            case datetime():
                return f"{self._written(value.date())} {format_time(value, 'HH:mm', locale=language)}"
            case date():
                return format_date(value, _DAY.get(self.language, _DAY["en"]), locale=language)
            case _:
                return value


def load(folder: Path) -> Mapping[str, Locale]:
    """All languages in a folder of `<language>.ftl` files."""
    return {path.stem: Locale(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.ftl"))}
