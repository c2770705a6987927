"""Where the head in a volume is, and its landmarks: mirror plane, nose, root of the nose, vault. Or that there is none.

The frame of a head has its origin at the root of the nose (nasion); x is towards the left ear, y towards the back of
the head, z towards its top, level when the patient looks straight ahead.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor.detectors._volume import Volume, shrunk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Vector = NDArray[np.float64]
    Points = NDArray[np.float64]

_HEIGHT: Final = 260.0
"""Of what is looked at below the top of the tissue, in mm."""
_WIDTHS: Final = (75.0, 205.0)
"""Of a head with its ears, from a newborn's to an adult's, in mm."""
_VAULT_LENGTH: Final = 190.0
"""Of an adult's head, from which sizes in mm are scaled."""
_NASION_BELOW: Final = math.radians(11.0)
"""How far the root of the nose lies below the level through the middle of the vault, as an angle."""
_GROWN: Final = 7
"""Voxels of 4 mm."""
_NOSE_WIDTH: Final = 36.0
_LEAST_HOLLOW: Final = 1.5
"""How far the root of the nose lies behind the line from its tip to the forehead, in mm."""
_RISE: Final = 3.5
"""And how much more than the forehead does."""
_NOSE_LENGTH: Final = 65.0
"""From its root to its wings, at most, in mm."""
_LEAST_NOSE: Final = 6.0
"""How far a nose stands out from what lies beside it, in mm."""


@dataclass(frozen=True)
class Head:
    """The frame of a head.

    Attributes
    ----------
    nasion
        The root of the nose on the skin, in mm in the patient.
    axes
        Its x, y and z as rows of a 3 × 3 matrix, in the patient.
    scale
        Its size by an adult's.
    front
        The y of the foremost skin: negative.
    symmetry
        How well its halves mirror each other, 1 at best.
    roundness
        How well the vault follows an ellipse, 1 at best; 0 where too little of it was taken to tell.
    """

    nasion: Vector = field(repr=False)
    axes: Vector = field(repr=False)
    scale: float
    front: float
    symmetry: float
    roundness: float

    def to_patient(self, points: Points) -> Points:
        """Give points of the head's frame, shape (…, 3), in the patient."""
        return np.asarray(np.asarray(points) @ self.axes + self.nasion)

    def from_patient(self, points: Points) -> Points:
        """Give points in the patient in the head's frame."""
        return np.asarray((np.asarray(points) - self.nasion) @ self.axes.T)

    @property
    def confidence(self) -> float:
        """How sure it is that this is a head, from 0 to 1."""
        return round(0.9 * min(1.0, self.symmetry) * (0.6 + 0.4 * self.roundness), 3)


def find_head(volume: Volume, *, is_stated: bool = False) -> Head | None:
    """Find the head in a volume, or give None: where there is no nose in front of something as large as a head.

    Parameters
    ----------
    is_stated
        Whether the header says that it is a part of a head. Only then the round top may lie outside of what was taken:
        a knee has something like a nose, too.
    """
    tissue = largest_part(volume)
    if tissue is None:
        return None
    coarse = shrunk(tissue, max(1, round(4.0 / volume.step)))
    mirror = _mirror_plane(coarse)
    if mirror is None:
        return None
    normal, offset, symmetry = mirror
    up = np.array([0.0, 0.0, 1.0])
    up -= (up @ normal) * normal
    up /= np.linalg.norm(up)
    axes = np.stack([normal, np.cross(up, normal), up])
    return _landmarks(tissue, axes, offset * normal, symmetry, is_stated=is_stated)


def largest_part(volume: Volume) -> Volume | None:
    """Give the largest connected tissue below the top, what lies around it being 0; None where it is no head's size."""
    by = max(1, round(4.0 / volume.step))
    coarse = shrunk(volume, by)
    bits = coarse.values >= coarse.skin
    part = _largest_component(_box_filter(_without_hollows(bits), cv2.erode))
    if part is None:
        return None
    # What was worn off grows again within the tissue: a nose or an ear is thin, and stands out by 25 mm.
    kept = _box_filter(part, cv2.dilate)
    for _ in range(_GROWN):
        kept = _box_filter(kept, cv2.dilate) & (bits | kept)
    kept = _box_filter(kept, cv2.dilate)
    full = kept.repeat(by, 0).repeat(by, 1).repeat(by, 2)
    nz, ny, nx = volume.values.shape
    values = np.where(full[:nz, :ny, :nx], volume.values, 0)
    found = values >= volume.skin
    levels = np.flatnonzero(found.any(axis=(1, 2)))
    if not levels.size:
        return None
    values[: max(0, int(levels[-1] - _HEIGHT / volume.step))] = 0
    upper = found[max(0, int(levels[-1] - 130 / volume.step)) : levels[-1] + 1]
    widths = [np.ptp(np.flatnonzero(upper.any(axis=axes))) * volume.step for axes in ((0, 1), (0, 2))]
    if not (_WIDTHS[0] <= widths[0] <= _WIDTHS[1] and _WIDTHS[0] <= widths[1] <= 1.35 * _WIDTHS[1]):
        return None
    return replace(volume, values=np.ascontiguousarray(values))


