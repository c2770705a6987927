"""Make faint text visible: letters one grey level away from their ground can't be seen in any clinical window.

Three looks at the same frame: a window of a few grey levels around the background, the same inverted, and contrast
equalised place by place. All are made from every pixel of the frame: seen from afar, the mean of a thin letter and its
ground would be rounded to the ground.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor.model.image import Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FEWEST_LEVELS: Final = 4
"""A window of so many levels shows one level of difference as a quarter of all greys."""
_NOISE_SHOWN: Final = 6.0
_NEAR: Final = 64
"""Levels from the background in which noise is measured."""
_ROWS_LOOKED_AT: Final = 64
_MOST_PIXELS: Final = 4_000_000
_AROUND: Final = 31
"""Pixels at whose mean a pixel is measured: wider than a stroke of large letters, narrower than most organs."""
_FINE: Final = 8.0
"""Parts of a level that are told apart; a difference of more than 4096 levels looks like one of 4096."""
_TILES: Final = (8, 8)
_CLIP: Final = 8.0


class FaintLook(StrEnum):
    """How a frame is shown while faint text is searched; in the order of the key presses."""

    NARROW = "narrow"
    INVERTED = "inverted"
    LOCAL = "local"


def background_window(stored: NDArray[Any], modality: NDArray[np.float64]) -> Window:
    """Give a window of a few levels around the value that most pixels have, wider where that value is noisy.

    Parameters
    ----------
    stored
        uint8, uint16 or int16, any shape.
    modality
        The modality value of each bit pattern: 256 or 65536 of them.
    """
    ground, step = _ground(stored, modality)
    rows = stored[:: max(len(stored) // _ROWS_LOOKED_AT, 1)]
    values = modality[rows.astype(np.int64) % len(modality)]
    apart = np.abs(np.diff(values, axis=1))
    near = np.abs(values - ground) <= _NEAR * step
    noise = apart[near[:, 1:] & near[:, :-1]]
    spread = float(np.median(noise)) if noise.size else 0.0
    return Window(ground, max(_FEWEST_LEVELS * step, _NOISE_SHOWN * spread), "LINEAR_EXACT")


def equalised(stored: NDArray[Any], *, inverted: bool) -> NDArray[np.uint8]:
    """Give the frame with its contrast equalised place by place (CLAHE): uint8, of the same shape.

    What is equalised is how far each pixel lies from the mean around it, in steps that grow with the distance: so one
    level is as well seen on bone as on air, and as well among 65536 as among 256. A large frame is worked on at a half
    or a third of its size, in parts of a level, so that a key press stays one.
    """
    values = stored.astype(np.float32)
    rows, columns = stored.shape[:2]
    shrunk = math.ceil(math.sqrt(rows * columns / _MOST_PIXELS))
    if shrunk > 1:
        size = (max(columns // shrunk, 1), max(rows // shrunk, 1))
        values = np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_AREA))
    values -= cv2.boxFilter(values, cv2.CV_32F, (_AROUND, _AROUND))
    values *= -_FINE if inverted else _FINE
    away = np.arcsinh(np.arange(-32768, 32768) / _FINE)
    steps = np.rint(127.5 + 127.5 * away / away[-1]).astype(np.uint8)
    # A table is looked up by bit pattern, in which -1 follows 32767.
    spread = cv2.LUT(np.clip(values, -32768, 32767, out=values).astype(np.int16), np.roll(steps, 32768))
    clahe = cv2.createCLAHE(_CLIP, _TILES)
    samples = [clahe.apply(sample) for sample in cv2.split(spread)]
    found = cv2.merge(samples) if len(samples) > 1 else samples[0]
    return np.asarray(
        cv2.resize(found, (columns, rows), interpolation=cv2.INTER_LINEAR) if shrunk > 1 else found, np.uint8
    )


def _ground(stored: NDArray[Any], modality: NDArray[np.float64]) -> tuple[float, float]:
    """Give the modality value of the background, and of one level."""
    count = len(modality)
    patterns = stored.view(np.uint16) if count > 256 else stored
    flat = np.ascontiguousarray(patterns).reshape(len(patterns), -1)
    held = cv2.calcHist([flat], [0], None, [count], [0, count])
    step = abs(float(modality[1] - modality[0]))
    return float(modality[int(held.argmax())]), step or max(float(np.ptp(modality)) / count, 1e-9)
