"""Announcements in the chat: looked at, tested, confirmed by whom it takes, and everything that can follow.

Who may is asked at every step, and so is how the announcement stands: a button tells what its presser wants, and
nothing about what is so.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bot.core import broadcast_pages as pages
from bot.core import confirm_pages, sending_pages
from bot.core.actions import Announce as Action
from bot.core.broadcast_pages import Speeches
from bot.core.broadcasts import Broadcast, State, can_be_recalled
from bot.core.follow_pages import Office
from bot.core.messages import Message, Speech
from bot.core.wishes import Sent
from bot.flows import members
from bot.flows.compose import Compose, Desk, Messages
from bot.flows.conduct import Conduct
from bot.flows.dispatch import Confirmed, Dispatch
from bot.flows.members import Members
from bot.flows.ports import Broadcasts, Guests, Sendings

LISTED: Sequence[State] = ("draft", "awaiting", "scheduled", "sending", "paused", "done", "cancelled", "missed")
GONE_OUT: Sequence[State] = ("sending", "paused", "done", "cancelled")


class Announce:
    """Nobody comes here without the right to: the flow before has asked."""

    def __init__(
        self,
        broadcasts: Broadcasts,
        sendings: Sendings,
        dispatch: Dispatch,
        compose: Compose,
        conduct: Conduct,
        staff: Members,
        guests: Guests,
        office: Callable[[], Office],
        speeches: Speeches,
    ) -> None:
        self._broadcasts = broadcasts
        self._sendings = sendings
        self._dispatch = dispatch
        self._compose = compose
        self._conduct = conduct
        self._staff = staff
        self._guests = guests
        self._office = office
        self._speeches = speeches

    async def command(self, name: str, rest: str, desk: Desk) -> Messages:
        match name:
            case "broadcasts":
                return await self._list(desk)
            case "correct" | "recall" if rest.isascii() and rest.isdigit():
                return await self._again(name, int(rest[:18]), desk)
            case "correct" | "recall":
                return await self._which(name, desk)
        return await self._compose.begin("notice", None, desk)

    async def sent(self, sent: Sent, desk: Desk) -> Messages | None:
        """What somebody of the staff sent, if it is for their draft."""
        for number, draft in enumerate(await self._broadcasts.unfinished(desk.author)):
            done = await self._compose.take(draft, sent, desk, asked=number == 0)
            if done is not None:
                return done
        return None

    async def press(self, action: Action, desk: Desk) -> Messages:
        if action.verb == "new":
            return await self._compose.begin("notice", None, desk)
        if action.verb in {"correct", "recall"}:
            return await self._again(action.verb, action.number, desk)
        found = await self._broadcasts.find(action.number)
        if found is None:
            return (Message(desk.speech.say("cast-gone", number=action.number)),)
        match action.verb:
            case "hold" | "resume" | "cancel" | "details" | "report":
                return await self._under_way(found, action.verb, desk)
            case "agree" | "refuse" | "second":
                return await self._second(found, action, desk)
        return await self._on_draft(found, action, desk)

    async def _on_draft(self, draft: Broadcast, action: Action, desk: Desk) -> Messages:
        if draft.state != "draft":
            return (Message(desk.speech.say("cast-over")), await self._details(draft, desk))
        if draft.author != desk.author:
            return (Message(desk.speech.say("cast-not-yours")),)
        match action.verb:
            case "look":
                return await self._look(draft, desk)
            case "test":
                return await self._test(draft, desk)
            case "send":
                return await self._send(draft, action.value, desk)
            case "away":
                done = await self._broadcasts.move(draft.id, "", ("draft",), "cancelled", desk.now, desk.author)
                return (Message(desk.speech.say("cast-away" if done else "cast-over", number=draft.id)),)
        changed = await self._compose.change(draft, action.verb, action.value, desk)
        return self._compose.overview(draft, desk) if changed is None else changed

    async def _look(self, draft: Broadcast, desk: Desk) -> Messages:
        languages = self._dispatch.languages(draft)
        if not languages:
            return (Message(desk.speech.say("cast-wordless")), *self._compose.overview(draft, desk))
        shown = pages.preview(draft, languages, self._speeches, desk.speech) if draft.kind != "recall" else ()
        return (*shown, await self._confirm_page(draft, desk))

    async def _confirm_page(self, draft: Broadcast, desk: Desk) -> Message:
        count = await self._dispatch.head_count(draft)
        second = self._dispatch.needs_second(draft, sum(count.values()), desk.author)
        return confirm_pages.confirm(draft, count, second, self._office(), self._speeches, desk.speech)

    async def _test(self, draft: Broadcast, desk: Desk) -> Messages:
        """To the author alone, through the same outbox, in every language."""
        address = members.read(desk.author)
        languages = self._dispatch.languages(draft)
        if address is None or not languages:
            return (Message(desk.speech.say("cast-wordless")),)
        tested = replace(draft, tested=draft.words)
        if not await self._broadcasts.keep(tested, desk.now):
            return (Message(desk.speech.say("cast-over")),)
        for language in languages:
            await self._guests.post(address, draft.texts[language], "test", desk.now)
        return (Message(desk.speech.say("cast-test-sent")), await self._confirm_page(tested, desk))

    async def _send(self, draft: Broadcast, value: str, desk: Desk) -> Messages:
        given = confirm_pages.unbound(value)
        if given is None or not draft.mark.startswith(given[0]):
            return (Message(desk.speech.say("cast-changed")), *await self._look(draft, desk))
        _, shown, sure = given
        if not draft.is_tested and not sure and draft.kind != "recall":
            second = self._dispatch.needs_second(draft, shown, desk.author)
            return (confirm_pages.sure(draft, shown, second, self._dispatch.zone, desk.speech),)
        if draft.kind == "recall" and draft.of is not None:  # or it would go on while it is taken back
            await self._sendings.cancel(draft.of, desk.author, desk.now)
        done = await self._dispatch.confirm(draft, shown, desk.author, desk.now)
        if done.result == "waits":
            return await self._ask_others(draft, desk)
        return await self._told(draft, done, desk)

    async def _told(self, draft: Broadcast, done: Confirmed, desk: Desk) -> Messages:
        """What the confirmation came to; a correction is in force for those who have not got the first yet, too."""
        said = Message(desk.speech.say(f"cast-done-{done.result}", number=done.number, name=draft.id))
        if done.result == "grown":
            return (said, await self._confirm_page(draft, desk))
        if done.result == "begun":
            await self._conduct.begun(draft, desk.now)
        return (said,)

    async def _ask_others(self, draft: Broadcast, desk: Desk) -> Messages:
        """Every other announcer is asked; the first who agrees sends it."""
        others = [
            one for one in await self._staff.with_right("announce") if members.written(one.address) != desk.author
        ]
        if not others:
            await self._broadcasts.move(draft.id, "", ("awaiting",), "draft", desk.now, desk.author)
            return (Message(desk.speech.say("cast-no-second", most=self._dispatch.second_above)),)
        for one in others:
            guest = await self._guests.find(one.address)
            for message in await self._question(draft, self._speeches(guest.person.language)):
                await self._guests.post(one.address, message, "staff", desk.now)
        return (Message(desk.speech.say("cast-done-waits", number=len(others), name=draft.id)),)

    async def _question(self, draft: Broadcast, speech: Speech) -> Messages:
        """What the second member of staff sees: each text, whom it is for, and the buttons."""
        count, name = await self._dispatch.head_count(draft), await self._name(draft.author)
        shown = pages.preview(draft, self._dispatch.languages(draft), self._speeches, speech)
        return (*shown, confirm_pages.ask_second(draft, count, name, self._office(), self._speeches, speech))

    async def _second(self, found: Broadcast, action: Action, desk: Desk) -> Messages:
        """The second member of staff is another one, and the first is still of the staff."""
        given = confirm_pages.unbound(action.value)
        if found.author == desk.author:
            return (Message(desk.speech.say("cast-own")),)
        if found.state != "awaiting":
            return (Message(desk.speech.say("cast-over")), await self._details(found, desk))
        author = members.read(found.author)
        if author is None or not await self._staff.may(author, "announce"):
            await self._sendings.cancel(found.id, desk.author, desk.now)
            return (Message(desk.speech.say("cast-author-left", number=found.id)),)
        if action.verb == "second":
            return await self._question(found, desk.speech)
        if action.verb == "refuse":
            back = await self._broadcasts.move(found.id, "", ("awaiting",), "draft", desk.now, desk.author)
            if back:
                await self._tell(found, "cast-given-back", desk)
            return (Message(desk.speech.say("cast-refused" if back else "cast-over", number=found.id)),)
        if given is None or not found.mark.startswith(given[0]):
            return (Message(desk.speech.say("cast-changed")),)
        done = await self._dispatch.approve(found, given[1], desk.author, desk.now)
        if done.result == "grown":
            grown = Message(desk.speech.say("cast-done-grown", number=done.number, name=found.id))
            return (grown, *await self._question(found, desk.speech))
        if done.result in {"begun", "planned"}:
            await self._tell(found, "cast-agreed", desk)
        return await self._told(found, done, desk)

    async def _tell(self, found: Broadcast, key: str, desk: Desk) -> None:
        """The author, in their language."""
        address = members.read(found.author)
        if address is not None:
            told = partial(_saying, key, found.id)
            await members.write(self._guests, self._speeches, address, told, desk.now)

    async def _under_way(self, found: Broadcast, verb: str, desk: Desk) -> Messages:
        match verb:
            case "hold":
                done = await self._sendings.hold(found.id, desk.author, desk.now)
            case "resume":
                done = await self._sendings.resume(found.id, desk.author, desk.now)
            case "cancel":
                done = await self._sendings.cancel(found.id, desk.author, desk.now)
            case "report":
                return (await self._conduct.report(found, desk.now, desk.speech),)
            case _:
                return (await self._details(found, desk),)
        await self._conduct.show(found.id, desk.now)
        key = f"cast-did-{verb}" if done else "cast-over"
        fresh = await self._broadcasts.find(found.id) or found
        return (Message(desk.speech.say(key, number=found.id), sending_pages.steps(fresh, desk.speech)),)

    async def _again(self, verb: str, number: int, desk: Desk) -> Messages:
        """A correction, or a recall, of one that has gone out."""
        found = await self._broadcasts.find(number)
        if found is None or found.kind != "notice" or found.begun is None:
            return await self._which(verb, desk)
        if verb == "correct":
            return await self._compose.begin("correction", number, desk)
        if not can_be_recalled(found, desk.now):
            return (Message(desk.speech.say("cast-too-old", number=number)),)
        draft = await self._broadcasts.draft(desk.author, "recall", number, desk.now)
        return await self._look(draft, desk)

    async def _which(self, verb: str, desk: Desk) -> Messages:
        found = [one for one in await self._broadcasts.latest(GONE_OUT, 20) if one.kind == "notice" and one.begun]
        if verb == "recall":
            found = [one for one in found if can_be_recalled(one, desk.now)]
        return (sending_pages.which(found[: sending_pages.LISTED], verb, desk.speech),)

    async def _list(self, desk: Desk) -> Messages:
        latest = await self._broadcasts.latest(LISTED, 3 * sending_pages.LISTED)
        mine = [one for one in latest if one.state != "draft" or (one.author == desk.author and one.texts)]
        shown = [one for one in mine if one.begun or one.state != "cancelled"][: sending_pages.LISTED]
        told = [(one, await self._sendings.tally(one.id, desk.now)) for one in shown]
        return (sending_pages.listing(told, self._dispatch.zone, desk.speech),)

    async def _details(self, found: Broadcast, desk: Desk) -> Message:
        tally = await self._sendings.tally(found.id, desk.now)
        return sending_pages.details(found, tally, desk.now, self._dispatch.zone, desk.speech)

    async def _name(self, author: str) -> str:
        """What a member of staff is called by the others."""
        address = members.read(author)
        known = [one.name for one in await self._staff.with_right("announce") if one.address == address]
        return known[0] if known and known[0] else author


def _saying(key: str, number: int, speech: Speech) -> Message:
    return Message(speech.say(key, number=number))
