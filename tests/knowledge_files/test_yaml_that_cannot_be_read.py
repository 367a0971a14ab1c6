"""Hostile and broken files: each is told with its place, none costs much, none hides the others."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge_files import Loaded, load
from tests.knowledge_files import sound

Told = Callable[[dict[str, str | bytes]], list[str]]

BROKEN: dict[str, tuple[str | bytes, str]] = {
    "a tab to indent": ("- id: x\n\task: y\n \t z", "2:1: a tab is used to indent, and in 1 more lines"),
    "a tab that libyaml finds": ("a: b\n\t\n", "2:1: a tab stands here (use spaces)"),
    "an anchor": ("- &a b", "1:3: anchors ('&a') are not allowed"),
    "an alias": ("- id: *a", "1:7: aliases ('*a') are not allowed"),
    "an alias as a key": ("*a : b", "1:1: aliases ('*a') are not allowed"),
    "a merge key": ("- <<: {a: b}", "1:3: merge keys ('<<') are not allowed"),
    "a tag": ("- id: !!python/object/apply:os.system [ls]", "1:7: tags ('!') are not allowed"),
    "a tag of one mark": ("- ! x", "1:3: tags ('!') are not allowed"),
    "a key that stands twice": (
        "- id: a\n  ask: b\n  id: c",
        "3:3: the key 'id' stands twice (first in line 1, column 3",
    ),
    "an unclosed quote": ('- id: "a\n- id: b\n', "1:7: a quote is opened and never closed"),
    "an unclosed bracket": ("- id: [a\n", "1:7: a bracket is not closed, or a comma is missing"),
    "a colon in a text": ("- id: a: b", "1:8: a ':' stands where none can be"),
    "a colon behind Chinese": ("- 中文字: 一: 二", "1:9: a ':' stands where none can be"),
    "a wrong indentation": ("- id: a\n ask: b", "2:2: the indentation of the list is wrong"),
    "a wrong indentation of keys": ("a:\n  b: 1\n c: 2", "3:2: the indentation is wrong"),
    "a forbidden first character": ("- id: @x", "1:7: a text cannot begin with this character"),
    "text behind a bar": ("- id: | x", "1:9: text stands behind '|' or '>'"),
    "a backslash": (r'- id: "a\q"', "1:9: a backslash inside double quotes"),
    "an impossible letter": (r'- id: "\ud800"', "1:10: a backslash inside double quotes"),
    "a control character in quotes": (r'- id: "\x00"', "1:7: the text holds a control character"),
    "a control character": ("- id: a\n- id: \x07", "2:7: an invisible character (U+0007)"),
    "a byte order mark in the middle": ("- id: \ufeffx", "1:7: an invisible character (U+FEFF)"),
    "a list as a key": ("- ? [a]\n  : b", "1:5: a list or a group stands where a key is needed"),
    "a template": ("- {{7*7}}", "1:4: a list or a group stands where a key is needed"),
    "a second document": ("- id: a\n---\n- id: b", "2:1: a second '---' document begins here"),
    "nothing": ("", "1:1: the file is empty"),
    "comments only": ("# to do\n", "1:1: the file is empty"),
    "null": ("null", "1:1: the file is empty"),
    "UTF-16": ("- id: a".encode("utf-16"), "1:1: the file is saved as UTF-16 (save it as UTF-8)"),
    "UTF-16 without a mark": ("- id".encode("utf-16-le"), "1:2: an invisible character (U+0000)"),
    "GBK": ("- id: a\n  x: 中文".encode("gbk"), "2:6: the file is not UTF-8 from here on"),
    "UTF-8 cut in two": (b"- id: \xe4\xb8", "1:7: the file is not UTF-8 from here on"),
    "20,000 brackets": ("[" * 20_000, "1:11: nested deeper than 10 levels"),
    "dashes without end": ("- " * 20_000, "1:21: nested deeper than 10 levels"),
    "more than a megabyte": ("# x\n" * 300_000, "1:1: the file is larger than 1 MB"),
    "a bomb of aliases": ("a: &a [x]\nb: &b [*a, *a]\n", "1:4: anchors ('&a') are not allowed"),
}


@pytest.mark.parametrize("content", ["- id: a\n  ask：\n    zh: [一]\n", "- id: a\n  answer:\n    zh：九点\n"])
def test_the_chinese_colon_is_told_as_what_it_is(content: str, told: Told) -> None:
    assert any("the '：' here is the Chinese colon" in line for line in told({"faq/a.yaml": content}))


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_with_its_place(name: str, told: Told) -> None:
    content, expected = BROKEN[name]
    started = time.perf_counter()
    first = told({"faq/a.yaml": content})[0]
    assert first.startswith(f"knowledge/faq/a.yaml:{expected}"), first
    assert time.perf_counter() - started < 1


def test_a_sound_file_may_hold_what_only_looks_dangerous(told: Told) -> None:
    text = """\
