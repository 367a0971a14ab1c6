"""What answers may hold, and at which line of the file the rest is told."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.knowledge_files import Loaded, markdown
from tests.knowledge_files import sound

Faq = Callable[[str], list[str]]

REFUSED = {
    "a heading": ("# Cost", "headings are not allowed"),
    "a heading by underlining": ("Cost\n---", "headings are not allowed"),
    "HTML": ("a <b>word</b>", "HTML is not allowed"),
    "a block of HTML": ("<div>\nx\n</div>", "HTML is not allowed"),
    "a script": ("<script>alert(1)</script>", "HTML is not allowed"),
    "a comment": ("<!-- x -->", "HTML is not allowed"),
    "a picture": ("![x](https://a.org/b.png)", "pictures are not allowed in a text"),
    "a fence": ("```\nx\n```", "code blocks are not allowed"),
    "an indented block": ("a\n\n    x", "code blocks are not allowed"),
    "code": ("`x`", "code is not allowed"),
    "a table": ("| a | b |\n|---|---|\n| 1 | 2 |", "tables are not allowed"),
    "a quote": ("> x", "quotes ('>') are not allowed"),
    "a rule": ("a\n\n---\n\nb", "lines across the page are not allowed"),
    "struck text": ("~~x~~", "struck-out text is not allowed"),
    "bold that is not closed": ("a **b", "'**' without its partner"),
    "bold with a space inside": ("a ** b**", "'**' without its partner"),
    "bold over two paragraphs": ("**a\n\nb**", "'**' without its partner"),
    "a link that runs": ("[a](javascript:alert(1))", "the link to 'javascript:alert(1)' is not allowed"),
    "a link that runs, in capitals": ("[a](JAVASCRIPT:x)", "the link to 'JAVASCRIPT:x' is not allowed"),
    "a link of data": ("[a](data:text/html,x)", "the link to 'data:text/html,x' is not allowed"),
    "a file": ("[a](file:///etc/passwd)", "the link to 'file:///etc/passwd' is not allowed"),
    "a mail address": ("<a@b.org>", "the link to 'mailto:a@b.org' is not allowed"),
    "a relative link": ("[a](b.html)", "the link to 'b.html' is not allowed"),
    "a link from the root": ("[a](/b)", "the link to '/b' is not allowed"),
    "a link to nobody": ("[a](https://)", "the link to 'https://' is not allowed"),
    "a link with a broken host": ("[a](https://[b)", "the link to 'https://%5Bb' is not allowed"),
    "a link to another than it seems": ("[a](https://bank.org@b.org)", "the link to 'https://bank.org@b.org' is not"),
    "an empty link": ("[a]()", "a link without an address"),
    "a Chinese bracket": ("[a]（https://a.org）", "a broken link"),
    "a space in between": ("[a] (https://a.org)", "a broken link"),
    "a link that is not closed": ("[a](https://a.org", "a broken link"),
    "a link footnote": ("[a]: https://a.org", "link footnotes ('[name]: address') are not allowed"),
    "a long paragraph": ("x" * 3501, "the paragraph is longer than 3500 characters"),
    "a long paragraph of emoji": ("😀" * 1751, "the paragraph is longer than 3500 characters"),
    "a book": ("word\n\n" * 4000, "the text is longer than 20000 characters"),
    "brackets without end": ("[" * 200, "the text holds more than 100 '['"),
}  # fmt: skip

ALLOWED = [
    "One.\n\nTwo,\nthree.\\\nfour.  \nfive.",
    "1. a\n2. b\n\n   more of b\n3. c\n   - d\n   - e",
    "- a\n- *b* and **c** and _d_ and __e__ and ***f***",
    "[a](https://a.org/b?c=d&e=f#g) and <https://a.org> and [**b**](http://a.org)",
    "5 * 3 = 15, a_b_c, 3 < 5 > 2, #1, ~5, a | b, 50%, {x}, a & b &amp; c, 1) x, \\*\\*not bold\\*\\*",
    "**费用：**每年一万。**“引号”**后，见**《办法》**。**（一）**报名",
    "**Note:**text, and (**a**)b",
    "x" * 3500 + "\n\n" + "中" * 3500,
    "[1] 见附件；[a] b",
]


def block(text: str) -> str:
    indented = "\n".join(f"      {line}" if line else "" for line in text.split("\n"))
    return f"- id: x\n  ask: {{en: [y]}}\n  answer:\n    zh: 一\n    en: |\n      First.\n\n{indented}\n"


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_allowed_is_told_at_its_line(name: str, faq: Faq) -> None:
    text, expected = REFUSED[name]
    line = 6 if "footnote" in name or "book" in name or "without end" in name else 8
    line += 2 if name in ("an indented block", "a rule") else 0
    first = faq(block(text))[0]
    assert first.startswith(f"knowledge/faq/a.yaml:{line}:1: {expected}"), first


@pytest.mark.parametrize("text", ALLOWED)
def test_what_is_allowed_is_not_told(text: str, faq: Faq) -> None:
    assert faq(block(text)) == []


def test_lines_are_right_inside_a_paragraph_and_a_list(faq: Faq) -> None:
    lines = faq(block("a\nb **c\n\n- d\n- e\n  [f]()\n\n\n# g"))
    assert [line.split(":")[1] for line in lines] == ["9", "13", "16"]


def test_lines_are_right_below_an_empty_beginning(faq: Faq) -> None:
    text = "- id: x\n  ask: {en: [y]}\n  answer:\n    zh: 一\n    en: |\n\n\n      # y\n"
    assert faq(text)[0].startswith("knowledge/faq/a.yaml:8:1: ")


def test_a_text_in_quotes_is_told_where_it_begins(faq: Faq) -> None:
    text = "- {id: x, ask: {en: [y]}, answer: {zh: 一, en: 'a\n\n    # y'}}"
    assert faq(text)[0].startswith("knowledge/faq/a.yaml:1:47: ")


def test_notes_and_contacts_are_markdown_too(told: Callable[[dict[str, str]], list[str]]) -> None:
    office = sound.OFFICE.replace("en: front@example.edu", "en: <b>")
    assert told({"office.yaml": office})[0].startswith("knowledge/office.yaml:7:19: HTML is not allowed")


def test_public_data_sets_are_only_warned_of(only: Callable[[dict[str, str]], Loaded]) -> None:
    loaded = only({"faq/a.yaml": "- {id: x, ask: {en: [y]}, answer: {en: '# <b> **'}}"})
    assert loaded.knowledge is not None
    assert [problem.warning for problem in loaded.problems] == [True] * 3


@settings(deadline=None)
@given(st.text("*a：。（《 中b\n-1.", max_size=40))
def test_mending_makes_no_new_fault_and_is_done_once(text: str) -> None:
    mended = markdown.mended(text)
    assert len(markdown.faults(mended)) <= len(markdown.faults(text))
    assert markdown.mended(mended) == mended
    assert mended.count("\n") == text.count("\n")


@settings(deadline=None)
@given(st.text("*_[](){}<>`~|#-+=!\\&; \nab1.:/htps：中", max_size=80))
def test_what_passes_holds_nothing_but_the_small_markdown(text: str) -> None:
    """The quick look must not let through what the parser would have refused."""
    if markdown.faults(text):
        return
    allowed = {"p", "br", "strong", "em", "a", "ul", "ol", "li", ""}
    tokens = MarkdownIt("commonmark").parse(text)
    inner = [child for token in tokens for child in token.children or []]
    assert {token.tag for token in (*tokens, *inner)} <= allowed
