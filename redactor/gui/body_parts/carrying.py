"""Has masks of the body carried to series of the same Frame of Reference, away from the window."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from redactor.workflow.carrying import carried

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.gui.session_model import Session
    from redactor.model.region import Region
    from redactor.workflow.case import OpenedCase


class Carrying(QObject):
    """One answer at a time; an answer for a case that is no longer open is dropped."""

    carried = Signal(int)
    """How many regions are proposed on other series."""
    _answered = Signal(object, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._running: Thread | None = None
        self._number = 0
        self._is_withdrawn = Event()
        self._answered.connect(self._tell)

    @property
    def is_running(self) -> bool:
        """True until the answer was told."""
        return self._running is not None

    def start(self, keys: Sequence[str], *, only_unmarked: bool) -> None:
        """Carry what is hidden of the body in some series to those that show the same body.

        Parameters
        ----------
        only_unmarked
            Whether series are left out on which the same kind is marked already.
        """
        case, plan = self._session.case, self._session.plan
        if case is None or self._running is not None:
            return
        self._number += 1
        number = self._number

        def work() -> None:
            found: list[Region] = []
            try:
                for place, key in enumerate(keys):
                    prefix = f"c{number}-{place}-"
                    found += carried(
                        case, key, plan, prefix, only_unmarked=only_unmarked, progress=self._require_wanted
                    )
            except _WithdrawnError:
                found = []
            finally:
                _emit(self._answered, case, found)

        self._running = Thread(target=work, name="carrying", daemon=True)
        self._running.start()

    def _require_wanted(self) -> None:
        if self._is_withdrawn.is_set():
            raise _WithdrawnError

    def close(self) -> None:
        """End the thread."""
        self._is_withdrawn.set()
        if self._running is not None:
            self._running.join()

    @Slot(object, object)
    def _tell(self, case: OpenedCase, regions: list[Region]) -> None:
        self._running = None
        if case is self._session.case:
            before = len(self._session.plan.regions)
            self._session.add_regions(regions)
            self.carried.emit(len(self._session.plan.regions) - before)


class _WithdrawnError(Exception):
    """Nobody waits for this answer any more."""


def _emit(signal: object, *values: object) -> None:
    """Emit from another thread, unless the window has been deleted meanwhile."""
    try:
        signal.emit(*values)  # type: ignore[attr-defined]  # PySide gives a bound signal no type of its own
    except RuntimeError:
        return
