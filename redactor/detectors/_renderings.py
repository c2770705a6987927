"""What an image can show: its frames in several windows, so that no window hides a text."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from redactor.model.image import Image, StoredValues

    Gray = NDArray[np.uint8]

LONG_SIDE: Final = 2048
_SAME: Final = 3
"""Renderings that differ by no more display values anywhere show the same."""
_OUTLIERS: Final = 1e-4
"""Share of the values at either end that the full range leaves out: dead pixels and padding."""
_SAMPLE: Final = 60_000
_BACKGROUND: Final = 0.1
"""A background has this share of the pixels."""
_STEPS: Final = 10
"""Stored values on either side of a flat background that a narrow window shows."""


@dataclass(frozen=True)
class View:
    """A frame, reduced: what a person sees, and what is stored.

    Attributes
    ----------
    shown
        Uint8, shape (rows, columns) or (rows, columns, 3) in RGB: through the window that the instance stores.
    stored
        Uint8 or uint16, shape (rows, columns), in the order of the stored values; None for colour.
    """

    shown: Gray
    stored: NDArray[Any] | None


def reduction(rows: int, columns: int) -> int:
    """Give the integer factor that brings the long side of an image to `LONG_SIDE` or less."""
    return -(-max(rows, columns) // LONG_SIDE)


def view(image: Image, number: int, factor: int) -> View:
    """Give a frame of an image, reduced by an integer factor."""
    frame = image.frame(number)
    shown = image.display(frame)
    if shown.ndim == 3:
        return View(_reduced(shown, factor), None)
    stored = ordered(frame.stored_values.reshape(shown.shape))
    return View(_reduced(shown, factor), _reduced(stored, factor))


def ordered(stored: StoredValues) -> NDArray[Any]:
    """Give numbers in the order of the stored values: uint8 or uint16, one step for one of integers up to 16 bits."""
    if stored.dtype in (np.uint8, np.uint16):
        return np.ascontiguousarray(stored)
    if stored.dtype in (np.int8, np.int16):
        return (stored.astype(np.int32) + 32768).astype(np.uint16)
    finite = np.nan_to_num(stored.astype(np.float64), nan=0, posinf=0, neginf=0)
    low = float(finite.min())
    step = max((float(finite.max()) - low) / 65535, 1e-300)
    return ((finite - low) / step).astype(np.uint16)


def renderings(views: Sequence[View]) -> list[list[Gray]]:
    """Give all that differs of what the views of one image can show.

    Returns
    -------
    list of list of numpy.ndarray
        For each view the same renderings, uint8, shape (rows, columns): of gray the window that the instance stores,
        the full range, and a narrow window around the background; of colour the luminance, the largest channel,
        and that around its background.
    """
    planes = [_planes(each) for each in views]
    first = [[shown for shown, _ in each] for each in planes]
    values = np.sort(np.concatenate([_some(each[-1][1]) for each in planes]))
    windows = [window for window in (full_range(values), around_background(values)) if window is not None]
    rendered = [
        [*shown, *(windowed(each[-1][1], *window) for window in windows)]
        for shown, each in zip(first, planes, strict=True)
    ]
    return _distinct(rendered)


def _planes(each: View) -> list[tuple[Gray, NDArray[Any]]]:
    """Give what is looked at as it is, each with the values that windows are applied to; the last one's are used."""
    if each.stored is not None:
        return [(each.shown, each.stored)]
    luminance = np.asarray(cv2.cvtColor(each.shown, cv2.COLOR_RGB2GRAY), np.uint8)
    red, green, blue = cv2.split(each.shown)
    largest = np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8)  # blue on black is dark in luminance
    return [(luminance, luminance), (largest, largest)]


def full_range(values: NDArray[Any]) -> tuple[float, float]:
    """Give the lowest and highest of sorted values, without outliers."""
    cut = int(len(values) * _OUTLIERS)
    return float(values[cut]), float(values[-1 - cut])


def around_background(values: NDArray[Any]) -> tuple[float, float] | None:
    """Give a narrow window around where sorted values are densest; None where no background is so flat.

    A step of one value is then 12 display values.
    """
    span = int(len(values) * _BACKGROUND)
    widths = values[span:].astype(np.int32) - values[: len(values) - span]
    densest = int(np.argmin(widths))
    # The densest tenth of normal noise is a quarter of its standard deviation wide. A window that cut noise off would
    # make flat bright spots of it, which look like ink.
    half = max(_STEPS, 16 * int(widths[densest]))
    low, high = full_range(values)
    if 8 * half > high - low:
        return None
    middle = float(values[densest + span // 2])
    return middle - half, middle + half


def windowed(values: NDArray[Any], low: float, high: float) -> Gray:
    """Show values from `low` (black) to `high` (white): uint8, shape as `values`, which are uint8 or uint16."""
    domain = np.arange(256 if values.dtype == np.uint8 else 65536)
    table = np.clip((domain - low) * (255 / max(high - low, 1e-6)), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(values, table), np.uint8)


def _some(values: NDArray[Any]) -> NDArray[Any]:
    """Give about `_SAMPLE` of the values: enough to know how they are distributed."""
    step = max(math.isqrt(values.size // _SAMPLE), 1)
    return values[::step, ::step].reshape(-1)


def _reduced(values: NDArray[Any], factor: int) -> NDArray[Any]:
    if factor == 1:
        return values
    rows, columns = values.shape[:2]
    size = (-(-columns // factor), -(-rows // factor))
    return np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_AREA))


def _distinct(rendered: list[list[Gray]]) -> list[list[Gray]]:
    """Leave out a rendering that shows in all views what an earlier one does, if need be as its negative."""
    chosen: list[int] = []
    for number in range(len(rendered[0])):
        if not any(all(_same(each[number], each[earlier]) for each in rendered) for earlier in chosen):
            chosen.append(number)
    return [[each[number] for number in chosen] for each in rendered]


def _same(one: Gray, other: Gray) -> bool:
    return any(cv2.norm(one, each, cv2.NORM_INF) <= _SAME for each in (other, cv2.bitwise_not(other)))
