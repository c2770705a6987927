"""The tour goes on when the real thing was done, and takes no key from anybody."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from redactor.gui import tour as module
from redactor.gui.actions import HOLD_ORIGINAL


@pytest.fixture
def tour(window, driver, searches):
    driver.do("restart_tour")
    driver.until(lambda: window.session.case is not None and window.viewport.content is not None)
    return window.shell.tour


def test_each_step_waits_for_its_own_action(window, tour, driver, qtbot):
    ids = [step.action for step in tour.steps]
    assert [name for name in ids if name not in {"keep", "reviewed"}] == [
        "next_finding",
        HOLD_ORIGINAL,
        "accept",
        "reject",
    ]
    driver.until(lambda: bool(driver.statuses))
    assert "." in window.shell.card.text
    driver.press("Down")
    assert tour.number == 1
    driver.press(".")
    assert tour.number == 2
    assert "Space" in window.shell.card.text
    view = window.viewport.view
    view.setFocus()
    qtbot.keyPress(view, Qt.Key.Key_Space)
    assert tour.number == 2
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    assert tour.number == 3
    for name in ids[2:]:
        window.actions_by_id[name].triggered.emit()
    assert tour.number == len(ids) + 1
    qtbot.mouseClick(window.shell.card.skip, Qt.MouseButton.LeftButton)
    assert window.shell.card.text == ""
    assert not window.shell.card.isVisible()
    assert window._preferences.settings.all.general.tour_finished


def test_it_can_be_skipped_and_begun_again(window, tour, driver, qtbot):
    qtbot.mouseClick(window.shell.card.skip, Qt.MouseButton.LeftButton)
    assert tour.number == 0
    driver.do("restart_tour")
    assert tour.number == 1


def test_the_card_takes_no_focus_and_stays_in_its_corner(window, tour, qtbot):
    card = window.shell.card
    assert QApplication.focusWidget() is window.viewport.view
    window.resize(1000, 900)
    qtbot.waitUntil(lambda: card.geometry().bottom() > window.viewport.height() - 60)
    assert window.viewport.rect().contains(card.geometry())


def test_the_card_speaks_the_language_of_the_window(window, tour, qtbot):
    window._preferences.use_language("zh_CN")
    qtbot.waitUntil(lambda: "建议" in window.shell.card.text)
    assert "跳过导览" in window.shell.card.skip.text()


def test_a_step_whose_action_is_not_there_is_passed_over(window, monkeypatch):
    monkeypatch.setattr(module, "STEPS", (module.Step("never_heard_of", "x"), *module.STEPS))
    made = module.Tour(window.actions_by_id, window.viewport.view, window)
    assert "never_heard_of" not in [step.action for step in made.steps]
    made.end()
    assert made.text == ""
