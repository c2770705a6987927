"""The actions that concern the head in a series: look for its face, and show its surface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from redactor import detectors
from redactor.gui.panels.messages import Message
from redactor.gui.surface.tasks import SeriesWork
from redactor.gui.surface.worker import find, look
from redactor.workflow.body_parts import finders
from redactor.workflow.propose_series import SeriesProposals, series_wide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from redactor.gui.action_set import ActionSet
    from redactor.gui.panels.messages import MessageStrip
    from redactor.gui.session_model import Session
    from redactor.gui.worker import Refused
    from redactor.model.region import Kind
    from redactor.workflow.case import Series

_VOLUMES: Final = frozenset({"CT", "MR"})
_LEAST: Final = 8
"""Frames of a series that could be rendered."""


class SurfaceCommands(QObject):
    """Connects the actions, and has wanted detectors look at each series once its images were searched."""

    told = Signal(str)
    """A passing remark, in the language of the window."""
    searched = Signal()
    """All series that are to be searched as a whole were."""

    def __init__(self, session: Session, actions: ActionSet, messages: MessageStrip, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._messages, self._window = session, messages, window
        self.work = SeriesWork(self)
        self._asked: dict[str, int] = {}
        actions.connect_to("find_face", self.find)
        actions.connect_to("surface", self.show_surface)
        session.case_changed.connect(self._forget_closed)

    @property
    def can_render(self) -> bool:
        """True if the series shown may be a stack of slices."""
        series = self._series
        return series is not None and may_render(series)

    @property
    def _series(self) -> Series | None:
        case = self._session.case
        return None if case is None else case.series[self._session.position.series]

    def find(self) -> None:
        """Look for the face of the head in the series shown."""
        series = self._series
        if series is not None:
            self._find(series, ("face",), None)

    def show_surface(self) -> None:
        """Show the surface of the series shown, as it is and as it is masked now."""
        series = self._series
        if series is None:
            return
        from redactor.gui.surface.dialog import SurfaceDialog  # noqa: PLC0415 - paid by who opens it, not by each start

        dialog = SurfaceDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        work = SeriesWork(dialog)
        dialog.finished.connect(work.close)
        paths = tuple(image.path for image in series.images)
        plans = tuple(self._session.plan_for(image.key) for image in series.images)
        work.ask(dialog.show_answer, look, paths, plans)
        dialog.open()

    @Slot()
    def search_wanted(self) -> None:
        """Have detectors that a policy or a choice wants look at each series that they have not seen as it is now."""
        case, wanted = self._session.case, self._session.wanted_of_body
        names = series_wide(finders(wanted.hidden, detectors.available()))
        if case is None or not case.is_complete or not names:
            return
        for series in case.series:
            if may_render(series) and self._asked.get(series.key) != len(series.images):
                self._find(series, names, wanted.hidden)

    def close(self) -> None:
        """End the process."""
        self.work.close()

    def _find(self, series: Series, names: Sequence[str], kinds: frozenset[Kind] | None) -> None:
        self._asked[series.key] = len(series.images)
        paths = tuple(image.path for image in series.images)
        self.work.ask(lambda answer: self._tell(series, kinds, answer), find, paths, tuple(names))

    def _tell(self, series: Series, kinds: frozenset[Kind] | None, answer: SeriesProposals | Refused | None) -> None:
        if not isinstance(answer, SeriesProposals) or any(run.problem for run in answer.runs):
            self._asked.pop(series.key, None)
            message = Message(
                "warning",
                lambda: self.tr("The search for a face in a series broke off. Look at its surface yourself."),
                lambda: self.tr("Search again"),
                lambda: self._find(series, ("face",), kinds),
            )
            self._messages.show_message(f"face {series.key}", message)
        else:
            self._messages.dismiss(f"face {series.key}")
            regions = answer.regions([image.key for image in series.images], f"h{series.key[:12]}")
            self._session.add_regions(one for one in regions if kinds is None or one.kind in kinds)
            self.told.emit(self._told(answer.images))
        if not self.work.is_running:
            self.searched.emit()

    def _told(self, images: int) -> str:
        if not images:
            return self.tr("No head can be found in this series. That does not mean that it shows no face.")
        return self.tr("A face is proposed on images: {count}. Look at each, and at the surface.").format(count=images)

    @Slot()
    def _forget_closed(self) -> None:
        """Begin anew with another case; one that grows keeps what was asked."""
        case = self._session.case
        if case is None or not any(series.key in self._asked for series in case.series):
            self.work.withdraw()
            self._asked.clear()


def may_render(series: Series) -> bool:
    """True if a series may be a stack of slices through a head."""
    return series.modality in _VOLUMES and bool(series.ends) and series.ends[-1] >= _LEAST
