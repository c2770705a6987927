"""The teaching workspace as a person uses it: key images, words that are scanned, undo, a saved case, an export."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
)

from redactor.gui.dialogs import choose
from redactor.model.geometry import Rectangle
from redactor.model.image import Window
from redactor.model.teaching import Language
from redactor.model.teaching_codec import teaching_from_json, teaching_to_json
from redactor.workflow.report import ItemStatus
from redactor.workflow.teaching import render
from redactor.workflow.teaching_run import shown
from tests.gui.conftest import proposals
from tests.gui.test_window import SECRETS, texts
from tests.instances import ct_slice
from tests.runs import applied
from tests.teaching import written_results

if TYPE_CHECKING:
    from pathlib import Path

    from redactor.gui.teaching.window import TeachingWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> Path:
    """A still, and two films; all released."""
    folder = tmp_path_factory.mktemp("teaching")
    written_results(folder)
    return folder / "results"


@pytest.fixture
def workspace(driver, results) -> TeachingWindow:
    """The workspace with three results in its case."""
    driver.do("teaching")
    window = driver.window.teaching.window
    assert window is not None
    window.model.use_folder(results)
    idle(driver, window)
    window.results.selectAll()
    click(driver, window.add_button)
    idle(driver, window)
    return window


def idle(driver, window: TeachingWindow) -> None:
    driver.until(lambda: not window.model.work.is_running)


def click(driver, button: QAbstractButton) -> None:
    assert button.isEnabled(), button.toolTip()
    driver.qtbot.mouseClick(button, LEFT)


def answer(window: TeachingWindow, text: str) -> None:
    (box,) = window.findChildren(QMessageBox)
    next(button for button in box.buttons() if button.text() == text).click()


def drag(driver, canvas, begin: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag from one place of the frame to another."""
    places = [canvas.to_view(place).toPoint() for place in (begin, end)]
    driver.qtbot.mousePress(canvas, LEFT, pos=places[0])
    driver.qtbot.mouseMove(canvas, places[0] + QPoint(4, 4))
    driver.qtbot.mouseMove(canvas, places[1])
    driver.qtbot.mouseRelease(canvas, LEFT, pos=places[1])


def painted(driver, window: TeachingWindow, row: int) -> None:
    window.case_list.setCurrentRow(row)
    driver.until(lambda: window.image.canvas._picture is not None)


# --- key images -------------------------------------------------------------------------------------------------


