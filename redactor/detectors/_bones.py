"""Rib cage, ribs, clavicles and diaphragm of an upright chest, from its lungs and what is bright beside them.

Only the lungs are known well; all else is a first outline for a person to correct.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Bits = NDArray[np.uint8]
    Gray = NDArray[np.uint8]
    Floats = NDArray[np.float32]
    Outline = NDArray[np.float64]

_WALL: Final = 0.045
"""How far the ribs reach beyond the lungs, as a share of the breadth of both."""
_DOME: Final = (0.015, 0.06)
"""Above and below the lower border of a lung, as shares of its height."""
_BAND: Final = 0.022
"""Half the breadth of a clavicle, as a share of the height of a lung."""
_CLEAR: Final = 1.2
"""How much brighter than chance a clavicle has to be, in standard deviations."""
_SPACING: Final = 0.055
"""From one rib to the next at least, as a share of the height of a lung."""
_BORDER: Final = 0.04
"""Of a lung, in which no rib is looked for, as a share of its height."""
_COUNT: Final = (7, 15)
"""Ribs, front and back, over the height of a lung: from, to below."""
_EVEN: Final = 0.04
"""How strongly they have to come and go."""
_DOWN: Final = 160
"""Places over the height of a lung."""
_ACROSS: Final = 32
"""Places along a rib."""


def rib_cage(lungs: Sequence[Bits]) -> Bits:
    """Give what the ribs enclose, with them: uint8, 0 and 255."""
    both = np.asarray(lungs[0] | lungs[1], np.uint8)
    mask = np.zeros_like(both)
    if not both.any():
        return mask
    points = cv2.findNonZero(both)
    cv2.fillConvexPoly(mask, cv2.convexHull(points), 255)
    reach = max(1, round(_WALL * cv2.boundingRect(points)[2]))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    return np.asarray(cv2.dilate(mask, kernel), np.uint8)


def diaphragm(lung: Bits) -> Bits:
    """Give the band along the lower border of a lung: uint8, 0 and 255."""
    mask = np.zeros_like(lung)
    left, top, columns, rows = cv2.boundingRect(lung)
    lowest = lung.shape[0] - 1 - np.argmax(lung[::-1] > 0, axis=0)
    for column in range(left, left + columns):
        # What ends higher is the border towards the spine, or the side.
        if lung[:, column].any() and lowest[column] >= top + 0.6 * rows:
            first, last = lowest[column] - _DOME[0] * rows, lowest[column] + _DOME[1] * rows
            mask[max(int(first), 0) : int(last) + 1, column] = 255
    return mask


def bright_lines(gray: Gray, scale: float) -> Floats:
    """Give how much brighter each place is than what lies about it, in standard deviations."""
    values = gray.astype(np.float32)
    near = cv2.GaussianBlur(values, (0, 0), max(scale / 3, 0.6))
    about = cv2.GaussianBlur(values, (0, 0), max(scale * 1.6, 1.2))
    squares = cv2.GaussianBlur((near - about) ** 2, (0, 0), max(scale * 6, 3.0))
    return np.asarray((near - about) / np.sqrt(squares + 1), np.float32)


def clavicle(gray: Gray, lung: Bits, middle: float) -> tuple[Outline, float] | None:
    """Give the outline of a clavicle, shape (points, 2), and how clear it is; None where nothing looks like one.

    Parameters
    ----------
    lung
        Of that side.
    middle
        The column between the lungs.
    """
    left, top, columns, rows = cv2.boundingRect(lung)
    if rows < 24 or columns < 12:
        return None
    lines = bright_lines(gray, 2 * _BAND * rows)
    is_left = left + columns / 2 < middle
    outer = left - 0.15 * columns if is_left else left + 1.15 * columns
    inner = middle + (-0.12 if is_left else 0.12) * columns
    along = np.linspace(0, 1, _ACROSS)
    across = inner + (outer - inner) * along
    best: tuple[float, Outline] | None = None
    for start in np.linspace(-0.06, 0.30, 19):
        for rise in np.linspace(-0.02, 0.26, 15):
            down = top + rows * (start - rise * along + 0.05 * np.sin(2 * np.pi * along))
            value = float(_at(lines, across, down).mean())
            if best is None or value > best[0]:
                best = value, np.column_stack([across, down])
    if best is None or best[0] < _CLEAR / 2:
        return None
    return _strip(best[1], _BAND * rows, gray.shape), min(1.0, best[0] / _CLEAR)


def ribs(gray: Gray, lung: Bits, heart: Bits, middle: float) -> list[Outline]:
    """Give the outlines of the ribs behind a lung, from above: bright bands that run alike, at even distances.

    They are looked for where neither the heart nor the border of the lung is brighter than any rib.
    """
    left, top, columns, rows = cv2.boundingRect(lung)
    if rows < 48 or columns < 24:
        return []
    reach = max(1, round(_BORDER * rows))
    kernel = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    clear = (cv2.erode(lung, kernel, borderValue=0) > 0) & (cv2.dilate(heart, kernel) == 0)
    lines = np.where(clear, np.clip(bright_lines(gray, 0.045 * rows), -1.5, 1.5), np.float32(0))
    is_left = left + columns / 2 < middle
    inner, outer = (left + columns, left) if is_left else (left, left + columns)
    along = np.linspace(0.12, 0.95, _ACROSS)
    across = inner + (outer - inner) * along
    starts = np.linspace(top, top + rows, _DOWN)
    best: tuple[float, Outline, Floats] | None = None
    for slope in np.linspace(0.0, 0.5, 11):
        for bend in np.linspace(0.0, 0.6, 7):
            course = columns * (slope * along + bend * (along - 0.12) ** 2)
            down = starts[:, None] + course[None, :] - course.mean()
            seen = _at(clear.astype(np.float32), across[None, :], down).sum(axis=1)
            profile = _at(lines, across[None, :], down).sum(axis=1) / np.maximum(seen, _ACROSS / 3)
            value = _evenness(profile)
            if best is None or value > best[0]:
                best = value, course - course.mean(), np.asarray(profile, np.float32)
    if best is None or best[0] < _EVEN:
        return []
    _, course, profile = best
    inside = np.zeros_like(lung)
    cv2.fillConvexPoly(inside, cv2.convexHull(cv2.findNonZero(lung)), 255)
    found = []
    for peak in _peaks(profile):
        curve = np.column_stack([across, starts[peak] + course])
        shown = _at(inside.astype(np.float32), curve[:, 0], curve[:, 1]) > 0
        if shown.sum() >= _ACROSS // 3:
            found.append(_strip(curve[shown], 0.02 * rows, gray.shape))
    return found


def _evenness(profile: NDArray[np.floating]) -> float:
    """Give how strongly a profile comes and goes at the distances of ribs."""
    waves = np.abs(np.fft.rfft((profile - profile.mean()) * np.hanning(len(profile))))
    return float(np.sqrt((waves[_COUNT[0] : _COUNT[1]] ** 2).sum()) / len(profile))


def _peaks(profile: Floats) -> list[int]:
    """Give where a profile over the height of a lung has clear peaks, no two nearer than ribs are."""
    smooth = np.convolve(profile, np.hanning(7) / np.hanning(7).sum(), "same")
    step = max(1, round(_SPACING * len(smooth)))
    kept: list[int] = []
    for at in np.argsort(-smooth, kind="stable"):
        if smooth[at] <= 0.35 * profile.std():
            break
        is_top = smooth[at] >= smooth[max(at - step // 2, 0) : at + step // 2 + 1].max()
        if is_top and all(abs(int(at) - other) >= step for other in kept):
            kept.append(int(at))
    return sorted(kept)


def _at(values: Floats, columns: NDArray[np.floating], rows: NDArray[np.floating]) -> Floats:
    """Give the values nearest to places, those outside being the nearest inside."""
    down = np.clip(np.rint(rows), 0, values.shape[0] - 1).astype(np.int64)
    across = np.clip(np.rint(columns), 0, values.shape[1] - 1).astype(np.int64)
    result: Floats = values[down, across]
    return result


def _strip(curve: Outline, half: float, shape: tuple[int, ...]) -> Outline:
    """Give the outline of a band around a curve, inside the picture."""
    shift = np.array([0.0, half])
    band = np.vstack([curve - shift, (curve + shift)[::-1]])
    return np.asarray(np.clip(band, 0, [shape[1], shape[0]]), np.float64)
