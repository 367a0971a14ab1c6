"""The bot's name and a question, typed in any chat: answers to put there, which tell nothing of who asks."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.channels.telegram.door import TelegramDoor
from bot.core import quotations
from bot.core.conversation import Conversation
from bot.office import Office
from tests.botapi.faults import Answer
from tests.botapi.people import Person
from tests.botapi.server import ME, BotApi
from tests.channels.telegram import small

QUERIES = ("x" * 256, "how much " * 28, "😀" * 128, "<b>", "\ud800", "/start", "  ")


async def asked(person: Person, query: str, offset: str = "") -> dict[str, Any]:
    """What Telegram is given to show."""
    already = len(person.api.made("answerInlineQuery"))
    await person.api.backlog.post(person.inline(query, offset))
    await person.api.until(lambda: len(person.api.made("answerInlineQuery")) > already)
    return dict(person.api.made("answerInlineQuery")[-1].params)


def titles(answer: dict[str, Any]) -> list[str]:
    return [one["title"] for one in answer["results"]]


def texts(answer: dict[str, Any]) -> list[str]:
    return [one["input_message_content"]["message_text"] for one in answer["results"]]


async def test_the_answer_comes_first_and_what_else_is_known_of_its_subject_behind(
    api: BotApi, door: TelegramDoor, li: Person
) -> None:
    answer = await asked(li, "how much is the summer tour")
    assert titles(answer)[0] == "Cost – Summer tour"
    assert "<b>5,000</b>" in texts(answer)[0]
    assert {"Overview – Summer tour", "dates – Summer tour"} <= set(titles(answer))
    assert not any(title.endswith("Winter school") for title in titles(answer))


async def test_it_answers_in_the_language_of_the_question_for_everybody(api: BotApi, door: TelegramDoor) -> None:
    english, chinese = Person(api, 1, "en"), Person(api, 2, "zh")
    answer = await asked(english, "暑期研学多少钱")
    assert "五千元" in texts(answer)[0]
    assert answer["results"] == (await asked(chinese, "暑期研学多少钱"))["results"]
    assert answer["is_personal"] is False


async def test_no_words_show_all_subjects_in_the_language_of_the_app(api: BotApi, door: TelegramDoor) -> None:
    english, chinese = await asked(Person(api, 1, "en"), ""), await asked(Person(api, 2, "zh"), "")
    assert "Overview – Summer tour" in titles(english)
    assert "简介 – 暑期研学" in titles(chinese)
    assert english["is_personal"] is True, "else the first who asks decides the language for everybody"


async def test_nothing_is_known_of_who_asks_neither_before_nor_after(
    api: BotApi, door: TelegramDoor, li: Person, office: Office
) -> None:
    stranger = await asked(Person(api, 77), "what is the summer tour")
    await li.asks("/follow summer-tour")
    await li.asks("how much is the winter school")
    known = await asked(li, "what is the summer tour")
    assert known["results"] == stranger["results"]
    assert "77" not in json.dumps(known["results"])
    counts = await office.records.counts()
    assert counts["people"] == {"all": 1}, "who only quotes is not remembered"


async def test_a_question_without_a_sure_answer_leads_into_a_chat(api: BotApi, door: TelegramDoor, li: Person) -> None:
    answer = await asked(li, "zxqv wvut")
    assert answer["results"] == []
    assert answer["button"]["text"] == "No sure answer – ask in a chat of your own"
    assert "Open Window" in await li.asks("/start " + answer["button"]["start_parameter"])


async def test_below_an_answer_stands_the_way_to_ask_on(api: BotApi, door: TelegramDoor, li: Person) -> None:
    answer = await asked(li, "how much is the summer tour")
    ((button,),) = answer["results"][0]["reply_markup"]["inline_keyboard"]
    assert button["url"] == "https://t.me/OpenWindowBot?start=summer-tour--cost"
    assert "5,000" in await li.asks("/start summer-tour--cost")


@pytest.mark.parametrize(
    "query", ["x" * 256, "how much " * 28, "😀" * 128, "<b>", "\ud800", "/start", "  "], ids=range(7)
)
@pytest.mark.parametrize("offset", ["", "abc", "-1", "９", "1e3", "49", "51", "9" * 64])
async def test_any_query_and_offset_is_answered(
    api: BotApi, door: TelegramDoor, li: Person, query: str, offset: str
) -> None:
    answer = await asked(li, query, offset)
    assert len(answer["results"]) <= 50
    if offset in {"abc", "-1", "９", "1e3"}:
        assert answer["results"] == (await asked(li, query))["results"], "what is no number is the beginning"


def test_more_than_fifty_are_shown_page_by_page(conversation: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    topics = tuple(f"summer-tour#{('cost', 'apply', 'dates')[number % 3]}" for number in range(51))
    monkeypatch.setattr(quotations, "_subjects", lambda _: topics)
    first = quotations.page(conversation, "", "en", small.NOW)
    assert (len(first.quotations), first.following) == (50, 50)
    second = quotations.page(conversation, "", "en", small.NOW, 50)
    assert (len(second.quotations), second.following) == (1, None)
    beyond = quotations.page(conversation, "", "en", small.NOW, 10**63)
    assert (beyond.quotations, beyond.following) == ((), None)


@pytest.mark.parametrize(
    ("local", "seconds"),
    [
        ("2027-03-05T12:00:00", 300),
        ("2027-03-05T23:59:00", 60),
        ("2027-03-05T23:59:59", 1),
        ("2027-04-10T16:58:00", 120),
        ("2027-02-28T23:59:30", 30),
    ],
)
def test_it_may_be_shown_again_while_it_is_true(conversation: Conversation, local: str, seconds: int) -> None:
    now = datetime.fromisoformat(local).replace(tzinfo=conversation.answers.zone).astimezone(UTC)
    found = quotations.page(conversation, "when is the summer tour", None, now)
    assert found.seconds == seconds
    if seconds > 1:
        then = quotations.page(conversation, "when is the summer tour", None, now + timedelta(seconds=seconds - 1))
        assert then.quotations == found.quotations


async def test_what_was_typed_meanwhile_is_answered_in_its_place(api: BotApi, door: TelegramDoor, li: Person) -> None:
    typed = [li.inline(word) for word in ("h", "how", "how much is the summer tour")]
    updates = await api.backlog.post(*typed)
    await api.until_confirmed(*updates)
    last = typed[-1]["inline_query"]["id"]
    await api.until(lambda: any(call.params["inline_query_id"] == last for call in api.made("answerInlineQuery")))
    assert api.made("answerInlineQuery")[-1].params["inline_query_id"] == last
    assert not li.answers(), "nobody is told anything in private"


async def test_a_query_that_is_too_old_or_cannot_be_answered_is_let_go(
    api: BotApi, door: TelegramDoor, li: Person, office: Office
) -> None:
    old = li.inline("how much is the summer tour")
    api.queries.clear()
    await api.until_confirmed(*await api.backlog.post(old))
    api.faults.order("answerInlineQuery", Answer(500, "oops"))
    await api.until_confirmed(*await api.backlog.post(li.inline("how much")))
    await api.until_confirmed(*await api.backlog.post({"inline_query": {"id": "x", "from": li.user}}))
    assert "5,000" in await li.asks("how much is the summer tour"), "and nobody is apologised to"


async def test_an_answer_of_ours_that_somebody_sends_us_is_no_question(
    api: BotApi, door: TelegramDoor, li: Person
) -> None:
    await li.sends(text="Cost – Summer tour: about 5,000", via_bot=ME)
    await li.sends(text="how much is the winter school", via_bot={"id": 5, "is_bot": True, "first_name": "Gif"})
    (call,) = await li.hears()
    assert "3,000" in call.result["text"]
