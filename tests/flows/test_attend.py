"""Attending to people: who asks, what is remembered of them, and where a deep link leads."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace

import pytest

from bot.core import packing
from bot.core.actions import Action, Ask, Be, Browse, Follow, Speak
from bot.core.conversation import Conversation, Reply
from bot.core.messages import Speech
from bot.core.wishes import Press, Question
from bot.flows.ports import Address, Guest
from bot.flows.respond import Visit
from bot.office import Office
from bot.settings import Settings
from tests import house, tiny

ANN, BO = Address("telegram", "1"), Address("telegram", "2")
OWNER = Address("telegram", "900")


@dataclass
class Desk:
    """Somebody speaks, the office replies on the spot."""

    office: Office

    async def says(self, who: Address, words: str, language: str | None = None) -> Reply:
        return await house.says(self.office, who, words, language)

    async def presses(self, who: Address, action: Action) -> Reply:
        return await house.presses(self.office, who, action)

    async def sends(self, who: Address, data: str) -> Reply:
        """Whatever comes back from a button."""
        return await self.office.attend(Visit(who, Press(data)))

    async def guest(self, who: Address) -> Guest:
        return await self.office.guests.find(who)


@pytest.fixture
async def desk(small: Conversation) -> AsyncIterator[Desk]:
    chosen = Settings(sending=house.UNPACED, owner_id=OWNER.id)
    office = await house.office(small, lambda: tiny.NOW, chosen)
    yield Desk(office)
    await office.close()


def words(reply: Reply) -> str:
    return house.words(reply.messages)


def buttons(reply: Reply) -> list[Action]:
    return [button.action for message in reply.messages for button in message.buttons]


async def test_the_subject_is_remembered_for_each_person_apart(desk: Desk) -> None:
    await desk.says(ANN, "what is the semester exchange")
    await desk.says(BO, "what is teacher training")
    assert (await desk.says(ANN, "and how much?")).topic == "exchange#cost"
    assert (await desk.guest(ANN)).talk.subject == "exchange"
    assert (await desk.guest(BO)).talk.subject == "training"


async def test_an_answer_is_as_of_the_clock(desk: Desk) -> None:
    assert "40 days left" in words(await desk.says(ANN, "when does the exchange close"))


async def test_what_the_channel_knows_of_the_language_counts_until_the_person_writes(desk: Desk) -> None:
    stranger = Address("telegram", "3")
    assert "你好" in words(await desk.says(ANN, "/start", "zh"))
    assert "Semester exchange" in words(await desk.says(ANN, "how much is the exchange", "zh"))
    assert "For students" in words(await desk.says(ANN, "/topics", "zh"))
    assert "学生项目" in words(await desk.says(stranger, "/topics", "zh"))


async def test_a_chosen_language_is_kept(desk: Desk) -> None:
    await desk.presses(ANN, Speak("zh"))
    await desk.says(ANN, "how much is the exchange")
    assert "学生项目" in words(await desk.says(ANN, "/topics", "en"))
    assert (await desk.guest(ANN)).person.chose_language


async def test_the_role_is_asked_once_a_person(desk: Desk) -> None:
    assert Be("teacher") in buttons(await desk.says(ANN, "/start"))
    assert Be("teacher") not in buttons(await desk.says(ANN, "/start"))
    assert Be("teacher") in buttons(await desk.says(BO, "/start"))


@pytest.mark.parametrize(
    ("payload", "topic"),
    [
        ("exchange", "exchange#overview"),
        ("exchange--cost", "exchange#cost"),
        ("office--dates", "office#dates"),
        ("smalltalk--thanks", "smalltalk#thanks"),
        (tiny.LONG_ID, tiny.LONG_ID),
    ],
)
async def test_a_deep_link_leads_to_its_topic(desk: Desk, payload: str, topic: str) -> None:
    assert (await desk.says(ANN, f"/start {payload}")).topic == topic


@pytest.mark.parametrize(
    "payload", ["", "nowhere", "exchange--price", "--", "smalltalk", "../", "%00", "\x00", "x" * 65, "exchange--", "#"]
)
async def test_a_deep_link_to_nowhere_is_a_welcome_or_a_menu(desk: Desk, payload: str) -> None:
    reply = await desk.says(ANN, f"/start {payload}")
    assert reply.topic is None and words(reply)
    assert Browse() in buttons(reply) or Browse("exchange") in buttons(reply)


async def test_a_press_does_what_its_data_says(desk: Desk) -> None:
    reply = await desk.presses(ANN, Ask("exchange#cost"))
    assert reply.topic == "exchange#cost"
    assert (await desk.says(ANN, "and when")).topic == "exchange#dates"


@pytest.mark.parametrize(
    "data",
    [
        *("", "x", "1", "1aexchange#price", "0aexchange#cost", "1bsmalltalk", "1b", "\ud800", "é" * 32),
        *("1fnowhere", "1uexchange/nowhere", "1dabc:nowhere", "1z-1", "1c../", "1tcolour:red", "1lde"),
    ],
)
async def test_forged_data_gets_a_menu_and_never_an_error(desk: Desk, data: str) -> None:
    reply = await desk.sends(ANN, data)
    assert reply.topic is None
    assert Browse("exchange") in buttons(reply)


async def test_help_topics_and_languages_are_one_command_away(desk: Desk) -> None:
    assert "talk to a person" in words(await desk.says(ANN, "/help"))
    assert Browse("training") in buttons(await desk.says(ANN, "/topics"))
    assert Speak("zh") in buttons(await desk.says(ANN, "/language"))


async def test_own_sentences_come_in_the_persons_language(desk: Desk) -> None:
    attend = desk.office.attend
    assert await attend.sentence(ANN, "language-name") == "English"
    await desk.presses(ANN, Speak("zh"))
    assert await attend.sentence(ANN, "language-name") == "中文"
    assert await attend.sentence(ANN, "console-unknown-button", number="7") == "这里没有 7 号按钮。"


async def test_the_conversation_in_force_is_the_newest(
    desk: Desk, small: Conversation, speeches: Mapping[str, Speech]
) -> None:
    await desk.says(ANN, "what is the semester exchange")
    understanding = desk.office.understanding
    assert isinstance(understanding, house.Understood)
    without = {"office": tiny.OFFICE, "training": tiny.TRAINING}
    ways = tuple(way for way in tiny.KNOWLEDGE.phrasings if not way.topic.startswith(("exchange", "passports")))
    left = replace(tiny.KNOWLEDGE, entities=without, phrasings=ways)
    understanding.conversation = tiny.conversation(left, speeches)
    assert (await desk.says(ANN, "and how much?")).topic != "exchange#cost"
    assert (await desk.presses(ANN, Ask("exchange#cost"))).topic is None


async def test_what_was_typed_is_kept_for_nobody_else_to_read(desk: Desk) -> None:
    """Only a question without an answer goes into the journal, masked; the reply says what should not be sent."""
    reply = await desk.says(ANN, "how much is the exchange, my passport number is E12345678")
    assert "E12345678" not in words(reply) and len(reply.messages) > 1
    held = await desk.office.records.held(ANN)
    assert held is not None and "E12345678" not in str(held.kinds)


# What is posted to people through the outbox


async def posted(desk: Desk, who: Address) -> list[str]:
    held = await desk.office.records.held(who)
    return [str(letter["body"]) for letter in held.kinds["letters"]] if held else []


async def test_what_went_wrong_is_told_with_its_number_to_the_person_and_to_the_owner(desk: Desk) -> None:
    await desk.presses(ANN, Speak("zh"))
    await desk.office.attend.apologise(Visit(ANN, Press("1b")), "a1b2c3")
    (sorry,) = await posted(desk, ANN)
    assert "a1b2c3" in sorry and "抱歉" in sorry
    (told,) = await posted(desk, OWNER)
    assert "a1b2c3" in told


async def test_an_answer_to_something_received_goes_into_the_outbox_with_its_place(desk: Desk) -> None:
    visit = Visit(ANN, Press(packing.pack(Ask("exchange#cost"))), place="[1, null, null]", received=7)
    reply = await desk.office.attend(visit)
    assert len(await posted(desk, ANN)) == len(reply.messages)
    assert "Deposit" in (await posted(desk, ANN))[0]
    assert not await posted(desk, BO)


async def test_a_greeting_and_the_question_behind_it_get_one_reply(desk: Desk) -> None:
    opener = await desk.office.attend(Visit(ANN, Question("hello"), behind=True))
    assert not opener.messages
    assert (await desk.says(ANN, "how much is the exchange")).topic == "exchange#cost"
    alone = await desk.office.attend(Visit(BO, Question("hello")))
    assert alone.messages, "who only says hello is greeted"
    whole = await desk.office.attend(Visit(BO, Question("how much is the exchange"), behind=True))
    assert whole.messages, "a question is answered, whatever comes behind it"


async def test_who_follows_a_programme_is_not_offered_to_follow_it(desk: Desk) -> None:
    dates = await desk.says(ANN, "when does the exchange close")
    assert Follow("exchange") in buttons(dates)
    await desk.presses(ANN, Follow("exchange"))
    again = await desk.says(ANN, "when does the exchange close")
    assert Follow("exchange") not in buttons(again) and buttons(again)
    assert Follow("exchange") not in buttons(await desk.presses(ANN, Ask("exchange#dates")))
    assert Follow("exchange") in buttons(await desk.says(BO, "when does the exchange close"))
