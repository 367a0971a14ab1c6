"""The house rules that a machine can see; every guard first makes sure that it saw something."""

import ast
import re
from datetime import date
from pathlib import Path

import grimp
import pytest
import yaml

from bot import knowledge_files
from bot.core.knowledge import ASPECTS, Knowledge, Vocabulary
from bot.understanding import LOCALES

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LANGUAGES = ("en", "zh")

ENTITIES = (
    "joint-training", "scholar-exchange", "mutual-study", "semester-exchange", "summer-study-tour",
    "overseas-internship", "teacher-training-abroad", "teacher-study-abroad", "academic-conferences",
    "office", "partnerships", "delegations", "foreign-affairs", "foreign-policy-check", "foreign-teachers",
    "hmt-affairs", "teaching-resources", "travel-documents", "before-departure", "incoming-students",
)  # fmt: skip
"""All that the office is asked about: six programmes of students, three of teachers, the office, ten services."""

SEED = {
    "A1 a functional department": ["office#overview"],
    "A2 cooperation and exchange with foreign countries": ["office#overview", "partnerships#overview"],
    "A3 Hong Kong, Macao and Taiwan": ["hmt-affairs#overview"],
    "A4 the open window, one strategy": ["office#overview"],
    "A5 foreign affairs": ["foreign-affairs#overview"],
    "A5 foreign policy check": ["foreign-policy-check#overview"],
    "A5 international teaching staff": ["foreign-teachers#overview", "teacher-training-abroad#overview"],
    "A5 as well as others": ["office#overview"],
    "B6 the requirements of running higher education": ["partnerships#eligibility"],
    "B7 universities, research institutions, organisations": ["partnerships#overview", "partnerships#eligibility"],
    "B8 delegations": ["delegations#overview"],
    "B9 influence": ["delegations#overview"],
    "B10 experience in teaching, research, management": [
        "delegations#overview", "partnerships#overview", "teaching-resources#overview",
    ],
    "B11 the international level of the college": ["partnerships#overview"],
    "C12 talents with an international outlook": ["office#overview"],
    "C13.1 joint training": ["joint-training#overview"],
    "C13.2 scholar exchange": ["scholar-exchange#overview"],
    "C13.3 mutual visit and study": ["mutual-study#overview"],
    "C13.4 exchange": ["semester-exchange#overview"],
    "C13.5 summer study tour": ["summer-study-tour#overview"],
    "C13.6 overseas internship": ["overseas-internship#overview"],
    "C14 teaching resources": ["teaching-resources#overview"],
    "C15 many channels, all backgrounds": ["office#overview", "office#eligibility"],
    "C16 every effort to meet the wish to go out": ["office#overview"],
    "C17 encourages by a variety of channels": ["office#overview"],
    "D18 support, cooperation, service, coordination": ["office#overview"],
    "D19 training and exchange of teachers": ["teacher-training-abroad#overview", "foreign-teachers#overview"],
    "D20 study abroad": ["teacher-study-abroad#overview"],
    "D21 academic conferences": ["academic-conferences#overview"],
    "D22 what teachers gain": [
        "teacher-study-abroad#overview", "academic-conferences#overview", "teacher-training-abroad#overview",
    ],
    "E23 who is served": ["office#eligibility"],
}  # fmt: skip
"""Every point of what the office says of itself, with the topics that answer it."""

TOLD = {
    "A4": ("office#overview", r"open window", r"开放的?窗口"),
    "A3": ("office#overview", r"Hong Kong, Macao and Taiwan", r"港澳台"),
    "B7": ("partnerships#overview", r"research institut\w+.*international organi[sz]ations", r"研究机构.*国际组织"),
    "B9": ("delegations#overview", r"influence", r"影响力"),
    "B10": ("delegations#overview", r"teaching, (?:scientific )?research and management", r"教学、科研.{0,3}管理"),
    "C15": ("office#eligibility", r"backgrounds, needs and levels", r"不同背景、不同需求、不同层次"),
    "D18": ("office#overview", r"support, cooperation, service and coordination", r"支持、合作、服务和协调"),
    "D22": ("academic-conferences#overview", r"scholars", r"学者"),
}
"""Words that the point itself uses, in both languages."""


