"""Places that show text, of all renderings and sizes, made into few rectangles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from redactor.detectors._table import Table, alike, gaps, groups, lies_in, shared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.detectors._table import Numbers

_CLEAR: Final = 4.0
"""Score of a line that is no accident."""
_AT_ONCE: Final = 500
"""Places that are joined at once, the best first: their number enters squared."""
_MOST: Final = 4000
"""Places that are looked at; only texture gives more."""
_UNMISTAKABLE: Final = 5.0
"""Score from which a lone letter is kept at any price."""
_LOOSEST: Final = 1.7
"""What is joined to a line makes it longer, not larger by much more than itself."""
_STEEPEST: Final = 0.1
"""How far turned text that is joined may lean, in columns a row."""
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
        Letters; of what was merged, those of the largest.
    sure
        1 for what is proposed, 0 for what only belongs to text beside it.
    scale
        1 for the ticks of a scale.
    is_turned
        1 for letters that follow one another in a column.
    mark
        1 for a letter by itself that could be a marker.
    """

    rows: Numbers
    score: Numbers
    count: Numbers
    sure: Numbers
    scale: Numbers
    is_turned: Numbers
    mark: Numbers

    @classmethod
    def of(
        cls,
        boxes: Table,
        *,
        rows: Numbers,
        score: Numbers,
        count: Numbers | float = 1.0,
        sure: NDArray[np.bool_] | float = 0.0,
        scale: NDArray[np.bool_] | float = 0.0,
        mark: float = 0.0,
    ) -> Self:
        """Give places with the same boxes; one number stands for all."""

        def column(value: Numbers | NDArray[np.bool_] | float) -> Numbers:
            return np.full(len(boxes), value, np.float64)

        return cls(
            left=boxes.left,
            top=boxes.top,
            right=boxes.right,
            bottom=boxes.bottom,
            rows=rows,
            score=score,
            count=column(count),
            sure=column(sure),
            scale=column(scale),
            is_turned=column(0.0),
            mark=column(mark),
        )

    @property
    def is_letter(self) -> NDArray[np.bool_]:
        """True for what has the shape of a letter by itself; touching letters of a word are longer."""
        return np.asarray((self.count <= 1) & (np.maximum(self.box_columns, self.box_rows) < 2 * self.rows), np.bool_)

    def as_turned(self) -> Self:
        """Give places that were found in the transposed image, in the image."""
        return replace(self.turned(), is_turned=1 - self.is_turned)

    def scaled(self, factor: float) -> Self:
        """Give the places in an image that is larger by a factor."""
        return replace(super().scaled(factor), rows=self.rows * factor)

    def in_groups(self, group: NDArray[np.int64]) -> Self:
        """Give one place for each group, as its largest member with the best score; `group` numbers each place's."""
        order = np.lexsort((-self.box_area, group))
        places, starts = self.where(order), np.flatnonzero(np.diff(group[order], prepend=-1))
        if not len(starts):
            return places
        return replace(
            places.where(starts),
            left=np.minimum.reduceat(places.left, starts),
            top=np.minimum.reduceat(places.top, starts),
            right=np.maximum.reduceat(places.right, starts),
            bottom=np.maximum.reduceat(places.bottom, starts),
            score=np.maximum.reduceat(places.score, starts),
            sure=np.maximum.reduceat(places.sure, starts),
        )


def text_of(places: Places) -> Places:
    """Give the texts: one place each, whatever renderings and sizes it was found in."""
    certain = places.where(places.sure > 0)
    certain = without_coarse(certain.where(np.argsort(-certain.score, kind="stable")[:_MOST]))
    found = Places.empty()
    for fresh in certain.parts(_AT_ONCE):
        found = merged(Places.joined([found, fresh.where(~lies_in(fresh, found, 0.8))]))
        if len(found) > _AT_ONCE:
            break  # no page has so many lines; texture has
    return merged(grown(found, places.where(places.score > _STILL_LIKELY)))


