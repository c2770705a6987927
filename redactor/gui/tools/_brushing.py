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
    stroke
        Where the brush was noted; all points lie inside the image.
    """

    stroke: Stroke
    effect: Effect

    @property
    def preview(self) -> Preview:
        """See `Gesture`; it is cut at the border of the image when the button is released."""
        return Preview(self.stroke, effect=self.effect)

    def move(self, point: Point, context: Context) -> Brushing:
        """See `Gesture`."""
        place, last = context.inside(point), self.stroke.points[-1]
        if math.dist(place, last) < max(self.stroke.radius * _STEP, 0.5):
            return self
        return replace(self, stroke=self.stroke.longer(place))

    def release(self, point: Point, context: Context) -> Drawn | None:
        """See `Gesture`; a click leaves one dab."""
        place = context.inside(point)
        stroke = self.stroke if place == self.stroke.points[-1] else self.stroke.longer(place)
        shape = stroke_inside(stroke, context.pixels)
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
        return Brushing(Stroke((context.inside(point),), context.brush), self.effect)

    def hover(self, point: Point, context: Context) -> Cursor:
        """See `Tool`."""
        del point, context
        return self.cursor
