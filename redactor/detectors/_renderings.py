"""What an image shows: the same frame in several renderings, so that no window hides a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.model.image import Frame, Image

    Gray = NDArray[np.uint8]

LONG_SIDE: Final = 2048


def reduction(rows: int, columns: int) -> int:
    """Give the integer factor that brings the long side of an image to about `LONG_SIDE`."""
    return -(-max(rows, columns) // LONG_SIDE)


def reduced(values: NDArray[Any], factor: int) -> NDArray[Any]:
    if factor == 1:
        return values
    rows, columns = values.shape[:2]
    return np.asarray(cv2.resize(values, (-(-columns // factor), -(-rows // factor)), interpolation=cv2.INTER_AREA))


def renderings(image: Image, frame: Frame, factor: int) -> list[Gray]:
    shown = reduced(image.display(frame), factor)
    if shown.ndim == 3:
        return colour_renderings(shown)
    stored = frame.stored_values
    stored = stored.reshape(stored.shape[:2])
    if stored.dtype == np.uint8 or stored.dtype == np.uint16 or stored.dtype == np.int16:
        values = stored
    else:
        values = stored.astype(np.float32)
    values = reduced(values, factor).astype(np.float32)
    return [shown, *stored_renderings(values)]


def stored_renderings(values: NDArray[np.float32]) -> list[Gray]:
    finite = np.nan_to_num(values, nan=0, posinf=0, neginf=0)
    sample = np.sort(finite[::3, ::3], axis=None)
    low, high = sample[len(sample) // 10000], sample[-1 - len(sample) // 10000]
    full = windowed(finite, low, high)
    background = narrow(sample)
    return [full] if background is None else [full, windowed(finite, *background)]


def narrow(ordered, least=10.0, share=0.1):
    """The window around where most values are."""
    n = max(int(len(ordered) * share), 1)
    widths = ordered[n:] - ordered[:-n]
    at = int(np.argmin(widths))
    middle = ordered[at + n // 2]
    half = max(least, 4 * widths[at])
    if half * 8 > ordered[-1] - ordered[0]:
        return None
    return float(middle - half), float(middle + half)


def windowed(values, low, high) -> Gray:
    scale = 255 / max(high - low, 1e-6)
    return np.clip((values - low) * scale, 0, 255).astype(np.uint8)


def colour_renderings(rgb: NDArray[np.uint8]) -> list[Gray]:
    luminance = np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY))
    largest = rgb.max(axis=2)
    out = [luminance]
    if np.abs(largest.astype(int) - luminance).max() > 8: out.append(largest)
    b = narrow(np.sort(largest[::3, ::3].astype(np.float32), axis=None))
    if b: out.append(windowed(largest.astype(np.float32), *b))
    return out
