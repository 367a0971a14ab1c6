"""Tables for a spreadsheet: they open by themselves, in Chinese as well, and run nothing."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from bot.renderings.sheet import csv as written

SIGNS = ("=", "+", "-", "@", "\t", "\r")


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_it_has_the_mark_that_excel_needs_for_chinese() -> None:
    assert written(["渠道"], [["电报"]]) == b"\xef\xbb\xbf" + "渠道\r\n电报\r\n".encode()


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\r\n\x00", codec="utf-8")), min_size=2, max_size=2)))
def test_what_goes_in_comes_out_and_nothing_is_a_formula(rows: list[list[str]]) -> None:
    found = read(written(["a", "b"], rows))[1:]
    assert len(found) == len(rows)
    for before, after in zip(rows, found, strict=True):
        expected = [f"'{one}" if one.startswith(SIGNS) else one for one in before]
        assert after == expected
        assert not any(one.startswith(SIGNS) for one in after)


def test_numbers_stay_numbers() -> None:
    assert read(written(["n"], [[-17]])) == [["n"], ["-17"]]
