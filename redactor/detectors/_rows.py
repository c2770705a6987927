"""Cut a place with text into its lines, close around the ink."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.detectors._letters import responses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from redactor.detectors._letters import Gray

_LETTER_ROWS: Final = 36
"""Letters are reduced to this, so that their strokes are narrow enough to stand out."""
_FAINTEST: Final = 8
_INK: Final = 0.35
"""Share of the strongest response from which a pixel is ink."""
_EMPTY: Final = 0.06
"""Share of the fullest row up to which a row has no ink of a line."""
_THINNEST: Final = 0.4
"""Rows of a line, as a share of its letters': less is an accent, or the foot of a letter."""


@dataclass(frozen=True)
class Line:
    """A line of text: pixels from `left` to `right` and from `top` to `bottom`, the last ones not included."""

    left: float
    top: float
    right: float
    bottom: float


def lines_in(renderings: Sequence[Gray], box: Line, letter_rows: float) -> list[Line]:
    """Give the lines of ink in a box, from top to bottom; the box itself where nothing stands out.

    Parameters
    ----------
    renderings
        Uint8, shape (rows, columns); the one in which most stands out is used.
    letter_rows
        Of a letter, in pixels.
    """
    factor = max(letter_rows / _LETTER_ROWS, 1.0)
    found: list[Line] = []
    strongest = 0.0
    for gray in renderings:
        crop, left, top = cut(gray, box, margin=max(2.0, letter_rows / 3))
        if factor > 1:
            size = (max(round(crop.shape[1] / factor), 1), max(round(crop.shape[0] / factor), 1))
            crop = np.asarray(cv2.resize(crop, size, interpolation=cv2.INTER_AREA), np.uint8)
        for response in responses(crop):
            contrast = float(np.percentile(response, 95))
            if contrast > max(strongest, _FAINTEST):
                ink = response > max(_INK * float(response.max()), _FAINTEST)
                runs = _runs(ink, letter_rows / factor)
                if runs:
                    strongest = contrast
                    found = [
                        Line(left + x0 * factor, top + y0 * factor, left + x1 * factor, top + y1 * factor)
                        for x0, y0, x1, y1 in runs
                    ]
    inside = [line for line in found if _overlap(line, box)]
    return inside or [box]


def cut(gray: Gray, box: Line, margin: float) -> tuple[Gray, int, int]:
    """Give the part of a rendering in a box with a margin, and its left and top."""
    rows, columns = gray.shape
    left, top = max(int(box.left - margin), 0), max(int(box.top - margin), 0)
    right, bottom = min(int(np.ceil(box.right + margin)), columns), min(int(np.ceil(box.bottom + margin)), rows)
    return gray[top : max(bottom, top + 1), left : max(right, left + 1)], left, top


def _runs(ink: NDArray[np.bool_], letter_rows: float) -> list[tuple[int, int, int, int]]:
    """Give (left, top, right, bottom) of each run of rows with ink."""
    filled = ink.sum(axis=1)
    is_line = filled > max(_EMPTY * float(filled.max()), 0)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_line, [False]]).astype(np.int8))).reshape(-1, 2)
    joined: list[list[int]] = []
    for top, bottom in edges.tolist():
        # Accents, and the parts of Chinese characters, lie close to the rest.
        if joined and (top - joined[-1][1] <= 1 or min(bottom - top, joined[-1][1] - joined[-1][0]) < 0.3 * letter_rows):
            joined[-1][1] = bottom
        else:
            joined.append([top, bottom])
    runs = []
    for top, bottom in joined:
        columns = np.flatnonzero(ink[top:bottom].any(axis=0))
        if bottom - top >= _THINNEST * letter_rows and len(columns):
            runs.append((int(columns[0]), top, int(columns[-1]) + 1, bottom))
    return runs


def _overlap(line: Line, box: Line) -> bool:
    rows = min(line.bottom, box.bottom) - max(line.top, box.top)
    columns = min(line.right, box.right) - max(line.left, box.left)
    return rows >= 0.5 * min(line.bottom - line.top, box.bottom - box.top) and columns > 0
