"""The scenarios in small, with every run of the tests; `python -m tests.faults` runs them at full size."""

from pathlib import Path

from tests.faults import scenarios


async def test_a_question_asked_of_a_process_that_is_killed_again_and_again_is_answered(tmp_path: Path) -> None:
    counts = await scenarios.killed_while_answering(tmp_path, 60, 3)
    assert counts["kills"] == 3
    assert counts["lost"] == 0
    assert counts["doubled"] <= 3


async def test_reminders_survive_kills_each_once_or_known_to_be_unknown(tmp_path: Path) -> None:
    counts = await scenarios.killed_while_reminding(tmp_path, 4, 2, days=12)
    assert counts["kills"] == 2
    assert counts["notices"] >= 8
    assert counts["pending"] == counts["doubled"] == 0
    assert counts["enclosed"] + counts["dropped"] == counts["notices"]
    assert counts["letters sent"] <= counts["arrived"] <= counts["letters sent"] + counts["unknown"]
    assert counts["seconds late"] <= 5


async def test_a_broken_server_gets_no_letter_twice_and_every_cut_is_counted(tmp_path: Path) -> None:
    counts = await scenarios.answered_by_a_broken_server(tmp_path, 80)
    assert counts["doubled"] == counts["pending"] == counts["failed"] == 0
    assert counts["unknown"] == 8
    assert counts["sent"] == 72


async def test_a_server_that_takes_thirty_a_second_is_never_asked_more(tmp_path: Path) -> None:
    counts = await scenarios.refused_by_a_strict_server(tmp_path, 90, 1)
    assert counts["lost"] == counts["doubled"] == 0
    assert counts["most in a second"] <= 30
    assert counts["inside penalties"] <= 8


async def test_a_locked_database_loses_nothing_and_confirms_nothing_early(tmp_path: Path) -> None:
    counts = await scenarios.locked_out(tmp_path, 6)
    assert counts["confirmed but not stored"] == counts["lost"] == counts["doubled"] == 0
    assert counts["starts"] == 1
    assert counts["back after"] <= 10


async def test_a_stop_signal_ends_quickly_and_the_next_start_goes_on(tmp_path: Path) -> None:
    counts = await scenarios.stopped(tmp_path, 40, 60)
    assert counts["exit code"] == counts["lost"] == counts["doubled"] == 0
    assert counts["seconds to stop"] <= 10


async def test_a_server_that_is_away_is_waited_for(tmp_path: Path) -> None:
    counts = await scenarios.away(tmp_path, 2)
    assert counts["lost"] == counts["doubled"] == 0
    assert counts["starts"] == 1
    assert counts["back after"] <= 35
