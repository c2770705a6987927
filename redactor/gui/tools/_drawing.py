"""What drawing tools share: boxes from corner to corner, and shapes cut at the border of the image."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from redactor.gui.tools import Cursor, Drawn, Preview
from redactor.model.geometry import Bitmap, Ellipse, Polygon, Rectangle
from redactor.model.region import Effect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redactor.gui.tools import Context
    from redactor.model.geometry import Point, Stroke
    from redactor.model.image import PixelFormat


@dataclass(frozen=True)
class BoxDrawing:
    """A shape in an upright box, from where the button was pressed to where the mouse is, both inside the image."""

    start: Point
    end: Point
    kind: type[Rectangle | Ellipse] = Rectangle
    effect: Effect = Effect.HIDE

    @property
    def preview(self) -> Preview | None:
        """See `Gesture`."""
        return Preview(self._shape(self.end), effect=self.effect) if self.start != self.end else None

    def move(self, point: Point, context: Context) -> BoxDrawing:
        """See `Gesture`."""
        return replace(self, end=context.inside(point))

    def release(self, point: Point, context: Context) -> Drawn | None:
        """See `Gesture`; a click draws nothing: nobody looks for a region of one pixel."""
        end = context.inside(point)
        return None if context.is_click(self.start, end) else Drawn(self._shape(end), self.effect)

    def _shape(self, end: Point) -> Rectangle | Ellipse:
        box = spanned(self.start, end)
        return self.kind(box.column, box.row, box.columns, box.rows)


@dataclass(frozen=True)
class BoxTool:
    """Draws in an upright box of whole pixels; the modules of its tools say what."""

    id: str
    title: str
    summary: str
    shortcut: str
    icon: str
    place: int
    kind: type[Rectangle | Ellipse] = Rectangle
    effect: Effect = Effect.HIDE

    def press(self, point: Point, context: Context) -> BoxDrawing:
        """See `Tool`."""
        start = context.inside(point)
        return BoxDrawing(start, start, self.kind, self.effect)

    def hover(self, point: Point, context: Context) -> Cursor:
        """See `Tool`."""
        del point, context
        return Cursor.CROSS


def spanned(start: Point, end: Point) -> Rectangle:
    """Give the rectangle of all pixels touched between two corners; at least one."""
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    # At the far border of the image the pixel before it is meant: there is none behind.
    left, top = min(math.floor(left), math.ceil(right) - 1), min(math.floor(top), math.ceil(bottom) - 1)
    left, top = max(left, 0), max(top, 0)
    return Rectangle(left, top, max(math.ceil(right) - left, 1), max(math.ceil(bottom) - top, 1))


def polygon_inside(points: Iterable[Point], pixels: PixelFormat) -> Polygon | None:
    """Give the part of a polygon that lies inside the image, or None where no pixel does.

    Each side of the image cuts once (Sutherland and Hodgman): what remains runs along it.
    """
    kept = list(points)
    for axis, limit, sign in ((0, 0.0, 1), (0, float(pixels.columns), -1), (1, 0.0, 1), (1, float(pixels.rows), -1)):
        kept = _cut(kept, axis, limit, sign)
    if len(kept) < 3:
        return None
    made = Polygon(tuple(kept))
    return made if made.bounds.is_inside(rows=pixels.rows, columns=pixels.columns) else None


def stroke_inside(stroke: Stroke, pixels: PixelFormat) -> Stroke | Bitmap | None:
    """Give the part of a stroke that lies inside the image; one over its border becomes the pixels it covers."""
    if stroke.bounds.is_inside(rows=pixels.rows, columns=pixels.columns):
        return stroke
    box = stroke.bounds.clipped(rows=pixels.rows, columns=pixels.columns)
    covered = stroke.cover(box)
    return Bitmap.of(covered, column=box.column, row=box.row) if covered.any() else None


def _cut(points: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """Give what lies on the inner side of one border of the image."""
    kept: list[Point] = []
    for before, point in zip([*points[-1:], *points[:-1]], points, strict=True):
        depth, was = sign * (point[axis] - limit), sign * (before[axis] - limit)
        if (depth >= 0) != (was >= 0):
            share = was / (was - depth)
            crossing = [b + (p - b) * share for b, p in zip(before, point, strict=True)]
            crossing[axis] = limit
            kept.append((crossing[0], crossing[1]))
        if depth >= 0:
            kept.append(point)
    return kept
