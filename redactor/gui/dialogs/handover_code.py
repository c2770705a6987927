"""The code of a hand-over: shown to who hands over, asked of who opens the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDTH: Final = 440


class HandOverCode(QDialog):
    """Shows a code, or asks for one and hands it to who wanted it."""

    def __init__(self, parent: QWidget, code: str = "", take: Callable[[str], object] | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._take = take
        self.code = QLineEdit(code, readOnly=take is None)
        self.code.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._told = QLabel(wordWrap=True)
        standard = QDialogButtonBox.StandardButton
        buttons = standard.Close if take is None else standard.Ok | standard.Cancel
        self.buttons = QDialogButtonBox(buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._layout = QVBoxLayout(self)
        for widget in (self._told, self.code, self.buttons):
            self._layout.addWidget(widget)
        self.code.textChanged.connect(self._follow)
        self.retranslate()
        self.code.selectAll()
        self.code.setFocus()

    def accept(self) -> None:
        """Hand on what was typed."""
        typed = self.code.text()
        super().accept()
        if self._take is not None:
            self._take(typed)

    def _follow(self) -> None:
        if self._take is not None:
            self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.code.text().strip()))

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.setWindowTitle(self.tr("Code of the hand-over"))
        self.code.setAccessibleName(self.tr("Code of the hand-over"))
        standard = QDialogButtonBox.StandardButton
        if self._take is None:
            self._told.setText(
                self.tr(
                    "The file was written. Tell this code to the person who approves, by another way than the file. "
                    "It is shown once; you need it, too, to open the answer."
                )
            )
            self.buttons.button(standard.Close).setText(self.tr("Close"))
        else:
            self._told.setText(self.tr("Type the code that the other person told you:"))
            self.buttons.button(standard.Ok).setText(self.tr("Open"))
            self.buttons.button(standard.Cancel).setText(self.tr("Cancel"))
            self._follow()
        # A dialog doesn't ask its labels how high they are at its width by itself.
        self._layout.activate()
        self.resize(_WIDTH, self._layout.totalHeightForWidth(_WIDTH))

    def changeEvent(self, event: QEvent) -> None:
        """See `QDialog.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
