"""What the bot says about follows: followed, no longer, the list of them, and why a letter was sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core import titles, windows
from bot.core.actions import Ask, Close, Follow, Plan, Show, Snooze, Tick, Unfollow, tag
from bot.core.knowledge import Entity, Knowledge, said
from bot.core.messages import Button, Message, Speech, Value
from bot.core.reminders import Occasion, Rules, coming
from bot.core.working_days import WorkingDays

AHEAD = timedelta(days=400)
TAPPED = 6
"""Lines of a digest that have a button of their own."""

LISTED = 4
"""Coming reminders that a confirmation names; the list of follows names the next one of each."""


@dataclass(frozen=True, slots=True)
class Office:
    """What reminders are worked out from: the knowledge, the working days and the office's rules."""

    knowledge: Knowledge
    days: WorkingDays = field(default_factory=WorkingDays)
    rules: Rules = field(default_factory=Rules)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.knowledge.zone)

    def keys(self) -> tuple[str, ...]:
        """All that can be followed: entities with windows, and their rounds as "entity/round"."""
        dated = [entity for entity in self.knowledge.entities.values() if entity.windows]
        rounds = [(entity, window.id) for entity in dated for window in entity.windows]
        steps = (f"{entity.id}/{titles.STEPS}{window}" for entity, window in rounds if entity.papers)
        return (*(entity.id for entity in dated), *(f"{entity.id}/{window}" for entity, window in rounds), *steps)

    def find(self, key: str) -> tuple[Entity, str] | None:
        """The entity and the round ("" for all) of a key, however it is written."""
        entity_id, _, window = key.strip().casefold().partition("/")
        entity = self.knowledge.entities.get(entity_id)
        if entity is None or not entity.windows or (window and titles.find(entity, window) is None):
            return None
        return entity, window

    def programme(self, typed: str) -> Entity | None:
        """By its id or by what it is called, for people who do not know ids; a part of the name will do."""
        wanted = typed.strip().casefold()
        entities = [one for one in self.knowledge.entities.values() if one.windows or one.kind == "programme"]
        for entity in entities:
            if wanted in {one.casefold() for one in (entity.id, *entity.names.values(), *entity.aliases)}:
                return entity
        near = [one for one in entities if any(wanted in name.casefold() for name in one.names.values())]
        return near[0] if len(near) == 1 and len(wanted) > 1 else None


def name(office: Office, entity: Entity, window: str, speech: Speech) -> str:
    if window:
        return titles.of_window(office.knowledge, entity.id, window, speech)
    return said(entity.names, speech.language)


def followed(office: Office, entity: Entity, window: str, now: datetime, speech: Speech) -> Message:
    """What happens from now on, with the days on which to expect a letter."""
    key = f"{entity.id}/{window}" if window else entity.id
    expected = [one for one in _coming(office, now) if one.entity == entity.id and concerns(window, one.window)]
    lines = [f"- {_expected(office, one, speech)}" for one in expected[:LISTED]]
    blocks = [speech.say("followed", name=name(office, entity, window, speech))]
    blocks += [f"{speech.say('followed-when')}\n\n" + "\n".join(lines)] if lines else [speech.say("followed-no-date")]
    buttons = [] if window else _rounds(entity, speech)
    buttons += [Button(speech.say("button-following"), Show("following"))]
    buttons += [Button(speech.say("button-unfollow"), Unfollow(key))]
    return Message("\n\n".join(blocks), tuple(buttons))


def _rounds(entity: Entity, speech: Speech) -> list[Button]:
    """Which round only, where there are several."""
    if len(entity.windows) < 2:
        return []
    return [
        Button(speech.say("button-only", name=said(one.names, speech.language)), Follow(f"{entity.id}/{one.id}"))
        for one in entity.windows
    ]


def unfollowed(office: Office, entity: Entity, window: str, speech: Speech) -> Message:
    again = Button(speech.say("button-follow"), Follow(f"{entity.id}/{window}" if window else entity.id))
    return Message(speech.say("unfollowed", name=name(office, entity, window, speech)), (again,))


def which(office: Office, speech: Speech, unknown: str = "") -> Message:
    """What can be followed, to tap."""
    dated = [entity for entity in office.knowledge.entities.values() if entity.windows]
    buttons = tuple(Button(said(entity.names, speech.language), Follow(entity.id)) for entity in dated)
    return Message(speech.say("follow-unknown", name=unknown) if unknown else speech.say("follow-which"), buttons)


def following(
    office: Office,
    follows: Sequence[tuple[str, str]],
    closed: Sequence[tuple[str, str, str]],
    now: datetime,
    speech: Speech,
    clashes: Sequence[str] = (),
) -> Message:
    """Everything followed with how it stands and when the next letter comes; `closed` are rounds done with."""
    if not follows:
        return Message(speech.say("following-none"), which(office, speech).buttons)
    lines, buttons = [], []
    for entity_id, window in follows:
        entity = office.knowledge.entities.get(entity_id)
        if entity is None:
            lines.append(f"- {speech.say('following-gone', name=entity_id)}")
            continue
        lines.append(f"- {_line(office, entity, window, closed, now, speech)}")
        shown = name(office, entity, window, speech)
        key = f"{entity_id}/{window}" if window else entity_id
        buttons.append(Button(speech.say("button-unfollow-one", name=shown), Unfollow(key)))
    text = f"{speech.say('following')}\n\n" + "\n".join(lines)
    if clashes:
        text += f"\n\n{speech.say('clashes')}\n\n" + "\n".join(f"- {line}" for line in clashes)
    more = (
        Button(speech.say("button-calendar"), Show("calendar")),
        Button(speech.say("button-timeline"), Show("timeline")),
        Button(speech.say("button-settings"), Show("settings")),
    )
    return Message(text, (*buttons, *more))


