"""From Telegram's updates to what somebody wants, in private and in groups."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.channels.telegram import incoming
from bot.channels.telegram.incoming import Me, Place, Seen
from bot.core.messages import Media
from bot.core.wishes import COMMANDS, Command, Left, Press, Question, Wish, Wordless

ME = Me(99, "OpenWindowBot")
LI = {"id": 7, "is_bot": False, "first_name": "Li", "language_code": "en"}
PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -1001, "type": "supergroup", "title": "Class 3"}
BOT = {"id": 99, "is_bot": True, "first_name": "Open Window", "username": "OpenWindowBot"}
PHOTO: list[dict[str, Any]] = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
FILE = {"file_id": "f", "file_unique_id": "u"}
RIGHTS = (
    *("is_anonymous", "can_be_edited", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories"),
    *("can_edit_stories", "can_delete_stories"),
)
ADMIN = dict.fromkeys(RIGHTS, True)
MAY = (
    *("is_member", "can_change_info", "can_invite_users", "can_pin_messages", "can_send_messages", "can_send_polls"),
    *("can_send_other_messages", "can_add_web_page_previews", "can_manage_topics", "can_send_audios"),
    *("can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes", "can_send_voice_notes"),
    *("can_edit_tag", "can_react_to_messages"),
)
RESTRICTED = {**dict.fromkeys(MAY, True), "until_date": 0}
VIDEO = {**FILE, "width": 1, "height": 1, "duration": 1}


def update(kind: str = "message", sender: dict[str, Any] | None = LI, **content: Any) -> Update:
    message = {"message_id": 5, "date": 1_800_000_000, "chat": PRIVATE, **content}
    return Update.de_json({"update_id": 1, kind: message | ({"from": sender} if sender else {})})


def see(found: Update) -> Seen | None:
    return incoming.seen(found, ME, ("en", "zh"))


def wish(kind: str = "message", **content: Any) -> Wish | None:
    seen = see(update(kind, **content))
    return seen.wish if seen else None


def pressed(data: str | None = "1b", **more: Any) -> Seen | None:
    query = {"id": "q1", "from": LI, "chat_instance": "1", **more}
    query.setdefault("message", {"message_id": 5, "date": 1_800_000_000, "chat": PRIVATE, "text": "x"})
    if data is not None:
        query["data"] = data
    return see(Update.de_json({"update_id": 1, "callback_query": query}))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("how much?", Question("how much?")),
        ("  ", Question("  ")),
        ("a \ud800 b", Question("a \ufffd b")),
        ("/", Question("/")),
        ("/ help", Question("/ help")),
        ("https://example.edu/help", Question("https://example.edu/help")),
        ("/start", Command("start")),
        ("/START", Command("start")),
        ("/start@openwindowbot", Command("start")),
        ("/start semester-exchange--cost", Command("start", "semester-exchange--cost")),
        ("/start  " + "a" * 64, Command("start", "a" * 64)),
        ("/start " + "a" * 65, Command("start")),
        ("/start ../../etc", Command("start")),
        ("/start %00", Command("start")),
        ("/start two words", Command("start")),
        ("/start 学期", Command("start")),
        ("/help", Command("help")),
        ("/Topics", Command("topics")),
        ("/language zh", Command("language", "zh")),
        ("/follow semester-exchange", Command("follow", "semester-exchange")),
        ("/quiet@OpenWindowBot 22:00-07:00", Command("quiet", "22:00-07:00")),
        ("/faq", Command("faq")),
        ("/FAQ@OtherBot", Command("faq")),
    ],
)
def test_words_in_a_private_chat(text: str, wanted: Wish) -> None:
    assert wish(text=text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("how much?", None),
        ("/help", Command("help")),
        ("/help@OpenWindowBot", Command("help")),
        ("/HELP@openwindowbot", Command("help")),
        ("/help@OtherBot", None),
        ("/faq@OtherBot", None),
        ("/faq", None),
        ("/faq@OpenWindowBot", Command("faq")),
        ("@OpenWindowBot how much?", Question("  how much?")),
        ("how much, @openwindowbot?", Question("how much,  ?")),
        ("@OpenWindowBotty how much?", None),
        ("mail open@OpenWindowBot.example", Question("mail open .example")),
    ],
)
def test_words_in_a_group(text: str, wanted: Wish | None) -> None:
    assert wish(text=text, chat=GROUP) == wanted


def test_a_reply_to_the_bot_in_a_group_is_meant_for_it() -> None:
    reply = {"message_id": 4, "date": 1_800_000_000, "chat": GROUP, "from": BOT, "text": "?"}
    assert wish(text="and the cost?", chat=GROUP, reply_to_message=reply) == Question("and the cost?")
    assert wish(text="and the cost?", chat=GROUP, reply_to_message={**reply, "from": LI}) is None
    assert wish(sticker={**VIDEO, "type": "regular", "is_animated": False, "is_video": False}, chat=GROUP) is None
    assert wish(photo=PHOTO, chat=GROUP, reply_to_message=reply) == Wordless()


def test_a_bot_named_by_its_number_is_named() -> None:
    entities = [{"type": "text_mention", "offset": 0, "length": 4, "user": BOT}]
    assert wish(text="Open how much?", chat=GROUP, entities=entities) == Question("Open how much?")


def test_an_answer_in_a_group_names_its_question_and_stays_in_its_topic() -> None:
    seen = see(update(text="/help", chat=GROUP, message_thread_id=8, is_topic_message=True))
    assert seen
    assert seen.place == Place(-1001, 8, 5)
    private = see(update(text="/help"))
    assert private
    assert private.place == Place(7)


@pytest.mark.parametrize(
    "content",
    [
        {"sticker": {**VIDEO, "type": "regular", "is_animated": False, "is_video": False}},
        {"voice": {**FILE, "duration": 1}},
        {"video_note": {**FILE, "length": 1, "duration": 1}},
        {"video": VIDEO},
        {"dice": {"emoji": "🎲", "value": 3}},
        {"location": {"latitude": 1.0, "longitude": 1.0}},
        {"contact": {"phone_number": "1", "first_name": "Wang"}},
        {"story": {"chat": PRIVATE, "id": 1}},
        {"document": FILE},
        {"photo": PHOTO},
        {"something_of_next_year": {"x": 1}},
        {
            "poll": {
                "id": "1",
                "question": "?",
                "options": [],
                "total_voter_count": 0,
                "is_closed": False,
                "is_anonymous": True,
                "type": "regular",
                "allows_multiple_answers": False,
                "allows_revoting": False,
                "members_only": False,
            }
        },
    ],
    ids=lambda content: next(iter(content)),
)
def test_what_has_no_words_is_wordless(content: dict[str, Any]) -> None:
    assert wish(**content) == Wordless()


def test_pictures_of_an_album_tell_their_album_and_words_under_a_picture_are_a_question() -> None:
    seen = see(update(photo=PHOTO, media_group_id="12"))
    assert seen and seen.sent and (seen.wish, seen.sent.album) == (Wordless(), "12")
    assert seen.sent.message.media == (Media("photo", PHOTO[-1]["file_id"]),)
    spoken = see(update(photo=PHOTO, media_group_id="12", caption="what is this form?"))
    assert spoken and spoken.sent and spoken.sent.message.text == "what is this form?"
    assert wish(photo=PHOTO, caption="what is this form?") == Question("what is this form?")
    assert wish(photo=PHOTO, caption="/help") == Command("help")


@pytest.mark.parametrize(
    "content",
    [
        {"pinned_message": {"message_id": 4, "date": 1_800_000_000, "chat": PRIVATE, "text": "?"}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
        {"new_chat_members": [LI], "chat": GROUP},
        {"left_chat_member": BOT, "chat": GROUP},
        {"text": "hello", "chat": {"id": -1002, "type": "channel", "title": "News"}},
        {"text": "hello", "sender": {**LI, "is_bot": True}},
    ],
    ids=str,
)
def test_what_nobody_asked_is_passed_over(content: dict[str, Any]) -> None:
    assert wish(**content) is None


def test_only_an_edited_question_is_answered_again() -> None:
    assert wish("edited_message", text="how much is it?") == Question("how much is it?")
    assert wish("edited_message", text="/help") == Command("help"), "what only shows may be shown again"
    assert wish("edited_message", text="/follow summer-tour") is None
    assert wish("edited_message", text="/broadcast") is None
    assert wish("edited_message", photo=PHOTO) == Wordless(), "staff may mend what they announce"
    assert wish("edited_message", photo=PHOTO, caption="how much?") == Wordless()
    assert wish("edited_message", text="/help", chat=GROUP) == Command("help")
    assert wish("edited_message", text="/help@OtherBot", chat=GROUP) is None
    assert wish("edited_message", caption="/stop", photo=PHOTO) is None
    assert wish("channel_post", text="hello") is None


def test_a_message_may_come_from_nobody_or_from_an_anonymous_admin() -> None:
    nobody = see(update(text="how much?", sender=None))
    assert nobody
    assert (nobody.wish, nobody.language) == (Question("how much?"), None)
    admin = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    seen = see(update(text="@OpenWindowBot hi", chat=GROUP, sender_chat=GROUP, sender=admin))
    assert seen
    assert seen.wish == Question("  hi")


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("zh-hans", "zh"),
        ("zh-Hant-TW", "zh"),
        ("ZH", "zh"),
        ("en_GB", "en"),
        ("xx-YY-zz", None),
        ("", None),
        (None, None),
    ],
)
def test_the_language_of_the_app_is_a_hint(code: str | None, language: str | None) -> None:
    user = LI | {"language_code": code} if code is not None else {k: v for k, v in LI.items() if k != "language_code"}
    seen = see(update(text="hi", sender=user))
    assert seen
    assert seen.language == language


@pytest.mark.parametrize("data", ["1b", "", "x" * 64, "😀" * 16, "1aa\ud800"])
def test_a_press_tells_its_data_whatever_that_is(data: str) -> None:
    seen = pressed(data)
    assert seen
    assert (seen.wish, seen.query) == (Press(data.replace("\ud800", "\ufffd")), "q1")
    assert seen.place == Place(7)


def test_a_press_on_a_message_that_is_gone_or_not_ours_still_has_a_place() -> None:
    gone = pressed(message={"message_id": 5, "date": 0, "chat": GROUP})
    assert gone
    assert gone.place == Place(-1001)
    inline = pressed(None, message=None, inline_message_id="i1")
    assert inline
    assert (inline.place, inline.wish, inline.query) == (Place(7), Press(""), "q1")


@given(st.text(), st.sampled_from([PRIVATE, GROUP]))
def test_any_text_is_something_or_nothing_and_never_an_error(text: str, chat: dict[str, Any]) -> None:
    seen = see(update(text=text, chat=chat))
    if chat is PRIVATE:
        assert seen


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_known_in_a_group_without_the_name_of_the_bot(name: str) -> None:
    assert wish(text=f"/{name}", chat=GROUP) == Command(name)


@pytest.mark.parametrize(
    ("status", "gone"),
    [("kicked", True), ("left", True), ("member", False), ("administrator", False), ("restricted", False)],
)
def test_a_block_and_a_return_are_told_by_the_membership(status: str, gone: bool) -> None:
    more: dict[str, dict[str, Any]] = {"administrator": ADMIN, "restricted": RESTRICTED, "kicked": {"until_date": 0}}
    odd = more.get(status, {})
    new = {"user": BOT, "status": status, **odd}
    old = {"user": BOT, "status": "member"}
    change = {"chat": PRIVATE, "from": LI, "date": 1, "old_chat_member": old, "new_chat_member": new}
    seen = see(Update.de_json({"update_id": 1, "my_chat_member": change}))
    assert seen == Seen(Place(7), Left(gone), None)


@pytest.mark.parametrize("place", [Place(7), Place(-1001, 8, 5), Place(-(2**52), None, 3)])
def test_a_place_comes_back_from_the_outbox_as_it_was(place: Place) -> None:
    assert incoming.read(incoming.written(place), str(place.chat)) == place


def test_what_is_sent_unasked_has_no_place_but_its_chat() -> None:
    assert incoming.read("", "-1001") == Place(-1001)
