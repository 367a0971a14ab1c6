"""Planning ahead at the door: what is remembered, what is not, and the letters that come of it."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from icalendar import Calendar

from bot.core.conversation import Conversation
from bot.core.knowledge import Conditions, Day, Lead, Needed, Paper, Phrasing
from bot.core.messages import Speech
from bot.flows.ports import Address
from bot.stores.database import Database
from tests import house, tiny
from tests.flows.hall import Hall, standing

ANN = Address("telegram", "17")
NAMES = {"en": "Passport", "zh": "护照"}
STILL = {"en": "Ask the office about the receipt.", "zh": "问国际处回执行不行。"}
PASSPORT = Paper("passport", NAMES, Lead(20, True), STILL, original=True, kept=True)
CONSENT = Paper("consent", {"en": "Consent", "zh": "家长同意书"}, Lead(5), STILL)
EXCHANGE = replace(
    tiny.EXCHANGE, papers=(Needed("passport"), Needed("consent")), conditions=Conditions(frozenset({2, 3}))
)
WAYS = {
    "when should I start preparing": "plan",
    "要什么时候开始准备材料": "plan",
    "交换生要什么时候开始准备材料": "plan",
    "show me the timeline": "timeline",
    "有没有一张图看全年的": "timeline",
    "put it in my calendar": "calendar",
    "怎么导入日历": "calendar",
    "can you make a card for my parents about the exchange": "card",
    "给我妈看的东西有吗": "card",
}
KNOWLEDGE = replace(
    tiny.KNOWLEDGE,
    entities={**tiny.KNOWLEDGE.entities, "exchange": EXCHANGE},
    papers={paper.id: paper for paper in (PASSPORT, CONSENT)},
    departments={"xylography": {"en": "Xylography", "zh": "版画"}, "arts": {"en": "Arts", "zh": "艺术"}},
    phrasings=(*tiny.KNOWLEDGE.phrasings, *(Phrasing(words, f"act:{act}") for words, act in WAYS.items())),
)
"""The round closes on Saturday 10 April 2027 at 17:00."""


@pytest.fixture(scope="module")
def planning(speeches: Mapping[str, Speech]) -> Conversation:
    return tiny.conversation(KNOWLEDGE, speeches)


@pytest.fixture
async def hall(planning: Conversation) -> AsyncIterator[Hall]:
    async with standing(planning) as made:
        yield made


async def days(hall: Hall, number: int) -> None:
    for _ in range(number):
        hall.later(days=1)
        await hall.office.tick()
        await hall.goes_on(0)


async def test_nothing_of_the_answers_about_what_fits_is_kept(planning: Conversation, tmp_path: Path) -> None:
    """The whole database is searched, file and log, for what was answered."""
    database = Database.at(None, tmp_path)
    office = await house.office(planning, lambda: tiny.NOW, database=database)
    said = await house.says(office, ANN, "/fit", "en")
    for label in ("Student", "Year 2", "Xylography"):
        button = next(one for one in said.messages[-1].buttons if one.label == label)
        said = await house.presses(office, ANN, button.action)
    assert "You said: Student, Year 2, Xylography" in said.messages[0].text
    held = await office.records.held(ANN)
    assert held is not None and [kind for kind, rows in held.kinds.items() if rows] == ["profile"]
    assert "year" not in held.kinds["profile"][0] and "department" not in held.kinds["profile"][0]
    await office.close()
    whole = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
    assert ANN.id.encode() in whole, "the search would find what is there"
    assert b"ylography" not in whole and b"student" not in whole


async def test_words_lead_to_the_questions_and_to_the_plan(hall: Hall) -> None:
    assert "who are you" in (await hall.says(ANN, "Which can I join?")).lower()
    assert "一起看看" in await hall.says(ANN, "我能报哪个？")
    assert "for which programme?" in await hall.says(ANN, "When should I start preparing?")
    await hall.says(ANN, "how much is the exchange?")
    assert "When to start" in await hall.says(ANN, "when should I start preparing?")
    assert "什么时候开始准备：学期交换" in await hall.says(ANN, "交换生要什么时候开始准备材料")


async def test_what_is_ticked_off_is_there_and_can_be_put_back(hall: Hall) -> None:
    shown = await hall.says(ANN, "/plan exchange")
    assert "**Passport**: begin by" in shown and "Friday 12 March 2027" in shown
    shown = await hall.presses(ANN, "☐ Passport")
    assert "You have: Passport" in shown and "**Passport**: begin" not in shown
    assert "☑ Passport" in hall.labels(ANN)
    assert "**Passport**: begin by" in await hall.presses(ANN, "☑ Passport")
    await hall.presses(ANN, "☐ Passport")
    assert "All papers on your list are there" in await hall.presses(ANN, "☐ Consent")


async def test_what_is_late_is_said_with_what_can_still_be_done(hall: Hall) -> None:
    hall.later(days=20)  # 21 March
    shown = await hall.says(ANN, "/plan exchange")
    assert "**Passport**: **late.**" in shown and "10 days after it is needed" in shown
    assert "What can still be done: Ask the office about the receipt." in shown


async def test_a_passport_serves_every_year_and_a_consent_only_its_round(hall: Hall) -> None:
    await hall.says(ANN, "/plan exchange")
    await hall.presses(ANN, "☐ Passport")
    await hall.presses(ANN, "☐ Consent")
    hall.later(days=60)
    shown = await hall.says(ANN, "/plan exchange")
    assert "2028" in shown and "You have: Passport" in shown and "**Consent**: begin by" in shown


async def test_steps_that_are_followed_are_reminded_of_a_week_before_and_on_the_day(hall: Hall) -> None:
    await hall.says(ANN, "/plan exchange")
    shown = await hall.presses(ANN, "🔔 Remind me of these steps")
    assert "Friday 5 March 2027 09:00" in shown
    await days(hall, 12)
    read = hall.road.read(ANN)
    assert [text for text in read if "Passport**: begin within 7 days" in text]
    assert [text for text in read if "Passport**: begin today at the latest" in text]
    assert "when to start" in await hall.says(ANN, "/why")


async def test_a_step_to_what_is_there_is_not_reminded_of(hall: Hall) -> None:
    await hall.says(ANN, "/plan exchange")
    await hall.presses(ANN, "🔔 Remind me of these steps")
    await hall.says(ANN, "/plan exchange")
    await hall.presses(ANN, "☐ Passport")
    await days(hall, 12)
    assert not [text for text in hall.road.read(ANN) if "Passport" in text]


async def test_who_follows_the_round_alone_hears_nothing_of_its_steps(hall: Hall) -> None:
    await hall.says(ANN, "/follow exchange")
    await days(hall, 12)
    read = hall.road.read(ANN)
    assert read and not [text for text in read if "begin" in text]


async def test_steps_no_longer_followed_are_silent_and_the_round_is_not(hall: Hall) -> None:
    await hall.says(ANN, "/follow exchange")
    await hall.says(ANN, "/plan exchange")
    await hall.presses(ANN, "🔔 Remind me of these steps")
    await hall.says(ANN, "/plan exchange")
    await hall.presses(ANN, "No reminders of these steps")
    await days(hall, 35)
    read = hall.road.read(ANN)
    assert not [text for text in read if "begin" in text]
    assert [text for text in read if "closes" in text]


async def test_a_reminder_names_what_is_missing_to_those_who_keep_a_list(hall: Hall) -> None:
    bo = Address("telegram", "18")
    for one in (ANN, bo):
        await hall.says(one, "/follow exchange")
    await hall.says(ANN, "/plan exchange")
    await hall.presses(ANN, "☐ Passport")
    await days(hall, 35)
    assert [text for text in hall.road.read(ANN) if "Still open on your list" in text and "Consent" in text]
    assert not [text for text in hall.road.read(bo) if "Still open" in text]


async def test_everything_about_the_list_is_told_and_forgotten(hall: Hall) -> None:
    await hall.says(ANN, "/plan exchange")
    await hall.presses(ANN, "☐ Passport")
    held = await hall.office.records.held(ANN)
    assert held is not None and held.kinds["papers"][0]["paper"] == "passport"
    assert "Papers that you have" in await hall.says(ANN, "/mydata")


@pytest.mark.parametrize(
    "words", ["/plan", "/plan nothing-like-it", "/compare", "/compare exchange nothing", "/card", "/card x"]
)
async def test_what_is_not_known_is_asked_for(hall: Hall, words: str) -> None:
    shown = await hall.says(ANN, words)
    assert shown and "Traceback" not in shown
    assert hall.labels(ANN) or "no card" in shown


async def test_the_calendar_is_a_file_of_what_is_followed(hall: Hall) -> None:
    assert "follow nothing yet" in await hall.says(ANN, "/calendar")
    await hall.says(ANN, "/follow exchange")
    assert "with alarms" in await hall.says(ANN, "/calendar")
    (document,) = hall.shown[ANN][0].documents
    assert document.name == "open-window.ics" and document.content.startswith(b"BEGIN:VCALENDAR")
    assert document.content.count(b"BEGIN:VEVENT") == 2


async def test_an_entry_that_moves_is_numbered_so_that_the_phone_takes_the_new_one(hall: Hall) -> None:
    """The dates of the knowledge move between two files: the moved entry counts one up, the other one stays."""
    await hall.says(ANN, "/follow exchange")

    async def numbered() -> dict[str, tuple[str, int]]:
        await hall.says(ANN, "/calendar")
        parsed = Calendar.from_ical(hall.shown[ANN][0].documents[0].content.decode())
        assert isinstance(parsed, Calendar)
        entries = {str(one["uid"]).split(".")[-1]: one for one in parsed.events}
        return {what: (str(one.decoded("dtstart")), int(str(one["sequence"]))) for what, one in entries.items()}

    before = await numbered()
    assert {sequence for _, sequence in before.values()} == {0}
    (window,) = EXCHANGE.windows
    moved = replace(EXCHANGE, windows=(replace(window, closes=Day(4, 17, at=time(17))),))
    conversation = hall.office.understanding.conversation
    whole = conversation.answers
    entities = {**whole.knowledge.entities, "exchange": moved}
    conversation.answers = replace(whole, knowledge=replace(whole.knowledge, entities=entities))
    try:
        after, again = await numbered(), await numbered()
    finally:
        conversation.answers = whole
    assert after == again, "asking twice moves nothing"
    assert after["closes@open-window"] == ("2027-04-17 17:00:00+08:00", 1)
    assert after["opens@open-window"] == before["opens@open-window"]


async def test_the_year_is_a_picture_of_what_is_followed_or_of_everything(hall: Hall) -> None:
    await hall.says(ANN, "/timeline")
    (everything,) = hall.shown[ANN][0].documents
    assert everything.name == "open-window.png" and everything.content.startswith(b"\x89PNG")
    await hall.says(ANN, "/follow exchange")
    await hall.says(ANN, "/timeline")
    (own,) = hall.shown[ANN][0].documents
    assert own.content != everything.content
    await hall.presses(ANN, "All windows")
    assert hall.shown[ANN][0].documents[0].content == everything.content


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("can you make a card for my parents about the exchange?", "for parents"),
        ("给我妈看的东西有吗", "家长"),
        ("show me the timeline", "at a glance"),
        ("有没有一张图看全年的？", "一图看清"),
        ("put it in my calendar", "You follow nothing yet"),
        ("怎么导入日历", "日历是空的"),
    ],
)
async def test_what_commands_do_words_do_as_well(hall: Hall, words: str, shown: str) -> None:
    assert shown in await hall.says(ANN, words)
