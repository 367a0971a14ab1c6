"""The judgement holds on any office's knowledge: few entries or many,"
" one wording each or twenty, one or two languages."""

import itertools
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import english, understanding
from bot.cache import NoCache
from bot.core.matching import build
from bot.core.matching.matcher import Matcher
from bot.core.matching.meaning import Encoder
from bot.encoder import SentenceEncoder

THINGS = {
    "en": "library card,gym locker,bike permit,dentist visit,choir seat,exam room,parking spot,lab coat,"
    "music room,bus pass,"
    "swimming course,student loan,thesis binding,meal plan,printer credit,football pitch,"
    "garden plot,night shuttle,"
    "laundry token,art studio,chess club,first aid kit,camera rental,mail box,piano lesson",
    "zh": "借书证,健身柜,自行车牌,牙科预约,合唱团,考场,停车位,实验服,琴房,公交卡,"
    "游泳课,助学贷款,论文装订,套餐,打印额度,足球场,菜地,夜班车,洗衣币,画室,"
    "象棋社,急救包,相机租借,信箱,钢琴课",
}
DEEDS = {
    "en": "renew,cancel,pay for,transfer,book,report damage to,extend,share,replace,complain about,"
    "insure,pick up,move,clean,lend,inspect,win,store,photograph,sell",
    "zh": "续办,取消,支付,转让,预约,报修,延长,共用,补办,投诉,投保,领取,搬走,清洗,出借,检查,赢得,存放,拍摄,出售",
}
FORMS = {
    "en": "how do I {} a {}|{} my {}|where can I {} the {}|what is needed to {} a {}|"
    "who helps me {} the {}|I want to {} a {}|"
    "can a friend {} my {}|is it free to {} a {}|when may I {} the {}|must I {} my {} today|"
    "online way to {} a {}|"
    "form to {} the {}|{} a {} by phone|rules to {} a {}|why can't I {} my {}|{} the {} for someone else|"
    "fastest way to {} a {}|is it late to {} the {}|steps to {} a {}|help me {} this {}",
    "zh": "怎么{}{}|我要{}{}|在哪里{}{}|{}{}需要什么|谁能帮我{}{}|想{}一下{}|"
    "朋友能替我{}{}吗|{}{}免费吗|什么时候可以{}{}|今天必须{}{}吗|网上{}{}|"
    "{}{}的表格|打电话{}{}|{}{}的规定|为什么不能{}{}|替别人{}{}|"
    "最快{}{}的办法|现在{}{}晚不晚|{}{}的步骤|帮忙{}这个{}",
}
PAIRS = {
    language: list(itertools.product(DEEDS[language].split(","), THINGS[language].split(","))) for language in DEEDS
}

Ways = Mapping[str, list[str]]
"""Ways to ask for an entry, by language."""


def entries(count: int, wordings: int, languages: tuple[str, ...]) -> dict[str, Ways]:
    """`count` entries, each about another deed to another thing."""
    step = 7  # neighbours differ in both
    return {
        f"entry-{number}": {
            language: [form.format(*PAIRS[language][number * step % 500]) for form in FORMS[language].split("|")][
                :wordings
            ]
            for language in languages
        }
        for number in range(count)
    }


def matcher(folder: Path, made: Mapping[str, Ways], encoder: Encoder | None = None) -> Matcher:
    """Written as a folder and read as any other; JSON is YAML."""
    file = folder / "faq" / "all.yaml"
    file.parent.mkdir(exist_ok=True)
    written = [
        {"id": topic, "ask": ways, "answer": dict.fromkeys(ways, f"About {topic}.")} for topic, ways in made.items()
    ]
    file.write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
    drafted = build.draft(understanding.load_knowledge(folder), english.words(), "balanced")
    return build.full(drafted, encoder, NoCache())


def answered(asked: Matcher, question: str) -> str | None:
    ranking = asked.rank(question)
    return ranking.candidates[0].topic if ranking.outcome == "answer" else None


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    count=st.integers(5, 60),
    wordings=st.integers(1, 20),
    languages=st.sampled_from([("en",), ("zh",), ("en", "zh")]),
)
def test_staffs_own_words_are_answered(tmp_path: Path, count: int, wordings: int, languages: tuple[str, ...]) -> None:
    made = entries(count, wordings, languages)
    asked = matcher(tmp_path, made)
    for topic, ways in made.items():
        for way in itertools.chain(*ways.values()):
            assert answered(asked, way) == topic, way


@pytest.mark.parametrize(
    ("count", "wordings", "languages"), [(19, 1, ("en",)), (20, 1, ("en", "zh")), (500, 1, ("en",))]
)
def test_staffs_own_words_are_answered_where_there_is_one_wording_each(
    tmp_path: Path, count: int, wordings: int, languages: tuple[str, ...]
) -> None:
    made = entries(count, wordings, languages)
    asked = matcher(tmp_path, made)
    lost = [
        way for topic, ways in made.items() for way in itertools.chain(*ways.values()) if answered(asked, way) != topic
    ]
    assert not lost


def test_staffs_own_words_are_answered_among_ten_thousand(tmp_path: Path) -> None:
    made = entries(500, 10, ("en", "zh"))
    asked = matcher(tmp_path, made)
    for topic, ways in list(made.items())[::25]:
        for way in itertools.chain(*ways.values()):
            assert answered(asked, way) == topic, way


NEAR = {
    "en": ("hello, how can I {} a {} please", "could you tell me how to {} my {}", "i would like to {} the {} thx"),
    "zh": ("老师好，怎么{}{}呀", "请问要怎么去{}我的{}", "我想问一下如何{}{}"),
}
STRANGERS = {
    "en": "why is the sky blue|who won the match last night|write me a poem about autumn|"
    "my knee hurts after running|"
    "which phone has the best screen|translate this letter into French|how old is the universe|"
    "is it going to rain|"
    "recommend a film for tonight|what should I cook for six people|my neighbour is too loud|"
    "where does tea come from|"
    "solve this equation for x|the train to Chengdu was late|are you a human|how do birds find their way|"
    "what is the capital of Peru|my dog does not eat|do you like football|tell me a secret",
    "zh": "天空为什么是蓝的|昨晚谁赢了比赛|写一首关于秋天的诗|跑步后膝盖疼|哪款手机屏幕最好|"
    "把这封信翻译成法语|宇宙多少岁了|今天会下雨吗|推荐一部今晚看的电影|六个人吃饭做什么菜|"
    "邻居太吵了|茶叶是哪里来的|解一下这个方程|去成都的火车晚点了|你是真人吗|鸟怎么认路|"
    "秘鲁的首都是哪里|我家狗不吃东西|你喜欢足球吗|给我讲个秘密",
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("count", [20, 120])
def test_an_faq_of_one_wording_each_knows_its_own_from_strangers(tmp_path: Path, count: int, language: str) -> None:
    made = entries(count, 1, (language,))
    asked = matcher(tmp_path, made, SentenceEncoder(NoCache()))
    near = [
        answered(asked, form.format(*PAIRS[language][number * 7 % 500])) == topic
        for number, topic in enumerate(list(made)[:20])
        for form in NEAR[language]
    ]
    assert sum(near) / len(near) >= 0.5
    strangers = STRANGERS[language].split("|")
    assert sum(answered(asked, stranger) is not None for stranger in strangers) / len(strangers) <= 0.1
