"""A small office with a tour to ask about and programmes whose deadlines come one after another in spring."""

from pathlib import Path

_OFFICE = """\
id: office
languages: [en, zh]
names: {en: International Office, zh: 国际处}
aliases: {en: [office], zh: [国际处]}
owner: front
desks:
  front:
    names: {en: Front desk, zh: 前台}
    contact: {en: front@example.edu, zh: front@example.edu}
answers:
  contact: {en: Write to us., zh: 写信给我们。}
"""
_TOUR = """\
id: summer-tour
names: {en: Summer tour, zh: 暑期研学}
aliases: {en: [summer tour], zh: [暑期研学]}
audiences: [student]
owner: front
answers:
  cost: {en: "About 5,000.", zh: 大约五千元。}
"""
_ASKS = "cost: {en: [how much is the summer tour], zh: [暑期研学多少钱]}\n"


def write(folder: Path, programmes: int = 5) -> Path:
    (folder / "programmes").mkdir(parents=True, exist_ok=True)
    (folder / "office.yaml").write_text(_OFFICE, encoding="utf-8")
    (folder / "programmes" / "summer-tour.yaml").write_text(_TOUR, encoding="utf-8")
    (folder / "programmes" / "summer-tour.ask.yaml").write_text(_ASKS, encoding="utf-8")
    for number in range(programmes):
        text = (
            f"id: programme-{number}\nnames: {{en: Programme {number}, zh: 项目{number}}}\n"
            "audiences: [student]\nowner: front\nwindows:\n"
            "  - {id: round, names: {en: Round, zh: 批次}, remind: [20, 9, 4, 1], "
            f"opens: 2027-02-2{number + 1}, closes: 2027-03-2{number}}}\n"
        )
        (folder / "programmes" / f"programme-{number}.yaml").write_text(text, encoding="utf-8")
    return folder
