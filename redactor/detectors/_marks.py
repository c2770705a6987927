"""Lead markers in radiographs: a few bright letters, upright, turned or mirrored, that follow no line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.detectors._lines import alone
from redactor.detectors._places import Places
from redactor.detectors._scores import scores
from redactor.detectors._table import gaps, groups, lies_in

if TYPE_CHECKING:
    from redactor.detectors._letters import Letters

RADIOGRAPHY: Final = frozenset({"CR", "DX", "MG", "RG", "RF", "XA", "PX", "IO", "SC", "OT", "XC", ""})
"""Modalities with markers of lead, and those that may hide one."""
_LEAST_SCORE: Final = -2.0
_LEAST_CONTRAST: Final = 35
_PROMINENT: Final = 3.0
_LESS_PROMINENT: Final = 2.0
"""Enough for initials beside a letter that is more prominent."""
_ROWS: Final = (0.014, 0.1)
"""Long side of a letter, as a share of the image's rows: 14 to 100 of 1024."""
_MOST: Final = 8
_CANDIDATES: Final = 300


def marks(letters: Letters, rows: int) -> Places:
    """Give the letters that could be markers, by themselves: no line is needed; the prominent ones are sure.

    Parameters
    ----------
    letters
        Bright ones of a rendering.
    rows
        Of that rendering.
    """
    upright, turned = alone(letters), alone(letters.turned())
    score = np.maximum(scores(upright), scores(turned))
    long = np.maximum(letters.box_rows, letters.box_columns)
    chosen = (score > _LEAST_SCORE) & (letters.prominence > _LESS_PROMINENT) & (letters.contrast > _LEAST_CONTRAST)
    chosen &= (long >= _ROWS[0] * rows) & (long <= _ROWS[1] * rows)
    letters = letters.where(chosen)
    prominent = letters.prominence > _PROMINENT
    return Places.of(letters, rows=long[chosen], score=score[chosen], sure=prominent, mark=1.0)


def clusters(places: Places, text: Places) -> Places:
    """Give one place for letters close together, as on a plate; without those that belong to text anyway.

    `count` is then how many letters stand together.

    At most `_MOST`, the most prominent: an image with more of them has other bright structure.
    """
    places = places.where(~lies_in(places, text, 0.5))
    places = places.best(_CANDIDATES, places.score)
    columns, rows = gaps(places, places)
    near = np.maximum(columns, rows) <= 0.5 * np.minimum(places.rows[:, None], places.rows)
    group = groups(len(places), np.stack(np.nonzero(np.triu(near, 1))))
    joined = replace(places.in_groups(group), count=np.bincount(group).astype(np.float64))
    joined = joined.where(joined.sure > 0)
    return joined.best(_MOST, joined.score)
