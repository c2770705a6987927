"""Masks drawn and changed in the window, by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMenu

from redactor.gui.dialogs.region_editor import RegionEditor
from redactor.model.geometry import Bitmap, Ellipse, Polygon, Rectangle, Stroke
from redactor.model.region import ALL, Effect, Kind, Origin, Scope, Status, StyleChoice
from redactor.workflow.related import RELATED
from tests.gui.canvas_scenes import ALT, RIGHT, SHIFT, drag, mouse, wheel
from tests.gui.conftest import proposals, text_at
from tests.instances import capture, ct_slice

OPENS_MENUS = pytest.mark.qt_log_ignore("does not support", extend=True)
"""Qt's off-screen platform has no windows to raise, and no keyboard to grab."""
SPACE = {"FrameOfReferenceUID": "2.25.900", "ImageOrientationPatient": [1, 0, 0, 0, 1, 0]}


def at(window, column: float, row: float) -> tuple[float, float]:
    """Give where a pixel of the image lies on the view."""
    x, y = window.viewport.view.placement.transform.to_view((column, row))
    ratio = window.viewport.view.devicePixelRatioF()
    return x / ratio, y / ratio


class Hand:
    """The mouse on the image of a window, in pixels of the image."""

    def __init__(self, driver) -> None:
        self.driver = driver
        self.window = driver.window
        self.view = driver.window.viewport.view
        self.session = driver.window.session

    def drag(self, start, end, **how) -> None:
        drag(self.view, at(self.window, *start), at(self.window, *end), **how)

    def click(self, *points, **how) -> None:
        for point in points:
            mouse(self.view, "move", at(self.window, *point))
            mouse(self.view, "press", at(self.window, *point), **how)
            mouse(self.view, "release", at(self.window, *point), **how)

    def hidden(self, column, row) -> bool:
        return bool(self.session.mask(self.session.image, self.session.position.frame)[row, column])

    @property
    def obstacle(self):
        return self.window.actions_by_id.obstacle


@pytest.fixture
def hand(driver, searches, one_image) -> Hand:
    searches.answer = proposals()
    driver.open(one_image)
    return Hand(driver)


def is_all(*keys) -> Scope:
    return Scope(keys)


# --- tools ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "shape", "effect", "label"),
    [
        ("E", Ellipse(10, 10, 20, 10), Effect.HIDE, "Draw region"),
        ("Shift+K", Rectangle(10, 10, 20, 10), Effect.HIDE_OUTSIDE, "Keep only the inside"),
        ("Shift+P", Rectangle(10, 10, 20, 10), Effect.PROTECT, "Protect"),
    ],
)
def test_a_shape_is_drawn_from_corner_to_corner(hand, key, shape, effect, label):
    hand.driver.press(key)
    hand.drag((10, 10), (30, 20))
    (region,) = hand.session.regions
    assert (region.shape, region.effect, region.status) == (shape, effect, Status.ACCEPTED)
    assert hand.hidden(20, 15) is (effect is Effect.HIDE)
    assert hand.hidden(50, 40) is (effect is Effect.HIDE_OUTSIDE)
    assert hand.session.undo_label == label
    hand.driver.do("undo")
    assert hand.session.regions == ()


def test_a_polygon_is_closed_with_enter_and_is_one_step_of_undo(hand):
    hand.driver.press("P")
    hand.click((10, 10), (40, 10), (50, 40))
    hand.driver.press("Backspace")
    hand.click((30, 40))
    assert hand.session.regions == ()
    hand.driver.press("Return")
    (region,) = hand.session.regions
    assert [(round(column), round(row)) for column, row in region.shape.points] == [(10, 10), (40, 10), (30, 40)]
    assert hand.window.findChild(RegionEditor) is None
    hand.driver.do("undo")
    assert hand.session.regions == ()
    assert hand.session.undo_label is None


def test_a_polygon_is_closed_with_a_double_click(hand):
    hand.driver.press("P")
    hand.click((10, 10), (40, 10), (30, 40))
    mouse(hand.view, "double", at(hand.window, 30, 40))
    mouse(hand.view, "release", at(hand.window, 30, 40))
    assert isinstance(hand.session.regions[0].shape, Polygon)
    assert hand.window.findings.isVisible()  # the double click was the tool's, and did not show the image alone


