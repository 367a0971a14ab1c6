"""Whether digits can be what they look like: an identity number, a bank card, a day, a public telephone number."""

import re
from datetime import date

_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54".split()
) | frozenset("61 62 63 64 65 71 81 82 83 91".split())
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SIGNS = "10X98765432"
_PUBLIC = re.compile(
    r"(?:00)?(?:86)?0?(?:10|2[0-9]|[3-9][0-9]{2})?(?:11[0-9]|12[0-9]|12[0-9]{3}|100[0-9]{2}|95[0-9]{3})"
)


def luhn(digits: str) -> bool:
    """The check of bank cards (ISO/IEC 7812-1).

    >>> luhn("4111111111111111"), luhn("4111111111111112")
    (True, False)
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def is_card(digits: str) -> bool:
    """Whether a bank issues such numbers: none begins with 0 or 1, and none like a year of these days."""
    return digits[0] not in "01" and digits[:2] != "20" and luhn(digits)


def identity_sign(digits: str) -> str:
    """The eighteenth sign of a Chinese identity number (GB 11643), from the first seventeen.

    >>> identity_sign("11010519491231002")
    'X'
    """
    return _SIGNS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11]


def is_identity(number: str) -> bool:
    return identity_sign(number[:17]) == number[17:].upper()


def is_born(number: str) -> bool:
    """Whether 15 or 18 signs begin with a province and hold a birthday, whatever the last sign says."""
    birthday = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    return number[:2] in _PROVINCES and is_day(birthday)


def is_day(digits: str) -> bool:
    """Whether eight digits are a day of the last or of this century."""
    if len(digits) != 8 or digits[:2] not in {"19", "20"}:
        return False
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def is_public(digits: str) -> bool:
    """Whether a telephone number, with or without its area, is one of the short ones that are everybody's."""
    return _PUBLIC.fullmatch(digits) is not None
