"""The window as a person uses it: by actions, keys and the mouse."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import pytest
from pydicom import dcmread
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox, QPushButton

from redactor.gui import tasks
from redactor.gui.dialogs import choose
from redactor.gui.dialogs.export import ExportDialog
from redactor.gui.dialogs.problems import ProblemsDialog
from redactor.gui.dialogs.shortcuts import ShortcutsDialog
from redactor.model.geometry import Rectangle
from redactor.model.region import Origin, Status
from redactor.workflow.sample import sample_paths
from tests.gui.canvas_scenes import drag, mouse
from tests.gui.conftest import proposals, text_at
from tests.instances import PATIENT_ID, PATIENT_NAME, capture

if TYPE_CHECKING:
    from pathlib import Path

DIRECT = Qt.ConnectionType.DirectConnection
SECRETS = (PATIENT_NAME, "CANARY", "ZELDA", PATIENT_ID, "19610307", "ACC998877", "HOLMES")


def at(window, column: float, row: float) -> tuple[float, float]:
    """Give where a pixel of the image lies on the view."""
    x, y = window.viewport.view.placement.transform.to_view((column, row))
    ratio = window.viewport.view.devicePixelRatioF()
    return x / ratio, y / ratio


def texts(window) -> list[str]:
    """Give all that any widget says: texts, tips, titles, names for screen readers, rows of lists."""
    told = []
    for widget in QApplication.allWidgets():
        for name in ("text", "title", "windowTitle", "toolTip", "statusTip", "placeholderText", "plainText"):
            value = getattr(widget, name, None)
            told.append(str(value() if callable(value) else value))
        told += [widget.accessibleName(), widget.accessibleDescription(), widget.windowFilePath()]
    for model in (window.series.list.series, window.findings.findings):
        for row in range(model.rowCount()):
            told += [str(model.data(model.index(row), role)) for role in (*range(20), *range(256, 262))]
    told += [f"{action.text()} {action.toolTip()}" for action in window.actions_by_id.all]
    return [*told, *window.messages.texts, window.statusBar().currentMessage()]


# --- frames that are left out -------------------------------------------------------------------------------


def test_a_frame_is_left_out_and_kept_again_by_keys(driver, searches, tmp_path):
    driver.open(capture(tmp_path / "in" / "cine.dcm", rows=48, columns=64, frames=3))
    window, view = driver.window, driver.window.viewport.view
    session = window.session
    plain = view.grab().toImage()
    assert window.actions_by_id.obstacle("keep_frame") == "This frame is not left out."
    driver.press("Shift+X")
    assert session.plan.plan_for(session.image.key).dropped_frames == (1,)
    assert view.struck == window.viewport.changed_text == "This frame is left out of the result"
    assert view.struck in view.accessibleDescription()
    assert view.grab().toImage() != plain
    assert window.actions_by_id.obstacle("drop_frame") == "This frame is left out already."
    driver.press("Down")
    driver.until(lambda: view.struck == "")
    driver.do("drop_frame")
    driver.press("Down")
    driver.until(lambda: "last frame that stays" in window.actions_by_id.obstacle("drop_frame"))
    session.undo()
    assert session.plan.plan_for(session.image.key).dropped_frames == (1,)
    driver.press("Home")
    driver.until(lambda: view.struck != "")
    driver.press("Alt+X")
    assert session.plan.dropped_frames == ()
    assert session.undo_label == "Keep frame"


def test_an_export_leaves_frames_out(driver, searches, tmp_path):
    driver.open(capture(tmp_path / "in" / "cine.dcm", rows=48, columns=64, frames=3))
    driver.do("drop_frame")
    driver.do("export")
    dialog = driver.window.findChild(ExportDialog)
    dialog.set_folder(tmp_path / "out")
    dialog.start()
    driver.until(lambda: not driver.window.exporting.is_running)
    driver.until(lambda: dialog.said == ["Written and checked: 1."])
    dialog.reject()
    assert dcmread(tmp_path / "out" / "CASE0001" / "S001" / "I0001.dcm").NumberOfFrames == 2


# --- proposals ----------------------------------------------------------------------------------------------


def test_what_was_found_is_listed_as_proposed_and_hides(driver, searches, one_image):
    driver.open(one_image)
    session = driver.window.session
    assert driver.statuses == ["proposed", "proposed"]
    mask = session.mask(session.image, 1)
    assert mask[3, 3]
    assert not mask[40, 40]


def test_a_proposal_is_accepted_and_rejected_by_keys(driver, searches, one_image):
    driver.open(one_image)
    driver.press(".")
    driver.press("A")
    driver.press(".")
    driver.press("X")
    assert driver.statuses == ["accepted", "rejected"]
    session = driver.window.session
    assert not session.mask(session.image, 1)[22, 22]


def test_going_to_a_finding_zooms_to_it(driver, searches, tmp_path):
    driver.open(capture(tmp_path / "large.dcm", rows=400, columns=600))
    before = driver.window.viewport.view.zoom
    driver.press(".")
    assert driver.window.session.selected.shape == Rectangle(2, 2, 10, 4)
    assert driver.window.viewport.view.zoom > before
    driver.press(",")
    assert driver.window.session.selected.shape == Rectangle(20, 20, 6, 4)


def test_a_finding_that_is_deleted_stays_on_record_as_rejected(driver, searches, one_image):
    driver.open(one_image)
    driver.press(".")
    driver.press("Del")
    assert driver.statuses == ["rejected", "proposed"]


def test_findings_that_arrive_late_survive_undo(driver, searches, one_image):
    searches.at_once = False
    driver.open(one_image)
    driver.window.session.draw(Rectangle(30, 30, 5, 5))
    searches.tell(proposals(text_at(2, 2, 10, 4)))
    driver.until(lambda: driver.statuses == ["accepted", "proposed"])
    driver.do("undo")
    assert driver.statuses == ["proposed"]
    driver.do("redo")
    assert driver.statuses == ["accepted", "proposed"]


def test_nothing_found_still_asks_to_look(driver, searches, one_image):
    searches.answer = proposals()
    driver.open(one_image)
    assert driver.window.findings.empty_text == (
        "Nothing was found in 1 search: Ultrasound regions. You still have to look."
    )


def test_a_search_that_broke_off_is_named(driver, searches, one_image):
    searches.answer = proposals(problem="ValueError")
    driver.open(one_image)
    assert "broke off: Ultrasound regions" in driver.window.findings.empty_text


def test_a_worker_that_dies_is_a_message_with_a_way_to_go_on(driver, searches, one_image):
    searches.at_once = False
    driver.open(one_image)
    searches.waiting.pop().set_exception(OSError("the process is gone"))
    driver.until(lambda: len(driver.window.messages.texts) == 1)
    assert "Look yourself and mask it by hand" in driver.window.messages.texts[0]
    searches.at_once = True
    next(button for button in driver.window.findChildren(QPushButton) if button.text() == "Search again").click()
    assert driver.statuses == ["proposed", "proposed"]
    assert driver.window.messages.texts == []


# --- drawing ------------------------------------------------------------------------------------------------


def test_a_rectangle_drawn_by_mouse_hides_and_can_be_undone_and_redone(driver, searches, one_image):
    searches.answer = proposals()
    driver.open(one_image)
    window = driver.window
    driver.press("R")
    drag(window.viewport.view, at(window, 10, 10), at(window, 30, 20))
    (region,) = window.session.regions
    assert region.origin == Origin("person")
    assert region.status is Status.ACCEPTED
    assert window.session.mask(window.session.image, 1)[15, 20]
    assert window.actions_by_id["undo"].text() == "Undo: Draw region"
    driver.do("undo")
    assert window.session.regions == ()
    driver.press("Ctrl+Shift+Z")
    assert window.session.regions == (region,)
    assert window.session.selected_id == region.id or window.session.selected is None


def test_a_drawn_region_is_nudged_duplicated_and_deleted(driver, searches, one_image):
    searches.answer = proposals()
    driver.open(one_image)
    session = driver.window.session
    session.draw(Rectangle(10, 10, 5, 5))
    driver.press("Right")
    assert session.selected.shape == Rectangle(11, 10, 5, 5)
    driver.press("Ctrl+D")
    assert [region.shape for region in session.regions] == [Rectangle(11, 10, 5, 5), Rectangle(27, 26, 5, 5)]
    driver.press("Del")
    driver.press(".")
    driver.press("Del")
    assert session.regions == ()


def test_escape_deselects_and_then_goes_back_to_the_resting_tool(driver, searches, one_image):
    driver.open(one_image)
    driver.press("R")
    driver.press(".")
    driver.press("Esc")
    assert driver.window.session.selected_id is None
    assert driver.window.viewport.view.tool.id == "rectangle"
    driver.press("Esc")
    assert driver.window.viewport.view.tool.id == "navigate"


def test_the_original_is_shown_while_space_is_held(driver, searches, one_image, qtbot):
    driver.open(one_image)
    view = driver.window.viewport.view
    view.setFocus()
    told = []
    view.original_shown.connect(told.append)
    qtbot.keyPress(view, Qt.Key.Key_Space)
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    assert told == [True, False]


def test_it_is_said_that_the_image_does_not_look_as_it_would_leave(driver, searches, one_image, qtbot):
    driver.open(one_image)
    viewport = driver.window.viewport
    assert viewport.masking_text == ""
    for text in ("◉ Masks as outlines", "◉ Masks off", ""):
        driver.press("M")
        assert viewport.masking_text == text
    qtbot.keyPress(viewport.view, Qt.Key.Key_Space)
    assert viewport.masking_text == "◉ Original shown"
    qtbot.keyRelease(viewport.view, Qt.Key.Key_Space)
    assert viewport.masking_text == ""


def test_a_double_click_shows_the_image_alone(driver, searches, one_image):
    driver.open(one_image)
    for shown in (False, True):
        for kind in ("press", "release", "double", "release"):
            mouse(driver.window.viewport.view, kind, (200, 200))
        assert driver.window.findings.isVisible() == shown


def test_f6_goes_through_the_panels(driver, searches, one_image):
    driver.open(one_image)
    driver.window.viewport.view.setFocus()
    driver.do("next_panel")
    assert driver.window.findings.list.hasFocus()
    driver.do("next_panel")
    assert driver.window.series.list.hasFocus()
    driver.do("previous_panel")
    assert driver.window.findings.list.hasFocus()


# --- navigation ---------------------------------------------------------------------------------------------


def test_the_arrow_keys_go_through_frames_and_series(driver, searches, stack):
    driver.open(stack)
    session = driver.window.session
    driver.press("Down")
    driver.press("Down")
    assert (session.position.series, session.position.image, session.position.frame) == (0, 2, 1)
    driver.press("End")
    assert session.position.image == 3
    driver.press("Right")
    assert session.position.series == 1
    driver.press("Down")
    assert session.position.frame == 2
    driver.press("PgUp")
    assert (session.position.series, session.position.image) == (0, 3)


def test_presets_follow_the_modality(driver, searches, stack):
    driver.open(stack)
    driver.until(lambda: driver.window.viewport.content is not None)
    driver.press("2")
    shown = driver.window.viewport.view.window_shown
    assert (shown.center, shown.width) == (-600, 1500)
    driver.press("0")
    shown = driver.window.viewport.view.window_shown
    assert (shown.center, shown.width) == (40, 400)


def test_a_key_that_can_do_nothing_says_why(driver, searches, one_image):
    driver.open(one_image)
    driver.press("A")
    assert driver.window.statusBar().currentMessage() == "Select a finding or region first."


def test_bare_keys_do_nothing_from_a_text_field_or_a_list(driver, searches, one_image, qtbot):
    driver.open(one_image)
    driver.press(".")
    field = QLineEdit(driver.window)
    field.show()
    for place in (field, driver.window.findings.list, driver.window.series.list):
        place.setFocus()
        qtbot.keyClicks(place, "ax")
        assert driver.statuses == ["proposed", "proposed"]
    assert field.text() == "ax"


def test_the_shortcuts_are_listed_from_what_works(driver):
    driver.do("shortcuts")
    dialog = driver.window.findChild(ShortcutsDialog)
    told = [label.text() for label in dialog.findChildren(type(driver.window.viewport._code))]
    assert {"Ctrl+E", "Export", "R", "Rectangle", "Space", "Show the original while held"} <= set(told)
    dialog.reject()


# --- opening ------------------------------------------------------------------------------------------------


def drop(window, *paths: Path) -> None:
    """Drag files over the window and let them fall."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(40, 40), *how))
    QApplication.sendEvent(window, QDropEvent(QPointF(40, 40), *how))


