"""A question before something that nothing undoes. The safe answer is the default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable


def ask(parent: QWidget, *, text: str, yes: str, no: str, do: Callable[[], None]) -> QMessageBox:
    """Ask without stopping the program; `do` is called if the person says yes."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, "redactor", text, parent=parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    accept = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.buttonClicked.connect(lambda button: do() if button is accept else None)
    box.open()
    return box
