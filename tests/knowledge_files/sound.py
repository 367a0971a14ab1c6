"""A small office in which nothing is wrong."""

from datetime import date

TODAY = date(2026, 11, 23)

OFFICE = """\
id: office
languages: [en, zh]
names: {en: International Office, zh: 国际处}
desks:
  front:
    names: {en: Front desk, zh: 前台}
    contact: {en: front@example.edu, zh: front@example.edu}
offices:
  library:
    names: {en: Library, zh: 图书馆}
    contact: {en: room 1, zh: 一号房间}
answers:
  contact: {en: Write to us., zh: 写信给我们。}
"""
OFFICE_ASK = "contact: {en: [how do I reach you], zh: [怎么联系你们]}\n"
TOUR = """\
id: summer-tour
names: {en: Summer tour, zh: 暑期研学}
aliases:
  en: [summer camp]
  zh: [夏令营]
audiences: [student]
owner: front
sample: true
windows:
  - id: round
    names: {en: Round, zh: 批次}
    opens: 03-01
    closes: 04-10T17:00
answers:
  cost:
    en: |
      About **5,000**.

      - flight
      - room
    zh: 大约五千元。
"""
TOUR_ASK = "cost: {en: [how much is the tour], zh: [研学多少钱]}\n"
EMERGENCIES = """\
- id: papers
  names: {en: Lost passport, zh: 护照丢失}
  answer: {en: "**Police** first.", zh: 先报警。}
  rules:
    - when: [[lost, stolen], [passport]]
    - when: [[护照丢了]]
- id: health
  names: {en: Ill or hurt, zh: 生病受伤}
  answer: {en: Ring 120., zh: 打 120。}
"""
EMERGENCIES_ASK = """\
papers:
  en: [my bag with the passport is gone]
  zh: [包被偷了，护照在里面]
health: {en: [I broke my leg here]}
"""
ASSISTANT = """\
wishes:
  follow:
    ask: {en: [remind me of it], zh: [到时候叫我]}
    about: {en: [will you remind me]}
  forget: {}
mycase:
  answer: {en: I cannot see your file., zh: 我看不到你的档案。}
  ask: {en: [did my form arrive]}
"""
TALK = """\
- id: t-01
  who: a welder in his second year
  turns:
    - {say: hi, means: [smalltalk]}
    - {say: the tour costs what, means: [summer-tour#cost, office#contact]}
    - {say: 到时候喊我, means: ["act:follow"]}
    - {say: books for it, means: ["elsewhere:library", "elsewhere:nobody"]}
    - {say: my passport, means: ["emergency:papers"]}
    - {say: my form, means: [mycase, unknown]}
"""

FILES: dict[str, str] = {
    "office.yaml": OFFICE,
    "office.ask.yaml": OFFICE_ASK,
    "programmes/summer-tour.yaml": TOUR,
    "programmes/summer-tour.ask.yaml": TOUR_ASK,
}

SPOKEN: dict[str, str] = {
    "emergencies.yaml": EMERGENCIES,
    "emergencies.ask.yaml": EMERGENCIES_ASK,
    "assistant.yaml": ASSISTANT,
    "talks/a.yaml": TALK,
}
"""What people say beyond questions; it stands beside FILES."""
