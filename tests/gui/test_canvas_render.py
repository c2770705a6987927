"""From stored values to the pixels of a view, in arrays alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.dicom.display import Grayscale
from redactor.gui.canvas.content import FULL_COLOUR, Content
from redactor.gui.canvas.coordinates import Extent, ViewTransform, fitted
from redactor.gui.canvas.render import MaskPyramid, Pyramid, ViewBox, shown, visible_box
from redactor.model.image import Frame, PixelFormat, Window
from tests import strategies as ours

SIGNED = np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.float64)
UNSIGNED = np.arange(65536, dtype=np.float64)


def grayscale(stored, **facts):
    modality = {"int16": SIGNED, "uint16": UNSIGNED, "uint8": UNSIGNED[:256]}[stored.dtype.name]
    return Grayscale(stored, modality, **facts)


def content(stored, **facts):
    return Content(grayscale(stored, **facts), PixelFormat(*stored.shape))


def noise(dtype, rows=37, columns=53):
    info = np.iinfo(dtype)
    return np.random.default_rng(7).integers(info.min, info.max, (rows, columns), dtype, endpoint=True)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int16])
@pytest.mark.parametrize("inverted", [False, True])
def test_at_actual_size_the_view_is_the_display_of_the_frame(dtype, inverted):
    stored = noise(dtype)
    frame = content(stored, inverted=inverted)
    for window in (None, Window(100, 50), Window(0, 3000, "SIGMOID"), Window(10, 1)):
        box = ViewBox(0, 0, 53, 37)
        sampled = Pyramid(frame.stored).sample(ViewTransform(), box)
        assert np.array_equal(shown(sampled, frame.table(window)), frame.values.display(window))


def test_colour_at_actual_size_is_unchanged_in_the_window_of_8_bits():
    colour = np.random.default_rng(3).integers(0, 256, (9, 11, 3)).astype(np.uint8)
    frame = Content(colour, PixelFormat(9, 11, samples_per_pixel=3, photometric_interpretation="RGB"))
    sampled = Pyramid(frame.stored).sample(ViewTransform(), ViewBox(0, 0, 11, 9))
    assert np.array_equal(shown(sampled, frame.table(None)), colour)
    assert frame.default_window == FULL_COLOUR
    darker = shown(sampled, frame.table(Window(255, 255, "LINEAR_EXACT")))
    assert (darker <= colour).all()


@given(st.floats(-30, 30), st.floats(-30, 30), st.sampled_from([1.0, 3.0, 4.5, 8.0]), st.data())
def test_seen_close_each_device_pixel_shows_the_pixel_under_its_centre(x, y, scale, data):
    stored = noise(np.uint16, 12, 9)
    transform = ViewTransform(scale, x, y)
    box = visible_box(transform, Extent(9, 12), Extent(80, 60))
    if box.is_empty:
        return
    sampled = Pyramid(stored).sample(transform, box)
    column = data.draw(st.integers(0, box.width - 1))
    row = data.draw(st.integers(0, box.height - 1))
    at = transform.to_image((box.x + column + 0.5, box.y + row + 0.5))
    assert 0 <= at[0] <= 9
    assert 0 <= at[1] <= 12
    assert sampled[row, column] == stored[min(int(at[1]), 11), min(int(at[0]), 8)]


@pytest.mark.parametrize("shape", [(64, 64), (63, 65), (1, 5)])
def test_levels_average_signed_values_across_zero(shape):
    """As bit patterns the mean of -1 and 0 would be 32767."""
    stored = (np.indices(shape).sum(axis=0) % 2 * 2 - 1).astype(np.int16)
    pyramid = Pyramid(stored)
    for level in range(1, 4):
        assert np.abs(pyramid.level(level).astype(int)).max() <= 1
    wide = np.zeros((64, 64), np.int16)
    wide[:, ::2], wide[:, 1::2] = -1000, 1000
    assert not Pyramid(wide).level(1).any()
    assert Pyramid(wide).level(1).dtype == np.int16


@pytest.mark.parametrize("scale", [0.9, 0.5, 0.3, 0.11, 1.5, 2.5])
def test_signed_values_never_leave_their_range_between_zooms(scale):
    stored = np.where(np.indices((300, 300)).sum(axis=0) % 2, -700, 900).astype(np.int16)
    transform = ViewTransform(scale, 3.3, -2.7)
    box = visible_box(transform, Extent(300, 300), Extent(200, 200))
    sampled = Pyramid(stored).sample(transform, box)
    assert sampled.min() >= -700
    assert sampled.max() <= 900


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int16])
@pytest.mark.parametrize("scale", [0.23, 0.5, 0.77, 1.7])
def test_a_slope_is_seen_where_it_is(dtype, scale):
    """Half a pixel of shift would show as half a step of the slope."""
    stored = np.broadcast_to(np.arange(0, 200, dtype=dtype), (200, 200))
    transform = ViewTransform(scale, 5.25, 7.5)
    box = visible_box(transform, Extent(200, 200), Extent(500, 500))
    sampled = Pyramid(stored).sample(transform, box).astype(float)
    centres = (np.arange(box.x, box.x + box.width) + 0.5 - transform.x) / scale - 0.5
    inside = slice(8, -8)  # at the border the value of the last pixel goes on
    assert np.abs(sampled[box.height // 2] - centres)[inside].max() <= 1.01


def test_a_flat_frame_stays_flat_at_every_scale():
    for dtype in (np.uint8, np.uint16, np.int16):
        pyramid = Pyramid(np.full((101, 77), 100, dtype))
        for scale in (0.02, 0.1, 0.34, 0.99, 1.01, 2.99, 5):
            transform = ViewTransform(scale, 0.4, 0.6)
            box = visible_box(transform, Extent(77, 101), Extent(300, 300))
            if not box.is_empty:
                assert (pyramid.sample(transform, box) == 100).all()


@given(st.data(), st.floats(0.05, 6), st.floats(-20, 20), st.floats(-20, 20))
def test_a_device_pixel_over_a_hidden_pixel_is_hidden(data, scale, x, y):
    mask = data.draw(ours.masks(rows=24, columns=31))
    transform = ViewTransform(scale, x, y)
    box = visible_box(transform, Extent(31, 24), Extent(70, 70))
    if box.is_empty:
        return
    visible = MaskPyramid(mask).visible(transform, box)
    assert set(np.unique(visible)) <= {0, 255}
    for row in range(box.height):
        for column in range(box.width):
            at = transform.to_image((box.x + column + 0.5, box.y + row + 0.5))
            hidden = mask[min(int(at[1]), 23), min(int(at[0]), 30)]
            if hidden:
                assert visible[row, column] == 0
            elif scale >= 1:
                assert visible[row, column] == 255


def test_a_single_hidden_pixel_is_seen_from_afar():
    mask = np.zeros((2000, 2000), np.bool_)
    mask[777, 1234] = True
    transform = fitted(Extent(2000, 2000), Extent(300, 300))
    assert (
        MaskPyramid(mask).visible(transform, visible_box(transform, Extent(2000, 2000), Extent(300, 300))) == 0
    ).any()


@pytest.mark.parametrize("samples", [1, 3])
def test_hidden_pixels_are_black_whatever_they_hold(samples):
    stored = np.full((4, 5) if samples == 1 else (4, 5, 3), 200, np.uint8)
    visible = np.full((4, 5), 255, np.uint8)
    visible[1:3, 2] = 0
    result = shown(stored, np.arange(256, dtype=np.uint8), visible)
    assert (result[1:3, 2] == 0).all()
    assert (result[0] == 200).all()
    inverse = 255 - np.arange(256, dtype=np.uint8)
    assert (shown(stored, inverse, visible)[1:3, 2] == 0).all()


@given(st.floats(0.05, 30), st.floats(-500, 500), st.floats(-500, 500), st.floats(0.5, 2))
def test_the_visible_box_holds_exactly_the_centres_on_the_image(scale, x, y, aspect):
    transform = ViewTransform(scale, x, y, aspect)
    box = visible_box(transform, Extent(20, 30), Extent(90, 70))
    for column in range(90):
        at = transform.to_image((column + 0.5, 0))[0]
        if 1e-6 < at < 20 - 1e-6 and box.height:
            assert box.x <= column < box.x + box.width
        if at < -1e-6 or at > 20 + 1e-6:
            assert not box.x <= column < box.x + box.width
    assert box.x >= 0
    assert box.x + box.width <= 90
    assert box.y >= 0
    assert box.y + box.height <= 70


class Pictured:
    """An image that knows its frames' modality values."""

    pixel_format = PixelFormat(2, 2)

    def grayscale(self, frame):
        return grayscale(frame.stored_values, windows=(Window(3, 4),))

    def display(self, frame, window=None):  # noqa: ARG002 - any frame is as good
        return np.zeros((2, 2, 3), np.uint8)


