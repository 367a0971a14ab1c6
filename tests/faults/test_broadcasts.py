"""What is broken while an announcement goes out, in small; `python -m tests.faults` does it at full size."""

from pathlib import Path

from tests.faults import broadcasts
from tests.faults.scenarios import Counts


def once_or_in_doubt(counts: Counts) -> None:
    assert counts["lost"] == counts["doubled"] == counts["pending"] == counts["failed"] == 0
    assert counts["sent"] + counts["unknown"] == counts["people"]


async def test_a_process_killed_again_and_again_tells_everybody_once_or_says_that_it_does_not_know(
    tmp_path: Path,
) -> None:
    counts = await broadcasts.killed(tmp_path, 60, 3, a_second=20)
    once_or_in_doubt(counts)
    assert counts["kills"] >= 1
    assert counts["unknown"] <= 8 * counts["kills"]


async def test_a_strict_server_is_never_asked_more_than_thirty_times_in_a_second(tmp_path: Path) -> None:
    counts = await broadcasts.refused(tmp_path, 90, 1)
    once_or_in_doubt(counts)
    assert counts["most in a second"] <= 30
    assert counts["inside penalties"] <= 8


async def test_chats_that_refuse_do_not_hold_up_the_others(tmp_path: Path) -> None:
    counts = await broadcasts.some_refused(tmp_path, 60, tries=1)
    once_or_in_doubt(counts)
    assert counts["others a second"] >= 20


async def test_a_broken_server_tells_nobody_twice_and_the_command_says_how_many_are_in_doubt(tmp_path: Path) -> None:
    counts = await broadcasts.broken(tmp_path, 80)
    once_or_in_doubt(counts)
    assert counts["unknown"] == counts["cut"] == counts["told as unknown"] == 8
    assert counts["exit code"] == 1


async def test_who_asks_meanwhile_is_answered_at_once(tmp_path: Path) -> None:
    counts = await broadcasts.asked_meanwhile(tmp_path, 60)
    once_or_in_doubt(counts)
    assert counts["questions"] >= 3 and counts["unanswered"] == 0
    assert counts["p99 ms"] <= 1500


async def test_a_stop_signal_in_the_middle_ends_quickly_and_the_rest_follows(tmp_path: Path) -> None:
    counts = await broadcasts.stopped(tmp_path, 60)
    once_or_in_doubt(counts)
    assert counts["before the stop"] < 60
    assert counts["code of the bot"] == counts["exit code"] == 0
    assert counts["seconds to stop"] <= 10
