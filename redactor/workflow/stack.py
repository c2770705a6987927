"""What is hidden on the slices of a stack, said for any other plane through the same body.

Between two slices the outline is interpolated: each pixel knows how far it lies inside or outside of it, and between
slices that distance is what lies between. What is unsure is hidden: a thick slice hides what any of its depth hides.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.model.geometry import Bitmap, Bounds, Polygon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from redactor.model.geometry import Shape
    from redactor.model.mask import Mask
    from redactor.model.patient_space import Floats, Plane

_FAR: Final = 1.0e6
"""Millimetres: so deep lies nothing."""
_NEAR: Final = 1e-3
"""Millimetres that are none."""
_WIDEST: Final = 15.0
"""Millimetres between two slices that hide something; in a wider gap nobody knows what lies there."""
_ALONE: Final = 5.0
"""Millimetres that a single slice is taken to be thick."""
_MOST_SAMPLES: Final = 9
"""Of the depth of a thick slice."""
_ROOM: Final = 3
"""Pixels around what is hidden, so that its edge can be told."""
_ROUGH: Final = (2.0, 1.0, 0.5)
"""Half pixels by which a polygon may leave the outline that it stands for, tried in this order."""
_LEAST_CORNERS: Final = 3


@dataclass(frozen=True)
class Slice:
    """A plane and what is hidden on it: bool, shape (rows, columns)."""

    plane: Plane
    hidden: Mask


class Stack:
    """The parallel slices of a series, in their order along the normal.

    Slices that look another way than the first are left out.

    Raises
    ------
    ValueError
        If there is no slice.
    """

    def __init__(self, slices: Iterable[Slice]) -> None:
        found = list(slices)
        if not found:
            raise ValueError("a stack has at least one slice")
        self._normal = np.asarray(found[0].plane.normal)
        parallel = [one for one in found if one.plane.is_parallel(found[0].plane)]
        ordered = sorted(parallel, key=lambda one: self._height(one.plane))
        self.spacing = spacing_of(one.plane for one in ordered)
        kept = [one for one in ordered if one.hidden.any()]
        self._heights = [self._height(one.plane) for one in ordered if one.hidden.any()]
        self._layers = [_Layer(one.plane, box, depth) for one, (box, depth) in zip(kept, _depths(kept), strict=True)]
        self._parts = tuple(self._ways_between([self._height(one.plane) for one in ordered]))

    def hidden_on(self, plane: Plane, *, rows: int, columns: int, thickness: float) -> Mask:
        """Say what is hidden on another plane.

        Parameters
        ----------
        thickness
            How thick the slice of that plane is, in mm.

        Returns
        -------
        numpy.ndarray
            Bool, shape (rows, columns).
        """
        result = np.zeros((rows, columns), np.bool_)
        if not self._layers:
            return result
        corners = plane.points(np.array([0.0, columns, 0.0, columns]), np.array([0.0, 0.0, rows, rows])) @ self._normal
        low, high = corners.min() - thickness, corners.max() + thickness
        if all(start > high or end < low for start, end, _, _ in self._parts):
            return result
        across, down = np.meshgrid(np.arange(columns) + 0.5, np.arange(rows) + 0.5)
        middle = plane.points(across, down)
        steps = min(math.ceil(thickness / self.spacing - 1e-3), _MOST_SAMPLES)
        offsets = (np.arange(steps) - (steps - 1) / 2) * thickness / steps if steps > 1 else np.zeros(1)
        touched = -0.49 * plane.pixel  # a pixel that is touched is hidden, and equal grids give equal masks
        for offset in offsets:
            result |= self._depth_at(middle + offset * np.asarray(plane.normal)) > touched
        return result

    def _height(self, plane: Plane) -> float:
        return float(np.dot(self._normal, plane.position))

    def _ways_between(self, heights: Sequence[float]) -> Iterator[tuple[float, float, int, int]]:
        """Yield (from, to, layer, other layer): which layers tell what is hidden from one height to another.

        Beside a slice on which nothing is hidden, and at the ends, a layer reaches half the way to the next slice.
        """
        half = self.spacing / 2
        place_of = {height: place for place, height in enumerate(self._heights)}
        for number, height in enumerate(heights):
            place = place_of.get(height)
            if place is None:
                continue
            above = heights[number + 1] if number + 1 < len(heights) else math.inf
            if above in place_of and above - height <= _WIDEST:
                yield height, above, place, place_of[above]
            else:
                yield height, height + half, place, place
            below = heights[number - 1] if number else -math.inf
            if below not in place_of or height - below > _WIDEST:
                yield height - half, height, place, place

    def _depth_at(self, points: Floats) -> Floats:
        """Give how deep points lie inside what is hidden, in mm, negative outside: float64, shape (rows, columns)."""
        heights = points @ self._normal
        depth = np.full(heights.shape, -_FAR)
        low, high = float(heights.min()) - _NEAR, float(heights.max()) + _NEAR
        for start, end, place, other in self._parts:
            if start > high or end < low:
                continue
            between = (heights >= start - _NEAR) & (heights <= end + _NEAR)
            if not between.any():
                continue
            box = _box_of(between)  # a plane that cuts across the stack has a strip between each two slices
            here = np.s_[box.row : box.row + box.rows, box.column : box.column + box.columns]
            found = self._layers[place].depth_at(points[here])
            if other != place:
                share = np.clip((heights[here] - start) / (end - start), 0, 1)
                found = (1 - share) * found + share * self._layers[other].depth_at(points[here])
            depth[here] = np.maximum(depth[here], np.where(between[here], found, -_FAR))
        return depth


@dataclass(frozen=True)
class _Layer:
    """How deep each pixel of a part of a slice lies inside what is hidden."""

    plane: Plane
    box: Bounds
    depth: NDArray[np.float32]

    def depth_at(self, points: Floats) -> Floats:
        """Give the depth at points whose feet lie on this plane, in mm; beyond the part none is inside."""
        columns, rows = self.plane.coordinates(points)
        across, down = columns - (self.box.column + 0.5), rows - (self.box.row + 0.5)
        found = cv2.remap(
            self.depth,
            across.astype(np.float32),
            down.astype(np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=-_FAR,
        )
        return np.asarray(found, np.float64)


def _depths(slices: Sequence[Slice]) -> Iterator[tuple[Bounds, NDArray[np.float32]]]:
    """Yield the depths of slices; all in a box around what any of them hides, since beyond it none does."""
    if not slices:
        return
    boxes = [_box_of(one.hidden) for one in slices]
    left, top = min(box.column for box in boxes) - _ROOM, min(box.row for box in boxes) - _ROOM
    right, bottom = max(box.column + box.columns for box in boxes), max(box.row + box.rows for box in boxes)
    whole = Bounds(left, top, right + _ROOM - left, bottom + _ROOM - top)
    for one in slices:
        rows, columns = one.hidden.shape
        box = whole.clipped(rows=rows, columns=columns)
        part = one.hidden[box.row : box.row + box.rows, box.column : box.column + box.columns].astype(np.uint8)
        inside, outside = (cv2.distanceTransform(each, cv2.DIST_L2, cv2.DIST_MASK_PRECISE) for each in (part, 1 - part))
        pixel = min(one.plane.row_spacing, one.plane.column_spacing)
        depth = np.clip(np.where(part > 0, inside - 0.5, 0.5 - outside) * pixel, -_FAR, _FAR)
        yield box, depth.astype(np.float32)


def _box_of(mask: Mask) -> Bounds:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    top, left = int(rows[0]), int(columns[0])
    return Bounds(left, top, int(columns[-1]) + 1 - left, int(rows[-1]) + 1 - top)


def spacing_of(planes: Iterable[Plane]) -> float:
    """Give how far the slices of a stack lie apart, in mm; a single one is taken to be 5 mm thick."""
    found = list(planes)
    normal = np.asarray(found[0].normal) if found else np.zeros(3)
    heights = sorted(float(np.dot(normal, plane.position)) for plane in found)
    gaps = [above - below for below, above in pairwise(heights) if above - below > _NEAR]
    return float(median(gaps)) if gaps else _ALONE


def outlines_of(mask: Mask) -> tuple[Shape, ...]:
    """Give shapes that cover all of a mask: polygons with few corners; where one would miss a pixel, a bitmap."""
    shapes: list[Shape] = []
    rows, columns = mask.shape
    count, labels = cv2.connectedComponents(mask.astype(np.uint8), connectivity=8)
    for label in range(1, count):
        part = labels == label
        shapes.append(_polygon(part, rows=rows, columns=columns) or _bitmap(part))
    return tuple(shapes)


def _polygon(part: Mask, *, rows: int, columns: int) -> Polygon | None:
    # Twice as large, so that the outline runs along the edges of pixels and not through their middles.
    large = cv2.resize(np.pad(part.astype(np.uint8), 2), None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    large = cv2.dilate(large, np.ones((3, 3), np.uint8))
    contours, _ = cv2.findContours(large, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    for rough in _ROUGH:
        corners = cv2.approxPolyDP(contours[0], rough, closed=True).reshape(-1, 2)
        points = (corners + 0.5) / 2 - 2
        points = np.clip(points, 0, (columns, rows))
        if len(points) < _LEAST_CORNERS:
            continue
        polygon = Polygon(tuple((float(column), float(row)) for column, row in points))
        if not (part & ~polygon.cover(Bounds(0, 0, columns, rows))).any():
            return polygon
    return None


def _bitmap(part: Mask) -> Bitmap:
    box = _box_of(part)
    return Bitmap.of(
        part[box.row : box.row + box.rows, box.column : box.column + box.columns], column=box.column, row=box.row
    )
