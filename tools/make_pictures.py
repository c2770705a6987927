"""Make the pictures of the window in the documentation, from the sample case alone.

    python tools/make_pictures.py [--output docs/pictures]

`review.png` shows the chest radiograph at 1440 × 900 with one finding accepted. It is drawn off screen, so it
depends on nothing of the computer but the version of Qt.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

REPOSITORY: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QSettings, Qt  # noqa: E402 - the platform has to be chosen first

from redactor.gui.app import application_of  # noqa: E402
from redactor.gui.main_window import MainWindow  # noqa: E402
from redactor.gui.preferences import Preferences  # noqa: E402
from redactor.gui.settings import Settings  # noqa: E402
from redactor.workflow.sample import sample_paths  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE: Final = (1440, 900)
_PATIENCE: Final = 300.0


def wait_until(claim: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    application = application_of(["redactor"])
    end = time.monotonic() + _PATIENCE
    while not claim():
        assert time.monotonic() < end, "the window did not get there in time"
        application.processEvents()
        time.sleep(0.01)


def review(target: Path, settings: Settings) -> None:
    """Draw the window with the chest radiograph and one finding accepted."""
    window = MainWindow(Preferences(application_of(["redactor"]), settings))
    window.setWindowState(Qt.WindowState.WindowNoState)  # the screen of the platform is smaller than the picture
    window.resize(*SIZE)
    window.show()
    window.open_paths(sample_paths())
    wait_until(lambda: window.session.case is not None and window.session.searches.unfinished == 0)
    wait_until(lambda: window.viewport.content is not None)
    for name in ("next_finding", "accept", "fit"):
        window.actions_by_id[name].trigger()
    pause = time.monotonic() + 1.5  # thumbnails are drawn in a thread
    wait_until(lambda: time.monotonic() > pause)
    window.grab().save(str(target))
    window.session.mark_exported(window.session.plan)
    window.close()


def main() -> None:
    """Make all pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--output", type=Path, default=REPOSITORY / "docs" / "pictures")
    folder = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        store = QSettings(str(Path(place) / "settings.ini"), QSettings.Format.IniFormat)
        settings = Settings(store)
        settings.language = "en"
        review(folder / "review.png", settings)
    print(folder / "review.png")


if __name__ == "__main__":  # a worker process imports this module, too
    main()
