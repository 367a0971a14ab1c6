"""What happens inside a round: stages, the time away, and when to remind of it."""

from collections.abc import Callable

import pytest

from bot.core import knowledge
from bot.core.knowledge import Day
from bot.knowledge_files import Loaded
from tests.knowledge_files import sound

FILE = "knowledge/programmes/summer-tour.yaml"
END = "    closes: 04-10T17:00\n"
Tour = Callable[..., list[str]]

STAGES = """\
    stages:
      - id: interviews
        names: {en: Interviews, zh: 面试}
        opens: 04-20
        closes: 04-22T17:00
        remind: [3, 1]
      - id: list
        names: {en: Final list, zh: 公布名单}
        closes: 05-31
    stay: {from: 07-10, to: 08-10}
    remind: [30, 7, 1, 0, last-working-day]
"""


def more(text: str) -> tuple[str, str]:
    return END, END + text


def lines(said: list[str]) -> list[str]:
    """Without the path, which is always the same one."""
    assert all(line.startswith(f"{FILE}:") for line in said)
    return [line.removeprefix(f"{FILE}:") for line in said]


def test_stages_a_stay_and_reminders_become_values(office: Callable[..., Loaded]) -> None:
    loaded = office({"programmes/summer-tour.yaml": sound.TOUR.replace(*more(STAGES))})
    assert loaded.problems == () and loaded.knowledge
    (window,) = loaded.knowledge.entities["summer-tour"].windows
    interviews, final = window.stages
    assert (interviews.id, interviews.names["zh"], interviews.opens) == ("interviews", "面试", Day(4, 20))
    assert interviews.closes.at is not None and interviews.remind == (3, 1)
    assert (final.opens, final.closes, final.remind) == (None, Day(5, 31), ())
    assert window.stay == (Day(7, 10), Day(8, 10))
    assert window.remind == (30, 7, 1, 0, knowledge.LAST_WORKING_DAY)


@pytest.mark.parametrize(("text", "offsets"), [("", None), ("    remind: []\n", ()), ("    remind: [0]\n", (0,))])
def test_no_reminders_are_not_the_usual_reminders(text: str, offsets: object, office: Callable[..., Loaded]) -> None:
    loaded = office({"programmes/summer-tour.yaml": sound.TOUR.replace(*more(text))})
    assert loaded.problems == () and loaded.knowledge
    assert loaded.knowledge.entities["summer-tour"].windows[0].remind == offsets


DAYS = "(whole days before the end, 0 to 366, or last-working-day)"


@pytest.mark.parametrize(
    ("offsets", "said"),
    [
        ("[-1]", f"14:14: nobody can be reminded '-1' days before {DAYS}"),
        ("[10000]", f"14:14: nobody can be reminded '10000' days before {DAYS}"),
        ("[7, 367]", f"14:17: nobody can be reminded '367' days before {DAYS}"),
        ("[a week]", f"14:14: nobody can be reminded 'a week' days before {DAYS}"),
        ("[1.5]", f"14:14: nobody can be reminded '1.5' days before {DAYS}"),
        ("[٣]", f"14:14: nobody can be reminded '٣' days before {DAYS}"),
        ("[last working day]", f"14:14: nobody can be reminded 'last working day' days before {DAYS}"),
        ("[[7]]", f"14:14: nobody can be reminded 'this' days before {DAYS}"),
        ("[7, 1, 7]", "14:13: the reminder '7' stands twice (keep one)"),
        ("[7, 07]", "14:13: the reminder '7' stands twice (keep one)"),
        (
            "[last-working-day, last-working-day]",
            "14:13: the reminder 'last-working-day' stands twice (keep one)",
        ),
        (
            f"[{', '.join(map(str, range(367)))}]",
            "14:13: 367 reminders of one deadline are too many (at most 12)",
        ),
        ("7", "14:13: 'remind' should be a list (begin each item with '- ', or write [one, two])"),
        ("", "14:12: 'remind' should be a list (begin each item with '- ', or write [one, two])"),
    ],
)
def test_offsets_that_cannot_be_meant(offsets: str, said: str, tour: Tour) -> None:
    assert lines(tour(more(f"    remind: {offsets}\n"))) == [said]


def stage(*keys: str, id: str = "interviews") -> str:
    return "".join([f"      - id: {id}\n        names: {{en: A, zh: 一}}\n", *(f"        {key}\n" for key in keys)])


