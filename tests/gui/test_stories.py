"""What a person does from the first file to the release, with keys and mouse alone."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from redactor.gui.dialogs import choose
from redactor.gui.dialogs.export import ExportDialog
from redactor.model.review import State
from redactor.workflow.states import Gate
from tests.gui.test_review import states_of
from tests.instances import capture


@pytest.fixture
def keys(driver, qtbot):
    """Press keys wherever the focus is, as a person without a mouse does."""

    def press(*sequences):
        for sequence in sequences:
            qtbot.keySequence(QApplication.focusWidget() or driver.window, sequence)
            QApplication.processEvents()

    return press


@pytest.fixture
def tab_to(keys):
    """Go from one thing to the next by Tab, until a button says this."""

    def go(text):
        for _ in range(60):
            focus = QApplication.focusWidget()
            if isinstance(focus, QPushButton | QToolButton) and focus.text() == text:
                return
            keys("Tab")
        raise AssertionError(f"no key leads to {text}")

    return go


@pytest.fixture
def person(driver, searches, keys, tab_to):
    return driver, keys, tab_to


@pytest.fixture
def burned(tmp_path):
    """An image with words to confirm under the profile for research, and with hidden data."""
    path = capture(tmp_path / "in" / "one.dcm", rows=48, columns=64, StudyDescription="CHEST")
    path.write_bytes(path.read_bytes() + b"trailing")
    return path


def gates(window):
    return [gap.gate for gap in window.reviewing.missing(window.reviewing.current)]


def look(driver, still):
    """Let the frame on the screen stay there for as long as it needs."""
    driver.until(lambda: driver.window.reviewing._watch.is_watching)
    still(250)
    driver.until(lambda: Gate.FRAMES not in gates(driver.window))


def test_a_case_is_reviewed_and_released_by_keys_alone(person, one_image, monkeypatch, still):
    driver, keys, tab_to = person
    window = driver.window
    target = one_image.parent.parent / "out"
    one_image.write_bytes(one_image.read_bytes() + b"trailing")
    monkeypatch.setattr(choose, "files", lambda *asked: [one_image])
    window.setFocus()
    keys("Ctrl+O")
    driver.until(lambda: window.viewport.content is not None and len(driver.statuses) == 2)
    driver.until(lambda: window.descriptions.is_whole(window.reviewing.current))
    assert window.viewport.view.hasFocus()
    assert gates(window) == [Gate.FRAMES, Gate.FINDINGS, Gate.HIDDEN]
    look(driver, still)
    keys(".", "A", ".", "X")
    assert driver.statuses == ["accepted", "rejected"]
    assert Gate.FRAMES in gates(window), "what is visible now was hidden when the frame was looked at"
    look(driver, still)
    keys("Ctrl+Return")
    assert states_of(window) == [State.IN_REVIEW], "hidden data was not read"
    keys("Return")
    assert window.side.currentWidget() is window.hidden_data
    tab_to(window.hidden_data.button.text())
    keys("Space")
    assert window.viewport.view.hasFocus()
    keys("Ctrl+Return")
    driver.until(lambda: states_of(window) == [State.REVIEWED])
    keys("Ctrl+E")
    (dialog,) = window.findChildren(ExportDialog)
    dialog.activateWindow()
    monkeypatch.setattr(choose, "folder", lambda *asked: target)
    tab_to("Choose…")
    keys("Space")
    tab_to("Export")
    keys("Space")
    driver.until(lambda: any("Written and checked" in line for line in dialog.said))
    keys("Esc")
    assert states_of(window) == [State.RELEASED]
    (record,) = target.rglob("*.record.json")
    assert json.loads(record.read_text())["review"] == "single-person"


def test_nothing_is_released_until_every_gate_is_green(driver, searches, burned, qtbot, still):
    window = driver.window
    searches.at_once = False
    driver.open(burned)
    window.session.use_profile("research")
    reviewing = window.reviewing
    driver.until(lambda: window.descriptions.is_whole(reviewing.current))

    def decide():
        driver.press(".")
        driver.press("A")
        driver.press(".")
        driver.press("A")

    def read(panel, place):
        window.side.setCurrentIndex(place)
        qtbot.mouseClick(panel, Qt.MouseButton.LeftButton)

    steps = (
        (Gate.SEARCH, lambda: searches.tell(searches.answer)),
        (Gate.FRAMES, lambda: look(driver, still)),
        (Gate.FINDINGS, decide),
        (Gate.WORDS, lambda: read(window.attributes.words.button, 1)),
        (Gate.HIDDEN, lambda: read(window.hidden_data.button, 2)),
    )
    for gate, step in steps:
        assert gate in gates(window)
        assert not window.actions_by_id["mark_reviewed"].isEnabled()
        driver.press("Ctrl+Return")
        assert reviewing.vouched(reviewing.current) is None
        assert states_of(window)[0] in {State.UNREVIEWED, State.IN_REVIEW}
        step()
        driver.until(lambda gate=gate: gate not in gates(window))
    assert gates(window) == []
    assert reviewing.vouched(reviewing.current) is None, "nobody vouches yet"
    driver.press("Ctrl+Return")
    driver.until(lambda: states_of(window) == [State.REVIEWED])
    assert reviewing.vouched(reviewing.current).reviewer == reviewing.person


def test_two_hundred_gestures_are_taken_back_and_done_again(driver, searches, tmp_path, qtbot):
    driver.open(capture(tmp_path / "one.dcm", rows=240, columns=320))
    window = driver.window
    driver.until(lambda: window.session.searches.unfinished == 0)
    driver.press("R")
    viewport = window.viewport.view
    middle = viewport.rect().center()
    first = window.session.plan
    plans = [first]
    for number in range(205):
        start = middle + QPoint(-100 + number % 20 * 9, -60 + number // 20 * 9)
        qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(viewport, start + QPoint(8, 8))
        qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(8, 8))
        plans.append(window.session.plan)
    assert len(set(map(id, plans))) == 206
    for steps in range(1, 201):
        driver.press("Ctrl+Z")
        assert window.session.plan == plans[205 - steps]
    for steps in range(1, 201):
        driver.press("Ctrl+Y")
        assert window.session.plan == plans[5 + steps]