def test_files_and_folders_can_be_dropped_on_the_window(driver, searches, one_image, tmp_path):
    (tmp_path / "in" / "notes.txt").write_text("no image")
    drop(driver.window, tmp_path / "in")
    driver.until(lambda: driver.window.messages.texts == ["1 file was not opened"])


def test_files_that_were_not_opened_are_listed_and_copied_without_names(driver, searches, tmp_path):
    for number in range(3):
        (tmp_path / f"CANARY_{number}.txt").write_text("no image")
    capture(tmp_path / "good.dcm")
    driver.open(tmp_path)
    next(button for button in driver.window.findChildren(QPushButton) if button.text() == "Reasons…").click()
    dialog = driver.window.findChild(ProblemsDialog)
    dialog.copy()
    copied = QApplication.clipboard().text()
    assert copied.startswith("3× This is not a DICOM file.")
    assert "CANARY" not in copied
    dialog.reject()


def test_what_was_chosen_leaves_no_trace_in_the_memory_of_file_dialogs(tmp_path, monkeypatch):
    def store() -> QSettings:
        return QSettings(str(tmp_path / "qt.ini"), QSettings.Format.IniFormat)

    monkeypatch.setattr(choose, "qt_settings", store)
    store().setValue("FileDialog/lastVisited", "/home/someone")
    with choose.without_memory():
        store().setValue("FileDialog/lastVisited", "/media/CANARY")
        store().setValue("FileDialog/history", ["/media/CANARY"])
    assert store().value("FileDialog/lastVisited") == "/home/someone"
    assert "CANARY" not in (tmp_path / "qt.ini").read_text()


