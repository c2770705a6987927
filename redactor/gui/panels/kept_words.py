"""The words that cleaning leaves in a series, to be read and confirmed by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from redactor.dicom.walk import keyword_at
from redactor.gui.attribute_words import tag_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINES = 5


class KeptWords(QFrame):
    """Hidden where nothing has to be read."""

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._title = QLabel(wordWrap=True)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.button = QPushButton()
        self.button.clicked.connect(self.confirmed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addWidget(self._title)
        layout.addWidget(self.text)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_words(self, words: Sequence[tuple[str, str]], *, is_confirmed: bool, is_whole: bool) -> None:
        """List texts that stay.

        Parameters
        ----------
        words
            (path, text).
        is_confirmed
            Whether a person has confirmed just these.
        is_whole
            Whether all files of the series are described: no button before.
        """
        self.setVisible(bool(words))
        mark = "✔ " if is_confirmed else "⚠ "
        told = self.tr("Texts that stay after cleaning: {count}. Read them: no name, number or date may be among them.")
        done = self.tr("Texts that stay after cleaning: {count}. You confirmed them.")
        self._title.setText(mark + (done if is_confirmed else told).format(count=len(words)))
        lines = "\n".join(f"{keyword_at(tag_of(path))} {path}: {text}" for path, text in words)
        if lines != self.text.toPlainText():
            self.text.setPlainText(lines)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * (min(len(words), _LINES) + 1) + 14)
        self.text.setAccessibleName(self.tr("Texts that stay"))
        self.button.setText(self.tr("Confirm what stays"))
        self.button.setVisible(not is_confirmed)
        self.button.setEnabled(is_whole)
        self.button.setToolTip("" if is_whole else self.tr("The attributes of this series are still being read."))
