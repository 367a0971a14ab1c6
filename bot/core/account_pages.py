"""What the bot says about a person's own settings and data."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from bot.core.actions import Adjust, Be, Forget, Show, Speak
from bot.core.knowledge import Texts, said
from bot.core.messages import Button, Message, Speech
from bot.core.people import YEARS, Person, Quiet
from bot.core.privacy import AUDIT_DAYS, MARKS_DAYS

QUIETS = ("22:00-08:00", "23:00-07:00", "20:00-09:00", "off")
ZONES = ("Asia/Shanghai", "Asia/Tokyo", "Asia/Bangkok", "Europe/London", "Europe/Berlin", "America/New_York")
PAUSES = (7, 30)
_DAY = timedelta(days=1)


def adjusted(person: Person, wish: Adjust, now: datetime, departments: Collection[str] = ()) -> Person | None:
    """The person with that setting; None for a value that means nothing."""
    match wish:
        case Adjust("quiet", value):
            quiet = read_quiet(value)
            return replace(person, quiet=quiet) if quiet else None
        case Adjust("zone", value):
            return replace(person, zone=value) if value in available_timezones() else None
        case Adjust("pause", value) if value.isascii() and value.isdigit() and len(value) < 4:
            return replace(person, paused_until=now + int(value) * _DAY if int(value) else None, muted=False)
        case Adjust("year", value) if value in {str(year) for year in YEARS}:
            return replace(person, year=int(value))
        case Adjust("department", value) if value in departments:
            return replace(person, department=value)
        case Adjust("department", "none"):
            return replace(person, department=None)
        case Adjust("letters", "on"):
            return replace(person, muted=False, paused_until=None)
        case Adjust("letters", "off"):
            return replace(person, muted=True)
    return None


def read_quiet(value: str) -> Quiet | None:
    """
    >>> read_quiet("22:00-08:00"), read_quiet("off")
    ((datetime.time(22, 0), datetime.time(8, 0)), (datetime.time(0, 0), datetime.time(0, 0)))
    """
    if value.strip().casefold() == "off":
        return time(0), time(0)
    start, _, end = value.replace("\u2013", "-").replace(" ", "").partition("-")
    try:
        hours = [time.fromisoformat(one if len(one) == 5 else f"0{one}") for one in (start, end)]
    except ValueError:
        return None
    return None if any(one.tzinfo for one in hours) else (hours[0], hours[1])


def written(quiet: Quiet, speech: Speech) -> str:
    start, end = quiet
    return speech.say("quiet-never") if start == end else f"{start:%H:%M} – {end:%H:%M}"


def settings(
    person: Person, quiet: Quiet, zone: str, departments: Mapping[str, Texts], now: datetime, speech: Speech
) -> Message:
    """How letters come, with a button for each thing that can be changed; `quiet` and `zone` are those that hold."""
    state = speech.say("letters-on")
    if person.muted:
        state = speech.say("letters-off")
    elif person.paused_until and person.paused_until > now:
        state = speech.say("letters-paused", until=person.paused_until.astimezone(ZoneInfo(zone)))
    lines = [
        state,
        speech.say("settings-quiet", hours=written(quiet, speech), zone=zone),
        speech.say("settings-year", study=person.year) if person.year else "",
        speech.say("settings-department", name=_department(person.department, departments, speech))
        if person.department
        else "",
    ]
    on = Button(speech.say("button-letters-on"), Adjust("letters", "on"))
    off = Button(speech.say("button-letters-off"), Adjust("letters", "off"))
    stopped = person.muted or (person.paused_until is not None and person.paused_until > now)
    pauses = [Button(speech.say("button-pause", days=days), Adjust("pause", str(days))) for days in PAUSES]
    buttons = [
        *([on] if stopped else pauses),
        *([] if person.muted else [off]),
        Button(speech.say("button-quiet"), Show("quiet")),
        Button(speech.say("button-zone"), Show("zone")),
        Button(speech.say("button-year"), Show("year")),
        *([Button(speech.say("button-department"), Show("department"))] if departments else []),
        Button(speech.say("button-role"), Be()),
        Button(speech.say("button-language"), Speak()),
        Button(speech.say("button-mydata"), Show("mydata")),
    ]
    return Message(f"{speech.say('settings')}\n\n" + "\n".join(f"- {line}" for line in lines if line), tuple(buttons))


def quiet_choice(speech: Speech) -> Message:
    buttons = tuple(
        Button(speech.say("quiet-never") if one == "off" else one.replace("-", " – "), Adjust("quiet", one))
        for one in QUIETS
    )
    return Message(speech.say("quiet-question"), buttons)


def zone_choice(speech: Speech) -> Message:
    buttons = tuple(Button(one.rpartition("/")[2].replace("_", " "), Adjust("zone", one)) for one in ZONES)
    return Message(speech.say("zone-question"), buttons)


def year_choice(speech: Speech) -> Message:
    return Message(
        speech.say("year-question"),
        tuple(Button(speech.say("year-button", study=year), Adjust("year", str(year))) for year in YEARS),
    )


def department_choice(departments: Mapping[str, Texts], speech: Speech) -> Message:
    if not departments:
        return Message(speech.say("department-none"))
    buttons = [Button(said(names, speech.language), Adjust("department", id)) for id, names in departments.items()]
    none = Button(speech.say("role-nobody"), Adjust("department", "none"))
    return Message(speech.say("department-question"), (*buttons, none))


def _department(id: str, departments: Mapping[str, Texts], speech: Speech) -> str:
    return said(departments[id], speech.language) if id in departments else id


def pause_choice(speech: Speech) -> Message:
    pauses = tuple(Button(speech.say("button-pause", days=days), Adjust("pause", str(days))) for days in PAUSES)
    off = Button(speech.say("button-letters-off"), Adjust("letters", "off"))
    return Message(speech.say("pause-question"), (*pauses, off))


def privacy(speech: Speech, days: int) -> Message:
    buttons = (
        Button(speech.say("button-mydata"), Show("mydata")),
        Button(speech.say("button-forget"), Show("forget")),
    )
    return Message(speech.say("privacy", days=days, marks=MARKS_DAYS, audit=AUDIT_DAYS), buttons)


def forget_question(speech: Speech) -> Message:
    buttons = (
        Button(speech.say("button-forget-sure"), Forget(True)),
        Button(speech.say("button-forget-not"), Show("settings")),
    )
    return Message(speech.say("forget-question"), buttons)


def my_data(kinds: Mapping[str, Sequence[Mapping[str, object]]], speech: Speech) -> str:
    """Everything held, in lines."""
    blocks = [speech.say("mydata")]
    for kind, rows in kinds.items():
        if not rows:
            continue
        lines = [f"- {'; '.join(_field(name, value, speech) for name, value in row.items())}" for row in rows[-30:]]
        more = [f"- … {len(rows) - 30}"] if len(rows) > 30 else []
        title = speech.say(f"held-{kind}")
        blocks.append(f"**{title}**\n\n" + "\n".join(more + lines))
    return "\n\n".join(blocks)


def _field(name: str, value: object, speech: Speech) -> str:
    """Named as a person would; states and yes or no are words."""
    if name == "state" or isinstance(value, bool):
        value = speech.say(f"value-{str(value).lower()}")
    title = speech.say(f"field-{name.replace('_', '-')}")
    return f"{title}: {_plain(value)}"


def _plain(value: object) -> str:
    """Without what Markdown would take for its own."""
    text = " ".join(str(value).split()).replace("*", "\u2217").replace("[", "(").replace("]", ")")
    return text if len(text) <= 200 else f"{text[:199]}…"
