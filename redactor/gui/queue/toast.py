"""Says what was just done, over the image, and takes it back for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

STAYS: Final = 8000
"""Milliseconds."""
_ABOVE: Final = 24


class Toast(QFrame):
    """Lies over the lower edge of its parent and never takes the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._below = parent
        self.setProperty("role", "toast")
        self._undo: Callable[[], object] | None = None
        self._text = QLabel()
        self.button = QPushButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.undo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 8)
        layout.setSpacing(14)
        layout.addWidget(self._text)
        layout.addWidget(self.button)
        self._timer = QTimer(self, singleShot=True, interval=STAYS)
        self._timer.timeout.connect(self.clear)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is said now; empty if nothing is."""
        return "" if self.isHidden() else self._text.text()

    @property
    def can_undo(self) -> bool:
        """True while something can be taken back."""
        return self._undo is not None and not self.isHidden()

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say something for a while.

        Parameters
        ----------
        undo
            Takes back what was done.
        """
        self._undo = undo
        self._text.setText(text)
        self.button.setText(self.tr("Undo (Ctrl+Z)"))
        self.button.setVisible(undo is not None)
        self.show()
        self._place()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    @Slot()
    def undo(self) -> None:
        """Take back what was done."""
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()

    @Slot()
    def clear(self) -> None:
        """Say nothing any more."""
        self._undo = None
        self._timer.stop()
        self.hide()

    def _place(self) -> None:
        self.adjustSize()
        room = self._below.rect()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - _ABOVE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the parent."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
