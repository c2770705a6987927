"""Shapes touch the pixels that they touch: compared with exact geometry, one pixel at a time."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from redactor.model.geometry import (
    FARTHEST,
    Bitmap,
    Bounds,
    Ellipse,
    Polygon,
    Rectangle,
    Stroke,
    bounding_rectangle,
    eighth,
)
from tests.strategies import CHEAP, COSTLY, bitmaps, ellipses, polygons, rectangles, shapes, strokes

ROWS, COLUMNS = 9, 11
IMAGE = Bounds(0, 0, COLUMNS, ROWS)
AROUND = Bounds(-6, -5, COLUMNS + 12, ROWS + 10)
"""A box that holds every shape of these tests, with a margin."""

SIZE = {"rows": ROWS, "columns": COLUMNS}
WIDE = {**SIZE, "margin": 3}


def boxes():
    """Boxes that lie partly outside the image, empty ones too."""
    return st.builds(Bounds, st.integers(-5, 12), st.integers(-5, 10), st.integers(0, 14), st.integers(0, 12))


def pixels_of(box):
    return product(range(box.row, box.row + box.rows), range(box.column, box.column + box.columns))


# --- what touches what, exactly --------------------------------------------------------------------------------


def enters(start, end, column, row):
    """True if the segment has a point in the open square of a pixel: Liang and Barsky's clipping, in fractions."""
    first, last = Fraction(0), Fraction(1)
    open_ends = [False, False]  # whether the point at `first` and at `last` is itself outside
    for a, b, low in ((start[0], end[0], column), (start[1], end[1], row)):
        a, along = Fraction(a), Fraction(b) - Fraction(a)  # noqa: PLW2901
        if along == 0:
            if not low < a < low + 1:
                return False
            continue
        enter, leave = sorted([(low - a) / along, (low + 1 - a) / along])
        if enter >= first:
            first, open_ends[0] = enter, True
        if leave <= last:
            last, open_ends[1] = leave, True
    return first < last or (first == last and not any(open_ends))


def winding_number(points, x, y):
    """How often a closed outline goes round a point that does not lie on it."""
    turns = 0
    for (x0, y0), (x1, y1) in zip(points, (*points[1:], points[0]), strict=True):
        side = Fraction(x1 - x0) * Fraction(y - y0) - Fraction(x - x0) * Fraction(y1 - y0)
        if y0 <= y < y1 and side > 0:
            turns += 1
        if y1 <= y < y0 and side < 0:
            turns -= 1
    return turns


def polygon_touches(points, column, row):
    outline = zip(points, (*points[1:], points[0]), strict=True)
    crossed = any(enters(start, end, column, row) for start, end in outline)
    return crossed or winding_number(points, column + 0.5, row + 0.5) != 0


def nearest(low, value):
    """The place in low … low + 1 that is nearest to a value."""
    return min(max(Fraction(value), low), low + 1)


def ellipse_reach(shape, column, row):
    """Below 1 if a pixel has a point inside the ellipse, above 1 if all of it lies outside."""
    x0, y0 = Fraction(shape.column + shape.columns / 2), Fraction(shape.row + shape.rows / 2)
    x = (nearest(column, x0) - x0) / Fraction(shape.columns / 2)
    y = (nearest(row, y0) - y0) / Fraction(shape.rows / 2)
    return x * x + y * y


def segment_to_point(start, end, point):
    along, to = np.subtract(end, start), np.subtract(point, start)
    length = float(along @ along)
    share = min(max(float(along @ to) / length, 0.0), 1.0) if length else 0.0
    return math.hypot(*(to - share * along))


def stroke_to_pixel(points, column, row):
    """Distance from the way of a stroke to the square of a pixel."""
    least = math.inf
    for start, end in pairwise(points) if len(points) > 1 else [(points[0], points[0])]:
        if enters(start, end, column, row):
            return 0.0
        corners = product((column, column + 1), (row, row + 1))
        least = min(least, *(segment_to_point(start, end, corner) for corner in corners))
        for x, y in (start, end):
            least = min(least, math.hypot(x - nearest(column, x), y - nearest(row, y)))
    return least


