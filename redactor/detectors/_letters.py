"""Strokes that stand out from what is around them, as connected components that could be letters."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    Gray = NDArray[np.uint8]
    Numbers = NDArray[np.float64]

_STROKE_REACH: Final = 7
_SURROUNDINGS: Final = 41
_QUIET: Final = 1e-3


@dataclass(frozen=True)
class Letters:
    """Components, one number each in every array (float64, all of the same length).

    Boxes are in pixels of the image they were found in: `left` … `right` and `top` … `bottom`, the latter outside.

    Attributes
    ----------
    stroke
        Mean width of the strokes: twice the area for each pixel of outline.
    contrast
        Mean response of the strokes, in display values.
    prominence
        Mean response as a multiple of the threshold there.
    ink, ink_spread
        Mean and standard deviation of the display values.
    """

    left: Numbers
    top: Numbers
    right: Numbers
    bottom: Numbers
    area: Numbers
    stroke: Numbers
    contrast: Numbers
    prominence: Numbers
    ink: Numbers
    ink_spread: Numbers
    ground: Numbers
    ground_spread: Numbers
    edge: Numbers

    def __len__(self) -> int:
        return len(self.left)

    @property
    def columns(self) -> Numbers:
        return self.right - self.left

    @property
    def rows(self) -> Numbers:
        return self.bottom - self.top

    def where(self, chosen: NDArray[Any]) -> Letters:
        """Give the components that a mask or an index chooses."""
        return Letters(*(getattr(self, field.name)[chosen] for field in fields(self)))


def responses(gray: Gray, reach: int = _STROKE_REACH) -> tuple[Gray, Gray]:
    kernel = np.ones((reach, reach), np.uint8)
    return (
        np.asarray(cv2.morphologyEx(gray, cv2.MORPH_TOPHAT, kernel), np.uint8),
        np.asarray(cv2.morphologyEx(gray, cv2.MORPH_BLACKHAT, kernel), np.uint8),
    )


def threshold(response: Gray, *, factor: float, floor: float) -> Gray:
    """How strong a response must be: multiple of local mean."""
    rows, columns = response.shape
    small = cv2.resize(response, (max(columns // 4, 1), max(rows // 4, 1)), interpolation=cv2.INTER_AREA)
    side = _SURROUNDINGS // 4
    mean = cv2.blur(small, (side, side)).astype(np.float32)
    level = np.clip(mean * factor, floor, 255).astype(np.uint8)
    return np.asarray(cv2.resize(level, (columns, rows), interpolation=cv2.INTER_LINEAR), np.uint8)


def letters(gray: Gray, response: Gray, limit: Gray, dark: bool = False, min_rows: int = 5, max_rows: int = 44) -> Letters:
    mask = np.asarray(cv2.compare(response, limit, cv2.CMP_GT), np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(
        mask, 8, cv2.CV_32S, cv2.CCL_BBDT
    )
    rows, area = stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_AREA]
    columns = stats[:, cv2.CC_STAT_WIDTH]
    keep = (rows >= min_rows) & (rows <= max_rows) & (area >= 6) & (columns <= max_rows * 12)
    keep[0] = False
    fill = area / np.maximum(rows * columns, 1)
    keep &= (fill > 0.08)
    number = np.zeros(count, np.int32)
    number[keep] = np.arange(1, keep.sum() + 1)
    at = np.flatnonzero(mask)
    label = number[labels.reshape(-1)[at]]
    at, label = at[label > 0], label[label > 0] - 1
    n = int(keep.sum())
    stats = stats[keep].astype(np.float64)
    edge = mask.reshape(-1) & 0
    inner = cv2.erode(mask, np.ones((3, 3), np.uint8)).reshape(-1)[at] > 0
    def mean(v):
        return np.bincount(label, v, n) / np.maximum(stats[:, 4], 1)
    r = response.reshape(-1)[at].astype(np.float64)
    t = limit.reshape(-1)[at].astype(np.float64)
    g = gray.reshape(-1)[at].astype(np.float64)
    ink = mean(g)
    spread = np.sqrt(np.maximum(mean(g * g) - ink**2, 0))
    outline = np.bincount(label, ~inner, n)
    back = g - r if dark is False else g + r
    ground = mean(back); ground_spread = np.sqrt(np.maximum(mean(back * back) - ground**2, 0))
    edge = np.bincount(label, r * ~inner, n) / np.maximum(outline, 1) / np.maximum(mean(r), 1e-9)
    return Letters(
        left=stats[:, 0], top=stats[:, 1], right=stats[:, 0] + stats[:, 2], bottom=stats[:, 1] + stats[:, 3],
        area=stats[:, 4], stroke=2 * stats[:, 4] / np.maximum(outline, 1), contrast=mean(r), prominence=mean(r / np.maximum(t, 1)),
        ink=ink, ink_spread=spread, ground=ground, ground_spread=ground_spread, edge=edge,
    )
