"""Talks with the tiny knowledge: what follows on what."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.core.actions import Ask, Show
from bot.core.conversation import Conversation
from bot.core.knowledge import Phrasing
from bot.core.messages import Speech
from bot.core.people import Person, Talk
from bot.core.talk.labels import MYCASE, Label
from tests import tiny
from tests.core.somebody import Somebody, actions, talking_about, words


def test_a_clear_question_is_answered(somebody: Somebody) -> None:
    reply = somebody.asks("what does the exchange programme cost")
    assert (reply.outcome, reply.topic) == ("answer", "exchange#cost")
    assert words(reply).startswith("**Semester exchange · Cost**")
    assert reply.ranking is not None and reply.ranking.candidates[0].topic == reply.topic


def test_a_follow_up_keeps_the_subject(somebody: Somebody) -> None:
    somebody.asks("what is the semester exchange")
    assert somebody.asks("and how much?").topic == "exchange#cost"
    assert somebody.asks("and when").topic == "exchange#dates"
    assert somebody.asks("多少钱").topic == "exchange#cost"


def test_another_name_takes_its_place(somebody: Somebody) -> None:
    somebody.asks("how much is the exchange")
    assert somebody.asks("how much is teacher training").topic == "training#cost"
    assert somebody.talk.subject == "training"


def test_small_talk_and_the_office_do_not_end_the_subject(somebody: Somebody) -> None:
    somebody.asks("how much is the exchange")
    assert somebody.asks("thank you very much").topic == "smalltalk#thanks"
    assert somebody.asks("talk to a person").topic == "office#contact"
    assert somebody.asks("and when").topic == "exchange#dates"


def test_the_answer_is_in_the_language_of_the_question(somebody: Somebody) -> None:
    assert "学期交换" in words(somebody.asks("交换生多少钱"))
    assert "Semester exchange" in words(somebody.asks("how much is the exchange"))


def test_signs_alone_do_not_change_the_language(somebody: Somebody) -> None:
    somebody.asks("交换生多少钱")
    for signs in ("???", "👍", "🙏🙏"):
        assert "有问题随时接着问" in words(somebody.asks(signs)), "somebody who nods gets a word"
    assert "我没有看到文字" in words(somebody.asks("  "))
    assert somebody.person.language == "zh"
    assert somebody.talk.subject == "exchange"
    somebody.asks("123")
    assert somebody.person.language == "zh"


def test_a_language_can_be_asked_for(somebody: Somebody) -> None:
    assert "学期交换" in words(somebody.asks("how much is the exchange", "zh"))
    assert somebody.person.language == "zh"


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("when does the exchange close and how much is the exchange?", ("exchange#dates", "exchange#cost")),
        ("交换生什么时候截止，多少钱？", ("exchange#dates", "exchange#cost")),
    ],
)
def test_two_questions_get_two_answers_and_the_topic_is_one_of_them(
    somebody: Somebody, question: str, topics: tuple[str, str]
) -> None:
    reply = somebody.asks(question)
    assert reply.outcome == "answer" and reply.topic in topics
    names = {"exchange#dates": ("Dates", "时间"), "exchange#cost": ("Cost", "费用")}
    for topic in topics:
        assert any(f"· {name}**" in words(reply) for name in names[topic])
    assert reply.ranking is not None and {one.topic for one in reply.ranking.candidates[:2]} == set(topics)


def test_when_and_how_much_needs_no_name_in_a_talk(somebody: Somebody) -> None:
    somebody.asks("what is the semester exchange")
    reply = somebody.asks("when and how much?")
    assert reply.outcome == "answer" and reply.topic in {"exchange#dates", "exchange#cost"}
    titles = [message.text.split("\n")[0] for message in reply.messages]
    assert sorted(titles) == ["**Semester exchange · Cost**", "**Semester exchange · Dates**"]
    scores = [one.score for one in reply.ranking.candidates] if reply.ranking else []
    assert scores == sorted(scores, reverse=True)


def test_one_question_with_two_halves_gets_one_answer(somebody: Somebody) -> None:
    reply = somebody.asks("how much is the exchange, how much is the exchange programme")
    assert reply.topic == "exchange#cost" and len(reply.messages) == 1


@pytest.mark.parametrize("question", ["exchange papers or training", "to a person let me talk", "hello you there"])
def test_what_is_unclear_becomes_two_to_four_choices(unsure: Somebody, question: str) -> None:
    reply = unsure.asks(question)
    assert reply.outcome == "choices" and reply.topic is None
    assert 2 <= len(reply.offered) <= 4 and not reply.said
    assert unsure.talk.offered == tuple(str(label) for label in reply.offered)
    there = actions(reply)
    assert there.count(Show("person")) == 1 and len(set(there)) == len(there)
    assert len(there) == len({*reply.offered, Label("act", "person")})
    topics = [action for action in there if isinstance(action, Ask)]
    assert unsure.presses(topics[0]).topic == topics[0].topic
    assert unsure.talk.offered == ()


def test_a_question_leaves_its_subject_behind(unsure: Somebody) -> None:
    unsure.asks("exchange programme")
    assert unsure.talk.subject == "exchange"
    unsure.asks("how much is teacher training")
    assert unsure.talk.subject == "training"
    unsure.asks("talk to a person")
    assert unsure.talk.subject == "training"


def test_nobody_is_asked_what_they_mean_twice_in_a_row(unsure: Somebody) -> None:
    """What is not chosen is answered as well as can be, with a word of doubt, or not known."""
    outcomes = []
    for question in (
        "exchange papers or training",
        "how much would teacher training be",
        "hello you there",
        "囧囧囧",
        "visas",
        "and when",
    ):
        reply = unsure.asks(question)
        outcomes.append(reply.outcome)
        if reply.outcome == "answer":
            assert any(sign in words(reply) for sign in ("I am not sure", "我不太确定")), question
        if reply.outcome == "unknown":
            assert Show("person") in actions(reply)
    assert outcomes == ["choices", "answer", "choices", "unknown", "choices", "unknown"]


def test_the_first_choice_may_be_presumed(unsure: Somebody, somebody: Somebody) -> None:
    reply = unsure.asks("how much would the exchange be")
    assert unsure.conversation.presumed(reply).topic == reply.offered[0].name == "exchange#cost"
    answered = somebody.asks("how much is teacher training")
    assert somebody.conversation.presumed(answered) == answered.talk


def test_what_nobody_knows_is_said_with_a_person_to_ask(somebody: Somebody) -> None:
    for question, said, desk in (
        ("ωψφ ξζ kjq", "I don't know that one", "Front desk"),
        ("囧囧囧", "这个我不知道", "综合前台"),
    ):
        reply = somebody.asks(question)
        assert (reply.outcome, reply.topic) == ("unknown", None)
        assert said in words(reply) and desk in words(reply)
        assert Show("person") in actions(reply)


def test_another_offices_business_is_sent_there(somebody: Somebody) -> None:
    reply = somebody.asks("can I borrow a book")
    assert (reply.outcome, reply.topic) == ("unknown", None)
    assert "Library" in words(reply)
    assert "图书馆" in words(somebody.asks("图书馆几点关门"))


def test_an_emergency_is_answered_first(somebody: Somebody) -> None:
    reply = somebody.asks("how much is the exchange, my passport was stolen")
    assert (reply.outcome, reply.topic, reply.said) == ("answer", "emergency:papers", (Label("emergency", "papers"),))
    assert [message.text for message in reply.messages] == ["Tell the police first, then **12308**."]
    assert reply.ranking is not None and reply.ranking.confidence == 1.0


@pytest.mark.parametrize(
    ("before", "safety"),
    [
        (None, "office#safety"),
        ("what is the semester exchange", "exchange#safety"),
        ("what is teacher training", "office#safety"),
        ("how do I get a passport", "passports#safety"),
    ],
)
def test_help_is_for_what_happened_and_the_subject_is_a_tap_away(
    somebody: Somebody, before: str | None, safety: str
) -> None:
    if before:
        somebody.asks(before)
    reply = somebody.asks("I am in hospital")
    assert words(reply) == "**120** first. Then tell your teacher."
    assert actions(reply) == [Ask(safety), Show("person")]
    assert "先拨 **120**" in words(somebody.asks("我住院了"))


def test_two_troubles_are_both_told_the_most_urgent_first(somebody: Somebody) -> None:
    reply = somebody.asks("my passport was stolen and now I am in hospital")
    assert reply.said == (Label("emergency", "health"), Label("emergency", "papers"))
    assert [message.text[:6] for message in reply.messages] == ["**120*", "Tell t"]


def test_trouble_does_not_change_what_the_talk_is_about(somebody: Somebody) -> None:
    somebody.asks("what is the semester exchange")
    somebody.asks("my passport was stolen")
    assert (somebody.talk.subject, somebody.talk.last) == ("exchange", "emergency:papers")
    assert somebody.asks("and how much?").topic == "exchange#cost"


def test_how_ones_own_case_stands_nobody_here_can_see(somebody: Somebody) -> None:
    reply = somebody.asks("am I selected")
    assert (reply.outcome, reply.topic, reply.said) == ("answer", "mycase", (MYCASE,))
    assert words(reply) == "I cannot see your file."


def test_words_only_is_said_while_meaning_is_being_read(lexical: Conversation) -> None:
    somebody = Somebody(lexical)
    assert "I match by words only" in words(somebody.asks("how much is the semester exchange programme"))
    assert "先按字面匹配" in words(somebody.asks("zxcvbnm 汉字乱码囧囧囧"))


def test_without_any_language_the_first_that_the_knowledge_declares_is_spoken(speeches: Mapping[str, Speech]) -> None:
    chinese_first = talking_about(replace(tiny.KNOWLEDGE, languages=("zh", "en")), speeches)
    assert "你好" in words(chinese_first.starts())
    only = Conversation(chinese_first.conversation.answers, tiny.matcher(tiny.KNOWLEDGE), {"fr": speeches["en"]})
    assert only.speech(None) is speeches["en"]


def test_one_topic_alone_is_enough_to_talk_about(speeches: Mapping[str, Speech]) -> None:
    alone = replace(tiny.KNOWLEDGE, entities={}, phrasings=(Phrasing("where is my parcel", tiny.LONG_ID),))
    reply = talking_about(alone, speeches).asks("where is my parcel")
    assert reply.topic in {tiny.LONG_ID, None}


def test_a_knowledge_without_ways_to_ask_knows_nothing_and_says_so(speeches: Mapping[str, Speech]) -> None:
    silent = talking_about(replace(tiny.KNOWLEDGE, phrasings=()), speeches)
    assert silent.asks("how much is the exchange").outcome == "unknown"


def test_whoever_asks_for_their_own_case_gets_the_way_to_a_person(small: Conversation) -> None:
    reply = small.ask("did you get my papers", Person(), Talk(), tiny.NOW)
    assert reply.topic == "mycase"
    assert [button.action for button in reply.messages[-1].buttons] == [Show("person")]
