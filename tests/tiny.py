"""A knowledge small enough to know by heart: two programmes, one service, the office, three plain entries."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import numpy as np

from bot.core.answers import Answers
from bot.core.conversation import Conversation
from bot.core.knowledge import (
    Answer,
    AspectWords,
    Care,
    Day,
    Desk,
    Emergency,
    Entity,
    Entry,
    Knowledge,
    Phrasing,
    Vocabulary,
    Window,
)
from bot.core.matching import build, heads
from bot.core.matching.judgement import QUANTILE, Judgement
from bot.core.matching.matcher import Matcher
from bot.core.matching.scoring import Learned, Scorer
from bot.core.messages import Speech

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=ZONE)
"""The exchange's yearly window (1 March to 10 April, 17:00) has just opened."""

CONFIRMED = Care(owner="students", verified=date(2026, 11, 1), valid_until=date(2028, 11, 1))
SAMPLE = Care(owner="students", sample=True)

ROUND = Window("round", {"en": "Spring round", "zh": "春季批次"}, Day(3, 1), Day(4, 10, at=time(17)), sample=True)
ROLLING = Window("always", {"en": "Papers", "zh": "材料"}, state="rolling")

EXCHANGE = Entity(
    "exchange",
    "programme",
    {"en": "Semester exchange", "zh": "学期交换"},
    ("exchange programme", "student exchange", "交换生"),
    ("jhs",),
    frozenset({"student"}),
    {
        "overview": Answer({"en": "A swap of students.", "zh": "互换学生。"}, SAMPLE),
        "eligibility": Answer({"en": "Year two and above.", "zh": "大二以上。"}, SAMPLE),
        "dates": Answer({"en": "Late forms cannot be taken.", "zh": "过期不收。"}, CONFIRMED),
        "cost": Answer(
            {
                "en": "It costs money.\n\n- Deposit: ¥2,000\n- Insurance is yours.\n\nFrom 10 April: 30,000 yuan.",
                "zh": "要花钱。\n\n- 押金：2000元\n- 保险自己买。\n\n4月10日起：3万元。",
            },
            CONFIRMED,
        ),
        "language": Answer({"en": "IELTS 6.0 or N3.", "zh": "雅思 6.0 或 N3。"}, Care(mark="host")),
        "safety": Answer(
            {
                "en": "Call the local emergency number first.\n\n" + "Stay where people are. " * 90,
                "zh": "先拨当地报警电话。\n\n" + "待在人多的地方。" * 200,
            },
            Care(mark="national"),
        ),
        "documents": Answer(
            {
                "en": "\n\n".join(f"Paper number {number}: " + "a long explanation. " * 12 for number in range(12)),
                "zh": "\n\n".join(f"第{number}份材料：" + "一段很长的说明。" * 25 for number in range(12)),
            },
            SAMPLE,
        ),
    },
    (ROUND,),
    CONFIRMED,
)
TRAINING = Entity(
    "training",
    "programme",
    {"en": "Teacher training", "zh": "教师培训"},
    ("training abroad", "师资培训"),
    (),
    frozenset({"teacher"}),
    {
        "overview": Answer({"en": "Courses abroad for teachers.", "zh": "教师出国培训。"}, SAMPLE),
        "cost": Answer({"en": "Your department pays.", "zh": "由院系支付。"}, SAMPLE),
    },
    (),
    Care(owner="students"),
)
PASSPORTS = Entity(
    "passports",
    "service",
    {"en": "Passports and visas", "zh": "护照签证"},
    ("passport", "visa", "护照", "签证"),
    (),
    frozenset({"student", "teacher", "partner"}),
    {
        "overview": Answer({"en": "Papers for travelling.", "zh": "出行证件。"}),
        "safety": Answer({"en": "Lost passport: tell the police first.", "zh": "护照丢了：先报警。"}),
    },
    (ROLLING,),
    Care(owner="front"),
)
OFFICE = Entity(
    "office",
    "office",
    {"en": "International office", "zh": "国际处"},
    ("your office", "你们处"),
    (),
    frozenset({"student", "teacher", "partner"}),
    {
        "overview": Answer({"en": "The open window.", "zh": "开放之窗。"}),
        "dates": Answer({"en": "The year has two seasons.", "zh": "一年有两季。"}),
        "contact": Answer({"en": "Phone 000-0000 0000.", "zh": "电话 000-0000 0000。"}, SAMPLE),
        "hours": Answer({"en": "Nine to five.", "zh": "九点到五点。"}),
        "location": Answer({"en": "Block A.", "zh": "A 座。"}),
        "safety": Answer({"en": "Local emergency number, then 12308.", "zh": "当地报警电话，再拨 12308。"}),
    },
    (),
    Care(owner="front"),
)
LONG_ID = "a-plain-entry-with-an-id-that-is-much-longer-than-any-button-can-hold-at-all"
ENTRIES = (
    Entry("smalltalk#greeting", Answer({"en": "Hello!", "zh": "你好！"})),
    Entry("smalltalk#thanks", Answer({"en": "You are welcome.", "zh": "不客气。"})),
    Entry("borrowing", Answer({"en": "Not ours.", "zh": "不归我们管。"}), "unknown", "library"),
    Entry(LONG_ID, Answer({"en": "Parcels lie at the gate.", "zh": "快递在门口。"}, Care(owner="front"))),
)
WAYS: Mapping[str, tuple[str, ...]] = {
    "exchange#overview": ("what is the semester exchange", "tell me about the exchange programme", "交换生是什么"),
    "exchange#eligibility": (
        "who may join the exchange programme",
        "requirements for the exchange",
        "交换生有什么条件",
    ),
    "exchange#dates": ("when does the exchange close", "deadline of the exchange programme", "交换生什么时候截止"),
    "exchange#cost": ("how much is the exchange", "what does the exchange programme cost", "交换生多少钱"),
    "exchange#documents": ("which papers do I need for the exchange", "documents for exchange", "交换生要什么材料"),
    "exchange#safety": ("is the exchange safe", "insurance during the exchange", "交换期间安全吗"),
    "training#overview": ("what is teacher training", "tell me about training abroad", "教师培训是什么"),
    "training#cost": (
        "how much is teacher training",
        "how much is training abroad",
        "who pays for training abroad",
        "教师培训多少钱",
    ),
    "passports#overview": ("how do I get a passport", "what about visas", "怎么办护照"),
    "passports#safety": ("my passport was lost", "lost passport abroad", "护照丢了怎么办"),
    "office#contact": ("talk to a person", "phone number of your office", "转人工", "怎么联系你们"),
    "office#dates": ("what is open now", "which programmes can I apply for today", "现在能报什么"),
    "office#hours": ("when is your office open", "opening hours", "你们几点上班"),
    "smalltalk#greeting": ("hello", "hi there", "good morning", "你好", "老师好"),
    "smalltalk#thanks": ("thanks", "thank you very much", "谢谢", "非常感谢"),
    "borrowing": ("can I borrow a book", "the library is too loud", "借书证在哪里办", "图书馆几点关门"),
    LONG_ID: ("where is my parcel", "快递在哪里取"),
    "act:follow": ("remind me before it closes", "let me know when it opens", "到时候提醒我", "开始报名叫我一声"),
    "act:unfollow": ("stop reminding me of that", "no more about that one", "那个别再提醒我"),
    "act:following": ("what am I following", "which reminders are set", "我关注了哪些"),
    "act:pause": ("pause for two weeks", "leave me alone for a month", "最近别给我发消息"),
    "act:stop": ("stop messaging me", "never write to me again", "别再给我发任何消息"),
    "act:forget": ("erase my data", "delete everything about me", "把我的信息全删了"),
    "act:mydata": ("what have you stored about me", "你都存了我什么信息"),
    "act:fit": ("which one can I join", "what am I eligible for", "我能报哪个"),
    "act:card": ("something to show my parents", "a card for my mother", "给爸妈看的东西"),
    "act:person": ("let a human look at it", "I want to speak to somebody real", "我要找真人"),
    "mycase": ("did you get my papers", "am I selected", "我的申请到哪一步了"),
}
VOCABULARY = Vocabulary(
    {
        "overview": AspectWords(
            "overview", {"en": "Overview", "zh": "简介"}, ("what is {}", "tell me about {}", "{}是什么")
        ),
        "dates": AspectWords(
            "dates", {"en": "Dates", "zh": "时间"}, ("when is {}", "and when", "{}什么时候", "什么时候截止")
        ),
        "cost": AspectWords(
            "cost", {"en": "Cost", "zh": "费用"}, ("how much is {}", "how much", "{}多少钱", "要多少钱")
        ),
        "safety": AspectWords("safety", {"en": "Safety", "zh": "安全"}, ("is {} safe", "{}安全吗")),
    },
    ("IELTS", "N3", "3+1"),
)
EMERGENCIES: Mapping[str, Emergency] = {
    "health": Emergency(
        "health",
        {"en": "Ill or hurt", "zh": "生病受伤"},
        Answer({"en": "**120** first. Then tell your teacher.", "zh": "先拨 **120**，再告诉老师。"}),
        ((("in hospital", "住院了"),),),
    ),
    "detained": Emergency(
        "detained",
        {"en": "Held by the police", "zh": "被扣留"},
        Answer({"en": "Ask for **12308**.", "zh": "请求联系 **12308**。"}),
        ((("been arrested", "被捕"),),),
    ),
    "papers": Emergency(
        "papers",
        {"en": "Lost passport", "zh": "护照丢失"},
        Answer({"en": "Tell the police first, then **12308**.", "zh": "先报警，再拨 **12308**。"}),
        ((("lost", "stolen", "丢", "丢了"), ("passport", "护照")),),
    ),
}
"""The most urgent first."""
KNOWLEDGE = Knowledge(
    ("en", "zh"),
    "Asia/Shanghai",
    {entity.id: entity for entity in (EXCHANGE, TRAINING, PASSPORTS, OFFICE)},
    {entry.id: entry for entry in ENTRIES},
    tuple(Phrasing(way, topic) for topic, ways in WAYS.items() for way in ways),
    VOCABULARY,
    {
        "front": Desk("front", {"en": "Front desk", "zh": "综合前台"}, {"en": "front@example.edu", "zh": "前台邮箱"}),
        "students": Desk("students", {"en": "Student desk", "zh": "学生岗"}, {"en": "ext. 1", "zh": "转 1"}),
    },
    {"library": Desk("library", {"en": "Library", "zh": "图书馆"}, {"en": "library desk", "zh": "服务台"})},
    emergencies=EMERGENCIES,
    mycase=Answer({"en": "I cannot see your file.", "zh": "我看不到你的档案。"}),
)


