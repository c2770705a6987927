"""Layouts from what other programs know of devices, and layouts as TOML.

Both kinds of files state conditions on attributes, and rectangles. Conditions that a `Layout` can hold are taken; the
names of all others are kept in `Layout.unchecked`: such a layout hides more than was meant, never less, and asks.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from redactor.errors import InvalidDocument
from redactor.model.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from redactor.model.geometry import Bounds

MOST_ALTERNATIVES: Final = 256
_CONTAINED: Final = {"Manufacturer": "manufacturer", "ManufacturerModelName": "manufacturer_model_name"}
_EQUAL: Final = {"Modality": "modality", "SOPClassUID": "sop_class_uid"}
_COUNTED: Final = {"Rows": "rows", "Columns": "columns"}


@dataclass(frozen=True)
class Condition:
    """What a file asks of an attribute.

    Attributes
    ----------
    comparison
        ``equals``, ``contains``, or any other word, which no layout can hold.
    """

    keyword: str
    comparison: str
    value: str = ""
    negated: bool = False


Alternatives = tuple[tuple[Condition, ...], ...]
"""Conditions of which all of one tuple must hold."""


@dataclass(frozen=True)
class Imported:
    """What was read.

    Attributes
    ----------
    left_out
        Line and reason of each entry that no layout can express.
    """

    layouts: tuple[Layout, ...]
    left_out: tuple[tuple[int, str], ...] = ()


def both(one: Alternatives, other: Alternatives, line: int) -> Alternatives:
    """Give the alternatives under which both hold; raises `InvalidDocument` if there are too many."""
    if len(one) * len(other) > MOST_ALTERNATIVES:
        raise InvalidDocument(where=f"line {line}", problem="too many alternatives")
    return tuple((*first, *second) for first in one for second in other)


def layouts_of(
    name: str, alternatives: Alternatives, rectangles: Sequence[Bounds], line: int
) -> tuple[list[Layout], list[tuple[int, str]]]:
    """Give a layout for each alternative, and what can't be one: alternatives that ask for nothing of the device."""
    found: list[Layout] = []
    left_out: list[tuple[int, str]] = []
    for number, conditions in enumerate(alternatives, 1):
        layout = _layout(f"{name}_{number}", conditions, tuple(rectangles))
        if layout.is_specific:
            found.append(layout)
        else:
            left_out.append((line, "it asks for nothing of the device or the image that can be checked"))
    return found, left_out


def _layout(name: str, conditions: Iterable[Condition], rectangles: tuple[Bounds, ...]) -> Layout:
    layout = Layout(name, rectangles)
    unchecked: list[str] = []
    for condition in conditions:
        taken = None if condition.negated else _with(layout, condition)
        if taken is None:
            unchecked.append(condition.keyword)
        else:
            layout = taken
    return replace(layout, unchecked=tuple(dict.fromkeys(unchecked)))


def _with(layout: Layout, condition: Condition) -> Layout | None:
    """Give the layout with a condition, None if it has no room for it. What it can hold loosely fits more images."""
    keyword, value = condition.keyword, condition.value.strip()
    if not value or condition.comparison not in {"equals", "contains"}:
        return None
    if keyword == "ImageType" and condition.comparison == "contains":
        return replace(layout, image_type=(*layout.image_type, value))
    is_equal = condition.comparison == "equals"
    name = _CONTAINED.get(keyword) or (_EQUAL.get(keyword) if is_equal or keyword == "Modality" else None)
    if name is not None:
        return _once(layout, name, value)
    if keyword in _COUNTED and is_equal and value.isdecimal() and 0 < int(value) < 1 << 16:
        return _once(layout, _COUNTED[keyword], int(value))
    return None


def _once(layout: Layout, name: str, value: str | int) -> Layout | None:
    known = getattr(layout, name)
    if known and known != value:
        return None
    values: dict[str, Any] = {name: value}  # text for text, a number for a number, by the tables above
    return replace(layout, **values)


def to_toml(layouts: Iterable[Layout], schema: str) -> str:
    """Give layouts as a file that `redactor.detectors` reads from the user's folder of layouts.

    A basic string of TOML is written as one of JSON is; the parser of the standard library reads both alike.
    """
    lines = [f"schema = {_toml(schema)}"]
    for layout in layouts:
        lines += ["", "[[layout]]", f"id = {_toml(layout.id)}"]
        for name in ("manufacturer", "manufacturer_model_name", "modality", "sop_class_uid", "rows", "columns"):
            value = getattr(layout, name)
            lines += [f"{name} = {_toml(value)}"] if value else []
        for name in ("image_type", "unchecked"):
            values = list(getattr(layout, name))
            lines += [f"{name} = {_toml(values)}"] if values else []
        boxes = [[box.column, box.row, box.columns, box.rows] for box in layout.rectangles]
        lines.append(f"rectangles = {_toml(boxes)}")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
