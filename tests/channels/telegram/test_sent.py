"""What somebody sent, as they sent it: the formatting, the files, and whose words they are."""

from typing import Any

import pytest

from bot.core.messages import Media
from bot.core.wishes import Question
from tests.channels.telegram.test_incoming import see, update, wish

ENTITIES = [
    {"type": "bold", "offset": 0, "length": 5},
    {"type": "text_link", "offset": 6, "length": 4, "url": "https://x.test"},
]
CLIP: dict[str, Any] = {"file_id": "f-1", "file_unique_id": "u-1", "duration": 3, "width": 4, "height": 4, "length": 4}
STICKER = {**CLIP, "type": "regular", "is_animated": False, "is_video": False}


def test_what_was_sent_keeps_its_formatting_and_its_number() -> None:
    seen = see(update(text="Hello form <b>", entities=ENTITIES))
    assert seen and seen.sent and isinstance(seen.sent.number, int)
    assert seen.sent.message.html == '<b>Hello</b> <a href="https://x.test">form</a> &lt;b&gt;'
    edited = see(update("edited_message", text="Hello"))
    assert edited and edited.sent and edited.sent.edited


@pytest.mark.parametrize("kind", ["document", "video", "audio", "voice", "video_note"])
def test_what_hangs_on_a_message_is_known_by_its_name_in_the_channel(kind: str) -> None:
    content: dict[str, Any] = {kind: CLIP, "caption": "Words"}
    seen = see(update(**content))
    assert seen and seen.sent and seen.sent.message.media == (Media(kind, "f-1"),)  # type: ignore[arg-type]
    moving = see(update(animation=CLIP, document=CLIP))
    assert moving and moving.sent and moving.sent.message.media == (Media("animation", "f-1"),)
    stuck = see(update(sticker=STICKER))
    assert stuck and stuck.sent and stuck.sent.message.media == (Media("sticker", "f-1"),)


def test_entities_that_do_not_fit_their_words_cost_the_formatting_only() -> None:
    broken = [{"type": "bold", "offset": 3, "length": 99}, {"type": "bold", "offset": -4, "length": 2}]
    seen = see(update(text="Hi 👋", entities=broken))
    assert seen and seen.sent and seen.sent.message.text == "Hi 👋"


def test_somebody_elses_order_passed_on_is_no_order() -> None:
    origin = {"type": "hidden_user", "date": 1_800_000_000, "sender_user_name": "Boss"}
    assert wish(text="/reload", forward_origin=origin) == Question("/reload")
