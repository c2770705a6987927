"""A round brush along the way of the mouse."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from redactor.gui.tools import Cursor, Drawn, Preview
from redactor.gui.tools._drawing import stroke_inside
from redactor.model.geometry import Stroke

if TYPE_CHECKING:
    from redactor.gui.tools import Context
    from redactor.model.geometry import Point
    from redactor.model.region import Effect

_STEP: Final = 0.125
"""Share of the radius that the brush moves before its way is noted: closer points change less than a pixel's edge."""


@dataclass(frozen=True)
class Brushing:
    """A stroke in the making.

    Attributes
    ----------
    points
        Where the brush was noted, all inside the image.
    """

    points: tuple[Point, ...]
    radius: float
    effect: Effect

    @property
    def preview(self) -> Preview:
        """See `Gesture`; it is cut at the border of the image when the button is released."""
        return Preview(Stroke(self.points, self.radius), effect=self.effect)

    def move(self, point: Point, context: Context) -> Brushing:
        """See `Gesture`."""
        place, last = context.inside(point), self.points[-1]
        if math.dist(place, last) < max(self.radius * _STEP, 0.5):
            return self
        return replace(self, points=(*self.points, place))

    def release(self, point: Point, context: Context) -> Drawn | None:
        """See `Gesture`; a click leaves one dab."""
        place = context.inside(point)
        points = self.points if place == self.points[-1] else (*self.points, place)
        shape = stroke_inside(Stroke(points, self.radius), context.pixels)
        return None if shape is None else Drawn(shape, self.effect)


@dataclass(frozen=True)
class BrushTool:
    """Paints with the brush of the view; the modules of its tools say to what effect."""

    id: str
    title: str
    summary: str
    shortcut: str
    icon: str
    place: int
    effect: Effect
    cursor: Cursor

    def press(self, point: Point, context: Context) -> Brushing:
        """See `Tool`."""
        return Brushing((context.inside(point),), context.brush, self.effect)

    def hover(self, point: Point, context: Context) -> Cursor:
        """See `Tool`."""
        del point, context
        return self.cursor
