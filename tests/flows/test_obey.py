"""Wishes in words at the door: done when asked outright, only shown when asked about, undone by a button."""

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta

import pytest

from bot.core.conversation import Conversation
from bot.core.messages import Speech
from bot.core.people import Person
from bot.core.talk.labels import ACTS, Act
from bot.flows.ports import Address, Mark
from bot.stores.follows import Follows
from tests import tiny
from tests.flows.hall import Hall, standing
from tests.flows.wishes import KNOWLEDGE, SAID

ANN = Address("telegram", "17")

State = tuple[Person, set[tuple[str, str]], set[Mark]]


@pytest.fixture(scope="module")
def obliging(speeches: Mapping[str, Speech]) -> Conversation:
    return tiny.conversation(KNOWLEDGE, speeches)


@pytest.fixture
async def hall(obliging: Conversation) -> AsyncIterator[Hall]:
    async with standing(obliging) as made:
        yield made


async def state(hall: Hall) -> State:
    """What may be changed of somebody."""
    follows = Follows(hall.office.database)
    followed = {(one.entity, one.window) for one in await follows.of(ANN)}
    return (await hall.office.guests.find(ANN)).person, followed, set(await follows.marks(ANN))


async def person(hall: Hall) -> Person:
    return (await state(hall))[0]


async def follows(hall: Hall) -> set[tuple[str, str]]:
    return (await state(hall))[1]


async def subject(hall: Hall) -> str | None:
    return (await hall.office.guests.find(ANN)).talk.subject


async def days(hall: Hall, number: int) -> list[str]:
    """What came in so many days."""
    before = len(hall.road.carried)
    for _ in range(number):
        hall.later(days=1)
        await hall.office.tick()
        await hall.goes_on(0)
    return [letter.message.text for letter in hall.road.carried[before:]]


def test_no_wish_is_left_out() -> None:
    assert tuple(SAID) == ACTS


@pytest.mark.parametrize("act", ACTS)
async def test_what_is_asked_for_outright_is_done(hall: Hall, act: Act) -> None:
    await hall.says(ANN, "what is the semester exchange")
    assert SAID[act].shown in await hall.says(ANN, SAID[act].done)


@pytest.mark.parametrize("act", ACTS)
async def test_what_is_only_asked_about_is_shown_and_nothing_changes(hall: Hall, act: Act) -> None:
    await hall.says(ANN, "what is the semester exchange")
    before = await state(hall)
    assert SAID[act].told in await hall.says(ANN, SAID[act].asked)
    assert await state(hall) == before


async def test_asking_about_reminders_offers_the_one_that_is_spoken_of(hall: Hall) -> None:
    await hall.says(ANN, "what is the semester exchange")
    await hall.says(ANN, SAID["follow"].asked)
    assert "You follow **Semester exchange**" in await hall.presses(ANN, "🔔 Remind me")
    await hall.says(ANN, SAID["follow"].asked)
    assert "🔔 Remind me" not in hall.labels(ANN), "it is followed already"


async def test_a_reminder_is_set_and_taken_back_by_a_button_and_by_words(hall: Hall) -> None:
    await hall.says(ANN, "what is the semester exchange")
    await hall.says(ANN, SAID["follow"].done)
    assert await follows(hall) == {("exchange", "")}
    assert "no longer follow" in await hall.presses(ANN, "Stop reminding me")
    assert not await follows(hall)
    await hall.presses(ANN, "🔔 Remind me")
    assert await follows(hall) == {("exchange", "")}
    assert "no longer follow" in await hall.says(ANN, SAID["unfollow"].done)
    assert not await follows(hall)


async def test_a_wish_is_about_what_it_names_and_the_talk_goes_on_about_it(hall: Hall) -> None:
    await hall.says(ANN, "what is teacher training")
    await hall.says(ANN, "remind me before the exchange programme closes")
    assert await follows(hall) == {("exchange", "")} and await subject(hall) == "exchange"
    assert "**Semester exchange · Cost**" in await hall.says(ANN, "and how much?")


async def test_without_a_programme_it_is_asked_which(hall: Hall) -> None:
    assert "What shall I remind you of?" in await hall.says(ANN, SAID["follow"].done)
    assert "You follow **Passports" in await hall.presses(ANN, "Passports and visas")


