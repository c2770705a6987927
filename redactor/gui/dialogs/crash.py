"""Shows the report of an unforeseen error as it stands in its file, so that a person can send it on, or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from pathlib import Path


class CrashDialog(QDialog):
    """The whole report, and where it lies. It is sent nowhere by itself."""

    def __init__(self, path: Path, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.text = QPlainTextEdit(report, readOnly=True)
        self._told = QLabel(wordWrap=True)
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = QPushButton()
        self._buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.rejected.connect(self.reject)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        layout = QVBoxLayout(self)
        layout.addWidget(self._told)
        layout.addWidget(self.text, 1)
        layout.addWidget(self._buttons)
        self.retranslate()
        self.resize(640, 420)

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.setWindowTitle(self.tr("Report of an error"))
        self.text.setAccessibleName(self.tr("Report of an error"))
        told = self.tr(
            "Kinds and places of the error, and versions; nothing of the images, their attributes or file names. "
            "It was sent to nobody and lies here: {path}"
        )
        self._told.setText(told.format(path=self._path))
        self.copy.setText(self.tr("Copy the report"))
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def show_report(path: Path, parent: QWidget) -> None:
    """Show a report; one that somebody deleted meanwhile is empty."""
    try:
        report = path.read_text("utf-8")
    except OSError:
        report = ""
    dialog = CrashDialog(path, report, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
