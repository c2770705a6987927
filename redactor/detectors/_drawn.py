"""Where something is drawn on a plain background, in any frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from redactor.model.geometry import Bounds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.detectors import Progress
    from redactor.model.image import Image

MOST_FRAMES: Final = 64
"""Of images with more frames, all counts as drawn: nobody looks at every frame."""
_MARGIN: Final = 4
"""Pixels around what is drawn."""


def drawn(image: Image, area: NDArray[np.bool_], progress: Progress) -> NDArray[np.bool_]:
    """Say which pixels of an area are not of the commonest value there, in any frame.

    Parameters
    ----------
    area
        Bool, shape (rows, columns), with a True in it.
    """
    frames = image.pixel_format.number_of_frames
    if frames > MOST_FRAMES:
        return area
    found = np.zeros_like(area)
    for number in range(1, frames + 1):
        progress((number - 1) / frames)
        values = image.frame(number).stored_values.reshape(*area.shape, -1)
        found |= (values != _commonest(values[area])).any(axis=-1)
    return found & area


def _commonest(values: NDArray[Any]) -> NDArray[Any]:
    """Give for each sample the middle of its sorted values: a background has more than half of the pixels.

    Parameters
    ----------
    values
        Shape (pixels, samples). Where less than half are of one value, most of it counts as drawn, which hides it.
    """
    middle = len(values) // 2
    return np.asarray(np.partition(values, middle, axis=0)[middle])


def part_drawn(box: Bounds, found: NDArray[np.bool_]) -> Bounds | None:
    """Give the part of a box, inside the image, that something is drawn in, with a margin; None if there is none."""
    part = found[box.row : box.row + box.rows, box.column : box.column + box.columns]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not len(rows):
        return None
    first, last = max(int(rows[0]) - _MARGIN, 0), min(int(rows[-1]) + 1 + _MARGIN, box.rows)
    start, end = max(int(columns[0]) - _MARGIN, 0), min(int(columns[-1]) + 1 + _MARGIN, box.columns)
    return Bounds(box.column + start, box.row + first, end - start, last - first)
