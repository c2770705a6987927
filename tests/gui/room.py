"""Find texts that have less room than they need: measured by Qt's own fonts and size hints, without looking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenuBar,
    QScrollArea,
    QTabBar,
    QWidget,
)

from tests.gui.screens import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

SLACK = 1
"""Pixels by which rounding may differ."""


def clipped(top: QWidget) -> Iterator[str]:
    """Give a line for each visible text of a window that is cut off."""
    for widget in parts(top):
        for text, needed, room in _texts(widget):
            if text.strip() and (needed.width() > room.width() + SLACK or needed.height() > room.height() + SLACK):
                kind = type(widget).__name__
                sizes = f"{needed.width()}x{needed.height()} in {room.width()}x{room.height()}"
                yield f"{kind} {widget.objectName()!r}: {text!r} needs {sizes}"


def _texts(widget: QWidget) -> Iterator[tuple[str, QSize, QSize]]:
    """Give (text, size it needs, room it has) of the texts that a widget draws."""
    metrics = QFontMetrics(widget.font())
    if isinstance(widget, QLabel):
        yield from _of_label(widget)
    elif isinstance(widget, QAbstractButton):
        if widget.text():
            yield widget.text(), widget.minimumSizeHint().expandedTo(_words(metrics, widget.text())), widget.size()
    elif isinstance(widget, QComboBox):
        # What stands left of the arrow; the style's own size for the longest entry is more than is needed.
        room = QSize(widget.width() - widget.height() // 2, widget.height())
        yield widget.currentText(), _words(metrics, widget.currentText()), room
    elif isinstance(widget, QGroupBox):
        yield widget.title(), _words(metrics, widget.title()), widget.size()
    elif isinstance(widget, QLineEdit) and widget.placeholderText() and not widget.text():
        yield widget.placeholderText(), _words(metrics, widget.placeholderText()), widget.size()
    elif isinstance(widget, QTabBar):
        for number in range(widget.count()):
            if widget.isTabVisible(number):
                yield (
                    widget.tabText(number),
                    _words(metrics, widget.tabText(number)),
                    widget.tabRect(number).intersected(widget.rect()).size(),
                )
    elif isinstance(widget, QMenuBar):
        for action in widget.actions():
            if action.isVisible():
                room = widget.actionGeometry(action).intersected(widget.rect()).size()
                yield action.text(), _words(metrics, action.text().replace("&", "")), room


def _of_label(label: QLabel) -> Iterator[tuple[str, QSize, QSize]]:
    if not label.text() or not label.pixmap().isNull():
        return
    room = label.contentsRect().size()
    if label.wordWrap():
        yield label.text(), QSize(0, label.heightForWidth(label.width())), label.size()
    elif label.textFormat() == Qt.TextFormat.RichText:
        yield label.text(), label.sizeHint(), label.size()
    else:
        yield label.text(), _words(QFontMetrics(label.font()), label.text().replace("&", "")), room


def _words(metrics: QFontMetrics, text: str) -> QSize:
    return metrics.size(Qt.TextFlag.TextShowMnemonic, text)


def beyond(top: QWidget, room: QSize) -> bool:
    """Say whether a window wants more than a screen has."""
    least = top.minimumSizeHint().expandedTo(top.minimumSize())
    return least.width() > room.width() or least.height() > room.height()


def scrolls(widget: QWidget) -> bool:
    """Say whether a widget lies in an area that scrolls."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            return True
        above = above.parentWidget()
    return False
