"""The post office: the pace, who waits for whom, what is tried again and what is given up."""

import asyncio
from itertools import pairwise

import pytest

from bot.core.conversation import Conversation
from bot.flows.deliver import IN_A_ROW, LONGEST_PAUSE
from bot.flows.ports import Absent, Address, Arrival, CutOff, Later, Refused
from bot.stores.outbox import EARLY
from tests.flows.postal import Post, opened

ANN, BO, CY = (Address("telegram", number) for number in "123")


@pytest.mark.parametrize(("a_second", "gap"), [(2, 0.5), (28.5, 1 / 28.5)])
async def test_messages_leave_at_the_pace_allowed_answers_before_letters(
    small: Conversation, a_second: float, gap: float
) -> None:
    post = await opened(small, a_second)
    for number in range(10):
        await post.letter(Address("telegram", str(number)), "letter")
        await post.answer(Address("telegram", str(100 + number)), "answer")
    while len(post.road.arrived) < 20:
        nap = await post.turn()
        post.clock.passed += nap
    moments = [moment for _, moment in post.road.tries]
    assert min(after - before for before, after in pairwise(moments)) >= gap - EARLY.total_seconds() - 0.002
    assert moments[-1] < 20 * gap + 2
    assert post.road.arrived == ["answer"] * 10 + ["letter"] * 10
    await post.office.close()


async def test_answers_of_a_chat_keep_their_order_and_other_chats_do_not_wait(post: Post) -> None:
    post.road.ordered[ANN] = [Later("trouble")]
    await post.answer(ANN, "first", "second")
    await post.answer(BO, "other")
    await post.turn()
    await post.turn()
    assert post.road.arrived == ["other"]
    await post.goes_on(2)
    assert post.road.arrived == ["other", "first", "second"]


@pytest.mark.parametrize("seconds", [0.5, 4, 3600])
async def test_a_chat_that_is_refused_waits_alone_as_long_as_was_asked(post: Post, seconds: float) -> None:
    post.road.ordered[ANN] = [Later("asked to wait", seconds=seconds)]
    await post.answer(ANN, "late")
    await post.answer(BO, "at once")
    await post.goes_on(seconds + 1, step=seconds / 8)
    first, second = post.road.moments(ANN)
    assert seconds <= second - first <= seconds * 1.25 + 0.01
    assert post.road.moments(BO) == [0]


async def test_one_chat_after_another_refused_closes_the_door_for_all(post: Post) -> None:
    chats = [Address("telegram", str(number)) for number in range(20, 20 + IN_A_ROW)]
    for chat in chats:
        post.road.ordered[chat] = [Later("slow down", seconds=10)]
        await post.answer(chat, chat.id)
        await post.turn()
    post.clock.passed = 2
    await post.answer(CY, "c")
    await post.goes_on(12)
    assert post.road.moments(CY)[0] >= 10, "it is the bot that is too fast"
    assert sorted(post.road.arrived) == sorted(["c", *(chat.id for chat in chats)])


async def test_chats_that_are_refused_again_and_again_hold_up_nobody(post: Post) -> None:
    chats = [Address("telegram", str(number)) for number in range(20, 20 + 3 * IN_A_ROW)]
    for chat in chats:
        post.road.ordered[chat] = [Later("slow down", seconds=10)] * 3
        await post.answer(chat, "late")
        await post.answer(Address("telegram", f"1{chat.id}"), "between")
        await post.goes_on(0.1)
    await post.goes_on(32)
    assert post.road.arrived.count("late") == len(chats), "each waits for itself, three times"


async def test_chats_refused_while_others_take_their_letters_hold_up_nobody(post: Post) -> None:
    for number in range(30, 30 + 2 * IN_A_ROW):
        chat = Address("telegram", str(number))
        post.road.ordered[chat] = [Later("slow down", seconds=10)]
        await post.answer(chat, "late")
        await post.answer(Address("telegram", str(number + 100)), "at once")
        await post.goes_on(0.1)
    assert post.road.arrived == ["at once"] * 2 * IN_A_ROW


async def test_trouble_of_one_chat_is_tried_ever_more_slowly_and_never_given_up(post: Post) -> None:
    post.road.ordered[ANN] = [Later("HTTP 502") for _ in range(9)]
    await post.answer(ANN, "at last")
    await post.goes_on(100, step=0.05)
    moments = post.road.moments(ANN)
    waits = [round(after - before, 1) for before, after in pairwise(moments)]
    assert waits == pytest.approx([0.5, 1, 2, 4, 8, 15, 15, 15, 15], abs=0.11)
    assert post.road.arrived == ["at last"]


async def test_a_server_that_is_away_stops_everything_ever_longer(post: Post) -> None:
    """All that are on their way meet the same trouble: together they count once."""
    chats = [Address("telegram", str(number)) for number in range(20, 28)]
    for chat in chats:
        post.road.ordered[chat] = [Later("no connection", everyone=True)]
        await post.answer(chat, "x")
    await post.turn()
    assert len(post.road.tries) == 8
    await post.answer(ANN, "later")
    await post.goes_on(0.4, step=0.05)
    assert not post.road.moments(ANN), "nothing goes out meanwhile"
    await post.goes_on(0.4, step=0.05)
    assert post.road.arrived.count("x") == 8 and "later" in post.road.arrived


async def test_a_long_absence_is_looked_at_every_quarter_of_a_minute(post: Post) -> None:
    post.road.ordered[ANN] = [Later("no connection", everyone=True) for _ in range(9)]
    await post.answer(ANN, "back")
    await post.goes_on(120, step=0.05)
    moments = post.road.moments(ANN)
    waits = [after - before for before, after in pairwise(moments)]
    assert waits[:5] == pytest.approx([0.5, 1, 2, 4, 8], abs=0.11)
    assert max(waits) <= LONGEST_PAUSE.total_seconds() + 0.11
    assert post.road.arrived == ["back"]