async def test_what_has_no_dates_is_called_by_its_name(hall: Hall) -> None:
    await hall.says(ANN, "what is teacher training")
    shown = await hall.says(ANN, SAID["follow"].done)
    assert "nothing with dates called “Teacher training”" in shown and "Semester exchange" in hall.labels(ANN)
    assert not await follows(hall)


async def test_what_is_applied_for_is_no_longer_reminded_of_this_year(hall: Hall) -> None:
    await hall.says(ANN, "/follow exchange")
    await hall.says(ANN, "what is the semester exchange")
    assert "no more reminders of Semester exchange" in await hall.says(ANN, SAID["done"].done)
    assert not [text for text in await days(hall, 41) if "closes" in text]
    (_, _, marks) = await state(hall)
    assert {(one.entity, one.window, one.mark) for one in marks} == {("exchange", "round", "done")}
    assert [text for text in await days(hall, 330) if "opens" in text or "is open" in text], (
        "next year is another matter"
    )


async def test_having_applied_is_taken_back_by_a_button(hall: Hall) -> None:
    await hall.says(ANN, "/follow exchange/round")
    await hall.says(ANN, "what is the semester exchange")
    await hall.says(ANN, SAID["done"].done)
    await hall.presses(ANN, "🔔 Remind me")
    _, followed, marks = await state(hall)
    assert followed == {("exchange", "round")} and not marks
    assert [text for text in await days(hall, 41) if "closes" in text]


async def test_a_letter_is_put_off_until_tomorrow(hall: Hall) -> None:
    await hall.says(ANN, "/follow exchange")
    while not (came := await days(hall, 1)):
        assert hall.clock.passed < timedelta(days=60).total_seconds()
    assert "again tomorrow" in await hall.says(ANN, SAID["snooze"].done)
    again = await days(hall, 2)
    assert len(again) == len(came) == 1 and all("opened" in text for text in (*again, *came))


async def test_without_a_letter_peace_is_offered(hall: Hall) -> None:
    assert "Shall I be quiet for some time?" in await hall.says(ANN, SAID["snooze"].done)
    await hall.presses(ANN, "Pause for a week")
    assert (await person(hall)).paused_until == tiny.NOW + timedelta(days=7)


@pytest.mark.parametrize(
    ("words", "pause"), [("pause for two weeks", 14), ("leave me alone for a month", 30), ("最近别给我发消息", None)]
)
async def test_a_pause_is_as_long_as_was_said_and_else_asked_for(hall: Hall, words: str, pause: int | None) -> None:
    await hall.says(ANN, words)
    paused = (await person(hall)).paused_until
    assert paused == (tiny.NOW + timedelta(days=pause) if pause else None)
    if pause is None:
        await hall.presses(ANN, "暂停一周")
        assert (await person(hall)).paused_until == tiny.NOW + timedelta(days=7)


@pytest.mark.parametrize("act", ["pause", "stop"])
async def test_silence_ends_with_a_button_or_a_word(hall: Hall, act: Act) -> None:
    for word in (None, SAID["resume"].done):
        await hall.says(ANN, SAID[act].done)
        silenced = await person(hall)
        assert silenced.muted or silenced.paused_until
        await (hall.says(ANN, word) if word else hall.presses(ANN, "Start again"))
        heard = await person(hall)
        assert not heard.muted and not heard.paused_until


async def test_who_follows_in_silence_is_told_that_nothing_will_come(hall: Hall) -> None:
    await hall.says(ANN, SAID["stop"].done)
    await hall.says(ANN, "what is the semester exchange")
    assert "Your letters are stopped" in await hall.says(ANN, SAID["follow"].done)


async def test_nothing_is_erased_before_a_yes(hall: Hall) -> None:
    await hall.says(ANN, "/follow exchange")
    await hall.says(ANN, SAID["forget"].done)
    assert await follows(hall)
    await hall.presses(ANN, "No")
    assert await follows(hall)
    await hall.says(ANN, SAID["forget"].done)
    assert "has been erased" in await hall.presses(ANN, "Yes, erase everything")
    assert not await follows(hall) and await hall.office.records.held(ANN) is None


