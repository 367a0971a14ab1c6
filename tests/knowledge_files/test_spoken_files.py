"""What people say beyond questions: trouble, wishes, whole talks. As values, and told where they are wrong."""

from collections.abc import Callable

import pytest

from bot.core import knowledge
from bot.core.talk.labels import ACTS, MYCASE, SMALLTALK, UNKNOWN, Label
from bot.knowledge_files import Loaded, near_ways
from tests.knowledge_files import sound

Told = Callable[[dict[str, str]], list[str]]
Office = Callable[..., Loaded]


@pytest.fixture
def base(office: Office) -> knowledge.Knowledge:
    loaded = office(sound.SPOKEN)
    assert loaded.problems == ()
    assert loaded.knowledge is not None
    return loaded.knowledge


@pytest.fixture
def spoilt(told: Told) -> Callable[..., list[str]]:
    """What is said, without the folder's name, when pieces of one of these files are replaced; each must be there."""

    def told_of(name: str, *pairs: tuple[str, str]) -> list[str]:
        text = sound.SPOKEN[name]
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        return [line.removeprefix(f"knowledge/{name}:") for line in told({**sound.SPOKEN, name: text})]

    return told_of


def test_emergencies_become_pages_with_their_rules_in_the_order_of_the_file(base: knowledge.Knowledge) -> None:
    assert list(base.emergencies) == ["papers", "health"]
    page = base.emergencies["papers"]
    assert page.names["zh"] == "护照丢失"
    assert page.answer.texts == {"en": "**Police** first.", "zh": "先报警。"}
    assert page.rules == ((("lost", "stolen"), ("passport",)), (("护照丢了",),))
    assert base.emergencies["health"].rules == ()


def test_what_is_said_leads_to_labels_and_only_asking_about_it_is_marked(base: knowledge.Knowledge) -> None:
    by_topic: dict[str, list[str]] = {}
    for way in base.phrasings:
        by_topic.setdefault(way.topic, []).append(way.text)
    assert by_topic["emergency:papers"] == ["my bag with the passport is gone", "包被偷了，护照在里面"]
    assert by_topic["act:follow"] == ["remind me of it", "到时候叫我", "will you remind me"]
    assert by_topic["mycase"] == ["did my form arrive"]
    assert [way.text for way in base.phrasings if way.about] == ["will you remind me"]
    assert base.mycase == knowledge.Answer({"en": "I cannot see your file.", "zh": "我看不到你的档案。"})


def test_every_way_to_say_something_has_its_place(office: Office) -> None:
    loaded = office(sound.SPOKEN)
    assert loaded.knowledge is not None
    places = dict(zip((way.text for way in loaded.knowledge.phrasings), loaded.ways, strict=True))
    assert places["包被偷了，护照在里面"] == ("knowledge/emergencies.ask.yaml", 3, 8)
    assert places["will you remind me"] == ("knowledge/assistant.yaml", 4, 18)
    assert places["did my form arrive"] == ("knowledge/assistant.yaml", 8, 14)


def test_a_talk_is_turns_with_all_that_they_may_mean(base: knowledge.Knowledge) -> None:
    (talk,) = base.talks
    assert (talk.id, talk.who) == ("t-01", "a welder in his second year")
    assert [turn.means for turn in talk.turns] == [
        (SMALLTALK,),
        (Label("office", "summer-tour#cost"), Label("office", "office#contact")),
        (Label("act", "follow"),),
        (Label("elsewhere", "library"), Label("elsewhere", "")),
        (Label("emergency", "papers"),),
        (MYCASE, UNKNOWN),
    ]
    assert talk.turns[2].text == "到时候喊我"


def test_the_same_words_for_a_wish_and_a_question_are_told(office: Office) -> None:
    asked = sound.TOUR_ASK.replace("how much is the tour", "remind me of it")
    (problem,) = near_ways(office({**sound.SPOKEN, "programmes/summer-tour.ask.yaml": asked}))
    assert "'remind me of it' of 'act:follow' stands also under 'summer-tour#cost'" in str(problem)


