"""An invisible mark that says to whom a picture was given: many small changes spread over middle frequencies.

It is read with the unmarked picture at hand (informed extraction): what the picture shows is subtracted, and only what
was added, and noise, is left. The mark is laid over a square of fixed size, so that size does not matter.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from math import comb
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Plane = NDArray[np.float32]

BITS: Final = 64
MOST_ERRORS: Final = 8
"""Wrong bits at which a mark is still believed: by chance 3 in 10 billion pictures come as near to a given one."""
_SIDE: Final = 512
_LOW, _HIGH = 10, 120
"""Frequencies that carry the mark, in half periods over the square: those that small sizes and JPEG leave alone."""
_RMS: Final = 1.25
"""Of what is added, in steps of 255: a PSNR of 46 dB."""
_LARGEST: Final = 8.0
_FLAT: Final = 0.4
_TONES: Final = 3
_RATIO: Final = 0.75
_FEWEST_MATCHES: Final = 8


@dataclass(frozen=True, eq=False)
class Carrier:
    """Where each bit lies, and with which signs; made from a key alone.

    Attributes
    ----------
    places
        Flat indices into the square of coefficients, shape (BITS, n).
    signs
        +1 or -1 of each.
    """

    places: NDArray[np.int64]
    signs: Plane

    def spread(self, bits: NDArray[np.bool_]) -> Plane:
        """Give the pattern that says these bits: shape (side, side), of no certain strength."""
        coefficients = np.zeros(_SIDE * _SIDE, np.float32)
        coefficients[self.places] = self.signs * np.where(bits, 1, -1)[:, None]
        return np.asarray(cv2.idct(coefficients.reshape(_SIDE, _SIDE)), np.float32)

    def read(self, residual: Plane) -> NDArray[np.float64]:
        """Give how much each bit is on rather than off, in no certain unit."""
        coefficients = cv2.dct(residual).ravel()
        return np.asarray((coefficients[self.places] * self.signs).sum(axis=1), np.float64)


@lru_cache(64)
def carrier(key: bytes) -> Carrier:
    """Make the carrier of a key; by a hash, whose results are the same with every release of every library."""
    column, row = np.meshgrid(np.arange(_SIDE), np.arange(_SIDE))
    radius = np.hypot(column, row)
    middle = np.flatnonzero((radius >= _LOW) & (radius <= _HIGH))
    share = len(middle) // BITS
    stream = np.frombuffer(hashlib.shake_256(b"redactor trace/1 " + key).digest(8 * len(middle)), "<u8")
    order = np.argsort(stream, kind="stable")
    places = middle[order][: BITS * share].reshape(BITS, share)
    signs = np.where(stream[: BITS * share] & 1, 1, -1).astype(np.float32).reshape(BITS, share)
    return Carrier(places, signs)


def bits_of(payload: int) -> NDArray[np.bool_]:
    """Give the 64 bits of a number, the lowest first."""
    return np.array([payload >> number & 1 for number in range(BITS)], np.bool_)


def added(pixels: NDArray[np.uint8], key: bytes, payload: int) -> Plane:
    """Give what is to be added to a picture: float32, shape (rows, columns), in steps of 255."""
    square = _square(luma(pixels))
    pattern = carrier(key).spread(bits_of(payload)) * _tolerance(square)
    strength = _RMS / max(float(np.sqrt((pattern**2).mean())), 1e-6)
    pattern = np.clip(pattern * strength, -_LARGEST, _LARGEST)
    return np.asarray(cv2.resize(pattern, pixels.shape[1::-1], interpolation=cv2.INTER_CUBIC), np.float32)


def marked(pixels: NDArray[Any], delta: Plane) -> NDArray[Any]:
    """Give a picture with the mark added; uint8 or uint16."""
    most = np.iinfo(pixels.dtype).max
    more = delta[(..., *[None] * (pixels.ndim - 2))] * (most / 255)
    return np.asarray(np.clip(np.rint(pixels + more), 0, most), pixels.dtype)


def luma(pixels: NDArray[np.uint8]) -> Plane:
    """Give how bright each pixel is: float32, shape (rows, columns)."""
    gray = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    return np.asarray(gray, np.float32)


def errors_of(suspect: NDArray[np.uint8], reference: NDArray[np.uint8], key: bytes, payload: int) -> int:
    """Count the wrong bits of a picture against what one recipient's mark says; 64 // 2 is what chance gives.

    Parameters
    ----------
    suspect
        The picture that was found: uint8, of any size, gray or RGB.
    reference
        The unmarked one.
    """
    before, found = luma(reference), luma(suspect)
    said, fewest = bits_of(payload), BITS
    for square, valid in _aligned(found, before):
        residual = _residual(square, _square(before), valid)
        fewest = min(fewest, int(((carrier(key).read(residual) > 0) != said).sum()))
        if fewest <= MOST_ERRORS:
            break
    return fewest


def chance(errors: int) -> float:
    """Give the probability that a picture without this mark has so few wrong bits, or fewer."""
    return float(sum(comb(BITS, number) for number in range(errors + 1)) / 2**BITS)


def likeness(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Say quickly how alike two pictures are as wholes, from -1 to 1."""
    small = [cv2.resize(luma(each), (48, 48), interpolation=cv2.INTER_AREA) for each in (one, other)]
    return float(cv2.matchTemplate(small[0], small[1], cv2.TM_CCOEFF_NORMED)[0, 0])


