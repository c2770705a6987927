"""The ticks of a scale: many equal solid strokes at equal steps. Known well enough to be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.detectors._letters import LARGEST_ROWS
from redactor.detectors._lines import measured, neighbours
from redactor.detectors._places import Places
from redactor.detectors._table import groups

if TYPE_CHECKING:
    from redactor.detectors._letters import Letters

_FEWEST: Final = 6
_BROADEST: Final = 0.35
"""Columns of a tick, in its rows."""
_LEAST_FILL: Final = 0.85
"""Ticks are solid; a digit 1 has flags or feet, which leave part of its box empty."""
_FARTHEST: Final = 8.0
"""Free columns between two ticks, in their rows."""
_UNEVEN: Final = 0.1
"""Standard deviation of the steps, as a share of the mean: one pixel in ten."""


def scales(letters: Letters) -> Places:
    """Give the rows of ticks among components that belong to no text."""
    solid = letters.area >= _LEAST_FILL * letters.box_area
    narrow = (letters.box_columns <= _BROADEST * letters.box_rows) & (letters.box_rows <= LARGEST_ROWS)
    ticks = letters.where(solid & narrow)
    ticks = ticks.where(np.lexsort((ticks.top, ticks.left, ticks.sheet)))
    a, b = neighbours(ticks, farthest=_FARTHEST)
    equal = (np.abs(ticks.top[a] - ticks.top[b]) <= 1) & (np.abs(ticks.bottom[a] - ticks.bottom[b]) <= 1)
    found = measured(ticks, groups(len(ticks), np.stack([a[equal], b[equal]])))
    found = found.where((found.count >= _FEWEST) & (found.pitch_spread <= _UNEVEN))
    return Places.of(found, rows=found.rows, score=np.full(len(found), 3.0), count=found.count, scale=1.0)
