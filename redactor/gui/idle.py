"""Blank the windows when nobody has been here for a while: who walks past shall see no patient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWheelEvent, QWindow
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget

from redactor.gui.numbers import counted
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QAction

_MINUTE: Final = 60_000
_SIGNS: Final = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.DragMove,
}
"""What a person does, as a window hears it. A key that does an action is not heard there; the action is."""


class IdleGuard(QObject):
    """Covers every window after some minutes without a key or the mouse, until a key or a click."""

    def __init__(self, window: QWidget, actions: Iterable[QAction]) -> None:
        super().__init__(window)
        self._minutes = 0
        self._pages: list[BlankPage] = []
        self._focus: QWidget | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.blank)
        for action in actions:
            action.triggered.connect(self._stay)
        application = QGuiApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._watch)
            application.focusChanged.connect(self._hold_focus)

    @property
    def is_blank(self) -> bool:
        """True while the windows are covered."""
        return bool(self._pages)

    def set_minutes(self, minutes: int) -> None:
        """Blank after so many idle minutes; 0 is never."""
        self._minutes = minutes
        self._stay()

    @Slot()
    def blank(self) -> None:
        """Cover all windows now."""
        if self._pages:
            return
        self._focus = QApplication.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass  # a menu lies above everything
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and widget.windowType() in {Qt.WindowType.Window, Qt.WindowType.Dialog}:
                self._pages.append(BlankPage(widget, self, self._minutes))
        for page in self._pages:
            if page.window().isActiveWindow() or len(self._pages) == 1:
                page.setFocus()

    def reveal(self) -> None:
        """Show the windows again, as they were."""
        pages, self._pages = self._pages, []
        for page in pages:
            page.hide()
            page.deleteLater()
        if self._focus is not None and self._focus.isVisible():
            self._focus.setFocus()
        self._focus = None
        self._stay()

    @Slot()
    def _stay(self) -> None:
        if self._minutes and not self._pages:
            self._timer.start(self._minutes * _MINUTE)
        else:
            self._timer.stop()

    @Slot(QWindow)
    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
            self._stay()

    @Slot(QWidget, QWidget)
    def _hold_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Keep the keys at the blank page, whatever wants the focus beneath it meanwhile."""
        del before
        for page in self._pages:
            if now is not None and now is not page and now.window() is page.window():
                page.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that somebody is here."""
        if event.type() in _SIGNS:
            self._stay()
        return super().eventFilter(watched, event)


class BlankPage(QFrame):
    """Covers one window. The key or click that ends it does nothing else."""

    def __init__(self, window: QWidget, guard: IdleGuard, minutes: int) -> None:
        super().__init__(window)
        self._guard = guard
        self._covered = window
        self._minutes = minutes
        self._pressed = False
        self.setProperty("role", "blank")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)  # and takes none: a drop would go on to the window
        self._label = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._label.setProperty("role", "large")
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(self)
        layout.addWidget(self._label)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        text = counted(
            self.tr("Hidden after 1 idle minute. Press any key."),
            self.tr("Hidden after {count} idle minutes. Press any key."),
            self._minutes,
            translate,
        )
        self._label.setText(text)
        self.setAccessibleName(text)
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window, and above what appears in it."""
        if watched is self._covered and event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self.setGeometry(self._covered.rect())
            self.raise_()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Take every key before an action does, Tab included."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease}:
            self._take(pressed=event.type() == QEvent.Type.KeyPress, repeated=event.isAutoRepeat())
            return True
        return super().event(event)

    def _take(self, *, pressed: bool, repeated: bool = False) -> None:
        """Go away when what was pressed here is let go: a key that is still held would go on to what lies beneath."""
        if pressed:
            self._pressed = True
        elif self._pressed and not repeated:
            self._guard.reveal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the click."""
        event.accept()
        self._take(pressed=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the click."""
        event.accept()
        self._take(pressed=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go away."""
        event.accept()
        self._take(pressed=False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll nothing beneath."""
        event.accept()
