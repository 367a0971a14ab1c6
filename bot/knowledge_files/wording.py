"""Says in plain words, and at the right line, what pydantic found."""

import re
import types
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from bot.knowledge_files import syntax
from bot.knowledge_files.problems import Place, Report, did_you_mean, quoted
from bot.knowledge_files.read import Sheet, plain

Form = TypeVar("Form", bound=BaseModel)
Steps = tuple[str | int, ...]

_EXPECTED = re.compile(r"'([^']+)'")
_KEY = "[key]"


def checked(form: type[Form], sheet: Sheet, report: Report, at: Steps = ()) -> tuple[Form | None, bool]:
    """The node at `at` as a `form`, and whether it is whole.

    A part that is wrong is reported and left out, so that the rest can still be checked; None when nothing is left.
    """
    node, _ = sheet.node(*at)
    data = plain(node)
    try:
        return form.model_validate(data), True
    except ValidationError as error:
        details = error.errors(include_url=False)
        explain(details, form, sheet, report, at)
    _leave_out(data, [detail["loc"] for detail in details])
    try:
        return form.model_validate(data), False
    except ValidationError:
        return None, False


def explain(details: Sequence[ErrorDetails], form: type[BaseModel], sheet: Sheet, report: Report, at: Steps) -> None:
    """Every detail as a problem. A list that is too short only because its items are wrong says nothing new."""
    places = [detail["loc"] for detail in details]
    for detail in details:
        steps = detail["loc"]
        inner = any(len(other) > len(steps) and other[: len(steps)] == steps for other in places)
        if detail["type"] == "too_short" and inner:
            continue
        place, text, hint = _worded(detail, form, sheet, at)
        report.error(place, text, hint)


def _worded(detail: ErrorDetails, form: type[BaseModel], sheet: Sheet, at: Steps) -> tuple[Place, str, str]:
    steps, context = detail["loc"], detail.get("ctx", {})
    is_key = bool(steps) and steps[-1] == _KEY
    steps = steps[:-1] if is_key else steps
    name = str(steps[-1]) if steps else ""
    place = sheet.key(*at, *steps) if is_key else sheet.place(*at, *steps)
    match detail["type"]:
        case "worded":
            return place, context["text"], context["hint"]
        case "extra_forbidden":
            keys = _keys(form, steps[:-1])
            return sheet.key(*at, *steps), f"unknown key {quoted(name)}", did_you_mean(name, keys)
        case "missing":
            return place, f"{quoted(name)} is missing", "add it"
        case "literal_error":
            given = name if is_key else str(detail["input"])
            what = "unknown key" if is_key else f"{_called(steps)} cannot be"
            return place, f"{what} {quoted(given)}", did_you_mean(given, _EXPECTED.findall(context["expected"]))
        case "string_too_short":
            return place, f"{_called(steps)} is empty", "write a text or delete the key"
        case "string_type":
            return place, f"{_called(steps)} should be a text", f"here stands {_kind(detail['input'])}"
        case "too_short":
            return place, f"{_called(steps)} is empty", "at least one is needed"
        case "list_type" | "tuple_type":
            return place, f"{_called(steps)} should be a list", "begin each item with '- ', or write [one, two]"
        case "dict_type" | "model_type" | "model_attributes_type":
            hint = syntax.FULL_WIDTH if "：" in str(detail["input"]) else "one 'key: value' a line, indented alike"
            return place, f"{_called(steps)} should be keys with values", hint
        case _:
            return place, f"{_called(steps)} cannot be read", "compare with a file that works"


def _called(steps: Steps) -> str:
    """How the value at `steps` is called in a message."""
    match steps:
        case ():
            return "this"
        case (*_, str(name)):
            return quoted(name)
        case (*_, str(name), int()):
            return f"an item of {quoted(name)}"
        case _:
            return "this item"


def _kind(value: object) -> str:
    if isinstance(value, list):
        return "a list; put texts with [ ] in quotes"
    return "a group of keys; put texts with { } or ': ' in quotes"


def _keys(form: type[BaseModel], steps: Steps) -> list[str]:
    """The keys that may stand in the mapping at `steps` of a file of this form."""
    at: Any = form
    for step in steps:
        at = _bare(at)
        if isinstance(at, type) and issubclass(at, RootModel):
            at = _bare(at.model_fields["root"].annotation)
        if isinstance(at, type) and issubclass(at, BaseModel):
            fields = {field.alias or name: field for name, field in at.model_fields.items()}
            if step not in fields:
                return []
            at = fields[str(step)].annotation
        elif get_origin(at) is dict:
            at = get_args(at)[1]
        elif get_origin(at) is tuple:
            at = get_args(at)[0]
        else:
            return []
    at = _bare(at)
    if not (isinstance(at, type) and issubclass(at, BaseModel)):
        return []
    return [field.alias or name for name, field in at.model_fields.items()]


def _bare(annotation: Any) -> Any:
    """The type without `Annotated` and without `| None`."""
    while get_origin(annotation) in (Annotated, Union, types.UnionType):
        annotation = get_args(annotation)[0]
    return annotation


def _leave_out(data: object, places: Sequence[Steps]) -> None:
    """Takes the wrong parts out: one answer, else one key of the file. Keys that are missing stay missing."""
    for steps in places:
        if not isinstance(data, dict) or not steps:
            return
        inner = data.get(steps[0])
        if steps[0] == "answers" and len(steps) > 1 and isinstance(inner, dict):
            inner.pop(steps[1], None)
        else:
            data.pop(steps[0], None)
