"""Bulk runs: how two workers do against one, a cluster against none, memory over many files, and other programs.

Sizes are taken from the environment, so that a busy machine can run them small: REDACTOR_BULK_FILES (2000 CT instances
of 0.5 MB), REDACTOR_BULK_MANY (20 000 small files).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil

from redactor.model.template import MatchRule, template_of
from redactor.workflow.bulk import Watch, run_bulk
from redactor.workflow.engines import LocalEngine, dask_engine
from redactor.workflow.output import prepare_output
from tests.benchmarks.ct_batch import _series
from tests.instances import ct_slice, hiding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redactor.workflow.bulk import Step
    from redactor.workflow.engines import Engine

FILES: Final = int(os.environ.get("REDACTOR_BULK_FILES", "2000"))
MANY: Final = int(os.environ.get("REDACTOR_BULK_MANY", "20000"))
CT: Final = template_of("CT corner", MatchRule(512, 512, modality="CT"), hiding((0, 0, 200, 40)))
SMALL: Final = template_of("CT corner", MatchRule(32, 40, modality="CT"), hiding((0, 0, 8, 4)))
_ROOT: Final = Path(__file__).parents[2]
_WARM: Final = 0.1
"""Share of the files after which all workers are at work."""


@dataclass(frozen=True)
class Measured:
    """What a run took: seconds by phase, and files a second of the work once all workers are warm."""

    seconds: dict[str, float]
    rate: float
    peak_mb: float


def measured(source: Path, out: Path, engine: Engine) -> Measured:
    """Run a template over files, and delete the results."""
    seconds: dict[str, float] = {}
    warm: list[tuple[float, int]] = []
    peak = 0.0
    process = psutil.Process()

    def step(told: Step) -> None:
        nonlocal peak
        seconds[told.phase] = told.seconds
        if told.phase == "apply":
            if told.done >= _WARM * told.total:
                warm.append((time.perf_counter(), told.done))
            if told.done % 25 == 0:
                peak = max(peak, process.memory_info().rss / 2**20)

    output = prepare_output(out, [source])
    start = time.perf_counter()
    result = run_bulk([source], output, [CT, SMALL], engine, watch=Watch(step))
    seconds["all"] = time.perf_counter() - start
    assert set(result.counts) == {"done"}, result.counts
    shutil.rmtree(out)
    shutil.rmtree(output.local)
    (first, done), (last, total) = warm[0], warm[-1]
    return Measured(seconds, (total - done) / max(last - first, 1e-9), peak)


def local(jobs: int) -> LocalEngine:
    """Worker processes as the command line has them."""
    return LocalEngine(jobs, 300, 4 << 30)


@contextmanager
def files(count: int) -> Iterator[Path]:
    """A CT series of 0.5 MB instances on a RAM disk where there is one with room."""
    memory = Path("/dev/shm")  # noqa: S108 - a RAM disk, where a disk would be measured instead
    room = memory.is_dir() and shutil.disk_usage(memory).free > 3 * count * 530_000
    with tempfile.TemporaryDirectory(dir=memory if room else None) as folder:
        _series(Path(folder) / "in", count)
        yield Path(folder)


@contextmanager
def small_files(count: int) -> Iterator[Path]:
    """Small CT instances, 200 a series."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            series = number // 200
            path = Path(folder) / "in" / f"{series:04}" / f"{number:06}.dcm"
            uids = {"SeriesInstanceUID": f"2.25.8{series}", "SOPInstanceUID": f"2.25.9{number}"}
            ct_slice(path, InstanceNumber=number, **uids)
        yield Path(folder)


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """A Dask scheduler with two worker processes of their own; gives its address."""
    file = folder / "scheduler.json"
    words = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file), "--no-dashboard"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": _ROOT}
    scheduler = subprocess.Popen([*words, "--no-dashboard", "--scheduler-file", str(file)], **quiet)
    while not file.exists():
        time.sleep(0.1)
    place = ["--local-directory", str(folder), "--host", "127.0.0.1", "--nworkers", "2", "--nthreads", "1"]
    workers = subprocess.Popen([*worker, *place], **quiet)
    try:
        from distributed import Client  # noqa: PLC0415 - an extra

        address = json.loads(file.read_text())["address"]
        with Client(address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2)
        yield address
    finally:
        for process in (workers, scheduler):
            process.terminate()
            process.wait()


def two_workers() -> tuple[Measured, Measured]:
    """Measure one worker, then two."""
    with files(FILES) as folder:
        return measured(folder / "in", folder / "out", local(1)), measured(folder / "in", folder / "out", local(2))


def on_a_cluster() -> tuple[Measured, Measured]:
    """Measure two workers here, then two of a cluster on this computer."""
    with files(FILES) as folder:
        here = measured(folder / "in", folder / "out", local(2))
        with cluster(folder) as address:
            output = prepare_output(folder / "out", [folder / "in"])
            with dask_engine(address, output) as engine:
                return here, measured(folder / "in", folder / "out", engine)


def over_many() -> tuple[Measured, Measured]:
    """Measure a twentieth of many small files, then all of them."""
    with small_files(max(MANY // 20, 1)) as folder:
        few = measured(folder / "in", folder / "out", local(2))
    with small_files(MANY) as folder:
        return few, measured(folder / "in", folder / "out", local(2))
