"""Whatever lies in the folder, loading ends soon, and either with knowledge or with problems."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge_files import Loaded, load, near_ways, stale_within
from tests.knowledge_files import sound
from tests.knowledge_files.conftest import Files, write

SHIPPED = Path(__file__).parents[2] / "knowledge"
NAMES = [*sound.FILES, *sound.SPOKEN, "vocabulary.yaml", "faq/a.yaml", "services/b.yaml", "services/b.ask.yaml"]
VOCABULARY = "aspects: {cost: {names: {en: A, zh: B}, asks: {en: [a]}}}\nknown: [IELTS]\n"
ENTRY = "- {id: a, ask: {en: [b]}, answer: {en: c, zh: d}, office: library, outcome: unknown}\n"
WHOLE = {**sound.FILES, **sound.SPOKEN, "vocabulary.yaml": VOCABULARY, "faq/a.yaml": ENTRY}
SCRAPS = [
    " ",
    "\n",
    "\t",
    ":",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    "|",
    "&a ",
    "*a",
    "!",
    "~",
    "null",
    "0",
    "**",
    "#",
    "<b>",
    "02-30",
    "zh",
    "\x00",
    "\ufeff",
]


def loads(files: Files) -> Loaded:
    with tempfile.TemporaryDirectory() as path:
        write(Path(path), files)
        loaded = load(Path(path), sound.TODAY)
        near_ways(loaded)
        stale_within(loaded, sound.TODAY, 30)
    errors = [problem for problem in loaded.problems if not problem.warning]
    assert (loaded.knowledge is None) == bool(errors)
    for problem in loaded.problems:
        assert problem.line > 0
        assert problem.column > 0
        assert "\n" not in str(problem)
        str(problem).encode()
    return loaded


@settings(deadline=None)
@given(st.sampled_from(NAMES), st.binary(max_size=300))
def test_no_bytes_make_loading_raise(name: str, content: bytes) -> None:
    loads({**WHOLE, name: content})


@settings(deadline=None)
@given(st.sampled_from(NAMES), st.text(st.sampled_from("ab:-[]{}'\"|>#&*!%~\n \t?,0中"), max_size=60))
def test_no_text_that_is_nearly_yaml_makes_loading_raise(name: str, content: str) -> None:
    loads({**WHOLE, name: content})


@settings(deadline=None)
@given(st.data())
def test_no_slip_in_a_sound_file_makes_loading_raise(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(WHOLE)))
    text = WHOLE[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 12)))
    loads({**WHOLE, name: text[:start] + data.draw(st.sampled_from(["", *SCRAPS])) + text[end:]})


json = st.recursive(
    st.sampled_from(["", "a", "en", "cost", "03-01", "2026-11-23", "true", "x: y", "# h", "\x00"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "names",
                    "en",
                    "answers",
                    "cost",
                    "ask",
                    "answer",
                    "windows",
                    "desks",
                    "when",
                    "rules",
                    "turns",
                    "say",
                    "means",
                    "wishes",
                    "papers",
                    "[key]",
                    "",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.sampled_from(NAMES), json)
def test_no_shape_of_values_makes_loading_raise(name: str, value: object) -> None:
    import json as encoder

    loads({**WHOLE, name: encoder.dumps(value)})


def test_the_sound_folder_of_these_tests_is_sound() -> None:
    assert loads(dict(WHOLE)).problems == ()


def test_the_shipped_knowledge_loads_without_errors_and_at_once() -> None:
    started = time.perf_counter()
    loaded = load(SHIPPED, sound.TODAY)
    assert time.perf_counter() - started < 2
    assert [str(problem) for problem in loaded.problems if not problem.warning] == []
    assert loaded.knowledge is not None
    assert len(loaded.knowledge.entities) == 20
    assert len(loaded.knowledge.talks) > 500
    assert len(loaded.knowledge.phrasings) > 1_000


def test_a_megabyte_of_entries_takes_less_than_two_seconds(only: Callable[[Files], Loaded]) -> None:
    row = "- id: q{}\n  ask: {{en: [what about {} then]}}\n  answer:\n    en: |\n      **So:** it is {}.\n"
    row += "\n      - a\n      - b\n"
    text = "".join(row.format(n, n, n) for n in range(8_000))
    assert 900_000 < len(text) < 1_000_000
    started = time.perf_counter()
    loaded = only({"faq/a.yaml": text})
    assert time.perf_counter() - started < 4
    assert loaded.knowledge is not None
    assert len(loaded.knowledge.entries) == 8_000


def test_ten_files_take_ten_times_as_long_as_one(only: Callable[[Files], Loaded]) -> None:
    row = "- {{id: q{}-{}, ask: {{en: [what about {} and {}]}}, answer: {{en: so}}}}\n"
    files: Files = {
        f"faq/{part}.yaml": "".join(row.format(part, n, part, n) for n in range(2_000)) for part in range(10)
    }
    started = time.perf_counter()
    loaded = only(files)
    assert time.perf_counter() - started < 8
    assert loaded.knowledge is not None
    assert len(loaded.knowledge.entries) == len(loaded.ways) == 20_000
