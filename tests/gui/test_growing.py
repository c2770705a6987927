"""A case that grows while a person looks at it: what is shown, selected and decided stays."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from threading import Event

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton

from redactor.errors import RedactorError
from redactor.gui import opening
from redactor.gui.session_model import Session
from redactor.model.geometry import Rectangle
from redactor.model.region import Status
from redactor.workflow import case as case_module
from redactor.workflow import inputs, listing
from redactor.workflow.case import growing_case
from tests.gui.conftest import proposals, text_at
from tests.instances import capture, ct_slice
from tests.runs import PROJECT


def press(window, text):
    next(button for button in window.findChildren(QPushButton) if button.text() == text).click()


@pytest.fixture
def no_pauses(monkeypatch):
    monkeypatch.setattr(case_module, "_FIRST_PAUSE", 0)
    monkeypatch.setattr(case_module, "monotonic", lambda: 0.0)


@dataclass
class SlowMedium:
    """Files are read up to one, and the others when the test says so."""

    go_on: Event = field(default_factory=Event)
    name: str = ""

    def open_images(self, path):
        if path.name == self.name:
            self.go_on.wait(60)
        return inputs.open_images(path)


@pytest.fixture
def slow(monkeypatch, no_pauses):
    made = SlowMedium()
    monkeypatch.setattr(case_module, "open_images", made.open_images)
    monkeypatch.setattr(opening, "_QUICK", 0)
    yield made
    made.go_on.set()


# --- the session ------------------------------------------------------------------------------------------------


def parts(folder):
    return list(growing_case([folder], PROJECT.replacements.subject_key))


def test_position_selection_and_decisions_stay_with_their_image(tmp_path, qapp, no_pauses):
    for name, number in (("a", 5), ("b", 3), ("c", 4)):
        ct_slice(tmp_path / name, InstanceNumber=number)
    first, *others = parts(tmp_path)
    session = Session()
    grown = []
    session.case_grown.connect(lambda: grown.append(len(session.case.images)))
    session.open(first)
    key = session.image.key
    session.add_proposals(key, proposals(text_at(2, 2, 10, 4), text_at(20, 20, 6, 4)))
    session.select(session.regions[0].id)
    session.decide(Status.REJECTED)
    session.draw(Rectangle(1, 1, 4, 4))
    selected, code = session.selected_id, session.code(key)
    for part in others:
        session.grow(part)
    assert grown == [2, 3, 3]
    assert (session.image.key, session.position.image) == (key, 2)
    assert (session.selected_id, session.code(key)) == (selected, code)
    assert [region.status for region in session.regions] == [Status.REJECTED, Status.PROPOSED, Status.ACCEPTED]
    assert session.plan.subjects == others[-1].plan.subjects
    session.undo()
    session.undo()
    assert session.undo_label is None
    assert session.plan.subjects == others[-1].plan.subjects


def test_findings_of_images_that_change_places_do_not_take_one_anothers(tmp_path, qapp, no_pauses):
    for name, number in (("a", 5), ("b", 3)):
        ct_slice(tmp_path / name, InstanceNumber=number)
    first, *_, last = parts(tmp_path)
    session = Session()
    session.open(first)
    session.add_proposals(session.image.key, proposals(text_at(2, 2, 10, 4)))
    session.grow(last)
    for image in last.images:
        session.add_proposals(image.key, proposals(text_at(2, 2, 10, 4)))
    assert all(len(session.plan.plan_for(image.key).regions) == 1 for image in last.images)
    assert session.searches.unfinished == 0


def test_an_image_whose_series_is_taken_back_is_left(tmp_path, qapp, no_pauses):
    capture(tmp_path / "a", PatientID="1")
    capture(tmp_path / "b", SeriesInstanceUID="2.25.5")
    capture(tmp_path / "c", PatientID="2")
    first, *_, last = parts(tmp_path)
    session = Session()
    session.open(first)
    key = session.image.key
    session.grow(last)
    assert session.image.key != key
    assert len(session.case.images) == 1
    (tmp_path / "b").unlink()
    session.grow(parts(tmp_path)[-1])
    assert session.case is None


# --- the window -------------------------------------------------------------------------------------------------


def test_the_first_image_is_shown_while_others_are_read(driver, searches, tmp_path, slow):
    for number in range(4):
        ct_slice(tmp_path / "in" / f"{number}", InstanceNumber=4 - number)
    slow.name = "2"
    driver.begin_to_open(tmp_path / "in")
    window, session = driver.window, driver.window.session
    assert not session.case.is_complete
    driver.until(lambda: len(session.case.images) == 2)
    assert window.actions_by_id.obstacle("export") == (
        "Files are still being read. Export when all were, or stop reading."
    )
    driver.until(lambda: any("of 4" in text for text in window.messages.texts))
    driver.press(".")
    driver.press("A")
    key = session.image.key
    slow.go_on.set()
    driver.until(lambda: session.case.is_complete)
    assert len(session.case.images) == 4
    assert session.image.key == key
    assert driver.statuses == ["accepted", "proposed"]
    assert window.series.list.currentIndex().row() == 0
    driver.until(lambda: session.searches.unfinished == 0)
    assert window.messages.texts == []
    assert window.actions_by_id.obstacle("export") == ""


def test_reading_can_be_stopped_and_what_was_read_stays(driver, searches, tmp_path, slow):
    for number in range(4):
        ct_slice(tmp_path / "in" / f"{number}", InstanceNumber=number)
    slow.name = "2"
    driver.begin_to_open(tmp_path / "in")
    driver.until(lambda: any("2 of 4" in text for text in driver.window.messages.texts))
    press(driver.window.messages, "Stop reading")
    slow.go_on.set()
    driver.until(lambda: driver.window.session.case.is_complete)
    assert len(driver.window.session.case.images) == 3
    assert driver.window.messages.texts == ["Files that were not looked at, as you asked: 1"]


def test_reading_can_be_stopped_before_anything_is_shown(driver, searches, tmp_path, slow):
    capture(tmp_path / "in" / "1")
    slow.name = "1"
    driver.window.open_paths([tmp_path / "in"])
    driver.until(driver.window.welcome.stop.isVisible)
    driver.window.welcome.stop.click()
    assert not driver.window.welcome.stop.isVisible()
    slow.go_on.set()
    assert not driver.window.opener.opening.is_running
    assert driver.window.session.case is None


@pytest.mark.parametrize(
    ("answer", "images", "messages"),
    [
        ("Only the first 3", 3, ["Files that were not looked at, as you asked: 2"]),
        ("Scan all", 5, []),
        ("Cancel", 0, []),
    ],
)
def test_many_files_are_a_question(driver, searches, tmp_path, monkeypatch, answer, images, messages):  # noqa: PLR0917 - fixtures
    monkeypatch.setattr(listing, "MANY", 3)
    monkeypatch.setattr(opening, "MANY", 3)
    for number in range(5):
        capture(tmp_path / "in" / str(number))
    window = driver.window
    window.open_paths([tmp_path / "in"])
    driver.until(lambda: window.findChild(QMessageBox) is not None)
    box = window.findChild(QMessageBox)
    assert box.text() == "Scan 5 files?"
    next(button for button in box.buttons() if button.text() == answer).click()
    driver.until(lambda: not window.opener.opening.is_running)
    assert (0 if window.session.case is None else len(window.session.case.images)) == images
    assert window.messages.texts == messages


def test_an_archive_is_opened_and_leaves_nothing_behind(driver, searches, tmp_path, user_data_of_the_test):
    inside = capture(tmp_path / "1", rows=48, columns=64)
    with zipfile.ZipFile(tmp_path / "CANARY.zip", "w") as archive:
        archive.write(inside, "CANARY/1.dcm")
        archive.writestr("notes.txt", "none")
    driver.open(tmp_path / "CANARY.zip")
    assert driver.window.messages.texts == ["1 file was not opened"]
    unpacked = user_data_of_the_test / "unpacked"
    assert len(list(unpacked.rglob("0*"))) >= 1
    driver.window.session.draw(Rectangle(1, 20, 5, 5))
    driver.until(lambda: driver.window.opener.journaling.is_saved)
    driver.window.session.mark_exported(driver.window.session.plan)
    driver.window.opener.close_case()
    driver.until(lambda: not list(unpacked.iterdir()))


def test_an_opening_that_breaks_off_says_so_and_nothing_is_exported(driver, searches, tmp_path, slow, monkeypatch):
    for number in range(3):
        ct_slice(tmp_path / "in" / f"{number}", InstanceNumber=number)

    def break_off(path):
        if path.name == "1":
            raise RedactorError
        return inputs.open_images(path)

    monkeypatch.setattr(case_module, "open_images", break_off)
    driver.begin_to_open(tmp_path / "in")
    driver.until(lambda: "Something went wrong. Nothing was written." in driver.window.messages.texts)
    assert driver.window.actions_by_id.obstacle("export") != ""
