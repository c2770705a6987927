"""The panels beside and below the image, by mouse and keys."""

from __future__ import annotations

import json
import time

import numpy as np
import pytest
from pydicom.dataset import Dataset
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from redactor.gui import attribute_words
from redactor.gui.coverage_words import Seen
from redactor.gui.dialogs import choose, projections
from redactor.gui.dialogs.projections import ProjectionsDialog
from redactor.gui.panels.finding_cards import ROW, Row
from redactor.gui.reviewing import Reviewing
from redactor.model.finding import Finding
from redactor.model.geometry import Rectangle
from redactor.model.region import Effect, Kind, Status
from redactor.model.review import EVERYWHERE, Projection
from redactor.workflow.states import Gate
from tests.gui.conftest import proposals, text_at
from tests.instances import capture, ct_slice


def gates(window) -> set[Gate]:
    """Give what is still missing for the series shown."""
    return {gap.gate for gap in window.reviewing.missing(window.reviewing.current)}


def rows(window) -> list[str]:
    """Give the list of findings as it is read out."""
    model = window.findings.findings
    return [str(model.data(model.index(place))) for place in range(model.rowCount())]


def place_of_row(window, place: int) -> QPoint:
    view = window.findings.list
    return view.visualRect(view.model().index(place, 0)).center()


# --- findings -----------------------------------------------------------------------------------------------


def mixed(driver, searches, path) -> None:
    """Open an image with text to hide, text to keep, and a screen that is only listed."""
    listed = Finding(Kind.SCREEN_CAPTURE, Rectangle(0, 0, 64, 48), "looks like a copy of a screen", suggestion="keep")
    keep = text_at(40, 4, 6, 6, confidence=0.8, suggestion="keep")
    searches.answer = proposals(
        listed, text_at(2, 2, 10, 4, confidence=0.9, header_match=True), keep, text_at(20, 20, 6, 4)
    )
    driver.open(path)
    driver.until(lambda: len(driver.window.session.regions) == 4)


def test_findings_are_grouped_and_what_is_only_listed_is_nobodys_rejection(driver, searches, one_image):
    mixed(driver, searches, one_image)
    told = rows(driver.window)
    assert told[0] == "Needs a decision   3"
    assert told[4] == "Only listed   1"
    assert "Listed, stays visible" in told[5]
    assert "Rejected" not in " ".join(told)
    driver.window._preferences.use_language("zh_CN")
    QApplication.processEvents()
    assert "仅列出，保持可见" in rows(driver.window)[5]


def test_keys_go_through_what_needs_a_decision_first(driver, searches, one_image):
    mixed(driver, searches, one_image)
    window = driver.window
    met = []
    for key in ("A", "X", "L"):
        driver.press(".")
        met.append(window.session.selected.id)
        driver.press(key)
    assert len(set(met)) == 3
    assert [one.status for one in window.session.regions] == [
        Status.REJECTED,
        Status.ACCEPTED,
        Status.REJECTED,
        Status.REJECTED,
        Status.ACCEPTED,
    ]
    assert window.session.regions[4].effect is Effect.PROTECT, "in the place of the finding that was kept"
    assert [row for row in rows(window) if "   " in row] == [
        "Accepted   1",
        "Kept visible   1",
        "Rejected by a person   2",
        "Only listed   1",
    ]
    assert Gate.FINDINGS not in gates(window)
    driver.press(".")
    assert window.session.selected is not None


def test_what_matches_the_header_is_not_kept(driver, searches, one_image):
    mixed(driver, searches, one_image)
    driver.press(".")
    assert driver.window.session.selected.header_match
    assert "matches an identifier in the header" in driver.window.actions_by_id.obstacle("keep")
    driver.press("L")
    assert driver.window.session.selected.status is Status.PROPOSED


def test_the_list_is_narrowed_by_words_states_kinds_and_frame(driver, searches, one_image, qtbot):
    mixed(driver, searches, one_image)
    window = driver.window
    qtbot.keyClicks(window.findings.filter.text, "screen")
    assert len(rows(window)) == 2
    window.findings.filter.text.setText("nothing like that")
    assert rows(window) == []
    assert window.findings.empty_text == "No finding is as the filter asks."
    window.findings.filter.text.clear()
    chips = {chip.accessibleName(): chip for chip in window.findings.filter.chips.values()}
    qtbot.mouseClick(chips["Only listed: 1"], Qt.MouseButton.LeftButton)
    assert [row for row in rows(window) if "   " in row] == ["Only listed   1"]
    qtbot.mouseClick(chips["Only listed: 1"], Qt.MouseButton.LeftButton)
    kinds = {action.text(): action for action in window.findings.filter.kinds.menu().actions()}
    kinds["Screen capture"].trigger()
    assert len(rows(window)) == 2


