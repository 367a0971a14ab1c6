"""YAML as text with places, read so that a hostile or broken file costs little and is explained.

PyYAML's own loaders turn `no` into False and `12:30` into 750, keep the last of two equal keys in silence, follow
alias bombs and recurse into 20,000 brackets. Here the event stream is walked without recursion, every scalar stays
the text that staff typed, and whatever makes YAML clever (anchors, aliases, merge keys, tags) is refused.
"""

import codecs
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.knowledge_files import syntax
from bot.knowledge_files.problems import Place, Report, quoted, reason

MAX_BYTES = 1_000_000
MAX_DEPTH = 10
_MAX_PROBLEMS = 50
"""A file with more is not knowledge; the first ones are enough to see what it is."""

# What libyaml refuses, and the byte order mark in the middle of a text, which nobody can see.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TAB = re.compile(r"^ *\t[ \t]*(?=\S)", re.MULTILINE)
_BREAK = re.compile(r"\r\n|\r|\n")
# YAML 1.1 ends a line at these, editors do not: lines would be counted wrongly, block texts would break off.
_EXOTIC_BREAKS = {0x85: " ", 0x2028: " ", 0x2029: " "}
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

_OUT = "write the text out, or put it in quotes"


@dataclass(slots=True)
class Node:
    """A text, a list or named values, with where it stands. `literal` is a `|` text: its lines are the file's lines."""

    value: "str | list[Node] | dict[str, Node]"
    line: int
    column: int
    literal: bool = False
    key: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that could be read."""

    path: str
    root: Node

    def node(self, *steps: str | int) -> tuple[Node, bool]:
        """The node at `steps`, or the last one on the way, and whether the end was reached."""
        at = self.root
        for step in steps:
            match at.value, step:
                case dict() as values, _ if step in values:
                    at = values[str(step)]
                case list() as items, int() if step < len(items):
                    at = items[step]
                case _:
                    return at, False
        return at, True

    def place(self, *steps: str | int) -> Place:
        """Where the value at `steps` stands, else what should hold it."""
        at, _ = self.node(*steps)
        return Place(self.path, at.line, at.column)

    def key(self, *steps: str | int) -> Place:
        """Where the key of the value at `steps` stands; for an item of a list, the item."""
        at, found = self.node(*steps)
        return Place(self.path, *at.key) if found and at.key[0] else Place(self.path, at.line, at.column)


class _Unreadable(Exception):
    """Reading cannot go on from here; everything to tell is in the report."""


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still open, and the key that waits for its value."""

    node: Node
    key: yaml.ScalarEvent | None = None


