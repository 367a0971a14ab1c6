"""Every talk in this folder, through every door, with the shipped knowledge at full strength."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.actions import Ask
from bot.core.conversation import Conversation, Reply
from bot.core.people import Person, Talk
from bot.core.staff_roles import ROLES
from bot.flows.ports import Address, Member
from bot.office import Office
from bot.settings import Settings, Telegram
from tests import house
from tests.transcripts import script
from tests.transcripts.doors import Clock, ConsoleDoor, Door, Heard, Overheard, TelegramDoor

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.txt"))
DOORS: dict[str, type[ConsoleDoor | TelegramDoor]] = {"console": ConsoleDoor, "telegram": TelegramDoor}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
async def test_the_talk_goes_as_written(file: Path, door: str, full: Conversation) -> None:
    talk = script.read(file)
    clock = Clock(full.answers.knowledge.zone)
    clock.set(talk.turns[0].now)
    office = await _peopled(talk, door, await house.office(full, clock, _settings(door)))
    wrong = [
        f"{file.name}:{turn.line}: {turn.does} {turn.what}: {fault}"
        for turn, heard in await _held(talk, DOORS[door](Overheard(office.attend)), clock)
        for fault in _faults(turn, heard)
    ]
    await office.close()
    assert not wrong, "\n" + "\n".join(wrong)


def _settings(door: str) -> Settings:
    token = {"token": f"123456:{'a' * 35}"} if door == "telegram" else {}
    return Settings(sending=house.UNPACED, telegram=Telegram.model_validate(token))


async def _peopled(talk: script.Talk, door: str, office: Office) -> Office:
    """Who else is there, and what the person at the door may do."""
    for language, number in talk.people.items():
        for one in range(number):
            await house.says(office, Address(door, f"9{one}{len(language)}{ord(language[0])}"), "/start", language)
    for role in (one for one in ROLES if one == talk.staff):
        await office.roster.put(Member(DOORS[door].address, role, "Li Na"), "test", datetime.now(UTC))
    return office


async def _held(talk: script.Talk, door: Door, clock: Clock) -> list[tuple[script.Turn, Heard]]:
    held: list[tuple[script.Turn, Heard]] = []
    for turn in talk.turns:
        clock.set(turn.now)
        if turn.does == ">":
            heard = await door.says(turn.what)
        else:
            number = _number(turn.what, held[-1][1].buttons)
            assert number, f"{talk.name}:{turn.line}: no button {turn.what!r} among {held[-1][1].buttons}"
            heard = await door.presses(number)
        held.append((turn, heard))
    return held


def _number(what: str, buttons: tuple[str, ...]) -> int | None:
    if what.isdigit():
        return int(what) if int(what) <= len(buttons) else None
    return buttons.index(what) + 1 if what in buttons else None


def _faults(turn: script.Turn, heard: Heard) -> list[str]:
    reply = heard.reply
    outcome = "menu" if reply.outcome == "answer" and reply.topic is None else reply.outcome
    faults = []
    if outcome != turn.outcome or reply.topic != turn.topic:
        told = reply.ranking.candidates[:3] if reply.ranking else ()
        near = ", ".join(f"{one.topic} {one.score:.2f}" for one in told)
        faults.append(f"is {outcome} {reply.topic}, not {turn.outcome} {turn.topic} ({near})")
    faults += [f"{words!r} cannot be read in {heard.text!r}" for words in turn.read if words not in heard.text]
    faults += [f"{words!r} can be read" for words in turn.unread if words in heard.text]
    faults += [f"no button {label!r} in {heard.buttons}" for label in turn.buttons if label not in heard.buttons]
    if outcome == "choices" and not 2 <= len(_topics(reply)) <= 4:
        faults.append(f"offers {_topics(reply)}")
    return faults


def _topics(reply: Reply) -> list[str]:
    """What a "did you mean" offers, without the button for a person."""
    asks = [button.action for message in reply.messages for button in message.buttons]
    return [action.topic for action in asks if isinstance(action, Ask) and action.topic != "office#contact"]


def test_there_are_talks_of_every_kind() -> None:
    whole = "\n".join(file.read_text(encoding="utf-8") for file in FILES)
    assert len(FILES) >= 14
    for needed in ("= answer ", "= choices", "= unknown", "= menu", "\n! ", "\n> /start", "\n- "):
        assert needed in whole, f"no talk has {needed!r}"


def test_a_line_that_means_nothing_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "odd.txt"
    file.write_text("now: 2027-03-01T09:00\n> hello\n= answer smalltalk#greeting\nmust say hello\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"odd\.txt:4"):
        script.read(file)


def test_a_turn_without_an_expected_outcome_is_told(tmp_path: Path) -> None:
    file = tmp_path / "odd.txt"
    file.write_text("now: 2027-03-01T09:00\n> hello\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"\[2\]"):
        script.read(file)


def test_a_talk_that_goes_another_way_is_found_out(full: Conversation) -> None:
    """The harness itself: every kind of fault is seen."""
    reply = full.ask("hello", Person(), Talk(), datetime(2027, 3, 1, tzinfo=UTC))
    turn = script.Turn(1, ">", "hello", "", "unknown", "office#cost", ["no such words"], ["Hello"], ["No such button"])
    assert len(_faults(turn, Heard(reply, reply.messages[0].text, ()))) == 4
