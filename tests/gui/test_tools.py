"""Drawing tools: from points to shapes, without a window."""

from __future__ import annotations

import dataclasses
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from redactor.gui import tools
from redactor.gui.tools import Changed, Clicked, Context, Cursor, Drawn, Handle, Stepwise, handles, nudged, touched
from redactor.gui.tools._editing import grasped, resized
from redactor.model.geometry import Bitmap, Ellipse, Polygon, Rectangle, Stroke
from redactor.model.image import PixelFormat
from redactor.model.region import Effect, Region
from tests import strategies as ours

PIXELS = PixelFormat(rows=80, columns=120)
SELECT = tools.available()["select"]
RECTANGLE = tools.available()["rectangle"]
anywhere = st.tuples(st.floats(-50, 200), st.floats(-50, 200))


def context(*regions, selected=None, view_pixel=(1.0, 1.0)):
    return Context(PIXELS, regions, selected, view_pixel)


def region(region_id, shape, **facts):
    return Region(region_id, shape, **facts)


def dragged(tool, start, end, where):
    gesture = tool.press(start, where)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    return gesture.move(middle, where).move(end, where).release(end, where)


# --- every tool -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tool", tools.available().values(), ids=lambda tool: tool.id)
class TestEveryTool:
    def test_keeps_no_state(self, tool):
        assert dataclasses.fields(tool)
        with pytest.raises(dataclasses.FrozenInstanceError):
            tool.id = "other"

    def test_has_a_key_and_an_icon_of_its_own(self, tool):
        others = [other for other in tools.available().values() if other is not tool]
        assert tool.shortcut not in {other.shortcut for other in others}
        assert tool.icon not in {other.icon for other in others}
        assert tool.place not in {other.place for other in others}

    @given(points=st.lists(anywhere, min_size=2, max_size=6))
    def test_gives_shapes_inside_the_image(self, tool, points):
        where = context(region("a", Rectangle(10, 10, 30, 20)), region("b", Ellipse(50, 5, 60, 70)), selected="b")
        gesture = tool.press(points[0], where)
        if gesture is None:
            return
        for point in points[1:]:
            gesture = gesture.move(point, where)
            preview = gesture.preview
            if preview is not None and isinstance(preview.shape, Stroke):  # what reaches over the border is cut later
                assert all(0 <= column <= 120 and 0 <= row <= 80 for column, row in preview.shape.points)
            else:
                assert preview is None or preview.shape.bounds.is_inside(rows=80, columns=120)
        outcome = gesture.release(points[-1], where)
        for point in points if isinstance(outcome, Stepwise) else ():
            outcome = outcome.move(point, where).release(point, where) if isinstance(outcome, Stepwise) else outcome
        if isinstance(outcome, Stepwise):
            outcome = outcome.finish(where)
        if isinstance(outcome, Drawn | Changed):
            assert outcome.shape.bounds.is_inside(rows=80, columns=120)

    def test_says_how_the_pointer_looks(self, tool):
        assert isinstance(tool.hover((5.0, 5.0), context()), Cursor)


def test_tools_are_found_without_qt():
    source = [getattr(tools, name) for name in tools.__all__]
    assert all(not getattr(item, "__module__", "").startswith("PySide6") for item in source)


# --- rectangle --------------------------------------------------------------------------------------------------


def test_a_rectangle_covers_the_pixels_that_the_drag_touched():
    assert dragged(RECTANGLE, (10.2, 5.7), (20.1, 9.9), context()) == Drawn(Rectangle(10, 5, 11, 5))


def test_a_rectangle_may_be_drawn_from_any_corner():
    for start, end in (((20, 10), (60, 40)), ((60, 40), (20, 10)), ((20, 40), (60, 10))):
        assert dragged(RECTANGLE, start, end, context()) == Drawn(Rectangle(20, 10, 40, 30))


def test_a_rectangle_drawn_over_the_border_ends_there():
    assert dragged(RECTANGLE, (100, 70), (500, 300), context()) == Drawn(Rectangle(100, 70, 20, 10))
    assert dragged(RECTANGLE, (5, 5), (-40, -40), context()) == Drawn(Rectangle(0, 0, 5, 5))


def test_a_rectangle_as_thin_as_a_line_covers_one_row():
    assert dragged(RECTANGLE, (10, 7.5), (50, 7.5), context()) == Drawn(Rectangle(10, 7, 40, 1))


