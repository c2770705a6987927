"""The review queue, by keys alone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from redactor.gui.queue import toast
from redactor.gui.queue.order import Order
from redactor.gui.queue.parts import Summary
from redactor.model.region import Status
from redactor.model.review import EVERYWHERE, State
from redactor.workflow.states import Gate
from tests.gui.conftest import proposals
from tests.instances import capture

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def three(tmp_path) -> Path:
    """Three series of one image each."""
    for number in (1, 2, 3):
        capture(tmp_path / "in" / f"{number}.dcm", rows=48, columns=64, SeriesInstanceUID=f"2.25.9{number}")
    return tmp_path / "in"


def look_at_all(window) -> None:
    """Have all that a person has to see been seen and read, but for the findings."""
    for unit in window.reviewing.units:
        review = window.reviewing.review(unit)
        for member in unit.members:
            for number in range(1, member.number_of_frames + 1):
                review = review.with_seen(member.key, number, EVERYWHERE)
        window.reviewing._set(unit, review)
        window.reviewing.confirm_words(unit)
        window.reviewing.confirm_hidden(unit)


@pytest.fixture
def queue(driver, searches, three):
    driver.open(three)
    driver.until(lambda: driver.window.session.searches.unfinished == 0)
    look_at_all(driver.window)
    driver.press("F9")
    yield driver.window.queue
    driver.window.queue.leave()


def test_f9_fills_the_screen_with_one_finding(queue, driver):
    window = driver.window
    assert queue.is_on
    assert window.isFullScreen()
    assert not window.menuBar().isVisible()
    assert not window.side.isVisible()
    assert queue.header.text == "Review queue 0 / 3 Highest risk first (Shift+F9)"
    assert "Finding 1 of 2" in queue.card.text
    assert window.viewport.view.hasFocus()


def test_a_case_is_reviewed_by_keys_alone(queue, driver):
    window = driver.window
    for number in (1, 2, 3):
        for _ in range(2):
            assert window.session.selected.status is Status.PROPOSED
            driver.press("A")
        assert "Everything was looked at" in queue.card.text
        driver.press("Ctrl+Return")
        assert queue.header.text.startswith(f"Review queue {number} / 3")
    summary = window.findChild(Summary)
    assert summary.text.splitlines()[0] == "● Reviewed: 3"
    assert summary.text.splitlines()[3] == "○ Still open: 0"
    summary.reject()
    assert {region.status for region in window.session.plan.regions} == {Status.ACCEPTED}


def test_what_is_open_is_not_marked(queue, driver):
    driver.press("Ctrl+Return")
    assert "Not ready" in queue.toast.text
    assert not queue.toast.can_undo
    assert driver.window.reviewing.review(driver.window.reviewing.current).reviewed is None


def test_a_decision_is_taken_back_from_the_toast(queue, driver, qtbot):
    session = driver.window.session
    first = session.selected_id
    driver.press("A")
    assert queue.toast.text == "✔ Accepted."
    assert session.selected_id != first
    qtbot.mouseClick(queue.toast.button, Qt.MouseButton.LeftButton)
    assert session.selected_id == first
    assert session.selected.status is Status.PROPOSED
    assert queue.toast.text == ""
    driver.press("X")
    assert queue.toast.text == "✖ Rejected."
    driver.press("Ctrl+Z")
    assert session.selected.status is Status.PROPOSED
    driver.press("L")
    assert queue.toast.text == "◇ Kept visible."


def test_a_toast_goes_by_itself(queue, driver, monkeypatch):
    assert toast.STAYS == 8000
    queue.toast._timer.setInterval(20)
    driver.press("A")
    driver.until(lambda: queue.toast.text == "")
    assert not queue.toast.can_undo


def test_marking_is_taken_back_and_shows_the_series_again(queue, driver):
    window = driver.window
    first = window.reviewing.current
    driver.press("A")
    driver.press("A")
    driver.press("Ctrl+Return")
    assert window.reviewing.current != first
    assert window.reviewing.review(first).reviewed is not None
    driver.press("Ctrl+Z")
    assert window.reviewing.current == first
    assert window.reviewing.review(first).reviewed is None
    assert window.session.plan.regions[0].status is Status.ACCEPTED


def test_going_back_loses_nothing_and_skipping_comes_again(queue, driver):
    window = driver.window
    first = window.reviewing.current
    driver.press("A")
    driver.press("Ctrl+Right")
    second = window.reviewing.current
    assert second != first
    driver.press("Ctrl+Left")
    assert window.reviewing.current == first
    assert [region.status for region in window.session.regions] == [Status.ACCEPTED, Status.PROPOSED]
    driver.press("Ctrl+J")
    driver.press("Ctrl+J")
    assert window.reviewing.current != first
    driver.press("Ctrl+Left")
    driver.press("Ctrl+Left")
    driver.press("Ctrl+Left")
    assert window.reviewing.current is not None


def test_a_flag_leaves_the_queue_for_a_second_opinion(queue, driver):
    window = driver.window
    first = window.reviewing.current
    driver.press("G")
    assert window.reviewing.state(first) is State.FLAGGED
    assert window.reviewing.current != first
    assert queue.header.text.startswith("Review queue 1 / 3")
    driver.press("Ctrl+Z")
    assert window.reviewing.current == first
    assert window.reviewing.state(first) is not State.FLAGGED


def test_escape_leaves_only_from_rest(queue, driver):
    window = driver.window
    driver.press("R")
    driver.press("Esc")
    assert queue.is_on
    assert window.session.selected is None
    driver.press("Esc")
    assert queue.is_on
    assert window.actions_by_id["tool_navigate"].isChecked()
    driver.press("Esc")
    assert not queue.is_on
    assert window.menuBar().isVisible()
    assert window.side.isVisible()
    assert not window.isFullScreen()


def test_a_key_that_is_held_marks_one_series(queue, driver):
    driver.press("A")
    driver.press("A")
    view = driver.window.viewport.view
    control = Qt.KeyboardModifier.ControlModifier
    for repeats in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, control, "", repeats)
        QApplication.sendEvent(view, event)
    assert sum(driver.window.reviewing.review(unit).reviewed is not None for unit in driver.window.reviewing.units) == 1


def test_orders_change_by_key(queue, driver):
    assert queue.order is Order.RISK
    driver.press("Shift+F9")
    assert "Same device together" in queue.header.text
    driver.press("Shift+F9")
    assert "Oldest first" in queue.header.text
    assert queue.order is Order.OLDEST


def test_the_next_series_lie_ready(queue, driver):
    window = driver.window
    others = [series.images[0] for series in window.session.case.series if series.images[0] != window.session.image]
    driver.until(lambda: all(window.viewport.loader.is_ready(image, 1) for image in others))
    driver.press("A")
    driver.press("A")
    start = time.perf_counter()
    driver.press("Ctrl+Return")
    assert window.viewport._shown[0] == window.session.image.key  # shown at once, not asked for
    assert time.perf_counter() - start < 2  # the machine is busy; the benchmark measures


def test_without_findings_the_whole_image_is_shown(driver, searches, three):
    searches.answer = proposals()
    driver.open(three)
    driver.until(lambda: driver.window.session.searches.unfinished == 0)
    driver.press("F9")
    queue = driver.window.queue
    is_open = any(gap.gate is Gate.FRAMES for gap in driver.window.reviewing.missing(driver.window.reviewing.current))
    assert ("Something is still open" if is_open else "Everything was looked at") in queue.card.text
    driver.until(lambda: "Everything was looked at" in queue.card.text)
    queue.leave()


def test_what_has_to_be_confirmed_shows_its_panel_until_it_is(driver, searches, tmp_path, qtbot):
    searches.answer = proposals()
    driver.open(capture(tmp_path / "CANARY^ZELDA" / "a.dcm", rows=48, columns=64))
    driver.until(lambda: driver.window.session.searches.unfinished == 0)
    window = driver.window
    review = window.reviewing.review(window.reviewing.current)
    review = review.with_seen(window.session.image.key, 1, EVERYWHERE)
    window.reviewing._set(window.reviewing.current, review)
    driver.press("F9")
    assert not window.side.isVisible()
    driver.press("Return")
    assert window.hidden_data.isVisible()
    assert window.hidden_data.button.hasFocus()
    qtbot.keyClick(window.hidden_data.button, Qt.Key.Key_Space)
    assert not window.side.isVisible()
    assert window.viewport.view.hasFocus()
    driver.press("Ctrl+Return")
    assert window.queue.header.text.startswith("Review queue 1 / 1")
    window.findChild(Summary).reject()
    window.queue.leave()


def test_closing_the_case_leaves_the_queue(queue, driver):
    driver.window.session.mark_exported(driver.window.session.plan)
    driver.do("close_case")
    assert not queue.is_on
    assert driver.window.menuBar().isVisible()
