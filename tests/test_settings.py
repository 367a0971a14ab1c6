"""Settings: defaults in a file, the environment first, and a word about whatever cannot be used."""

from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import settings
from bot.settings import SettingsError

NOTHING: dict[str, str] = {}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "settings.yaml"
    path.write_text("", encoding="utf-8")
    return path


def told(file: Path, content: str | bytes, environment: dict[str, str] | None = None) -> str:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SettingsError) as error:
        settings.load(file, environment or NOTHING)
    text = str(error.value)
    assert str(file) in text
    return text


def test_the_shipped_file_holds_every_setting_with_its_default(root: Path) -> None:
    shipped = settings.load(root / "config" / "settings.yaml", NOTHING)
    assert shipped == settings.Settings()
    text = (root / "config" / "settings.yaml").read_text(encoding="utf-8")
    groups = (
        settings.Settings, settings.Matching, settings.Reminders, settings.Sending, settings.Privacy, settings.Telegram
    )  # fmt: skip
    names = {name for group in groups for name in group.model_fields}
    lines = {line.strip().partition(":")[0] for line in text.splitlines()}
    secrets = {"token", "database_url"}
    assert len(names) > 20 and secrets < names
    assert names - lines == secrets


def test_an_empty_file_means_the_defaults(file: Path) -> None:
    assert settings.load(file, NOTHING) == settings.Settings()


def test_a_byte_order_mark_is_no_part_of_a_name(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbflog_level: DEBUG\n")
    assert settings.load(file, NOTHING).log_level == "DEBUG"


def test_the_environment_goes_before_the_file(file: Path) -> None:
    file.write_text("matching: {encoder: on, courage: bold}\ndata_dir: here\n", encoding="utf-8")
    found = settings.load(file, {"MATCHING_ENCODER": "off", "DATA_DIR": "/there", "TELEGRAM_TOKEN": "1:x"})
    assert (found.matching.encoder, found.matching.courage) == ("off", "bold")
    assert found.data_dir == Path("/there")
    assert found.telegram.token is not None and found.telegram.token.get_secret_value() == "1:x"


@pytest.mark.parametrize("empty", ["", "   ", "''", '""', "\n"])
def test_an_empty_variable_counts_as_not_set(file: Path, empty: str) -> None:
    file.write_text("log_level: ERROR\n", encoding="utf-8")
    found = settings.load(file, dict.fromkeys(settings.ENVIRONMENT, empty))
    assert found == settings.Settings(log_level="ERROR")


@pytest.mark.parametrize("quoted", ["off", " off ", "'off'", '"off"', "off\n"])
def test_quotes_and_spaces_around_a_variable_are_not_its_value(file: Path, quoted: str) -> None:
    assert settings.load(file, {"MATCHING_ENCODER": quoted}).matching.encoder == "off"


@pytest.mark.parametrize(
    ("written", "encoder"), [("on", "on"), ("off", "off"), ("true", "on"), ("no", "off"), ("'off'", "off")]
)
def test_on_and_off_are_words_however_yaml_reads_them(file: Path, written: str, encoder: str) -> None:
    file.write_text(f"matching:\n  encoder: {written}\n", encoding="utf-8")
    assert settings.load(file, NOTHING).matching.encoder == encoder


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("log_levle: INFO", ["unknown setting log_levle", "did you mean log_level?"]),
        ("matching: {currage: bold}", ["unknown setting matching.currage", "matching.courage?"]),
        ("telegram: {tokn: x}", ["unknown setting telegram.tokn"]),
        ("matching: {courage: brave}", ["matching.courage cannot be 'brave'", "'careful', 'balanced' or 'bold'"]),
        ("matching: off", ["matching cannot be False"]),
        ("telegram: {side_by_side: 0}", ["telegram.side_by_side cannot be 0"]),
        ("telegram: {side_by_side: many}", ["telegram.side_by_side cannot be 'many'"]),
        ("log_level: LOUD", ["log_level cannot be 'LOUD'"]),
        ("data_dir: [a]", ["data_dir cannot be"]),
        ("- a list", ["name: value"]),
        ("just words", ["name: value"]),
        ("a: [", ["is not valid YAML"]),
        ("a: !!python/object:os.system x", ["is not valid YAML"]),
        (b"\xff\xfea\x00", ["is not valid YAML"]),
        ("telegram: {token: '1:secret'}", ["telegram.token is a secret", "TELEGRAM_TOKEN"]),
        ("database_url: postgresql://u:secret@h/n", ["database_url is a secret", "DATABASE_URL"]),
        ("reminders: {ofsets: [1]}", ["unknown setting reminders.ofsets", "reminders.offsets?"]),
        ("reminders: {hour: 25}", ["reminders.hour cannot be"]),
        ("reminders: {quiet: all night}", ["reminders.quiet"]),
        ("reminders: {most_a_week: 0}", ["reminders.most_a_week cannot be 0"]),
        ("sending: {in_flight: 1}", ["sending.in_flight cannot be 1"]),
        ("sending: {a_second: -1}", ["sending.a_second cannot be -1"]),
        ("privacy: {keep_days: for ever}", ["privacy.keep_days cannot be"]),
    ],
)
def test_what_cannot_be_used_is_told_with_place_and_remedy(file: Path, content: str | bytes, words: list[str]) -> None:
    text = told(file, content)
    assert all(word in text for word in words), text
    assert "\n" not in text


