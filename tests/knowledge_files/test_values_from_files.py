"""What core gets when the folder is sound."""

from collections.abc import Callable
from datetime import date, time

from bot.core import knowledge
from bot.knowledge_files import Loaded
from tests.knowledge_files import sound

Office = Callable[..., Loaded]


def values(loaded: Loaded) -> knowledge.Knowledge:
    assert loaded.problems == ()
    assert loaded.knowledge is not None
    return loaded.knowledge


def test_a_sound_office_has_no_problems_and_becomes_values(office: Office) -> None:
    base = values(office())
    tour = base.entities["summer-tour"]
    assert (base.languages, base.zone) == (("en", "zh"), "Asia/Shanghai")
    assert (tour.kind, base.entities["office"].kind) == ("programme", "office")
    assert tour.names == {"en": "Summer tour", "zh": "暑期研学"}
    assert tour.aliases == ("summer camp", "夏令营")
    assert tour.audiences == {"student"}
    assert base.desks["front"].contact["en"] == "front@example.edu"
    assert base.offices["library"].names["zh"] == "图书馆"


def test_days_become_days_with_year_and_time_only_where_they_are_given(office: Office) -> None:
    (window,) = values(office()).entities["summer-tour"].windows
    assert window.opens == knowledge.Day(3, 1)
    assert window.closes == knowledge.Day(4, 10, at=time(17))
    assert (window.state, window.tentative) == ("dated", False)


def test_a_window_is_a_sample_when_its_entity_is(office: Office) -> None:
    assert values(office()).entities["summer-tour"].windows[0].sample


def test_a_block_text_keeps_its_markdown_and_loses_the_space_around(office: Office) -> None:
    answer = values(office()).entities["summer-tour"].answers["cost"]
    assert answer.texts == {"en": "About **5,000**.\n\n- flight\n- room", "zh": "大约五千元。"}


def test_an_answer_takes_its_care_from_the_entity_and_may_say_otherwise(office: Office) -> None:
    own = """\
id: visas
names: {en: Visas, zh: 签证}
audiences: [teacher, partner]
owner: front
sample: true
verified: 2026-01-01
answers:
  cost: {en: A., zh: 一。}
  safety: {en: B., zh: 二。, sample: false, mark: national, valid_until: 2027-01-31, verified: 2026-02-02}
"""
    base = values(office({"services/visas.yaml": own, "services/visas.ask.yaml": "cost: {en: [visa fee]}"}))
    visas = base.entities["visas"]
    above = knowledge.Care("front", date(2026, 1, 1), None, True, None)
    assert visas.kind == "service"
    assert visas.care == visas.answers["cost"].care == above
    safety = knowledge.Care("front", date(2026, 2, 2), date(2027, 1, 31), False, "national")
    assert visas.answers["safety"].care == safety


def test_every_way_to_ask_is_a_phrasing_with_its_place(office: Office) -> None:
    loaded = office()
    base = values(loaded)
    assert base.phrasings[-1] == knowledge.Phrasing("研学多少钱", "summer-tour#cost")
    assert loaded.ways[-1] == ("knowledge/programmes/summer-tour.ask.yaml", 1, 41)
    assert len(base.phrasings) == len(loaded.ways) == 4


def test_the_vocabulary_brings_all_languages_together(office: Office) -> None:
    text = """\
aspects:
  cost:
    names: {en: Cost, zh: 费用}
    asks: {en: ["how much is {}"], zh: ["{}多少钱"]}
known: [IELTS, 3+1]
"""
    words = values(office({"vocabulary.yaml": text})).vocabulary
    assert words.aspects["cost"].asks == ("how much is {}", "{}多少钱")
    assert words.known == ("IELTS", "3+1")


def test_the_longer_part_of_the_vocabulary_stands_beside_it(office: Office) -> None:
    short = "aspects: {cost: {names: {en: Cost, zh: 费用}, asks: {en: [price]}}}"
    more = "cost:\n  en: ['{} fee', price]\n  zh: ['{}贵吗']\n"
    words = values(office({"vocabulary.yaml": short, "vocabulary.ask.yaml": more})).vocabulary
    assert words.aspects["cost"].asks == ("price", "{} fee", "{}贵吗")
    assert words.aspects["cost"].names == {"en": "Cost", "zh": "费用"}


def test_what_people_say_instead_of_a_name_is_no_way_to_ask(office: Office) -> None:
    ask = f"{sound.TOUR_ASK.rstrip()}\ncalled:\n  en: [the July group]\n  zh: [七月那个团]\n"
    base = values(office({"programmes/summer-tour.ask.yaml": ask}))
    assert base.entities["summer-tour"].called == ("the July group", "七月那个团")
    assert "the July group" not in {way.text for way in base.phrasings}


def test_an_entry_may_say_whose_business_it_is(office: Office) -> None:
    text = "- {id: books, ask: {en: [borrow a book]}, answer: {en: A., zh: 一。}, outcome: unknown, office: library}"
    entry = values(office({"faq/else.yaml": text})).entries["books"]
    assert (entry.outcome, entry.office, entry.answer.texts["zh"]) == ("unknown", "library", "一。")


def test_a_folder_with_faq_files_only_declares_the_languages_it_uses(only: Office) -> None:
    text = """\
- id: smalltalk#greeting
  ask: {zh: [你好]}
  answer: {en: Hello.}
- id: Where is my card? (1)
  ask: {de: [Wo ist meine Karte]}
  answer: {fr: Ici.}
"""
    base = values(only({"faq/a.yaml": text}))
    assert base.languages == ("en", "zh", "fr", "de")
    assert base.zone == "Asia/Shanghai"
    assert list(base.entries) == ["smalltalk#greeting", "Where is my card? (1)"]
    assert base.phrasings[0].topic == "smalltalk#greeting"


def test_what_looks_like_a_number_or_a_truth_stays_the_text_that_was_typed(only: Office) -> None:
    text = "- {id: 0123, ask: {en: [no, 1.10, 12:30, 0x1F, 2026-01-01]}, answer: {en: yes}}"
    base = values(only({"faq/a.yaml": text}))
    assert [way.text for way in base.phrasings] == ["no", "1.10", "12:30", "0x1F", "2026-01-01"]
    assert base.entries["0123"].answer.texts["en"] == "yes"


def test_a_list_with_nothing_in_it_is_an_empty_list(office: Office) -> None:
    text = "id: visas\nnames: {en: Visas, zh: 签证}\naudiences: [student]\naliases:\nwindows:\nanswers:\n"
    ask = "cost:\ncontact:\n  en: [visa desk]\n  zh:\n"
    base = values(office({"services/visas.yaml": text, "services/visas.ask.yaml": ask.replace("cost:\n", "")}))
    assert not base.entities["visas"].aliases
    assert not base.entities["visas"].windows


def test_chinese_bold_becomes_bold_that_markdown_understands(office: Office) -> None:
    text = "- {id: x, ask: {zh: [钱]}, answer: {en: A., zh: '**费用：**每年一万。见**《办法》**后报名'}}"
    told = values(office({"faq/a.yaml": text})).entries["x"].answer.texts["zh"]
    assert told == "**费用**：每年一万。见\u200a**《办法》**\u200a后报名"


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(office: Office, only: Office) -> None:
    plain = office().knowledge
    spoiled = {name: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() for name, text in sound.FILES.items()}
    assert only(spoiled).knowledge == plain