@CHEAP
@given(rectangles(**WIDE))
def test_a_rectangle_covers_the_pixels_that_it_overlaps(shape):
    covered = shape.cover(AROUND)
    for hidden, (row, column) in zip(covered.flat, pixels_of(AROUND), strict=True):
        beside = shape.column >= column + 1 or shape.column + shape.columns <= column
        above = shape.row >= row + 1 or shape.row + shape.rows <= row
        assert hidden == (not beside and not above)


def test_a_rectangle_of_whole_numbers_covers_column_to_column_plus_columns_minus_one():
    covered = Rectangle(2, 1, 3, 4).cover(IMAGE)
    assert np.argwhere(covered.any(axis=0)).ravel().tolist() == [2, 3, 4]
    assert np.argwhere(covered.any(axis=1)).ravel().tolist() == [1, 2, 3, 4]


@COSTLY
@given(ellipses(**WIDE))
def test_an_ellipse_covers_the_pixels_that_it_overlaps(shape):
    covered = shape.cover(AROUND)
    for hidden, (row, column) in zip(covered.flat, pixels_of(AROUND), strict=True):
        reach = ellipse_reach(shape, column, row)
        if abs(reach - 1) > 1e-12:  # at the very border a rounding decides
            assert hidden == (reach < 1)


@COSTLY
@example(Polygon(((1, 0.5), (6, 0.5), (6, 2.5), (1, 2.5))))  # edges along the middle of pixel rows
@example(Polygon(((1.5, 1.5), (1.5, 1.5), (6.5, 1.5), (4, 4.5))))  # a doubled point, as a double click leaves it
@example(Polygon(((0, 0), (7, 3), (7, 3))))
@given(polygons(**WIDE))
def test_a_polygon_covers_what_it_winds_around_and_what_its_outline_enters(shape):
    expected = np.array([polygon_touches(shape.points, column, row) for row, column in pixels_of(AROUND)])
    covered = shape.cover(AROUND)
    if expected.any():
        assert np.array_equal(covered.ravel(), expected)
    else:  # an outline along the borders of pixels, around nothing
        assert np.array_equal(covered, Rectangle(*vars(shape.bounds).values()).cover(AROUND))


def test_the_farthest_corners_are_exact():
    far = FARTHEST
    covered = Polygon(((-far, -far), (far, -far), (far, far))).cover(AROUND)
    for hidden, (row, column) in zip(covered.flat, pixels_of(AROUND), strict=True):
        assert hidden == (column >= row)  # on the diagonal, the outline enters the pixel


def test_what_a_polygon_winds_around_twice_stays_covered():
    loop = ((1, 1), (8, 1), (8, 8), (1, 8))
    assert np.array_equal(Polygon(loop + loop).cover(IMAGE), Polygon(loop).cover(IMAGE))


@COSTLY
@example(Stroke(((2, 5), (9, 5)), 2))  # level
@example(Stroke(((5.5, 1.5), (5.5, 8)), 1.5))  # upright: its sides lie on the borders of pixels
@example(Stroke(((1, 1), (9, 8)), 0.125))
@given(strokes(**WIDE))
def test_a_stroke_covers_the_pixels_nearer_than_its_radius(shape):
    covered = shape.cover(AROUND)
    for hidden, (row, column) in zip(covered.flat, pixels_of(AROUND), strict=True):
        distance = stroke_to_pixel(shape.points, column, row)
        if abs(distance - shape.radius) > 1e-9:  # at the very border a rounding decides
            assert hidden == (distance < shape.radius)


@CHEAP
@given(strokes(**WIDE))
def test_a_stroke_covers_what_its_parts_cover(shape):
    parts = [Stroke(pair, shape.radius).cover(AROUND) for pair in pairwise(shape.points)]
    parts += [Stroke((point,), shape.radius).cover(AROUND) for point in shape.points]
    assert np.array_equal(shape.cover(AROUND), np.any(parts, axis=0))


