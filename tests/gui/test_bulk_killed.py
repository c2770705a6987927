"""A mask drawn in the window, applied to two devices by a run that is killed twice: the bytes of one that was not."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from redactor.gui.bulk.save_template import SaveTemplateDialog
from redactor.model.template import Words
from redactor.workflow.templates import Library
from tests.bulk_cases import bulk_process, kill_at, report, template_file
from tests.folders import contents, digests
from tests.gui.canvas_scenes import drag
from tests.gui.conftest import proposals
from tests.gui.test_window import at
from tests.instances import ct_slice

if TYPE_CHECKING:
    from pathlib import Path

DEVICES = ("One", "Two")
EACH = 100


def of_device(folder: Path, device: int) -> list[Path]:
    """The images of a device: two series, each with instances of their own."""
    return [
        ct_slice(
            folder / f"{DEVICES[device]}{number:03}.dcm",
            ManufacturerModelName=DEVICES[device],
            SeriesInstanceUID=f"2.25.5{device}{number % 2}",
            SOPInstanceUID=f"2.25.77{device}{number:03}",
            InstanceNumber=number + 1,
        )
        for number in range(EACH)
    ]


def drawn(driver, image: Path, box: tuple[int, int, int, int], title: str) -> None:
    """Draw a mask on an image in the window, and save it as a template."""
    driver.open(image)
    driver.press("R")
    column, row, columns, rows = box
    drag(driver.window.viewport.view, at(driver.window, column, row), at(driver.window, column + columns, row + rows))
    driver.do("save_template")
    dialog = next(found for found in driver.window.findChildren(SaveTemplateDialog) if found.isVisible())
    driver.until(dialog.isActiveWindow)
    dialog.title.setFocus()
    dialog.title.clear()
    driver.qtbot.keyClicks(dialog.title, title)
    driver.qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    driver.until(lambda: not dialog.isVisible())


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc for the workers")
def test_a_mask_drawn_in_the_window_comes_through_two_kills(driver, searches, user_data_of_the_test, tmp_path):
    searches.answer = proposals()
    case, out, project = tmp_path / "in", tmp_path / "out", ("--project", tmp_path / "p")
    first, *_ = (of_device(case, device)[0] for device in range(len(DEVICES)))
    drawn(driver, first, (0, 0, 12, 5), "Left above")
    library = Library(user_data_of_the_test / "templates")
    (entry,) = library.entries()
    match = entry.template.match
    other = replace(entry.template, match=replace(match, manufacturer_model_name=Words(DEVICES[1])))
    saved = [library.folder / entry.name / "v0001.json", template_file(tmp_path / "other.json", other)]

    whole = bulk_process(case, tmp_path / "whole", saved, *project)
    assert whole.wait(300) == 0, {item["reason"] for item in report(tmp_path / "whole")}
    for more, wanted in ((), 20), (("--resume",), 120):
        kill_at(bulk_process(case, out, saved, *project, *more), out, wanted)
    assert bulk_process(case, out, saved, *project, "--resume").wait(300) == 0

    assert len([name for name in contents(out) if name.endswith(".dcm")]) == len(DEVICES) * EACH
    assert digests(out) == digests(tmp_path / "whole")
    assert {item["status"] for item in report(out)} <= {"done", "skipped"}
