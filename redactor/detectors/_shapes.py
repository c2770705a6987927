"""Smooth polygons with few vertices, which a person can drag, from masks of pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.model.geometry import Polygon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from redactor.model.image import PixelFormat

    Bits = NDArray[np.uint8]
    Outline = NDArray[np.float64]

MOST_VERTICES: Final = 40
_SAMPLES: Final = 360
"""Points along an outline while it is smoothed."""


def polygons(
    mask: Bits,
    pixels: PixelFormat,
    *,
    most: int = 1,
    vertices: int = MOST_VERTICES,
    smooth: float = 0.01,
    least: float = 0.002,
    grow: float = 0.0,
) -> Iterator[Polygon]:
    """Yield polygons around the largest parts of a mask, the largest first.

    Parameters
    ----------
    mask
        Uint8, shape (rows, columns), 0 outside; it may be smaller than the image, whose whole it shows.
    pixels
        Of the image that the polygons lie in.
    most
        So many parts at most.
    vertices
        So many a polygon at most, and three at least.
    smooth
        Standard deviation of the smoothing, as a share of the length of the outline.
    least
        Parts with a smaller share of the mask are left out.
    grow
        By how much of the longer side of the mask the outline moves outwards.
    """
    side = max(mask.shape)
    bits = (mask > 0).astype(np.uint8)
    if grow > 0:
        reach = max(1, round(grow * side))
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
        bits = np.asarray(cv2.dilate(bits, kernel), np.uint8)
    found, _ = cv2.findContours(bits, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    parts = sorted(found, key=lambda part: (-cv2.contourArea(part), *part[0, 0]))
    scale = np.array([pixels.columns / mask.shape[1], pixels.rows / mask.shape[0]])
    for part in parts[:most]:
        if len(part) < 3 or cv2.contourArea(part) < least * bits.size:
            continue
        # A contour runs through the middles of pixels; a polygon goes around their squares.
        outline = smoothed(part[:, 0].astype(np.float64) + 0.5, smooth, bits.shape)
        shape = polygon(fewer(outline * scale, vertices), pixels)
        if shape is not None:
            yield shape


def smoothed(outline: Outline, smooth: float, frame: tuple[int, ...] | None = None) -> Outline:
    """Give a closed outline, shape (points, 2), in `_SAMPLES` even steps, its noise averaged away.

    Parameters
    ----------
    smooth
        Standard deviation of the average, as a share of the length.
    frame
        Rows and columns; what runs along their border stays there, or smoothing would draw it inwards.
    """
    closed = np.vstack([outline, outline[:1]])
    steps = np.hypot(*np.diff(closed, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    if along[-1] <= 0:
        return outline
    at = np.linspace(0, along[-1], _SAMPLES, endpoint=False)
    even = np.column_stack([np.interp(at, along, closed[:, axis]) for axis in (0, 1)])
    result = even
    if smooth > 0:
        offsets = np.fft.fftfreq(_SAMPLES)
        damping = np.exp(-2 * (np.pi * offsets * smooth * _SAMPLES) ** 2)[:, None]
        result = np.asarray(np.fft.ifft(np.fft.fft(even, axis=0) * damping, axis=0).real)
    if frame is not None:
        for axis, size in ((0, frame[1]), (1, frame[0])):
            result[even[:, axis] < 1, axis] = 0
            result[even[:, axis] > size - 1, axis] = size
    return result


def fewer(outline: Outline, most: int) -> Outline:
    """Give an outline with `most` vertices at most, those that say most about its shape."""
    points = outline.astype(np.float32).reshape(-1, 1, 2)
    tolerance = 0.0015 * max(float(cv2.arcLength(points, closed=True)), 1.0)
    kept = cv2.approxPolyDP(points, tolerance, closed=True)
    while len(kept) > most:
        tolerance *= 1.2
        kept = cv2.approxPolyDP(points, tolerance, closed=True)
    return np.asarray(kept[:, 0], np.float64)


def polygon(outline: Outline, pixels: PixelFormat) -> Polygon | None:
    """Give an outline, in pixels of the image, as a polygon inside it; None where no area is left."""
    inside = np.clip(np.nan_to_num(outline), 0, [pixels.columns, pixels.rows])
    points = [(float(column), float(row)) for column, row in np.rint(inside * 8) / 8]
    corners = [point for at, point in enumerate(points) if point != points[at - 1]]
    if len(corners) < 3 or cv2.contourArea(np.asarray(corners, np.float32)) < 1:
        return None
    return Polygon(tuple(corners))


def filled(outline: Outline, rows: int, columns: int) -> Bits:
    """Give the pixels inside an outline, which is in pixels from the outer corner: uint8, 0 and 255."""
    mask = np.zeros((rows, columns), np.uint8)
    cv2.fillPoly(mask, [np.rint((outline - 0.5) * 16).astype(np.int32)], 255, shift=4)
    return mask
