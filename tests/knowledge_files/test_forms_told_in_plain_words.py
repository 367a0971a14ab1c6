"""Keys and values that are wrong in one file: the exact place, plain words, no word of the tools underneath."""

from collections.abc import Callable

import pytest

from tests.knowledge_files import sound

Tour = Callable[..., list[str]]
Faq = Callable[[str], list[str]]
AT = "knowledge/programmes/summer-tour.yaml:"

TOURS = {
    "an unknown key": (("owner: front", "ownr: front"), "7:1: unknown key 'ownr' (did you mean 'owner'?)"),
    "a key of the window": (("    opens:", "    open:"), "12:5: unknown key 'open' (did you mean 'opens'?)"),
    "an unknown aspect": (("  cost:", "  cots:"), "15:3: unknown key 'cots' (did you mean 'cost'?)"),
    "an unknown aspect far off": (
        ("  cost:", "  zzzzzz:"),
        "15:3: unknown key 'zzzzzz' (allowed: accommodation, apply",
    ),
    "a slip in an answer": (
        ("    zh: 大约", "    samle: yes\n    zh: 大约"),
        "21:5: unknown key 'samle' (did you mean 'sample'?)",
    ),
    "an unknown language of an answer": (("    zh: 大约", "    fr: Oui.\n    zh: 大约"), "21:5: unknown key 'fr'"),
    "an unknown audience": (
        ("[student]", "[pupil, teachr]"),
        "6:20: an item of 'audiences' cannot be 'teachr' (did you mean 'teacher'?)",
    ),
    "no audience": (("[student]", "[]"), "6:12: 'audiences' is empty (at least one is needed)"),
    "an id with capitals": (
        ("id: summer-tour", "id: Summer tour"),
        "1:5: 'Summer tour' cannot be an id (small letters",
    ),
    "an id that is too long": (("id: summer-tour", "id: " + "a" * 41), "1:5: 'aaaaaa"),
    "a missing id": (("id: summer-tour\n", ""), "1:1: 'id' is missing"),
    "missing names of a window": (("    names: {en: Round, zh: 批次}\n", ""), "10:5: 'names' is missing"),
    "a text for names": (
        ("names: {en: Summer tour, zh: 暑期研学}", "names: Tour"),
        "2:8: 'names' should be keys with values",
    ),
    "a list for names": (
        ("names: {en: Summer tour, zh: 暑期研学}", "names: [Tour]"),
        "2:8: 'names' should be keys with values",
    ),
    "a text for a list": (
        ("  en: [summer camp]", "  en: summer camp"),
        "4:7: 'en' should be a list (begin each item with '- '",
    ),
    "a group for a text": (
        ("[summer camp]", "[camp: summer]"),
        "4:8: an item of 'en' should be a text (here stands a group",
    ),
    "a list for a text": (("owner: front", "owner: [front]"), "7:8: 'owner' should be a text (here stands a list"),
    "an empty text": (("owner: front", "owner:"), "7:7: 'owner' is empty (write a text or delete the key)"),
    "an empty text in spaces": (("owner: front", "owner: '  '"), "7:8: 'owner' is empty"),
    "a null": (("owner: front", "owner: ~"), "7:8: 'owner' is empty"),
    "an empty alias": (("[summer camp]", "[camp, '']"), "4:14: an item of 'en' is empty"),
    "a sample that is neither": (("sample: true\nw", "sample: maybe\nw"), "8:9: true or false is expected here"),
    "a number for a truth": (("sample: true\nw", "sample: 1\nw"), "8:9: true or false is expected here"),
    "an unknown mark": (
        ("sample: true\nw", "sample: true\nmark: nationl\nw"),
        "9:7: 'mark' cannot be 'nationl' (did you mean 'national'?)",
    ),
    "an unknown state": (
        ("    opens:", "    state: roling\n    opens:"),
        "12:12: 'state' cannot be 'roling' (did you mean 'rolling'?)",
    ),
    "a month that is none": (("opens: 03-01", "opens: 13-01"), "12:12: there is no day 13-01"),
    "31 June": (("opens: 03-01", "opens: 06-31"), "12:12: there is no day 06-31"),
    "30 February of a year": (("opens: 03-01", "opens: 2026-02-30"), "12:12: there is no day 2026-02-30"),
    "29 February of a wrong year": (("opens: 03-01", "opens: 2026-02-29"), "12:12: there is no day 2026-02-29"),
    "29 February of all years": (
        ("opens: 03-01", "opens: 02-29"),
        "12:12: 29 February does not come every year (write 02-28",
    ),
    "the year 9999": (("opens: 03-01", "opens: 9999-03-01"), "12:12: the year 9999 cannot be meant"),
    "the year 0": (("opens: 03-01", "opens: 0000-03-01"), "12:12: the year 0 cannot be meant"),
    "25 o'clock": (("04-10T17:00", "04-10T25:00"), "13:13: there is no time 25:00"),
    "midnight as 24": (
        ("04-10T17:00", "04-10T24:00"),
        "13:13: there is no time 24:00 (00:00 to 23:59; the end of a day",
    ),
    "a day in words": (("opens: 03-01", "opens: 3月1日"), "12:12: a day is expected here (write MM-DD"),
    "a day in full width": (("opens: 03-01", "opens: ０３-０１"), "12:12: a day is expected here (write MM-DD"),
    "a day that is a list": (("opens: 03-01", "opens: [03-01]"), "12:12: a day is expected here (write MM-DD"),
    "a date without a year": (
        ("sample: true\nw", "sample: true\nverified: 03-01\nw"),
        "9:11: a date is expected here (write YYYY-MM-DD",
    ),
    "an impossible date": (
        ("sample: true\nw", "sample: true\nvalid_until: 2026-04-31\nw"),
        "9:14: there is no day 2026-04-31",
    ),
    "an answer that is a text": (
        ("  cost:\n", "  dates: soon\n  cost:\n"),
        "15:10: 'dates' should be keys with values",
    ),
    "an attachment without names": (
        ("    zh: 大约", "    attachments: [{path: a.pdf}]\n    zh: 大约"),
        "21:19: 'names' is missing",
    ),
    "a key of an attachment": (
        ("    zh: 大约", "    attachments: [{pth: a.pdf, path: a.pdf, names: {en: A, zh: B}}]\n    zh: 大约"),
        "21:20: unknown key 'pth' (did you mean 'path'?)",
    ),
}


