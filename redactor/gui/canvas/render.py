"""From stored values to the pixels of a view: pyramid, resampling, one look-up table. Pure arrays, no Qt.

A window has to follow the mouse. So the frame is resampled to the view once for each zoom and pan, still as stored
values, and a new window costs one look-up for each pixel of the *view*.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.gui.canvas.coordinates import Extent, ViewTransform

_FARTHEST_LEVEL: Final = 5
_ORDINARY_VIEW: Final = 600
"""Device pixels of a small view: a frame is shown from no smaller level than one of this size."""
_PIXELS_SEEN_FROM: Final = 3.0
"""From this scale on pixels are shown as squares; below, values between them are interpolated."""


@dataclass(frozen=True)
class ViewBox:
    """A box of whole device pixels of a view."""

    x: int
    y: int
    width: int
    height: int

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to be seen."""
        return self.width <= 0 or self.height <= 0


def visible_box(transform: ViewTransform, image: Extent, view: Extent) -> ViewBox:
    """Give the device pixels of a view whose centres lie on the image."""
    left, right = _centres(transform.x, transform.x + image.columns * transform.scale, view.columns)
    top, bottom = _centres(transform.y, transform.y + image.rows * transform.row_scale, view.rows)
    return ViewBox(left, top, right - left, bottom - top)


class Pyramid:
    """A frame at full, half, quarter … size, each level made when it is first needed.

    Levels average four pixels to one. int16 is averaged as the numbers that it holds: as bit patterns the mean of -1
    and 0 would be a large positive number, and every edge across zero would sparkle.

    Parameters
    ----------
    values
        Shape (rows, columns[, 3]); uint8, uint16 or int16.
    """

    def __init__(self, values: NDArray[Any]) -> None:
        self._levels = [np.ascontiguousarray(values, values.dtype.newbyteorder("="))]

    def level(self, number: int) -> NDArray[Any]:
        """Give the frame at 1 / 2^number of its size; of an odd size the last row or column counts twice."""
        while len(self._levels) <= number:
            self._levels.append(_halved(self._levels[-1]))
        return self._levels[number]

    def fill(self) -> None:
        """Make the levels that a view of ordinary size needs."""
        rows, columns = self._levels[0].shape[:2]
        self.level(min(max(int(math.log2(max(rows, columns) / _ORDINARY_VIEW)), 0), _FARTHEST_LEVEL))

    def sample(self, transform: ViewTransform, box: ViewBox) -> NDArray[Any]:
        """Give the values at the centres of device pixels: same dtype, shape (height, width[, 3])."""
        largest = max(transform.scale, transform.row_scale)
        if _is_exact(transform):
            return _nearest(self._levels[0], transform, box)
        number = min(max(math.floor(math.log2(1 / largest)), 0), _FARTHEST_LEVEL)
        return _linear(self.level(number), transform, box, size=1 << number)


