"""The viewer in a running window, on mammograms: from the mouse or a key to the pixels of the view.

Run by itself: ``QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.viewer``
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
from PySide6.QtCore import QPointF, QSettings

from redactor.gui.app import application_of
from redactor.gui.canvas.faint import FaintLook
from redactor.gui.main_window import MainWindow
from redactor.gui.position import Position
from redactor.gui.preferences import Preferences
from redactor.gui.settings import Settings
from redactor.model.geometry import Rectangle
from redactor.model.image import Window
from tests.instances import header, noise, save, with_pixels

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS: Final = 4096
COLUMNS: Final = 3328
IMAGES: Final = 4
_STEPS: Final = 30
_PATIENCE_S: Final = 60


def measure(folder: Path) -> dict[str, float]:
    """Give median times in milliseconds by what was done."""
    for number in range(1, IMAGES + 1):
        ds = with_pixels(
            header(Modality="MG", InstanceNumber=number),
            noise((1, ROWS, COLUMNS), np.uint16, high=4096),
            bits_stored=12,
        )
        save(ds, folder / "in" / f"{number}.dcm")
    application = application_of(sys.argv[:1])
    settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    window = MainWindow(Preferences(application, settings))
    window.resize(1440, 900)
    window.show()
    session, viewport, view = window.session, window.viewport, window.viewport.view

    def until(claim: Callable[[], bool]) -> None:
        end = time.perf_counter() + _PATIENCE_S
        while not claim():
            application.processEvents()
            if time.perf_counter() > end:
                raise TimeoutError
            time.sleep(0.001)

    window.open_paths([folder / "in"])
    until(lambda: session.case is not None and viewport.content is not None)
    images = session.case.images if session.case is not None else ()
    until(lambda: session.searches.unfinished == 0 and all(viewport.loader.is_ready(image, 1) for image in images))
    session.draw(Rectangle(100, 100, 900, 200))

    def timed(step: Callable[[int], object], times: int = _STEPS) -> float:
        found = []
        for number in range(times):
            start = time.perf_counter()
            step(number)
            view.repaint()
            found.append((time.perf_counter() - start) * 1000)
        return statistics.median(found)

    def next_image(number: int) -> None:
        shown: list[str] = []
        viewport.frame_appeared.connect(lambda key, frame: shown.append(key))
        session.go_to(Position(0, (number + 1) % IMAGES))
        until(lambda: bool(session.image) and session.image.key in shown)

    def look(number: int) -> None:
        view.set_look(list(FaintLook)[number % 3])

    result = {
        "window step": timed(lambda number: view.drag_window(Window(2000 + 10 * number, 3000 - 20 * number))),
        "next image, made ready": timed(next_image, 3 * IMAGES),
        "magnifier": 0.0,
        "another look for faint text": timed(look, 9),
    }
    view.set_look(None)
    view.set_lens(2.0)
    result["magnifier"] = timed(lambda number: view.move_lens(QPointF(200 + 5 * number, 300)))
    session.mark_exported(session.plan)
    window.close()
    return result


def main() -> int:
    """Measure once and print JSON."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
