"""When to start: never a step after its need, over every holiday, and what waits for what."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import understanding
from bot.core import plans
from bot.core.calendar import Course, Step
from bot.core.knowledge import DEPARTURE, Day, Lead, Needed, Paper, Stage
from bot.core.working_days import WorkingDays
from tests import tiny

NAMES = {"en": "one", "zh": "一"}
CHINA = understanding.load_calendar(Path("config/calendar.yaml"))
DAY = timedelta(1)


def paper(id: str, takes: Lead, after: tuple[str, ...] = ()) -> Paper:
    return Paper(id, NAMES, takes, NAMES, after=after)


def planned(
    course: Course, papers: list[Paper], needed: list[Needed], days: WorkingDays = CHINA
) -> dict[str, plans.Step]:
    entity = replace(tiny.EXCHANGE, papers=tuple(needed))
    found = plans.steps(course, entity, {one.id: one for one in papers}, days)
    return {step.paper.id: step for step in found}


def closing(day: date) -> Course:
    return Course(closes=datetime.combine(day, datetime.max.time().replace(microsecond=0), tiny.ZONE))


def single(takes: Lead, closes: date, days: WorkingDays = CHINA) -> plans.Step:
    return planned(closing(closes), [paper("one", takes)], [Needed("one")], days)["one"]


DAYS = st.dates(date(2026, 1, 20), date(2027, 12, 31))
LEADS = st.builds(Lead, st.integers(0, 120), st.booleans())


@given(DAYS, LEADS)
def test_no_step_is_there_after_it_is_needed(closes: date, takes: Lead) -> None:
    step = single(takes, closes)
    assert step.start <= step.ready <= step.need <= closes


@given(DAYS, st.integers(0, 60))
def test_who_starts_on_the_last_day_has_exactly_the_working_days_that_it_takes(closes: date, number: int) -> None:
    step = single(Lead(number, True), closes)
    passed = [step.start + DAY * one for one in range(1, (step.ready - step.start).days + 1)]
    assert sum(CHINA.works(day) for day in passed) == number
    assert CHINA.works(step.start) and CHINA.works(step.need)


@given(DAYS, st.integers(1, 60))
def test_a_working_day_later_would_be_too_late(closes: date, number: int) -> None:
    step = single(Lead(number, True), closes)
    later = next(step.start + DAY * one for one in range(1, 40) if CHINA.works(step.start + DAY * one))
    assert plans.there_on(step.paper, later, CHINA) > step.need


@given(DAYS, st.lists(LEADS, min_size=1, max_size=6), st.data())
def test_what_another_one_waits_for_is_there_before_that_is_begun(
    closes: date, leads: list[Lead], data: st.DataObject
) -> None:
    papers = [paper("p0", leads[0])]
    for number, takes in enumerate(leads[1:], 1):
        earlier = data.draw(st.lists(st.sampled_from([one.id for one in papers]), unique=True))
        papers.append(paper(f"p{number}", takes, tuple(earlier)))
    steps = planned(closing(closes), papers, [Needed(one.id) for one in papers])
    assert len(steps) == len(papers)
    for step in steps.values():
        assert step.start <= step.ready <= step.need <= closes
        for before in step.paper.after:
            assert steps[before].ready <= step.start


def test_a_week_of_work_over_national_day_2026() -> None:
    """1 to 7 October are free; 10 October is a Saturday that is worked."""
    step = single(Lead(5, True), date(2026, 10, 9))
    assert (step.start, step.ready) == (date(2026, 9, 24), date(2026, 10, 9)), "the 25th is Mid-Autumn"
    assert plans.there_on(step.paper, date(2026, 10, 1), CHINA) == date(2026, 10, 14), "the 10th is worked"


def test_ten_days_of_work_over_spring_festival_2026() -> None:
    """15 to 23 February are free: who needs it on the 27th starts well before."""
    step = single(Lead(10, True), date(2026, 2, 27))
    worked = [date(2026, 2, 1) + DAY * one for one in range(27) if CHINA.works(date(2026, 2, 1) + DAY * one)]
    assert step.start == worked[-11]
    assert step.start < date(2026, 2, 12)


def test_a_closing_day_on_a_day_of_rest_needs_the_paper_on_the_working_day_before() -> None:
    step = single(Lead(0), date(2026, 10, 4))
    assert step.need == date(2026, 9, 30) == step.start


def test_days_of_the_calendar_run_over_holidays() -> None:
    step = single(Lead(30), date(2026, 10, 9))
    assert (step.start, step.need) == (date(2026, 9, 9), date(2026, 10, 9))


def test_a_paper_may_be_needed_only_for_a_stage_or_before_departure() -> None:
    stage = Stage("host-form", NAMES, Day(12, 1, 2027))
    course = Course(
        closes=datetime(2027, 10, 20, 23, 59, tzinfo=tiny.ZONE),
        steps=(Step(stage, datetime(2027, 12, 1, 23, 59, tzinfo=tiny.ZONE)),),
        stay=(datetime(2028, 2, 20, tzinfo=tiny.ZONE), datetime(2028, 6, 30, tzinfo=tiny.ZONE)),
    )
    papers = [paper(id, Lead(0)) for id in ("form", "score", "visa")]
    steps = planned(course, papers, [Needed("form"), Needed("score", "host-form"), Needed("visa", DEPARTURE)])
    needs = {id: step.need for id, step in steps.items()}
    assert needs == {"form": date(2027, 10, 20), "score": date(2027, 12, 1), "visa": date(2028, 2, 19)}


def test_without_a_stage_of_that_name_the_closing_day_counts_and_an_unknown_departure_is_no_day() -> None:
    papers = [paper("score", Lead(0)), paper("visa", Lead(0))]
    needed = [Needed("score", "host-form"), Needed("visa", DEPARTURE)]
    steps = planned(closing(date(2027, 10, 20)), papers, needed)
    assert {id: step.need for id, step in steps.items()} == {"score": date(2027, 10, 20)}


def test_a_round_without_days_has_no_steps() -> None:
    assert planned(Course(), [paper("one", Lead(5))], [Needed("one")]) == {}


def test_a_step_on_its_last_day_is_not_late_and_a_day_later_it_is() -> None:
    step = single(Lead(5, True), date(2026, 11, 30))
    assert not step.late(step.start) and step.late(step.start + DAY)
    assert not step.missed(step.need) and step.missed(step.need + DAY)


def test_a_year_without_published_holidays_is_not_certain() -> None:
    step = single(Lead(5, True), date(2031, 3, 3))
    assert not step.certain
    assert single(Lead(5), date(2031, 3, 3)).certain, "days of the calendar are what they are"


@pytest.mark.parametrize(
    ("after", "waiting"),
    [({"a": ("b",), "b": ()}, set()), ({"a": ("b",), "b": ("a",)}, {"a", "b"}), ({"a": ("a",)}, {"a"})],
)
def test_papers_that_wait_for_each_other_are_found(after: dict[str, tuple[str, ...]], waiting: set[str]) -> None:
    papers = {id: paper(id, Lead(1), others) for id, others in after.items()}
    assert {*plans.circle(papers)} == waiting
