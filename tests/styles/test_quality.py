"""Likeness over a mask: the same in one piece and in bands, and blind to what lies outside."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.styles import Likeness, _quality, likeness
from tests.strategies import CHEAP

RNG = np.random.default_rng(3)


@CHEAP
@given(rows=st.integers(1, 40), columns=st.integers(1, 40), at_once=st.integers(1, 200), colour=st.booleans())
def test_bands_give_what_one_piece_gives(rows, columns, at_once, colour):
    shape = (rows, columns, 3) if colour else (rows, columns)
    one, two = (RNG.integers(0, 256, shape, np.uint8) for _ in range(2))
    mask = RNG.random((rows, columns)) < 0.5
    whole = likeness(one, two, mask, span=255)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_quality, "_AT_ONCE", at_once)
        parts = likeness(one, two, mask, span=255)
    assert (
        (parts.values, parts.pixels) == (whole.values, whole.pixels) == (mask.sum() * (3 if colour else 1), mask.sum())
    )
    assert parts.squares == pytest.approx(whole.squares)
    assert parts.similarity == pytest.approx(whole.similarity)


def test_what_lies_outside_the_mask_is_no_error():
    one = np.zeros((40, 40), np.uint8)
    two = one.copy()
    two[:, 20:] = 255
    mask = np.zeros((40, 40), np.bool_)
    mask[:, :10] = True
    found = likeness(one, two, mask, span=255)
    assert (found.squares, found.pixels) == (0, 400)
    assert found.quality() == _quality.Quality(float("inf"), 1.0)


@pytest.mark.parametrize("span", [0.0, float("inf"), float("nan")])
def test_without_a_span_there_is_no_likeness(span):
    one = np.zeros((4, 4), np.float32)
    assert likeness(one, one, np.ones((4, 4), np.bool_), span=span) == Likeness()
    assert Likeness().quality() is None
