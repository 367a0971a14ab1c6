"""Announcements from the command line: shown, agreed to, laid out for the running bot, and followed to their end."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from bot.core.people import Person
from bot.flows.ports import Address
from bot.stores import rows, schema
from bot.stores.database import Database
from tests.command_line import CommandLine, Ran

WORDS = "The form for the **autumn exchange** is open."


@pytest.fixture
def place(run: CommandLine) -> Iterator[Path]:
    """A folder where a bot has run for three people, one of whom reads Chinese."""
    folder = run.place / "data"
    asyncio.run(_met(folder, "en", "en", "zh"))
    (run.place / "notice.md").write_text(WORDS, encoding="utf-8")
    (run.place / "notice.zh.md").write_text("秋季交换的表格已开放。", encoding="utf-8")
    yield folder
    for file in folder.glob("open-window.db*"):
        file.unlink()


async def _met(folder: Path, *languages: str) -> None:
    database = Database.at(None, folder)
    await schema.prepare(database)
    async with database.write() as connection:
        for number, language in enumerate(languages, 1):
            awake = Person(language, quiet=(time(0), time(0)))
            await rows.keep(connection, Address("console", str(number)), awake, datetime.now(UTC))
    await database.close()


def announce(run: CommandLine, *words: str, to: str = "everyone", file: str = "notice.md") -> Ran:
    return run("broadcast", "--to", to, "--file", str(run.place / file), *words)


def kept(folder: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "open-window.db")) as connection:
        return connection.execute(query).fetchall()


def test_a_dry_run_shows_whom_and_what_and_sends_nothing(run: CommandLine, place: Path) -> None:
    ran = announce(run, "--file-zh", str(run.place / "notice.zh.md"), "--dry-run")
    assert ran.code == 0
    assert "To everyone: 3 people" in ran.out
    assert "text in en: 2" in ran.out and "text in zh: 1" in ran.out
    assert "autumn exchange" in ran.out and "秋季交换" in ran.out
    assert kept(place, "SELECT * FROM letters") == kept(place, "SELECT * FROM broadcasts") == []


def test_it_is_laid_out_once_for_everybody_and_stands_in_the_audit(run: CommandLine, place: Path) -> None:
    ran = announce(run, "--yes")
    assert ran.code == 0 and "No bot serves from this folder" in ran.out
    assert kept(place, "SELECT count(*), count(DISTINCT person) FROM letters") == [(3, 3)]
    audit = kept(place, "SELECT who, what, about FROM audit")
    assert [line[:2] for line in audit] == [("operator", "broadcast draft"), ("operator", "broadcast sending")]
    assert "sha256:" in str(audit[0][2]) and audit[0][2] == audit[1][2]
    again = announce(run, "--yes")
    assert again.code == 1 and "the very same went out at" in again.err
    assert kept(place, "SELECT count(*) FROM letters") == [(3,)]
    assert announce(run, "--yes", "--again").code == 0
    assert kept(place, "SELECT count(*) FROM letters") == [(6,)]


def test_without_a_terminal_nothing_is_sent_unless_it_is_agreed_to_beforehand(run: CommandLine, place: Path) -> None:
    ran = announce(run)
    assert ran.code == 1 and "say --yes" in ran.err
    assert kept(place, "SELECT * FROM letters") == []


def test_an_urgent_one_goes_before_the_others(run: CommandLine, place: Path) -> None:
    announce(run, "--yes", "--urgent")
    assert kept(place, "SELECT DISTINCT lane FROM letters") == [(1,)]


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("lang:fr", "one of"),
        ("students", "write everyone"),
        ("follows:moon-trip", "names nobody"),
        ("role:student and not role:student", "both taken in and left out"),
        ("", "write everyone"),
        ("year:9", "one of 1, 2"),
    ],
)
def test_an_audience_that_is_none_is_told_with_the_remedy(run: CommandLine, place: Path, to: str, said: str) -> None:
    ran = announce(run, "--yes", to=to)
    assert ran.code == 1 and said in ran.err
    assert kept(place, "SELECT * FROM letters") == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"\xff\xfe\x00x", "is not UTF-8"),
        (b"x" * 12_001, "more than 12000"),
        (None, "cannot be read"),
    ],
    ids=["empty", "blank", "not text", "too long", "missing"],
)
def test_a_file_that_cannot_be_sent_is_told(run: CommandLine, place: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (run.place / "odd.md").write_bytes(content)
    ran = announce(run, "--yes", file="odd.md" if content is not None else "nowhere.md")
    assert ran.code == 1 and said in ran.err and "odd.md" in ran.err + "odd.md"
    assert kept(place, "SELECT * FROM letters") == []


def test_an_announcement_to_nobody_is_not_sent(run: CommandLine, place: Path) -> None:
    ran = announce(run, "--yes", to="role:teacher")
    assert ran.code == 1 and "nobody would get it" in ran.err


def test_where_no_bot_has_run_it_says_so(run: CommandLine) -> None:
    (run.place / "notice.md").write_text(WORDS, encoding="utf-8")
    ran = run("broadcast", "--to", "everyone", "--file", str(run.place / "notice.md"), "--yes", DATA_DIR="mistyped")
    assert ran.code == 1 and "no bot has run with this folder" in ran.err