@pytest.mark.parametrize("key", ["R", "E", "P", "U", "B", "Shift+B", "Shift+K", "Shift+P"])
def test_escape_leaves_nothing_of_what_was_begun(hand, key):
    hand.driver.press(key)
    mouse(hand.view, "press", at(hand.window, 10, 10))
    mouse(hand.view, "move", at(hand.window, 30, 30))
    hand.driver.press("Esc")
    mouse(hand.view, "release", at(hand.window, 30, 30))
    assert hand.session.regions == ()
    assert not hand.view.is_drawing
    assert hand.session.undo_label is None


def test_what_was_begun_on_an_image_is_not_drawn_on_the_next(driver, searches, tmp_path):
    searches.answer = proposals()
    driver.open(capture(tmp_path / "1.dcm", rows=48, columns=64), capture(tmp_path / "2.dcm", rows=48, columns=64))
    hand = Hand(driver)
    driver.press("P")
    hand.click((10, 10), (40, 10), (30, 40))
    driver.press("PgDown")
    assert not hand.view.is_drawing
    assert hand.session.plan.regions == ()


def test_the_fan_hides_what_lies_around_it(hand):
    hand.driver.press("U")
    hand.click((22, 4), (42, 4), (60, 40), (4, 40))
    (region,) = hand.session.regions
    assert region.effect is Effect.HIDE_OUTSIDE
    assert hand.hidden(2, 2)
    assert not hand.hidden(32, 30)


def test_a_stroke_hides_and_the_eraser_uncovers_a_part_of_it(hand):
    hand.driver.press("B")
    hand.drag((20, 24), (50, 24))
    hand.driver.press("Shift+B")
    hand.drag((35, 24), (36, 24))
    stroke, erased = hand.session.regions
    assert isinstance(stroke.shape, Stroke)
    assert (erased.effect, erased.status) == (Effect.ERASE, Status.ACCEPTED)
    assert hand.hidden(21, 24)
    assert not hand.hidden(35, 24)
    assert hand.session.undo_label == "Uncover"


def test_a_stroke_over_the_border_is_cut_there(hand):
    hand.driver.press("B")
    hand.drag((20, 0), (50, 0))
    assert isinstance(hand.session.regions[0].shape, Bitmap)
    assert hand.hidden(30, 0)


def test_the_brush_has_its_size_by_keys_and_wheel(hand):
    hand.driver.press("B")
    assert hand.view.brush == 4
    hand.driver.press("]")
    hand.driver.press("]")
    assert hand.view.brush == 6
    assert hand.window.statusBar().currentMessage() == "Brush: 6 px"
    hand.driver.press("[")
    wheel(hand.view, at(hand.window, 20, 20), 120, SHIFT)
    assert hand.view.brush == 6
    hand.driver.press("N")
    wheel(hand.view, at(hand.window, 20, 20), 120, SHIFT)
    assert hand.view.brush == 6


def test_the_ring_of_the_brush_follows_the_pointer_and_leaves_with_it(hand):
    hand.driver.press("B")
    plain = hand.view.grab().toImage()
    mouse(hand.view, "move", at(hand.window, 30, 20))
    shown = hand.view.grab().toImage()
    assert shown != plain
    hand.view.show_brush(None)
    assert hand.view.grab().toImage() == plain


# --- corners ----------------------------------------------------------------------------------------------------

SQUARE = Polygon(((10, 10), (50, 10), (50, 40), (10, 40)))


def test_corners_are_added_and_removed_with_alt(hand):
    hand.session.draw(SQUARE)
    hand.driver.press("V")
    hand.click((30, 10), modifiers=ALT)
    assert len(hand.session.selected.shape.points) == 5
    assert hand.session.undo_label == "Change region"
    hand.click((30, 10), modifiers=ALT | SHIFT)
    assert hand.session.selected.shape == SQUARE


@OPENS_MENUS
def test_corners_are_added_and_removed_from_the_menu(hand):
    hand.session.draw(SQUARE)
    assert hand.obstacle("add_corner") == "There is no edge of the polygon here."
    hand.click((30, 10), button=RIGHT)
    menu = next(menu for menu in hand.window.findChildren(QMenu) if menu.isVisible())
    assert {"Add a corner here", "Remove this corner"} <= {action.text() for action in menu.actions()}
    menu.close()
    hand.driver.do("add_corner")
    assert len(hand.session.selected.shape.points) == 5
    place = hand.view.mapToGlobal(QPoint(*(round(part) for part in at(hand.window, 10, 10))))
    hand.view.context_menu_requested.emit(hand.session.selected_id, place)
    hand.driver.do("remove_corner")
    assert len(hand.session.selected.shape.points) == 4
    for menu in hand.window.findChildren(QMenu):
        menu.close()


