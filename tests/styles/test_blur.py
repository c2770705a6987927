"""Blur: smooth, and made of nothing but the means of cells."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.model.image import PixelFormat
from redactor.model.region import StyleChoice
from redactor.styles import redact
from tests.strategies import CHEAP, PIXEL_KINDS, same_outside_the_mask

some_kind = st.sampled_from(PIXEL_KINDS).flatmap(lambda kind: same_outside_the_mask(kind, most=50))


def blurred(stored, mask, kind, radius=8):
    pixels = kind.format(rows=mask.shape[0], columns=mask.shape[1])
    return redact(stored, mask, pixels, kind.black, StyleChoice("blur", (("radius", radius),)))


@CHEAP
@given(images=some_kind, radius=st.integers(8, 30))
def test_nothing_but_the_mask_changes_and_values_stay_in_range(images, radius):
    result = blurred(images.one, images.mask, images.kind, radius)
    assert result.dtype == images.one.dtype
    assert result[~images.mask].tobytes() == images.one[~images.mask].tobytes()
    assert result.min() >= images.one.min()
    assert result.max() <= images.one.max()


@CHEAP
@given(seed=st.integers(0, 2**32 - 1), cells=st.tuples(st.integers(1, 4), st.integers(1, 4)))
def test_how_values_lie_inside_a_cell_does_not_matter(seed, cells):
    rng = np.random.default_rng(seed)
    blocks = rng.integers(0, 4096, (cells[0], 16, cells[1], 16)).astype(np.uint16)
    turned = blocks[:, ::-1, :, ::-1]
    shape = cells[0] * 16, cells[1] * 16
    mask = np.ones(shape, np.bool_)
    one, other = (blurred(b.reshape(shape), mask, PIXEL_KINDS[2]) for b in (blocks, turned))
    assert one.tobytes() == other.tobytes()


def test_an_edge_becomes_a_slope_without_steps():
    stored = np.zeros((64, 128), np.uint8)
    stored[:, 64:] = 160
    result = blurred(stored, np.ones(stored.shape, np.bool_), PIXEL_KINDS[0]).astype(int)
    assert np.abs(np.diff(result, axis=1)).max() <= 160 / 16
    assert result[0, 0] == 0
    assert result[0, -1] == 160


@pytest.mark.parametrize("dtype", [np.int32, np.uint32])
def test_values_of_32_bits_do_not_run_over(dtype):
    value = np.iinfo(dtype).max
    pixels = PixelFormat(50, 70, 1, "MONOCHROME2", 32, 32, 31, int(dtype is np.int32))
    stored = np.full((50, 70), value, dtype)
    result = redact(stored, np.ones((50, 70), np.bool_), pixels, (0,), StyleChoice("blur"))
    assert np.array_equal(result, stored)
