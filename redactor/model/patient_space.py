"""Where the pixels of a frame lie in the patient, in millimetres (PS3.3 C.7.6.2.1.1)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Vector = tuple[float, float, float]

_SLANT: Final = 0.01
"""How far the two directions may be from being perpendicular and of length one; scanners round them."""


@dataclass(frozen=True)
class Plane:
    """The plane of a frame. Pixel coordinates are (column, row) from the outer corner of the top-left pixel.

    Attributes
    ----------
    position
        Image Position (Patient) (0020,0032): the *middle* of the top-left pixel, in mm.
    along_row, along_column
        Image Orientation (Patient) (0020,0037): where columns, and where rows, are counted towards; of length one.
    row_spacing, column_spacing
        Pixel Spacing (0028,0030): mm from row to row, and from column to column.
    """

    position: Vector
    along_row: Vector
    along_column: Vector
    row_spacing: float
    column_spacing: float

    @property
    def normal(self) -> Vector:
        """The direction through the plane, of length one."""
        (a, b, c), (d, e, f) = self.along_row, self.along_column
        found = (b * f - c * e, c * d - a * f, a * e - b * d)
        length = math.hypot(*found)
        return found[0] / length, found[1] / length, found[2] / length

    @property
    def pixel(self) -> float:
        """The longer side of a pixel, in mm."""
        return max(self.row_spacing, self.column_spacing)

    @property
    def height(self) -> float:
        """How far the plane lies along its normal, in mm: what sorts the slices of a stack."""
        return sum(one * other for one, other in zip(self.position, self.normal, strict=True))

    def points(self, columns: Floats, rows: Floats) -> Floats:
        """Give the places of pixel coordinates in the patient.

        Parameters
        ----------
        columns, rows
            Of one shape.

        Returns
        -------
        numpy.ndarray
            Float64 in mm, of that shape with one more axis of three.
        """
        across = (np.asarray(columns, np.float64) - 0.5)[..., None] * self.column_spacing
        down = (np.asarray(rows, np.float64) - 0.5)[..., None] * self.row_spacing
        away = across * np.asarray(self.along_row) + down * np.asarray(self.along_column)
        return np.asarray(np.asarray(self.position) + away, np.float64)

    def coordinates(self, points: Floats) -> tuple[Floats, Floats]:
        """Give the pixel coordinates (columns, rows) of the feet of points on the plane; what `points` gave goes back.

        Parameters
        ----------
        points
            In mm, their last axis of three.
        """
        away = np.asarray(points, np.float64) - np.asarray(self.position)
        columns = away @ np.asarray(self.along_row) / self.column_spacing + 0.5
        rows = away @ np.asarray(self.along_column) / self.row_spacing + 0.5
        return columns, rows

    def is_parallel(self, other: Plane) -> bool:
        """True if both look the same way: slices of one stack do."""
        pairs = zip((*self.along_row, *self.along_column), (*other.along_row, *other.along_column), strict=True)
        return all(abs(mine - theirs) <= _SLANT for mine, theirs in pairs)


def plane_of(position: Sequence[Any], orientation: Sequence[float], spacing: Sequence[float]) -> Plane | None:
    """Give the plane that three attributes describe; None where they describe none.

    Parameters
    ----------
    position, orientation, spacing
        The values of Image Position, Image Orientation (Patient) and Pixel Spacing: three, six and two finite numbers.
    """
    values = [float(value) for value in (*position, *orientation, *spacing)]
    if (len(position), len(orientation), len(spacing)) != (3, 6, 2) or not all(map(math.isfinite, values)):
        return None
    row, column = orientation[:3], orientation[3:]
    lengths = math.hypot(*row), math.hypot(*column)
    dot = sum(one * other for one, other in zip(row, column, strict=True))
    if max(abs(length - 1) for length in lengths) > _SLANT or abs(dot) > _SLANT or min(spacing) <= 0:
        return None
    # What was rounded is made perpendicular again, so that going to a point and back leads to the same pixel.
    along = [value / lengths[0] for value in row]
    share = sum(one * other for one, other in zip(along, column, strict=True))
    down = [value - share * other for value, other in zip(column, along, strict=True)]
    length = math.hypot(*down)
    return Plane(
        (values[0], values[1], values[2]),
        (along[0], along[1], along[2]),
        (down[0] / length, down[1] / length, down[2] / length),
        float(spacing[0]),
        float(spacing[1]),
    )