async def test_a_language_is_switched_and_switched_back(hall: Hall) -> None:
    await hall.says(ANN, SAID["language"].done)
    assert (await person(hall)).language == "zh" and (await person(hall)).chose_language
    await hall.presses(ANN, "中文 / English")
    await hall.presses(ANN, "English")
    assert (await person(hall)).language == "en"


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("I am a second-year student, my English is poor, what can I join", "Student, Year 2, None yet"),
        ("我大三，英语不好，有什么能报的", "学生、大三、还没有"),
    ],
)
async def test_what_somebody_says_of_themselves_need_not_be_asked(hall: Hall, words: str, given: str) -> None:
    shown = await hall.says(ANN, words)
    assert given in shown and "**" in shown
    assert (await person(hall)).year is None, "nothing of it is kept"


async def test_a_wish_with_a_number_of_a_paper_is_done_and_the_number_is_not_kept(hall: Hall) -> None:
    shown = await hall.says(ANN, "pause for two weeks, my ID is 11010519491231002X")
    assert "Paused until" in shown and "bring them to the office" in shown
    held = await hall.office.records.held(ANN)
    assert held is not None and "11010519491231002X" not in str(held.kinds)


def loosely(way: str) -> str:
    """Near what staff wrote, but not their own words, which are never in doubt."""
    return f"{way} or so somehow"


async def test_a_choice_of_a_wish_is_done_by_a_tap_and_by_its_place(hall: Hall, speeches: Mapping[str, Speech]) -> None:
    unsure = tiny.conversation(KNOWLEDGE, speeches, tiny.UNSURE)
    async with standing(unsure) as timid:
        await timid.says(ANN, "what would the semester exchange be")
        await timid.presses(ANN, "Overview – Semester exchange")
        await timid.says(ANN, loosely(SAID["follow"].done))
        await timid.presses(ANN, "Remind me")
        assert await follows(timid) == {("exchange", "")}
        assert not (await timid.office.guests.find(ANN)).talk.offered, "a choice that was taken is no longer one"
        await timid.presses(ANN, "Stop reminding me")
        await timid.says(ANN, loosely(SAID["follow"].done))
        assert "You follow **Semester exchange**" in await timid.says(ANN, "the first one")
        await timid.says(ANN, loosely(SAID["stop"].done))
        assert "tell me in other words" in await timid.says(ANN, "none of these")
        assert not (await person(timid)).muted


async def test_a_guess_at_a_wish_is_shown_and_not_done(speeches: Mapping[str, Speech]) -> None:
    """Whoever is asked back and asks something else gets the best guess; letters are not stopped on a guess."""
    unsure = tiny.conversation(KNOWLEDGE, speeches, tiny.UNSURE)
    async with standing(unsure) as timid:
        await timid.says(ANN, "exchange papers or training")
        shown = await timid.says(ANN, loosely(SAID["stop"].done))
        assert "Letters that I send unasked" in shown and "I am not sure" in shown
        assert shown.index("Letters that") < shown.index("I am not sure")
        assert not (await person(timid)).muted
        await timid.presses(ANN, "Stop all letters")
        assert (await person(timid)).muted


async def test_never_two_did_you_mean_in_a_row(speeches: Mapping[str, Speech]) -> None:
    async with standing(tiny.conversation(KNOWLEDGE, speeches, tiny.UNSURE)) as timid:
        asked_back = []
        for words in (
            "exchange papers or training",
            "which one can I join",
            "visas",
            "remind me",
            "hello you there",
            "多少钱",
        ):
            await timid.says(ANN, words)
            asked_back.append(bool((await timid.office.guests.find(ANN)).talk.offered))
        assert asked_back == [True, False, True, False, True, False]


async def test_a_command_leaves_choices_behind(speeches: Mapping[str, Speech]) -> None:
    async with standing(tiny.conversation(KNOWLEDGE, speeches, tiny.UNSURE)) as timid:
        await timid.says(ANN, "exchange papers or training")
        await timid.says(ANN, "/settings")
        assert not (await timid.office.guests.find(ANN)).talk.offered
        await timid.says(ANN, "exchange papers or training")
        assert (await timid.office.guests.find(ANN)).talk.offered, "what is asked next is a new question"