YEARS = "(give the year to all days of a window or to none)"
EXCHANGE = "(exchange the days, or put the year right)"
AFTER = "(a stage comes after the opening; give years to all days if it comes before)"


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        (stage(), ["15:9: 'closes' is missing (add it)"]),
        (
            stage("closes: 06-31"),
            ["17:17: there is no day 06-31 (month first, then day: MM-DD)"],
        ),
        (stage("closes: 9999-04-20"), ["17:17: the year 9999 cannot be meant (2000 to 2100)"]),
        (
            stage("closes: 02-29"),
            ["17:17: 29 February does not come every year (write 02-28 or 03-01, or give the year)"],
        ),
        (stage("closes: 2027-04-20"), [f"17:17: the end of the stage has a year, the window has none {YEARS}"]),
        (
            stage("opens: 2027-04-19", "closes: 04-20"),
            [f"17:16: the beginning of the stage has a year, the window has none {YEARS}"],
        ),
        (
            stage("opens: 04-20T12:00", "closes: 04-20T09:00"),
            [f"18:17: the stage ends before it begins {EXCHANGE}"],
        ),
        (
            stage("closes: 04-20") + stage("closes: 04-21"),
            ["18:13: the stage 'interviews' stands twice (give each its own id)"],
        ),
        (
            stage("closes: 02-20"),
            [f"17:17: the stage comes 356 days after the window opens, in the next year {AFTER}"],
        ),
        (stage("closes: 04-20", "open: 04-18"), ["18:9: unknown key 'open' (did you mean 'opens'?)"]),
        (stage("closes: 04-20", "remind: [-2]"), [f"18:18: nobody can be reminded '-2' days before {DAYS}"]),
        (stage("closes: 04-20", id="Big Day"), None),
        (stage("closes: 04-20").replace(", zh: 一", ""), ["16:9: the text in 'zh' is missing (add 'zh:')"]),
    ],
)
def test_stages_that_cannot_be_meant(stages: str, said: list[str] | None, tour: Tour) -> None:
    found = lines(tour(more(f"    stages:\n{stages}")))
    assert found == said if said else len(found) == 1


@pytest.mark.parametrize(
    ("stay", "said"),
    [
        ("{from: 07-10}", "14:11: 'to' is missing (add it)"),
        ("{from: 07-10, till: 08-10}", None),
        ("[07-10, 08-10]", "14:11: 'stay' should be keys with values (one 'key: value' a line, indented alike)"),
        ("{from: 2027-07-10, to: 08-10}", f"14:18: the beginning of the stay has a year, the window has none {YEARS}"),
        ("{from: 07-10T12:00, to: 07-10T09:00}", f"14:35: the stay ends before it begins {EXCHANGE}"),
    ],
)
def test_stays_that_cannot_be_meant(stay: str, said: str | None, tour: Tour) -> None:
    found = lines(tour(more(f"    stay: {stay}\n")))
    assert found == [said] if said else len(found) == 2


ONCE = (("opens: 03-01", "opens: 2027-03-01"), (END, "    closes: 2027-04-10\n"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            f"    stages:\n{stage('closes: 04-20')}",
            f"17:17: the end of the stage has no year, the window has one {YEARS}",
        ),
        (
            f"    stages:\n{stage('closes: 2026-04-20')}",
            "17:17: the stage ends before the window opens (put the day or the year right)",
        ),
        (
            f"    stages:\n{stage('opens: 2027-05-20', 'closes: 2027-05-10')}",
            f"18:17: the stage ends before it begins {EXCHANGE}",
        ),
        (
            "    stay: {from: 2026-07-10, to: 2027-08-10}\n",
            "14:18: the stay begins before the window closes (put the year right)",
        ),
        ("    stay: {from: 2027-07-10, to: 2026-08-10}\n", f"14:34: the stay ends before it begins {EXCHANGE}"),
    ],
)
def test_in_a_window_with_years_every_day_has_its_place(text: str, said: str, tour: Tour) -> None:
    found = lines(tour(ONCE[0], (END, f"    closes: 2027-04-10\n{text}")))
    assert found == [said]


def test_a_window_of_the_past_is_no_mistake(tour: Tour) -> None:
    text = stage("closes: 2024-02-29T00:00")
    days = ("opens: 03-01", "opens: 2024-02-01"), (END, f"    closes: 2024-02-29\n    stages:\n{text}")
    assert tour(*days) == []


@pytest.mark.parametrize("text", [f"    stages:\n{stage('closes: 04-20')}", "    stay: {from: 07-10, to: 08-10}\n"])
@pytest.mark.parametrize("state", ["rolling", "to-be-announced"])
def test_without_days_there_is_nothing_that_stages_could_follow(text: str, state: str, tour: Tour) -> None:
    key = text.partition(":")[0].strip()
    hint = "(add 'opens' or 'closes', or leave it out until the days are known)"
    found = lines(tour(("    opens: 03-01\n", f"    state: {state}\n"), (END, text)))
    assert found == [f"13:5: '{key}' in a window without days {hint}"]
