"""Following: what somebody wants to be reminded of, and what they have done with."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core import account_pages, clash_pages, follow_pages, titles, upcoming
from bot.core.actions import Close, Show, Snooze, Unfollow
from bot.core.actions import Follow as FollowAction
from bot.core.follow_pages import Office
from bot.core.knowledge import Entity, said
from bot.core.messages import Button, Message, Speech
from bot.core.reminders import Occasion, coming, due
from bot.core.upcoming import Round
from bot.flows.ports import Address, Follows, Mailboxes, Mark

SNOOZE = timedelta(days=1)

ROUND = timedelta(days=180)
"""A stage that lies further from its round's closing belongs to another year's."""

Messages = tuple[Message, ...]


class Follow:
    """`office` gives the one in force; `most` is how many unasked messages a week brings at most."""

    def __init__(self, follows: Follows, mailboxes: Mailboxes, office: Callable[[], Office], most: int = 3) -> None:
        self._follows = follows
        self._mailboxes = mailboxes
        self._office = office
        self._most = most

    def keys(self) -> tuple[str, ...]:
        """All that can be followed now."""
        return self._office().keys()

    async def __call__(
        self, wish: FollowAction | Unfollow | Close | Snooze, address: Address, now: datetime, speech: Speech
    ) -> Messages:
        match wish:
            case FollowAction(key):
                return await self.follow(key, address, now, speech)
            case Unfollow(key):
                return await self.unfollow(key, address, now, speech)
            case Close():
                return await self._close(wish, address, now, speech)
            case Snooze(occasion):
                there = await self._follows.snooze(address, occasion, now + SNOOZE, now)
                return (Message(speech.say("snoozed" if there else "old-button")),)

    async def follow(self, key: str, address: Address, now: datetime, speech: Speech) -> Messages:
        """`key` as typed or tapped: "semester-exchange", "semester-exchange/spring-round"; empty asks which."""
        office = self._office()
        found = office.find(key) or _by_name(office, key)
        if found is None:
            dateless = office.knowledge.entities.get(key)
            name = said(dateless.names, speech.language) if dateless else key.strip()[:60]
            return (follow_pages.which(office, speech, name),)
        entity, window = found
        await self._follows.follow(address, entity.id, window, now)
        return (follow_pages.followed(office, entity, window, now, speech),)

    async def unfollow(self, key: str, address: Address, now: datetime, speech: Speech) -> Messages:
        office = self._office()
        found = office.find(key) or _by_name(office, key)
        if found is None:
            await self._gone(key, address)
            return await self.following(address, now, speech)
        entity, window = found
        followed = {one.window for one in await self._follows.of(address) if one.entity == entity.id}
        of_all = window not in followed and "" in followed and not window.startswith(titles.STEPS)
        if window and of_all:  # all rounds but this one
            for other in entity.windows:
                if other.id != window:
                    await self._follows.follow(address, entity.id, other.id, now)
            await self._follows.unfollow(address, entity.id, "", only=True)
        await self._follows.unfollow(address, entity.id, window)
        return (follow_pages.unfollowed(office, entity, window, speech),)

    async def news_only(self, messages: Messages, address: Address) -> Messages:
        """Without the offer to follow what is followed already."""
        buttons = [button for one in messages for button in one.buttons]
        if not any(isinstance(button.action, FollowAction) for button in buttons):
            return messages
        known = {FollowAction(one.entity) for one in await self._follows.of(address) if not one.window}
        return tuple(
            replace(one, buttons=tuple(button for button in one.buttons if button.action not in known))
            for one in messages
        )

    async def following(self, address: Address, now: datetime, speech: Speech) -> Messages:
        followed = [(one.entity, one.window) for one in await self._follows.of(address)]
        marks = await self._follows.marks(address)
        closed = [(one.entity, one.window, one.version) for one in marks]
        office = self._office()
        clashes = clash_pages.lines(office, followed, now, speech)
        return (follow_pages.following(office, followed, closed, now, speech, clashes),)

    async def told(self, key: str, address: Address, now: datetime, speech: Speech) -> Messages:
        """What is followed, with a button to follow what was asked about: asking is not doing."""
        shown = await self.following(address, now, speech)
        found = self._office().find(key)
        if found is None or any(one.entity == found[0].id for one in await self._follows.of(address)):
            return shown
        follow = Button(speech.say("button-follow"), FollowAction(found[0].id))
        return (*shown[:-1], replace(shown[-1], buttons=(follow, *shown[-1].buttons)))

    async def done(self, key: str, address: Address, now: datetime, speech: Speech) -> Messages:
        """The round of a programme that is open or comes next is done with; its later stages still come."""
        office = self._office()
        found = office.find(key) or _by_name(office, key)
        if found is None:
            return await self.following(address, now, speech)
        entity, _ = found
        name = said(entity.names, speech.language)
        followed = [one.window for one in await self._follows.of(address) if one.entity == entity.id]
        again = Button(speech.say("button-follow"), FollowAction("/".join(filter(None, (entity.id, *followed[:1])))))
        if not followed:
            return (Message(speech.say("done-nothing", name=name), (again,)),)
        for one in upcoming.of_entity(entity, now, office.zone)[:1]:
            for version in _version(office, one, now):
                await self._follows.mark(address, Mark(entity.id, one.window.id, version, "done"), now)
        following = Button(speech.say("button-following"), Show("following"))
        return (Message(speech.say("done-of", name=name), (again, following)),)

    async def snooze_last(self, address: Address, now: datetime, speech: Speech) -> Messages:
        """What stood in the last letter comes once more in a day; without one, silence is offered."""
        last = await self._mailboxes.last(address)
        done = [await self._follows.snooze(address, one.number, now + SNOOZE, now) for one in last]
        if any(done):
            return (Message(speech.say("snoozed")),)
        return (replace(account_pages.pause_choice(speech), text=speech.say("snooze-nothing")),)

    async def why(self, address: Address, speech: Speech) -> Messages:
        reasons = [(one.kind, one.occasion) for one in await self._mailboxes.last(address)]
        return (follow_pages.why(self._office(), reasons, speech, self._most),)

    async def _gone(self, key: str, address: Address) -> None:
        """A programme that has left the knowledge can still be let go of."""
        entity, _, window = key.partition("/")
        if any(one.entity == entity for one in await self._follows.of(address)):
            await self._follows.unfollow(address, entity, window)

    async def _close(self, wish: Close, address: Address, now: datetime, speech: Speech) -> Messages:
        """The version in a button is the beginning of one; only one that is in force is believed."""
        office = self._office()
        found = office.find(wish.key)
        version = next((one for one in _versions(office, wish.key, now) if one.startswith(wish.version)), None)
        if found is None or version is None:
            return (Message(speech.say("closed-over")),)
        entity, window = found
        for one in _with_stages(office, wish, version, now):
            await self._follows.mark(address, Mark(entity.id, window, one, wish.mark), now)
        name = titles.of_window(office.knowledge, entity.id, window, speech)
        return (Message(speech.say(f"closed-{wish.mark}", name=name)),)


def _by_name(office: Office, typed: str) -> tuple[Entity, str] | None:
    entity = office.programme(typed)
    return (entity, "") if entity and entity.windows else None


def _with_stages(office: Office, wish: Close, version: str, now: datetime) -> set[str]:
    """Whom a round does not concern, its stages do not either; whoever has applied wants to hear of them."""
    if wish.mark == "done":
        return {version}
    around = _around(office, wish.key, now)
    edges = [one.edge for one in around if one.version == version]
    return {version} | {one.version for one in around if one.stage and abs(one.edge - edges[0]) < ROUND}


def _versions(office: Office, key: str, now: datetime) -> set[str]:
    return {one.version for one in _around(office, key, now)}


def _version(office: Office, one: Round, now: datetime) -> set[str]:
    """That of this very round, without its stages and the rounds of other years."""
    there = [other for other in _around(office, one.key, now) if not other.stage]
    edge = one.standing.closes or now
    return {other.version for other in sorted(there, key=lambda other: abs(other.edge - edge))[:1]}


def _around(office: Office, key: str, now: datetime) -> list[Occasion]:
    year = timedelta(days=400)
    found = (
        *due(office.knowledge, office.days, office.rules, now - year, now),
        *coming(office.knowledge, office.days, office.rules, now, now + year),
    )
    return [one for one in found if f"{one.entity}/{one.window}" == key]
