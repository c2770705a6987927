"""The actions of teaching in the main window: mark a key image, open the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QLabel

from redactor.gui.exporting import Summary
from redactor.gui.numbers import counted
from redactor.gui.teaching.marks import KeyMark, KeyMarks
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMainWindow

    from redactor.gui.action_set import ActionSet
    from redactor.gui.panels.viewport import Viewport
    from redactor.gui.session_model import Session
    from redactor.gui.tasks import Exporting
    from redactor.gui.teaching.window import TeachingWindow


class TeachingCommands(QObject):
    """Opens the workspace; there is one."""

    told = Signal(str)
    """A passing remark, in the language of the window."""

    def __init__(
        self, session: Session, viewport: Viewport, actions: ActionSet, exporting: Exporting, parent: QMainWindow
    ) -> None:
        super().__init__(parent)
        self._viewport, self._parent = viewport, parent
        self._action = actions["key_image"]
        self.marks = KeyMarks(session)
        self._results: Path | None = None
        self.window: TeachingWindow | None = None
        self.count = QLabel()
        parent.statusBar().addPermanentWidget(self.count)
        actions.connect_to("teaching", self.open)
        actions.connect_to("key_image", self._toggle)
        for signal in (self.marks.changed, session.position_changed, session.case_changed):
            signal.connect(self.refresh)
        exporting.finished.connect(self._take_results)
        self.refresh()

    def open(self) -> None:
        """Show the workspace as it was left; at first with what was exported last."""
        if self.window is None:
            from redactor.gui.teaching.window import TeachingWindow  # noqa: PLC0415 - paid by who opens it, not by each start

            self.window = TeachingWindow(self._marked, self._parent)
            self._offer_results()
        self.window.refresh()
        self.window.show()
        self.window.activateWindow()

    def close(self) -> None:
        """End what runs."""
        if self.window is not None:
            self.window.close_for_good()

    def refresh(self) -> None:
        """Say whether the frame shown is a key image, and how many there are."""
        self._action.setChecked(self.marks.is_marked)
        count = len(self.marks.all)
        one, here = self.tr("★ This frame is the only key image"), self.tr("★ This frame is one of {count} key images")
        others = self.tr("Key images: {count}")
        told = (one, here) if self.marks.is_marked else (others, others)
        self.count.setText(counted(*told, count, translate) if count else "")
        if self.window is not None:
            self.window.refresh()

    def _toggle(self) -> None:
        self.marks.toggle(self._viewport.view.chosen_window)
        if self.marks.is_marked:
            self.told.emit(
                self.tr("★ Key image {number}. Ctrl+3 opens the teaching workspace.").format(number=len(self.marks.all))
            )
        else:
            self.told.emit(self.tr("This frame is no key image any more."))

    def _marked(self) -> list[tuple[KeyMark, int | None]]:
        return [(mark, self.marks.in_result(mark)) for mark in self.marks.all]

    @Slot(Summary)
    def _take_results(self, summary: Summary) -> None:
        self._results = summary.destination
        self._offer_results()

    def _offer_results(self) -> None:
        if self.window is not None and self._results is not None:
            self.window.model.use_folder(self._results)