def test_content_follows_what_the_frame_says_and_not_the_header():
    gray = Content.of(Pictured(), Frame(1, np.zeros((2, 2), np.uint8), "MONOCHROME2"))
    assert isinstance(gray.values, Grayscale)
    assert gray.default_window == Window(3, 4)
    colour = Content.of(Pictured(), Frame(1, np.zeros((2, 2, 3), np.uint8), "RGB"), aspect=2.0)
    assert colour.stored.shape == (2, 2, 3)
    assert colour.aspect == 2


def test_content_refuses_an_image_that_gives_no_modality_values():
    class Other:
        pixel_format = PixelFormat(2, 2)

    with pytest.raises(TypeError):
        Content.of(Other(), Frame(1, np.zeros((2, 2), np.uint8), "MONOCHROME2"))


def test_a_voi_table_goes_before_windows_until_one_is_chosen():
    table = np.full(256, 7, np.uint8)
    frame = content(np.zeros((2, 2), np.uint8), windows=(Window(3, 4),), voi_table=table)
    assert (frame.table(None) == 7).all()
    assert not (frame.table(Window(3, 4)) == 7).all()


def test_span_is_the_width_of_the_values_in_the_frame():
    assert content(np.array([[-5, 10]], np.int16)).span == 15
    assert content(np.array([[4, 4]], np.uint8)).span > 0
    assert Content(np.zeros((1, 1, 3), np.uint8), PixelFormat(1, 1)).span == 255