@CHEAP
@given(
    hnp.arrays(np.bool_, st.tuples(st.integers(1, 6), st.integers(1, 7))).filter(np.any),
    st.integers(-3, 8),
    st.integers(-3, 8),
)
def test_a_bitmap_covers_the_pixels_that_it_was_made_of(covered, column, row):
    shape = Bitmap.of(covered, column=column, row=row)
    assert sum(shape.rle) == covered.size
    assert np.array_equal(shape.cover(shape.bounds), covered)
    for (r, c), hidden in np.ndenumerate(covered):
        assert shape.cover(Bounds(column + c, row + r, 1, 1)).item() == hidden


@CHEAP
@given(bitmaps(**WIDE))
def test_the_runs_of_a_bitmap_begin_uncovered_and_take_turns(shape):
    flat = [hidden for turn, run in enumerate(shape.rle) for hidden in [turn % 2 == 1] * run]
    assert flat == shape.cover(shape.bounds).ravel().tolist()


# --- every shape -----------------------------------------------------------------------------------------------


@CHEAP
@given(shapes(**WIDE), boxes())
def test_the_cover_of_a_part_is_the_part_of_the_cover(shape, box):
    row, column = box.row - AROUND.row, box.column - AROUND.column
    part = shape.cover(AROUND)[row : row + box.rows, column : column + box.columns]
    assume(part.shape == (box.rows, box.columns))
    covered = shape.cover(box)
    assert covered.dtype == np.bool_
    assert np.array_equal(covered, part)


@CHEAP
@example(Polygon(((0, 0), (3, 0), (3, 3), (3, 0))))  # there and back along the borders of pixels
@example(Polygon(((2, 4), (2, 4), (2, 4))))
@example(Polygon(((2.5, 4.5), (2.5, 4.5), (2.5, 4.5))))
@example(Polygon(((2, 1.5), (2, 4), (2, 2.25))))
@example(Ellipse(3, 3, 0.125, 0.125))
@given(shapes(**WIDE))
def test_every_shape_covers_at_least_one_pixel(shape):
    assert shape.cover(shape.bounds).any()


@CHEAP
@given(st.floats(0, COLUMNS - 0.0625), st.floats(0, ROWS - 0.0625))
def test_a_click_hides_at_least_one_pixel(column, row):
    assert Stroke(((column, row),), 0.125).cover(IMAGE).any()


@CHEAP
@example(Stroke(((1.5, 1.25), (1.5, 8)), 1.5))
@given(shapes(**WIDE))
def test_bounds_hold_all_that_is_covered_and_each_border_of_them_is_touched(shape):
    covered = shape.cover(AROUND)
    rows, columns = np.nonzero(covered)
    bounds = shape.bounds
    assert bounds.column <= columns.min() + AROUND.column
    assert bounds.row <= rows.min() + AROUND.row
    assert columns.max() + AROUND.column < bounds.column + bounds.columns
    assert rows.max() + AROUND.row < bounds.row + bounds.rows
    inside = shape.cover(bounds)
    if not isinstance(shape, Bitmap | Polygon):  # these may be empty along a border, or thinner than a pixel there
        assert inside[0].any()
        assert inside[-1].any()
        assert inside[:, 0].any()
        assert inside[:, -1].any()


@CHEAP
@given(shapes(**WIDE), st.integers(-3, 3), st.integers(-3, 3))
def test_a_shape_moved_by_whole_pixels_covers_the_same_pixels_moved(shape, columns, rows):
    moved = shape.moved(columns=columns, rows=rows)
    there = Bounds(AROUND.column + columns, AROUND.row + rows, AROUND.columns, AROUND.rows)
    assert np.array_equal(moved.cover(there), shape.cover(AROUND))
    assert moved.moved(columns=-columns, rows=-rows) == shape


