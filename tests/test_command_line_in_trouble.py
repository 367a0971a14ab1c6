"""The command line where something is missing, broken, in the way or odd: one clear line, never a traceback."""

import signal
import subprocess

import pytest

from tests.command_line import PATIENCE, CommandLine


def test_a_broken_folder_answers_nothing_and_says_where_it_is_broken(run: CommandLine) -> None:
    for words in (("ask", "hello"), ("serve",)):
        ran = run(*words, "--knowledge", str(run.place / "broken"))
        assert ran.code == 1 and "a.yaml:2" in ran.err and ran.out == ""


@pytest.mark.parametrize("folder", ["nowhere", "sound/office.yaml"])
def test_a_folder_that_is_none_is_told(run: CommandLine, folder: str) -> None:
    ran = run("ask", "hello", "--knowledge", str(run.place / folder))
    assert ran.code == 1 and folder.rpartition("/")[2] in ran.err
    assert len(ran.err.splitlines()) == 1


def test_evaluate_tells_which_line_cannot_be_read(run: CommandLine) -> None:
    file = run.place / "bad.jsonl"
    file.write_text('{"text": "a"}\nnonsense\n', encoding="utf-8")
    ran = run("evaluate", str(file))
    assert ran.code == 1 and "bad.jsonl:2" in ran.err


def test_predictions_that_cannot_be_written_are_told(run: CommandLine) -> None:
    file = run.place / "good.jsonl"
    file.write_text('{"text": "hello"}\n', encoding="utf-8")
    ran = run("evaluate", str(file), "--predictions", str(run.place / "no" / "folder" / "p.jsonl"))
    assert ran.code == 1 and "p.jsonl" in ran.err


def test_a_pipe_that_is_no_text_is_read_all_the_same(run: CommandLine) -> None:
    ran = run("console", stdin=b"\xff\xfe\x00how much is the tour\nhow much is the tour\n")
    assert ran.code == 0 and "About 5,000." in ran.out


def test_empty_variables_count_as_not_set(run: CommandLine) -> None:
    empty = dict.fromkeys(("TELEGRAM_TOKEN", "TELEGRAM_API_URL", "TELEGRAM_PROXY", "LOG_LEVEL", "MATCHING_COURAGE"), "")
    assert "Hello!" in run("ask", "hello", **empty).out
    ran = run("ask", "hello", MATCHING_COURAGE="brave")
    assert ran.code == 1 and "matching.courage cannot be 'brave'" in ran.err


@pytest.mark.parametrize(
    "variables", [{"LC_ALL": "C", "TZ": "Mars/Base"}, {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"}]
)
def test_neither_locale_nor_time_zone_of_the_machine_matter(run: CommandLine, variables: dict[str, str]) -> None:
    ran = run("ask", "研学多少钱", **variables)
    assert ran.code == 0 and "大约五千元" in ran.out


@pytest.mark.parametrize(
    ("words", "content", "said"),
    [
        (("ask", "hello"), "log_levle: INFO\n", "did you mean log_level"),
        (("check",), "a: [", "not valid YAML"),
        (("serve",), None, "cannot be read"),
        (("console",), "[]", "name: value"),
    ],
)
def test_settings_that_cannot_be_used_are_one_clear_line(
    run: CommandLine, words: tuple[str, ...], content: str | None, said: str
) -> None:
    config = run.place / "config.yaml"
    config.unlink(missing_ok=True)
    if content is not None:
        config.write_text(content, encoding="utf-8")
    ran = run(*words, "--config", str(config))
    assert ran.code == 1 and said in ran.err and "config.yaml" in ran.err
    assert len(ran.err.splitlines()) == 1 and ran.out == ""


@pytest.mark.parametrize("data", ["/proc/no/such/place", "sound/office.yaml"])
def test_without_a_place_to_write_the_bot_still_answers(run: CommandLine, data: str) -> None:
    ran = run("ask", "how much is the tour", DATA_DIR=str(run.place / data))
    assert ran.code == 0 and "About 5,000." in ran.out


def test_a_place_for_data_is_made_and_what_is_broken_in_it_is_made_anew(run: CommandLine) -> None:
    data = run.place / "not" / "yet" / "there"
    assert run("ask", "hello", DATA_DIR=str(data)).code == 0
    kept = list((data / "cache").glob("*.npz"))
    assert kept
    for file in kept:
        file.write_bytes(b"PK\x03\x04 no archive")
    assert "Hello!" in run("ask", "hello", DATA_DIR=str(data)).out


def test_a_reader_that_has_left_is_no_error(run: CommandLine) -> None:
    with subprocess.Popen(
        [*run.command, "console"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=run.place,
        env=run.environment,
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdout.close()
        process.stdin.write(b"how much is the tour\n" * 50)
        process.stdin.close()
        assert b"Traceback" not in process.stderr.read()
        assert process.wait(PATIENCE) in {0, 1}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serve_without_token_and_terminal_waits_for_a_stop_signal(run: CommandLine, number: signal.Signals) -> None:
    with subprocess.Popen(
        run.command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=run.place, env=run.environment
    ) as process:
        assert process.stderr and process.stdin
        process.stdin.write(b"how much is the tour\n")
        process.stdin.flush()
        waiting = any(b"waiting for a stop signal" in line for line in iter(process.stderr.readline, b""))
        process.send_signal(number)
        rest = process.stderr.read()
        assert waiting and process.wait(PATIENCE) == 0
        assert b"Traceback" not in rest