class MaskPyramid(Pyramid):
    """A mask at full, half, quarter … size: a pixel is hidden if any that it stands for is."""

    def __init__(self, mask: NDArray[np.bool_]) -> None:
        super().__init__(cv2.threshold(mask.view(np.uint8), 0, 255, cv2.THRESH_BINARY)[1])

    def level(self, number: int) -> NDArray[Any]:
        """Give the mask at 1 / 2^number of its size: uint8, 255 is hidden."""
        while len(self._levels) <= number:
            pooled = _halved(self._levels[-1])  # at least a quarter of 255 where anything is hidden
            self._levels.append(cv2.threshold(pooled, 0, 255, cv2.THRESH_BINARY)[1])
        return self._levels[number]

    def visible(self, transform: ViewTransform, box: ViewBox) -> NDArray[np.uint8]:
        """Say what of a box may be seen: uint8, shape (height, width), 0 is hidden and 255 visible.

        Seen from afar, a device pixel is hidden as soon as one hidden pixel takes part in it.
        """
        near = min(transform.scale, transform.row_scale) >= 1
        sampled = _nearest(self._levels[0], transform, box) if near else self.sample(transform, box)
        return np.asarray(cv2.threshold(sampled, 0, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)


def shown(
    sampled: NDArray[Any], table: NDArray[np.uint8], visible: NDArray[np.uint8] | None = None
) -> NDArray[np.uint8]:
    """Give display values of sampled stored values, black where they are hidden.

    Parameters
    ----------
    sampled
        uint8, uint16 or int16, shape (height, width), or uint8, shape (height, width, 3).
    table
        Display values by bit pattern; 256 of them for 8 bits, 65536 for 16.
    visible
        uint8, shape (height, width), 0 is hidden and 255 visible; None where nothing is hidden.
    """
    values = cv2.LUT(sampled, table)
    if visible is not None:
        values = cv2.bitwise_and(values, values, mask=visible) if values.ndim == 3 else cv2.bitwise_and(values, visible)
    return np.asarray(values, np.uint8)


def tinted(values: NDArray[np.uint8], bare: NDArray[np.uint8], colour: tuple[int, int, int]) -> NDArray[np.uint8]:
    """Give display values in RGB, in one colour where `bare` is 0: uint8, shape (height, width, 3).

    Parameters
    ----------
    values
        uint8, shape (height, width[, 3]).
    bare
        uint8, shape (height, width): 0 where the colour is.
    """
    painted = cv2.cvtColor(values, cv2.COLOR_GRAY2RGB) if values.ndim == 2 else values.copy()
    painted[bare == 0] = colour
    return np.asarray(painted, np.uint8)


def _centres(start: float, stop: float, room: int) -> tuple[int, int]:
    first = min(max(math.ceil(start - 0.5), 0), room)
    return first, max(min(math.ceil(stop - 0.5), room), first)


def _halved(values: NDArray[Any]) -> NDArray[Any]:
    rows, columns = values.shape[:2]
    if rows % 2 or columns % 2:  # an exact factor of 2 is ten times as fast as any other
        values = cv2.copyMakeBorder(values, 0, rows % 2, 0, columns % 2, cv2.BORDER_REPLICATE)
    size = (values.shape[1] // 2, values.shape[0] // 2)
    return cv2.resize(values, size, interpolation=cv2.INTER_AREA)


def _is_exact(transform: ViewTransform) -> bool:
    """Say whether each device pixel shows one pixel and nothing of its neighbours."""
    smallest = min(transform.scale, transform.row_scale)
    return smallest >= _PIXELS_SEEN_FROM or transform.scale == transform.row_scale == 1


def _nearest(values: NDArray[Any], transform: ViewTransform, box: ViewBox) -> NDArray[Any]:
    rows, columns = values.shape[:2]
    if transform.scale == transform.row_scale == 1:
        left, top = math.floor(box.x + 0.5 - transform.x), math.floor(box.y + 0.5 - transform.y)
        return values[top : top + box.height, left : left + box.width]
    x = (np.arange(box.x, box.x + box.width) + 0.5 - transform.x) / transform.scale
    y = (np.arange(box.y, box.y + box.height) + 0.5 - transform.y) / transform.row_scale
    column = np.clip(np.floor(x).astype(np.intp), 0, columns - 1)
    row = np.clip(np.floor(y).astype(np.intp), 0, rows - 1)
    # First cut out what is seen: taking columns from whole rows would copy the frame.
    part = values[row[0] : row[-1] + 1, column[0] : column[-1] + 1]
    return np.asarray(part.take(column - column[0], axis=1).take(row - row[0], axis=0))


def _linear(values: NDArray[Any], transform: ViewTransform, box: ViewBox, *, size: int) -> NDArray[Any]:
    """Interpolate in a level whose pixels are `size` wide. OpenCV counts from the centre of the first pixel."""
    step_x, step_y = 1 / (transform.scale * size), 1 / (transform.row_scale * size)
    matrix = np.array(
        [
            [step_x, 0, (box.x + 0.5 - transform.x) * step_x - 0.5],
            [0, step_y, (box.y + 0.5 - transform.y) * step_y - 0.5],
        ]
    )
    return cv2.warpAffine(
        values,
        matrix,
        (box.width, box.height),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
