"""The view under the mouse and the keyboard."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, Qt, QTranslator
from PySide6.QtGui import QKeyEvent, QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from redactor.gui import tools
from redactor.gui.canvas.view import ImageView
from redactor.gui.tools import Cursor, Drawn, Preview
from redactor.model.geometry import Bounds, Polygon, Rectangle
from redactor.model.image import Window
from redactor.model.region import Effect, Region, Status
from tests.gui.canvas_scenes import (
    ALT,
    CTRL,
    LEFT,
    MIDDLE,
    RIGHT,
    SHIFT,
    colours,
    drag,
    mouse,
    pixels,
    shown,
    slope,
    wheel,
)

RECTANGLE = tools.available()["rectangle"]
SELECT = tools.available()["select"]
NAVIGATE = tools.available()["navigate"]


@pytest.fixture
def view(qtbot):
    """Two device pixels a pixel, and no margin: the frame has 200 rows and columns, the view 400."""
    return shown(qtbot, slope(200, 200))


@pytest.fixture
def told(view):
    """Everything that the view says, in order, but for where the mouse is and that zoom or place changed."""
    said = []
    for name in (
        "shape_drawn",
        "shape_changed",
        "region_clicked",
        "window_changed",
        "frame_stepped",
        "maximise_requested",
        "context_menu_requested",
        "original_shown",
    ):
        getattr(view, name).connect(lambda *facts, name=name: said.append((name, *facts)))
    return said


def focus(view, qtbot):
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)


def pixel_under(view, at):
    column, row = view.image_point(QPointF(*at))
    return math.floor(column), math.floor(row)


# --- drawing ----------------------------------------------------------------------------------------------------


def test_a_rectangle_is_drawn_with_the_left_button(view, told):
    view.set_tool(RECTANGLE)
    drag(view, (100, 50), (300, 150))
    assert told == [("shape_drawn", Rectangle(50, 25, 100, 50))]


def test_a_rectangle_is_drawn_with_qtest_too(view, told):
    view.set_tool(RECTANGLE)
    QTest.mousePress(view, LEFT, Qt.KeyboardModifier.NoModifier, QPointF(20, 40).toPoint())
    QTest.mouseMove(view, QPointF(60, 60).toPoint())
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, QPointF(60, 60).toPoint())
    assert told == [("shape_drawn", Rectangle(10, 20, 20, 10))]


def test_a_click_with_the_rectangle_tool_makes_nothing(view, told):
    view.set_tool(RECTANGLE)
    drag(view, (100, 50), (102, 51))
    assert told == []


def test_a_rectangle_may_begin_and_end_outside_the_image(qtbot):
    view = shown(qtbot, slope(100, 200))  # a band of 100 device pixels above and below
    drawn = []
    view.shape_drawn.connect(drawn.append)
    view.set_tool(RECTANGLE)
    drag(view, (100, 10), (500, 390))
    assert drawn == [Rectangle(50, 0, 150, 100)]


def test_what_is_being_drawn_is_shown_and_esc_takes_it_back(view, told):
    before = pixels(view)
    view.set_tool(RECTANGLE)
    mouse(view, "press", (100, 50))
    mouse(view, "move", (300, 150))
    during = pixels(view)
    assert (during[100, 200] < before[100, 200]).all()  # what will be hidden is dimmed
    assert tuple(during[50, 200]) == (0xFF, 0xB0, 0x00)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert np.array_equal(pixels(view), before)
    mouse(view, "release", (300, 150))
    assert told == []


def test_cancel_says_whether_there_was_anything(view):
    assert not view.cancel()
    view.set_tool(RECTANGLE)
    mouse(view, "press", (100, 50))
    assert view.cancel()
    assert not view.cancel()


def test_another_tool_cancels_what_was_begun(view, told):
    view.set_tool(RECTANGLE)
    mouse(view, "press", (100, 50))
    mouse(view, "move", (200, 150))
    view.set_tool(SELECT)
    mouse(view, "release", (200, 150))
    assert told == []


class Noting(ImageView):
    """Notes which part is painted."""

    painted: ClassVar[list[QRect]] = []

    def paintEvent(self, event):  # noqa: N802 - Qt's name
        self.painted.append(event.rect())
        super().paintEvent(event)


def test_only_the_part_that_changes_is_painted_while_drawing(qtbot):
    view = shown(qtbot, slope(200, 200), kind=Noting)
    view.set_tool(RECTANGLE)
    mouse(view, "press", (100, 50))
    mouse(view, "move", (140, 80))
    QApplication.processEvents()
    view.painted.clear()
    mouse(view, "move", (150, 90))
    QApplication.processEvents()
    assert len(view.painted) == 1
    assert view.painted[0].width() < 120
    assert view.painted[0].height() < 120


@dataclass(frozen=True)
class Corners:
    """Corners clicked so far, and where the next would be."""

    points: tuple[tuple[float, float], ...]
    next: tuple[float, float]

    @property
    def preview(self):
        points = (*self.points, self.next)
        return Preview(Polygon(points)) if len(points) > 2 else None

    def move(self, point, _context):
        return Corners(self.points, point)

    def release(self, point, _context):
        points = (*self.points, point)
        return Corners(points, point) if len(points) < 3 else Drawn(Polygon(points))


class ClickTool:
    """Draws a triangle with three clicks."""

    id = title = summary = shortcut = icon = "triangle"

    def press(self, point, _context):
        return Corners((), point)

    def hover(self, _point, _context):
        return Cursor.CROSS


def test_a_gesture_may_go_on_from_click_to_click(view, told):
    view.set_tool(ClickTool())
    for number, at in enumerate([(20, 20), (220, 20), (220, 220)]):
        mouse(view, "move", at)
        mouse(view, "press", at)
        assert len(told) == 0
        if number == 1:  # between two clicks one may look elsewhere
            drag(view, (10, 10), (10, 30), MIDDLE)
            drag(view, (10, 30), (10, 10), MIDDLE)
        mouse(view, "release", at)
    assert told == [("shape_drawn", Polygon(((10, 10), (110, 10), (110, 110))))]


def test_a_gesture_that_goes_on_is_cancelled_between_two_clicks(view, told):
    view.set_tool(ClickTool())
    drag(view, (20, 20), (20, 20))
    assert view.cancel()
    drag(view, (220, 20), (220, 20))
    drag(view, (220, 220), (220, 220))
    assert told == []


def test_the_wheel_does_not_leave_the_frame_while_something_is_drawn(view, told):
    view.set_tool(RECTANGLE)
    mouse(view, "press", (100, 50))
    wheel(view, (100, 50), -120)
    assert told == []


# --- selecting, moving, resizing ----------------------------------------------------------------------------------

NAME = Region("name", Rectangle(50, 25, 100, 50), status=Status.PROPOSED)
DATE = Region("date", Rectangle(50, 120, 60, 20))


def test_a_click_selects_and_a_click_beside_selects_nothing(view, told):
    view.set_regions((NAME, DATE), None)
    for tool in (SELECT, NAVIGATE):
        view.set_tool(tool)
        drag(view, (200, 100), (200, 100))
        drag(view, (380, 380), (380, 380))
    assert told == [("region_clicked", "name"), ("region_clicked", None)] * 2


def test_a_region_is_moved_once_for_each_drag(view, told):
    view.set_tool(SELECT)
    view.set_regions((NAME, DATE), "name")
    drag(view, (200, 100), (240, 90))
    assert told == [("shape_changed", "name", Rectangle(70, 20, 100, 50))]


def test_moving_a_region_selects_it_first(view, told):
    view.set_tool(SELECT)
    view.set_regions((NAME, DATE), "name")
    drag(view, (130, 260), (110, 260))
    assert told == [("region_clicked", "date"), ("shape_changed", "date", Rectangle(40, 120, 60, 20))]


def test_a_handle_resizes_the_selected_region(view, told):
    view.set_tool(SELECT)
    view.set_regions((NAME, DATE), "name")
    drag(view, (301, 151), (321, 201))
    drag(view, (100, 100), (-300, 100))
    assert told == [
        ("shape_changed", "name", Rectangle(50, 25, 110, 75)),
        ("shape_changed", "name", Rectangle(0, 25, 150, 50)),
    ]


def test_the_outline_follows_the_hand_until_the_region_is_put_down(view):
    view.set_tool(SELECT)
    view.set_regions((DATE,), "date")
    mouse(view, "press", (160, 260))
    mouse(view, "move", (200, 260))
    during = pixels(view)
    assert tuple(during[240, 180]) == (0xFF, 0xB0, 0x00)
    assert tuple(during[240, 115]) != (0xFF, 0xB0, 0x00)


def test_a_region_that_vanishes_is_let_go(view, told):
    view.set_tool(SELECT)
    view.set_regions((NAME, DATE), "name")
    mouse(view, "press", (200, 100))
    mouse(view, "move", (240, 100))
    view.set_regions((DATE,), None)
    mouse(view, "release", (240, 100))
    assert told == []


def test_a_rejected_region_is_not_in_the_way(view, told):
    view.set_tool(SELECT)
    view.set_regions((DATE, Region("gone", Rectangle(40, 110, 90, 40), status=Status.REJECTED)), "gone")
    drag(view, (160, 260), (160, 260))
    assert told == [("region_clicked", "date")]


def test_with_the_masks_off_nothing_that_cannot_be_seen_is_moved(view, told):
    view.set_tool(SELECT)
    view.set_mask_display("off")
    view.set_regions((NAME, DATE), "date")
    drag(view, (200, 100), (240, 90))
    assert [name for name, *_ in told] == ["window_changed", "window_changed"]


def test_the_pointer_shows_what_a_press_would_do(view):
    view.set_tool(SELECT)
    view.set_regions((NAME,), "name")
    mouse(view, "move", (300, 150))
    assert view.cursor().shape() is Qt.CursorShape.SizeFDiagCursor
    mouse(view, "move", (200, 100))
    assert view.cursor().shape() is Qt.CursorShape.SizeAllCursor
    view.set_tool(RECTANGLE)
    mouse(view, "move", (200, 100))
    assert view.cursor().shape() is Qt.CursorShape.CrossCursor


# --- window and level -------------------------------------------------------------------------------------------


def test_dragging_right_is_wider_and_up_is_brighter(view, told):
    mouse(view, "press", (200, 200))
    mouse(view, "move", (250, 200))
    wider = view.window_shown
    mouse(view, "move", (200, 150))
    brighter = view.window_shown
    mouse(view, "move", (200, 200))
    assert wider.width > 1200
    assert wider.center == 0
    assert brighter.center < 0
    assert brighter.width == 1200
    assert view.window_shown == Window(0, 1200, "LINEAR_EXACT")  # back at the start, as before
    assert [name for name, *_ in told] == ["window_changed"] * 3
    assert told[0][1] == wider


@pytest.mark.parametrize("inverted_frame", [False, True])
@pytest.mark.parametrize("inverted_view", [False, True])
def test_up_is_brighter_for_the_eye_whatever_is_inverted(qtbot, inverted_frame, inverted_view):
    view = shown(qtbot, slope(200, 200, inverted=inverted_frame))
    view.set_inverted(inverted_view)
    before = pixels(view).mean()
    drag(view, (200, 200), (200, 120))
    assert pixels(view).mean() > before + 5


@pytest.mark.parametrize("modifiers", [ALT, CTRL | SHIFT], ids=["alt", "ctrl and shift"])
def test_with_a_drawing_tool_a_modifier_changes_the_window(view, told, modifiers):
    view.set_tool(RECTANGLE)
    drag(view, (200, 200), (260, 200), modifiers=modifiers)
    assert {name for name, *_ in told} == {"window_changed"}


def test_esc_brings_the_window_of_a_drag_back(view):
    before = view.window_shown
    mouse(view, "press", (200, 200))
    mouse(view, "move", (290, 120))
    assert view.window_shown != before
    assert view.cancel()
    assert view.window_shown == before


def test_a_shaking_hand_changes_no_window(view, told):
    drag(view, (200, 200), (202, 202))
    assert told == [("region_clicked", None)]


def test_colour_has_a_window_too(qtbot):
    view = shown(qtbot, colours(200, 200))
    assert view.window_shown == Window(127.5, 255, "LINEAR_EXACT")
    before = pixels(view)
    drag(view, (200, 200), (200, 260))
    assert pixels(view).mean() < before.mean()


def test_inverting_twice_is_nothing(view):
    before = pixels(view)
    view.set_inverted(True)
    assert np.array_equal(pixels(view), 255 - before)
    view.set_inverted(False)
    assert np.array_equal(pixels(view), before)


# --- zoom, pan, frames ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", [(30, 40), (200, 200), (399, 7)])
@pytest.mark.parametrize("turned", [120, -120, 600, 30])
def test_ctrl_and_the_wheel_keep_the_pixel_under_the_cursor(view, told, at, turned):
    before = view.image_point(QPointF(*at))
    wheel(view, at, turned, CTRL)
    assert view.image_point(QPointF(*at)) == pytest.approx(before, abs=1e-6)
    assert (view.zoom > 2) == (turned > 0)
    assert told == []


def test_the_wheel_steps_through_frames(view, told):
    wheel(view, (200, 200), -120)
    wheel(view, (200, 200), 240)
    wheel(view, (200, 200), -120, SHIFT)
    assert told == [("frame_stepped", 1), ("frame_stepped", -2), ("frame_stepped", 10)]


def test_a_fine_wheel_adds_up_to_a_step(view, told):
    for _ in range(7):
        wheel(view, (200, 200), -40)
    assert told == [("frame_stepped", 1), ("frame_stepped", 1)]
    wheel(view, (200, 200), 100)  # the other way: what was left over is forgotten
    assert len(told) == 2


@pytest.mark.parametrize(("button", "modifiers"), [(MIDDLE, None), (LEFT, CTRL)])
def test_the_image_is_dragged_along(view, button, modifiers):
    view.set_tool(RECTANGLE)
    under = pixel_under(view, (100, 100))
    drag(view, (100, 100), (160, 70), button, modifiers or Qt.KeyboardModifier.NoModifier)
    assert pixel_under(view, (160, 70)) == under
    assert not view.is_fitted


@pytest.mark.parametrize(("button", "modifiers"), [(RIGHT, None), (LEFT, SHIFT)])
def test_dragging_up_goes_closer_to_where_the_drag_began(view, told, button, modifiers):
    modifiers = modifiers or Qt.KeyboardModifier.NoModifier
    before = view.image_point(QPointF(120, 250))
    drag(view, (120, 250), (120, 150), button, modifiers)
    assert view.zoom > 3
    assert view.image_point(QPointF(120, 250)) == pytest.approx(before)
    drag(view, (120, 150), (120, 250), button, modifiers)
    assert view.zoom == pytest.approx(2)
    assert told == []


def test_esc_brings_the_place_of_a_drag_back(view):
    before = view.placement.transform
    mouse(view, "press", (100, 100), MIDDLE)
    mouse(view, "move", (160, 70), MIDDLE)
    assert view.placement.transform != before
    assert view.cancel()
    assert view.placement.transform == before


def test_pinching_zooms_at_the_fingers(view):
    place = QPointF(120, 90)
    before = view.image_point(place)
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        place,
        place,
        view.mapToGlobal(place),
        0.5,
        QPointF(),
    )
    QApplication.sendEvent(view, pinch)
    assert view.zoom == pytest.approx(3)
    assert view.image_point(place) == pytest.approx(before)


def test_fit_and_actual_size(view):
    view.actual_size()
    assert view.zoom == 1
    assert np.array_equal(pixels(view)[100:300, 100:300, 0], view.content.values.display())
    view.fit()
    assert view.zoom == 2
    view.resize(200, 300)
    assert view.zoom == 1


def test_panning_by_keys_moves_the_image_as_far(view):
    view.zoom_at(None, 2)
    under = pixel_under(view, (200, 200))
    view.pan(12, -8)
    assert pixel_under(view, (212, 192)) == under


def test_a_finding_is_looked_at(view):
    view.look_at(Bounds(150, 20, 20, 10))
    corners = [view.image_point(QPointF(0, 0)), view.image_point(QPointF(400, 400))]
    assert view.zoom == 8
    assert corners[0][0] <= 150
    assert corners[1][0] >= 170
    assert corners[0][1] <= 20
    assert corners[1][1] >= 30


def test_pixels_are_square_only_if_the_image_says_so(qtbot):
    frame = slope(100, 200)
    view = shown(qtbot, type(frame)(frame.values, frame.pixels, aspect=2.0))
    assert pixel_under(view, (399, 399)) == (199, 99)
    assert pixel_under(view, (0, 0)) == (0, 0)


def test_every_change_of_zoom_and_place_is_told(view, qtbot):
    for change in (view.fit, view.actual_size, lambda: view.pan(1, 1), lambda: view.zoom_at(QPointF(3, 4), 2)):
        with qtbot.waitSignal(view.view_changed, timeout=0):
            change()


def test_the_pixel_under_the_mouse_is_told(view):
    said = []
    view.pointer_moved.connect(said.append)
    mouse(view, "move", (11, 399))
    mouse(view, "move", (400, 10))
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert said == [(5, 199), None, None]


# --- menu, double click -----------------------------------------------------------------------------------------


def test_a_right_click_asks_for_the_menu_of_the_region_there(view, told):
    view.set_regions((NAME,), None)
    view.set_tool(RECTANGLE)
    drag(view, (200, 100), (200, 100), RIGHT)
    drag(view, (380, 380), (380, 380), RIGHT)
    place = view.mapToGlobal(QPointF(200, 100)).toPoint()
    assert told[0] == ("context_menu_requested", "name", place)
    assert told[1][:2] == ("context_menu_requested", None)


def test_the_menu_key_asks_for_the_menu_of_the_selected_region(view, told):
    view.set_regions((NAME,), "name")
    QTest.keyClick(view, Qt.Key.Key_Menu)
    assert told[0][:2] == ("context_menu_requested", "name")


def test_a_double_click_asks_to_be_maximised_unless_the_tool_draws(view, told):
    mouse(view, "double", (200, 200))
    mouse(view, "release", (200, 200))
    assert ("maximise_requested",) in told
    told.clear()
    view.set_tool(RECTANGLE)
    mouse(view, "double", (200, 200))
    mouse(view, "release", (200, 200))
    assert told == []


def test_a_second_button_during_a_drag_does_nothing(view, told):
    view.set_tool(RECTANGLE)
    mouse(view, "press", (100, 50))
    mouse(view, "press", (120, 60), RIGHT)
    mouse(view, "release", (120, 60), RIGHT)
    mouse(view, "move", (300, 150))
    mouse(view, "release", (300, 150))
    assert told == [("shape_drawn", Rectangle(50, 25, 100, 50))]


# --- mask -------------------------------------------------------------------------------------------------------


@pytest.fixture
def masked(view):
    mask = np.zeros((200, 200), np.bool_)
    mask[25:75, 50:150] = True
    view.set_regions((NAME,), None)
    view.set_mask(mask)
    return view


def is_black(view):
    return not pixels(view)[56:144, 106:294].any()


def has_outline(view):
    return (pixels(view) == (0xFF, 0xB0, 0x00)).all(axis=2).any()


def test_hidden_pixels_are_black_as_in_the_output(masked):
    seen = pixels(masked)
    assert is_black(masked)
    assert seen[46, 200].all()
    assert seen[154, 200].all()


def test_hidden_pixels_stay_black_in_every_window(masked):
    masked.set_inverted(True)
    masked.set_window(Window(-2000, 1))
    assert is_black(masked)


def test_the_mask_is_shown_filled_as_an_outline_or_not_at_all(masked):
    seen = []
    for display in ("filled", "outline", "off"):
        masked.set_mask_display(display)
        seen.append((is_black(masked), has_outline(masked)))
    assert seen == [(True, True), (False, True), (False, False)]


def test_space_shows_the_original_while_it_is_held(masked, told):
    before = pixels(masked)
    QTest.keyPress(masked, Qt.Key.Key_Space)
    assert not is_black(masked)
    assert not has_outline(masked)
    for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):  # what a held key sends when it repeats
        repeated = QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
        QApplication.sendEvent(masked, repeated)
    assert not is_black(masked)
    QTest.keyRelease(masked, Qt.Key.Key_Space)
    assert np.array_equal(pixels(masked), before)
    assert told == [("original_shown", True), ("original_shown", False)]


def test_the_original_does_not_stay_when_the_focus_leaves(masked, qtbot):
    focus(masked, qtbot)
    masked.show_original(True)
    masked.clearFocus()
    assert is_black(masked)


def test_the_original_does_not_stay_when_the_view_is_hidden(masked):
    masked.show_original(True)
    masked.hide()
    masked.show()
    assert is_black(masked)


def test_a_mask_of_another_size_is_refused(view):
    with pytest.raises(ValueError, match="size"):
        view.set_mask(np.zeros((3, 3), np.bool_))


def test_the_next_frame_keeps_zoom_window_and_mask(masked):
    masked.zoom_at(QPointF(100, 100), 2)
    masked.set_window(Window(5, 6))
    place = masked.placement.transform
    masked.show_image(slope(200, 200), keep_view=True)
    assert masked.placement.transform == place
    assert masked.window_shown == Window(5, 6)
    masked.fit()
    assert is_black(masked)


def test_another_image_starts_anew_even_if_the_view_was_to_be_kept(masked):
    masked.zoom_at(QPointF(100, 100), 2)
    masked.set_window(Window(5, 6))
    masked.show_image(slope(100, 200), keep_view=True)
    assert masked.is_fitted
    assert masked.window_shown == Window(0, 1200, "LINEAR_EXACT")
    assert not has_outline(masked)


def test_rejected_regions_are_outlined_only_while_selected(view):
    rejected = NAME.decided(Status.REJECTED)
    before = pixels(view)
    view.set_regions((rejected,), None)
    assert np.array_equal(pixels(view), before)
    view.set_regions((rejected,), "name")
    assert not np.array_equal(pixels(view), before)
    assert not has_outline(view)


def test_proposed_accepted_and_protect_zones_look_different(view):
    seen = []
    for region in (NAME, NAME.decided(Status.ACCEPTED), Region("name", NAME.shape, effect=Effect.PROTECT)):
        view.set_regions((region,), None)
        seen.append(pixels(view).tobytes())
    assert len(set(seen)) == 3


# --- without an image, and for those who can't see it ---------------------------------------------------------------


def test_without_an_image_the_mouse_does_nothing(qtbot):
    view = shown(qtbot, None)
    said = []
    view.shape_drawn.connect(said.append)
    view.set_tool(RECTANGLE)
    drag(view, (10, 10), (100, 100))
    wheel(view, (10, 10), 120, CTRL)
    mouse(view, "double", (10, 10))
    assert said == []
    assert not pixels(view).any()
    assert view.window_shown.width == 255


def test_a_screen_reader_is_told_what_is_shown(view):
    view.set_summary("Image 3 of 42, CT, 2 proposals, not reviewed")
    assert view.accessibleDescription() == "Image 3 of 42, CT, 2 proposals, not reviewed"
    assert view.accessibleName()


def test_the_name_is_said_in_the_language_of_the_window(view, qtbot):
    class Shouting(QTranslator):
        def isEmpty(self):  # noqa: N802 - Qt's name
            return False

        def translate(self, _context, text, *_rest):
            return text.upper()

    loud = Shouting()
    QApplication.installTranslator(loud)
    try:
        qtbot.waitUntil(lambda: view.accessibleName() == "IMAGE")
    finally:
        QApplication.removeTranslator(loud)


def test_input_methods_are_kept_away_from_the_keys_of_the_tools(view):
    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert view.focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_the_focus_can_be_seen(view, qtbot):
    focus(view, qtbot)
    assert tuple(pixels(view)[0, 200]) == (0x5C, 0xB3, 0xFF)


HIGH_DPI = """
import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from redactor.gui import tools
from tests.gui.canvas_scenes import drag, pixels, slope
from redactor.gui.canvas.view import ImageView
application = QApplication([])
view = ImageView()
view.resize(200, 200)
view.show_image(slope(200, 200))
view.show()
application.processEvents()
view.clearFocus()
ratio = view.devicePixelRatioF()
assert ratio > 1, ratio
assert view.zoom == ratio, view.zoom
drawn = []
view.shape_drawn.connect(drawn.append)
view.set_tool(tools.available()["rectangle"])
drag(view, (20, 20), (60, 40))
assert (drawn[0].column, drawn[0].row, drawn[0].columns, drawn[0].rows) == (20, 20, 40, 20), drawn
view.actual_size()
assert view.zoom == 1
side, first = round(200 * ratio), round(100 * ratio) - 100
seen = pixels(view)
assert seen.shape == (side, side, 3), seen.shape
assert np.array_equal(seen[first : first + 200, first : first + 200, 0], view.content.values.display())
"""


@pytest.mark.parametrize("factor", ["1.25", "1.5", "2"])
def test_actual_size_means_device_pixels_on_screens_of_any_density(factor):
    environment = {**os.environ, "QT_SCALE_FACTOR": factor, "QT_QPA_PLATFORM": "offscreen"}
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", HIGH_DPI], env=environment, cwd=root, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