def test_a_corner_is_dragged_and_the_status_bar_says_how(hand):
    hand.session.draw(SQUARE)
    hand.session.select(None)
    hand.driver.press("V")
    hand.click((30, 25))
    assert "Alt-click an edge" in hand.window.statusBar().currentMessage()
    hand.drag((50, 40), (60, 45))
    assert hand.session.selected.shape.points[2] == (60, 45)


def test_an_ellipse_is_moved_and_resized(hand):
    hand.session.draw(Ellipse(10, 10, 20, 20))
    hand.driver.press("V")
    hand.drag((20, 20), (25, 22))
    assert hand.session.selected.shape == Ellipse(15, 12, 20, 20)
    hand.drag((35, 32), (45, 40))
    assert hand.session.selected.shape == Ellipse(15, 12, 30, 28)


def test_other_shapes_have_no_corners_to_add(hand):
    hand.session.draw(Rectangle(10, 10, 20, 20))
    assert hand.obstacle("add_corner") == "Only a polygon has corners to add and remove."


# --- where a region applies -------------------------------------------------------------------------------------


@pytest.fixture
def many(driver, searches, tmp_path) -> Hand:
    """Two series of one device, the first with an image of another size, and a cine."""
    searches.answer = proposals()
    device = {"Manufacturer": "ACME", "ManufacturerModelName": "U1", "Modality": "US"}
    for number, rows in ((1, 48), (2, 48), (3, 50)):
        facts = {"InstanceNumber": number, "SeriesInstanceUID": "2.25.1", **device}
        capture(tmp_path / "in" / f"a{number}.dcm", rows=rows, columns=64, **facts)
    capture(tmp_path / "in" / "b.dcm", rows=48, columns=64, SeriesInstanceUID="2.25.2", **device)
    capture(tmp_path / "in" / "c.dcm", rows=48, columns=64, frames=4, SeriesInstanceUID="2.25.3", Modality="XA")
    driver.open(tmp_path / "in")
    return Hand(driver)


def keys_of(hand, *series) -> tuple[str, ...]:
    case = hand.session.case
    return tuple(image.key for number in series for image in case.series[number].images)


def test_a_region_is_applied_to_the_series_but_to_no_other_size(many):
    many.session.draw(Rectangle(5, 5, 10, 10))
    many.driver.press("S")
    assert many.session.selected.scope == is_all(*keys_of(many, 0)[:2])
    assert many.window.statusBar().currentMessage() == (
        "The region applies to 2 images. Images of another size that were left out: 1."
    )
    assert many.obstacle("scope_series") == "The region applies there already."
    many.driver.do("undo")
    assert many.session.selected.scope == is_all(keys_of(many, 0)[0])


def test_a_region_is_applied_to_the_device_and_size(many):
    many.session.draw(Rectangle(5, 5, 10, 10))
    many.driver.press("T")
    assert set(many.session.selected.scope.instances) == {*keys_of(many, 0)[:2], *keys_of(many, 1)}
    many.driver.press("Shift+S")
    assert many.session.selected.scope == is_all(keys_of(many, 0)[0])


def to_cine(hand):
    hand.session.go_to(type(hand.session.position)(2, 0, 2))
    hand.driver.until(lambda: hand.window.viewport.content is not None)


def test_a_region_is_applied_to_the_frame_shown_and_to_some_frames(many):
    to_cine(many)
    many.session.draw(Rectangle(5, 5, 10, 10))
    many.driver.press("F")
    assert many.session.selected.scope.frames == (2,)
    many.driver.press("Shift+F")
    editor = many.window.findChild(RegionEditor)
    assert editor.first.hasFocus() or editor.first.isEnabled()
    editor.first.setValue(2)
    editor.last.setValue(3)
    editor.accept()
    assert many.session.selected.scope.frames == (2, 3)
    many.driver.press("Shift+S")
    assert many.session.selected.scope.frames == ALL


