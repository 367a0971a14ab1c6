"""Working days from the published holidays and from what staff wrote; whatever is wrong is told with its line."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from bot import office_calendar
from bot.core.working_days import WorkingDays
from bot.office_calendar import Loaded
from bot.settings import Settings

TODAY = date(2026, 11, 23)
Calendar = Callable[..., Loaded]


@pytest.fixture
def calendar(tmp_path: Path) -> Calendar:
    def load(text: str, today: date = TODAY) -> Loaded:
        path = tmp_path / "calendar.yaml"
        path.write_text(text, encoding="utf-8")
        return office_calendar.load(path, today)

    return load


def days(loaded: Loaded) -> WorkingDays:
    assert not loaded.problems and loaded.working_days
    return loaded.working_days


def works(calendar: WorkingDays, *day: int) -> bool:
    return calendar.works(date(*day))


def test_the_shipped_file_adds_nothing_to_the_published_holidays() -> None:
    shipped = days(office_calendar.load(Path("config/calendar.yaml"), TODAY))
    for year in range(2020, 2027):
        day = date(year, 1, 1)
        while day.year == year:
            assert shipped.works(day) == chinese_calendar.is_workday(day), day
            day += timedelta(days=1)
    assert {2025, 2026} <= shipped.published


def test_made_up_saturdays_are_worked_and_national_day_is_not(calendar: Calendar) -> None:
    found = days(calendar("closures: []\n"))
    assert works(found, 2026, 10, 10)
    assert not any(works(found, 2026, 10, day) for day in range(1, 8)) and works(found, 2026, 10, 8)
    assert found.last_before(date(2026, 10, 8)) == date(2026, 9, 30)
    assert found.last_before(date(2026, 10, 11)) == date(2026, 10, 10)


def test_a_year_that_is_not_published_counts_its_weekends(calendar: Calendar) -> None:
    found = days(calendar("closures: []\n"))
    assert not found.certain(date(2098, 10, 1)) and found.certain(date(2026, 10, 1))
    assert works(found, 2098, 10, 1) and not works(found, 2098, 10, 4)


def test_staff_close_the_office_type_holidays_in_and_correct_the_library(calendar: Calendar) -> None:
    found = days(
        calendar(
            """\
closures:
  - {from: 2098-01-20, to: 2098-01-22, reason: {en: Winter break, zh: 寒假}}
  - day: 2098-06-30
  - 2098-07-01
holidays: [2098-10-01, {from: 2098-10-02, to: 2098-10-03}, 2026-10-10]
working: [2098-10-11, 2026-10-07]
published: [2098]
"""
        )
    )
    closed = [(1, 20), (1, 22), (6, 30), (7, 1), (10, 1), (10, 2), (10, 3)]
    assert not any(works(found, 2098, *day) for day in closed)
    assert works(found, 2098, 1, 23) and works(found, 2098, 10, 11) and found.certain(date(2098, 1, 1))
    assert works(found, 2026, 10, 7) and not works(found, 2026, 10, 10)


@pytest.mark.parametrize("text", ["closures:\n", "closures:\nholidays:\nworking:\npublished:\n", "closures: []\n"])
def test_lists_may_be_empty(text: str, calendar: Calendar) -> None:
    assert days(calendar(text)).closures == frozenset()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1: the file is empty (fill it or delete it)"),
        ("closed: [2027-01-01]\n", "1:1: unknown key 'closed' (did you mean 'closures'?)"),
        (
            "closures: 2027-01-01\n",
            "1:11: 'closures' should be a list (begin each item with '- ', or write [one, two])",
        ),
        ("holidays: [2027-02-30]\n", "1:12: there is no day 2027-02-30 (month first, then day: MM-DD)"),
        ("holidays: [02-05]\n", "1:12: a date is expected here (write YYYY-MM-DD, for example 2027-08-31)"),
        ("holidays: [9999-01-01]\n", "1:12: the year 9999 cannot be meant (2000 to 2100)"),
        ("working: [2027-02-29]\n", "1:11: there is no day 2027-02-29 (month first, then day: MM-DD)"),
        (
            "closures:\n  - {from: 2027-02-19, to: 2027-02-05}\n",
            "2:5: these days end before they begin (exchange the days, or put the year right)",
        ),
        (
            "closures:\n  - {from: 2027-02-19, to: 2028-02-20}\n",
            "2:5: these are more than 80 days (put the year right, or write two lines)",
        ),
        *(
            (
                f"holidays:\n  - {line}\n",
                "2:5: a day is expected here (write YYYY-MM-DD, or {from: YYYY-MM-DD, to: YYYY-MM-DD})",
            )
            for line in (
                "{from: 2027-02-19}",
                "{to: 2027-02-19}",
                "{day: 2027-02-19, to: 2027-02-20}",
                "{day: 2027-02-19, from: 2027-02-19, to: 2027-02-20}",
            )
        ),
        ("closures:\n  - {day: 2027-02-19, why: snow}\n", None),
        ("holidays:\n  - {from: 2027-02-19, too: 2027-02-20}\n", None),
        ("published: [soon]\n", "1:13: a year is expected here (for example 2027)"),
        ("published: [12027]\n", "1:13: a year is expected here (for example 2027)"),
        ("published: [2098]\n", "1:13: no public holidays of 2098 are known (type them in under 'holidays:' first)"),
        (
            "holidays: [2098-10-01]\nworking: [2098-10-01]\n",
            "2:11: 2098-10-01 stands under 'holidays' as well (keep one)",
        ),
        (
            "closures: [2098-10-01]\nworking: [2098-10-01]\n",
            "2:11: 2098-10-01 stands under 'closures' as well (keep one)",
        ),
        ("closures: [2027-01-01\n", None),
        ("closures: &a []\n", None),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_line(text: str, said: str | None, calendar: Calendar) -> None:
    loaded = calendar(text)
    told = [str(problem) for problem in loaded.problems]
    assert loaded.working_days is None and told
    assert said is None or told == [f"calendar.yaml:{said}"]
    assert all(line.startswith("calendar.yaml:") for line in told)


def test_from_december_on_missing_holidays_are_told(calendar: Calendar) -> None:
    year = max(chinese_calendar.holidays).year
    text = "closures: []\npublished: []\n"
    assert days(calendar(text, date(year, 11, 30)))
    loaded = calendar(text, date(year, 12, 1))
    (warning,) = loaded.problems
    assert loaded.working_days and warning.warning
    assert str(warning) == (
        f"calendar.yaml:2:1: the public holidays of {year + 1} are not known yet (update the package chinesecalendar, "
        f"or type them in and write 'published: [{year + 1}]')"
    )
    assert len(calendar(text, date(year + 1, 12, 1)).problems) == 2  # this year's, and next year's
    typed = f"holidays: [{year + 1}-10-01]\npublished: [{year + 1}]\n"
    assert days(calendar(typed, date(year, 12, 31)))


def test_where_nobody_named_a_file_the_published_holidays_stand_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert not works(days(office_calendar.load(Settings().calendar, TODAY)), 2026, 10, 1)


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    loaded = office_calendar.load(tmp_path / "nowhere.yaml", TODAY)
    assert loaded.working_days is None and "nowhere.yaml:1:1: the file cannot be read" in str(loaded.problems[0])


def test_a_folder_or_a_broken_file_is_told(tmp_path: Path) -> None:
    assert office_calendar.load(tmp_path, TODAY).working_days is None
    path = tmp_path / "calendar.yaml"
    path.write_bytes("closures: []  # 寒假".encode("gbk"))
    (problem,) = office_calendar.load(path, TODAY).problems
    assert "UTF-8" in str(problem)
