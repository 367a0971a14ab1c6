"""Announcements on their way: begun when their time comes, told of while they go, reported on when they are over."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.core import moments, sending_pages
from bot.core.broadcast_pages import Speeches
from bot.core.broadcasts import TOO_LATE, Broadcast, Tally, uncorrected
from bot.core.messages import Document, Message, Speech
from bot.core.sending_pages import Pace
from bot.flows import members
from bot.flows.dispatch import OPERATOR, Dispatch
from bot.flows.members import Members
from bot.flows.ports import Address, Broadcasts, Clock, Guests, Render, Sendings

_LOG = logging.getLogger(__name__)

WHILE = timedelta(seconds=30)
"""The rate is that of the last while."""

AFTERWARDS = timedelta(days=7)
"""So long a "stop" is laid to the last announcement before it."""

OPEN = 20
"""As many are looked after at one time."""


@dataclass(slots=True)
class _Course:
    """What this process has seen of one: how many had gone by when, and what was last told."""

    over: deque[tuple[datetime, int]] = field(default_factory=deque)
    told: Tally | None = None
    state: str = ""


class Conduct:
    """Called again and again: whatever a process that died was at goes on with the next call, here or elsewhere."""

    def __init__(
        self,
        broadcasts: Broadcasts,
        sendings: Sendings,
        dispatch: Dispatch,
        staff: Members,
        guests: Guests,
        speeches: Speeches,
        render: Render,
        clock: Clock,
    ) -> None:
        self._broadcasts = broadcasts
        self._sendings = sendings
        self._dispatch = dispatch
        self._staff = staff
        self._guests = guests
        self._speeches = speeches
        self._render = render
        self._clock = clock
        self._courses: dict[int, _Course] = {}

    async def __call__(self) -> None:
        now = self._clock()
        for one in await self._broadcasts.due(now):
            await self._begin(one, now)
        under_way = await self._broadcasts.latest(("sending", "paused"), OPEN)
        for one in under_way:
            await self._look_after(one, now)
        self._courses = {one.id: self._courses[one.id] for one in under_way if one.id in self._courses}

    async def watch_stops(self) -> None:
        """Staff are told when an announcement drives more people away than is usual."""
        now = self._clock()
        for one in await self._broadcasts.latest(("sending", "paused", "done"), OPEN):
            if one.kind != "notice" or one.begun is None or now - one.begun > AFTERWARDS:
                continue
            tally = await self._sendings.tally(one.id, now)
            if tally.alarm and await self._sendings.warned(one.id, tally.alarm):
                await self._tell(one, partial(sending_pages.stopped, one, tally), now)

    async def begun(self, broadcast: Broadcast, now: datetime) -> None:
        """Just confirmed: of a correction, those who have not got the first yet get the new words at once."""
        if broadcast.kind == "correction" and broadcast.of is not None:
            texts = {
                language: uncorrected(text, self._speeches(language).say("cast-corrected"))
                for language, text in broadcast.texts.items()
            }
            await self._broadcasts.put_texts(broadcast.of, texts)
        await self.show(broadcast.id, now)

    async def show(self, number: int, now: datetime) -> None:
        """How far it is, in the message that moves."""
        found = await self._broadcasts.find(number)
        if found is not None and found.begun is not None:
            await self._progress(found, await self._sendings.tally(number, now), now)

    async def report(self, broadcast: Broadcast, now: datetime, speech: Speech) -> Message:
        """The counts, the picture of them, and a row for everybody as a file."""
        tally = await self._sendings.tally(broadcast.id, now)
        zone = self._dispatch.zone
        text = sending_pages.report(broadcast, tally, zone, speech)
        landed = await self._sendings.landed(broadcast.id)
        bars = [(speech.say(f"cast-bar-{name}"), number, name) for name, number in sending_pages.bars(tally)]
        title = speech.say("cast-chart", number=broadcast.id, people=tally.all)
        axis = speech.say("cast-chart-axis")
        chart = await asyncio.to_thread(self._render.chart, title, bars, landed, axis, zone)
        rows = [_row(one, zone) for one in await self._sendings.outcomes(broadcast.id)]
        header = [
            speech.say(f"cast-column-{name}") for name in ("channel", "chat", "language", "state", "reason", "at")
        ]
        sheet = await asyncio.to_thread(self._render.csv, header, rows)
        name = f"announcement-{broadcast.id}"
        return Message(text, documents=(Document(f"{name}.png", chart), Document(f"{name}.csv", sheet)))

    async def _begin(self, planned: Broadcast, now: datetime) -> None:
        """Its time has come. What is much too late does not go out, nor what its author may not send any more."""
        at = planned.at or now
        if planned.rhythm is not None:
            await self._next(planned, at, now)
            return
        if now - at > TOO_LATE:
            await self._missed(planned, "cast-missed-late", now)
        elif not await self._may(planned.author):
            await self._missed(planned, "cast-missed-author", now)
        elif not planned.approved and await self._grew(planned):
            if await self._broadcasts.move(planned.id, planned.mark, ("scheduled",), "awaiting", now, planned.author):
                for member in await self._staff.with_right("announce"):
                    await self._post(member.address, _saying("cast-missed-second", planned.id), now)
        else:
            await self._dispatch.begin(planned, None, ("scheduled",), planned.author, now)

    async def _next(self, planned: Broadcast, at: datetime, now: datetime) -> None:
        """One round goes out now; rounds that nobody was there for are left out."""
        assert planned.rhythm is not None
        zone = self._dispatch.zone
        begins = datetime.combine(planned.first or at.astimezone(zone).date(), at.astimezone(zone).time(), zone)
        after = moments.following(at, planned.rhythm, zone, begins)
        while now - after > TOO_LATE:
            after = moments.following(after, planned.rhythm, zone, begins)
        last = planned.until is not None and after.astimezone(zone).date() > planned.until
        this = await self._broadcasts.next_round(planned, None if last else after, now)
        if this.id:
            await self._begin(this, now)

    async def _grew(self, planned: Broadcast) -> bool:
        count = await self._dispatch.head_count(planned)
        return self._dispatch.needs_second(planned, sum(count.values()), planned.author)

    async def _may(self, author: str) -> bool:
        address = members.read(author)
        return author == OPERATOR or (address is not None and await self._staff.may(address, "announce"))

    async def _missed(self, planned: Broadcast, key: str, now: datetime) -> None:
        if await self._broadcasts.move(planned.id, "", ("scheduled",), "missed", now, "post office"):
            await self._tell(planned, _saying(key, planned.id), now)

    async def _look_after(self, one: Broadcast, now: datetime) -> None:
        tally = await self._sendings.tally(one.id, now)
        if one.state == "sending" and not tally.left and await self._sendings.finish(one.id, now):
            ended = await self._broadcasts.find(one.id) or one
            await self._progress(ended, tally, now)
            await self._hand_in(ended, now)
            return
        course = self._courses.setdefault(one.id, _Course())
        if (course.told, course.state) != (tally, one.state):
            await self._progress(one, tally, now)

    async def _progress(self, one: Broadcast, tally: Tally, now: datetime) -> None:
        course = self._courses.setdefault(one.id, _Course())
        course.told, course.state = tally, one.state
        course.over.append((now, tally.over))
        while now - course.over[0][0] > WHILE:
            course.over.popleft()
        for address in await self._readers(one):
            guest = await self._guests.find(address)
            speech = self._speeches(guest.person.language)
            page = sending_pages.progress(one, tally, _pace(course.over, tally), speech)
            await self._sendings.tell_progress(one.id, address, page, now)

    async def _hand_in(self, one: Broadcast, now: datetime) -> None:
        for address in await self._readers(one):
            guest = await self._guests.find(address)
            page = await self.report(one, now, self._speeches(guest.person.language))
            await self._guests.post(address, page, "staff", now)

    async def _tell(self, one: Broadcast, say: Callable[[Speech], str], now: datetime) -> None:
        for address in await self._readers(one):
            await self._post(address, say, now)

    async def _post(self, address: Address, say: Callable[[Speech], str], now: datetime) -> None:
        await members.write(self._guests, self._speeches, address, lambda speech: Message(say(speech)), now)

    async def _readers(self, one: Broadcast) -> Sequence[Address]:
        """Its author; the owner, where that is the operator or somebody who has left."""
        address = members.read(one.author)
        if address is not None and await self._staff.role(address) is not None:
            return (address,)
        return () if self._staff.owner is None else (self._staff.owner,)


def _pace(over: Sequence[tuple[datetime, int]], tally: Tally) -> Pace:
    (then, before), (now, after) = over[0], over[-1]
    seconds = (now - then).total_seconds()
    if seconds < 1 or after <= before:
        return Pace()
    rate = (after - before) / seconds
    return Pace(rate, timedelta(seconds=(tally.left - tally.asleep) / rate))


def _saying(key: str, number: int) -> Callable[[Speech], str]:
    return lambda speech: speech.say(key, number=number)


def _row(one: tuple[str, str, str, str, str, datetime | None], zone: ZoneInfo) -> tuple[str, ...]:
    *words, at = one
    return (*map(str, words), f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}" if isinstance(at, datetime) else "")
