"""What stands where no case is open: a place to drop files on, and the ways to open them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from redactor.gui.icons import application_icon
from redactor.gui.numbers import number
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from redactor.gui.action_set import ActionSet


class Welcome(QWidget):
    """The empty state."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress: tuple[int, int] | None = None
        self._drop = QFrame()
        self._drop.setProperty("role", "drop")
        picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        picture.setPixmap(application_icon().pixmap(72, 72))
        self._invitation = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._invitation.setProperty("role", "large")
        self._safe = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._safe.setProperty("role", "muted")
        self._busy = QProgressBar(maximum=0, textVisible=False)
        self._busy.setFixedWidth(240)
        self.stop = QPushButton()
        self.stop.setProperty("role", "link")
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        for name, role in (("open_sample", "main"), ("open_files", "button"), ("open_folder", "button")):
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setProperty("role", role)
            # The icon has the colour of text, which can't be seen on the main button of the light theme.
            beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly if role == "main" else beside)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            buttons.addWidget(button)
        buttons.addStretch(1)
        inner = QVBoxLayout(self._drop)
        inner.setContentsMargins(48, 40, 48, 40)
        inner.setSpacing(14)
        inner.addStretch(1)
        inner.addWidget(picture)
        inner.addWidget(self._invitation)
        inner.addWidget(self._safe)
        inner.addSpacing(8)
        inner.addLayout(buttons)
        inner.addWidget(self._busy, 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addStretch(1)
        self._drop.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(36, 32, 36, 36)
        outer.addWidget(self._drop)
        self.retranslate()

    def set_progress(self, done: int, total: int) -> None:
        """Say how many files were looked at, and how many there are; 0 while they are being counted."""
        self._progress = done, total
        self.retranslate()

    def set_idle(self) -> None:
        """Say that nothing is being opened."""
        self._progress = None
        self.retranslate()

    def set_over(self, over: bool) -> None:
        """Show that something to be dropped hangs over the window."""
        self._drop.setProperty("over", over)
        self._drop.style().unpolish(self._drop)
        self._drop.style().polish(self._drop)

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        for widget in (self._busy, self.stop):
            widget.setVisible(self._progress is not None)
        done, total = self._progress or (0, 0)
        self._busy.setRange(0, total)
        self._busy.setValue(done)
        self.stop.setText(self.tr("Stop reading"))
        if self._progress is None:
            self._invitation.setText(self.tr("Drop DICOM files, folders or ZIP archives here"))
        elif total:
            told = self.tr("Reading files… {done} of {count}")
            self._invitation.setText(told.format(done=number(done, translate), count=number(total, translate)))
        else:
            self._invitation.setText(self.tr("Counting files… {count}").format(count=number(done, translate)))
        self._safe.setText(self.tr("Nothing has been changed. Originals stay where they are."))

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
