"""What may be confirmed: never past an update that is still open, and everything once nothing is."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.window import Window


@given(st.lists(st.integers(1, 60), min_size=1, max_size=40, unique=True), st.randoms(use_true_random=False))
def test_no_open_update_is_confirmed_and_in_the_end_all_are(numbers: list[int], dice: Random) -> None:
    window, at_server, opened = Window(), set(numbers), set(numbers)
    assert all(window.add(number) for number in numbers)
    for number in dice.sample(numbers, len(numbers)):
        window.handled(number)
        opened.discard(number)
        offset = window.offset()
        assert offset
        at_server = {one for one in at_server if one >= offset}
        window.confirmed(offset)
        assert at_server >= opened
        assert window.open == len(opened)
    assert not at_server
    assert window.offset() is None


def test_an_update_seen_before_is_not_new_but_is_confirmed_again() -> None:
    window = Window()
    window.add(5)
    window.handled(5)
    window.confirmed(6)
    assert not window.add(5)
    assert (window.open, window.offset()) == (0, 6)


def test_ids_may_start_anew_below_those_of_last_week() -> None:
    window = Window()
    window.add(9_000_000)
    window.handled(9_000_000)
    window.confirmed(window.offset())
    assert window.add(17)
    window.handled(17)
    assert window.offset() == 18


def test_the_memory_of_ids_is_bounded() -> None:
    window = Window(remembered=3)
    for number in range(1, 6):
        window.add(number)
        window.handled(number)
        window.confirmed(number + 1)
    assert window.add(1)
    assert not window.add(5)
