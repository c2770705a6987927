"""Long work away from the window: opening in a thread, searching and exporting in worker processes.

Every answer arrives in the thread of the window. An answer to a question that was withdrawn is dropped.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from redactor.errors import RedactorError
from redactor.gui.exporting import Request, Summary, export_case
from redactor.gui.problems import WORKER_DIED
from redactor.gui.worker import Refused, check, glance, search, warm_up
from redactor.workflow.case import OpenedCase, Reading, growing_case
from redactor.workflow.journal_folder import Prepared
from redactor.workflow.propose import Proposals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from redactor.workflow.output_check import OutputToCheck
    from redactor.workflow.private_folder import PrivateFolder

_TELL_EVERY: Final = 100
"""Milliseconds between two words on how far an opening is."""
_BREATH: Final = 0.0005
"""Seconds that reading rests after some work: Python runs one thread at a time, and the window's needs its turn."""
_WORK: Final = 0.002
"""Seconds after which it does: more than looking at a file that is no image takes, less than reading one."""

P = ParamSpec("P")
T = TypeVar("T")


class WorkerProcess:
    """One worker process, started when it is first needed and again when it has died."""

    _starting = Lock()  # so that a new process is known by what there was not before

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._processes: set[multiprocessing.process.BaseProcess] = set()

    def submit(self, function: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """Have a function called there; its arguments and its result are pickled."""
        if self._pool is not None:
            try:
                return self._pool.submit(function, *arguments, **named)
            except BrokenProcessPool:
                self.stop()
        with self._starting:
            before = set(multiprocessing.active_children())
            # Spawned, not forked: the window holds threads, which a fork would copy half-alive.
            self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
            future = self._pool.submit(function, *arguments, **named)
            self._processes = set(multiprocessing.active_children()) - before
        return future

    def stop(self) -> None:
        """End the process now, whatever it does."""
        pool, self._pool = self._pool, None
        if pool is not None:
            for process in self._processes:
                process.terminate()
            # Short, since nothing runs there any more. Not waited for, the pool would write into a pipe that is closed.
            pool.shutdown(wait=True, cancel_futures=True)


class Opening(QObject):
    """Opens files and folders in a thread; the case is told when it has an image, and again when it has more."""

    progress = Signal(int, int)
    """How many files were looked at, and how many there are; 0 while they are being listed."""
    many = Signal(int)
    """There are this many files: `set_limit` says how many to look at."""
    opened = Signal(OpenedCase, Prepared)
    grown = Signal(OpenedCase)
    failed = Signal(RedactorError)
    _answered = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: _Run | None = None
        self._answered.connect(self._tell)
        self._clock = QTimer(self, interval=_TELL_EVERY)
        self._clock.timeout.connect(self._tell_progress)

    @property
    def is_running(self) -> bool:
        """True between the question and its last answer."""
        return self._running is not None

    def start(self, prepare: Callable[[], Prepared], private: PrivateFolder) -> None:
        """Open every image below the paths that `prepare` gives; an opening under way is forgotten.

        Parameters
        ----------
        private
            Where members of archives are put.
        """
        self.cancel()
        run = self._running = _Run()

        def look(done: int, total: int) -> None:
            if run.is_withdrawn.is_set() or (run.is_enough.is_set() and not total):
                raise _WithdrawnError
            run.progress = done, total
            run.rest()

        def limit(count: int) -> int:
            _emit(self.many, count)
            run.has_limit.wait()
            if run.is_withdrawn.is_set():
                raise _WithdrawnError
            return count if run.limit is None else run.limit

        def work() -> None:
            prepared: Prepared | None = None
            outcome: RedactorError | None = RedactorError()
            reading = Reading(look, limit, run.is_enough.is_set, private)
            try:
                prepared = prepare()
                for case in growing_case(prepared.paths, prepared.key.subject_key, reading):
                    _emit(self._answered, run, (case, prepared))
                    run.is_enough.wait(run.take_head_start())
                outcome = None
            except RedactorError as error:
                outcome = error
            except _WithdrawnError:
                outcome = None
            finally:
                _emit(self._answered, run, _End(outcome, prepared))

        self._clock.start()
        Thread(target=work, name="opening", daemon=True).start()

    def set_limit(self, limit: int | None) -> None:
        """Say how many files to look at; None for all."""
        if self._running is not None:
            self._running.limit = limit
            self._running.has_limit.set()

    def stop(self) -> None:
        """Read no more files; what was read is the case. Where nothing was read, no answer will come."""
        if self._running is not None:
            self._running.is_enough.set()
            if not self._running.is_told:
                self.cancel()

    def cancel(self) -> None:
        """Stop looking; no answer will come."""
        if self._running is not None:
            self._running.is_withdrawn.set()
            self._running.has_limit.set()
        self._running = None

    @Slot()
    def _tell_progress(self) -> None:
        if self._running is None:
            self._clock.stop()
        else:
            self.progress.emit(*self._running.progress)

    @Slot(object, object)
    def _tell(self, run: _Run, answer: tuple[OpenedCase, Prepared] | _End) -> None:
        is_current = run is self._running
        if isinstance(answer, _End):
            if answer.prepared is not None and not run.is_told:
                answer.prepared.close()  # nobody else has it
            if is_current:
                self._running = None
                if answer.error is not None:
                    self.failed.emit(answer.error)
        elif is_current:
            case, prepared = answer
            if case.is_complete:
                self._running = None
            if run.is_told:
                self.grown.emit(case)
            else:
                run.is_told = True
                self.opened.emit(case, prepared)


@dataclass
class _Run:
    """An opening, as both threads see it."""

    is_withdrawn: Event = field(default_factory=Event)
    is_enough: Event = field(default_factory=Event)
    has_limit: Event = field(default_factory=Event)
    limit: int | None = None
    is_told: bool = False
    """True once the case, and with it its journal, is in other hands."""
    progress: tuple[int, int] = (0, 0)
    _head_start: float = 0.3
    _rested: float = 0.0

    def rest(self) -> None:
        """Let the window have its turn, where the thread that reads has worked for a while."""
        if monotonic() - self._rested > _WORK:
            sleep(_BREATH)
            self._rested = monotonic()

    def take_head_start(self) -> float:
        """Give how long to wait, in seconds, so that the first image is painted before others are read."""
        start, self._head_start = self._head_start, 0.0
        return start


@dataclass(frozen=True)
class _End:
    """No more answers will come; why, if something is wrong."""

    error: RedactorError | None
    prepared: Prepared | None


class _WithdrawnError(Exception):
    """Nobody waits for this answer any more."""


class Searching(QObject):
    """Runs the detectors over one image after another in a worker process.

    Of the image that a person looks at, what can be said at once is told before it is searched.
    """

    started = Signal(str)
    glanced = Signal(str, Proposals)
    """A first answer: `found` or `failed` follows."""
    found = Signal(str, Proposals)
    failed = Signal(str, object)
    """The key, and the error that says why; None if the process died."""
    finished = Signal()
    _answered = Signal(int, str, object)
    _glanced = Signal(int, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = WorkerProcess()
        self._shown = ""
        self._known: set[str] = set()
        """Images that were searched before: a first answer would be less than what is known of them."""
        self._waiting: dict[str, Path] = {}
        self._running = ""
        self._number = 0
        self.is_paused = False
        self.is_held: Callable[[], bool] = lambda: False
        """Says that no image may be searched yet; who says so calls `go_on` later."""
        self.names_for: Callable[[str], tuple[str, ...] | None] = lambda key: None
        """Gives the ids of the detectors to run over an image; None for those that look at every one."""
        self._answered.connect(self._tell)
        self._glanced.connect(self._tell_first)

    def warm_up(self) -> None:
        """Have the process started before there is anything to search."""
        self._worker.submit(warm_up)

    @property
    def is_running(self) -> bool:
        """True while an image is being searched."""
        return bool(self._running)

    def pause(self, paused: bool) -> None:
        """Begin no further image until told to go on; the one under way is searched to its end."""
        self.is_paused = paused
        self.go_on()

    @Slot()
    def go_on(self) -> None:
        """Search what waits."""
        if not self.is_paused and not self._running and self._waiting:
            self._next()

    def withdraw(self) -> tuple[str, ...]:
        """Stop now and give the keys of the images that nobody searched."""
        left = tuple(key for key in (self._running, *self._waiting) if key)
        self.cancel()
        return left

    def start(self, images: Iterable[tuple[str, Path]]) -> None:
        """Search images, given by key and path, in this order; a search under way is withdrawn."""
        self.cancel()
        self._waiting = dict(images)
        self._next()

    def add(self, images: Iterable[tuple[str, Path]]) -> None:
        """Search more images, after those that wait."""
        self._waiting.update(images)
        if not self._running:
            self._next()

    def prefer(self, key: str) -> None:
        """Search this image next: a person is looking at it."""
        self._shown = key
        if key in self._waiting:
            self._waiting = {key: self._waiting[key], **self._waiting}

    def cancel(self) -> None:
        """Withdraw all that was asked; the process ends at once if it was busy."""
        self._number += 1
        self._waiting = {}
        self._known.clear()
        self.is_paused = False
        if self._running:
            self._worker.stop()
        self._running = ""

    def close(self) -> None:
        """End the process."""
        self.cancel()
        self._worker.stop()

    def _next(self) -> None:
        if (self.is_paused or self.is_held()) and self._waiting:
            return
        if not self._waiting:
            self.finished.emit()
            return
        key = next(iter(self._waiting))
        path = self._waiting.pop(key)
        self._running, number = key, self._number
        self.started.emit(key)
        if key == self._shown and key not in self._known:
            first = self._worker.submit(glance, path)
            first.add_done_callback(lambda answer: _emit(self._glanced, number, key, _outcome(answer)))
        self._known.add(key)
        future = self._worker.submit(search, path, self.names_for(key))
        future.add_done_callback(lambda answer: _emit(self._answered, number, key, _outcome(answer)))

    @Slot(int, str, object)
    def _tell_first(self, number: int, key: str, outcome: Proposals | Refused | None) -> None:
        if number == self._number and key == self._running and isinstance(outcome, Proposals):
            self.glanced.emit(key, outcome)  # what went wrong is told of the search itself

    @Slot(int, str, object)
    def _tell(self, number: int, key: str, outcome: Proposals | Refused | None) -> None:
        if number != self._number:
            return
        self._running = ""
        if isinstance(outcome, Proposals):
            self.found.emit(key, outcome)
        else:
            self.failed.emit(key, None if outcome is None else outcome.error())
        if number == self._number:  # whoever was told may have asked for something else
            self._next()


class Checking(QObject):
    """Checks the output of series that a person vouches for, one after another in a worker process."""

    ended = Signal(str, str, str)
    """The key of the series, its snapshot, and the reason if it failed, in English."""
    _answered = Signal(int, str, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = WorkerProcess()
        self._number = 0
        self._answered.connect(self._tell)

    def start(self, key: str, snapshot: str, series: OutputToCheck) -> None:
        """Check a series, after those that wait."""
        number = self._number
        future = self._worker.submit(check, series)
        future.add_done_callback(lambda answer: _emit(self._answered, number, key, snapshot, answer))

    def close(self) -> None:
        """Withdraw all that was asked, and end the process."""
        self._number += 1
        self._worker.stop()

    @Slot(int, str, str, object)
    def _tell(self, number: int, key: str, snapshot: str, answer: Future[str]) -> None:
        if number != self._number or answer.cancelled():
            return
        broke = answer.exception()
        self.ended.emit(key, snapshot, answer.result() if broke is None else WORKER_DIED)


class Exporting(QObject):
    """Exports the case: a thread that waits for a worker process, image by image."""

    progress = Signal(int, int, str)
    finished = Signal(Summary)
    failed = Signal(RedactorError)
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancelled, self._going = Event(), Event()
        self._thread: Thread | None = None
        self._answered.connect(self._tell)

    @property
    def is_running(self) -> bool:
        """True until the answer was told."""
        return self._thread is not None

    def start(self, request: Request) -> None:
        """Export; one export at a time."""
        self._cancelled.clear()
        self._going.set()
        self._thread = Thread(target=self._work, args=(request,), name="exporting")
        self._thread.start()

    def cancel(self) -> None:
        """Stop after the current image, paused or not."""
        self._cancelled.set()
        self._going.set()

    @property
    def is_paused(self) -> bool:
        """True if no further image is begun until someone says so."""
        return self.is_running and not self._going.is_set()

    def pause(self, paused: bool) -> None:
        """Begin no further image until told to go on; the one under way is finished."""
        if paused and not self._cancelled.is_set():
            self._going.clear()
        else:
            self._going.set()

    def _is_cancelled(self) -> bool:
        """Say between two images whether to stop; a pause is waited for here, in the export's own thread."""
        self._going.wait()
        return self._cancelled.is_set()

    def wait(self) -> None:
        """Wait until the current image is done, at the end of the program."""
        self.cancel()
        if self._thread is not None:
            self._thread.join()

    def _work(self, request: Request) -> None:
        outcome: Summary | RedactorError = RedactorError()
        worker = WorkerProcess()
        try:
            outcome = export_case(request, worker.submit, self._report, self._is_cancelled)
        except RedactorError as error:
            outcome = error
        finally:
            worker.stop()
            _emit(self._answered, outcome)

    def _report(self, done: int, total: int, name: str) -> None:
        _emit(self.progress, done, total, name)

    @Slot(object)
    def _tell(self, outcome: Summary | RedactorError) -> None:
        self._thread = None
        if isinstance(outcome, Summary):
            self.finished.emit(outcome)
        else:
            self.failed.emit(outcome)


def _outcome(future: Future[Proposals | Refused]) -> Proposals | Refused | None:
    """Give what a worker answered; None if it died, or broke off in a way that nobody foresaw."""
    if future.cancelled() or future.exception() is not None:
        return None
    return future.result()


def _emit(signal: object, *values: object) -> None:
    """Emit from another thread, unless the window has been deleted meanwhile."""
    try:
        signal.emit(*values)  # type: ignore[attr-defined]  # PySide gives a bound signal no type of its own
    except RuntimeError:
        return