WRONG = {
    "an unknown kind": (
        "emergencies.yaml", ("id: papers", "id: paper"), "1:7: no emergency is called 'paper' (did you mean 'papers'?)",
    ),
    "a kind far off": (
        "emergencies.yaml", ("id: health", "id: zzzzzzz"),
        "7:7: no emergency is called 'zzzzzzz' (allowed: crime, detained, disaster, health,",
    ),
    "a kind that stands twice": (
        "emergencies.yaml", ("id: health", "id: papers"),
        "7:7: the emergency 'papers' stands twice (keep one, or give each its own id)",
    ),
    "an unknown key": (
        "emergencies.yaml", ("  rules:", "  ruls:"), "4:3: unknown key 'ruls' (did you mean 'rules'?)",
    ),
    "a rule without words": (
        "emergencies.yaml", ("[[护照丢了]]", "[]"), "6:13: 'when' is empty (at least one is needed)",
    ),
    "a group without words": (
        "emergencies.yaml", ("[passport]", "[]"), "5:30: an item of 'when' is empty (at least one is needed)",
    ),
    "a page in one language": (
        "emergencies.yaml", (", zh: 打 120。", ""), "9:3: the text in 'zh' is missing (add 'zh:')",
    ),
    "a page without a text": ("emergencies.yaml", ("{en: Ring 120., zh: 打 120。}", "{}"), "9:11: 'answer' is empty"),
    "a page in an unknown language": (
        "emergencies.yaml", ("zh: 打 120。", "zh: 打 120。, fr: Oui."), "9:39: unknown language 'fr'",
    ),
    "a heading on a page": ("emergencies.yaml", ("Ring 120.", "'# Ring 120.'"), "9:16: "),
    "pages that are no list": (
        "emergencies.yaml", (sound.EMERGENCIES, "papers: a"), "1:1: this should be a list (begin each item with '- id:",
    ),
    "telling of an unknown kind": (
        "emergencies.ask.yaml", ("health:", "helth:"), "4:1: unknown key 'helth' (did you mean 'health'?)",
    ),
    "telling of what has no page": (
        "emergencies.ask.yaml", ("health:", "crime:"),
        "4:1: emergencies.yaml has no page for 'crime' (write the page first: it is what people in trouble are shown)",
    ),
    "telling in an unknown language": (
        "emergencies.ask.yaml", ("  zh:", "  zn:"), "3:3: unknown language 'zn' (",
    ),
    "an unknown act": ("assistant.yaml", ("follow:", "folow:"), "2:3: unknown key 'folow' (did you mean 'follow'?)"),
    "an unknown key of an act": (
        "assistant.yaml", ("about:", "abut:"), "4:5: unknown key 'abut' (did you mean 'about'?)",
    ),
    "a wish in an unknown language": (
        "assistant.yaml", ("about: {en", "about: {ja"), "4:13: unknown language 'ja' (",
    ),
    "a wish that is no list": (
        "assistant.yaml", ("[will you remind me]", "will you"), "4:17: 'en' should be a list (begin",
    ),
    "one's own case without an answer": (
        "assistant.yaml", ("  answer: {en: I cannot see your file., zh: 我看不到你的档案。}\n", ""),
        "7:3: 'answer' is missing (add it)",
    ),
    "one's own case in one language": (
        "assistant.yaml", (", zh: 我看不到你的档案。", ""), "7:3: the text in 'zh' is missing (add 'zh:')",
    ),
    "an unknown topic": (
        "talks/a.yaml", ("summer-tour#cost", "sumer-tour#cost"),
        "5:42: unknown topic 'sumer-tour#cost' (did you mean 'summer-tour'?)",
    ),
    "an unknown aspect": (
        "talks/a.yaml", ("office#contact", "office#contakt"),
        "5:60: unknown aspect in 'office#contakt' (did you mean 'contact'?)",
    ),
    "a slip in a word that stands alone": (
        "talks/a.yaml", ("[smalltalk]", "[smaltalk]"), "4:25: unknown topic 'smaltalk' (did you mean 'smalltalk'?)",
    ),
    "an act that is none": (
        "talks/a.yaml", ("act:follow", "act:folow"), "6:28: no act is called 'folow' (did you mean 'follow'?)",
    ),
    "an unknown office": (
        "talks/a.yaml", ("elsewhere:library", "elsewhere:librari"),
        "7:35: no office is called 'librari' (did you mean 'library'?)",
    ),
    "a kind of trouble that is none": (
        "talks/a.yaml", ("emergency:papers", "emergency:paper"),
        "8:34: no emergency is called 'paper' (did you mean 'papers'?)",
    ),
    "a kind of trouble without a page": (
        "talks/a.yaml", ("emergency:papers", "emergency:crime"), "8:34: emergencies.yaml has no page for 'crime' (",
    ),
    "a turn without means": (
        "talks/a.yaml", (", means: [smalltalk]", ""), "4:7: 'means' is missing (add it)",
    ),
    "a turn that means nothing": (
        "talks/a.yaml", ("[smalltalk]", "[]"), "4:24: 'means' is empty (at least one is needed)",
    ),
    "means that are no list": ("talks/a.yaml", ("[smalltalk]", "smalltalk"), "4:24: 'means' should be a list (begin"),
    "a turn without words": ("talks/a.yaml", ("say: hi, ", ""), "4:7: 'say' is missing (add it)"),
    "a slip in a turn": ("talks/a.yaml", ("say: hi", "sya: hi"), "4:8: unknown key 'sya' (did you mean 'say'?)"),
    "a talk of nobody": (
        "talks/a.yaml", ("  who: a welder in his second year\n", ""), "1:3: 'who' is missing (add it)",
    ),
    "talks that are no list": (
        "talks/a.yaml", (sound.TALK, "id: a"), "1:1: this should be a list (begin each item with '- id: ... who: ...",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_where_it_stands_with_what_to_do(name: str, spoilt: Callable[..., list[str]]) -> None:
    file, pair, expected = WRONG[name]
    lines = spoilt(file, pair)
    assert any(line.startswith(expected) for line in lines), lines
    assert not any(word in line for line in lines for word in ("pydantic", "Input", "mapping", "tuple", "dict", "str_"))


def test_a_talk_without_turns_is_told_and_does_not_hide_the_next(told: Told) -> None:
    text = "- {id: a, who: b, turns: []}\n- {id: c, who: d}\n- {id: e, who: f, turns: [{say: x, means: [act:x]}]}\n"
    assert told({"talks/b.yaml": text}) == [
        "knowledge/talks/b.yaml:1:26: 'turns' is empty (at least one is needed)",
        "knowledge/talks/b.yaml:2:3: 'turns' is missing (add it)",
        f"knowledge/talks/b.yaml:3:44: no act is called 'x' (allowed: {', '.join(sorted(ACTS))})",
    ]


def test_a_talk_stands_once_in_all_files(told: Told) -> None:
    (line,) = told({**sound.SPOKEN, "talks/b.yaml": sound.TALK})
    assert line == "knowledge/talks/b.yaml:1:7: the talk 't-01' stands twice (keep one, or give each its own id)"


def test_without_pages_nobody_may_tell_of_trouble(told: Told) -> None:
    spoken = {name: text for name, text in sound.SPOKEN.items() if name != "emergencies.yaml"}
    assert [line.split(": ")[0] for line in told(spoken)] == [
        "knowledge/emergencies.ask.yaml:1:1",
        "knowledge/emergencies.ask.yaml:4:1",
        "knowledge/talks/a.yaml:8:34",
    ]


def test_one_broken_page_is_the_only_thing_told_of(spoilt: Callable[..., list[str]]) -> None:
    lines = spoilt("emergencies.yaml", ("  answer: {en: Ring 120., zh: 打 120。}\n", ""))
    assert lines == ["7:3: 'answer' is missing (add it)"]


def test_an_act_may_be_left_empty(told: Told) -> None:
    assert told({"assistant.yaml": "wishes:\n  follow: {}\n  help: {ask: {en: }}\n"}) == []
    assert told({"assistant.yaml": "wishes:\n"}) == []
