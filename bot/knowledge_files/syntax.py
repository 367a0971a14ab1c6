"""What libyaml says of a broken file, in words for people who do not know that they are writing YAML."""

import re

import yaml

_SAYINGS = (
    (
        "mapping values are not allowed",
        "a ':' stands where none can be",
        "indent as the lines around, or put the whole text in quotes",
    ),
    (
        "tab character",
        "a tab stands here",
        "use spaces",
    ),
    (
        "cannot start any token",
        "a text cannot begin with this character",
        "put the text in quotes",
    ),
    (
        "could not find expected ':'",
        "a key without ':'",
        "write 'key: value', and indent as the lines around",
    ),
    (
        "did not find expected key",
        "the indentation is wrong, or a quote or ':' is out of place",
        "keys of one group begin in one column",
    ),
    (
        "did not find expected '-'",
        "the indentation of the list is wrong",
        "items of one list begin with '- ' in one column",
    ),
    (
        "unexpected end of stream",
        "a quote is opened and never closed",
        "close it, or use '|' for long texts",
    ),
    (
        "did not find expected ',' or",
        "a bracket is not closed, or a comma is missing",
        "close the bracket, or put texts with brackets in quotes",
    ),
    (
        "escape",
        "a backslash inside double quotes",
        "use single quotes, or '|'",
    ),
    (
        "sequence entries are not allowed",
        "a '- ' stands where no list can be",
        "begin the list on a new line",
    ),
    (
        "did not find expected alphabetic",
        "a text cannot begin with '&' or '*'",
        "put the text in quotes",
    ),
    (
        "expected comment or line break",
        "text stands behind '|' or '>'",
        "begin the text on the next line",
    ),
    (
        "parsing a tag",
        "tags ('!') are not allowed",
        "put the text in quotes",
    ),
    (
        "undefined tag handle",
        "tags ('!') are not allowed",
        "put the text in quotes",
    ),
    (
        "scanning a directive",
        "a line cannot begin with '%'",
        "put the text in quotes",
    ),
    (
        "did not find expected <document start>",
        "text stands where the file should begin or end",
        "write 'key: value', and indent as the lines around",
    ),
    (
        "did not find expected node content",
        "something is missing, or a text begins with a bracket, '&', '*', '!', '%' or '`'",
        "put the text in quotes",
    ),
)
"""Sign of the message, what it means, what to do; the first that fits."""


FULL_WIDTH = "the '：' here is the Chinese colon; YAML wants ':' and a space"
_KEY_WITH_IT = re.compile(r"\s*(?:- +)?[\w-]+：")

_OPENED = ("quoted scalar", "flow sequence", "flow mapping")


def place(error: yaml.MarkedYAMLError) -> tuple[int, int]:
    """Line and column, from 1. What is never closed is noticed at the end of the file, but was opened elsewhere."""
    mark = error.problem_mark or error.context_mark
    unclosed = any(sign in (error.context or "") for sign in _OPENED) and "escape" not in (error.problem or "")
    if unclosed and error.context_mark:
        mark = error.context_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def explained(error: yaml.MarkedYAMLError, read: str) -> tuple[str, str]:
    """What is wrong, and a hint; `read` is the whole file."""
    lines = read.splitlines()
    for mark in (error.context_mark, error.problem_mark):
        if mark and mark.line < len(lines) and _KEY_WITH_IT.match(lines[mark.line]):
            return "a key without ':'", FULL_WIDTH
    said = f"{error.context or ''}; {error.problem or ''}"
    for sign, text, hint in _SAYINGS:
        if sign in said:
            return text, hint
    return f"this is no YAML: {said.strip('; ')}", "compare with a file that works"
