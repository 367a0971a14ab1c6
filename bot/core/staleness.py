"""What a text may still say when nobody has confirmed it in time: no date, no amount."""

import re

_AMOUNT = re.compile(
    r"""
    [¥￥$€£]\s*\d | \d[\d,.]*\s*(?:%|％) |
    \d[\d,.]*\s*(?:thousand|million|万|千|百)?\s*(?:yuan|rmb|cny|usd|hkd|eur|euros?|dollars?|元|块|港币|美元|欧元) |
    (?:hundred|thousand|million)\s+(?:yuan|rmb|euros?|dollars?) | (?:rmb|cny|usd|hk\$|hkd|eur)\s*\d |
    [一二两三四五六七八九十百千万]+\s*(?:元|块钱|港币|美元|欧元)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    "aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATE = re.compile(
    rf"""
    (?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*月 | 每月\s*\d{{1,2}}\s*[日号] | (?:19|20)\d\d\s*年 |
    \d{{4}}-\d{{2}}(?:-\d{{2}})? | \b\d{{4}}([/.])\d{{1,2}}\1\d{{1,2}}\b | \b\d{{1,2}}([/.])\d{{1,2}}\2\d{{2,4}}\b |
    \b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\b | \b(?:{_MONTHS})\.?\s+\d{{1,4}}\b |
    \b(?:in|by|until|since|before|after|spring|summer|autumn|fall|winter)\s+20\d\d\b |
    \b(?:january|february|march|april|june|july|august|september|october|november|december)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def dated(text: str) -> bool:
    """Whether a text gives a date or an amount."""
    return _AMOUNT.search(text) is not None or _DATE.search(text) is not None


def withhold(text: str) -> str:
    """The text without the list items and sentences that give a date or an amount; what is left may be nothing."""
    kept = []
    for block in text.split("\n\n"):
        lines = [line for line in map(_line, block.split("\n")) if line]
        if lines:
            kept.append("\n".join(lines))
    return "\n\n".join(kept)


def _line(line: str) -> str:
    if not dated(line):
        return line
    mark = re.match(r"\s*(?:[-*]|\d+[.)])\s+", line)
    if mark:
        return ""
    sentences = re.split(r"(?<=[。！？])|(?<=[.!?]\s)(?=[A-Z])", line)
    return "".join(sentence for sentence in sentences if not dated(sentence)).strip()
