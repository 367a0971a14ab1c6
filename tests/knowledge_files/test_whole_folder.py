"""What only several files together can get wrong."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot.knowledge_files import Loaded, stale_within
from tests.knowledge_files import sound

Told = Callable[[dict[str, str]], list[str]]
Tour = Callable[..., list[str]]
Office = Callable[..., Loaded]
AT = "knowledge/programmes/summer-tour.yaml:"
CAMP = "id: camp\nnames: {en: Camp, zh: 营地}\naudiences: [student]\nanswers: {cost: {en: A., zh: 一。}}\n"
CAMP_ASK = "cost: {en: [what does the camp cost]}"


def test_an_id_stands_once_in_the_folder(told: Told) -> None:
    entries = "- {id: camp, ask: {en: [a]}, answer: {en: A., zh: 一。}}\n" * 2
    files = {"services/camp.yaml": CAMP, "services/camp.ask.yaml": CAMP_ASK, "faq/a.yaml": entries}
    assert told(files) == [
        "knowledge/faq/a.yaml:1:8: the id 'camp' is taken (see knowledge/services/camp.yaml:1; ids stand once)",
        "knowledge/faq/a.yaml:2:8: the id 'camp' is taken (see knowledge/services/camp.yaml:1; ids stand once)",
    ]


def test_two_files_may_not_describe_one_entity(told: Told) -> None:
    (line,) = told({"services/tour.yaml": CAMP.replace("camp", "summer-tour")})
    assert line.startswith("knowledge/services/tour.yaml:1:5: the id 'summer-tour' is taken (see knowledge/programmes/")


def test_only_the_office_is_the_office(told: Told) -> None:
    (line, *_) = told({"services/camp.yaml": CAMP.replace("id: camp", "id: office")})
    assert line == "knowledge/services/camp.yaml:1:5: only office.yaml describes the office (choose another id)"
    (line, *_) = told({"office.yaml": sound.OFFICE.replace("id: office", "id: io")})
    assert line == "knowledge/office.yaml:1:5: the office is called 'io' (write 'id: office')"


def test_a_window_stands_once_in_its_entity(tour: Tour) -> None:
    twice = "answers:", "  - {id: round, names: {en: A, zh: B}, state: rolling}\nanswers:"
    assert tour(twice) == [f"{AT}14:10: the window 'round' stands twice (give each its own id)"]


def test_an_entry_may_not_sit_on_a_topic(told: Told) -> None:
    (line,) = told({"faq/a.yaml": "- {id: office#cost, ask: {en: [a]}, answer: {en: A., zh: 一。}}"})
    assert line.startswith("knowledge/faq/a.yaml:1:8: 'office#cost' is a topic of an entity (see knowledge/office.yaml")


MISSING = {
    "of the names": (
        "names: {en: Summer tour, zh: 暑期研学}",
        "names: {en: Summer tour}",
        "2:1: the text in 'zh' is missing (add 'zh:')",
    ),
    "of an answer": ("    zh: 大约五千元。\n", "", "15:3: the text in 'zh' is missing"),
    "of a window": ("{en: Round, zh: 批次}", "{zh: 批次}", "11:5: the text in 'en' is missing"),
    "of a note": ("    opens:", "    notes: {en: A.}\n    opens:", "12:5: the text in 'zh' is missing"),
    "of an attachment": (
        "    zh: 大约",
        "    attachments: [{path: a.pdf, names: {en: A}}]\n    zh: 大约",
        "21:33: the text in 'zh' is missing",
    ),
}


@pytest.mark.parametrize("name", MISSING)
def test_a_text_that_is_missing_in_a_language_is_told(name: str, tour: Tour) -> None:
    old, new, expected = MISSING[name]
    assert any(line.startswith(AT + expected) for line in tour((old, new)))


def test_ways_to_ask_for_an_aspect_that_the_vocabulary_does_not_name_are_told(told: Told) -> None:
    (line,) = told({"vocabulary.ask.yaml": "cost: {en: [price]}"})
    assert line.startswith("knowledge/vocabulary.ask.yaml:1:1: vocabulary.yaml does not have 'cost'")


def test_desks_vocabulary_and_entries_need_every_language_but_ways_to_ask_do_not(told: Told) -> None:
    files = {
        "office.yaml": sound.OFFICE.replace("{en: Front desk, zh: 前台}", "{en: Front desk}"),
        "vocabulary.yaml": "aspects: {cost: {names: {en: Cost}, asks: {en: [price]}}}",
        "faq/a.yaml": "- {id: a, ask: {en: [b]}, answer: {zh: c}}",
    }
    assert [line.split(" (")[0] for line in told(files)] == [
        "knowledge/faq/a.yaml:1:27: the text in 'en' is missing",
        "knowledge/office.yaml:6:5: the text in 'zh' is missing",
        "knowledge/vocabulary.yaml:1:18: the text in 'zh' is missing",
    ]


def test_a_department_needs_a_name_in_every_language(told: Told) -> None:
    (line,) = told({"office.yaml": f"{sound.OFFICE}\ndepartments: {{art: {{en: Art}}}}\n"})
    assert "the text in 'zh' is missing" in line


def test_a_language_that_the_office_does_not_speak_is_told(tour: Tour) -> None:
    lines = tour(("  zh: [夏令营]", "  zn: [夏令营]"), ("zh: 暑期研学}", "zh: 暑期研学, ja: 旅}"))
    assert [line.split(" (")[0] for line in lines] == [
        f"{AT}2:36: unknown language 'ja'",
        f"{AT}5:3: unknown language 'zn'",
    ]


WINDOWS = {
    "backwards": ("2027-04-10", "2027-03-01", "the window closes before it opens"),
    "backwards on one day": ("2027-03-01T12:00", "2027-03-01T11:59", "the window closes before it opens"),
    "backwards on one day of every year": ("03-01T12:00", "03-01T11:59", "the window closes before it opens"),
    "half with a year": ("03-01", "2027-04-10", "only one of opens and closes has a year"),
}
SOUND_WINDOWS = [
    ("03-01", "03-01"),
    ("11-01", "02-28"),
    ("03-01T09:00", "03-01T09:00"),
    ("2027-03-01", "2027-03-01T08:00"),
]
SOUND_WINDOWS += [("03-01T12:00", "03-01"), ("2027-12-01", "2028-01-05")]


@pytest.mark.parametrize("name", WINDOWS)
def test_a_window_that_runs_backwards_is_told(name: str, tour: Tour) -> None:
    opens, closes, expected = WINDOWS[name]
    (line,) = tour(("03-01", opens), ("04-10T17:00", closes))
    assert line.startswith(f"{AT}13:13: {expected}")


@pytest.mark.parametrize(("opens", "closes"), SOUND_WINDOWS)
def test_a_window_may_run_over_new_year_or_one_day(opens: str, closes: str, tour: Tour) -> None:
    assert tour(("03-01", opens), ("04-10T17:00", closes)) == []


def test_a_window_without_days_says_what_it_is_instead(tour: Tour) -> None:
    days = "    opens: 03-01\n    closes: 04-10T17:00\n"
    assert tour((days, ""))[0].startswith(f"{AT}10:5: a window without days (add 'opens' and 'closes', or say 'state:")
    assert tour((days, "    state: to-be-announced\n")) == []
    assert tour((days, "    closes: 04-10\n")) == []


def test_an_unknown_owner_is_told_with_the_nearest(tour: Tour) -> None:
    assert tour(("owner: front", "owner: frond")) == [f"{AT}7:8: unknown owner 'frond' (did you mean 'front'?)"]
    assert tour(("    zh: 大约", "    owner: x\n    zh: 大约")) == [
        f"{AT}21:12: unknown owner 'x' (office.yaml lists the desks)"
    ]


def test_an_unknown_office_is_told_with_the_nearest(faq: Callable[[str], list[str]]) -> None:
    (line,) = faq("- {id: a, ask: {en: [x]}, answer: {en: a, zh: b}, office: librari}")
    assert line == "knowledge/faq/a.yaml:1:59: unknown office 'librari' (did you mean 'library'?)"


@pytest.mark.parametrize(
    ("zone", "hint"),
    [
        ("Mars/Base", "for example Asia/Shanghai"),
        ("Asia/Beijing", "did you mean 'Asia/Shanghai'?"),
        ("Asia/Shangai", "did you mean 'Asia/Shanghai'?"),
        ("../../etc/passwd", "for example Asia/Shanghai"),
        ("/etc/passwd", "for example Asia/Shanghai"),
        ("Asia", "for example Asia/Shanghai"),
        ("x" * 300, "for example Asia/Shanghai"),
    ],
)
def test_an_unknown_zone_is_told(zone: str, hint: str, told: Told) -> None:
    (line,) = told({"office.yaml": sound.OFFICE.replace("desks:", f"zone: {zone}\ndesks:")})
    assert line.startswith("knowledge/office.yaml:4:7: unknown time zone '")
    assert hint in line


def test_ways_to_ask_without_an_entity_are_told(told: Told) -> None:
    (line,) = told({"programmes/sumer-tour.ask.yaml": sound.TOUR_ASK})
    where = "knowledge/programmes/sumer-tour.ask.yaml:1:1"
    assert (
        line == f"{where}: no entity file stands beside these ways to ask (did you mean 'programmes/summer-tour.yaml'?)"
    )


def test_ways_to_ask_for_what_is_not_answered_are_warned_of(office: Office) -> None:
    ask = "cost: {en: [a]}\ncredits: {en: [b]}\ncontact: {en: [c]}\ndates: {en: [d]}\n"
    loaded = office({"programmes/summer-tour.ask.yaml": ask})
    assert loaded.knowledge is not None
    (problem,) = loaded.problems
    where = "knowledge/programmes/summer-tour.ask.yaml:2:1"
    assert str(problem) == f"{where}: ways to ask, but 'summer-tour' has no answer for 'credits' (add the answer)"


def test_what_nobody_can_ask_for_is_warned_of(office: Office) -> None:
    loaded = office({"services/camp.yaml": CAMP, "faq/a.yaml": "- {id: x, answer: {en: a, zh: b}}"})
    assert loaded.knowledge is not None
    assert [str(problem) for problem in loaded.problems] == [
        "knowledge/faq/a.yaml:1:8: 'x' has no way to ask (add 'ask:', or nobody will find it)",
        "knowledge/services/camp.yaml:1:5: 'camp' has no way to ask (write camp.ask.yaml beside it)",
    ]


@pytest.mark.parametrize("alias", ["summer camp", "SUMMER  Camp", "ｓｕｍｍｅｒ camp", "Summer tour", "暑期研學"])
def test_an_alias_belongs_to_one_entity(alias: str, told: Told) -> None:
    camp = CAMP + f"aliases: {{en: [campus, {alias}]}}\n"
    (line,) = told({"services/camp.yaml": camp, "services/camp.ask.yaml": CAMP_ASK})
    assert line.startswith("knowledge/services/camp.yaml:5:24: ")
    assert "is also a name of 'summer-tour' (also in knowledge/programmes/summer-tour.yaml:" in line


def test_a_national_rule_is_verified_or_a_sample(tour: Tour) -> None:
    rule = "    mark: national\n    sample: false\n"
    (line,) = tour(("    zh: 大约", f"{rule}    zh: 大约"))
    assert line.startswith(f"{AT}15:3: a national rule without the day it was verified (add 'verified: YYYY-MM-DD'")
    assert tour(("    zh: 大约", f"{rule}    verified: 2026-01-01\n    zh: 大约")) == []
    assert tour(("    zh: 大约", f"{rule}    zh: 大约"), ("owner: front", "owner: front\nverified: 2026-01-01")) == []
    assert tour(("    zh: 大约", "    mark: national\n    zh: 大约")) == []


def test_a_term_may_not_end_before_it_begins(tour: Tour) -> None:
    lines = tour(("owner: front", "owner: front\nverified: 2026-11-01\nvalid_until: 2026-10-01"))
    assert lines[1].startswith(f"{AT}9:14: valid_until lies before verified")


def test_a_day_of_verification_that_is_still_to_come_is_warned_of(tour: Tour) -> None:
    assert tour(("owner: front", "owner: front\nverified: 2026-11-24")) == [
        f"{AT}8:11: verified on 2026-11-24, which is still to come"
    ]


def test_what_is_out_of_date_is_warned_of_once_where_the_date_stands(office: Office) -> None:
    text = sound.TOUR.replace("owner: front", "owner: front\nvalid_until: 2026-11-22")
    text += "  apply: {en: A., zh: 一。}\n  dates: {en: A., zh: 一。, valid_until: 2026-11-23}\n"
    loaded = office({"programmes/summer-tour.yaml": text})
    assert loaded.knowledge is not None
    (problem,) = loaded.problems
    assert problem.warning
    assert str(problem).startswith(f"{AT}8:14: valid only until 2026-11-22 (look it up again")


def test_what_will_be_out_of_date_can_be_asked_for(office: Office) -> None:
    text = sound.TOUR.replace("owner: front", "owner: front\nvalid_until: 2026-11-22")
    text += "  dates: {en: A., zh: 一。, valid_until: 2026-12-01}\n"
    loaded = office({"programmes/summer-tour.yaml": text})
    assert [problem.line for problem in stale_within(loaded, sound.TODAY, 0)] == [8]
    assert [problem.line for problem in stale_within(loaded, sound.TODAY, 8)] == [8]
    assert [problem.line for problem in stale_within(loaded, sound.TODAY, 9)] == [8, 23]
    assert len(stale_within(loaded, date.max - timedelta(1), 10**9)) == 2
    assert not any(problem.warning for problem in stale_within(loaded, sound.TODAY, 9))
    assert str(stale_within(loaded, sound.TODAY, 0)[0]) == str(loaded.problems[0])
