"""Places that show text, of all renderings and sizes, made into few rectangles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from redactor.detectors._table import Table, alike, gaps, groups, shared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.detectors._table import Numbers

_STILL_LIKELY: Final = -1.0
"""Score from which a place is added to text beside it."""


@dataclass(frozen=True)
class Places(Table):
    """Lines of text, as boxes in pixels of the image.

    Attributes
    ----------
    rows
        Of a letter.
    score
        Logarithm of the odds that it is text.
    count
        Letters; of what was merged, the most that one had.
    sure
        1 for what is proposed, 0 for what only belongs to text beside it.
    scale
        1 for the ticks of a scale.
    is_turned
        1 for letters that follow one another in a column.
    """

    rows: Numbers
    score: Numbers
    count: Numbers
    sure: Numbers
    scale: Numbers
    is_turned: Numbers

    def as_turned(self) -> Self:
        """Give places that were found in the transposed image, in the image."""
        return replace(self.turned(), is_turned=1 - self.is_turned)

    def scaled(self, factor: float) -> Self:
        """Give the places in an image that is larger by a factor."""
        return replace(super().scaled(factor), rows=self.rows * factor)


def text_of(places: Places) -> Places:
    """Give the texts: one place each, whatever renderings and sizes it was found in."""
    found = merged(without_coarse(places.where(places.sure > 0)))
    return merged(grown(found, places.where(places.score > _STILL_LIKELY)))


def without_coarse(places: Places) -> Places:
    """Leave out what is a block of several better lines, seen from so far that they look like letters."""
    inside = shared(places, places) >= 0.7 * places.box_area
    finer = inside & (places.rows < 0.55 * places.rows[:, None]) & (places.score >= places.score[:, None])
    finer &= places.count >= 3
    covered = (shared(places, places) * finer).sum(axis=1)
    return places.where(~((finer.sum(axis=1) >= 2) & (covered >= 0.35 * places.box_area)))


def merged(places: Places) -> Places:
    """Join what lies within another place, or follows it in the same line with letters of like size."""
    while True:
        columns, rows = gaps(places, places)
        area, size = places.box_area, np.maximum(places.rows[:, None], places.rows)
        line = (-rows >= 0.5 * np.minimum(places.box_rows[:, None], places.box_rows)) & (columns <= size)
        line &= alike(places.rows, places.rows, 0.45) & (places.is_turned[:, None] == places.is_turned)
        inside = shared(places, places) >= 0.8 * np.minimum(area[:, None], area)
        group = groups(len(places), np.stack(np.nonzero(np.triu(line | inside, 1))))
        joined = _joined(places, group)
        if len(joined) == len(places):
            return joined
        places = joined


def _joined(places: Places, group: NDArray[np.int64]) -> Places:
    """Give one place for each group, with the measures of its best member."""
    order = np.lexsort((-places.score, group))
    places, starts = places.where(order), np.flatnonzero(np.diff(group[order], prepend=-1))
    if not len(starts):
        return places
    return replace(
        places.where(starts),
        left=np.minimum.reduceat(places.left, starts),
        top=np.minimum.reduceat(places.top, starts),
        right=np.maximum.reduceat(places.right, starts),
        bottom=np.maximum.reduceat(places.bottom, starts),
        count=np.maximum.reduceat(places.count, starts),
    )


def grown(places: Places, likely: Places) -> Places:
    """Let each line reach over likely places in it that begin close to its ends."""
    left, top, right, bottom = (getattr(places, side).copy() for side in ("left", "top", "right", "bottom"))
    for number, size in enumerate(places.rows):
        in_line = (likely.top >= top[number] - 0.35 * size) & (likely.bottom <= bottom[number] + 0.35 * size)
        in_line &= likely.left >= left[number] - 3 * size
        in_line &= likely.right <= right[number] + 3 * size
        near = likely.where(in_line)
        for _ in range(4):
            touched = (near.left <= right[number] + 0.8 * size) & (near.right >= left[number] - 0.8 * size)
            if not touched.any():
                break
            left[number] = min(left[number], near.left[touched].min())
            right[number] = max(right[number], near.right[touched].max())
            top[number] = min(top[number], near.top[touched].min())
            bottom[number] = max(bottom[number], near.bottom[touched].max())
            near = near.where(~touched)
    return replace(places, left=left, top=top, right=right, bottom=bottom)


def fewer(places: Places, most: int) -> Places:
    """Join the two places whose common box adds least, until there are at most so many."""
    while len(places) > most:
        columns = np.maximum(places.right[:, None], places.right) - np.minimum(places.left[:, None], places.left)
        rows = np.maximum(places.bottom[:, None], places.bottom) - np.minimum(places.top[:, None], places.top)
        added = columns * rows - places.box_area[:, None] - places.box_area
        np.fill_diagonal(added, np.inf)
        one, other = np.unravel_index(np.argmin(added), added.shape)
        places = _joined(places, groups(len(places), np.array([[one], [other]])))
    return places
