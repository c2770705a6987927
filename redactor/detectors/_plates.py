"""Label plates: rectangles of one value, upright or slanted, with print of the other polarity in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor.detectors._print import lines, strokes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from redactor.detectors._print import Box, Gray

    Quad = NDArray[np.float32]

_EXTREME: Final = 28
"""Display values from black, or white, that a plate has."""
_LEAST_ROWS: Final = 9
_LARGEST: Final = 0.06
"""Share of the image that a plate has at most: larger ones are collimated borders, or the film's own."""
_FILL: Final = 0.85
"""Share of the rectangle around a plate that it fills."""
_EDGE: Final = 40
"""Display values between a plate and what lies around it."""
_MARGIN: Final = 0.7
"""Share of a row of a margin that is plain."""
_VARIETY: Final = 0.15
"""Standard deviation of the areas of letters, as a share of their mean; the bars of a test pattern are alike."""
_INK: Final = 70
"""Display values between a plate and the print in it."""
_LETTERS: Final = 4
"""Letters in a plate; fewer make a marker, which is harmless more often than not."""
_MOST: Final = 400


def plates(gray: Gray) -> list[Quad]:
    """Give the corners of the label plates in an image of shape (rows, columns), black and white ones."""
    found = []
    for plate in (gray, np.asarray(cv2.bitwise_not(gray), np.uint8)):
        # Letters are holes in a plate, or bays of its outline where they touch its edge.
        white = (plate >= 255 - _EXTREME).astype(np.uint8)
        closed = cv2.morphologyEx(white, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
        contours, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        likely = [each for each in contours if len(each) >= 4 and min(cv2.boundingRect(each)[2:]) >= _LEAST_ROWS]
        likely.sort(key=lambda each: -cv2.contourArea(each))
        found += [quad for each in likely[:_MOST] if (quad := _plate(plate, each)) is not None]
    return found


def _plate(gray: Gray, contour: NDArray[Any]) -> Quad | None:
    """Give the corners of a white plate with print in it, None where a contour is none."""
    area = float(cv2.contourArea(contour))
    if area > _LARGEST * gray.size:
        return None
    middle, (width, height), angle = cv2.minAreaRect(contour)
    if min(width, height) < _LEAST_ROWS - 1 or area < _FILL * width * height:
        return None
    corners = np.asarray(cv2.boxPoints((middle, (width, height), angle)), np.float32)
    columns, rows = round(width) + 1, round(height) + 1
    around = 4
    target = np.array([[0, rows - 1], [0, 0], [columns - 1, 0], [columns - 1, rows - 1]], np.float32) + around
    onto = cv2.getPerspectiveTransform(corners, target)
    size = (columns + 2 * around, rows + 2 * around)
    patch = cv2.warpPerspective(gray, onto, size, flags=cv2.INTER_LINEAR, borderValue=0)
    inside = patch[around:-around, around:-around]
    frame = np.concatenate([patch[0], patch[-1], patch[:, 0], patch[:, -1]])
    value = float(np.median(inside))
    if value - float(np.percentile(frame, 80)) < _EDGE:
        return None  # it goes on beyond its outline
    return corners if _has_print(np.asarray(inside, np.uint8), value) else None


def _has_print(inside: Gray, value: float) -> bool:
    """Say whether there are letters in a row or in a column of a plate of this value."""
    ink = inside < value - _INK
    if not 0.02 <= ink.mean() <= 0.42:
        return False
    if not any(lines(np.ascontiguousarray(each), least_letters=_LETTERS) for each in (ink, ink.T)):
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    areas = stats[1:, cv2.CC_STAT_AREA]
    areas = areas[areas >= 8]
    return bool(areas.std() > _VARIETY * areas.mean())


def margin_lines(gray: Gray) -> list[Box]:
    """Give the lines of print in the unexposed margins of a film: bands along its edges of one extreme value."""
    drawn = np.zeros(gray.shape, np.bool_)
    rows, columns = gray.shape
    for turned, view in ((gray, drawn), (gray.T, drawn.T)):
        for first, last in _bands(turned):
            band = np.ascontiguousarray(turned[first:last])
            bright, dark = strokes(band)
            view[first:last] |= bright if band.mean() < 128 else dark
    if not drawn.any():
        return []
    return [box for box in lines(drawn, least_letters=_LETTERS) if box.bottom - box.top <= min(rows, columns) // 10]


def _bands(gray: Gray) -> Iterator[tuple[int, int]]:
    """Yield the rows, from and to, of the bands at top and bottom that are flat and black or white, but for print."""
    rows = len(gray)
    reach = max(rows // 6, 1)
    for part, start, step in ((gray[:reach], 0, 1), (gray[rows - reach :][::-1], rows, -1)):
        for flat in (part <= _EXTREME, part >= 255 - _EXTREME):
            ends = np.flatnonzero(np.count_nonzero(flat, axis=1) < _MARGIN * flat.shape[1])
            depth = int(ends[0]) if len(ends) else 0  # all of it is flat: that is no margin but the background
            if depth >= _LEAST_ROWS:
                yield (start, start + depth) if step > 0 else (start - depth, start)
