"""Find texts that have less room than they need: measured by Qt's own fonts and size hints, without looking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenuBar,
    QRadioButton,
    QStyle,
    QTabBar,
    QToolButton,
    QWidget,
)

from tests.gui.screens import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

SLACK = 2
"""Pixels by which rounding, and what stands out of a letter, may differ."""


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
        yield from _of_button(widget)
    elif isinstance(widget, QComboBox):
        # What stands left of the arrow; the style's own size for the longest entry is more than is needed.
        room = QSize(widget.width() - widget.height() // 2, widget.height())
        yield widget.currentText(), _words(metrics, widget.currentText()), room
    elif isinstance(widget, QGroupBox):
        yield widget.title(), _words(metrics, widget.title()), widget.size()
    elif isinstance(widget, QLineEdit) and widget.placeholderText() and not widget.text():
        yield widget.placeholderText(), _words(metrics, widget.placeholderText()), widget.size()
    elif isinstance(widget, QTabBar | QMenuBar):
        yield from _of_bar(widget, metrics)


def _of_bar(bar: QTabBar | QMenuBar, metrics: QFontMetrics) -> Iterator[tuple[str, QSize, QSize]]:
    if isinstance(bar, QTabBar):
        shown = [number for number in range(bar.count()) if bar.isTabVisible(number)]
        places = [(bar.tabText(number), bar.tabRect(number)) for number in shown]
    else:
        places = [(action.text(), bar.actionGeometry(action)) for action in bar.actions() if action.isVisible()]
    for text, place in places:
        yield text, _words(metrics, text.replace("&", "")), place.intersected(bar.rect()).size()


def _of_button(button: QAbstractButton) -> Iterator[tuple[str, QSize, QSize]]:
    style, icon = Qt.ToolButtonStyle, 0
    if isinstance(button, QToolButton):
        if button.toolButtonStyle() == style.ToolButtonIconOnly and not button.icon().isNull():
            return
        if button.toolButtonStyle() == style.ToolButtonTextBesideIcon and not button.icon().isNull():
            icon = button.iconSize().width()
    elif isinstance(button, QCheckBox | QRadioButton):
        icon = button.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, button)
    words = _words(QFontMetrics(button.font()), button.text())
    yield button.text(), QSize(words.width() + icon, words.height()), button.size()


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
