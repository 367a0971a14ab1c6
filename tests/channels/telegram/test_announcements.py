"""Announcements through the Telegram door: what staff send arrives as they sent it, and what arrived can be changed."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.core.conversation import Conversation
from bot.office import Office
from bot.settings import Announcements, Settings, Telegram
from bot.ticker import Ticker
from tests import house
from tests.botapi.faults import Answer
from tests.botapi.people import Person, buttons
from tests.botapi.server import BotApi, Call
from tests.channels.telegram import small
from tests.channels.telegram.small import PNG

OWNER = 900


@pytest.fixture
async def office(conversation: Conversation, api: BotApi) -> AsyncIterator[Office]:
    chosen = Settings(
        sending=house.UNPACED,
        owner_id=str(OWNER),
        telegram=Telegram.model_validate({"token": api.token}),
        announcements=Announcements(every_seconds=0.1),
    )
    opened = await small.office(conversation, chosen=chosen)
    ticker = Ticker()
    ticker.every(0.1, opened.conduct)
    ticker.start()
    yield opened
    await ticker.stop()
    await opened.close()


@pytest.fixture
async def hall(api: BotApi, office: Office, folder: Path, time: small.Time) -> AsyncIterator["Hall"]:
    async with small.serving(api, office, folder, time):
        hall = Hall(api)
        for person in (hall.owner, hall.li, hall.wang):
            await person.says("/start")
            await person.hears(2)
        yield hall


class Hall:
    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.owner, self.li, self.wang = (Person(api, number) for number in (OWNER, 1, 2))

    async def presses(self, label: str) -> Call:
        """The newest button that begins so, and the answer to it."""
        await self.owner.presses(self.data(label))
        (call,) = await self.owner.hears()
        return call

    def data(self, label: str) -> str:
        for call in reversed(self.owner.answers()):
            for name, data in buttons(call).items():
                if name.startswith(label):
                    return data
        raise AssertionError(label)

    async def sends_to_all(self) -> None:
        """From the draft on: the look, the press, and the press in earnest."""
        await self.owner.presses(self.data("Look"))
        await self.owner.hears_of("Last look")
        await self.presses("Send to 3")
        await self.owner.presses(self.data("Send to 3"))
        await self.owner.hears_of("is on its way")

    def shows(self, person: Person, key: str) -> list[Any]:
        return [message[key] for message in self.api.in_chat(person.id) if key in message]

    async def until_shown(self, person: Person, key: str, value: Any) -> None:
        await self.api.until(lambda: value in self.shows(person, key))


async def test_formatted_words_arrive_formatted_and_can_be_corrected_and_taken_back(hall: Hall) -> None:
    await hall.owner.says("/broadcast")
    await hall.owner.hears()
    bold = [{"type": "bold", "offset": 0, "length": 4}]
    await hall.owner.sends(text="Form <b> closes & ends", entities=bold)
    await hall.owner.hears()
    await hall.sends_to_all()
    await hall.until_shown(hall.li, "text", "Form <b> closes & ends")
    (sent,) = [call for call in hall.api.made("sendMessage", 1) if "closes" in call.result["text"]]
    assert sent.params["text"] == "<b>Form</b> &lt;b&gt; closes &amp; ends"
    assert list(buttons(sent)) == ["Stop all letters"]
    await hall.owner.hears_of("Report: announcement 1")

    await hall.owner.says("/correct 1")
    await hall.owner.hears_of("Send me the corrected text")
    await hall.owner.says("Form is open")
    await hall.owner.hears_of("Correction 2")
    await hall.sends_to_all()
    for person in (hall.li, hall.wang):
        await hall.until_shown(person, "text", "Corrected\n\nForm is open")
        assert "Form <b> closes & ends" not in hall.shows(person, "text")
    await hall.owner.hears_of("Report: announcement 2")

    await hall.owner.says("/recall 1")
    await hall.owner.hears_of("Take back announcement 1?")
    await hall.owner.presses(hall.data("Take it back"))
    await hall.api.until(lambda: "Corrected\n\nForm is open" not in hall.shows(hall.li, "text"))


async def test_a_picture_arrives_with_its_words_and_its_words_can_be_corrected(hall: Hall) -> None:
    photo = [{"file_id": hall.api.upload("a.png", PNG), "file_unique_id": "u", "width": 9, "height": 9}]
    await hall.owner.says("/broadcast")
    await hall.owner.hears()
    await hall.owner.sends(photo=photo, caption="The map")
    await hall.owner.hears()
    await hall.sends_to_all()
    await hall.until_shown(hall.li, "caption", "The map")
    await hall.owner.hears_of("Report: announcement 1")
    await hall.owner.says("/correct 1")
    await hall.owner.hears_of("Send me the corrected text")
    await hall.owner.says("The new map")
    await hall.owner.hears_of("Correction 2")
    await hall.sends_to_all()
    await hall.until_shown(hall.li, "caption", "Corrected\n\nThe new map")
    assert len([one for one in hall.api.in_chat(1) if "photo" in one]) == 1


async def test_an_album_arrives_as_one_album(hall: Hall) -> None:
    await hall.owner.says("/broadcast")
    await hall.owner.hears()
    for number in range(3):
        file = hall.api.upload(f"{number}.png", PNG + bytes([number]))
        photo = [{"file_id": file, "file_unique_id": f"u{number}", "width": 9, "height": 9}]
        words = {"caption": "Three views"} if number == 0 else {}
        await hall.owner.sends(photo=photo, media_group_id="A", **words)
    await hall.owner.hears_of("(draft)")
    await hall.sends_to_all()
    await hall.api.until(lambda: len(hall.shows(hall.li, "photo")) == 3)
    assert hall.shows(hall.li, "caption") == ["Three views"]
    assert len(set(hall.shows(hall.li, "media_group_id"))) == 1


@pytest.mark.parametrize("kind", ["document", "video", "audio", "voice", "animation", "video_note", "sticker"])
async def test_every_kind_of_file_arrives_as_what_it_is(hall: Hall, kind: str) -> None:
    held = {"file_id": hall.api.upload("file", b"content"), "file_unique_id": "u", "width": 9, "height": 9}
    more = {"duration": 3, "length": 9, "type": "regular", "is_animated": False, "is_video": False}
    await hall.owner.says("/broadcast")
    await hall.owner.hears()
    await hall.owner.sends(**{kind: {**held, **more}})
    await hall.owner.hears()
    await hall.sends_to_all()
    await hall.api.until(lambda: len(hall.shows(hall.li, kind)) == 1)


async def test_a_caption_that_is_too_long_for_a_picture_follows_it(hall: Hall) -> None:
    photo = [{"file_id": hall.api.upload("a.png", PNG), "file_unique_id": "u", "width": 9, "height": 9}]
    await hall.owner.says("/broadcast")
    await hall.owner.hears()
    await hall.owner.sends(photo=photo, caption="w" * 1025)
    await hall.owner.hears()
    await hall.sends_to_all()
    await hall.until_shown(hall.li, "text", "w" * 1025)
    assert len(hall.shows(hall.li, "photo")) == 1 and not hall.shows(hall.li, "caption")


POLL = {
    **{"id": "1", "question": "?", "options": [], "total_voter_count": 0, "type": "regular", "is_closed": False},
    **{"is_anonymous": True, "allows_multiple_answers": False, "allows_revoting": True, "members_only": False},
}
DICE = {"emoji": "🎲", "value": 3}


@pytest.mark.parametrize("content", [{"poll": POLL}, {"dice": DICE}, {"text": " "}], ids=["poll", "dice", "blank"])
async def test_what_cannot_be_sent_on_is_asked_for_again(hall: Hall, content: dict[str, Any]) -> None:
    await hall.owner.says("/broadcast")
    await hall.owner.hears()
    await hall.owner.sends(**content)
    await hall.owner.hears_of("I cannot send that on")
    await hall.owner.says("Words")
    await hall.owner.hears_of("(draft)")


async def test_who_blocked_meanwhile_is_counted_and_the_report_has_its_picture_and_its_table(hall: Hall) -> None:
    hall.api.blocked.add(2)
    await hall.owner.says("/broadcast")
    await hall.owner.hears()
    await hall.owner.says("Words")
    await hall.owner.hears()
    await hall.sends_to_all()
    call = await hall.owner.hears_of("Report: announcement 1")
    assert "2 sent · 1 have blocked · 0 left" in call.result["text"]
    assert "1 person has blocked the bot" in call.result["text"]
    await hall.api.until(lambda: bool(hall.api.made("sendDocument", OWNER)))
    (chart,), (table,) = hall.api.made("sendPhoto", OWNER), hall.api.made("sendDocument", OWNER)
    assert chart.params["photo"].content.startswith(PNG[:4])
    assert table.params["document"].name == "announcement-1.csv"


async def test_a_chat_that_moves_meanwhile_gets_it_where_it_is_now(hall: Hall) -> None:
    moved = Person(hall.api, 77)
    gone = {"ok": False, "error_code": 400, "description": "group chat was upgraded to a supergroup chat"}
    body = json.dumps({**gone, "parameters": {"migrate_to_chat_id": moved.id}})
    await hall.owner.says("/broadcast")
    await hall.owner.hears()
    await hall.owner.says("Words")
    await hall.owner.hears()
    hall.api.faults.order("sendMessage", Answer(400, body), 9, lambda params: bool(params["chat_id"] == 2))
    await hall.sends_to_all()
    await hall.until_shown(moved, "text", "Words")
    await hall.owner.hears_of("Report: announcement 1")
    assert "Words" not in hall.shows(hall.wang, "text")
