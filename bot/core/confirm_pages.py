"""The last look before an announcement goes out: how many people it is for, and the button that is bound to it."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.core import broadcast_pages as pages
from bot.core.actions import Announce
from bot.core.broadcast_pages import HeadCount, Speeches
from bot.core.broadcasts import Broadcast
from bot.core.follow_pages import Office
from bot.core.messages import Button, Message, Speech

_CHANNELS = {"telegram": "Telegram"}


def confirm(
    draft: Broadcast, count: HeadCount, needs_second: bool, office: Office, speeches: Speeches, speech: Speech
) -> Message:
    """Whom, when, how many; what has not been tested can be sent only with a second press."""
    total = sum(count.values())
    if draft.kind == "recall":
        return _recall(draft, total, speech)
    lines = [*_whom(draft, count, office, speeches, speech)]
    missing = [pages.language_name(one, speech) for one in office.knowledge.languages if one not in draft.texts]
    if missing:
        lines.append(speech.say("cast-others-read", language=", ".join(missing)))
    if draft.kind == "correction":
        lines.append(speech.say("cast-corrects-waiting"))
    lines.append(speech.say("cast-tested" if draft.is_tested else "cast-untested"))
    if needs_second:
        lines.append(speech.say("cast-second"))
    text = f"{speech.say('cast-look', number=draft.id)}\n\n" + "\n".join(f"- {line}" for line in lines)
    test = Button(speech.say("button-cast-test"), Announce("test", draft.id))
    back = Button(speech.say("button-cast-back"), Announce("show", draft.id))
    can_go = total or draft.at or draft.kind == "correction"
    send = (go(draft, total, needs_second, office.zone, speech, sure=draft.is_tested),) if can_go else ()
    return Message(text, (test, *send, back))


def _recall(draft: Broadcast, total: int, speech: Speech) -> Message:
    text = speech.say("cast-recall-sure", number=draft.of or 0, people=total)
    label = speech.say("button-cast-take-back", number=total)
    away = Button(speech.say("button-cast-leave"), Announce("away", draft.id))
    return Message(text, (Button(label, Announce("send", draft.id, bound(draft, total))), away))


def go(draft: Broadcast, total: int, needs_second: bool, zone: ZoneInfo, speech: Speech, sure: bool) -> Button:
    """Bound to the very thing that was seen and to how many it was for; without `sure` it asks once more."""
    key = "button-cast-ask" if needs_second else "button-cast-plan" if draft.at else "button-cast-send"
    values = {"number": total} if draft.at is None or needs_second else {"at": draft.at.astimezone(zone)}
    return Button(speech.say(key, **values), Announce("send", draft.id, bound(draft, total, sure)))


def bound(draft: Broadcast, total: int, sure: bool = True) -> str:
    return f"{draft.mark[:16]}.{total}{'.!' if sure else ''}"


def unbound(value: str) -> tuple[str, int, bool] | None:
    """The mark's beginning, the number of people that was seen, and whether it was pressed in earnest."""
    mark, _, rest = value.partition(".")
    number, _, sure = rest.partition(".")
    if len(mark) != 16 or not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    return mark, int(number), sure == "!"


def sure(draft: Broadcast, total: int, needs_second: bool, zone: ZoneInfo, speech: Speech) -> Message:
    """Nobody has seen it arrive yet."""
    test = Button(speech.say("button-cast-test"), Announce("test", draft.id))
    return Message(speech.say("cast-sure"), (test, go(draft, total, needs_second, zone, speech, sure=True)))


def ask_second(
    draft: Broadcast, count: HeadCount, author: str, office: Office, speeches: Speeches, speech: Speech
) -> Message:
    """For another member of staff: agree to the very thing, or give it back."""
    total = sum(count.values())
    lines = "\n".join(f"- {line}" for line in _whom(draft, count, office, speeches, speech))
    buttons = (
        Button(speech.say("button-cast-agree", number=total), Announce("agree", draft.id, bound(draft, total))),
        Button(speech.say("button-cast-refuse"), Announce("refuse", draft.id)),
    )
    return Message(f"{speech.say('cast-asks', name=author, number=draft.id)}\n\n{lines}", buttons)


def _whom(draft: Broadcast, count: HeadCount, office: Office, speeches: Speeches, speech: Speech) -> Sequence[str]:
    total = sum(count.values())
    to = pages.told(draft.audience, office, speeches, speech)
    lines = [speech.say("cast-to", whom=to)] if draft.kind == "notice" else []
    lines.append(speech.say("cast-people", number=total))
    for (channel, language), number in sorted(count.items()):
        name = pages.language_name(language, speech)
        lines.append(
            speech.say("cast-people-of", channel=_CHANNELS.get(channel, channel), language=name, number=number)
        )
    if draft.kind == "notice":
        lines += [pages.when(draft, office.zone, speech)]
        lines += [speech.say("cast-urgent" if draft.urgent else "cast-not-urgent")]
    return lines
