"""What is drawn in a banner is covered, and the empty ground between is not."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from redactor.detectors._drawn import drawn_parts
from redactor.model.geometry import Bounds
from tests.fakes import FakeImage
from tests.strategies import CHEAP

ROWS, COLUMNS = 120, 200
WHOLE = Bounds(0, 0, COLUMNS, ROWS)


def parts_of(pixels):
    (parts,) = drawn_parts(FakeImage.of(pixels), [WHOLE], lambda share: None)
    covered = np.zeros((ROWS, COLUMNS), np.bool_)
    for part in parts:
        covered[part.row : part.row + part.rows, part.column : part.column + part.columns] = True
    return parts, covered


boxes = st.tuples(st.integers(0, COLUMNS - 9), st.integers(0, ROWS - 9), st.integers(1, 90), st.integers(1, 60))


@CHEAP
@given(st.lists(boxes, max_size=6))
def test_each_drawn_pixel_is_covered(drawn):
    pixels = np.zeros((ROWS, COLUMNS), np.uint8)
    for column, row, columns, rows in drawn:
        pixels[row : row + rows, column : column + columns] = 200
    _, covered = parts_of(pixels)
    if (pixels == 0).mean() > 0.5:  # else nobody knows what is ground
        assert covered[pixels > 0].all()


def test_the_ground_in_the_corner_of_what_is_drawn_stays_free():
    pixels = np.zeros((ROWS, COLUMNS), np.uint8)
    pixels[10:20, 10:150] = 200
    pixels[10:110, 140:150] = 200
    parts, covered = parts_of(pixels)
    assert len(parts) == 2
    assert covered[pixels > 0].all()
    assert not covered[40:110, 10:120].any()


def test_words_of_a_line_are_not_cut_apart():
    pixels = np.zeros((ROWS, COLUMNS), np.uint8)
    for column in range(20, 160, 12):
        pixels[50:62, column : column + 8] = 200
    parts, _ = parts_of(pixels)
    assert len(parts) == 1
