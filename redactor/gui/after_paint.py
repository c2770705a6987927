"""Holds back what can wait when a case is opened, until a person sees its first image."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

if TYPE_CHECKING:
    from redactor.gui.panels.viewport import Viewport
    from redactor.gui.session_model import Session

_AT_MOST: Final = 1000
"""Milliseconds: a window that is minimised paints nothing."""


class AfterPaint(QObject):
    """Worker processes take a processor each to start, and the decoder of the first image needs one.

    It has to be made before whoever asks `is_holding` when a case is opened.
    """

    released = Signal()
    """What was held back may begin."""

    def __init__(self, session: Session, viewport: Viewport) -> None:
        super().__init__(session)
        self._session = session
        self.is_holding = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._release)
        session.case_changed.connect(self._hold)
        # Not while it is painted: what begins then takes time.
        viewport.frame_appeared.connect(self._release, Qt.ConnectionType.QueuedConnection)
        viewport.loader.failed.connect(self._release, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def _hold(self) -> None:
        self.is_holding = self._session.case is not None
        if self.is_holding:
            self._timer.start(_AT_MOST)
        else:
            self._timer.stop()

    @Slot()
    def _release(self) -> None:
        if self.is_holding:
            self._timer.stop()
            self.is_holding = False
            self.released.emit()
