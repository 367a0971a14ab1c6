"""The log: one line a record on standard error, with its fields, without secrets and without line breaks."""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import quote

_TOKEN = re.compile(r"\d+(?::|%3[Aa])[\w-]{30,}")
"""A Telegram token, also as it stands in an address."""

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
"""What could end a line, or turn it around, and so forge another one."""

_PLAIN = re.compile(r"[\w.,:/@+-]+")
_OF_EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_TALKATIVE = ("httpx", "httpcore", "telegram", "aiohttp", "asyncio", "markdown_it")


def set_up(level: str = "INFO", secrets: Iterable[str] = ()) -> None:
    """For the whole process; called again, it starts over. `secrets` never appear, whatever their form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Line(secrets))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    logging.captureWarnings(True)
    for name in _TALKATIVE:  # httpx writes every address, and so the token, at INFO
        logging.getLogger(name).setLevel(logging.WARNING)


class Line(logging.Formatter):
    """`2026-11-23T08:00:00.123Z WARNING bot.channels.telegram.poll Telegram cannot be polled seconds=0.5`"""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        bare = {secret.strip() for secret in secrets} - {""}
        forms = {
            form for one in bare for form in (one, quote(one, safe=""), quote(one, safe=":"), json.dumps(one)[1:-1])
        }
        self._secrets = sorted(forms, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        fields = (_field(name, value) for name, value in vars(record).items() if name not in _OF_EVERY_RECORD)
        words = [moment, record.levelname, record.name, _said(record), *fields]
        if record.exc_info and record.exc_info[1]:
            words.append(f"traceback={_quoted(''.join(traceback.format_exception(record.exc_info[1])))}")
        if record.stack_info:
            words.append(f"stack={_quoted(record.stack_info)}")
        return self._redacted(_UNPRINTABLE.sub(" ", " ".join(words)))

    def _redacted(self, line: str) -> str:
        for secret in self._secrets:
            line = line.replace(secret, "[secret]")
        return _TOKEN.sub("[token]", line)


def _said(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # wrong arguments: logging itself would print a traceback with them, past every filter
        return str(record.msg)


def _field(name: str, value: object) -> str:
    text = str(value)
    return f"{name}={text if _PLAIN.fullmatch(text) else _quoted(text)}"


def _quoted(text: str) -> str:
    """In quotes, with line breaks and quotes marked, so that a field ends where it seems to end."""
    return json.dumps(" | ".join(line.strip() for line in text.splitlines() if line.strip()), ensure_ascii=False)
