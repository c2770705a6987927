"""Shapes in pixel coordinates, and which pixels they touch.

Coordinates are (column, row) from the outer corner of the top-left pixel, kept to 1/8 pixel. The pixel (c, r) is
the open square from (c, r) to (c + 1, r + 1). A pixel is covered if the shape touches it, and every shape
covers at least one pixel (where it lies inside the image), so that a click is never without effect.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Point = tuple[float, float]
"""(column, row)."""


FARTHEST: Final = 2**26
"""No image reaches as far; up to here, products of two coordinates in eighths are exact in 64 bits."""


def eighth(value: float) -> float:
    """Give the nearest multiple of 1/8: exact in binary, so that JSON and equality are exact, too.

    Raises
    ------
    ValueError
        If the value is farther than `FARTHEST`, or not a number.
    """
    if not abs(value) <= FARTHEST:  # so written, it is true for NaN, too
        raise ValueError("a coordinate must be a number that lies in or near an image")
    return round(value * 8) / 8


@dataclass(frozen=True)
class Bounds:
    """A box of whole pixels: columns `column` … `column + columns - 1`, rows likewise."""

    column: int
    row: int
    columns: int
    rows: int

    @property
    def is_empty(self) -> bool:
        """True where no pixel lies inside."""
        return self.columns <= 0 or self.rows <= 0

    def clipped(self, *, rows: int, columns: int) -> Bounds:
        """Give the part that lies inside an image of this size; its extent is 0 where there is none."""
        left, top = min(max(self.column, 0), columns), min(max(self.row, 0), rows)
        right, bottom = min(self.column + self.columns, columns), min(self.row + self.rows, rows)
        return Bounds(left, top, max(right - left, 0), max(bottom - top, 0))

    def is_inside(self, *, rows: int, columns: int) -> bool:
        """True if no pixel of the box lies outside an image of this size."""
        across = self.column >= 0 and self.column + self.columns <= columns
        return across and self.row >= 0 and self.row + self.rows <= rows


def _around(left: float, top: float, right: float, bottom: float) -> Bounds:
    column, row = math.floor(left), math.floor(top)
    return Bounds(column, row, max(math.ceil(right) - column, 1), max(math.ceil(bottom) - row, 1))


@dataclass(frozen=True)
class _Box:
    column: float
    row: float
    columns: float
    rows: float

    def __post_init__(self) -> None:
        for name in ("column", "row", "columns", "rows"):
            object.__setattr__(self, name, eighth(getattr(self, name)))
        if self.columns <= 0 or self.rows <= 0:
            raise ValueError("columns and rows of a shape must be positive")

    @property
    def bounds(self) -> Bounds:
        """The smallest box of whole pixels around the shape."""
        return _around(self.column, self.row, self.column + self.columns, self.row + self.rows)


@dataclass(frozen=True)
class Rectangle(_Box):
    """An upright rectangle; with whole numbers it covers the pixels column … column + columns - 1."""

    def cover(self, box: Bounds) -> NDArray[np.bool_]:
        """Say which pixels of `box` the shape touches: bool, shape (box.rows, box.columns)."""
        covered = np.zeros((box.rows, box.columns), np.bool_)
        _fill(covered, box, self.bounds)
        return covered

    def moved(self, *, columns: float, rows: float) -> Rectangle:
        """Give the shape at another place."""
        return Rectangle(self.column + columns, self.row + rows, self.columns, self.rows)


@dataclass(frozen=True)
class Ellipse(_Box):
    """The ellipse inscribed in an upright rectangle."""

    def cover(self, box: Bounds) -> NDArray[np.bool_]:
        """Say which pixels of `box` the shape touches: bool, shape (box.rows, box.columns)."""
        x = _nearest_offsets(box.column, box.columns, self.column + self.columns / 2) / (self.columns / 2)
        y = _nearest_offsets(box.row, box.rows, self.row + self.rows / 2) / (self.rows / 2)
        return np.asarray(x[None, :] ** 2 + y[:, None] ** 2 < 1)

    def moved(self, *, columns: float, rows: float) -> Ellipse:
        """Give the shape at another place."""
        return Ellipse(self.column + columns, self.row + rows, self.columns, self.rows)


@dataclass(frozen=True)
class Polygon:
    """A closed polygon; what it winds around at least once is inside (self-crossings stay covered)."""

    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "points", tuple((eighth(column), eighth(row)) for column, row in self.points))
        if len(self.points) < 3:
            raise ValueError("a polygon needs three points")

    @property
    def bounds(self) -> Bounds:
        """The smallest box of whole pixels around the shape."""
        columns, rows = zip(*self.points, strict=True)
        return _around(min(columns), min(rows), max(columns), max(rows))

    def cover(self, box: Bounds) -> NDArray[np.bool_]:
        """Say which pixels of `box` the shape touches: bool, shape (box.rows, box.columns).

        A pixel is touched if an edge crosses its square; the others lie wholly inside or outside, which the
        winding number of their centre tells. All of it is reckoned in whole eighths, so nothing is rounded.
        """
        if self._runs_between_pixels():
            return Rectangle(*astuple(self.bounds)).cover(box)
        corners = (np.array(self.points) * 8).astype(np.int64)
        following = np.roll(corners, -1, axis=0)
        down = corners[:, 1] <= following[:, 1]
        (x0, y0), (x1, y1) = np.where(down, corners.T, following.T), np.where(down, following.T, corners.T)
        which, rows = _in_rows(y0 // 8, -(-y1 // 8), box)
        x0, y0, x1, y1, turn = x0[which], y0[which], x1[which], y1[which], np.where(down, 1, -1)[which]
        level = y0 == y1
        drop = np.where(level, 1, y1 - y0)
        pixel = 8 * drop  # in the unit of the columns below

        def column_at(y: NDArray[np.int64]) -> NDArray[np.int64]:
            """Give the columns where the edges pass these rows; for a level edge, where it begins."""
            return np.asarray(x0 * drop + (x1 - x0) * (y - y0))

        # Where an edge passes the upper and the lower border of a pixel row, or ends within it.
        enter = column_at(np.maximum(8 * rows, y0))
        leave = np.where(level, x1, column_at(np.minimum(8 * rows + 8, y1)))
        crossed = _spans(box, rows, np.minimum(enter, leave) // pixel, -(-np.maximum(enter, leave) // pixel))
        centre = 8 * rows + 4
        passed = (y0 <= centre) & (centre < y1)
        # The first pixel whose centre is not left of the edge.
        first = -((pixel // 2 - column_at(centre)) // pixel)
        winding = _running(box, (rows[passed], first[passed], turn[passed].astype(np.int32)))
        return np.asarray(crossed | (winding != 0))

    def _runs_between_pixels(self) -> bool:
        """True if the outline follows the borders of pixels and goes around none: it would touch nothing."""
        ends: Counter[Point] = Counter()
        for (x0, y0), (x1, y1) in zip(self.points, self.points[1:] + self.points[:1], strict=True):
            if x0 == x1 and x0.is_integer():
                # What goes down a border of pixels comes up again if the two cancel.
                ends[x0, y0] += 1
                ends[x0, y1] -= 1
            elif not (y0 == y1 and y0.is_integer()):
                return False
        return not any(ends.values())

    def moved(self, *, columns: float, rows: float) -> Polygon:
        """Give the shape at another place."""
        return Polygon(tuple((column + columns, row + rows) for column, row in self.points))


@dataclass(frozen=True)
class Stroke:
    """What a round brush of a radius covers on its way along points."""

    points: tuple[Point, ...]
    radius: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "points", tuple((eighth(column), eighth(row)) for column, row in self.points))
        object.__setattr__(self, "radius", eighth(self.radius))
        if not self.points or self.radius <= 0:
            raise ValueError("a stroke needs a point and a positive radius")

    @property
    def bounds(self) -> Bounds:
        """The smallest box of whole pixels around the shape."""
        columns, rows = zip(*self.points, strict=True)
        r = self.radius
        return _around(min(columns) - r, min(rows) - r, max(columns) + r, max(rows) + r)

    def cover(self, box: Bounds) -> NDArray[np.bool_]:
        """Say which pixels of `box` the shape touches: bool, shape (box.rows, box.columns).

        Between two points the brush covers a capsule. A capsule is convex, so inside a pixel row it reaches from
        one column to another, and the farthest column lies at the row nearest to the capsule's extreme point.
        """
        points = np.array(self.points)
        starts, ends = (points[:-1], points[1:]) if len(points) > 1 else (points, points)
        down = (starts[:, 1] <= ends[:, 1])[:, None]
        upper, lower = np.where(down, starts, ends), np.where(down, ends, starts)
        low = np.floor(upper[:, 1] - self.radius).astype(np.int64)
        high = np.ceil(lower[:, 1] + self.radius).astype(np.int64)
        which, rows = _in_rows(low, high, box)
        mirrored = np.array([-1.0, 1.0])
        right = _capsule_reach(upper, lower, self.radius, which, rows)
        left = -_capsule_reach(upper * mirrored, lower * mirrored, self.radius, which, rows)
        return _spans(box, rows, np.floor(left).astype(np.int64), np.ceil(right).astype(np.int64))

    def longer(self, point: Point) -> Stroke:
        """Give the stroke with one point more, without rounding the others again: a brush makes many."""
        made = object.__new__(Stroke)
        object.__setattr__(made, "points", (*self.points, (eighth(point[0]), eighth(point[1]))))
        object.__setattr__(made, "radius", self.radius)
        return made

    def moved(self, *, columns: float, rows: float) -> Stroke:
        """Give the shape at another place."""
        return Stroke(tuple((column + columns, row + rows) for column, row in self.points), self.radius)


@dataclass(frozen=True)
class Bitmap:
    """A free form: runs of uncovered and covered pixels in turn, row by row, the first run uncovered."""

    column: int
    row: int
    columns: int
    rows: int
    rle: tuple[int, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "rle", tuple(self.rle))
        if self.columns <= 0 or self.rows <= 0:
            raise ValueError("columns and rows of a shape must be positive")
        if any(run < 0 for run in self.rle) or sum(self.rle) != self.columns * self.rows:
            raise ValueError("the runs of a bitmap must fill it exactly")
        if not any(self.rle[1::2]):
            raise ValueError("a bitmap must cover a pixel")

    @classmethod
    def of(cls, covered: NDArray[np.bool_], *, column: int = 0, row: int = 0) -> Bitmap:
        """Make a bitmap from a bool array of shape (rows, columns) whose top-left pixel lies at (column, row)."""
        flat = np.concatenate([[False], covered.ravel()])
        ends = [*np.flatnonzero(flat[1:] != flat[:-1]).tolist(), covered.size]
        runs = tuple(after - before for before, after in zip([0, *ends[:-1]], ends, strict=True))
        return cls(column, row, covered.shape[1], covered.shape[0], runs)

    @property
    def bounds(self) -> Bounds:
        """The box that the bitmap fills."""
        return Bounds(self.column, self.row, self.columns, self.rows)

    def cover(self, box: Bounds) -> NDArray[np.bool_]:
        """Say which pixels of `box` the shape touches: bool, shape (box.rows, box.columns)."""
        whole = np.repeat(np.arange(len(self.rle)) % 2 == 1, self.rle).reshape(self.rows, self.columns)
        covered = np.zeros((box.rows, box.columns), np.bool_)
        top, bottom = max(box.row, self.row), min(box.row + box.rows, self.row + self.rows)
        left, right = max(box.column, self.column), min(box.column + box.columns, self.column + self.columns)
        if top < bottom and left < right:
            covered[top - box.row : bottom - box.row, left - box.column : right - box.column] = whole[
                top - self.row : bottom - self.row, left - self.column : right - self.column
            ]
        return covered

    def moved(self, *, columns: float, rows: float) -> Bitmap:
        """Give the shape at another place, a whole number of pixels away."""
        return Bitmap(self.column + round(columns), self.row + round(rows), self.columns, self.rows, self.rle)


Shape = Rectangle | Ellipse | Polygon | Stroke | Bitmap


def bounding_rectangle(points: Sequence[Point]) -> Rectangle:
    """Give the upright rectangle around points; 1/8 pixel wide or high where they lie on a line."""
    columns, rows = zip(*points, strict=True)
    left, top = min(columns), min(rows)
    return Rectangle(left, top, max(max(columns) - left, 0.125), max(max(rows) - top, 0.125))


def _fill(covered: NDArray[np.bool_], box: Bounds, area: Bounds) -> None:
    top, left = max(area.row - box.row, 0), max(area.column - box.column, 0)
    bottom, right = area.row + area.rows - box.row, area.column + area.columns - box.column
    if bottom > top and right > left:
        covered[top:bottom, left:right] = True


def _nearest_offsets(first: int, count: int, centre: float) -> NDArray[np.float64]:
    """Give the distance from `centre` to the nearest place in each pixel first … first + count - 1."""
    start = np.arange(first, first + count, dtype=np.float64)
    return np.asarray(np.maximum(np.maximum(start - centre, centre - start - 1), 0))


def _in_rows(
    low: NDArray[np.int64], high: NDArray[np.int64], box: Bounds
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the rows low … high - 1 of each item that lie in the box, as pairs: which item, which row."""
    low, high = np.maximum(low, box.row), np.minimum(high, box.row + box.rows)
    counts = np.maximum(high - low, 0)
    which = np.repeat(np.arange(len(low)), counts)
    return which, np.arange(len(which)) + np.repeat(low - np.cumsum(counts) + counts, counts)


