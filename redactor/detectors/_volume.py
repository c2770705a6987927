"""A stack of parallel slices as one volume in the patient's own axes, whatever way it was taken."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor.model.image import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from redactor.model.image import Image, Images
    from redactor.model.patient_space import Plane

    Floats = NDArray[np.float32]
    Points = NDArray[np.float64]

_SAME_PLACE: Final = 0.05
"""Slices that lie closer than this, in mm, show one place twice: another echo, another time."""
_FINEST: Final = 1.5
"""In mm. Finer pixels are averaged, and slices that lie closer are passed over."""
_LARGEST: Final = 520.0
"""In mm. What is longer is no stack through a head: it would only cost memory."""
_MOST_SLICES: Final = 400
_HIDDEN_SHARE: Final = 0.75
"""Of a pixel that was averaged, from which on it counts as hidden: what may be seen is not shown as gone."""
_AIR_TO_TISSUE: Final = Window(0.0, 2000.0, "LINEAR_EXACT")
"""In HU, for CT."""
_SKIN: Final = 255 * (-300 + 1000) / 2000


@dataclass(frozen=True)
class Slice:
    """A frame, counted from 1, of the image at a place in a series, from 0; and where it lies in the patient."""

    image: int
    frame: int
    rows: int
    columns: int
    plane: Plane
    frame_of_reference: str = field(default="", repr=False)
    is_alone: bool = True
    """Whether its image has no other frame."""


@dataclass(frozen=True)
class Volume:
    """Values in a grid along the axes of the patient: towards the left, the back and the head.

    Attributes
    ----------
    values
        Float32, shape (z, y, x); 0 outside of what was taken.
    origin
        The middle of the first voxel (x, y, z), in mm.
    step
        From one voxel to the next, in mm.
    skin
        The value from which on it is tissue.
    widest_gap
        The largest distance between two neighbouring slices, in mm.
    """

    values: Floats = field(repr=False)
    origin: tuple[float, float, float]
    step: float
    skin: float
    widest_gap: float

    def sample(self, points: Points) -> Floats:
        """Give the values at points, shape (…, 3), in mm: float32 without the last axis, 0 outside."""
        at = (np.asarray(points) - np.asarray(self.origin)) / self.step
        return interpolated(self.values, at[..., 2], at[..., 1], at[..., 0])


def slices_of(images: Images) -> list[Slice]:
    """Give every frame of a series that says where it lies; images are opened one at a time."""
    found = []
    for index in range(len(images)):
        image = images[index]
        pixels, space = image.pixel_format, image.kinship.frame_of_reference
        for number in range(1, pixels.number_of_frames + 1):
            plane = image.plane(number) if pixels.is_grayscale else None
            if plane is None:
                break
            is_alone = pixels.number_of_frames == 1
            found.append(Slice(index, number, pixels.rows, pixels.columns, plane, space, is_alone))
    return found


def stacks_of(slices: Sequence[Slice]) -> list[list[Slice]]:
    """Group slices that look the same way, sorted along their normal, each place once; the longest stack first."""
    groups: list[list[Slice]] = []
    for each in slices:
        group = next((one for one in groups if one[0].plane.is_parallel(each.plane)), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    stacks = []
    for group in groups:
        normal = np.asarray(group[0].plane.normal)
        # Along one normal for all: those of a stack differ by what scanners round.
        at = [float(np.dot(each.plane.position, normal)) for each in group]
        order = sorted(range(len(group)), key=lambda index: (at[index], index))
        kept: list[int] = []
        for index in order:
            if not kept or at[index] - at[kept[-1]] > _SAME_PLACE:
                kept.append(index)
        stacks.append([group[index] for index in kept])
    return sorted(stacks, key=lambda stack: -len(stack))


def extent_of(stack: Sequence[Slice]) -> float:
    """Give the distance from the first to the last slice of a stack, in mm."""
    normal = np.asarray(stack[0].plane.normal)
    return float(np.dot(np.subtract(stack[-1].plane.position, stack[0].plane.position), normal))


def read_volume(
    images: Images, stack: Sequence[Slice], step: float, progress: Callable[[float], None] = lambda share: None
) -> Volume | None:
    """Read a stack and bring it into the axes of the patient, see `read_volumes`."""
    both = read_volumes(images, stack, step, lambda each: None, progress)
    return None if both is None else both[0]


def read_volumes(
    images: Images,
    stack: Sequence[Slice],
    step: float,
    hidden: Callable[[Slice], NDArray[np.bool_] | None],
    progress: Callable[[float], None] = lambda share: None,
) -> tuple[Volume, Volume] | None:
    """Read a stack and bring it into the axes of the patient, as it is and as a mask leaves it.

    One image is open at a time.

    Parameters
    ----------
    step
        Of the grid, in mm.
    hidden
        Gives which pixels of a slice are hidden, bool, shape (rows, columns); None where none is. They become air.
    progress
        Takes the share of the slices that were read.

    Returns
    -------
    tuple or None
        None where the stack is too large, or has no extent. Both are the same volume where nothing is hidden.
    """
    normal = np.asarray(stack[0].plane.normal)
    thinned = _thinned(stack, normal)
    heights = np.array([float(np.dot(each.plane.position, normal)) for each in thinned])
    if len(thinned) < 2 or len({(each.rows, each.columns) for each in thinned}) > 1:
        return None
    first = thinned[0]
    plane = first.plane
    size = max(heights[-1] - heights[0], first.rows * plane.row_spacing, first.columns * plane.column_spacing)
    if size > _LARGEST:
        return None
    is_ct = images[first.image].device_key.modality == "CT"
    by = max(1, int(_FINEST / max(first.plane.pixel, 1e-3)))
    small = (max(first.columns // by, 1), max(first.rows // by, 1))
    planes = np.zeros((len(thinned), small[1], small[0]), np.float32)
    covered = np.zeros(planes.shape, np.bool_)
    for done, each in enumerate(thinned):
        progress(done / len(thinned))
        values = _values(images[each.image], each.frame, is_ct=is_ct).astype(np.float32)
        planes[done] = cv2.resize(values, small, interpolation=cv2.INTER_AREA)
        mask = hidden(each)
        if mask is not None:
            shares = cv2.resize(mask.astype(np.float32), small, interpolation=cv2.INTER_AREA)
            covered[done] = shares > _HIDDEN_SHARE
    skin = _SKIN if is_ct else _threshold(planes)
    floor = 0.0 if is_ct else float(min(planes.min(), 0))
    planes -= floor
    before = _in_patient_axes(planes, thinned, heights, step, skin - floor)
    if not covered.any():
        return before, before
    planes[covered] = 0
    return before, _in_patient_axes(planes, thinned, heights, step, skin - floor)


def _thinned(stack: Sequence[Slice], normal: NDArray[Any]) -> list[Slice]:
    least = max(_FINEST / 2, extent_of(stack) / _MOST_SLICES) - 1e-6
    kept = [stack[0]]
    for each in stack[1:]:
        if float(np.dot(np.subtract(each.plane.position, kept[-1].plane.position), normal)) >= least:
            kept.append(each)
    return kept


def _values(image: Image, number: int, *, is_ct: bool) -> NDArray[Any]:
    frame = image.frame(number)
    if not is_ct:
        return np.asarray(frame.stored_values)
    shown = image.display(frame, _AIR_TO_TISSUE)
    return 255 - shown if frame.photometric_interpretation == "MONOCHROME1" else shown


def _threshold(planes: Floats) -> float:
    """Give the value that parts air from tissue in MR: well below the middle, since skin and fat differ in contrast."""
    top = float(np.percentile(planes[:, ::2, ::2], 99.5))
    low = float(min(planes.min(), 0))
    scale = 255 / max(top - low, 1e-6)
    flat = np.clip((planes[:, ::2, ::2] - low) * scale, 0, 255).astype(np.uint8).reshape(-1, 1)
    middle, _ = cv2.threshold(flat, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    air, tissue = flat[flat <= middle], flat[flat > middle]
    if not air.size or not tissue.size:
        return top
    air_top = float(np.percentile(air, 75))
    level = air_top + 0.3 * (float(np.median(tissue)) - air_top)
    return float(level / scale + low)


def _in_patient_axes(
    planes: Floats, stack: Sequence[Slice], heights: NDArray[np.float64], step: float, skin: float
) -> Volume:
    first = stack[0]
    corners = np.concatenate(
        [
            each.plane.points(
                np.array([0.5, each.columns - 0.5, 0.5, each.columns - 0.5]),
                np.array([0.5, 0.5, each.rows - 0.5, each.rows - 0.5]),
            )
            for each in (stack[0], stack[-1])
        ]
    )
    low, high = corners.min(axis=0), corners.max(axis=0)
    counts = np.maximum(np.ceil((high - low) / step).astype(int) + 1, 2)
    x, y, z = (low[axis] + step * np.arange(counts[axis]) for axis in range(3))
    values = np.zeros((counts[2], counts[1], counts[0]), np.float32)
    plane = first.plane
    right, down, normal = (np.asarray(way) for way in (plane.along_row, plane.along_column, plane.normal))
    across, along = first.columns / planes.shape[2], first.rows / planes.shape[1]
    positions = np.array([each.plane.position for each in stack])
    # Slices may be shifted against each other (a tilted gantry): the corner of each is reckoned along the stack.
    corner_right, corner_down = positions @ right, positions @ down
    index = np.arange(len(stack), dtype=np.float64)
    yy, xx = np.meshgrid(y, x, indexing="ij")
    for number, level in enumerate(z):
        points = np.stack([xx, yy, np.full_like(xx, level)], axis=-1)
        height = points @ normal
        between = np.interp(height, heights, index, left=-2, right=len(stack) + 1)
        if between.max() < 0 or between.min() > len(stack) - 1:
            continue
        inside = np.clip(between, 0, len(stack) - 1)
        columns = (points @ right - np.interp(inside, index, corner_right)) / first.plane.column_spacing
        rows = (points @ down - np.interp(inside, index, corner_down)) / first.plane.row_spacing
        values[number] = interpolated(planes, between, (rows + 0.5) / along - 0.5, (columns + 0.5) / across - 0.5)
    gaps = np.diff(heights)
    return Volume(values, (float(low[0]), float(low[1]), float(low[2])), step, skin, float(gaps.max()))


def interpolated(values: Floats, first: Points, second: Points, third: Points) -> Floats:
    """Give values between voxels, in proportion to how near each of the eight around is; 0 outside.

    Parameters
    ----------
    values
        Float32 of three axes.
    first, second, third
        Where along each axis, in voxels, of one shape.
    """
    result = np.zeros(np.shape(first), np.float32)
    inside = np.ones(np.shape(first), np.bool_)
    for at, size in zip((first, second, third), values.shape, strict=True):
        inside &= (at >= -0.5) & (at <= size - 0.5)
    wheres = []
    for at, size in zip((first, second, third), values.shape, strict=True):
        near = np.clip(at[inside], 0, size - 1)
        low = np.minimum(near.astype(np.int32), max(size - 2, 0))
        wheres.append((low, np.minimum(low + 1, size - 1), (near - low).astype(np.float32)))
    (a0, a1, a), (b0, b1, b), (c0, c1, c) = wheres
    found = np.zeros(a.shape, np.float32)
    for one, share_a in ((a0, 1 - a), (a1, a)):
        for two, share_b in ((b0, 1 - b), (b1, b)):
            row = share_a * share_b
            found += row * ((1 - c) * values[one, two, c0] + c * values[one, two, c1])
    result[inside] = found
    return result


def shrunk(volume: Volume, by: int) -> Volume:
    """Give a volume of every so many voxels along each axis."""
    return replace(volume, values=np.ascontiguousarray(volume.values[::by, ::by, ::by]), step=volume.step * by)