def test_a_frame_marked_in_review_is_shown_in_the_case_in_its_window(driver, searches, tmp_path, monkeypatch):
    searches.answer = proposals()
    source = ct_slice(tmp_path / "in" / "ct.dcm")
    driver.open(source)
    window = driver.window
    window.viewport.view.set_window(Window(40, 400))
    driver.press("K")
    assert window.actions_by_id["key_image"].isChecked()
    assert "the only key image" in window.teaching.count.text()
    driver.press("K")
    assert window.teaching.marks.all == ()
    driver.press("K")
    driver.do("teaching")
    workspace = window.teaching.window
    assert not workspace.add_marks_button.isEnabled()
    from redactor.cli import run  # noqa: PLC0415 - as another program would have exported it

    assert run(["apply", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--accept-proposals"]) == 0
    workspace.model.use_folder(tmp_path / "out")
    idle(driver, workspace)
    click(driver, workspace.add_marks_button)
    idle(driver, workspace)
    (image,) = workspace.model.case.images
    assert (image.file, image.frames, image.window) == ("CASE0001/S001/I0001.dcm", (1,), Window(40, 400))
    assert workspace.model.is_draft
    assert "DRAFT" in workspace.export.standing.text()
    assert "DRAFT" in workspace.case_list.item(0).text()


def test_a_key_image_that_was_not_exported_is_said_so(driver, searches, workspace, one_image):
    driver.open(one_image)
    driver.do("key_image")
    click(driver, workspace.add_marks_button)
    assert "1 key image is not among these results" in workspace._told.text()
    assert len(workspace.model.case.images) == 3


# --- the case ---------------------------------------------------------------------------------------------------


def test_slices_become_one_stack(driver, tmp_path):
    for number in range(3):
        ct_slice(tmp_path / "in" / f"{number}.dcm", SOPInstanceUID=f"2.25.88{number}", InstanceNumber=number)
    applied([tmp_path / "in"], tmp_path / "out")
    driver.do("teaching")
    window = driver.window.teaching.window
    window.model.use_folder(tmp_path / "out")
    idle(driver, window)
    window.results.item(0).setSelected(True)
    assert not window.stack_button.isEnabled()
    window.results.selectAll()
    click(driver, window.stack_button)
    idle(driver, window)
    (image,) = window.model.case.images
    assert len(image.files) == 3
    assert "stack of 3 images" in window.case_list.item(0).text()
    found = shown(window.model.case, [tmp_path / "out"])
    (plate,) = render(found.case, found.results).plates
    assert len(plate.frames) == 3
    assert teaching_from_json(teaching_to_json(window.model.case)) == window.model.case


def test_images_are_ordered_by_keys_buttons_and_dragging_and_it_can_be_undone(driver, workspace):
    names = [image.file for image in workspace.model.case.images]
    rows = workspace.case_list
    rows.setCurrentRow(0)
    driver.qtbot.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [image.file for image in workspace.model.case.images] == [names[1], names[0], names[2]]
    assert rows.currentRow() == 1
    click(driver, workspace.down_button)
    assert [image.file for image in workspace.model.case.images] == [names[1], names[2], names[0]]
    rows.model().moveRow(QModelIndex(), 2, QModelIndex(), 0)  # as Qt does it where something is dropped
    assert [image.file for image in workspace.model.case.images] == names
    driver.qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert len(workspace.model.case.images) == 2
    click(driver, workspace.undo_button)
    assert [image.file for image in workspace.model.case.images] == names
    click(driver, workspace.redo_button)
    assert len(workspace.model.case.images) == 2


def test_an_image_is_cut_and_drawn_on_by_the_mouse_and_by_numbers(driver, workspace):
    painted(driver, workspace, 0)
    page, canvas = workspace.image, workspace.image.canvas
    pixels = page.found.result.instance.pixel_format
    tools = {each.property("tool"): each for each in page.tools.buttons()}
    click(driver, tools["crop"])
    drag(driver, canvas, (2, 2), (pixels.columns - 2, pixels.rows - 2))
    box = page.image.crop
    assert abs(box.column - 2) <= 1
    assert abs(box.columns - (pixels.columns - 4)) <= 2
    page.cut[0].setValue(3)
    assert page.image.crop.column == 3
    click(driver, tools["arrow"])
    drag(driver, canvas, (5, 5), (12, 9))
    ((column, row),) = [arrow.tip for arrow in page.image.arrows]
    assert abs(column - 12) + abs(row - 9) <= 1.5
    click(driver, tools["label"])
    driver.qtbot.mouseClick(canvas, LEFT, pos=canvas.to_view((6, 6)).toPoint())
    click(driver, page.add_label)
    click(driver, page.add_arrow)
    assert [label.text for label in page.image.labels] == ["A", "B"]
    page.marks.item(2, 5).setText("nodule")
    assert page.image.labels[0].text == "nodule"
    page.marks.item(0, 1).setText("nan")
    assert page.image.arrows[0].tail[0] == pytest.approx(5, abs=1)
    page.marks.setCurrentCell(0, 0)
    click(driver, page.remove_mark)
    assert len(page.image.arrows) == 1
    driver.qtbot.mouseClick(page.is_cut, LEFT, pos=QPoint(8, page.is_cut.height() // 2))
    assert page.image.crop is None
    assert not page.cut[0].isEnabled()


def test_frames_and_window_are_chosen_and_the_final_picture_is_shown(driver, workspace):
    page = workspace.image
    film = next(n for n, one in enumerate(workspace.model.case.images) if len(one.frames) == 5)
    painted(driver, workspace, film)
    page.first.setValue(2)
    page.last.setValue(3)
    assert page.image.frames == (2, 3)
    page.first.setValue(5)
    assert page.image.frames == (5,)
    page.as_stored.click()
    assert page.image.window is not None
    page.centre.setValue(90)
    page.width_of.setValue(50)
    assert (page.image.window.center, page.image.window.width) == (90, 50)
    before = page.canvas._picture.size()
    page.preview.click()
    driver.until(lambda: page.canvas._picture.size() != before)  # enlarged, with the watermark in it
    page.as_stored.click()
    assert page.image.window is None


# --- words ------------------------------------------------------------------------------------------------------


def test_words_that_may_identify_are_marked_told_and_stop_the_export(driver, workspace, tmp_path):
    model, history = workspace.model, workspace.words.sections["history"]
    model.destination = tmp_path / "out"
    history.editor.setFocus()
    driver.qtbot.keyClicks(history.editor, "Seen by Dr. Hopkins on 12/05/2019, cough")
    assert "“Dr. Hopkins” looks like a name" in history.hint.text()
    assert "“12/05/2019” looks like a date" in history.editor.accessibleDescription()
    assert not workspace.hits.isHidden()
    assert workspace.hits.list.count() == 2
    assert not workspace.export.export_button.isEnabled()
    assert "identify" in workspace.export.export_button.toolTip()
    formats = history.editor.document().firstBlock().layout().formats()
    assert [(one.start, one.length) for one in formats] == [(8, 11), (23, 10)]
    workspace.hits.list.setCurrentRow(1)
    assert not workspace.hits.confirm.isEnabled()
    workspace.hits.list.setCurrentRow(0)
    click(driver, workspace.hits.confirm)
    assert [hit.kind for hit in model.hits] == ["a date"]
    click(driver, workspace.undo_button)
    assert len(model.hits) == 2
    history.editor.setPlainText("Cough")
    assert model.hits == ()
    assert workspace.hits.isHidden()
    assert workspace.export.export_button.isEnabled()


def test_words_of_the_header_are_found_too(driver, workspace):
    workspace.words.title.setFocus()
    driver.qtbot.keyClicks(workspace.words.title, "the zelda case")
    assert "stands in the header" in workspace.words.title_hint.text()


def test_typing_is_one_step_to_undo(driver, workspace):
    driver.qtbot.keyClicks(workspace.words.title, "A mass")
    workspace.model.undo()
    assert workspace.model.case.title == workspace.words.title.text() == ""
    workspace.model.redo()
    assert workspace.words.title.text() == "A mass"


def test_a_place_is_gone_to_from_the_list(driver, workspace):
    click(driver, workspace.questions.add)
    workspace.questions.table.item(0, 1).setText("as on 12/05/2019")
    driver.qtbot.keyClicks(workspace.image.caption, "Mr. Hopkins")
    places = [hit.place for hit in workspace.model.hits]
    assert places == ["case.images[0].caption", "case.questions[0].answer"]
    for row, expected in ((1, workspace.questions.table), (0, workspace.image.caption)):
        workspace.hits.list.setCurrentRow(row)
        click(driver, workspace.hits.go)
        found = workspace.focusWidget()
        assert found is expected or expected.isAncestorOf(found)  # a cell is written in at once
    workspace.questions.table.setCurrentCell(0, 0)
    click(driver, workspace.questions.remove)
    assert workspace.model.case.questions == ()


# --- files ------------------------------------------------------------------------------------------------------


def test_a_case_is_saved_and_taken_up_again(driver, workspace, tmp_path, monkeypatch):
    file = tmp_path / "case.json"
    workspace.words.quiz.click()
    workspace.words.language.setCurrentIndex(2)
    workspace.words.language.activated.emit(2)
    driver.qtbot.keyClicks(workspace.words.title, "A mass")
    monkeypatch.setattr(choose, "new_file", lambda *asked: file)
    assert workspace.windowTitle().endswith("*")
    driver.qtbot.keySequence(workspace, "Ctrl+S")
    assert json.loads(file.read_text(encoding="utf-8"))["quiz"] is True
    assert not workspace.windowTitle().endswith("*")
    saved = workspace.model.case
    assert saved.language is Language.BOTH
    workspace.case_list.remove_chosen()
    monkeypatch.setattr(choose, "files", lambda *asked: [file])
    click(driver, workspace.open_button)
    answer(workspace, "Go on without saving")
    assert workspace.model.case == saved
    file.write_text("{}")
    click(driver, workspace.open_button)
    assert workspace.model.case == saved
    assert "⛔" in workspace._told.text()


def test_closing_asks_where_something_would_be_lost(driver, workspace):
    workspace.close()
    assert workspace.isVisible()
    answer(workspace, "Back")
    assert workspace.isVisible()
    workspace.model._saved = workspace.model.case
    workspace.close()
    assert not workspace.isVisible()


def test_an_image_that_is_not_in_the_folder_is_told(driver, workspace, tmp_path):
    (tmp_path / "other").mkdir()
    workspace.model.use_folder(tmp_path / "other")
    idle(driver, workspace)
    assert "not in this folder" in workspace.case_list.item(0).text()
    assert "not in this folder" in workspace.export.obstacle.text()


# --- export -----------------------------------------------------------------------------------------------------


def test_the_case_is_exported_and_each_format_has_its_result(driver, workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(choose, "folder", lambda *asked: tmp_path / "out")
    page = workspace.export
    workspace.tabs.setCurrentWidget(page)
    assert "Choose a new or empty folder" in page.obstacle.text()
    click(driver, page.choose_button)
    for form, check in page.forms.items():
        if check.isChecked() != (form in {"png", "gif"}):
            check.click()
    page.kept["view"].click()
    assert not workspace.model.case.kept.view
    page.recipient.setFocus()
    driver.qtbot.keyClicks(page.recipient, "Class of spring")
    click(driver, page.export_button)
    idle(driver, workspace)
    made = workspace.model.made
    assert [item.status for item in made.items] == [ItemStatus.DONE] * 2
    assert page.results.rowCount() == 2
    assert {page.results.item(row, 1).text() for row in range(2)} == {"✔ done"}
    assert "2 written and checked." in page._summary.text()
    assert list((tmp_path / "out.local" / "trace").glob("*/ledger.json"))
    told = texts(driver.window) + [page.results.item(r, c).text() for r in range(2) for c in range(3)]
    assert not [word for word in (*SECRETS, "SECRETNAME") if any(word in text for text in told)]
    click(driver, page.export_button)  # the folder is not empty any more
    idle(driver, workspace)
    assert "⛔" in page.obstacle.text()


def test_every_control_has_a_name_in_both_languages(driver, workspace, window):
    click(driver, workspace.questions.add)
    for language in ("en", "zh_CN"):
        window._preferences.use_language(language)
        QApplication.processEvents()
        kinds = (QAbstractButton, QComboBox, QLineEdit, QListWidget, QPlainTextEdit, QSpinBox, QTableWidget)
        for kind in kinds:
            for widget in workspace.findChildren(kind):
                if widget.objectName().startswith("qt_") or not widget.isVisibleTo(workspace):
                    continue
                text = widget.text() if isinstance(widget, QPushButton | QCheckBox) else ""
                assert widget.accessibleName() or text or widget.parent().accessibleName() or kind is QAbstractButton
        if language == "zh_CN":
            assert workspace.tabs.tabText(0) == "文字"
            assert "释放" not in workspace.export.standing.text()
            shown = [b.text() for b in workspace.findChildren(QPushButton) if b.text()]
            assert all(any("\u4e00" <= letter <= "\u9fff" for letter in text) for text in shown), shown


def test_nothing_is_lost_in_another_language(driver, workspace, window):
    driver.qtbot.keyClicks(workspace.words.title, "A mass")
    case = workspace.model.case
    window._preferences.use_language("zh_CN")
    QApplication.sendEvent(workspace, QEvent(QEvent.Type.LanguageChange))
    assert workspace.model.case == case
    assert workspace.case_list.count() == 3


def test_a_crop_by_two_corners_stays_inside():
    from redactor.gui.teaching import edits  # noqa: PLC0415 - one rule of it

    assert edits.cut((9, 9), (-5, 2), 20, 30) == Rectangle(0, 2, 9, 7)
    assert edits.cut((9, 9), (9.2, 30), 20, 30) is None
