"""Look for text in one rendering: at several sizes, bright and dark, in rows and in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.detectors._letters import LARGEST_ROWS, letters, limits, responses
from redactor.detectors._lines import alone, lines
from redactor.detectors._places import Places
from redactor.detectors._scores import LEAST, could_be_text, is_scale, needed, scores, sure
from redactor.detectors._table import shared

if TYPE_CHECKING:
    from redactor.detectors._letters import Gray, Letters
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


def search(gray: Gray, *, smallest: float, caution: float) -> Places:
    """Give the places of a rendering that are, or could be, text.

    Parameters
    ----------
    gray
        Uint8, shape (rows, columns).
    smallest
        Least rows of a letter, in pixels of `gray`.
    caution
        Added to the score that a line needs.
    """
    found = []
    for size in range(_SIZES):
        scale = 2**size
        if size:
            gray = np.asarray(cv2.resize(gray, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
        if min(gray.shape) < 2 * _FEWEST_ROWS:
            break
        least = max(smallest / scale, _FEWEST_ROWS)
        for response in responses(gray):
            candidates = letters(gray, response, limits(response, _OVER_BACKGROUND), least)
            rows = _places(candidates, response, least, caution)
            columns = _places(_outside(candidates, rows).turned(), response.T, least, caution + _TURNED)
            turned = columns.where((columns.sure > 0) & (columns.count >= 3) | (columns.scale > 0))
            found += [rows.scaled(scale), turned.as_turned().scaled(scale)]
    return Places.joined(found)


def _places(candidates: Letters, response: Gray, least: float, caution: float) -> Places:
    """Give the places of the lines that letters form in rows."""
    high_enough = (candidates.box_rows >= least) & (candidates.box_rows <= LARGEST_ROWS)
    candidates = candidates.where(high_enough)
    # Most of what noise and texture give could not be saved by any neighbour.
    found = lines(candidates.where(scores(alone(candidates)) > _LEAST_LETTER))
    score = scores(found)
    possible = (score > LEAST) & could_be_text(found, response.shape[0])
    found, score = found.where(possible), score[possible]
    text, score = sure(found, score, needed(found, response.size) + caution)
    scale = is_scale(found)
    left, right = _ends(found, response, text & ~scale)
    return Places(
        left=left,
        top=found.top,
        right=right,
        bottom=found.bottom,
        rows=found.rows,
        score=score,
        count=found.count,
        sure=(text & ~scale).astype(np.float64),
        scale=scale.astype(np.float64),
        is_turned=np.zeros(len(found)),
    )


def _outside(candidates: Letters, places: Places) -> Letters:
    """Give the letters of which no sure place covers most."""
    covered = shared(candidates, places.where(places.sure > 0))
    return candidates.where(~(covered > 0.5 * candidates.box_area[:, None]).any(axis=1))


def _ends(found: Lines, response: Gray, text: np.ndarray) -> tuple[Numbers, Numbers]:
    """Give left and right ends of lines; those that are text reach on over fainter and smaller letters.

    A letter that touches a bright edge, a thin one or a stop is no candidate, but it belongs to the text.
    """
    left, right = found.left.copy(), found.right.copy()
    for number in np.flatnonzero(text):
        size = found.rows[number]
        top = max(int(found.top[number] - 0.12 * size), 0)
        band = response[top : int(np.ceil(found.bottom[number] + 0.12 * size))]
        first = max(int(left[number] - 4 * size), 0)
        ink = band[:, first : int(right[number] + 4 * size)].max(axis=0) > 0.35 * found.contrast[number]
        at = np.flatnonzero(ink) + first
        left[number] = -_reach(-at[at < left[number]][::-1], -left[number], 0.8 * size)
        right[number] = _reach(at[at >= right[number]], right[number] - 1, 0.8 * size) + 1
    return left, right


def _reach(at: np.ndarray, start: float, step: float) -> float:
    """Give the farthest of increasing positions that steps of at most this length reach from a start."""
    wide = np.flatnonzero(np.diff(at, prepend=start) > step)
    reached = at[: wide[0]] if len(wide) else at
    return float(reached[-1]) if len(reached) else start
