"""The viewer as a reviewer uses it: cine, before and after, faint text, magnifier, overlays; by mouse and keys."""

from __future__ import annotations

import json
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QToolButton

from redactor.gui.canvas.comparison import Comparison
from redactor.gui.canvas.faint import FaintLook
from redactor.gui.dialogs.own_presets import OwnPresetsDialog
from redactor.gui.own_presets import NO_NAME, PRIVATE, TAKEN, OwnPresets, from_json, tidy
from redactor.model.geometry import Bounds, Rectangle
from redactor.model.image import Window
from tests.dicom.test_viewing import drawing
from tests.gui.canvas_scenes import LEFT, drag, mouse, pixels, wheel
from tests.gui.conftest import proposals
from tests.instances import capture, header, save, with_pixels

MAGENTA = (255, 0, 255)


@pytest.fixture(autouse=True)
def nothing_found(searches):
    searches.answer = proposals()


def ramp(rows: int = 100, columns: int = 100) -> np.ndarray:
    """Give grey that is brightest at the left: nothing in it is black."""
    return np.broadcast_to(250 - np.arange(columns, dtype=np.uint8), (rows, columns)).copy()


@pytest.fixture
def grey(tmp_path):
    ds = with_pixels(header(WindowCenter=127.5, WindowWidth=255, VOILUTFunction="LINEAR_EXACT"), ramp()[None])
    return save(ds, tmp_path / "in" / "grey.dcm")


@pytest.fixture
def cine(tmp_path):
    return capture(tmp_path / "in" / "cine.dcm", rows=48, columns=64, frames=5, CineRate=50)


def at(view, column: float, row: float) -> tuple[float, float]:
    x, y = view.placement.transform.to_view((column, row))
    return x / view.devicePixelRatioF(), y / view.devicePixelRatioF()


def seen(view, column: float, row: float) -> tuple[int, ...]:
    """Give the colour at the middle of a pixel of the image, as it is painted."""
    x, y = view.placement.transform.to_view((column + 0.5, row + 0.5))
    return tuple(int(sample) for sample in pixels(view)[int(y), int(x)])


def noted(signal) -> list:
    told: list = []
    signal.connect(lambda *values: told.append(values))
    return told


# --- cine ---------------------------------------------------------------------------------------------------


def test_a_cine_paints_every_frame_in_order_until_it_is_stopped(driver, cine):
    driver.open(cine)
    played = driver.window.viewport.cine
    assert played.rate == 50
    painted = noted(driver.window.viewport.frame_appeared)
    driver.press("C")
    assert played.is_running
    driver.until(lambda: len(painted) > 12)
    driver.press("C")
    assert not played.is_running
    numbers = [number for number, before in zip(*[[n for _, n in painted]] * 2, strict=True) if number == before]
    steps = [number for place, number in enumerate(numbers) if place == 0 or numbers[place - 1] != number]
    first = steps[0]
    assert steps == [(first - 1 + place) % 5 + 1 for place in range(len(steps))]


def test_a_cine_goes_forth_and_back_where_it_is_asked_to(driver, cine):
    driver.open(cine)
    driver.press("Shift+C")
    assert driver.window.viewport.cine.sweeps
    went = []
    driver.window.session.position_changed.connect(lambda: went.append(driver.window.session.position.frame))
    driver.press("C")
    driver.until(lambda: len(went) >= 10)
    driver.press("C")
    assert went[:10] == [2, 3, 4, 5, 4, 3, 2, 1, 2, 3]


def test_the_rate_of_a_cine_is_changed_by_keys_and_shown(driver, cine, qtbot):
    driver.open(cine)
    bar = driver.window.viewport.cine_bar
    assert bar.rate.text() == "50 frames/s"
    driver.press("Ctrl+Down")
    assert bar.rate.text() == "40 frames/s"
    driver.press("Ctrl+Up")
    driver.press("Ctrl+Up")
    assert bar.rate.text() == "60 frames/s"
    qtbot.mouseClick(bar.slower, Qt.MouseButton.LeftButton)
    assert driver.window.viewport.cine.rate == 50
    assert all(button.accessibleName() or button.text() for button in bar.findChildren(QToolButton))


