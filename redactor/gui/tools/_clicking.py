"""Gestures of several clicks: each one adds a point, Enter or a double click ends them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from redactor.gui.tools import Drawn, Preview
from redactor.gui.tools._drawing import polygon_inside
from redactor.model.region import Effect

if TYPE_CHECKING:
    from collections.abc import Callable

    from redactor.gui.tools import Context
    from redactor.model.geometry import Point, Polygon
    from redactor.model.image import PixelFormat

    Outline = Callable[[tuple[Point, ...]], tuple[Point, ...]]

_LEAST = 3


@dataclass(frozen=True)
class Clicking:
    """Points that were clicked, and where the mouse is.

    Attributes
    ----------
    points
        All inside the image.
    outline
        Gives the outline that points stand for, three at least; it may lead outside the image.
    most
        So many points end the gesture; 0 for any number.
    dragged
        Gives the outline of a drag from the first point; None where a drag is no more than its two ends.
    """

    points: tuple[Point, ...]
    mouse: Point
    pixels: PixelFormat
    outline: Outline
    effect: Effect = Effect.HIDE
    most: int = 0
    dragged: Outline | None = None
    is_held: bool = True

    @property
    def preview(self) -> Preview | None:
        """See `Gesture`; a line while it has no more than two ends."""
        points = self.points if self.mouse == self.points[-1] else (*self.points, self.mouse)
        shape = self._shape(points)
        if shape is None and len(points) < _LEAST and len(points) > 1:
            shape = polygon_inside((*points, points[-1]), self.pixels)
        is_line = len(points) < _LEAST and not self._is_box
        return None if shape is None else Preview(shape, effect=Effect.HIDE if is_line else self.effect)

    def move(self, point: Point, context: Context) -> Clicking:
        """See `Gesture`."""
        return replace(self, mouse=context.inside(point))

    def release(self, point: Point, context: Context) -> Clicking | Drawn | None:
        """See `Gesture`; a click on the last point, as the second one of a double click, or on the first ends it."""
        place = context.inside(point)
        first, last = self.points[0], self.points[-1]
        now = replace(self, mouse=place, is_held=False)
        if self._is_box and self.dragged is not None:
            if context.is_click(first, place):
                return replace(now, mouse=first)
            return self._drawn(self.dragged((first, place)))
        if context.is_click(last, place):
            return now.finish(context) if len(self.points) >= _LEAST else replace(now, mouse=last)
        if len(self.points) >= _LEAST and context.is_click(first, place):
            return now.finish(context)
        now = replace(now, points=(*self.points, place))
        return now.finish(context) if len(now.points) == self.most else now

    def finish(self, context: Context) -> Clicking | Drawn | None:
        """See `Stepwise`."""
        del context
        return self if len(set(self.points)) < _LEAST else self._drawn(self.outline(self.points))

    def back(self, context: Context) -> Clicking | None:
        """See `Stepwise`."""
        del context
        return replace(self, points=self.points[:-1]) if len(self.points) > 1 else None

    @property
    def _is_box(self) -> bool:
        """True while the first press is held, by a tool that gives a drag a meaning of its own."""
        return self.dragged is not None and self.is_held and len(self.points) == 1

    def _shape(self, points: tuple[Point, ...]) -> Polygon | None:
        if self._is_box and self.dragged is not None and len(points) > 1:
            return polygon_inside(self.dragged((points[0], points[1])), self.pixels)
        if len(points) < _LEAST:
            return None
        return polygon_inside(self.outline(points if not self.most else points[: self.most]), self.pixels)

    def _drawn(self, outline: tuple[Point, ...]) -> Drawn | None:
        shape = polygon_inside(outline, self.pixels)
        return None if shape is None else Drawn(shape, self.effect)
