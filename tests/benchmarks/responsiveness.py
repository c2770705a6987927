"""What the thread of the window does while a person opens, draws and exports; printed as JSON, one key a step."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QSettings

from redactor.gui.app import application_of, warm_up
from redactor.gui.dialogs.export import ExportDialog
from redactor.gui.main_window import MainWindow
from redactor.gui.preferences import Preferences
from redactor.gui.settings import Settings
from redactor.model.geometry import Rectangle
from redactor.model.region import Region, Scope
from redactor.workflow.sample import sample_paths
from tests.gui.latency import Latency, Watchdog
from tests.instances import header, noise, save, with_pixels

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PATIENCE_S = 300
_KEY_S = 0.03
"""How often a key that is held repeats: steps to frames that are ready are as many events."""


class Person:
    """Does things with a window, and measures while they are done."""

    def __init__(self, folder: Path) -> None:
        self.application = application_of(sys.argv[:1])
        warm_up()
        store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(Preferences(self.application, Settings(store)))
        self.window.resize(1440, 900)
        self.window.show()
        self.application.processEvents()
        self.watchdog = Watchdog()
        self.all = Latency()
        self.told: dict[str, dict[str, float]] = {}

    def until(self, claim: Callable[[], bool]) -> None:
        """Let the window work until something is so."""
        end = time.monotonic() + _PATIENCE_S
        while not claim():
            assert time.monotonic() < end, "the window did not get there in time"
            self.application.processEvents()
            time.sleep(0.0005)  # as an event loop that waits, so that other threads come to their turn

    def measure(self, name: str, work: Callable[[], None]) -> None:
        """Measure one step."""
        self.watchdog.start()
        work()
        found = self.watchdog.stop()
        self.told[name] = _figures(found)
        self.all.wall += found.wall
        self.all.own += found.own

    def open(self, paths: Sequence[Path]) -> None:
        """Open images and wait for the first frame and its proposals."""
        self.window.viewport.content = None
        self.window.open_paths(paths)
        self.until(lambda: self.window.viewport.content is not None)

    def search(self) -> None:
        """Wait for all searches."""
        self.until(lambda: self.window.session.searches.unfinished == 0)

    def go_through(self, frames: int) -> None:
        """Go through frames by key, one after another as they appear."""
        for _ in range(frames):
            self.window.actions_by_id["next_frame"].trigger()
            self.until(lambda: self._shows(self.window.session.position.frame))
            self._pass(_KEY_S)

    def draw(self, count: int) -> None:
        """Draw, move and take back regions."""
        session = self.window.session
        for number in range(count):
            session.draw(Rectangle(20 + 9 * number, 30, 200, 120))
            self._pass(0.05)
        for _ in range(count):
            session.nudge(columns=5)
            self._pass(0.05)
        session.undo()
        self._pass(0.1)

    def list_all(self, folder: Path) -> None:
        """Open a folder and wait until all is listed."""
        self.open([folder])
        self.until(lambda: self.window.session.case is not None and self.window.session.case.is_complete)

    def mark_all(self, count: int) -> None:
        """Draw regions all over a series, in one edit."""
        session = self.window.session
        images = session.case.images if session.case is not None else ()
        plan = session.plan
        for number in range(count):
            scope = Scope(instances=(images[number * len(images) // count].key,))
            plan = plan.with_region(Region(f"b{number}", Rectangle(5, 5, 30, 8), scope=scope))
        session.change(plan, "Draw region")
        self._pass(0.2)

    def go_through_images(self, count: int) -> None:
        """Go through the images of a series by key."""
        for _ in range(count):
            self.window.actions_by_id["next_image"].trigger()
            self._pass(_KEY_S)

    def look_at_tabs(self) -> None:
        """Look at one panel after the other."""
        for place in (1, 2, 0):
            self.window.side.setCurrentIndex(place)
            self._pass(0.2)

    def export(self, folder: Path) -> None:
        """Export everything."""
        self.window.actions_by_id["export"].trigger()
        dialog = self.window.findChild(ExportDialog)
        assert dialog is not None
        dialog.set_folder(folder)
        dialog.start()
        self.until(lambda: not self.window.exporting.is_running)
        dialog.reject()
        self._pass(0.2)

    def leave(self) -> None:
        """Close the window."""
        self.window.session.mark_exported(self.window.session.plan)
        self.window.close()

    def _shows(self, number: int) -> bool:
        shown = self.window.viewport._shown
        return shown is not None and shown[1] == number

    def _pass(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() >= end)


def _figures(found: Latency) -> dict[str, float]:
    return {
        f"{clock}_{what}": round(value, 1)
        for clock in ("wall", "own")
        for what, value in (
            ("p95", found.percentile(0.95, own=clock == "own")),
            ("max", found.longest(own=clock == "own")),
        )
    }


def large_image(folder: Path) -> Path:
    """Make a mammogram of 4096×3328 of 16 bits."""
    pixels = noise((1, 4096, 3328), np.uint16, high=4096)
    return save(with_pixels(header(Modality="MG"), pixels, bits_stored=12), folder / "large" / "large.dcm")


def long_cine(folder: Path) -> Path:
    """Make 300 frames of 512×512."""
    return save(with_pixels(header(Modality="XA"), noise((300, 512, 512))), folder / "cine" / "cine.dcm")


def long_series(folder: Path) -> Path:
    """Make a CT series of 1000 images."""
    for number in range(1, 1001):
        ds = with_pixels(header(Modality="CT", InstanceNumber=number), noise((1, 64, 64), np.int16, high=1500))
        save(ds, folder / "series" / f"{number:04}.dcm")
    return folder / "series"


def main() -> int:
    """Measure every step and print."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        large, cine = large_image(folder), long_cine(folder)
        person = Person(folder)
        person.measure("sample: open", lambda: person.open(sample_paths()))
        person.measure("sample: search", person.search)
        person.measure("sample: draw", lambda: person.draw(8))
        person.measure("sample: export", lambda: person.export(folder / "sample"))
        person.window.session.mark_exported(person.window.session.plan)
        person.measure("4096×3328: open", lambda: person.open([large]))
        person.measure("4096×3328: search", person.search)
        person.measure("4096×3328: draw", lambda: person.draw(8))
        person.measure("4096×3328: export", lambda: person.export(folder / "one"))
        person.window.session.mark_exported(person.window.session.plan)
        person.measure("300 frames: open", lambda: person.open([cine]))
        person.measure("300 frames: go through", lambda: person.go_through(40))
        person.measure("300 frames: draw", lambda: person.draw(8))
        person.window.opener.stop_searching()
        person.window.session.mark_exported(person.window.session.plan)
        series = long_series(folder)
        person.measure("1000 images: open and list", lambda: person.list_all(series))
        person.mark_all(600)
        person.measure("1000 images, 600 regions: draw", lambda: person.draw(8))
        person.measure("1000 images, 600 regions: go through", lambda: person.go_through_images(40))
        person.measure("1000 images, 600 regions: tabs", person.look_at_tabs)
        person.window.opener.stop_searching()
        person.leave()
    person.told["all steps"] = _figures(person.all)
    print(json.dumps(person.told, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
