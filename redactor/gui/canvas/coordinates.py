"""Where an image lies in a view: the one place that turns pixel coordinates into view coordinates and back.

Image points are (column, row) from the outer corner of the top-left pixel, as everywhere. View points are (x, y) in
*device* pixels from the outer corner of the view's top-left one, so that a scale of 1 shows one image pixel on one
device pixel on every screen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from redactor.model.geometry import Bounds, Point

LARGEST_SCALE: Final = 64.0
"""Device pixels a pixel may fill at most."""

_KEPT_IN_VIEW: Final = 48
"""So much of an image stays in sight, in device pixels, however far it is dragged."""


@dataclass(frozen=True)
class Extent:
    """A size: of an image in columns and rows, or of a view in device pixels."""

    columns: int
    rows: int


@dataclass(frozen=True)
class ViewTransform:
    """Scale and place of an image in a view.

    Attributes
    ----------
    scale
        Device pixels that a column is wide.
    x, y
        The view point of the image's top-left corner.
    aspect
        Height of a pixel over its width: Pixel Aspect Ratio (0028,0034), vertical over horizontal.
    """

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0
    aspect: float = 1.0

    @property
    def row_scale(self) -> float:
        """Device pixels that a row is high."""
        return self.scale * self.aspect

    def to_view(self, point: Point) -> Point:
        """Give the view point (x, y) of an image point (column, row)."""
        return self.x + point[0] * self.scale, self.y + point[1] * self.row_scale

    def to_image(self, point: Point) -> Point:
        """Give the image point (column, row) of a view point (x, y)."""
        return (point[0] - self.x) / self.scale, (point[1] - self.y) / self.row_scale

    def zoomed(self, at: Point, factor: float, *, least: float = 0.0, most: float = LARGEST_SCALE) -> ViewTransform:
        """Give the view closer by a factor; what lies at the view point `at` stays there.

        The scale stays between `least` and `most`, or where it is if it lies outside already.
        """
        low, high = min(least, self.scale), max(most, self.scale)
        scale = min(max(self.scale * factor, low), high)
        ratio = scale / self.scale
        return replace(self, scale=scale, x=at[0] + (self.x - at[0]) * ratio, y=at[1] + (self.y - at[1]) * ratio)

    def panned(self, dx: float, dy: float) -> ViewTransform:
        """Give the view with the image moved by device pixels."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    def held(self, image: Extent, view: Extent) -> ViewTransform:
        """Give the view with the image moved back so far that it can't get lost outside."""
        width, height = image.columns * self.scale, image.rows * self.row_scale
        reach_x, reach_y = min(_KEPT_IN_VIEW, width, view.columns), min(_KEPT_IN_VIEW, height, view.rows)
        return replace(
            self,
            x=min(max(self.x, reach_x - width), view.columns - reach_x),
            y=min(max(self.y, reach_y - height), view.rows - reach_y),
        )

    def centred_on(self, point: Point, view: Extent, scale: float) -> ViewTransform:
        """Give the view at a scale with an image point in its middle, pixels on whole device pixels."""
        return replace(
            self,
            scale=scale,
            x=float(round(view.columns / 2 - point[0] * scale)),
            y=float(round(view.rows / 2 - point[1] * scale * self.aspect)),
        )


def fit_scale(image: Extent, view: Extent, aspect: float = 1.0) -> float:
    """Give the scale at which the whole image just fills the view."""
    scale = min(view.columns / image.columns, view.rows / (image.rows * aspect))
    return min(max(scale, 1e-6), LARGEST_SCALE)


def fitted(image: Extent, view: Extent, aspect: float = 1.0) -> ViewTransform:
    """Give the transform that shows the whole image in the middle of the view."""
    start = ViewTransform(aspect=aspect)
    return start.centred_on((image.columns / 2, image.rows / 2), view, fit_scale(image, view, aspect))


def looking_at(bounds: Bounds, image: Extent, view: Extent, aspect: float = 1.0) -> ViewTransform:
    """Give the transform that shows a part of the image with what is around it.

    The part fills half of the view at most, so that a reader sees where it stands. A view never goes closer than
    eight device pixels a pixel for that, nor farther than the whole image.
    """
    scale = min(view.columns / (2 * bounds.columns), view.rows / (2 * bounds.rows * aspect), 8.0)
    middle = (bounds.column + bounds.columns / 2, bounds.row + bounds.rows / 2)
    whole = fit_scale(image, view, aspect)
    if scale <= whole:
        return fitted(image, view, aspect)
    found = ViewTransform(aspect=aspect).centred_on(middle, view, scale)
    return _without_empty_margin(found, image, view)


def _without_empty_margin(transform: ViewTransform, image: Extent, view: Extent) -> ViewTransform:
    """Give the view moved so that it doesn't show the outside of the image where it could show the inside."""

    def moved(start: float, length: float, room: int) -> float:
        if length <= room:
            return float(round((room - length) / 2))
        return float(math.ceil(min(max(start, room - length), 0)))

    return replace(
        transform,
        x=moved(transform.x, image.columns * transform.scale, view.columns),
        y=moved(transform.y, image.rows * transform.row_scale, view.rows),
    )
