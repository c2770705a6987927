"""How a shape is moved and resized by hand. None leaves the image, for such a plan would be refused."""

from __future__ import annotations

import math
from enum import Enum
from typing import TYPE_CHECKING, Final

from redactor.model.geometry import Bounds, Ellipse, Polygon, Rectangle
from redactor.model.region import Effect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redactor.gui.tools import Context
    from redactor.model.geometry import Point, Shape
    from redactor.model.image import PixelFormat
    from redactor.model.region import Region

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_EDGE_REACH = 6.0
_BODY_REACH = 2.0
_HANDLE_REACH = 7.0
HANDLE_ROOM: Final = 28.0
"""A side of fewer view pixels has no handle in its middle: no place would be left to grasp the shape."""


class Handle(Enum):
    """The places to resize a shape by, as (column, row): -1 is its lower side, 0 its middle, 1 its upper side."""

    TOP_LEFT = (-1, -1)
    TOP = (0, -1)
    TOP_RIGHT = (1, -1)
    RIGHT = (1, 0)
    BOTTOM_RIGHT = (1, 1)
    BOTTOM = (0, 1)
    BOTTOM_LEFT = (-1, 1)
    LEFT = (-1, 0)


def box_of(shape: Shape) -> Box:
    """Give the sides of the upright rectangle around a shape; whole pixels where it has none of its own."""
    if isinstance(shape, Rectangle | Ellipse):
        return shape.column, shape.row, shape.column + shape.columns, shape.row + shape.rows
    if isinstance(shape, Polygon):
        columns, rows = zip(*shape.points, strict=True)
        return min(columns), min(rows), max(columns), max(rows)
    bounds = shape.bounds
    return bounds.column, bounds.row, bounds.column + bounds.columns, bounds.row + bounds.rows


def handles(shape: Shape, *, room: tuple[float, float] = (0.0, 0.0)) -> dict[Handle, Point]:
    """Give where a shape can be grasped to resize it: nowhere for strokes and bitmaps, which have no sides.

    Parameters
    ----------
    room
        Columns and rows; a side that is shorter has no handle in its middle.
    """
    left, top, right, bottom = box_of(shape)
    if not isinstance(shape, Rectangle | Ellipse | Polygon) or left == right or top == bottom:
        return {}
    column = {-1: left, 0: (left + right) / 2, 1: right}
    row = {-1: top, 0: (top + bottom) / 2, 1: bottom}
    has_middle = (right - left >= room[0], bottom - top >= room[1])
    return {
        handle: (column[handle.value[0]], row[handle.value[1]])
        for handle in Handle
        if all(side or middle for side, middle in zip(handle.value, has_middle, strict=True))
    }


def nudged(shape: Shape, columns: float, rows: float, pixels: PixelFormat) -> Shape:
    """Give a shape moved by whole pixels, as far as the image reaches."""
    bounds = shape.bounds
    return shape.moved(
        columns=_held(round(columns), -bounds.column, pixels.columns - bounds.column - bounds.columns),
        rows=_held(round(rows), -bounds.row, pixels.rows - bounds.row - bounds.rows),
    )


def resized(shape: Shape, handle: Handle, point: Point, pixels: PixelFormat) -> Shape:
    """Give a shape with the sides of a handle moved to the pixel border nearest to a point.

    The other sides stay. At least one pixel is left between two sides, so that no shape is turned inside out.

    Raises
    ------
    ValueError
        For a shape without handles.
    """
    if not handles(shape):
        raise ValueError("this shape has no handles")
    left, top, right, bottom = box_of(shape)
    across, down = handle.value
    if across < 0:
        left = _held(round(point[0]), 0, math.ceil(right) - 1)
    elif across > 0:
        right = _held(round(point[0]), math.floor(left) + 1, pixels.columns)
    if down < 0:
        top = _held(round(point[1]), 0, math.ceil(bottom) - 1)
    elif down > 0:
        bottom = _held(round(point[1]), math.floor(top) + 1, pixels.rows)
    return _in_box(shape, (left, top, right, bottom))


def grasped(shape: Shape, point: Point, context: Context) -> Handle | None:
    """Give the handle at a point, the nearest where several are. The heart of a shape is left to move it."""
    columns, rows = context.reach(_HANDLE_REACH)
    left, top, right, bottom = box_of(shape)
    aside, away = abs(point[0] - (left + right) / 2), abs(point[1] - (top + bottom) / 2)
    if aside < (right - left) / 4 and away < (bottom - top) / 4:
        return None

    def distance(place: Point) -> float:
        return max(abs(place[0] - point[0]) / columns, abs(place[1] - point[1]) / rows)

    offered = handles(shape, room=context.reach(HANDLE_ROOM))
    near = {handle: distance(place) for handle, place in offered.items()}
    best = min(near, key=lambda handle: near[handle], default=None)
    return best if best is not None and near[best] <= 1 else None


def touched(regions: Iterable[Region], point: Point, context: Context) -> Region | None:
    """Give the topmost region at a point; a keep-only one by its border, since all of the image may lie inside."""
    for region in reversed(tuple(regions)):
        reach = _EDGE_REACH if region.effect is Effect.HIDE_OUTSIDE else _BODY_REACH
        box = _around(point, *context.reach(reach))
        if not _overlap(box, region.shape.bounds):
            continue
        covered = region.shape.cover(box)
        if covered.any() and not (region.effect is Effect.HIDE_OUTSIDE and covered.all()):
            return region
    return None


def _held(value: float, low: float, high: float) -> float:
    return max(min(value, high), low)


def _around(point: Point, columns: float, rows: float) -> Bounds:
    left, top = math.floor(point[0] - columns), math.floor(point[1] - rows)
    right, bottom = math.floor(point[0] + columns), math.floor(point[1] + rows)
    return Bounds(left, top, right - left + 1, bottom - top + 1)


def _overlap(one: Bounds, other: Bounds) -> bool:
    return (
        one.column < other.column + other.columns
        and other.column < one.column + one.columns
        and one.row < other.row + other.rows
        and other.row < one.row + one.rows
    )


def boxed(shape: Shape, box: Box) -> Shape:
    """Give a shape with other sides; one without handles can only be moved, to the left and upper ones.

    Raises
    ------
    ValueError
        If the box has no width or height.
    """
    old = box_of(shape)
    if box == old:
        return shape
    if not handles(shape):
        return shape.moved(columns=box[0] - old[0], rows=box[1] - old[1])
    return _in_box(shape, box)


def _in_box(shape: Shape, box: Box) -> Shape:
    left, top, right, bottom = box
    if isinstance(shape, Rectangle | Ellipse):
        return type(shape)(left, top, right - left, bottom - top)
    if isinstance(shape, Polygon):
        old_left, old_top, old_right, old_bottom = box_of(shape)
        wide, high = (right - left) / (old_right - old_left), (bottom - top) / (old_bottom - old_top)
        scaled = ((left + (column - old_left) * wide, top + (row - old_top) * high) for column, row in shape.points)
        return Polygon(tuple(scaled))
    raise TypeError("only rectangles, ellipses and polygons have sides")
