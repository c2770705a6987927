"""Codes of bars: where OpenCV points, checked for bars that run through and come in a few widths in no order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Gray = NDArray[np.uint8]
    Quad = NDArray[np.float32]
    """Four corners (column, row), float32, shape (4, 2)."""

_LEAST_SIDE: Final = 24
_FEWEST_RUNS: Final = 20
"""Bars and gaps: EAN-8, the shortest code in use, has 43; some of a faint one are lost."""
_LEAST_CONTRAST: Final = 30
_TALLEST_LETTER: Final = 12.0
"""How often its stroke the height of a letter is at most: a line of letters such as I and l is no code."""
_LARGE: Final = 1000
"""Pixels; a smaller code is looked at in twice its size."""
_QUIET: Final = 7.0
"""How many narrow bars wide a gap is that ends a code; ISO/IEC asks for seven to ten."""
_COARSE: Final = 4
"""Pixels that are looked at as one for stripes."""
_STRIPES: Final = 30
"""How much stronger the gradient along the rows is on the average, in quarters of OpenCV's."""
_LEAST_PART: Final = 24
_MOST_PARTS: Final = 12
_STEPS: Final = 4
_WIDEST: Final = 6.0
"""How often the narrowest bar the widest is: four times in most codes, and blurred."""


def bar_codes(gray: Gray) -> list[Quad]:
    """Give the corners of the bar codes in an image of shape (rows, columns), in any orientation."""
    if min(gray.shape) < _LEAST_SIDE:
        return []
    found, corners = cv2.barcode.BarcodeDetector().detectMulti(gray)
    places = [*(np.asarray(corners, np.float32) if found else []), *_striped(gray)]
    return [code for place in places if (code := _followed(gray, place)) is not None]


