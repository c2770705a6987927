"""Deciding findings in the queue, of 150 CT images in 15 series with 600 findings: from the key to the painted window.

Run by itself: ``QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.deciding``
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QSettings

from redactor.gui.app import application_of
from redactor.gui.main_window import MainWindow
from redactor.gui.preferences import Preferences
from redactor.gui.settings import Settings
from redactor.model.geometry import Rectangle
from redactor.model.region import Origin, Region, Scope, Status
from tests.instances import header, noise, save, with_pixels

if TYPE_CHECKING:
    from collections.abc import Callable

    from redactor.gui.session_model import Session
    from redactor.model.case_plan import CasePlan

SERIES: Final = 15
IMAGES: Final = 10
FINDINGS: Final = 4
"""In each image."""
_DECISIONS: Final = 60
_PATIENCE_S: Final = 60
_LOOK_S: Final = 0.1


def _make_images(folder: Path) -> None:
    for number in range(SERIES * IMAGES):
        ds = with_pixels(
            header(
                Modality="CT",
                InstanceNumber=number,
                StudyInstanceUID="2.25.1",
                SeriesInstanceUID=f"2.25.1{number // IMAGES}",
            ),
            noise((1, 512, 512), np.int16, high=1500),
        )
        save(ds, folder / f"{number:03}.dcm")


def _with_findings(session: Session) -> CasePlan:
    plan = session.plan
    for image in session.case.images if session.case is not None else ():
        for number in range(FINDINGS):
            shape = Rectangle(20, 20 + 40 * number, 120, 16)
            scope, origin = Scope(instances=(image.key,)), Origin("detector", "bench@1")
            name = f"f{len(plan.regions)}"
            plan = plan.with_region(Region(name, shape, scope=scope, origin=origin, status=Status.PROPOSED))
    return plan


def measure(folder: Path) -> dict[str, float]:
    """Give the median and the longest time of a decision, in milliseconds."""
    _make_images(folder / "in")
    application = application_of(sys.argv[:1])
    settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    window = MainWindow(Preferences(application, settings))
    window.resize(1440, 900)
    window.show()
    session = window.session

    def until(claim: Callable[[], bool]) -> None:
        end = time.perf_counter() + _PATIENCE_S
        while not claim():
            application.processEvents()
            if time.perf_counter() > end:
                raise TimeoutError
            time.sleep(0.001)

    def rest() -> None:
        """Let a person look, and the frames that come next be made ready."""
        end = time.perf_counter() + _LOOK_S
        until(lambda: time.perf_counter() > end)

    window.open_paths([folder / "in"])
    until(lambda: session.case is not None and session.case.is_complete and window.viewport.content is not None)
    until(lambda: not window.after_paint.is_holding)
    window.opener.stop_searching()
    window.descriptions.close()
    session.change(_with_findings(session), "Draw region")
    window.queue.enter()
    until(lambda: session.selected is not None)
    times, goings = [], []
    while len(times) < _DECISIONS and session.selected is not None:
        start = time.perf_counter()
        session.decide(Status.REJECTED)
        application.processEvents()
        window.repaint()
        times.append((time.perf_counter() - start) * 1000)
        if session.selected is None:  # all of this series is decided
            rest()
            start = time.perf_counter()
            window.queue.skip()
            application.processEvents()
            window.repaint()
            goings.append((time.perf_counter() - start) * 1000)
        rest()
    session.mark_exported(session.plan)
    window.close()
    found = {"decisions": len(times), "decision": statistics.median(times), "longest decision": max(times)}
    return found | ({"next series": statistics.median(goings)} if goings else {})


def main() -> int:
    """Measure once and print JSON."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