async def test_an_answer_that_was_cut_off_is_sent_again_once_and_no_more(post: Post) -> None:
    post.road.ordered[ANN] = [CutOff("lost"), CutOff("lost"), Arrival()]
    await post.answer(ANN, "perhaps", "next")
    await post.goes_on(5)
    assert [letter.message.text for letter, _ in post.road.tries] == ["perhaps", "perhaps", "next"]
    assert post.road.moments(ANN)[1] >= 1
    assert await post.counts() == {"unknown": 1, "sent": 1}


async def test_a_letter_that_was_cut_off_is_never_sent_again_by_itself(post: Post) -> None:
    post.road.ordered[ANN] = [CutOff("lost")]
    await post.letter(ANN, "perhaps")
    await post.goes_on(600, step=60)
    assert len(post.road.tries) == 1
    assert await post.counts() == {"unknown": 1}


async def test_what_has_arrived_of_a_message_is_not_sent_again(post: Post) -> None:
    post.road.ordered[ANN] = [Later("slow down", done=2, seconds=1), CutOff("lost", done=3)]
    await post.answer(ANN, "in parts")
    await post.goes_on(5)
    assert [letter.done for letter, _ in post.road.tries] == [0, 2, 3]


async def test_nothing_more_is_sent_to_who_is_gone(post: Post) -> None:
    post.road.ordered[ANN] = [Absent("blocked")]
    await post.answer(ANN, "one", "two")
    await post.goes_on(3)
    assert await post.counts() == {"gone": 1, "dropped": 1}
    held = await post.office.records.held(ANN)
    assert held and held.kinds["profile"][0]["gone"]


async def test_who_is_gone_and_writes_again_is_answered(post: Post) -> None:
    post.road.ordered[ANN] = [Absent("blocked")]
    await post.answer(ANN, "one")
    await post.goes_on(1)
    await post.answer(ANN, "two")
    await post.goes_on(1)
    assert post.road.arrived == ["two"]


async def test_an_answer_that_is_refused_is_apologised_for_and_the_next_one_goes_on(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    post.road.ordered[ANN] = [Refused("BadRequest"), ValueError("odd")]
    await post.answer(ANN, "odd", "odder", "fine")
    await post.goes_on(3)
    sorry = [text for text in post.road.arrived if text != "fine"]
    assert "fine" in post.road.arrived and len(sorry) == 2
    assert all("something went wrong" in text for text in sorry)
    numbers = [vars(one)["id"] for one in caplog.records if one.message == "an answer is apologised for"]
    assert [text.rpartition(": ")[2] for text in sorry] == numbers
    assert await post.counts() == {"failed": 2, "sent": 3}


async def test_an_apology_that_is_refused_is_not_apologised_for(post: Post) -> None:
    post.road.ordered[ANN] = [Refused("BadRequest") for _ in range(9)]
    await post.answer(ANN, "odd")
    await post.letter(BO, "odd as well")
    post.road.ordered[BO] = [Refused("BadRequest")]
    await post.goes_on(3)
    assert await post.counts() == {"failed": 3}


async def test_so_many_are_on_their_way_at_most_and_letters_leave_room_for_answers(post: Post) -> None:
    gate = asyncio.Event()
    everybody = [Address("telegram", str(number)) for number in range(30)]
    post.road.held = dict.fromkeys(everybody, gate)
    for address in everybody[:15]:
        await post.letter(address, "letter")
    for _ in range(3):
        await post.turn()
    assert len(post.road.tries) == 6, "two places stay free for answers"
    for address in everybody[15:]:
        await post.answer(address, "answer")
    for _ in range(3):
        await post.turn()
    assert len(post.road.tries) == 8
    gate.set()
    while len(post.road.arrived) < 30:
        await post.turn()


async def test_at_the_end_what_is_on_its_way_may_land_and_is_written_down(post: Post) -> None:
    post.road.held = {ANN: asyncio.Event(), BO: asyncio.Event(), CY: asyncio.Event()}
    await post.answer(ANN, "lands")
    await post.answer(BO, "does not")
    await post.letter(CY, "nobody knows")
    await post.turn()
    asyncio.get_running_loop().call_soon(post.road.held[ANN].set)
    await post.deliver.finish(0.05)
    assert post.road.arrived == ["lands"]
    assert await post.counts() == {"sent": 1, "pending": 1, "unknown": 1}


async def test_what_a_killed_process_was_sending_is_resent_once_if_it_is_an_answer(post: Post) -> None:
    post.road.held = {ANN: asyncio.Event(), BO: asyncio.Event()}
    await post.answer(ANN, "answer")
    await post.letter(BO, "letter")
    await post.turn()
    for expected in ({"pending": 1, "unknown": 1}, {"unknown": 2}):
        await post.office.recover("telegram", started=True)
        assert await post.counts() == expected
        later = post.office.post_office({"telegram": post.road})
        await later.turn()


async def test_what_is_put_in_leaves_at_once(post: Post) -> None:
    running = asyncio.create_task(post.deliver.run())
    await asyncio.sleep(0)
    began = asyncio.get_running_loop().time()
    await post.answer(ANN, "one")
    post.deliver.wake()
    async with asyncio.timeout(5):
        while not post.road.arrived:
            await asyncio.sleep(0)
    assert asyncio.get_running_loop().time() - began < 0.5
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