def test_a_cine_stops_where_somebody_goes_elsewhere_or_draws(driver, cine):
    driver.open(cine)
    played, view = driver.window.viewport.cine, driver.window.viewport.view
    driver.press("C")
    driver.press("Home")
    driver.press("End")
    driver.until(lambda: not played.is_running)
    driver.press("R")
    mouse(view, "press", at(view, 5, 5))
    driver.do("cine")
    assert not played.is_running
    mouse(view, "release", at(view, 5, 5))


def test_the_images_of_a_series_play_slowly_where_no_rate_is_said(driver, stack):
    driver.open(stack)
    played = driver.window.viewport.cine
    assert (played.frames, played.rate) == (4, 3.0)
    for _ in range(10):
        played.change_rate(1)
    went = noted(driver.window.viewport.frame_appeared)
    driver.press("C")
    driver.until(lambda: len({key for key, _ in went}) == 4)
    driver.press("C")


def test_one_frame_is_nothing_to_play(driver, one_image):
    driver.open(one_image)
    assert driver.window.actions_by_id.obstacle("cine") == "There is only one frame."
    assert not driver.window.viewport.cine_bar.isVisible()


# --- before and after ---------------------------------------------------------------------------------------


def test_a_curtain_shows_the_original_at_one_side_and_moves_by_mouse_and_keys(driver, grey):
    driver.open(grey)
    session, view = driver.window.session, driver.window.viewport.view
    session.draw(Rectangle(0, 40, 100, 20))
    session.select(None)
    driver.press("D")
    assert view.comparison is Comparison.VERTICAL
    assert "Curtain" in driver.window.viewport.masking_text
    assert seen(view, 20, 50) == (230, 230, 230)
    assert seen(view, 80, 50) == (0, 0, 0)
    line = view.curtain.line(view.placement.view) / view.devicePixelRatioF()
    drag(view, (line, 30), (at(view, 90, 0)[0], 30))
    assert seen(view, 80, 50) == (170, 170, 170)
    assert session.regions[0].shape == Rectangle(0, 40, 100, 20)
    before = view.curtain.share
    driver.press("Left")
    assert view.curtain.share == pytest.approx(before - 0.05)
    driver.press("D")
    assert view.comparison is Comparison.HORIZONTAL
    session.reshape(session.regions[0].id, Rectangle(0, 0, 100, 100))
    assert seen(view, 50, 10) == (200, 200, 200)
    assert seen(view, 50, 90) == (0, 0, 0)
    driver.press("D")
    assert view.comparison is Comparison.NONE
    assert seen(view, 50, 10) == (0, 0, 0)


def test_side_by_side_the_two_views_move_as_one(driver, grey, qtbot):
    driver.open(grey)
    session, view = driver.window.session, driver.window.viewport.view
    other = driver.window.viewport.comparing.original
    session.draw(Rectangle(0, 40, 100, 20))
    driver.press("Shift+D")
    driver.until(lambda: other.isVisible() and other.content is view.content and other.width() > 50)
    driver.until(lambda: abs(other.zoom - view.zoom) < 0.05)
    assert seen(other, 80, 50) == (170, 170, 170)
    assert seen(view, 80, 50) == (0, 0, 0)
    wheel(other, at(other, 20, 20), 240, Qt.KeyboardModifier.ControlModifier)
    assert view.placement.transform == other.placement.transform
    drag(view, (100, 100), (120, 130), button=Qt.MouseButton.MiddleButton)
    assert view.placement.transform == other.placement.transform
    drag(other, (100, 100), (160, 100))
    assert view.window_shown == other.window_shown != Window(127.5, 255, "LINEAR_EXACT")
    driver.press("I")
    assert other.is_inverted
    driver.press("9")
    assert other.look is FaintLook.NARROW
    assert view.hasFocus()
    driver.press("Shift+D")
    assert not other.isVisible()
    assert other.content is None


def test_the_map_of_changes_shows_every_changed_pixel_and_counts_those_outside(driver, grey):
    driver.open(grey)
    session, viewport = driver.window.session, driver.window.viewport
    session.draw(Rectangle(30, 40, 20, 20))
    session.select(None)
    viewport.view.actual_size()
    driver.press("Ctrl+Shift+D")
    driver.until(lambda: viewport.comparing.outside_text == "✔ Changed outside regions: 0 px")
    viewport.view.set_mask_display("off")
    viewport.view.set_regions((), None)
    painted = pixels(viewport.view)
    assert int((painted == MAGENTA).all(axis=2).sum()) == 400
    session.undo()
    driver.until(lambda: not (pixels(viewport.view) == MAGENTA).all(axis=2).any())
    driver.press("Ctrl+Shift+D")
    assert viewport.comparing.outside_text == ""


