"""The screen on which a patient chooses: large, in plain words, nothing of any patient on it; staff leave by PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from redactor.gui.body_parts.chooser import Chooser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from redactor.detectors import Detector
    from redactor.model.body_parts import BodyPart

_EDGE = 32


class PatientScreen(QWidget):
    """A window of its own above all others. What was chosen is told once the patient confirmed it."""

    confirmed = Signal(object)
    """The parts."""
    left = Signal()
    """Staff are back."""

    def __init__(
        self,
        parts: Iterable[BodyPart],
        pin: str,
        known: Mapping[str, Detector],
        use_language: Callable[[str], object],
    ) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self._pin, self._is_open, self._is_noted = pin, False, False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.chooser = Chooser(known, has_inside=False)
        self.chooser.set_parts(parts)
        self.question, self._limits, self.thanks, self.problem = (QLabel(wordWrap=True) for _ in range(4))
        self.question.setProperty("role", "large")
        self.thanks.setProperty("role", "large")
        self.languages = {"zh_CN": QPushButton("中文"), "en": QPushButton("English")}
        self.back, self.confirm, self.leave = (QPushButton() for _ in range(3))
        self.confirm.setProperty("role", "main")
        self.pin = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.pin.setMaximumWidth(240)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._choosing())
        self._pages.addWidget(self._leaving())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        row = QHBoxLayout()
        row.addStretch(1)
        for code, button in self.languages.items():
            button.setProperty("reach", "touch")
            button.clicked.connect(lambda checked=False, code=code: use_language(code))
            row.addWidget(button)
        layout.addLayout(row)
        layout.addWidget(self._pages, 1)
        self.confirm.clicked.connect(self._confirm)
        self.back.clicked.connect(self._end)
        self.leave.clicked.connect(self._leave)
        self.pin.returnPressed.connect(self._leave)
        self.retranslate()

    def _choosing(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addWidget(self.question)
        layout.addWidget(self.chooser, 1)
        layout.addWidget(self._limits)
        layout.addLayout(self._row(self.back, self.confirm))
        return page

    def _leaving(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addStretch(1)
        layout.addWidget(self.thanks)
        self._pin_label = QLabel()
        layout.addWidget(self._pin_label)
        layout.addWidget(self.pin)
        layout.addWidget(self.problem)
        layout.addLayout(self._row(self.leave))
        layout.addStretch(2)
        return page

    @staticmethod
    def _row(*buttons: QPushButton) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for button in buttons:
            button.setProperty("reach", "touch")
            button.setMinimumWidth(180)
            row.addWidget(button)
        row.addStretch(1)
        return row

    @Slot()
    def _confirm(self) -> None:
        self.confirmed.emit(self.chooser.parts)
        self._is_noted = True
        self._end()

    @Slot()
    def _end(self) -> None:
        self.retranslate()
        self._pages.setCurrentIndex(1)
        self.pin.setFocus()

    @Slot()
    def _leave(self) -> None:
        if self.pin.text() != self._pin:
            self.pin.clear()
            self.problem.setText("⛔ " + self.tr("That is not the PIN that was chosen for this screen."))
            return
        self._is_open = True
        self.close()
        self.left.emit()

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.setWindowTitle("redactor")
        self.question.setText(self.tr("Which parts of the body should be masked in images that are shared?"))
        self._limits.setText(
            self.tr(
                "Your doctors still see the whole images. Masks are for copies that are shared for teaching or "
                "research. If a part is needed to understand an image, the copy will not be shared. You can change "
                "your choice later."
            )
        )
        noted = self.tr("Thank you. Your choice was noted. Please give the device back.")
        self.thanks.setText(noted if self._is_noted else self.tr("Nothing was changed. Please give the device back."))
        self.back.setText(self.tr("Back, change nothing"))
        self.confirm.setText(self.tr("Confirm") + " ✔")
        self.leave.setText(self.tr("Leave"))
        self._pin_label.setText(self.tr("For staff: PIN"))
        self.pin.setAccessibleName(self.tr("For staff: PIN"))

    # --- Qt ---------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let no key leave the screen."""
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close for staff alone."""
        event.setAccepted(self._is_open)

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