def _spans(
    box: Bounds, rows: NDArray[np.int64], first: NDArray[np.int64], stop: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Say which pixels of the box lie in some span, first … stop - 1 of a row."""
    entered = _running(box, (rows, first, np.int32(1)), (rows, stop, np.int32(-1)))
    return np.asarray(entered > 0)


def _running(
    box: Bounds, *steps: tuple[NDArray[np.int64], NDArray[np.int64], np.int32 | NDArray[np.int32]]
) -> NDArray[np.int32]:
    """Give for each pixel of the box the sum of steps (rows, columns, amount) at or left of it in its row."""
    width = box.columns + 1
    counts = np.zeros(box.rows * width, np.int32)
    for rows, columns, amount in steps:
        # One index and one dtype: with a pair of indices, or an amount of int64, this is ten times slower.
        at = (rows - box.row) * width + np.clip(columns - box.column, 0, box.columns)
        np.add.at(counts, at, amount)
    return np.cumsum(counts.reshape(box.rows, width), axis=1, dtype=np.int32)[:, :-1]


def _capsule_reach(
    upper: NDArray[np.float64],
    lower: NDArray[np.float64],
    radius: float,
    which: NDArray[np.int64],
    rows: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Give the largest column that capsules reach inside pixel rows.

    Seen from larger columns, a capsule is the disc around its upper end, a straight side, and the disc around its
    lower end. The side touches the discs at the rows `side_top` and `side_bottom`.

    Parameters
    ----------
    upper, lower
        The ends, shape (capsules, 2).
    which, rows
        Pairs: which capsule, which pixel row.
    """
    (x0, y0), (x1, y1) = upper.T, lower.T
    length, drop = np.hypot(x1 - x0, y1 - y0), y1 - y0
    # The normal of the side that looks to larger columns; a single point has no side, only its two discs.
    normal_x, normal_y = np.divide([drop, x0 - x1], length, out=np.zeros((2, len(x0))), where=length > 0)
    slope = np.divide(x1 - x0, drop, out=np.zeros(len(x0)), where=drop > 0)
    extreme = np.where(x1 > x0, y1, y0)
    side_top, side_bottom, side_x = y0 + radius * normal_y, y1 + radius * normal_y, x0 + radius * normal_x
    farthest = np.maximum(x0, x1) + radius  # what a rounding must not exceed

    y = np.clip(extreme[which], rows, rows + 1)
    side_top = side_top[which]
    above, below = y <= side_top, y >= side_bottom[which]
    disc_x, disc_y = np.where(above, x0[which], x1[which]), np.where(above, y0[which], y1[which])
    disc = disc_x + np.sqrt(np.maximum(radius**2 - (y - disc_y) ** 2, 0))
    side = side_x[which] + slope[which] * (y - side_top)
    return np.asarray(np.minimum(np.where(above | below, disc, side), farthest[which]))
