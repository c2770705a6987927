"""Layouts as TOML (`redactor/layouts/1`): those of the program, and those in the user's data folder."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import platformdirs

from redactor import resources
from redactor.errors import BrokenLayout, reason_of
from redactor.model.geometry import Bounds
from redactor.model.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SCHEMA: Final = "redactor/layouts/1"
_TEXTS: Final = ("manufacturer", "manufacturer_model_name", "modality", "sop_class_uid")
_NUMBERS: Final = ("rows", "columns")
_LISTS: Final = ("image_type", "unchecked")
_KEYS: Final = frozenset({"id", "rectangles", "example", "seen_in", *_TEXTS, *_NUMBERS, *_LISTS})


def user_folder() -> Path:
    """Give the folder that layouts of one's own lie in, which need not exist."""
    return Path(platformdirs.user_data_dir("redactor", appauthor=False)) / "layouts"


@cache
def bundled() -> tuple[Layout, ...]:
    """Give the layouts that come with the program."""
    files = sorted(resources.path("layouts").glob("*.toml"))
    return tuple(layout for file in files for layout in read_layouts(file.read_text(encoding="utf-8")))


def of_user() -> tuple[Layout, ...]:
    """Give the layouts of the user's folder, read anew each time: they may change while the program runs.

    Raises
    ------
    BrokenLayout
        If one can't be read: what it would have hidden is unknown.
    """
    found: list[Layout] = []
    for file in sorted(user_folder().glob("*.toml")):
        try:
            found += read_layouts(file.read_text(encoding="utf-8"))
        except OSError as error:
            raise BrokenLayout(where="its start", problem=reason_of(error)) from None
        except UnicodeDecodeError:
            raise BrokenLayout(where="its start", problem="it is no UTF-8 text") from None
    return tuple(found)


def read_layouts(text: str) -> tuple[Layout, ...]:
    """Read the layouts of a file.

    Raises
    ------
    BrokenLayout
        Naming the line, or the number of the layout, and what is wrong.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise BrokenLayout(where=f"line {line[1]}" if line else "its end", problem="it is no TOML") from None
    if document.get("schema") != SCHEMA or set(document) - {"schema", "layout"}:
        raise BrokenLayout(where="its start", problem=f"the schema must be {SCHEMA}, followed by layouts alone")
    entries = document.get("layout", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BrokenLayout(where="its start", problem="layouts are tables [[layout]]")
    return tuple(_layout(entry, f"layout {number}") for number, entry in enumerate(entries, 1))


def _layout(entry: Mapping[str, Any], where: str) -> Layout:
    if not set(entry) <= _KEYS or not {"id", "rectangles"} <= set(entry):
        raise BrokenLayout(where=where, problem="a name is unknown, or id or rectangles are missing")
    texts: dict[str, Any] = {name: entry.get(name, "") for name in ("id", *_TEXTS)}
    numbers: dict[str, Any] = {name: entry.get(name, 0) for name in _NUMBERS}
    lists = {name: entry.get(name, []) for name in _LISTS}
    right = all(isinstance(value, str) for value in texts.values()) and all(map(_is_count, numbers.values()))
    right &= all(isinstance(value, list) and all(isinstance(each, str) for each in value) for value in lists.values())
    if not right:
        raise BrokenLayout(where=where, problem="a value is of the wrong kind")
    layout = Layout(
        rectangles=tuple(_rectangles(entry["rectangles"], where)),
        **texts,
        **numbers,
        image_type=tuple(lists["image_type"]),
        unchecked=tuple(lists["unchecked"]),
    )
    if not layout.is_specific:
        raise BrokenLayout(where=where, problem="it must name more than the modality")
    return layout


def _rectangles(value: object, where: str) -> Iterator[Bounds]:
    if not isinstance(value, list) or not value:
        raise BrokenLayout(where=where, problem="it has no rectangle")
    for box in value:
        if not isinstance(box, list) or len(box) != 4 or not all(map(_is_count, box)) or min(box[2:]) < 1:
            raise BrokenLayout(where=where, problem="a rectangle is [column, row, columns, rows], in whole pixels")
        yield Bounds(*box)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1 << 20
