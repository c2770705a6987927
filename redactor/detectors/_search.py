"""Look for text in one rendering: at several sizes, bright and dark, in rows and in columns."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.detectors._letters import LARGEST_ROWS, Letters, letters, limits, responses
from redactor.detectors._lines import alone, lines
from redactor.detectors._marks import marks
from redactor.detectors._places import Places
from redactor.detectors._scales import scales
from redactor.detectors._scores import LEAST, could_be_text, needed, scores, sure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from redactor.detectors._letters import Gray
    from redactor.detectors._lines import Lines
    from redactor.detectors._table import Numbers

_SIZES: Final = 3
"""How often the image is halved, and one: each time letters of twice the size are found."""
_OVER_BACKGROUND: Final = 1.9
"""How often the mean response around a pixel it must reach."""
_FEWEST_ROWS: Final = 5
"""Fewer do not show a letter."""
_LEAST_LETTER: Final = -5.5
"""Score of a letter by itself; of those in text, 2 % have less, of others more than half."""
_TURNED: Final = 1.0
"""Turned text is rarer, so it needs a higher score."""


def search(
    frames: Sequence[Sequence[Gray]], *, smallest: float, caution: float = 0.0, with_marks: bool = False
) -> Places:
    """Give the places that are, or could be, text in every one of some frames.

    Parameters
    ----------
    frames
        For each frame the same renderings: uint8, all of the same shape (rows, columns).
    smallest
        Least rows of a letter, in pixels of the renderings.
    caution
        Added to the score that a line needs.
    with_marks
        Whether to look for single bright letters in the first rendering, too.
    """
    found = []
    for size in range(_SIZES):
        scale = 2**size
        if size:
            frames = [[_halved(gray) for gray in frame] for frame in frames]
        if min(frames[0][0].shape) < 2 * _FEWEST_ROWS:
            break
        least = max(smallest / scale, _FEWEST_ROWS)
        sheets: list[Gray] = []
        candidates = []
        for same in zip(*frames, strict=True):
            for in_frames in zip(*(responses(gray) for gray in same), strict=True):
                response = reduce(np.minimum, in_frames)  # what moves, or is in some frames only, is gone
                limit = limits(response, _OVER_BACKGROUND)
                candidates.append(letters(same[0], response, limit, smallest=least, sheet=len(sheets)))
                sheets.append(response)
        strokes = Letters.joined(candidates)
        rows = _places(strokes, sheets, least, caution)
        rest = _outside(strokes, rows, sheets[0].shape)
        columns = _places(rest.turned(), [sheet.T for sheet in sheets], least, caution + _TURNED)
        columns = columns.where((columns.sure > 0) & (columns.count >= 3)).as_turned()
        several = rows.where(rows.count >= 2)  # a tick alone could be a letter
        rest = _outside(strokes, Places.joined([several, columns]), sheets[0].shape)
        ticks = [scales(rest), scales(rest.turned()).as_turned()]
        found += [each.scaled(scale) for each in (rows, columns, *ticks)]
        if with_marks:
            found.append(marks(strokes.where(strokes.sheet == 0), sheets[0].shape[0]).scaled(scale))
    return Places.joined(found)


def _halved(gray: Gray) -> Gray:
    return np.asarray(cv2.resize(gray, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)


def _places(candidates: Letters, sheets: Sequence[Gray], least: float, caution: float) -> Places:
    """Give the places of the lines that letters form in rows."""
    candidates = candidates.where((candidates.box_rows >= least) & (candidates.box_rows <= LARGEST_ROWS))
    # Most of what noise and texture give could not be saved by any neighbour.
    found = lines(candidates.where(scores(alone(candidates)) > _LEAST_LETTER))
    score = scores(found)
    possible = (score > LEAST) & could_be_text(found, sheets[0].shape[0])
    found, score = found.where(possible), score[possible]
    text, score = sure(found, score, needed(found, sheets[0].size) + caution)
    left, right = _ends(found, sheets, text)
    boxes = replace(found, left=left, right=right)
    return Places.of(boxes, rows=found.rows, score=score, count=found.count, sure=text)


def _outside(candidates: Letters, places: Places, shape: tuple[int, ...]) -> Letters:
    """Give the letters whose middle no sure place covers."""
    covered = np.zeros(shape, np.bool_)
    text = places.where(places.sure > 0)
    for left, top, right, bottom in np.stack([text.left, text.top, text.right, text.bottom], 1).astype(int).tolist():
        covered[top:bottom, left:right] = True
    columns, rows = candidates.left + candidates.right, candidates.top + candidates.bottom
    return candidates.where(~covered[(rows // 2).astype(np.int64), (columns // 2).astype(np.int64)])


def _ends(found: Lines, sheets: Sequence[Gray], text: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Give left and right ends of lines; those that are text reach on over fainter and smaller letters.

    A letter that touches a bright edge, a thin one or a stop is no candidate, but it belongs to the text.
    """
    left, right = found.left.copy(), found.right.copy()
    for number in np.flatnonzero(text):
        size = found.rows[number]
        top = max(int(found.top[number] - 0.12 * size), 0)
        band = sheets[int(found.sheet[number])][top : int(np.ceil(found.bottom[number] + 0.12 * size))]
        first = max(int(left[number] - 4 * size), 0)
        ink = band[:, first : int(right[number] + 4 * size)].max(axis=0) > 0.35 * found.contrast[number]
        at = np.flatnonzero(ink) + first
        left[number] = -_reach(-at[at < left[number]][::-1], -left[number], 0.8 * size)
        right[number] = _reach(at[at >= right[number]], right[number] - 1, 0.8 * size) + 1
    return left, right


def _reach(at: NDArray[np.int64], start: float, step: float) -> float:
    """Give the farthest of increasing positions that steps of at most this length reach from a start."""
    if not len(at) or at[0] - start > step:
        return start
    wide = np.flatnonzero(at[1:] - at[:-1] > step)
    return float(at[wide[0]] if len(wide) else at[-1])
