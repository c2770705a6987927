"""Print on plain ground: drawn spots of the size of letters, and the lines that they form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from redactor.model.image import Image

    Gray = NDArray[np.uint8]
    Drawn = NDArray[np.bool_]

_SMALLEST: Final = 5
_LARGEST: Final = 64
"""Rows of a letter."""
_STROKES: Final = 15
"""Pixels; what is narrower than that and brighter, or darker, than its surroundings is a stroke."""
_CONTRAST: Final = 32
_GAP: Final = 0.8
"""Rows of a letter between two that follow one another in a line."""


@dataclass(frozen=True)
class Box:
    """Columns `left` … `right` - 1 and rows `top` … `bottom` - 1."""

    left: int
    top: int
    right: int
    bottom: int

    def scaled(self, factor: int, margin: int, *, rows: int, columns: int) -> Box:
        """Give the box in an image that is larger by a factor, with a margin, clipped to its size."""
        return Box(
            max(self.left * factor - margin, 0),
            max(self.top * factor - margin, 0),
            min(self.right * factor + margin, columns),
            min(self.bottom * factor + margin, rows),
        )


def gray_of(image: Image, number: int, long_side: int) -> tuple[Gray, int]:
    """Give what a frame shows in gray, reduced by a whole factor to a long side, and the factor."""
    shown = image.display(image.frame(number))
    gray = shown if shown.ndim == 2 else cv2.cvtColor(shown, cv2.COLOR_RGB2GRAY)
    factor = -(-max(gray.shape) // long_side)
    if factor > 1:
        size = (max(gray.shape[1] // factor, 1), max(gray.shape[0] // factor, 1))
        gray = cv2.resize(gray, size, interpolation=cv2.INTER_AREA)
    return np.asarray(gray, np.uint8), factor


def strokes(gray: Gray) -> tuple[Drawn, Drawn]:
    """Say which pixels belong to bright strokes, and which to dark ones."""
    kernel = np.ones((_STROKES, _STROKES), np.uint8)
    bright = cv2.morphologyEx(gray, cv2.MORPH_TOPHAT, kernel) > _CONTRAST
    dark = cv2.morphologyEx(gray, cv2.MORPH_BLACKHAT, kernel) > _CONTRAST
    return np.asarray(bright), np.asarray(dark)


def lines(drawn: Drawn, share: Drawn | None = None, *, least_letters: int = 3) -> list[Box]:
    """Give the lines in rows that drawn spots of the size of letters form.

    Parameters
    ----------
    drawn
        Bool, shape (rows, columns).
    share
        Pixels of which half of a letter must consist (its edges are blurred); None asks for nothing.
    """
    count, labels, stats, _ = cv2.connectedComponentsWithStats(drawn.astype(np.uint8), connectivity=8)
    stats = stats[1:]
    width, height, area = (stats[:, at] for at in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    letter = (height >= _SMALLEST) & (height <= _LARGEST) & (width <= 2.5 * height) & (area >= 0.12 * width * height)
    if share is not None:
        within = np.bincount(labels[share], minlength=count)[1:]
        letter &= within >= 0.5 * area
    return _joined(stats[letter].tolist(), drawn.shape, least_letters)


def _joined(letters: Sequence[Sequence[Any]], shape: tuple[int, ...], least: int) -> list[Box]:
    """Join letters of like size whose boxes, made longer, meet in a row."""
    if not least <= len(letters) <= 5000:
        return []  # so many are texture
    band = np.zeros(shape, np.uint8)
    for left, top, columns, rows, _ in letters:
        reach = max(round(_GAP * rows), 2)
        # The middle rows alone, so that lines below one another stay apart.
        band[top + rows // 4 : top + rows - rows // 4, max(left - reach // 2, 0) : left + columns + reach // 2 + 1] = 1
    _, labels = cv2.connectedComponents(band, connectivity=4)
    groups: dict[int, list[Sequence[Any]]] = {}
    for letter in letters:
        groups.setdefault(int(labels[letter[1] + letter[3] // 2, letter[0] + letter[2] // 2]), []).append(letter)
    return [_box(group) for group in groups.values() if len(group) >= least and _is_line(group)]


def _box(group: Sequence[Sequence[Any]]) -> Box:
    table = np.array(group)
    ends = table[:, :2] + table[:, 2:4]
    return Box(*(int(value) for value in (*table[:, :2].min(axis=0), *ends.max(axis=0))))


def _is_line(group: Sequence[Sequence[Any]]) -> bool:
    """Say whether letters are of like height, and stand in one row."""
    table = np.array(group)
    size = float(np.median(table[:, 3]))
    alike = (table[:, 3] > 0.55 * size) & (table[:, 3] < 1.6 * size)
    box = _box(group)
    return bool(alike.mean() >= 0.7 and box.bottom - box.top <= 2 * size and box.right - box.left >= 1.5 * size)
