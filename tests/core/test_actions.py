"""Buttons: whatever is pressed comes back as it was, and whatever is forged comes back as nothing."""

from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core import packing
from bot.core.actions import Action, Ask, Be, Browse, More, Speak, Stale
from bot.core.knowledge import ASPECTS, Audience
from tests import tiny

PAIRS = tuple(f"{entity}#{aspect}" for entity in tiny.KNOWLEDGE.entities for aspect in ASPECTS)
CHINESE_ID = "快递在哪里取：" + "很长的编号" * 12
TOPICS = (*PAIRS, *tiny.KNOWLEDGE.entries, CHINESE_ID, "#", ":", "a b", "1a1a")
LANGUAGES = ("en", "zh")
ROLES = (None, "nobody", *get_args(Audience))

ids = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=90)
legal: st.SearchStrategy[Action] = st.one_of(
    st.sampled_from(TOPICS).map(Ask),
    st.builds(More, st.sampled_from(TOPICS), st.integers(0, 999)),
    st.sampled_from([None, *tiny.KNOWLEDGE.entities]).map(Browse),
    st.sampled_from([None, *LANGUAGES]).map(Speak),
    st.sampled_from(ROLES).map(Be),
    st.just(Stale()),
)


@given(legal)
def test_a_button_does_what_it_was_made_for(action: Action) -> None:
    data = packing.pack(action)
    assert 0 < len(data.encode()) <= packing.LIMIT
    assert packing.unpack(data, TOPICS, LANGUAGES) == action


@given(ids, st.integers(0, 999))
def test_any_id_of_a_plain_entry_fits_a_button(topic: str, part: int) -> None:
    for action in (Ask(topic), More(topic, part)):
        data = packing.pack(action)
        assert len(data.encode()) <= packing.LIMIT
        assert packing.unpack(data, [*PAIRS, topic], LANGUAGES) == action


@given(ids, ids)
def test_two_topics_never_share_a_button(one: str, other: str) -> None:
    assume(one != other)
    assert packing.pack(Ask(one)) != packing.pack(Ask(other))


@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_forged_data_is_stale_and_never_an_error(data: str) -> None:
    action = packing.unpack(data, TOPICS, LANGUAGES)
    if not isinstance(action, Stale):
        assert packing.unpack(packing.pack(action), TOPICS, LANGUAGES) == action


@given(st.sampled_from("amblr?xZ"), st.text(st.characters(exclude_categories=()), max_size=70))
def test_forged_data_of_the_right_version_names_only_what_exists(kind: str, rest: str) -> None:
    match packing.unpack(f"{packing.VERSION}{kind}{rest}", TOPICS, LANGUAGES):
        case Ask(topic) | More(topic, _):
            assert topic in TOPICS
        case Browse(entity):
            assert entity is None or entity in {topic.partition("#")[0] for topic in TOPICS}
        case Speak(language):
            assert language is None or language in LANGUAGES
        case Be(role):
            assert role in ROLES


@pytest.mark.parametrize(
    "data",
    [
        "",
        "1",
        "0aexchange#cost",
        "2aexchange#cost",
        "aexchange#cost",
        "1aexchange#price",
        "1anowhere#cost",
        "1a",
        "1a=",
        "1m:exchange#cost",
        "1m-1:exchange#cost",
        "1m1",
        "1m٣:exchange#cost",
        "1m²:exchange#cost",
        "1m1000:exchange#cost",
        "1mx:exchange#cost",
        "1bnowhere",
        "1lfr",
        "1rdean",
        "1radmin",
        "1?",
        "1z",
        "é" * 64,
        "1a" + "x" * 63,
        "\x00",
        "\ud800",
        "1a\ud800",
    ],
)
def test_what_this_version_does_not_know_is_stale(data: str) -> None:
    assert packing.unpack(data, TOPICS, LANGUAGES) == Stale()


def test_a_topic_that_has_gone_is_stale() -> None:
    data = packing.pack(Ask("exchange#cost"))
    assert packing.unpack(data, ["exchange#dates"], LANGUAGES) == Stale()


def test_sixty_four_bytes_are_counted_in_bytes() -> None:
    assert len(packing.pack(Ask(CHINESE_ID)).encode()) < len(CHINESE_ID.encode())
    assert packing.pack(Ask("exchange#cost")) == "1aexchange#cost"
