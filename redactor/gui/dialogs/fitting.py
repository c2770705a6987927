"""A dialog as high as its words need: Qt asks how high wrapped words are only while it lays out, not for the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

_OCCASIONS: Final = frozenset({QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.LayoutRequest})


class Fitting(QObject):
    """Keeps a dialog from being lower than its layout needs at its width, as far as the screen has room."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        dialog.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See `QObject.eventFilter`."""
        if event.type() in _OCCASIONS and watched is self._dialog:
            self._fit()
        return False

    def _fit(self) -> None:
        layout = self._dialog.layout()
        if layout is not None and layout.hasHeightForWidth():
            room = self._dialog.screen().availableGeometry().height()
            self._dialog.setMinimumHeight(min(layout.totalHeightForWidth(self._dialog.width()), room))
