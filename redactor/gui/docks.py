"""The panels at both sides of the image."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

_NARROWEST: Final = (220, 310)
"""Narrower, the words of the panels are cut off."""
_FIRST_WIDTHS: Final = (250, 340)
_WIDE: Final = 620


class Docks:
    """Two panels that are shown together, and the order in which F6 goes through what can have the focus."""

    def __init__(self, window: QMainWindow, left: QWidget, right: QWidget, stops: Sequence[QWidget]) -> None:
        self._window = window
        self._stops = tuple(stops)
        areas = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self._docks = [_dock(window, panel, area) for panel, area in zip((left, right), areas, strict=True)]
        for panel, width in zip((left, right), _NARROWEST, strict=True):
            panel.setMinimumWidth(width)

    def show(self, shown: bool) -> None:
        """Show or hide the panels."""
        appear = shown and not self._docks[0].isVisible()
        for dock in self._docks:
            dock.setVisible(shown)
        if appear:
            self._window.resizeDocks(self._docks, _FIRST_WIDTHS, Qt.Orientation.Horizontal)

    def show_right(self, shown: bool) -> None:
        """Show or hide the right panel alone."""
        self._docks[1].setVisible(shown)

    def widen(self, wide: bool) -> None:
        """Give the right panel room for a table, or the room of cards again."""
        width = max(_WIDE if wide else _FIRST_WIDTHS[1], self._docks[1].widget().minimumSizeHint().width())
        self._window.resizeDocks([self._docks[1]], [width], Qt.Orientation.Horizontal)

    def toggle(self) -> None:
        """Show the image alone, or with its panels again."""
        self.show(not self._docks[0].isVisible())

    def go_on(self, step: int) -> None:
        """Give the focus to the next panel that is shown."""
        stops = [stop for stop in self._stops if stop.isVisible()]
        if stops:
            here = next((place for place, stop in enumerate(stops) if stop.hasFocus()), 0)
            stops[(here + step) % len(stops)].setFocus()


def _dock(window: QMainWindow, panel: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
    dock = QDockWidget()
    dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
    dock.setTitleBarWidget(QWidget())  # the panel has its own title
    dock.setWidget(panel)
    window.addDockWidget(area, dock)
    return dock
