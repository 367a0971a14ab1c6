"""Somebody mends a question: what stood below it is mended as well, and nothing is said twice."""

import pytest

from bot.channels.telegram.door import TelegramDoor
from tests.botapi.faults import Answer, Cut, TooMany
from tests.botapi.people import Person
from tests.botapi.server import BotApi


def screen(api: BotApi, person: Person) -> list[str]:
    """What the bot's messages say there now, from the first to the last."""
    return [str(one.get("text", one.get("caption", "(a file)"))) for one in api.in_chat(person.id)]


async def settled(api: BotApi, person: Person) -> list[str]:
    """The screen once all that was said has been answered: answers keep the order of questions."""
    said = person.last
    await person.says("/language")
    last = await person.hears_of("Which language", "语言")
    person.last = said
    del api.messages[person.id, last.result["message_id"]]
    return screen(api, person)


async def edited(api: BotApi, person: Person, words: str) -> list[str]:
    await person.rephrases(words)
    return await settled(api, person)


async def test_the_answer_changes_with_the_question(api: BotApi, door: TelegramDoor, li: Person) -> None:
    await li.asks("how much is the winter school")
    before = screen(api, li)
    assert "3,000" in before[0]
    after = await edited(api, li, "how much is the summer tour")
    assert len(after) == len(before) == 1
    assert "5,000" in after[0]
    again = await edited(api, li, "what is the summer tour")
    assert len(again) == 1
    assert "Three weeks abroad" in again[0]


async def test_the_answer_changes_in_chinese_too(api: BotApi, door: TelegramDoor) -> None:
    wang = Person(api, 43, "zh")
    await wang.asks("冬令营多少钱")
    (answer,) = await edited(api, wang, "暑期研学多少钱")
    assert "五千元" in answer
    assert "三千" not in answer


async def test_a_question_that_says_the_same_changes_nothing(api: BotApi, door: TelegramDoor, li: Person) -> None:
    await li.asks("how much is the summer tour")
    before = screen(api, li)
    assert await edited(api, li, "How much is the summer tour") == before


async def test_where_a_file_came_with_the_answer_it_goes_with_it(api: BotApi, door: TelegramDoor, li: Person) -> None:
    await li.asks("how do I apply for the summer tour")
    assert len(await settled(api, li)) == 2
    (answer,) = await edited(api, li, "how much is the summer tour")
    assert "5,000" in answer
    text, file = await edited(api, li, "how do I apply for the summer tour")
    assert ("Fill in the form" in text, file) == (True, "The form")


async def test_only_the_answers_to_that_question_change(api: BotApi, door: TelegramDoor, li: Person) -> None:
    await li.asks("what is the winter school")
    first = dict(li.last)
    await li.asks("how much is the summer tour")
    li.last = first
    screen_now = await edited(api, li, "how much is the winter school")
    assert ["3,000" in screen_now[0], "5,000" in screen_now[1], len(screen_now)] == [True, True, 2]


async def test_a_mistyped_command_may_be_mended(api: BotApi, door: TelegramDoor, li: Person) -> None:
    await li.asks("/deadlins")
    (answer,) = await edited(api, li, "/privacy")
    assert "What I keep" in answer


async def test_what_was_ordered_is_not_ordered_again(api: BotApi, door: TelegramDoor, li: Person) -> None:
    await li.asks("/follow summer-tour")
    before = screen(api, li)
    assert await edited(api, li, "/unfollow summer-tour") == before
    assert "Summer tour" in await li.asks("/following")


async def test_an_answer_that_was_deleted_or_is_too_old_comes_anew(api: BotApi, door: TelegramDoor, li: Person) -> None:
    await li.asks("how much is the winter school")
    api.messages.clear()
    (answer,) = await edited(api, li, "how much is the summer tour")
    assert "5,000" in answer


@pytest.mark.parametrize(
    "fault", [TooMany(0), Answer(502, "bad gateway", "text/plain"), Cut("before"), Cut("middle")], ids=str
)
async def test_trouble_on_the_way_leaves_one_answer(
    api: BotApi, door: TelegramDoor, li: Person, fault: TooMany | Answer | Cut
) -> None:
    await li.asks("how much is the winter school")
    api.faults.order("editMessageText", fault)
    await li.rephrases("how much is the summer tour")
    (answer,) = await settled(api, li)
    assert "5,000" in answer