def _square(plane: Plane) -> Plane:
    shrinks = min(plane.shape) > _SIDE
    return np.asarray(
        cv2.resize(plane, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC), np.float32
    )


def _tolerance(square: Plane) -> Plane:
    """Say where a change is seen least: in what has texture, and not where all is black, white or flat."""
    mean = cv2.blur(square, (9, 9))
    deviation = np.sqrt(np.maximum(cv2.blur(square**2, (9, 9)) - mean**2, 0))
    room = np.clip(np.minimum(square - 1, 254 - square) / 6, 0, 1)
    share = np.where(deviation < _FLAT, 0.05, 0.5 + np.minimum(deviation / 10, 1.5)) * np.maximum(room, 0.1)
    return np.asarray(cv2.GaussianBlur(share.astype(np.float32), (0, 0), 2), np.float32)


def _aligned(found: Plane, before: Plane) -> list[tuple[Plane, NDArray[np.bool_]]]:
    """Give the found picture laid over the square of the unmarked one: as a whole, and as a part of it."""
    everywhere = np.ones((_SIDE, _SIDE), np.bool_)
    ways = []
    stretch = (found.shape[0] / found.shape[1]) / (before.shape[0] / before.shape[1])
    if abs(stretch - 1) < 0.03:
        ways.append((_square(found), everywhere))
    part = _registered(found, before)
    return ways if part is None else [*ways, part]


def _registered(found: Plane, before: Plane) -> tuple[Plane, NDArray[np.bool_]] | None:
    """Find of which part of the unmarked picture the found one is; None where they have too little in common."""
    sift = cv2.SIFT_create(4000)  # type: ignore[attr-defined]  # the stubs lack it
    (points, told), (others, known) = (sift.detectAndCompute(plane.astype(np.uint8), None) for plane in (found, before))
    if min(len(points), len(others)) < 2:  # there are no descriptors then
        return None
    pairs = [pair for pair in cv2.BFMatcher().knnMatch(told, known, k=2) if len(pair) == 2]
    good = [near for near, far in pairs if near.distance < _RATIO * far.distance]
    if len(good) < _FEWEST_MATCHES:
        return None
    here = np.array([points[match.queryIdx].pt for match in good], np.float32)
    there = np.array([others[match.trainIdx].pt for match in good], np.float32)
    cv2.setRNGSeed(1)
    fit: tuple[Any, Any] = cv2.estimateAffine2D(
        here, there, method=cv2.RANSAC, ransacReprojThreshold=1.5, maxIters=5000
    )
    moved, inside = fit
    if moved is None or int(inside.sum()) < _FEWEST_MATCHES:
        return None
    size = before.shape[1::-1]
    whole = moved.astype(np.float32)
    placed = np.asarray(cv2.warpAffine(found, whole, size, flags=cv2.INTER_CUBIC), np.float32)
    valid = cv2.warpAffine(np.ones_like(found), whole, size) > 0.999
    placed = _refined(placed, before, valid)
    inner = cv2.erode(valid.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(np.float32)
    return _square(placed), _square(np.asarray(inner, np.float32)) > 0.9


def _refined(placed: Plane, before: Plane, valid: NDArray[np.bool_]) -> Plane:
    """Move a picture by the parts of a pixel that points do not tell."""
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_COUNT, 40, 1e-6)
    start = np.eye(2, 3, dtype=np.float32)
    mask = valid.astype(np.uint8)
    try:
        _, away = cv2.findTransformECC(before, placed, start, cv2.MOTION_AFFINE, stop, mask, 5)
    except cv2.error:
        return placed  # it did not converge: the points have to do
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(placed, away, before.shape[1::-1], flags=flags), np.float32)


def _residual(square: Plane, before: Plane, valid: NDArray[np.bool_]) -> Plane:
    """Give what is left of a picture without what it shows, its tones brought back to those of the unmarked one."""
    if np.count_nonzero(valid) < _SIDE or float(square[valid].std()) < 1e-3:
        return np.zeros_like(before)
    values = square / 255
    powers = np.stack([values[valid] ** power for power in range(_TONES + 1)], axis=1)
    fit, *_ = np.linalg.lstsq(powers, before[valid], rcond=None)
    toned = sum(float(factor) * values**power for power, factor in enumerate(fit))
    left = np.where(valid, np.clip(np.asarray(toned) - before, -12, 12), 0)
    return np.asarray(left * _tolerance(before), np.float32)
