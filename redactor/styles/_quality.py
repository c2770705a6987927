"""How much of an image a style left, in two numbers for the record."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.model.image import StoredValues
    from redactor.model.mask import Mask

_REACH: Final = 5
"""Pixels to each side that the window of SSIM sees."""
_AT_ONCE: Final = 1 << 19  # pixels: a dozen arrays of double precision are held for each


@dataclass(frozen=True)
class Quality:
    """Likeness of a result and its original.

    Both come from what is hidden, and no promise of DP-Pix covers them. They are rounded, so that a guess at the
    hidden pixels can hardly be tested against them.

    Attributes
    ----------
    psnr
        Peak signal-to-noise ratio in dB, to 0.1; infinite where nothing changed, which JSON can't say.
    ssim
        Structural similarity, at most 1, to 0.01.
    """

    psnr: float
    ssim: float


@dataclass(frozen=True)
class Likeness:
    """Sums over pixels, from which the likeness of many frames together comes."""

    squares: float = 0.0
    similarity: float = 0.0
    values: int = 0
    pixels: int = 0

    def __add__(self, other: Likeness) -> Likeness:
        """Give the sums over the pixels of both."""
        return Likeness(
            self.squares + other.squares,
            self.similarity + other.similarity,
            self.values + other.values,
            self.pixels + other.pixels,
        )

    def quality(self) -> Quality | None:
        """Give the two numbers; None if there is no pixel."""
        if not self.values:
            return None
        error = self.squares / self.values
        psnr = -10 * math.log10(error) if error else math.inf
        return Quality(round(psnr, 1), round(self.similarity / self.values, 2))


def quality(before: StoredValues, after: StoredValues, *, span: float) -> Quality:
    """Compare two frames of one shape, (rows, columns[, samples]).

    Parameters
    ----------
    span
        The largest possible difference of two values: 255 for 8 bits stored.
    """
    found = likeness(before, after, np.ones(before.shape[:2], np.bool_), span=span).quality()
    return found or Quality(math.inf, 1.0)


def likeness(before: StoredValues, after: StoredValues, mask: Mask, *, span: float) -> Likeness:
    """Compare two frames where a mask is True and both are finite numbers.

    Parameters
    ----------
    mask
        Bool, shape (rows, columns).
    span
        As for `quality`; 0 or infinite gives no pixel.
    """
    if not mask.any() or not 0 < span < math.inf:
        return Likeness()
    rows, columns = (_bounds(np.any(mask, axis=axis)) for axis in (1, 0))
    step = max(1, _AT_ONCE // (columns.stop - columns.start))
    return sum(
        (
            _likeness_in(before, after, mask, slice(top, min(top + step, rows.stop)), columns, span)
            for top in range(rows.start, rows.stop, step)
        ),
        Likeness(),
    )


def _likeness_in(  # noqa: PLR0917 - two frames, a mask, a box
    before: StoredValues, after: StoredValues, mask: Mask, rows: slice, columns: slice, span: float
) -> Likeness:
    box = _around(rows), _around(columns)
    one, two = (frame[box].astype(np.float64) / span for frame in (before, after))
    finite = np.isfinite(one) & np.isfinite(two)
    wanted = np.zeros(one.shape[:2], np.bool_)
    wanted[rows.start - box[0].start : rows.stop - box[0].start] = mask[rows, box[1]]
    wanted &= finite.reshape(*wanted.shape, -1).all(axis=2)
    one, two = (np.where(finite, values, 0.0) for values in (one, two))
    squares = (one - two)[wanted] ** 2
    return Likeness(float(squares.sum()), float(_ssim(one, two)[wanted].sum()), squares.size, int(wanted.sum()))


def _bounds(hidden: Mask) -> slice:
    at = np.flatnonzero(hidden)
    return slice(int(at[0]), int(at[-1]) + 1)


def _around(part: slice) -> slice:
    """Give as much beside a part as the window of SSIM sees."""
    return slice(max(0, part.start - _REACH), part.stop + _REACH)


def _ssim(one: NDArray[np.float64], two: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the SSIM map of values of span 1, with the window and the constants of Wang et al. 2004."""
    c1, c2 = 0.01**2, 0.03**2
    mean1, mean2 = _local(one), _local(two)
    variance1 = _local(one * one) - mean1 * mean1
    variance2 = _local(two * two) - mean2 * mean2
    covariance = _local(one * two) - mean1 * mean2
    above = (2 * mean1 * mean2 + c1) * (2 * covariance + c2)
    below = (mean1 * mean1 + mean2 * mean2 + c1) * (variance1 + variance2 + c2)
    return np.asarray(above / below)


def _local(values: NDArray[np.float64]) -> NDArray[np.float64]:
    blurred = cv2.GaussianBlur(values, (11, 11), 1.5, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(blurred, np.float64).reshape(values.shape)
