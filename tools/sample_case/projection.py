"""What the parts of the chest phantom share: the size of its pixels, and sums along rays.

Lengths are centimetres: x to the image's right (the patient's left) from the midline, y down from the upper
edge, z towards the breastbone.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]

ROWS: Final = 1200
COLUMNS: Final = 1000
PIXEL: Final = 0.035
"""Width of a pixel in cm."""


def grid(every: int = 1) -> tuple[Floats, Floats]:
    """Give x of the columns, (1, columns), and y of the rows, (rows, 1), of each pixel or each n-th."""
    x = ((np.arange(COLUMNS // every) + 0.5) * every - COLUMNS / 2)[None, :] * PIXEL
    y = ((np.arange(ROWS // every) + 0.5) * every)[:, None] * PIXEL
    return x, y


def curve(y: Floats, *knots: tuple[float, float]) -> Floats:
    """Interpolate smoothly between (y, value) pairs."""
    places, values = zip(*knots, strict=True)
    fine = np.linspace(places[0], places[-1], 400)
    rough = np.interp(fine, places, values)
    window = np.hanning(31)
    padded = np.pad(rough, 15, mode="edge")
    return np.asarray(np.interp(y, fine, np.convolve(padded, window / window.sum(), mode="valid")))


def chord(square: Floats) -> Floats:
    """Give the way through a sphere of radius 1, from the square of the distance to its centre."""
    return np.asarray(2 * np.sqrt(np.maximum(1 - square, 0)))


def step(value: Floats, *, steepness: float) -> Floats:
    """Give 1 where a value is far below 1 and 0 where it is far above."""
    return np.asarray(1 / (1 + np.exp(np.clip((value - 1) * steepness, -40, 40))))


def blurred(picture: Floats, sigma: float) -> Floats:
    """Blur a picture by a Gaussian; sigma is in pixels."""
    if sigma > 24:  # the same within rounding on a small copy, and much faster
        small = cv2.resize(picture, None, fx=1 / 8, fy=1 / 8, interpolation=cv2.INTER_AREA)
        smooth = cv2.GaussianBlur(small, (0, 0), sigma / 8, borderType=cv2.BORDER_REFLECT)
        return np.asarray(cv2.resize(smooth, (COLUMNS, ROWS), interpolation=cv2.INTER_CUBIC))
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma, borderType=cv2.BORDER_REFLECT))


def scattered(x: Floats, y: Floats, weights: Floats) -> Floats:
    """Add weights up in the pixels that points fall into; what is outside the image is dropped."""
    column = np.floor(x / PIXEL + COLUMNS / 2).astype(np.int64)
    row = np.floor(y / PIXEL).astype(np.int64)
    seen = (column >= 0) & (column < COLUMNS) & (row >= 0) & (row < ROWS)
    place = row[seen] * COLUMNS + column[seen]
    sums = np.bincount(place, weights[seen], minlength=ROWS * COLUMNS)
    return np.asarray(sums.reshape(ROWS, COLUMNS), np.float64)


def chest_width(y: Floats) -> Floats:
    """Give half the width of the chest cavity."""
    knots = ((6.6, 1.5), (7.4, 4.2), (9, 6.9), (11.5, 9.3), (15, 11.3), (20, 12.6), (26, 13.3), (34, 13.6))
    return curve(y, *knots)


def chest_depth(y: Floats) -> Floats:
    """Give half the depth of the chest cavity."""
    return curve(y, (6.6, 2.0), (9, 4.6), (14, 6.8), (22, 8.4), (34, 8.8))
