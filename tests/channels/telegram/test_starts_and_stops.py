"""Real processes that start, stop and are refused: nothing is lost, nothing comes twice, and the reason is told."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.botapi.faults import Answer, TooMany
from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.channels.telegram import process, small


@pytest.fixture
def small_office(tmp_path: Path) -> dict[str, str]:
    """For processes of a test's own: the office that is read in no time."""
    folder = tmp_path / "knowledge"
    small.knowledge(folder)
    return {"KNOWLEDGE": str(folder)}


async def test_a_wrong_token_is_told_in_one_line_with_exit_code_1(tmp_path: Path, small_office: dict[str, str]) -> None:
    async with (
        BotApi.running() as api,
        process.bot(api, tmp_path, **small_office, TELEGRAM_TOKEN=f"{api.token}x") as running,
    ):
        assert await running.ends() == 1
    (told,) = [line for line in running.lines if line.startswith("TELEGRAM_TOKEN was rejected by http://127.0.0.1")]
    assert "BotFather" in told
    assert "Traceback" not in running.printed


async def test_a_follow_up_keeps_the_subject_of_each_chat(tmp_path: Path, small_office: dict[str, str]) -> None:
    async with BotApi.running() as api, process.bot(api, tmp_path, **small_office) as running:
        await running.says("matching is at full strength")
        summer, winter = Person(api, 1), Person(api, 2, "zh-hans")
        assert "Three weeks" in await summer.asks("what is the summer tour")
        assert "两周冰雪" in await winter.asks("什么是冬令营")
        assert "5,000" in await summer.asks("and the cost?")
        assert "三千" in await winter.asks("那要多少钱？")
        assert (await running.stops())[0] == 0


async def test_a_bot_waits_for_a_server_that_is_away_at_its_start_and_stops_without_it(
    tmp_path: Path, small_office: dict[str, str]
) -> None:
    async with BotApi.running() as api:
        port = api.port
        await api.stop()
        async with process.bot(api, tmp_path, **small_office) as running:
            await running.says("Telegram cannot be reached; trying again")
            await api.start(port)
            assert "5,000" in await Person(api, 5).asks("how much is the summer tour")
            await api.stop()
            await running.says("Telegram cannot be polled; trying again")
            code, seconds = await running.stops()
        assert code == 0
        assert seconds < 5


async def test_a_second_stop_signal_changes_nothing(tmp_path: Path, small_office: dict[str, str]) -> None:
    async with BotApi.running() as api, process.bot(api, tmp_path, **small_office) as running:
        await running.says("Telegram is open")
        running.process.terminate()
        assert (await running.stops())[0] == 0


async def test_sigterm_while_messages_wait_loses_nothing_and_answers_nothing_twice(
    tmp_path: Path, small_office: dict[str, str]
) -> None:
    async with BotApi.running() as api:
        people = [Person(api, number) for number in range(1, 41)]
        updates = [one.text("how much is the summer tour") for _ in range(5) for one in people]
        api.faults.order("sendMessage", TooMany(1), times=10)
        await api.backlog.post(*updates)
        async with process.bot(api, tmp_path, **small_office) as running:
            await api.until(lambda: len(api.made("sendMessage")) >= 20)
            code, seconds = await running.stops()
        assert code == 0
        assert seconds < 10
        left = len(api.backlog.updates) + _open(tmp_path)
        assert left
        assert sum(len(one.answers()) for one in people) + left == 200
        async with process.bot(api, tmp_path, **small_office) as running:
            await api.until(lambda: len(api.made("sendMessage")) == 200)
            await api.until_confirmed(*(one["update_id"] for one in updates))
            assert (await running.stops())[0] == 0
        assert [len(one.answers()) for one in people] == [5] * 40
        assert not api.backlog.updates


def _open(data: Path) -> int:
    """What is still to be handled or sent after the end of a process."""
    with closing(sqlite3.connect(data / "open-window.db")) as database:
        counts = [database.execute(f"SELECT count(*) FROM {table} WHERE state < 2") for table in ("inbox", "letters")]
        return sum(int(count.fetchone()[0]) for count in counts)


async def test_a_webhook_and_another_poller_are_told_of_and_a_revoked_token_ends_the_process(
    tmp_path: Path, small_office: dict[str, str]
) -> None:
    async with BotApi.running() as api:
        api.webhook = "https://example.edu/hook"
        conflict = {"ok": False, "error_code": 409, "description": "Conflict: terminated by other getUpdates request"}
        api.faults.order("getUpdates", Answer(409, json.dumps(conflict)))
        async with process.bot(api, tmp_path, **small_office) as running:
            assert "5,000" in await Person(api, 5).asks("how much is the summer tour")
            await running.says("another process polls with this token")
            assert api.made("deleteWebhook")
            old, api.token = api.token, "1:revoked"
            await api.backlog.post(Person(api, 5).text("wakes the poll"))
            assert await running.ends() == 1
            assert old not in running.printed
        assert "TELEGRAM_TOKEN was rejected" in running.lines[-1]