def _striped(gray: Gray) -> list[Quad]:
    """Give the corners of upright parts in which brightness changes along rows far more than along columns, or less.

    OpenCV finds slanted codes, but not all upright ones.
    """
    along, across = (cv2.convertScaleAbs(cv2.Sobel(gray, cv2.CV_16S, x, 1 - x), alpha=0.25) for x in (1, 0))
    size = (max(gray.shape[1] // _COARSE, 1), max(gray.shape[0] // _COARSE, 1))
    found: list[tuple[int, Quad]] = []
    for strong, weak in ((along, across), (across, along)):
        stripes = cv2.blur(cv2.resize(cv2.subtract(strong, weak), size, interpolation=cv2.INTER_AREA), (5, 5))
        drawn = np.asarray(stripes > _STRIPES, np.uint8)
        count, _, stats, _ = cv2.connectedComponentsWithStats(drawn)
        for left, top, columns, rows, area in stats[1:count].tolist():
            if area >= _LEAST_PART and area >= 0.5 * columns * rows:
                box = np.array([[left, top + rows], [left, top], [left + columns, top], [left + columns, top + rows]])
                found.append((area, (box * _COARSE).astype(np.float32)))
    return [quad for _, quad in sorted(found, key=lambda each: -each[0])[:_MOST_PARTS]]


def _followed(gray: Gray, quad: Quad) -> Quad | None:
    """Give the corners of the whole code of which a part was found, None if it is no code."""
    code = code_at(gray, quad)
    for _ in range(_STEPS):
        longer = None if code is None else code_at(gray, code)
        if code is None or longer is None or cv2.contourArea(longer) < 1.05 * cv2.contourArea(code):
            break
        code = longer
    return code


def code_at(gray: Gray, quad: Quad) -> Quad | None:
    """Give the corners of the code of bars that a part of an image shows, along its rows or its columns, else None.

    OpenCV's corners can leave out bars at either end, so the code is followed beyond them.
    """
    for corners in (quad, np.roll(quad, 1, axis=0)):
        width, height = (max(float(np.linalg.norm(corners[0] - corners[at])), 1.0) for at in (3, 1))
        scale = 2.0 if max(width, height) < _LARGE else 1.0
        columns, rows = max(round(scale * width), 8), max(round(scale * height), 8)
        # The part itself lies in the middle half of the patch in either direction.
        left, top, right, bottom = columns // 2, rows // 2, columns // 2 + columns - 1, rows // 2 + rows - 1
        inner = np.array([[left, top], [left, bottom], [right, bottom], [right, top]], np.float32)
        onto = cv2.getPerspectiveTransform(corners, inner)
        patch = cv2.warpPerspective(gray, onto, (2 * columns, 2 * rows), borderMode=cv2.BORDER_REPLICATE)
        box = _code_in(np.asarray(patch, np.float32), (left, top, right + 1, bottom + 1))
        if box is not None:
            left, top, right, bottom = box
            found = np.array([[[left, top], [right, top], [right, bottom], [left, bottom]]], np.float32)
            return np.asarray(cv2.perspectiveTransform(found, np.linalg.inv(onto))[0], np.float32)
    return None


def _code_in(patch: NDArray[np.float32], part: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """Give (left, top, right, bottom) of the bars that run from top to bottom through a part of a patch, else None."""
    left, top, right, bottom = part
    margin = (bottom - top) // 5
    middle = patch[top + margin : bottom - margin]
    inside = middle[:, left:right].mean(axis=0)
    low, high = (float(value) for value in np.percentile(inside, (5, 95)))
    if high - low < _LEAST_CONTRAST or float(np.median(_likeness(middle[:, left:right], inside))) < 0.8:
        return None
    widths = np.diff(np.flatnonzero(np.diff(inside > (low + high) / 2)))
    if not _are_widths_of_a_code(widths):
        return None
    profile = middle.mean(axis=0)
    edges = np.flatnonzero(np.diff(profile > (low + high) / 2))
    quiet = float(_QUIET * np.percentile(widths, 15))
    left, right = _run(edges, left, right, quiet)
    rows = np.flatnonzero(_likeness(patch[:, left:right], profile[left:right]) > 0.5)
    top, bottom = _run(rows, top + margin, bottom - margin, 0.15 * (bottom - top))
    if bottom - top < _TALLEST_LETTER * np.percentile(widths, 15):
        return None
    return left, top, right + 1, bottom + 1


def _likeness(rows: NDArray[np.float32], profile: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give the correlation of each row with a profile."""
    away = rows - rows.mean(axis=1, keepdims=True)
    steady = profile - profile.mean()
    norms = np.sqrt((away**2).sum(axis=1) * (steady**2).sum())
    return np.asarray(away @ steady / np.maximum(norms, 1e-6), np.float32)


def _run(places: NDArray[np.int64], start: int, end: int, step: float) -> tuple[int, int]:
    """Give the first and the last of places that steps no longer than this reach from those between two ends."""
    inside = np.flatnonzero((places >= start) & (places < end))
    if not len(inside):
        return start, end
    breaks = np.flatnonzero(np.diff(places) > step)
    first, last = int(inside[0]), int(inside[-1])
    before, after = breaks[breaks < first], breaks[breaks >= last]
    return int(places[before[-1] + 1 if len(before) else 0]), int(places[after[0] if len(after) else -1])


def _are_widths_of_a_code(widths: NDArray[np.int64]) -> bool:
    """Say whether widths of bars and gaps are few multiples of one, mixed: no grating, no wedge."""
    if len(widths) < _FEWEST_RUNS:
        return False
    narrow, wide = np.percentile(widths, (15, 98))
    thick = widths > 1.6 * narrow
    ranks = np.argsort(np.argsort(widths, kind="stable"), kind="stable")
    trend = float(np.corrcoef(np.arange(len(widths)), ranks)[0, 1])
    # Thick and thin follow one another in no order; of bursts of equal bars most neighbours are alike.
    changes = float((thick[1:] != thick[:-1]).mean())
    return bool(wide <= _WIDEST * narrow and 0.1 <= thick.mean() <= 0.9 and abs(trend) < 0.6 and changes > 0.3)
