"""Surroundings: what grows over a hidden area comes from beside it, and from nowhere else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.model.image import PixelFormat
from redactor.model.region import StyleChoice
from redactor.styles import redact
from tests.strategies import CHEAP, COSTLY, PIXEL_KINDS, same_outside_the_mask

GRAY = PIXEL_KINDS[0]
every_kind = pytest.mark.parametrize("kind", PIXEL_KINDS, ids=lambda kind: kind.name)
some_kind = st.sampled_from(PIXEL_KINDS).flatmap(same_outside_the_mask)


def grown(stored, mask, kind, reach=8, **facts):
    pixels = replace(kind.format(rows=mask.shape[0], columns=mask.shape[1]), **facts)
    return redact(stored, mask, pixels, kind.black, StyleChoice("surroundings", (("reach", reach),)))


def hole(rows, columns, *boxes):
    mask = np.zeros((rows, columns), np.bool_)
    for top, left, down, across in boxes:
        mask[top : top + down, left : left + across] = True
    return mask


@CHEAP
@given(images=some_kind)
def test_nothing_but_the_mask_changes_and_nothing_leaves_the_range_of_what_is_visible(images):
    result = grown(images.one, images.mask, images.kind)
    assert result[~images.mask].tobytes() == images.one[~images.mask].tobytes()
    if images.mask.any() and not images.mask.all():
        visible = images.one[~images.mask]
        assert (result[images.mask] >= visible.min(axis=0)).all()
        assert (result[images.mask] <= visible.max(axis=0)).all()


@every_kind
@COSTLY
@given(data=st.data())
def test_what_is_hidden_has_no_part_in_it(kind, data):
    images = data.draw(same_outside_the_mask(kind))
    one, other = (grown(stored, images.mask, kind) for stored in (images.one, images.other))
    assert one.tobytes() == other.tobytes()


@every_kind
def test_a_frame_that_is_hidden_as_a_whole_is_black(kind):
    stored = np.full((5, 7, len(kind.black))[: 2 + (len(kind.black) > 1)], 9, kind.dtype)
    assert np.all(grown(stored, np.ones((5, 7), np.bool_), kind) == np.asarray(kind.black, kind.dtype))


@every_kind
def test_flat_surroundings_close_without_a_seam(kind):
    value = kind.limits[1] - 1
    stored = np.full((90, 130, len(kind.black))[: 2 + (len(kind.black) > 1)], value, kind.dtype)
    mask = hole(90, 130, (20, 20, 40, 90))
    blank = stored.copy()
    blank[mask] = kind.limits[0]
    assert np.array_equal(grown(blank, mask, kind), stored)


@pytest.mark.parametrize("dtype", [np.int32, np.uint32])
def test_values_of_32_bits_keep_their_last_digit(dtype):
    value = np.iinfo(dtype).max - 1
    mask = hole(40, 40, (10, 10, 20, 20))
    pixels = PixelFormat(40, 40, 1, "MONOCHROME2", 32, 32, 31, int(dtype is np.int32))
    result = redact(np.full((40, 40), value, dtype), mask, pixels, (0,), StyleChoice("surroundings"))
    assert np.all(result == value)


def test_a_slope_goes_on_through_the_hidden_area():
    slope = np.tile(np.arange(200, dtype=np.uint16) * 20, (100, 1))
    mask = hole(100, 200, (20, 50, 60, 100))
    error = np.abs(grown(slope, mask, PIXEL_KINDS[2], reach=2).astype(int) - slope)
    assert error[mask].max() < 0.1 * slope.max()


@pytest.mark.parametrize("reach", [1, 5, 64])
def test_only_what_lies_within_reach_counts(reach):
    stored = np.full((400, 400), 250, np.uint8)
    mask = hole(400, 400, (195, 195, 10, 10))
    stored[195 - reach : 205 + reach, 195 - reach : 205 + reach] = 100
    assert np.all(grown(stored, mask, GRAY, reach)[mask] == 100)


def test_areas_that_lie_apart_do_not_meet():
    stored = np.full((600, 600), 40, np.uint8)
    stored[:, 300:] = 200
    mask = hole(600, 600, (10, 10, 50, 50), (500, 500, 70, 90), (300, 10, 3, 3))
    result = grown(stored, mask, GRAY)
    assert np.array_equal(result, stored)


def test_areas_whose_boxes_overlap_are_each_grown_over_once():
    stored = np.full((700, 700), 77, np.uint8)
    mask = hole(700, 700, (0, 0, 700, 20), (680, 0, 20, 700), (300, 300, 80, 80), (10, 600, 400, 90))
    stored[mask] = 0
    assert np.all(grown(stored, mask, GRAY) == 77)


def test_between_two_palette_colours_no_third_is_made():
    stored = np.zeros((60, 60), np.uint8)
    stored[:, 30:] = 200
    mask = hole(60, 60, (20, 10, 20, 40))
    result = grown(stored, mask, GRAY, photometric_interpretation="PALETTE COLOR")
    assert set(np.unique(result)) == {0, 200}
    assert np.all(result[mask & (np.arange(60) < 25)] == 0)
    assert np.all(result[mask & (np.arange(60) > 35)] == 200)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_what_is_no_number_is_not_grown(value):
    kind = PIXEL_KINDS[5]
    stored = np.full((20, 20), 3.5, np.float32)
    stored[:, 4] = value
    mask = hole(20, 20, (5, 5, 10, 10))
    assert np.all(grown(stored, mask, kind)[mask] == 3.5)
    assert np.all(grown(np.full((20, 20), value, np.float32), mask, kind)[mask] == kind.black[0])
