"""The pages of planning ahead over everything that ships, all year round, in both languages."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import combinations

import pytest

from bot.core import (
    calendar_entries,
    clash_pages,
    compare_pages,
    follow_pages,
    messages,
    packing,
    plan_pages,
    timeline,
)
from bot.core.actions import Ask, Card, Compare, Fit, Plan, Tick, tag
from bot.core.follow_pages import Office
from bot.core.knowledge import Answer, Care, Day, Entity, Knowledge, Lead, Needed, Paper, Stage, Window
from bot.core.messages import Message, Speech
from tests import tiny

MOMENTS = [datetime(2027, month, 15, 9, tzinfo=tiny.ZONE) for month in range(1, 13)]
NOW = MOMENTS[2]
LANGUAGES = ("en", "zh")


def programmes(knowledge: Knowledge) -> list[Entity]:
    return [entity for entity in knowledge.entities.values() if entity.kind == "programme"]


def sound(message: Message) -> None:
    assert message.text.strip() and "{" not in message.text and "None" not in message.text
    assert messages.length(message.text) <= messages.LONGEST
    for button in message.buttons:
        assert button.label.strip() and len(packing.pack(button.action).encode()) <= packing.LIMIT


def stale(knowledge: Knowledge, id: str) -> Knowledge:
    care = Care("student-programmes", date(2026, 1, 1), date(2026, 6, 1))
    entity = knowledge.entities[id]
    answers = {aspect: Answer(answer.texts, care) for aspect, answer in entity.answers.items()}
    return replace(knowledge, entities={**knowledge.entities, id: replace(entity, care=care, answers=answers)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_two_programmes_can_be_compared_on_a_phone(
    language: str, shipped: Knowledge, speeches: Mapping[str, Speech]
) -> None:
    office, speech = Office(shipped), speeches[language]
    for one, other in combinations(programmes(shipped), 2):
        page = compare_pages.page(office, tag(one.id), tag(other.id), NOW, speech)
        sound(page)
        assert {Ask(f"{one.id}#overview"), Ask(f"{other.id}#overview")} <= {button.action for button in page.buttons}
        assert page.text.count("\n- ") >= 12


def test_what_is_missing_of_a_comparison_is_asked_for(shipped: Knowledge, english: Speech) -> None:
    office, exchange = Office(shipped), tag("semester-exchange")
    first = compare_pages.page(office, "", "", NOW, english)
    assert Compare(exchange) in {button.action for button in first.buttons} and len(first.buttons) == 9
    for one, other in ((exchange, ""), ("", exchange), (exchange, "gone"), (exchange, exchange)):
        second = compare_pages.page(office, one, other, NOW, english)
        assert "**Semester exchange** and which other?" in second.text and len(second.buttons) == 8


def test_a_comparison_gives_no_date_and_no_amount_that_nobody_confirmed(shipped: Knowledge, english: Speech) -> None:
    office = Office(stale(shipped, "summer-study-tour"))
    text = compare_pages.page(office, tag("summer-study-tour"), tag("mutual-study"), NOW, english).text
    assert "The dates have not been confirmed since" in text
    assert "¥18,000" not in text and "15 May" not in text


def test_what_clashes_among_what_is_followed_is_said_in_words(
    shipped: Knowledge, speeches: Mapping[str, Speech]
) -> None:
    exchange = shipped.entities["semester-exchange"]
    twin = replace(exchange, id="twin", names={"en": "Twin", "zh": "另一个"})
    close = replace(twin.windows[1], closes=Day(4, 12), stay=(Day(7, 1), Day(8, 31)))
    knowledge = replace(shipped, entities={**shipped.entities, "twin": replace(twin, windows=(close,))})
    office = Office(knowledge)
    follows = [("semester-exchange", "spring-round"), ("twin", "")]
    lines = "\n".join(clash_pages.lines(office, follows, NOW, speeches["en"]))
    assert "close in one week, on Saturday 10 April 2027 and on Monday 12 April 2027" in lines
    assert "**Passport**: the original is needed" in lines
    chinese = "\n".join(clash_pages.lines(office, follows, NOW, speeches["zh"]))
    assert "在一周内先后截止" in chinese and "都要用原件" in chinese
    same = replace(knowledge, entities={**knowledge.entities, "twin": replace(twin, windows=(exchange.windows[1],))})
    lines = "\n".join(clash_pages.lines(Office(same), follows, NOW, speeches["en"]))
    assert "close on the same day" in lines and "both have you away" in lines
    page = follow_pages.following(
        office, follows, [], NOW, speeches["en"], clash_pages.lines(office, follows, NOW, speeches["en"])
    )
    assert "Mind what clashes" in page.text


def test_two_stays_without_a_day_between_are_said(shipped: Knowledge, english: Speech) -> None:
    tour = shipped.entities["summer-study-tour"]
    window = replace(tour.windows[0], closes=Day(3, 20), stay=(Day(8, 6), Day(8, 20)))
    knowledge = replace(
        shipped, entities={**shipped.entities, "next": replace(tour, id="next", windows=(window,), papers=())}
    )
    lines = clash_pages.lines(Office(knowledge), [("summer-study-tour", ""), ("next", "")], NOW, english)
    assert any("there is no free day" in line for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_can_be_read_for_every_programme_all_year(
    language: str, shipped: Knowledge, speeches: Mapping[str, Speech]
) -> None:
    office, speech = Office(shipped), speeches[language]
    for entity in programmes(shipped):
        for now in MOMENTS:
            sound(plan_pages.page(office, entity, "", (), False, now, speech))


def test_a_step_is_now_late_or_missed_and_never_without_what_can_be_done(shipped: Knowledge, english: Speech) -> None:
    entity = shipped.entities["summer-study-tour"]
    seen = set()
    for day in range(1, 16):
        now = datetime(2027, 5, day, 9, tzinfo=tiny.ZONE)
        text = plan_pages.page(Office(shipped), entity, "summer-round", (), True, now, english).text
        for word in ("**late.**", "**too late for this round.**", "**at once**", "begin **today**"):
            if word in text:
                seen.add(word)
        late = text.count("**late.**") + text.count("**too late for this round.**") + text.count("**at once**")
        assert text.count("What can still be done:") == late
    assert {"**late.**", "begin **today**", "**too late for this round.**"} <= seen


def test_without_days_the_plan_says_how_long_things_take(shipped: Knowledge, english: Speech) -> None:
    entity = shipped.entities["summer-study-tour"]
    rolling = replace(entity, windows=(Window("any", {"en": "Any", "zh": "随时"}, state="rolling"),))
    page = plan_pages.page(Office(shipped), rolling, "", (), False, NOW, english)
    assert "No days are known yet" in page.text and "**Passport**: takes 20 working days" in page.text
    ticked = {("", "passport")}
    assert "**Passport**: takes" not in plan_pages.page(Office(shipped), rolling, "", ticked, False, NOW, english).text


def test_without_papers_or_a_round_the_plan_says_so(shipped: Knowledge, english: Speech) -> None:
    entity = shipped.entities["summer-study-tour"]
    office = Office(shipped)
    assert "No list of papers" in plan_pages.page(office, replace(entity, papers=()), "", (), False, NOW, english).text
    assert "no round" in plan_pages.page(office, replace(entity, windows=()), "", (), False, NOW, english).text
    old = stale(shipped, entity.id).entities[entity.id]
    assert "no round" in plan_pages.page(office, old, "", (), False, NOW, english).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("now", MOMENTS, ids=lambda now: f"{now:%m}")
def test_rows_of_the_year_and_entries_of_the_calendar_agree(
    language: str, now: datetime, shipped: Knowledge, speeches: Mapping[str, Speech]
) -> None:
    office, speech = Office(shipped), speeches[language]
    picture = timeline.picture(office, None, now, speech)
    follows = [(id, "") for id in shipped.entities]
    assert timeline.picture(office, follows, now, speech).spans == picture.spans
    entries = calendar_entries.of(office, follows, now, speech)
    ends = {entry.start for entry in entries if entry.uid.endswith(".closes@open-window")}
    days = {end.date() if isinstance(end, datetime) else end for end in ends}
    assert {span.closes for span in picture.spans if span.closes} == days
    assert len({entry.uid for entry in entries}) == len(entries)
    assert all(ring.days >= -400 for entry in entries for ring in entry.alarms)


def test_a_picture_of_nothing_says_so(shipped: Knowledge, english: Speech) -> None:
    picture = timeline.picture(Office(shipped), [], NOW, english)
    assert picture.spans == () and picture.words.note


def test_a_stage_of_several_days_rings_before_its_end(english: Speech) -> None:
    stage = Stage("talks", {"en": "Talks", "zh": "面试"}, Day(4, 22), Day(4, 20), remind=(1,))
    entity = replace(tiny.EXCHANGE, windows=(replace(tiny.ROUND, stages=(stage,)),))
    office = Office(replace(tiny.KNOWLEDGE, entities={"exchange": entity}))
    entries = calendar_entries.of(office, [("exchange", "round")], tiny.NOW, english)
    talks = next(entry for entry in entries if "talks" in entry.uid)
    assert (talks.start, talks.last) == (date(2027, 4, 20), date(2027, 4, 22))
    assert [ring.total_seconds() / 3600 for ring in talks.alarms] == [33], "on the 21st at nine"


KEYS = ("exchange", "exchange/round", "exchange/~round")


@pytest.mark.parametrize(
    "action",
    [
        Fit(), Fit((tag("a"), "-")), Compare(), Compare(tag("a")), Compare(tag("a"), tag("b")), Plan("exchange/round"),
        Tick("exchange/round", tag("passport"), True), Tick("exchange/round", tag("passport"), False), Card("exchange"),
    ],
)  # fmt: skip
def test_buttons_of_planning_come_back_as_they_were(action: Fit | Compare | Plan | Tick | Card) -> None:
    assert packing.unpack(packing.pack(action), [], LANGUAGES, KEYS) == action


@pytest.mark.parametrize(
    "data", ["1kgone", "1y", "1y*a:exchange/round", "1y+:exchange/round", "1y+a:gone", "1vgone", "1v"]
)
def test_buttons_of_planning_that_name_nothing_are_old_ones(data: str) -> None:
    assert type(packing.unpack(data, [], LANGUAGES, KEYS)).__name__ == "Stale"


def test_what_is_needed_on_an_unknown_day_is_listed_without_one(english: Speech) -> None:
    passport = Paper("passport", {"en": "Passport"}, Lead(20, True), {"en": "Ask."}, kept=True)
    visa = Paper("visa", {"en": "Visa"}, Lead(30, True), {"en": "Ask."})
    entity = replace(tiny.EXCHANGE, papers=(Needed("passport"), Needed("visa", "departure")))
    papers = {"passport": passport, "visa": visa}
    office = Office(replace(tiny.KNOWLEDGE, entities={"exchange": entity}, papers=papers))
    shown = plan_pages.page(office, entity, "", frozenset(), False, MOMENTS[0], english).text
    assert "**Passport**: begin by" in shown
    assert "on a day that is not known yet:\n\n- **Visa**: takes 30 working days" in shown
    ticked = frozenset({("", "passport")})
    shown = plan_pages.page(office, entity, "", ticked, False, MOMENTS[0], english).text
    assert "All papers" not in shown and "You have: Passport" in shown and "**Visa**" in shown