--- # one document
- id: "<<"
  ask: {en: ["[a]", 'it''s: so', "C:\\\\x", a & b, 5 * 3, "tab\\there"]}
  answer: {en: "<3 \\u4e2d", zh: 一\u2028二}
"""
    assert told({"faq/a.yaml": text}) == []


def test_lines_are_counted_as_editors_count_them(faq: Callable[[str], list[str]]) -> None:
    text = "- id: a\u2028b\r\n  ask: {en: [c]}\r\n  answer: {en: d, zh: e}\r\n  colour: red\r\n"
    (line,) = faq(text)
    assert line.startswith("knowledge/faq/a.yaml:4:3: unknown key 'colour' (allowed: answer, ask, ")


def test_several_faults_of_one_file_are_told_together(faq: Callable[[str], list[str]]) -> None:
    assert [line.split(":")[1] for line in faq("- &a x\n- *a\n- !t y\n- {b: 1, b: 2}")] == ["1", "2", "3", "4"]


def test_thousands_of_faults_are_counted_and_not_printed(faq: Callable[[str], list[str]]) -> None:
    lines = faq("- {}\n" * 2_000)
    assert len(lines) == 501
    assert lines[-1].endswith("and 3500 more problems in this file")


def test_a_bomb_of_merge_keys_costs_nothing(told: Told) -> None:
    bomb = "a0: &a0 {k: v}\n" + "".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 25))
    started = time.perf_counter()
    assert len(told({"faq/a.yaml": bomb})) == 50
    assert time.perf_counter() - started < 1


def test_every_broken_file_is_told_and_the_sound_ones_are_checked(told: Told) -> None:
    lines = told(
        {
            "faq/a.yaml": "[",
            "faq/b.yaml": "- {id: b, ask: {en: [x]}, answer: {en: y}}",
            "office.yaml": sound.OFFICE.replace("zone", "zone"),
            "programmes/summer-tour.yaml": b"\xff\xfe",
            "vocabulary.yaml": "known: 3",
        }
    )
    assert [line.split(": ")[0] for line in lines] == [
        "knowledge/faq/a.yaml:1:2",
        "knowledge/faq/b.yaml:1:27",
        "knowledge/programmes/summer-tour.yaml:1:1",
        "knowledge/vocabulary.yaml:1:8",
    ]


def test_nothing_is_said_of_owners_and_topics_when_the_file_that_names_them_is_broken(told: Told) -> None:
    broken = ("office.yaml", "programmes/summer-tour.yaml", "emergencies.yaml")
    lines = told({**sound.SPOKEN, **dict.fromkeys(broken, "{")})
    assert [line.split(":")[0].removeprefix("knowledge/") for line in lines] == sorted(broken)


def test_a_link_may_not_leave_the_folder(folder: Path, tmp_path: Path, told: Told) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("- {id: a}")
    (folder / "faq").mkdir()
    (folder / "faq/a.yaml").symlink_to(secret)
    (folder / "faq/b.yaml").symlink_to(folder / "faq/b.yaml")
    (folder / "faq/c.yaml").symlink_to("gone.yaml")
    first, second, third = told({})
    assert "a.yaml:1:1: the file cannot be read: it is a link that leaves the knowledge folder" in first
    assert "b.yaml:1:1: the file cannot be read" in second
    assert "c.yaml:1:1: the file cannot be read: No such file" in third


def test_a_link_inside_the_folder_is_read(folder: Path, told: Told) -> None:
    (folder / "faq").mkdir()
    (folder / "spare").mkdir()
    (folder / "spare/x.txt").write_text("- {id: a, ask: {en: [b]}, answer: {en: c, zh: d}}")
    (folder / "faq/a.yaml").symlink_to(folder / "spare/x.txt")
    assert told({}) == []


def test_a_folder_or_a_pipe_with_the_name_of_a_file_is_told(folder: Path, told: Told) -> None:
    (folder / "faq/a.yaml").mkdir(parents=True)
    os.mkfifo(folder / "faq/b.yaml")
    first, second = told({})
    assert "faq/a.yaml:1:1: the file cannot be read: it is a folder" in first
    assert "faq/b.yaml:1:1: the file cannot be read: it is not an ordinary file" in second


def test_a_file_that_the_system_does_not_open_is_told(folder: Path, told: Told) -> None:
    (folder / "faq").mkdir()
    (folder / "faq/a.yaml").symlink_to("a.yaml")
    assert "faq/a.yaml:1:1: the file cannot be read: " in told({})[0]


@pytest.mark.parametrize("name", ["nowhere", "file.txt", "a\0b"])
def test_a_folder_that_is_none_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("x")
    loaded = load(tmp_path / name, sound.TODAY)
    assert loaded.knowledge is None
    assert "the knowledge folder cannot be read" in str(loaded.problems[0])


def test_an_empty_folder_says_what_it_needs(folder: Path) -> None:
    (problem,) = load(folder, sound.TODAY).problems
    assert str(problem).startswith("knowledge:1:1: the folder holds no knowledge (it needs office.yaml")


def test_files_that_lie_where_nobody_looks_are_warned_of(office: Callable[..., Loaded]) -> None:
    loaded = office(dict.fromkeys(("ofice.yaml", "faqs/a.yaml", "faq/b.yml", "faq/c/d.yaml", "e/f.yaml"), "a: b"))
    assert loaded.knowledge is not None
    assert [str(problem) for problem in loaded.problems] == [
        "knowledge/e/f.yaml:1:1: this file is not read (allowed: faq, programmes, services, talks)",
        "knowledge/faq/b.yml:1:1: this file is not read (name it *.yaml)",
        "knowledge/faq/c/d.yaml:1:1: this file is not read (move it up into faq/)",
        "knowledge/faqs/a.yaml:1:1: this file is not read (did you mean 'faq'?)",
        "knowledge/ofice.yaml:1:1: this file is not read (did you mean 'office.yaml'?)",
    ]


def test_copies_that_editors_leave_are_not_read(told: Told) -> None:
    assert (
        told({"faq/.a.yaml.swp": "[", "faq/.#a.yaml": "[", "faq/~a.yaml": "[", "faq/a.yaml~": "[", "README.md": "["})
        == []
    )


def test_a_path_that_is_given_as_relative_stays_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "faq").mkdir()
    (folder / "faq/a.yaml").write_text("[")
    monkeypatch.chdir(folder.parent)
    assert str(load(Path("knowledge"), sound.TODAY).problems[0]).startswith("knowledge/faq/a.yaml:1:2: ")
    monkeypatch.chdir(folder)
    assert str(load(Path(), sound.TODAY).problems[0]).startswith("faq/a.yaml:1:2: ")
