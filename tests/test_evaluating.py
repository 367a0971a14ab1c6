"""A file of questions, each a conversation of its own, and one prediction a line."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import evaluating
from bot.core.conversation import Conversation
from bot.core.evaluation import Question
from bot.evaluating import QuestionsBroken
from tests import tiny

LINES: list[dict[str, Any]] = [
    {"text": "how much is the exchange", "lang": "en", "kind": "plain", "expect": "exchange#cost", "also": []},
    {
        "text": "and when",
        "lang": "en",
        "kind": "followup",
        "expect": "exchange#dates",
        "context": "tell me about the exchange programme",
    },
    {"text": "can I borrow a book", "lang": "en", "kind": "oos", "expect": None, "also": []},
    {"text": "多少钱", "lang": "zh-Hans", "kind": "terse", "expect": "exchange#cost", "also": ["training#cost"]},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in LINES), encoding="utf-8")
    return path


def test_every_line_is_a_question_with_all_right_answers(file: Path) -> None:
    questions = evaluating.read(file)
    assert [question.text for question in questions] == [line["text"] for line in LINES]
    assert questions[3].right == {"exchange#cost", "training#cost"}
    assert questions[2] == Question("can I borrow a book", "en", "oos", frozenset(), None)


def test_empty_lines_and_a_byte_order_mark_mean_nothing(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n\r\n"))
    assert len(evaluating.read(file)) == len(LINES)


def test_a_separator_inside_a_text_ends_no_line(tmp_path: Path) -> None:
    """JSON writes U+2028 and U+0085 as they are; only a line feed ends a line of JSON."""
    file = tmp_path / "q.jsonl"
    file.write_text(json.dumps({"text": "one\u2028two\u0085three"}, ensure_ascii=False) + "\n", encoding="utf-8")
    assert evaluating.read(file)[0].text == "one\u2028two\u0085three"


@pytest.mark.parametrize("line", ["{", '{"lang": "en"}', '{"text": 5}', "[]", "null", '{"text": "a", "also": "b"}'])
def test_a_line_that_cannot_be_read_is_told_with_its_number(file: Path, line: str) -> None:
    with file.open("a", encoding="utf-8") as out:
        out.write(line + "\n")
    with pytest.raises(QuestionsBroken, match=r"questions\.jsonl:5: "):
        evaluating.read(file)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    for name in ("no.jsonl", "binary", "."):
        with pytest.raises(QuestionsBroken, match="cannot be read"):
            evaluating.read(tmp_path / name)


def test_predictions_come_in_order_with_everything_that_is_promised(
    small: Conversation, file: Path, tmp_path: Path
) -> None:
    questions = evaluating.read(file)
    asked: list[None] = []
    out = tmp_path / "predictions.jsonl"
    evaluating.write(out, evaluating.predict(small, questions, tiny.NOW, lambda: asked.append(None)))
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(asked) == len(lines) == len(LINES)
    assert [line["text"] for line in lines] == [line["text"] for line in LINES]
    promised = ["text", "lang", "expect", "outcome", "topic", "confidence", "candidates", "said", "offered", "ms"]
    assert all(list(line) == promised for line in lines)
    assert lines[0]["topic"] == lines[0]["candidates"][0]["topic"] == "exchange#cost"
    assert lines[1]["topic"] == "exchange#dates"
    assert (lines[2]["outcome"], lines[2]["topic"], lines[2]["expect"]) == ("unknown", None, None)
    assert [line["said"] for line in lines[:3]] == [["exchange#cost"], ["exchange#dates"], ["elsewhere:library"]]
    assert all(line["ms"] > 0 for line in lines)
    assert all(len(line["candidates"]) >= 3 for line in lines)


def test_each_line_is_a_conversation_of_its_own(small: Conversation) -> None:
    follow_up = Question("and when", "en", "followup", frozenset(), None, "tell me about the exchange programme")
    alone = Question("and when", "en", "plain", frozenset(), None)
    runs = list(evaluating.predict(small, [follow_up, alone], tiny.NOW, lambda: None))
    assert runs[0][1].topic == "exchange#dates"
    assert runs[1][1].talk.subject != "exchange" or runs[1][1].topic != runs[0][1].topic


def test_language_and_kind_are_not_seen_by_the_matcher(small: Conversation) -> None:
    one = Question("how much is the exchange", "en", "plain", frozenset(), None)
    other = Question("how much is the exchange", "zh", "oos", frozenset(), "exchange#dates")
    replies = [reply for _, reply, _ in evaluating.predict(small, [one, other], tiny.NOW, lambda: None)]
    assert replies[0] == replies[1]


def test_a_context_that_was_unclear_counts_as_its_first_choice(small: Conversation) -> None:
    question = Question("and when", "en", "followup", frozenset(), None, "exchange programme")
    ((_, reply, _),) = evaluating.predict(small, [question], tiny.NOW, lambda: None)
    assert reply.topic == "exchange#dates"


@given(content=st.binary(max_size=100) | st.text(max_size=60).map(lambda text: json.dumps({"text": text}).encode()))
def test_any_file_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.jsonl"
    file.write_bytes(content)
    told = ""
    try:
        assert all(isinstance(question, Question) for question in evaluating.read(file))
    except QuestionsBroken as error:
        told = str(error)
    assert not told or str(file) in told
