"""How much a line of letters looks like text, and how much it has to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.detectors._letters import LARGEST_ROWS
from redactor.detectors._table import alike, gaps

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.detectors._lines import Lines
    from redactor.detectors._table import Numbers

LEAST: Final = -4.0
"""Lines that score less are never text, whatever is beside them."""
_CONSTANT: Final = -22.0
_HELP_ACROSS: Final = 3.0
_HELP_BELOW: Final = 2.0
_MOST: Final = 1000
"""Lines that help, or could be helped, at once; only texture gives more."""
_AREA: Final = 0.005
"""Share of the image up to which a line's area does not count."""
_LARGEST_SHARE: Final = 0.15
"""Letters higher than this share of the image are none."""


def scores(lines: Lines) -> Numbers:
    """Give the logarithm of the odds that a line is text, by what is measured of it: float64, shape (len(lines),).

    The weights are those of a logistic regression over lines of letters in radiographs, CT, MR and ultrasound, with
    text of many fonts, sizes and contrasts drawn on them and without; rounded. Each bound keeps one measure from
    deciding alone.
    """
    score = np.full(len(lines), _CONSTANT)
    # It stands out: from noise around it (a ratio) and for the eye (display values).
    score += 2.8 * np.log(np.maximum(lines.prominence, 1)) + 1.2 * np.log(np.maximum(lines.contrast, 4) / 64)
    # It is drawn: sharp edges, one ink, strokes that are thin for their letter, boxes well filled.
    score += 14.2 * lines.edge + 11.3 * lines.fill - 4.2 * np.minimum(lines.stroke, 0.5)
    score += -1.1 * np.minimum(lines.ink_spread, 1) - 1.7 * np.minimum(lines.letter_ink_spread, 1)
    # It is set: letters of one size and common shape, on a straight line, more than one.
    score += -5.4 * np.minimum(lines.rows_spread, 0.5) - 8.6 * np.minimum(lines.bend, 0.5)
    score += -2.0 * np.minimum(lines.aspect, 2) + 1.4 * np.minimum(np.log(lines.rows / 8), 1.5)
    score += 0.75 * np.log(np.minimum(lines.count, 12)) + 2.3 * np.log(np.minimum(lines.length, 12))
    return np.asarray(score + 0.75 * (lines.count == 1))


def needed(lines: Lines, pixels: int) -> Numbers:
    """Give the score that a line needs: float64, shape (len(lines),).

    One or two letters by chance are common, so they need more; so does a large area, which would cost more if wrong.
    """
    by_count = np.select([lines.count >= 3, lines.count == 2], [0.5, 1.5], 3.0)
    return np.asarray(by_count + 1.5 * np.log(np.maximum(lines.box_area / pixels / _AREA, 1)))


def could_be_text(lines: Lines, rows: int) -> NDArray[np.bool_]:
    """Say which lines have the shape of one: not a heap of letters, not higher than letters are in `rows` of image."""
    slope = 0.35 * lines.box_columns  # 20 degrees
    heap = lines.box_rows > 2.5 * lines.rows + slope
    return np.asarray(~heap & (lines.rows <= min(_LARGEST_SHARE * rows, LARGEST_ROWS)))


def sure(lines: Lines, score: Numbers, need: Numbers) -> tuple[NDArray[np.bool_], Numbers]:
    """Say which lines are text by themselves or by what is beside them.

    What is too short to tell becomes likely beside, above or below a line that is text, of the same size and ink:
    ``Se: 3`` under ``Ex: 80047``.

    Returns
    -------
    tuple of numpy.ndarray
        Bool and float64, shape (len(lines),): which lines are, and their scores with that help.
    """
    found, score = score > need, score.copy()
    for _ in range(3):  # help reaches from line to line, but not through the whole image
        rest = np.flatnonzero(~found & (score + max(_HELP_ACROSS, _HELP_BELOW) > need))
        a, b = lines.where(rest[:_MOST]), lines.where(found).best(_MOST, score[found])
        rest = rest[:_MOST]
        columns, rows = gaps(a, b)
        size = np.maximum(a.rows[:, None], b.rows)
        same = (a.sheet[:, None] == b.sheet) & alike(a.rows, b.rows, 0.6) & alike(a.contrast, b.contrast, 0.55)
        across = same & (columns <= 2.5 * size) & (-rows >= 0.6 * np.minimum(a.box_rows[:, None], b.box_rows))
        below = same & (columns < 0) & (rows <= 1.3 * size) & (rows > -0.3 * size)
        help_ = np.maximum(_HELP_ACROSS * across.any(axis=1), _HELP_BELOW * below.any(axis=1))
        helped = (help_ > 0) & (score[rest] + help_ > need[rest])
        if not helped.any():
            break
        score[rest[helped]] += help_[helped]
        found[rest[helped]] = True
    return found, score
