"""Surroundings: hidden areas are grown over from outside, by a fill that never sees what it hides.

`cv2.inpaint` would not do: it reads hidden pixels at the border of the mask, and takes 8 bits only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.options import option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from redactor.model.image import PixelFormat, StoredValues
    from redactor.model.mask import Mask

    Box = tuple[slice, slice]

_TILE: Final = 64  # hidden pixels in tiles that touch are one area; others are further apart than any reach
_ROUNDS: Final = 8  # of smoothing at each scale, which take away the squares that re-sampling leaves


@dataclass(frozen=True)
class SurroundingsOptions:
    """What counts as surroundings."""

    reach: int = option(
        8, label=QT_TRANSLATE_NOOP("Plugins", "Width of the border that counts"), unit="px", minimum=1, maximum=_TILE
    )


@dataclass(frozen=True)
class Surroundings:
    """Goes smoothly from border to border; where nothing is visible, black stays."""

    id: str = "surroundings"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Surroundings")
    summary: str = QT_TRANSLATE_NOOP(
        "Plugins",
        "Hidden areas are grown over from outside. Nothing of them stays in the output; what shows instead is made up.",
    )
    options: type[SurroundingsOptions] = SurroundingsOptions

    def fill(
        self, visible: StoredValues, mask: Mask, pixels: PixelFormat, options: SurroundingsOptions
    ) -> StoredValues:
        """Give the frame with every hidden area grown over."""
        result = visible.copy()
        for box, area in _areas(mask, options.reach):
            values, hidden = visible[box], mask[box]
            known = _beside(area, options.reach) & ~hidden & np.isfinite(values).reshape(*hidden.shape, -1).all(axis=2)
            if not known.any():
                continue
            # Between two numbers of palette colours there are other colours, none of them between the two.
            by_number = pixels.photometric_interpretation == "PALETTE COLOR"
            result[box][area] = (_nearest if by_number else _grown)(values, known)[area]
        return result


def _areas(mask: Mask, reach: int) -> Iterator[tuple[Box, Mask]]:
    """Yield the boxes of areas that lie apart, with what is hidden in them; each hidden pixel comes once."""
    rows, columns = mask.shape
    tops, lefts = np.arange(0, rows, _TILE), np.arange(0, columns, _TILE)
    tiles = np.logical_or.reduceat(np.logical_or.reduceat(mask, tops, axis=0), lefts, axis=1)
    count, numbers, stats, _ = cv2.connectedComponentsWithStats(tiles.astype(np.uint8), connectivity=8)
    for number in range(1, count):
        left, top, across, down = (int(value) * _TILE for value in stats[number][:4])
        box = _around(top, down, rows, reach), _around(left, across, columns, reach)
        down_at, across_at = (np.arange(part.start, part.stop) // _TILE for part in box)
        yield box, mask[box] & (numbers[np.ix_(down_at, across_at)] == number)


def _around(start: int, length: int, end: int, reach: int) -> slice:
    return slice(max(0, start - reach), min(end, start + length + reach))


def _beside(area: Mask, reach: int) -> Mask:
    wide = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    return np.asarray(cv2.dilate(area.astype(np.uint8), wide), np.bool_)


def _grown(values: StoredValues, known: Mask) -> StoredValues:
    """Give values that are as smooth as the known ones let them be, and within their range.

    The known ones are averaged over ever larger squares until no square is without any; then the squares are refined
    again, and at every scale what is known takes its place.
    """
    single = values.dtype.itemsize <= 2  # 24 bits of precision hold 16, not 32
    work = np.where(_per_sample(known, values), values, 0).astype(np.float32 if single else np.float64)
    sums, weights = work, known.astype(work.dtype)
    scales = []
    while not weights.all():
        scales.append((sums, weights))
        sums, weights = _halved(sums), _halved(weights)
    grown = sums / _per_sample(weights, sums)
    for sums, weights in reversed(scales):
        grown = cv2.resize(grown, weights.shape[::-1], interpolation=cv2.INTER_LINEAR)
        there = _per_sample(weights > 0, sums)
        means = sums / _per_sample(np.maximum(weights, 1), sums)
        np.copyto(grown, means, where=there)
        for _ in range(_ROUNDS):
            grown = cv2.blur(grown, (3, 3), borderType=cv2.BORDER_REPLICATE)
            np.copyto(grown, means, where=there)
    # Of sums of rounded numbers, none may leave the range of what is stored.
    low, high = values[known].min(axis=0), values[known].max(axis=0)
    rounded = grown if np.issubdtype(values.dtype, np.floating) else np.rint(grown)
    return np.asarray(np.clip(rounded, low, high), values.dtype)


def _halved(values: NDArray[Any]) -> NDArray[Any]:
    """Give the sums of squares of 2×2 pixels; beyond the border there is nothing."""
    rows, columns = values.shape[:2]
    even = np.pad(values, [(0, rows % 2), (0, columns % 2), (0, 0)][: values.ndim])
    wide = even[::2] + even[1::2]
    halved: NDArray[Any] = wide[:, ::2] + wide[:, 1::2]
    return halved


def _per_sample(weights: NDArray[Any], values: NDArray[Any]) -> NDArray[Any]:
    return weights[..., np.newaxis] if values.ndim > weights.ndim else weights


def _nearest(values: StoredValues, known: Mask) -> StoredValues:
    """Give each pixel the value of a known one near it."""
    _, labels = cv2.distanceTransformWithLabels(
        (~known).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    by_label = np.zeros((int(labels.max()) + 1, *values.shape[2:]), values.dtype)
    by_label[labels[known]] = values[known]
    nearest: StoredValues = by_label[labels]
    return nearest


PLUGIN = Surroundings()