def test_only_what_is_on_the_frame_shown(driver, searches, tmp_path, qtbot):
    searches.answer = proposals(text_at(2, 2, 10, 4, frames=(2,)), text_at(20, 20, 6, 4))
    driver.open(capture(tmp_path / "in" / "cine.dcm", rows=48, columns=64, frames=3))
    window = driver.window
    assert len(rows(window)) == 3
    qtbot.mouseClick(window.findings.filter.here, Qt.MouseButton.LeftButton)
    assert len(rows(window)) == 2
    driver.press("Down")
    driver.until(lambda: len(rows(window)) == 3)


def test_an_eye_shows_what_is_below_and_never_changes_the_plan(driver, searches, one_image, qtbot):
    driver.open(one_image)
    window, session = driver.window, driver.window.session
    plan, covered = session.plan, window.viewport.view.grab().toImage()
    view = window.findings.list
    option_box = view.visualRect(view.model().index(1, 0))
    eye = window.findings._cards.eye_box(option_box).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=eye)
    assert window.viewport.masking_text == "◉ Shown uncovered: 1"
    assert session.plan is plan
    assert session.mask(session.image, 1)[3, 3]
    assert window.viewport.view.grab().toImage() != covered
    row: Row = view.model().data(view.model().index(1, 0), ROW)
    assert not row.is_covered
    driver.press("H")  # the click has selected it
    assert window.viewport.masking_text == ""
    driver.press("H")
    driver.press("X")  # rejected: there is no cover to lift any more
    assert window.viewport.masking_text == ""


def test_eyes_are_closed_again_in_another_image(driver, searches, stack):
    driver.open(stack)
    driver.press(".")
    driver.press("H")
    assert driver.window.viewport.masking_text == "◉ Shown uncovered: 1"
    driver.press("PgDown")
    driver.until(lambda: driver.window.viewport.masking_text == "")
    driver.press("PgUp")
    driver.until(lambda: driver.window.viewport._shown[0] == driver.window.session.image.key)
    assert driver.window.viewport.masking_text == ""


def test_five_hundred_findings_are_listed_and_decided_without_waiting(driver, searches, tmp_path):
    found = [text_at(column * 12, row * 12, 8, 8) for row in range(25) for column in range(20)]
    searches.answer = proposals(*found)
    driver.open(capture(tmp_path / "many.dcm", rows=320, columns=320))
    driver.until(lambda: len(driver.window.session.regions) == 500)
    driver.press(".")
    start = time.perf_counter()
    driver.press("A")
    QApplication.processEvents()
    assert time.perf_counter() - start < 2  # the machine is busy; the benchmark measures
    assert rows(driver.window)[0] == "Needs a decision   499"


# --- attributes ---------------------------------------------------------------------------------------------


def tree_texts(window) -> str:
    tree = window.attributes.tree
    return "\n".join(item.text(column) for item in tree._leaves() for column in range(5))


def choose_attribute(window, path: str) -> None:
    tree = window.attributes.tree
    (item,) = [one for one in tree._leaves() if attribute_words.title(one.data(0, 257), "en").endswith(path)]
    tree.setCurrentItem(item)


@pytest.fixture
def described(driver, searches, tmp_path):
    """A window with an image whose study is described in words."""
    driver.open(
        ct_slice(
            tmp_path / "in" / "a.dcm",
            StudyDescription="CHEST Dr ZELDA",
            SeriesDescription="CHEST AXIAL",
            PatientTelephoneNumbers="555-0142",
        )
    )
    driver.window.side.setCurrentIndex(1)
    driver.until(lambda: bool(driver.window.attributes.entries))
    return driver


def test_originals_are_dots_until_they_are_held_open(described, qtbot):
    window = described.window
    tree = window.attributes.tree
    assert "555-0142" not in tree_texts(window)
    assert attribute_words.HIDDEN in tree_texts(window)
    tree.setFocus()
    qtbot.keyPress(tree, Qt.Key.Key_Space)
    assert tree.is_open
    assert "555-0142" in tree_texts(window)
    qtbot.keyRelease(tree, Qt.Key.Key_Space)
    assert "555-0142" not in tree_texts(window)
    qtbot.keyPress(tree, Qt.Key.Key_Space)
    window.viewport.setFocus()
    assert not tree.is_open
    qtbot.mousePress(window.attributes.reveal, Qt.MouseButton.LeftButton)
    assert "555-0142" in tree_texts(window)
    assert window.viewport.view.hasFocus()
    qtbot.mouseRelease(window.attributes.reveal, Qt.MouseButton.LeftButton)
    assert "555-0142" not in tree_texts(window)


