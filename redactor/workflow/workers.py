"""Worker processes that may be ended at any time: one job at a time each, with limits of time and memory.

A pool of the standard library gives up when one of its processes is ended. Here only the job that the process was at is
concerned, and all others go on.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from redactor.errors import WorkersFail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

_AHEAD: Final = 2
"""Jobs that a process has at once: the next one lies ready when one ends."""
_TICK: Final = 0.5
"""Seconds after which it is seen that somebody wants to stop."""
_FALSE_STARTS: Final = 3


@dataclass(frozen=True)
class Job:
    """Something to do: a function of a module, and what it takes after what is common to all.

    Attributes
    ----------
    key
        Of whoever asks.
    seconds
        After which the process is ended.
    """

    key: Any
    function: Callable[..., Any]
    arguments: tuple[Any, ...] = field(repr=False)
    seconds: float


@dataclass(frozen=True)
class Ended:
    """How a job ended: with what its function returned, or with a problem that ended its process."""

    job: Job
    result: Any = field(default=None, repr=False)
    problem: Literal["", "time", "process"] = ""


@dataclass
class _Worker:
    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    jobs: deque[Job] = field(default_factory=deque)
    deadline: float = float("inf")

    def give(self, job: Job) -> None:
        self.jobs.append(job)
        if len(self.jobs) == 1:
            self.deadline = time.monotonic() + job.seconds
        self._send(job.function, job.arguments)

    def tell(self, common: object) -> None:
        """Give another first argument of all functions that are sent from now on."""
        self._send(None, (common,))

    def took(self) -> Job:
        job = self.jobs.popleft()
        self.deadline = time.monotonic() + self.jobs[0].seconds if self.jobs else float("inf")
        return job

    def _send(self, function: Callable[..., Any] | None, arguments: tuple[Any, ...]) -> None:
        with suppress(OSError):  # it was ended just now, which its pipe will tell
            self.pipe.send((function, arguments))


def run_jobs(
    jobs: Iterator[Job],
    count: int,
    common: object = None,
    *,
    memory: int = 0,
    stopping: Callable[[], bool] = lambda: False,
) -> Iterator[Ended]:
    """Run jobs in worker processes of their own and yield how they end, in any order; see `Workers`."""
    with worker_processes(count, memory) as workers:
        yield from workers.run(jobs, common, stopping)


@contextmanager
def worker_processes(count: int, memory: int = 0) -> Iterator[Workers]:
    """Give worker processes that are ended afterwards; none is started before it is needed.

    Parameters
    ----------
    memory
        Bytes that each may have of its own; 0 sets no limit. Kept on Linux only.
    """
    workers = Workers(count, memory)
    try:
        yield workers
    finally:
        workers.end()


@dataclass
class Workers:
    """Processes that take jobs one by one, and stay for those of a later run: loading a library takes them a second."""

    count: int
    memory: int
    _common: object = field(default=None, repr=False)
    _jobs: Iterator[Job] = field(default_factory=lambda: iter(()))
    _processes: list[_Worker] = field(default_factory=list)
    _again: deque[Job] = field(default_factory=deque)
    """Jobs that lay ready at a process that was ended."""
    _more: bool = False
    _false_starts: int = 0

    def start(self, common: object) -> None:
        """Start the processes before there is anything to do, so that they load what they need meanwhile."""
        self._take(common)
        while len(self._processes) < self.count:
            self._processes.append(_start(self.memory, common))

    def run(
        self, jobs: Iterator[Job], common: object = None, stopping: Callable[[], bool] = lambda: False
    ) -> Iterator[Ended]:
        """Run jobs and yield how they end, in any order. What was begun when somebody breaks this off is ended.

        Parameters
        ----------
        jobs
            Taken one by one, when a process is free.
        common
            The first thing that every function takes; sent to each process once.
        stopping
            Asked now and then: once it says so, no further jobs are taken, and those begun are finished.

        Raises
        ------
        WorkersFail
            If processes end before they take a job.
        """
        self._jobs, self._more = jobs, True
        self._take(common)
        try:
            while self._has_work(stopping=stopping()):
                yield from self._wait()
        finally:
            self._again.clear()
            for worker in [each for each in self._processes if each.jobs]:
                self._forget(worker)

    def end(self) -> None:
        """End all processes."""
        while self._processes:
            _end(self._processes.pop())

    def _take(self, common: object) -> None:
        if common is not self._common:
            self._common = common
            for worker in self._processes:
                worker.tell(common)

    def _has_work(self, *, stopping: bool) -> bool:
        """Start processes and hand out jobs; False once all have ended."""
        if stopping:
            self._more = False
            self._again.clear()
        while len(self._processes) < self.count and (self._more or self._again):
            self._processes.append(_start(self.memory, self._common))
        if self._more or self._again:
            self._more = self._hand_out()
        return self._more or bool(self._again) or any(worker.jobs for worker in self._processes)

    def _hand_out(self) -> bool:
        """Give each process that is ready something to do; False once there is nothing left to take."""
        for depth in range(1, _AHEAD + 1):
            for worker in self._processes:
                if worker.ready and len(worker.jobs) < depth:
                    job = self._again.popleft() if self._again else next(self._jobs, None)
                    if job is None:
                        return False
                    worker.give(job)
        return True

    def _wait(self) -> Iterator[Ended]:
        """Yield what ends within a tick."""
        soonest = min((worker.deadline for worker in self._processes), default=float("inf"))
        seconds = max(min(soonest - time.monotonic(), _TICK), 0)
        ready = set(wait([worker.pipe for worker in self._processes], seconds))
        for worker in list(self._processes):
            if worker.pipe in ready:
                yield from self._heard(worker)
            elif worker.jobs and time.monotonic() > worker.deadline:
                yield Ended(self._lost(worker), problem="time")

    def _heard(self, worker: _Worker) -> Iterator[Ended]:
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):  # the process was ended, with or without a job
            if worker.jobs:
                yield Ended(self._lost(worker), problem="process")
                return
            self._forget(worker)
            self._false_starts += not worker.ready
            if self._false_starts >= _FALSE_STARTS:
                raise WorkersFail from None
            return
        if worker.ready:
            yield Ended(worker.took(), said)
        worker.ready = True

    def _lost(self, worker: _Worker) -> Job:
        """End a process; gives the job that it was at, the next one waits for another process."""
        job = worker.jobs.popleft()
        self._again.extend(worker.jobs)
        self._forget(worker)
        return job

    def _forget(self, worker: _Worker) -> None:
        self._processes.remove(worker)
        _end(worker)


def _start(memory: int, common: object) -> _Worker:
    context = multiprocessing.get_context("spawn")  # not forked: the window and OpenCV hold threads
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, memory, common), daemon=True)
    process.start()
    theirs.close()  # so that ours says when the process has gone
    return _Worker(process, ours)


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()
    worker.process.close()


def _serve(pipe: Connection, memory: int, common: object) -> None:
    """Work until the other end has gone, which it also does when the process there is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; ours says when to stop
    sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for as long as the process lives
    _limit(memory)  # what a process says when it breaks off may quote a value; the job is told of all the same

    try:
        pipe.send(None)
        while True:
            function, arguments = pipe.recv()
            if function is None:
                (common,) = arguments
            else:
                pipe.send(function(common, *arguments))
    except (EOFError, OSError):
        return


def _limit(memory: int) -> None:
    if memory and sys.platform == "linux":
        import resource  # noqa: PLC0415 - not on Windows

        # Memory of its own, not addresses: libraries reserve far more of these than they use.
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
