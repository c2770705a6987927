"""Letters that follow one another in a row, and what is measured of such a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.detectors._table import Table, groups

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.detectors._letters import Letters
    from redactor.detectors._table import Numbers

_FARTHEST: Final = 1.0
"""Free columns between two letters of a line, in rows of the higher one: a little more than a space."""


@dataclass(frozen=True)
class Lines(Table):
    """Lines of letters. Means and standard deviations (`…_spread`) are over the letters.

    Attributes
    ----------
    count
        How many letters.
    rows, rows_spread
        Of a letter; the spread as a share of the mean.
    bend
        How far the letters' upper or lower ends, whichever are better, lie from a straight line; in letters' rows.
    prominence, contrast, edge, sheet
        As of `Letters`.
    ink_spread, letter_ink_spread
        Of the ink from letter to letter, and within a letter; both as a share of the contrast.
    stroke
        Width of strokes, in letters' rows.
    fill
        Share of its box that a letter's ink fills.
    aspect
        How far letters' shapes are from that of most letters, on a logarithmic scale.
    length
        Columns of all letters, in letters' rows.
    pitch_spread
        Of the steps from letter to letter, as a share of the mean; 1 for less than three letters.
    """

    count: Numbers
    rows: Numbers
    rows_spread: Numbers
    bend: Numbers
    prominence: Numbers
    contrast: Numbers
    ink_spread: Numbers
    letter_ink_spread: Numbers
    stroke: Numbers
    fill: Numbers
    edge: Numbers
    aspect: Numbers
    length: Numbers
    pitch_spread: Numbers
    sheet: Numbers


def lines(letters: Letters) -> Lines:
    """Group letters to lines; a letter without neighbours is a line, too."""
    letters = letters.where(np.lexsort((letters.top, letters.left, letters.sheet)))
    return measured(letters, groups(len(letters), neighbours(letters)))


def alone(letters: Letters) -> Lines:
    """Give each letter as a line, in the same order."""
    return measured(letters, np.arange(len(letters)))


def measured(letters: Letters, line: NDArray[np.int64]) -> Lines:
    """Give the lines that letters belong to: `line` has the number of each letter's, from 0."""
    if not len(letters):
        return Lines.empty()
    count = np.bincount(line).astype(np.float64)

    def mean(values: Numbers) -> Numbers:
        return np.asarray(np.bincount(line, values) / count)

    def spread(values: Numbers) -> Numbers:
        return np.sqrt(np.maximum(mean(values * values) - mean(values) ** 2, 0))

    rows, contrast = mean(letters.box_rows), mean(letters.contrast)
    bend = np.minimum(_bend(letters, letters.top, line), _bend(letters, letters.bottom, line))
    return Lines(
        left=_extreme(np.minimum, letters.left, line),
        top=_extreme(np.minimum, letters.top, line),
        right=_extreme(np.maximum, letters.right, line),
        bottom=_extreme(np.maximum, letters.bottom, line),
        count=count,
        rows=rows,
        rows_spread=spread(letters.box_rows) / rows,
        bend=bend / rows,
        prominence=mean(letters.prominence),
        contrast=contrast,
        ink_spread=spread(letters.ink) / contrast,
        letter_ink_spread=mean(letters.ink_spread) / contrast,
        stroke=mean(letters.stroke) / rows,
        fill=mean(letters.area / letters.box_area),
        edge=mean(letters.edge),
        aspect=mean(np.abs(np.log(letters.box_columns / letters.box_rows / 0.6))),
        length=mean(letters.box_columns) * count / rows,
        pitch_spread=_pitch_spread(letters, line),
        sheet=mean(letters.sheet),
    )