def _line(
    office: Office, entity: Entity, window: str, closed: Sequence[tuple[str, str, str]], now: datetime, speech: Speech
) -> str:
    if window.startswith(titles.STEPS):
        return _steps_line(office, entity, window, now, speech)
    rounds = [one for one in entity.windows if window in {"", one.id}]
    best = windows.in_order(rounds, now, office.zone)
    told = "\n".join(f"  - {windows.sentence(one, speech, ahead=True)}" for one in best[:2])
    parts = []
    done = {(of, one) for of, one, _ in closed}
    expected = [
        one
        for one in _coming(office, now)
        if one.entity == entity.id and concerns(window, one.window) and (one.entity, one.window) not in done
    ]
    if expected:
        parts.append(speech.say("following-next", when=_local(expected[0].at, office)))
    return "\n".join([f"**{said(entity.names, speech.language)}**", told, *(f"  - {part}" for part in parts)])


def _steps_line(office: Office, entity: Entity, window: str, now: datetime, speech: Speech) -> str:
    expected = [one for one in _coming(office, now) if one.entity == entity.id and one.window == window]
    lines = [f"**{name(office, entity, window, speech)}**"]
    lines += [f"  - {speech.say('following-next', when=_local(one.at, office))}" for one in expected[:1]]
    return "\n".join(lines)


def concerns(followed: str, window: str) -> bool:
    """Whether who follows the one hears of the other; the steps of a plan only who follows them."""
    return followed == window or (not followed and not window.startswith(titles.STEPS))


def reminder_buttons(office: Office, occasions: Sequence[tuple[int, Occasion]], speech: Speech) -> tuple[Button, ...]:
    """Under a letter: applied, not for me, tomorrow again, and why. `occasions` with their numbers, urgent first."""
    if len(occasions) != 1:
        return (*_digest_buttons(office, occasions, speech), Button(speech.say("button-why"), Show("why")))
    number, one = occasions[0]
    key = f"{one.entity}/{one.window}"
    if one.window.startswith(titles.STEPS):
        return _step_buttons(number, one, speech)
    buttons = [
        Button(speech.say("button-done"), Close("done", key, one.version)),
        Button(speech.say("button-skip"), Close("skip", key, one.version)),
        Button(speech.say("button-snooze"), Snooze(number)),
    ]
    if one.entity in office.knowledge.entities:
        buttons.append(Button(speech.say("button-dates-of"), Ask(f"{one.entity}#dates")))
    return (*buttons, Button(speech.say("button-why"), Show("why")))


def _step_buttons(number: int, one: Occasion, speech: Speech) -> tuple[Button, ...]:
    key = f"{one.entity}/{one.window.removeprefix(titles.STEPS)}"
    return (
        Button(speech.say("button-have-it"), Tick(key, tag(one.stage), True)),
        Button(speech.say("button-snooze"), Snooze(number)),
        Button(speech.say("button-plan"), Plan(key)),
        Button(speech.say("button-why"), Show("why")),
    )


def _digest_buttons(office: Office, occasions: Sequence[tuple[int, Occasion]], speech: Speech) -> Iterable[Button]:
    """One button for each line, short enough for a phone: what is dealt with is no longer reminded of."""
    for _, one in occasions[:TAPPED]:
        entity = office.knowledge.entities.get(one.entity)
        name = said(entity.names, speech.language) if entity else one.entity
        if one.window.startswith(titles.STEPS):
            continue
        done = Close("done", f"{one.entity}/{one.window}", one.version)
        yield Button(speech.say("button-done-one", name=name), done)
    if occasions:
        yield Button(speech.say("button-snooze"), Snooze(occasions[0][0]))
        yield Button(speech.say("button-following"), Show("following"))


def why(office: Office, reasons: Sequence[tuple[str, Occasion]], speech: Speech, most: int) -> Message:
    """The rule behind each line of the last letter."""
    if not reasons:
        return Message(speech.say("why-nothing"), (Button(speech.say("button-following"), Show("following")),))
    lines = [f"- {_rule(office, kind, one, speech)}" for kind, one in reasons]
    text = f"{speech.say('why')}\n\n" + "\n".join(lines) + f"\n\n{speech.say('why-limits', most=most)}"
    buttons = (
        Button(speech.say("button-following"), Show("following")),
        Button(speech.say("button-settings"), Show("settings")),
    )
    return Message(text, buttons)


def _rule(office: Office, kind: str, one: Occasion, speech: Speech) -> str:
    values: dict[str, Value] = {"name": titles.of_window(office.knowledge, one.entity, one.window, speech, one.stage)}
    if kind == "change":
        return speech.say("why-change", **values)
    if one.window.startswith(titles.STEPS):
        return speech.say("why-step", **values)
    if one.offset.isdigit():
        return speech.say("why-days", days=int(one.offset), **values)
    return speech.say(f"why-{one.offset}", **values)


def _expected(office: Office, one: Occasion, speech: Speech) -> str:
    values: dict[str, Value] = {
        "when": _local(one.at, office),
        "name": titles.of_window(office.knowledge, one.entity, one.window, speech, one.stage),
    }
    if one.window.startswith(titles.STEPS):
        return speech.say("expect-step", **values)
    if one.offset.isdigit():
        return speech.say("expect-days", days=int(one.offset), **values)
    return speech.say(f"expect-{one.offset}", **values)


def _coming(office: Office, now: datetime) -> tuple[Occasion, ...]:
    return coming(office.knowledge, office.days, office.rules, now, now + AHEAD)


def _local(moment: datetime, office: Office) -> Value:
    return moment.astimezone(office.zone)
