"""Mosaic: cells of one value each, large enough whatever is asked for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import InvalidOption
from redactor.model.image import PixelFormat
from redactor.model.region import StyleChoice
from redactor.styles import redact
from redactor.styles._cells import Cells
from tests.strategies import CHEAP, PIXEL_KINDS, same_outside_the_mask

some_kind = st.sampled_from(PIXEL_KINDS).flatmap(lambda kind: same_outside_the_mask(kind, most=50))


def mosaic(stored, mask, kind, block=16):
    pixels = kind.format(rows=mask.shape[0], columns=mask.shape[1])
    return redact(stored, mask, pixels, kind.black, StyleChoice("mosaic", (("block", block),)))


@CHEAP
@given(length=st.tuples(st.integers(1, 3000), st.integers(1, 3000)), side=st.integers(1, 200))
def test_cells_cover_the_frame_and_none_is_smaller_than_promised(length, side):
    rows, columns = length
    cells = Cells.of(np.ones((rows, columns), np.bool_), side)
    least = max(side, 16, min(rows, columns) / 40)
    for starts, end in ((cells.tops, rows), (cells.lefts, columns)):
        assert starts[0] == 0
        assert starts[-1] == end
        assert np.diff(starts).min() >= min(least, end)


@CHEAP
@given(data=st.data(), rows=st.integers(1, 400), columns=st.integers(1, 400))
def test_where_the_cells_lie_does_not_depend_on_the_mask(data, rows, columns):
    whole = Cells.of(np.ones((rows, columns), np.bool_), 16)
    mask = np.zeros((rows, columns), np.bool_)
    row, column = data.draw(st.integers(0, rows - 1)), data.draw(st.integers(0, columns - 1))
    mask[row, column] = True
    some = Cells.of(mask, 16)
    assert set(some.tops) <= set(whole.tops)
    assert set(some.lefts) <= set(whole.lefts)
    assert mask[some.box].any()
    assert len(some.tops) <= 4


@CHEAP
@given(images=some_kind, block=st.integers(16, 60))
def test_every_cell_has_one_value_inside_the_mask_its_mean(images, block):
    result = mosaic(images.one, images.mask, images.kind, block)
    assert result[~images.mask].tobytes() == images.one[~images.mask].tobytes()
    rounds = not np.issubdtype(images.kind.dtype, np.floating)
    cells = Cells.of(np.ones_like(images.mask), block)
    for top, bottom in zip(cells.tops, cells.tops[1:], strict=False):
        for left, right in zip(cells.lefts, cells.lefts[1:], strict=False):
            hidden = images.mask[top:bottom, left:right]
            mean = images.one[top:bottom, left:right].astype(float).mean(axis=(0, 1))
            shown = result[top:bottom, left:right][hidden]
            assert len(np.unique(shown, axis=0)) <= 1
            assert np.all(np.abs(shown - mean) <= (0.5 if rounds else 0) + 1e-3)


def test_one_hidden_pixel_does_not_become_itself():
    stored = np.zeros((64, 64), np.uint8)
    stored[20, 20] = 255
    mask = stored > 0
    assert mosaic(stored, mask, PIXEL_KINDS[0])[20, 20] == 1


def test_on_a_large_image_cells_are_larger_than_was_asked_for():
    stored = np.tile(np.arange(2000, dtype=np.uint16), (1600, 1))
    result = mosaic(stored, np.ones(stored.shape, np.bool_), PIXEL_KINDS[2])
    assert len(np.unique(result)) == 2000 // (1600 // 40)


def test_what_is_no_number_spoils_no_cell():
    stored = np.full((16, 16), 4, np.float32)
    stored[0, :4] = np.nan, np.inf, -np.inf, np.nan
    result = mosaic(stored, np.ones((16, 16), np.bool_), PIXEL_KINDS[5])
    assert np.all(result == 4 * 252 / 256)


@pytest.mark.parametrize("block", [1, 15, 1025])
def test_a_cell_size_out_of_range_is_refused(block):
    with pytest.raises(InvalidOption):
        mosaic(np.zeros((4, 4), np.uint8), np.ones((4, 4), np.bool_), PIXEL_KINDS[0], block)


def test_pairs_of_pixels_that_share_their_colour_still_do():
    rng = np.random.default_rng(5)
    stored = rng.integers(0, 256, (40, 38, 3)).astype(np.uint8)
    stored[:, 1::2, 1:] = stored[:, ::2, 1:]
    mask = np.zeros((40, 38), np.bool_)
    mask[5:35, 4:36] = True
    pixels = PixelFormat(40, 38, 3, "YBR_FULL_422")
    for style in ("mosaic", "blur", "dp_pix", "surroundings"):
        result = redact(stored, mask, pixels, (0, 128, 128), StyleChoice(style))
        assert np.array_equal(result[:, 1::2, 1:], result[:, ::2, 1:])
        assert np.array_equal(result[~mask], stored[~mask])