def test_a_place_that_does_not_exist_is_a_sentence(driver, tmp_path):
    driver.window.open_paths([tmp_path / "nowhere"])
    driver.until(lambda: bool(driver.window.messages.texts))
    assert driver.window.messages.texts == ["There is no file at the places named. Check the paths and try again."]


def test_a_frame_that_cannot_be_read_is_a_sentence_in_the_place_of_the_image(driver, searches, tmp_path):
    first = capture(tmp_path / "1.dcm", rows=48, columns=64)
    second = capture(tmp_path / "2.dcm", rows=48, columns=64, InstanceNumber=2)
    driver.window.session.cache.limit = 0  # else it is ready before the file breaks
    driver.open(first, second)
    second.write_bytes(second.read_bytes()[:-3000])
    driver.press("PgDown")
    driver.until(lambda: "This file" in driver.window.viewport.problem_text)
    assert not driver.window.actions_by_id["fit"].isEnabled()
    driver.press("PgUp")
    driver.until(lambda: driver.window.viewport.content is not None)
    assert driver.window.viewport.problem_text == ""


def test_decisions_are_not_lost_without_a_question(driver, searches, one_image, tmp_path):
    driver.open(one_image)
    driver.press(".")
    driver.press("A")
    other = capture(tmp_path / "other.dcm", rows=20, columns=20)
    driver.window.open_paths([other])
    box = driver.window.findChild(QMessageBox)
    assert box.defaultButton().text() == "Keep it open"
    box.defaultButton().click()
    assert driver.statuses == ["accepted", "proposed"]


