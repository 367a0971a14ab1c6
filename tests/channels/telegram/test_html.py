"""Small Markdown as Telegram's HTML: always valid, always within the limit, cut where a reader would cut."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot import knowledge_files
from bot.channels.telegram import render
from tests.botapi import formatting
from tests.channels.telegram import small

SIGNS = st.sampled_from(
    [*"*_[]()<>&`#-+!|~\\\"'\n\t ", "\n\n", "- ", "1. ", "**", "https://example.edu/?a=1&b=2", "](", "😀"]
)
MARKDOWN = st.lists(st.one_of(SIGNS, st.text(max_size=8), st.just("\ud800"), st.just("👨‍👩‍👧")), max_size=60).map(
    "".join
)
WORDS = st.lists(st.text(alphabet="abc中文😀", min_size=1, max_size=9), min_size=1, max_size=60)


def html(markdown: str) -> str:
    (part,) = render.parts(markdown)
    return part.html


@given(MARKDOWN, st.integers(12, 200))
@settings(max_examples=300)
def test_whatever_is_written_telegram_can_read_every_part(markdown: str, limit: int) -> None:
    for part in render.parts(markdown, limit):
        text, links = formatting.read(part.html, "HTML")
        assert text
        assert formatting.units(text) <= limit
        assert formatting.units(part.plain) <= limit
        assert all(address.startswith(("http://", "https://")) for _, address in links)
        part.html.encode()


@given(WORDS, st.integers(40, 120))
def test_no_word_is_cut_or_lost(words: list[str], limit: int) -> None:
    text = " ".join(words)
    assert " ".join(part.plain for part in render.parts(text, limit)).split() == words
    bold = [formatting.read(part.html, "HTML")[0] for part in render.parts(f"**{text}**", limit)]
    assert " ".join(bold).split() == words


@given(st.lists(WORDS.map(" ".join).filter(lambda text: formatting.units(text) <= 60), min_size=1, max_size=8))
def test_a_paragraph_that_fits_stays_whole(paragraphs: list[str]) -> None:
    cut = [part.plain.split("\n\n") for part in render.parts("\n\n".join(paragraphs), 60)]
    assert [paragraph for part in cut for paragraph in part] == paragraphs


def test_emoji_count_twice_and_are_never_halved() -> None:
    parts = render.parts("😀" * 4096)
    assert [formatting.units(part.plain) for part in parts] == [4096, 4096]


def test_one_endless_word_is_cut_where_it_must_be() -> None:
    assert [len(part.plain) for part in render.parts("x" * 4097)] == [4096, 1]


def test_a_style_that_runs_over_a_cut_is_closed_and_opened_again() -> None:
    first, second = render.parts("**one two three four**", 12)
    assert (first.html, second.html) == ("<b>one two </b>", "<b>three four</b>")


def test_lists_read_as_lists() -> None:
    assert html("Bring:\n\n- a\n- b\n  - c\n\n3. three\n4. four\n\nDone") == (
        "Bring:\n\n• a\n• b\n    • c\n\n3. three\n4. four\n\nDone"
    )


def test_a_list_after_a_list_is_a_list_of_its_own_and_an_item_may_have_paragraphs() -> None:
    assert html("- a\n\n  more\n  - b\n\n  end\n\n1. one") == "• a\nmore\n    • b\nend\n\n1. one"


def test_what_is_not_small_markdown_is_still_readable() -> None:
    assert html("# Head\n\n> quoted `code`\n\n```\na < b\n```\n\n![pic](https://x.edu/p.png)\n\n---") == (
        "<b>Head</b>\n\nquoted code\n\na &lt; b\n\npic"
    )


def test_lines_stay_lines() -> None:
    assert html("one\ntwo  \nthree") == "one\ntwo\nthree"


def test_styles_may_stand_in_each_other() -> None:
    assert html("**a *b* [c](https://x.edu/)** ***d***") == (
        '<b>a <i>b</i> <a href="https://x.edu/">c</a></b> <i><b>d</b></i>'
    )


def test_tags_and_entities_are_shown_not_obeyed() -> None:
    assert html("<b>a</b> &amp;lt; <script>") == "&lt;b&gt;a&lt;/b&gt; &amp;lt; &lt;script&gt;"


def test_only_web_addresses_become_links() -> None:
    assert html("[a](javascript:alert(1)) [b\n](tg://user?id=1) [c](https://x.edu/\"onclick=')") == (
        "[a](javascript:alert(1)) b\n " + '<a href="https://x.edu/%22onclick=&#x27;">c</a>'
    )


def test_without_html_a_link_tells_its_address_if_there_is_room() -> None:
    (part,) = render.parts("see [the form](https://example.edu/form)")
    assert part.plain == "see the form (https://example.edu/form)"
    (tight,) = render.parts("see [the form](https://example.edu/form)", 20)
    assert tight.plain == "see the form"


def test_control_characters_and_half_letters_are_not_sent() -> None:
    assert html("a\x00b\x1bc\ud800d\re") == "abc\ufffdd\ne"


def test_nothing_to_show_is_no_message() -> None:
    assert render.parts("") == render.parts(" \n\n ") == ()


def test_every_answer_of_the_office_is_a_sound_message() -> None:
    known = knowledge_files.load(Path("knowledge"), small.NOW.date()).knowledge
    assert known
    answers = [answer for entity in known.entities.values() for answer in entity.answers.values()]
    texts = [text for answer in answers for text in answer.texts.values()]
    texts += [text for entry in known.entries.values() for text in entry.answer.texts.values()]
    assert len(texts) > 200
    for text in texts:
        for part in render.parts(text):
            shown, _ = formatting.read(part.html, "HTML")
            assert "**" not in shown
            assert formatting.units(shown) <= 4096
