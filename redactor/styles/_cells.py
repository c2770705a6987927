"""The cells over which mosaic, blur and DP-Pix average: what they show depends on the means of cells alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.model.image import StoredValues
    from redactor.model.mask import Mask

LEAST: Final = 16
"""The least side of a cell in pixels: smaller ones show letters."""
MOST: Final = 1024
_ACROSS: Final = 40  # cells along the short side of a frame, at most: on a large image 16 pixels are fine detail


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells that a mask touches, and those beside them, of a grid that is the same wherever the mask lies.

    A cell is averaged as a whole, also where only a part of it is hidden. The mean of the hidden part alone would be
    the hidden pixel itself where the mask touches a cell in one pixel.

    Attributes
    ----------
    tops, lefts
        Where cells begin in the frame, and after them where the last ones end.
    """

    tops: NDArray[np.intp]
    lefts: NDArray[np.intp]

    @classmethod
    def of(cls, mask: Mask, side: int) -> Cells:
        """Give cells of at least `side` pixels each way, `LEAST`, and a fortieth of the frame's short side.

        Cells are as equal as whole pixels allow: a rest beside a frame's border would be a cell of few pixels. Only in
        a frame that is smaller than a cell, the one cell is smaller too.
        """
        rows, columns = mask.shape
        side = max(side, LEAST, -(-min(rows, columns) // _ACROSS))
        return cls(_starts(rows, side, np.any(mask, axis=1)), _starts(columns, side, np.any(mask, axis=0)))

    @property
    def box(self) -> tuple[slice, slice]:
        """The rows and columns of the frame that the cells cover."""
        return slice(int(self.tops[0]), int(self.tops[-1])), slice(int(self.lefts[0]), int(self.lefts[-1]))

    @property
    def sizes(self) -> NDArray[np.intp]:
        """The number of pixels in each cell, shape (cells down, cells across)."""
        return np.outer(np.diff(self.tops), np.diff(self.lefts))

    def means(self, values: StoredValues) -> NDArray[np.float64]:
        """Give the mean of each cell, shape (cells down, cells across[, samples]).

        Numbers of palette colours are averaged as if they were gray: the cell gets some colour of the palette. What is
        not a finite number counts as 0.

        Parameters
        ----------
        values
            Those in the box.
        """
        finite: NDArray[Any] = values
        if np.issubdtype(values.dtype, np.floating):
            finite = np.nan_to_num(values.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
        sums = np.add.reduceat(finite, self.tops[:-1] - self.tops[0], axis=0, dtype=np.float64)
        sums = np.add.reduceat(sums, self.lefts[:-1] - self.lefts[0], axis=1)
        means: NDArray[np.float64] = sums / self.sizes.reshape(self.sizes.shape + (1,) * (values.ndim - 2))
        return means

    def spread(self, means: StoredValues) -> StoredValues:
        """Give values of the box in which every pixel has the value of its cell."""
        return means.repeat(np.diff(self.tops), axis=0).repeat(np.diff(self.lefts), axis=1)

    def placed(self, values: StoredValues, stored: StoredValues) -> StoredValues:
        """Give a copy of a frame with other values in the box."""
        result = stored.copy()
        result[self.box] = values
        return result


def as_stored(values: NDArray[Any], dtype: np.dtype[Any]) -> StoredValues:
    """Give numbers in the dtype of stored values: rounded, unless that is floating point."""
    return values.astype(dtype) if np.issubdtype(dtype, np.floating) else np.rint(values).astype(dtype)


def _starts(length: int, side: int, hidden: NDArray[np.bool_]) -> NDArray[np.intp]:
    count = max(1, length // side)
    starts = np.arange(count + 1, dtype=np.intp) * length // count
    at = np.flatnonzero(hidden)
    first, last = np.searchsorted(starts, at[[0, -1]] if at.size else [0, 0], side="right")
    return starts[max(0, first - 2) : last + 2]