# --- export -------------------------------------------------------------------------------------------------


def test_an_export_writes_copies_and_leaves_the_original_as_it_is(driver, searches, one_image, tmp_path):
    before = hashlib.sha256(one_image.read_bytes()).hexdigest()
    driver.open(one_image)
    driver.do("export")
    dialog = driver.window.findChild(ExportDialog)
    assert "Proposals without a decision: 2. They stay hidden in the copies." in dialog.said
    dialog.set_folder(tmp_path / "out")
    dialog.start()
    driver.until(lambda: not driver.window.exporting.is_running)
    driver.until(lambda: dialog.said == ["Written and checked: 1."])
    dialog.reject()
    written = dcmread(tmp_path / "out" / "CASE0001" / "S001" / "I0001.dcm")
    assert written.PatientName != PATIENT_NAME
    assert not written.pixel_array[2:6, 2:12].any()
    record = json.loads((tmp_path / "out" / "CASE0001" / "S001" / "I0001.record.json").read_text(encoding="utf-8"))
    assert record["review"] == "none"
    assert hashlib.sha256(one_image.read_bytes()).hexdigest() == before
    assert (tmp_path / "out.local" / "report.json").is_file()


def test_copies_with_noise_are_asked_for_by_a_box_that_is_off(driver, searches, one_image, tmp_path):
    driver.open(one_image)
    driver.do("export")
    dialog = driver.window.findChild(ExportDialog)
    dialog.show()
    assert not dialog.noise.isChecked()
    assert not dialog.epsilon.isVisible()
    assert not any("not for diagnosis" in text for text in visible(dialog))
    dialog.noise.setChecked(True)
    assert dialog.epsilon.isVisible()
    assert any("not for diagnosis" in text for text in visible(dialog))
    dialog.epsilon.setValue(0.5)
    dialog.set_folder(tmp_path / "out")
    dialog.start()
    driver.until(lambda: not driver.window.exporting.is_running)
    driver.until(lambda: dialog.said[0] == "Written and checked: 1.")
    assert dialog.said[1].startswith("Copies with noise: 1, privacy loss ε 0.5 in all.")
    assert "PSNR" in dialog.said[1]
    dialog.reject()
    copy = dcmread(tmp_path / "out" / "CASE0001" / "S002" / "I0001.noise.dcm")
    assert "epsilon 0.5 for each frame" in copy.DerivationDescription


