"""The log: one line a record, fields readable, nothing secret, nothing forged."""

import io
import logging
import sys
from collections.abc import Iterator

import pytest

from bot import logs

TOKEN = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcK"


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """The process's log as it is set up, into memory; put back afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    out = io.StringIO()
    monkeypatch.setattr(sys, "stderr", out)
    root.handlers[:] = []
    logs.set_up("INFO", ["short:token"])
    yield out
    root.handlers[:] = before
    root.setLevel(level)
    logging.captureWarnings(False)


def failed(text: str) -> BaseException:
    """An error that was raised, with its traceback."""
    with pytest.raises(ConnectionError) as caught:
        raise ConnectionError(text)
    return caught.value


def test_a_record_is_one_line_with_its_fields(log: io.StringIO) -> None:
    logging.getLogger("bot.x").info("sent", extra={"chat": 42, "reason": "two words", "server": "http://127.0.0.1:80"})
    line = log.getvalue()
    assert line.endswith(' INFO bot.x sent chat=42 reason="two words" server=http://127.0.0.1:80\n')
    assert line[:4].isdigit()


def test_the_token_is_in_no_part_of_a_record(log: io.StringIO) -> None:
    logger = logging.getLogger("bot.x")
    address = f"https://api.telegram.org/bot{TOKEN}/getMe"
    error = failed(address)
    logger.info(address, stack_info=True)
    logger.info("to %s and %r", address, {"url": address.replace(":AA", "%3AAA")})
    logger.error("failed", exc_info=error, extra={"url": address, "error": error, "more": [address]})
    logger.error("the token is short:token", extra={"url": "http://x/botshort%3Atoken/"})
    written = log.getvalue()
    assert "AAFD39" not in written
    assert "short" not in written.replace("token is", "")
    assert written.count("[token]") >= 7
    assert written.count("[secret]") == 2


def test_a_traceback_is_on_the_same_line(log: io.StringIO) -> None:
    logging.getLogger("bot.x").error("failed", exc_info=failed("no\nway"))
    assert log.getvalue().count("\n") == 1
    assert "ConnectionError: no | way" in log.getvalue()


def test_line_breaks_and_signs_that_turn_text_around_are_taken_out(log: io.StringIO) -> None:
    forged = "x\r\n2026-01-01 INFO bot all is well\u2028\x1b[31m\u202e\x00\x85\ud800"
    logging.getLogger("bot.x").info("said %s", forged, extra={"name_of": forged})
    line = log.getvalue()
    assert line.count("\n") == 1
    assert not any(sign in line for sign in "\r\u2028\x1b\u202e\x00\x85\ud800")


def test_a_field_cannot_pretend_to_be_another(log: io.StringIO) -> None:
    logging.getLogger("bot.x").info("said", extra={"reason": 'x" admin=true "'})
    assert log.getvalue().endswith(r'reason="x\" admin=true \""' + "\n")


def test_wrong_arguments_are_no_reason_to_print_a_traceback() -> None:
    record = logging.LogRecord("bot.x", logging.INFO, "x.py", 1, "%d questions %s", (TOKEN,), None)
    assert logs.Line().format(record).endswith("INFO bot.x %d questions %s")


def test_libraries_that_write_addresses_are_quiet(log: io.StringIO) -> None:
    for name in ("httpx", "httpcore.http11", "telegram.Bot"):
        logging.getLogger(name).info("POST %s", TOKEN)
    assert log.getvalue() == ""


def test_the_level_is_a_setting_and_setting_up_twice_writes_once(
    log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", log)
    logs.set_up("WARNING")
    logging.getLogger("bot.x").info("quiet")
    logging.getLogger("bot.x").warning("loud")
    assert log.getvalue().count("\n") == 1
