"""The panels at both sides of the image."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

_NARROWEST: Final = (220, 310)
"""Narrower, the words of the panels are cut off; the right one grows with its words."""
_FIRST_WIDTHS: Final = {"review": (250, 340), "bulk": (380, 340), "teaching": _NARROWEST}
"""By what the program is used for: many series, or the image as large as can be."""
_NAMES: Final = ("series", "findings")
_AREAS: Final = (Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea)
_STATE_NUMBER: Final = 1
"""To be counted up when panels are added or renamed: a layout that was kept before is then not taken."""

_WIDE: Final = 620

_Feature = QDockWidget.DockWidgetFeature


class Docks:
    """Two panels that are shown together, and the order in which F6 goes through what can have the focus."""

    def __init__(self, window: QMainWindow, left: QWidget, right: QWidget, stops: Sequence[QWidget]) -> None:
        self._window = window
        self._stops = tuple(stops)
        self._kept = QByteArray()
        self._has_stood = False
        self._first_widths = _FIRST_WIDTHS["review"]
        self._docks = [
            _dock(window, panel, area, name) for panel, area, name in zip((left, right), _AREAS, _NAMES, strict=True)
        ]
        left.setMinimumWidth(_NARROWEST[0])
        self.lock(True)

    @property
    def layout(self) -> QByteArray:
        """Where the panels stand, to be given to `restore`; empty if they stand where they do at first."""
        return self._window.saveState(_STATE_NUMBER) if self._has_stood else self._kept

    def restore(self, layout: QByteArray) -> None:
        """Put the panels where they stood, as soon as they are shown."""
        self._kept = layout

    def take_use(self, use: str) -> None:
        """Have the widths at first fit what the program is used for."""
        self._first_widths = _FIRST_WIDTHS[use]

    def reset(self) -> None:
        """Put the panels where they stand at first."""
        shown = self._docks[0].isVisible()
        for dock, area in zip(self._docks, _AREAS, strict=True):
            dock.setFloating(False)
            self._window.addDockWidget(area, dock)
            dock.setVisible(shown)
        self._kept = QByteArray()
        self._has_stood = shown
        self._window.resizeDocks(self._docks, self._first_widths, Qt.Orientation.Horizontal)

    def lock(self, locked: bool) -> None:
        """Let panels be moved by their title, or not: then they have none of their own, since each says its name."""
        for dock in self._docks:
            free = _Feature.DockWidgetMovable | _Feature.DockWidgetFloatable
            dock.setFeatures(_Feature.NoDockWidgetFeatures if locked else free)
            # Without a widget of ours Qt draws the bar that panels are dragged by.
            dock.setTitleBarWidget(QWidget() if locked else None)  # type: ignore[arg-type]  # Qt takes none as its own

    def name(self, names: Sequence[str]) -> None:
        """Name the panels, left and right, in the language of the window."""
        for dock, name in zip(self._docks, names, strict=True):
            dock.setWindowTitle(name)

    def show(self, shown: bool) -> None:
        """Show or hide the panels."""
        appear = shown and not self._docks[0].isVisible()
        for dock in self._docks:
            dock.setVisible(shown)
        if appear and not self._has_stood:
            self._has_stood = True
            if not self._window.restoreState(self._kept, _STATE_NUMBER):
                self._window.resizeDocks(self._docks, self._first_widths, Qt.Orientation.Horizontal)
            for dock in self._docks:
                dock.show()  # a layout that was kept while the image stood alone has them hidden

    def show_right(self, shown: bool) -> None:
        """Show or hide the right panel alone."""
        self._docks[1].setVisible(shown)

    def widen(self, wide: bool) -> None:
        """Give the right panel room for a table, or the room of cards again."""
        width = max(_WIDE if wide else self._first_widths[1], self._docks[1].widget().minimumSizeHint().width())
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


def _dock(window: QMainWindow, panel: QWidget, area: Qt.DockWidgetArea, name: str) -> QDockWidget:
    dock = QDockWidget()
    dock.setObjectName(name)
    dock.setWidget(panel)
    window.addDockWidget(area, dock)
    return dock
