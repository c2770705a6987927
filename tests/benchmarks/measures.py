"""What is measured: medians of five, on synthetic instances made for the run."""

from __future__ import annotations

import json
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np
from pydicom import dcmread
from pydicom.uid import JPEGBaseline8Bit

from redactor.dicom.instance import Instance
from redactor.model.case_plan import CasePlan
from redactor.model.geometry import Rectangle
from redactor.model.history import History
from redactor.model.plan import RedactionPlan
from redactor.model.region import Region, Scope
from redactor.model.stages import OutputName
from redactor.trust.local_key import LocalKey
from redactor.workflow.apply import redact_instance
from redactor.workflow.journal import Journal
from redactor.workflow.project import Project
from redactor.workflow.verify import verify
from tests.benchmarks import bulk_runs
from tests.benchmarks.brush_step import measure as brush_steps
from tests.benchmarks.ct_batch import ratio as ct_series_ratio
from tests.benchmarks.window_level import measure as window_level_steps
from tests.dicom import streams
from tests.instances import header, noise, save, save_encapsulated, with_pixels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ROOT: Final = Path(__file__).parents[2]
_RAM_DISK: Final = Path("/dev/shm")  # noqa: S108 - a RAM disk, where a disk would be measured instead


_SERIES_BYTES: Final = 1_500_000_000
"""The series, and what is made of it."""


@dataclass(frozen=True)
class Row:
    """One line of the table; a goal is an upper limit."""

    name: str
    value: float
    unit: str
    goal: float | None = None


def median_ms(action: Callable[[], object], times: int = 5) -> float:
    """Give the median duration of an action in milliseconds, after one run that is not counted."""
    action()
    durations = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        durations.append((time.perf_counter() - start) * 1000)
    return statistics.median(durations)


def window_level() -> Iterator[Row]:
    """A window/level step on a 3000 × 2500 16-bit frame: compute and paint."""
    for name, value in window_level_steps().items():
        yield Row(f"3000×2500 16-bit: {name}", value, "ms", 4.0 if name == "window step" else None)


def brush() -> Iterator[Row]:
    """A step of the brush on a 4096 × 3328 16-bit frame: from the mouse to the painted view."""
    for name, value in brush_steps().items():
        yield Row(f"4096×3328 16-bit: {name}", value, "ms", 3.0 if name == "brush step" else None)


def viewer() -> Iterator[Row]:
    """The viewer in a running window on 4096 × 3328 16-bit images."""
    words = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.viewer"], cwd=_ROOT, capture_output=True, text=True, check=True
    )
    goals = {"window step": 5.0, "next image, made ready": 100.0}
    for name, value in json.loads(words.stdout.splitlines()[-1]).items():
        yield Row(f"4096×3328 16-bit in the window: {name}", value, "ms", goals.get(name))


def deciding() -> Iterator[Row]:
    """A decision in the queue, of 150 CT images with 600 findings, and the step to the next series."""
    words = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.deciding"], cwd=_ROOT, capture_output=True, text=True, check=True
    )
    goals = {"decision": 100.0, "next series": 100.0}
    for name, value in json.loads(words.stdout.splitlines()[-1]).items():
        unit = "decisions" if name == "decisions" else "ms"
        yield Row(f"queue of 150 CT images, 600 findings: {name}", value, unit, goals.get(name))


def first_paint() -> Iterator[Row]:
    """Opening a 15 MB CR to its first paint, in a running program."""
    with tempfile.TemporaryDirectory() as folder:
        path = save(
            with_pixels(header(Modality="CR"), noise((1, 3000, 2500), np.uint16, high=4096), bits_stored=12),
            Path(folder) / "cr.dcm",
        )
        words = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.first_paint", str(path)],
            cwd=_ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    yield Row("opening a 15 MB CR to first paint", json.loads(words.stdout)["ms"], "ms", 400)


def series_listing() -> Iterator[Row]:
    """Opening a CT series of 1000 images: to the first image on the screen, and until all are listed."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, 1001):
            frames = noise((1, 64, 64), np.int16, high=1500)
            save(with_pixels(header(Modality="CT", InstanceNumber=number), frames), Path(folder) / f"{number:04}.dcm")
        words = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.first_paint", folder, "--listed"],
            cwd=_ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    found = json.loads(words.stdout)
    yield Row("opening 1000 CT images to first paint", found["ms"], "ms", 1000)
    yield Row("opening 1000 CT images until all are listed", found["listed_ms"], "ms", 5000)


def journal_saving() -> Iterator[Row]:
    """Saving one more edit of 200, with 200 regions, to the disk."""
    with tempfile.TemporaryDirectory() as folder:
        history = History(CasePlan())
        journal = Journal.make(Path(folder) / "a.journal", LocalKey.random(), [])
        numbers = count(1)

        def edit() -> None:
            number = next(numbers)
            history.record(history.value.with_region(Region(f"p{number}", Rectangle(number, 1, 3, 4))), "Draw region")

        for _ in range(200):
            edit()
        journal.save(history.steps)

        def save_one() -> None:
            edit()
            journal.save(history.steps)

        yield Row("journal: saving an edit", median_ms(save_one, 20), "ms", 250)
        journal.close()


def multi_frame_memory() -> Iterator[Row]:
    """Resident memory that a 300 MB native multi-frame adds when it is opened and its last frame is shown."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cine.dcm"
        save(with_pixels(header(), np.zeros((600, 512, 512), np.uint16)), path)
        words = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.open_memory", str(path)],
            cwd=_ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    yield Row("opening a 300 MB multi-frame adds", json.loads(words.stdout)["mb"], "MB", 150)


