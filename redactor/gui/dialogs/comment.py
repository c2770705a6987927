"""A note on a series: a few words that stay on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from redactor.gui.dialogs.fitting import Fitting

if TYPE_CHECKING:
    from redactor.gui.reviewing import Reviewing
    from redactor.workflow.states import Unit

LONGEST: Final = 2000
"""Characters of a note."""


class CommentDialog(QDialog):
    """Writes, changes or empties the note of one series."""

    def __init__(self, reviewing: Reviewing, unit: Unit, parent: QWidget) -> None:
        super().__init__(parent)
        self._reviewing, self._unit = reviewing, unit
        self.text = QPlainTextEdit(reviewing.review(unit).comment)
        self.text.setTabChangesFocus(True)
        self._told = QLabel(wordWrap=True)
        self._told.setProperty("role", "muted")
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Save | standard.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.accept)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text, 1)
        layout.addWidget(self._told)
        layout.addWidget(self.buttons)
        self.retranslate()
        self.resize(420, 220)
        Fitting(self)
        self.text.selectAll()
        self.text.setFocus()

    def accept(self) -> None:
        """Keep what was written."""
        self._reviewing.comment(self._unit, self.text.toPlainText().strip()[:LONGEST])
        super().accept()

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.setWindowTitle(self.tr("Note on the series"))
        self.text.setAccessibleName(self.tr("Note on the series"))
        self._told.setText(self.tr("The note stays on this computer and is never exported."))
        standard = QDialogButtonBox.StandardButton
        self.buttons.button(standard.Save).setText(self.tr("Save"))
        self.buttons.button(standard.Cancel).setText(self.tr("Cancel"))

    def changeEvent(self, event: QEvent) -> None:
        """See `QDialog.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
