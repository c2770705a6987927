"""Recipes of pydicom/deid (``deid.dicom`` and others): labels of filters with conditions and coordinates.

    FORMAT dicom
    %filter graylist
    LABEL Any words
      contains Modality US
      + contains ManufacturerModelName M1|M2 || equals Rows 480
      ctpcoordinates 0,0,640,40

Conditions are taken from left to right. ``coordinates`` are column and row of two corners, ``ctpcoordinates`` of one
and a size. Sections of other kinds (``%header`` …) are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from redactor.errors import InvalidDocument
from redactor.model.geometry import Bounds
from redactor.workflow.layout_import import Condition, Imported, both, layouts_of

if TYPE_CHECKING:
    from redactor.model.layout import Layout
    from redactor.workflow.layout_import import Alternatives

_WITH_VALUE: Final = {
    "contains": ("contains", False),
    "notcontains": ("contains", True),
    "equals": ("equals", False),
    "notequals": ("equals", True),
}
_WITHOUT: Final = {"missing": True, "empty": True, "present": False}
_COORDINATES: Final = frozenset({"coordinates", "ctpcoordinates", "keepcoordinates", "ctpkeepcoordinates"})
_EVERYWHERE: Final = 1 << 16
"""Beyond the rows and columns of any image (VR US)."""


@dataclass
class _Entry:
    """A label while its lines are read."""

    line: int
    alternatives: Alternatives | None = None
    rectangles: list[Bounds] = field(default_factory=list)
    keeps: bool = False


def read_recipe(text: str) -> Imported:
    """Read a recipe.

    Raises
    ------
    InvalidDocument
        Naming the line and what is wrong.
    """
    entries: list[_Entry] = []
    in_filter = False
    for line, raw in enumerate(text.splitlines(), 1):
        words = raw.split("#", 1)[0].split()
        if not words or (words[0].upper() == "FORMAT" and not in_filter):
            continue
        if words[0].startswith("%"):
            in_filter = words[0].lower() == "%filter"
        elif not in_filter:
            continue
        elif words[0].upper() == "LABEL":
            entries.append(_Entry(line))
        elif not entries:
            raise InvalidDocument(where=f"line {line}", problem="a filter begins with LABEL")
        elif words[0].lower() in _COORDINATES:
            _add_coordinates(entries[-1], words, line)
        else:
            _add_conditions(entries[-1], words, line)
    return _imported(entries)


def _imported(entries: list[_Entry]) -> Imported:
    layouts: list[Layout] = []
    left_out: list[tuple[int, str]] = []
    for entry in entries:
        if entry.keeps:
            left_out.append((entry.line, "it names what to keep, and a layout says what to hide"))
        elif entry.rectangles and entry.alternatives is not None:
            made, without = layouts_of(f"deid_line_{entry.line}", entry.alternatives, entry.rectangles, entry.line)
            layouts += made
            left_out += without
        else:
            left_out.append((entry.line, "it has no coordinates" if not entry.rectangles else "it has no condition"))
    return Imported(tuple(layouts), tuple(left_out))


def _add_coordinates(entry: _Entry, words: list[str], line: int) -> None:
    kind = words[0].lower()
    value = "".join(words[1:])
    if "keep" in kind:
        entry.keeps = True
        return
    if value.lower() == "all":
        entry.rectangles.append(Bounds(0, 0, _EVERYWHERE, _EVERYWHERE))
        return
    if not re.fullmatch(r"\d{1,6}(,\d{1,6}){3}", value):
        raise InvalidDocument(where=f"line {line}", problem="four whole numbers from 0 with commas were expected")
    left, top, third, fourth = map(int, value.split(","))
    box = (
        Bounds(left, top, third, fourth) if kind == "ctpcoordinates" else Bounds(left, top, third - left, fourth - top)
    )
    if box.is_empty:
        raise InvalidDocument(where=f"line {line}", problem="the coordinates have no size")
    entry.rectangles.append(box)


def _add_conditions(entry: _Entry, words: list[str], line: int) -> None:
    """Join the conditions of a line, each behind + (and) or || (or), to those before them."""
    at = 0
    while at < len(words):
        operator = ""
        if words[at] in {"+", "||"}:
            operator, at = words[at], at + 1
        if bool(operator) != (entry.alternatives is not None):
            problem = (
                "a condition must be joined to the one before by + or ||" if not operator else "nothing is before it"
            )
            raise InvalidDocument(where=f"line {line}", problem=problem)
        end = next((n for n in range(at, len(words)) if words[n] in {"+", "||"}), len(words))
        alternatives = _condition(words[at:end], line)
        known = entry.alternatives
        if known is None:
            entry.alternatives = alternatives
        else:
            entry.alternatives = both(known, alternatives, line) if operator == "+" else (*known, *alternatives)
        at = end


def _condition(words: list[str], line: int) -> Alternatives:
    kind = words[0].lower() if words else ""
    if kind in _WITHOUT and len(words) == 2:
        return ((Condition(words[1], "present", negated=_WITHOUT[kind]),),)
    if kind not in _WITH_VALUE or len(words) < 3:
        raise InvalidDocument(where=f"line {line}", problem="a comparison, an attribute and a value were expected")
    comparison, negated = _WITH_VALUE[kind]
    value = " ".join(words[2:])
    if negated:
        return ((Condition(words[1], comparison, value, negated=True),),)
    values = value.split("|")
    if any(re.search(r"[\\^$.*+?()\[\]{}]", each) for each in values) and comparison == "contains":
        return ((Condition(words[1], "other", value),),)  # a pattern, which no layout can hold
    return tuple((Condition(words[1], comparison, each),) for each in values)