def _without_hollows(bits: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Fill what is closed within an axial or a sagittal plane: bone is as dark as air in MR, and skin over it thin."""
    filled = bits.copy()
    for axis in (0, 2):
        levels = np.moveaxis(filled, axis, 0)  # a view
        for level in levels:
            around = np.pad((~level).astype(np.uint8), 1, constant_values=1)
            cv2.floodFill(around, None, (0, 0), 2)
            level[around[1:-1, 1:-1] == 1] = True
    return filled


def _box_filter(bits: NDArray[np.bool_], operation: Any) -> NDArray[np.bool_]:  # noqa: ANN401 - a function of OpenCV
    """Erode or dilate by one voxel along each axis."""
    square = np.ones((3, 3), np.uint8)
    within = np.stack([operation(np.ascontiguousarray(each), square) for each in bits.astype(np.uint8)])
    flat = within.reshape(within.shape[0], -1)
    return np.asarray(operation(flat, np.ones((3, 1), np.uint8)).reshape(within.shape), np.bool_)


def _largest_component(bits: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
    """Give the largest part of three axes that hangs together."""
    labels = np.zeros(bits.shape, np.int32)
    count = 1
    for index, level in enumerate(bits):
        number, found = cv2.connectedComponents(level.astype(np.uint8), connectivity=4)
        labels[index] = np.where(found > 0, found + count - 1, 0)
        count += number - 1
    parent = np.arange(count)

    def root(label: int) -> int:
        while parent[label] != label:
            parent[label] = parent[parent[label]]
            label = int(parent[label])
        return label

    for one, other in itertools.pairwise(labels):
        touching = (one > 0) & (other > 0)
        for a, b in np.unique(np.stack([one[touching], other[touching]]), axis=1).T:
            parent[root(int(a))] = root(int(b))
    roots = np.array([root(label) for label in range(count)])
    merged = roots[labels]
    sizes = np.bincount(merged.ravel(), minlength=count)
    sizes[0] = 0
    if not sizes.any():
        return None
    return np.asarray(merged == sizes.argmax())


def _mirror_plane(coarse: Volume) -> tuple[Vector, float, float] | None:
    """Find the plane that mirrors one half onto the other: its normal towards the left, offset and likeness."""
    found = coarse.values >= coarse.skin
    levels = np.flatnonzero(found.any(axis=(1, 2)))
    if levels.size < 8:
        return None
    soft = found.astype(np.float32)
    soft = np.stack([cv2.GaussianBlur(level, (0, 0), 1.5) for level in soft])
    soft[: max(0, int(levels[-1] - 200 / coarse.step))] = 0  # shoulders are seldom level
    blurred = replace(coarse, values=soft)
    where = np.argwhere(soft > 0.02)
    chosen = where[np.random.default_rng(0).integers(0, len(where), 3000)]
    points = chosen[:, ::-1] * coarse.step + np.asarray(coarse.origin)
    values = blurred.sample(points)
    middle = points.mean(axis=0)

    def cost(yaw: float, roll: float, shift: float) -> float:
        normal = _normal(yaw, roll)
        away = (points - middle) @ normal - shift
        mirrored = points - 2 * away[:, None] * normal
        return float(np.abs(blurred.sample(mirrored) - values).mean())

    best: tuple[float, float, float, float] = min(
        (cost(yaw, roll, shift), yaw, roll, shift)
        for yaw in range(-24, 25, 8)
        for roll in range(-24, 25, 8)
        for shift in (-12.0, -4.0, 4.0, 12.0)
    )
    turn, push = 4.0, 4.0
    while turn >= 0.5:
        _, yaw, roll, shift = best
        near = itertools.product((-turn, 0, turn), (-turn, 0, turn), (-push, 0, push))
        best = min((cost(yaw + a, roll + b, shift + c), yaw + a, roll + b, shift + c) for a, b, c in near)
        if best[1:] == (yaw, roll, shift):
            turn, push = turn / 2, push / 2
    normal = _normal(best[1], best[2])
    spread = float(np.abs(values - values.mean()).mean())
    likeness = 1 - best[0] / max(spread, 1e-6)
    return normal, float(middle @ normal + best[3]), max(0.0, likeness)


def _normal(yaw: float, roll: float) -> Vector:
    a, b = math.radians(yaw), math.radians(roll)
    return np.array([math.cos(a) * math.cos(b), math.sin(a) * math.cos(b), math.sin(b)])


@dataclass(frozen=True)
class _Grid:
    """A volume along the axes of a head whose nasion is not known yet."""

    values: Floats
    low: Vector
    step: float

    def y(self, index: float) -> float:
        return float(self.low[1] + self.step * index)

    def z(self, index: float) -> float:
        return float(self.low[2] + self.step * index)


def _resampled(tissue: Volume, axes: Vector, start: Vector) -> _Grid:
    """Sample 220 mm around the mirror plane; the axes are not level yet."""
    nz, ny, nx = tissue.values.shape
    corners = np.array(list(itertools.product((0, nx - 1), (0, ny - 1), (0, nz - 1)))) * tissue.step
    turned = (corners + np.asarray(tissue.origin) - start) @ axes.T
    low, high = turned.min(axis=0), turned.max(axis=0)
    low[0], high[0] = -104.0, 104.0
    x, y, z = (np.arange(low[axis], high[axis] + tissue.step, tissue.step) for axis in range(3))
    values = np.zeros((len(z), len(y), len(x)), np.float32)
    yy, xx = np.meshgrid(y, x, indexing="ij")
    for number, level in enumerate(z):
        points = np.stack([xx, yy, np.full_like(xx, level)], axis=-1) @ axes + start
        values[number] = tissue.sample(points)
    return _Grid(values, low, tissue.step)


def depths(values: Floats, skin: float) -> Floats:
    """Give where tissue begins along the second axis, in voxels: float32, shape (z, x), NaN where there is none."""
    hit = values >= skin
    first = hit.argmax(axis=1)
    z, x = np.indices(first.shape)
    inner, outer = values[z, first, x], values[z, np.maximum(first - 1, 0), x]
    share = np.clip((inner - skin) / np.maximum(inner - outer, 1e-3), 0, 1)
    return np.where(hit.any(axis=1), first - np.where(first > 0, share, 0), np.nan).astype(np.float32)


def _landmarks(tissue: Volume, axes: Vector, start: Vector, symmetry: float, *, is_stated: bool) -> Head | None:
    grid = _resampled(tissue, axes, start)
    front = depths(grid.values, tissue.skin) * grid.step + grid.low[1]
    nose = _nose(front, grid)
    if nose is None:
        return None
    tip, root, profile = nose
    nasion = np.array([0.0, profile[root], grid.z(root)])
    vault = _vault(grid, tissue.skin, nasion)
    if vault is None and not is_stated:
        return None
    if vault is None:
        # Too little of the vault was taken: the chord along nose and forehead leans by about as much in most people.
        lean = math.atan2(profile[root] - profile[tip], (root - tip) * grid.step) - math.radians(26)
        scale, roundness = 1.0, 0.0
    else:
        (middle_y, middle_z), length, roundness = vault
        lean = math.atan2(middle_z - nasion[2], middle_y - nasion[1]) - _NASION_BELOW
        lean = -lean
        scale = min(max(length / _VAULT_LENGTH, 0.55), 1.2)
    if abs(lean) > math.radians(45):
        return None
    pitch = np.array([[1, 0, 0], [0, math.cos(lean), -math.sin(lean)], [0, math.sin(lean), math.cos(lean)]])
    turned = pitch @ axes
    at = nasion @ axes + start
    outline = np.array([[0.0, y, grid.z(index)] for index, y in enumerate(profile) if np.isfinite(y)])
    foremost = float((((outline @ axes + start) - at) @ turned.T)[:, 1].min())
    return Head(at, turned, scale, foremost, symmetry, roundness)


def _nose(front: Floats, grid: _Grid) -> tuple[int, int, Floats] | None:
    """Find the tip and the root of the nose: levels of the grid, and the profile in the mirror plane."""
    step, behind = grid.step, float(np.nanmax(front)) if np.isfinite(front).any() else 0.0
    filled = np.where(np.isfinite(front), front, behind).astype(np.float32)
    filled = np.asarray(cv2.medianBlur(filled, 3), np.float32)
    width = 2 * round(_NOSE_WIDTH / 2 / step) + 1
    stands_out = cv2.morphologyEx(filled, cv2.MORPH_CLOSE, np.ones((1, width), np.uint8)) - filled
    middle = round(-grid.low[0] / step)
    near = slice(middle - round(8 / step), middle + round(8 / step) + 1)
    out = stands_out[:, near].max(axis=1)
    profile = filled[:, near].min(axis=1)
    there = np.isfinite(front[:, near]).any(axis=1)
    levels = np.flatnonzero(there)
    if levels.size < 60 / step:
        return None
    top = levels[-1]
    out[~there] = 0
    out = cv2.blur(out.reshape(-1, 1), (1, 2 * round(4 / step) + 1)).ravel()
    # Of what stands out, lips and chin lie below the nose: it is the first from above that rises out of the forehead,
    # which may be narrow itself; and its wings are its widest part.
    from_above = out[: int(top - 15 / step)][::-1]
    rises = (from_above >= _LEAST_NOSE) & (from_above >= np.minimum.accumulate(from_above) + _RISE)
    if not rises.any():
        return None
    upper = len(from_above) - 1 - int(rises.argmax())
    lower = max(0, upper - round(_NOSE_LENGTH / step))
    widest = int(lower + out[lower : upper + 1].argmax())
    lower = max(0, widest - round(12 / step))
    tip = int(lower + profile[lower : widest + round(12 / step) + 1].argmin())
    brow = min(tip + round(85 / step), top - round(8 / step))
    if brow - tip < 35 / step:
        return None
    levels = np.arange(tip, brow + 1)
    chord = profile[tip] + (profile[brow] - profile[tip]) * (levels - tip) / (brow - tip)
    behind_chord = (profile[tip : brow + 1] - chord).astype(np.float64)
    behind_chord[: round(18 / step)] = -np.inf
    behind_chord[round(65 / step) :] = -np.inf
    root = int(tip + behind_chord.argmax())
    if behind_chord.max() < _LEAST_HOLLOW:
        return None
    return tip, root, np.where(there, profile, np.nan).astype(np.float32)


def _vault(grid: _Grid, skin: float, nasion: Vector) -> tuple[tuple[float, float], float, float] | None:
    """Fit an ellipse to the outline above the nose, in the mirror plane: its middle, length and roundness."""
    middle = round(-grid.low[0] / grid.step)
    plane = np.ascontiguousarray(grid.values[:, :, middle - 1 : middle + 2].max(axis=2))
    start = np.array([nasion[1] + 85, nasion[2] + 25])
    found = []
    angles = np.radians(np.arange(160, -13, -3))  # from the forehead over the top to the back of the head
    for angle in angles:
        way = np.array([math.cos(angle), math.sin(angle)])
        along = np.arange(0, 150, grid.step / 2)
        at = start + along[:, None] * way
        columns = ((at[:, 0] - grid.low[1]) / grid.step).astype(np.float32)
        rows = ((at[:, 1] - grid.low[2]) / grid.step).astype(np.float32)
        inside = (columns >= 0) & (columns <= plane.shape[1] - 1) & (rows >= 0) & (rows <= plane.shape[0] - 1)
        values = cv2.remap(plane, columns[None], rows[None], cv2.INTER_LINEAR)[0] * inside
        hits = np.flatnonzero(values >= skin)
        if hits.size and hits[-1] < inside.sum() - 3:  # what reaches the border was cut off
            found.append(at[hits[-1]])
    if len(found) < 0.6 * len(angles):
        return None
    points = np.array(found, np.float32)
    (y, z), (short, long), _ = cv2.fitEllipseDirect(points)
    if not (100 <= short <= long <= 260 and long / max(short, 1) < 1.6):
        return None
    away = np.linalg.norm(points - np.array([y, z]), axis=1)
    expected = _radius(cv2.fitEllipseDirect(points), points)
    off = float(np.abs(away - expected).mean())
    return (float(y), float(z)), float(long), max(0.0, 1 - off / 8)


def _radius(ellipse: Any, points: Floats) -> Floats:  # noqa: ANN401 - OpenCV's own nested tuples
    """Give how far the ellipse reaches from its middle towards each point."""
    (y, z), (one, other), turn = ellipse
    angle = np.arctan2(points[:, 1] - z, points[:, 0] - y) - math.radians(turn)
    return np.asarray(1 / np.sqrt((np.cos(angle) / (one / 2)) ** 2 + (np.sin(angle) / (other / 2)) ** 2))