def test_profile_and_lossless_syntax_are_chosen_where_the_copies_are_written(driver, searches, one_image, tmp_path):
    driver.open(one_image)
    driver.do("export")
    dialog = driver.window.findChild(ExportDialog)
    dialog.show()
    assert dialog.choices.profile.currentData() == "basic"
    assert dialog.choices.profile.itemText(dialog.choices.profile.findData("research")) != "research"
    dialog.choices.profile.setCurrentIndex(dialog.choices.profile.findData("research"))
    dialog.choices.lossless.setCurrentIndex(dialog.choices.lossless.findData("jpeg_2000"))
    dialog.set_folder(tmp_path / "out")
    dialog.start()
    driver.until(lambda: not driver.window.exporting.is_running)
    driver.until(lambda: dialog.said[0] == "Written and checked: 1.")
    dialog.reject()
    record = json.loads((tmp_path / "out" / "CASE0001" / "S001" / "I0001.record.json").read_text(encoding="utf-8"))
    assert record["profile"] == "research"
    assert "retain_longitudinal_modified_dates" in record["options"]


def visible(dialog):
    """Give the words of the labels that can be seen."""
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_an_export_into_a_folder_in_use_is_refused_with_a_reason(driver, searches, one_image, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    driver.open(one_image)
    driver.do("export")
    dialog = driver.window.findChild(ExportDialog)
    dialog.set_folder(tmp_path / "full")
    dialog.start()
    driver.until(lambda: dialog.remark.startswith("The output folder is not empty."))
    dialog.reject()
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]


def test_export_waits_for_the_searches(driver, searches, one_image):
    searches.at_once = False
    driver.open(one_image)
    action = driver.window.actions_by_id["export"]
    assert not action.isEnabled()
    assert "The searches are still running." in action.toolTip()
    searches.tell(proposals())
    driver.until(action.isEnabled)


def test_an_export_can_be_stopped_after_the_current_file(driver, searches, stack, tmp_path):
    driver.open(stack)
    driver.do("export")
    dialog = driver.window.findChild(ExportDialog)
    dialog.set_folder(tmp_path / "out")
    exporting = driver.window.exporting
    exporting.progress.connect(lambda done, total, name: exporting.cancel() if done == 1 else None, DIRECT)
    dialog.start()
    driver.until(lambda: not exporting.is_running)
    assert dialog.said[0] == "Written and checked: 2."
    assert dialog.said[1] == "Stopped before these were reached: 3."
    dialog.reject()
    assert len(list((tmp_path / "out").rglob("*.dcm"))) == 2
    assert not list((tmp_path / "out.local" / "partial").iterdir())


