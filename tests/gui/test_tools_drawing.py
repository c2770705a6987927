"""The drawing tools one by one: what each gesture leaves, and that a cancelled one leaves nothing."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.gui import tools
from redactor.gui.canvas.brushing import LARGEST, first_size, stepped
from redactor.gui.canvas.pixel_outline import pixel_outline
from redactor.gui.tools import Changed, Clicked, Context, Cursor, Drawn, Stepwise, corners, edited_at
from redactor.gui.tools._drawing import polygon_inside
from redactor.gui.tools._sector import arc, dragged_sector, sector
from redactor.model.geometry import Bitmap, Bounds, Ellipse, Polygon, Rectangle, Stroke
from redactor.model.image import PixelFormat
from redactor.model.region import Effect, Region
from tests import strategies as ours

PIXELS = PixelFormat(rows=80, columns=120)
TOOLS = tools.available()
POLYGON, FAN, BRUSH, ERASER, SELECT = (TOOLS[name] for name in ("polygon", "fan", "brush", "eraser", "select"))
anywhere = st.tuples(st.floats(-50, 200), st.floats(-50, 200))
WHOLE = Bounds(0, 0, 120, 80)


def context(*regions, selected=None, view_pixel=(1.0, 1.0), brush=5.0):
    return Context(PIXELS, regions, selected, view_pixel, brush)


def dragged(tool, *points, where=None):
    where = where or context()
    gesture = tool.press(points[0], where)
    for point in points[1:]:
        gesture = gesture.move(point, where)
    return gesture.release(points[-1], where)


def clicked(tool, *points, where=None):
    """Press and release at each point; gives the gesture, or what came of it."""
    where = where or context()
    gesture = tool.press(points[0], where).release(points[0], where)
    for point in points[1:]:
        gesture = gesture.move(point, where).release(point, where)
    return gesture


# --- in a box ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("ellipse", Drawn(Ellipse(20, 10, 40, 30))),
        ("keep_only", Drawn(Rectangle(20, 10, 40, 30), Effect.HIDE_OUTSIDE)),
        ("protect", Drawn(Rectangle(20, 10, 40, 30), Effect.PROTECT)),
    ],
)
def test_a_box_is_drawn_from_corner_to_corner(name, outcome):
    assert dragged(TOOLS[name], (20, 10), (60, 40)) == dragged(TOOLS[name], (60, 40), (20, 10)) == outcome
    assert dragged(TOOLS[name], (20, 10), (21, 11)) is None
    assert TOOLS[name].press((20, 10), context()).move((60, 40), context()).preview.effect is outcome.effect


# --- polygon ----------------------------------------------------------------------------------------------------

TRIANGLE = ((10, 10), (60, 10), (30, 50))


def test_a_double_click_closes_a_polygon():
    assert clicked(POLYGON, *TRIANGLE, TRIANGLE[-1]) == Drawn(Polygon(TRIANGLE))


def test_a_click_on_the_first_corner_closes_a_polygon():
    assert clicked(POLYGON, *TRIANGLE, (11, 11)) == Drawn(Polygon(TRIANGLE))


def test_enter_closes_a_polygon_and_needs_three_corners():
    gesture = clicked(POLYGON, *TRIANGLE[:2])
    assert isinstance(gesture, Stepwise)
    assert gesture.finish(context()) is gesture
    gesture = gesture.release(TRIANGLE[2], context())
    assert gesture.finish(context()) == Drawn(Polygon(TRIANGLE))


def test_backspace_takes_corners_back_until_nothing_is_left():
    gesture = clicked(POLYGON, *TRIANGLE)
    gesture = gesture.back(context())
    assert gesture.points == TRIANGLE[:2]
    assert gesture.back(context()).back(context()) is None


def test_a_polygon_is_shown_while_it_grows():
    gesture = POLYGON.press((10, 10), context())
    assert gesture.preview is None
    gesture = gesture.release((10, 10), context()).move((60, 10), context())
    assert gesture.preview.shape == Polygon(((10, 10), (60, 10), (60, 10)))
    gesture = gesture.release((60, 10), context()).move((30, 50), context())
    assert gesture.preview.shape == Polygon(TRIANGLE)


def test_a_polygon_beyond_the_last_column_is_none():
    gesture = clicked(POLYGON, (500, 10), (500, 40), (500, 70))
    assert gesture.preview is None
    assert gesture.finish(context()) is None


@given(st.lists(anywhere, min_size=3, max_size=8))
def test_a_polygon_is_cut_at_the_border_and_covers_inside_what_it_covered(points):
    whole = Polygon(tuple(points))
    made = polygon_inside(whole.points, PIXELS)
    covered = whole.cover(WHOLE)
    if made is None:
        # What is left has no area; the pixels on the border that it grazes need no hiding.
        assert not covered[1:-1, 1:-1].any()
        return
    assert made.bounds.is_inside(rows=80, columns=120)
    away = covered != made.cover(WHOLE)
    assert away[1:-1, 1:-1].sum() <= len(points) * 200 / 8  # corners move by an eighth where sides are cut


# --- fan --------------------------------------------------------------------------------------------------------


def test_three_clicks_and_enter_make_a_fan_with_a_tip():
    outcome = clicked(FAN, (60, 5), (20, 65), (100, 65)).finish(context())
    assert outcome.effect is Effect.HIDE_OUTSIDE
    assert outcome.shape.points[0] == (60, 5)
    depth = max(row for _, row in outcome.shape.points)
    assert depth == pytest.approx(5 + math.hypot(40, 60), abs=0.2)


def test_four_clicks_make_a_fan_with_two_arcs_whatever_their_order():
    ends = ((45, 10), (75, 10), (110, 60), (10, 60))
    outcome = clicked(FAN, *ends)
    assert isinstance(outcome, Drawn)
    assert outcome.effect is Effect.HIDE_OUTSIDE
    assert clicked(FAN, ends[2], ends[0], ends[3], ends[1]) == outcome
    covered = outcome.shape.cover(WHOLE)
    assert covered[65, 60]  # below the straight line between the lower ends
    assert not covered[10, 60]  # above the upper arc, below the straight line between the upper ends
    assert not covered[66, 12]


def test_parallel_sides_have_no_arcs():
    ends = ((20, 10), (90, 10), (91, 70), (20, 70))
    assert set(sector(ends)) == set(ends)


def test_a_drag_makes_the_fan_that_fills_the_box():
    outcome = dragged(FAN, (20, 10), (100, 70))
    assert outcome.effect is Effect.HIDE_OUTSIDE
    bounds = outcome.shape.bounds
    assert (bounds.column, bounds.row, bounds.columns, bounds.rows) == (20, 10, 80, 60)
    wide = dragged(FAN, (0, 10), (120, 40)).shape.bounds
    assert (wide.columns, wide.rows) == (120, 30)


def test_a_fan_with_its_mouse_still_at_the_tip_can_be_clicked_or_dragged():
    gesture = FAN.press((60, 5), context())
    assert gesture.preview is None
    assert gesture.move((60, 60), context()).preview.effect is Effect.HIDE_OUTSIDE
    assert gesture.release((61, 5), context()).points == ((60, 5),)
    assert dragged_sector(((5, 5), (5, 60)))[0] == (5, 5)


@given(anywhere, anywhere, anywhere)
def test_an_arc_leads_from_end_to_end_without_leaving_the_ring(centre, start, end):
    points = arc(centre, start, end)
    assert (points[0], points[-1]) == (start, end)
    radii = sorted(math.dist(centre, point) for point in (start, end))
    for point in points:
        assert radii[0] - 1e-6 <= math.dist(centre, point) <= radii[1] + 1e-6


@given(st.lists(anywhere, min_size=4, max_size=4))
def test_any_four_clicks_make_a_fan_inside_the_image_or_nothing(points):
    outcome = clicked(FAN, *points)
    if isinstance(outcome, Stepwise):
        outcome = outcome.finish(context())
    if isinstance(outcome, Drawn):
        assert outcome.shape.bounds.is_inside(rows=80, columns=120)


# --- brush and eraser -------------------------------------------------------------------------------------------


def test_a_stroke_is_as_wide_as_the_brush():
    outcome = dragged(BRUSH, (20, 40), (50, 40), (80, 40))
    assert outcome == Drawn(Stroke(((20, 40), (50, 40), (80, 40)), 5))
    assert dragged(ERASER, (20, 40), (80, 40)).effect is Effect.ERASE


def test_a_click_leaves_a_dab():
    assert dragged(BRUSH, (20, 40)) == Drawn(Stroke(((20, 40),), 5))


def test_a_stroke_over_the_border_keeps_the_pixels_inside():
    outcome = dragged(BRUSH, (2, 40), (2, 60))
    assert isinstance(outcome.shape, Bitmap)
    assert np.array_equal(outcome.shape.cover(WHOLE), Stroke(((2, 40), (2, 60)), 5).cover(WHOLE))


def test_a_hand_that_trembles_adds_no_points():
    gesture = BRUSH.press((40, 40), context(brush=40))
    assert gesture.move((42, 41), context(brush=40)) is gesture


@given(st.lists(anywhere, min_size=1, max_size=8), st.integers(1, 60))
def test_no_stroke_leaves_the_image(points, size):
    outcome = dragged(BRUSH, *points, where=context(brush=size / 2))
    assert outcome is None or outcome.shape.bounds.is_inside(rows=80, columns=120)


def test_the_pointer_is_a_ring_of_the_brush():
    assert BRUSH.hover((1, 1), context()) is Cursor.BRUSH
    assert ERASER.hover((1, 1), context()) is Cursor.ERASER


@given(st.integers(1, LARGEST), st.integers(-30, 30))
def test_the_brush_has_sizes_that_differ_and_end(size, steps):
    made = stepped(size, steps)
    assert 1 <= made <= LARGEST
    if steps:
        assert (made - size) * steps > 0 or made in {1, LARGEST}
    assert first_size(PIXELS) == 4


# --- corners ----------------------------------------------------------------------------------------------------

SQUARE = Polygon(((20, 20), (60, 20), (60, 60), (20, 60)))


def on(shape):
    return context(Region("a", shape), selected="a")


def test_a_corner_is_dragged_by_itself():
    where = on(SQUARE)
    gesture = SELECT.press((61, 19), where).move((80, 9), where)
    assert gesture.release((80.2, 9.1), where) == Changed("a", Polygon(((20, 20), (79, 10), (60, 60), (20, 60))))
    assert SELECT.hover((61, 19), where) is Cursor.CROSS
    assert SELECT.press((61, 19), where).release((61, 19), where) == Clicked("a")


def test_a_corner_stays_inside_the_image():
    where = on(SQUARE)
    outcome = SELECT.press((60, 60), where).move((900, 900), where).release((900, 900), where)
    assert outcome.shape.points[2] == (120, 80)


def test_a_corner_that_would_leave_no_pixel_stays():
    edge = Polygon(((119, 10), (120, 40), (120, 70)))
    where = on(edge)
    assert SELECT.press((119, 10), where).move((300, 10), where).release((300, 10), where) == Clicked("a")


def test_a_corner_is_added_on_the_edge_and_removed_again():
    where = on(SQUARE)
    more = edited_at(SQUARE, (40, 22), where, removes=False)
    assert more == Polygon(((20, 20), (40, 22), (60, 20), (60, 60), (20, 60)))
    assert edited_at(more, (41, 21), where, removes=True) == SQUARE


def test_there_is_nothing_to_add_or_remove_elsewhere():
    where = on(SQUARE)
    assert edited_at(SQUARE, (40, 40), where, removes=False) is None
    assert edited_at(SQUARE, (40, 20), where, removes=True) is None
    assert edited_at(Polygon(TRIANGLE), TRIANGLE[0], where, removes=True) is None
    assert edited_at(Rectangle(20, 20, 40, 40), (40, 20), where, removes=False) is None
    assert corners(Rectangle(20, 20, 40, 40)) == {}


def test_points_of_a_curve_are_no_corners():
    fan = clicked(FAN, (45, 10), (75, 10), (110, 60), (10, 60)).shape
    assert len(fan.points) > 24
    assert set(corners(fan).values()) == {(45, 10), (75, 10), (110, 60), (10, 60)}


@given(st.data(), anywhere, st.booleans())
def test_no_edit_of_a_corner_leads_outside(data, point, removes):
    shape = data.draw(ours.shapes(rows=80, columns=120))
    if not shape.bounds.is_inside(rows=80, columns=120):
        return
    made = edited_at(shape, point, on(shape), removes=removes)
    if made is not None:
        assert made.bounds.is_inside(rows=80, columns=120)
        assert abs(len(made.points) - len(shape.points)) == 1


# --- outlines along pixels --------------------------------------------------------------------------------------


@given(st.lists(st.lists(st.booleans(), min_size=6, max_size=6), min_size=1, max_size=6))
def test_outlines_enclose_exactly_the_pixels(rows):
    covered = np.array(rows)
    if not covered.any():
        return
    lines = pixel_outline(Bitmap.of(covered, column=3, row=4))
    area = 0
    for line in lines:
        for (x0, y0), (x1, y1) in zip(line, (*line[1:], line[0]), strict=True):
            assert (x0 == x1) != (y0 == y1)
            area += x0 * y1 - x1 * y0
    assert area / 2 == covered.sum()  # holes run the other way around
