"""A model of the post: people, follows, edits of dates, the clock, kills, and whatever becomes of a letter.

After any of it: what was intended is delivered, unknown, waiting or dropped with a reason, and nothing came twice.
"""

import asyncio
import copy
import functools
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import text

from bot import locales
from bot.core.actions import Adjust, Close, Follow, Forget, Unfollow
from bot.core.conversation import Conversation
from bot.core.knowledge import Day, Window
from bot.core.reminders import versions
from bot.flows.deliver import Deliver
from bot.flows.ports import Absent, Address, Arrival, CutOff, Fate, Later, Letter, Refused
from bot.office import Office
from bot.settings import Reminders, Sending, Settings
from bot.understanding import LOCALES
from tests import house, tiny

OUTCOMES = ("there", "there", "there", "later", "too fast", "gone", "refused", "cut after", "cut before")
PEOPLE = tuple(Address("telegram", str(number)) for number in range(1, 5))
START = datetime(2027, 2, 20, 2, 0, tzinfo=UTC)
ENTITY = "exchange"


@functools.cache
def _taught() -> Conversation:
    return tiny.conversation(tiny.KNOWLEDGE, locales.load(LOCALES))


class Killed(BaseException):
    """The process is gone."""


class Post(RuleBasedStateMachine):
    """`arrived` counts what the phones show: (person, occasion key)."""

    @initialize()
    def open(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.now = START
        self.plan: list[str] = []
        self.arrived: Counter[tuple[str, str]] = Counter()
        self.snoozed: set[tuple[str, str]] = set()
        self.understood = house.Understood(copy.copy(_taught()))
        chosen = Settings(
            sending=Sending(a_second=0), reminders=Reminders(hold_minutes=10, most_a_week=50), owner_id="99"
        )
        self.house: Office = self.run(house.office(self.understood.conversation, lambda: self.now, chosen))
        self.deliver = self.new_post_office()
        for who in PEOPLE[:3]:
            self.follows(who, "")

    def run(self, awaitable: Any) -> Any:
        return self.loop.run_until_complete(awaitable)

    def new_post_office(self) -> Deliver:
        return self.house.post_office({"telegram": self.carry})

    async def carry(self, letter: Letter) -> Fate:
        outcome = self.plan.pop() if self.plan else "there"
        if outcome in {"there", "cut after", "killed after"}:
            for key in await self.keys(letter.id):
                self.arrived[letter.address.id, key] += 1
        match outcome:
            case "killed after" | "killed before":
                raise Killed
            case "later":
                return Later("unwell")
            case "too fast":
                return Later("slow down", seconds=3)
            case "gone":
                return Absent("blocked")
            case "refused":
                return Refused("too odd")
            case "cut after" | "cut before":
                return CutOff("cut")
        return Arrival()

    async def keys(self, letter: int) -> list[str]:
        return [
            row.key
            for row in await self.rows(
                f"SELECT o.key FROM notices n JOIN occasions o ON o.id = n.occasion WHERE n.letter = {letter}"
            )
        ]

    async def rows(self, query: str) -> list[Any]:
        async with self.house.database.read() as connection:
            return list((await connection.execute(text(query))).all())

    @rule(who=st.sampled_from(PEOPLE), what=st.sampled_from(["", "/round"]))
    def follows(self, who: Address, what: str) -> None:
        self.run(house.presses(self.house, who, Follow(ENTITY + what)))

    @rule(who=st.sampled_from(PEOPLE), how=st.sampled_from(["unfollow", "done", "skip", "forget"]))
    def has_done_with_it(self, who: Address, how: str) -> None:
        match how:
            case "unfollow":
                self.run(house.presses(self.house, who, Unfollow(ENTITY)))
            case "forget":
                self.run(house.presses(self.house, who, Forget(True)))
                for key in [key for key in self.arrived if key[0] == who.id]:
                    del self.arrived[key]
            case "done" | "skip":
                office = self.house.understanding.office
                for version in sorted(versions(office.knowledge, office.days, self.now)):
                    self.run(house.presses(self.house, who, Close(how, f"{ENTITY}/round", version)))

    @rule(who=st.sampled_from(PEOPLE), days=st.sampled_from(["7", "30", "0"]))
    def pauses(self, who: Address, days: str) -> None:
        self.run(house.presses(self.house, who, Adjust("pause", days)))

    @rule(day=st.integers(0, 28), hour=st.sampled_from([None, 12, 17]))
    def date_moves(self, day: int, hour: int | None) -> None:
        """To another day of April; 0 is away."""
        if day == 0:
            self.edit(())
            return
        window = Window("round", {"en": "Round", "zh": "批次"}, Day(3, 1), Day(4, day, at=time(hour) if hour else None))
        self.edit((window,))

    def edit(self, windows: tuple[Window, ...]) -> None:
        entity = replace(tiny.EXCHANGE, windows=windows)
        knowledge = replace(tiny.KNOWLEDGE, entities={**tiny.KNOWLEDGE.entities, ENTITY: entity})
        answers = replace(self.understood.conversation.answers, knowledge=knowledge)
        conversation = self.understood.conversation
        conversation.answers = answers
        conversation._knowledge = knowledge

    @rule(hours=st.sampled_from([24, 72, 24 * 8, 1, 0, -1]))
    def time_passes(self, hours: int) -> None:
        """Planned at once: a tick more or less changes nothing."""
        self.now += timedelta(hours=hours, minutes=11)
        self.run(self.house.tick())

    @rule(outcomes=st.lists(st.sampled_from(OUTCOMES), min_size=1, max_size=6))
    def post_is_carried(self, outcomes: list[str]) -> None:
        self.plan = list(outcomes)
        for _ in range(4 * len(outcomes)):
            self.turn()
        self.plan = []

    @rule(when=st.sampled_from(["killed before", "killed after"]))
    def dies_while_carrying(self, when: str) -> None:
        self.plan = [when]
        for _ in range(4):
            self.turn()
        self.plan = []
        self.deliver = self.new_post_office()
        self.run(self.house.recover("telegram", started=True))

    def turn(self) -> None:
        async def one() -> None:
            await self.deliver.turn()
            flying = list(self.deliver._flying)
            await asyncio.gather(*flying, return_exceptions=True)

        with suppress(Killed):
            self.run(one())

    @invariant()
    def nothing_comes_twice(self) -> None:
        assert all(number == 1 for number in self.arrived.values()), self.arrived

    @invariant()
    def every_notice_is_accounted_for(self) -> None:
        notices = self.run(self.rows("SELECT state, letter, reason FROM notices"))
        letters = {row.id for row in self.run(self.rows("SELECT id FROM letters"))}
        for state, letter, reason in notices:
            assert state in {0, 1, 2}
            assert state != 1 or letter in letters
            assert state != 2 or reason
            assert state != 0 or letter is None

    def teardown(self) -> None:
        """Once everything works again and time passes, nothing is left waiting."""
        if not hasattr(self, "house"):
            return
        for _ in range(20):
            self.now += timedelta(days=6)
            self.run(self.house.tick())
            for _ in range(16):
                self.turn()
        self.nothing_comes_twice()
        paused = self.run(self.rows("SELECT 1 FROM notices WHERE state = 0"))
        unsent = self.run(self.rows("SELECT 1 FROM letters WHERE state < 2"))
        assert not paused
        assert not unsent
        self.run(self.house.close())
        self.loop.close()


TestPost = pytest.mark.timeout(600)(Post.TestCase)  # to find the shortest story of a failure takes long
TestPost.settings = hypothesis_settings(max_examples=25, stateful_step_count=40, deadline=None)