def test_every_problem_is_told_at_once(file: Path) -> None:
    assert len(told(file, "log_level: LOUD\nmatching: {courage: brave, x: 1}\n").splitlines()) == 3


def test_a_bad_variable_is_told(file: Path) -> None:
    assert "matching.encoder cannot be 'maybe'" in told(file, "", {"MATCHING_ENCODER": "maybe"})


def test_a_file_that_is_not_there_is_told_with_the_way_to_name_another(tmp_path: Path) -> None:
    for path in (tmp_path / "no.yaml", tmp_path):
        with pytest.raises(SettingsError, match=r"cannot be read.*--config"):
            settings.load(path, NOTHING)


def test_a_token_is_never_shown(file: Path) -> None:
    found = settings.load(file, {"TELEGRAM_TOKEN": "123:very-secret"})
    assert "very-secret" not in repr(found) and "very-secret" not in str(found.telegram)


def test_an_address_of_the_database_is_never_shown(file: Path) -> None:
    found = settings.load(file, {"DATABASE_URL": "postgresql://office:very-secret@db.example/office"})
    assert found.database_url is not None and "very-secret" not in repr(found)


@pytest.mark.parametrize(
    ("written", "hour", "quiet"),
    [
        ('{hour: "07:30", quiet: "21:00-06:30"}', time(7, 30), (time(21), time(6, 30))),
        ("{hour: 7:30, quiet: off}", time(7, 30), (time(0), time(0))),
        ("{hour: 0:00, quiet: 23:00 - 7:00}", time(0), (time(23), time(7))),
        ("{hour: 9, quiet: '9:30-10:00'}", time(9), (time(9, 30), time(10))),
    ],
)
def test_hours_are_read_however_yaml_reads_them(file: Path, written: str, hour: time, quiet: tuple[time, time]) -> None:
    file.write_text(f"reminders: {written}\n", encoding="utf-8")
    found = settings.load(file, NOTHING).reminders
    assert (found.hour, found.quiet) == (hour, quiet)


def test_the_days_of_reminders_are_numbers_or_the_last_working_day(file: Path) -> None:
    file.write_text("reminders: {offsets: [60, '14', last-working-day]}\n", encoding="utf-8")
    assert settings.load(file, NOTHING).reminders.offsets == (60, 14, "last-working-day")


def test_a_settings_block_may_be_left_empty(file: Path) -> None:
    """Everything under a name commented out leaves the name with nothing: the defaults, like an empty file."""
    file.write_text("telegram:\nmatching:\n", encoding="utf-8")
    assert settings.load(file, {"TELEGRAM_API_URL": "http://127.0.0.1:1"}).matching == settings.Matching()
    assert settings.load(file, NOTHING) == settings.Settings()


@given(content=st.text(max_size=200))
def test_any_file_gives_settings_or_a_told_error(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(content.encode("utf-8", "surrogatepass"))
    told = ""
    try:
        assert isinstance(settings.load(file, NOTHING), settings.Settings)
    except SettingsError as error:
        told = str(error)
    assert not told or str(file) in told