def test_an_export_that_loses_its_worker_says_so_and_goes_on(driver, searches, stack, tmp_path, monkeypatch):
    driver.open(stack)
    lost = Future()
    lost.set_exception(BrokenProcessPool())
    plain = searches.submit
    monkeypatch.setattr(
        tasks.WorkerProcess, "submit", lambda worker, *call: lost if call[1].name.instance == 2 else plain(*call)
    )
    driver.do("export")
    dialog = driver.window.findChild(ExportDialog)
    dialog.set_folder(tmp_path / "out")
    dialog.start()
    driver.until(lambda: not driver.window.exporting.is_running)
    assert dialog.said[:2] == ["Written and checked: 4.", "Failed the check, not kept: 1."]
    assert "broke off on this one" in dialog.said[2]
    dialog.reject()


def test_edits_made_before_an_export_need_no_question_after_it(driver, searches, one_image, tmp_path):
    driver.open(one_image)
    driver.press(".")
    driver.press("A")
    assert driver.window.session.has_unexported_edits
    driver.do("export")
    dialog = driver.window.findChild(ExportDialog)
    dialog.set_folder(tmp_path / "out")
    dialog.start()
    driver.until(lambda: dialog.said == ["Written and checked: 1."])
    dialog.reject()
    assert not driver.window.session.has_unexported_edits


# --- words --------------------------------------------------------------------------------------------------


def test_the_language_changes_at_once(driver, searches, one_image):
    driver.open(one_image)
    window = driver.window
    window._preferences.use_language("zh_CN")
    QApplication.processEvents()  # Qt tells every widget in its own time
    assert window.windowTitle() == "redactor – 本机离线，不联网 – CASE-0001"
    assert window.actions_by_id["accept"].text() == "接受"
    assert "发现项" in " ".join(texts(window))
    assert window.menuBar().actions()[0].text() == "文件(&F)"
    model = window.findings.findings
    assert "位于超声区域 (0018,6011) 之外" in model.data(model.index(1))
    window._preferences.use_language("en")
    QApplication.processEvents()
    assert window.windowTitle() == "redactor – Local only – no network – CASE-0001"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_widget_ever_says_a_value_of_the_patient(driver, searches, one_image, language):
    driver.window._preferences.use_language(language)
    driver.open(one_image)
    driver.press(".")
    driver.window.viewport.view.pointer_moved.emit((30, 30))
    driver.do("export")
    told = texts(driver.window)
    driver.window.findChild(ExportDialog).reject()
    assert any("CASE-0001" in text for text in told)
    for secret in SECRETS:
        assert not [text for text in told if secret in text]


def test_the_value_of_a_hidden_pixel_is_not_told(driver, searches, one_image):
    driver.open(one_image)
    driver.window.viewport.view.pointer_moved.emit((3, 3))
    assert driver.window.viewport.probe_text == "(3, 3)  hidden"


def test_the_share_of_changed_pixels_is_told(driver, searches, one_image):
    driver.open(one_image)
    share = (10 * 4 + 6 * 4) / (48 * 64) * 100
    assert driver.window.viewport.changed_text == f"Changed {share:.1f} % of pixels in this frame, 2 regions"


def test_the_theme_changes_at_once(driver, qapp):
    driver.window._preferences.use_theme("light")
    assert "#F4F5F7" in qapp.styleSheet()
    driver.window._preferences.use_theme("dark")
    assert "#1E2126" in qapp.styleSheet()


# --- the real thing -----------------------------------------------------------------------------------------


def test_the_sample_case_is_searched_in_another_process(driver):
    driver.do("open_sample")
    driver.until(lambda: driver.window.session.case is not None)
    driver.until(lambda: driver.window.session.searches.unfinished == 0)
    regions = driver.window.session.plan.regions
    assert regions
    assert {region.status for region in regions} <= {Status.PROPOSED, Status.REJECTED}
    assert driver.window.messages.texts == []
    assert sample_paths()


def test_a_click_in_the_list_selects_the_finding_and_leaves_the_keys_to_the_image(driver, searches, one_image, qtbot):
    driver.open(one_image)
    view = driver.window.findings.list
    place = view.visualRect(view.model().index(2, 0)).center()  # below the heading
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert driver.window.session.selected.shape == Rectangle(20, 20, 6, 4)
    driver.press("A")
    assert driver.statuses == ["proposed", "accepted"]