def test_attributes_are_filtered_and_counted(described, qtbot):
    window = described.window
    panel = window.attributes
    assert panel.counts_text.startswith(f"{len(panel.entries)} attributes: ")
    before = len(panel.tree.shown)
    qtbot.mouseClick(panel.kept, Qt.MouseButton.LeftButton)
    assert len(panel.tree.shown) > before
    qtbot.keyClicks(panel.text, "telephone")
    assert [attribute_words.title(one, "en") for one in panel.tree.shown] == ["PatientTelephoneNumbers (0010,2154)"]
    window._preferences.use_language("zh_CN")
    QApplication.processEvents()
    assert "患者电话 PatientTelephoneNumbers (0010,2154)" in tree_texts(window)


def test_an_attribute_is_decided_in_one_step(described, qtbot):
    window = described.window
    panel, session = window.attributes, window.session
    choose_attribute(window, "PatientTelephoneNumbers (0010,2154)")
    assert not panel.keep.isEnabled()
    assert "never kept" in panel.why_text
    panel.kept.click()
    choose_attribute(window, "SeriesDescription (0008,103E)")
    qtbot.mouseClick(panel.keep, Qt.MouseButton.LeftButton)
    assert session.plan.decisions == (("(0008,103E)", "keep"),)
    assert session.undo_label == "Decide attribute"
    described.until(lambda: any(one.path == "(0008,103E)" and one.action == "K" for one in panel.entries))
    session.undo()
    assert session.plan.decisions == ()


def test_another_profile_warns_of_what_it_destroys_and_describes_anew(described, qtbot):
    panel, session = described.window.attributes, described.window.session
    assert "Dose" in panel.warnings_text
    place = panel.profile.findData("research")
    panel.profile.setCurrentIndex(place)
    panel.profile.activated.emit(place)
    assert session.profile_name == "research"
    described.until(lambda: any(one.options for one in panel.entries))
    place = panel.profile.findData("basic")
    panel.profile.activated.emit(place)
    assert session.profile_name == "basic"


def test_words_that_stay_are_read_and_confirmed(described, qtbot):
    window, panel = described.window, described.window.attributes
    panel._take_profile(panel.profile.findData("research"))
    described.until(lambda: bool(panel.entries))
    assert Gate.WORDS in gates(window)
    assert "CHEST" in panel.words.text.toPlainText()
    assert "ZELDA" not in panel.words.text.toPlainText()
    qtbot.mouseClick(panel.words.button, Qt.MouseButton.LeftButton)
    assert Gate.WORDS not in gates(window)
    assert panel.words.button.isHidden()


def test_tables_leave_without_originals(described, qtbot, tmp_path, monkeypatch):
    panel = described.window.attributes
    qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    assert "PatientTelephoneNumbers" in QGuiApplication.clipboard().text()
    assert "555-0142" not in QGuiApplication.clipboard().text()
    target = tmp_path / "table.csv"
    monkeypatch.setattr(choose, "new_file", lambda *asked: target)
    qtbot.mouseClick(panel.export, Qt.MouseButton.LeftButton)
    written = target.read_text(encoding="utf-8-sig")
    assert written.count("\n") == len(panel.entries) + 1
    assert "555-0142" not in written
    monkeypatch.setattr(choose, "new_file", lambda *asked: tmp_path / "no" / "such" / "table.csv")
    qtbot.mouseClick(panel.export, Qt.MouseButton.LeftButton)
    assert "could not be written" in panel.problem_text


def test_what_lies_in_a_sequence_that_goes_is_not_called_kept(driver, searches, tmp_path):
    item = Dataset()
    item.ReferencedSOPInstanceUID = "1.2.3"
    item.ReferencedSOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
    driver.open(ct_slice(tmp_path / "in" / "a.dcm", ReferencedPatientSequence=[item]))
    driver.until(lambda: bool(driver.window.attributes.entries))
    inside = [one for one in driver.window.attributes.entries if one.path.startswith("(0008,1120)[")]
    assert inside
    assert {one.action for one in inside} == {"X"}


# --- hidden data --------------------------------------------------------------------------------------------


def test_the_report_of_hidden_data_is_confirmed_by_a_person(driver, searches, tmp_path, qtbot):
    path = capture(tmp_path / "CANARY^ZELDA" / "a.dcm", rows=48, columns=64)
    with path.open("r+b") as file:
        file.write(b"ZELDA was here")
        file.seek(0, 2)
        file.write(b"and here")
    driver.open(path)
    window = driver.window
    window.side.show_gate("hidden")
    assert window.side.currentWidget() is window.hidden_data
    lines = {line.id: line for line in window.hidden_data.lines}
    assert lines["preamble"].is_striking
    assert lines["trailing"].found == "8"
    assert lines["names"].found == "1"
    assert Gate.HIDDEN in gates(window)
    assert window.side.tabText(2) == "⚠ Hidden data"
    qtbot.mouseClick(window.hidden_data.button, Qt.MouseButton.LeftButton)
    assert Gate.HIDDEN not in gates(window)
    assert window.hidden_data.state_text == "✔ You have read this report."
    assert window.side.tabText(2) == "Hidden data"