def test_another_case_is_shown_as_it_would_leave(driver, grey, one_image):
    driver.open(grey)
    view = driver.window.viewport.view
    driver.press("D")
    driver.window.open_paths([one_image])
    driver.until(lambda: view.comparison is Comparison.NONE)
    assert driver.window.viewport.comparing.text == ""


# --- faint text ---------------------------------------------------------------------------------------------


def letters(rows: int = 120, columns: int = 160) -> np.ndarray:
    drawn = np.zeros((rows, columns), np.uint8)
    cv2.putText(drawn, "4711", (30, 70), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 1, 3)
    return drawn


@pytest.mark.parametrize("kind", ["uint8", "uint16", "int16", "colour"])
def test_text_one_level_above_its_ground_is_seen_in_each_look(driver, tmp_path, kind):
    drawn = letters()
    if kind == "colour":
        frame, facts = np.stack([drawn] * 3, axis=2), {}
    else:
        frame = drawn.astype(kind) + (1000 if kind != "uint8" else 0)
        frame[:10, :10] = 200 if kind == "uint8" else 4000
        facts = {}
    driver.open(save(with_pixels(header(**facts), frame[None]), tmp_path / "in" / "a.dcm"))
    view, session = driver.window.viewport.view, driver.window.session
    view.actual_size()

    def contrast() -> float:
        x, y = (int(part) for part in view.placement.transform.to_view((0, 0)))
        shown = pixels(view)[y : y + 120, x : x + 160, 1].astype(int)
        far = ~cv2.dilate(drawn, np.ones((9, 9))).astype(bool)
        far[:30] = False
        return abs(shown[drawn > 0].mean() - shown[far].mean())

    assert contrast() < 3
    said = driver.window.viewport
    for place, look in enumerate(FaintLook, 1):
        driver.press("9")
        assert view.look is look
        assert f"Faint text {place}/3" in said.window_text
        assert contrast() > 10, look
    session.draw(Rectangle(0, 0, 160, 120))
    view.set_regions((), None)
    assert contrast() == 0  # what is masked stays masked
    driver.press("9")
    assert view.look is None


def test_a_window_chosen_by_hand_ends_the_search_for_faint_text(driver, grey):
    driver.open(grey)
    view = driver.window.viewport.view
    driver.press("9")
    drag(view, (100, 100), (160, 100))
    assert view.look is None
    driver.press("9")
    driver.press("0")
    assert view.look is None
    assert view.window_shown == Window(127.5, 255, "LINEAR_EXACT")


# --- magnifier ----------------------------------------------------------------------------------------------


def test_the_magnifier_shows_what_is_under_the_mouse_closer_and_masked(driver, grey):
    driver.open(grey)
    session, view = driver.window.session, driver.window.viewport.view
    plain = pixels(view)
    driver.press("Z")
    mouse(view, "move", at(view, 50, 50), LEFT)
    assert (pixels(view) != plain).any()
    place = QPointF(*at(view, 50, 50))
    beside = QPoint(int(place.x() + 60), int(place.y()))
    column = view.image_point(place)[0] + (view.image_point(QPointF(beside))[0] - view.image_point(place)[0]) / 2
    shown = pixels(view)[beside.y(), beside.x(), 0]
    assert shown == pytest.approx(250 - column, abs=2)
    session.draw(Rectangle(0, 0, 100, 100))
    assert pixels(view)[beside.y(), beside.x()].tolist() == [0, 0, 0]
    for factor in (3.0, 4.0, 2.0):
        driver.press("Shift+Z")
        assert view.lens == factor
    driver.press("Z")
    assert view.lens is None


# --- orientation, shape, overlays ---------------------------------------------------------------------------


def test_letters_at_the_edges_say_how_the_patient_lies(driver, tmp_path):
    facts = {"Modality": "CT", "ImageOrientationPatient": [1, 0, 0, 0, 1, 0]}
    driver.open(save(with_pixels(header(**facts), ramp()[None, :64]), tmp_path / "in" / "ct.dcm"))
    view = driver.window.viewport.view
    said = view.content.letters
    assert (said.left, said.top, said.right, said.bottom) == ("R", "A", "L", "P")
    above = int(view.placement.transform.y) - 2
    view.clearFocus()
    assert pixels(view)[:above].max() > 200  # above the image, where there is room
    assert pixels(view)[: above - 25].max() < 60


