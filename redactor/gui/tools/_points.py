"""The corners of a polygon: moved, added on an edge, removed. Three always stay."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from redactor.model.geometry import Polygon

if TYPE_CHECKING:
    from redactor.gui.tools import Context
    from redactor.model.geometry import Point, Shape
    from redactor.model.image import PixelFormat

_REACH: Final = 7.0
_LEAST: Final = 3
_MANY: Final = 24
_SHARP: Final = math.radians(12)


def corners(shape: Shape) -> dict[int, Point]:
    """Give the corners that can be moved one by one, with their numbers: those of a polygon.

    Of one with many, such as a fan with its arcs, only where it turns: the others are points of a curve.
    """
    if not isinstance(shape, Polygon):
        return {}
    points = shape.points
    return {
        number: point
        for number, point in enumerate(points)
        if len(points) <= _MANY or _turns(points[number - 1], point, points[(number + 1) % len(points)])
    }


def grasped_corner(shape: Shape, point: Point, context: Context) -> int | None:
    """Give the number of the corner at a point, the nearest where several are."""
    columns, rows = context.reach(_REACH)
    near = {
        number: max(abs(corner[0] - point[0]) / columns, abs(corner[1] - point[1]) / rows)
        for number, corner in corners(shape).items()
    }
    best = min(near, key=near.__getitem__, default=None)
    return best if best is not None and near[best] <= 1 else None


def with_corner_at(shape: Shape, number: int, point: Point, pixels: PixelFormat) -> Shape:
    """Give a polygon with one corner at another place, on whole pixels and inside the image.

    A place that would leave the polygon without a pixel of the image changes nothing.
    """
    place = (float(min(max(round(point[0]), 0), pixels.columns)), float(min(max(round(point[1]), 0), pixels.rows)))
    made = Polygon(tuple(place if n == number else corner for n, corner in enumerate(_points(shape))))
    return made if made.bounds.is_inside(rows=pixels.rows, columns=pixels.columns) else shape


def edited_at(shape: Shape, point: Point, context: Context, *, removes: bool) -> Shape | None:
    """Give a polygon with a corner more on the edge at a point, or without the corner at it.

    None where the shape has no corners, none of its corners or edges lies there, or three are left.
    """
    points = _points(shape)
    if removes:
        number = grasped_corner(shape, point, context)
        if number is None or len(points) <= _LEAST:
            return None
        return _fitting(tuple(corner for n, corner in enumerate(points) if n != number), context.pixels)
    number = _edge_at(points, point, context)
    if number is None:
        return None
    return _fitting((*points[: number + 1], context.inside(point), *points[number + 1 :]), context.pixels)


def _points(shape: Shape) -> tuple[Point, ...]:
    return shape.points if isinstance(shape, Polygon) else ()


def _turns(before: Point, point: Point, after: Point) -> bool:
    """Say whether an outline changes its direction at a point by more than a curve does."""
    one, other = (math.atan2(b[1] - a[1], b[0] - a[0]) for a, b in ((before, point), (point, after)))
    return abs(math.remainder(other - one, math.tau)) > _SHARP


def _fitting(points: tuple[Point, ...], pixels: PixelFormat) -> Shape | None:
    made = Polygon(points)
    return made if made.bounds.is_inside(rows=pixels.rows, columns=pixels.columns) else None


def _edge_at(points: tuple[Point, ...], point: Point, context: Context) -> int | None:
    """Give the number of the corner before the nearest edge within reach."""
    columns, rows = context.reach(_REACH)

    def away(number: int) -> float:
        (x0, y0), (x1, y1) = (
            ((corner[0] - point[0]) / columns, (corner[1] - point[1]) / rows)
            for corner in (points[number], points[(number + 1) % len(points)])
        )
        length = (x1 - x0) ** 2 + (y1 - y0) ** 2
        share = min(max(-(x0 * (x1 - x0) + y0 * (y1 - y0)) / length, 0.0), 1.0) if length else 0.0
        return math.hypot(x0 + share * (x1 - x0), y0 + share * (y1 - y0))

    best = min(range(len(points)), key=away, default=None)
    return best if best is not None and away(best) <= 1 else None
