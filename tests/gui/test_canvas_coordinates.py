"""Where an image lies in a view: properties of the transform."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.gui.canvas.coordinates import Extent, ViewTransform, fit_scale, fitted, looking_at
from redactor.gui.canvas.placement import Placement
from redactor.model.geometry import Bounds

transforms = st.builds(
    ViewTransform,
    scale=st.floats(0.01, 64),
    x=st.floats(-5000, 5000),
    y=st.floats(-5000, 5000),
    aspect=st.floats(0.25, 4),
)
points = st.tuples(st.floats(-4000, 4000), st.floats(-4000, 4000))
extents = st.builds(Extent, columns=st.integers(1, 5000), rows=st.integers(1, 5000))
views = st.builds(Extent, columns=st.integers(60, 3000), rows=st.integers(60, 3000))
aspects = st.sampled_from([0.5, 1.0, 1.25, 2.0])


@given(transforms, points)
def test_to_the_view_and_back_is_where_one_started(transform, point):
    assert transform.to_image(transform.to_view(point)) == pytest.approx(point, abs=1e-5)


@given(transforms, points, st.floats(0.02, 50))
def test_zooming_leaves_the_point_under_the_cursor_where_it_is(transform, at, factor):
    before = transform.to_image(at)
    zoomed = transform.zoomed(at, factor)
    assert zoomed.to_view(before) == pytest.approx(at, abs=1e-4)


@given(transforms, points, st.floats(0.02, 50))
def test_zoom_stays_between_its_limits(transform, at, factor):
    scale = transform.zoomed(at, factor, least=0.5, most=8).scale
    assert min(0.5, transform.scale) <= scale <= max(8, transform.scale)


@given(extents, views, aspects)
def test_a_fitted_image_lies_wholly_inside_and_touches_two_borders(image, view, aspect):
    transform = fitted(image, view, aspect)
    width, height = image.columns * transform.scale, image.rows * transform.row_scale
    assert width <= view.columns + 1e-6
    assert height <= view.rows + 1e-6
    at_most = transform.scale == 64
    assert at_most or math.isclose(width, view.columns) or math.isclose(height, view.rows)
    assert abs(transform.x * 2 + width - view.columns) <= 1  # in the middle, on whole device pixels
    assert abs(transform.y * 2 + height - view.rows) <= 1


@given(transforms, extents, views)
def test_an_image_that_is_held_can_still_be_seen(transform, image, view):
    held = transform.held(image, view)
    right, bottom = held.x + image.columns * held.scale, held.y + image.rows * held.row_scale
    assert right > 0
    assert bottom > 0
    assert held.x < view.columns
    assert held.y < view.rows
    again = held.held(image, view)
    assert (again.x, again.y) == pytest.approx((held.x, held.y), abs=1e-6)


@given(st.data(), extents, views, aspects)
def test_a_finding_that_is_looked_at_is_in_sight_as_a_whole(data, image, view, aspect):
    column = data.draw(st.integers(0, image.columns - 1))
    row = data.draw(st.integers(0, image.rows - 1))
    bounds = Bounds(
        column,
        row,
        data.draw(st.integers(1, image.columns - column)),
        data.draw(st.integers(1, image.rows - row)),
    )
    transform = looking_at(bounds, image, view, aspect)
    left, top = transform.to_view((column, row))
    right, bottom = transform.to_view((column + bounds.columns, row + bounds.rows))
    assert left >= -1
    assert top >= -1
    assert right <= view.columns + 1
    assert bottom <= view.rows + 1
    assert transform.scale >= fit_scale(image, view, aspect)


def test_looking_at_a_corner_shows_no_more_of_the_outside_than_needed():
    transform = looking_at(Bounds(0, 0, 40, 20), Extent(1000, 1000), Extent(500, 500))
    assert (transform.x, transform.y) == (0, 0)
    assert transform.scale == 6.25


def placement(image=(1000, 800), view=(500, 500)):
    result = Placement()
    result.resize(Extent(*view))
    result.show(Extent(*image), 1.0)
    return result


def test_an_image_that_fills_the_view_follows_its_size():
    place = placement()
    assert place.transform.scale == 0.5
    place.resize(Extent(1000, 1000))
    assert place.transform.scale == 1


def test_an_image_that_was_zoomed_keeps_its_scale_and_its_middle():
    place = placement()
    place.zoom(4)
    middle = place.transform.to_image((250, 250))
    place.resize(Extent(700, 300))
    assert place.transform.scale == 2
    assert place.transform.to_image((350, 150)) == pytest.approx(middle)


def test_actual_size_puts_pixels_on_whole_device_pixels():
    place = placement()
    place.zoom(1.37, at=(123, 77))
    place.actual_size()
    assert place.transform.scale == 1
    assert place.transform.x.is_integer()
    assert place.transform.y.is_integer()


@given(st.lists(st.tuples(st.floats(0.1, 10), st.floats(-200, 900), st.floats(-200, 900)), max_size=8))
def test_no_zooming_loses_the_image(steps):
    place = placement()
    for factor, x, y in steps:
        place.zoom(factor, at=(x, y))
        left, top = place.transform.to_view((0, 0))
        right, bottom = place.transform.to_view((1000, 800))
        assert left <= 900
        assert right >= -200
        assert top <= 900
        assert bottom >= -200


@given(st.floats(-1e5, 1e5), st.floats(-1e5, 1e5))
def test_no_panning_loses_the_image(dx, dy):
    place = placement()
    place.zoom(3)
    place.pan(dx, dy)
    left, top = place.transform.to_view((0, 0))
    right, bottom = place.transform.to_view((1000, 800))
    assert left < 500
    assert right > 0
    assert top < 500
    assert bottom > 0
