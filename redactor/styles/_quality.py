"""How much of an image a style left, in two numbers for the record."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.model.image import StoredValues


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


def quality(before: StoredValues, after: StoredValues, *, span: float) -> Quality:
    """Compare two frames of one shape, (rows, columns[, samples]), with finite values.

    Parameters
    ----------
    span
        The largest possible difference of two values: 255 for 8 bits stored.
    """
    one, two = before.astype(np.float64), after.astype(np.float64)
    error = float(np.mean((one - two) ** 2))
    psnr = 10 * math.log10(span**2 / error) if error else math.inf
    return Quality(round(psnr, 1), round(_ssim(one, two, span), 2))


def _ssim(one: NDArray[np.float64], two: NDArray[np.float64], span: float) -> float:
    """Give the mean of the SSIM map, with the window and the constants of Wang et al. 2004."""
    c1, c2 = (0.01 * span) ** 2, (0.03 * span) ** 2
    mean1, mean2 = _local(one), _local(two)
    variance1 = _local(one * one) - mean1 * mean1
    variance2 = _local(two * two) - mean2 * mean2
    covariance = _local(one * two) - mean1 * mean2
    above = (2 * mean1 * mean2 + c1) * (2 * covariance + c2)
    below = (mean1 * mean1 + mean2 * mean2 + c1) * (variance1 + variance2 + c2)
    return float(np.mean(above / below))


def _local(values: NDArray[np.float64]) -> NDArray[np.float64]:
    blurred = cv2.GaussianBlur(values, (11, 11), 1.5, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(blurred, np.float64).reshape(values.shape)