def python_files(root: Path) -> list[Path]:
    return [root / "run_bot.py", *sorted((root / "bot").rglob("*.py")), *sorted((root / "tests").rglob("*.py"))]


def text_files(root: Path) -> list[Path]:
    kept = {".py", ".yaml", ".toml", ".md", ".ftl", ".lock", ".txt", ".jsonl"}
    skipped = {".venv", "data", "__pycache__"}
    found = [
        path for path in root.rglob("*") if path.suffix in kept and not skipped & set(path.relative_to(root).parts)
    ]
    hidden = [path for path in found if any(part.startswith(".") for part in path.relative_to(root).parts)]
    return [*sorted(set(found) - set(hidden)), root / "Makefile", root / ".ci" / "run", root / ".gitignore"]


def test_the_import_contracts_see_every_module(root: Path) -> None:
    graph = grimp.build_graph("bot", include_external_packages=True, cache_dir=None)
    files = (path.relative_to(root).with_suffix("") for path in (root / "bot").rglob("*.py"))
    modules = {".".join(path.parts).removesuffix(".__init__") for path in files}
    assert len(modules) > 40
    assert modules <= graph.modules
    assert "numpy" in graph.modules and "telegram" in graph.modules
    assert graph.find_modules_that_directly_import("bot.core.text")


def test_every_folder_of_code_is_a_package(root: Path) -> None:
    """A folder without `__init__.py` is one that the import contracts cannot see."""
    folders = {path.parent for path in (root / "bot").rglob("*.py")}
    assert len(folders) > 6
    assert not [folder for folder in folders if not (folder / "__init__.py").exists()]


def test_files_are_short(root: Path) -> None:
    files = python_files(root)
    assert len(files) > 80
    long = {
        str(path.relative_to(root)): count
        for path in files
        if (count := len(path.read_text("utf-8").splitlines())) >= LONGEST_FILE
    }
    assert not long


def test_functions_are_short(root: Path) -> None:
    seen, long = 0, []
    for path in python_files(root):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                seen += 1
                length = (node.end_lineno or 0) - node.lineno + 1
                if length >= LONGEST_FUNCTION:
                    long.append(f"{path.relative_to(root)}:{node.lineno} {node.name}: {length} lines")
    assert seen > 500
    assert not long


def trees(root: Path) -> list[ast.Module]:
    return [ast.parse(path.read_text("utf-8")) for path in (root / "bot").rglob("*.py")]


def begun(node: ast.AST) -> str:
    """What a key begins with that code puts together, such as "role-set-"."""
    first = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else None
    text = str(first.value) if isinstance(first, ast.Constant) else ""
    return text if re.fullmatch(r"(?:[a-z]+-)+", text) else ""


def said(root: Path) -> tuple[set[str], set[str]]:
    """Keys that code says outright, and beginnings of those that it puts together."""
    whole, beginnings = set(), set()
    for node in (node for tree in trees(root) for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            place = {"say": 0, "spoken": 0, "tell": 0, "sentence": 1}.get(node.func.attr, len(node.args))
            for key in node.args[place : place + 1]:
                whole |= {str(key.value)} if isinstance(key, ast.Constant) else set()
                beginnings |= {begun(key)} - {""}
    return whole, beginnings


def keys_of(language: str) -> list[str]:
    text = (LOCALES / f"{language}.ftl").read_text(encoding="utf-8")
    return re.findall(r"^([a-z][a-z-]*) =", text, re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_that_code_says_is_there(language: str, root: Path) -> None:
    whole, beginnings = said(root)
    assert len(whole) > 30 and len(beginnings) > 1
    there = keys_of(language)
    assert whole <= set(there)
    assert all(any(key.startswith(begin) for key in there) for begin in beginnings)


def test_no_sentence_is_written_for_nobody(root: Path) -> None:
    nodes = [node for tree in trees(root) for node in ast.walk(tree)]
    texts = {str(node.value) for node in nodes if isinstance(node, ast.Constant)}
    beginnings = tuple({begun(node) for node in nodes} - {""})
    assert not [key for key in keys_of("en") if key not in texts and not key.startswith(beginnings)]


def test_no_file_names_an_index_or_a_place_of_one_machine(root: Path) -> None:
    files = text_files(root)
    assert len(files) > 150
    marks = [
        "index" + "-url http",
        "extra" + "-index",
        "/home" + "/",
        "/Users" + "/",
        "/work" + "/main",
        "C:" + "\\Users",
    ]
    index = re.compile(r"https?://[^\s\"']*(?:pypi|simple/|artifactory|nexus|mirrors?\.)", re.IGNORECASE)
    found = []
    for path in files:
        text = path.read_text(encoding="utf-8")
        found += [f"{path.relative_to(root)}: {mark}" for mark in marks if mark in text]
        found += [f"{path.relative_to(root)}: {match[0]}" for match in index.finditer(text)]
    assert not found


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2028, 2, 29), date(2029, 12, 31)])
def test_the_shipped_knowledge_is_sound_today_and_in_years(day: date, root: Path) -> None:
    loaded = knowledge_files.load(root / "knowledge", day)
    assert [str(problem) for problem in loaded.problems if not problem.warning] == []
    assert loaded.knowledge is not None