@pytest.mark.parametrize("name", TOURS)
def test_a_wrong_value_is_told_where_it_stands(name: str, tour: Tour) -> None:
    pair, expected = TOURS[name]
    lines = tour(pair)
    assert any(line.startswith(AT + expected) for line in lines), lines
    assert not any(word in line for line in lines for word in ("pydantic", "Input", "mapping", "tuple", "dict", "str_"))


def test_days_are_good_on_a_leap_day_of_a_leap_year(tour: Tour) -> None:
    assert tour(("opens: 03-01", "opens: 2028-02-29"), ("04-10T17:00", "2028-03-31T23:59")) == []


def test_two_faults_of_one_file_and_what_stands_beside_them_are_told_at_once(tour: Tour) -> None:
    spoiled = [("owner: front", "owner: nobody\ncolour: red"), ("opens: 03-01", "opens: 3"), ("About **", "# About **")]
    assert [line.removeprefix(AT).split(": ")[0] for line in tour(*spoiled)] == ["7:8", "8:1", "13:12", "18:1"]


def test_an_unknown_audience_is_not_told_twice(tour: Tour) -> None:
    assert len(tour(("[student]", "[pupil]"))) == 1


def test_a_long_or_many_lined_key_stays_on_one_line(tour: Tour) -> None:
    (line,) = tour(("owner: front", 'owner: front\n"a\\nb' + "x" * 200 + '": 1'))
    assert "'a b" + "x" * 57 + "…'" in line


ASKS = {
    "an unknown aspect": ("cst: {en: [a]}", "1:1: unknown key 'cst' (did you mean 'cost'?)"),
    "an unknown language": ("cost: {fr: [a]}", "1:8: unknown language 'fr' (office.yaml lists the languages)"),
    "no language code": ("cost: {English: [a]}", "1:8: 'English' is not a language code (for example en or zh)"),
    "a question with a colon": ("cost:\n  en:\n    - about cost: how much", "3:7: an item of 'en' should be a text"),
    "a list of aspects": ("- cost", "1:1: this should be keys with values"),
    "a text alone": ("cost", "1:1: this should be keys with values"),
    "a list without languages": ("cost: [a, b]", "1:7: 'cost' should be keys with values"),
}


@pytest.mark.parametrize("name", ASKS)
def test_a_wrong_way_to_ask_is_told_where_it_stands(name: str, told: Callable[[dict[str, str]], list[str]]) -> None:
    text, expected = ASKS[name]
    lines = told({"office.ask.yaml": text})
    assert any(line.startswith(f"knowledge/office.ask.yaml:{expected}") for line in lines), lines


ENTRIES = {
    "no list": ("id: a", "1:1: this should be a list of entries (begin each entry with '- id: ...')"),
    "an entry that is a text": ("- a", "1:3: this should be keys with values"),
    "no answer": ("- {id: a, ask: {en: [x]}}", "1:3: 'answer' is missing"),
    "an empty answer": ("- {id: a, ask: {en: [x]}, answer: }", "1:35: 'answer' is empty"),
    "no id": ("- {ask: {en: [x]}, answer: {en: a, zh: b}}", "1:3: 'id' is missing"),
    "an empty id": ("- {id: '', ask: {en: [x]}, answer: {en: a, zh: b}}", "1:8: 'id' is empty"),
    "an unknown outcome": (
        "- {id: a, ask: {en: [x]}, answer: {en: a, zh: b}, outcome: no}",
        "1:60: 'outcome' cannot be 'no'",
    ),
    "a text to ask": ("- {id: a, ask: {en: x}, answer: {en: a, zh: b}}", "1:21: 'en' should be a list"),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_a_wrong_entry_is_told_where_it_stands(name: str, faq: Faq) -> None:
    text, expected = ENTRIES[name]
    lines = faq(text)
    assert len(lines) == 1
    assert lines[0].startswith(f"knowledge/faq/a.yaml:{expected}"), lines


def test_a_broken_entry_does_not_hide_the_others(faq: Faq) -> None:
    lines = faq("- {id: a}\n- {id: b, ask: {en: [x]}, answer: {en: '# y', zh: z}}\n- {id: b, answer: {en: a, zh: b}}")
    assert [line.split(": ")[0][-4:] for line in lines] == [":1:3", "2:40", ":3:8"]


def test_the_office_and_the_vocabulary_are_checked_as_well(told: Callable[[dict[str, str]], list[str]]) -> None:
    lines = told(
        {
            "office.yaml": sound.OFFICE.replace("desks:", "deks:"),
            "vocabulary.yaml": "aspects: {cots: {names: {en: a, zh: b}}}\nemergencies: []\nknwn: []",
        }
    )
    assert [line.partition("knowledge/")[2].split(" (")[0] for line in lines] == [
        "office.yaml:4:1: unknown key 'deks'",
        "vocabulary.yaml:1:11: unknown key 'cots'",
        "vocabulary.yaml:2:1: unknown key 'emergencies'",
        "vocabulary.yaml:3:1: unknown key 'knwn'",
    ]
