"""Answers as they are read: every topic in every language, marks, what is out of date, parts, the board."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core import messages
from bot.core.actions import Action, Ask, Browse, More, Show
from bot.core.answers import Answers
from bot.core.asking.facts import facts
from bot.core.asking.telling import READABLE
from bot.core.knowledge import ASPECTS, Answer, Attachment, Day, Desk, Knowledge, Window
from bot.core.messages import Message, Speech
from tests import tiny
from tests.core.telling import tell, with_entity

LONG_AFTER = tiny.NOW + timedelta(days=3650)
EDGES = (datetime(2028, 2, 29, tzinfo=UTC), datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC))


def actions(messages: tuple[Message, ...]) -> list[Action]:
    return [button.action for message in messages for button in message.buttons]


def asks(messages: tuple[Message, ...]) -> list[str]:
    return [action.topic for action in actions(messages) if isinstance(action, Ask)]


@pytest.fixture
def answers() -> Answers:
    return Answers(tiny.KNOWLEDGE)


@pytest.mark.parametrize("knowledge", ["tiny", "shipped"])
@pytest.mark.parametrize(
    "now", [tiny.NOW, LONG_AFTER, *EDGES], ids=["now", "ten years later", "leap day", "first", "last"]
)
def test_every_legal_topic_is_answered_in_both_languages(
    knowledge: str, now: datetime, shipped: Knowledge, english: Speech, chinese: Speech
) -> None:
    answers = Answers(shipped if knowledge == "shipped" else tiny.KNOWLEDGE)
    known = answers.knowledge
    pages = len(known.emergencies) + (known.mycase is not None)
    assert len(answers.topics()) == len(known.entities) * len(ASPECTS) + len(known.entries) + pages
    for topic in answers.topics():
        for speech in (english, chinese):
            for message in answers.compose(topic, now, speech):
                assert message.text.strip(), topic
                assert messages.length(message.text) <= messages.LONGEST, topic
                assert all(button.label.strip() for button in message.buttons), topic
            assert len(answers.label(topic, speech)) > 0, topic


def test_an_answer_begins_with_what_it_is_about(answers: Answers, english: Speech, chinese: Speech) -> None:
    assert tell(answers, "exchange#cost", english).startswith("**Semester exchange · Cost**\n\nIt costs money.")
    assert tell(answers, "exchange#cost", chinese).startswith("**学期交换 · 费用**\n\n要花钱。")


def test_a_sample_is_called_one_in_both_languages(answers: Answers, english: Speech, chinese: Speech) -> None:
    assert "*SAMPLE, ask the office" in tell(answers, "training#cost", english)
    assert "*示例，请以国际处通知为准" in tell(answers, "training#cost", chinese)
    assert "SAMPLE" not in tell(answers, "passports#overview", english)


def test_a_sample_window_makes_the_answer_that_shows_it_a_sample(answers: Answers, english: Speech) -> None:
    assert "SAMPLE" in tell(answers, "exchange#dates", english)
    unmarked = replace(tiny.EXCHANGE, windows=(replace(tiny.ROUND, sample=False),))
    assert "SAMPLE" not in tell(with_entity(unmarked), "exchange#dates", english)


def test_whose_fact_it_is_and_when_it_was_confirmed_are_said(
    answers: Answers, english: Speech, chinese: Speech
) -> None:
    assert "Decided by the host" in tell(answers, "exchange#language", english)
    assert "国家规定" in tell(answers, "exchange#safety", chinese)
    assert "*Last confirmed: Sunday 1 November 2026.*" in tell(answers, "exchange#cost", english)
    assert "*最近核实：2026年11月1日（星期日）。*" in tell(answers, "exchange#cost", chinese)


def test_the_desk_that_keeps_it_true_is_named_with_its_contact(
    answers: Answers, english: Speech, chinese: Speech
) -> None:
    assert tell(answers, "exchange#cost", english).endswith("Please ask Student desk. ext. 1")
    assert "请咨询学生岗。转 1" in tell(answers, "exchange#cost", chinese)
    assert "Front desk" in tell(answers, tiny.LONG_ID, english)


def test_windows_come_with_dates_overview_eligibility_and_apply(answers: Answers, english: Speech) -> None:
    window = "**Spring round**: open until Saturday 10 April 2027 17:00 (40 days left)."
    assert window in tell(answers, "exchange#dates", english)
    assert "All times are Beijing time" in tell(answers, "exchange#dates", english)
    assert window in tell(answers, "exchange#overview", english)
    assert window not in tell(answers, "exchange#cost", english)


def test_another_zone_is_named(english: Speech) -> None:
    answers = Answers(replace(tiny.KNOWLEDGE, zone="Europe/Berlin"))
    assert "All times are in the zone Europe/Berlin" in tell(answers, "exchange#dates", english)


def test_an_aspect_that_is_not_there_says_so_and_points_on(answers: Answers, english: Speech, chinese: Speech) -> None:
    there = answers.compose("training#credits", tiny.NOW, english)
    assert "nothing under “credits” for Teacher training" in there[0].text
    assert "training#cost" in asks(there) and Show("person") in actions(there)
    assert "“教师培训”没有“费用”" not in tell(answers, "training#cost", chinese)
    assert "没有“credits”这一项" in tell(answers, "training#credits", chinese)


def test_contact_hours_and_place_of_a_programme_are_the_offices(answers: Answers, english: Speech) -> None:
    assert "Phone 000-0000 0000." in tell(answers, "exchange#contact", english)
    assert "Nine to five." in tell(answers, "training#hours", english)
    assert "Block A." in tell(answers, "exchange#location", english)


def test_without_an_office_a_contact_is_the_desk_or_an_honest_nothing(english: Speech) -> None:
    alone = replace(tiny.KNOWLEDGE, entities={"exchange": tiny.EXCHANGE})
    assert "Please ask Student desk. ext. 1" in tell(Answers(alone), "exchange#contact", english)
    assert "nothing under" in tell(Answers(alone), "exchange#hours", english)
    assert "nothing under" in tell(Answers(replace(alone, desks={})), "exchange#contact", english)


def test_buttons_lead_to_what_there_is_and_to_a_person(answers: Answers, english: Speech) -> None:
    there = answers.compose("exchange#cost", tiny.NOW, english)
    aspects = ("overview", "eligibility", "dates", "documents", "safety")
    assert asks(there) == [f"exchange#{aspect}" for aspect in aspects]
    assert {Browse("exchange"), Show("person")} <= set(actions(there))
    assert [button.label for button in there[-1].buttons][:3] == ["Overview", "eligibility", "Dates"]


def test_windows_alone_are_worth_a_button(answers: Answers, english: Speech) -> None:
    assert "passports#dates" in asks(answers.compose("passports#overview", tiny.NOW, english))
    assert "**Papers**: no fixed dates" in tell(answers, "passports#dates", english)


def test_without_windows_the_desk_is_to_be_asked(english: Speech) -> None:
    dated = replace(
        tiny.TRAINING, answers={**tiny.TRAINING.answers, "dates": Answer({"en": "In spring.", "zh": "春天。"})}
    )
    assert "no fixed application window for this. Ask Student desk" in tell(
        with_entity(dated), "training#dates", english
    )


def test_a_long_answer_comes_in_parts_that_all_carry_their_mark(
    answers: Answers, english: Speech, chinese: Speech
) -> None:
    for speech, mark in ((english, "SAMPLE"), (chinese, "示例")):
        parts, part = [], 0
        while True:
            message = answers.compose("exchange#documents", tiny.NOW, speech, part)[0]
            parts.append(message.text)
            assert messages.length(message.text) <= READABLE
            assert mark in message.text
            more = [button.action for button in message.buttons if isinstance(button.action, More)]
            if not more:
                break
            part += 1
            assert more == [More("exchange#documents", part)]
        assert len(parts) > 1
        told = facts(tiny.EXCHANGE.answers["documents"].texts[speech.language])
        assert all(any(fact.text in text for text in parts) for fact in told)


def test_a_part_that_is_not_there_is_the_last_one(answers: Answers, english: Speech) -> None:
    last = tell(answers, "exchange#documents", english, part=999)
    assert "Paper number 11" in last


def test_safety_is_never_cut_behind_a_button(answers: Answers, english: Speech, chinese: Speech) -> None:
    for speech in (english, chinese):
        there = answers.compose("exchange#safety", tiny.NOW, speech)
        assert messages.length(tell(answers, "exchange#safety", speech)) > READABLE
        assert not [button for message in there for button in message.buttons if isinstance(button.action, More)]
        assert all(not message.buttons for message in there[:-1])
        assert there[-1].buttons


def test_even_endless_safety_comes_whole(english: Speech) -> None:
    text = "\n\n".join(f"Rule {number}: stay calm and call. " * 8 for number in range(60))
    safe = replace(tiny.PASSPORTS, answers={"safety": Answer({"en": text, "zh": text})})
    there = with_entity(safe).compose("passports#safety", tiny.NOW, english)
    assert len(there) > 1
    assert "Rule 59" in there[-1].text
    assert all(messages.length(message.text) <= messages.LONGEST for message in there)


def test_files_come_once_with_the_first_part(english: Speech) -> None:
    form = Attachment("form.pdf", {"en": "Form", "zh": "表格"})
    long = replace(tiny.EXCHANGE.answers["documents"], attachments=(form,))
    answers = with_entity(replace(tiny.EXCHANGE, answers={"documents": long}))
    assert answers.compose("exchange#documents", tiny.NOW, english)[0].attachments == (form,)
    assert answers.compose("exchange#documents", tiny.NOW, english, 1)[0].attachments == ()


def test_the_board_shows_what_is_open_over_everything(answers: Answers, english: Speech, chinese: Speech) -> None:
    text = tell(answers, "office#dates", english)
    assert "**Open now**\n\n- **Semester exchange**: Spring round, until" in text
    assert "**Any time, or to be announced**\n\n- **Passports and visas**: Papers, all year round" in text
    assert "Opening next" not in text
    assert "The year has two seasons." in text
    assert "SAMPLE" in text and "Beijing time" in text
    assert "**现在可以报名**" in tell(answers, "office#dates", chinese)


def test_the_board_says_that_nothing_is_open_and_what_opens_next(answers: Answers, english: Speech) -> None:
    text = tell(answers, "office#dates", english, datetime(2027, 6, 1, tzinfo=tiny.ZONE))
    assert text.startswith("Nothing is open for applications at the moment.")
    assert "**Opening next**\n\n- **Semester exchange**: Spring round, from " in text


def test_midnight_is_spoken_of_only_where_a_closing_day_has_no_time(
    answers: Answers, english: Speech, chinese: Speech
) -> None:
    whole = replace(tiny.TRAINING, windows=(Window("w", {"en": "Call", "zh": "批次"}, closes=Day(3, 20)),))
    assert "midnight" not in tell(answers, "exchange#dates", english)
    assert "24:00" not in tell(answers, "exchange#dates", chinese)
    assert "a closing day without a time counts until midnight" in tell(with_entity(whole), "training#dates", english)
    assert "未写时刻的，截止日当天 24:00 前有效" in tell(with_entity(whole), "training#dates", chinese)


def test_the_board_puts_what_closes_first_first(english: Speech) -> None:
    soon = replace(tiny.TRAINING, windows=(Window("w", {"en": "Call", "zh": "批次"}, closes=Day(3, 20)),))
    text = tell(with_entity(soon), "office#dates", english)
    assert text.index("Teacher training") < text.index("Semester exchange")


def test_what_is_not_ours_names_the_office_that_it_belongs_to(
    answers: Answers, english: Speech, chinese: Speech
) -> None:
    assert tell(answers, "borrowing", english) == "Not ours.\n\nThat is a matter for: **Library**. library desk"
    assert "由**图书馆**负责。服务台" in tell(answers, "borrowing", chinese)


def test_labels_of_topics_are_short_and_in_the_language(answers: Answers, english: Speech, chinese: Speech) -> None:
    assert answers.label("exchange#cost", english) == "Cost – Semester exchange"
    assert answers.label("exchange#cost", chinese) == "费用 – 学期交换"
    assert answers.label("smalltalk#thanks", english) == "thanks"
    assert answers.label("smalltalk#thanks", chinese) == "谢谢"
    bare = Answers(replace(tiny.KNOWLEDGE, phrasings=()))
    assert bare.label("borrowing", english) == "Not ours."


def test_trouble_and_ones_own_case_have_a_page_and_a_name(answers: Answers, english: Speech, chinese: Speech) -> None:
    assert answers.label("emergency:papers", english) == "Lost passport"
    assert answers.label("emergency:papers", chinese) == "护照丢失"
    assert tell(answers, "emergency:papers", english) == "Tell the police first, then **12308**."
    assert answers.label("mycase", english) == "My own case"
    assert tell(answers, "mycase", chinese) == "我看不到你的档案。"
    assert "mycase" not in Answers(replace(tiny.KNOWLEDGE, mycase=None)).topics()


def test_a_page_for_trouble_is_never_cut(english: Speech) -> None:
    long = Answer({"en": "\n\n".join(f"Step {number}: do this first. " * 12 for number in range(12))})
    papers = replace(tiny.EMERGENCIES["papers"], answer=long)
    answers = Answers(replace(tiny.KNOWLEDGE, emergencies={"papers": papers}))
    assert messages.length(tell(answers, "emergency:papers", english)) > READABLE
    assert not actions(answers.compose("emergency:papers", tiny.NOW, english))


def test_a_language_that_is_not_there_falls_back_to_one_that_is(chinese: Speech) -> None:
    only_english = replace(tiny.PASSPORTS, answers={"overview": Answer({"en": "Papers."})})
    assert "Papers." in tell(with_entity(only_english), "passports#overview", chinese)


def test_desks_without_a_name_are_left_out(english: Speech) -> None:
    unknown = Answers(replace(tiny.KNOWLEDGE, desks={"x": Desk("x", {}, {})}))
    assert "Please ask" not in tell(unknown, "exchange#cost", english)
