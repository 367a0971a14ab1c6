"""What people, and programs that pretend to be people, send: telegram.md §5, "Bad inputs to try"."""

from typing import Any

TEXTS = {
    "1 empty": "",
    "1 only spaces": " \n\t　",
    "2 4096 characters": "how much is it " * 273 + "x",
    "2 4097 characters": "x" * 4097,
    "3 4096 emoji": "👨‍👩‍👧‍👦🏳️‍🌈" * 300,
    "4 half a letter": "how much is the exchange \ud800 \udfff?",
    "5 control characters": "\x00\x01\x1b[31m\x7f how much?\x00",
    "6 right to left": "\u202ehow much\u202c \u200b\u200c\u200d h̷̛̛o̸w̵ much",
    "7 tags": '<b>bold <script>alert(1)</script> &amp;lt; <a href="javascript:alert(1)">x</a>',
    "9 MarkdownV2": r"_*[]()~`>#+-=|{}.!\ **x** __y__ ||z||",
    "10 templates": "{0} {name} %s %(x)s %n {{7*7}} ${jndi:ldap://x} $(reboot) `id`",
    "11 SQL": "'; DROP TABLE guests; -- %_ \" * NEAR(a b) -x :y",
    "12 regex bomb": "a" * 900 + "!",
    "12 brackets": "(" * 500 + "[" * 500,
    "13 one endless word": "交" * 4096,
    "13 two thousand words": " ".join(f"w{number}" for number in range(800)),
    "14 mixed writing": "交換學生 ＨＯＷ ｍｕｃｈ １２３ كم يكلف التبادل خวั",
    "19 other bot's command": "/faq@OtherBot",
    "19 loud command": "/FAQ",
}

PRESSES = {
    "empty": "",
    "none": None,
    "an old version": "0asemester-exchange#cost",
    "a topic that is gone": "1ano-such-thing#cost",
    "64 bytes of emoji": "😀" * 16,
    "a part that is no number": "1m９:semester-exchange#cost",
    "a part far away": "1m999:semester-exchange#cost",
    "a language that is not spoken": "1lxx",
    "a role that nobody has": "1radmin",
    "markup": "1b<b>",
    "control characters": "1a\x00\r\n",
    "half a letter": "1a\ud83d",
}

PAYLOADS = ["x" * 64, "x" * 65, "../../etc/passwd", "%00", "semester-exchange--nothing", "--", "<b>", "😀"]

_FILE = {"file_id": "f", "file_unique_id": "u"}
_VIDEO = {**_FILE, "width": 1, "height": 1, "duration": 1}

CONTENTS: dict[str, dict[str, Any]] = {
    "sticker": {"sticker": {**_VIDEO, "type": "regular", "is_animated": False, "is_video": False}},
    "voice": {"voice": {**_FILE, "duration": 1}},
    "video note": {"video_note": {**_FILE, "length": 1, "duration": 1}},
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
    "location": {"location": {"latitude": 1.0, "longitude": 1.0}},
    "somebody's contact": {"contact": {"phone_number": "1", "first_name": "Wang"}},
    "photo": {"photo": [{**_FILE, "width": 1, "height": 1}]},
    "document": {"document": _FILE},
    "something of next year": {"hologram": {"id": 1}},
}

SILENT: dict[str, dict[str, Any]] = {
    "pin": {"pinned_message": {"message_id": 4, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "?"}},
    "timer": {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
}

PEOPLE: dict[str, dict[str, Any]] = {
    "a name of signs": {"first_name": "<" * 64, "last_name": "{0}%s", "username": "x"},
    "no language": {"language": None},
    "an odd language": {"language": "xx-YY-zz"},
    "an empty language": {"language": ""},
    "a number of 52 bits": {"number": 2**52 - 3},
}
