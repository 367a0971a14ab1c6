"""What followers are told of edits: never a date that they have not heard of, never late what was asked for late."""

import copy
import functools
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import locales
from bot.core.actions import Follow
from bot.core.conversation import Conversation
from bot.core.knowledge import Day, Offset, Window
from bot.core.reminders import Rules
from bot.flows.deliver import Deliver
from bot.flows.ports import Address, Arrival, Fate, Letter
from bot.office import Office
from bot.settings import Reminders, Sending, Settings
from bot.understanding import LOCALES
from tests import house, tiny

ANN = Address("telegram", "1")
EVENING = datetime(2027, 3, 12, 13, 0, tzinfo=UTC)
"""21:00 in the office's zone; the quiet hours begin at 22:00."""
HELD = timedelta(minutes=11)


@functools.cache
def _taught() -> Conversation:
    return tiny.conversation(tiny.KNOWLEDGE, locales.load(LOCALES))


@dataclass
class Letters:
    """An office whose dates the test edits, and what reaches the phone."""

    now: datetime = EVENING
    texts: list[str] = field(default_factory=list)
    understood: house.Understood = field(default_factory=lambda: house.Understood(copy.copy(_taught())))
    office: Office = field(init=False)
    deliver: Deliver = field(init=False)

    async def open(self) -> None:
        chosen = Settings(sending=Sending(a_second=0), reminders=Reminders(hold_minutes=10))
        self.office = await house.office(self.understood.conversation, lambda: self.now, chosen)
        self.understood = self.office.understanding  # type: ignore[assignment]
        self.deliver = self.office.post_office({"telegram": self.carry})
        await self.office.tick()
        await house.presses(self.office, ANN, Follow("exchange"))

    async def carry(self, letter: Letter) -> Fate:
        self.texts.append(letter.message.text)
        return Arrival()

    def closes(self, day: int, remind: tuple[Offset, ...] | None = None) -> None:
        """On that day of April from now on."""
        window = Window("round", {"en": "Round", "zh": "批次"}, Day(3, 1), Day(4, day), remind=remind)
        entity = replace(tiny.EXCHANGE, windows=(window,))
        knowledge = replace(tiny.KNOWLEDGE, entities={**tiny.KNOWLEDGE.entities, "exchange": entity})
        conversation = self.understood.conversation
        conversation.answers = replace(conversation.answers, knowledge=knowledge)
        conversation._knowledge = knowledge

    async def passes(self, time: timedelta) -> None:
        """Looked at now, and again when the time is over; all that may go out goes out."""
        await self.office.tick()
        self.now += time
        await self.office.tick()
        for _ in range(8):
            await self.deliver.turn()
            await self.deliver.finish(1)


@pytest.fixture
async def letters() -> AsyncIterator[Letters]:
    letters = Letters()
    letters.closes(10, remind=())
    await letters.open()
    yield letters
    await letters.office.close()


async def test_two_moves_in_one_night_are_told_as_one_from_the_date_that_people_know(letters: Letters) -> None:
    await letters.passes(timedelta(hours=2))  # now it is night
    letters.closes(15, remind=())
    await letters.passes(HELD)
    letters.closes(20, remind=())
    await letters.passes(HELD)
    assert letters.texts == []
    await letters.passes(timedelta(hours=12))
    assert len(letters.texts) == 1
    assert "10 April" in letters.texts[0]
    assert "20 April" in letters.texts[0]
    assert "15 April" not in letters.texts[0]


async def test_a_date_that_is_as_it_was_in_the_morning_is_not_spoken_of(letters: Letters) -> None:
    await letters.passes(timedelta(hours=2))
    letters.closes(15, remind=())
    await letters.passes(HELD)
    letters.closes(10, remind=())
    await letters.passes(HELD)
    await letters.passes(timedelta(hours=12))
    assert letters.texts == []
    dropped = (await letters.office.records.counts())["notices"]
    assert dropped["dropped"] == 2
    assert not dropped["pending"]


async def test_what_was_sent_already_is_where_the_next_change_begins(letters: Letters) -> None:
    letters.closes(15, remind=())
    await letters.passes(HELD)
    letters.closes(20, remind=())
    await letters.passes(HELD)
    assert [("10 April" in one, "15 April" in one, "20 April" in one) for one in letters.texts] == [
        (True, True, False),
        (False, True, True),
    ]


async def test_a_reminder_asked_for_after_its_day_is_not_sent_late(letters: Letters) -> None:
    letters.now = datetime(2027, 4, 6, 2, 0, tzinfo=UTC)
    await letters.office.tick()
    letters.closes(10, remind=(7, 2))
    await letters.passes(timedelta(hours=1))
    assert letters.texts == []
    await letters.passes(timedelta(days=2))
    assert len(letters.texts) == 1


async def test_after_a_standstill_what_was_due_meanwhile_is_still_told(letters: Letters) -> None:
    letters.closes(10, remind=(7, 2))
    await letters.office.tick()
    letters.now = datetime(2027, 4, 6, 2, 0, tzinfo=UTC)  # nobody looked on the third
    await letters.passes(timedelta(0))
    assert len(letters.texts) == 1


async def test_a_look_ahead_leaves_nothing_behind_that_hides_later_reminders(letters: Letters) -> None:
    letters.closes(20, remind=(7,))
    await letters.office.remind(datetime(2027, 4, 30, tzinfo=UTC))
    await letters.passes(HELD)
    assert "20 April" in letters.texts[-1]  # the change, seen ahead, told now
    letters.now = datetime(2027, 4, 13, 0, 30, tzinfo=UTC)
    await letters.passes(timedelta(hours=1))
    assert len(letters.texts) == 2
    assert "20 April" in letters.texts[-1]


async def test_the_rules_of_the_office_may_change_without_a_flood(letters: Letters) -> None:
    letters.closes(10)
    letters.now = datetime(2027, 4, 6, 2, 0, tzinfo=UTC)
    await letters.passes(timedelta(hours=1))
    before = len(letters.texts)
    letters.understood.rules = Rules(offsets=(10, 9, 8, 7, 6, 5, 1))
    await letters.passes(timedelta(hours=1))
    assert len(letters.texts) == before