def test_a_device_without_a_name_matches_nothing(many):
    to_cine(many)
    many.session.draw(Rectangle(5, 5, 10, 10))
    assert "does not name the device" in many.obstacle("scope_device")
    assert many.obstacle("scope_series") == "No other image matches."


def test_what_uncovers_stays_on_its_own_image(many):
    many.session.draw(Rectangle(5, 5, 10, 10), Effect.ERASE)
    assert many.obstacle("scope_series").startswith("What uncovers stays on its own image")
    many.driver.press("S")
    assert many.session.selected.scope == is_all(keys_of(many, 0)[0])


def test_where_a_region_applies_is_asked_after_drawing_and_never_takes_the_keys(many):
    popup = many.window.regions.apply_to
    many.driver.press("R")
    many.drag((10, 10), (30, 20))
    assert popup.isVisible()
    assert many.view.rect().contains(popup.geometry())
    assert many.view.hasFocus()
    shown = {button.text() for button in popup.findChildren(type(popup._close)) if button.isVisible()}
    assert shown == {"Series, same size", "Same device and size", "×"}
    next(button for button in popup.findChildren(type(popup._close)) if button.text() == "Series, same size").click()
    assert len(many.session.selected.scope.instances) == 2
    assert not popup.isVisible()
    many.drag((10, 30), (30, 40))
    assert popup.isVisible()
    many.driver.press("Esc")
    assert not popup.isVisible()


def test_nothing_is_asked_where_there_is_nothing_else(hand):
    hand.driver.press("R")
    hand.drag((10, 10), (30, 20))
    assert not hand.window.regions.apply_to.isVisible()


def test_the_card_says_where_and_how(many):
    many.session.draw(Rectangle(5, 5, 10, 10))
    many.driver.press("S")
    many.driver.do("style_mosaic")
    model = many.window.findings.findings
    assert "2 images, Mosaic: obscured, not removed, 10×10 pixels" in model.data(model.index(1)), "below its heading"


# --- style ------------------------------------------------------------------------------------------------------


def test_a_region_has_a_style_of_its_own_and_loses_it_again(hand):
    hand.session.draw(Rectangle(5, 5, 10, 10))
    hand.driver.do("style_blur")
    assert hand.session.selected.style == StyleChoice("blur")
    assert hand.session.undo_label == "Change style"
    assert hand.obstacle("style_blur") == "The region has this style already."
    hand.driver.do("style_solid")
    assert hand.session.selected.style is None


def test_an_obscuring_style_is_refused_for_text_in_words(driver, searches, one_image):
    driver.open(one_image)
    hand = Hand(driver)
    driver.press(".")
    for style in ("mosaic", "blur", "dp_pix"):
        assert hand.obstacle(f"style_{style}") == "Mosaic can be reversed for text. Use solid fill."
        assert not driver.window.actions_by_id[f"style_{style}"].isEnabled()
    driver.window.regions.use_style("mosaic")
    assert hand.session.selected.style is None
    driver.do("style_surroundings")
    assert hand.session.selected.style == StyleChoice("surroundings")


def test_what_hides_nothing_has_no_style(hand):
    hand.session.draw(Rectangle(5, 5, 10, 10), Effect.PROTECT)
    assert hand.obstacle("style_mosaic") == "This region hides nothing, so it has no style."


# --- clipboard --------------------------------------------------------------------------------------------------


def test_regions_are_copied_to_other_images_of_the_same_size_alone(many):
    assert many.obstacle("paste_region") == "Copy a region first."
    many.session.draw(Rectangle(5, 5, 10, 10))
    many.driver.press("Ctrl+C")
    many.driver.press("Ctrl+V")
    assert [region.shape for region in many.session.regions] == [Rectangle(5, 5, 10, 10), Rectangle(21, 21, 10, 10)]
    many.driver.press("PgDown")
    many.driver.press("Ctrl+V")
    assert [region.shape for region in many.session.regions] == [Rectangle(5, 5, 10, 10)]
    assert many.session.undo_label == "Paste region"
    many.driver.press("PgDown")
    assert many.obstacle("paste_region").startswith("The copied region belongs to an image of another size.")
    many.driver.press("Ctrl+V")
    assert many.session.regions == ()