@dataclass(slots=True)
class _Builder:
    path: str
    report: Report
    stack: list[_Frame] = field(default_factory=list)
    root: Node | None = None
    found: int = 0

    def complain(self, event: yaml.Event, text: str, hint: str) -> None:
        self.report.error(Place(self.path, *_at(event)), text, hint)
        self.found += 1
        if self.found >= _MAX_PROBLEMS:
            raise _Unreadable

    def stop(self, event: yaml.Event, text: str, hint: str) -> None:
        self.report.error(Place(self.path, *_at(event)), text, hint)
        raise _Unreadable

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._refuse_clever(event)
                self._scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._refuse_clever(event)
                self._open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()
            case yaml.AliasEvent():
                self.complain(event, f"aliases ({quoted(f'*{event.anchor}')}) are not allowed", _OUT)
                self._attach(Node("", *_at(event)))
            case yaml.DocumentStartEvent() if self.root is not None:
                self.stop(event, "a second '---' document begins here", "make one file of each")

    def _refuse_clever(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self.complain(event, f"anchors ({quoted(f'&{event.anchor}')}) are not allowed", _OUT)
        if getattr(event, "tag", None) is not None:
            self.complain(event, "tags ('!') are not allowed", "write the plain text, or put it in quotes")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text, plain = event.value, not event.style
        if self.stack and isinstance(self.stack[-1].node.value, dict) and self.stack[-1].key is None:
            self._key(event, plain)
            return
        if event.style == '"' and _CONTROL.search(text):
            self.complain(event, "the text holds a control character", "remove the backslash sequence")
        text = "" if plain and text in _NULLS else text
        self._attach(Node(text, *_at(event), event.style == "|"))

    def _key(self, event: yaml.ScalarEvent, plain: bool) -> None:
        frame = self.stack[-1]
        assert isinstance(frame.node.value, dict)
        if plain and event.value == "<<":
            self.complain(event, "merge keys ('<<') are not allowed", "write the values out")
        elif event.value in frame.node.value:
            line, column = frame.node.value[event.value].key
            hint = f"first in line {line}, column {column}; keep one"
            self.complain(event, f"the key {quoted(event.value)} stands twice", hint)
        frame.key = event

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self.stop(event, f"nested deeper than {MAX_DEPTH} levels", "put the text in quotes")
        if self.stack and isinstance(self.stack[-1].node.value, dict) and self.stack[-1].key is None:
            self.stop(event, "a list or a group stands where a key is needed", "put texts with brackets in quotes")
        empty: list[Node] | dict[str, Node] = {} if isinstance(event, yaml.MappingStartEvent) else []
        node = Node(empty, *_at(event))
        self._attach(node)
        self.stack.append(_Frame(node))

    def _attach(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        if isinstance(frame.node.value, list):
            frame.node.value.append(node)
        elif isinstance(frame.node.value, dict):
            if frame.key is None:
                raise _Unreadable  # an alias as a key: reported already
            node.key = _at(frame.key)
            frame.node.value.setdefault(frame.key.value, node)
            frame.key = None


def read(path: Path, shown: str, within: Path, report: Report) -> Sheet | None:
    """The file as nodes, or None with the reasons in the report. `within` is the resolved knowledge folder."""
    before = report.errors
    text = _text(path, shown, within, report)
    if text is None:
        return None
    builder = _Builder(shown, report)
    try:
        for event in _events(text):
            builder.take(event)
    except _Unreadable:
        return None
    except yaml.MarkedYAMLError as error:
        end = _locate(shown, text.rstrip(" \r\n"))
        report.error(min(Place(shown, *syntax.place(error)), end), *syntax.explained(error, text))
        return None
    if report.errors > before:
        return None
    if builder.root is None or builder.root.value == "":
        report.error(Place(shown, 1, 1), "the file is empty", "fill it or delete it")
        return None
    return Sheet(shown, builder.root)


def plain(node: Node) -> object:
    """The node as str, list and dict, without places, for pydantic."""
    match node.value:
        case str() as text:
            return text
        case list() as items:
            return [plain(item) for item in items]
        case values:
            return {key: plain(value) for key, value in values.items()}


def _at(event: yaml.Event) -> tuple[int, int]:
    """Line and column, from 1; libyaml gives every event its mark."""
    mark = event.start_mark
    assert mark is not None
    return mark.line + 1, mark.column + 1


def _events(text: str) -> Iterator[yaml.Event]:
    loader = yaml.CSafeLoader(text)
    try:
        while (event := loader.get_event()) is not None:
            yield event
    finally:
        loader.dispose()


def _text(path: Path, shown: str, within: Path, report: Report) -> str | None:
    top = Place(shown, 1, 1)
    try:
        raw = _bytes(path, within)
    except (OSError, RuntimeError, ValueError) as error:
        hint = "it should be an ordinary file that the bot may read"
        report.error(top, f"the file cannot be read: {reason(error)}", hint)
        return None
    if len(raw) > MAX_BYTES:
        report.error(top, f"the file is larger than {MAX_BYTES // 1_000_000} MB", "split it into several files")
        return None
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        report.error(top, "the file is saved as UTF-16", "save it as UTF-8")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _locate(shown, raw[: error.start].decode("utf-8-sig"))
        report.error(place, "the file is not UTF-8 from here on", "save it as UTF-8, not as GBK or ANSI")
        return None
    return text.translate(_EXOTIC_BREAKS) if _acceptable(text, shown, report) else None


def _bytes(path: Path, within: Path) -> bytes:
    """At most one byte more than allowed; a pipe or device named *.yaml would never end, so it is not opened."""
    if not path.resolve(strict=True).is_relative_to(within):
        raise OSError("it is a link that leaves the knowledge folder")
    if path.is_dir():
        raise OSError("it is a folder")
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError("it is not an ordinary file")
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size > MAX_BYTES:
            return b" " * (MAX_BYTES + 1)
        return file.read(MAX_BYTES + 1)


def _acceptable(text: str, shown: str, report: Report) -> bool:
    if found := _UNPRINTABLE.search(text):
        code = f"U+{ord(found.group()):04X}"
        report.error(
            _locate(shown, text[: found.start()]),
            f"an invisible character ({code})",
            "delete it, or save the file as UTF-8",
        )
        return False
    tabs = list(_TAB.finditer(text))
    if tabs:
        more = f", and in {len(tabs) - 1} more lines" if len(tabs) > 1 else ""
        place = _locate(shown, text[: text.index("\t", tabs[0].start())])
        report.error(place, f"a tab is used to indent{more}", "indent with spaces")
        return False
    return True


def _locate(shown: str, before: str) -> Place:
    """The place right behind the text `before`."""
    breaks = list(_BREAK.finditer(before))
    start = breaks[-1].end() if breaks else 0
    return Place(shown, len(breaks) + 1, len(before) - start + 1)
