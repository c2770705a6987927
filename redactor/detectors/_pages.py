"""Pages: lines of letters on a plain background, and hardly anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Gray = NDArray[np.uint8]

_LEAST_SIDE: Final = 128
_FLAT: Final = 6
"""Display values around the background that belong to it."""
_INK: Final = 40
"""Display values away from it that are drawn."""
_BACKGROUND: Final = 0.75
"""Share of the pixels that a plain background has."""
_LETTERS: Final = 80
"""Letters that make a page rather than a caption."""
_LINES: Final = 5
_IN_LINES: Final = 0.7
"""Share of the letters that stand in lines of four or more."""
_OTHER: Final = 0.25
"""Share of the drawn pixels that may be no letters and no rules."""


def is_page(shown: Gray) -> bool:
    """Say whether display values, (rows, columns) or (rows, columns, 3), show a page of text."""
    gray = shown if shown.ndim == 2 else np.asarray(cv2.cvtColor(shown, cv2.COLOR_RGB2GRAY), np.uint8)
    if min(gray.shape) < _LEAST_SIDE:
        return False
    counts = np.bincount(gray[::2, ::2].reshape(-1), minlength=256)
    background = int(counts.argmax())
    flat = counts[max(background - _FLAT, 0) : background + _FLAT + 1].sum()
    if flat < _BACKGROUND * counts.sum():
        return False
    drawn = (cv2.absdiff(gray, np.full_like(gray, background)) > _INK).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    return count > _LETTERS and _are_lines(stats[1:], gray.shape[0])


def _are_lines(found: NDArray[Any], rows: int) -> bool:
    """Say whether components form lines of letters and nothing else."""
    top, width, height = found[:, cv2.CC_STAT_TOP], found[:, cv2.CC_STAT_WIDTH], found[:, cv2.CC_STAT_HEIGHT]
    area = found[:, cv2.CC_STAT_AREA]
    letter = (height >= 5) & (height <= max(rows // 12, 12)) & (width <= 3 * height)
    rule = np.minimum(width, height) <= 3
    small = (height < 5) & (width < 8)  # dots, stops and dashes
    if letter.sum() < _LETTERS or area[~(letter | rule | small)].sum() > _OTHER * area.sum():
        return False
    # Letters of a line end at about the same row.
    bottoms = np.bincount((top + height)[letter], minlength=rows + 2).astype(np.int64)
    together = bottoms[:-2] + bottoms[1:-1] + bottoms[2:]
    in_line = together[np.clip((top + height)[letter] - 1, 0, len(together) - 1)] >= 4
    lines = int(((together >= 4) & (np.concatenate([[0], together[:-1]]) < 4)).sum())
    return bool(lines >= _LINES and in_line.mean() >= _IN_LINES)
