"""Dates that nobody would plan with, on days that nobody expects: every page says something, none breaks, none lies."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from icalendar import Calendar

from bot.core import calendar_entries, cards, clash_pages, compare_pages, digests, messages, plan_pages, timeline
from bot.core.actions import tag
from bot.core.follow_pages import Office
from bot.core.knowledge import Card, Day, Entity, Lead, Needed, Paper, Window
from bot.core.messages import Speech
from bot.renderings import Files
from tests import tiny

NAMES = {"en": "Round", "zh": "批次"}
PASSPORT = Paper(
    "passport",
    {"en": "Passport", "zh": "护照"},
    Lead(20, True),
    {"en": "Ask.", "zh": "问国际处。"},
    original=True,
    kept=True,
)
VISA = Paper("visa", {"en": "Visa", "zh": "签证"}, Lead(300), {"en": "Ask.", "zh": "问国际处。"}, after=("passport",))

WINDOWS = {
    "long past": Window("odd", NAMES, Day(3, 1, 2001), Day(4, 10, 2001)),
    "today at midnight": Window("odd", NAMES, Day(3, 1), Day(3, 2, at=time(0))),
    "opens and closes in the same minute": Window("odd", NAMES, Day(3, 2, at=time(9)), Day(3, 2, at=time(9))),
    "29 February of one year": Window("odd", NAMES, Day(2, 1, 2028), Day(2, 29, 2028)),
    "over New Year": Window("odd", NAMES, Day(12, 20), Day(1, 10)),
    "the whole year": Window("odd", NAMES, Day(1, 1), Day(12, 31)),
    "an hour that is skipped": Window("odd", NAMES, Day(3, 1), Day(3, 28, at=time(2, 30))),
    "an hour that comes twice": Window("odd", NAMES, Day(10, 1), Day(10, 31, at=time(2, 30))),
    "no opening": Window("odd", NAMES, None, Day(4, 10)),
    "far ahead": Window("odd", NAMES, Day(3, 1, 2100), Day(4, 10, 2100), stay=(Day(7, 15), Day(8, 5))),
    "away from before it closes": Window("odd", NAMES, Day(3, 1), Day(4, 10), stay=(Day(3, 15), Day(3, 20))),
    "a day away": Window("odd", NAMES, Day(3, 1), Day(4, 10), stay=(Day(7, 15), Day(7, 15))),
}
MOMENTS = [
    datetime(2027, 3, 2, 1, tzinfo=UTC),
    datetime(2027, 3, 1, 16, tzinfo=UTC),  # midnight in Chongqing
    datetime(2028, 2, 29, 12, tzinfo=UTC),
    datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
    datetime(2027, 10, 31, 0, 30, tzinfo=UTC),
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(2101, 6, 30, tzinfo=UTC),
]


def office(window: Window, zone: str) -> Office:
    told = {"en": "Something.", "zh": "内容。"}
    card = Card(told, told, told, told, told)
    odd = replace(tiny.EXCHANGE, windows=(window,), papers=(Needed("passport"), Needed("visa", "departure")), card=card)
    other = replace(odd, id="other", windows=(replace(tiny.EXCHANGE.windows[0], stay=(Day(7, 1), Day(7, 20))),))
    entities: dict[str, Entity] = {**tiny.KNOWLEDGE.entities, "exchange": odd, "other": other}
    papers = {paper.id: paper for paper in (PASSPORT, VISA)}
    return Office(replace(tiny.KNOWLEDGE, entities=entities, papers=papers, zone=zone))


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin", "Pacific/Kiritimati"])
@pytest.mark.parametrize("window", WINDOWS.values(), ids=WINDOWS.keys())
def test_every_page_stands(window: Window, zone: str, speeches: Mapping[str, Speech]) -> None:
    there = office(window, zone)
    entity = there.knowledge.entities["exchange"]
    follows = [("exchange", ""), ("other", "")]
    for now in MOMENTS:
        for speech in speeches.values():
            plan = plan_pages.page(there, entity, "odd", frozenset(), False, now, speech)
            beside = compare_pages.page(there, tag("exchange"), tag("other"), now, speech)
            clashes = clash_pages.lines(there, follows, now, speech)
            card = cards.card(there, entity, now, speech)
            for words in (plan.text, beside.text, card or "", *clashes, *digests.digest(there, now, speech)):
                assert words.strip() and "None" not in words and "{" not in words
                assert messages.length(words) <= messages.LONGEST
            for one in calendar_entries.of(there, follows, now, speech):
                assert one.uid and one.version


@pytest.mark.parametrize("window", WINDOWS.values(), ids=WINDOWS.keys())
def test_every_picture_and_every_calendar_can_be_made(window: Window, english: Speech) -> None:
    there = office(window, "Europe/Berlin")
    for now in MOMENTS[:5]:
        picture = timeline.picture(there, None, now, english)
        assert all(span.opens is None or span.closes is None or span.opens <= span.closes for span in picture.spans)
        assert Files().timeline(picture).startswith(b"\x89PNG")
        entries = calendar_entries.of(there, [("exchange", "")], now, english)
        if entries:
            parsed = Calendar.from_ical(Files().calendar("Odd", entries, "Europe/Berlin", now).decode())
            assert isinstance(parsed, Calendar)
            for event in parsed.events:
                assert "dtend" not in event or event.decoded("dtend") > event.decoded("dtstart")


def test_a_round_that_is_over_for_good_has_no_plan_that_pretends_otherwise(english: Speech) -> None:
    there = office(WINDOWS["long past"], "Asia/Shanghai")
    entity = there.knowledge.entities["exchange"]
    page = plan_pages.page(there, entity, "odd", frozenset(), False, MOMENTS[0], english)
    assert "2001" not in page.text or "closed" in page.text.lower()
    assert "begin by" not in page.text
