"""Cases of bulk runs: files of several devices, templates for them, workers that do what a test needs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor.model.template import MatchRule, Words, template_of
from redactor.model.template_codec import template_to_json
from redactor.workflow.bulk import BulkOptions, Watch, run_bulk
from redactor.workflow.bulk_work import work_on
from redactor.workflow.engines import LocalEngine
from redactor.workflow.output import prepare_output
from tests.instances import ct_slice, header, hiding, noise, save, with_pixels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.model.template import MaskTemplate
    from redactor.workflow.bulk import BulkResult
    from redactor.workflow.bulk_work import Setting
    from redactor.workflow.run_journal import Waiting
    from redactor.workflow.task import Outcome

CT: Final = template_of("CT corner", MatchRule(32, 40, modality="CT"), hiding((0, 0, 8, 4)))
US: Final = template_of(
    "US banner", MatchRule(160, 320, modality="US", manufacturer=Words("Acme")), hiding((0, 0, 320, 40))
)


def local(jobs: int = 1, seconds: float = 120, memory: int = 0) -> LocalEngine:
    """Worker processes with room enough."""
    return LocalEngine(jobs, seconds, memory)


def ct_series(folder: Path, count: int, **attributes: Any) -> list[Path]:
    """A CT series of noise."""
    return [
        ct_slice(folder / f"ct{number:03}.dcm", InstanceNumber=number, SOPInstanceUID=f"2.25.77{number}", **attributes)
        for number in range(1, count + 1)
    ]


def ultrasound(path: Path, text: str = "", *, at: int = 25, rows: int = 160, **attributes: Any) -> Path:
    """A gray ultrasound still of 320 columns with a line of text whose baseline is a row."""
    values = (noise((1, rows, 320)) // 16).astype(np.uint8)
    if text:
        cv2.putText(values[0], text, (8, at), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 255, 2)
    facts = {"Modality": "US", "Manufacturer": "ACME", "SOPClassUID": "1.2.840.10008.5.1.4.1.1.6.1", **attributes}
    return save(with_pixels(header(**facts), values), path)


def template_file(path: Path, template: MaskTemplate) -> Path:
    """Write a template as the command line takes it."""
    path.write_text(json.dumps(template_to_json(template)), encoding="utf-8")
    return path


def bulk(sources: list[Path], out: Path, *templates: MaskTemplate, **how: Any) -> BulkResult:
    """Run templates over files; `project`, `engine` and fields of `BulkOptions` and `Watch` may be named."""
    output = prepare_output(out, sources, how.pop("project", None))
    engine = how.pop("engine", None) or local()
    watch = Watch(**{name: how.pop(name) for name in ("step", "stopping", "paused", "wait") if name in how})
    return run_bulk(sources, output, templates or (CT, US), engine, options=BulkOptions(**how), watch=watch)


def report(out: Path) -> list[dict[str, Any]]:
    """The items of the report."""
    return json.loads((out.with_name(f"{out.name}.local") / "report.json").read_text("utf-8"))["items"]


# --- runs that are killed -----------------------------------------------------------------------------------------


def bulk_process(case: Path, out: Path, templates: Sequence[Path], *more: object) -> subprocess.Popen[bytes]:
    """A run in a process of its own, with two workers."""
    words = ["bulk", case, "--out", out, "--template", *templates, "--jobs", 2, *more]
    program = [sys.executable, "-m", "redactor", *map(str, words)]
    return subprocess.Popen(
        program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=Path(__file__).parents[1]
    )


def kill_at(process: subprocess.Popen[bytes], out: Path, wanted: int) -> None:
    """Kill a run once so many results are there; its workers end by themselves, which is waited for."""
    wait_for(lambda: results(out) >= wanted)
    workers = workers_of(process)
    process.kill()
    process.wait()
    for worker in workers:
        wait_for(lambda pid=worker: not Path(f"/proc/{pid}").exists())


def results(out: Path) -> int:
    """How many results there are; they come and go, so nothing is read."""
    return sum(1 for name in out.rglob("*") if name.suffix == ".dcm" and not name.name.startswith("."))


def wait_for(condition: Any, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes that a process has started, the ones that work among them."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


# --- what workers are sent in tests: real functions, at the top of a module ---------------------------------------


def fatal_for(setting: Setting, file: Waiting) -> Outcome:
    """Work, but die by a signal at files whose name says so."""
    if "poison" in file.source.name:
        os.kill(os.getpid(), signal.SIGKILL)
    return work_on(setting, file)


def endless_for(setting: Setting, file: Waiting) -> Outcome:
    """Work, but never end at files whose name says so."""
    while "poison" in file.source.name:
        time.sleep(1)
    return work_on(setting, file)


def double(common: int, value: int) -> int:
    """Give what is common, and the value twice."""
    return common + 2 * value


def greedy(common: object, count: int) -> str:
    """Take memory, and say how that went."""
    del common
    try:
        return f"had {len(bytearray(count))}"
    except MemoryError:
        return "no memory"


def process_id(common: object) -> int:
    """Say which process this is."""
    del common
    time.sleep(0.2)
    return os.getpid()


def die(common: object) -> None:
    """End at once."""
    del common
    os.kill(os.getpid(), signal.SIGKILL)


def sleep(common: object, seconds: float) -> str:
    """Sleep."""
    del common
    time.sleep(seconds)
    return "slept"
