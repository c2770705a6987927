"""A mask drawn in the window, saved, tested, put in use, and applied to the files of two devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydicom import dcmread
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from redactor.gui.bulk.model import Step
from redactor.gui.bulk.save_template import SaveTemplateDialog
from redactor.gui.dialogs import choose
from redactor.workflow.template_trial import Trial
from redactor.workflow.templates import Library
from tests.bulk_cases import US, report, template_file, ultrasound
from tests.folders import digests
from tests.gui.canvas_scenes import drag
from tests.gui.conftest import proposals
from tests.gui.test_window import SECRETS, at, texts
from tests.instances import PATIENT_NAME, ct_slice

if TYPE_CHECKING:
    from pathlib import Path

    from redactor.gui.bulk.window import BulkWindow
    from redactor.workflow import bulk
    from redactor.workflow.templates import Entry

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def case(tmp_path) -> Path:
    """Ten ultrasound images with a banner, and two CT images of another size."""
    for number in range(10):
        text = "DOE JOHN" if number % 2 else "ROE JANE"
        facts = {"SeriesInstanceUID": "2.25.5", "SOPInstanceUID": f"2.25.900{number}", "InstanceNumber": number}
        ultrasound(tmp_path / "in" / f"us{number}.dcm", text, **facts)
    for number in range(2):
        ct_slice(tmp_path / "in" / f"ct{number}.dcm", InstanceNumber=number, SOPInstanceUID=f"2.25.77{number}")
    return tmp_path / "in"


@pytest.fixture
def library(user_data_of_the_test) -> Library:
    return Library(user_data_of_the_test / "templates")


def in_use(library: Library, template=US) -> str:
    """Put a template in use as after a test that it passed."""
    name = library.save(template).name
    library.note(name, 1, "tested")
    library.note(name, 1, "in use")
    return name


def click(qtbot, button: QPushButton) -> None:
    assert button.isEnabled(), button.toolTip()
    qtbot.mouseClick(button, LEFT)


def idle(driver, window: BulkWindow) -> None:
    driver.until(lambda: not window.model.work.is_running)


def opened(driver, monkeypatch, source: Path, destination: Path) -> BulkWindow:
    """Open the bulk window by its key and choose both folders."""
    driver.window.activateWindow()
    driver.until(driver.window.isActiveWindow)
    driver.press("Ctrl+2")
    window = driver.window.bulk.window
    assert window is not None
    answers = [source, destination]
    monkeypatch.setattr(choose, "folder", lambda *asked: answers.pop(0))
    click(driver.qtbot, window.source.choose_source)
    assert not window.next_button.isEnabled()
    assert "results" in window.next_button.toolTip()
    click(driver.qtbot, window.source.choose_destination)
    idle(driver, window)
    click(driver.qtbot, window.next_button)
    assert window.step is Step.TEMPLATES
    return window


def at_the_run(driver, monkeypatch, source: Path, destination: Path) -> BulkWindow:
    """Go through the first four steps."""
    window = opened(driver, monkeypatch, source, destination)
    for _ in range(3):
        click(driver.qtbot, window.next_button)
        idle(driver, window)
    assert window.step is Step.RUN
    window.run.workers.setValue(1)
    return window


def words(window: BulkWindow) -> str:
    tables = (window.report.counts, window.report.reasons, window.preview.groups, window.forecast.groups)
    cells = [
        table.item(row, column).text()
        for table in tables
        for row in range(table.rowCount())
        for column in range(table.columnCount())
    ]
    return " ".join(cells)


@pytest.fixture
def nothing_proposed(searches) -> None:
    searches.answer = proposals()


def drawn_and_saved(driver, case: Path, library: Library) -> Entry:
    """Draw a mask over the banner and save it as a template."""
    driver.open(case / "us0.dcm")
    window, qtbot = driver.window, driver.qtbot
    assert "hides" in window.actions_by_id.obstacle("save_template")
    driver.press("R")
    drag(window.viewport.view, at(window, 0, 0), at(window, 320, 40))
    driver.do("save_template")
    dialog = window.findChild(SaveTemplateDialog)
    assert dialog is not None
    assert "320 × 160" in dialog.rule.text()
    assert "ACME" in dialog.rule.text()
    dialog.title.setText(PATIENT_NAME)
    dialog.save()
    assert dialog.problem.text().startswith("⛔")
    assert not list(library.entries())
    driver.until(dialog.isActiveWindow)  # else keys would be those of the window behind it
    dialog.title.setFocus()
    dialog.title.clear()
    qtbot.keyClicks(dialog.title, "Banner above")
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    driver.until(lambda: not dialog.isVisible())
    (entry,) = library.entries()
    assert (entry.template.title, entry.in_use) == ("Banner above", 0)
    return entry


@pytest.mark.usefixtures("nothing_proposed")
def test_a_mask_is_drawn_saved_tested_and_applied(driver, case, library, tmp_path, monkeypatch):
    before = digests(case)
    qtbot, entry = driver.qtbot, drawn_and_saved(driver, case, library)
    made = opened(driver, monkeypatch, case, tmp_path / "out")
    assert not made.next_button.isEnabled()
    click(qtbot, made.library.test_button)
    idle(driver, made)
    assert "10 images were searched" in made.library.told.text()
    assert made.library.pictures.isVisible()
    click(qtbot, made.library.use_button)
    assert library.entry(entry.name).in_use == 1
    click(qtbot, made.next_button)
    idle(driver, made)
    assert "▣ matches" in words(made)
    assert "⊘ unsupported" in words(made)
    driver.until(made.preview.pictures.isVisible)
    assert made.preview.pictures.left == 0
    click(qtbot, made.next_button)
    idle(driver, made)
    assert "To be done: 10 · set aside: 2" in made.forecast.summary.text()
    assert not (tmp_path / "out").exists()
    click(qtbot, made.next_button)
    click(qtbot, made.run.start_button)
    driver.until(lambda: made.step is Step.REPORT)
    idle(driver, made)

    assert sorted(item["status"] for item in report(tmp_path / "out")) == ["done"] * 10 + ["set_aside"] * 2
    assert "not reviewed" in words(made)
    assert "Not reviewed – proposed by batch" in made.report.standing.text()
    results = sorted((tmp_path / "out").rglob("*.dcm"))
    assert len(results) == 10
    for result in results:
        pixels = dcmread(result).pixel_array
        assert (pixels[:40] == pixels[0, 0]).all()
        assert pixels[40:].std() > 0
    assert digests(case) == before
    assert library.entry(entry.name).statistics.applied == 10
    told = " ".join([*texts(driver.window), words(made)])
    assert not [secret for secret in SECRETS if secret in told]


def test_a_run_is_cancelled_and_gone_on_with(driver, case, library, tmp_path, monkeypatch):
    in_use(library)
    window = at_the_run(driver, monkeypatch, case, tmp_path / "out")
    steps: list[bulk.Step] = []

    def stop(step: bulk.Step) -> None:
        steps.append(step)
        if step.phase == "apply" and not window.model.work.is_paused:
            window.pause_button.click()

    window.model.work.progress.connect(stop)
    click(driver.qtbot, window.run.start_button)
    driver.until(lambda: window.model.work.is_paused)
    assert window.pause_button.text() == "Go on"
    assert not window.steps.item(Step.SOURCE).flags() & Qt.ItemFlag.ItemIsEnabled
    click(driver.qtbot, window.stop_button)
    driver.until(lambda: window.step is Step.REPORT)
    idle(driver, window)
    window.model.work.progress.disconnect(stop)
    counts = window.model.done.result.counts
    assert counts["pending"] > 0
    assert "not reached" in words(window)
    finished = digests(tmp_path / "out")

    again = driver.window.bulk.window
    again.go_to(Step.SOURCE)
    monkeypatch.setattr(choose, "folder", lambda *asked: tmp_path / "out")
    click(driver.qtbot, again.source.choose_destination)
    idle(driver, again)
    assert f"files left: {counts['pending']}" in again.source.unfinished.text()
    for _ in range(4):
        click(driver.qtbot, again.next_button)
        idle(driver, again)
    assert again.run.resume.isVisible()
    click(driver.qtbot, again.run.start_button)
    driver.until(lambda: again.step is Step.REPORT)
    idle(driver, again)
    assert again.model.done.result.counts.get("skipped") == counts["done"]
    assert "pending" not in again.model.done.result.counts
    assert len(list((tmp_path / "out").rglob("*.dcm"))) == 10
    assert finished.items() <= digests(tmp_path / "out").items()


def test_text_that_a_mask_leaves_is_shown_and_set_aside(driver, library, tmp_path, monkeypatch):
    in_use(library)
    for number in range(3):
        facts = {"SeriesInstanceUID": "2.25.5", "SOPInstanceUID": f"2.25.900{number}", "InstanceNumber": number}
        ultrasound(tmp_path / "in" / f"us{number}.dcm", "DOE JOHN 1961", at=100, **facts)
    window = opened(driver, monkeypatch, tmp_path / "in", tmp_path / "out")
    click(driver.qtbot, window.library.test_button)
    idle(driver, window)
    assert "text outside the mask in 3 images" in window.library.told.text()
    click(driver.qtbot, window.next_button)
    idle(driver, window)
    driver.until(window.preview.pictures.isVisible)
    assert window.preview.pictures.left > 0
    assert "⚠" in window.preview.told.text()
    click(driver.qtbot, window.next_button)
    idle(driver, window)
    click(driver.qtbot, window.next_button)
    click(driver.qtbot, window.run.start_button)
    driver.until(lambda: window.step is Step.REPORT)
    idle(driver, window)
    assert window.model.done.result.counts == {"set_aside": 3}
    click(driver.qtbot, window.report.retry_button)
    idle(driver, window)
    assert window.model.done.result.counts == {"set_aside": 3}
    assert not list((tmp_path / "out").rglob("*.dcm"))


def test_closing_asks_while_a_run_is_under_way(driver, case, library, tmp_path, monkeypatch):
    in_use(library)
    window = at_the_run(driver, monkeypatch, case, tmp_path / "out")
    click(driver.qtbot, window.run.start_button)
    driver.window.close()
    assert driver.window.isVisible()
    driver.qtbot.keyClick(window, Qt.Key.Key_Escape)
    box = window.findChild(QMessageBox)
    assert window.isVisible()
    next(each for each in box.buttons() if "Stop" in each.text()).click()
    driver.until(lambda: not window.isVisible())
    assert not window.model.work.is_running
    assert not [path for path in (tmp_path / "out").rglob("*") if path.name.startswith(".")]


def test_templates_are_exported_imported_and_retired(driver, case, library, tmp_path, monkeypatch):
    name = in_use(library)
    window = opened(driver, monkeypatch, case, tmp_path / "out")
    page = window.library
    assert [chosen.name for chosen in window.model.chosen] == [name]
    page.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert "Tick at least one" in window.problem.text()
    page.list.item(0).setCheckState(Qt.CheckState.Checked)
    monkeypatch.setattr(choose, "new_file", lambda *asked: tmp_path / "exported.json")
    click(driver.qtbot, page.export_button)
    script = tmp_path / "pixels.script"
    script.write_text('{ Modality.equals("US") * Rows.equals("160") * Columns.equals("320") }\n(0,0,320,40)\n')
    broken = tmp_path / "broken.json"
    broken.write_text('{"schema": 1}')
    files = [tmp_path / "exported.json", template_file(tmp_path / "other.json", US), script, broken]
    monkeypatch.setattr(choose, "files", lambda *asked: files)
    click(driver.qtbot, page.import_button)
    assert "⛔" in page.told.text()
    assert page.list.count() == 4
    assert [entry.in_use for entry in library.entries()].count(1) == 1
    page.list.setCurrentRow([entry.name for entry in library.entries()].index(name))
    click(driver.qtbot, page.retire_button)
    assert not window.model.chosen
    assert not any(entry.in_use for entry in library.entries())
    assert {entry.name for entry in library.entries()} >= {name}


def test_a_shared_library_a_project_and_masks_are_chosen(driver, case, library, tmp_path, monkeypatch):
    shared = Library(tmp_path / "shared")
    name = in_use(shared)
    window = opened(driver, monkeypatch, case, tmp_path / "out")
    assert window.library.list.count() == 0
    monkeypatch.setattr(choose, "folder", lambda *asked: shared.folder)
    click(driver.qtbot, window.library.shared_button)
    assert [each.name for each in window.model.chosen] == [name]
    assert not list(library.entries())
    for _ in range(3):
        click(driver.qtbot, window.next_button)
        idle(driver, window)
    window.run.workers.setValue(1)
    project = tmp_path / "project"
    monkeypatch.setattr(choose, "folder", lambda *asked: project)
    click(driver.qtbot, window.run.choose_project)
    window.run.masks.setChecked(True)
    click(driver.qtbot, window.run.start_button)
    driver.until(lambda: window.step is Step.REPORT)
    idle(driver, window)
    assert window.model.order is not None
    assert window.model.order.masks
    assert (project / "project.json").is_file()
    assert not (tmp_path / "out.local" / "project" / "project.json").exists()
    results = [path for path in (tmp_path / "out").rglob("*.dcm") if not path.name.endswith(".seg.dcm")]
    assert len(list((tmp_path / "out").rglob("*.seg.dcm"))) == len(results) == shared.entry(name).statistics.applied


def test_all_pages_speak_chinese(driver, case, library, tmp_path, monkeypatch):
    in_use(library)
    window = at_the_run(driver, monkeypatch, case, tmp_path / "out")
    driver.window.shell._preferences.use_language("zh_CN")
    driver.until(lambda: window.steps.item(Step.TEMPLATES).text() == "2  模板")
    for step in Step:
        window.pages[step].refresh()
    assert "未审核" in window.report.standing.text()
    assert "匹配" in words(window)
    driver.window.shell._preferences.use_language("en")


def test_a_test_that_was_ended_or_saw_nothing_is_not_passed():
    assert not Trial(0, 0, 0, 0, 0, 0, 0.0).passed
    assert not Trial(3, 3, 0, 0, 0, 0, 0.1, stopped=True).passed
    assert Trial(3, 3, 0, 0, 0, 0, 0.1).passed