def test_without_hidden_data_the_report_lists_what_was_looked_for(driver, searches, tmp_path):
    driver.open(ct_slice(tmp_path / "in" / "1.dcm"))
    window = driver.window
    window.side.setCurrentIndex(2)
    driver.until(lambda: window.descriptions.is_whole(window.reviewing.current))
    assert "You still have to look" in window.hidden_data.state_text
    assert window.hidden_data.table.rowCount() == len(window.hidden_data.lines) > 10
    assert window.hidden_data.button.isHidden()


def test_fingerprints_are_of_the_local_key_alone(driver, searches, tmp_path):
    path = ct_slice(tmp_path / "in" / "1.dcm", StudyDescription="CHEST")
    driver.open(path)
    window = driver.window
    window.session.use_profile("research")
    driver.until(lambda: window.descriptions.is_whole(window.reviewing.current))
    (known,) = window.descriptions.of_unit(window.reviewing.current)
    assert known.told_words
    key = window.session.key
    assert key == window.opener.journaling.key
    assert known.told_words == key.digest("words", json.dumps(known.words).encode()).hex()
    assert "CHEST" not in repr(known)


def test_another_decision_forgets_what_was_known(driver, searches, tmp_path):
    driver.open(ct_slice(tmp_path / "in" / "1.dcm"))
    window = driver.window
    driver.until(lambda: window.descriptions.is_whole(window.reviewing.current))
    told = []
    window.reviewing.changed.connect(lambda: told.append(Gate.HIDDEN in gates(window)))
    window.session.decide_attribute("(0008,103E)", "remove")
    assert True in told  # not known for a moment, so that nothing is taken for confirmed


# --- coverage -----------------------------------------------------------------------------------------------


def test_a_click_on_the_strip_goes_to_the_frame(driver, searches, still, tmp_path, qtbot):
    driver.open(capture(tmp_path / "in" / "cine.dcm", rows=48, columns=64, frames=3))
    window = driver.window
    unit = window.reviewing.current
    assert window.coverage.text.startswith("0 of 3 frames viewed")
    window.reviewing._set(unit, window.reviewing.review(unit).with_seen(window.session.image.key, 1, EVERYWHERE))
    assert window.coverage.text == "1 of 3 frames viewed"
    assert [cell.seen for cell in window.coverage.boxes.cells] == [Seen.WHOLE, Seen.NOT, Seen.NOT]
    boxes = window.coverage.boxes
    qtbot.mouseClick(boxes, Qt.MouseButton.LeftButton, pos=QPoint(int(boxes._width() * 2.5), 5))
    assert window.session.position.frame == 3
    assert boxes.accessibleDescription() == window.coverage.text
    window.session.drop_frame()
    assert window.coverage.text == "1 of 2 frames viewed"


# --- projections --------------------------------------------------------------------------------------------


def test_three_pictures_stand_for_the_frames_once_each_is_approved(driver, searches, stack, qtbot, monkeypatch):
    monkeypatch.setattr(projections, "LEAST", 1)
    driver.open(stack)
    window = driver.window
    assert Gate.FRAMES in gates(window)
    driver.do("projections")
    dialog = window.findChild(ProjectionsDialog)
    assert not any(page.button.isEnabled() for page in dialog.pages.values())
    driver.until(lambda: dialog.text.startswith("Look at all"))
    for kind in Projection:
        page = dialog.pages[kind]
        assert dialog.tabs.currentWidget() is page
        driver.until(page.button.isEnabled)
        assert np.asarray(page.view.content.values).shape[2] == 3
        qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert window.reviewing.review(window.reviewing.current).projections == frozenset(Projection)
    assert Gate.FRAMES not in gates(window)
    dialog.reject()


def test_pictures_of_other_masks_are_not_approved(driver, searches, stack, monkeypatch):
    monkeypatch.setattr(projections, "LEAST", 1)
    driver.open(stack)
    driver.do("projections")
    dialog = driver.window.findChild(ProjectionsDialog)
    page = dialog.pages[Projection.LOWEST]
    driver.until(page.button.isEnabled)
    session = driver.window.session
    session.select(session.regions[0].id)
    session.decide(Status.REJECTED)
    assert "masks were changed" in dialog.text
    assert not page.button.isEnabled()
    dialog.reject()


def test_frames_of_a_radiograph_are_not_projected(driver, searches, one_image):
    driver.open(one_image)
    assert not driver.window.actions_by_id["projections"].isEnabled()
    assert "Each frame" in driver.window.actions_by_id.obstacle("projections")


def test_the_review_of_the_window_is_one(window):
    assert isinstance(window.reviewing, Reviewing)
