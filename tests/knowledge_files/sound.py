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

FILES: dict[str, str] = {
    "office.yaml": OFFICE,
    "office.ask.yaml": OFFICE_ASK,
    "programmes/summer-tour.yaml": TOUR,
    "programmes/summer-tour.ask.yaml": TOUR_ASK,
}
