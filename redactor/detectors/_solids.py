"""What of a head shows who it is, as bodies with flat faces: each slice cuts them in polygons of few corners."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor.detectors._heads import depths

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.detectors._heads import Head
    from redactor.detectors._volume import Slice, Volume

    Vector = NDArray[np.float64]

_BESIDE: Final = 130.0
"""Farther than any head reaches to a side, in mm."""
_BEFORE: Final = 45.0
"""How far the body reaches in front of the foremost skin, in mm: its outline must not show the profile."""
_PROFILE: Final = ((0.0, 15.0), (18.0, 8.5), (34.0, 3.0), (72.0, -100.0), (72.0, -150.0))
"""Corners (y, z) of the back of the body in an adult, from the brow down, in mm from the root of the nose.

From the brow it follows the floor of the forehead's part of the brain at a distance, ends before the tips of the
temporal lobes, and goes down behind the lips to below the chin.
"""
_EAR: Final = (68.0, 128.0, -70.0, 18.0)
"""Where an adult's ears may lie: y from and to, z from and to, in mm."""
_EAR_OUT: Final = 3.0
"""An ear stands out by more than this from the side of the head, in mm."""
_EAR_AREA: Final = 200.0
"""In mm²."""
_DEEPEST: Final = 3.0
"""How far behind the skin beside an ear its body may begin, in mm: scalp and bone are thicker."""
_EAR_REACH: Final = 45.0
"""To the side, in mm."""


@dataclass(frozen=True)
class Solid:
    """What lies on the inner side of all planes.

    Attributes
    ----------
    part
        ``face`` or ``ear``.
    planes
        Shape (count, 4): a, b, c, d of a·x + b·y + c·z ≤ d in the patient, in mm.
    confidence
        From 0 to 1.
    """

    part: str
    planes: Vector = field(repr=False)
    confidence: float

    def has(self, points: Vector) -> NDArray[np.bool_]:
        """Say which points, shape (…, 3), lie inside."""
        return np.asarray((np.asarray(points) @ self.planes[:, :3].T <= self.planes[:, 3]).all(axis=-1))

    def section(self, of: Slice) -> list[tuple[float, float]]:
        """Give the corners (column, row) of what a slice cuts out, inside the image; none where it misses."""
        plane = of.plane
        right = np.asarray(plane.along_row) * plane.column_spacing
        down = np.asarray(plane.along_column) * plane.row_spacing
        corner = np.asarray(plane.position) - (right + down) / 2  # the outer corner of the first pixel
        outline = [(0.0, 0.0), (float(of.columns), 0.0), (float(of.columns), float(of.rows)), (0.0, float(of.rows))]
        for a, b, c, d in self.planes:
            normal = np.array([a, b, c])
            outline = _clipped(outline, float(normal @ right), float(normal @ down), float(d - normal @ corner))
        return outline if _area(outline) >= 1 else []


def _clipped(outline: list[tuple[float, float]], a: float, b: float, most: float) -> list[tuple[float, float]]:
    """Give the part of a convex polygon where a·column + b·row ≤ most."""
    result: list[tuple[float, float]] = []
    for index, end in enumerate(outline):
        start = outline[index - 1]
        before, after = a * start[0] + b * start[1] - most, a * end[0] + b * end[1] - most
        if (before <= 0) != (after <= 0):
            share = before / (before - after)
            result.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
        if after <= 0:
            result.append(end)
    return result


def _area(outline: list[tuple[float, float]]) -> float:
    return float(cv2.contourArea(np.array(outline, np.float32))) if len(outline) >= 3 else 0.0


def face_solid(head: Head, depth: float) -> Solid:
    """Give the body of the face.

    Parameters
    ----------
    depth
        How far it reaches behind the root of the nose in an adult, in mm; the profile is stretched to it.
    """
    size, stretch = head.scale, depth / _PROFILE[2][0]
    back = [(y * stretch * size, z * size) for y, z in _PROFILE]
    front = head.front - _BEFORE
    outline = [(front, back[0][1] + 5 * size), *back, (front, back[-1][1])]
    return _extruded(head, outline, "face", head.confidence)