def patching() -> Iterator[Row]:
    """Writing a native instance with one region, against copying its bytes on the same file system."""
    memory = _RAM_DISK if _RAM_DISK.is_dir() else None
    cases = {
        "60 frames 640×480 RGB": noise((60, 480, 640, 3)),
        "3000×2500 16-bit": noise((1, 3000, 2500), np.uint16),
    }
    plan = RedactionPlan((Region("r1", Rectangle(0, 0, 300, 40)),))
    for name, frames in cases.items():
        with tempfile.TemporaryDirectory(dir=memory) as folder:
            path = save(with_pixels(header(), frames), Path(folder) / "in.dcm")
            instance = Instance.open(path)
            copy = median_ms(lambda p=path: shutil.copyfile(p, p.with_suffix(".copy")))
            write = median_ms(
                lambda i=instance, f=folder: redact_instance(
                    i, plan, project=Project.ephemeral(), name=OutputName(1, 1, 1), folder=Path(f) / "partial"
                )
            )
        yield Row(f"redacting {name}, times its copy", write / copy, "×")


def jpeg_verification() -> Iterator[Row]:
    """Verifying 60 frames 640×480 of 4:2:2 JPEG with a banner in all frames, or in one, as multiples of other work.

    The unit is decoding every frame once, in the same run: that is what verifying can't do without.
    """
    count = 60
    frames = [streams.jpeg(streams.picture(480, 640, seed=seed), "4:2:2") for seed in range(count)]
    pixels = streams.pixel_format(streams.picture(480, 640), photometric="YBR_FULL_422")
    memory = _RAM_DISK if _RAM_DISK.is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        path = streams.instance_file(Path(folder) / "in.dcm", JPEGBaseline8Bit, frames, pixels)
        for name, scope in (("all frames", Scope()), ("one frame", Scope(frames=(1,)))):
            plan = RedactionPlan((Region("r1", Rectangle(0, 0, 640, 40), scope=scope),))
            times = [_write_verify_decode(path, plan, Path(folder) / "partial") for _ in range(5)]
            write, check, decode = (statistics.median(found) for found in zip(*times, strict=True))
            yield Row(f"verifying JPEG, banner in {name}, times decoding it", check / decode, "×")
            yield Row(f"writing JPEG, banner in {name}, times decoding it", write / decode, "×")


def _write_verify_decode(path: Path, plan: RedactionPlan, folder: Path) -> tuple[float, float, float]:
    """Give the processor time of writing, verifying, and decoding all frames."""
    instance, project = Instance.open(path), Project.ephemeral()
    start = time.process_time()
    result = redact_instance(instance, plan, project=project, name=OutputName(1, 1, 1), folder=folder)
    written = time.process_time()
    verify(result, instance)
    verified = time.process_time()
    for number in range(1, instance.pixel_format.number_of_frames + 1):
        instance.frame(number)
    return written - start, verified - written, time.process_time() - verified


def jpeg_cine() -> Iterator[Row]:
    """Writing 60 frames 640×480 of 4:2:2 JPEG in which a banner and a box change: the time, and the processors'."""
    count, times = 60, 5
    frames = [streams.jpeg(streams.picture(480, 640, seed=seed), "4:2:2") for seed in range(count)]
    pixels = streams.pixel_format(streams.picture(480, 640), photometric="YBR_FULL_422")
    banner, box = Region("r1", Rectangle(0, 0, 640, 40)), Region("r2", Rectangle(480, 420, 160, 60))
    memory = _RAM_DISK if _RAM_DISK.is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        path = streams.instance_file(Path(folder) / "in.dcm", JPEGBaseline8Bit, frames, pixels)
        instance, before = Instance.open(path), time.process_time()
        write = median_ms(
            lambda: redact_instance(
                instance,
                RedactionPlan((banner, box)),
                project=Project.ephemeral(),
                name=OutputName(1, 1, 1),
                folder=Path(folder) / "partial",
            ),
            times,
        )
        busy = (time.process_time() - before) * 1000 / (times + 1)
    yield Row(f"redacting a frame of JPEG, {sum(map(len, frames)) // count // 1000} kB", write / count, "ms", 4.0)
    yield Row("frames of JPEG redacted in a second", 1000 * count / write, "frames/s")
    yield Row("processor time for a frame of JPEG", busy / count, "ms")