def test_pixels_are_as_high_as_the_header_says(driver, tmp_path):
    ds = with_pixels(header(PixelAspectRatio=[2, 1]), ramp()[None])
    driver.open(save(ds, tmp_path / "in" / "a.dcm"))
    transform = driver.window.viewport.view.placement.transform
    assert transform.row_scale == pytest.approx(2 * transform.scale)


def test_overlays_are_drawn_only_when_asked_for_and_then_nothing_counts_as_seen(driver, tmp_path):
    ds = with_pixels(header(), ramp()[None])
    drawing(ds, rows=100, columns=100)
    driver.open(save(ds, tmp_path / "in" / "a.dcm"))
    viewport, view = driver.window.viewport, driver.window.viewport.view
    assert viewport.masking_text == "◉ Overlays not drawn: 1"
    plain = seen(view, 50, 50)
    assert plain[0] == plain[1] == plain[2]
    driver.press("Shift+O")
    assert seen(view, 50, 50) == (0, 229, 255)
    assert viewport.masking_text == "◉ Overlays drawn: 1"
    assert not view.shows_masked
    driver.press("Shift+O")
    assert seen(view, 50, 50) == plain
    assert view.shows_masked


def test_an_image_without_overlays_says_so(driver, one_image):
    driver.open(one_image)
    assert driver.window.actions_by_id.obstacle("overlays") == "This frame has no overlay."


def test_shutters_and_overlay_opacity_hide_nothing_from_a_reviewer(driver, tmp_path):
    plain = save(with_pixels(header(), ramp()[None]), tmp_path / "plain" / "a.dcm")
    ds = with_pixels(header(), ramp()[None])
    ds.ShutterShape = "RECTANGULAR"
    ds.ShutterLeftVerticalEdge = ds.ShutterUpperHorizontalEdge = 40
    ds.ShutterRightVerticalEdge = ds.ShutterLowerHorizontalEdge = 60
    ds.ShutterPresentationValue = 0
    drawing(ds, rows=100, columns=100)
    ds.add_new((0x6000, 0x1001), "CS", "OPAQUE")
    shuttered = save(ds, tmp_path / "shuttered" / "a.dcm")
    painted, view = [], driver.window.viewport.view
    for path in (plain, shuttered):
        before = view.content
        driver.window.open_paths([path])
        driver.until(lambda before=before: view.content not in {None, before})
        view.clearFocus()
        painted.append(pixels(view))
    np.testing.assert_array_equal(*painted)


# --- what counts as seen ------------------------------------------------------------------------------------


def test_it_is_told_which_frame_was_painted_masked_how_large_and_which_part(driver, grey, qtbot):
    told = noted(driver.window.viewport.frame_painted)
    driver.open(grey)
    driver.until(lambda: bool(told))
    view = driver.window.viewport.view
    key = driver.window.session.image.key
    assert told[-1] == (key, 1, pytest.approx(1.0), Bounds(0, 0, 100, 100))
    told.clear()
    view.zoom_at(None, 4)
    driver.until(lambda: bool(told))
    _, _, zoom, bounds = told[-1]
    assert zoom == pytest.approx(4.0)
    assert bounds.column > 0
    assert bounds.columns < 100


@pytest.mark.parametrize("name", ["curtain", "change_map", "mask_display"])
def test_a_frame_does_not_count_as_seen_while_it_is_not_shown_as_it_would_leave(driver, grey, name):
    driver.open(grey)
    told = noted(driver.window.viewport.frame_painted)
    appeared = noted(driver.window.viewport.frame_appeared)
    driver.until(driver.window.viewport.view.isVisible)
    driver.do(name)
    driver.until(lambda: bool(appeared))
    told.clear()
    appeared.clear()
    driver.window.viewport.view.update()
    driver.until(lambda: bool(appeared))
    assert told == []


def test_a_frame_does_not_count_as_seen_while_its_original_is_held(driver, grey, qtbot):
    driver.open(grey)
    view = driver.window.viewport.view
    view.setFocus()
    qtbot.keyPress(view, Qt.Key.Key_Space)
    told = noted(driver.window.viewport.frame_painted)
    appeared = noted(driver.window.viewport.frame_appeared)
    view.update()
    driver.until(lambda: bool(appeared))
    assert not view.shows_masked
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    driver.until(lambda: bool(told))


