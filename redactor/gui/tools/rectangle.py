"""Draw an upright rectangle of whole pixels, the usual way to hide a line of text."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from redactor.gui.tools import Cursor, Drawn, Preview
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.geometry import Rectangle as RectangleShape

if TYPE_CHECKING:
    from redactor.gui.tools import Context
    from redactor.model.geometry import Point


@dataclass(frozen=True)
class Drawing:
    """A rectangle from where the button was pressed to where the mouse is, both inside the image."""

    start: Point
    end: Point

    @property
    def preview(self) -> Preview | None:
        """See `Gesture`."""
        return Preview(spanned(self.start, self.end)) if self.start != self.end else None

    def move(self, point: Point, context: Context) -> Drawing:
        """See `Gesture`."""
        return replace(self, end=context.inside(point))

    def release(self, point: Point, context: Context) -> Drawn | None:
        """See `Gesture`; a click draws nothing: nobody looks for a region of one pixel."""
        end = context.inside(point)
        return None if context.is_click(self.start, end) else Drawn(spanned(self.start, end))


def spanned(start: Point, end: Point) -> RectangleShape:
    """Give the rectangle of all pixels touched between two corners; at least one."""
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    # At the far border of the image the pixel before it is meant: there is none behind.
    left, top = min(math.floor(left), math.ceil(right) - 1), min(math.floor(top), math.ceil(bottom) - 1)
    left, top = max(left, 0), max(top, 0)
    return RectangleShape(left, top, max(math.ceil(right) - left, 1), max(math.ceil(bottom) - top, 1))


@dataclass(frozen=True)
class Rectangle:
    """Draws a rectangle from corner to corner."""

    id: str = "rectangle"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Rectangle")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "Drag from corner to corner to hide what lies between.")
    shortcut: str = "R"
    icon: str = "rectangle"

    def press(self, point: Point, context: Context) -> Drawing:
        """See `Tool`."""
        start = context.inside(point)
        return Drawing(start, start)

    def hover(self, point: Point, context: Context) -> Cursor:
        """See `Tool`."""
        del point, context
        return Cursor.CROSS


PLUGIN = Rectangle()
