"""The flow of a question: who asks, what is remembered, and where a deep link leads."""

from collections.abc import Mapping

import pytest

from bot.core import actions
from bot.core.actions import Ask as AskAction
from bot.core.actions import Be, Browse, Speak
from bot.core.conversation import Conversation, Reply
from bot.core.messages import Speech
from bot.flows.ask import Ask
from bot.flows.ports import Address
from bot.stores.guests import GuestsInMemory
from tests import tiny

ANN, BO = Address("telegram", "1"), Address("telegram", "2")


@pytest.fixture
def guests() -> GuestsInMemory:
    return GuestsInMemory()


@pytest.fixture
def ask(small: Conversation, guests: GuestsInMemory) -> Ask:
    return Ask(lambda: small, guests, lambda: tiny.NOW)


def words(reply: Reply) -> str:
    return "\n\n".join(message.text for message in reply.messages)


async def test_the_subject_is_remembered_for_each_person_apart(ask: Ask, guests: GuestsInMemory) -> None:
    await ask.question(ANN, "what is the semester exchange")
    await ask.question(BO, "what is teacher training")
    assert (await ask.question(ANN, "and how much?")).topic == "exchange#cost"
    assert (await guests.find(ANN)).talk.subject == "exchange"
    assert (await guests.find(BO)).talk.subject == "training"


async def test_an_answer_is_as_of_the_clock(ask: Ask) -> None:
    assert "40 days left" in words(await ask.question(ANN, "when does the exchange close"))


async def test_what_the_channel_knows_of_the_language_counts_until_the_person_writes(ask: Ask) -> None:
    assert "你好" in words(await ask.start(ANN, language="zh"))
    assert "Semester exchange" in words(await ask.question(ANN, "how much is the exchange", "zh"))
    assert "For students" in words(await ask.topics(ANN, "zh"))


async def test_a_chosen_language_is_kept(ask: Ask, guests: GuestsInMemory) -> None:
    await ask.act(ANN, Speak("zh"))
    await ask.question(ANN, "how much is the exchange")
    assert "学生项目" in words(await ask.topics(ANN, "en"))
    assert (await guests.find(ANN)).person.chose_language


async def test_the_role_is_asked_once_a_person(ask: Ask) -> None:
    assert Be("teacher") in buttons(await ask.start(ANN))
    assert Be("teacher") not in buttons(await ask.start(ANN))
    assert Be("teacher") in buttons(await ask.start(BO))


def buttons(reply: Reply) -> list[actions.Action]:
    return [button.action for message in reply.messages for button in message.buttons]


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
async def test_a_deep_link_leads_to_its_topic(ask: Ask, payload: str, topic: str) -> None:
    assert (await ask.start(ANN, payload)).topic == topic


@pytest.mark.parametrize(
    "payload", ["", "nowhere", "exchange--price", "--", "smalltalk", "../", "%00", "\x00", "x" * 65, "exchange--", "#"]
)
async def test_a_deep_link_to_nowhere_is_a_welcome_or_a_menu(ask: Ask, payload: str) -> None:
    reply = await ask.start(ANN, payload)
    assert reply.topic is None and words(reply)
    assert Browse() in buttons(reply) or Browse("exchange") in buttons(reply)


async def test_a_press_does_what_its_data_says(ask: Ask) -> None:
    reply = await ask.press(ANN, actions.pack(AskAction("exchange#cost")))
    assert reply.topic == "exchange#cost"
    assert (await ask.question(ANN, "and when")).topic == "exchange#dates"


@pytest.mark.parametrize(
    "data", ["", "x", "1aexchange#price", "0aexchange#cost", "1bsmalltalk", "1b", "\ud800", "é" * 32]
)
async def test_forged_data_gets_a_menu_and_never_an_error(ask: Ask, data: str) -> None:
    reply = await ask.press(ANN, data)
    assert reply.topic is None
    assert Browse("exchange") in buttons(reply)


async def test_help_topics_and_languages_are_one_call_away(ask: Ask) -> None:
    assert "talk to a person" in words(await ask.help(ANN))
    assert Browse("training") in buttons(await ask.topics(ANN))
    assert Speak("zh") in buttons(await ask.languages(ANN))


async def test_own_sentences_come_in_the_persons_language(ask: Ask) -> None:
    assert await ask.sentence(ANN, "language-name") == "English"
    await ask.act(ANN, Speak("zh"))
    assert await ask.sentence(ANN, "language-name") == "中文"
    assert await ask.sentence(ANN, "console-unknown-button", number="7") == "这里没有 7 号按钮。"


async def test_what_went_wrong_is_told_with_its_number(ask: Ask) -> None:
    reply = await ask.sorry(ANN, "a1b2c3")
    assert "a1b2c3" in words(reply)


async def test_the_conversation_in_force_is_the_newest(small: Conversation, speeches: Mapping[str, Speech]) -> None:
    in_force = [small]
    ask = Ask(lambda: in_force[0], GuestsInMemory(), lambda: tiny.NOW)
    await ask.question(ANN, "what is the semester exchange")
    without = {"office": tiny.OFFICE, "training": tiny.TRAINING}
    from dataclasses import replace

    ways = tuple(way for way in tiny.KNOWLEDGE.phrasings if not way.topic.startswith(("exchange", "passports")))
    left = replace(
        tiny.KNOWLEDGE, entities=without, phrasings=ways, vocabulary=replace(tiny.VOCABULARY, emergencies=())
    )
    in_force[0] = tiny.conversation(left, speeches)
    assert (await ask.question(ANN, "and how much?")).topic != "exchange#cost"
    assert (await ask.press(ANN, actions.pack(AskAction("exchange#cost")))).topic is None