DEFAULT = Judgement()
UNSURE = replace(DEFAULT, cuts=dict.fromkeys(QUANTILE, 2.0), floor=0.0)
"""Asks back, whatever is asked."""


SCHOOLING = heads.Schooling(hidden=32, steps=200, drop_input=0, drop_hidden=0)
"""So little is soon learned."""


def matcher(knowledge: Knowledge, judgement: Judgement = DEFAULT) -> Matcher:
    """By words and with networks, without an encoder; so few ways to ask are no measure, so a default judges."""
    made = build.draft(knowledge, (), "balanced")
    features, places = made.lessons.features, made.lessons.places
    rows = [features.row(example.folded, places.row(example.situation)) for example in made.lessons.examples]
    draws = np.array([example.draws for example in made.lessons.examples], dtype=np.float32)
    learned = Learned(heads.train(rows, made.lessons.tasks(), SCHOOLING, draws)) if rows else None
    scorer = Scorer(made.index, made.lessons, None, None, learned, made.names)
    return Matcher(knowledge, scorer, made.spelling, judgement)


def conversation(knowledge: Knowledge, speeches: Mapping[str, Speech], judgement: Judgement = DEFAULT) -> Conversation:
    return Conversation(Answers(knowledge), matcher(knowledge, judgement), speeches)
