"""Where something is drawn on the plain ground of a banner, in any frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor.model.geometry import Bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from redactor.detectors import Progress
    from redactor.model.image import Image

MOST_FRAMES: Final = 64
"""Of images with more frames, all counts as drawn: nobody looks at every frame."""
MOST_PARTS: Final = 60
"""Where more is drawn, all of it is one part."""
_NOISE: Final = 1 / 32
"""Share of the range of the values that a lossy code may change a plain ground by."""
_SPARED: Final = 0.2
_LEAST_SPARED: Final = 400
"""Share of a part and pixels in which nothing is drawn, from which it is worth cutting it in two."""
_MARGIN: Final = 3
"""Pixels around what is drawn."""


def drawn_parts(image: Image, boxes: Sequence[Bounds], progress: Progress) -> list[list[Bounds]]:
    """Give for each box the parts of it in which something is drawn; none for a box of one value in each frame.

    Parts are what stands close together, such as the words of a line. Where all that is drawn is so faint that it could
    be the noise of a code, it is one part.

    Parameters
    ----------
    boxes
        Each inside the image.
    """
    pixels = image.pixel_format
    if pixels.number_of_frames > MOST_FRAMES:
        return [[box] for box in boxes]
    strong = [np.zeros((box.rows, box.columns), np.bool_) for box in boxes]
    faint = [np.zeros((box.rows, box.columns), np.bool_) for box in boxes]
    for number in range(1, pixels.number_of_frames + 1):
        progress((number - 1) / pixels.number_of_frames)
        values = image.frame(number).stored_values.reshape(pixels.rows, pixels.columns, -1)
        noise = _NOISE * _span(values)
        for at, box in enumerate(boxes):
            away = _from_ground(values[box.row : box.row + box.rows, box.column : box.column + box.columns])
            strong[at] |= ~(away <= noise)  # so written, it is true for NaN, too
            faint[at] |= ~(away <= 0)
    reach = (max(pixels.columns // 64, 6), max(pixels.rows // 160, 3))
    return [_parts(box, much, any_of_it, reach) for box, much, any_of_it in zip(boxes, strong, faint, strict=True)]


def _span(values: NDArray[Any]) -> float:
    """Give the range of values; 0 if it can't be told, so that anything counts."""
    with np.errstate(all="ignore"):
        span = float(values.max()) - float(values.min())
    return span if np.isfinite(span) else 0.0


def _from_ground(values: NDArray[Any]) -> NDArray[np.float64]:
    """Say how far each pixel is from the middle of the sorted values: a ground has more than half of the pixels.

    Parameters
    ----------
    values
        Shape (rows, columns, samples); the sample that is farthest counts. Where less than half are of one value, most
        of it counts as drawn, which hides it.
    """
    flat = values.reshape(-1, values.shape[-1])
    ground = np.partition(flat, len(flat) // 2, axis=0)[len(flat) // 2]
    with np.errstate(all="ignore"):
        return np.asarray(np.abs(values.astype(np.float64) - ground.astype(np.float64)).max(axis=-1))


def _parts(box: Bounds, strong: NDArray[np.bool_], faint: NDArray[np.bool_], reach: tuple[int, int]) -> list[Bounds]:
    if not strong.any():
        return [_around(box, *_ends(faint))] if faint.any() else []
    kernel = np.ones((2 * reach[1] + 1, 2 * reach[0] + 1), np.uint8)
    near = cv2.dilate(strong.astype(np.uint8), kernel)
    count, _, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    if count - 1 > MOST_PARTS:
        return [_around(box, *_ends(strong))]
    found = []
    for left, top, columns, rows, _ in stats[1:].tolist():
        # What was reached without anything drawn there is given back, but for the edges of the box.
        found += _split(strong, left, top, left + columns, top + rows)
    return [_around(box, *each) for each in found]


def _split(drawn: NDArray[np.bool_], left: int, top: int, right: int, bottom: int) -> list[tuple[int, int, int, int]]:
    """Cut a rectangle along rows or columns as long as that leaves out much in which nothing is drawn.

    Returns
    -------
    list of tuple of int
        Left, top, right and bottom of each piece.
    """
    start, first, end, last = _ends(drawn[top:bottom, left:right])
    left, top, right, bottom = left + start, top + first, left + end, top + last
    inside = drawn[top:bottom, left:right]
    across, row = _best_cut(inside)
    down, column = _best_cut(inside.T)
    if max(across, down) < max(_SPARED * inside.size, _LEAST_SPARED):
        return [(left, top, right, bottom)]
    if across >= down:
        return [*_split(drawn, left, top, right, top + row), *_split(drawn, left, top + row, right, bottom)]
    return [*_split(drawn, left, top, left + column, bottom), *_split(drawn, left + column, top, right, bottom)]


def _best_cut(drawn: NDArray[np.bool_]) -> tuple[int, int]:
    """Give the pixels that the two rectangles above and below a row leave out, and the row for which they are most."""
    rows, columns = drawn.shape
    if rows < 2:
        return 0, 0
    filled, at = np.asarray(drawn.any(axis=1), np.bool_), np.arange(rows)
    starts, ends = drawn.argmax(axis=1), columns - drawn[:, ::-1].argmax(axis=1)

    def spared(order: slice) -> NDArray[np.int64]:
        """Say for each number of rows, in an order, how much smaller the rectangle around what is drawn is."""
        left = np.minimum.accumulate(np.where(filled, starts, columns)[order])
        right = np.maximum.accumulate(np.where(filled, ends, 0)[order])
        count = np.maximum.accumulate(np.where(filled[order], at + 1, 0))
        return np.asarray((at + 1) * columns - count * np.maximum(right - left, 0))

    both = spared(np.s_[:])[:-1] + spared(np.s_[::-1])[:-1][::-1]
    row = int(both.argmax()) + 1
    return int(both[row - 1]), row


def _ends(drawn: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    """Give left, top, right and bottom of what is drawn, which is something."""
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _around(box: Bounds, left: int, top: int, right: int, bottom: int) -> Bounds:
    start, first = max(left - _MARGIN, 0), max(top - _MARGIN, 0)
    end, last = min(right + _MARGIN, box.columns), min(bottom + _MARGIN, box.rows)
    return Bounds(box.column + start, box.row + first, end - start, last - first)
