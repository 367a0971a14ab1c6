"""The bot's own sentences: every one in every language, with dates and numbers as the language writes them."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from bot import locales, understanding
from bot.core import account_pages
from bot.core.messages import Value
from bot.locales import Locale

LANGUAGES = ("en", "zh")
VALUES: dict[str, Value] = {
    "days": 3,
    "people": 2,
    "study": 2,
    "opens": date(2027, 3, 1),
    "closes": date(2027, 4, 10),
    "closed": date(2026, 4, 10),
    "verified": date(2027, 1, 1),
    "whole": "yes",
    "last": date(2027, 4, 9),
    "today": "no",
    "what": "opens",
    "same": "no",
    "month": 4,
}


def messages(language: str) -> dict[str, set[str]]:
    """Keys of a language's file with the names of their variables."""
    resource = FluentParser().parse((understanding.LOCALES / f"{language}.ftl").read_text(encoding="utf-8"))
    assert not [entry for entry in resource.body if isinstance(entry, ast.Junk)]
    return {entry.id.name: variables(entry) for entry in resource.body if isinstance(entry, ast.Message)}


def variables(node: object) -> set[str]:
    if isinstance(node, ast.VariableReference):
        return {node.id.name}
    if isinstance(node, ast.BaseNode):
        return set().union(*(variables(value) for value in vars(node).values()))
    return set().union(*(variables(one) for one in node)) if isinstance(node, list) else set()


def test_all_languages_have_the_same_sentences_with_the_same_variables() -> None:
    english, chinese = (messages(language) for language in LANGUAGES)
    assert len(english) > 60
    assert english == chinese


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language: str) -> None:
    locale = locales.load(understanding.LOCALES)[language]
    for key, names in messages(language).items():
        for days in (0, 1, 2, 40):
            values: dict[str, Value] = {name: VALUES.get(name, f"<{name}>") for name in names} | (
                {"days": days} if "days" in names else {}
            )
            said = locale.say(key, **values)
            assert said.strip() and "{" not in said, key
            assert all(f"<{name}>" in said for name in names if name not in VALUES), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_stands_twice(language: str) -> None:
    lines = (understanding.LOCALES / f"{language}.ftl").read_text(encoding="utf-8").splitlines()
    keys = [line.partition(" =")[0] for line in lines if line[:1].isalpha() and " =" in line]
    assert len(keys) == len(set(keys))


def test_dates_are_written_as_the_language_writes_them(english: Locale, chinese: Locale) -> None:
    day, moment = date(2028, 2, 29), datetime(2028, 2, 29, 17, 5, tzinfo=UTC)
    assert english.say("verified", verified=day) == "*Last confirmed: Tuesday 29 February 2028.*"
    assert english.say("verified", verified=moment) == "*Last confirmed: Tuesday 29 February 2028 17:05.*"
    assert chinese.say("verified", verified=day) == "*最近核实：2028年2月29日（星期二）。*"


def test_names_come_out_as_they_went_in(english: Locale) -> None:
    assert english.say("title", entity="<b>{0} & %s", aspect="{ $x }") == "**<b>{0} & %s · { $x }**"


def test_a_sentence_that_is_not_there_says_its_key(english: Locale) -> None:
    with pytest.raises(LookupError, match="no-such-sentence"):
        english.say("no-such-sentence")


def test_a_variable_that_is_left_out_is_an_error_and_no_gap(english: Locale) -> None:
    with pytest.raises(ValueError, match="title"):
        english.say("title", entity="x")


def test_languages_are_the_files_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "fr.ftl").write_text("language-name = français\n", encoding="utf-8")
    found = locales.load(tmp_path)
    assert list(found) == ["fr"] and found["fr"].say("language-name") == "français"
    assert found["fr"].language == "fr"


def test_another_language_writes_dates_in_its_own_way_or_plainly(tmp_path: Path) -> None:
    (tmp_path / "fr.ftl").write_text("day = { $day }\n", encoding="utf-8")
    assert "2028" in locales.load(tmp_path)["fr"].say("day", day=date(2028, 2, 29))


def test_the_years_of_study_have_their_own_words() -> None:
    chinese = locales.load(understanding.LOCALES)["zh"]
    assert [button.label for button in account_pages.year_choice(chinese).buttons[:4]] == [
        "大一",
        "大二",
        "大三",
        "大四",
    ]
