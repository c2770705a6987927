"""Noise over a whole image: the scale that the promise asks for, in cells, within the range, and secret."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import InvalidOption
from redactor.model.image import PixelFormat
from redactor.options import build
from redactor.styles import NoiseOptions, is_in_cells, noised
from redactor.styles._whole_image import declared_range, grid
from tests.strategies import CHEAP, PIXEL_KINDS

INTEGERS = [kind for kind in PIXEL_KINDS if np.issubdtype(kind.dtype, np.integer)]


def frame(kind, rows, columns, seed=1):
    low, high = kind.limits
    shape = (rows, columns) if len(kind.black) == 1 else (rows, columns, len(kind.black))
    return np.random.default_rng(seed).integers(low, high, shape, kind.dtype, endpoint=True)


@CHEAP
@given(
    kind=st.sampled_from(INTEGERS),
    rows=st.integers(1, 40),
    columns=st.integers(1, 40),
    b=st.integers(1, 50),
    epsilon=st.floats(0.01, 100),
)
def test_every_cell_has_one_value_in_range(kind, rows, columns, b, epsilon):
    stored = frame(kind, rows, columns)
    result = noised(stored, kind.format(rows=rows, columns=columns), NoiseOptions(epsilon, 16, b))
    assert result.dtype == stored.dtype
    assert result.shape == stored.shape
    assert kind.limits[0] <= result.min() <= result.max() <= kind.limits[1]
    assert is_in_cells(result, b)
    covered = np.zeros((rows, columns), int)
    for cells in grid(rows, columns, b):
        covered[cells.box] += 1
        assert min(np.diff(cells.tops).min(), b) == min(rows, b)
    assert (covered == 1).all()


@pytest.mark.parametrize(
    ("kind", "epsilon", "m", "b"),
    [(PIXEL_KINDS[0], 1.0, 1, 8), (PIXEL_KINDS[2], 50.0, 4, 1), (PIXEL_KINDS[4], 20.0, 16, 3)],
    ids=["u8", "u16-of-12-bits, a pixel each", "i16-of-12-bits"],
)
def test_the_noise_has_the_scale_that_the_promise_asks_for(kind, epsilon, m, b):
    low, high = kind.limits
    middle = (low + high + 1) // 2
    side = 240 * b
    result = noised(
        np.full((side, side), middle, kind.dtype),
        kind.format(rows=side, columns=side),
        NoiseOptions(epsilon, m, b),
        np.random.default_rng(5).bytes,
    )
    noise = result[::b, ::b].ravel().astype(float) - middle
    scale = (high - low) * m / (b**2 * epsilon)
    assert np.mean(np.abs(noise)) == pytest.approx(scale, rel=0.05)
    assert np.mean(np.abs(noise) <= scale * math.log(2)) == pytest.approx(0.5, abs=0.05)


def test_the_range_is_the_declared_one_whatever_the_image():
    assert declared_range(PixelFormat(1, 1, bits_allocated=16, bits_stored=12)) == (0, 4095)
    assert declared_range(PixelFormat(1, 1, bits_allocated=16, bits_stored=12, pixel_representation=1)) == (-2048, 2047)


def test_two_drawings_differ():
    stored = np.full((64, 64), 128, np.uint8)
    one, other = (noised(stored, PixelFormat(64, 64), NoiseOptions()) for _ in range(2))
    assert not np.array_equal(one, other)


def test_more_than_one_band_of_cells_is_the_same_as_one(monkeypatch):
    stored = frame(PIXEL_KINDS[0], 60, 50)
    whole = noised(stored, PixelFormat(60, 50), NoiseOptions(), np.random.default_rng(5).bytes)
    monkeypatch.setattr("redactor.styles._whole_image._AT_ONCE", 1)
    np.testing.assert_array_equal(
        noised(stored, PixelFormat(60, 50), NoiseOptions(), np.random.default_rng(5).bytes), whole
    )


def test_what_is_finer_than_cells_is_seen():
    stored = np.zeros((32, 32), np.uint8)
    assert is_in_cells(stored, 8)
    stored[3, 3] = 1
    assert not is_in_cells(stored, 8)


def test_floating_point_declares_no_range():
    with pytest.raises(TypeError, match="range"):
        noised(np.zeros((4, 4), np.float32), PixelFormat(4, 4), NoiseOptions())


@pytest.mark.parametrize("values", [{"epsilon": 0}, {"epsilon": 101}, {"m": 0}, {"b": 0}, {"seed": 1}])
def test_no_other_options_are_taken(values):
    with pytest.raises(InvalidOption):
        build(NoiseOptions, values)