def test_a_picture_of_a_view_that_nobody_sees_does_not_count(driver, grey):
    driver.open(grey)
    viewport = driver.window.viewport
    driver.window.hide()
    told = noted(viewport.frame_appeared)
    assert isinstance(viewport.view.grab().toImage(), QImage)
    assert told == []
    driver.window.show()


# --- frames made ready --------------------------------------------------------------------------------------


def test_the_next_frames_and_the_next_series_are_ready_before_anybody_asks(driver, stack):
    driver.open(stack)
    loader, case = driver.window.viewport.loader, driver.window.session.case
    wanted = [*((image, 1) for image in case.series[0].images), (case.series[1].images[0], 1)]
    driver.until(lambda: all(loader.is_ready(image, number) for image, number in wanted))
    shown = []
    loader.ready.connect(lambda key, number, content: shown.append(key))
    driver.window.session.go_to(type(driver.window.session.position)(0, 1))
    assert shown == [case.series[0].images[1].key]  # at once, without a thread


def test_what_is_made_ready_stays_within_the_limit_of_the_cache(driver, stack):
    cache = driver.window.session.cache
    cache.limit = 3_000_000
    driver.open(stack)
    for key in ("Down", "Down", "Right", "Down", "PgUp"):
        driver.press(key)
        driver.until(lambda: driver.window.viewport.content is not None)
        assert cache.size <= cache.limit


# --- strip of images ----------------------------------------------------------------------------------------


def test_the_images_of_a_series_stand_in_a_strip_that_keys_go_through(driver, stack, qtbot):
    driver.open(stack)
    strip, session = driver.window.series.images, driver.window.session
    assert strip.isVisible()
    assert strip.images.rowCount() == 4
    driver.window.series.list.setFocus()
    driver.do("next_panel")
    assert strip.hasFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert session.position.image == 1
    driver.until(lambda: all(strip.images.index(row).data(Qt.ItemDataRole.UserRole + 1) for row in range(4)))
    index = strip.images.index(2)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "image 3 of 4"
    qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=strip.visualRect(index).center())
    assert session.position.image == 2
    assert driver.window.viewport.view.hasFocus()
    driver.press("Right")
    assert not strip.isVisible()


# --- own presets --------------------------------------------------------------------------------------------


def test_a_window_is_kept_under_a_name_and_found_at_the_next_free_key(driver, stack, settings_of):
    driver.open(stack)
    view = driver.window.viewport.view
    driver.press("2")
    driver.do("own_presets")
    dialog = driver.window.findChild(OwnPresetsDialog)
    dialog.add()
    assert dialog.problem.text() == NO_NAME
    dialog.name.setText("  Canary   one ")
    dialog.add()
    assert dialog.problem.text() == PRIVATE
    dialog.name.setText("Airways")
    dialog.add()
    dialog.name.setText("airways")
    dialog.add()
    assert dialog.problem.text() == TAKEN
    dialog.list.setCurrentRow(0)
    dialog.name.setText("Trachea")
    dialog.rename()
    dialog.reject()
    titles = [preset.title for preset in driver.window.viewport.presets]
    number = titles.index("Trachea") + 1
    assert number == len(titles) == 6
    driver.press("1")
    driver.press(str(number))
    assert (view.window_shown.center, view.window_shown.width) == (-600, 1500)
    assert driver.window.actions_by_id[f"preset_{number}"].text() == "Trachea"
    kept = json.loads(settings_of.own_presets)
    assert [row["name"] for row in kept["presets"]] == ["Trachea"]
    assert OwnPresets(settings_of).of("MR") == ()
    driver.do("own_presets")
    dialog = driver.window.findChildren(OwnPresetsDialog)[-1]
    dialog.list.setCurrentRow(0)
    dialog.delete()
    dialog.reject()
    assert from_json(settings_of.own_presets) == ()


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"schema": "redactor/presets/2", "presets": []}', '{"presets": 1}'])
def test_presets_that_cannot_be_read_are_as_good_as_none(kept):
    assert OwnPresets(SimpleNamespace(own_presets=kept)).of("CT") == ()


def test_a_name_is_one_short_line():
    assert tidy(" a\n b\t" + "c" * 60) == ("a b " + "c" * 60)[:40]
