"""Where the work of a bulk run is done: in worker processes here, or on a Dask cluster that somebody runs."""

from __future__ import annotations

import shutil
from asyncio import CancelledError
from collections import deque
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Protocol

from redactor.errors import ClusterExtraMissing, ClusterNeedsKeyFile, ClusterUnreachable
from redactor.trust.keys import Keeper
from redactor.workflow.bulk_work import search_block, work_on
from redactor.workflow.cluster_files import forget_chunk, read_answers, work_on_chunk, write_chunk, write_setting
from redactor.workflow.run_journal import Block, Waiting
from redactor.workflow.workers import Job, worker_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from redactor.workflow.bulk_work import Setting
    from redactor.workflow.output import OutputFolder
    from redactor.workflow.task import Outcome
    from redactor.workflow.workers import Workers

LEAST_IN_CHUNK: Final = 32
"""Files in a task of a cluster: each task costs its scheduler about a millisecond, and its files on shared storage."""
SECONDS: Final = 300.0
"""That one file may take, where nobody says otherwise."""
MEMORY: Final = 4 << 30
"""Bytes that a process may have, likewise."""
_CONNECTING: Final = "15s"
_IN_FLIGHT: Final = 2
_TICK: Final = 0.5


@dataclass(frozen=True)
class Came:
    """What came of a file (`Outcome`) or of a block (what cleared it, or None), or the problem that ended its work."""

    item: Any
    result: Any = None
    problem: str = ""


class Engine(Protocol):
    """Does work side by side."""

    @property
    def workers(self) -> int:
        """How many work side by side."""
        ...

    def opened(self) -> AbstractContextManager[OpenEngine]:
        """Give what does the work of one run, phase after phase."""
        ...


class OpenEngine(Protocol):
    """Does work in any order; `stopping` says when to take no more of it."""

    def warm_up(self, setting: Setting) -> None:
        """Get ready while there is nothing to do yet."""
        ...

    def run(
        self, setting: Setting, items: Iterator[Waiting] | Iterator[Block], stopping: Callable[[], bool]
    ) -> Iterator[Came]:
        """Yield what came of each item."""
        ...


@dataclass(frozen=True)
class LocalEngine:
    """Worker processes on this computer.

    Attributes
    ----------
    seconds
        That one file may take; a block may take as long for each of its files.
    memory
        Bytes that a process may have; see `run_jobs`.
    """

    workers: int
    seconds: float
    memory: int

    @contextmanager
    def opened(self) -> Iterator[OpenEngine]:
        """See `Engine`."""
        with worker_processes(self.workers, self.memory) as processes:
            yield _Local(processes, self.seconds)


@dataclass(frozen=True)
class _Local:
    """Worker processes that stay from one phase to the next."""

    processes: Workers
    seconds: float

    def warm_up(self, setting: Setting) -> None:
        """See `OpenEngine`."""
        self.processes.start(setting)

    def run(
        self, setting: Setting, items: Iterator[Waiting] | Iterator[Block], stopping: Callable[[], bool]
    ) -> Iterator[Came]:
        """See `OpenEngine`."""
        jobs = (self._job(item) for item in items)
        for ended in self.processes.run(jobs, setting, stopping):
            yield Came(ended.job.key, ended.result, ended.problem)

    def _job(self, item: Waiting | Block) -> Job:
        if isinstance(item, Block):
            return Job(item, search_block, (item,), self.seconds * len(item.sources))
        return Job(item, work_on, (item,), self.seconds)


@dataclass(frozen=True)
class DaskEngine:
    """Workers of a Dask cluster, which read and write storage that they share with this computer."""

    client: Any
    workers: int
    folder: Path
    output: OutputFolder

    def opened(self) -> AbstractContextManager[OpenEngine]:
        """See `Engine`: the scheduler's workers are there already."""
        return nullcontext(self)

    def warm_up(self, setting: Setting) -> None:
        """See `OpenEngine`."""

    def run(
        self, setting: Setting, items: Iterator[Waiting] | Iterator[Block], stopping: Callable[[], bool]
    ) -> Iterator[Came]:
        """See `OpenEngine`. A chunk whose worker is ended again and again is taken apart: one file is to blame."""
        write_setting(self.folder, setting, self.output.project_folder)
        source: Iterator[Waiting | Block] = iter(items)
        running: dict[Any, tuple[str, list[Waiting | Block]]] = {}
        single: deque[Waiting | Block] = deque()
        number = 0
        try:
            while True:
                if stopping():
                    single.clear()
                while not stopping() and len(running) < _IN_FLIGHT * self.workers:
                    chunk = [single.popleft()] if single else self._next(source)
                    if not chunk:
                        break
                    number += 1
                    name = write_chunk(self.folder, number, chunk)
                    running[self._submit(name)] = name, chunk
                if not running:
                    return
                for future in self._finished(running):
                    name, chunk = running.pop(future)
                    results = self._results(future, name)
                    if results is not None:
                        yield from (Came(item, result) for item, result in zip(chunk, results, strict=True))
                    elif len(chunk) == 1:
                        yield Came(chunk[0], problem="process")
                    else:
                        single.extend(chunk)
        finally:
            for future, (name, _) in running.items():
                future.cancel()
                forget_chunk(self.folder, name)

    def _next(self, source: Iterator[Waiting | Block]) -> list[Waiting | Block]:
        first = next(source, None)
        if first is None:
            return []
        return [first] if isinstance(first, Block) else [first, *islice(source, LEAST_IN_CHUNK - 1)]

    def _submit(self, name: str) -> Any:  # noqa: ANN401 - a future of a library without types
        return self.client.submit(work_on_chunk, str(self.folder), name, pure=False, retries=0)

    def _finished(self, running: dict[Any, tuple[str, list[Waiting | Block]]]) -> list[Any]:
        """Give what has ended, after a tick at the latest, so that somebody can stop the run."""
        from distributed import wait  # noqa: PLC0415 - an extra

        try:
            with self.client.as_current():
                return list(wait(list(running), timeout=_TICK, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            if self.client.status != "running":
                raise ClusterUnreachable from None
            return []
        except (OSError, CancelledError):
            raise ClusterUnreachable from None

    def _results(self, future: Any, name: str) -> list[Outcome | str | None] | None:  # noqa: ANN401 - see above
        if future.status == "finished":
            results = read_answers(self.folder, name, future.result(), self.output.destination)
            if results is not None:
                return results
        elif future.status in {"lost", "cancelled"}:
            raise ClusterUnreachable
        forget_chunk(self.folder, name)
        return None


@contextmanager
def dask_engine(address: str, output: OutputFolder) -> Iterator[DaskEngine]:
    """Connect to a scheduler.

    Raises
    ------
    ClusterExtraMissing, ClusterUnreachable
        If the library is not there, or no scheduler with workers is at the address.
    ClusterNeedsKeyFile
        If workers could not open the project's key.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError:
        raise ClusterExtraMissing from None
    if output.project.keeper is not Keeper.FILE:
        raise ClusterNeedsKeyFile
    folder = output.local / "chunks"
    shutil.rmtree(folder, ignore_errors=True)  # of a run that was ended
    try:
        client = Client(address, timeout=_CONNECTING, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise ClusterUnreachable from None
    try:
        workers = sum(client.nthreads().values())
        if not workers:
            raise ClusterUnreachable
        yield DaskEngine(client, workers, folder, output)
    finally:
        client.close()
        shutil.rmtree(folder, ignore_errors=True)