def neighbours(letters: Letters, farthest: float = _FARTHEST) -> NDArray[np.int64]:
    """Give the pairs of letters that could follow one another: int64, shape (2, number of pairs).

    Parameters
    ----------
    farthest
        Free columns between two letters, as a multiple of the higher one's rows.
    """
    if not len(letters):
        return np.zeros((2, 0), np.int64)
    rows = letters.box_rows
    # A letter's neighbour is at most twice as high, which bounds where its left end can lie.
    reach = letters.right + 2 * farthest * rows
    a, b = _right_of(letters, reach)
    beside = (letters.top[a] < letters.bottom[b]) & (letters.top[b] < letters.bottom[a])
    a, b = a[beside], b[beside]  # in noise a small part; the rest below costs more
    low, high = np.minimum(rows[a], rows[b]), np.maximum(rows[a], rows[b])
    overlap = np.minimum(letters.bottom[a], letters.bottom[b]) - np.maximum(letters.top[a], letters.top[b])
    contrast = letters.contrast[a] / letters.contrast[b]
    follow = (low >= high / 2) & (overlap >= low / 2) & (contrast >= 0.5) & (contrast <= 2)
    follow &= letters.left[b] - letters.right[a] <= farthest * high
    return np.stack([a[follow], b[follow]])


def _right_of(letters: Letters, reach: Numbers) -> NDArray[np.int64]:
    """Give the pairs of letters the second of which begins right of the first one's left end, but not beyond a reach.

    Only letters of the same sheet whose rows could overlap are compared: each sheet is cut into bands as high as the
    highest letter, and bands are put side by side, so far apart that no reach ends in the next.
    """
    span, high = float(reach.max() + 1), float(letters.box_rows.max())
    band = np.floor(letters.top / high)
    band += letters.sheet * (band.max() + 3)  # two empty bands between sheets
    order = np.argsort(band * span + letters.left, kind="stable")
    place = (band * span + letters.left)[order]
    pairs = []
    for other in (-1, 0, 1):
        start = np.searchsorted(place, (band + other) * span + letters.left, side="left")
        count = np.searchsorted(place, (band + other) * span + reach, side="right") - start
        a = np.repeat(np.arange(len(letters)), count)
        b = order[np.arange(len(a)) - np.repeat(np.cumsum(count) - count - start, count)]
        pairs.append(np.stack([a, b])[:, a != b])
    return np.concatenate(pairs, axis=1)


def _extreme(choose: np.ufunc, values: Numbers, line: NDArray[np.int64]) -> Numbers:
    order = np.argsort(line, kind="stable")
    starts = np.flatnonzero(np.diff(line[order], prepend=-1))
    return np.asarray(choose.reduceat(values[order], starts), np.float64)


def _bend(letters: Letters, ends: Numbers, line: NDArray[np.int64]) -> Numbers:
    """Give the standard deviation of letters' ends from the straight line that fits them best."""
    count = np.bincount(line)

    def mean(values: Numbers) -> Numbers:
        return np.asarray(np.bincount(line, values) / count)

    x = (letters.left + letters.right) / 2
    x, y = x - mean(x)[line], ends - mean(ends)[line]
    rest = mean(y * y) - mean(x * y) ** 2 / np.maximum(mean(x * x), 1e-9)
    return np.where(count < 3, 0, np.sqrt(np.maximum(rest, 0)))  # a line goes through any two points


def _pitch_spread(letters: Letters, line: NDArray[np.int64]) -> Numbers:
    order = np.argsort(line, kind="stable")  # the letters stay in the order of their left ends
    middle = ((letters.left + letters.right) / 2)[order]
    same = np.diff(line[order]) == 0
    steps, owner = np.diff(middle)[same], line[order][1:][same]
    count = np.bincount(line)
    number = np.maximum(count - 1, 1)
    mean = np.bincount(owner, steps, len(count)) / number
    square = np.bincount(owner, steps * steps, len(count)) / number
    spread = np.sqrt(np.maximum(square - mean**2, 0)) / np.maximum(mean, 1e-9)
    return np.where(count < 3, 1, spread)
