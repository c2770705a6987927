"""The outline of an ultrasound image from a few points: straight sides that meet in a tip, arcs around it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from redactor.model.geometry import Point

_STEP: Final = math.radians(2)
"""Between two points of an arc: on a radius of 1000 pixels the polygon lies 0.15 pixels inside it."""
_STRAIGHT: Final = math.radians(3)
"""Sides that differ less in their direction belong to a linear probe: its image has no arcs."""


def sector(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Give the outline for three points (the tip, then both ends of the arc) or four (the ends of both arcs).

    Of four, those higher up belong to one arc and those further down to the other, in any order of clicking.
    Coordinates are (column, row); arcs are drawn in square pixels.
    """
    if len(points) == 3:
        return (points[0], *arc(*points))
    ordered = sorted(points, key=lambda point: point[1])
    (left, right), (low_left, low_right) = sorted(ordered[:2]), sorted(ordered[2:])
    tip = _meeting(left, low_left, right, low_right)
    if tip is None:
        return left, right, low_right, low_left
    return (*arc(tip, left, right), *arc(tip, low_right, low_left))


def dragged_sector(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Give the outline of the sector that fills the box between two points, its tip in the middle of the top."""
    (left, right), (top, bottom) = sorted((points[0][0], points[1][0])), sorted((points[0][1], points[1][1]))
    half, high = (right - left) / 2, bottom - top
    middle = left + half
    if half <= 0 or high <= 0:
        return (left, top), (right, top), (right, bottom), (left, bottom)
    spread = math.asin(min(half / high, 1.0))
    steps = max(math.ceil(2 * spread / _STEP), 1)
    angles = [spread - 2 * spread * step / steps for step in range(steps + 1)]
    around = [(middle + half * math.sin(angle) / math.sin(spread), top + high * math.cos(angle)) for angle in angles]
    return ((middle, top), *around)


def arc(centre: Point, start: Point, end: Point) -> tuple[Point, ...]:
    """Give points from `start` to `end` around a centre, the shorter way; the radius goes from one to the other."""
    (first, near), (last, far) = _polar(centre, start), _polar(centre, end)
    turn = math.remainder(last - first, math.tau)
    steps = max(math.ceil(abs(turn) / _STEP), 1)
    between = ((first + turn * step / steps, near + (far - near) * step / steps) for step in range(1, steps))
    return (
        start,
        *((centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)) for angle, radius in between),
        end,
    )


def _polar(centre: Point, point: Point) -> tuple[float, float]:
    columns, rows = point[0] - centre[0], point[1] - centre[1]
    return math.atan2(rows, columns), math.hypot(columns, rows)


def _meeting(left: Point, low_left: Point, right: Point, low_right: Point) -> Point | None:
    """Give where both sides meet, or None where they do not, or only between their ends."""
    across, down = low_left[0] - left[0], low_left[1] - left[1]
    other_across, other_down = low_right[0] - right[0], low_right[1] - right[1]
    turn = across * other_down - down * other_across
    size = math.hypot(across, down) * math.hypot(other_across, other_down)
    if size == 0 or abs(turn) < math.sin(_STRAIGHT) * size:
        return None
    share = ((right[0] - left[0]) * other_down - (right[1] - left[1]) * other_across) / turn
    if 0 < share < 1:
        return None
    return left[0] + across * share, left[1] + down * share
