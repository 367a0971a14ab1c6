"""What is masked, in every way of writing it, what is left alone, and that nothing nasty takes long."""

import string
import time as stopwatch
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core import checksums
from bot.core.privacy import KINDS, Masked, mask

FULL = str.maketrans(
    string.digits + string.ascii_uppercase + "-@.+ ",
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－＠．＋　",
)
IDENTITY = "11010519491231002X"
CARD = "6222021234567890128"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"身份证{IDENTITY}。", "身份证[identity]。"),
        (f"身份证{IDENTITY.lower()}，谢谢", "身份证[identity]，谢谢"),
        ("ID: 110105 19491231 002X, thanks", "ID: [identity], thanks"),
        ("1101 0519 4912 3100 2X", "[identity]"),
        ("110105194912310021 的末位写错了", "[identity] 的末位写错了"),
        ("老身份证110105491231002", "老身份证[identity]"),
        ("香港 A123456(3)", "香港 [identity]"),
        ("护照E12345678丢了", "护照[passport]丢了"),
        ("passport e 1234 5678", "passport [passport]"),
        ("G12345678, EA1234567, PE1234567", "[passport], [passport], [passport]"),
        ("My passport is TK1234567, please", "My passport is [passport], please"),
        ("AB1234567 is my passport", "[passport] is my passport"),
        ("US passport 512345678", "US passport [passport]"),
        ("通行证C12345678", "通行证[permit]"),
        ("H0123456789 and CA1234567", "[permit] and [permit]"),
        ("台胞证 01234567", "台胞证 [permit]"),
        ("打13800138000", "打[phone]"),
        ("138 0013 8000 / 138-0013-8000 / 1380013 8000", "[phone] / [phone] / [phone]"),
        ("+86 138 0013 8000", "[phone]"),
        ("(+86)13800138000", "([phone]"),
        ("0086-138-0013-8000", "[phone]"),
        ("1 3 8 0 0 1 3 8 0 0 0", "[phone]"),
        ("138.0013.8000", "[phone]"),
        ("电话 13 8001 38000", "电话 [phone]"),
        ("0571-87654321转8001", "[phone]转8001"),
        ("(010) 8765 4321", "[phone]"),
        ("01087654321", "[phone]"),
        ("010-8765-4321", "[phone]"),
        ("0755 8765432", "[phone]"),
        ("+44 20 7946 0958", "[phone]"),
        ("+1 (212) 555-0100", "[phone]"),
        ("0044 20 7946 0958", "[phone]"),
        ("+86-571-87654321", "[phone]"),
        ("+44 20 7946 0958 2027-03-01", "[phone] 2027-03-01"),
        ("write to li.ming+a@mail.example.edu.cn, ok", "write to [email], ok"),
        ("邮箱abc@qq.com谢谢", "邮箱[email]谢谢"),
        ("abc @ qq.com", "[email]"),
        ("ａｂｃ＠ｑｑ．ｃｏｍ", "[email]"),
        ("13800138000@163.com", "[email]"),
        ("a@b.com13800138000", "[email]"),
        (f"卡号{CARD}", "卡号[card]"),
        ("4111 1111 1111 1111", "[card]"),
        ("4111-1111-1111-1111 and 13800138000", "[card] and [phone]"),
        ("银行卡 6222021234567890123", "银行卡 [card]"),
        ("我的手机是１３８－００１３－８０００", "我的手机是[phone]"),
        ("138\u200b0013\u200b8000", "[phone]"),
        ("١٣٨٠٠١٣٨٠٠٠", "[phone]"),
        ("①13800138000 ②13900139000", "①[phone] ②[phone]"),
        ("2027 13800138000", "2027 [phone]"),
        ("13800138000 2027-2028", "[phone] 2027-2028"),
        ("13800138000,13900139000", "[phone],[phone]"),
    ],
)  # fmt: skip
def test_what_tells_who_somebody_is_goes(text: str, expected: str) -> None:
    assert mask(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "12308, 12367, 110, 119, 120, 12345",
        "+86-10-12308",
        "+86 10 12308, 24 hours",
        "+86-10-12308 24小时",
        "0086-10-12308",
        "先拨110，再拨+86-10-12308。",
        "IELTS 6.5, TOEFL 95, N3, HSK 5",
        "3+1, 2+2, 3+1 2027-2028",
        "2027-2028学年",
        "2027-03-01 to 2027-04-10, 17:00",
        "2027-03-01 2027-04-10 12",
        "2027-2028 2029-2030",
        "2027年3月1日至2027年4月10日",
        "01-02-2027 123",
        "1999-12-31 235",
        "10/04/2027",
        "¥30,000 or 30000元, 1500-2000 3000",
        "500000000 yuan",
        "Year 2, class of 2027, class D 2027-03-01",
        "option S 2027-2028",
        "scores 85 90 88 77 92 100",
        "14-16 18-20 22-24",
        "15 16 17 18 19 20 21",
        "AB1234567 is the order",
        "see /topics@bot and a@b",
        "订单2027030112345",
        "[phone] [email] [identity]",
        "",
        "\uffff\ufffe",
    ],
)
def test_what_the_office_itself_says_stays(text: str) -> None:
    assert mask(text) == Masked(text)


