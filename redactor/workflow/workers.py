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
from contextlib import suppress
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
        with suppress(OSError):  # it was ended just now, which its pipe will tell
            self.pipe.send((job.function, job.arguments))

    def took(self) -> Job:
        job = self.jobs.popleft()
        self.deadline = time.monotonic() + self.jobs[0].seconds if self.jobs else float("inf")
        return job


def run_jobs(
    jobs: Iterator[Job],
    count: int,
    common: object = None,
    *,
    memory: int = 0,
    stopping: Callable[[], bool] = lambda: False,
) -> Iterator[Ended]:
    """Run jobs in worker processes and yield how they end, in any order.

    Parameters
    ----------
    jobs
        Taken one by one, when a process is free.
    count
        Of processes.
    common
        The first thing that every function takes; sent to each process once.
    memory
        Bytes that each may have of its own; 0 sets no limit. Kept on Linux only.
    stopping
        Asked now and then: once it says so, no further jobs are taken, and those begun are finished.

    Raises
    ------
    WorkersFail
        If processes end before they take a job.
    """
    pool = _Pool(jobs, count, memory, common)
    try:
        while pool.has_work(stopping=stopping()):
            yield from pool.wait()
    finally:
        for worker in pool.workers:
            _end(worker)


@dataclass
class _Pool:
    jobs: Iterator[Job]
    count: int
    memory: int
    common: object = field(repr=False)
    workers: list[_Worker] = field(default_factory=list)
    again: deque[Job] = field(default_factory=deque)
    """Jobs that lay ready at a process that was ended."""
    more: bool = True
    false_starts: int = 0

    def has_work(self, *, stopping: bool) -> bool:
        """Start processes and hand out jobs; False once all have ended."""
        if stopping:
            self.more = False
            self.again.clear()
        while len(self.workers) < self.count and (self.more or self.again):
            self.workers.append(_start(self.memory, self.common))
        if self.more or self.again:
            self.more = self._hand_out()
        return self.more or bool(self.again) or any(worker.jobs for worker in self.workers)

    def _hand_out(self) -> bool:
        """Give each process that is ready something to do; False once there is nothing left to take."""
        for depth in range(1, _AHEAD + 1):
            for worker in self.workers:
                if worker.ready and len(worker.jobs) < depth:
                    job = self.again.popleft() if self.again else next(self.jobs, None)
                    if job is None:
                        return False
                    worker.give(job)
        return True

    def wait(self) -> Iterator[Ended]:
        """Yield what ends within a tick."""
        soonest = min((worker.deadline for worker in self.workers), default=float("inf"))
        seconds = max(min(soonest - time.monotonic(), _TICK), 0)
        ready = set(wait([worker.pipe for worker in self.workers], seconds))
        for worker in list(self.workers):
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
            self.false_starts += not worker.ready
            if self.false_starts >= _FALSE_STARTS:
                raise WorkersFail from None
            return
        if worker.ready:
            yield Ended(worker.took(), said)
        worker.ready = True

    def _lost(self, worker: _Worker) -> Job:
        """End a process; gives the job that it was at, the next one waits for another process."""
        job = worker.jobs.popleft()
        self.again.extend(worker.jobs)
        self._forget(worker)
        return job

    def _forget(self, worker: _Worker) -> None:
        self.workers.remove(worker)
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
            pipe.send(function(common, *arguments))
    except (EOFError, OSError):
        return


def _limit(memory: int) -> None:
    if memory and sys.platform == "linux":
        import resource  # noqa: PLC0415 - not on Windows

        # Memory of its own, not addresses: libraries reserve far more of these than they use.
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