def large_multi_frame() -> Iterator[Row]:
    """Resident memory that redacting and verifying a native multi-frame of 2 GB adds, and a compressed one."""
    count, frame = 2000, np.zeros((1, 1024, 1024), np.uint8)
    with tempfile.TemporaryDirectory() as folder:
        path = save(with_pixels(header(), frame), Path(folder) / "native.dcm")
        _repeat_frame(path, count)
        yield from _memory_rows(path, "a native multi-frame of 2 GB")
        path.unlink()
    with tempfile.TemporaryDirectory() as folder:
        _, coded = cv2.imencode(".jpg", noise((1024, 1024)), [cv2.IMWRITE_JPEG_QUALITY, 90])
        ds = with_pixels(header(NumberOfFrames=200), frame)
        ds.NumberOfFrames = 200
        path = save_encapsulated(ds, Path(folder) / "jpeg.dcm", JPEGBaseline8Bit, [coded.tobytes()] * 200)
        yield from _memory_rows(path, "200 JPEG frames of 1024×1024")


def _memory_rows(path: Path, name: str) -> Iterator[Row]:
    words = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.apply_memory", str(path)],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(words.stdout)
    yield Row(f"redacting and verifying {name} adds", found["mb"], "MB", 200)
    yield Row(f"writing {name}", found["write_s"], "s")
    yield Row(f"verifying {name}", found["verify_s"], "s")


def _repeat_frame(path: Path, count: int) -> None:
    """Make a file of one frame one of many, without holding them: its end becomes a hole."""
    ds = dcmread(path)
    ds.NumberOfFrames = count
    ds.save_as(path)
    data = path.read_bytes()
    at = data.index(struct.pack("<HH", 0x7FE0, 0x0010))
    length = ds.Rows * ds.Columns * count
    with path.open("wb") as file:
        file.write(data[: at + 8] + struct.pack("<L", length))
        file.truncate(at + 12 + length)


def ct_batch() -> Iterator[Row]:
    """A CT series of 1000 instances in one process, against a bare loop over the same files."""
    memory = _RAM_DISK if _RAM_DISK.is_dir() and shutil.disk_usage(_RAM_DISK).free > _SERIES_BYTES else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Row("1000 CT instances 512×512, times a bare pydicom loop", ct_series_ratio(Path(folder)), "×", 3.0)


def responsiveness() -> Iterator[Row]:
    """How long the thread of the window stands still by the wall: 95 of 100 events, and the longest."""
    words = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.responsiveness"],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for step, found in json.loads(words.stdout.splitlines()[-1]).items():
        goal = 50 if step == "all steps" else None  # opening is short, and the longest of its pauses is a large share
        yield Row(f"window, {step}: 95 of 100 events wait at most", found["wall_p95"], "ms", goal)
        yield Row(f"window, {step}: longest wait", found["wall_max"], "ms", 250)
        yield Row(f"window, {step}: longest work of the thread itself", found["own_max"], "ms", 250)


def bulk_workers() -> Iterator[Row]:
    """A template over CT instances of 0.5 MB with mask, profile, checks and record: one worker against two."""
    one, two = bulk_runs.two_workers()
    yield Row(f"bulk: {bulk_runs.FILES} CT, one worker", one.seconds["all"], "s")
    yield Row(f"bulk: {bulk_runs.FILES} CT, two workers", two.seconds["all"], "s")
    yield Row("bulk: one worker once warm, times two workers", one.rate / two.rate, "×", 1 / 1.8)


def bulk_cluster() -> Iterator[Row]:
    """The same on a Dask cluster of two workers on this machine, against two worker processes."""
    here, there = bulk_runs.on_a_cluster()
    yield Row("bulk: Dask, times two local workers", there.seconds["all"] / here.seconds["all"], "×", 1.25)


def bulk_many() -> Iterator[Row]:
    """Many small files: listing and grouping, and the memory of the process that leads the work."""
    few, many = bulk_runs.over_many()
    yield Row(f"bulk: listing and grouping {bulk_runs.MANY} files", many.seconds["list"], "s", 60)
    yield Row(f"bulk: memory with {bulk_runs.MANY} files", many.peak_mb, "MB")
    yield Row("bulk: memory, times that with a twentieth of the files", many.peak_mb / few.peak_mb, "×", 1.1)


ALL: Final = (
    large_multi_frame,
    window_level,
    brush,
    viewer,
    deciding,
    first_paint,
    responsiveness,
    series_listing,
    journal_saving,
    multi_frame_memory,
    patching,
    ct_batch,
    jpeg_cine,
    jpeg_verification,
    bulk_workers,
    bulk_cluster,
    bulk_many,
)
