"""Work on a whole series in a worker process, one question after another; answers arrive in the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from redactor.gui.tasks import WorkerProcess

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future


class SeriesWork(QObject):
    """Asks, and calls whoever asked with the answer; with None if the process died."""

    _answered = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = WorkerProcess()
        self._number = 0
        self._asked = 0
        self._answered.connect(self._tell)

    @property
    def is_running(self) -> bool:
        """True while an answer is awaited."""
        return self._asked > 0

    def ask(self, do: Callable[[Any], object], function: Callable[..., Any], /, *arguments: object) -> None:
        """Have a function called in the process, and `do` with what it gives."""
        number = self._number
        self._asked += 1
        future = self._worker.submit(function, *arguments)
        future.add_done_callback(lambda answer: _emit(self._answered, number, do, answer))

    def withdraw(self) -> None:
        """Forget all that was asked, and end the process if it was busy."""
        self._number += 1
        if self._asked:
            self._worker.stop()
        self._asked = 0

    def close(self) -> None:
        """End the process."""
        self.withdraw()
        self._worker.stop()

    @Slot(int, object, object)
    def _tell(self, number: int, do: Callable[[Any], object], answer: Future[Any]) -> None:
        if number == self._number and not answer.cancelled():
            self._asked -= 1
            do(None if answer.exception() is not None else answer.result())


def _emit(signal: object, *values: object) -> None:
    """Emit from another thread, unless the window has been deleted meanwhile."""
    try:
        signal.emit(*values)  # type: ignore[attr-defined]  # PySide gives a bound signal no type of its own
    except RuntimeError:
        return
