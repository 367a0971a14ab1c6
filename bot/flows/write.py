"""Writing letters: one person's waiting notices become one message, worded as of now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core import changes, follow_pages, following, mailbox, plan_pages, titles
from bot.core.changes import Change
from bot.core.follow_pages import Office
from bot.core.knowledge import said
from bot.core.mailbox import Decision, Habits, Pending
from bot.core.messages import Button, Message, Speech
from bot.core.people import Person, Quiet
from bot.core.reminders import OPENS, Occasion
from bot.flows.account import QUIET
from bot.flows.ports import Mailbox, Mailboxes, Reason


class Write:
    """`speeches` gives the bot's own sentences by language; `most` unasked messages a week and person at most."""

    def __init__(
        self,
        mailboxes: Mailboxes,
        office: Callable[[], Office],
        speech: Callable[[str | None], Speech],
        channels: Sequence[str],
        most: int = 3,
        quiet: Quiet = QUIET,
    ) -> None:
        self._mailboxes = mailboxes
        self._office = office
        self._speech = speech
        self._channels = channels
        self._most = most
        self._quiet = quiet

    async def __call__(self, now: datetime) -> bool:
        """Opens the mailbox that has waited longest; whether there was one."""
        opened = await self._mailboxes.mailbox(self._channels, now)
        if opened is None:
            return False
        told, undone = self._changes(opened, now)
        undone |= _ticked_off(opened)
        waiting = [one for one in opened.pending if one.id not in undone]
        decision = mailbox.decide(waiting, self._habits(opened.person), opened.sent, now)
        decision = replace(decision, drop=(*decision.drop, *((number, "undone") for number in undone)))
        message = self._message(opened, decision, told, now) if decision.send else None
        kind = opened.reasons[decision.send[0]].kind if decision.send else ""
        await self._mailboxes.enclose(opened, decision, message, kind, now)
        return True

    def _habits(self, person: Person) -> Habits:
        zone = ZoneInfo(person.zone or self._office().knowledge.zone)
        return Habits(zone, person.quiet or self._quiet, person.paused_until, self._most)

    def _changes(self, opened: Mailbox, now: datetime) -> tuple[Mapping[int, Change], frozenset[int]]:
        """What the last change of each window comes to for this person; and the numbers of those that came to nothing.

        Several changes that waited together are one: from what was told before the first to what holds after the last.
        """
        windows: dict[str, list[Pending]] = {}
        for one in sorted(opened.pending, key=lambda one: (one.at, one.id)):
            if one.kind == "change" and one.at <= now:
                windows.setdefault(one.window_key, []).append(one)
        told: dict[int, Change] = {}
        undone: set[int] = set()
        for waiting in windows.values():
            old = opened.reasons[waiting[0].id].body.partition("\n")[0]
            new = opened.reasons[waiting[-1].id].body.partition("\n")[2]
            after = changes.from_text(new) if new else None
            change = changes.compare(changes.from_text(old), after, waiting[-1].at, self._office().zone)
            if change is None:
                undone.update(one.id for one in waiting)
            else:
                told[waiting[-1].id] = change
        return told, frozenset(undone)

    def _message(self, opened: Mailbox, decision: Decision, told: Mapping[int, Change], now: datetime) -> Message:
        """Changes first, each in a line; then the reminders."""
        office, speech = self._office(), self._speech(opened.person.language)
        chosen = [(number, opened.reasons[number]) for number in decision.send]
        changed = [
            changes.sentence(told[number], office.knowledge, now, office.zone, speech)
            for number, reason in chosen
            if reason.kind == "change"
        ]
        reminded = [(number, reason.occasion) for number, reason in chosen if reason.kind != "change"]
        texts = list(changed)
        buttons: tuple[Button, ...] = ()
        if reminded:
            texts.append(_reminder(office, reminded, chosen, decision, now, speech).text)
            texts += _missing(office, opened, reminded, speech)
        buttons = follow_pages.reminder_buttons(office, reminded, speech)
        return Message("\n\n".join(texts), buttons)


def _ticked_off(opened: Mailbox) -> frozenset[int]:
    """Steps to a paper that is there already."""
    found = set()
    for number, reason in opened.reasons.items():
        one = reason.occasion
        if one.window.startswith(titles.STEPS):
            place = f"{one.entity}/{one.window.removeprefix(titles.STEPS)}/{one.version.partition('-')[0]}"
            if {("", one.stage), (place, one.stage)} & opened.ticked:
                found.add(number)
    return frozenset(found)


def _missing(office: Office, opened: Mailbox, reminded: Sequence[tuple[int, Occasion]], speech: Speech) -> list[str]:
    """Which papers are not ticked off yet, a line a round; nobody who has no list is asked about it."""
    lines = {}
    for _, one in reminded:
        entity = office.knowledge.entities.get(one.entity)
        if entity is None or one.stage or one.offset == OPENS:
            continue
        place = f"{one.entity}/{one.window}/{one.edge.astimezone(office.zone).year}"
        papers = plan_pages.missing(office, entity, place, opened.ticked)
        if papers:
            names = speech.say("list-joint").join(said(paper.names, speech.language) for paper in papers)
            name = titles.of_window(office.knowledge, one.entity, one.window, speech)
            lines[place] = speech.say("reminder-missing", name=name, papers=names)
    return list(lines.values())


def _reminder(
    office: Office,
    reminded: Sequence[tuple[int, Occasion]],
    chosen: Sequence[tuple[int, Reason]],
    decision: Decision,
    now: datetime,
    speech: Speech,
) -> Message:
    keys: Mapping[int, str] = {number: reason.occasion.key for number, reason in chosen}
    late = {keys[number] for number in decision.late}
    return following.reminder([one for _, one in reminded], late, office.knowledge, office.days, now, speech)
