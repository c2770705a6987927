"""The figures of `resources/figures` as paths, part by part."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, Literal
from xml.etree import ElementTree as ET

from PySide6.QtGui import QPainterPath

from redactor import resources
from redactor.errors import MissingResource
from redactor.model.body_parts import BodyPart

if TYPE_CHECKING:
    from collections.abc import Iterator

Side = Literal["front", "back"]
WIDTH: Final = 200.0
HEIGHT: Final = 460.0
"""Of the drawings, in their own units."""

_PATH: Final = "{http://www.w3.org/2000/svg}path"
_STEP: Final = re.compile(r"([MLCZ])([^MLCZ]*)")


@cache
def outlines(side: Side) -> tuple[tuple[BodyPart | None, QPainterPath], ...]:
    """Give the outlines of a figure in the order in which they are drawn; None is no part that can be chosen.

    Raises
    ------
    MissingResource
        If the drawing is not there, or is none.
    """
    name = f"figures/{side}.svg"
    try:
        drawing = ET.fromstring(resources.read_text(name))  # noqa: S314 - a resource of the program itself
        return tuple(
            (BodyPart(part) if (part := path.get("data-part")) else None, _path(path.get("d", "")))
            for path in drawing.iter(_PATH)
        )
    except (ET.ParseError, ValueError):
        raise MissingResource(name=name) from None


@cache
def shapes(side: Side) -> dict[BodyPart, QPainterPath]:
    """Give each part that can be chosen with all of its outlines, from the head to the feet."""
    found: dict[BodyPart, QPainterPath] = {}
    for part, outline in outlines(side):
        if part is not None:
            found[part] = found.get(part, QPainterPath()).united(outline)
    return {part: found[part] for part in BodyPart if part in found}


def _path(text: str) -> QPainterPath:
    made = QPainterPath()
    for command, numbers in _STEP.findall(text):
        points = list(_pairs([float(number) for number in re.split(r"[\s,]+", numbers.strip()) if number]))
        match command, points:
            case "M", [start]:
                made.moveTo(*start)
            case "L", [end]:
                made.lineTo(*end)
            case "C", [one, other, end]:
                made.cubicTo(*one, *other, *end)
            case "Z", []:
                made.closeSubpath()
            case _:
                raise ValueError("a step of the outline can't be read")
    return made


def _pairs(numbers: list[float]) -> Iterator[tuple[float, float]]:
    return zip(numbers[::2], numbers[1::2], strict=True)