def test_every_entity_is_told_of_in_both_languages(shipped: Knowledge) -> None:
    assert set(ENTITIES) == set(shipped.entities)
    for entity in shipped.entities.values():
        assert set(entity.names) == set(LANGUAGES), entity.id
        assert "overview" in entity.answers and len(entity.answers) >= 10, entity.id
        for aspect, answer in entity.answers.items():
            assert aspect in ASPECTS and all(answer.texts.get(language) for language in LANGUAGES), (entity.id, aspect)
        assert (answer.care.owner for answer in entity.answers.values()), entity.id


@pytest.mark.parametrize("point", SEED)
def test_every_point_that_the_office_says_of_itself_is_answered(point: str, shipped: Knowledge) -> None:
    for topic in SEED[point]:
        entity, _, aspect = topic.partition("#")
        answer = shipped.entities[entity].answers[aspect]
        assert all(len(answer.texts[language]) > 40 for language in LANGUAGES)
        assert any(way.topic == topic for way in shipped.phrasings), f"nobody can ask for {topic}"


@pytest.mark.parametrize("point", TOLD)
def test_the_offices_own_words_are_told_in_both_languages(point: str, shipped: Knowledge) -> None:
    topic, in_english, in_chinese = TOLD[point]
    entity, _, aspect = topic.partition("#")
    texts = shipped.entities[entity].answers[aspect].texts
    assert re.search(in_english, texts["en"].replace("**", ""), re.IGNORECASE | re.DOTALL), texts["en"]
    assert re.search(in_chinese, texts["zh"].replace("**", ""), re.DOTALL), texts["zh"]


def test_the_points_cover_every_section() -> None:
    assert {point[0] for point in SEED} == set("ABCDE")
    numbers = {int(match[1]) for point in SEED if (match := re.match(r"[A-E](\d+)", point))}
    assert numbers == set(range(1, 24))


def test_what_is_the_colleges_own_is_marked_a_sample(shipped: Knowledge) -> None:
    """Contacts, dates and fees are nowhere in what the office says of itself: they must be samples or general facts."""
    for entity in shipped.entities.values():
        assert all(window.sample for window in entity.windows), entity.id
        for aspect in ("cost", "funding", "contact", "hours", "location"):
            answer = entity.answers.get(aspect)
            assert answer is None or answer.care.sample or answer.care.mark, (entity.id, aspect)


def test_vocabulary_names_and_asks_for_every_aspect(shipped: Knowledge) -> None:
    words: Vocabulary = shipped.vocabulary
    assert set(words.aspects) == set(ASPECTS)
    assert all(set(aspect.names) == set(LANGUAGES) and len(aspect.asks) >= 10 for aspect in words.aspects.values())
    assert shipped.emergencies


def test_settings_and_calendar_files_are_valid_yaml(root: Path) -> None:
    files = sorted((root / "config").glob("*.yaml"))
    assert files
    assert all(isinstance(yaml.safe_load(file.read_text(encoding="utf-8")), dict) for file in files)