def without_coarse(places: Places) -> Places:
    """Leave out what is a block of several better lines, seen from so far that they look like letters.

    Lines below one another make a regular column of such letters, which is better than any line.
    """
    return Places.joined([part.where(~_is_coarse(part, places)) for part in places.parts(_AT_ONCE)])


def _is_coarse(some: Places, places: Places) -> NDArray[np.bool_]:
    inside = shared(some, places)
    across = places.is_turned != some.is_turned[:, None]
    better = places.score >= np.where(across, _CLEAR, some.score[:, None])
    # Letters of a word may touch.
    words = (places.count >= 3) | (across & (np.maximum(places.box_columns, places.box_rows) > 2 * places.rows))
    # A line that crosses a column of words lies for the most part beside it.
    within = (inside > 0) & (across | (inside >= 0.5 * places.box_area))
    finer = within & better & words & (places.rows < 0.55 * some.rows[:, None])
    covered = (inside * finer).sum(axis=1)
    return np.asarray((finer.sum(axis=1) >= 2) & (covered >= 0.35 * some.box_area), np.bool_)


def merged(places: Places) -> Places:
    """Join what lies within another place, or follows it in the same line with letters of like size."""
    while True:
        columns, rows = gaps(places, places)
        area, size = places.box_area, np.maximum(places.rows[:, None], places.rows)
        line = (-rows >= 0.5 * np.minimum(places.box_rows[:, None], places.box_rows)) & (columns <= size)
        # The lines of turned text run downwards: beside one another stand two of them.
        down = (-columns >= 0.5 * np.minimum(places.box_columns[:, None], places.box_columns)) & (rows <= size)
        # The curved wall of an organ breaks into such lines, too; joined, they would be no line any more.
        wide = np.maximum(places.right[:, None], places.right) - np.minimum(places.left[:, None], places.left)
        tall = np.maximum(places.bottom[:, None], places.bottom) - np.minimum(places.top[:, None], places.top)
        line = np.where(places.is_turned > 0, down & (wide <= 2.5 * size + _STEEPEST * tall), line)
        line &= alike(places.rows, places.rows, 0.45) & (places.is_turned[:, None] == places.is_turned)
        inside = shared(places, places) >= 0.8 * np.minimum(area[:, None], area)
        small = common(places) <= _LOOSEST * (area[:, None] + area)
        group = groups(len(places), np.stack(np.nonzero(np.triu((line | inside) & small, 1))))
        joined = places.in_groups(group)
        if len(joined) == len(places):
            return joined
        places = joined


def common(places: Places) -> Numbers:
    """Give the pixels of the box around each two places: float64, shape (len(places), len(places))."""
    columns = np.maximum(places.right[:, None], places.right) - np.minimum(places.left[:, None], places.left)
    rows = np.maximum(places.bottom[:, None], places.bottom) - np.minimum(places.top[:, None], places.top)
    return np.asarray(columns * rows)


def grown(places: Places, likely: Places) -> Places:
    """Let each line reach over likely places in it that begin close to its ends."""
    left, top, right, bottom = (getattr(places, side).copy() for side in ("left", "top", "right", "bottom"))
    for number, size in enumerate(places.rows):
        if places.is_turned[number]:
            continue  # what begins beside it is another line
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
    """Give at most so many places.

    Lone letters go first, the least likely ones: so many of them are texture. Then places whose common box adds least
    are joined, again and again.
    """
    doubtful = np.flatnonzero(places.is_letter & (places.score < _UNMISTAKABLE))
    doubtful = doubtful[np.argsort(places.score[doubtful], kind="stable")]
    places = places.where(~np.isin(np.arange(len(places)), doubtful[: max(len(places) - most, 0)]))
    while len(places) > most:
        one, other = np.triu_indices(len(places), 1)
        added = common(places)[one, other] - places.box_area[one] - places.box_area[other]
        least = np.argsort(added, kind="stable")[: max((len(places) - most) // 4, 1)]
        places = places.in_groups(groups(len(places), np.stack([one[least], other[least]])))
    return places
