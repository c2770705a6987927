"""Bulk work on a real Dask scheduler with two worker processes: the same bytes as on this computer."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from redactor.errors import ClusterNeedsKeyFile, ClusterUnreachable
from redactor.files import write_text
from redactor.trust.keys import Access
from redactor.workflow.cluster_files import Told, read_answers
from redactor.workflow.engines import dask_engine
from redactor.workflow.output import prepare_output
from redactor.workflow.project import make_project
from tests.bulk_cases import CT, US, bulk, ct_series, ultrasound
from tests.folders import contents, digests

if TYPE_CHECKING:
    from collections.abc import Iterator

distributed = pytest.importorskip("distributed", reason="the extra `cluster` (Dask) is not installed")

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler of its own process, with two worker processes."""
    folder = tmp_path_factory.mktemp("cluster")
    words = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    file = folder / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": ROOT}
    scheduler = subprocess.Popen([*words, "--no-dashboard", "--scheduler-file", str(file)], **quiet)
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file), "--no-dashboard"]
    more = ["--nworkers", "2", "--nthreads", "1", "--local-directory", str(folder), "--host", "127.0.0.1"]
    workers: subprocess.Popen[bytes] | None = None
    try:
        end = time.monotonic() + 60
        while not file.exists() and time.monotonic() < end:
            time.sleep(0.1)
        address = json.loads(file.read_text())["address"]
        workers = subprocess.Popen([*worker, *more], **quiet)
        with distributed.Client(address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield address
    finally:
        for process in (workers, scheduler):
            if process is not None:
                process.terminate()
                try:
                    process.wait(30)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """More files than fit into one task, of two devices."""
    ct_series(tmp_path / "in" / "ct", 70)
    ultrasound(tmp_path / "in" / "us1.dcm", "DOE JOHN 1961", SeriesInstanceUID="2.25.5")
    ultrasound(tmp_path / "in" / "moved.dcm", "DOE JOHN 1961", at=120, SeriesInstanceUID="2.25.5")
    return tmp_path / "in"


def test_a_cluster_does_what_this_computer_does(case: Path, tmp_path: Path, cluster: str) -> None:
    here = bulk([case], tmp_path / "here", project=tmp_path / "project")
    output = prepare_output(tmp_path / "there", [case], tmp_path / "project")
    with dask_engine(cluster, output) as engine:
        assert engine.workers == 2
        there = bulk([case], tmp_path / "there", CT, US, project=tmp_path / "project", engine=engine)
    assert there.counts == here.counts == {"done": 71, "set_aside": 1}
    assert there.reasons == here.reasons
    assert digests(tmp_path / "there") == digests(tmp_path / "here")
    left = {name.partition("/")[0] for name in contents(tmp_path / "there.local")}
    assert left <= {"report.json", "report.csv", "report.html", "bulk.sqlite", "project"}


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
def test_a_worker_of_the_cluster_that_is_killed_costs_nothing(case: Path, tmp_path: Path, cluster: str) -> None:
    output = prepare_output(tmp_path / "out", [case], tmp_path / "project")
    with distributed.Client(cluster, timeout=60, set_as_default=False) as client:
        (process, *_) = client.run(os.getpid).values()

        def kill_soon() -> None:
            end = time.monotonic() + 60
            while not list((tmp_path / "out").rglob("I0003.dcm")) and time.monotonic() < end:
                time.sleep(0.02)
            os.kill(process, signal.SIGKILL)

        killer = threading.Thread(target=kill_soon)
        killer.start()
        with dask_engine(cluster, output) as engine:
            result = bulk([case], tmp_path / "out", CT, US, project=tmp_path / "project", engine=engine)
        killer.join()
        client.wait_for_workers(2, timeout=60)
    assert result.counts == {"done": 71, "set_aside": 1}
    bulk([case], tmp_path / "whole", project=tmp_path / "project")
    assert digests(tmp_path / "out") == digests(tmp_path / "whole")


def test_where_there_is_no_scheduler_the_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redactor.workflow.engines._CONNECTING", "1s")
    output = prepare_output(tmp_path / "out", [])
    with pytest.raises(ClusterUnreachable), dask_engine("tcp://127.0.0.1:9", output):
        pass


def test_a_key_that_workers_cannot_have_is_never_sent(tmp_path: Path) -> None:
    access = Access(lambda: "long enough to keep", new_under_passphrase=True)
    make_project(tmp_path / "project", access)
    output = prepare_output(tmp_path / "out", [], tmp_path / "project", access)
    with pytest.raises(ClusterNeedsKeyFile), dask_engine("tcp://127.0.0.1:9", output):
        pass


def test_answers_that_are_not_what_the_worker_wrote_are_not_believed(tmp_path: Path) -> None:
    write_text(tmp_path / "1.chunk.done", "[]")
    assert read_answers(tmp_path, "1.chunk", Told("0" * 64), tmp_path) is None
    assert read_answers(tmp_path, "2.chunk", Told("0" * 64), tmp_path) is None