@given(anywhere, anywhere)
def test_rectangles_have_whole_pixels(start, end):
    outcome = dragged(RECTANGLE, start, end, context())
    if outcome is not None:
        shape = outcome.shape
        assert all(float(side).is_integer() for side in (shape.column, shape.row, shape.columns, shape.rows))


def test_a_click_draws_nothing():
    gesture = RECTANGLE.press((10, 10), context())
    assert gesture.preview is None
    assert gesture.release((12.5, 11), context()) is None


def test_what_counts_as_a_click_is_measured_in_the_view_and_not_in_the_image():
    far, near = context(view_pixel=(8.0, 8.0)), context(view_pixel=(0.1, 0.1))
    assert dragged(RECTANGLE, (10, 10), (30, 30), far) is None
    assert dragged(RECTANGLE, (10, 10), (10.5, 10.5), near) == Drawn(Rectangle(10, 10, 1, 1))


# --- select -----------------------------------------------------------------------------------------------------

BOX = Rectangle(20, 20, 40, 30)


def test_a_click_on_a_region_selects_it():
    where = context(region("a", BOX))
    assert SELECT.press((30, 30), where).release((31, 31), where) == Clicked("a")


def test_beside_all_regions_the_drag_is_left_to_the_view():
    assert SELECT.press((110, 70), context(region("a", BOX))) is None


def test_the_topmost_region_is_grasped():
    where = context(region("below", BOX), region("above", Rectangle(30, 30, 10, 10)))
    assert SELECT.press((35, 35), where).region == "above"
    assert SELECT.press((25, 25), where).region == "below"


def test_a_handle_of_the_selected_region_goes_before_what_lies_on_top():
    where = context(region("below", BOX), region("above", Rectangle(10, 10, 20, 20)), selected="below")
    assert SELECT.press((20, 20), where).handle is Handle.TOP_LEFT
    assert SELECT.press((12, 12), where).region == "above"


def test_a_drag_moves_a_region_by_whole_pixels():
    where = context(region("a", BOX))
    assert dragged(SELECT, (30, 30), (37.4, 24.7), where) == Changed("a", Rectangle(27, 15, 40, 30))


def test_a_region_is_moved_no_farther_than_the_border():
    where = context(region("a", BOX))
    assert dragged(SELECT, (30, 30), (900, -900), where) == Changed("a", Rectangle(80, 0, 40, 30))


def test_a_region_brought_back_to_its_place_was_only_clicked():
    where = context(region("a", BOX))
    gesture = SELECT.press((30, 30), where).move((50, 50), where)
    assert gesture.preview.shape == Rectangle(40, 40, 40, 30)
    assert gesture.preview.region == "a"
    assert gesture.release((30.2, 30), where) == Clicked("a")


@pytest.mark.parametrize(
    ("handle", "box"),
    [
        (Handle.TOP_LEFT, (25, 26, 60, 50)),
        (Handle.TOP, (20, 26, 60, 50)),
        (Handle.TOP_RIGHT, (20, 26, 65, 50)),
        (Handle.RIGHT, (20, 20, 65, 50)),
        (Handle.BOTTOM_RIGHT, (20, 20, 65, 56)),
        (Handle.BOTTOM, (20, 20, 60, 56)),
        (Handle.BOTTOM_LEFT, (25, 20, 60, 56)),
        (Handle.LEFT, (25, 20, 60, 50)),
    ],
)
@pytest.mark.parametrize("kind", [Rectangle, Ellipse])
def test_each_handle_moves_its_own_sides(kind, handle, box):
    left, top, right, bottom = box
    where = context(region("a", kind(20, 20, 40, 30)), selected="a")
    column, row = handles(BOX)[handle]
    grip = (column + 1, row - 1)  # not its very middle: the side must not jump to the mouse
    outcome = dragged(SELECT, grip, (grip[0] + 5.2, grip[1] + 5.9), where)
    assert outcome == Changed("a", kind(left, top, right - left, bottom - top))


@given(
    st.one_of(
        *(
            st.builds(kind, st.integers(0, 60), st.integers(0, 40), st.integers(1, 60), st.integers(1, 40))
            for kind in (Rectangle, Ellipse)
        )
    ),
    st.sampled_from(Handle),
    anywhere,
)
def test_no_handle_turns_a_shape_inside_out_or_leads_it_outside(shape, handle, point):
    result = resized(shape, handle, point, PIXELS)
    assert result.bounds.is_inside(rows=80, columns=120)
    assert result.columns >= 1
    assert result.rows >= 1
    across, down = handle.value
    if across >= 0:
        assert result.column == shape.column
    if across <= 0:
        assert result.column + result.columns == shape.column + shape.columns
    if down >= 0:
        assert result.row == shape.row
    if down <= 0:
        assert result.row + result.rows == shape.row + shape.rows