def test_a_finding_that_is_pasted_is_the_persons_own(driver, searches, one_image):
    driver.open(one_image)
    driver.press(".")
    driver.press("Ctrl+X")
    assert driver.statuses == ["rejected", "proposed"]
    driver.press("Ctrl+V")
    pasted = driver.window.session.selected
    assert (pasted.origin, pasted.status, pasted.kind) == (Origin(), Status.ACCEPTED, Kind.BURNED_IN_TEXT)
    assert pasted.confidence is None
    # It shows text as the finding did, so that no obscuring style is allowed for it either.
    assert driver.window.actions_by_id.obstacle("style_mosaic").startswith("Mosaic can be reversed")


def test_a_region_that_is_cut_is_gone_in_one_step(hand):
    hand.session.draw(Rectangle(5, 5, 10, 10))
    hand.driver.press("Ctrl+X")
    assert hand.session.regions == ()
    assert hand.session.undo_label == "Cut region"
    hand.driver.do("undo")
    assert len(hand.session.regions) == 1


# --- findings that are kept -------------------------------------------------------------------------------------


def test_a_finding_is_kept_as_a_marker(driver, searches, one_image):
    driver.open(one_image)
    session = driver.window.session
    driver.press(".")
    found = session.selected
    driver.press("L")
    assert driver.statuses == ["rejected", "proposed", "accepted"]
    zone = session.regions[-1]
    assert (zone.shape, zone.effect, zone.origin) == (found.shape, Effect.PROTECT, Origin())
    assert not session.mask(session.image, 1)[3, 3]
    driver.do("undo")
    assert driver.statuses == ["proposed", "proposed"]


def test_a_match_with_the_header_cannot_be_kept(driver, searches, one_image):
    searches.answer = proposals(text_at(2, 2, 10, 4, header_match=True))
    driver.open(one_image)
    driver.press(".")
    driver.press("L")
    assert driver.statuses == ["proposed"]
    assert "matches an identifier in the header" in driver.window.statusBar().currentMessage()


def test_a_proposed_zone_is_kept_by_accepting_it(driver, searches, one_image):
    searches.answer = proposals(text_at(2, 2, 10, 4, suggestion="keep"))
    driver.open(one_image)
    driver.press(".")
    driver.press("L")
    assert driver.statuses == ["accepted"]
    assert driver.window.actions_by_id.obstacle("keep") == "This one is kept already."


def test_ones_own_region_is_deleted_and_not_kept(hand):
    hand.session.draw(Rectangle(5, 5, 10, 10))
    assert hand.obstacle("keep") == "You drew this region yourself. Delete it instead."


# --- numbers ----------------------------------------------------------------------------------------------------


def ok(editor):
    return editor.buttons.button(QDialogButtonBox.StandardButton.Ok)


def test_a_region_is_changed_by_numbers_in_one_step(hand):
    hand.session.draw(Rectangle(5, 5, 10, 10))
    hand.driver.press("F2")
    editor = hand.window.findChild(RegionEditor)
    for field, value in ((editor.column, 7), (editor.row, 8), (editor.columns, 20), (editor.rows, 12)):
        field.setValue(value)
    editor.effect.setCurrentIndex(editor.effect.findData(Effect.HIDE_OUTSIDE))
    editor.style_of.setCurrentIndex(editor.style_of.findData("mosaic"))
    editor.accept()
    region = hand.session.selected
    assert (region.shape, region.effect, region.style) == (
        Rectangle(7, 8, 20, 12),
        Effect.HIDE_OUTSIDE,
        StyleChoice("mosaic"),
    )
    hand.driver.do("undo")
    assert hand.session.selected.shape == Rectangle(5, 5, 10, 10)
    assert hand.session.selected.style is None


def test_numbers_that_lead_outside_are_refused_in_words(hand):
    hand.session.draw(Rectangle(5, 5, 10, 10))
    hand.driver.press("F2")
    editor = hand.window.findChild(RegionEditor)
    editor.column.setValue(60)
    assert editor.message.text().startswith("The region has to lie inside the image")
    assert not ok(editor).isEnabled()
    editor.accept()
    assert hand.session.selected.shape == Rectangle(5, 5, 10, 10)
    editor.column.setValue(20)
    assert ok(editor).isEnabled()
    assert editor.message.text() == ""
    editor.reject()


