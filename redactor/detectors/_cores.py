"""Make lines of text of what a network says of each pixel (differentiable binarization)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Shares = NDArray[np.float32]
    Corners = NDArray[np.float32]

LEAST: Final = 0.3
"""Share from which a pixel belongs to the core of a line."""
_UNCLIP: Final = 1.6
"""How far the edges of a core move outwards: this, times its area for each pixel of outline."""
_FEWEST: Final = 3
"""Pixels of the short side of a core."""


@dataclass(frozen=True)
class Slant:
    """A rectangle that may be turned.

    Attributes
    ----------
    x, y
        Of its middle, in pixels from the upper left corner.
    long, short
        Of its sides, in pixels.
    angle
        Of its long side, in radians from the row, downwards: from -π/2 to π/2.
    """

    x: float
    y: float
    long: float
    short: float
    angle: float

    def corners(self, margin: float = 0.0) -> Corners:
        """Give the four corners from where a reader begins, clockwise: float32, shape (4, 2), x and y."""
        along = np.array([np.cos(self.angle), np.sin(self.angle)])
        down = np.array([-along[1], along[0]])
        half, high = self.long / 2 + margin, self.short / 2 + margin
        middle = np.array([self.x, self.y])
        signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
        return np.array([middle + a * half * along + b * high * down for a, b in signs], np.float32)


@dataclass(frozen=True)
class Core:
    """A line as the network sees it, and how sure it is, from 0 to 1."""

    slant: Slant
    share: float


def cores(shares: Shares, *, least: float = LEAST) -> list[Core]:
    """Give the lines in a map of shares, their edges moved outwards to where the text ends."""
    mask = (shares > least).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    found = []
    for contour in contours:
        left, top, columns, rows = cv2.boundingRect(contour)
        if min(columns, rows) < _FEWEST:
            continue
        part = np.zeros((rows, columns), np.uint8)
        cv2.drawContours(part, [contour], -1, 1, cv2.FILLED, offset=(-left, -top))
        share = float(cv2.mean(shares[top : top + rows, left : left + columns], part)[0])
        slant = slant_around(contour.reshape(-1, 2).astype(np.float32))
        out = _UNCLIP * slant.long * slant.short / max(2 * (slant.long + slant.short), 1)
        found.append(Core(Slant(slant.x, slant.y, slant.long + 2 * out, slant.short + 2 * out, slant.angle), share))
    return found


def slant_around(points: NDArray[np.float32]) -> Slant:
    """Give the smallest rectangle around pixels: float32, shape (number, 2), x and y."""
    corners = cv2.boxPoints(cv2.minAreaRect(points))
    edges = np.roll(corners, -1, axis=0) - corners
    lengths = np.linalg.norm(edges, axis=1)
    first = int(lengths[1] > lengths[0])
    along = edges[first] if lengths[first] > 0 else np.array([1.0, 0.0])
    angle = float(np.arctan2(along[1], along[0]))
    if angle > np.pi / 2:
        angle -= np.pi
    elif angle <= -np.pi / 2:
        angle += np.pi
    x, y = corners.mean(axis=0) + 0.5  # from the middle of a pixel to its corner
    return Slant(float(x), float(y), float(lengths[first]) + 1, float(lengths[1 - first]) + 1, angle)
