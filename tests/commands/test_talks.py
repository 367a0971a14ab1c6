"""Whole talks from a file, through the same flow as a channel."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands import talks
from bot.commands.talks import TalksBroken
from bot.core.conversation import Conversation
from bot.settings import Settings
from tests import house

LINE = {
    "id": "t-1",
    "lang": "en",
    "turns": [
        {"say": "how much is the exchange", "expect": ["exchange#cost"], "kind": "question"},
        {"say": "remind me before it closes", "expect": ["act:follow"], "kind": "act"},
        {"say": "I lost my passport", "expect": ["emergency:papers"], "kind": "emergency"},
        {"say": "thanks", "expect": ["smalltalk"], "kind": "smalltalk"},
    ],
}


def written(tmp_path: Path, *lines: object) -> Path:
    file = tmp_path / "talks.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return file


async def test_a_talk_is_held_and_every_turn_is_judged(small: Conversation, tmp_path: Path) -> None:
    file = written(tmp_path, LINE, {"text": "a question is left to others"})
    told = talks.read(file)
    judged = await talks.predict(Settings(), house.Understood(small), told, datetime(2027, 3, 1, 1, tzinfo=UTC))
    assert [str(one.said[0]) for one in judged] == ["exchange#cost", "act:follow", "emergency:papers", "smalltalk"]
    assert [one.verdict for one in judged] == ["R", "R", "R", "R"]
    line = json.loads(talks.as_json(judged[1]))
    assert line.keys() == {"talk", "turn", "text", "expect", "outcome", "said", "offered", "ms"}
    assert (line["talk"], line["turn"], line["said"]) == ("t-1", 1, ["act:follow"])


@pytest.mark.parametrize("turns", [[], [{"say": "x", "expect": []}], [{"expect": ["smalltalk"]}]])
def test_a_talk_that_cannot_be_read_is_told_with_its_line(tmp_path: Path, turns: list[object]) -> None:
    file = written(tmp_path, LINE, {"id": "t-2", "turns": turns})
    with pytest.raises(TalksBroken, match=r"talks.jsonl:2: turns"):
        talks.read(file)