def test_a_region_is_made_by_keys_alone(hand, qtbot):
    hand.driver.press("Ins")
    editor = hand.window.findChild(RegionEditor)
    assert editor.column.accessibleName() == "Column"
    editor.activateWindow()  # off screen, no window manager does it
    editor.column.setFocus()
    hand.driver.until(editor.column.hasFocus)
    editor.column.selectAll()
    qtbot.keyClicks(editor.column, "3")
    qtbot.keyClick(editor.column, Qt.Key.Key_Return)
    (region,) = hand.session.regions
    assert region.shape == Rectangle(3, 18, 16, 12)
    assert hand.session.undo_label == "Draw region"


def test_a_finding_keeps_its_effect_and_what_it_shows_its_styles(driver, searches, one_image):
    driver.open(one_image)
    driver.press(".")
    driver.press("F2")
    editor = driver.window.findChild(RegionEditor)
    assert not editor.effect.isEnabled()
    row = editor.style_of.findData("mosaic")
    assert not editor.style_of.model().item(row).isEnabled()
    assert editor.style_of.itemData(row, Qt.ItemDataRole.ToolTipRole) == (
        "Mosaic can be reversed for text. Use solid fill."
    )
    editor.columns.setValue(12)
    editor.accept()
    assert driver.window.session.selected.shape == Rectangle(2, 2, 12, 4)
    assert driver.statuses == ["proposed", "proposed"]


def test_a_stroke_is_moved_by_numbers_but_has_no_size(hand):
    hand.session.draw(Stroke(((20, 20), (30, 20)), 4))
    hand.driver.press("F2")
    editor = hand.window.findChild(RegionEditor)
    assert not editor.columns.isEnabled()
    editor.column.setValue(editor.column.value() + 5)
    editor.accept()
    assert hand.session.selected.shape == Stroke(((25, 20), (35, 20)), 4)


# --- related images ---------------------------------------------------------------------------------------------


@pytest.fixture
def spaces(driver, searches, tmp_path) -> Hand:
    """Two CT series of one Frame of Reference."""
    searches.answer = proposals()
    for series in (1, 2):
        for number in (1, 2):
            facts = {"InstanceNumber": number, "SeriesInstanceUID": f"2.25.{series}", **SPACE}
            ct_slice(tmp_path / "in" / f"{series}{number}.dcm", **facts)
    driver.open(tmp_path / "in")
    return Hand(driver)


def test_what_is_drawn_is_proposed_on_related_series_in_one_step(spaces):
    session = spaces.session
    spaces.driver.press("R")
    spaces.drag((4, 4), (12, 12))
    drawn, carried = session.plan.regions
    assert drawn.scope == is_all(keys_of(spaces, 0)[0])
    assert carried.scope == is_all(*keys_of(spaces, 1))
    assert (carried.status, carried.origin, carried.shape) == (Status.PROPOSED, RELATED, drawn.shape)
    assert len(session.regions) == 1
    session.nudge(columns=2)
    assert session.plan.region(carried.id).shape == session.selected.shape
    session.undo()
    session.undo()
    assert session.plan.regions == ()
    session.redo()
    session.go_to(type(session.position)(1))
    spaces.driver.until(lambda: len(session.regions) == 1)
    model = spaces.window.findings.findings
    assert "drawn on a related image" in model.data(model.index(1)), "below its heading"
    spaces.driver.press(".")
    spaces.driver.press("X")
    assert spaces.driver.statuses == ["rejected"]


def test_what_was_carried_over_is_rejected_and_not_deleted(spaces):
    spaces.session.draw(Rectangle(4, 4, 8, 8))
    spaces.session.go_to(type(spaces.session.position)(1))
    spaces.driver.press(".")
    spaces.driver.press("Del")
    assert spaces.driver.statuses == ["rejected"]


# --- words ------------------------------------------------------------------------------------------------------


@OPENS_MENUS
def test_the_menu_of_a_region_follows_the_language(hand):
    hand.window._preferences.use_language("zh_CN")
    QApplication.processEvents()
    hand.session.draw(Rectangle(5, 5, 10, 10))
    place = hand.view.mapToGlobal(QPointF(*at(hand.window, 8, 8)).toPoint())
    hand.view.context_menu_requested.emit(hand.session.selected_id, place)
    menu = next(menu for menu in hand.window.findChildren(QMenu) if menu.isVisible())
    told = {action.text() for action in menu.actions()}
    assert {"应用到", "样式"} <= told
    menu.close()
