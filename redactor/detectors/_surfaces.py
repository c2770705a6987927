"""What a volume looks like from outside: its skin, lit from above, as others could render it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.detectors._heads import depths

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.detectors._heads import Head
    from redactor.detectors._volume import Volume

    Gray = NDArray[np.uint8]

_HALF: Final = 130.0
"""Of the side of the picture, in mm."""
_STEP: Final = 1.25
_LIGHT: Final = np.array([0.0, -0.45, 0.89])
_DARKEST: Final = 40
"""Of tissue; what has none is black."""


def rendered(volume: Volume, *, turn: float, centre: NDArray[np.float64], axes: NDArray[np.float64]) -> Gray:
    """Look at the skin from the front, turned to a side: rays go straight through the volume until they meet tissue.

    Parameters
    ----------
    turn
        In degrees: from where to look, positive from the patient's left.
    centre
        The middle of the picture, in mm in the patient.
    axes
        Towards the left, the back and the head, as rows.

    Returns
    -------
    numpy.ndarray
        Uint8, shape (size, size); black is where there is no tissue.
    """
    angle = math.radians(turn)
    left, back, up = axes
    across = math.cos(angle) * left + math.sin(angle) * back
    away = -math.sin(angle) * left + math.cos(angle) * back
    at = np.arange(-_HALF, _HALF, _STEP)
    values = np.zeros((len(at), len(at), len(at)), np.float32)
    for index, height in enumerate(at[::-1]):
        points = centre + height * up + at[:, None, None] * away + at[None, :, None] * across
        values[index] = volume.sample(points)
    far = depths(values, volume.skin)
    there = np.isfinite(far)
    filled = np.where(there, far, len(at)).astype(np.float32)
    smooth = cv2.GaussianBlur(cv2.medianBlur(filled, 5), (0, 0), 1.0)
    down, right = np.gradient(smooth)
    normals = np.dstack([right, down, np.ones_like(smooth)])
    normals /= np.linalg.norm(normals, axis=2, keepdims=True)
    light = np.clip(normals @ _LIGHT, 0, 1)
    shaded = np.where(there, _DARKEST + (255 - _DARKEST) * light, 0)
    return np.rint(shaded).astype(np.uint8)


def view_of(head: Head) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the centre and axes from which a head is looked at: level, its face in the middle."""
    return head.to_patient(np.array([0.0, 80.0 * head.scale, -25.0 * head.scale])), head.axes
