"""What a volume looks like from outside: its skin, lit from above, as others could render it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.detectors._heads import depths

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.detectors._heads import Head
    from redactor.detectors._volume import Volume

    Floats = NDArray[np.float32]
    Gray = NDArray[np.uint8]

_HALF: Final = 130.0
"""Of the side of the picture, in mm."""
_STEP: Final = 1.25
_LIGHT: Final = np.array([0.0, -0.45, 0.89])
_DARKEST: Final = 40
"""Of tissue; what has none is black."""


def upright(volume: Volume, *, centre: NDArray[np.float64], axes: NDArray[np.float64]) -> Floats:
    """Sample what is to be looked at along axes of its own.

    Parameters
    ----------
    centre
        The middle, in mm in the patient.
    axes
        Towards the left, the back and the head, as rows.

    Returns
    -------
    numpy.ndarray
        Float32, shape (z, y, x), the head at the top first.
    """
    left, back, up = axes
    at = np.arange(-_HALF, _HALF, _STEP)
    level = centre + at[:, None, None] * back + at[None, :, None] * left
    return np.stack([volume.sample(level + height * up) for height in at[::-1]])


def shaded(values: Floats, skin: float, turn: float) -> Gray:
    """Look at the skin from the front, turned to a side: rays go straight through until they meet tissue.

    Parameters
    ----------
    values
        What `upright` gave.
    skin
        The value from which on it is tissue.
    turn
        In degrees: from where to look, positive from the patient's left.

    Returns
    -------
    numpy.ndarray
        Uint8, shape (size, size); black is where there is no tissue.
    """
    size = values.shape[1]
    middle = (size - 1) / 2
    turning = cv2.getRotationMatrix2D((middle, middle), turn, 1.0)
    turned = np.stack([np.asarray(cv2.warpAffine(level, turning, (size, size)), np.float32) for level in values])
    far = depths(turned, skin)
    there = np.isfinite(far)
    filled = np.where(there, far, size).astype(np.float32)
    smooth = cv2.GaussianBlur(cv2.medianBlur(filled, 5), (0, 0), 1.0)
    down, right = np.gradient(smooth)
    normals = np.dstack([right, down, np.ones_like(smooth)])
    normals /= np.linalg.norm(normals, axis=2, keepdims=True)
    light = np.clip(normals @ _LIGHT, 0, 1)
    return np.rint(np.where(there, _DARKEST + (255 - _DARKEST) * light, 0)).astype(np.uint8)


def view_of(head: Head) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the centre and axes from which a head is looked at: level, its face in the middle."""
    return head.to_patient(np.array([0.0, 80.0 * head.scale, -25.0 * head.scale])), head.axes