def test_kinds_are_told_once_in_the_order_of_the_text() -> None:
    masked = mask(f"a@b.cn 13800138000 {IDENTITY} 13900139000")
    assert masked == Masked("[email] [phone] [identity] [phone]", ("email", "phone", "identity"))


NASTY = (
    "1" * 4096,
    "1 " * 2048,
    "13-" * 1365,
    "1(" * 2048,
    "+1" * 2048,
    "+" * 4096,
    "@" * 4096,
    "a" * 4096,
    "a@" * 2048,
    "a." * 2000 + "@" + "b." * 40,
    "a@" + "b." * 2046,
    "E1 " * 1365,
    "11010519491231002" * 240,
    "138 0013 8000 " * 290,
    "2027-" * 819,
    "护照" * 1000 + "AB1234567 " * 200,
    "[phone]" * 585,
    "\u200b" * 4096,
    "0" * 4096,
    "4111 1111 1111 1112 " * 204,
)


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_nothing_nasty_takes_long(text: str) -> None:
    took = []
    for _ in range(3):
        begun = stopwatch.perf_counter()
        mask(text[:4096])
        took.append(stopwatch.perf_counter() - begun)
    assert min(took) < 0.5


numbers = st.text(string.digits, min_size=8, max_size=8)
gaps = st.sampled_from(("", " ", "-", "—", "\u3000"))


@st.composite
def identities(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1930, 1, 1), date(2026, 12, 31)))
    digits = f"{draw(st.sampled_from(('110105', '330106', '440304')))}{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    gap = draw(gaps)
    return gap.join((digits[:6], digits[6:14], digits[14:] + checksums.identity_sign(digits)))


@st.composite
def phones(draw: st.DrawFn) -> str:
    start = draw(st.sampled_from(("", "+86 ", "+86", "0086-", "86-")))
    digits = f"1{draw(st.integers(3, 9))}{draw(st.text(string.digits, min_size=9, max_size=9))}"
    gap = draw(gaps)
    return start + gap.join((digits[:3], digits[3:7], digits[7:]))


@st.composite
def cards(draw: st.DrawFn) -> str:
    body = f"62{draw(st.text(string.digits, min_size=13, max_size=16))}"
    digits = next(body + last for last in string.digits if checksums.luhn(body + last))
    gap = draw(gaps)
    return gap.join(digits[at : at + 4] for at in range(0, len(digits), 4))


landlines = st.tuples(st.sampled_from(("010", "021", "0571", "0755")), gaps, numbers).map("".join)
passports = st.tuples(st.sampled_from("EGDPS"), numbers).map("".join)
permits = st.tuples(st.sampled_from("CHMWT"), numbers).map("".join)
emails = st.from_regex(r"[a-z][a-z0-9._]{0,12}@[a-z][a-z0-9]{0,8}\.(com|edu\.cn)", fullmatch=True)
any_number = st.one_of(identities(), phones(), cards(), landlines, passports, permits, emails)
befores = st.sampled_from(
    (
        "",
        "我的号码是",
        "你好，",
        "My number is ",
        "Call me: ",
        "（",
        "截止2027-04-10，",
        "2027 ",
        "12308。",
        "in 2027-2028 ",
        "雅思6.5，",
    )
)
afters = st.sampled_from(("", "，谢谢", ". Thanks!", "）", " 2027-03-01", " ok", "的", "; 110"))


@given(befores, any_number, afters, st.booleans())
@example("", "010-20270301", "", False)
@settings(max_examples=400)
def test_a_number_in_a_sentence_is_gone(before: str, number: str, after: str, full: bool) -> None:
    written = number.translate(FULL) if full else number
    masked = mask(before + written + after)
    kept = masked.text
    for kind in KINDS:
        kept = kept.replace(f"[{kind}]", "")
    assert len(masked.kinds) == 1
    assert kept == before + after


pieces = st.one_of(
    any_number,
    befores,
    afters,
    gaps,
    st.sampled_from(
        (
            *(f"[{kind}]" for kind in KINDS),
            "护照",
            "card",
            "电话",
            "通行证",
            "AB1234567",
            "@",
            "+",
            "X",
            "(",
            ")",
            "E",
            "C ",
        )
    ),
    st.text(string.digits + " -.", max_size=12),
    st.text(max_size=4),
)
texts = st.lists(pieces, max_size=10).map("".join)


@given(texts)
@example("E12345678 AB1234567")
@example("[identity]6200 0000 0000 0013 2027-03-01E00000000")
@example("2027-03-01E00000000 057187654321 2027-2028")
@example("护照 E12345678 AB1234567")
@example("6222021234567890128 13 8001 38000 phone")
@example("13800138000 110105194912310021")
@settings(max_examples=600)
def test_masking_twice_changes_nothing(text: str) -> None:
    once = mask(text).text
    assert mask(once) == Masked(once)


@given(st.text())
def test_a_text_without_digits_and_signs_stays(text: str) -> None:
    bare = "".join(letter for letter in text if letter != "@" and not letter.isnumeric())
    assert mask(bare).text == bare
