"""Codes of squares (QR): three finder patterns, squares in squares in squares, that stand at right angles."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from redactor.detectors._bars import Gray, Quad

_LEAST_SIDE: Final = 24
_LONG_SIDE: Final = 1280
"""Larger images are looked at reduced."""
_LEAST_PATTERN: Final = 7.0
"""Pixels on a side of a finder pattern, one a module."""
_MOST_PATTERNS: Final = 60
"""So many are no codes but a texture."""
_LEAST_CONTRAST: Final = 30


def square_codes(gray: Gray) -> list[Quad]:
    """Give the corners of the QR codes in an image of shape (rows, columns), in any orientation, dark or bright."""
    if min(gray.shape) < _LEAST_SIDE:
        return []
    factor = -(-max(gray.shape) // _LONG_SIDE)
    if factor > 1:
        size = (gray.shape[1] // factor, gray.shape[0] // factor)
        if min(size) < _LEAST_SIDE:
            return []
        gray = np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), np.uint8)
    found: list[Quad] = []
    for each in (gray, cv2.bitwise_not(gray)):
        patterns = _patterns(np.asarray(each, np.uint8))
        if 3 <= len(patterns) <= _MOST_PATTERNS:
            found += [quad * factor for quad in _codes(patterns)]
    return found


def _patterns(gray: Gray) -> list[tuple[NDArray[np.float32], float]]:
    """Give the middle and the side of each finder pattern: dark 7, bright 5, dark 3 modules wide (ISO/IEC 18004)."""
    window = 2 * (min(max(min(gray.shape) // 16, 12), 40)) + 1
    around = cv2.blur(gray, (window, window))
    dark = (gray.astype(np.int16) < around.astype(np.int16) - _LEAST_CONTRAST // 2).astype(np.uint8)
    contours, hierarchy = cv2.findContours(dark, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    if not len(contours):
        return []
    children = np.asarray(hierarchy)[0][:, 2]
    found = []
    for outer in np.flatnonzero((children >= 0) & (children[children] >= 0)):
        hole = int(children[outer])
        core = int(children[hole])
        sizes = [_square(np.asarray(contours[at])) for at in (int(outer), hole, core)]
        if min(sizes) > 0 and sizes[0] >= _LEAST_PATTERN and _alike(sizes[2] / sizes[0], 3 / 7):
            found.append((contours[int(outer)].reshape(-1, 2).mean(axis=0).astype(np.float32), sizes[0]))
    return found


def _square(contour: NDArray[Any]) -> float:
    """Give the side of a contour that is about a square, else 0."""
    (_, (width, height), _) = cv2.minAreaRect(contour)
    side = max(width, height) + 1
    if min(width, height) + 1 < 0.7 * side or cv2.contourArea(contour) < 0.5 * (side - 1) ** 2:
        return 0.0
    return float(side)


def _alike(one: float, other: float) -> bool:
    return 0.6 * other <= one <= 1.6 * other


def _codes(patterns: list[tuple[NDArray[np.float32], float]]) -> Iterator[Quad]:
    """Yield the squares that three patterns of one size make."""
    for three in combinations(patterns, 3):
        sides = [side for _, side in three]
        if max(sides) > 1.3 * min(sides):
            continue
        for corner in range(3):
            (middle, side), (one, _), (other, _) = three[corner], three[corner - 1], three[corner - 2]
            across, down = one - middle, other - middle
            lengths = float(np.linalg.norm(across)), float(np.linalg.norm(down))
            turn = abs(float(across @ down)) / max(lengths[0] * lengths[1], 1e-6)
            # The least code has 21 modules, its finder patterns 14 apart; the largest 177.
            if turn < 0.2 and _alike(lengths[0], lengths[1]) and 1.7 * side < min(lengths) < 26 * side:
                half_across, half_down = across / lengths[0] * side / 2, down / lengths[1] * side / 2
                start = middle - half_across - half_down
                along, below = across + 2 * half_across, down + 2 * half_down
                yield np.array([start, start + along, start + along + below, start + below], np.float32)