def _extruded(head: Head, outline: list[tuple[float, float]], part: str, confidence: float) -> Solid:
    """Give a convex outline (y, z), its corners in turn, drawn out to both sides."""
    middle = np.mean(outline, axis=0)
    planes = [(1.0, 0.0, 0.0, _BESIDE), (-1.0, 0.0, 0.0, _BESIDE)]
    for index, end in enumerate(outline):
        start = outline[index - 1]
        way = np.array([end[1] - start[1], start[0] - end[0]])
        way /= np.linalg.norm(way)
        if way @ (middle - np.array(start)) > 0:
            way = -way
        planes.append((0.0, float(way[0]), float(way[1]), float(way @ np.array(start))))
    return _in_patient(head, planes, part, confidence)


def _in_patient(head: Head, planes: list[tuple[float, float, float, float]], part: str, confidence: float) -> Solid:
    table = np.array(planes)
    normals = table[:, :3] @ head.axes
    return Solid(part, np.column_stack([normals, table[:, 3] + normals @ head.nasion]), confidence)


def ear_solids(head: Head, tissue: Volume) -> list[Solid]:
    """Give the bodies of the ears: what lies outside of the side of the head, where something stands out from it."""
    low_y, high_y, low_z, high_z = (value * head.scale for value in _EAR)
    step = 2.0
    around = 30.0
    y = np.arange(low_y - around, high_y + around, step)
    z = np.arange(low_z - around, high_z + around, step)
    x = np.arange(115.0, 20.0, -step)
    found = []
    for side in (-1, 1):
        points = np.stack(np.meshgrid(z, x * side, y, indexing="ij")[::-1], axis=-1)[..., [1, 0, 2]]
        values = tissue.sample(head.to_patient(points))
        reach = 115.0 - step * depths(values, tissue.skin)
        solid = _ear(head, reach, (y, z), side)
        if solid is not None:
            found.append(solid)
    return found


def _ear(head: Head, reach: NDArray[Any], at: tuple[Vector, Vector], side: int) -> Solid | None:
    """Find an ear in how far the skin reaches to a side: shape (z, y), in mm, NaN where there is none."""
    (y, z), step = at, float(at[0][1] - at[0][0])
    if np.isfinite(reach).mean() < 0.4:
        return None
    skin = np.where(np.isfinite(reach), reach, np.nanmin(reach)).astype(np.float32)
    width = 2 * round(24 * head.scale / step) + 1
    wall = cv2.blur(cv2.morphologyEx(skin, cv2.MORPH_OPEN, np.ones((1, width), np.uint8)), (5, 5))
    inner = np.zeros(skin.shape, np.bool_)
    low_y, high_y, low_z, high_z = (value * head.scale for value in _EAR)
    inner[np.ix_((z >= low_z) & (z <= high_z), (y >= low_y) & (y <= high_y))] = True
    out = ((skin - wall > _EAR_OUT) & inner).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(out)
    sizes = stats[1:, cv2.CC_STAT_AREA] * step**2 if len(stats) > 1 else np.zeros(0)
    if sizes.size and sizes.max() >= _EAR_AREA * head.scale**2:
        rows, columns = np.nonzero(labels == 1 + int(sizes.argmax()))
        box = y[columns.min()] - 8, y[columns.max()] + 8, z[rows.min()] - 8, z[rows.max()] + 8
        confidence = 0.9 * head.confidence
    else:
        box = low_y, high_y, low_z, high_z
        confidence = 0.4 * head.confidence
    chosen = np.ix_((z >= box[2]) & (z <= box[3]), (y >= box[0]) & (y <= box[1]))
    zz, yy = np.meshgrid(z, y, indexing="ij")
    beside = np.column_stack([np.ones(yy[chosen].size), yy[chosen].ravel(), zz[chosen].ravel()])
    level, lean_y, lean_z = np.linalg.lstsq(beside, wall[chosen].ravel().astype(np.float64), rcond=None)[0]
    dug = float((wall[chosen].ravel() - beside @ np.array([level, lean_y, lean_z])).max())
    level += max(0.0, dug - _DEEPEST)
    length = math.hypot(1, lean_y, lean_z)
    planes = [
        (-side / length, lean_y / length, lean_z / length, -level / length),
        (float(side), 0.0, 0.0, level + _EAR_REACH),
        (0.0, -1.0, 0.0, -box[0]),
        (0.0, 1.0, 0.0, box[1]),
        (0.0, 0.0, -1.0, -box[2]),
        (0.0, 0.0, 1.0, box[3]),
    ]
    return _in_patient(head, planes, "ear", round(confidence, 3))
