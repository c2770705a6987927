"""Strokes that stand out from what is around them, as connected components that could be letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.detectors._table import Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.detectors._table import Numbers

    Gray = NDArray[np.uint8]

REACH: Final = 7
"""A stroke narrower than this many pixels stands out; broader ones do in a reduced image."""
LARGEST_ROWS: Final = 44
"""Higher letters are looked for in a reduced image."""
LONGEST: Final = 12 * LARGEST_ROWS
"""The letters of a word may touch."""
_SURROUNDINGS: Final = 40
"""How far around a pixel it counts what stands out there, in pixels."""
_FAINTEST: Final = 8
"""What stands out less, in display values, nobody could read."""
_LEAST_FILL: Final = 0.08
"""A frame around something fills less of its box."""


@dataclass(frozen=True)
class Letters(Table):
    """Connected components of strokes.

    Attributes
    ----------
    area
        Pixels of ink.
    stroke
        Mean width of the strokes: twice the area for each pixel of outline.
    contrast
        How far the ink stands out, in display values.
    prominence
        The same, as a multiple of what was needed there.
    ink, ink_spread
        Mean and standard deviation of the display values of the ink.
    edge
        Contrast of the outline as a share of that of all ink: near 1 for drawn strokes, which end within a pixel.
    sheet
        Number of the rendering and polarity that it was found in.
    """

    area: Numbers
    stroke: Numbers
    contrast: Numbers
    prominence: Numbers
    ink: Numbers
    ink_spread: Numbers
    edge: Numbers
    sheet: Numbers


def responses(gray: Gray) -> tuple[Gray, Gray]:
    """Say how far each pixel stands out from its background, as part of a bright and of a dark stroke.

    Parameters
    ----------
    gray
        Uint8, shape (rows, columns).

    Returns
    -------
    tuple of numpy.ndarray
        Uint8 of the same shape, in display values.
    """
    kernel = np.ones((REACH, REACH), np.uint8)
    bright = cv2.morphologyEx(gray, cv2.MORPH_TOPHAT, kernel)
    dark = cv2.morphologyEx(gray, cv2.MORPH_BLACKHAT, kernel)
    return np.asarray(bright, np.uint8), np.asarray(dark, np.uint8)


def limits(response: Gray, factor: float) -> Gray:
    """Say how far a pixel has to stand out: a multiple of what its surroundings do.

    So noise, speckle and texture raise the limit by themselves, and a flat background lowers it to almost nothing.
    """
    rows, columns = response.shape
    # A mean over so many pixels needs no resolution.
    coarse = cv2.resize(response, (max(columns // 4, 1), max(rows // 4, 1)), interpolation=cv2.INTER_AREA)
    mean = cv2.blur(coarse, (_SURROUNDINGS // 4, _SURROUNDINGS // 4)).astype(np.float32)
    limit = np.clip(mean * factor, _FAINTEST, 255).astype(np.uint8)
    return np.asarray(cv2.resize(limit, (columns, rows), interpolation=cv2.INTER_LINEAR), np.uint8)


def letters(gray: Gray, response: Gray, limit: Gray, *, smallest: float, sheet: int = 0) -> Letters:
    """Give what could be letters: connected pixels that stand out more than the limit.

    Parameters
    ----------
    gray, response, limit
        Uint8, all of shape (rows, columns).
    smallest
        Least rows of a letter; of one that stands in a turned line, least columns.
    """
    mask = np.asarray(cv2.compare(response, limit, cv2.CMP_GT), np.uint8)
    # By far the fastest of OpenCV's algorithms in noise, with the same answer.
    count, labels, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(mask, 8, cv2.CV_32S, cv2.CCL_BBDT)
    boxes = stats.astype(np.float64)
    columns, rows, area = boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT], boxes[:, cv2.CC_STAT_AREA]
    short, long = np.minimum(rows, columns), np.maximum(rows, columns)
    chosen = (long >= smallest) & (long <= LONGEST) & (short <= LARGEST_ROWS) & (area >= 6)
    chosen &= area > _LEAST_FILL * rows * columns
    chosen[0] = False  # the background
    number = np.full(count, -1, np.int32)
    number[chosen] = np.arange(np.count_nonzero(chosen))

    at = np.flatnonzero(mask.reshape(-1).view(np.bool_))  # much faster than on numbers
    label = number[labels.reshape(-1)[at]]
    at, label = at[label >= 0], label[label >= 0]
    outline = cv2.erode(mask, np.ones((3, 3), np.uint8)).reshape(-1)[at] == 0
    ink, contrast = gray.reshape(-1)[at].astype(np.float64), response.reshape(-1)[at].astype(np.float64)
    boxes, area = boxes[chosen], area[chosen]

    def total(values: Numbers | NDArray[np.bool_]) -> Numbers:
        return np.bincount(label, values, len(boxes)).astype(np.float64)

    around = np.maximum(total(outline), 1)
    mean_ink, mean_contrast = total(ink) / area, np.maximum(total(contrast) / area, 1e-6)
    left, top = boxes[:, cv2.CC_STAT_LEFT], boxes[:, cv2.CC_STAT_TOP]
    return Letters(
        left=left,
        top=top,
        right=left + boxes[:, cv2.CC_STAT_WIDTH],
        bottom=top + boxes[:, cv2.CC_STAT_HEIGHT],
        area=area,
        stroke=2 * area / around,
        contrast=mean_contrast,
        prominence=total(contrast / limit.reshape(-1)[at]) / area,
        ink=mean_ink,
        ink_spread=np.sqrt(np.maximum(total(ink * ink) / area - mean_ink**2, 0)),
        edge=total(contrast * outline) / around / mean_contrast,
        sheet=np.full(len(boxes), float(sheet)),
    )
