"""Long work of the bulk window: one thing at a time in a thread of its own, which can be paused and stopped."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import replace
from threading import Event, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from redactor.errors import RedactorError, SetAside
from redactor.workflow.bulk import Step, Watch
from redactor.workflow.inputs import UNFORESEEN

if TYPE_CHECKING:
    from collections.abc import Callable


class Work(QObject):
    """Calls a function with a `Watch` and tells what came of it."""

    changed = Signal()
    """It began, ended, or was paused."""
    progress = Signal(Step)
    waits = Signal(SetAside)
    """The work itself waits, for room on a disk."""
    _answered = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped, self._going = Event(), Event()
        self._thread: Thread | None = None
        self._tell: Callable[[object], None] | None = None
        self._fail: Callable[[BaseException], None] | None = None
        self._number = 0
        self._phase, self._slept, self._waited = "", 0.0, 0.0
        self._answered.connect(self._end)

    @property
    def is_running(self) -> bool:
        """True until the answer was told."""
        return self._thread is not None

    @property
    def is_paused(self) -> bool:
        """True if nothing further is begun until someone says so."""
        return self.is_running and not self._going.is_set()

    @property
    def is_stopping(self) -> bool:
        """True once it was asked to stop."""
        return self.is_running and self._stopped.is_set()

    def start(
        self,
        work: Callable[[Watch], object],
        done: Callable[[object], None],
        fail: Callable[[BaseException], None],
    ) -> bool:
        """Begin; False if something is under way."""
        if self.is_running:
            return False
        self._stopped.clear()
        self._going.set()
        self._number += 1
        self._tell, self._fail = done, fail
        self._phase, self._slept, self._waited = "", 0.0, 0.0
        watch = Watch(self._step, self._is_stopping, lambda reason: _emit(self.waits, reason))
        self._thread = Thread(target=self._work, args=(self._number, work, watch), name="bulk")
        self._thread.start()
        self.changed.emit()
        return True

    def pause(self, paused: bool) -> None:
        """Begin nothing further until told to go on; what was begun is finished."""
        if paused and not self._stopped.is_set():
            self._going.clear()
        else:
            self._going.set()
        self.changed.emit()

    def cancel(self) -> None:
        """Stop after what was begun, paused or not."""
        self._stopped.set()
        self._going.set()
        self.changed.emit()

    def close(self) -> None:
        """Stop and wait; nobody is told."""
        self._stopped.set()
        self._going.set()
        self._number += 1
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _work(self, number: int, work: Callable[[Watch], object], watch: Watch) -> None:
        result: object = None
        error: BaseException | None = RedactorError()
        try:
            result = work(watch)
            error = None
        except (RedactorError, OSError, sqlite3.Error, *UNFORESEEN) as raised:
            error = raised
        finally:
            _emit(self._answered, number, result, error)

    def _is_stopping(self) -> bool:
        """Say whether to stop; a pause is waited for here, in the thread of the work."""
        if not self._going.is_set():
            start = time.monotonic()
            self._going.wait()
            self._slept += time.monotonic() - start
        return self._stopped.is_set()

    def _step(self, step: Step) -> None:
        if step.phase != self._phase:
            self._phase, self._waited = step.phase, self._slept
        _emit(self.progress, replace(step, seconds=max(step.seconds - (self._slept - self._waited), 0.0)))

    @Slot(int, object, object)
    def _end(self, number: int, result: object, error: BaseException | None) -> None:
        if number != self._number:
            return
        if self._thread is not None:
            self._thread.join()
        self._thread = None
        tell, fail = self._tell, self._fail
        if error is not None and fail is not None:
            fail(error)
        elif error is None and tell is not None:
            tell(result)
        self.changed.emit()


def _emit(signal: object, *values: object) -> None:
    """Emit from another thread, unless the window has been deleted meanwhile."""
    try:
        signal.emit(*values)  # type: ignore[attr-defined]  # PySide gives a bound signal no type of its own
    except RuntimeError:
        return