def test_a_polygon_is_scaled_with_its_box():
    triangle = Polygon(((10, 10), (30, 10), (10, 30)))
    assert resized(triangle, Handle.BOTTOM_RIGHT, (50, 20), PIXELS) == Polygon(((10, 10), (50, 10), (10, 20)))


def test_what_has_no_sides_has_no_handles():
    stroke = Stroke(((10, 10), (20, 20)), 3)
    assert not handles(stroke)
    assert not handles(Polygon(((5, 5), (9, 5), (7, 5))))
    with pytest.raises(ValueError, match="no handles"):
        resized(stroke, Handle.TOP, (0, 0), PIXELS)


def test_a_stroke_is_moved_as_a_whole():
    stroke = Stroke(((20, 20), (40, 30)), 3)
    where = context(region("a", stroke), selected="a")
    assert dragged(SELECT, (30, 25), (36, 27), where) == Changed("a", stroke.moved(columns=6, rows=2))


def test_the_heart_of_a_small_region_moves_it():
    where = context(region("a", Rectangle(20, 20, 6, 6)), selected="a")
    assert SELECT.press((23, 23), where).handle is None
    assert SELECT.press((19, 19), where).handle is Handle.TOP_LEFT


def test_a_short_side_has_no_handle_in_its_middle():
    shape = Rectangle(20, 20, 60, 6)
    assert set(handles(shape, room=(28, 28))) == {
        Handle.TOP_LEFT,
        Handle.TOP,
        Handle.TOP_RIGHT,
        Handle.BOTTOM_RIGHT,
        Handle.BOTTOM,
        Handle.BOTTOM_LEFT,
    }
    assert grasped(shape, (20, 23), context()) in {Handle.TOP_LEFT, Handle.BOTTOM_LEFT}


def test_a_region_smaller_than_a_device_pixel_can_still_be_grasped():
    assert touched([region("a", Rectangle(50, 50, 1, 1))], (46, 53), context(view_pixel=(3, 3))).id == "a"


def test_a_keep_only_region_is_grasped_by_its_border_alone():
    kept = region("kept", Rectangle(10, 10, 90, 60), effect=Effect.HIDE_OUTSIDE)
    assert touched([kept], (50, 40), context()) is None
    assert touched([kept], (12, 40), context()).id == "kept"
    assert touched([kept], (2, 2), context()) is None


@pytest.mark.parametrize(
    ("point", "cursor"),
    [
        ((20, 20), Cursor.FALLING),
        ((60, 20), Cursor.RISING),
        ((40, 20), Cursor.VERTICAL),
        ((20, 35), Cursor.HORIZONTAL),
        ((40, 35), Cursor.MOVE),
        ((100, 70), Cursor.ARROW),
    ],
)
def test_the_pointer_says_what_a_press_would_do(point, cursor):
    assert SELECT.hover(point, context(region("a", BOX), selected="a")) is cursor


# --- nudging ----------------------------------------------------------------------------------------------------


@given(st.data(), st.integers(-200, 200), st.integers(-200, 200))
def test_a_nudge_goes_as_far_as_the_image_and_keeps_the_shape(data, columns, rows):
    shape = data.draw(ours.shapes(rows=80, columns=120))
    assume(shape.bounds.is_inside(rows=80, columns=120))
    result = nudged(shape, columns, rows, PIXELS)
    assert result.bounds.is_inside(rows=80, columns=120)
    assert (result.bounds.columns, result.bounds.rows) == (shape.bounds.columns, shape.bounds.rows)
    back = nudged(result, shape.bounds.column - result.bounds.column, shape.bounds.row - result.bounds.row, PIXELS)
    assert back == shape


def test_a_bitmap_is_nudged_by_whole_pixels():
    bitmap = Bitmap(4, 4, 2, 1, (0, 2))
    assert nudged(bitmap, 1, 0, PIXELS) == Bitmap(5, 4, 2, 1, (0, 2))
    assert math.isclose(nudged(Rectangle(4.5, 4, 2, 2), -10, 0, PIXELS).column, 0.5)
