"""The command line as people and acceptance runs use it: real processes of run_bot.py."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.core.conversation import Conversation
from tests.command_line import FILES, CommandLine, write
from tests.knowledge_files import sound

COMMANDS = ("serve", "console", "check", "ask", "evaluate", "remind", "status", "resend")
QUESTIONS: list[dict[str, Any]] = [
    {"text": "how much is the tour", "lang": "en", "kind": "plain", "expect": "summer-tour#cost", "also": []},
    {"text": "研学什么时候截止", "lang": "zh-Hans", "kind": "plain", "expect": "summer-tour#dates", "also": []},
    {"text": "how do I cook rice", "lang": "en", "kind": "oos", "expect": None, "also": []},
]


def test_ask_prints_the_answer_and_its_buttons(run: CommandLine) -> None:
    ran = run("ask", "how much is the tour")
    assert ran.code == 0
    assert "About 5,000." in ran.out and "SAMPLE" in ran.out and "More about it" in ran.out
    assert "\x1b[" not in ran.out


def test_ask_as_json_has_the_promised_shape_and_why_explains_it_beside(run: CommandLine) -> None:
    ran = run("ask", "how much is the tour", "--json", "--why")
    told = ran.json()
    assert list(told) == ["outcome", "topic", "confidence", "candidates", "said", "offered", "text"]
    assert (told["outcome"], told["topic"]) == ("answer", "summer-tour#cost")
    assert (told["said"], told["offered"]) == (["summer-tour#cost"], [])
    assert 0 <= told["confidence"] <= 1
    assert len(told["candidates"]) >= 3
    assert all(set(one) == {"topic", "score"} for one in told["candidates"])
    scores = [one["score"] for one in told["candidates"]]
    assert scores == sorted(scores, reverse=True)
    assert "About 5,000." in told["text"]
    assert len(ran.out.splitlines()) == 1
    assert "read as: how much is the tour" in ran.err and "confidence" in ran.err


@pytest.mark.parametrize("question", ["zxcvb qwert plugh", "???"])
def test_what_is_not_known_has_no_topic_but_candidates(run: CommandLine, question: str) -> None:
    told = run("ask", question, "--json").json()
    assert told["outcome"] in {"unknown", "choices"} and told["topic"] is None
    assert len(told["candidates"]) >= 3
    assert told["text"].strip()


def test_the_answer_comes_in_the_language_that_is_asked_for(run: CommandLine) -> None:
    assert "大约五千元" in run("ask", "how much is the tour", "--lang", "zh").out
    assert "About 5,000" in run("ask", "研学多少钱", "--lang", "en").out
    ran = run("ask", "hello", "--lang", "fr")
    assert ran.code == 2 and "en or zh" in ran.err


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2027-02-27T09:00", "opens Monday 1 March 2027, in 2 days"),
        ("2027-04-10T16:59", "closing today"),
        ("2027-04-10T09:01+00:00", "closed since"),
    ],
)
def test_the_answer_is_as_of_the_time_that_is_given(run: CommandLine, now: str, said: str) -> None:
    assert said in run("ask", "when does the summer tour close", "--now", now).out


@pytest.mark.parametrize("now", ["tomorrow", "0001-01-01T00:00"])
def test_a_time_that_is_none_is_told(run: CommandLine, now: str) -> None:
    ran = run("ask", "hello", "--now", now)
    assert ran.code == 2 and "--now" in ran.err


def test_check_is_quiet_about_a_sound_folder_and_calendar(run: CommandLine) -> None:
    year = datetime.now(UTC).year
    lines = f"holidays: [{year}-10-01, {year + 1}-10-01]\npublished: [{year}, {year + 1}]\n"
    ran = run("check", CALENDAR=str(write(run.place, {"calendar.yaml": lines}) / "calendar.yaml"))
    assert ran.code == 0
    assert "0 errors" in ran.err and ran.out == ""


def test_check_tells_what_is_wrong_in_the_calendar(run: CommandLine) -> None:
    broken = str(write(run.place, {"wrong.yaml": "closures:\n  - 2027-02-30\n"}) / "wrong.yaml")
    ran = run("check", CALENDAR=broken)
    assert ran.code == 1 and "wrong.yaml:2:5: there is no day 2027-02-30" in ran.out
    assert "there is no day 2027-02-30" in run("ask", "hello", CALENDAR=broken).err


def test_check_tells_one_problem_a_line_and_exits_with_1(run: CommandLine) -> None:
    ran = run("check", "--knowledge", str(run.place / "broken"))
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert any("a.yaml:2" in line and "nmaes" in line and "names" in line for line in lines)
    assert all(":" in line and line.strip() for line in lines)


def test_check_counts_what_expires_soon_only_when_asked(run: CommandLine) -> None:
    tour = sound.TOUR.replace("sample: true\n", "valid_until: 2026-01-31\n", 1)
    folder = str(write(run.place / "expiring", {**FILES, "programmes/summer-tour.yaml": tour}))
    assert run("check", "--knowledge", folder).code == 0
    ran = run("check", "--knowledge", folder, "--stale-by", "30d")
    assert ran.code == 1 and "summer-tour.yaml" in ran.out
    assert run("check", "--stale-by", "soon").code == 2


def questions(file: Path, lines: list[dict[str, Any]]) -> str:
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return str(file)


def test_evaluate_prints_json_alone_and_writes_predictions_in_order(run: CommandLine) -> None:
    out = run.place / "predictions.jsonl"
    ran = run("evaluate", questions(run.place / "q.jsonl", QUESTIONS), "--json", "--predictions", str(out))
    figures = ran.json()
    assert ran.code == 0
    assert list(figures) == ["all", "lang en", "lang zh-Hans", "kind plain", "kind oos"]
    assert figures["all"]["questions"] == 3 and figures["kind plain"]["top1"] == 1.0
    promised = {"top1", "top3", "answered_right", "answered_wrong", "false_answers", "auroc", "p50", "p99"}
    assert promised <= set(figures["all"])
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["text"] for line in lines] == [line["text"] for line in QUESTIONS]
    keys = ["text", "lang", "expect", "outcome", "topic", "confidence", "candidates", "said", "offered", "ms"]
    assert list(lines[0]) == keys


def test_evaluate_prints_a_table_for_people(run: CommandLine) -> None:
    ran = run("evaluate", questions(run.place / "one.jsonl", QUESTIONS[:1]))
    assert ran.code == 0
    assert "top-1" in ran.out and "kind plain" in ran.out and "100.0" in ran.out


def test_a_pipe_to_the_console_is_read_to_its_end(run: CommandLine) -> None:
    ran = run("console", stdin="how much is the tour\n研学什么时候截止\nwhere is my parcel")
    assert ran.code == 0
    assert "About 5,000." in ran.out and "暑期研学" in ran.out and "Parcels lie at the gate." in ran.out
    assert "] > " not in ran.out


def test_a_folder_of_plain_entries_is_enough(run: CommandLine) -> None:
    plain = str(run.place / "plain")
    assert run("ask", "where is my parcel", "--json", "--knowledge", plain).json()["topic"] == "parcels"
    ran = run("console", "--knowledge", plain, stdin="/topics\n1\nzxcvb\n/help\n/start\n")
    assert ran.code == 0 and "Parcels lie at the gate." in ran.out


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_explains_itself(run: CommandLine, command: str) -> None:
    ran = run(*filter(None, [command]), "--help")
    assert ran.code == 0 and "Usage" in ran.out
    assert all(name in ran.out for name in COMMANDS) or command


@pytest.mark.parametrize("words", [("ask", "hello", "--jsno"), ("aks", "hello"), ("ask",), ("--nonsense",)])
def test_what_is_no_command_is_told_with_exit_code_2(run: CommandLine, words: tuple[str, ...]) -> None:
    ran = run(*words)
    assert ran.code == 2 and ran.err.strip() and ran.out == ""


def test_the_shipped_knowledge_is_answered_from_the_cache(
    run: CommandLine, root: Path, data_dir: Path, full: Conversation
) -> None:
    """What the session has learned is enough for another process: nothing is learned anew."""
    kept = {path.name for path in (data_dir / "cache").iterdir()}
    ours = {"DATA_DIR": str(data_dir), "KNOWLEDGE": str(root / "knowledge"), "MATCHING_ENCODER": "on"}
    told = run("ask", "how much is the summer study tour", "--json", **ours).json()
    assert told["topic"] == "summer-study-tour#cost"
    assert told["text"].startswith("Summer study tour · Cost") and "SAMPLE" in told["text"]
    assert {path.name for path in (data_dir / "cache").iterdir()} == kept
    assert full.answers.knowledge.entities


def test_what_one_follows_in_the_console_is_planned_once_and_counted(run: CommandLine) -> None:
    """As of a day that is still to come: when the sign-up opens."""
    assert run("console", stdin="/follow summer-tour\n").code == 0
    on_the_day = ("remind", "--now", f"{datetime.now(UTC).year + 1}-03-01T09:30", "--json")
    assert run(*on_the_day, "--dry-run").json() == {"due": 1, "planned": 1, "late": 0, "dropped": 0}
    assert run(*on_the_day).json() == {"due": 1, "planned": 1, "late": 0, "dropped": 0}
    assert run(*on_the_day).json() == {"due": 1, "planned": 0, "late": 0, "dropped": 0}
    counted = run("status", "--json")
    assert counted.code == 0
    assert counted.json()["notices"]["pending"] == 1
    assert "pending" in run("status").out
    assert run("resend").out.startswith("0 wait")


@pytest.mark.parametrize("command", ["status", "resend"])
def test_where_no_bot_has_run_there_is_nothing_to_count_and_nothing_is_made(run: CommandLine, command: str) -> None:
    ran = run(command, DATA_DIR=str(run.place / "mistyped"))
    assert ran.code == 1
    assert "mistyped: no bot has run with this folder; DATA_DIR names another" in ran.err
    assert not (run.place / "mistyped").exists()


def test_the_digest_is_printed_or_written_in_parts_that_wechat_takes(run: CommandLine) -> None:
    printed = run("digest", "--lang", "en", "--now", "2027-04-05T09:00")
    assert printed.code == 0 and "Summer tour" in printed.out and "10 April 2027" in printed.out
    file = run.place / "digest.txt"
    ran = run("digest", "--to", str(file), "--now", "2027-04-05T09:00")
    assert ran.code == 0 and "digest.txt" in ran.out
    written = file.read_bytes()
    assert len(written) <= 2048 and "暑期研学" in written.decode()


def test_a_digest_that_cannot_be_written_or_said_is_told(run: CommandLine) -> None:
    assert run("digest", "--to", str(run.place / "no" / "such" / "folder.txt")).code == 2
    assert run("digest", "--lang", "fr").code == 2
