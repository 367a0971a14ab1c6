"""Everything that people may want of the assistant, in words: to have it done, and to ask about it only."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.core.knowledge import Card, Choices, Conditions, Needed, Paper, Phrasing
from bot.core.knowledge import Lead as Time
from bot.core.talk.labels import Act
from tests import tiny


@dataclass(frozen=True)
class Said:
    """`shown` is what it brings when it is to be done, `told` when it is only asked about."""

    done: str
    asked: str
    shown: str
    told: str


FOLLOWING, LETTERS = "You follow nothing yet", "Letters that I send unasked"

SAID: Mapping[Act, Said] = {
    "follow": Said("remind me before it closes", "do you remind people by yourself", "You follow **Sem", FOLLOWING),
    "unfollow": Said("stop reminding me of that", "can one reminder be taken off", "no longer follow", FOLLOWING),
    "following": Said("what am I following", "is there a list of what is set", FOLLOWING, FOLLOWING),
    "done": Said("I have applied already", "what happens once I applied", "You follow nothing of", FOLLOWING),
    "snooze": Said("tell me again tomorrow", "can a letter be put off", "no letter to put off", FOLLOWING),
    "pause": Said("pause for two weeks", "how long is a pause at most", "Paused until Monday 15 March", LETTERS),
    "stop": Said("stop messaging me", "does stop really mean stop", "nothing comes unasked", LETTERS),
    "resume": Said("you may write again", "do letters come back by themselves", "Done.", LETTERS),
    "mydata": Said("what have you stored about me", "is my data shown to me", "held about you", "held about you"),
    "forget": Said(
        "erase my data", "how fast would it be erased", "Shall I erase everything", "Shall I erase everything"
    ),
    "privacy": Said("who reads what I write", "how is privacy kept here", "What I keep", "What I keep"),
    "language": Said("speak Chinese from now on", "which tongues are yours", "以后用中文", "Which language"),
    "fit": Said("which one can I join", "how do you find what suits", "Who are you?", "Who are you?"),
    "compare": Said("put two side by side", "can you set two against each other", "which other?", "which other?"),
    "plan": Said("what shall I prepare first", "do you know when to begin", "When to start", "When to start"),
    "card": Said("something to show my parents", "is there a sheet for mothers", "for parents", "for parents"),
    "timeline": Said("draw me the year", "is there a drawing of all", "at a glance", "at a glance"),
    "calendar": Said(
        "a file for my phone", "does it fit into a phone", "calendar would be empty", "calendar would be empty"
    ),
    "deadlines": Said("list all last days", "is there a list of last days", "Open now", "Open now"),
    "news": Said("what was announced lately", "do you keep old announcements", "no announcement", "no announcement"),
    "help": Said("what are you good for", "how do you work", "Type a question", "Type a question"),
    "person": Said(
        "I want to speak to somebody real", "does a human sit there", "A person can help", "A person can help"
    ),
}
LINES = {"en": "One line.", "zh": "一行。"}
EXCHANGE = replace(
    tiny.EXCHANGE,
    papers=(Needed("passport"),),
    conditions=Conditions(frozenset({2, 3}), level="basic"),
    card=Card(LINES, LINES, LINES, LINES, LINES),
)
_WAYS = {f"act:{act}": said for act, said in SAID.items()}
_NEW = (
    *(Phrasing(said.done, act) for act, said in _WAYS.items() if said.done not in tiny.WAYS.get(act, ())),
    *(Phrasing(said.asked, act, about=True) for act, said in _WAYS.items()),
    Phrasing("remind me before the exchange programme closes", "act:follow"),
    Phrasing("I am a second-year student, my English is poor, what can I join", "act:fit"),
    Phrasing("我大三，英语不好，有什么能报的", "act:fit"),
)
KNOWLEDGE = replace(
    tiny.KNOWLEDGE,
    entities={**tiny.KNOWLEDGE.entities, "exchange": EXCHANGE},
    papers={"passport": Paper("passport", {"en": "Passport", "zh": "护照"}, Time(20, True), LINES, kept=True)},
    departments={"arts": {"en": "Arts", "zh": "艺术"}},
    choices=Choices({"none": {"en": "None yet", "zh": "还没有"}, "basic": {"en": "IELTS 5", "zh": "雅思5"}}),
    phrasings=(*tiny.KNOWLEDGE.phrasings, *_NEW),
)
