"""Every screen, in both languages and three sizes of text: nothing is cut off, all has a name, focus can be seen."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from redactor.gui import theme
from tests.gui import room, screens

pytestmark = pytest.mark.usefixtures("searches")

SCREEN = QSize(1920, 1040)
"""A screen of full HD without the bar of the system; at 100 % of the text a smaller one must do."""
SMALL = QSize(1280, 800)

ELIDED = {
    "Elided": "what is still to be done in one line; the button beside it leads there, and its tool-tip says all",
}
"""Kinds of labels that may end in dots, and why."""

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTextEdit,
)  # fmt: skip


def names_of(top: QWidget):
    """Give (what it is, its name, its role) of every control as a screen reader is told."""
    for widget in screens.parts(top):
        inner = isinstance(widget, QScrollBar | QHeaderView) or isinstance(
            widget.parent(), QAbstractSpinBox | QComboBox
        )
        if isinstance(widget, CONTROLS) and not inner and not widget.objectName().startswith("qt_"):
            told = QAccessible.queryAccessibleInterface(widget)
            yield (
                f"{type(widget).__name__} in {type(widget.parent()).__name__}",
                told.text(QAccessible.Text.Name),
                told.role(),
            )


@pytest.mark.parametrize(("language", "percent"), [*itertools.product(("en", "zh_CN"), (100, 150, 200))], ids=str)
def test_no_text_is_cut_off(window, driver, stack, language, percent):
    window._preferences.use_language(language)
    window._preferences.choose("display", "text_scale", percent)
    room_there = SMALL if percent == 100 else SCREEN
    found = []

    def look(name, top):
        for _ in range(2):  # sizes follow words when the loop of events comes to it
            QApplication.processEvents()
        if room.beyond(top, room_there):
            found.append(f"{name}: wants {top.minimumSizeHint().toTuple()}")
        found.extend(f"{name}: {line}" for line in room.clipped(top) if line.partition(" ")[0] not in ELIDED)

    def as_large_as_the_screen():
        window.showNormal()
        window.resize(room_there)
        QApplication.processEvents()

    as_large_as_the_screen()
    look("welcome", window)
    driver.open(stack)
    as_large_as_the_screen()
    look("review", window)
    for tab in range(window.side.count()):
        window.side.setCurrentIndex(tab)
        QApplication.processEvents()
        look(f"panel {tab + 1}", window)
    window.side.setCurrentIndex(0)
    driver.do("queue")
    as_large_as_the_screen()
    look("queue", window)
    driver.do("queue")
    for name, dialog in screens.dialogs(driver):
        look(name, dialog)
    assert found == []


def test_every_control_has_a_name_and_a_role(window, driver, stack):
    driver.open(stack)
    nameless, roles, count = [], set(), 0
    tops = itertools.chain([("review", window)], screens.dialogs(driver))
    for screen, top in tops:
        for kind, name, role in names_of(top):
            roles.add(role)
            count += 1
            if not name.strip() or role in {QAccessible.Role.NoRole, QAccessible.Role.Client}:
                nameless.append(f"{screen}: {kind} {name!r} {role}")
    assert nameless == []
    assert count > 80
    assert {QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.ComboBox} <= roles


def test_the_image_says_what_is_on_it(window, driver, stack):
    driver.open(stack)
    told = QAccessible.queryAccessibleInterface(window.viewport.view)
    words = told.text(QAccessible.Text.Name) + told.text(QAccessible.Text.Description)
    assert "CT" in words
    assert "2" in words  # regions
    assert "CANARY" not in words


@pytest.mark.parametrize("name", theme.NAMES)
def test_the_focus_can_be_seen_on_each_control(window, driver, stack, name):
    driver.open(stack)
    window._preferences.use_theme(name)
    window.activateWindow()
    unseen, seen = [], 0
    for widget in list(screens.parts(window)):
        is_stop = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
        if not is_stop or not isinstance(widget, CONTROLS) or isinstance(widget, QScrollBar):
            continue
        window.viewport.view.setFocus()
        QApplication.processEvents()
        before = picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        seen += QApplication.focusWidget() is widget
        if QApplication.focusWidget() is widget and picture(widget) == before:
            unseen.append(f"{type(widget).__name__} {widget.accessibleName() or widget.objectName()!r}")
    assert unseen == []
    assert seen > 10


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_tab_goes_round_through_every_control(window, driver, stack):
    driver.open(stack)
    stops = {
        widget
        for widget in screens.parts(window)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and isinstance(widget, CONTROLS)
    }
    seen, order, here = set(), [], window.viewport.view
    for _ in range(400):
        here = here.nextInFocusChain()
        if here in seen:
            break
        seen.add(here)
        order.append(here)
    assert stops <= seen
    assert len(stops) > 7


@pytest.mark.parametrize("percent", [100, 200])
def test_the_lines_of_a_series_do_not_lie_on_those_of_the_next(window, driver, stack, percent):
    driver.open(stack)
    window._preferences.choose("display", "text_scale", percent)
    QApplication.processEvents()
    (rows,) = [part for part in screens.parts(window) if type(part).__name__ == "SeriesList"]
    for number in range(rows.model().rowCount()):
        index = rows.model().index(number, 0)
        assert rows.visualRect(index).height() >= 3 * rows.fontMetrics().lineSpacing()
        assert index.data(Qt.ItemDataRole.ToolTipRole)  # where a line ends in dots