@CHEAP
@given(shapes(**WIDE))
def test_equal_shapes_have_equal_hashes(shape):
    assert {shape, shape.moved(columns=0, rows=0)} == {shape}


def test_a_shape_far_from_the_box_covers_nothing_of_it():
    far = Bounds(100_000, 200_000, 3, 3)
    for shape in (
        Rectangle(0, 0, 4, 4),
        Ellipse(0, 0, 4, 4),
        Polygon(((0, 0), (4, 0), (2, 4))),
        Polygon(((0, 0), (4, 0), (1, 0))),
        Stroke(((1, 1), (5, 5)), 2),
        Bitmap.of(np.ones((2, 2), np.bool_)),
    ):
        assert not shape.cover(far).any()


# --- coordinates -----------------------------------------------------------------------------------------------


@CHEAP
@given(st.floats(-70_000, 70_000))
def test_a_coordinate_is_kept_to_an_eighth_of_a_pixel(value):
    kept = eighth(value)
    assert (kept * 8).is_integer()
    assert abs(kept - value) <= 1 / 16
    assert eighth(kept) == kept


@pytest.mark.parametrize(
    "value", [math.nan, math.inf, -math.inf, 1e300, -1e300, pytest.param(10**400, id="10**400"), 2**40]
)
def test_what_no_image_has_is_not_a_coordinate(value):
    with pytest.raises(ValueError, match="coordinate"):
        eighth(value)
    with pytest.raises(ValueError, match="coordinate"):
        Rectangle(value, 0, 1, 1)
    with pytest.raises(ValueError, match="coordinate"):
        Stroke(((0, value),), 1)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Rectangle(0, 0, 0, 1),
        lambda: Rectangle(0, 0, 1, 0.01),
        lambda: Ellipse(0, 0, 1, -1),
        lambda: Polygon(((0, 0), (1, 1))),
        lambda: Stroke((), 1),
        lambda: Stroke(((0, 0),), 0),
        lambda: Stroke(((0, 0),), 0.01),
        lambda: Bitmap(0, 0, 0, 1, ()),
        lambda: Bitmap(0, 0, 2, 1, (0, 1)),
        lambda: Bitmap(0, 0, 2, 1, (0, 3, -1)),
        lambda: Bitmap(0, 0, 2, 1, (2,)),
        lambda: Bitmap.of(np.zeros((2, 2), np.bool_)),
    ],
)
def test_a_shape_that_could_cover_nothing_can_not_be_made(make):
    with pytest.raises(ValueError, match=r"shape|polygon|stroke|bitmap"):
        make()


@CHEAP
@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-90, 90)), min_size=1, max_size=6))
def test_the_bounding_rectangle_of_points_reaches_each_of_them(points):
    box = bounding_rectangle(points)
    for column, row in points:
        assert box.column - 1 / 8 <= column <= box.column + box.columns + 1 / 8
        assert box.row - 1 / 8 <= row <= box.row + box.rows + 1 / 8


@CHEAP
@given(boxes(), st.integers(0, 9), st.integers(0, 9))
def test_a_clipped_box_holds_the_pixels_of_the_image_that_the_box_held(box, rows, columns):
    clipped = box.clipped(rows=rows, columns=columns)
    image = set(pixels_of(Bounds(0, 0, columns, rows)))
    assert set(pixels_of(clipped)) == set(pixels_of(box)) & image
    assert clipped.is_empty == (not set(pixels_of(box)) & image)
    assert clipped.is_inside(rows=rows, columns=columns)
    if not box.is_empty:
        assert box.is_inside(rows=rows, columns=columns) == (clipped == box)


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=2, max_size=5))
def test_a_stroke_grows_by_a_point_as_if_made_at_once(points):
    grown = Stroke((points[0],), 3.3)
    for point in points[1:]:
        grown = grown.longer(point)
    assert grown == Stroke(tuple(points), 3.3)
