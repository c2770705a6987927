"""The window blanks when nobody is here, and the key or click that ends it does nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu

from redactor.gui.dialogs.settings import SettingsDialog
from redactor.gui.idle import BlankPage


@pytest.fixture
def guard(window, driver, searches, one_image):
    driver.open(one_image)
    driver.press(".")
    yield window.shell.idle
    window.shell.idle.reveal()


def pages(window):
    return [page for page in window.findChildren(BlankPage) if page.isVisible()]


def test_everything_is_hidden_thumbnails_too(window, guard):
    guard.blank()
    (page,) = pages(window)
    assert page.geometry() == window.rect()
    assert page.accessibleName() == "Hidden after 5 idle minutes. Press any key."
    drawn = window.grab().toImage()
    for widget in (window.viewport.view, window.series.list, window.findings.list):
        for place in (QPoint(3, 3), widget.rect().center(), widget.rect().bottomRight() - QPoint(3, 3)):
            ratio = drawn.devicePixelRatio()
            at = widget.mapTo(window, place)
            assert drawn.pixelColor(round(at.x() * ratio), round(at.y() * ratio)) == QColor("#000000")


def test_a_key_shows_the_window_again_and_does_nothing_else(window, guard, driver, qtbot):
    guard.blank()
    page = pages(window)[0]
    assert QApplication.focusWidget() is page
    qtbot.keyPress(page, Qt.Key.Key_X)
    assert guard.is_blank  # until it is let go: its repetitions would reach the image
    qtbot.keyRelease(page, Qt.Key.Key_X)
    assert not guard.is_blank
    assert driver.statuses == ["proposed", "proposed"]
    assert QApplication.focusWidget() is window.viewport.view
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_X)
    assert driver.statuses == ["rejected", "proposed"]


def test_keys_of_the_window_do_nothing_either(window, guard, qtbot):
    guard.blank()
    qtbot.keyClick(pages(window)[0], Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert not guard.is_blank
    assert window.findChild(SettingsDialog) is None


def test_a_click_shows_the_window_again_and_a_wheel_does_not(window, guard, qtbot):
    guard.blank()
    selected = window.session.selected_id
    page = pages(window)[0]
    qtbot.mouseMove(page, QPoint(50, 50))
    assert guard.is_blank
    qtbot.mouseClick(page, Qt.MouseButton.LeftButton, pos=page.rect().center())
    assert not guard.is_blank
    assert window.session.selected_id == selected


def test_what_wants_the_focus_meanwhile_does_not_get_it(window, guard):
    guard.blank()
    window.viewport.view.setFocus()
    assert QApplication.focusWidget() is pages(window)[0]


def test_the_page_follows_the_size_of_the_window(window, guard, qtbot):
    guard.blank()
    window.resize(1300, 820)
    qtbot.waitUntil(lambda: pages(window)[0].geometry() == window.rect())


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_dialogs_are_covered_and_menus_closed(window, guard, qtbot):
    window.actions_by_id["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    qtbot.waitExposed(dialog)
    menu = QMenu(window)
    menu.addAction("CANARY")
    menu.popup(QPoint(10, 10))
    guard.blank()
    assert not menu.isVisible()
    assert {page.window() for page in (*pages(window), *pages(dialog))} == {window, dialog}
    qtbot.keyClick(pages(dialog)[0], Qt.Key.Key_Escape)
    assert not guard.is_blank
    assert dialog.isVisible()
    dialog.reject()


def test_keys_and_mouse_put_it_off_and_zero_is_never(window, guard, driver):
    timer = guard._timer
    guard.set_minutes(1)
    timer.start(3_600_000)
    driver.press("A")
    assert timer.interval() == 60_000
    timer.start(3_600_000)
    QApplication.sendEvent(window.windowHandle(), _move())
    assert timer.interval() == 60_000
    guard.set_minutes(0)
    assert not timer.isActive()


def _move():
    none = Qt.MouseButton.NoButton
    return QMouseEvent(QEvent.Type.MouseMove, QPointF(5, 5), QPointF(5, 5), none, none, Qt.KeyboardModifier.NoModifier)


def test_after_the_minutes_it_blanks_by_itself(window, guard, qtbot):
    guard.set_minutes(1)
    guard._timer.start(1)
    qtbot.waitUntil(lambda: guard.is_blank)
