"""What staff see of an announcement that they prepare: the draft, whom it is for, when it goes, and the last look."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

from bot.core import audience, knowledge, packing
from bot.core.actions import Announce
from bot.core.audience import Audience, Kind, Way
from bot.core.broadcasts import Broadcast
from bot.core.follow_pages import Office
from bot.core.knowledge import said
from bot.core.messages import Button, Message, Speech, literal
from bot.core.titles import of_window

Speeches = Callable[[str | None], Speech]
HeadCount = Mapping[tuple[str, str], int]

SPOKEN = ("en", "zh")

ENDS = (4, 8, 12, 26)
"""Weeks after which a repeated announcement may end."""
HOLDS = (7, 14, 30)
"""Days for which an announcement may hold."""

_SIGN: Mapping[Way, str] = {"in": "✓ ", "not": "✗ ", "off": ""}
_NEXT: Mapping[Way, Way] = {"off": "in", "in": "not", "not": "off"}
_LETTER: Mapping[Kind, str] = {kind: kind[0] for kind in get_args(Kind)}
_WAYS: Mapping[str, Way] = {"+": "in", "-": "not", "0": "off"}
_KEY_BESIDE = 30


def language_name(language: str, speech: Speech) -> str:
    """As a sentence names it; of a language that the bot itself does not speak, its code."""
    return speech.say(f"language-{language}") if language in SPOKEN else language


def title(broadcast: Broadcast, language: str) -> str:
    """The first words of it, to know one from another."""
    texts = broadcast.texts
    one = texts.get(language) or next(iter(texts.values()), None)
    bare = " ".join((one.text if one else "").split())
    return literal(bare if len(bare) <= 40 else f"{bare[:39]}…")


def overview(draft: Broadcast, office: Office, speeches: Speeches, speech: Speech) -> Message:
    """How the draft stands, with a button for everything that can still be changed."""
    number = draft.id
    lines = [_text_line(draft, language, speeches, speech) for language in office.knowledge.languages]
    if draft.kind == "notice":
        lines += [
            speech.say("cast-to", whom=told(draft.audience, office, speeches, speech)),
            when(draft, office.zone, speech),
            speech.say("cast-urgent" if draft.urgent else "cast-not-urgent"),
            speech.say("cast-holds", day=draft.valid_until) if draft.valid_until else speech.say("cast-holds-not"),
        ]
    text = f"{speech.say(f'cast-{draft.kind}', number=number)}\n\n" + "\n".join(f"- {line}" for line in lines)
    return Message(text, tuple(_ways_on(draft, office, speeches, speech)))


def _ways_on(draft: Broadcast, office: Office, speeches: Speeches, speech: Speech) -> Sequence[Button]:
    number, made = draft.id, []
    for language in office.knowledge.languages:
        key = "button-cast-text-anew" if language in draft.texts else "button-cast-text"
        name = language_name(language, speech)
        made.append(Button(speech.say(key, language=name), Announce("text", number, language)))
    if draft.kind == "notice":
        made += [
            Button(speech.say("button-cast-to"), Announce("to", number)),
            Button(speech.say("button-cast-when"), Announce("when", number)),
            Button(speech.say("button-cast-holds"), Announce("holds", number)),
            Button(
                speech.say("button-cast-not-urgent" if draft.urgent else "button-cast-urgent"),
                Announce("urgent", number, "off" if draft.urgent else "on"),
            ),
        ]
    if draft.texts:
        made.append(Button(speech.say("button-cast-look"), Announce("look", number)))
    return [*made, Button(speech.say("button-cast-away"), Announce("away", number))]


def _text_line(draft: Broadcast, language: str, speeches: Speeches, speech: Speech) -> str:
    name, text = language_name(language, speech), draft.texts.get(language)
    if text is None:
        return speech.say("cast-text-missing", language=name)
    media = speech.say("cast-media", number=len(text.media)) if text.media else ""
    bare = " ".join(text.text.split())
    words = literal(bare if len(bare) <= 60 else f"{bare[:59]}…")
    return speech.say("cast-text", language=name, words=words, media=media)


def told(chosen: Audience, office: Office, speeches: Speeches, speech: Speech) -> str:
    """Whom it is for, in words.

    Everyone; or "students; not year 4".
    """
    parts = []
    for one in chosen.conditions:
        names = [value_name(one.kind, value, office, speeches, speech) for value in one.values]
        values = speech.say("cast-or").join(names)
        if one.kind == "ids":
            values = speech.say("cast-ids", number=len(one.values))
        parts.append(speech.say("cast-not", whom=values) if one.negated else values)
    return speech.say("cast-and").join(parts) if parts else speech.say("cast-everyone")


def value_name(kind: Kind, value: str, office: Office, speeches: Speeches, speech: Speech) -> str:
    match kind:
        case "lang":
            return language_name(value, speech)
        case "role":
            return speech.say(f"cast-role-{value}")
        case "year":
            return speech.say("year-button", study=int(value))
        case "dept":
            names = office.knowledge.departments.get(value)
            return said(names, speech.language) if names else value
        case "follows":
            entity, _, window = value.partition("/")
            name = of_window(office.knowledge, entity, window, speech)
            return speech.say("cast-followers", name=name)
    return value


def values(kind: Kind, office: Office) -> Sequence[str]:
    """What of a kind can be chosen by a button."""
    match kind:
        case "lang":
            return tuple(office.knowledge.languages)
        case "role":
            return get_args(knowledge.Audience)
        case "year":
            return audience.YEARS
        case "dept":
            return tuple(office.knowledge.departments)
        case "follows":
            return office.keys()
    return ()


def audiences(draft: Broadcast, people: int, office: Office, speeches: Speeches, speech: Speech) -> Message:
    """The kinds of conditions; all that are chosen hold together."""
    kinds = [kind for kind in audience.KINDS if kind == "ids" or values(kind, office)]
    buttons = [Button(speech.say(f"button-cast-by-{kind}"), Announce("by", draft.id, kind)) for kind in kinds]
    if draft.audience.conditions:
        buttons.insert(0, Button(speech.say("button-cast-everyone"), Announce("all", draft.id)))
    text = speech.say("cast-whom", whom=told(draft.audience, office, speeches, speech), number=people)
    return Message(text, (*buttons, _back(draft, speech)))


def choices(draft: Broadcast, kind: Kind, people: int, office: Office, speeches: Speeches, speech: Speech) -> Message:
    """The values of one kind: each press goes from not looked at to taken in, to left out, and back."""
    buttons = []
    for value in _offered(kind, draft.audience, office):
        way = draft.audience.way(kind, value)
        label = f"{_SIGN[way]}{_label(kind, value, office, speeches, speech)}"
        buttons.append(Button(label, Announce("who", draft.id, packed(kind, value, _NEXT[way]))))
    if kind == "ids":
        buttons = [
            Button(speech.say("button-cast-ids-in"), Announce("ids", draft.id, "in")),
            Button(speech.say("button-cast-ids-not"), Announce("ids", draft.id, "not")),
        ]
    text = speech.say("cast-whom", whom=told(draft.audience, office, speeches, speech), number=people)
    hint = "" if kind == "ids" else f"\n\n{speech.say('cast-tap-twice')}"
    more = Button(speech.say("button-cast-by-more"), Announce("to", draft.id))
    return Message(text + hint, (*buttons, more, _back(draft, speech)))


def _offered(kind: Kind, chosen: Audience, office: Office) -> Sequence[str]:
    """Of what can be followed, programmes; and the rounds of those that are chosen already."""
    looked_at = {value.partition("/")[0] for negated in (False, True) for value in chosen.values(kind, negated)}
    return [
        one for one in values(kind, office) if kind != "follows" or "/" not in one or one.partition("/")[0] in looked_at
    ]


def _label(kind: Kind, value: str, office: Office, speeches: Speeches, speech: Speech) -> str:
    if kind != "follows":
        return value_name(kind, value, office, speeches, speech)
    entity, _, window = value.partition("/")
    return of_window(office.knowledge, entity, window, speech)


def taken(chosen: Audience, kind: Kind, value: str, way: Way) -> Audience:
    """With a press done: whoever takes one round means that round only."""
    entity, _, window = value.partition("/")
    if kind == "follows" and window and way == "in":
        chosen = chosen.having(kind, entity, "off")
    return chosen.having(kind, value, way)


def packed(kind: Kind, value: str, way: Way) -> str:
    """
    >>> packed("role", "student", "in")
    'r+student'
    """
    sign = next(sign for sign, one in _WAYS.items() if one == way)
    return f"{_LETTER[kind]}{sign}{packing.short(value, _KEY_BESIDE)}"


def unpacked(value: str, office: Office) -> tuple[Kind, str, Way] | None:
    """None for what nobody can choose now."""
    kind = next((kind for kind, letter in _LETTER.items() if value[:1] == letter), None)
    way = _WAYS.get(value[1:2])
    if kind is None or way is None:
        return None
    found = next((one for one in values(kind, office) if packing.short(one, _KEY_BESIDE) == value[2:]), None)
    return None if found is None else (kind, found, way)


def when(draft: Broadcast, zone: ZoneInfo, speech: Speech) -> str:
    if draft.at is None:
        return speech.say("cast-at-once")
    at = draft.at.astimezone(zone)
    if draft.rhythm and draft.until:
        return speech.say(f"cast-{draft.rhythm}", at=at, until=draft.until)
    return speech.say("cast-at", at=at)


def times(draft: Broadcast, offered: Sequence[datetime], zone: ZoneInfo, speech: Speech) -> Message:
    """When it goes out: at once, at one of some usual moments, at one that is typed; once or again and again."""
    number = draft.id
    buttons = [Button(speech.say("button-cast-at-once"), Announce("at", number, "now"))]
    for one in offered:
        local = one.astimezone(zone)
        buttons.append(Button(speech.say("button-cast-at", at=local), Announce("at", number, f"{local:%Y%m%d%H%M}")))
    buttons.append(Button(speech.say("button-cast-type"), Announce("at", number, "type")))
    if draft.at is not None:
        for each in ("once", "weekly", "monthly"):
            buttons.append(Button(speech.say(f"button-cast-{each}"), Announce("each", number, each)))
    if draft.rhythm and draft.at is not None:
        first = draft.at.astimezone(zone).date()
        for weeks in ENDS:
            end = first + timedelta(weeks=weeks)
            label = speech.say("button-cast-weeks", number=weeks)
            buttons.append(Button(label, Announce("until", number, f"{end:%Y%m%d}")))
        buttons.append(Button(speech.say("button-cast-type-end"), Announce("until", number, "type")))
    return Message(f"{when(draft, zone, speech)}\n\n{speech.say('cast-when')}", (*buttons, _back(draft, speech)))


def holding(draft: Broadcast, now: datetime, zone: ZoneInfo, speech: Speech) -> Message:
    """Until when it is offered to people who come later."""
    today = now.astimezone(zone).date()
    buttons = [Button(speech.say("button-cast-holds-not"), Announce("valid", draft.id, "none"))]
    for days in HOLDS:
        day = today + timedelta(days=days)
        buttons.append(Button(speech.say("button-cast-days", days=days), Announce("valid", draft.id, f"{day:%Y%m%d}")))
    buttons.append(Button(speech.say("button-cast-type-end"), Announce("valid", draft.id, "type")))
    return Message(speech.say("cast-holds-question"), (*buttons, _back(draft, speech)))


def preview(draft: Broadcast, languages: Sequence[str], speeches: Speeches, speech: Speech) -> tuple[Message, ...]:
    """The very messages that go out, each under the name of its language."""
    shown: list[Message] = []
    for language in languages:
        name = language_name(language, speech)
        shown += [Message(speech.say("cast-preview", language=name)), draft.texts[language]]
    return tuple(shown)


def _back(draft: Broadcast, speech: Speech) -> Button:
    return Button(speech.say("button-cast-back"), Announce("show", draft.id))
