"""What must not be kept of what people type: numbers of papers, telephones and cards, e-mail addresses.

`mask` is for what is written down, such as questions without an answer. In doubt it masks: a lost number costs nothing
there. What the office itself says is left: short public numbers, dates, years, amounts, scores.

Everything is looked for in a shadow of the text: as long, with full-width letters and digits, spaces and dashes in
their plain form. What is masked becomes `_GONE` in it, and what is certainly harmless `_SAFE`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from bot.core import checksums

MARKS_DAYS, AUDIT_DAYS = 400, 730
"""Days for which it is kept that somebody has done with a round, and what staff did."""

KINDS = ("identity", "passport", "permit", "phone", "email", "card")

_GONE, _SAFE, _THIN = "\uffff", "\ufffe", "\u200b"
_DIGIT = "[0-9]"
_GAP = rf"[ .\-{_THIN}]{{0,3}}"
_PHONE_GAP = rf"[ .\-(){_THIN}]{{0,3}}"
_START, _END = rf"(?<![0-9{_GONE}])", rf"(?![0-9{_GONE}])"
_WORD = rf"(?<![A-Za-z0-9{_GONE}])"
_YEAR = "(?:19|20)[0-9]{2}"

_MASKS = re.compile(r"\[(?:" + "|".join(KINDS) + r")\]")
_DOMAIN = re.compile(rf"@ ?(?:[A-Za-z0-9{_THIN}\-]{{1,63}}\.){{1,8}}[A-Za-z]{{2}}[A-Za-z0-9\-]{{0,61}}")
_JOINED = re.compile(f"-[0-9{_GONE}]")
_MAILBOX = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-" + _THIN)
_GROUPS = re.compile("[0-9]+")

_PUBLIC = r"(?:11[0-9]|12[0-9]|12[0-9]{3}|100[0-9]{2}|95[0-9]{3})"
"""Short numbers that are everybody's: 110, 12308, 12367."""
_MONTH, _DAY = "(?:0?[1-9]|1[0-2])", "(?:[12][0-9]|3[01]|0?[1-9])"
_HARMLESS = re.compile(
    "|".join(
        (
            rf"(?:\+86|{_START}(?:0086|86)){_PHONE_GAP}0?10[ \-]?{_PUBLIC}(?![0-9])",
            rf"(?<![0-9{_GONE}][ \-]){_START}{_PUBLIC}(?![0-9])",
            rf"(?<![0-9{_GONE}][ \-]){_START}{_YEAR} ?[\-~/至到] ?{_YEAR}(?![0-9])",
            rf"(?<![0-9{_GONE}]-){_START}{_YEAR} ?[\-./年] ?{_MONTH} ?[\-./月] ?{_DAY}(?![0-9])",
            rf"(?<![0-9{_GONE}]-){_START}[0-9]{{1,2}}[\-./][0-9]{{1,2}}[\-./]{_YEAR}(?![0-9])",
        )
    )
)
_ABOUT_CARDS = re.compile(r"卡号|银行卡|信用卡|账号|account|card|iban", re.IGNORECASE)
_ABOUT_PHONES = re.compile(r"电话|手机|号码|微信|phone|mobile|whatsapp|wechat|tel\b|call me", re.IGNORECASE)
_ABOUT_PASSPORTS = re.compile(r"passport|护照|護照", re.IGNORECASE)
_ABOUT_PERMITS = re.compile(r"通行证|通行證|回乡证|回鄉證|台胞证|臺胞證|permit", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Masked:
    """`kinds` are what was found, each once, in the order of the text."""

    text: str
    kinds: tuple[str, ...] = ()


class Found(NamedTuple):
    """A candidate: its digits as they were grouped, all of it, and the words around it.

    `cut`: written in groups, and a dash joins its last one to more digits, as the month to the year of a date.
    """

    groups: tuple[int, ...]
    digits: str
    whole: str
    around: str
    cut: bool


class Finder(NamedTuple):
    kind: str
    find: Callable[[str], Iterator[tuple[int, int]]]


def mask(text: str) -> Masked:
    """The text with "[phone]" and the like in place of what tells who somebody is.

    >>> mask("我的手机是１３８-0013-8000，急事打12308")
    Masked(text='我的手机是[phone]，急事打12308', kinds=('phone',))
    """
    shadow = _MASKS.sub(lambda one: _GONE * len(one[0]), "".join(map(_plain, text)))
    spans: list[tuple[int, int, str]] = []
    for finder in _STRONG:
        shadow = _without(shadow, finder, spans)
    shadow = _HARMLESS.sub(lambda one: _SAFE * len(one[0]), shadow)
    for finder in _WEAK:
        shadow = _without(shadow, finder, spans)
    spans.sort()
    pieces, end = [], 0
    for start, stop, kind in spans:
        pieces += [text[end:start], f"[{kind}]"]
        end = stop
    return Masked("".join([*pieces, text[end:]]), tuple(dict.fromkeys(kind for _, _, kind in spans)))


def _plain(letter: str) -> str:
    """One character as itself in plain form; a digit in a circle is the number of a line, no part of a number."""
    if letter.isascii():
        return " " if letter == "\t" else letter
    if letter in (_GONE, _SAFE):
        return " "
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    match unicodedata.category(letter):
        case "Cf":
            return _THIN
        case "Zs":
            return " "
        case "Pd":
            return "-"
    if letter in "−ー・·":
        return "-"
    plain = unicodedata.normalize("NFKC", letter)
    return plain if len(plain) == 1 and plain.isascii() and not plain.isdigit() else letter


def _without(shadow: str, finder: Finder, spans: list[tuple[int, int, str]]) -> str:
    pieces, end = [], 0
    for start, stop in finder.find(shadow):
        spans.append((start, stop, finder.kind))
        pieces += [shadow[end:start], _GONE * (stop - start)]
        end = stop
    return "".join([*pieces, shadow[end:]])


def _addresses(shadow: str) -> Iterator[tuple[int, int]]:
    end = 0
    for sign in re.finditer("@", shadow):
        domain = _DOMAIN.match(shadow, sign.start())
        start = sign.start() - (shadow[end : sign.start()][-1:] == " ")
        if domain is None or sign.start() < end:
            continue
        begin = start
        while begin > end and shadow[begin - 1] in _MAILBOX:
            begin -= 1
        if begin < start:
            end = domain.end()
            yield begin, end


def _cards(shadow: str) -> Iterator[tuple[int, int]]:
    """The longest card that begins at a digit, before any that begins later."""
    end = 0
    for first in _FIRST.finditer(shadow):
        if first.start() >= end:
            tried = (pattern.match(shadow, first.start()) for pattern in _CARDS)
            span = next((one.span() for one in tried if one and _is_card(_candidate(shadow, one))), None)
            if span:
                yield span
                end = span[1]


def _candidate(shadow: str, one: re.Match[str]) -> Found:
    groups = _GROUPS.findall(one[0])
    before = shadow[max(0, one.start() - 24) : one.start()].rpartition(_GONE)[2]
    after = shadow[one.end() : one.end() + 16].partition(_GONE)[0]
    cut = len(groups) > 1 and _JOINED.match(shadow, one.end()) is not None
    return Found(tuple(map(len, groups)), "".join(groups), one[0], f"{before} {after}", cut)


def _digits(count: int, gap: str = _GAP) -> str:
    return rf"{_DIGIT}(?:{gap}{_DIGIT}){{{count - 1}}}"


def _even(one: Found) -> bool:
    """Written in one piece, or digit by digit."""
    return len(one.groups) == 1 or set(one.groups) == {1}


def _is_identity(one: Found) -> bool:
    number = one.digits + ("X" if len(one.digits) == 17 else "")
    return (checksums.is_born(number) and not one.cut) or (len(one.groups) == 1 and checksums.is_identity(number))


def _is_old_identity(one: Found) -> bool:
    return (_even(one) or one.groups == (6, 6, 3)) and checksums.is_born(one.digits)


def _is_card(one: Found) -> bool:
    *fours, last = one.groups
    grouped = set(fours) <= {4} and last <= 4
    if one.cut or not (_even(one) or grouped or one.groups[0] == 6):
        return False
    if _ABOUT_CARDS.search(one.around) is not None and len(one.groups) == 1:
        return True
    return checksums.is_card(one.digits)


def _is_mobile(one: Found) -> bool:
    if _even(one) or one.groups in _MOBILE_GROUPS:
        return one.groups[0] != 4 or not _is_years(one)
    return _ABOUT_PHONES.search(one.around) is not None


_MOBILE_GROUPS = {(3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (3, 5, 3), (4, 3, 4), (4, 4, 3), (3, 2, 2, 2, 2)}


def _is_landline(one: Found) -> bool:
    """The area code stands alone, or nothing does: "01-02-2027 123" and "0958 2027-03-01" are dates."""
    return _even(one) or (one.groups[0] in (3, 4) and one.groups[1:] != (4, 2, 2))


def _is_international(one: Found) -> bool:
    """Not "+1 2027-2028"."""
    return not (len(one.groups) == 3 and _is_years(one)) and not checksums.is_public(one.digits)


def _is_years(one: Found) -> bool:
    """Whether two years stand in it side by side, or a day: "D 2027-2028", "E 2027 03 01"."""
    numbers = [int(group) for group in _GROUPS.findall(one.whole)]
    years = [1900 <= number <= 2099 and length == 4 for number, length in zip(numbers, one.groups, strict=True)]
    if any(first and second for first, second in pairwise(years)):
        return True
    return len(numbers) > 2 and years[0] and set(one.groups[1:3]) <= {1, 2}


def _is_paper(one: Found) -> bool:
    """A letter and its digits: together, or in two halves of four; not "class D 2027-03-01"."""
    return (_even(one) or one.groups == (4, 4)) and not _is_years(one)


def _always(one: Found) -> bool:
    return bool(one.digits)


def _in_one_piece(one: Found) -> bool:
    return len(one.groups) == 1


def _is_passport(one: Found) -> bool:
    return _ABOUT_PASSPORTS.search(one.around) is not None


def _is_permit(one: Found) -> bool:
    return _ABOUT_PERMITS.search(one.around) is not None and not checksums.is_day(one.digits)


def _rule(kind: str, expression: str, holds: Callable[[Found], bool]) -> Finder:
    pattern = re.compile(expression, re.IGNORECASE)

    def find(shadow: str) -> Iterator[tuple[int, int]]:
        at = 0
        while (one := pattern.search(shadow, at)) is not None:
            found = holds(_candidate(shadow, one))
            at = one.end() if found else one.start() + 1
            if found:
                yield one.span()

    return Finder(kind, find)


_AREA = r"(?:\((?=[0-9 ]{3,6}\)))?"
"""An opening bracket that belongs to the area code."""
_LETTERS = rf"[ \-{_THIN}]{{0,2}}"
_FIRST = re.compile(_START + _DIGIT)
_CARDS = tuple(re.compile(rf"{_START}{_digits(count)}{_END}") for count in (19, 18, 17, 16))
_STRONG = (
    Finder("email", _addresses),
    _rule("identity", rf"{_START}{_digits(17)}{_GAP}[0-9X]{_END}", _is_identity),
    Finder("card", _cards),
    _rule("identity", rf"{_START}{_digits(15)}{_END}", _is_old_identity),
    _rule("identity", rf"{_WORD}[A-Z]{{1,2}}[0-9]{{6}}{_THIN}?\([0-9A]\)", _always),
    _rule(
        "phone",
        rf"(?:\+86|{_START}(?:0086|86)){_PHONE_GAP}1{_PHONE_GAP}[3-9]{_PHONE_GAP}{_digits(9, _PHONE_GAP)}{_END}",
        _always,
    ),
    _rule("phone", rf"{_START}1{_GAP}[3-9]{_GAP}{_digits(9)}{_END}", _is_mobile),
)
_WEAK = (
    _rule("phone", rf"{_AREA}{_START}0{_GAP}(?:1{_GAP}0|2{_GAP}[0-9])\)?{_GAP}{_digits(8)}{_END}", _is_landline),
    _rule("phone", rf"{_AREA}{_START}0{_GAP}[3-9]{_GAP}{_digits(2)}\)?{_GAP}{_digits(8)}{_END}", _is_landline),
    _rule("phone", rf"{_AREA}{_START}0{_GAP}[3-9]{_GAP}{_digits(2)}\)?{_GAP}{_digits(7)}{_END}", _is_landline),
    _rule(
        "phone",
        rf"(?:{_START}\+|{_START}00)[1-9](?:{_PHONE_GAP}{_DIGIT}){{7,14}}{_END}",
        _is_international,
    ),
    _rule("passport", rf"{_WORD}[EGDPS]{_LETTERS}{_digits(8)}{_END}", _is_paper),
    _rule("passport", rf"{_WORD}(?:E[A-Z]|[DSP]E|MA|KJ){_LETTERS}[0-9]{{7}}{_END}", _in_one_piece),
    _rule("permit", rf"{_WORD}[CHMWTL]{_LETTERS}{_digits(8)}(?:[0-9]{{2}})?{_END}", _is_paper),
    _rule("permit", rf"{_WORD}C[A-Z]{_LETTERS}[0-9]{{7}}{_END}", _in_one_piece),
    _rule("permit", rf"{_WORD}(?:[0-9]{{8}}|[0-9]{{10}}){_END}", _is_permit),
    _rule("passport", rf"{_WORD}(?:[A-Z]{{1,2}}{_LETTERS}[0-9]{{7,8}}|[0-9]{{9}}){_END}", _is_passport),
)
